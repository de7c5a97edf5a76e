//! What queries mean, by their canonical text, and what is wrong with those that mean nothing.

mod tables;

use proptest::prelude::*;

use tables::{ANY_MEANINGS, ERRORS, MEANINGS};

use super::lexer::Token;
use super::{
    Bounds, Case, Defaults, Form, Near, Query, Syntax, SyntaxErrorKind, Words, any_of, parse, parse_as,
};
use crate::article::Date;
use crate::field::{DEFAULT_FIELDS, FIELDS, Field, GROUPS};

const ALL_WORDS: Defaults = Defaults {
    any: false,
    newest: None,
};
const ANY_WORD: Defaults = Defaults {
    any: true,
    newest: None,
};

#[test]
fn queries_mean_what_their_canonical_text_says() {
    for (defaults, meanings) in [(ALL_WORDS, MEANINGS), (ANY_WORD, ANY_MEANINGS)] {
        for (query, expected) in meanings {
            let parsed = parse(query, &defaults).unwrap_or_else(|error| panic!("{}", error.pointed(query)));
            assert_eq!(parsed.to_string(), *expected, "{query}");
            assert_round_trip(parsed);
        }
    }
}

#[test]
fn errors_stand_where_the_query_is_wrong() {
    for (query, part, message) in ERRORS {
        let error = parse(query, &ALL_WORDS).expect_err(query);
        assert_eq!(
            (&query[error.span.clone()], &*error.to_string()),
            (*part, *message),
            "{query}"
        );
        assert!(!error.hint.is_empty(), "{query}");
    }
}

#[test]
fn a_mistyped_field_is_named() {
    for (query, name) in [
        ("headlin:x", "headline"),
        ("Byilne:x", "byline"),
        ("organisation:x", "organization"),
    ] {
        let error = parse(query, &ALL_WORDS).unwrap_err();
        assert!(
            matches!(error.kind, SyntaxErrorKind::UnknownField { known, .. } if known == name),
            "{error:?}"
        );
    }
}

