//! Stories of the TREC and LDC collections in SGML, a `<DOC>` each: AP, WSJ, FT, the Los Angeles
//! Times, FBIS, the Federal Register, the San Jose Mercury News, AQUAINT, Gigaword, NTCIR, and the pages of the web tracks.

use std::sync::Arc;

use crate::article::{Date, Origin, Part, Timestamp};

use super::draft::{Draft, identity, one_line};
use super::layout::{self, Layout};
use super::sgml::{Element, elements, text};
use super::{Declared, FileOfRecords, Outcome, boilerplate, byline, date, page};

/// Elements of the headline, the better first.
const HEADLINES: &[&str] = &["HEADLINE", "HEAD", "HL", "TITLE", "TI", "DOCTITLE", "SLUG", "TTL"];

/// Elements of the text; what stands in one of them is not taken twice.
const TEXTS: &[&str] = &["LP", "LEADPARA", "TEXT"];

/// Elements of the date, the better first.
const DATES: &[&str] = &["DD", "DATE_TIME", "DATETIME", "PUBDATE", "DATE1", "DATE", "PDATE"];

/// Elements of records that are pages.
const PAGES: &[&str] = &["HTML", "DOCHDR"];

/// Elements that are captions.
const CAPTIONS: &[&str] = &["GRAPHIC", "CAPTION"];

/// The beginnings of document numbers, and whose documents they are. Longer ones come first.
const SOURCES: &[(&str, &str)] = &[
    ("AFP_ENG", "Agence France-Presse"),
    ("APW_ENG", "Associated Press Worldstream"),
    ("CNA_ENG", "Central News Agency"),
    ("LTW_ENG", "Los Angeles Times/Washington Post Newswire"),
    ("NYT_ENG", "New York Times Newswire"),
    ("WPB_ENG", "Washington Post/Bloomberg Newswire"),
    ("XIN_ENG", "Xinhua News Agency"),
    ("FBIS", "FBIS"),
    ("SJMN", "San Jose Mercury News"),
    ("APW", "Associated Press Worldstream"),
    ("NYT", "New York Times Newswire"),
    ("WSJ", "Wall Street Journal"),
    ("XIE", "Xinhua News Agency"),
    ("XIN", "Xinhua News Agency"),
    ("AP", "AP"),
    ("FR", "Federal Register"),
    ("FT", "Financial Times"),
    ("LA", "Los Angeles Times"),
];

/// Lines that FBIS prints above its texts.
const FBIS_LABELS: &[&str] = &[
    "Language:",
    "Article Type:",
    "Document Type:",
    "CSO",
    "[Text]",
    "[Excerpts]",
    "[Excerpt]",
];

/// Reads a record from `<DOC` to `</DOC>`.
pub(super) fn read(record: &str, file: &FileOfRecords, ordinal: u32) -> Outcome {
    let elements = elements(record);
    let attribute = elements.first().and_then(|document| document.attribute("id"));
    let number = first(&elements, &["DOCNO", "DOCID"]).map(|number| one_line(&text(number.content)));
    let number = number
        .filter(|number| !number.is_empty())
        .or(attribute.map(one_line))
        .unwrap_or_default();
    if elements.iter().any(|element| is_one(element, PAGES)) {
        return page(record, &elements, &number, file, ordinal);
    }
    let mut draft = Draft {
        published: published(&elements, &number),
        source: source(&elements, &number),
        language: marked(&number).map(|(_, language)| language.to_owned()),
        section: first(&elements, &["SECTION"])
            .map(|section| line_of(section.content))
            .filter(|name| !name.is_empty()),
        dateline: first(&elements, &["DATELINE"])
            .map(|dateline| line_of(dateline.content))
            .unwrap_or_default(),
        ..Draft::default()
    };
    if let Some(author) = first(&elements, &["BYLINE", "AUTHOR"]) {
        draft.byline = byline::people(&one_line(&text(author.content)).replace(" , ", ", "));
    }
    headline(&elements, &mut draft);
    let captions = elements.iter().filter(|element| is_one(element, CAPTIONS));
    draft.captions = captions
        .map(|caption| line_of(caption.content))
        .filter(|caption| !caption.is_empty())
        .collect();
    draft.text = body(&elements);
    draft.id = Some(number);
    draft.finish(file, ordinal)
}

