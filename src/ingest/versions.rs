//! Stories that may come again in a later version: of each item the latest is kept. Which ids name
//! items, the readers say. All versions are put into the index while it is written, and those that were
//! replaced are not kept; memory holds some forty bytes of each item.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::article::Version;

use super::past::hash;

/// The items of a corpus that have been found so far.
#[derive(Debug, Default)]
pub(super) struct Versions {
    items: FxHashMap<u64, Item>,
    /// Lines of the ledger whose story a later one has replaced, with its place.
    replaced: BTreeMap<u64, String>,
}

/// The latest version of an item.
#[derive(Debug)]
struct Item {
    version: Version,
    /// Its line in the ledger, from 0.
    line: u64,
    /// Its id in the index where that is not its own.
    renamed: Option<Box<str>>,
}

/// What a story is among the versions of its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The first that is found.
    First,
    /// Later than those before it; it goes by their id where that is not its own.
    Later(Option<String>),
    /// Earlier than one before it.
    Earlier,
}

/// What tells one item from another. Only versions in the same form replace one another: a feed's summary
/// of a story is no version of its page, and a corpus replaces nothing of another.
pub(super) fn item(corpus: &str, format: &str, id: &str) -> u64 {
    hash(&format!("{corpus}\0{format}\0{id}"))
}

impl Versions {
    /// Enters a version of an item that stands in a line of the ledger, and at a place, and replaces an
    /// earlier one.
    pub(super) fn enter(&mut self, item: u64, version: Version, line: u64, place: &str) -> Standing {
        let Some(latest) = self.items.get_mut(&item) else {
            let first = Item {
                version,
                line,
                renamed: None,
            };
            self.items.insert(item, first);
            return Standing::First;
        };
        if version < latest.version {
            return Standing::Earlier;
        }
        self.replaced.insert(latest.line, place.to_owned());
        (latest.version, latest.line) = (version, line);
        Standing::Later(latest.renamed.as_deref().map(str::to_owned))
    }

    /// Says by which id an item goes, because its own is taken.
    pub(super) fn rename(&mut self, item: u64, id: &str) {
        if let Some(latest) = self.items.get_mut(&item) {
            latest.renamed = Some(id.into());
        }
    }

    /// The place of the version that has replaced the one in a line of the ledger.
    pub(super) fn replacing(&self, line: u64) -> Option<&str> {
        self.replaced.get(&line).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_item_the_latest_version_is_kept() {
        let version = |number| Version { number, made: None };
        let mut versions = Versions::default();
        let stories = [("a", 1), ("b", 1), ("a", 3), ("a", 2), ("a", 3)];
        let standings = (0..).zip(stories).map(|(line, (id, number))| {
            let place = format!("{line}.xml#0");
            let standing = versions.enter(item("", "nitf", id), version(number), line, &place);
            if line == 0 {
                versions.rename(item("", "nitf", id), "a@0.xml#0");
            }
            standing
        });
        let later = || Standing::Later(Some("a@0.xml#0".into()));
        assert_eq!(
            standings.collect::<Vec<_>>(),
            [
                Standing::First,
                Standing::First,
                later(),
                Standing::Earlier,
                later()
            ]
        );
        let replacing: Vec<_> = (0..5).map(|line| versions.replacing(line)).collect();
        assert_eq!(replacing, [Some("2.xml#0"), None, Some("4.xml#0"), None, None]);
    }
}
