use std::sync::Arc;

use super::super::{Declared, Form, Options};
use super::*;
use crate::article::Article;

fn read_text(text: &str) -> Outcome {
    let file = FileOfRecords {
        path: "wire.tst".to_owned(),
        form: Form::Wire,
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

const ANPA: &str = "\u{16}\u{16}\u{1}W2870\u{1f}_asian\r\nf s\u{13}\u{11} BC-CV--Ferries 2ndLd   01-14 0120\r\n\u{2}\
    ^BC-CV--Ferries, 2nd Ld-Writethru,120<\r\n^Ferries stop in Cape Verde<\r\n^AP Photo XNP101<\r\n\
    ^Eds: With AP Photos.<\r\n^By JANE ROE=\r\n^Associated Press=\r\n\
    \t MINDELO, Cape Verde (AP) _ The ``old'' ferries stopped _ all of them.\r\n \r\n\
    \t Fares rose 3{ percent,\r\nsaid the company.\r\n^Fares=\r\n\u{8}Mindelo\u{1f}4\u{10} \r\n\u{8}Praia\u{1f}5\r\n\
    \u{3}AP-NY-01-14-20 1234EST<\r\n\u{c}\r\n\u{4}";

const IPTC: &str = "\u{1}eca062 4 s 211 ccccb   dpa 061\r\n\nFootball/Sofia/\r\n\u{2}REFILE\r\n2ND LEAD\r\n\
    Besancon win the\r\nShield in Sofia\r\nBy Manuel Roth, dpa =\r\n\r\n\
    Sofia (dpa) - Racing Besancon won the Shield on\r\nSaturday.\r\n\r\nIt rained.\r\n\r\n# Notebook\r\n\r\n\
    * * * *\r\n- Reporting by: Ann Lee\r\n\r\ndpa mr al\r\n\u{3}291137 GMT Feb 20 \r\n\u{7f}\r\n\u{4}";

#[test]
fn a_message_of_anpa_is_taken_apart() {
    let story = story(ANPA);
    assert_eq!(story.headline, "Ferries stop in Cape Verde");
    assert_eq!(story.byline, ["Jane Roe"]);
    assert_eq!(story.dateline.unwrap().raw, "MINDELO, Cape Verde (AP)");
    assert_eq!(story.published.unwrap().moment(), 1_579_023_240);
    assert_eq!(story.source.as_deref(), Some("AP"));
    assert_eq!(story.section.as_deref(), Some("sports"));
    assert_eq!(story.status.as_deref(), Some("update 2"));
    assert_eq!(
        story.body,
        "The “old” ferries stopped — all of them.\n\nFares rose 3½ percent, said the company.\n\nFares\n\n\
         Mindelo 4\n\nPraia 5"
    );
    assert_eq!(story.id.0, "wire.tst#0");
}

#[test]
fn a_message_of_iptc_7901_is_taken_apart() {
    let read = story(IPTC);
    assert_eq!(read.headline, "Besancon win the Shield in Sofia");
    assert_eq!(read.byline, ["Manuel Roth"]);
    assert_eq!(read.dateline.unwrap().raw, "Sofia (dpa)");
    assert_eq!(read.published.unwrap().to_string(), "2020-02-29T11:37:00Z");
    assert_eq!(
        (read.source.as_deref(), read.section.as_deref()),
        (Some("dpa"), Some("sports"))
    );
    assert_eq!(read.status.as_deref(), Some("refiled"));
    assert_eq!(
        read.body,
        "Racing Besancon won the Shield on Saturday.\n\nIt rained."
    );
    let unsigned = story(&IPTC.replace("By Manuel Roth, dpa =", "="));
    assert_eq!(unsigned.byline, ["Ann Lee"]);
}

#[test]
fn messages_are_cut_and_idle_characters_are_not() {
    let stream = format!(
        "\u{16}\u{16}{}\r\n\u{7f}\u{16}{IPTC}\u{7f}\r\n",
        ANPA.trim_start_matches('\u{16}')
    );
    let cut: Vec<_> = Splitter::new(Box::new(std::io::Cursor::new(stream.into_bytes()))).collect();
    assert_eq!(cut.len(), 2, "{cut:?}");
}

#[test]
fn the_control_characters_tell_the_form() {
    assert!(looks_like_wire(ANPA.as_bytes()));
    assert!(looks_like_wire(IPTC.as_bytes()));
    assert!(!looks_like_wire(b"By Jane Roe\n\x01 \x02"));
    assert!(!looks_like_wire(b"\x01\x01\x01"));
    assert!(!looks_like_wire(b""));
}

#[test]
fn leads_are_counted() {
    for (mark, expected) in [
        ("BC-US--Lobster, 1st Ld-Writethru", Some("update 1")),
        ("BC-AS--Escape 3rdLd-Writethru", Some("update 3")),
        ("2ND LEAD", Some("update 2")),
        ("World Gold prices", None),
        ("Companies lead", None),
        ("", None),
    ] {
        assert_eq!(lead_number(mark).as_deref(), expected, "{mark}");
    }
}

#[test]
fn hostile_messages_are_told_and_do_no_harm() {
    // Cut anywhere.
    for whole in [ANPA, IPTC] {
        for (at, _) in whole.char_indices() {
            let _ = read_text(&whole[..at]);
        }
    }
    assert!(matches!(read_text("\u{1}abc"), Outcome::Failed(_)));
    for part in [
        "^",
        "< ^",
        "\u{2}",
        "\u{3}",
        "=\n",
        "``",
        "\u{8}",
        "By ",
        "# notebook\n",
    ] {
        let started = std::time::Instant::now();
        let _ = read_text(&format!("\u{1}a\u{2}^{}", part.repeat(100_000)));
        assert!(started.elapsed().as_secs() < 5, "{part:?}");
    }
}
