//! Tests of tables: how they are judged and cut, and what their rows are read as.

use std::io::Cursor;
use std::sync::Arc;

use super::super::Form;
use super::super::{FileOfRecords, LARGEST_RECORD, Options, Outcome, Piece, Source};
use super::{Splitter, looks_like_table, read};
use crate::article::Article;

fn pieces(text: &[u8], asked: &[(&str, &str)]) -> Vec<Piece> {
    let source: Source = Box::new(Cursor::new(text.to_vec()));
    let asked: Vec<(String, String)> = asked
        .iter()
        .map(|(field, column)| ((*field).into(), (*column).into()))
        .collect();
    Splitter::new(source, &asked).collect()
}

fn outcomes(text: &str, asked: &[(&str, &str)]) -> Vec<Outcome> {
    let options = Arc::new(Options::default());
    let file = FileOfRecords {
        path: "news.csv".into(),
        form: Form::Unread,
        options,
        declared: crate::corpus::Declared::default(),
        notes: Vec::new(),
    };
    let settle = |(record, piece): (u32, Piece)| match piece {
        Piece::Bytes(bytes) => read(std::str::from_utf8(&bytes).unwrap(), &file, record),
        Piece::Settled(outcome, _) => outcome,
        Piece::Within(..) => unreachable!("rows stand alone"),
    };
    (0..).zip(pieces(text.as_bytes(), asked)).map(settle).collect()
}

fn stories(text: &str) -> Vec<Article> {
    let story = |outcome| match outcome {
        Outcome::Story(story) => *story,
        other => panic!("{other:?}"),
    };
    outcomes(text, &[]).into_iter().map(story).collect()
}

fn told(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Story(story) => format!("{} | {}", story.headline, story.body),
        Outcome::Skipped(why) => format!("skipped: {why}"),
        Outcome::Failed(why) => format!("failed: {why}"),
    }
}

fn all_told(text: &str) -> Vec<String> {
    outcomes(text, &[]).iter().map(told).collect()
}

#[test]
fn a_header_names_the_columns_whatever_parts_them() {
    for separator in [",", ";", "\t", "|"] {
        let text = "ID|Title|Text|Author|Date|Link\r\n\
                    7|Ferry sails|\"It \"\"sailed\"\", he said;\n\nOn time, | for once.\"|By Ana Ruiz|2020-03-01|https://www.h.example/7\r\n"
            .replace('|', separator);
        let found = stories(&text);
        assert_eq!(found.len(), 1, "{separator}");
        assert_eq!(
            (&*found[0].id.0, &*found[0].headline),
            ("news.csv#7", "Ferry sails")
        );
        assert!(
            found[0].body.starts_with("It \"sailed\", he said;\n\nOn time, "),
            "{separator}: {}",
            found[0].body
        );
        assert_eq!(found[0].byline, ["Ana Ruiz"]);
        assert_eq!(found[0].published.unwrap().to_string(), "2020-03-01");
        assert_eq!(found[0].source.as_deref(), Some("h.example"));
    }
}

#[test]
fn a_table_without_a_header_is_read_by_content() {
    let row = |class: u8, number: u8| {
        format!(
            "\"{class}\",\"Ferry number {number} sails at last\",\"The ferry number {number} left port on Monday, the owner said, after a long wait.\"\n"
        )
    };
    let text: String = [(3, 1), (1, 2), (3, 3), (2, 4), (1, 5)]
        .map(|(class, number)| row(class, number))
        .concat();
    let found = stories(&text);
    assert_eq!(found.len(), 5);
    assert_eq!(
        (&*found[0].headline, found[0].section.as_deref()),
        ("Ferry number 1 sails at last", Some("3"))
    );
    assert_eq!(
        (&*found[4].id.0, &*found[1].body),
        (
            "news.csv#4",
            "The ferry number 2 left port on Monday, the owner said, after a long wait."
        )
    );
}

#[test]
fn single_quotes_and_backslashes_are_understood() {
    let text = "Sport;'Der Kapitän sagte: \"Wir fahren\"; dann ging''s los, und alle fuhren mit.'\n\
                Kultur;'Das Museum bleibt zu; erst im Herbst öffnet es wieder, hieß es am Montag.'\n";
    let found = stories(text);
    assert_eq!(
        found[0].body,
        "Der Kapitän sagte: \"Wir fahren\"; dann ging's los, und alle fuhren mit."
    );
    let text = "title,text\n\"A \\\"new\\\" ferry, blue\",\"It sails.\\nIt returns.\"\n\"Next, \\\"please\\\"\",\"Two, three.\"\n";
    let found = stories(text);
    assert_eq!(
        (&*found[0].headline, &*found[0].body),
        ("A \"new\" ferry, blue", "It sails.\n\nIt returns.")
    );
}

