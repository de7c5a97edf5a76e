//! The form of a name that does not depend on who wrote it: what [`key`] says, and the tables behind it.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::EntityKind;
use crate::tokens;

use super::countries::COUNTRIES;
use super::{aliases, wording};

/// The longest title, in words.
const LONGEST_TITLE: usize = 4;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The word, folded.
    pub(super) text: String,
    /// Whether it stands for a name that begins with it: `K.`, `H.W.`.
    pub(super) initial: bool,
}

/// The tables that are asked by a word, made once.
struct Tables {
    demonyms: FxHashMap<String, &'static str>,
    countries: FxHashMap<String, &'static str>,
    places: FxHashMap<&'static str, &'static str>,
    organizations: FxHashMap<&'static str, &'static str>,
    usual: FxHashMap<(EntityKind, String), &'static str>,
    titles: FxHashSet<&'static str>,
    nicknames: FxHashMap<&'static str, &'static str>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables {
            demonyms: FxHashMap::default(),
            countries: FxHashMap::default(),
            places: aliases::PLACES.iter().copied().collect(),
            organizations: aliases::ORGANIZATIONS.iter().copied().collect(),
            usual: FxHashMap::default(),
            titles: wording::TITLES.iter().copied().collect(),
            nicknames: wording::NICKNAMES.iter().copied().collect(),
        };
        for (country, demonyms) in COUNTRIES {
            let folded = joined(country);
            tables
                .usual
                .insert((EntityKind::Place, key_of_usual(country)), country);
            tables.countries.insert(folded, country);
            for demonym in demonyms.split(' ').filter(|demonym| !demonym.is_empty()) {
                let demonym = demonym.replace('_', " ");
                if demonym.ends_with(['n', 'i', 'r']) {
                    tables.demonyms.insert(format!("{demonym}s"), country);
                }
                tables.demonyms.insert(demonym, country);
            }
        }
        for (kind, rows) in [
            (EntityKind::Place, aliases::PLACES),
            (EntityKind::Organization, aliases::ORGANIZATIONS),
        ] {
            for (_, usual) in rows {
                tables.usual.insert((kind, key_of_usual(usual)), usual);
            }
        }
        tables
    })
}

/// The words of a name, folded, with one space between them.
pub(super) fn joined(name: &str) -> String {
    let words: Vec<String> = tokens::words(name).into_iter().map(|word| word.text).collect();
    words.join(" ")
}

/// The usual name that an index lists a key by, where there is one that is better known than others.
pub(super) fn usual(kind: EntityKind, key: &str) -> Option<&'static str> {
    tables().usual.get(&(kind, key.to_owned())).copied()
}

/// Whether a folded name is that of a country, or another name of one.
pub(super) fn is_country(folded: &str) -> bool {
    let named = tables()
        .places
        .get(folded)
        .map_or_else(|| folded.to_owned(), |usual| joined(usual));
    tables().countries.contains_key(&named)
}

/// The country whose people, or what is theirs, a word is said of: `Libya` for `Libyan` and `Libyans`.
///
/// The word may be written in any case; that a text writes it with a capital is for the caller to see.
///
/// ```
/// use newsidx::annotate::resolver::place_of_demonym;
/// assert_eq!(place_of_demonym("South Koreans"), Some("South Korea"));
/// assert_eq!(place_of_demonym("Seoul"), None);
/// ```
#[must_use]
pub fn place_of_demonym(word: &str) -> Option<&'static str> {
    demonym(&joined(word))
}

/// The same of a word that is folded already.
pub(super) fn demonym(folded: &str) -> Option<&'static str> {
    tables().demonyms.get(folded).copied()
}

/// Whether a word or a few are the title or the office of a person: `Gen.`, `Prime Minister`.
///
/// ```
/// use newsidx::annotate::resolver::is_title;
/// assert!(is_title("Gen.") && is_title("prime minister"));
/// assert!(!is_title("Haftar"));
/// ```
#[must_use]
pub fn is_title(words: &str) -> bool {
    tables().titles.contains(joined(words).as_str())
}

/// How many of the words at the start of a name are titles; never all of them. The titles of another
/// country's office may have its demonym before them: `Libyan Gen. Haftar`.
pub(super) fn title_words<S: AsRef<str>>(words: &[S]) -> usize {
    let phrase = |from: usize, length: usize| {
        let words: Vec<&str> = words[from..from + length].iter().map(AsRef::as_ref).collect();
        words.join(" ")
    };
    let mut titles = 0;
    loop {
        let left = words.len() - titles;
        let longest = |from: usize| {
            let most = LONGEST_TITLE.min(words.len().saturating_sub(from + 1));
            (1..=most)
                .rev()
                .find(|length| tables().titles.contains(phrase(from, *length).as_str()))
        };
        if let Some(length) = longest(titles) {
            titles += length;
        } else if left > 2 && demonym(words[titles].as_ref()).is_some() && longest(titles + 1).is_some() {
            titles += 1;
        } else {
            return titles;
        }
    }
}

/// The full first name behind a short one, or the name itself.
pub(super) fn first_name(name: &str) -> &str {
    tables().nicknames.get(name).copied().unwrap_or(name)
}

