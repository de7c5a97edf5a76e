//! Reading: what becomes of files in every form. The samples are the project's own; real news from
//! outside is read where it is at hand.

use serde_json::Value;

use crate::batch::fed;
use crate::harness::{World, corpora, samples};

/// Stories as `newsidx read` gives them.
fn read(world: &World, path: &str) -> Vec<Value> {
    let ran = world.run(["read", path, "--jsonl"]);
    ran.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn wire_copy_is_taken_apart() {
    let world = World::new();
    world.file(
        "libya.txt",
        "Libyan leaders leave Moscow without cease-fire\n\
         A general arrives for talks in Moscow on Monday. File Photo by Jane Roe/EPA-EFE\n\
         A general arrives for talks in Moscow on Monday. File Photo by Jane Roe/EPA-EFE\n\
         By Ann Lee and Bo Park\n\
         Jan. 14, 2020 / 10:02 AM\n\n\
         Jan. 14 (UPI) -- Fighting in Libya went on after talks ended without a deal.\n\n\
         Advertisement\n\n\
         Related companies said that they would wait for the outcome of the talks.\n\n\
         Share this article\n",
    );
    let story = &read(&world, "libya.txt")[0];
    assert_eq!(
        story["headline"],
        "Libyan leaders leave Moscow without cease-fire"
    );
    assert_eq!(story["byline"], serde_json::json!(["Ann Lee", "Bo Park"]));
    assert_eq!(story["published"], "2020-01-14T10:02:00");
    assert_eq!(story["dateline"]["raw"], "Jan. 14 (UPI)");
    assert_eq!(story["dateline"]["places"], serde_json::json!([]));
    assert_eq!(story["dateline"]["date"], "2020-01-14");
    assert_eq!(story["captions"].as_array().unwrap().len(), 1);
    assert_eq!(
        story["body"],
        "Fighting in Libya went on after talks ended without a deal.\n\n\
         Related companies said that they would wait for the outcome of the talks."
    );
}

#[test]
fn a_column_is_found_by_name_or_named_by_the_user() {
    let world = World::new();
    world.file(
        "a.csv",
        "Titel,Inhalt\n\"Öl steigt, wieder\",\"Der Preis für Öl stieg am Montag in London erneut.\"\n",
    );
    let ran = world.run(["read", "a.csv", "--jsonl", "--map", "headline=Titel,body=Inhalt"]);
    let story: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(story["headline"], "Öl steigt, wieder");
    assert_eq!(story["format"], "csv");
}

#[test]
fn the_samples_are_all_read_as_their_readme_says() {
    let world = World::new();
    let ran = world.run(["read".as_ref(), samples().as_os_str(), "--jsonl".as_ref()]);
    let stories: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(stories.len(), 131);
    assert!(
        stories
            .iter()
            .all(|story| story["headline"].as_str().is_some_and(|text| !text.is_empty()))
    );
    let noise = [
        "Advertisement",
        "Share this article",
        "Latest Headlines",
        "Enditem",
        "Photo by",
        "Read more",
    ];
    for story in &stories {
        let body = story["body"].as_str().unwrap_or("");
        for line in body.split("\n\n") {
            assert!(!noise.contains(&line), "{}: {line}", story["id"]);
        }
        assert!(
            !body.contains("(NAA) --") && !body.contains("(UPI) --"),
            "{}: a dateline is left",
            story["id"]
        );
    }
}

#[test]
fn traps_are_no_datelines() {
    let world = World::new();
    world
        .file(
            "a.txt",
            "Premier speaks\n\nHaddad — the prime minister — said on Monday that he would stay.\n",
        )
        .file(
            "b.txt",
            "Militias warn\n\nTEHRAN-based militias said on Monday that they would stay.\n",
        )
        .file(
            "c.txt",
            "Alliance trains\n\nNATO said on Tuesday that it would train 3,000 soldiers.\n",
        );
    for name in ["a.txt", "b.txt", "c.txt"] {
        assert_eq!(read(&world, name)[0]["dateline"], Value::Null, "{name}");
    }
}

#[test]
fn all_of_reuters_21578_is_accounted_for() {
    let Some(place) = corpora("text/reuters-21578") else {
        return;
    };
    let world = World::new();
    let ran = world.run(["build".as_ref(), place.as_os_str(), "--quiet".as_ref()]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let status: Value = serde_json::from_str(&world.newsidx("status --json").stdout).unwrap();
    let summary = if status["summary"].is_object() {
        &status["summary"]
    } else {
        &status
    };
    let count = |name: &str| {
        summary[name]
            .as_u64()
            .unwrap_or_else(|| panic!("no {name} in {status}"))
    };
    assert_eq!(
        count("found"),
        count("indexed") + count("skipped") + count("failed")
    );
    let listed = world.newsidx("status --skipped").stdout;
    let records = listed.lines().filter(|line| line.contains(".sgm")).count() as u64;
    let formats = &summary["formats"];
    let stories = formats["reuters-sgml"]
        .as_u64()
        .unwrap_or_else(|| panic!("no formats in {status}"));
    assert_eq!(stories + records, 21_578);
    assert!(count("failed") == 0);
    assert_eq!(
        world.ids("headline:\"bahia cocoa review\" dateline.place:Salvador")[0],
        "data/reut2-000.sgm#1"
    );
}

#[test]
fn all_of_bbc_is_read_though_one_file_is_not_utf_8() {
    let Some(place) = corpora("text/bbc") else { return };
    let world = World::new();
    let ran = world.run(["build".as_ref(), place.as_os_str(), "--quiet".as_ref()]);
    assert_eq!(
        ran.stdout,
        "indexed 2,225 stories from 2,226 files: 2,226 found = 2,225 indexed + 1 skipped + 0 failed\n"
    );
    assert_eq!(
        world
            .newsidx("search \"manchester united\" source:sport --limit 1")
            .status,
        0
    );
}

#[test]
fn what_is_piped_in_is_read() {
    let world = World::new();
    for (form, input) in [
        ("text", &b"Oil rises\n\nOil rose on Monday.\n"[..]),
        (
            "json",
            b"{\"headline\": \"Oil rises\", \"body\": \"Oil rose on Monday.\"}\n",
        ),
    ] {
        let ran = fed(&world, "read -", input);
        let story: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(
            (&story["headline"], &story["format"], &story["path"]),
            (&"Oil rises".into(), &form.into(), &"-".into())
        );
    }
    fed(&world, "read -", b"").expect(0, "", "warning: skipped: -: empty file\n");
}
