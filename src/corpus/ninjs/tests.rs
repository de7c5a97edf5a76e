use std::sync::Arc;

use super::super::{Declared, Form, Options};
use super::*;
use crate::article::Article;

fn read_text(text: &str) -> Outcome {
    let file = FileOfRecords {
        path: "item.json".to_owned(),
        form: Form::Ninjs,
        options: Arc::new(Options::default()),
        declared: Declared::default(),
        notes: Vec::new(),
    };
    read(text, &file, 0)
}

fn story(text: &str) -> Article {
    match read_text(text) {
        Outcome::Story(story) => *story,
        other => panic!("no story: {other:?}"),
    }
}

fn reason(text: &str) -> String {
    match read_text(text) {
        Outcome::Failed(reason) => reason,
        other => panic!("did not fail: {other:?}"),
    }
}

#[test]
fn the_first_versions_are_read() {
    let story = story(
        r#"{"uri": "urn:x:1", "type": "text", "version": "3", "versioncreated": "2020-01-14T10:02:00+01:00",
            "pubstatus": "withheld", "language": "en-GB", "headline": "Ferries <b>stop</b>",
            "byline": "By Jane Roe", "body_text": "MINDELO, Cape Verde (AP) -- Run together. Badly.",
            "body_xhtml": "<p>MINDELO, Cape Verde (AP) -- The ferries stopped.</p><p>Nobody knew why.</p>",
            "person": [{"name": "Amélia Tavares"}], "organisation": [{"name": "Movimento Azul"}],
            "place": [{"name": "Mindelo"}], "infosource": [{"name": "NAA"}],
            "subject": [{"name": "transport"}, {"name": "Praia", "rel": "location"}],
            "associations": {"main": {"uri": "urn:x:2", "type": "picture", "description_text": "A ferry."}}}"#,
    );
    assert_eq!(story.id.0, "urn:x:1");
    assert_eq!(story.headline, "Ferries stop");
    assert_eq!(story.byline, ["Jane Roe"]);
    assert_eq!(story.dateline.unwrap().raw, "MINDELO, Cape Verde (AP)");
    assert_eq!(story.body, "The ferries stopped.\n\nNobody knew why.");
    assert_eq!(story.captions, ["A ferry."]);
    assert_eq!(story.status.as_deref(), Some("withheld"));
    assert_eq!(story.source.as_deref(), Some("NAA"));
    assert_eq!(story.section.as_deref(), Some("transport"));
    assert_eq!(story.language.as_deref(), Some("en-GB"));
    let names: Vec<&str> = story.entities.iter().map(|entity| &*entity.name).collect();
    assert_eq!(names, ["Amélia Tavares", "Movimento Azul", "Mindelo", "Praia"]);
    let version = story.version.unwrap();
    assert_eq!((version.number, version.made), (3, Some(1_578_992_520)));
}

#[test]
fn the_later_versions_are_read_in_either_spelling() {
    for (created, media) in [
        ("versioncreated", "contenttype"),
        ("versionCreated", "contentType"),
    ] {
        let story = story(&format!(
            r#"{{"uri": "urn:x:1", "{created}": "2020-01-14T10:02:00Z", "by": "Bo Lind", "located": "Porto, Portugal",
                "headlines": [{{"role": "short", "value": "Tin"}}, {{"role": "main", "value": "Tin falls"}}],
                "bodies": [{{"role": "text", "{media}": "text/plain", "value": "Tin fell. It fell."}},
                           {{"role": "html", "{media}": "text/html", "value": "<p>Tin fell.</p><p>It fell.</p>"}},
                           {{"role": "lead", "{media}": "text/plain", "value": "Tin is cheap."}}]}}"#,
        ));
        assert_eq!(story.headline, "Tin falls");
        assert_eq!(story.byline, ["Bo Lind"]);
        assert_eq!(story.body, "Tin is cheap.\n\nTin fell.\n\nIt fell.");
        assert_eq!(story.published.unwrap().to_string(), "2020-01-14T10:02:00Z");
        assert_eq!(story.dateline.unwrap().places[0].name, "Porto");
    }
}

#[test]
fn the_caption_is_the_text_of_a_picture() {
    let story = story(
        r#"{"uri": "urn:x:1", "type": "picture", "headline": "The mill", "body_text": "The mill",
            "description_caption": "The old mill at dawn.", "description_creditline": "NAA"}"#,
    );
    assert_eq!(story.body, "The old mill at dawn.");
}