#[test]
fn long_and_deep_queries_are_refused() {
    let deep = |depth: usize| format!("{}oil{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&deep(100), &ALL_WORDS).is_ok());
    assert_eq!(
        parse(&deep(101), &ALL_WORDS).unwrap_err().kind,
        SyntaxErrorKind::TooDeep(100)
    );
    assert!(parse(&"oil ".repeat(16 * 1024), &ALL_WORDS).is_ok());
    let long = "oil ".repeat(16 * 1024) + "x";
    assert_eq!(parse(&long, &ALL_WORDS).unwrap_err().span, 65536..65537);
}

#[test]
fn words_for_which_all_words_are_looked_at_are_few() {
    let each = |pattern: &str, number: usize| -> String {
        let words = (0..number).map(|number| pattern.replace('#', &format!("w{number}")));
        words.collect::<Vec<_>>().join(" OR ")
    };
    for pattern in [
        "#~2",
        "*#",
        "?#",
        "headline:#~",
        "ab-*#",
        "\"the *#\"",
        "caps(*#)",
        "(*# W/5 oil)",
    ] {
        assert!(parse(&each(pattern, 64), &ALL_WORDS).is_ok(), "{pattern}");
        let query = each(pattern, 70);
        let error = parse(&query, &ALL_WORDS).unwrap_err();
        assert_eq!(error.kind, SyntaxErrorKind::TooManyScans(64), "{pattern}");
        assert!(query[error.span].contains("w64"), "{pattern}");
    }
    for pattern in ["#*", "a#*b", "\"* # *\"", "#", "exact(#)", "id:*#"] {
        assert!(parse(&each(pattern, 70), &ALL_WORDS).is_ok(), "{pattern}");
    }
    assert!(parse("haftar~2 OR ".repeat(100).trim_end_matches(" OR "), &ALL_WORDS).is_ok());
    let query = each("*#", 70);
    for syntax in [Syntax::Factiva, Syntax::ProQuest, Syntax::Lucene] {
        let error = parse_as(&query, syntax, &ALL_WORDS).unwrap_err();
        assert_eq!(
            (&query[error.span], error.kind),
            ("*w64", SyntaxErrorKind::TooManyScans(64))
        );
    }
}

#[test]
fn wide_operators_in_one_another_are_few() {
    let chain = |operator: &str, number: usize| format!("the{}", format!(" {operator} the").repeat(number));
    for operator in ["W/1000", "/s", "/p", "PRE/2", "NOT W/5"] {
        assert!(parse(&chain(operator, 16), &ALL_WORDS).is_ok(), "{operator}");
        let query = chain(operator, 17);
        let error = parse(&query, &ALL_WORDS).unwrap_err();
        assert_eq!(error.kind, SyntaxErrorKind::DeepNear(16), "{operator}");
        assert_eq!(error.span.end, query.len() - " the".len());
    }
    assert!(parse(&chain("PRE/1", 90), &ALL_WORDS).is_ok());
    let wide = "((the W/999 of) W/999 (and W/999 a)) W/999 to";
    assert_eq!(parse(wide, &ALL_WORDS).unwrap().to_string(), wide);
}

#[test]
fn alike_alternatives_are_one_however_many() {
    let many = "oil OR ".repeat(9_000) + "oil";
    assert_eq!(parse(&many, &ALL_WORDS), parse("oil", &ALL_WORDS));
    let word = |number: usize| parse(&format!("w{number}"), &ALL_WORDS).unwrap();
    let alternatives = (0..100_000).map(|number| word(number % 50_000));
    let Query::Or(parts) = any_of(alternatives.collect()) else {
        panic!("there are several");
    };
    assert_eq!(parts.len(), 50_000);
    assert_eq!(parts[0], word(0));
}

#[test]
fn words_know_their_place() {
    let words = |query: &str| match parse(query, &ALL_WORDS).unwrap() {
        Query::And(parts) => parts.into_iter().map(|part| match part {
            Query::Words(words) => words,
            part => panic!("{part:?}"),
        }),
        query => panic!("{query:?}"),
    };
    let query = "+é minist* headline: “oil prices” by:(Ann)";
    let spans: Vec<&str> = words(query).map(|words| &query[words.span]).collect();
    assert_eq!(spans, ["é", "minist*", "headline: “oil prices”", "Ann"]);
    let forms: Vec<Form> = words(query).map(|words| words.form).collect();
    assert_eq!(
        forms,
        [Form::Stemmed, Form::Wildcard, Form::Quoted, Form::Stemmed]
    );
}

#[test]
fn the_tree_names_fields_and_bounds() {
    let word = |fields, default_fields, span| {
        let (text, form) = ("oil".to_owned(), Form::Stemmed);
        Query::Words(Words {
            fields,
            default_fields,
            text,
            form,
            case: Case::Any,
            span,
            also: Vec::new(),
        })
    };
    assert_eq!(parse("oil", &ALL_WORDS), Ok(word(DEFAULT_FIELDS, true, 0..3)));
    assert_eq!(
        parse("hlead:oil", &ALL_WORDS),
        Ok(word(&[Field::Headline, Field::Lead], false, 0..9))
    );
    let bounds = Bounds::Days(Date::new(2020, 1, 1), Date::new(2020, 1, 31));
    assert_eq!(
        parse("date:2020-01", &ALL_WORDS),
        Ok(Query::Range {
            field: Field::Published,
            bounds
        })
    );
    let (field, bounds) = (Field::Length, Bounds::Numbers(None, Some(u64::MAX)));
    assert_eq!(
        parse("length:<=18446744073709551615", &ALL_WORDS),
        Ok(Query::Range { field, bounds })
    );
    let pattern = " a*".to_owned();
    assert_eq!(
        parse("id:\" a*\"", &ALL_WORDS),
        Ok(Query::Key {
            field: Field::Id,
            pattern
        })
    );
}

#[test]
fn carets_stand_under_the_error() {
    let pointed = |query: &str| {
        let text = parse(query, &ALL_WORDS).unwrap_err().pointed(query);
        let (shown, hint) = text.rsplit_once('\n').unwrap();
        assert!(hint.starts_with("hint: "));
        shown.to_owned()
    };
    assert_eq!(
        pointed("oil\tAND\nOR\u{1b}\u{202e} gas"),
        "  oil AND OR   gas\n      ^^^"
    );
    assert_eq!(pointed("石油 OR"), "  石油 OR\n       ^^");
    let long = "word ".repeat(40) + "published:石 " + &"word ".repeat(40);
    let shown = pointed(&long);
    let (line, carets) = shown.split_once('\n').unwrap();
    assert!(line.starts_with("  …") && line.ends_with('…'), "{line}");
    assert!(line.chars().count() <= 104);
    let column = line.find('石').unwrap() - '…'.len_utf8() + 1;
    assert_eq!(carets, format!("{}^^", " ".repeat(column)));
}

/// An error that is shown with another text than the one it stands in does no harm.
#[test]
fn a_span_of_another_text_is_shown_at_its_end() {
    let error = parse("oil gas AND", &ALL_WORDS).unwrap_err();
    assert!(error.pointed("é").starts_with("  é\n   ^\nhint: "));
    assert!(error.pointed("").starts_with("  \n  ^\nhint: "));
}

/// Takes away the spans, in which a query and its canonical text differ.
fn without_spans(query: Query) -> Query {
    let each = |parts: Vec<Query>| parts.into_iter().map(without_spans).collect();
    match query {
        Query::Words(words) => Query::Words(Words { span: 0..0, ..words }),
        Query::Near(near) => Query::Near(Near {
            left: Box::new(without_spans(*near.left)),
            right: Box::new(without_spans(*near.right)),
            ..near
        }),
        Query::First(words, inner) => Query::First(words, Box::new(without_spans(*inner))),
        Query::AtLeast(times, inner) => Query::AtLeast(times, Box::new(without_spans(*inner))),
        Query::Boost(inner, boost) => Query::Boost(Box::new(without_spans(*inner)), boost),
        Query::Not(inner) => Query::Not(Box::new(without_spans(*inner))),
        Query::And(parts) => Query::And(each(parts)),
        Query::Or(parts) => Query::Or(each(parts)),
        query => query,
    }
}

pub(super) fn assert_round_trip(query: Query) {
    let text = query.to_string();
    match parse(&text, &ALL_WORDS) {
        Ok(again) => assert_eq!(without_spans(again), without_spans(query), "{text}"),
        Err(error) => panic!("{}", error.pointed(&text)),
    }
}

fn assert_well_formed(query: &Query, text: &str) {
    match query {
        Query::Words(words) => {
            let typed = text.get(words.span.clone()).unwrap();
            let kept = words.form == Form::Wildcard || typed.contains(&words.text);
            assert!(kept && words.text.contains(char::is_alphanumeric), "{text}");
            assert_eq!(words.default_fields, words.fields == DEFAULT_FIELDS);
        }
        Query::Not(inner) => {
            assert!(!matches!(**inner, Query::Not(_)), "{text}");
            assert_well_formed(inner, text);
        }
        Query::And(parts) | Query::Or(parts) => {
            assert!(parts.len() > 1, "{text}");
            for part in parts {
                assert_ne!(
                    std::mem::discriminant(part),
                    std::mem::discriminant(query),
                    "{text}"
                );
                assert_well_formed(part, text);
            }
        }
        Query::Near(near) => {
            assert_well_formed(&near.left, text);
            assert_well_formed(&near.right, text);
        }
        Query::First(_, inner) | Query::AtLeast(_, inner) | Query::Boost(inner, _) => {
            assert_well_formed(inner, text);
        }
        Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_) => {}
    }
}

