//! Generations of an index: which build a story came with, and the fingerprint that tells one corpus
//! from another; and what `newsidx run --since` makes of them.

use std::fs;

use newsidx::engine::local::{LocalEngine, LocalWriter};
use newsidx::search::{Question, list};
use serde_json::Value;

use crate::batch::{BERLIN, OIL, fed, newsroom};
use crate::harness::{Ran, World};

const PLAIN: &str = "Oil rises\n\nOil rose on Monday.\n";

/// A world with two files and three stories, not built.
fn desk() -> World {
    let world = World::new();
    world.file("corpus/a.txt", PLAIN).file(
        "corpus/desk.jsonl",
        lines(&[("one", "Oil fell."), ("two", "Oil stood.")]),
    );
    world
}

fn lines(stories: &[(&str, &str)]) -> String {
    let line = |(id, body): &(&str, &str)| {
        format!("{{\"id\": \"{id}\", \"headline\": \"Oil today\", \"body\": \"{body} It was in London.\"}}\n")
    };
    stories.iter().map(line).collect()
}

fn status(world: &World) -> Value {
    serde_json::from_str(&world.newsidx("status --json").stdout).unwrap()
}

fn fingerprint(world: &World) -> String {
    status(world)["fingerprint"].as_str().unwrap().to_owned()
}

/// The ids of the stories that are new since a generation.
fn since(world: &World, generation: Option<u64>) -> Vec<String> {
    let engine = LocalEngine::open(&world.path().join("index")).unwrap();
    let question = Question {
        text: "oil".into(),
        since: generation,
        limit: usize::MAX,
        ..Question::default()
    };
    let mut ids: Vec<String> = list(&engine, &question)
        .unwrap()
        .into_iter()
        .map(|hit| hit.id.0)
        .collect();
    ids.sort();
    ids
}

#[test]
fn a_story_is_new_in_the_build_that_first_has_it_as_it_is() {
    let world = desk();
    world.built();
    assert_eq!(since(&world, Some(0)), ["a.txt", "one", "two"]);
    assert_eq!(since(&world, Some(1)), [""; 0]);
    // One added, one changed, one removed; `one` only moves down in its file.
    world.file(
        "corpus/desk.jsonl",
        lines(&[("three", "Oil came."), ("one", "Oil fell.")]),
    );
    world
        .file("corpus/a.txt", format!("{PLAIN}It fell again.\n"))
        .built();
    assert_eq!(since(&world, Some(1)), ["a.txt", "three"]);
    assert_eq!(since(&world, None), ["a.txt", "one", "three"]);
    // Nothing new, and so no generation; then what was removed comes back.
    world.built();
    assert_eq!(since(&world, Some(1)), ["a.txt", "three"]);
    assert_eq!(since(&world, Some(2)), [""; 0]);
    world
        .file(
            "corpus/desk.jsonl",
            lines(&[("one", "Oil fell."), ("two", "Oil stood.")]),
        )
        .built();
    assert_eq!(since(&world, Some(2)), ["two"]);
    assert_eq!(since(&world, Some(1)), ["a.txt", "two"]);
    assert_eq!(status(&world)["generation"], 3);
}

#[test]
fn a_generation_changes_no_answer_that_does_not_ask_for_it() {
    let (world, anew) = (desk(), desk());
    world.file("corpus/b.txt", PLAIN).built();
    fs::remove_file(world.path().join("corpus/b.txt")).unwrap();
    world.built();
    anew.built();
    let query = "search oil --format trec";
    assert_eq!(world.newsidx(query), anew.newsidx(query));
    assert_eq!(fingerprint(&world), fingerprint(&anew));
}

#[test]
fn the_fingerprint_is_that_of_the_corpus_wherever_it_lies() {
    let world = desk();
    world
        .file("corpus/broken.json", "{\"id\": ")
        .newsidx("build corpus --quiet --threads 1");
    let first = fingerprint(&world);
    assert!(
        first.len() == 32 && first.bytes().all(|digit| digit.is_ascii_hexdigit()),
        "{first}"
    );
    assert!(
        world
            .newsidx("status")
            .stdout
            .contains(&format!("\n           fingerprint {first}\n"))
    );
    fs::rename(world.path().join("corpus"), world.path().join("elsewhere")).unwrap();
    world.newsidx("build elsewhere --quiet --threads 5");
    assert_eq!(fingerprint(&world), first);
    for (path, content) in [
        ("a.txt", "Oil rises\n\nOil rose on Friday.\n"),
        ("z.png", "\u{1}"),
    ] {
        let before = fingerprint(&world);
        world
            .file(&format!("elsewhere/{path}"), content)
            .newsidx("build elsewhere --quiet");
        assert_ne!(fingerprint(&world), before, "{path}");
    }
}

#[test]
fn without_the_ledger_of_the_last_build_all_stories_are_new() {
    let world = desk();
    world.built();
    world.file("index/generation-1/files.zst", "no ledger");
    let ran = world.newsidx("build corpus --quiet");
    assert_eq!(ran.status, 0);
    let told = "; which stories are new cannot be told, all count as new\n";
    assert!(
        ran.stderr.starts_with("warning: cannot read the ledger") && ran.stderr.ends_with(told),
        "{}",
        ran.stderr
    );
    assert_eq!(since(&world, Some(1)).len(), 3);
}

