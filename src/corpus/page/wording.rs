//! Short texts of a page: made plain, and compared. It knows nothing of what they mean.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::corpus::decode::printable;
use crate::corpus::draft::one_line;
use crate::corpus::entities;

/// A text as a reader sees it: character references resolved, tags taken out, in one line.
/// References that were written twice (`&amp;#039;`) are resolved twice.
pub(super) fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..3 {
        if !text.contains('&') {
            break;
        }
        text = without_references(&text);
    }
    one_line(&printable(&without_tags(&text)))
}

/// A text with its character references resolved once.
pub(super) fn without_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let taken = match entities::reference(reference) {
            Some((referent, length)) => {
                referent.push_to(&mut out);
                length
            }
            None => {
                out.push('&');
                1
            }
        };
        rest = reference.get(taken..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// A text without `<b>` and the like; `3 < 4` stays.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Behind the last `>` there is no tag.
    let last = text.rfind('>').map_or(0, |at| at + 1);
    let (mut rest, end) = text.split_at(last);
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let inner = tag.get(1..).unwrap_or("");
        let opens = inner.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        match tag.find('>').filter(|_| opens) {
            Some(end) => {
                out.push_str(if inner.starts_with("br") { " " } else { "" });
                rest = tag.get(end + 1..).unwrap_or("");
            }
            None => {
                out.push('<');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out.push_str(end);
    out
}

/// A text as it is compared: letters and digits, in lower case, without accents.
pub(super) fn folded(text: &str) -> String {
    let letters = text.nfd().filter(|letter| !is_combining_mark(*letter));
    letters
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a text, each [`folded`].
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '/'));
    words.map(folded).filter(|word| !word.is_empty()).collect()
}

/// Whether two texts say the same: equal but for marks and case, one in the other, or most of
/// their beginnings or words the same.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let (folded_one, folded_other) = (folded(one), folded(other));
    if folded_one.is_empty() || folded_other.is_empty() {
        return false;
    }
    let (short, long) = if folded_one.len() <= folded_other.len() {
        (&folded_one, &folded_other)
    } else {
        (&folded_other, &folded_one)
    };
    if 2 * short.len() >= long.len() && long.contains(&**short) {
        return true;
    }
    // Scripts without spaces have no words to count.
    let alike = short
        .chars()
        .zip(long.chars())
        .take_while(|(one, other)| one == other)
        .count();
    if 5 * alike >= 3 * long.chars().count() {
        return true;
    }
    let (one, other) = (words(one), words(other));
    let shared = one.iter().take(64).filter(|word| other.contains(word)).count();
    5 * shared >= 3 * one.len().max(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_leaves_a_text() {
        for (text, expected) in [
            ("Tin &amp;amp; zinc", "Tin & zinc"),
            ("It&amp;#039;s <b>over</b>", "It's over"),
            ("Two<br/>lines \n here", "Two lines here"),
            ("3 < 4 & 5", "3 < 4 & 5"),
            ("&lt;i&gt;Nile&lt;/i&gt; floods", "Nile floods"),
            ("a\0b<", "ab<"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn texts_agree_without_marks() {
        assert!(agree("Ferry strikes pier", "FERRY STRIKES PIER!"));
        assert!(agree(
            "Ferry strikes pier in fog",
            "Ferry strikes pier in thick fog"
        ));
        assert!(!agree("Ferry strikes pier", "Politics"));
        assert!(!agree("", ""));
    }
}
