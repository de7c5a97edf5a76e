//! The language of a story: the tag of what a source calls it, or what its text looks like.

use whatlang::{Detector, Lang};

/// Languages by their names, for columns that spell them out.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"), ("german", "de"), ("deutsch", "de"), ("french", "fr"), ("spanish", "es"), ("italian", "it"),
    ("portuguese", "pt"), ("dutch", "nl"), ("swedish", "sv"), ("norwegian", "no"), ("danish", "da"),
    ("finnish", "fi"), ("polish", "pl"), ("russian", "ru"), ("ukrainian", "uk"), ("turkish", "tr"),
    ("arabic", "ar"), ("persian", "fa"), ("farsi", "fa"), ("hebrew", "he"), ("hindi", "hi"), ("chinese", "zh"),
    ("japanese", "ja"), ("korean", "ko"), ("greek", "el"), ("czech", "cs"), ("hungarian", "hu"), ("romanian", "ro"),
];

/// How much of a text is looked at, in bytes. More is no surer.
const LOOKED_AT: usize = 1200;

/// The least number of letters that tell a language; scripts without an alphabet need fewer.
const FEWEST_LETTERS: usize = 60;

/// How sure the guess must be, of 1.
const SURE: f64 = 0.6;

/// A language's tag: `en-US` and `en_us` are `en-US`, `English` is `en`.
pub(super) fn tag(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    if let Some((_, tag)) = LANGUAGES.iter().find(|(name, _)| *name == lower) {
        return Some((*tag).to_owned());
    }
    let parts: Vec<&str> = lower.split(['-', '_']).collect();
    let letters = |part: &&&str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let main = parts.first().filter(|main| {
        (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic())
    })?;
    let mut tag = (*main).to_owned();
    for part in parts.iter().skip(1).take(3).filter(letters) {
        tag.push('-');
        tag.push_str(&if part.len() == 2 {
            part.to_uppercase()
        } else {
            (*part).to_owned()
        });
    }
    Some(tag)
}

/// Whether a text is the tag of a language that news is often written in.
pub(super) fn is_short(text: &str) -> bool {
    LANGUAGES.iter().any(|(_, tag)| *tag == text)
}

/// The language that a text is written in, by its letters and their sequences; none where the text is
/// short or looks like several. Not for text of which the source gives the language.
pub(super) fn detected(text: &str) -> Option<&'static str> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let letters = sample.chars().filter(|letter| letter.is_alphabetic());
    let weight: usize = letters
        .map(|letter| if letter >= '\u{3040}' { 3 } else { 1 })
        .sum();
    if weight < FEWEST_LETTERS {
        return None;
    }
    let found = Detector::new().detect(sample)?;
    if found.confidence() < SURE {
        return None;
    }
    Some(short(found.lang()))
}

/// Two letters for the languages that the detector tells by three (ISO 639-3 and 639-1).
#[rustfmt::skip]
const SHORT: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"), ("bul", "bg"),
    ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"),
    ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"),
    ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"),
    ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"), ("lit", "lt"), ("mal", "ml"),
    ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"), ("nob", "nb"), ("ori", "or"),
    ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"),
    ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"),
    ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"),
    ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

fn short(language: Lang) -> &'static str {
    let code = language.code();
    SHORT
        .iter()
        .find(|(long, _)| *long == code)
        .map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_of_names_and_codes() {
        assert_eq!(tag("English").as_deref(), Some("en"));
        assert_eq!(tag("pt_br").as_deref(), Some("pt-BR"));
        assert_eq!(tag("unknown tongue"), None);
    }

    #[test]
    fn languages_are_told_by_their_text() {
        for (text, expected) in [
            (
                "The harbour was closed on Monday after a ferry struck the northern pier, the port authority said.",
                Some("en"),
            ),
            (
                "Der Hafen wurde am Montag geschlossen, nachdem eine Fähre die Mole gerammt hatte, teilte die Behörde mit.",
                Some("de"),
            ),
            (
                "بندر روز دوشنبه پس از برخورد یک کشتی مسافربری با اسکله شمالی بسته شد و مقام‌های بندر گفتند",
                Some("fa"),
            ),
            (
                "渡轮撞上北码头后，港口于周一关闭，港务局表示，没有人员受伤。",
                Some("zh"),
            ),
            ("Ferry late.", None),
            ("", None),
        ] {
            assert_eq!(detected(text), expected, "{text}");
        }
    }
}
