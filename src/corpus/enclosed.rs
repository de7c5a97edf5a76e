//! What stands in an element that carries content, of NewsML or of a feed: NITF, XHTML, markup that is
//! written as text, or plain text.

use super::draft::{Draft, one_line};
use super::layout::{self, Layout};
use super::xml::{Element, prose};
use super::{columns, fill, nitf};
use crate::article::PARAGRAPH_BREAK;

/// Fills in what a holder of content gives: the text, captions, and what its NITF says that is not
/// known yet. Says whether there was any text.
pub(super) fn fill(holder: &Element, draft: &mut Draft) -> bool {
    if let Some(story) = holder.below("nitf").first() {
        nitf::fill(story, draft);
        return !draft.text.is_empty();
    }
    let (text, captions, dateline) = read(holder);
    if let Some(line) = dateline {
        fill::dateline(draft, &line);
    }
    draft.captions.extend(captions);
    append(&mut draft.text, &text);
    !text.is_empty()
}

/// Puts a text behind another, as further paragraphs.
pub(super) fn append(text: &mut String, more: &str) {
    if !more.is_empty() {
        text.push_str(if text.is_empty() { "" } else { PARAGRAPH_BREAK });
        text.push_str(more);
    }
}

/// The text in a holder without NITF, its captions, and the dateline that is marked as one.
fn read(holder: &Element) -> (String, Vec<String>, Option<String>) {
    if holder.elements().next().is_none() {
        let written = holder.text();
        let mut captions = Vec::new();
        let text = if written.contains('<') || written.contains("&lt;") {
            columns::laid_out(vec![written], &mut captions)
        } else {
            layout::paragraphs(&resolved(written.clone()), Layout::of(&written))
        };
        return (text, captions, None);
    }
    let (mut text, mut captions, mut dateline) = (String::new(), Vec::new(), None);
    for part in parts(holder) {
        let prose = prose(part);
        let mut paragraphs = prose.text;
        for marked in part
            .below("span")
            .into_iter()
            .filter(|span| is_marked(span, "dateline"))
        {
            let Some(line) = marked.line() else { continue };
            if let Some(without) = without_opening(&paragraphs, &line) {
                paragraphs = without;
                dateline.get_or_insert(line);
            }
        }
        append(&mut text, &paragraphs);
        captions.extend(prose.captions);
    }
    let captions = captions
        .iter()
        .map(|caption| one_line(&resolved(caption.clone())));
    (resolved(text), captions.collect(), dateline)
}

/// The sections of a page that are marked as its main text, else all of it.
fn parts(holder: &Element) -> Vec<&Element> {
    let mut sections = holder.below("section");
    sections.retain(|section| is_marked(section, "main"));
    if sections.is_empty() {
        vec![holder]
    } else {
        sections
    }
}

fn is_marked(element: &Element, class: &str) -> bool {
    let classes = element.attribute("class").unwrap_or("");
    classes.split_whitespace().any(|known| known == class)
}

/// A text without the line that opens one of its paragraphs.
fn without_opening(text: &str, line: &str) -> Option<String> {
    let at = match text.starts_with(line) {
        true => 0,
        false => text.find(&format!("{PARAGRAPH_BREAK}{line}"))? + PARAGRAPH_BREAK.len(),
    };
    Some(format!("{}{}", &text[..at], text[at + line.len()..].trim_start()))
}

/// A text in which references were written as text: `&amp;quot;`.
fn resolved(text: String) -> String {
    columns::referred(&text).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::super::xml::parse;
    use super::*;

    fn read(content: &str) -> Draft {
        let mut draft = Draft::default();
        fill(
            &parse(&format!("<holder>{content}</holder>")).unwrap(),
            &mut draft,
        );
        draft
    }

    #[test]
    fn content_of_every_kind_is_read() {
        let nitf = "<nitf><body><body.head><hedline><hl1>Tin</hl1></hedline></body.head>\
                    <body.content><p>One.</p></body.content></body></nitf>";
        for (content, text) in [
            (nitf, "One."),
            (
                "<html><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html>",
                "One.\n\nTwo.",
            ),
            ("<p>One.</p>Two", "One.\n\nTwo"),
            ("<![CDATA[<P>One &eacute;.</P><p>Two.<br>]]>", "One é.\n\nTwo."),
            (
                "One &amp;quot;quoted&amp;quot; 5 &lt; 6.",
                "One \"quoted\" 5 < 6.",
            ),
            ("<p>It&amp;#39;s.</p>", "It's."),
            ("", ""),
        ] {
            assert_eq!(read(content).text, text, "{content}");
        }
        assert_eq!(read(nitf).headline, "Tin");
    }

    #[test]
    fn the_main_section_is_the_story_and_its_dateline_is_marked() {
        let page = "<html><body><header><h1>Again</h1></header><section class='main g-1'><p>A teaser.</p><p>\
                    <span class='dateline'>Bonn <span>(dpa)</span> - </span>One.</p></section>\
                    <section class='notes'><p>Notes.</p></section></body></html>";
        let draft = read(page);
        assert_eq!(draft.text, "A teaser.\n\nOne.");
        assert_eq!(draft.dateline, "Bonn (dpa) -");
    }
}
