//! The same story more than once: the latest version is indexed, whatever order they lie in, and the
//! ledger says what became of the others.

use crate::harness::World;

fn item(version: u32, status: &str, headline: &str, body: &str) -> String {
    format!(
        "{{\"uri\": \"urn:desk:tin-7\", \"type\": \"text\", \"version\": \"{version}\", \"pubstatus\": \"{status}\", \
         \"versioncreated\": \"2020-03-0{version}T10:00:00Z\", \"headline\": \"{headline}\", \"language\": \"en\", \
         \"body_text\": \"{body}\"}}"
    )
}

fn feed(time: &str, headline: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>Desk</title><item><guid>https://desk.example/zinc</guid>\
         <title>{headline}</title><pubDate>{time}</pubDate><description>Zinc moved on the exchange on Monday, \
         traders said.</description></item></channel></rss>"
    )
}

#[test]
fn the_latest_version_is_indexed_and_the_ledger_names_it() {
    let world = World::new();
    world
        .file(
            "corpus/a.json",
            item(2, "usable", "Tin rests, barely", "Tin rested on Tuesday."),
        )
        .file(
            "corpus/b.json",
            item(
                3,
                "canceled",
                "Tin story withdrawn",
                "The story on tin is withdrawn.",
            ),
        )
        .file(
            "corpus/c.json",
            item(1, "usable", "Tin rests", "Tin rested on Monday."),
        )
        .file(
            "corpus/d.rss",
            feed("Mon, 02 Mar 2020 10:00:00 GMT", "Zinc falls"),
        )
        .file(
            "corpus/e.rss",
            feed("Mon, 02 Mar 2020 12:00:00 GMT", "Zinc rises after all"),
        );
    world.newsidx("build corpus --quiet").expect(
        0,
        "indexed 2 stories from 5 files: 5 found = 2 indexed + 3 skipped (3 earlier versions) + 0 failed\n",
        "",
    );
    world.newsidx("status --skipped").expect(
        0,
        "a.json, record 0: replaced by a later version, b.json#0\n\
         c.json, record 0: a later version of `urn:desk:tin-7` is there\n\
         d.rss, record 0: replaced by a later version, e.rss#0\n",
        "",
    );
    let headlines = |query: &str| {
        let ran = world.run(["search", "--jsonl", query]);
        let hits = ran.stdout.lines().filter_map(|line| {
            let hit: serde_json::Value = serde_json::from_str(line).unwrap();
            Some(hit["headline"].as_str()?.to_owned())
        });
        hits.collect::<Vec<String>>()
    };
    assert_eq!(headlines("zinc"), ["Zinc rises after all"]);
    assert_eq!(headlines("tin status:canceled"), ["Tin story withdrawn"]);
    assert!(headlines("tin Monday").is_empty());
}

#[test]
fn what_replaces_does_not_depend_on_threads_or_on_the_build_before() {
    let world = World::new();
    for number in 0..40 {
        let version = number % 7 + 1;
        world.file(
            &format!("corpus/{number:02}.json"),
            item(version, "usable", &format!("Tin at {version}"), "Tin rested."),
        );
    }
    let mut answers = Vec::new();
    for threads in [1, 4, 1] {
        let ran = world.newsidx(&format!("build corpus --quiet --full --threads {threads}"));
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        answers.push((
            ran.stdout.lines().next().unwrap().to_owned(),
            world.newsidx("status --skipped").stdout,
            world.newsidx("search tin").stdout,
        ));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    assert!(answers[0].2.contains("Tin at 7"), "{}", answers[0].2);
}
