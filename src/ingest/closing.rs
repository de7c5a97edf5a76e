//! The end of a build: the draft of the ledger becomes the ledger, and all that is told of the index is
//! counted from it.

use crate::engine::local::FORMAT;
use crate::engine::{Corpus, Summary, Writer};

use super::account::Account;
use super::inventory::{Inventory, Looks, write_looks};
use super::ledger::{Entry, Fate, LEDGER, LedgerWriter};
use super::past::Past;
use super::tally::Tally;
use super::{BuildError, Changes};

/// What a build has come to.
pub(super) struct Closed {
    pub(super) summary: Summary,
    pub(super) changes: Changes,
    /// The serials of the stories of the index.
    pub(super) kept: Vec<u64>,
}

/// Closes an account of `found` records: what was found must be what is accounted for. `corpora` are those of
/// the index, not yet counted, in the order of their names.
pub(super) fn close(
    account: Account<'_>,
    found: u64,
    corpora: Vec<Corpus>,
    writer: &dyn Writer,
) -> Result<Closed, BuildError> {
    let Account {
        past,
        draft,
        done,
        versions,
        next_serial,
        ..
    } = account;
    let mut closing = Closing::new(&past, corpora, writer.generation());
    let (disk, folder) = (writer.disk(), writer.folder());
    let mut ledger = LedgerWriter::create(disk, folder.join(LEDGER))?;
    let mut entries = draft.finish()?;
    let mut line = 0;
    for file in &done {
        closing.begin_file(&file.line.corpus, &file.line.path)?;
        for _ in 0..file.line.records {
            let mut entry = entries.must_have()?;
            if let Some(place) = versions.replacing(line) {
                replace(&mut entry, place);
            }
            closing.count(&entry)?;
            ledger.add(&entry)?;
            line += 1;
        }
    }
    ledger.finish()?;
    let (files, looks): (Vec<_>, Looks) = done.into_iter().map(|done| (done.line, done.look)).unzip();
    Inventory { next_serial, files }.write(disk, folder)?;
    write_looks(disk, folder, &looks)?;
    let closed = closing.finish();
    let summary = &closed.summary;
    let accounted = summary.indexed + summary.skipped + summary.failed;
    if found != accounted {
        return Err(BuildError::Unaccounted { found, accounted });
    }
    Ok(closed)
}

/// A later version has replaced the story of an entry.
fn replace(entry: &mut Entry, place: &str) {
    entry.given = entry.given.take().or(entry.id.take());
    entry.outcome = Fate::Skipped;
    entry.reason = Some(format!("replaced by a later version, {place}"));
    (entry.id, entry.since, entry.serial) = (None, None, None);
}

/// The counts of an index while its ledger is gone through.
struct Closing<'p> {
    past: &'p Past,
    generation: u64,
    tally: Tally,
    changes: Changes,
    /// With the names of all corpora, the one that is underway and those before it counted.
    corpora: Vec<Corpus>,
    underway: usize,
    kept: Vec<u64>,
    of_records: blake3::Hasher,
    of_stories: blake3::Hasher,
}

impl Closing<'_> {
    fn new(past: &Past, corpora: Vec<Corpus>, generation: u64) -> Closing<'_> {
        let mut of_stories = blake3::Hasher::new();
        of_stories.update(&FORMAT.to_le_bytes());
        for corpus in &corpora {
            frame(&mut of_stories, &corpus.name);
            frame(&mut of_stories, &format!("{:?}", corpus.reading));
        }
        Closing {
            past,
            generation,
            tally: Tally::new(),
            changes: Changes::default(),
            corpora,
            underway: 0,
            kept: Vec::new(),
            of_records: blake3::Hasher::new(),
            of_stories,
        }
    }

    fn begin_file(&mut self, name: &str, path: &str) -> Result<(), BuildError> {
        let mut rest = self.corpora.iter().skip(self.underway);
        let ahead = rest.position(|corpus| corpus.name == name);
        let out_of_place = || BuildError::OutOfPlace {
            path: path.to_owned(),
        };
        self.underway += ahead.ok_or_else(out_of_place)?;
        self.corpora[self.underway].files += 1;
        self.tally.summary.files += 1;
        Ok(())
    }

    fn count(&mut self, entry: &Entry) -> Result<(), BuildError> {
        let corpus = &mut self.corpora[self.underway];
        corpus.found += 1;
        corpus.bytes += entry.bytes;
        self.tally.count(entry, corpus.reading.tagged);
        frame(&mut self.of_records, &entry.path);
        self.of_records
            .update(&entry.record.to_le_bytes())
            .update(&entry.fingerprint.to_le_bytes());
        if entry.outcome != Fate::Indexed {
            return Ok(());
        }
        corpus.indexed += 1;
        let (Some(id), Some(serial)) = (&entry.id, entry.serial) else {
            return Err(BuildError::OutOfPlace {
                path: entry.path.clone(),
            });
        };
        self.kept.push(serial);
        frame(&mut self.of_stories, id);
        frame(&mut self.of_stories, &entry.path);
        self.of_stories
            .update(&entry.record.to_le_bytes())
            .update(&entry.fingerprint.to_le_bytes());
        match entry.since == Some(self.generation) {
            false => self.changes.unchanged += 1,
            true if self.past.had(id) => self.changes.changed += 1,
            true => self.changes.added += 1,
        }
        Ok(())
    }

    fn finish(self) -> Closed {
        let mut summary = self.tally.finish();
        summary.tagged = self.corpora.iter().all(|corpus| corpus.reading.tagged);
        summary.corpora = self.corpora;
        summary.fingerprint = short(&self.of_records);
        summary.index_fingerprint = short(&self.of_stories);
        let still = self.changes.unchanged + self.changes.changed;
        Closed {
            summary,
            changes: Changes {
                removed: self.past.stories().saturating_sub(still),
                ..self.changes
            },
            kept: self.kept,
        }
    }
}

/// Takes a text into a fingerprint, framed by its length.
fn frame(hasher: &mut blake3::Hasher, text: &str) {
    hasher
        .update(&(text.len() as u64).to_le_bytes())
        .update(text.as_bytes());
}

/// The first half of a hash, in hexadecimal.
fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..32].to_owned()
}
