//! The form of a name that does not depend on who wrote it: what [`key`] says, and the tables behind it.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::EntityKind;
use crate::tokens::{self, Word};

use super::countries::COUNTRIES;
use super::lists::List;
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
    /// The last words of demonyms.
    demonym_ends: FxHashSet<String>,
    /// Names of countries, folded, usual and other ones.
    countries: FxHashSet<String>,
    /// The keys of other names of well-known people, places and organizations.
    people: FxHashMap<&'static str, String>,
    places: FxHashMap<&'static str, String>,
    organizations: FxHashMap<&'static str, String>,
    usual: [FxHashMap<String, &'static str>; 3],
    /// The first words of titles.
    title_starts: FxHashSet<&'static str>,
    nicknames: FxHashMap<&'static str, &'static str>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables {
            demonyms: FxHashMap::default(),
            demonym_ends: FxHashSet::default(),
            countries: FxHashSet::default(),
            people: keys_of(aliases::PEOPLE),
            places: keys_of(aliases::PLACES),
            organizations: keys_of(aliases::ORGANIZATIONS),
            usual: Default::default(),
            title_starts: wording::TITLES
                .iter()
                .filter_map(|title| title.split(' ').next())
                .collect(),
            nicknames: wording::NICKNAMES.iter().copied().collect(),
        };
        for (country, demonyms) in COUNTRIES {
            tables.usual[EntityKind::Place as usize].insert(key_of_usual(country), country);
            tables.countries.insert(joined(country));
            for demonym in demonyms.split(' ').filter(|demonym| !demonym.is_empty()) {
                let demonym = demonym.replace('_', " ");
                if demonym.ends_with(['n', 'i', 'r']) {
                    tables.demonyms.insert(format!("{demonym}s"), country);
                }
                tables.demonyms.insert(demonym, country);
            }
        }
        let ends = tables
            .demonyms
            .keys()
            .filter_map(|demonym| demonym.rsplit(' ').next());
        tables.demonym_ends = ends.map(str::to_owned).collect();
        let usual_countries: FxHashSet<&str> = COUNTRIES.iter().map(|(country, _)| *country).collect();
        for (other, usual) in aliases::PLACES {
            if usual_countries.contains(usual) {
                tables.countries.insert((*other).to_owned());
            }
        }
        for (kind, rows) in [
            (EntityKind::Person, aliases::PEOPLE),
            (EntityKind::Place, aliases::PLACES),
            (EntityKind::Organization, aliases::ORGANIZATIONS),
        ] {
            for (_, usual) in rows {
                tables.usual[kind as usize].insert(key_of_usual(usual), usual);
            }
        }
        tables
    })
}

