//! Character references in a text: `&amp;`, and those that lost their `&` on the way. Tags are not its
//! business.

use std::borrow::Cow;

use memchr::memchr;

use super::super::entities;

/// Puts character references back that have lost their `&`, as in the AG news: `Bush #39;s`.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = memchr(b';', text.as_bytes().get(at..).unwrap_or_default()) {
        let end = at + found;
        at = end + 1;
        let near = (end.saturating_sub(6)..end)
            .find(|from| text.is_char_boundary(*from))
            .unwrap_or(end);
        let Some(space) = text
            .get(near..end)
            .and_then(|near| near.rfind(' '))
            .map(|space| near + space)
        else {
            continue;
        };
        let name = text.get(space + 1..end).unwrap_or_default();
        let number = name.strip_prefix('#').is_some_and(|digits| {
            (2..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let doubled = text.get(..space).is_some_and(|before| before.ends_with(' '));
        let inside = text.get(at..).is_some_and(|after| !after.starts_with(' '));
        let named = matches!(name, "quot" | "lt" | "gt") || (name == "amp" && (doubled || inside));
        if (number || named) && space >= kept {
            mended.push_str(text.get(kept..space).unwrap_or_default());
            match entities::reference(&format!("&{name};")) {
                Some((referent, _)) => referent.push_to(&mut mended),
                None => mended.push_str(text.get(space..at).unwrap_or_default()),
            }
            kept = at;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(mended)
}

/// The text with its character references replaced; none where it has none.
pub(in crate::corpus) fn referred(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = memchr(b'&', text.as_bytes().get(at..).unwrap_or_default()) {
        at += found;
        match text.get(at..).and_then(entities::reference) {
            Some((referent, length)) => {
                out.push_str(text.get(kept..at).unwrap_or_default());
                referent.push_to(&mut out);
                at += length;
                kept = at;
            }
            None => at += 1,
        }
    }
    (kept > 0).then(|| {
        out.push_str(text.get(kept..).unwrap_or_default());
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(text: &str) -> String {
        mended(text).into_owned()
    }

    #[test]
    fn references_without_their_ampersand_are_mended() {
        assert_eq!(
            mend("The mayor #39;s  #36;10 bill, he said,  quot;is AT amp;T quot;"),
            "The mayor's $10 bill, he said, \"is AT&T\""
        );
        assert_eq!(mend("issue #39; of an amp; a"), "issue' of an amp; a");
        assert_eq!(mend("é;é #;x ; y"), "é;é #;x ; y");
    }
}
