//! Running text as the forms of XML mark it up: XHTML, the body of NITF, and what is like them.
//! Paragraphs, headings, items of lists and tables become text; captions go aside. It chooses no
//! element: the readers say where a story's text stands.

use crate::article::PARAGRAPH_BREAK;

use super::super::draft::one_line;
use super::super::layout::{self, Layout};
use super::Element;
use super::tree::Node;

/// The text of an element, and the captions that stood in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::corpus) struct Prose {
    /// Paragraphs joined by [`PARAGRAPH_BREAK`]; lines within one are those of tables and verse.
    pub(in crate::corpus) text: String,
    /// Captions of pictures with their credits, each in one line.
    pub(in crate::corpus) captions: Vec<String>,
}

/// What an element does to running text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It begins and ends a paragraph.
    Block,
    /// It stands within one.
    Inline,
    /// It ends a line.
    Break,
    /// Its white space is as it should be printed.
    Printed,
    Table,
    /// A picture with what is said of it.
    Media,
    Caption,
    /// Who made a picture: it belongs to the caption before it.
    Credit,
    /// It holds no running text.
    Nothing,
    /// Of a vocabulary of its own: a paragraph among paragraphs, else words within one.
    Unknown,
}

/// Elements within a paragraph, of HTML, NITF and TEI.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "chron", "city", "classifier", "country", "event",
    "function", "lang", "location", "money", "name", "num", "object.title", "org", "person", "pronounce", "region",
    "state", "virtloc", "xref", "date", "hi", "orgname", "pc", "persname", "placename", "ref", "rs", "w", "ruby",
    "rb", "title",
];

#[rustfmt::skip]
fn role(name: &str) -> Role {
    match name {
        "br" | "lb" => Role::Break,
        "pre" => Role::Printed,
        "table" => Role::Table,
        "media" | "figure" => Role::Media,
        "figcaption" | "figDesc" | "media-caption" => Role::Caption,
        "media-producer" => Role::Credit,
        "header" | "footer" | "nav" | "script" | "style" | "noscript" | "iframe" | "svg"
        | "object" | "video" | "audio" | "form" | "note" | "media-reference" | "media-object"
        | "media-metadata" | "nitf-table-metadata" | "tobject" | "key-list" | "img" => Role::Nothing,
        "p" | "div" | "section" | "article" | "aside" | "main" | "body" | "html" | "blockquote" | "bq"
        | "block" | "body.content" | "body.end" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2"
        | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "hr" | "address" | "center" | "fieldset" | "abstract"
        | "byline" | "dateline" | "tagline" | "copyrite" | "datasource" | "credit" | "DataContent"
        | "nitf-table" | "custom-table" | "caption" | "details" | "summary" | "inlineXML" | "head" | "list"
        | "item" | "ab" | "lg" | "l" | "sp" | "speaker" | "opener" | "closer" | "quote" => Role::Block,
        _ => match &*name.to_ascii_lowercase() {
            lower if lower != name => role(lower),
            _ if INLINE.contains(&name) => Role::Inline,
            _ => Role::Unknown,
        },
    }
}

/// Reads the running text of an element. Text without any element in it is laid out by its lines.
pub(in crate::corpus) fn prose(element: &Element) -> Prose {
    if element.elements().next().is_none() {
        let text = element.text();
        return Prose {
            text: layout::paragraphs(&text, Layout::of(&text)),
            captions: Vec::new(),
        };
    }
    let mut writer = Writer::default();
    writer.block(element);
    writer.end_paragraph();
    writer.prose
}

/// Writes paragraphs.
#[derive(Default)]
struct Writer {
    prose: Prose,
    /// The paragraph that is open; its lines end with `\n`.
    open: String,
    /// Whether the last caption is that of the picture at hand, and has no credit yet.
    is_captioned: bool,
}

