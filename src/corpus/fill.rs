//! What the readers of XML forms put into a draft alike: names once each, datelines that are some,
//! sections in one line, bylines of given names. It knows no form.

use crate::article::{Entity, EntityKind, PARAGRAPH_BREAK};

use super::draft::{Draft, one_line};
use super::{byline, columns, date, dateline};

/// How many sections of a list are kept.
const MOST_SECTIONS: usize = 3;

/// The longest name of an entity, in bytes.
const LONGEST_NAME: usize = 200;

/// How many paragraphs a dateline is looked for in.
const OPENING: usize = 4;

/// Adds an entity, without the `'s` that marked text leaves at names.
pub(super) fn entity(draft: &mut Draft, kind: EntityKind, name: &str) {
    let name = one_line(name);
    let name = ["'s", "’s"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name);
    let named = name.len() <= LONGEST_NAME && name.contains(char::is_alphabetic);
    if named {
        draft.entities.push(Entity::given(kind, name.to_owned()));
    }
}

/// Sections in one line, each once; none where there is none.
pub(super) fn sections(names: impl Iterator<Item = String>) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names.map(|name| one_line(&name)) {
        let known = |kept: &String| kept.eq_ignore_ascii_case(&name);
        if !name.is_empty() && kept.len() < MOST_SECTIONS && !kept.iter().any(known) {
            kept.push(name);
        }
    }
    (!kept.is_empty()).then(|| kept.join(", "))
}

/// Takes a line for the dateline if it names a place or an agency: some sources put the time there.
pub(super) fn dateline(draft: &mut Draft, line: &str) {
    if !draft.dateline.is_empty() || date::in_line(line).is_some() {
        return;
    }
    let found = dateline::in_field(line, draft.published.map(|time| time.date));
    if line.eq_ignore_ascii_case("no-data-available") {
        return;
    }
    if found.is_some_and(|(found, _)| !found.places.is_empty() || found.agency.is_some()) {
        draft.dateline = line.to_owned();
    }
}

/// Takes the place of a field that is not printed with the story, unless its text begins with a dateline.
pub(super) fn place_of_filing(draft: &mut Draft, line: &str) {
    let day = draft.published.map(|time| time.date);
    let mut opening = draft.text.split(PARAGRAPH_BREAK).take(OPENING);
    if !opening.any(|paragraph| dateline::at_start(paragraph, day).is_some()) {
        dateline(draft, line);
    }
}

/// Words of outlets that stand where a name is looked for, in lower case.
const NOT_PEOPLE: &[&str] = &[
    "tv",
    "television",
    "fernsehen",
    "website",
    "media",
    "radio",
    "video",
    "online",
];

/// Whether a name is that of an outlet: `Reuters TV`, `Faktisk.no`.
fn is_outlet(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let host = word.rsplit_once('.').is_some_and(|(before, last)| {
            before.len() > 2 && last.len() > 1 && last.chars().all(|letter| letter.is_ascii_lowercase())
        });
        host || NOT_PEOPLE.contains(&&*word.to_lowercase())
    })
}

/// Adds the people of a byline, each once.
pub(super) fn authors(draft: &mut Draft, text: &str) {
    for part in text.split(';') {
        let part = part.trim();
        let opened = ["Compiled by ", "Written by ", "Reported by "]
            .iter()
            .find_map(|opening| part.strip_prefix(opening));
        for name in byline::people(opened.unwrap_or(part)) {
            if !draft.byline.contains(&name) && !is_outlet(&name) {
                draft.byline.push(name);
            }
        }
    }
}

/// Adds a creator of whom is not said whether it is a person: a name that is all of it a person's.
pub(super) fn creator(draft: &mut Draft, name: &str) {
    let name = one_line(name);
    if let [person] = &*byline::people(&name)
        && person.contains(' ')
        && person.chars().count() == name.chars().count()
        && !draft.byline.contains(person)
        && !is_outlet(person)
    {
        draft.byline.push(person.clone());
    }
}

/// What became of a story, by the word that its source has for it; none for one that is fit for use.
pub(super) fn status(word: &str) -> Option<String> {
    let word = word
        .rsplit([':', '/'])
        .next()
        .unwrap_or(word)
        .trim()
        .to_lowercase();
    match &*word {
        "" | "usable" => None,
        "cancelled" | "killed" | "kill" => Some("canceled".into()),
        _ if word.len() <= 32 => Some(word),
        _ => None,
    }
}

/// A headline without the markup that may be written into it.
pub(super) fn headline(draft: &mut Draft, text: &str) {
    if draft.headline.is_empty() {
        let line = columns::line_of(text);
        if line.contains(char::is_alphabetic) {
            draft.headline = line;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bare_and_sections_come_once() {
        let mut draft = Draft::default();
        for name in ["Jane Roe", "Jane  Roe's", " ", "12"] {
            entity(&mut draft, EntityKind::Person, name);
        }
        assert!(draft.entities.iter().all(|entity| entity.name == "Jane Roe"));
        assert_eq!(draft.entities.len(), 2);
        let names = ["Sport", "sport", "", "World", "Home", "Money"].map(str::to_owned);
        assert_eq!(sections(names.into_iter()).as_deref(), Some("Sport, World, Home"));
        assert_eq!(sections(std::iter::empty()), None);
    }

    #[test]
    fn a_time_is_no_dateline() {
        for (line, taken) in [
            ("2013-03-04 11:40:31 GMT+00:00", false),
            ("2.4.2019 16:02:09 CEST", false),
            ("4/4/2018", false),
            ("20170102T222800+0000", false),
            ("Strasbourg, 10 juil 2024 (AFP)", true),
            ("Helsinki", true),
        ] {
            let mut draft = Draft::default();
            dateline(&mut draft, line);
            assert_eq!(!draft.dateline.is_empty(), taken, "{line}");
        }
    }

    #[test]
    fn creators_are_people_or_none() {
        let mut draft = Draft::default();
        for name in [
            "Jan-Uwe Ronneburger",
            "IAN KINGTON ",
            "Thomson Reuters",
            "load",
            "cae/tcr",
            "STT",
            "REUTERS TV",
        ] {
            creator(&mut draft, name);
        }
        assert_eq!(draft.byline, ["Jan-Uwe Ronneburger", "Ian Kington"]);
        authors(
            &mut draft,
            "By Ann Poe; Compiled by Cy Hall / Faktisk.no; Ann Poe",
        );
        assert_eq!(draft.byline[2..], ["Ann Poe", "Cy Hall"]);
    }

    #[test]
    fn a_status_is_a_word_of_the_source() {
        assert_eq!(status("stat:usable"), None);
        assert_eq!(status("stat:canceled").as_deref(), Some("canceled"));
        assert_eq!(status("Embargoed").as_deref(), Some("embargoed"));
    }
}
