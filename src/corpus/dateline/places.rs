//! Places of datelines: from a name as printed, and the state or country after it, to its usual
//! spelling, region and country. A name without either is the largest city of that name, unless it
//! is a small place that news comes from; the tables say so, nothing here weighs.

use std::sync::LazyLock;

use super::case;
use super::regions::{COUNTRIES, POSTAL, REGIONS, STAND_ALONE};
use super::token::is_apostrophe;
use crate::article::Place;
use unicode_normalization::UnicodeNormalization;

/// Cities, sorted by folded name: see the head of the file.
pub(super) const CITIES: &str = include_str!("cities.tsv");

/// Words that begin a dateline of no city: `ABOARD AIR FORCE ONE`, `NEAR KANDAHAR`.
pub(super) const SETTINGS: &[&str] = &[
    "aboard", "along", "at", "en", "in", "inside", "near", "off", "on", "outside", "over", "with",
];

/// What a vehicle, a river or a front line is called in a dateline without any other sign.
const LANDMARKS: &[&str] = &[
    "bay", "border", "canal", "coast", "desert", "front", "frontier", "gulf", "highway", "island", "lake",
    "line", "mountain", "ocean", "plains", "river", "sea", "strait",
];

/// Cities of the table whose names are English words first: `READING - `, `NICE - `.
pub(super) const WORDS: &[&str] = &[
    "acre",
    "apex",
    "bath",
    "bend",
    "bethel",
    "bolton",
    "bury",
    "como",
    "corona",
    "derby",
    "enterprise",
    "flint",
    "forest",
    "garden city",
    "golden",
    "homer",
    "hull",
    "independence",
    "liberty",
    "limon",
    "lira",
    "male",
    "mesa",
    "mobile",
    "nice",
    "normal",
    "orange",
    "pale",
    "paramount",
    "plains",
    "plantation",
    "reading",
    "reservoir",
    "resolute",
    "rugby",
    "spa",
    "sparks",
    "split",
    "sterling",
    "sunrise",
    "sunset",
    "superior",
    "temple",
    "tours",
    "upland",
    "van",
    "worms",
];

/// What follows the name of a place: a country, or a state or province, or one of both kinds,
/// as `Georgia` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Qualifier {
    /// Its code as in [`COUNTRIES`].
    country: Option<&'static str>,
    /// The name spelled out, and the code of the country, empty where unclear.
    region: Option<(&'static str, &'static str)>,
}

/// A row of the table of cities.
struct City {
    name: &'static str,
    country: &'static str,
    region: &'static str,
}

/// A place, and how far the tables know it.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) place: Place,
    /// Whether the name is a city, region or country that does not gainsay its qualifier.
    pub(super) known: bool,
    /// Whether it may stand for a place in capitals alone: a city, and no common word.
    pub(super) alone: bool,
    /// Whether a known state, province or country follows the name.
    pub(super) qualified: bool,
    /// Whether the Associated Press prints it without one.
    pub(super) famous: bool,
}

/// A name without case, accents, stops and apostrophes, hyphens and slashes being spaces:
/// `PORT-AU-PRINCE` and `Port au Prince` alike, `Saint Louis` and `ST. LOUIS`.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(|character: char| character.is_whitespace() || matches!(character, '-' | '/')) {
        let start = folded.len();
        if start > 0 {
            folded.push(' ');
        }
        let begin = folded.len();
        if word.is_ascii() {
            word.chars()
                .for_each(|character| push_folded(character, &mut folded));
        } else {
            word.nfd()
                .for_each(|character| push_folded(character, &mut folded));
        }
        match &folded[begin..] {
            "" => folded.truncate(start),
            "saint" => folded.replace_range(begin.., "st"),
            "fort" => folded.replace_range(begin.., "ft"),
            "mount" => folded.replace_range(begin.., "mt"),
            _ => {}
        }
    }
    folded
}

fn push_folded(character: char, folded: &mut String) {
    match character {
        '.' => {}
        'A'..='Z' => folded.push(character.to_ascii_lowercase()),
        'ß' => folded.push_str("ss"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' => folded.push('d'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ı' => folded.push('i'),
        '\u{300}'..='\u{36f}' => {}
        _ if is_apostrophe(character) => {}
        _ => folded.extend(character.to_lowercase()),
    }
}

/// The state, province or country of that name or abbreviation.
pub(super) fn qualifier(text: &str) -> Option<Qualifier> {
    let text = text.trim();
    let code = text.strip_suffix('.').unwrap_or(text);
    if let Ok(at) = POSTAL.binary_search_by(|row| row.0.cmp(code)) {
        let region = POSTAL.get(at).map(|row| (row.1, row.2));
        return Some(Qualifier {
            country: None,
            region,
        });
    }
    let opens = text.starts_with(char::is_uppercase) || text.starts_with("the ");
    // The longest is `Union of Soviet Socialist Republics`.
    if !opens || text.len() > 60 {
        return None;
    }
    let key = fold(text);
    let key = if key.len() > 4 {
        key.strip_prefix("the ").unwrap_or(&key)
    } else {
        &key
    };
    // `US` and `UAE` are countries, `Us` is none.
    let shouted = key.len() > 3 || !text.chars().any(char::is_lowercase);
    let country = country(key).filter(|_| shouted);
    let region = region(key);
    (country.is_some() || region.is_some()).then_some(Qualifier { country, region })
}

fn country(key: &str) -> Option<&'static str> {
    let at = COUNTRIES.binary_search_by(|row| row.0.cmp(key)).ok()?;
    COUNTRIES.get(at).map(|row| row.1)
}

