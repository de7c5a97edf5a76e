//! Tests of JSON: how a stream is cut, and what objects are read as.

use std::io::{Cursor, Read};
use std::sync::Arc;

use super::super::Form;
use super::super::{FileOfRecords, LARGEST_RECORD, Options, Outcome, Piece, Source};
use super::{Splitter, looks_like_json, looks_like_lines, read, without_nan};
use crate::article::{Article, EntityKind};

/// A reader that gives few bytes at a time.
struct Slow(Cursor<Vec<u8>>, usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let few = self.1.min(buffer.len());
        self.0.read(&mut buffer[..few])
    }
}

/// The records of a text, each as its bytes or as what became of it.
fn cut(text: &str) -> Vec<String> {
    let told = |pieces: Splitter| -> Vec<String> {
        pieces
            .map(|piece| match piece {
                Piece::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
                Piece::Settled(Outcome::Failed(why), _) => format!("failed: {why}"),
                Piece::Settled(Outcome::Skipped(why), _) => format!("skipped: {why}"),
                Piece::Settled(Outcome::Story(_), _) | Piece::Within(..) => {
                    unreachable!("a splitter of JSON makes neither")
                }
            })
            .collect()
    };
    let whole: Source = Box::new(Cursor::new(text.as_bytes().to_vec()));
    let whole = told(Splitter::new(whole));
    for size in [1, 2, 7] {
        let slow: Source = Box::new(Slow(Cursor::new(text.as_bytes().to_vec()), size));
        assert_eq!(told(Splitter::new(slow)), whole, "in bites of {size}");
    }
    whole
}

fn outcome(object: &str, columns: &[(&str, &str)]) -> Outcome {
    let columns = columns
        .iter()
        .map(|(field, column)| ((*field).to_owned(), (*column).to_owned()))
        .collect();
    let options = Arc::new(Options {
        columns,
        ..Options::default()
    });
    let file = FileOfRecords {
        path: "daily/news.jsonl".into(),
        form: Form::Unread,
        options,
        declared: crate::corpus::Declared::default(),
        notes: Vec::new(),
    };
    read(object, &file, 7)
}

