//! How deep the elements of a page nest, told before it is parsed: the rules by which HTML is parsed
//! look through all open elements at every tag, so that a page of a million open ones never ends.

/// The deepest nesting that is parsed. Pages of news nest some 40 deep, broken ones some hundreds.
pub(super) const DEEPEST: usize = 12_000;

/// Elements that are opened again behind each paragraph until they are closed.
const REOPENED: &[&[u8]] = &[
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt",
    b"u",
];

/// The most of [`REOPENED`] that may be open at once: each paragraph then holds a copy of all.
const MOST_REOPENED: usize = 400;

/// Elements without an end, and those that end with their parent or their next sibling.
const UNCOUNTED: &[&[u8]] = &[
    b"area",
    b"base",
    b"basefont",
    b"bgsound",
    b"br",
    b"col",
    b"dd",
    b"dt",
    b"embed",
    b"frame",
    b"hr",
    b"img",
    b"input",
    b"li",
    b"link",
    b"meta",
    b"option",
    b"p",
    b"param",
    b"source",
    b"tbody",
    b"td",
    b"th",
    b"tr",
    b"track",
    b"wbr",
];

/// Whether a page nests too deep to be parsed in time. Elements left open count until the end.
pub(super) fn is_too_deep(page: &str) -> bool {
    let bytes = page.as_bytes();
    let (mut open, mut reopened) = (0usize, 0usize);
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let (closes, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let mut name = [0; 12];
        let mut length = 0;
        for (kept, byte) in name.iter_mut().zip(rest) {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            *kept = byte.to_ascii_lowercase();
            length += 1;
        }
        let name = name.get(..length).unwrap_or_default();
        if name.first().is_none_or(|first| !first.is_ascii_alphabetic()) || UNCOUNTED.contains(&name) {
            continue;
        }
        let again = usize::from(REOPENED.contains(&name));
        if closes {
            open = open.saturating_sub(1);
            reopened = reopened.saturating_sub(again);
        } else {
            open += 1;
            reopened += again;
        }
        if open > DEEPEST || reopened > MOST_REOPENED {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_told_without_parsing() {
        assert!(!is_too_deep(&"<div>".repeat(10_000)));
        assert!(is_too_deep(&"<div>".repeat(13_000)));
        assert!(!is_too_deep(&"<div><b>x</b></div>".repeat(20_000)));
        assert!(!is_too_deep(&"<p>one <br>two".repeat(20_000)));
        assert!(is_too_deep(&"<font size=1><p>".repeat(500)));
        assert!(!is_too_deep("< a < b <é <"));
    }
}
