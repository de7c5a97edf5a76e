//! TEI, the Text Encoding Initiative's XML (<https://tei-c.org/>), as news corpora use it, and the form
//! of it with a word a line and its tags behind tabs, as the GUM corpus is kept.

mod vertical;

use crate::article::EntityKind;

use super::draft::{Draft, one_line};
use super::xml::{Element, prose};
use super::{address, date, fill, language};

/// The story of a document of TEI; none where it is none.
pub(super) fn draft(root: &Element) -> Option<Draft> {
    match root.name() {
        "text" => Some(vertical_text(root)),
        "TEI" | "TEI.2" => Some(document(root)),
        "teiCorpus" => root.below("TEI").first().map(|document| self::document(document)),
        _ => None,
    }
}

/// A text that says in its attributes what it is.
fn vertical_text(text: &Element) -> Draft {
    let attribute = |name: &str| text.attribute(name).map(str::to_owned);
    let mut draft = Draft {
        id: attribute("id"),
        url: attribute("sourceURL"),
        published: text.attribute("dateCreated").and_then(date::in_field),
        language: text.attribute("lang").and_then(language::tag),
        section: attribute("section"),
        ..Draft::default()
    };
    fill::headline(&mut draft, text.attribute("title").unwrap_or(""));
    author(text.attribute("author").unwrap_or(""), &mut draft);
    if vertical::is_vertical(text) {
        let (body, captions) = vertical::prose(text);
        (draft.text, draft.captions) = (body, captions);
    } else {
        body(text, &mut draft);
    }
    draft
}

/// An author; one that the address names too is the outlet, `Wikinews` of en.wikinews.org.
fn author(name: &str, draft: &mut Draft) {
    let host = draft.url.as_deref().and_then(address::host).unwrap_or("");
    let lower = name.trim().to_lowercase();
    if !lower.is_empty() && host.split('.').any(|label| label == lower) {
        draft.source = Some(one_line(name));
    } else {
        fill::authors(draft, name);
    }
}

/// A document with a header.
fn document(document: &Element) -> Draft {
    let nothing = Element::default();
    let header = document.child("teiHeader").unwrap_or(&nothing);
    let file = header.child("fileDesc").unwrap_or(&nothing);
    let line = |path: &[&str]| file.at(path).and_then(Element::line);
    let mut draft = Draft {
        id: document.attribute("id").map(str::to_owned),
        language: document.attribute("lang").and_then(language::tag),
        source: line(&["publicationStmt", "publisher"]),
        ..Draft::default()
    };
    let days = ["sourceDesc", "publicationStmt"]
        .into_iter()
        .filter_map(|part| file.child(part));
    let days = days.flat_map(|part| part.below("date"));
    let mut days = days.filter_map(|day| day.attribute("when").map(str::to_owned).or_else(|| day.line()));
    draft.published = days.find_map(|day| date::in_field(&day));
    if let Some(title) = line(&["titleStmt", "title"]) {
        fill::headline(&mut draft, &title);
    }
    let authors = file
        .child("titleStmt")
        .into_iter()
        .flat_map(|title| title.all("author"));
    for name in authors.filter_map(Element::line) {
        fill::authors(&mut draft, &name);
    }
    if let Some(text) = document.child("text") {
        draft.language = draft
            .language
            .take()
            .or_else(|| text.attribute("lang").and_then(language::tag));
        body(text.child("body").unwrap_or(text), &mut draft);
    }
    draft
}

/// The text, and the names that are marked in it.
fn body(text: &Element, draft: &mut Draft) {
    let prose = prose(text);
    (draft.text, draft.captions) = (prose.text, prose.captions);
    for (name, kind) in [
        ("persName", EntityKind::Person),
        ("orgName", EntityKind::Organization),
        ("placeName", EntityKind::Place),
        ("geogName", EntityKind::Place),
    ] {
        for marked in text.below(name) {
            fill::entity(draft, kind, &marked.text());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::only_story;

    #[test]
    fn a_document_of_tei_is_a_story() {
        let story = only_story(
            "a.xml",
            "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"a1\"><teiHeader><fileDesc><titleStmt>\
             <title>Tin rests</title><author>Jane Roe</author></titleStmt><publicationStmt><publisher>The Post</publisher>\
             <date when=\"1911-05-02\"/></publicationStmt></fileDesc></teiHeader><text xml:lang=\"en\"><body>\
             <head>Tin rests</head><p><persName>Ann Poe</persName> read <title>Tin</title> in\n<placeName>Bath</placeName>.</p>\
             </body></text></TEI>",
        );
        assert_eq!((&*story.id.0, &*story.headline), ("a1", "Tin rests"));
        assert_eq!(story.body, "Ann Poe read Tin in Bath.");
        assert_eq!(
            (story.byline, story.source.unwrap()),
            (vec!["Jane Roe".to_owned()], "The Post".to_owned())
        );
        assert_eq!(story.published.unwrap().to_string(), "1911-05-02");
        assert_eq!(story.entities.len(), 2);
    }

    #[test]
    fn words_in_lines_become_sentences() {
        let story = only_story(
            "b.xml",
            "<text id=\"b1\" title=\"Tin 'rests'\" author=\"Wikinews\" dateCreated=\"2015-08-21\" \
             sourceURL=\"https://en.wikinews.org/wiki/Tin\">\n<head>\n<s>\nTin\tNP\tTin\n<q>\n'\t``\t'\nrests\tVVZ\trest\n'\t''\t'\n</q>\n</s>\n\
             </head>\n<p>\n<s>\n<w>\nTin\tNP\tTin\n's\tPOS\t's\n</w>\nprice\tNN\tprice\n(\t(\t(\n<w>\nlow\tJJ\tlow\n-\tHYPH\t-\n\
             ish\tJJ\tish\n</w>\n)\t)\t)\nrose\tVVD\trise\n,\t,\t,\nhe\tPP\the\nsaid\tVVD\tsay\n.\tSENT\t.\n</s>\n\
             <s>\nIt\tPP\tit\nfell\tVVD\tfall\n.\tSENT\t.\n</s>\n</p>\n<figure>\n<caption>\n<s>\nA\tDT\ta\nmine\tNN\tmine\n</s>\n</caption>\n\
             </figure>\n</text>",
        );
        assert_eq!(story.headline, "Tin 'rests'");
        assert_eq!(story.body, "Tin's price (low-ish) rose, he said. It fell.");
        assert_eq!(story.captions, ["A mine"]);
        assert_eq!(
            (story.source.as_deref(), story.byline.len()),
            (Some("Wikinews"), 0)
        );
    }
}
