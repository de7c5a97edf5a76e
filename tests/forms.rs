//! The forms of news in XML: whole stories of the sample corpus as they are read, and real files from
//! outside, of which as many must be stories as ever.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use newsidx::corpus::{Form, Outcome};

use super::harness::{corpora, read, samples};

/// Every field of the records of a folder of samples, by their names.
fn told(folder: &str) -> String {
    let mut out = String::new();
    for record in read(&samples().join(folder)) {
        let _ = writeln!(out, "=== {}#{} {}", record.path, record.record, record.format);
        for note in &record.notes {
            let _ = writeln!(out, "note: {note}");
        }
        match record.outcome {
            Outcome::Story(story) => {
                let story = serde_json::to_value(&*story).unwrap();
                for (name, value) in story.as_object().unwrap() {
                    let written = match value.as_str() {
                        Some(text) => text.to_owned(),
                        None => value.to_string(),
                    };
                    let _ = writeln!(out, "{name}: {written}");
                }
            }
            Outcome::Skipped(reason) => {
                let _ = writeln!(out, "skipped: {reason}");
            }
            Outcome::Failed(reason) => {
                let _ = writeln!(out, "failed: {reason}");
            }
        }
    }
    out
}

#[test]
fn samples_in_nitf_are_read_whole() {
    insta::assert_snapshot!(told("nitf"));
}

#[test]
fn samples_in_newsml_are_read_whole() {
    insta::assert_snapshot!(told("newsml"));
}

#[test]
fn samples_in_newsml_g2_are_read_whole() {
    insta::assert_snapshot!(told("newsml-g2"));
}

#[test]
fn samples_of_web_pages_are_read_whole() {
    insta::assert_snapshot!(told("html"));
}

#[test]
fn samples_in_archives_are_read_whole() {
    insta::assert_snapshot!(told("archives"));
}

/// The forms whose readers are held to account here.
fn is_ours(format: &str) -> bool {
    [Form::Nitf, Form::Newsml, Form::NewsmlG2, Form::Xml]
        .iter()
        .any(|form| form.name() == format)
}

/// Stories, skipped and failed records by form.
fn counts(root: &Path) -> BTreeMap<&'static str, [usize; 3]> {
    let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    for record in read(root) {
        if is_ours(record.format) {
            let of = counts.entry(record.format).or_default();
            match record.outcome {
                Outcome::Story(story) => {
                    assert!(
                        !story.headline.is_empty() || !story.body.is_empty(),
                        "{} is empty",
                        record.path
                    );
                    of[0] += 1;
                }
                Outcome::Skipped(reason) => {
                    assert!(!reason.is_empty() && !reason.contains("not read yet"), "{reason}");
                    of[1] += 1;
                }
                Outcome::Failed(_) => of[2] += 1,
            }
        }
    }
    counts
}

#[test]
fn real_files_are_stories_or_say_why_not() {
    type Counted<'c> = &'c [(&'static str, [usize; 3])];
    #[rustfmt::skip]
    let expected: &[(&str, Counted<'_>)] = &[
        ("wire/superdesk-core", &[("newsml", [3, 0, 0]), ("newsml-g2", [34, 8, 0]), ("nitf", [18, 1, 0]), ("xml", [4, 1, 0])]),
        ("wire/superdesk-ntb", &[("newsml", [6, 0, 0]), ("newsml-g2", [7, 0, 0]), ("nitf", [1, 0, 0]), ("xml", [6, 14, 0])]),
        ("wire/newsml-g2-dpa", &[("newsml-g2", [203, 0, 0])]),
        ("wire/newsml-g2-iptc", &[("newsml-g2", [21, 169, 0]), ("nitf", [1, 0, 0]), ("xml", [0, 13, 0])]),
        ("wire/newsml-1-afp", &[("newsml", [4, 0, 0]), ("newsml-g2", [2, 1, 0])]),
        ("wire/dpa-digitalwires", &[("newsml-g2", [18, 0, 0])]),
        ("wire/ninjs-iptc", &[("newsml", [4, 0, 0])]),
        ("text/trec-format-samples", &[("nitf", [1, 0, 0])]),
        ("text/gum-news", &[("xml", [24, 0, 0])]),
    ];
    let mut wrong = String::new();
    for (folder, counted) in expected {
        let Some(root) = corpora(folder) else { continue };
        let found: Vec<(&str, [usize; 3])> = counts(&root).into_iter().collect();
        if found != *counted {
            let _ = writeln!(wrong, "{folder}: {found:?}, not {counted:?}");
        }
    }
    assert_eq!(wrong, "", "stories, skipped, failed");
}

#[test]
fn every_field_of_real_messages_is_found() {
    let Some(root) = corpora("wire/newsml-g2-dpa") else {
        return;
    };
    let mut stories = 0;
    for record in read(&root) {
        let Outcome::Story(story) = record.outcome else {
            continue;
        };
        stories += 1;
        let has = [
            !story.headline.is_empty(),
            story.published.is_some(),
            story.source.is_some(),
            story.section.is_some(),
            story.language.as_deref() == Some("de"),
            story.version.is_some(),
            story.id.0.starts_with("urn:newsml:dpa.com:"),
            !story.body.is_empty() || !story.captions.is_empty(),
        ];
        assert!(has.iter().all(|has| *has), "{}: {has:?}", story.id);
    }
    assert_eq!(stories, 203);
}
