//! Compounds: words that news writes with a hyphen, as one word, or as two. `cease-fire`,
//! `ceasefire` and `cease fire` are one thing, and so is every pair that a corpus hyphenates
//! somewhere. This room names compounds; what is done with them is decided by the query's plan.

use super::{Words, is_hyphen, stem};

/// A hyphenated compound of two or three parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// Its parts, folded, joined by a space: `cease fire`.
    pub parts: String,
}

impl Compound {
    /// The stem of the compound written as one word: `ceasefir`. All its forms share it.
    #[must_use]
    pub fn key(&self) -> String {
        let joined: String = self.parts.split(' ').collect();
        stem(&joined).into_owned()
    }
}

/// The most parts that are taken for one compound: `editor-in-chief` is one, longer chains are not.
const MOST_PARTS: usize = 3;

/// Passes each hyphenated compound of a text to `found`, repetitions included.
///
/// Only the surroundings of hyphens are looked at, so that this costs little beside tokenising.
pub fn compounds(text: &str, mut found: impl FnMut(Compound)) {
    let mut from = 0;
    while let Some(hyphen) = next_hyphen(text, from) {
        let begin = text[from..hyphen]
            .rfind(char::is_whitespace)
            .map_or(from, |space| from + space);
        let end = text[hyphen..]
            .find(char::is_whitespace)
            .map_or(text.len(), |space| hyphen + space);
        chains(&text[begin..end], &mut found);
        from = end;
    }
}

fn next_hyphen(text: &str, from: usize) -> Option<usize> {
    let is_hyphen = |at: &usize| match text.as_bytes()[*at] {
        b'-' => true,
        _ => text[*at..].starts_with(is_hyphen),
    };
    // The first bytes of the hyphens that are not ASCII.
    memchr::memchr3_iter(b'-', 0xe2, 0xef, &text.as_bytes()[from..])
        .map(|at| from + at)
        .find(is_hyphen)
}

fn chains(chunk: &str, found: &mut impl FnMut(Compound)) {
    let mut words = Words::of(chunk);
    let (mut parts, mut count) = (String::new(), 0);
    let mut more = words.advance();
    while more {
        if !words.word().hyphenated {
            parts.clear();
            count = 0;
        } else {
            parts.push(' ');
        }
        parts.push_str(&words.word().text);
        count += 1;
        more = words.advance();
        let closed = !more || !words.word().hyphenated;
        if closed && (2..=MOST_PARTS).contains(&count) {
            found(Compound { parts: parts.clone() });
        }
    }
}

/// Ways to write a compound apart that hold in any corpus, by the stem of its solid form.
///
/// ```
/// assert_eq!(newsidx::tokens::listed_splits("ceasefir").collect::<Vec<_>>(), ["cease fire"]);
/// ```
pub fn listed_splits(key: &str) -> impl Iterator<Item = &'static str> {
    LISTED.iter().copied().filter(move |parts| {
        let joined: String = parts.split(' ').collect();
        // A stem and its word share their first letters: most of the list is passed over by them.
        let begins = key.as_bytes().iter().take(3);
        joined.bytes().take(3).eq(begins.copied()) && stem(&joined) == key
    })
}

/// Whether two words side by side are a listed compound in one of its forms.
#[must_use]
pub fn is_listed_compound(first: &str, second: &str) -> bool {
    LISTED.iter().any(|parts| {
        parts
            .split_once(' ')
            .is_some_and(|(one, two)| one == first && stem(two) == stem(second))
    })
}

/// Compounds of news that are written in all three ways.
#[rustfmt::skip]
const LISTED: &[&str] = &[
    "air base", "air craft", "air line", "air port", "air space", "air strike", "back lash", "bail out", "blood shed",
    "border line", "break through", "break up", "build up", "by election", "cease fire", "child birth", "child care",
    "clean up", "co operate", "co operation", "co ordinate", "co ordination", "counter attack", "counter part",
    "counter terrorism", "cover up", "crack down", "cross fire", "cyber attack", "cyber crime", "cyber security",
    "data base", "day light", "dead line", "dead lock", "down turn", "e mail", "earth quake", "eye witness",
    "fire arm", "fire fighter", "fire fight", "foot ball", "fund raiser", "fund raising", "grass roots", "green house",
    "gun fire", "gun man", "hand over", "head line", "head quarters", "health care", "home land", "house hold",
    "kick off", "land mine", "land slide", "law maker", "law suit", "lay off", "life time", "line up",
    "lock down", "make up", "mid term", "multi national", "news paper", "news room", "non profit", "off shore",
    "on line", "over throw", "pay roll", "peace keeper", "peace keeping", "peace maker", "policy maker", "post war",
    "pre war", "re election", "re open", "road block", "road map", "run off", "semi final", "set back", "share holder",
    "shut down", "side line", "stake holder", "stand off", "stock pile", "strong hold", "sub committee", "take over",
    "tear gas", "turn out", "vice president", "walk out", "war head", "war plane", "war ship", "water way",
    "web site", "week end", "whistle blower", "wild fire", "with hold", "work force", "work place", "world wide",
];
