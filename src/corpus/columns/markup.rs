//! Takes HTML out of a cell or a value: text in, text out. Paragraphs are parted by blank lines. It
//! is no HTML parser: it knows the tags that running text bears, and leaves alone what looks like
//! one and is none.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::super::decode;
use super::references::{mended, referred};

/// Tags that begin or end a paragraph.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul",
];

/// Tags inside a paragraph.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "button", "cite", "code", "del", "em", "embed", "font", "i", "img", "input",
    "ins", "label", "link", "mark", "meta", "o:p", "object", "param", "picture", "q", "s", "small",
    "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "video", "wbr",
];

/// Tags whose content is no text.
#[rustfmt::skip]
const DROPPED: &[&str] = &[
    "iframe", "noscript", "script", "style", "svg", "title",
];

/// A line of indented source: where there are tags and such lines, line ends are mere spaces.
const INDENTED_LINE: &str = "\n            ";

/// A text without markup, and the captions that stood in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain<'text> {
    pub(super) text: Cow<'text, str>,
    pub(super) captions: Vec<String>,
}

/// Takes tags, character references and control characters out of a text.
pub(super) fn plain(text: &str) -> Plain<'_> {
    let mut plain = Plain {
        text: mended(text),
        captions: Vec::new(),
    };
    // Twice at most: tags may be written as references, `&lt;p&gt;`.
    for _ in 0..2 {
        if has_tag(&plain.text) {
            let stripped = Stripper::new(&plain.text).strip(&mut plain.captions);
            plain.text = Cow::Owned(stripped);
        }
        match referred(&plain.text) {
            Some(text) => plain.text = Cow::Owned(text),
            None => break,
        }
    }
    if let Cow::Owned(clean) = decode::printable(&plain.text) {
        plain.text = Cow::Owned(clean);
    }
    plain
}

/// What a known tag does to the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Paragraph,
    Line,
    Space,
    Nothing,
    Drop,
    Caption,
}

/// A known tag: what it does, whether it closes, and the length of `<`, `/` and its name.
struct Tag<'text> {
    name: &'text str,
    effect: Effect,
    closing: bool,
    length: usize,
}

/// The known tag that a text begins with.
fn tag(text: &str) -> Option<Tag<'_>> {
    let closing = text.as_bytes().get(1) == Some(&b'/');
    let start = if closing { 2 } else { 1 };
    let inner = text.as_bytes().get(start..text.len().min(start + 40))?;
    let length = inner
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'-'))
        .unwrap_or(inner.len());
    let name = text.get(start..start + length)?;
    let ends = inner
        .get(length)
        .is_none_or(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace());
    let lower = name.to_ascii_lowercase();
    let known = |names: &[&str]| names.binary_search(&&*lower).is_ok();
    let effect = match &*lower {
        _ if !ends => return None,
        "br" => Effect::Line,
        "td" | "th" => Effect::Space,
        "figcaption" | "caption" => Effect::Caption,
        _ if known(BLOCKS) => Effect::Paragraph,
        _ if known(DROPPED) => Effect::Drop,
        _ if known(INLINE) => Effect::Nothing,
        // A page's own elements have a hyphen in their names and no capitals: `<dpa-embed src="x">`.
        _ if name.contains('-') && lower == name && !name.starts_with('-') => Effect::Nothing,
        _ => return None,
    };
    Some(Tag {
        name,
        effect,
        closing,
        length: start + length,
    })
}

fn has_tag(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes())
        .any(|at| text.get(at..).is_some_and(|rest| tag(rest).is_some()))
}

/// A pass over a text with tags.
struct Stripper<'text> {
    text: &'text str,
    at: usize,
    out: String,
    /// Whether a line end means no more than a space: the paragraphs are in tags.
    flowing: bool,
    /// What is known not to follow any more, so that nothing is searched for twice in vain.
    no_end_of_tag: bool,
    no_end_of_comment: bool,
    never_closed: Vec<String>,
}

