//! The forms of an English word: what relates `ministers` to `minister` when a question is asked.
//!
//! The index holds words as written; an engine finds the forms of a word by walking the part of
//! its dictionary that [`forms_begin_with`] names and comparing stems.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

thread_local! {
    static STEMMER: Stemmer = Stemmer::new(Algorithm::English);
}

/// The stem of a folded word, by the English Snowball algorithm
/// (<https://snowballstem.org/algorithms/english/stemmer.html>). Words with other signs than
/// ASCII letters are their own stem.
///
/// ```
/// use newsidx::tokens::stem;
/// assert_eq!(stem("ministers"), stem("minister"));
/// assert_eq!(stem("f16"), "f16");
/// ```
#[must_use]
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    STEMMER.with(|stemmer| match stemmer.stem(word) {
        Cow::Borrowed(stem) => Cow::Owned(stem.to_owned()),
        Cow::Owned(stem) => Cow::Owned(stem),
    })
}

/// Beginnings that cover every word with the given stem: each such word begins with one of them.
///
/// The algorithm only cuts and replaces endings, so that a word begins with its stem but for the
/// stem's last letter, where that letter was put in: `skies` gives `sky`, `hoping` gives `hope`,
/// `responsibility` gives `responsibl`. The exceptions of the algorithm that go further, `dying`
/// to `die` and its like, are the second beginning.
///
/// ```
/// use newsidx::tokens::forms_begin_with;
/// assert_eq!(forms_begin_with("minist"), ["minist"]);
/// assert_eq!(forms_begin_with("hope"), ["hop"]);
/// assert_eq!(forms_begin_with("die"), ["di", "dying"]);
/// ```
#[must_use]
pub fn forms_begin_with(stem: &str) -> Vec<String> {
    let mut beginnings = vec![certain_beginning(stem).to_owned()];
    if let Some(first) = ending_in_ie(stem) {
        beginnings.push(format!("{first}ying"));
    }
    beginnings
}

/// Whether a folded word has a stem; asks the stemmer only if the word's beginning allows it.
///
/// ```
/// assert!(newsidx::tokens::has_stem("dying", "die"));
/// assert!(!newsidx::tokens::has_stem("minority", "minist"));
/// ```
#[must_use]
pub fn has_stem(word: &str, wanted: &str) -> bool {
    let exception = || ending_in_ie(wanted).is_some_and(|first| word.strip_prefix(first) == Some("ying"));
    (word.starts_with(certain_beginning(wanted)) || exception()) && stem(word) == wanted
}

/// What every word with a stem begins with, but for the exceptions of [`ending_in_ie`].
fn certain_beginning(stem: &str) -> &str {
    let put_in = matches!(stem.as_bytes(), [_, _, .., b'e' | b'i' | b'l' | b'y']) && stem.is_ascii();
    &stem[..stem.len() - usize::from(put_in)]
}

/// The first letter of a stem like `die`, which `dying` has too.
fn ending_in_ie(stem: &str) -> Option<&str> {
    stem.strip_suffix("ie").filter(|first| first.len() == 1)
}
