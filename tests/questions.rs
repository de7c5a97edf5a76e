//! Random stories and random questions, of words that meet in many forms, so that something is found.

use newsidx::article::{Article, Date, Dateline, DatelineRule, Entity, EntityKind, Place, Timestamp};
use proptest::prelude::*;

/// Words that meet in many forms, so that random questions find something.
const VOCABULARY: &[&str] = &[
    "cease-fire",
    "ceasefire",
    "cease fire",
    "cease-fires",
    "Ceasefires",
    "health-care",
    "healthcare",
    "health care",
    "minister",
    "ministers",
    "minister's",
    "Ministers’",
    "U.N.",
    "UN",
    "Moscow",
    "Móscow",
    "anti-muslim",
    "antimuslim",
    "oil",
    "oils",
    "the",
    "the",
    "talks",
    "talked",
    "talking",
    "dying",
    "die",
    "editor-in-chief",
    "AT&T",
    "1,000",
    "1000",
    "said.",
    "“said”",
    "O'Neill",
    "oneill",
    "re-elected",
    "reelected",
    "(oil)",
    "fire",
    "cease",
    // The stem of the one is written like the other, which has another stem.
    "lubwee",
    "lubwe",
];

const QUESTIONS: &[&str] = &[
    "WORD",
    "WORD WORD",
    "WORD WORD WORD",
    "\"WORD WORD\"",
    "\"WORD\"",
    "WORD OR WORD",
    "WORD AND NOT WORD",
    "-WORD WORD",
    "(WORD OR WORD) WORD",
    "headline:WORD",
    "lead:WORD",
    "body:\"WORD WORD\"",
    "caption:WORD",
    "byline:WORD",
    "WORD published:2020-01",
    "published:>=2020-01-15",
    "NOT WORD",
    "oi*",
    "cease-fi*",
    "\"WORD WORD WORD\"",
    "hlead:WORD",
    "dateline:WORD",
    "dateline.place:Moscow WORD",
    "dateline.country:RU",
    "person:WORD",
    "path:a/*",
    "id:a/3",
    "length:>5 WORD",
    "\"the cease fire\"",
    "health the care",
    "prime the minister",
    "headline:(WORD OR WORD)",
    "-(WORD WORD)",
    "WORD OR -WORD",
    "filed:2020-01..",
    "WORD W/3 WORD",
    "WORD NEAR/1 WORD",
    "WORD PRE/2 WORD",
    "WORD /s WORD",
    "WORD /p WORD",
    "WORD NOT W/2 WORD",
    "WORD NOT PRE/3 WORD",
    "WORD NOT /s WORD",
    "(WORD OR WORD) W/2 (WORD OR \"WORD WORD\")",
    "(WORD W/2 WORD) W/3 WORD",
    "(WORD W/3 WORD) PRE/4 (WORD W/2 WORD)",
    "(WORD W/3 WORD) NOT W/4 WORD",
    "(WORD NOT W/2 WORD) W/4 WORD",
    "(WORD W/2 WORD) /s (WORD W/4 WORD)",
    "oil W/4 oil",
    "first4(WORD)",
    "first6(WORD W/3 WORD)",
    "first9(WORD) W/3 WORD",
    "atleast2(WORD)",
    "atleast3(WORD OR WORD OR WORD)",
    "atleast2(WORD W/5 WORD)",
    "atleast2(first9(the OR oil*))",
    "headline:(WORD W/3 WORD)",
    "lead:(WORD W/3 WORD)",
    "lead:(WORD /s WORD)",
    "hlead:(WORD PRE/3 WORD)",
    "caption:(WORD W/9 WORD)",
    "caption:first2(WORD)",
    "person:(WORD W/9 WORD)",
    "\"WORD * WORD\"",
    "\"* WORD * * WORD\"",
    "caption:\"WORD * WORD\"",
    "\"(WORD OR WORD) WORD\"",
    "\"the * (cease OR oil)\"",
    "\"min*er fire\"",
    "\"cease* f?re\"",
    "*il",
    "m?n*",
    "*ease-f*",
    "c*s W/3 t?e",
    "tlaks~1",
    "misco~2",
    "headline:minstre~2",
    "oil~1 W/3 the~1",
    "caps(WORD)",
    "allcaps(WORD)",
    "nocaps(WORD)",
    "exact(WORD)",
    "exact(\"WORD WORD\")",
    "caps(WORD) W/3 WORD",
    "WORD NOT W/3 caps(WORD)",
    "-caps(WORD) WORD",
    "atleast2(nocaps(the OR oil))",
    "caps(Ministers OR Moscow) /s nocaps(oil)",
    "WORD^2 WORD",
    "(WORD OR WORD^3) -WORD",
    "caption:*",
    "lead:* -byline:*",
    "hlead:*",
    "published:* -filed:*",
    "body:(WORD W/3 WORD) OR headline:WORD",
    "-(WORD W/3 WORD) WORD",
    "WORD (WORD W/3 WORD)",
];

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let gap = prop_oneof![8 => Just(" "), 1 => Just("\n\n"), 1 => Just(", ")];
    prop::collection::vec((prop::sample::select(VOCABULARY), gap), words).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(word, gap)| format!("{word}{gap}"))
            .collect::<String>()
            .trim()
            .to_owned()
    })
}

pub(crate) fn article() -> impl Strategy<Value = Article> {
    let dateline = prop::option::of((prop::bool::ANY, 1u8..28)).prop_map(|dateline| {
        dateline.map(|(moscow, day)| Dateline {
            raw: if moscow {
                format!("MOSCOW, Jan. {day} (UPI)")
            } else {
                format!("Jan. {day} (UPI)")
            },
            places: if moscow {
                vec![Place {
                    name: "Moscow".into(),
                    region: None,
                    country: Some("RU".into()),
                }]
            } else {
                vec![]
            },
            date: Date::new(2020, 1, day),
            agency: Some("UPI".into()),
            tag: None,
            rule: DatelineRule::Agency,
            confidence: 95,
        })
    });
    let published = prop::option::of((1u8..3, 1u8..28, prop::option::of(0u32..86_400)));
    let parts = (
        text(0..5),
        text(0..30),
        prop::collection::vec(text(1..5), 0..3),
        text(1..3),
        dateline,
        published,
    );
    parts.prop_map(
        |(headline, body, captions, byline, dateline, published)| Article {
            headline,
            body,
            captions,
            entities: vec![Entity::given(EntityKind::Person, byline.clone())],
            byline: vec![byline],
            dateline,
            published: published.and_then(|(month, day, second)| {
                Some(Timestamp {
                    date: Date::new(2020, month, day)?,
                    second,
                    zone: None,
                })
            }),
            format: "text".into(),
            ..Article::default()
        },
    )
}

pub(crate) fn question() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(VOCABULARY), 5);
    (prop::sample::select(QUESTIONS), words).prop_map(|(form, words)| {
        let mut question = form.to_owned();
        for word in words {
            let mut word = word.replace(['(', ')', '“', '”'], "");
            // Inside an operator two words side by side are an error.
            if form.contains(['/', '(', '^', '~']) {
                word = word.replace(' ', "-");
            }
            question = question.replacen("WORD", &word, 1);
        }
        question
    })
}