impl Writer {
    /// What stands in an element that is no part of a paragraph.
    fn block(&mut self, element: &Element) {
        let is_paragraph = element.name().eq_ignore_ascii_case("p");
        let printed = |node: &Node| matches!(node, Node::Text(run) if !run.trim().is_empty());
        let bare = !is_paragraph && !element.nodes().iter().any(printed);
        for node in element.nodes() {
            match node {
                Node::Text(run) => self.run(run, !is_paragraph),
                // The title of a page stands in its tab; that of a book may stand in a paragraph.
                Node::Element(inner) if inner.name() == "title" && element.name() == "head" => {}
                Node::Element(inner) if bare && role(inner.name()) == Role::Unknown => {
                    self.end_paragraph();
                    self.block(inner);
                    self.end_paragraph();
                }
                Node::Element(inner) => self.element(inner),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        match role(element.name()) {
            Role::Block => {
                self.end_paragraph();
                self.block(element);
                self.end_paragraph();
            }
            Role::Inline | Role::Unknown => self.block_within(element),
            Role::Break => self.end_line(),
            Role::Printed => {
                self.end_paragraph();
                let text = element.text();
                self.add(&layout::paragraphs(&text, Layout::of(&text)));
            }
            Role::Table => {
                self.end_paragraph();
                self.table(element);
                self.end_paragraph();
            }
            Role::Media => {
                self.end_paragraph();
                self.media(element);
            }
            Role::Caption => self.caption(element),
            Role::Credit => self.credit(element),
            Role::Nothing => {}
        }
    }

    /// An element within a paragraph, in which blank lines mean nothing.
    fn block_within(&mut self, element: &Element) {
        for node in element.nodes() {
            match node {
                Node::Text(run) => self.run(run, false),
                Node::Element(inner) => self.element(inner),
            }
        }
    }

    /// Text, its white space made single spaces; blank lines may part paragraphs.
    fn run(&mut self, run: &str, blank_lines_part: bool) {
        let mut rest = run;
        while let Some(at) = rest.find(char::is_whitespace) {
            self.open.push_str(&rest[..at]);
            let after = rest[at..].trim_start();
            let gap = &rest[at..rest.len() - after.len()];
            let blank_line = gap.bytes().filter(|byte| *byte == b'\n').count() > 1;
            if blank_lines_part && blank_line && !self.open.trim().is_empty() {
                self.end_paragraph();
            } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                self.open.push(' ');
            }
            rest = after;
        }
        self.open.push_str(rest);
    }

    fn end_line(&mut self) {
        let line = self.open.trim_end_matches(' ');
        if line.is_empty() || line.ends_with('\n') {
            self.end_paragraph();
        } else {
            self.open.truncate(line.len());
            self.open.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.open);
        let paragraph = paragraph.trim();
        // Breaks where a printer's column ended are no lines of verse.
        match Layout::of(paragraph) {
            Layout::Wrapped | Layout::Indented => {
                self.add(&layout::paragraphs(paragraph, Layout::Wrapped));
            }
            Layout::Lines => self.add(paragraph),
        }
    }

    fn add(&mut self, paragraphs: &str) {
        let text = &mut self.prose.text;
        if !paragraphs.is_empty() {
            text.push_str(if text.is_empty() { "" } else { PARAGRAPH_BREAK });
            text.push_str(paragraphs);
        }
    }

    /// Captions of a picture, or of a film; a quotation or a table may stand in a figure too.
    fn media(&mut self, element: &Element) {
        self.is_captioned = false;
        for inner in element.elements() {
            match role(inner.name()) {
                Role::Inline | Role::Unknown => self.media(inner),
                _ => self.element(inner),
            }
        }
        self.end_paragraph();
    }

    fn caption(&mut self, element: &Element) {
        if let Some(line) = element.line() {
            self.prose.captions.push(line);
            self.is_captioned = true;
        }
    }

    /// `A mine. Roe`: where a picture has a caption, what stands behind it; else nothing.
    fn credit(&mut self, element: &Element) {
        if let (Some(line), Some(last), true) =
            (element.line(), self.prose.captions.last_mut(), self.is_captioned)
        {
            last.push(' ');
            last.push_str(&line);
            self.is_captioned = false;
        }
    }

    /// A table as a paragraph, a line a row; one that only lays out other blocks as those.
    fn table(&mut self, table: &Element) {
        let lays_out = ["table", "ul", "ol", "h1", "h2", "h3"]
            .iter()
            .any(|name| !table.below(name).is_empty());
        let mut rows = Vec::new();
        for row in table.below("tr") {
            let cells: Vec<&Element> = row
                .elements()
                .filter(|cell| matches!(cell.name(), "td" | "th"))
                .collect();
            rows.push(cells);
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if lays_out || columns < 2 {
            for cell in rows.into_iter().flatten() {
                self.end_paragraph();
                self.block(cell);
            }
            return;
        }
        if let Some(title) = table.child("caption").and_then(Element::line) {
            self.add(&title);
        }
        let lines: Vec<String> = rows.iter().filter_map(|cells| line_of(cells)).collect();
        self.add(&lines.join("\n"));
    }
}

/// The cells of a row in one line.
fn line_of(cells: &[&Element]) -> Option<String> {
    let text = |cell: &&Element| one_line(&prose(cell).text);
    let cells: Vec<String> = cells.iter().map(text).filter(|text| !text.is_empty()).collect();
    (!cells.is_empty()).then(|| cells.join("   "))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn read(body: &str) -> Prose {
        prose(&parse(&format!("<body>{body}</body>")).unwrap())
    }

    fn paragraphs(body: &str) -> Vec<String> {
        read(body)
            .text
            .split(PARAGRAPH_BREAK)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn paragraphs_headings_and_items_are_parted() {
        let body = "<p>The <b>ferry</b>\n   sank, <a href='x'>the guard</a> said.</p><p/><h2>Late</h2>\n\
                    <div>A note <em>of it</em>.<ul><li>One</li><li><p>Two</p></li></ul>Behind.</div>";
        assert_eq!(
            paragraphs(body),
            [
                "The ferry sank, the guard said.",
                "Late",
                "A note of it.",
                "One",
                "Two",
                "Behind."
            ]
        );
        assert_eq!(paragraphs("<P>Shouted tags.</P><P>Too.</P>").len(), 2);
        assert_eq!(
            paragraphs("<MELLIS>Late</MELLIS>\n<CITAT>One.</CITAT><P>Two.</P>").len(),
            3
        );
        assert_eq!(paragraphs("<p>A <Firm>Tin</Firm> mine.</p>"), ["A Tin mine."]);
    }

    #[test]
    fn breaks_make_lines_unless_a_column_ended_there() {
        assert_eq!(
            paragraphs("<p>Roses are red<br/>Violets are blue<br/><br/>Third<br/></p>"),
            ["Roses are red\nViolets are blue", "Third"]
        );
        let wrapped = "<p>1A) More weather is forecast over the next few days and the <br/>fire situation \
                       is likely to get worse with a massive fire front <br/>spanning the state.</p>";
        assert_eq!(
            paragraphs(wrapped),
            [
                "1A) More weather is forecast over the next few days and the fire situation is likely to \
                 get worse with a massive fire front spanning the state."
            ]
        );
    }

    #[test]
    fn tables_are_lines_and_layout_tables_are_blocks() {
        let table = "<table><caption>Results</caption><thead><tr><th>Club</th><th>Points</th></tr></thead><tbody>\
                     <tr><td><p>Northway</p></td><td> 3 </td></tr></tbody></table>";
        assert_eq!(paragraphs(table), ["Results", "Club   Points\nNorthway   3"]);
        let layout = "<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>";
        assert_eq!(paragraphs(layout), ["One.", "Two."]);
    }

    #[test]
    fn captions_stand_aside() {
        let read = read(
            "<p>The tide came.</p><media media-type='image'><media-reference source='x'/>\
             <media-caption> The pier\nat dawn. </media-caption><media-producer>Roe</media-producer></media>\
             <figure><img alt='no'/><figcaption>The mill.</figcaption></figure><script>x</script><p>It went.</p>",
        );
        assert_eq!(read.text, "The tide came.\n\nIt went.");
        assert_eq!(read.captions, ["The pier at dawn. Roe", "The mill."]);
    }

    #[test]
    fn text_without_markup_is_laid_out() {
        assert_eq!(paragraphs("First line.\n\nSecond paragraph.").len(), 2);
        assert_eq!(paragraphs("Mere text\n\nand a <i>tag</i>.\n\nAgain").len(), 3);
        assert_eq!(paragraphs("<pre>One\nTwo\n\nThree</pre>").len(), 3);
        assert_eq!(read("").text, "");
    }
}
