//! The draft of a ledger: what a build has written down so far. It is kept through a kill up to its last
//! checkpoint, so that a build that is cut off need not begin anew. When all is read it is read once more
//! and becomes the ledger.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::corpus::Seen;
use crate::engine::Writer;
use crate::engine::local::Disk;

use super::BuildError;
use super::inventory::Line;
use super::ledger::{Entries, Entry, Fate, LedgerError, LedgerWriter, load, store};

/// Beginnings of names: what begins so is removed when an index is published.
const LEDGER: &str = "draft-ledger-";
const FILES: &str = "draft-files-";

/// The draft of a build.
pub(super) struct Draft {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    number: u32,
    ledger: LedgerWriter,
    every: Duration,
    last: Instant,
}

/// A file that a build was done with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) line: Line,
    /// How it looked, if that tells it from others.
    pub(super) look: Option<Seen>,
    /// Whether it was read by this build.
    pub(super) is_fresh: bool,
}

/// What is known at a checkpoint: how much of the ledger counts, and the files it is about.
#[derive(Serialize, Deserialize)]
struct Checkpoint {
    ledger_bytes: u64,
    files: Vec<Done>,
}

/// A file that was read before the build was cut off.
#[derive(Debug)]
pub(super) struct Saved {
    pub(super) line: Line,
    pub(super) look: Option<Seen>,
    pub(super) entries: Vec<Entry>,
}

impl Draft {
    /// Begins a draft beside those of builds that were cut off.
    pub(super) fn create(writer: &dyn Writer, every: Duration) -> Result<Draft, LedgerError> {
        let (disk, folder) = (Arc::clone(writer.disk()), writer.folder().to_owned());
        let number = numbers(&folder).last().map_or(1, |last| last + 1);
        Ok(Draft {
            ledger: LedgerWriter::create(&disk, ledger(&folder, number))?,
            disk,
            folder,
            number,
            every,
            last: Instant::now(),
        })
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        self.ledger.add(entry)
    }

    /// Whether it is time for a checkpoint.
    pub(super) fn is_due(&self) -> bool {
        self.last.elapsed() >= self.every
    }

    /// Makes what is done durable: first the stories, then the ledger, then the word that it counts.
    pub(super) fn checkpoint(&mut self, done: &[Done], writer: &mut dyn Writer) -> Result<(), BuildError> {
        writer.checkpoint()?;
        let checkpoint = Checkpoint {
            ledger_bytes: self.ledger.sync()?,
            files: done.to_vec(),
        };
        store(&self.disk, &files(&self.folder, self.number), &checkpoint)?;
        self.last = Instant::now();
        Ok(())
    }

    /// Ends the draft. What was written down, in order.
    pub(super) fn finish(self) -> Result<Entries, LedgerError> {
        self.ledger.finish()?;
        Entries::open(ledger(&self.folder, self.number), u64::MAX)
    }
}

/// The files that earlier builds, which were cut off, were done with, as far as the index has their stories
/// (`serials`, in ascending order). A draft that cannot be read saves nothing.
pub(super) fn saved(folder: &Path, serials: &[u64]) -> Vec<Saved> {
    let has = |entry: &Entry| {
        let serial = entry.serial.filter(|_| entry.outcome == Fate::Indexed);
        serial.is_none_or(|serial| serials.binary_search(&serial).is_ok())
    };
    let mut all = Vec::new();
    for number in numbers(folder) {
        let saved = read(folder, number).unwrap_or_default();
        all.extend(saved.into_iter().filter(|saved| saved.entries.iter().all(has)));
    }
    all
}

fn read(folder: &Path, number: u32) -> Result<Vec<Saved>, LedgerError> {
    let checkpoint: Checkpoint = load(&files(folder, number))?;
    let mut entries = Entries::open(ledger(folder, number), checkpoint.ledger_bytes)?;
    let mut saved = Vec::new();
    for Done { line, look, is_fresh } in checkpoint.files {
        if !is_fresh || line.refused.is_some() {
            entries.pass_over(line.records)?;
            continue;
        }
        let entries = (0..line.records).map(|_| entries.must_have());
        saved.push(Saved {
            entries: entries.collect::<Result<_, _>>()?,
            line,
            look,
        });
    }
    Ok(saved)
}

fn ledger(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{LEDGER}{number}.zst"))
}

fn files(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{FILES}{number}.zst"))
}

/// The numbers of the drafts in a folder, in ascending order.
fn numbers(folder: &Path) -> Vec<u32> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut numbers: Vec<u32> = names
        .filter_map(|entry| {
            let name = entry.file_name();
            let number = name.to_str()?.strip_prefix(LEDGER)?.strip_suffix(".zst")?;
            number.parse().ok()
        })
        .collect();
    numbers.sort_unstable();
    numbers
}
