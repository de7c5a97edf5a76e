//! Plain text, a story a file: the headline and what else stands above the text are found by their
//! looks. It also reads labelled headers as archives export them: `BYLINE:`, `LENGTH:`, `BODY:`.

use std::borrow::Cow;

use crate::article::{Origin, PARAGRAPH_BREAK, Part, Timestamp};

use super::decode::printable;
use super::draft::Draft;
use super::layout::{self, Layout};
use super::{FileOfRecords, Outcome, byline, caption, date, dateline, fielded};

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 250;

/// Reads a whole file as one story.
pub(super) fn read(text: &str, file: &FileOfRecords, ordinal: u32) -> Outcome {
    let text: Cow<'_, str> = printable(text);
    let text = text.trim();
    if text.is_empty() {
        return Outcome::Skipped("no text in it".into());
    }
    if let Some(draft) = fielded::read(text) {
        return draft.finish(file, ordinal);
    }
    if !has_prose(text) {
        return Outcome::Skipped("a list, not a story".into());
    }
    let mut draft = Draft::default();
    let text = take_labels(&mut draft, text);
    let layout = Layout::of(text);
    let mut rest = draft.take_header(text);
    if draft.headline.is_empty() {
        let (headline, after) = split_headline(rest, layout);
        draft.headline = headline;
        rest = draft.take_header(after);
    }
    if draft.published.is_none() {
        // Before the dateline is read, whose day takes its year from it.
        draft.published = date::in_path(&file.path).map(Timestamp::from);
        if draft.published.is_some() {
            draft.provenance.set(Part::Published, Origin::Path);
        }
    }
    draft.text = layout::paragraphs(rest, layout);
    draft.finish(file, ordinal)
}

/// How many lines are looked at for prose.
const JUDGED_LINES: usize = 500;

/// Whether a text has sentences, or is so short that it may be a brief: lists of words and tables of
/// numbers have none.
fn has_prose(text: &str) -> bool {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(JUDGED_LINES);
    let (mut all, mut prose, mut several) = (0usize, 0usize, false);
    for line in lines {
        let (mut words, mut tokens, mut longest) = (0usize, 0usize, 0usize);
        for word in line.split_whitespace().take(40) {
            tokens += 1;
            words += usize::from(word.chars().any(char::is_alphabetic));
            // Scripts without spaces have words as long as their sentences.
            let unspaced = word
                .chars()
                .filter(|letter| *letter >= '\u{0E00}' && letter.is_alphabetic())
                .count();
            longest = longest.max(unspaced);
        }
        all += 1;
        several |= words > 1 || longest > 3;
        let sentence = words >= 5 || words >= 3 && layout::ends_sentence(line);
        prose += usize::from(sentence && tokens < 4 * words || longest >= 12);
    }
    several && (all <= 3 || prose * 20 >= all)
}

/// Takes the headline off, if the first line looks like one; it and the rest.
fn split_headline(text: &str, layout: Layout) -> (String, &str) {
    let (line, mut rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut headline = line.trim().to_owned();
    if !looks_like_headline(line, rest) {
        return (String::new(), text);
    }
    let wrapped = layout != Layout::Lines
        && !rest.starts_with('\n')
        && !rest.trim_start_matches([' ', '\t', '\r']).is_empty();
    if wrapped && !layout::ends_sentence(line) {
        // In a wrapped text the first block is a headline of some lines, or a paragraph.
        let (block, after) = rest.split_once(PARAGRAPH_BREAK).unwrap_or((rest, ""));
        let next = block.lines().next().unwrap_or("");
        let header = byline::in_line(next).is_some()
            || date::in_line(next).is_some()
            || caption::in_line(next).is_some();
        let indented = next.starts_with("  ") || next.starts_with('\t');
        let dated = dateline::at_start(next.trim(), None).is_some();
        if !header && !indented && !dated {
            let whole = !after.is_empty() && block.lines().count() < 3 && !layout::ends_sentence(block);
            if !whole && (line.chars().count() > 55 || next.starts_with(char::is_lowercase)) {
                return (String::new(), text);
            }
            if whole {
                headline = format!("{headline} {block}");
                rest = after;
            }
        }
    }
    (headline, rest)
}

fn looks_like_headline(line: &str, rest: &str) -> bool {
    let line = line.trim();
    let length = line.chars().take(LONGEST_HEADLINE + 1).count();
    if length > LONGEST_HEADLINE
        || !line.chars().any(char::is_alphabetic)
        || line.starts_with('(') && line.ends_with(')')
    {
        return false;
    }
    let sentence = line.ends_with('.') && (length > 100 || rest.trim().is_empty())
        || line.contains(". ") && line.ends_with('.');
    let words = line.split_whitespace().take(40).count();
    !sentence && words < 40 && dateline::at_start(line, None).is_none()
}

/// Labels of headers, in lower case, and what they are of.
const LABELS: &[(&str, Label)] = &[
    ("title", Label::Headline),
    ("headline", Label::Headline),
    ("subject", Label::Headline),
    ("byline", Label::Byline),
    ("author", Label::Byline),
    ("authors", Label::Byline),
    ("by", Label::Byline),
    ("from", Label::Byline),
    ("date", Label::Published),
    ("published", Label::Published),
    ("publication date", Label::Published),
    ("pubdate", Label::Published),
    ("source", Label::Source),
    ("publication", Label::Source),
    ("publisher", Label::Source),
    ("newspaper", Label::Source),
    ("dateline", Label::Dateline),
    ("section", Label::Section),
    ("desk", Label::Section),
    ("language", Label::Language),
    ("body", Label::Body),
    ("text", Label::Body),
    ("content", Label::Body),
    ("graphic", Label::Caption),
    ("caption", Label::Caption),
    ("length", Label::Other),
    ("load-date", Label::Other),
    ("document-type", Label::Other),
    ("publication-type", Label::Other),
    ("url", Label::Other),
    ("link", Label::Other),
    ("keywords", Label::Other),
    ("copyright", Label::Other),
    ("organization", Label::Other),
    ("distribution", Label::Other),
    ("lines", Label::Other),
    ("reply-to", Label::Other),
    ("journal-code", Label::Other),
    ("page", Label::Other),
    ("edition", Label::Other),
    ("type", Label::Other),
    ("id", Label::Other),
    ("message-id", Label::Other),
    ("newsgroups", Label::Other),
    ("path", Label::Other),
    ("references", Label::Other),
    ("summary", Label::Other),
    ("nntp-posting-host", Label::Other),
    ("article-i.d.", Label::Other),
    ("sender", Label::Other),
];

/// What a labelled line gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Headline,
    Byline,
    Published,
    Source,
    Dateline,
    Section,
    Language,
    Body,
    Caption,
    Other,
}