/// Reads a record of the web tracks (WT10g, .GOV): a page behind a header that begins with its address.
fn page(record: &str, elements: &[Element<'_>], number: &str, file: &FileOfRecords, ordinal: u32) -> Outcome {
    let header = elements.iter().find(|element| element.is("DOCHDR"));
    let page = match header {
        Some(header) => record.get(header.end()..),
        None => elements
            .iter()
            .find(|element| element.is("HTML"))
            .and_then(|page| record.get(page.start..)),
    };
    let url = header.and_then(|header| header.content.split_whitespace().next());
    let fetched = FileOfRecords {
        path: file.path.clone(),
        form: file.form,
        options: Arc::clone(&file.options),
        declared: Declared {
            url: url.filter(|url| url.contains("://")).map(str::to_owned),
            ..Declared::default()
        },
        notes: Vec::new(),
    };
    let mut outcome = page::read(page.unwrap_or(record), &fetched, ordinal);
    if let Outcome::Story(story) = &mut outcome
        && !number.is_empty()
    {
        story.id = identity(Some(number), file, ordinal);
        story.provenance.set(Part::Id, Origin::Markup);
    }
    outcome
}

fn is_one(element: &Element<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| element.is(name))
}

/// The first element of the first of these names that has one.
fn first<'all, 'text>(elements: &'all [Element<'text>], names: &[&str]) -> Option<&'all Element<'text>> {
    let filled = |name: &str| {
        elements
            .iter()
            .find(|element| element.is(name) && !element.content.trim().is_empty())
    };
    names.iter().find_map(|name| filled(name))
}

fn line_of(content: &str) -> String {
    one_line(&text(content))
}

/// The texts of a document, in its order.
fn body(elements: &[Element<'_>]) -> String {
    let mut out = String::new();
    let mut taken_to = 0;
    let whole = first(elements, TEXTS).is_none();
    let names: &[&str] = if whole { &["BODY"] } else { TEXTS };
    for element in elements.iter().filter(|element| is_one(element, names)) {
        if element.start < taken_to {
            continue;
        }
        taken_to = element.end();
        let text = text(element.content);
        let text = without_labels(boilerplate::without_end(&text));
        let layout = if element.content.contains("<P>") {
            Layout::Wrapped
        } else {
            layout_of(text)
        };
        out.push_str(if out.is_empty() {
            ""
        } else {
            crate::article::PARAGRAPH_BREAK
        });
        out.push_str(&layout::paragraphs(text, layout));
    }
    out
}

/// Lines of these collections are wrapped; short texts do not show it.
fn layout_of(text: &str) -> Layout {
    match Layout::of(text) {
        Layout::Lines if text.lines().count() < 8 => Layout::Wrapped,
        layout => layout,
    }
}

/// The text behind the labels of FBIS.
fn without_labels(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['\n', '\r']);
    loop {
        let line = rest.trim_start();
        let Some(label) = FBIS_LABELS.iter().find(|label| line.starts_with(**label)) else {
            return rest;
        };
        if label.starts_with('[') {
            return line.get(label.len()..).unwrap_or("").trim_start();
        }
        rest = line.split_once('\n').map_or("", |(_, after)| after);
    }
}