#[test]
fn an_index_of_another_format_stays_until_a_new_one_is_there() {
    let world = desk();
    world.built();
    let manifest = world.path().join("index/newsidx.json");
    let current = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, current.replacen("\"format\": 7", "\"format\": 1", 1)).unwrap();
    let ran = world.newsidx("search oil");
    assert!(
        ran.stderr.contains("has format 1, this newsidx reads format 7"),
        "{}",
        ran.stderr
    );
    // A build that begins and does not end.
    drop(LocalWriter::create(&world.path().join("index"), 1).unwrap());
    assert!(world.path().join("index/generation-1/meta.json").exists());
    world.built();
    assert_eq!(since(&world, Some(1)).len(), 3);
}

#[test]
fn only_what_came_since_a_generation_is_told() {
    let world = newsroom();
    world.file("list", "any\tminister* OR oil\n");
    let since = |since: &str| world.newsidx(&format!("run list --format trec --since {since}"));
    let ids = |since_what: &str| -> Vec<String> {
        let ran = since(since_what);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let mut ids: Vec<String> = ran
            .stdout
            .lines()
            .map(|line| line.split(' ').nth(2).unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("0").len(), 3);
    assert_eq!(ids("1"), [""; 0]);
    // One added, one changed, one removed.
    fs::remove_file(world.path().join("corpus/oil.jsonl")).unwrap();
    world
        .file(
            "corpus/wire/berlin.txt",
            format!("{BERLIN}More ministers came.\n"),
        )
        .file("corpus/wire/rome.txt", BERLIN.replace("BERLIN", "ROME"))
        .built();
    assert_eq!(ids("1"), ["wire/berlin.txt", "wire/rome.txt"]);
    assert_eq!(ids("0").len(), 3);
    assert_eq!(
        world.newsidx("run list --since 1 --limit 0").stdout,
        "any: minister* OR oil · 2 new stories\n"
    );
    let matrix = world.newsidx("run list --since 1 --format matrix").stdout;
    assert!(matrix.ends_with("\nany,0,0,2,0,2\n"), "{matrix}");
    since("3").expect(
        2,
        "",
        "error: the index at `index` has no generation 3 yet, it is at 2\n\
         hint: `newsidx status` tells the generation; `--since last` counts by itself\n",
    );
    assert_eq!(since("yesterday").status, 2);
}

/// Makes another generation of the same stories.
fn rebuilt(world: &World) {
    assert_eq!(world.newsidx("build corpus --quiet --full").status, 0);
}

/// A run that asks what is new since the last one.
fn news(world: &World) -> Ran {
    world.newsidx("run list --limit 0 --since last")
}

const NEVER: &str = "no run is remembered in `list.last` yet: all stories are new\n";
const ANOTHER: &str = "warning: the run remembered in `list.last` asked another index, or this one before it was made anew: all stories are new\n\
     hint: keep the folder of the index when you build again, and a list for each index\n";
const ALL: &str = "any: minister* OR oil · 3 new stories\n";
const NONE: &str = "any: minister* OR oil · 0 new stories\n";

#[test]
fn since_last_tells_each_story_once() {
    let world = newsroom();
    world.file("list", "any\tminister* OR oil\n");
    news(&world).expect(0, ALL, NEVER);
    news(&world).expect(0, NONE, "");
    world.file("corpus/wire/rome.txt", BERLIN).built();
    rebuilt(&world);
    // A run that does not ask for it changes nothing.
    world.newsidx("run list --since 1");
    news(&world).expect(0, "any: minister* OR oil · 1 new story\n", "");
    news(&world).expect(0, NONE, "");
    let kept = fs::read_to_string(world.path().join("list.last")).unwrap();
    assert!(
        kept.starts_with("{\"version\":1,\"generation\":3,\"fingerprint\":\""),
        "{kept}"
    );
    assert!(!world.path().join("list.last.new").exists());
    fed(&world, "run - --since last", b"oil").expect(
        2,
        "",
        "error: the last run of a list from standard input is not remembered\n\
         hint: write the list to a file, or name a generation: `--since 3`\n",
    );
}

#[test]
fn since_last_loses_no_story_of_an_index_that_was_made_anew() {
    let world = newsroom();
    world.file("list", "any\tminister* OR oil\n");
    rebuilt(&world);
    news(&world).expect(0, ALL, NEVER);
    let anew = || fs::remove_dir_all(world.path().join("index")).unwrap();
    // Fewer generations than are remembered.
    anew();
    world.built();
    news(&world).expect(0, ALL, ANOTHER);
    // As many, of another corpus.
    anew();
    world
        .file("corpus/oil.jsonl", OIL.replace("rose", "fell"))
        .built();
    news(&world).expect(0, ALL, ANOTHER);
    // More, with another past.
    anew();
    world.file("corpus/oil.jsonl", OIL).built();
    rebuilt(&world);
    news(&world).expect(0, ALL, ANOTHER);
    // The same past: nothing can have been missed.
    anew();
    world.built();
    rebuilt(&world);
    news(&world).expect(0, NONE, "");
}

#[test]
fn a_run_is_remembered_only_if_all_of_it_was_written() {
    let world = newsroom();
    world.file("list", "oil\noil AND\n");
    let ran = world.newsidx("run list --limit 0 --since last");
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .ends_with("this run is not remembered in `list.last`, because not every query was answered\n"),
        "{}",
        ran.stderr
    );
    assert!(!world.path().join("list.last").exists());
    world.file("list", "oil\n");
    if cfg!(target_os = "linux") {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = world
            .command(["run", "list", "--since", "last"])
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(!world.path().join("list.last").exists());
    }
    world.file("list.last", "my notes");
    let ran = world.newsidx("run list --since last");
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(
        ran.stderr
            .starts_with("error: `list.last` does not tell of a run of this newsidx: ")
            && ran
                .stderr
                .ends_with("\nhint: remove it to begin anew, or give the list another name\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        fs::read_to_string(world.path().join("list.last")).unwrap(),
        "my notes"
    );
}
