//! SGML as news agencies wrote it: a stream is cut into records, and a record into elements, with
//! patience for unclosed tags, bare `&` and unknown elements. It checks nothing against a DTD.

mod splitter;

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::decode::printable;
use super::entities;

pub(super) use splitter::Splitter;

/// An element of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'text> {
    /// Its name as written.
    pub(super) name: &'text str,
    /// What stands in its tag behind the name.
    pub(super) attributes: &'text str,
    /// What stands in it, markup and all. An element that is never closed holds what precedes the
    /// next tag.
    pub(super) content: &'text str,
    /// Where the content begins in the record, in bytes.
    pub(super) start: usize,
}

impl Element<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Where the content ends in the record, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.content.len()
    }

    /// Whether it stands in another element.
    pub(super) fn is_within(&self, outer: &Element<'_>) -> bool {
        outer.start < self.start && self.end() <= outer.end()
    }

    /// The value of an attribute, without its quotes.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut rest = self.attributes;
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let (value, behind) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = behind;
        }
        None
    }
}

/// A tag of a text.
struct Tag<'text> {
    name: &'text str,
    attributes: &'text str,
    closing: bool,
    end: usize,
}

/// The tag at a `<`; `None` where it is a bare one.
fn tag_at(text: &str, at: usize) -> Option<Tag<'_>> {
    let inner = text.get(at + 1..)?;
    let (closing, inner_start) = if inner.starts_with('/') {
        (true, at + 2)
    } else {
        (false, at + 1)
    };
    let inner = text.get(inner_start..)?;
    if !inner.as_bytes().first()?.is_ascii_alphabetic() {
        return None;
    }
    let length = memchr2(b'<', b'>', inner.as_bytes())?;
    if inner.as_bytes().get(length) != Some(&b'>') {
        return None;
    }
    let whole = inner.get(..length)?;
    let name_end = whole
        .bytes()
        .position(|byte| byte.is_ascii_whitespace())
        .unwrap_or(length);
    let (name, attributes) = whole.split_at(name_end);
    let name = name.trim_end_matches('/');
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    let valid = name.bytes().all(letters);
    valid.then_some(Tag {
        name,
        attributes,
        closing,
        end: inner_start + length + 1,
    })
}

/// Behind the comment or declaration at a `<`; `None` where there is none or it has no end.
fn end_of_declaration(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with("<!--") {
        return memmem::find(rest.as_bytes(), b"-->").map(|end| at + end + 3);
    }
    let declaration = rest.starts_with("<!") || rest.starts_with("<?");
    let end = if declaration {
        memchr2(b'<', b'>', &rest.as_bytes()[1..])? + 1
    } else {
        return None;
    };
    (rest.as_bytes().get(end) == Some(&b'>')).then_some(at + end + 1)
}

/// How deep elements are followed.
const DEEPEST: usize = 32;

/// An element whose end is not known yet: its place in the list, where its content begins, and
/// where the first tag in it stands.
struct Pending {
    index: usize,
    content: usize,
    first_tag: Option<usize>,
}

/// All elements of a record, outer before inner, in the order of their open tags.
pub(super) fn elements(text: &str) -> Vec<Element<'_>> {
    let mut elements: Vec<Element<'_>> = Vec::with_capacity(32);
    let mut pending: Vec<Pending> = Vec::new();
    let mut at = 0;
    let mut comments_end = true;
    while let Some(found) = text.get(at..).and_then(|rest| memchr(b'<', rest.as_bytes())) {
        at += found;
        let Some(tag) = tag_at(text, at) else {
            let declaration = if comments_end {
                end_of_declaration(text, at)
            } else {
                None
            };
            comments_end &= declaration.is_some() || !text[at..].starts_with("<!--");
            at = declaration.unwrap_or(at + 1);
            continue;
        };
        if let Some(parent) = pending.last_mut() {
            parent.first_tag.get_or_insert(at);
        }
        let same = pending.iter().rposition(|open| {
            elements
                .get(open.index)
                .is_some_and(|element| element.name.eq_ignore_ascii_case(tag.name))
        });
        // A paragraph that begins within a paragraph ends it.
        let ends = if tag.closing {
            same
        } else {
            same.filter(|depth| depth + 1 == pending.len())
        };
        if let Some(depth) = ends {
            for open in pending.drain(depth + 1..) {
                close(&mut elements, text, &open, open.first_tag.unwrap_or(at));
            }
            if let Some(open) = pending.pop() {
                close(&mut elements, text, &open, at);
            }
        }
        if !tag.closing && pending.len() < DEEPEST {
            pending.push(Pending {
                index: elements.len(),
                content: tag.end,
                first_tag: None,
            });
            elements.push(Element {
                name: tag.name,
                attributes: tag.attributes,
                content: "",
                start: tag.end,
            });
        }
        at = tag.end;
    }
    for open in pending {
        close(&mut elements, text, &open, open.first_tag.unwrap_or(text.len()));
    }
    elements
}

