use super::*;
use crate::article::Date;
use crate::article::{ArticleId, DatelineRule, Entity, EntityKind, Place, Timestamp};
use crate::field::Field;

fn sample_story() -> Article {
    let date = Date::new(2020, 1, 14).unwrap();
    let tripoli = Place {
        name: "Tripoli".into(),
        region: None,
        country: Some("LY".into()),
    };
    let dateline = Dateline {
        raw: "TRIPOLI, Jan. 14 (UPI)".into(),
        places: vec![tripoli],
        date: Some(date),
        agency: Some("UPI".into()),
        tag: None,
        rule: DatelineRule::Agency,
        confidence: 97,
    };
    Article {
        id: ArticleId("HP-7".into()),
        path: "wire/truce.txt".into(),
        format: "plain".into(),
        headline: "Truce holds along the coast road".into(),
        byline: vec!["Ada Moss".into(), "Lee Oke".into()],
        dateline: Some(dateline),
        published: Some(Timestamp::from(date)),
        source: Some("Harbor Post".into()),
        language: Some("en".into()),
        body: "Both sides said a truce signed in Moscow would hold.\n\nThe truce held.".into(),
        ..Article::default()
    }
}

/// A page with one story, which has most of what a story can have.
pub(in crate::print) fn sample_page() -> Page {
    let snippet = |field, text: &str, highlights: &[[usize; 2]], start| Snippet {
        field,
        text: text.into(),
        highlights: highlights.iter().map(|[from, to]| *from..*to).collect(),
        start,
        cut_before: false,
        cut_after: false,
    };
    let cut = snippet(Field::Body, "a truce signed in Moscow", &[[2, 7], [18, 24]], 16);
    let snippets = vec![
        snippet(Field::Headline, "Truce holds along the coast road", &[[0, 5]], 0),
        Snippet {
            cut_before: true,
            cut_after: true,
            ..cut
        },
        snippet(Field::Body, "The truce held.", &[[4, 9]], 54),
    ];
    let hit = PageHit {
        rank: 1,
        score: 11.75,
        article: sample_story(),
        snippets,
    };
    Page {
        partial: false,
        facets: Vec::new(),
        query: "truce Moscow".into(),
        understood: "truce Moscow".into(),
        adjusted: false,
        total: 12,
        hits: vec![hit],
    }
}

fn printed(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn an_answer_has_the_names_that_were_promised() {
    let text = printed(|out| write_page(out, &sample_page(), Duration::from_micros(1_320)));
    let wanted = r#"{
  "version": 1,
  "query": "truce Moscow",
  "understood": "truce Moscow",
  "total": 12,
  "took_ms": 1.3,
  "hits": [{
    "rank": 1,
    "score": 11.75,
    "id": "HP-7",
    "path": "wire/truce.txt",
    "record": 0,
    "headline": "Truce holds along the coast road",
    "byline": ["Ada Moss", "Lee Oke"],
    "published": "2020-01-14",
    "source": "Harbor Post",
    "section": null,
    "language": "en",
    "dateline": {
      "raw": "TRIPOLI, Jan. 14 (UPI)",
      "places": ["Tripoli"],
      "country": "LY",
      "date": "2020-01-14",
      "agency": "UPI"
    },
    "snippets": [{
"#;
    assert!(text.starts_with(wanted), "{text}");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let snippet = &value["hits"][0]["snippets"][1];
    assert_eq!(
        snippet.to_string(),
        r#"{"field":"body","text":"a truce signed in Moscow","highlights":[[2,7],[18,24]],"start":16}"#
    );
}

#[test]
fn an_answer_in_lines_ends_with_its_totals() {
    let text = printed(|out| write_page_lines(out, &sample_page(), Duration::ZERO));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with(r#"{"rank":1,"score":11.75,"id":"HP-7","#),
        "{text}"
    );
    assert_eq!(
        lines[1],
        r#"{"version":1,"query":"truce Moscow","understood":"truce Moscow","total":12,"took_ms":0.0}"#
    );
}

#[test]
fn a_whole_story_has_its_text_and_the_reasons_of_its_dateline() {
    let mut article = sample_page().hits[0].article.clone();
    article.headline.clear();
    article
        .entities
        .push(Entity::given(EntityKind::Organization, "Coast Guard".into()));
    let text = printed(|out| write_line(out, &StoryObject::alone(&article)));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(text.starts_with(r#"{"version":1,"id":"HP-7","path":"#), "{text}");
    assert!(value["headline"].is_null());
    assert_eq!(value["dateline"]["rule"], "agency");
    assert_eq!(
        value["lead"],
        "Both sides said a truce signed in Moscow would hold."
    );
    assert_eq!(
        value["entities"][0].to_string(),
        r#"{"kind":"organization","name":"Coast Guard","given":true,"mentions":[]}"#
    );
}

#[test]
fn what_commands_a_terminal_is_escaped_and_means_the_same() {
    let hostile = "a\u{1b}[2J\u{9b}b\u{202e}c\u{e0041}\u{7f} é 停";
    let text = printed(|out| write_line(out, &hostile));
    assert_eq!(
        text.trim(),
        r#""a\u001b[2J\u009bb\u202ec\udb40\udc41\u007f é 停""#
    );
    assert_eq!(serde_json::from_str::<String>(&text).unwrap(), hostile);
}

#[test]
fn a_list_is_one_object_however_long() {
    for count in 0..3 {
        let text = printed(|out| {
            let mut list = List::new("stories");
            for number in 0..count {
                list.add(out, &number)?;
            }
            list.finish(out)
        });
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["stories"].as_array().map(Vec::len), Some(count));
    }
}
