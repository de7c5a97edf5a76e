//! The forms of the wires: ninjs and the text of IPTC 7901 and ANPA 1312. The samples are the project's
//! own; the suites of the IPTC and the fixtures of newsrooms are read where they are at hand.

use std::fs;
use std::path::PathBuf;

use newsidx::corpus::{Outcome, Record};

use crate::harness::{World, corpora, read, samples};

/// The stories below a folder of the samples, as `newsidx read` prints them.
fn golden(folder: &str) -> String {
    let world = World::new();
    for entry in fs::read_dir(samples().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        world.file(&format!("{folder}/{name}"), fs::read(entry.path()).unwrap());
    }
    let ran = world.run(["read", folder]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    let stories = ran.stdout.lines().map(|line| {
        let story: serde_json::Value = serde_json::from_str(line).unwrap();
        serde_json::to_string_pretty(&story).unwrap()
    });
    stories.collect::<Vec<_>>().join("\n")
}

#[test]
fn ninjs_is_read_as_it_was() {
    insta::assert_snapshot!(golden("ninjs"));
}

#[test]
fn wire_text_is_read_as_it_was() {
    insta::assert_snapshot!(golden("iptc-7901"));
}

/// The folders of the suites that hold what must pass, or what must fail.
fn suites(kind: &str) -> Vec<PathBuf> {
    let Some(root) = corpora("wire/ninjs-iptc/validation/test_suite") else {
        return Vec::new();
    };
    let mut suites: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join(kind))
        .filter(|folder| folder.is_dir())
        .collect();
    suites.sort();
    assert!(suites.len() >= 13, "{suites:?}");
    suites
}

/// Items that break the rules of the version whose folder they lie in, and of no later one: nothing in
/// them says which version they are.
const BY_FOLDER: &[&str] = &[
    "1.0/should_fail/014_type_component.json",
    "1.0/should_fail/016_infosource.json",
    "1.1/should_fail/001_type_component.json",
    "1.1/should_fail/002_infosource.json",
];

#[test]
fn what_breaks_the_rules_of_ninjs_fails_and_says_which() {
    for suite in suites("should_fail") {
        for record in read(&suite) {
            let path = suite.join(&record.path);
            if BY_FOLDER.iter().any(|end| path.ends_with(end)) {
                continue;
            }
            let Outcome::Failed(reason) = &record.outcome else {
                panic!("{} did not fail: {:?}", path.display(), record.outcome);
            };
            let named = ["`", "not JSON"].iter().any(|word| reason.contains(word));
            assert!(named, "{}: {reason}", path.display());
        }
    }
}

#[test]
fn what_is_of_a_later_version_fails_where_the_item_names_its_own() {
    for suite in suites("should_fail") {
        let version = suite.parent().unwrap().file_name().unwrap().to_str().unwrap();
        for end in BY_FOLDER.iter().filter(|end| end.starts_with(version)) {
            let text = fs::read_to_string(suite.join(end.rsplit('/').next().unwrap())).unwrap();
            let standard = format!("{{\"$standard\": {{\"name\": \"ninjs\", \"version\": \"{version}\"}},");
            let world = World::new();
            world.file("item.json", text.replacen('{', &standard, 1));
            let read = read(world.path());
            assert!(
                matches!(&read[0].outcome, Outcome::Failed(reason) if reason.contains('`')),
                "{end}: {read:?}"
            );
        }
    }
}

#[test]
fn what_keeps_the_rules_of_ninjs_is_read() {
    for suite in suites("should_pass") {
        for record in read(&suite) {
            let fine = match &record.outcome {
                Outcome::Story(_) => true,
                // Many items of the suites have nothing but an address and one property.
                Outcome::Skipped(reason) => reason == "no text in it" || reason.contains("no story"),
                Outcome::Failed(_) => false,
            };
            assert!(
                fine && record.format == "ninjs",
                "{}/{}: {} {:?}",
                suite.display(),
                record.path,
                record.format,
                record.outcome
            );
        }
    }
}

#[test]
fn the_examples_of_ninjs_are_read() {
    let Some(root) = corpora("wire/ninjs-iptc/examples") else {
        return;
    };
    let read = read(&root);
    let examples: Vec<&Record> = read.iter().filter(|record| record.format == "ninjs").collect();
    let stories = examples
        .iter()
        .filter(|record| matches!(record.outcome, Outcome::Story(_)));
    assert_eq!((stories.count(), examples.len()), (52, 55));
    for record in examples {
        assert!(
            !matches!(record.outcome, Outcome::Failed(_)),
            "{}: {:?}",
            record.path,
            record.outcome
        );
    }
}

#[test]
fn the_fixtures_of_a_newsroom_are_stories() {
    let Some(root) = corpora("wire/superdesk-core/tests/io/fixtures") else {
        return;
    };
    let read = read(&root);
    let wires: Vec<&Record> = read
        .iter()
        .filter(|record| record.format == "iptc-7901")
        .collect();
    assert_eq!(wires.len(), 17);
    for record in wires {
        let Outcome::Story(story) = &record.outcome else {
            panic!("{record:?}");
        };
        assert!(
            !story.headline.is_empty() && !story.body.is_empty(),
            "{}",
            record.path
        );
        assert!(
            story.published.is_some() && story.source.is_some(),
            "{}",
            record.path
        );
        assert!(
            !story.body.contains(char::is_control) || story.body.contains('\n'),
            "{}",
            record.path
        );
    }
    let mail = read.iter().filter(|record| record.path.contains("email"));
    for record in mail.filter(|record| record.path.ends_with(".txt")) {
        assert!(
            matches!(&record.outcome, Outcome::Skipped(reason) if reason.contains("e-mail")),
            "{record:?}"
        );
    }
}