/// The words of a person's name that tell it from others: titles, generations and Arabic articles left
/// off, and the surname last.
pub(super) fn person_pieces(name: &str) -> Vec<Piece> {
    if let Some((surname, rest)) = name.split_once(',') {
        let is_rest_a_name = tokens::words(rest)
            .iter()
            .any(|word| !wording::GENERATIONS.contains(&word.text.as_str()));
        if is_rest_a_name {
            return pieces_in_order(&format!("{rest} {surname}"));
        }
    }
    pieces_in_order(name)
}

fn pieces_in_order(name: &str) -> Vec<Piece> {
    let words = tokens::words(name);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let titles = title_words(&texts);
    let mut pieces = Vec::with_capacity(words.len() - titles);
    for (index, word) in words.iter().enumerate().skip(titles) {
        let written = name.get(word.range()).unwrap_or_default();
        let next = words.get(index + 1);
        let is_article = matches!(
            word.text.as_str(),
            "al" | "el" | "ul" | "ad" | "as" | "ash" | "an"
        ) && next.is_some_and(|next| {
            let may_be_first_name = index == titles && written.starts_with(char::is_uppercase);
            next.hyphenated || (!may_be_first_name && matches!(word.text.as_str(), "al" | "el" | "ul"))
        });
        let is_generation = !pieces.is_empty() && wording::GENERATIONS.contains(&word.text.as_str());
        if is_article || is_generation {
            continue;
        }
        let is_single = word.text.chars().count() == 1;
        let is_dotted = written.contains('.') && word.text.len() <= 4;
        pieces.push(Piece {
            text: word.text.clone(),
            initial: is_single || is_dotted,
        });
    }
    pieces
}

/// The form by which names of different stories are one: folded, and without what a writer may leave
/// off or spell in another way.
///
/// It has no titles, middle initials and generations of people, no article of Arabic names, no legal
/// suffix of companies; other names of well-known places and organizations are replaced by the usual one.
///
/// ```
/// use newsidx::annotate::resolver::key;
/// use newsidx::article::EntityKind::{Organization, Person, Place};
/// assert_eq!(key(Person, "Gen. Khalifa al-Haftar"), "khalifa haftar");
/// assert_eq!(key(Person, "BUSH, George W., Jr."), "george bush");
/// assert_eq!(key(Organization, "The Apple Co. Inc."), "apple");
/// assert_eq!(key(Organization, "U.N."), "united nations");
/// assert_eq!(key(Place, "U.S."), key(Place, "United States of America"));
/// ```
#[must_use]
pub fn key(kind: EntityKind, name: &str) -> String {
    match kind {
        EntityKind::Person => person_key(&person_pieces(name)),
        EntityKind::Organization => organization_key(name),
        EntityKind::Place => place_key(name),
    }
}

pub(super) fn person_key(pieces: &[Piece]) -> String {
    let last = pieces.len().saturating_sub(1);
    let mut kept = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        if !piece.initial || index == last {
            kept.push(piece.text.as_str());
        } else if index == 0 {
            let width = piece.text.chars().next().map_or(0, char::len_utf8);
            kept.push(&piece.text[..width]);
        }
    }
    kept.join(" ")
}

/// The words of an organization's name without `the` before it and the legal suffix behind it.
pub(super) fn organization_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = article_unified(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| wording::LEGAL.contains(&last.as_str()))
    {
        words.pop();
    }
    words
}

fn organization_key(name: &str) -> String {
    let mut words = organization_words(name);
    if let Some(usual) = tables().organizations.get(words.join(" ").as_str()) {
        return key_of_usual(usual);
    }
    if words.len() > 2 {
        words.retain(|word| word != "and");
    }
    let key = words.join(" ");
    match tables().organizations.get(key.as_str()) {
        Some(usual) => key_of_usual(usual),
        None => key,
    }
}

fn place_key(name: &str) -> String {
    let mut words = article_unified(name);
    if words.len() > 1 && (words[0] == "the" && words[1] != "hague" || words[0] == "al") {
        words.remove(0);
    }
    let key = words.join(" ");
    match tables().places.get(key.as_str()) {
        Some(usual) => key_of_usual(usual),
        None => key_of_usual(&key),
    }
}

/// Words with `el-` read as `al-`, but not the Spanish `El`.
fn article_unified(name: &str) -> Vec<String> {
    let words = tokens::words(name);
    let hyphen_follows: Vec<bool> = words.iter().skip(1).map(|word| word.hyphenated).collect();
    let mut texts = Vec::with_capacity(words.len());
    for (index, word) in words.into_iter().enumerate() {
        let hyphened = hyphen_follows.get(index).copied().unwrap_or(false);
        texts.push(match word.text.as_str() {
            "el" if hyphened => "al".to_owned(),
            _ => word.text,
        });
    }
    texts
}

/// The key of a name that stands in the right column of a table, or of no table.
fn key_of_usual(usual: &str) -> String {
    let mut words: Vec<String> = article_unified(usual);
    if words.len() > 2 {
        words.retain(|word| word != "and");
    }
    words.join(" ")
}
