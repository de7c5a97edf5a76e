//! Lists of names and common words in a compact table: a hash of a name, and what is known of it. A
//! hash that two names share gives one of them away wrongly; with 48 bits that hardly happens.

use super::text;
use super::word::{Word, join};

/// What the lists know of a name, a bit each.
pub(super) type Flags = u16;

/// Behind the words of this name a longer name of the lists goes on.
pub(super) const CONTINUES: Flags = 1 << 15;
/// A word that is written in lower case more often than not.
pub(super) const COMMON: Flags = 1 << 14;
/// A country.
pub(super) const COUNTRY: Flags = 1 << 5;

/// What a name can be in a list, by its name in a file of names; the place in the list is the bit.
pub(super) const KINDS: &[&str] = &[
    "first",
    "last",
    "city",
    "large-city",
    "region",
    "country",
    "county",
    "demonym",
    "company",
    "organization",
    "title",
    "team",
    "head",
];

/// Names and what is known of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Open addressing: the upper 48 bits of the hash, and the flags; 0 is free.
    slots: Vec<u64>,
}

impl Lists {
    /// The table of some hashes and their flags.
    pub(super) fn of(entries: &[(u64, Flags)]) -> Lists {
        let mut slots = vec![0_u64; entries.len() * 10 / 7 + 1];
        for (hash, flags) in entries {
            let entry = (hash & !0xffff) | u64::from(*flags);
            let mut at = start(*hash, slots.len());
            while slots[at] != 0 {
                at = if at + 1 == slots.len() { 0 } else { at + 1 };
            }
            slots[at] = entry;
        }
        Lists { slots }
    }

    /// Appends the table to some bytes.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.slots.iter().flat_map(|slot| slot.to_le_bytes()));
    }

    /// The table that some bytes are.
    pub(super) fn read(bytes: &[u8]) -> Lists {
        let slots = bytes.as_chunks::<8>().0.iter();
        Lists {
            slots: slots.map(|slot| u64::from_le_bytes(*slot)).collect(),
        }
    }

    /// Whether looking something up comes to an end.
    pub(super) fn is_sound(&self) -> bool {
        self.slots.is_empty() || self.slots.contains(&0)
    }

    /// What is known of a name, by its hash.
    #[inline]
    pub(super) fn flags(&self, hash: u64) -> Flags {
        if self.slots.is_empty() {
            return 0;
        }
        let mut at = start(hash, self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return 0;
            }
            if slot >> 16 == hash >> 16 {
                return (slot & 0xffff) as Flags;
            }
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
    }
}

fn start(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}

/// The hash of a name of several words, from the first to the last.
pub(super) fn phrase(words: &[Word<'_>]) -> Option<u64> {
    let (first, rest) = words.split_first()?;
    Some(rest.iter().fold(first.hash, |hash, word| join(hash, word.hash)))
}

/// Every beginning of a name with what it is: the name itself has the flags, its beginnings go on.
pub(super) fn entries(name: &str, flags: Flags) -> Vec<(u64, Flags)> {
    let mut words = Vec::new();
    text::words(name, &mut words);
    let ends = 1..=words.len();
    ends.filter_map(|end| {
        let flags = if end == words.len() { flags } else { CONTINUES };
        Some((phrase(&words[..end])?, flags))
    })
    .collect()
}
