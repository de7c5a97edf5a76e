//! The story made of a record's values: markup taken out, paragraphs laid out, names and dates read.
//! What is done to the stories of all forms alike is done behind it.

use crate::article::{EntityKind, PARAGRAPH_BREAK};

use super::super::draft::{Draft, one_line};
use super::super::layout::{self, Layout};
use super::super::{FileOfRecords, Outcome, address, byline, date, dateline, language};
use super::{Role, Values, markup};

/// How many letters of a lead are looked for in the body.
const COMPARED: usize = 60;

/// How many sections of a list are kept.
const MOST_SECTIONS: usize = 3;

/// Makes a story of what a record says.
pub(in crate::corpus) fn story(mut values: Values, file: &FileOfRecords, record: u32) -> Outcome {
    let published = values
        .best(Role::Published)
        .iter()
        .find_map(|text| date::in_field(text));
    let mut draft = Draft {
        published,
        ..Draft::default()
    };
    read_text(&mut values, &mut draft);
    draft.headline = values
        .take(Role::Headline)
        .first()
        .map(|line| line_of(line))
        .unwrap_or_default();
    let first = |role: Role| {
        values
            .best(role)
            .first()
            .map(|text| line_of(text))
            .filter(|text| !text.is_empty())
    };
    if let Some(dateline) = first(Role::Dateline) {
        draft.dateline = dateline;
    }
    let address = first(Role::Url);
    draft.id = first(Role::Id).or_else(|| address.clone());
    draft.source = first(Role::Source)
        .map(|source| address::host(&source).map_or_else(|| source.clone(), str::to_owned));
    draft.url = address.or_else(|| draft.id.clone().filter(|id| address::host(id).is_some()));
    let sections = values
        .best(Role::Section)
        .iter()
        .take(MOST_SECTIONS)
        .map(|text| line_of(text));
    draft.section = Some(sections.collect::<Vec<_>>().join(", ")).filter(|section| !section.is_empty());
    draft.language = first(Role::Language).as_deref().and_then(language::tag);
    read_names(&mut values, &mut draft);
    draft.finish(file, record)
}

/// People, organizations and places, those of the byline included, and captions.
fn read_names(values: &mut Values, draft: &mut Draft) {
    for author in values.take(Role::Byline) {
        for name in byline::people(&plain(&author)) {
            if !draft.byline.contains(&name) {
                draft.byline.push(name);
            }
        }
    }
    let captions = values.take(Role::Caption);
    draft
        .captions
        .splice(0..0, captions.iter().map(|caption| line_of(caption)));
    draft.captions.retain(|caption| !caption.is_empty());
    let kinds = [
        (Role::Person, EntityKind::Person),
        (Role::Organization, EntityKind::Organization),
        (Role::Place, EntityKind::Place),
    ];
    for (role, kind) in kinds {
        draft.add_entities(kind, values.take(role).iter().map(|name| line_of(name)));
    }
}

/// The text of a story: its body with the lead before it, else what stands for a body.
fn read_text(values: &mut Values, draft: &mut Draft) {
    let mut body = laid_out(values.take(Role::Body), &mut draft.captions);
    let lead = laid_out(values.take(Role::Lead), &mut draft.captions);
    if body.is_empty() {
        body = lead;
    } else if !lead.is_empty() && !repeats(&body, &lead) {
        // The dateline opens the body, which is no longer the beginning of the text.
        if let Some((found, taken)) = dateline::at_start(&body, draft.published.map(|time| time.date)) {
            body = body.get(taken..).unwrap_or_default().trim_start().to_owned();
            draft.dateline = found.raw;
        }
        body = format!("{lead}{PARAGRAPH_BREAK}{body}");
    }
    if body.is_empty() {
        body = laid_out(values.take(Role::Summary), &mut draft.captions);
    }
    draft.text = body;
}

/// Texts without markup, laid out in paragraphs one behind the other; captions in them go where they are told.
pub(in crate::corpus) fn laid_out(texts: Vec<String>, captions: &mut Vec<String>) -> String {
    let mut paragraphs = String::new();
    for text in texts {
        let plain = markup::plain(&text);
        captions.extend(plain.captions);
        let text = layout::paragraphs(&plain.text, Layout::of(&plain.text));
        paragraphs.push_str(if paragraphs.is_empty() || text.is_empty() {
            ""
        } else {
            PARAGRAPH_BREAK
        });
        paragraphs.push_str(&text);
    }
    paragraphs
}

/// Whether a body says what its lead says, in the same words.
fn repeats(body: &str, lead: &str) -> bool {
    let letters = |text: &str, most: usize| -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .take(most)
            .collect()
    };
    let lead = letters(lead, COMPARED);
    lead.is_empty() || letters(body, usize::MAX).contains(&lead)
}

/// A text without markup.
fn plain(text: &str) -> String {
    markup::plain(text).text.into_owned()
}

/// A text as one line without markup.
pub(in crate::corpus) fn line_of(text: &str) -> String {
    one_line(&plain(text))
}

/// The values of a cell that may hold several: a list as Python prints it, or names parted by `;` or `|`.
pub(in crate::corpus) fn listed(role: Role, cell: &str) -> Vec<String> {
    let list = matches!(
        role,
        Role::Byline | Role::Section | Role::Caption | Role::Person | Role::Organization | Role::Place
    );
    let bracketed = cell
        .trim()
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'));
    match bracketed {
        Some(inner) if list || matches!(role, Role::Body | Role::Headline) => {
            quoted(inner).unwrap_or_else(|| vec![cell.to_owned()])
        }
        _ if list && role != Role::Caption && role != Role::Section => cell
            .split([';', '|'])
            .map(|name| name.trim().to_owned())
            .collect(),
        _ => vec![cell.to_owned()],
    }
}

/// The strings of a printed list, `'Jane Roe', "Sean O'Hara"`; none where it is no list of strings.
fn quoted(inner: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut letters = inner.trim().chars().peekable();
    while let Some(quote) = letters.next() {
        if quote != '\'' && quote != '"' {
            return None;
        }
        let mut value = String::new();
        loop {
            match letters.next()? {
                '\\' => match letters.next()? {
                    'n' => value.push('\n'),
                    other => value.push(other),
                },
                letter if letter == quote => break,
                letter => value.push(letter),
            }
        }
        values.push(value);
        while letters
            .next_if(|letter| *letter == ',' || letter.is_whitespace())
            .is_some()
        {}
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_hold_lists() {
        assert_eq!(
            listed(Role::Byline, "['Jane Roe', \"Sean O'Hara\"]"),
            ["Jane Roe", "Sean O'Hara"]
        );
        assert_eq!(
            listed(Role::Person, "Ana Ruiz; Bo Lind|Cy Hall"),
            ["Ana Ruiz", "Bo Lind", "Cy Hall"]
        );
        assert_eq!(listed(Role::Place, "Porto, Portugal"), ["Porto, Portugal"]);
        assert_eq!(
            listed(Role::Body, "[Update] The ferry sailed."),
            ["[Update] The ferry sailed."]
        );
    }

    #[test]
    fn a_lead_is_not_read_twice() {
        assert!(repeats(
            "The ferry sank on Monday. It was old.",
            "The ferry sank, on Monday"
        ));
        assert!(!repeats("It was old.", "The ferry sank on Monday"));
    }
}