fn region(key: &str) -> Option<(&'static str, &'static str)> {
    let at = REGIONS.binary_search_by(|row| row.0.cmp(key)).ok()?;
    REGIONS.get(at).map(|row| (row.1, row.2))
}

/// Finds a city by its folded name: bisects the text of the table, so that nothing is built before.
fn city(key: &str) -> Option<City> {
    let at = ROWS
        .binary_search_by(|(folded, _)| folded.as_str().cmp(key))
        .ok()?;
    let mut columns = ROWS[at].1.split('\t');
    let mut column = || columns.next().unwrap_or("");
    Some(City {
        name: column(),
        country: column(),
        region: column(),
    })
}

/// The rows of the table with their folded names, which the table is sorted by. Made when the
/// first dateline is read: a search never needs it.
static ROWS: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
    let rows = CITIES
        .lines()
        .filter(|row| !row.starts_with('#') && !row.is_empty());
    rows.map(|row| (fold(row.split('\t').next().unwrap_or("")), row))
        .collect()
});

/// Whether the table of cities has the name.
pub(super) fn is_city(name: &str) -> bool {
    name.len() <= 60 && city(&fold(name)).is_some()
}

/// Whether a name begins as that of no city does, such as `ABOARD AIR FORCE ONE`.
pub(super) fn is_setting(name: &str) -> bool {
    let word = name.split(' ').next().unwrap_or("");
    SETTINGS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Whether such a name speaks for itself: it names a vessel, a river, a border.
pub(super) fn is_landmark(name: &str) -> bool {
    let key = fold(name);
    let last = key.rsplit(' ').next().unwrap_or("");
    let words = key.split(' ').count();
    is_setting(name) && words > 2 && (key.starts_with("aboard ") || LANDMARKS.contains(&last))
}

/// Whether a word is abbreviated at the head of names: `ST. LOUIS`.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "st" | "ste" | "ft" | "mt" | "pt" | "sta" | "sto"
    )
}

/// A name in capitals and the state after it where the comma between is missing, as in
/// `FARMINGTON Conn.`; else the whole name.
pub(super) fn split_state(segment: &str) -> (&str, Option<Qualifier>) {
    let Some((name, state)) = segment.rsplit_once(char::is_whitespace) else {
        return (segment, None);
    };
    let abbreviated = state.ends_with('.') || state.chars().any(char::is_lowercase);
    let found =
        qualifier(state).filter(|found| abbreviated && found.region.is_some() && case::is_capitals(name));
    if found.is_some() {
        (name.trim_end(), found)
    } else {
        (segment, None)
    }
}

/// Resolves a place: by its qualifiers first, then by its name.
pub(super) fn resolve(name: &str, qualifiers: &[Qualifier]) -> Resolved {
    let key = fold(name);
    let city = city(&key);
    let near = if city.is_none() && is_setting(name) {
        beside(&key)
    } else {
        None
    };
    let mut place = Place {
        name: case::ordinary(name),
        region: None,
        country: None,
    };
    if let Some(city) = city.as_ref().filter(|_| name.is_ascii()) {
        place.name = city.name.to_owned();
    }
    let home = city.as_ref().or(near.as_ref());
    for qualifier in qualifiers {
        qualify(&mut place, *qualifier, home);
    }
    let mut known = home.is_some();
    match home {
        Some(home) if qualifiers.is_empty() => settle(&mut place, home),
        Some(home) if place.country.as_deref() == Some(home.country) && place.region.is_none() => {
            place.region = filled(home.region);
        }
        Some(home) => {
            known = place
                .country
                .as_deref()
                .is_none_or(|country| country == home.country)
        }
        None if qualifiers.is_empty() && key.len() > 3 => known = by_area(&mut place, &key),
        None => {}
    }
    // `GAO - `, `BAR - `: three capitals are mostly somebody's initials.
    let alone = city.is_some() && key.len() > 3 && WORDS.binary_search(&key.as_str()).is_err();
    let famous = qualifiers.is_empty() && STAND_ALONE.binary_search(&key.as_str()).is_ok();
    Resolved {
        place,
        known,
        alone,
        qualified: !qualifiers.is_empty(),
        famous,
    }
}

/// The city in `near kandahar`, `outside the city`.
fn beside(key: &str) -> Option<City> {
    let rest = key.split_once(' ')?.1;
    city(rest.strip_prefix("the ").unwrap_or(rest))
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn settle(place: &mut Place, city: &City) {
    place.country = filled(city.country);
    place.region = filled(city.region);
}

/// A name that is no city's: `BARBADOS`, `CORSICA`.
fn by_area(place: &mut Place, key: &str) -> bool {
    if let Some(code) = country(key) {
        place.country = filled(&code.to_uppercase());
        return true;
    }
    let Some((_, code)) = region(key) else {
        return false;
    };
    place.country = filled(code);
    true
}

/// Adds what a qualifier says; what an earlier one said stands.
fn qualify(place: &mut Place, qualifier: Qualifier, city: Option<&City>) {
    let native = |code: &str| city.is_some_and(|city| city.country == code);
    let by_region = qualifier
        .region
        .filter(|_| !qualifier.country.is_some_and(native));
    let mut code = qualifier.country.unwrap_or("");
    if let Some((region, country)) = by_region {
        place.region.get_or_insert_with(|| region.to_owned());
        code = country;
    }
    if place.country.is_some() {
        return;
    }
    // Of a country that broke up, the city says which part it is in.
    let settled = code.starts_with(|first: char| first.is_uppercase());
    place.country = match city {
        Some(city) if !settled => filled(city.country),
        _ => filled(&code.to_uppercase()),
    };
}