#[test]
fn backslashes_may_stand_for_line_ends() {
    let text = "title,text\nA,\"one\\two \"\"so\"\"\"\nB,\"three\\\\four\"\nC,\"five\\six\"\n";
    let bodies: Vec<String> = stories(text).into_iter().map(|story| story.body).collect();
    assert_eq!(bodies, ["one two \"so\"", "three\n\nfour", "five six"]);
}

#[test]
fn a_row_of_another_width_fails_alone() {
    let text = "title,text\nA,one\nB,two,three\nC\nD,four\n";
    assert_eq!(
        all_told(text),
        [
            "A | one",
            "failed: line 3: 3 cells where the table has 2",
            "failed: line 4: 1 cell where the table has 2",
            "D | four"
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row() {
    let text = "title,text\nA,\"one\nB,\"two, three\"\nC,four\n";
    let found = all_told(text);
    assert_eq!(
        found,
        [
            "failed: line 2: a quote is opened and not closed before the next row",
            "B | two, three",
            "C | four"
        ]
    );
    let text = "title,text\nA,one\nB,two\nC,\"three\n";
    assert_eq!(
        all_told(text).last().unwrap(),
        "failed: line 4: a quote is opened and never closed"
    );
}

#[test]
fn quotes_inside_words_are_letters() {
    assert_eq!(
        all_told("title,text\nThe 6\" rule,\"so\" he said\nB,two\n"),
        ["The 6\" rule | \"so\" he said", "B | two"]
    );
}

#[test]
fn a_table_without_text_is_skipped_once_unless_the_user_names_its_columns() {
    let text = "k,v\n1,2\n3,4\n5,6\n";
    assert_eq!(
        all_told(text),
        ["skipped: no column holds text; hint: name them with --map headline=COLUMN,body=COLUMN"]
    );
    let by_name = outcomes(text, &[("body", "V")]);
    assert_eq!(
        by_name.iter().map(told).collect::<Vec<_>>(),
        [" | 2", " | 4", " | 6"]
    );
    let by_number = outcomes("1,a b\n3,c d\n", &[("body", "1"), ("headline", "2")]);
    assert_eq!(
        by_number.iter().map(told).collect::<Vec<_>>(),
        ["a b | 1", "c d | 3"]
    );
}

#[test]
fn empty_text_fails_and_lists_of_pandas_are_read() {
    let text = ",title,text,authors\n0,A,one,\"['Ana Ruiz', 'Bo Lind']\"\n1,,nan,[]\n";
    let found = outcomes(text, &[]);
    assert!(matches!(&found[0], Outcome::Story(story) if story.byline == ["Ana Ruiz", "Bo Lind"]));
    assert_eq!(told(&found[1]), "failed: its headline and its body are empty");
}

#[test]
fn a_table_may_have_one_column() {
    let text = "text\nThe ferry sailed, and came back.\nIt was empty.\nCold, wet, late: so it was.\n";
    assert_eq!(stories(text).len(), 3);
    assert_eq!(stories(text)[0].body, "The ferry sailed, and came back.");
    assert_eq!(
        stories("text\n\"One, two.\"\n\"Three, four.\"\n")[1].body,
        "Three, four."
    );
}

#[test]
fn a_first_row_may_be_long() {
    let long = "The ferry sailed. ".repeat(10_000);
    let text = format!("Ports,\"{long}\"\nSport,\"{long}\"\n");
    assert_eq!(stories(&text).len(), 2);
}

#[test]
fn control_characters_of_ours_do_not_part_cells() {
    assert_eq!(all_told("title,text\nA,one\u{1E}Btwo\n"), ["A | one Btwo"]);
}

#[test]
fn prose_is_no_table() {
    let prose = b"The ferry sailed on Monday, the owner said.\nNobody was aboard; it was empty, cold, and late.\n\nEnd.\n";
    assert!(looks_like_table(prose, true).is_none());
    assert_eq!(
        looks_like_table(b"a\tb\n1\t2\n3\t4\n", true).unwrap().separator,
        b'\t'
    );
}

#[test]
fn hostile_tables_end() {
    let started = std::time::Instant::now();
    for part in [
        "\"", ",", "\"\n", "a,\"\n", "a,\"b\n", "\"\",", "\\", "'", "\n", " ", "a,b\n\"", "x", "\0,",
    ] {
        let mut text = b"title,text\nA,one\n".to_vec();
        text.extend(part.repeat(400_000).bytes());
        assert!(pieces(&text, &[]).len() < 900_000);
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn a_row_beyond_the_limit_fails_and_the_next_is_read() {
    let text = format!(
        "title,text\nA,one\nB,{}\nC,three\n",
        "x".repeat(LARGEST_RECORD + 100_000)
    );
    let found = pieces(text.as_bytes(), &[]);
    assert!(
        matches!(&found[1], Piece::Settled(Outcome::Failed(why), _) if why.contains("larger than 32 MiB")),
        "{:?}",
        found.len()
    );
    assert!(matches!(&found[2], Piece::Bytes(_)));
}
