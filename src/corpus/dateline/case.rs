//! Capitals and small letters of place names: whether a name is printed in capitals, and how it is
//! spelled in running text where no table says.

use super::token::is_apostrophe;

/// Words that stay small inside a name: `Rio de Janeiro`, `Stratford-upon-Avon`.
const SMALL: &[&str] = &[
    "a", "al", "am", "an", "and", "au", "aux", "bei", "d", "da", "das", "de", "del", "della", "der", "di",
    "do", "dos", "du", "e", "el", "en", "et", "i", "im", "in", "la", "le", "les", "na", "no", "of", "on",
    "op", "si", "sous", "sur", "the", "und", "upon", "y",
];

/// Words that are written in capitals in any text.
const INITIALS: &[&str] = &[
    "DMZ", "HMAS", "HMCS", "HMS", "II", "III", "NATO", "U.N.", "U.S.", "UN", "US", "USNS", "USS",
];

/// Whether a word stays small inside a name.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// Whether a name is printed in capitals: `McALLEN`, `RIO de JANEIRO` and `ST. JOHN's` are.
pub(super) fn is_capitals(name: &str) -> bool {
    let capitals = name.chars().filter(|character| character.is_uppercase()).count();
    capitals >= 2 && name.split([' ', '-', '/']).all(is_capital_word)
}

fn is_capital_word(word: &str) -> bool {
    if is_small(word) {
        return true;
    }
    let small = word.chars().filter(|character| character.is_lowercase()).count();
    if small == 0 {
        return true;
    }
    let big = word.chars().filter(|character| character.is_uppercase()).count();
    // `McALLEN`, `d'ALENE`, `JOHN's`: more capitals than that, and not only the first of a word.
    let ends_small = word.ends_with("'s") || word.ends_with("’s");
    let inner = word.trim_end_matches(|character: char| character == 's' || is_apostrophe(character));
    small <= 2 && big > small + 1 && (ends_small || !inner.ends_with(char::is_lowercase))
}

/// The name in ordinary case. One that has small letters of its own keeps them.
pub(super) fn ordinary(name: &str) -> String {
    let mixed =
        !is_capitals(name) && name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    let mut spelled = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !spelled.is_empty() {
            spelled.push(' ');
        }
        if mixed {
            spelled.push_str(word);
        } else {
            hyphenated(word, &mut spelled);
        }
    }
    spelled
}

fn hyphenated(word: &str, spelled: &mut String) {
    for (at, part) in word.split_inclusive(['-', '/']).enumerate() {
        let bare = part.trim_end_matches(['-', '/']);
        let inside = at > 0 || !spelled.is_empty();
        let lower = bare.to_lowercase();
        let dotted = bare.chars().filter(|character| *character == '.').count() > 1;
        if INITIALS.contains(&bare) || dotted {
            spelled.push_str(bare);
        } else if inside && is_small(&lower) {
            spelled.push_str(&lower);
        } else {
            capitalized(bare, inside, spelled);
        }
        spelled.push_str(&part[bare.len()..]);
    }
}

/// One word: `ALENE`, `D'ALENE`, `N'DJAMENA`, `JOHN'S`, `McALLEN`, `O'FALLON`.
fn capitalized(word: &str, inside: bool, spelled: &mut String) {
    if let Some((before, after)) = word.split_once(is_apostrophe)
        && before.chars().count() == 1
        && after.chars().count() > 1
    {
        let article = inside && matches!(before, "D" | "d" | "L" | "l");
        spelled.push_str(&if article {
            before.to_lowercase()
        } else {
            before.to_uppercase()
        });
        spelled.push('\'');
        return capitalized(after, inside, spelled);
    }
    // A small letter inside tells where the second part of the name begins.
    let part = word
        .char_indices()
        .rfind(|(_, character)| character.is_lowercase());
    let part = part
        .map(|(at, character)| at + character.len_utf8())
        .filter(|at| *at < word.len() && *at <= 4);
    if let Some((head, tail)) = part.and_then(|at| word.split_at_checked(at))
        && !tail.starts_with(is_apostrophe)
    {
        first_capital(head, spelled);
        return first_capital(tail, spelled);
    }
    if word.starts_with("MC") && word.len() > 4 {
        spelled.push_str("Mc");
        return first_capital(&word[2..], spelled);
    }
    first_capital(word, spelled);
}

fn first_capital(word: &str, spelled: &mut String) {
    let mut characters = word.chars();
    if let Some(first) = characters.next() {
        spelled.extend(first.to_uppercase());
    }
    spelled.extend(characters.flat_map(|character| {
        let character = if is_apostrophe(character) { '\'' } else { character };
        character.to_lowercase()
    }));
}
