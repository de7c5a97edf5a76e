//! Texts with a word a line, its tags behind tabs: the words put back into sentences. Where a space
//! was is not kept in them; it is told by signs and tags.

use crate::article::PARAGRAPH_BREAK;

use super::super::xml::{Element, Node};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p", "head", "item", "list", "caption", "figure", "div", "row", "cell", "sp", "speaker",
];

/// Whether the words of a text stand in lines of their own.
pub(super) fn is_vertical(text: &Element) -> bool {
    let text = text.text();
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(200)
        .peekable();
    lines.peek().is_some() && lines.all(|line| line.contains('\t'))
}

/// The paragraphs of a text, and the captions in it.
pub(super) fn prose(text: &Element) -> (String, Vec<String>) {
    let mut words = Words::default();
    words.read(text);
    words.end_paragraph(false);
    (words.text, words.captions)
}

/// Words on their way into paragraphs.
#[derive(Default)]
struct Words {
    text: String,
    captions: Vec<String>,
    open: String,
    /// Whether the next word stands right behind the last.
    glued: bool,
    /// Whether the words stand in an element that holds parts of one word, and the first has come.
    within_word: Option<bool>,
}

impl Words {
    fn read(&mut self, element: &Element) {
        for node in element.nodes() {
            match node {
                Node::Text(run) => run.lines().for_each(|line| self.line(line)),
                Node::Element(inner) if inner.name() == "w" => {
                    self.within_word = Some(false);
                    self.read(inner);
                    self.within_word = None;
                }
                Node::Element(inner) if BLOCKS.contains(&inner.name()) => {
                    self.end_paragraph(false);
                    self.read(inner);
                    self.end_paragraph(inner.name() == "caption");
                }
                Node::Element(inner) => self.read(inner),
            }
        }
    }

    /// A word and its tag.
    fn line(&mut self, line: &str) {
        let mut cells = line.split('\t').map(str::trim);
        let (Some(word), tag) = (cells.next().filter(|word| !word.is_empty()), cells.next()) else {
            return;
        };
        let opens = word.starts_with(['(', '[', '{', '“', '‘', '«']) || tag == Some("``");
        let closes = word.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '}', '”', '’', '»', '%'])
            || tag == Some("''");
        let clitic = tag == Some("POS")
            || word.contains(['\'', '’']) && (word.starts_with(['\'', '’']) || word == "n't") && !opens;
        let inside = self.within_word == Some(true);
        if !(self.open.is_empty() || self.glued || closes || clitic || inside) {
            self.open.push(' ');
        }
        self.open.push_str(word);
        self.glued = opens || matches!(word, "$" | "£" | "€");
        self.within_word = self.within_word.map(|_| true);
    }

    fn end_paragraph(&mut self, caption: bool) {
        let paragraph = std::mem::take(&mut self.open);
        self.glued = false;
        if paragraph.is_empty() {
            return;
        }
        if caption {
            self.captions.push(paragraph);
            return;
        }
        self.text
            .push_str(if self.text.is_empty() { "" } else { PARAGRAPH_BREAK });
        self.text.push_str(&paragraph);
    }
}