/// Pieces of which queries are made, with and without white space between them.
#[rustfmt::skip]
fn queryish() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        " ", " ", " ", "oil", "é", "石油", "AND", "OR", "NOT", "and", "(", ")", "(", ")", "\"", "“", "*",
        "-", "+", "–", "headline:", "by:", "hlead:", "path:", "id:", "date:", "length:", "headlin:",
        "http://x", "2020-01", "2020", "..", ">=", "<", "[", " TO ", "]", "500", "minist*", "wom?n", "?",
        "~", "~1", "^2", "W/5", " NOT W/3 ", " /s ", "pre/2", "atleast3(", "first5(", "exact(", "caps(",
        "\"(a OR b) c\"", "last 3 days", ":", ".", "&", "\u{200b}", "'", "a",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}|[\\x00-\\x7f]{0,60}", any: bool) {
        check(&text, any);
    }

    #[test]
    fn any_queryish_text_is_read_or_refused(text in queryish(), any: bool) {
        check(&text, any);
    }

    #[test]
    fn plain_words_never_fail(text in "([a-zA-Z0-9$%&',.;!?/@#é石_=<>|\\[\\]{}\"“” -]|: |[()]){0,60}") {
        let operators = ["AND", "OR", "NOT"];
        let known = |word: &str| word.contains(':') && crate::field::named(word.trim_matches(':')).is_some();
        prop_assume!(!text.split(|letter: char| !letter.is_alphanumeric()).any(|word| operators.contains(&word)));
        prop_assume!(!text.split(|letter: char| !letter.is_alphanumeric() && !".:".contains(letter)).any(known));
        prop_assume!(!text.split(|letter: char| !letter.is_alphanumeric() && letter != '/').any(|word| Token::operator(word).is_some()));
        prop_assert!(parse(&text, &ALL_WORDS).is_ok(), "{}", text);
    }
}

