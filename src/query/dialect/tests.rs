//! What queries of other systems are read as, and what is wrong with those that are not read.

mod tables;

use proptest::prelude::*;

use tables::{ERRORS, MEANINGS};

use super::{Syntax, parse_as};
use crate::article::Date;
use crate::query::tests::assert_round_trip;
use crate::query::{Defaults, SyntaxErrorKind, parse, readings, remarks, warning};

/// A pinned newest day, for what counts back from it.
fn defaults() -> Defaults {
    Defaults {
        any: false,
        newest: Date::new(2020, 2, 10),
    }
}

#[test]
fn queries_mean_what_their_canonical_text_says() {
    let mut wrong = Vec::new();
    for (syntax, meanings) in MEANINGS {
        assert!(meanings.len() >= 25, "{syntax}");
        for (query, expected) in *meanings {
            match parse_as(query, *syntax, &defaults()) {
                Ok(read) if read.to_string() == *expected => assert_round_trip(read),
                Ok(read) => wrong.push(format!("{syntax}: {query} is {read}")),
                Err(error) => wrong.push(format!("{syntax}: {error}\n{}", error.pointed(query))),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn errors_stand_where_the_query_is_wrong() {
    let mut wrong = Vec::new();
    for (syntax, query, part, message) in ERRORS {
        let error = match parse_as(query, *syntax, &Defaults::default()) {
            Ok(read) => {
                wrong.push(format!("{syntax}: {query} is {read}"));
                continue;
            }
            Err(error) => error,
        };
        let found = (&query[error.span.clone()], &*error.to_string());
        if found != (*part, *message) {
            wrong.push(format!("{syntax}: {query}: {found:?}"));
        }
        assert!(!error.hint.is_empty(), "{query}");
        assert!(SyntaxErrorKind::CODES.contains(&error.kind.code()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ours_is_read_as_ours() {
    for query in ["oil AND (gas OR coal)", "oil W/5 prices", "oil AND"] {
        assert_eq!(
            parse_as(query, Syntax::Newsidx, &defaults()),
            parse(query, &defaults())
        );
    }
    let names: Vec<&str> = Syntax::ALL.iter().map(|syntax| syntax.name()).collect();
    assert_eq!(
        names,
        ["newsidx", "lexis", "factiva", "proquest", "westlaw", "lucene"]
    );
    assert_eq!(Syntax::ALL[0], Syntax::default());
}

#[test]
fn remarks_say_what_a_query_is_not() {
    for (syntax, query, expected) in tables::REMARKS {
        let read = parse_as(query, *syntax, &defaults()).unwrap();
        let found = remarks(query, *syntax, &read);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|remark| (&query[remark.span.clone()], &*remark.text))
            .collect();
        assert_eq!(found, *expected, "{syntax}: {query}");
    }
}

#[test]
fn other_readings_are_those_that_differ() {
    let read = |text| -> Vec<String> {
        let of = |(syntax, reading): (Syntax, Result<String, _>)| match reading {
            Ok(text) => format!("{syntax} {text}"),
            Err(error) => format!("{syntax} {error}"),
        };
        readings(text, Syntax::Newsidx, &defaults())
            .into_iter()
            .map(of)
            .collect()
    };
    assert_eq!(read("oil"), Vec::<String>::new());
    assert_eq!(
        read("oil gas"),
        [
            "lexis oil PRE/1 gas",
            "factiva oil PRE/1 gas",
            "westlaw oil OR gas",
            "lucene oil OR gas"
        ]
    );
    assert_eq!(read("a OR b AND c"), ["lexis (a OR b) c", "westlaw (a OR b) c"]);
    assert_eq!(
        read("oil and (gas)"),
        [
            "lexis oil gas",
            "factiva oil gas",
            "proquest oil gas",
            "westlaw oil gas",
            "lucene oil OR and OR gas"
        ]
    );
    assert_eq!(readings("oil AND", Syntax::Lexis, &defaults()).len(), 0);
}

#[test]
fn a_warning_says_who_reads_it_otherwise() {
    let of = |syntax, text| warning(text, syntax, &defaults());
    for text in [
        "oil",
        "a OR b",
        "a AND b",
        "a OR (b AND c)",
        "(a OR b) AND c",
        "headline:a OR b AND c",
        "a OR b AND",
    ] {
        assert_eq!(of(Syntax::Newsidx, text), None, "{text}");
    }
    let text = "truce OR peace W/5 talks";
    let tighter = "`OR` binds tighter in lexis and westlaw, which read this as (truce OR peace) W/5 talks; \
                   parentheses make it plain";
    assert_eq!(of(Syntax::Newsidx, text).as_deref(), Some(tighter));
    let looser =
        "`OR` binds looser in factiva and lucene, which read this as a OR (b c); parentheses make it plain";
    assert_eq!(of(Syntax::Lexis, "a OR b AND c").as_deref(), Some(looser));
    let alone = "`OR` binds looser in factiva, which reads this as a OR (b c); parentheses make it plain";
    assert_eq!(of(Syntax::Westlaw, "a or b and c").as_deref(), Some(alone));
    let long = format!("a OR b AND {}", "c".repeat(300));
    assert!(of(Syntax::Lucene, &long).unwrap().len() < 300);
}

/// What a long query may be made of alone.
#[rustfmt::skip]
const REPEATED: &[&str] = &[
    "a ", "a or ", "or ", "not ", "a and not ", "a and b or ", "(", ")", "\"", "\\\"", "a\"", "a/", "/a", "[", "{a ", "hd=",
    "headline:", "headline(", "ti:", "atleast3 ", "atleast3(", "a near5 ", "a w/5 ", "a W/5 (", "a/F5/", "a OR b AND ",
    "+a -", "-", "!", "~", "a~", "a^2", "date ", "date aft ", "date(", "wc>5 ", "wc>", "*", "a* ", "a?", "a b OR ", "% ",
    "\"a b\"~3 ", "a\n", " ", "but ", "石", "w/s ",
];

#[test]
fn long_and_deep_queries_are_refused_in_time() {
    let others = &Syntax::ALL[1..];
    for syntax in others {
        let read = |text: &str| parse_as(text, *syntax, &defaults());
        let deep = |depth: usize| format!("{}oil{}", "(".repeat(depth), ")".repeat(depth));
        assert!(read(&deep(100)).is_ok());
        assert_eq!(read(&deep(101)).unwrap_err().kind, SyntaxErrorKind::TooDeep(100));
        assert_eq!(
            read(&("x".repeat(65_536) + "y")).unwrap_err().span,
            65_536..65_537
        );
        for piece in REPEATED {
            let text = piece.repeat(65_536 / piece.len());
            let query = read(&text);
            if let Ok(query) = query {
                assert!(query.to_string().len() < 1 << 20);
                let _ = remarks(&text, *syntax, &query);
            }
        }
    }
    let falling =
        |number: u32| -> String { (1..=number).rev().map(|words| format!("a w/{words} ")).collect() };
    let kind =
        |number| parse_as(&(falling(number) + "a"), Syntax::Lexis, &defaults()).map_err(|error| error.kind);
    assert_eq!(kind(1_000), Err(SyntaxErrorKind::LongChain(100)));
    assert_eq!(kind(20), Err(SyntaxErrorKind::DeepNear(16)));
    // One of them is of words side by side.
    assert!(kind(17).is_ok());
}

#[test]
fn readings_of_long_texts_take_no_time() {
    for piece in ["oil ", "oil or gas and ", "oil W/5 ", "oil AND gas OR "] {
        let text = piece.repeat(4_000) + "oil";
        assert!(!readings(&text, Syntax::Newsidx, &defaults()).is_empty());
        let _ = warning(&text, Syntax::Newsidx, &defaults());
    }
}

/// Pieces of which queries are made, with and without white space between them.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", " ", " ", " ", "oil", "gas", "é", "石油", "AND", "or", "OR", "not", " and not ", "NOT", "but not", "&", "&&", "||",
    "!", "%", "(", ")", "(", ")", "[", "]", "{", "}", "\"", "“", "*", "-", "+", "–", "headline(", "HEADLINE(", "headline:", "hd=",
    "by=", "by:", "ti(", "ti:", "ti,ab(", "pub.exact(", "near", "atl3(", "not/5", "w/para", "+p", "la(english)", "path:", "id:", "date:", "published:", "length:", " length > 500", "wc>500",
    "wc<", "date aft 1/14/2020", "date from 2019 to 2020", "date -7", "pd(", "da(aft 2020 & bef 2021)", "2020", "1/14/2020",
    "[2019 TO 2020}", ">=", "<", " TO ", "..", "500", "minist!", "minist*", "wom?n", "wom*n", "bank*", "?", "$2", "bank$2",
    "[*2]", "#oil", "~", "~1", "^2", "\"a b\"~3", "\"a b c\"~2", " w/5 ", "near5", " /s ", "+s", " /3 ", "+3", " pre/2 ",
    "adj", " same ", "/N3/", "/F50/", "atleast3(", "atleast3 ", "caps(", "\"(a OR b) c\"", "by:x", "a^2", "a~1", "W/5", "AND:",
    "\\", "\\(", "\\:", "\\*", "://", "/", "/x/", "=", ":", ".", "..2", "\u{200b}", "\0", "'", "a",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}|[\\x00-\\x7f]{0,60}") {
        check(&text);
    }

    #[test]
    fn any_text_of_pieces_is_read_or_refused(
        text in prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
    ) {
        check(&text);
    }
}

fn check(text: &str) {
    for syntax in Syntax::ALL {
        match parse_as(text, *syntax, &defaults()) {
            Ok(query) => {
                for remark in remarks(text, *syntax, &query) {
                    assert!(
                        text.get(remark.span).is_some_and(|part| !part.is_empty()),
                        "{text:?}"
                    );
                    assert!(!remark.text.contains('\n'));
                }
                if *syntax != Syntax::Newsidx {
                    assert_round_trip(query);
                }
            }
            Err(error) => {
                let part = text.get(error.span.clone());
                assert!(
                    part.is_some_and(|part| !part.is_empty()),
                    "{syntax} {text:?} {error:?}"
                );
            }
        }
        let _ = warning(text, *syntax, &defaults());
    }
}
