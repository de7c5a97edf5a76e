//! Which key or column is which part of a story: as the user named them, by the names that news data
//! sets use, or by what stands in them. And the story made of what was found. It reads no format.

mod content;
mod markup;
mod names;
mod references;
mod story;
#[cfg(test)]
mod tests;

pub(super) use content::{Table, roles};
pub(super) use story::{laid_out, line_of, listed, story};

use crate::field::{self, Field};

/// What a key or column is for a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Headline,
    Body,
    /// The opening of the text, or a line before it.
    Lead,
    /// What the text says in short: read only where there is no text.
    Summary,
    Byline,
    Published,
    Source,
    Section,
    Id,
    Url,
    Language,
    Dateline,
    Caption,
    Person,
    Organization,
    Place,
}

/// Every role with its name in a row that was cut off a table.
#[rustfmt::skip]
const ROLES: &[Role] = &[
    Role::Headline, Role::Body, Role::Lead, Role::Summary, Role::Byline, Role::Published, Role::Source, Role::Section,
    Role::Id, Role::Url, Role::Language, Role::Dateline, Role::Caption, Role::Person, Role::Organization, Role::Place,
];

impl Role {
    /// A letter that stands for the role, from `A`.
    pub(super) fn letter(self) -> u8 {
        let index = ROLES.iter().position(|role| *role == self).unwrap_or_default();
        b'A' + u8::try_from(index).unwrap_or_default()
    }

    /// The role that a letter stands for.
    pub(super) fn of_letter(letter: u8) -> Option<Role> {
        ROLES.get(usize::from(letter.checked_sub(b'A')?)).copied()
    }

    /// Whether a story can consist of it.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Role::Headline | Role::Body | Role::Lead | Role::Summary)
    }
}

/// A name without what different hands write differently: case, `_`, `-`, `$` and white space.
pub(super) fn folded(name: &str) -> String {
    let kept = name
        .chars()
        .filter(|letter| !matches!(letter, '_' | '-' | '$' | '\u{FEFF}') && !letter.is_whitespace());
    kept.flat_map(char::to_lowercase).collect()
}

/// The role that a folded name has, and its rank among the names of that role, from 0.
pub(super) fn role_of_name(folded: &str) -> Option<(Role, u16)> {
    names::NAMES.iter().find_map(|(role, names)| {
        let rank = names.iter().position(|name| *name == folded)?;
        Some((*role, u16::try_from(rank).unwrap_or(u16::MAX)))
    })
}

/// The role of one of our fields, by any of its names in queries.
fn role_of_field(name: &str) -> Option<Role> {
    Some(match field::named(name)?.first()? {
        Field::Headline => Role::Headline,
        Field::Lead => Role::Lead,
        Field::Body => Role::Body,
        Field::Caption => Role::Caption,
        Field::Byline => Role::Byline,
        Field::Dateline => Role::Dateline,
        Field::Source => Role::Source,
        Field::Section => Role::Section,
        Field::Language => Role::Language,
        Field::Person => Role::Person,
        Field::Organization => Role::Organization,
        Field::Place => Role::Place,
        Field::Id => Role::Id,
        Field::Url => Role::Url,
        Field::Published => Role::Published,
        Field::DatelinePlace
        | Field::DatelineCountry
        | Field::Agency
        | Field::Path
        | Field::Status
        | Field::Filed
        | Field::Length => return None,
    })
}

/// A column that the user named for a field with `--map`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked<'options> {
    pub(super) role: Role,
    /// The column's name, its number from 1, or a key's path with dots.
    pub(super) column: &'options str,
}

/// What the user asked for; a field that no column can be read into is left out.
pub(super) fn asked(columns: &[(String, String)]) -> Vec<Asked<'_>> {
    let known = columns
        .iter()
        .filter_map(|(field, column)| Some((role_of_field(field)?, column.trim())));
    known.map(|(role, column)| Asked { role, column }).collect()
}

/// The name of the first field, as the user wrote it, that no column can be read into.
pub(crate) fn unknown_field(columns: &[(String, String)]) -> Option<&str> {
    columns
        .iter()
        .map(|(field, _)| &**field)
        .find(|field| role_of_field(field).is_none())
}

/// What a record says, by role.
#[derive(Debug, Default)]
pub(super) struct Values {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    role: Role,
    rank: u16,
    texts: Vec<String>,
}

impl Values {
    /// Adds what a key or column holds; of several for a role the lowest rank that is not empty is read.
    pub(super) fn add(&mut self, role: Role, rank: u16, texts: Vec<String>) {
        let empty = |text: &str| {
            let text = text.trim();
            let nothing = ["null", "none", "nan", "n/a", "nat", "[]", "{}", "-"];
            text.is_empty() || text.len() <= 4 && nothing.iter().any(|name| name.eq_ignore_ascii_case(text))
        };
        let texts: Vec<String> = texts.into_iter().filter(|text| !empty(text)).collect();
        if !texts.is_empty() {
            self.entries.push(Entry { role, rank, texts });
        }
    }

    /// Adds one more text to what is known for a role at a rank.
    pub(super) fn append(&mut self, role: Role, rank: u16, text: String) {
        match self
            .entries
            .iter_mut()
            .find(|entry| entry.role == role && entry.rank == rank)
        {
            Some(entry) if !text.trim().is_empty() => entry.texts.push(text),
            _ => self.add(role, rank, vec![text]),
        }
    }

    /// What is known for a role: the texts of the best entry, none where there is none.
    fn best(&self, role: Role) -> &[String] {
        let entries = self.entries.iter().filter(|entry| entry.role == role);
        entries
            .min_by_key(|entry| entry.rank)
            .map_or(&[], |entry| &*entry.texts)
    }

    /// Takes what is known for a role out.
    fn take(&mut self, role: Role) -> Vec<String> {
        let entries = self.entries.iter_mut().filter(|entry| entry.role == role);
        entries
            .min_by_key(|entry| entry.rank)
            .map_or_else(Vec::new, |entry| std::mem::take(&mut entry.texts))
    }

    /// Whether a story can be made of it.
    pub(super) fn have_text(&self) -> bool {
        self.entries.iter().any(|entry| entry.role.is_text())
    }
}
