//! What the index held before a build, as far as it must be known to tell which stories are new, and which
//! files must be read again although they have not changed. It is read from the ledger of the generation
//! that is to be replaced.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::base::Base;
use super::ledger::{Entry, Fate, LedgerError, entries};
use super::plan::{From, Plan, Step};
use super::versions::item;

/// The stories of the generation before, and what is needed of its ledger out of order.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// By the hash of their ids: the fingerprints of their records, and the generations in which they came.
    stories: FxHashMap<u64, (u64, u32)>,
    /// The entries of files that are at another path now, by their lines in the inventory.
    moved: FxHashMap<usize, Vec<Entry>>,
}

/// What is to become of a line of the inventory.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Kept,
    Moved,
    Gone,
}

impl Past {
    /// Reads the ledger of a generation, and changes the steps of a plan that would not do: a file is read
    /// again if the index lacks a story of it (`serials` are those that it has, in ascending order), or if
    /// a version that was replaced may be the latest now.
    pub(super) fn read(base: &Base, plan: &mut Plan, serials: &[u64]) -> Result<Past, LedgerError> {
        let mut past = Past::default();
        let uses = uses(base, plan);
        let mut again = FxHashSet::default();
        // Items whose latest version is gone, and files that have another version of an item.
        let (mut lost, mut waiting) = (FxHashSet::default(), Vec::new());
        let mut ledger = entries(&base.folder)?;
        for (number, line) in base.inventory.files.iter().enumerate() {
            let mut use_ = uses[number];
            for _ in 0..line.records {
                let entry = ledger.must_have()?;
                let is_indexed = entry.outcome == Fate::Indexed;
                if is_indexed {
                    past.enter(&entry);
                    let is_there = entry
                        .serial
                        .is_some_and(|serial| serials.binary_search(&serial).is_ok());
                    if use_ != Use::Gone && !is_there {
                        again.insert(number);
                        use_ = Use::Gone;
                    }
                }
                if let (Some(_), Some(given)) = (entry.version, entry.given()) {
                    let item = item(&line.corpus, &entry.format, given);
                    if use_ == Use::Moved {
                        // Of two equal versions the one that is found later counts: paths matter.
                        again.insert(number);
                        use_ = Use::Gone;
                    }
                    if is_indexed && use_ == Use::Gone {
                        lost.insert(item);
                    } else if !is_indexed && use_ == Use::Kept {
                        waiting.push((item, number));
                    }
                }
                if use_ == Use::Moved {
                    past.moved.entry(number).or_default().push(entry);
                }
            }
        }
        again.extend(
            waiting
                .into_iter()
                .filter(|(item, _)| lost.contains(item))
                .map(|(_, number)| number),
        );
        plan.read_again(|step| match step {
            Step::Keep(kept) => matches!(kept.from, From::Base(number) if again.contains(&number)),
            Step::Move(number, _) => again.contains(number),
            Step::Read(_) | Step::Refused(_) => false,
        });
        Ok(past)
    }

    /// The stories of a generation as far as its ledger can be read.
    pub(super) fn stories_of(folder: &Path) -> Past {
        let mut past = Past::default();
        let entries = entries(folder).into_iter().flatten();
        entries
            .map_while(Result::ok)
            .filter(|entry| entry.outcome == Fate::Indexed)
            .for_each(|entry| past.enter(&entry));
        past
    }

    fn enter(&mut self, entry: &Entry) {
        let since = entry.since.and_then(|since| u32::try_from(since).ok());
        if let (Some(id), Some(since)) = (&entry.id, since) {
            self.stories.insert(hash(id), (entry.fingerprint, since));
        }
    }

    /// The generation in which a story came, if it was there and its record is the same.
    pub(super) fn since(&self, id: &str, fingerprint: u64) -> Option<u64> {
        let (was, since) = self.stories.get(&hash(id))?;
        (*was == fingerprint).then_some(u64::from(*since))
    }

    /// Whether there was a story of this id.
    pub(super) fn had(&self, id: &str) -> bool {
        self.stories.contains_key(&hash(id))
    }

    /// How many stories there were.
    pub(super) fn stories(&self) -> u64 {
        self.stories.len() as u64
    }

    /// The entries of a file that is at another path now.
    pub(super) fn take_moved(&mut self, line: usize) -> Vec<Entry> {
        self.moved.remove(&line).unwrap_or_default()
    }
}

/// What a plan makes of each line of the inventory.
fn uses(base: &Base, plan: &Plan) -> Vec<Use> {
    let mut uses = vec![Use::Gone; base.inventory.files.len()];
    for step in &plan.steps {
        match step {
            Step::Keep(kept) => {
                if let From::Base(line) = kept.from {
                    uses[line] = Use::Kept;
                }
            }
            Step::Move(line, _) => uses[*line] = Use::Moved,
            Step::Read(_) | Step::Refused(_) => {}
        }
    }
    uses
}

/// The first 8 bytes of the BLAKE3 hash of an id.
pub(super) fn hash(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    hash.as_bytes()
        .first_chunk()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