/// The label of a line and what stands behind it.
fn label(line: &str) -> Option<(Label, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    if name.len() > 20 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    LABELS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, label)| (*label, value.trim()))
}

/// How many lines without a label may stand above those with one: a headline, a paper, a day.
const UNLABELLED: usize = 4;

/// Takes the labelled lines at the top of a text; what is left of it. One such line alone is none,
/// but for a title: `Date: unknown` may be a headline.
fn take_labels<'text>(draft: &mut Draft, text: &'text str) -> &'text str {
    let (mut found, mut unlabelled): (Vec<(Label, &str)>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut rest, mut left) = (text, text);
    for _ in 0..60 {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        match label(line) {
            Some((Label::Body, value)) => {
                // The text may begin in the line of its label.
                let behind = rest.split_once(':').map_or(after, |(_, behind)| behind);
                left = if value.is_empty() {
                    after
                } else {
                    behind.trim_start()
                };
                found.push((Label::Body, ""));
                break;
            }
            Some(pair) => {
                found.push(pair);
                left = after;
            }
            None if line.trim().is_empty() => {}
            None if found.is_empty() && unlabelled.len() < UNLABELLED => unlabelled.push(line.trim()),
            None => break,
        }
        if after.is_empty() {
            break;
        }
        rest = after;
    }
    let body = found.last().is_some_and(|(label, _)| *label == Label::Body);
    let enough = found.len() >= 2 || found.first().is_some_and(|(label, _)| *label == Label::Headline);
    if !enough || !unlabelled.is_empty() && !body {
        return text;
    }
    // Exports print the headline without a label, and the paper and the day below it.
    for (index, line) in unlabelled.into_iter().enumerate() {
        match date::in_line(line) {
            Some(time) => draft.published = Some(time),
            None if index == 0 => draft.headline = line.to_owned(),
            None if line.len() < 60 => draft.source = Some(line.to_owned()),
            None => {}
        }
    }
    found
        .into_iter()
        .for_each(|(label, value)| take_label(draft, label, value));
    left.trim_start_matches('\n')
}

fn take_label(draft: &mut Draft, label: Label, value: &str) {
    let some = (!value.is_empty()).then(|| value.to_owned());
    match label {
        Label::Headline if draft.headline.is_empty() => draft.headline = value.to_owned(),
        Label::Byline if draft.byline.is_empty() => draft.byline = byline::people(value),
        Label::Published => draft.published = date::in_field(value).or(draft.published),
        Label::Source => draft.source = some.or(draft.source.take()),
        Label::Dateline => draft.dateline = value.to_owned(),
        Label::Section => draft.section = some,
        Label::Language => draft.language = some.map(|name| language(&name)),
        Label::Caption => draft.captions.extend(some),
        Label::Headline | Label::Byline | Label::Body | Label::Other => {}
    }
}

/// The tag of a language that is printed by its English name.
fn language(name: &str) -> String {
    let known = [
        ("english", "en"),
        ("german", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("portuguese", "pt"),
        ("italian", "it"),
        ("dutch", "nl"),
        ("russian", "ru"),
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("turkish", "tr"),
    ];
    let lower = name.to_ascii_lowercase();
    known
        .iter()
        .find(|(english, _)| lower.starts_with(english))
        .map_or(name.to_owned(), |(_, tag)| (*tag).to_owned())
}