#[test]
fn what_breaks_the_rules_is_named() {
    for (item, expected) in [
        (
            r#"{"versioncreated": "2020-01-14"}"#,
            "ninjs wants `uri`, which is not there",
        ),
        (
            r#"{"uri": "a", "urgency": 10}"#,
            "`urgency` must be a whole number from 1 to 9, not 10",
        ),
        (r#"{"uri": "a", "title": 42}"#, "`title` must be a string, not 42"),
        (
            r#"{"uri": "a", "people": ["Jane Roe"]}"#,
            "`people[0]` must be an object, not \"Jane Roe\"",
        ),
        (
            r#"{"uri": "a", "pubstatus": "gone"}"#,
            "`pubstatus` must be one of usable, withheld, canceled, not \"gone\"",
        ),
        (
            r#"{"uri": "a", "eventDetails": {"dates": {"startDate": "2024-13"}}}"#,
            "`eventDetails.dates.startDate` must be a date such as",
        ),
        (
            r#"{"uri": "a", "colour": "red"}"#,
            "ninjs has no property `colour`; hint: ",
        ),
        (
            r#"{"uri": "a", "associations": [{"name": "b", "uri": "c", "colour": "red"}]}"#,
            "ninjs has no property `associations[0].colour`; hint: ",
        ),
        (
            r#"{"uri": "a", "$standard": {"name": "ninjs", "version": "1.1"}, "type": "component"}"#,
            "`type` must be one of",
        ),
        (
            r#"{"uri": "a", "$standard": {"name": "ninjs", "version": "1.1"}, "infosource": []}"#,
            "ninjs 1.1 has no property `infosource`; 1.2 is the first that has",
        ),
        (
            r#"{"uri": "a", "rightsinfo": {"linkedrights": "b", "encodedrights": "c"}}"#,
            "`rightsinfo` may have `linkedrights` or `encodedrights`, not both",
        ),
    ] {
        let reason = reason(item);
        assert!(reason.starts_with(expected), "{item}: {reason}");
    }
}

#[test]
fn what_only_resembles_ninjs_is_read_all_the_same() {
    let house = story(
        r#"{"guid": "urn:x:1", "versioncreated": "2020-01-14T10:02:00+0000", "headline": "Tin falls", "version": 2,
            "body_html": "<p>Tin fell.</p>", "priority": 6, "service": [], "associations": {"main": null}}"#,
    );
    assert_eq!((&*house.id.0, &*house.body), ("urn:x:1", "Tin fell."));
    let extended =
        story(r#"{"uri": "a", "headline": "Tin falls", "x_desk": 4, "_links": {}, "naa:code": 1}"#);
    assert_eq!(extended.headline, "Tin falls");
}

#[test]
fn events_and_plans_are_no_stories() {
    for kind in ["event", "planning"] {
        let outcome = read_text(&format!(r#"{{"uri": "a", "type": "{kind}", "title": "A fair"}}"#));
        assert!(matches!(outcome, Outcome::Skipped(_)), "{kind}");
    }
}

#[test]
fn the_first_object_tells_the_form() {
    for (head, expected) in [
        (r#"{"uri": "a", "versionCreated": "2020""#, true),
        (r#"[{"type": "picture", "uri": "a"}]"#, true),
        (r#"{"uri": "a", "colour": "red"}"#, true),
        (r#"{"uri": "a", "title": "b", "body": "c"}"#, false),
        (r#"{"id": 1, "item": {"uri": "a", "versioncreated": "b"}}"#, false),
        (r#"{"uri": "a", "note": "versioncreated", "text": "b"}"#, false),
        (r#"{"title": "a", "uri": "b"}"#, false),
        ("{\"uri\\", false),
        ("", false),
    ] {
        assert_eq!(looks_like_ninjs(head.as_bytes()), expected, "{head}");
    }
}

#[test]
fn hostile_items_are_told_and_do_no_harm() {
    let deep = format!(
        r#"{{"uri": "a", "headlines": {}1{}}}"#,
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let long = format!(r#"{{"uri": "a", "urgency": "{}"}}"#, "é".repeat(100_000));
    let odd = "{\"uri\": \"a\", \"bad\\u0007\\nname\": 1}";
    for item in [
        &*deep,
        &*long,
        odd,
        "{\"uri\": \"a\", \"headline\": \"b",
        "[]",
        "null",
        "",
    ] {
        let reason = reason(item);
        assert!(reason.len() < 400 && !reason.contains('\u{7}'), "{reason}");
    }
}

#[test]
fn items_within_other_json_are_read_as_items_whatever_their_house_adds() {
    let answer = r#"{"id": "r1", "data": {"item": {"uri": "urn:x:1", "version": 0, "versioncreated": "2020-01-14T10:02:00Z",
        "headline": "Tin falls", "body_text": "Tin fell.", "id": 7}}}"#;
    assert!(!looks_like_ninjs(answer.as_bytes()));
    let file = FileOfRecords {
        path: "answer.json".to_owned(),
        form: Form::Json,
        options: Arc::new(Options::default()),
        declared: Declared::default(),
        notes: Vec::new(),
    };
    let Outcome::Story(story) = json::read(answer, &file, 0) else {
        panic!("no story");
    };
    assert_eq!((&*story.id.0, &*story.body), ("urn:x:1", "Tin fell."));
}