impl<'text> Stripper<'text> {
    fn new(text: &'text str) -> Stripper<'text> {
        let paragraph = |at: usize| {
            text.get(at..)
                .and_then(tag)
                .is_some_and(|tag| tag.effect == Effect::Paragraph)
        };
        let flowing =
            memchr::memchr_iter(b'<', text.as_bytes()).any(paragraph) || text.contains(INDENTED_LINE);
        Stripper {
            text,
            at: 0,
            out: String::with_capacity(text.len()),
            flowing,
            no_end_of_tag: false,
            no_end_of_comment: false,
            never_closed: Vec::new(),
        }
    }

    fn strip(mut self, captions: &mut Vec<String>) -> String {
        let text = self.text;
        while let Some(found) = memchr(b'<', text.as_bytes().get(self.at..).unwrap_or_default()) {
            self.push(text.get(self.at..self.at + found).unwrap_or_default());
            self.at += found;
            let rest = text.get(self.at..).unwrap_or_default();
            if rest.starts_with("<!--") && self.comment(rest) {
                continue;
            }
            match tag(rest) {
                Some(tag) => self.tag(rest, &tag, captions),
                None => {
                    self.out.push('<');
                    self.at += 1;
                }
            }
        }
        self.push(text.get(self.at..).unwrap_or_default());
        self.out
    }

    /// Passes over a comment; false where it has no end.
    fn comment(&mut self, rest: &str) -> bool {
        if self.no_end_of_comment {
            return false;
        }
        match memchr::memmem::find(rest.as_bytes(), b"-->") {
            Some(end) => self.at += end + 3,
            None => self.no_end_of_comment = true,
        }
        !self.no_end_of_comment
    }

    fn tag(&mut self, rest: &str, tag: &Tag<'_>, captions: &mut Vec<String>) {
        let end = if self.no_end_of_tag {
            None
        } else {
            end_of_tag(rest, tag.length)
        };
        let Some(end) = end else {
            // A cell that was cut inside a tag: what remains is no text.
            self.no_end_of_tag = true;
            self.at = self.text.len();
            return;
        };
        self.at += end;
        match tag.effect {
            Effect::Paragraph => self.out.push_str("\n\n"),
            Effect::Line => self.out.push('\n'),
            Effect::Space => self.out.push(' '),
            Effect::Drop | Effect::Caption if !tag.closing => {
                if let Some(content) = self.content(tag.name)
                    && tag.effect == Effect::Caption
                {
                    let caption = Stripper::new(content).strip(&mut Vec::new());
                    let caption = referred(&caption).unwrap_or(caption);
                    captions.push(caption.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            Effect::Drop | Effect::Caption | Effect::Nothing => {}
        }
    }

    /// Passes over an element; its content where it is ever closed.
    fn content(&mut self, name: &str) -> Option<&'text str> {
        if self
            .never_closed
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            return None;
        }
        let text = self.text;
        let rest = text.get(self.at..)?;
        let closes = |at: &usize| {
            rest.get(*at..)
                .and_then(tag)
                .is_some_and(|tag| tag.closing && tag.name.eq_ignore_ascii_case(name))
        };
        match memchr::memchr_iter(b'<', rest.as_bytes()).find(closes) {
            Some(end) => {
                self.at += end;
                rest.get(..end)
            }
            None => {
                self.never_closed.push(name.to_ascii_lowercase());
                None
            }
        }
    }

    fn push(&mut self, text: &str) {
        if !self.flowing {
            self.out.push_str(text);
            return;
        }
        let mut rest = text;
        while let Some(end) = memchr2(b'\n', b'\r', rest.as_bytes()) {
            let (before, after) = rest.split_at(end);
            self.out.push_str(before);
            let next = after.trim_start_matches(['\n', '\r', ' ', '\t']);
            let gap = after.get(..after.len() - next.len()).unwrap_or_default();
            let blank_line = gap.bytes().filter(|byte| *byte == b'\n').count() > 1;
            self.out.push_str(if blank_line { "\n\n" } else { " " });
            rest = next;
        }
        self.out.push_str(rest);
    }
}

/// Behind the `>` of a tag, past any `>` in quotes.
fn end_of_tag(rest: &str, from: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    let first = from + memchr(b'>', bytes.get(from..)?)?;
    // Quotes are trusted near by only: an odd one must not swallow the text.
    let near = bytes.get(from..bytes.len().min(first + 512))?;
    let mut quote = None;
    for (at, byte) in near.iter().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(from + at + 1),
            (b'"' | b'\'', None) if at > 0 && near.get(at - 1) == Some(&b'=') => quote = Some(*byte),
            (byte, Some(open)) if *byte == open => quote = None,
            _ => {}
        }
    }
    Some(first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        plain(html).text.into_owned()
    }

    #[test]
    fn the_names_stand_in_order() {
        assert!([BLOCKS, INLINE, DROPPED].iter().all(|names| names.is_sorted()));
    }

    #[test]
    fn paragraphs_come_of_tags_and_text_stays() {
        let html = "<p>The ferry sank,\nsaid <a href=\"http://x.example/?a>b\">the coast guard</a>.</p>\n<p>Nobody &amp; nothing was lost.</p>";
        let paragraphs: Vec<String> = text(html)
            .split("\n\n")
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
        assert_eq!(
            paragraphs,
            [
                "The ferry sank, said the coast guard.",
                "Nobody & nothing was lost."
            ]
        );
        assert_eq!(text("One.<br><br/>Two.\nThree."), "One.\n\nTwo.\nThree.");
        assert_eq!(
            text("Profit 3 < 5 and 7 > 6 at A<BP>"),
            "Profit 3 < 5 and 7 > 6 at A<BP>"
        );
        assert_eq!(
            text("A<x-embed src=\"a\"></x-embed>B <--C <A-B>"),
            "AB <--C <A-B>"
        );
        assert_eq!(text("&lt;B&gt;SEOUL&lt;/B&gt; fell"), "SEOUL fell");
    }

    #[test]
    fn scripts_vanish_and_captions_are_kept_apart() {
        let plain = plain(
            "A<script>if (a<b) x</script>B<figure><figcaption>The <i>old</i> mill</figcaption></figure>C",
        );
        assert_eq!(plain.text.replace('\n', ""), "ABC");
        assert_eq!(plain.captions, ["The old mill"]);
    }

    #[test]
    fn hostile_markup_takes_no_longer_than_its_length() {
        for part in [
            "<p ",
            "<script>",
            "<!--",
            "<a href=\"",
            "&lt;",
            "<figcaption>",
            " #39;",
            "<p>=\"",
        ] {
            let bomb = part.repeat(100_000);
            let started = std::time::Instant::now();
            let _ = plain(&bomb);
            assert!(started.elapsed().as_secs() < 5, "{part}");
        }
    }
}
