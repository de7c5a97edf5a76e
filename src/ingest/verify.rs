//! Whether an index is what it says: its files as they were written, its stories as they are stored, its ledger
//! of the same stories, its counts those of its ledger; and which files of its corpora have changed since,
//! which is no damage.

use std::path::Path;
use std::time::SystemTime;

use crate::corpus::{Seen, content_hash};
use crate::engine::local::{self, Damage, LocalEngine, Progress};
use crate::engine::{Engine, EngineError};

use super::inventory::{self, Inventory, Line};
use super::ledger::{Fate, LedgerError, entries};

/// What was found when an index was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What is wrong; nothing if the index is sound.
    pub damages: Vec<Damage>,
    /// Files of the index that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Stories whose text was held against what is indexed of it.
    pub stories: u64,
    /// Entries of the ledger.
    pub entries: u64,
    /// Files of the corpora that are as they were when they were read.
    pub same: u64,
    /// Files of the corpora that are others than they were, or gone: the next build reads them.
    pub stale: Vec<String>,
}

/// Verifies the index at a place. `watch` is told how far it is, by several threads.
///
/// # Errors
/// When there is no index of this version, or its files cannot be listed. What is damaged is no error.
pub fn verify(place: &Path, watch: &(dyn Fn(Progress) + Sync)) -> Result<Verified, EngineError> {
    let found = local::verify(place, watch)?;
    let mut verified = Verified {
        stories: found.stories.len() as u64,
        damages: found.damages,
        files: found.files,
        bytes: found.bytes,
        ..Verified::default()
    };
    let engine = match LocalEngine::open(place) {
        Ok(engine) => engine,
        // That is said already, unless nothing is.
        Err(error) => {
            if verified.damages.is_empty() {
                verified.damage("the index", error);
            }
            return Ok(verified);
        }
    };
    let stories = found.complete.then_some(found.stories);
    if let Err(error) = verified.ledger(&engine, stories.as_deref()) {
        verified.damage("ledger", error);
    }
    match Inventory::read(engine.folder()) {
        Ok(inventory) => {
            if inventory::check_looks(engine.folder()).is_err() {
                verified.damage("seen.zst", "cannot be read: it is made anew by the next build");
            }
            verified.corpora(&engine, &inventory);
        }
        Err(error) => verified.damage("files.zst", error),
    }
    Ok(verified)
}

impl Verified {
    fn damage(&mut self, at: &str, what: impl ToString) {
        self.damages.push(Damage {
            at: at.to_owned(),
            what: what.to_string().lines().next().unwrap_or_default().to_owned(),
        });
    }

    /// Holds the ledger against the stories of the index, if they are all known, and the summary against the
    /// ledger.
    fn ledger(&mut self, engine: &LocalEngine, stories: Option<&[(u64, String)]>) -> Result<(), LedgerError> {
        let mut counts = [0_u64; 3];
        let mut told = Vec::new();
        for entry in entries(engine.folder())? {
            let entry = entry?;
            self.entries += 1;
            counts[entry.outcome as usize] += 1;
            if entry.outcome == Fate::Indexed {
                told.push((entry.serial.unwrap_or_default(), entry.id.unwrap_or_default()));
            }
        }
        let summary = engine.summary();
        if counts != [summary.indexed, summary.skipped, summary.failed] || summary.found != self.entries {
            self.damage("ledger", "its entries are not as many as the index says");
        }
        told.sort_unstable();
        let Some(stories) = stories else { return Ok(()) };
        for (serial, id) in &told {
            if stories
                .binary_search_by(|(other, own)| (other, own).cmp(&(serial, id)))
                .is_err()
            {
                self.damage(&format!("story `{id}`"), "is in the ledger and not in the index");
            }
        }
        for (serial, id) in stories {
            if told
                .binary_search_by(|(other, own)| (other, own).cmp(&(serial, id)))
                .is_err()
            {
                self.damage(&format!("story `{id}`"), "is in the index and not in the ledger");
            }
        }
        Ok(())
    }

    /// Holds the files of the corpora against what they were when they were read.
    fn corpora(&mut self, engine: &LocalEngine, inventory: &Inventory) {
        let looks = inventory::read_looks(engine.folder(), inventory);
        for (line, look) in inventory.files.iter().zip(looks) {
            let mut corpora = engine.summary().corpora.iter();
            let corpus = corpora.find(|corpus| corpus.name == line.corpus);
            let Some(corpus) = corpus.filter(|_| line.refused.is_none()) else {
                continue;
            };
            let root = Path::new(&corpus.place);
            let whole = if root.is_file() {
                root.to_owned()
            } else {
                root.join(&line.path)
            };
            if is_same(&whole, line, look) {
                self.same += 1;
            } else {
                self.stale.push(inventory::named(&line.corpus, &line.path));
            }
        }
    }
}

/// Whether a file is as it was when it was read.
fn is_same(place: &Path, line: &Line, look: Option<Seen>) -> bool {
    let Ok(about) = place.metadata() else { return false };
    let seen = Seen::of(&about);
    if look == Some(seen) && seen.is_telling_at(SystemTime::now()) {
        return true;
    }
    match line.hash {
        Some(hash) => seen.bytes == line.bytes && content_hash(place).is_ok_and(|now| now == hash),
        None => look == Some(seen),
    }
}
