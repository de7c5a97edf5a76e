//! Generations of an index: which build a story came with, and the fingerprint that tells one corpus
//! from another.

use std::fs;

use newsidx::engine::local::{LocalEngine, LocalWriter};
use newsidx::search::{Question, list};
use serde_json::Value;

use crate::harness::World;

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
    // Nothing new; then what was removed comes back.
    world.built();
    assert_eq!(since(&world, Some(1)), ["a.txt", "three"]);
    assert_eq!(since(&world, Some(2)), [""; 0]);
    world
        .file(
            "corpus/desk.jsonl",
            lines(&[("one", "Oil fell."), ("two", "Oil stood.")]),
        )
        .built();
    assert_eq!(since(&world, Some(3)), ["two"]);
    assert_eq!(since(&world, Some(1)), ["a.txt", "two"]);
    assert_eq!(status(&world)["generation"], 4);
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
    world.file("index/generation-1/ledger.jsonl.zst", "no ledger");
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
    fs::write(&manifest, current.replacen("\"format\": 2", "\"format\": 1", 1)).unwrap();
    let ran = world.newsidx("search oil");
    assert!(
        ran.stderr.contains("has format 1, this newsidx reads format 2"),
        "{}",
        ran.stderr
    );
    // A build that begins and does not end.
    drop(LocalWriter::create(&world.path().join("index"), 1).unwrap());
    assert!(world.path().join("index/generation-1/meta.json").exists());
    world.built();
    assert_eq!(since(&world, Some(1)).len(), 3);
}
