//! What a title or a first name says of a person, and how many words before a name are titles.

use super::lists::List;
use super::normal;

/// Whether a title or a first name is that of a man or a woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    Female,
    Male,
}

impl Gender {
    fn of_title(title: &str) -> Option<Gender> {
        if List::FemaleTitle.has(title) {
            return Some(Gender::Female);
        }
        List::MaleTitle.has(title).then_some(Gender::Male)
    }

    /// That of a first name that is in the tables, short or full.
    pub(super) fn of_first_name(first: &str) -> Option<Gender> {
        let full = normal::first_name(first);
        if List::FemaleName.has(full) {
            return Some(Gender::Female);
        }
        List::MaleName.has(full).then_some(Gender::Male)
    }
}

/// What the words before a name say as titles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// Whether one of them is a title.
    pub(super) is_title: bool,
    /// What the last of them that says it says.
    pub(super) gender: Option<Gender>,
    /// Whether what follows is a storm's name.
    pub(super) is_storms: bool,
}

impl Title {
    /// What a folded word says.
    pub(super) fn of(word: &str) -> Title {
        Title {
            is_title: normal::is_folded_title(word),
            gender: Gender::of_title(word),
            is_storms: List::Storm.has(word),
        }
    }

    /// The same with another word behind it.
    pub(super) fn then(self, behind: Title) -> Title {
        Title {
            is_title: self.is_title || behind.is_title,
            gender: behind.gender.or(self.gender),
            is_storms: behind.is_storms,
        }
    }
}

/// The most words of an office and of what stands before it.
const LONGEST_OFFICE: usize = 4;

/// How many words before a person's name are titles or the country of an office: `US Senator Kay Hagan`.
pub(super) fn before_person(words: &[&str]) -> usize {
    const FIRST_NAMES: &[&str] = &[
        "chad", "georgia", "israel", "jordan", "kenya", "cuba", "france", "ireland",
    ];
    // An office within the first words, and a first name and a surname behind it.
    let before_name = words.len().saturating_sub(2).min(LONGEST_OFFICE);
    let offices = words[..before_name]
        .iter()
        .rposition(|word| List::Office.has(word));
    let mut skipped = offices.map_or(0, |last| last + 1);
    loop {
        let rest = &words[skipped..];
        let country = rest.len() > 2 && normal::is_country(rest[0]) && !FIRST_NAMES.contains(&rest[0]);
        let more = if country { 1 } else { normal::title_words(rest) };
        if more == 0 {
            // "Ambassador to the United Nations Nikki Haley": what the office is for goes as well.
            let is_for = skipped > 0 && rest.len() > 3 && matches!(rest[0], "to" | "of" | "for");
            return if is_for { words.len() - 2 } else { skipped };
        }
        skipped += more;
    }
}
