//! Scripted queries, as a user runs them: what is told of tests that fail, in each form; what is wrong
//! with a file; snapshots, shards, and the project's own queries.

mod wrong_files;

use std::fs;
use std::path::Path;

use crate::harness::World;

/// Three small stories.
fn newsroom() -> World {
    let world = World::new();
    world
        .file("corpus/wire/moscow.txt", "Truce talks end in Moscow\n\nMOSCOW, Jan. 14, 2020 (UPI) -- Ministers left without signing a cease-fire.\n\nThe U.N. envoy said talks go on.\n")
        .file("corpus/wire/berlin.txt", "Ceasefire holds\n\nBERLIN, Jan. 20, 2020 (AP) -- A ceasefire in Libya holds, the minister said.\n")
        .file("corpus/wire/oil.txt", "Oil prices rise\n\nLONDON, Jan. 21, 2020 (AP) -- Oil rose on fears for the truce in Libya.\n");
    world
}

/// A test file in which nearly everything is wrong.
const TALKS: &str = include_str!("talks.toml");

const TALKS_TOLD: &str = include_str!("talks.txt");

#[test]
fn what_is_not_as_expected_is_shown_beside_what_was_found() {
    let world = newsroom();
    world.file("queries/talks.toml", TALKS);
    world.newsidx("test").expect(2, TALKS_TOLD, "");
}

#[test]
fn threads_change_nothing() {
    let world = newsroom();
    world.file("queries/talks.toml", TALKS);
    for threads in ["1", "7"] {
        world
            .run(["test", "--threads", threads])
            .expect(2, TALKS_TOLD, "");
    }
}

/// A test of each outcome.
const OUTCOMES: &str = include_str!("outcomes.toml");

const TAP: &str = include_str!("outcomes.tap");

const JUNIT: &str = include_str!("outcomes.xml");

const GITHUB: &str = include_str!("outcomes.github");

const JSON_LINES: &str = include_str!("outcomes.jsonl");

#[test]
fn every_form_tells_every_outcome() {
    let world = newsroom();
    world
        .file("queries/a.toml", OUTCOMES)
        .file("queries/b.toml", "[[query]]\nname = \"x\"\nquerry = \"oil\"\n");
    for (form, told) in [
        ("tap", TAP),
        ("junit", JUNIT),
        ("github", GITHUB),
        ("jsonl", JSON_LINES),
    ] {
        world.run(["test", "--format", form]).expect(2, told, "");
    }
}

#[test]
fn a_wrong_file_stops_no_other() {
    let world = newsroom();
    world
        .file(
            "queries/a.toml",
            "corpus = \"../corpus\"\n[[query]]\nname = \"a\"\nquery = \"oil\"\ntotal = 1\n",
        )
        .file("queries/b.toml", "[[query]]\n")
        .file(
            "queries/deep/c.toml",
            "corpus = \"../../corpus\"\n[[query]]\nname = \"a\"\nquery = \"truce\"\ntotal = 2\n",
        );
    world.newsidx("test queries").expect(
        2,
        "error: queries/b.toml:1:1: `name` is missing\n  [[query]]\n  ^^^^^^^^^\n\
         queries/a.toml: 1 passed\n\
         queries/deep/c.toml: 1 passed\n\n\
         2 tests in 2 files: 2 passed; 1 file could not be run\n",
        "",
    );
}

#[test]
fn the_index_under_test_is_that_of_the_command_line_or_the_file_or_the_usual_one() {
    let world = newsroom();
    world.file(
        "queries/a.toml",
        "[[query]]\nname = \"a\"\nquery = \"oil\"\ntotal = 1\n",
    );
    assert!(world.newsidx("test").stdout.contains("no index at `index`"));
    world.newsidx("test --corpus corpus").expect(
        0,
        "queries/a.toml: 1 passed\n\n1 test in 1 file: 1 passed\n",
        "",
    );
    world.built();
    world
        .newsidx("test")
        .expect(0, "queries/a.toml: 1 passed\n\n1 test in 1 file: 1 passed\n", "");
    world.file("other/one.txt", "Nothing\n\nNothing of the kind.\n");
    assert_eq!(world.newsidx("build other --index second --quiet").status, 0);
    assert_eq!(world.newsidx("test --index second").status, 1);
    world.file(
        "queries/a.toml",
        "index = \"../second\"\n[[query]]\nname = \"a\"\nquery = \"oil\"\ntotal = 1\n",
    );
    assert_eq!(world.newsidx("test").status, 1);
    assert_eq!(world.newsidx("test --index index").status, 0);
}

#[test]
fn the_fingerprint_of_the_status_is_the_one_a_file_can_ask_for() {
    let world = newsroom();
    world.built();
    let status: serde_json::Value = serde_json::from_str(&world.newsidx("status --json").stdout).unwrap();
    let fingerprint = status["fingerprint"].as_str().unwrap();
    let file = format!(
        "index = \"../index\"\nfingerprint = \"{fingerprint}\"\n[[query]]\nname = \"a\"\nquery = \"oil\"\n"
    );
    world.file("queries/a.toml", &file);
    assert_eq!(world.newsidx("test").status, 0);
    // The same corpus elsewhere is the same corpus.
    world.file(
        "queries/a.toml",
        file.replace("index = \"../index\"", "corpus = \"../corpus\""),
    );
    assert_eq!(world.newsidx("test").status, 0);
    world.file("corpus/wire/more.txt", "One more\n\nIt changes the corpus.\n");
    assert_eq!(world.newsidx("test").status, 2);
}