fn close<'text>(elements: &mut [Element<'text>], text: &'text str, open: &Pending, end: usize) {
    if let Some(element) = elements.get_mut(open.index) {
        element.content = text.get(open.content..end).unwrap_or_default();
    }
}

/// Elements that are markup of running text and need no end tag.
const MARKUP: &[&str] = &[
    "P", "BR", "F", "FIG", "LI", "TD", "TR", "TH", "HR", "S", "B", "I", "EM", "A", "SPAN",
];

/// The text of an element's content: tags taken out, references replaced, a blank line for each `<P>`.
///
/// What looks like a tag, in capitals, and is neither markup nor ever closed, as `<BP>` may be, is
/// left standing.
pub(super) fn text(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut at = 0;
    let mut seen: Vec<(&str, bool)> = Vec::new();
    let mut comments_end = true;
    while let Some(found) = content
        .get(at..)
        .and_then(|rest| memchr2(b'<', b'&', rest.as_bytes()))
    {
        out.push_str(content.get(at..at + found).unwrap_or_default());
        at += found;
        let rest = content.get(at..).unwrap_or_default();
        if rest.starts_with('&') {
            at += push_reference(&mut out, rest);
        } else if let Some(tag) = tag_at(content, at).filter(|tag| is_markup(content, tag, &mut seen)) {
            let paragraph = ["P", "TR", "LI"]
                .iter()
                .any(|name| tag.name.eq_ignore_ascii_case(name));
            let line = tag.name.eq_ignore_ascii_case("BR");
            out.push_str(if paragraph {
                "\n\n"
            } else if line {
                "\n"
            } else {
                ""
            });
            at = tag.end;
        } else if let Some(end) = if comments_end {
            end_of_declaration(content, at)
        } else {
            None
        } {
            at = end;
        } else {
            comments_end &= !rest.starts_with("<!--");
            out.push('<');
            at += 1;
        }
    }
    out.push_str(content.get(at..).unwrap_or_default());
    match printable(&out) {
        Cow::Borrowed(_) => out,
        Cow::Owned(clean) => clean,
    }
}

/// Writes what a reference stands for, or a bare `&`; the bytes it takes.
fn push_reference(out: &mut String, rest: &str) -> usize {
    match entities::reference(rest) {
        Some((referent, length)) => {
            referent.push_to(out);
            length
        }
        None => {
            out.push('&');
            1
        }
    }
}

/// Whether a tag is markup rather than text; names looked for once are remembered in `seen`.
fn is_markup<'text>(content: &str, tag: &Tag<'text>, seen: &mut Vec<(&'text str, bool)>) -> bool {
    let known = |name: &&str| tag.name.eq_ignore_ascii_case(name);
    let in_capitals = !tag.name.bytes().any(|letter| letter.is_ascii_lowercase());
    if tag.closing || !tag.attributes.is_empty() || !in_capitals || MARKUP.iter().any(known) {
        return true;
    }
    if let Some((_, markup)) = seen.iter().find(|(name, _)| *name == tag.name) {
        return *markup;
    }
    // Each new name costs a search of the whole content: a hostile record gets a few.
    if seen.len() >= 32 {
        return true;
    }
    let closed = content.contains(&format!("</{}>", tag.name));
    seen.push((tag.name, closed));
    closed
}