/// The other names of a table, each with the key of the usual one.
fn keys_of(rows: &[(&'static str, &str)]) -> FxHashMap<&'static str, String> {
    let keys = rows.iter().map(|(other, usual)| (*other, key_of_usual(usual)));
    keys.collect()
}

/// The words of a name, folded, with one space between them.
pub(super) fn joined(name: &str) -> String {
    surface(&tokens::words(name))
}

/// Words with one space between them.
pub(super) fn surface(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// The usual name that an index lists a key by, where there is one that is better known than others.
pub(super) fn usual(kind: EntityKind, key: &str) -> Option<&'static str> {
    tables().usual[kind as usize].get(key).copied()
}

/// Whether a folded name is that of a country, or another name of one.
pub(super) fn is_country(folded: &str) -> bool {
    tables().countries.contains(folded)
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

/// Whether a demonym ends with a word, which is folded already.
pub(super) fn ends_demonym(folded: &str) -> bool {
    tables().demonym_ends.contains(folded)
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
    is_folded_title(&joined(words))
}

/// The same of words that are folded already.
pub(super) fn is_folded_title(folded: &str) -> bool {
    List::Title.has(folded)
}

/// How many of the words at the start of a name are titles; never all of them. The titles of another
/// country's office may have its demonym before them: `Libyan Gen. Haftar`.
pub(super) fn title_words(words: &[&str]) -> usize {
    let longest = |from: usize| {
        let words = words.get(from..)?;
        let first = words.first()?;
        if !tables().title_starts.contains(first) {
            return None;
        }
        let most = LONGEST_TITLE.min(words.len() - 1);
        (1..=most)
            .rev()
            .find(|length| is_folded_title(&words[..*length].join(" ")))
    };
    let mut titles = 0;
    loop {
        let left = words.len() - titles;
        if let Some(length) = longest(titles) {
            titles += length;
        } else if left > 2 && demonym(words[titles]).is_some() && longest(titles + 1).is_some() {
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
/// off, and the surname last. They are those of a text that is given too.
pub(super) fn person_pieces(name: &str, words: &[Word]) -> Vec<Piece> {
    let mut order: Vec<&Word> = words.iter().collect();
    if let Some(comma) = name.find(',') {
        let surname = words.iter().take_while(|word| word.start < comma).count();
        let is_rest_a_name = words[surname..]
            .iter()
            .any(|word| !List::Generation.has(&word.text));
        if is_rest_a_name {
            order.rotate_left(surname);
        }
    }
    pieces_in_order(name, &order)
}

fn pieces_in_order(name: &str, words: &[&Word]) -> Vec<Piece> {
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
        let is_generation = !pieces.is_empty() && List::Generation.has(&word.text);
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
/// suffix of companies; other names of well-known people, places and organizations are replaced by the
/// usual one.
///
/// ```
/// use newsidx::annotate::resolver::key;
/// use newsidx::article::EntityKind::{Organization, Person, Place};
/// assert_eq!(key(Person, "Gen. Khalifa al-Haftar"), "khalifa haftar");
/// assert_eq!(key(Person, "BUSH, George W., Jr."), "george bush");
/// assert_eq!(key(Person, "Moammar Gadhafi"), "muammar gaddafi");
/// assert_eq!(key(Organization, "The Apple Co. Inc."), "apple");
/// assert_eq!(key(Organization, "U.N."), "united nations");
/// assert_eq!(key(Place, "U.S."), key(Place, "United States of America"));
/// ```
#[must_use]
pub fn key(kind: EntityKind, name: &str) -> String {
    key_of(kind, name, &tokens::words(name))
}

/// The same of a name whose words are known.
pub(super) fn key_of(kind: EntityKind, name: &str, words: &[Word]) -> String {
    match kind {
        EntityKind::Person => person_key(&person_pieces(name, words)),
        EntityKind::Organization => organization_key(words),
        EntityKind::Place => place_key(words),
    }
}

fn person_key(pieces: &[Piece]) -> String {
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
    let key = kept.join(" ");
    // One word may be anyone's name: only a story can tell.
    let usual = tables().people.get(key.as_str()).filter(|_| kept.len() > 1);
    usual.cloned().unwrap_or(key)
}

/// The usual name of someone whom news calls by one word, where hardly anyone else is meant by it.
pub(super) fn usual_person(word: &str) -> Option<&'static str> {
    usual(EntityKind::Person, tables().people.get(word)?)
}

/// The words of an organization's name without `the` before it and the legal suffix behind it.
pub(super) fn organization_words(words: &[Word]) -> Vec<&str> {
    let mut words = article_unified(words);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let count = words.len();
    while words.len() > 1 && words.last().is_some_and(|last| List::Legal.has(last)) {
        words.pop();
    }
    // "Kidder, Peabody and Co".
    if words.len() < count && words.len() > 1 && words.last() == Some(&"and") {
        words.pop();
    }
    words
}

fn organization_key(words: &[Word]) -> String {
    let usual = |words: &[&str]| {
        let key = words.join(" ");
        match tables().organizations.get(key.as_str()) {
            Some(usual) => (usual.clone(), true),
            None => (key, false),
        }
    };
    let mut words = organization_words(words);
    let (key, is_usual) = usual(&words);
    if is_usual || words.len() < 3 || !words.contains(&"and") {
        return key;
    }
    words.retain(|word| *word != "and");
    usual(&words).0
}

fn place_key(words: &[Word]) -> String {
    let mut words = article_unified(words);
    if words.len() > 1 && (words[0] == "the" && words[1] != "hague" || words[0] == "al") {
        words.remove(0);
    }
    match tables().places.get(words.join(" ").as_str()) {
        Some(usual) => usual.clone(),
        None => without_and(words),
    }
}

/// Words with `el-` read as `al-`, but not the Spanish `El`.
fn article_unified(words: &[Word]) -> Vec<&str> {
    let next = words.iter().skip(1).map(|word| word.hyphenated).chain([false]);
    let unified = words.iter().zip(next).map(|(word, hyphen_follows)| {
        let is_article = hyphen_follows && word.text == "el";
        if is_article { "al" } else { word.text.as_str() }
    });
    unified.collect()
}

/// The key of a name that stands in the right column of a table.
fn key_of_usual(usual: &str) -> String {
    without_and(article_unified(&tokens::words(usual)))
}

fn without_and(mut words: Vec<&str>) -> String {
    if words.len() > 2 {
        words.retain(|word| *word != "and");
    }
    words.join(" ")
}