#[test]
fn snapshots_tell_what_is_new_gone_and_moved() {
    let world = newsroom();
    let file = "corpus = \"../corpus\"\n[[query]]\nname = \"all of it\"\nquery = \"*\"\nsort = \"newest\"\nsnapshot = true\n";
    world.file("queries/a.toml", file);
    assert_eq!(world.newsidx("test").status, 1);
    world.newsidx("test --bless").expect(
        0,
        "queries/a.toml\n  blessed all of it (line 2)\n  1 blessed\n\n1 test in 1 file: 1 blessed\n",
        "",
    );
    let kept = fs::read_to_string(world.path().join("queries/a.snapshot")).unwrap();
    assert!(
        kept.ends_with(
            "\"all of it\" = [\n  \"wire/oil.txt\",\n  \"wire/berlin.txt\",\n  \"wire/moscow.txt\",\n]\n"
        ),
        "{kept}"
    );
    assert_eq!(world.newsidx("test").status, 0);
    fs::remove_file(world.path().join("corpus/wire/berlin.txt")).unwrap();
    world
        .file(
            "corpus/wire/moscow.txt",
            "Talks end\n\nMOSCOW, Feb. 14, 2020 (UPI) -- Over.\n",
        )
        .file(
            "corpus/wire/paris.txt",
            "Talks begin\n\nPARIS, Jan. 2, 2020 (AP) -- At last.\n",
        );
    world.newsidx("test").expect(
        1,
        "queries/a.toml\n  FAILED  all of it (line 2)\n    query: *\n    snapshot\n      \
         expected  the 3 stories that were blessed, in their order\n      \
         found     3 stories: 1 new, 1 gone, 1 moved\n                \
         moved     1. wire/moscow.txt  (up 2, was 3.)\n                \
         new       3. wire/paris.txt\n                \
         gone         wire/berlin.txt  (was 2.)\n                \
         if this is better than before, `newsidx test --bless` keeps it\n  1 failed\n\n\
         1 test in 1 file: 1 failed\n",
        "",
    );
    assert_eq!(world.newsidx("test --bless --filter nothing").status, 1);
    assert_eq!(
        world.newsidx("test").status,
        1,
        "nothing was blessed that was not run"
    );
    assert_eq!(world.newsidx("test --bless").status, 0);
    assert_eq!(world.newsidx("test").status, 0);
}

#[test]
fn shards_are_all_tests_once_and_filters_choose_by_name() {
    let world = newsroom();
    world.file("queries/talks.toml", TALKS);
    let names = |arguments: &str| -> Vec<String> {
        let ran = world.newsidx(&format!("test --format jsonl {arguments}"));
        let objects = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        objects
            .filter_map(|object| Some(object["name"].as_str()?.to_owned()))
            .collect()
    };
    let all = names("");
    assert_eq!(all.len(), 11);
    let mut together: Vec<String> = ["1/3", "2/3", "3/3"]
        .iter()
        .flat_map(|part| names(&format!("--shard {part}")))
        .collect();
    assert_ne!(together, all);
    together.sort();
    let mut sorted = all;
    sorted.sort();
    assert_eq!(together, sorted);
    assert_eq!(
        names("--filter ERROR"),
        [
            "an error that is expected",
            "another error than expected",
            "an error that does not come"
        ]
    );
    world.newsidx("test --filter zebra").expect(
        1,
        "\n0 tests in 0 files\n",
        "no test was run\nhint: check `--filter` and `--shard`\n",
    );
}

#[test]
fn a_latency_is_a_ratio() {
    let world = newsroom();
    let file = |most: &str| {
        format!(
            "corpus = \"../corpus\"\n[[query]]\nname = \"a\"\nquery = \"oil\"\nlatency = {{ of = \"truce\", at_most = {most} }}\n"
        )
    };
    world.file("queries/a.toml", file("1e9"));
    assert_eq!(world.newsidx("test").status, 0);
    world.file("queries/a.toml", file("1e-9"));
    let ran = world.newsidx("test");
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout
            .contains("at most 0.000000001 times the time of `truce`"),
        "{}",
        ran.stdout
    );
}

#[test]
fn the_first_test_file_runs_and_is_not_overwritten() {
    let world = newsroom();
    world.newsidx("test --init").expect(
        0,
        "wrote queries/first.toml\nwrote queries/test.schema.json\n",
        "",
    );
    world.newsidx("test").expect(
        0,
        "queries/first.toml: 2 passed\n\n2 tests in 1 file: 2 passed\n",
        "",
    );
    world.newsidx("test --init").expect(
        2,
        "",
        "error: `queries/first.toml` is there already\nhint: name another folder\n",
    );
}

#[test]
fn the_queries_of_the_project_are_answered_as_they_say() {
    let world = World::new();
    crate::harness::copy(&crate::harness::samples(), &world.path().join("corpus"));
    crate::harness::copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("queries"),
        &world.path().join("queries"),
    );
    let ran = world.newsidx("test queries --format jsonl");
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "{}", ran.stdout);
    let last = ran.stdout.lines().last().unwrap();
    let totals: serde_json::Value = serde_json::from_str(last).unwrap();
    assert!(totals["tests"].as_u64() > Some(300), "{last}");
    assert_eq!(totals["mended"], 0, "{last}");
}
