//! Mojibake: UTF-8 that was read as windows-1252 and written again, `â€™` for `’`. It is mended where it
//! can be nothing else, and told where it is there and cannot be mended.

use std::borrow::Cow;

/// How often text is taken to have been read wrongly, one time over the other.
const MOST_TIMES: usize = 3;

/// What was found in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mended {
    /// The text mended; none where nothing was.
    pub(super) text: Option<String>,
    mended: usize,
    left: usize,
}

impl Mended {
    /// What to disclose.
    pub(super) fn notes(&self) -> Vec<String> {
        let places = |what: &str, count: usize| match count {
            0 => None,
            1 => Some(format!("mojibake {what}: 1 place")),
            many => Some(format!("mojibake {what}: {many} places")),
        };
        let (mended, left) = (places("mended", self.mended), places("left", self.left));
        mended.into_iter().chain(left).collect()
    }
}

/// Mends a text; none where there is nothing to mend or to tell. In JSON letters may stand as escapes.
pub(super) fn mended(text: &str, escaped: bool) -> Option<Mended> {
    let unescaped = if escaped { unescaped(text) } else { None };
    let mut text: Cow<'_, str> = unescaped.map_or(Cow::Borrowed(text), Cow::Owned);
    let mut found = Mended::default();
    for time in 0..MOST_TIMES {
        let (next, mended, left) = pass(&text);
        if time == 0 {
            found.mended = mended;
        }
        found.left = left;
        if mended == 0 {
            break;
        }
        text = Cow::Owned(next);
        found.text = Some(text.clone().into_owned());
    }
    (found.mended > 0 || found.left > 0).then_some(found)
}

/// A letter that stands in a text as those that its bytes are in windows-1252.
struct Place {
    at: usize,
    end: usize,
    letter: char,
    certain: bool,
}

/// The text mended, how many places were, and how many were not.
fn pass(text: &str) -> (String, usize, usize) {
    let (places, left) = places(text);
    // One that might be what it seems is none where others are certain.
    let any = places.iter().any(|place| place.certain);
    let latin = |place: &Place| place.letter.is_alphabetic() && place.end - place.at <= 5;
    let mut out = String::new();
    let (mut kept, mut mended) = (0, 0);
    for place in places {
        if place.certain || any && latin(&place) {
            out.push_str(text.get(kept..place.at).unwrap_or_default());
            out.push(place.letter);
            kept = place.end;
            mended += 1;
        }
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    (out, mended, left)
}

/// The places of a text that may be mojibake, and how many are and cannot be mended.
fn places(text: &str) -> (Vec<Place>, usize) {
    let mut places: Vec<Place> = Vec::new();
    let (mut at, mut left) = (0, 0);
    // The letters that first bytes of UTF-8 become, `Â` to `ô`, all begin with this byte.
    while let Some(found) = memchr::memchr(0xC3, text.as_bytes().get(at..).unwrap_or_default()) {
        at += found;
        let Some((letter, length)) = text.get(at..).and_then(sequence) else {
            left += usize::from(is_cut(text, at));
            at += 2;
            continue;
        };
        let end = at + length;
        let follows = places.last().is_some_and(|last| last.end == at);
        if follows && let Some(last) = places.last_mut() {
            // Two in a row are no accident.
            last.certain = true;
        }
        let certain = follows || is_certain(text, at, letter);
        places.push(Place {
            at,
            end,
            letter,
            certain,
        });
        at = end;
    }
    (places, left)
}

/// The letter that the first ones of a text are the bytes of, and the length of those in bytes.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = byte(letters.next()?)?;
    let count = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for place in bytes.get_mut(1..count)? {
        *place = byte(letters.next()?)?;
    }
    let letter = std::str::from_utf8(bytes.get(..count)?).ok()?.chars().next()?;
    Some((letter, text.len() - letters.as_str().len()))
}

/// Whether letters are the bytes of another and nothing else, standing alone.
fn is_certain(text: &str, at: usize, letter: char) -> bool {
    let mut letters = text.get(at..).unwrap_or_default().chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    match first {
        // `â€™`, an emoji, a byte order mark.
        'â' | 'ð' => true,
        'ï' => letter == '\u{FEFF}',
        // A word in capitals may end so, before what closes a quotation.
        'Ã' | 'Â' => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let closes = matches!(
                second,
                '’' | '”' | '»' | '›' | '–' | '—' | '…' | '‘' | '“' | '\u{A0}'
            );
            !closes || !before.is_some_and(char::is_uppercase)
        }
        _ => false,
    }
}