fn check(text: &str, any: bool) {
    match parse(text, &Defaults { any, newest: None }) {
        Ok(query) => {
            assert_well_formed(&query, text);
            assert_round_trip(query);
        }
        Err(error) => {
            assert!(
                text.get(error.span.clone()).is_some_and(|part| !part.is_empty()),
                "{text:?} {error:?}"
            );
            assert!(
                !error
                    .pointed(text)
                    .contains(|letter: char| letter.is_control() && letter != '\n')
            );
        }
    }
}

/// The lines of the blocks of QUERY.md with such an info string.
fn documented(info: &str) -> impl Iterator<Item = &'static str> {
    let fence = format!("```{info}\n");
    let blocks: Vec<&str> = include_str!("../../QUERY.md").split(&*fence).skip(1).collect();
    blocks
        .into_iter()
        .flat_map(|block| block.split("```").next().unwrap().lines())
}

#[test]
fn the_examples_of_the_documentation_are_right() {
    let (right, wrong): (Vec<_>, Vec<_>) =
        (documented("query").collect(), documented("query-error").collect());
    assert!(right.len() > 40 && wrong.len() > 10);
    for query in right {
        assert!(parse(query, &ALL_WORDS).is_ok(), "{query}");
    }
    let dated = Defaults {
        newest: Date::new(2020, 3, 31),
        ..ALL_WORDS
    };
    let printed = documented("query-dated").map(|query| parse(query, &dated).unwrap().to_string());
    assert_eq!(
        printed.collect::<Vec<_>>(),
        [
            "published:2020-03-02..2020-03-31",
            "published:2020-03-25..2020-03-31",
            "filed:2020-01-01..2020-03-31"
        ]
    );
    for query in wrong {
        assert!(parse(query, &ALL_WORDS).is_err(), "{query}");
    }
}

/// The texts between backticks in each cell of the rows of a table.
fn rows(table: &str) -> impl Iterator<Item = Vec<Vec<&str>>> {
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells = row.trim_matches('|').split(" | ");
        cells
            .map(|cell| cell.split('`').skip(1).step_by(2).collect())
            .collect()
    })
}

#[test]
fn the_tables_of_the_documentation_are_right() {
    let newest = Defaults {
        newest: Date::new(2020, 3, 31),
        ..ALL_WORDS
    };
    let page = include_str!("../../QUERY.md");
    let section = |heading: &str| {
        let behind = page.split(heading).nth(1).unwrap();
        behind.split("\n#").next().unwrap()
    };
    for query in rows(section("## What you can write")).flat_map(|row| row[0].clone()) {
        assert!(parse(query, &newest).is_ok(), "{query}");
    }
    for syntax in Syntax::ALL.iter().skip(1) {
        let mut pairs = 0;
        for row in rows(section(&format!("`--syntax {syntax}`\n"))) {
            let read = |query| parse_as(query, *syntax, &newest).map(|query| query.to_string());
            let (typed, meant) = (&row[0], &row[1]);
            // Rows that name operators alone have no query in them.
            if typed.len() != meant.len() || typed[0].starts_with('/') {
                continue;
            }
            for (typed, meant) in typed.iter().zip(meant) {
                assert_eq!(read(typed).as_deref(), Ok(*meant), "{syntax}: {typed}");
                pairs += 1;
            }
        }
        assert!(pairs > 7, "{syntax}");
    }
}

#[test]
fn the_documentation_names_every_field() {
    let rows = |name: &str| {
        let cell = format!("| `{name}` |");
        let rows = include_str!("../../QUERY.md")
            .lines()
            .filter(move |row| row.starts_with(&cell));
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    for group in GROUPS {
        assert_eq!(rows(group.name).len(), 1, "{}", group.name);
    }
    for field in FIELDS {
        let aliases: Vec<String> = field.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        let row = rows(field.name);
        assert_eq!(row.len(), 1, "{}", field.name);
        assert_eq!(
            row[0].split('|').nth(2).map(str::trim),
            Some(&*aliases.join(", ")),
            "{}",
            field.name
        );
    }
}
