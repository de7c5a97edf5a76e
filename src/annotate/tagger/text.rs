//! A text as the words, signs and sentences that the tagger is trained on. They are not the words of
//! the index ([`crate::tokens`]), which have neither case nor signs, and those are what tells a name.

use super::word::{Letters, Look, Word};

/// Appends the words and signs of a text, in order; the first of them begins a sentence.
pub(super) fn words<'t>(text: &'t str, words: &mut Vec<Word<'t>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut first = true;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            first |= byte == b'\n' && bytes.get(at + 1) == Some(&b'\n');
            at += 1;
            continue;
        }
        // A story is never this long.
        let Ok(start) = u32::try_from(at) else { break };
        let word = plain(text, start, first).unwrap_or_else(|| {
            let end = token_end(text, at);
            Word::new(&text[at..end], start, first)
        });
        let end = at + word.text.len();
        let closes = matches!(word.text, "." | "!" | "?" | "…") && opens_behind(text, end);
        let quotes = matches!(word.text, "\"" | "”" | "''" | ")" | "’" | "'") && first;
        first = closes || (first && (quotes || !word.look.has(Look::LETTER | Look::DIGIT)));
        words.push(word);
        at = end;
    }
}

/// The word that begins at a byte, if it is one of letters and digits that nothing behind it can belong
/// to: most are, and need no second look.
fn plain(text: &str, start: u32, first: bool) -> Option<Word<'_>> {
    let from = start as usize;
    let bytes = &text.as_bytes()[from..];
    let (letters, length) = Letters::at_start(bytes)?;
    let ends = match bytes.get(length) {
        None | Some(b' ' | b'\n' | b'"' | b')' | b'(' | b';' | b':' | b'?' | b'!' | b'/') => true,
        Some(b',') => !bytes[..length].last().is_some_and(u8::is_ascii_digit),
        Some(b'.') => {
            length > 2
                && bytes[0].is_ascii_lowercase()
                && !bytes[..length].last().is_some_and(u8::is_ascii_digit)
        }
        Some(_) => false,
    };
    ends.then(|| Word::of(letters, &text[from..from + length], start, first))
}

/// Whether a sentence can begin behind a full stop.
fn opens_behind(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let trimmed = rest.trim_start_matches(['"', '\'', '”', '’', ')']);
    let Some(next) = trimmed.trim_start().chars().next() else {
        return false;
    };
    trimmed.starts_with(char::is_whitespace) && !next.is_lowercase()
}

/// The end of the token that begins at a byte which is no white space.
fn token_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        let Some(&byte) = bytes.get(at) else { return at };
        if byte >= 128 {
            let Some(character) = text[at..].chars().next() else {
                return at;
            };
            let end = at + character.len_utf8();
            if character.is_alphanumeric() {
                at = end;
                continue;
            }
            if at == start {
                return possessive(text, start).unwrap_or(end);
            }
            if character == '’' && joins_apostrophe(text, start, at, end) {
                at = end;
                continue;
            }
            return at;
        }
        if at == start {
            return sign_end(text, start);
        }
        let next = bytes.get(at + 1);
        let joined = match byte {
            b'-' | b'&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || *next >= 128),
            b'\'' => joins_apostrophe(text, start, at, at + 1),
            b'.' => {
                if closes_abbreviation(&text[start..at], next.copied()) {
                    let inner = next.is_some_and(u8::is_ascii_alphanumeric);
                    if !inner {
                        return at + 1;
                    }
                    true
                } else {
                    let before = bytes[at - 1];
                    before.is_ascii_digit() && next.is_some_and(u8::is_ascii_digit)
                }
            }
            b',' => bytes[at - 1].is_ascii_digit() && next.is_some_and(u8::is_ascii_digit),
            _ => false,
        };
        if !joined {
            return at;
        }
        at += 1;
    }
}

/// The end of a sign: `'s`, `--`, a doubled quote, or one character.
fn sign_end(text: &str, start: usize) -> usize {
    if let Some(end) = possessive(text, start) {
        return end;
    }
    let bytes = text.as_bytes();
    let doubled = matches!(bytes[start], b'-' | b'`' | b'\'') && bytes.get(start + 1) == Some(&bytes[start]);
    start + 1 + usize::from(doubled)
}

/// The end of a possessive that begins here.
fn possessive(text: &str, start: usize) -> Option<usize> {
    let rest = text[start..]
        .strip_prefix(['\'', '’'])?
        .strip_prefix(['s', 'S'])?;
    let ends = !rest.starts_with(char::is_alphanumeric);
    ends.then(|| text.len() - rest.len())
}

/// Whether an apostrophe within a word belongs to it, as in `O'Neill`, and is no possessive.
fn joins_apostrophe(text: &str, start: usize, at: usize, end: usize) -> bool {
    let letter = text[end..].chars().next().is_some_and(char::is_alphabetic);
    letter && at > start && possessive(text, at).is_none()
}

/// Whether a full stop behind a word belongs to it.
fn closes_abbreviation(word: &str, next: Option<u8>) -> bool {
    let last = word.rsplit(['.', '-']).next().unwrap_or(word);
    let single = last.len() == 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    if single {
        let upper = last.bytes().all(|byte| byte.is_ascii_uppercase());
        return upper || word.len() > 1 || next.is_some_and(|next| next.is_ascii_alphabetic());
    }
    ABBREVIATIONS.binary_search(&word).is_ok()
}

/// Those that stand before or behind names, without the full stop; in the order of bytes.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Ala", "Apr", "Ariz", "Ark", "Aug", "Ave", "Blvd", "Brig", "Bros", "CO", "CORP", "COS", "Calif",
    "Capt", "Cmdr", "Co", "Col", "Colo", "Conn", "Corp", "Cos", "Dec", "Del", "Dept", "Dr", "Feb", "Fla",
    "Ft", "Ga", "Gen", "Gov", "Hon", "INC", "Ill", "Inc", "Ind", "Jan", "Jr", "Kan", "Ky", "LTD", "La", "Lt",
    "Ltd", "Maj", "Mass", "Md", "Messrs", "Mich", "Minn", "Miss", "Mo", "Mont", "Mr", "Mrs", "Ms", "Mt",
    "Neb", "Nev", "No", "Nov", "Oct", "Okla", "Ore", "Pa", "Ph", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens",
    "Sept", "Sgt", "Sr", "St", "Ste", "Supt", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "vs",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Word<'_>> {
        let mut all = Vec::new();
        words(text, &mut all);
        all
    }

    fn split(text: &str) -> Vec<&str> {
        read(text).iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_split_as_annotators_split_them() {
        assert_eq!(
            split("Mr. O'Neill's U.S. trip (AT&T, 3.5) ended."),
            [
                "Mr.", "O'Neill", "'s", "U.S.", "trip", "(", "AT&T", ",", "3.5", ")", "ended", "."
            ]
        );
        assert_eq!(
            split("al-Qaida’s J. R. Lee -- “no”"),
            ["al-Qaida", "’s", "J.", "R.", "Lee", "--", "“", "no", "”"]
        );
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn sentences_begin_where_a_reader_would_say_so() {
        let begins = |text| -> Vec<&str> {
            let words = read(text);
            let firsts = words.iter().filter(|word| word.first);
            firsts
                .filter(|word| word.look.has(Look::LETTER))
                .map(|word| word.text)
                .collect()
        };
        assert_eq!(
            begins("The U.S. Senate met. “It ended.” Then\n\nMr. Lee left"),
            ["The", "It", "Then", "Mr."]
        );
    }
}