/// Whether mojibake stands there that has lost a part: `â€` before a space, `Ã` within a word in small
/// letters.
fn is_cut(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    rest.starts_with("â€") || rest.starts_with('Ã') && before.is_some_and(char::is_lowercase)
}

/// The byte that a letter is in windows-1252. The bytes that are none there are control characters,
/// as they are in Latin-1, which text may have been read as.
fn byte(letter: char) -> Option<u8> {
    let low = match letter {
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8A,
        '‹' => 0x8B,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9A,
        '›' => 0x9B,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        '\u{80}'..='\u{FF}' => letter as u32,
        _ => return None,
    };
    u8::try_from(low).ok()
}

/// The text with the escapes of JSON for letters beyond ASCII as these letters; none where no escape may
/// be of mojibake.
fn unescaped(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    // The first of a sequence, `\u00c2` to `\u00f4`, with the next behind it.
    let leads = memchr::memmem::find_iter(bytes, "\\u00").any(|at| {
        let next = bytes.get(at + 4).map(u8::to_ascii_lowercase);
        matches!(next, Some(b'c'..=b'f')) && bytes.get(at + 6..at + 8) == Some(b"\\u")
    });
    if !leads {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        let code = text
            .get(at + 1..at + 6)
            .and_then(|escape| escape.strip_prefix('u'))
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.filter(|code| *code >= 0x80).and_then(char::from_u32) {
            Some(letter) => {
                out.push_str(text.get(kept..at).unwrap_or_default());
                out.push(letter);
                at += 6;
                kept = at;
            }
            // Past the letter that is escaped, which may be a backslash.
            None => at += 2,
        }
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Some(out)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    use super::*;

    fn mend(text: &str) -> Option<(String, usize, usize)> {
        let found = mended(text, false)?;
        Some((found.text.unwrap_or_default(), found.mended, found.left))
    }

    /// UTF-8 read as windows-1252.
    fn misread(text: &str) -> String {
        WINDOWS_1252
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn what_was_misread_is_mended() {
        for text in [
            "The mayor’s “café” — £5 in São Paulo, 30 °C…",
            "Привет, мир",
            "Łódź naïve, Kraków",
            "€ 5 · 你好 🎉",
            "Ελλάδα",
        ] {
            let once = mend(&misread(text)).map(|(text, ..)| text);
            assert_eq!(once.as_deref(), Some(text), "{}", misread(text));
            let twice = mend(&misread(&misread(text))).map(|(text, ..)| text);
            assert_eq!(twice.as_deref(), Some(text), "{}", misread(&misread(text)));
        }
        assert_eq!(mend("itâ\u{80}\u{99}s"), Some(("it’s".into(), 1, 0)));
        assert_eq!(mend("Ã©tÃ© in “Ã‰vian”"), Some(("été in “Évian”".into(), 3, 0)));
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "SÃO PAULO",
            "“MINHA IRMÃ”, disse",
            "Il a crié «liberté»… et «à»",
            "LIBERTÉ»",
            "Âge, Île, Ærø, Ångström, À–B",
            "¿Qué?",
            "„HÄ“",
            "Ã",
            "naïve café",
        ] {
            assert_eq!(mend(text), None, "{text}");
        }
    }

    #[test]
    fn what_lost_a_part_is_told_and_left() {
        let found = mended("voilÃ  la fin, â€ he said", false).unwrap();
        assert_eq!((found.text.as_deref(), found.left), (None, 2));
        assert_eq!(found.notes(), ["mojibake left: 2 places"]);
    }

    #[test]
    fn escapes_of_json_are_looked_into() {
        let text = r#"{"a": "caf\u00c3\u00a9 \\u00c3\u00a9 \n \ud83c\udf89"}"#;
        let found = mended(text, true).unwrap();
        assert_eq!(
            found.text.as_deref(),
            Some(r#"{"a": "café \\u00c3© \n \ud83c\udf89"}"#)
        );
        assert_eq!(mended(r#"{"a": "caf\u00e9"}"#, true), None);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_plain_text_stays(text in any::<String>()) {
            mended(&text, true);
            let ascii: String = text.chars().filter(char::is_ascii).collect();
            prop_assert_eq!(mended(&ascii, false), None);
        }
    }
}