/// The headline, and what else stands in its elements: a byline below a rule, more heads.
fn headline(elements: &[Element<'_>], draft: &mut Draft) {
    let Some(best) = first(elements, HEADLINES) else {
        return;
    };
    let mut heads: Vec<String> = Vec::new();
    for head in elements
        .iter()
        .filter(|element| element.name.eq_ignore_ascii_case(best.name))
    {
        let text = text(head.content);
        let (title, below) = text.split_once("---").unwrap_or((&text, ""));
        for line in below.lines().map(|line| line.trim().trim_matches('-')) {
            match byline::in_line(line) {
                Some(people) if draft.byline.is_empty() => draft.byline = people,
                _ => {}
            }
        }
        let title = one_line(title).replace("@ ", "");
        let title = title.trim_end_matches(';').trim_matches([' ', '@']);
        let noted = title
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("eds:"));
        if !title.is_empty() && !noted && heads.iter().all(|known| known != title) {
            heads.push(title.to_owned());
        }
    }
    // FT prints its name and the day before the headline: `FT  14 MAY 91 / Tin falls`.
    if let Some(first) = heads.first_mut()
        && let Some((day, title)) = first.strip_prefix("FT ").and_then(|rest| rest.split_once('/'))
        && let Some(time) = date::in_field(day)
    {
        draft.published.get_or_insert(time);
        *first = title.trim().to_owned();
    }
    draft.headline = heads.join("; ");
}

fn published(elements: &[Element<'_>], number: &str) -> Option<Timestamp> {
    let fields = DATES.iter().filter_map(|name| first(elements, &[name]));
    let mut printed = fields.map(|field| line_of(field.content));
    printed
        .find_map(|field| date::in_field(&field))
        .or_else(|| in_number(number).map(Timestamp::from))
}

/// The day that a document number bears: `AP880212-0001`, `LA010189-0001`, `NYT19980601.0001`,
/// `AFP_ENG_20030401.0476`. Six digits are a day only where they can be read in one way, but for
/// collections whose way is known.
fn in_number(number: &str) -> Option<Date> {
    let start = number.find(|character: char| character.is_ascii_digit())?;
    let digits = number.get(start..)?;
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let digits = digits.get(..length)?;
    let day = |digits: &str| date::in_field(digits).map(|time| time.date);
    let american = || day(&format!("{}{}", digits.get(4..)?, digits.get(..4)?));
    match (length, number.get(..start)?) {
        (8, _) => day(digits),
        (6, "LA") => american(),
        (6, "AP" | "WSJ" | "FR" | "XIE") => day(digits),
        (6, prefix) if prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            match (day(digits), american()) {
                (Some(day), None) | (None, Some(day)) => Some(day),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Languages as the LDC marks them in document numbers, `AFP_ENG_20030401.0476`.
const LANGUAGES: &[(&str, &str)] = &[
    ("ENG", "en"),
    ("ARB", "ar"),
    ("CMN", "zh"),
    ("FRE", "fr"),
    ("FRA", "fr"),
    ("SPA", "es"),
    ("RUS", "ru"),
];

/// Whose story it is and in which language, as its number says; the rest of the number is not read.
fn marked(number: &str) -> Option<(&str, &'static str)> {
    let (agency, rest) = number.split_once('_')?;
    let (mark, _) = rest.split_once('_')?;
    let (_, language) = LANGUAGES.iter().find(|(known, _)| *known == mark)?;
    Some((agency, language))
}

/// Whose story it is: as its number says, else as the document does.
fn source(elements: &[Element<'_>], number: &str) -> Option<String> {
    let named = SOURCES.iter().find(|(start, _)| {
        let rest = number.strip_prefix(start);
        rest.is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit() || "_-".contains(next)))
    });
    if let Some((_, source)) = named {
        return Some((*source).to_owned());
    }
    let Some(printed) = first(elements, &["PUB", "SO", "SOURCE"]).map(|field| line_of(field.content)) else {
        return marked(number).map(|(agency, _)| agency.to_owned());
    };
    // `WALL STREET JOURNAL (J), PAGE 16`
    let name = printed.split(['(', ',']).next().unwrap_or("").trim();
    (!name.is_empty()).then(|| name.to_owned())
}