fn story(object: &str) -> Article {
    match outcome(object, &[]) {
        Outcome::Story(story) => *story,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lines_are_cut_at_line_ends() {
    assert_eq!(
        cut("{\"a\": 1}\r\n\n{\"b\": \"}\\\"\"},\n{\"c\": {}}"),
        ["{\"a\": 1}", "{\"b\": \"}\\\"\"}", "{\"c\": {}}"]
    );
    assert_eq!(cut(""), [""; 0]);
    assert_eq!(cut(" \n\n"), [""; 0]);
}

#[test]
fn a_broken_line_is_one_broken_record() {
    let text = "{\"a\": 1}\n{\"a\": oops}\n{\"a\": \"cut\n{\"a\": 2}\nnonsense\n{\"a\": 3}\n";
    assert_eq!(
        cut(text),
        [
            "{\"a\": 1}",
            "failed: line 2, column 7: not JSON: expected value",
            "failed: line 3, column 10: not JSON: EOF while parsing a string",
            "{\"a\": 2}",
            "failed: line 5, column 2: not JSON: expected ident",
            "{\"a\": 3}",
        ]
    );
}

#[test]
fn a_first_line_that_is_broken_hides_no_other() {
    for first in [
        "{\"a\": \"cut",
        "{\"a\": {\"b\": 1",
        "{a: 1}",
        "oops",
        "{\"a\" 1}",
    ] {
        let found = cut(&format!("{first}\n{{\"a\": 2}}\n{{\"a\": 3}}\n"));
        assert!(found[0].starts_with("failed: line 1"), "{first}: {found:?}");
        assert_eq!(found[1..], ["{\"a\": 2}", "{\"a\": 3}"], "{first}");
    }
}

#[test]
fn arrays_are_cut_pretty_printed_or_not() {
    assert_eq!(
        cut("[{\"a\":[1,{\"b\":2}]},{\"a\":\"]\"}]"),
        ["{\"a\":[1,{\"b\":2}]}", "{\"a\":\"]\"}"]
    );
    assert_eq!(
        cut("[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 2\n  }\n]\n").len(),
        2
    );
    assert_eq!(cut("[]"), [""; 0]);
    assert_eq!(
        cut("[\"a\", \"b\", {\"c\": 1}]"),
        ["skipped: a list of no objects: it holds no stories"]
    );
}

#[test]
fn a_broken_element_does_not_take_the_next_with_it() {
    let found = cut("[\n  {\n    \"a\": \"cut,\n    \"b\": 2\n  },\n  {\n    \"a\": 2\n  }\n]");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("failed: line "));
    assert!(found[1].contains("\"a\": 2"));
}

#[test]
fn a_cut_file_says_so() {
    let found = cut("[{\"a\": 1}, {\"a\": 2");
    assert_eq!(found[0], "{\"a\": 1}");
    assert!(found[1].contains("the file ends inside this object"), "{found:?}");
    assert!(
        cut("[{\"a\": 1},")
            .last()
            .unwrap()
            .contains("the file ends inside its list")
    );
    assert!(
        cut("{\n\"a\": 1,")
            .last()
            .unwrap()
            .contains("the file ends inside this object")
    );
}

#[test]
fn stories_are_found_in_the_lists_of_answers() {
    let stories = ["{\"title\":\"A\"}", "{\"title\":\"B\"}"];
    for holder in [
        "{\"status\":\"ok\",\"articles\":[X]}",
        "{\"response\":{\"n\":2,\"docs\":[ X ]},\"x\":[1]}",
        "{\"took\":3,\"hits\":{\"total\":{\"value\":2},\"hits\":[X]}}",
        "{\n \"data\": [\nX\n]\n}\n",
    ] {
        assert_eq!(cut(&holder.replace('X', &stories.join(","))), stories, "{holder}");
    }
    let page = "{\"articles\":[{\"title\":\"A\"}]}\n";
    assert_eq!(cut(&page.repeat(2)), ["{\"title\":\"A\"}", "{\"title\":\"A\"}"]);
}

#[test]
fn a_story_with_a_list_stays_one() {
    let story = "{\"title\":\"A\",\"body\":\"Text.\",\"items\":[{\"title\":\"B\"}]}";
    assert_eq!(cut(story), [story]);
    let late = "{\"items\":[{\"title\":\"B\"}],\"body\":\"Text.\"}";
    assert_eq!(
        cut(late),
        ["{\"title\":\"B\"}", "{\"items\":[],\"body\":\"Text.\"}"]
    );
    let tags = "{\"title\":\"A\",\"items\":[\"x\"],\"data\":{\"k\":[{}]}}";
    assert_eq!(cut(tags), [tags]);
}

#[test]
fn what_python_writes_is_read() {
    assert_eq!(
        without_nan(b"{\"a\": NaN, \"b\": \"NaN\", \"c\": -Infinity}").unwrap(),
        b"{\"a\": null, \"b\": \"NaN\", \"c\": null}"
    );
    assert_eq!(cut("{\"title\": \"A\", \"author\": NaN}\n").len(), 1);
    assert_eq!(story("{\"title\": \"A\", \"author\": NaN}").headline, "A");
}

#[test]
fn hostile_input_ends() {
    let started = std::time::Instant::now();
    for bomb in [
        "[",
        "{",
        "{\"a\":",
        "[{",
        "{\"data\":",
        "{\"items\":[{",
        "\"",
        "[\"",
        "{\"a\":[",
        "]",
        ":",
        "{\"\n",
        "[:",
    ] {
        let source: Source = Box::new(Cursor::new(bomb.repeat(300_000).into_bytes()));
        for piece in Splitter::new(source) {
            if let Piece::Bytes(bytes) = piece {
                let _ = outcome(&String::from_utf8_lossy(&bytes), &[]);
            }
        }
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn a_record_beyond_the_limit_fails_and_the_next_is_read() {
    let large = "x".repeat(LARGEST_RECORD);
    for text in [
        format!("{{\"a\":\"{large}\"}}\n{{\"b\":1}}\n"),
        format!("[{{\"a\":\"{large}\"}},{{\"b\":1}}]"),
    ] {
        let source: Source = Box::new(Cursor::new(text.into_bytes()));
        let pieces: Vec<Piece> = Splitter::new(source).collect();
        assert!(
            matches!(&pieces[0], Piece::Settled(Outcome::Failed(why), _) if why.contains("larger than 32 MiB"))
        );
        assert!(matches!(&pieces[1], Piece::Bytes(bytes) if bytes == b"{\"b\":1}"));
    }
}

#[test]
fn json_is_known_by_its_beginning() {
    assert!(looks_like_json(b" [\n {\"a\""));
    assert!(!looks_like_json(b"[Moscow] The talks"));
    assert!(!looks_like_json(b"{\\rtf1"));
    assert!(looks_like_lines(b"{\"a\": 1}\n{\"a"));
    assert!(!looks_like_lines(b"{\n\"a\": 1}\n"));
}

#[test]
fn names_are_known_however_they_are_written() {
    let read = story(
        r#"{"_id": 31, "Web-Title": "Ferry sails", "Full_Text": "One.\nTwo.", "authors": [{"name": "Ana Ruiz"}, "Bo Lind"],
            "publishedAt": "2020-03-01T10:00:00Z", "source": {"id": null, "name": "Harbour Post"}, "section_name": "Ports",
            "lang": "EN", "people": ["Cy Hall"], "places": [{"name": "Porto"}], "orgs": "Blue Line; Port Office"}"#,
    );
    assert_eq!(
        (&*read.id.0, &*read.headline, &*read.body),
        ("daily/news.jsonl#31", "Ferry sails", "One.\n\nTwo.")
    );
    assert_eq!(read.byline, ["Ana Ruiz", "Bo Lind"]);
    assert_eq!(read.published.unwrap().to_string(), "2020-03-01T10:00:00Z");
    assert_eq!(
        (read.source.as_deref(), read.section.as_deref()),
        (Some("Harbour Post"), Some("Ports"))
    );
    assert_eq!(read.language.as_deref(), Some("en"));
    let names = |kind| -> Vec<&str> {
        read.entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| &*entity.name)
            .collect()
    };
    assert_eq!(names(EntityKind::Organization), ["Blue Line", "Port Office"]);
    assert_eq!(
        (names(EntityKind::Person), names(EntityKind::Place)),
        (vec!["Cy Hall"], vec!["Porto"])
    );
}

#[test]
fn wrapped_stories_are_read() {
    let hit = story(
        r#"{"_index": "n", "_id": "a1", "_source": {"headline": {"main": "Ferry sails"}, "body": "One."}}"#,
    );
    assert_eq!(
        (&*hit.id.0, &*hit.headline, &*hit.body),
        ("a1", "Ferry sails", "One.")
    );
    let guardian = story(
        r#"{"webTitle": "Ferry sails", "fields": {"bodyText": "One. Two.", "body": "<p>One.</p><p>Two.</p>"}}"#,
    );
    assert_eq!(guardian.body, "One.\n\nTwo.");
    let post = story(r#"{"title": {"rendered": "Ferry sails"}, "content": {"rendered": "<p>One.</p>"}}"#);
    assert_eq!((&*post.headline, &*post.body), ("Ferry sails", "One."));
}

#[test]
fn typed_parts_are_read() {
    let post = story(
        r#"{"id": "p-1", "title": "Ferry sails", "author": "Ana Ruiz; Bo C.D. Lind", "published_date": 1577872800000,
            "contents": [null, {"type": "kicker", "content": "Ports"}, {"type": "image", "fullcaption": "The quay."},
            {"type": "sanitized_html", "subtype": "paragraph", "content": "The <a href=\"x\">ferry</a> &amp; crew sailed."},
            {"type": "sanitized_html", "subtype": "paragraph", "content": "It came back."}]}"#,
    );
    assert_eq!(post.body, "The ferry & crew sailed.\n\nIt came back.");
    assert_eq!(
        (post.section.as_deref(), &*post.captions),
        (Some("Ports"), &["The quay.".to_owned()][..])
    );
    assert_eq!(post.byline, ["Ana Ruiz", "Bo C.D. Lind"]);
    assert_eq!(post.published.unwrap().to_string(), "2020-01-01T10:00:00Z");
}

#[test]
fn leads_stand_before_the_text_and_summaries_for_it() {
    let with = |extra: &str| {
        story(&format!(
            r#"{{"title": "T", "body": "The ferry sailed on Monday.", {extra}}}"#
        ))
        .body
    };
    assert_eq!(
        with(r#""lead": "The sea was calm.""#),
        "The sea was calm.\n\nThe ferry sailed on Monday."
    );
    assert_eq!(
        with(r#""lead": "The ferry sailed""#),
        "The ferry sailed on Monday."
    );
    assert_eq!(with(r#""summary": "A ferry.""#), "The ferry sailed on Monday.");
    assert_eq!(
        story(r#"{"headline": "T", "short_description": "A ferry."}"#).body,
        "A ferry."
    );
}

#[test]
fn addresses_name_stories_that_have_no_other_name() {
    let read = story(r#"{"title": "T", "link": "https://www.harbour.example/a"}"#);
    assert_eq!(
        (&*read.id.0, read.source.as_deref()),
        ("https://www.harbour.example/a", Some("harbour.example"))
    );
    assert_eq!(story(r#"{"title": "T"}"#).id.0, "daily/news.jsonl#7");
}

#[test]
fn keys_that_the_user_names_come_first() {
    let object = r#"{"title": "T", "text": "kicker", "deep": {"er": [{"x": "The story."}]}}"#;
    let Outcome::Story(read) = outcome(object, &[("body", "deep.er.0.x"), ("headline", "text")]) else {
        panic!()
    };
    assert_eq!((&*read.headline, &*read.body), ("kicker", "The story."));
}

#[test]
fn an_object_without_text_says_what_keys_it_has() {
    let Outcome::Failed(why) = outcome(r#"{"lat": 1, "lon\u0007": 2}"#, &[]) else {
        panic!()
    };
    assert_eq!(
        why,
        "no headline and no body; its keys are lat, lon ; hint: name them with --map headline=KEY,body=KEY"
    );
    assert!(matches!(outcome("[1]", &[]), Outcome::Failed(_)));
    assert!(matches!(outcome(&"[".repeat(100_000), &[]), Outcome::Failed(_)));
    assert!(matches!(
        outcome(&"{\"a\":".repeat(100_000), &[]),
        Outcome::Failed(_)
    ));
}

#[test]
fn categories_of_the_dpa_say_themselves_what_they_are() {
    let story = story(
        r#"{"urn": "urn:x:1", "headline": "Tin falls", "article_html": "<p>Tin fell.</p>", "categories": [
            {"type": "dnltype:pubstatus", "name": "usable"}, {"type": "dnltype:dpasubject", "name": "Börse"},
            {"type": "dnltype:subject", "name": "f"}, {"type": "dnltype:geosubject", "name": "USA"},
            {"type": "dnltype:person", "name": "Jane Roe"}, {"type": "dnltype:provider", "name": "dpa"}]}"#,
    );
    assert_eq!(story.section.as_deref(), Some("Börse"));
    assert_eq!(story.source.as_deref(), Some("dpa"));
    let names: Vec<&str> = story.entities.iter().map(|entity| &*entity.name).collect();
    assert_eq!(names, ["Jane Roe", "USA"]);
}

#[test]
fn what_is_no_story_is_skipped_and_not_failed() {
    for (object, expected) in [
        (
            r#"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Item", "properties": {}}"#,
            "schema",
        ),
        (
            r#"{"timestamp": 1, "homeTeam": {"id": 1}, "awayTeam": {"id": 2}}"#,
            "match",
        ),
    ] {
        let outcome = outcome(object, &[]);
        assert!(
            matches!(&outcome, Outcome::Skipped(why) if why.contains(expected)),
            "{outcome:?}"
        );
    }
}
