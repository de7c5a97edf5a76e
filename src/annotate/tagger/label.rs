//! The labels of a word: outside of names, or the beginning, inside, last or only word of a name of a
//! kind (BILOU; Ratinov and Roth 2009), which tells where one name ends and the next begins.

use crate::article::EntityKind;

/// How many labels there are: [`OUTSIDE`], and four for each kind.
pub(super) const LABELS: usize = 1 + 4 * EntityKind::ALL.len();

/// The label of a word that belongs to no name.
pub(super) const OUTSIDE: u8 = 0;

/// Where in its name a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Beginning,
    Inside,
    Last,
    Only,
}

/// The label of a word of a name.
pub(super) const fn label(kind: EntityKind, at: At) -> u8 {
    1 + 4 * kind as u8 + at as u8
}

/// The kind of the name that a word with this label belongs to.
pub(super) fn kind(label: u8) -> Option<EntityKind> {
    EntityKind::ALL
        .get(usize::from(label.checked_sub(1)?) / 4)
        .copied()
}

fn at(label: u8) -> At {
    match (label.wrapping_sub(1)) % 4 {
        0 => At::Beginning,
        1 => At::Inside,
        2 => At::Last,
        _ => At::Only,
    }
}

/// Whether a name may go on from one label to the next; [`OUTSIDE`] stands before and behind all words.
pub(super) fn follows(one: u8, next: u8) -> bool {
    let open = one != OUTSIDE && matches!(at(one), At::Beginning | At::Inside);
    let continues = next != OUTSIDE && matches!(at(next), At::Inside | At::Last);
    open == continues && (!open || kind(one) == kind(next))
}

/// A name among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// Its first word.
    pub start: usize,
    /// The word after its last one.
    pub end: usize,
    /// What it is.
    pub kind: EntityKind,
}

/// The names that some labels stand for, in order.
pub(super) fn names(labels: &[u8]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut start = 0;
    for (index, label) in labels.iter().enumerate() {
        let Some(kind) = kind(*label) else { continue };
        if matches!(at(*label), At::Beginning | At::Only) {
            start = index;
        }
        if matches!(at(*label), At::Last | At::Only) {
            names.push(Name {
                start,
                end: index + 1,
                kind,
            });
        }
    }
    names
}

/// The labels of so many words among which some names stand.
pub(super) fn labels(words: usize, names: &[Name]) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; words];
    for name in names {
        for (index, place) in labels.iter_mut().enumerate().take(name.end).skip(name.start) {
            let at = match (index == name.start, index + 1 == name.end) {
                (true, true) => At::Only,
                (true, false) => At::Beginning,
                (false, true) => At::Last,
                (false, false) => At::Inside,
            };
            *place = label(name.kind, at);
        }
    }
    labels
}
