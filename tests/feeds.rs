//! Feeds: samples of each form as they are read whole, and real feeds from outside, of which as many must
//! be stories as ever.

use std::collections::BTreeMap;

use newsidx::corpus::{Outcome, Record};

use crate::harness::{World, corpora, read, samples};

/// The stories below a folder of the samples, as `newsidx read` prints them.
fn golden(folder: &str) -> String {
    let ran = World::new().run([
        "read".as_ref(),
        samples().join(folder).as_os_str(),
        "--jsonl".as_ref(),
    ]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    let stories = ran.stdout.lines().map(|line| {
        let story: serde_json::Value = serde_json::from_str(line).unwrap();
        serde_json::to_string_pretty(&story).unwrap()
    });
    stories.collect::<Vec<_>>().join("\n")
}

#[test]
fn rss_is_read_whole() {
    insta::assert_snapshot!(golden("rss"));
}

#[test]
fn atom_is_read_whole() {
    insta::assert_snapshot!(golden("atom"));
}

#[test]
fn json_feed_is_read_whole() {
    insta::assert_snapshot!(golden("json-feed"));
}

/// Stories, skipped and failed records of a form.
type Counts = BTreeMap<&'static str, [usize; 3]>;

fn counts(read: &[Record]) -> Counts {
    let mut counts = Counts::new();
    for record in read {
        let of = counts.entry(record.format).or_default();
        match &record.outcome {
            Outcome::Story(_) => of[0] += 1,
            Outcome::Skipped(_) => of[1] += 1,
            Outcome::Failed(_) => of[2] += 1,
        }
    }
    counts
}

#[test]
fn real_feeds_are_stories_or_say_why_not() {
    for (folder, expected) in [
        (
            "feeds/feed-rs",
            &[
                ("atom", [47, 0, 0]),
                ("json-feed", [6, 0, 0]),
                ("rss", [48, 0, 1]),
            ][..],
        ),
        (
            "feeds/rss-parser",
            &[("atom", [114, 2, 0]), ("rss", [1255, 0, 0])][..],
        ),
    ] {
        let Some(root) = corpora(folder) else { continue };
        let read = read(&root);
        let counts = counts(&read);
        let ours = counts
            .into_iter()
            .filter(|(format, _)| ["atom", "rss", "json-feed"].contains(format));
        assert_eq!(ours.collect::<Vec<_>>(), expected, "{folder}");
        for record in &read {
            let reason = match &record.outcome {
                Outcome::Story(story) => {
                    assert!(
                        !story.headline.is_empty() || !story.body.is_empty(),
                        "{}",
                        story.id
                    );
                    continue;
                }
                Outcome::Skipped(reason) | Outcome::Failed(reason) => reason,
            };
            assert!(!reason.is_empty(), "{}", record.path);
        }
    }
}

/// What markup and programs leave in a text.
const REMAINS: &[&str] = &[
    "<p>",
    "</p>",
    "<div",
    "<img",
    "<br",
    "<![CDATA",
    "&lt;",
    "&amp;",
    "&quot;",
    "&nbsp;",
    "&#8217;",
    " appeared first on ",
    "[link]",
    "where people are continuing the conversation",
];

#[test]
fn nothing_of_markup_and_of_programs_is_left_in_real_feeds() {
    let Some(root) = corpora("feeds/rss-parser/test/input") else {
        return;
    };
    let mut stories = 0;
    for record in read(&root) {
        let Outcome::Story(story) = record.outcome else {
            continue;
        };
        stories += 1;
        for remains in REMAINS {
            let text = [&story.headline, &story.body];
            assert!(
                !text.iter().any(|text| text.contains(remains)),
                "{}: {remains}",
                story.id
            );
        }
        let last = story
            .body
            .rsplit("\n\n")
            .next()
            .unwrap_or_default()
            .to_lowercase();
        assert!(
            !last.ends_with("continue reading...") && !last.ends_with("read more"),
            "{}: {last}",
            story.id
        );
        assert!(story.source.is_some(), "{} has no source", story.id);
        assert!(
            story.url.as_deref().is_none_or(|url| url.contains("://")),
            "{:?}",
            story.url
        );
    }
    assert!(stories > 1_300, "{stories}");
}
