//! Whether a word or a name stands in one of the lists of [`super::wording`], whatever their length.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::wording as words;

/// What a folded word or name can be.
#[derive(Clone, Copy, Debug)]
pub(super) enum List {
    Title,
    Office,
    Storm,
    MaleTitle,
    FemaleTitle,
    MaleName,
    FemaleName,
    FamilyFirst,
    Particle,
    SonOf,
    Generation,
    Legal,
    Small,
    Generic,
    NoName,
    Shorthand,
    Event,
    Firm,
    Doubtful,
    Opener,
    Month,
}

const LISTS: [(List, &[&str]); 21] = [
    (List::Title, words::TITLES),
    (List::Office, words::OFFICES),
    (List::Storm, words::STORMS),
    (List::MaleTitle, words::MALE_TITLES),
    (List::FemaleTitle, words::FEMALE_TITLES),
    (List::MaleName, words::MALE_NAMES),
    (List::FemaleName, words::FEMALE_NAMES),
    (List::FamilyFirst, words::FAMILY_FIRST),
    (List::Particle, words::PARTICLES),
    (List::SonOf, words::SON_OF),
    (List::Generation, words::GENERATIONS),
    (List::Legal, words::LEGAL),
    (List::Small, words::SMALL),
    (List::Generic, words::GENERIC),
    (List::NoName, words::NO_NAMES),
    (List::Shorthand, words::SHORTHAND),
    (List::Event, words::EVENTS),
    (List::Firm, words::FIRMS),
    (List::Doubtful, words::DOUBTFUL),
    (List::Opener, words::OPENERS),
    (List::Month, words::MONTHS),
];

/// The lists that a word or a name stands in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing(u32);

impl Standing {
    /// Those of a folded word or name.
    pub(super) fn of(folded: &str) -> Standing {
        static TABLE: OnceLock<FxHashMap<&str, Standing>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let mut table: FxHashMap<&str, Standing> = FxHashMap::default();
            for (list, words) in LISTS {
                for word in words {
                    table.entry(word).or_default().0 |= list.bit();
                }
            }
            table
        });
        table.get(folded).copied().unwrap_or_default()
    }

    /// Whether a list is among them.
    pub(super) fn has(self, list: List) -> bool {
        self.0 & list.bit() != 0
    }
}

impl List {
    /// Whether a folded word or name stands in it.
    pub(super) fn has(self, folded: &str) -> bool {
        Standing::of(folded).has(self)
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}
