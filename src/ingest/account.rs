//! The account of a build: what became of each record, added up, and checked at the end against
//! what was found.

use rustc_hash::FxHashSet;

use crate::article::{Article, ArticleId};
use crate::corpus::{Outcome, Record};
use crate::engine::{Stamp, Summary, Writer};

use super::ledger::{self, Entry, Fate, Ledger};
use super::past::{Past, hash};
use super::tally::Tally;
use super::versions::{Standing, Versions};
use super::{Build, BuildError, Event};

/// How many records pass between two reports of progress.
const REPORT_EVERY: u64 = 64;

/// The account of a build.
pub(super) struct Account {
    tally: Tally,
    ledger: Ledger,
    versions: Versions,
    /// Hashes of the ids in use. Should two ids have one hash, a story gets a longer id than it
    /// needs, which harms nothing.
    ids: FxHashSet<u64>,
    past: Past,
    /// The number of the generation that is built.
    generation: u64,
    /// Bytes read of the files of the corpus, as they lie on disk.
    read: u64,
    fingerprint: blake3::Hasher,
}

impl Account {
    /// Opens the account, with its ledger in the folder of the writer and the past of the index.
    pub(super) fn open(build: &Build, writer: &dyn Writer, past: Past) -> Result<Account, BuildError> {
        let summary = Summary {
            corpus: build.corpus.to_string_lossy().into_owned(),
            tagged: build.tag,
            ..Summary::default()
        };
        Ok(Account {
            tally: Tally::new(summary),
            ledger: Ledger::create(writer.folder())?,
            versions: Versions::create(writer.folder())?,
            generation: writer.generation(),
            ids: FxHashSet::default(),
            past,
            read: 0,
            fingerprint: blake3::Hasher::new(),
        })
    }

    /// Enters a record, and passes it to the writer if it is a story.
    pub(super) fn enter(
        &mut self,
        record: Record,
        writer: &mut dyn Writer,
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), BuildError> {
        let mut entry = Entry {
            path: record.path,
            record: record.record,
            outcome: Fate::Indexed,
            id: None,
            format: record.format.to_owned(),
            reason: None,
            notes: record.notes,
            fingerprint: if record.fingerprint == 0 {
                String::new()
            } else {
                format!("{:016x}", record.fingerprint)
            },
            since: None,
        };
        self.sign(&entry, record.fingerprint);
        self.tally.summary.found += 1;
        self.tally.summary.bytes += record.bytes;
        self.tally.summary.files += u64::from(record.begins_file);
        self.read += record.read;
        match record.outcome {
            Outcome::Story(article) => {
                self.tally.summary.repaired += u64::from(!entry.notes.is_empty());
                if let Some((article, since)) = self.story(*article, record.fingerprint, &mut entry, watch)? {
                    self.tally.count(&article);
                    writer.put(article, Stamp { since, serial: 0 })?;
                }
            }
            Outcome::Skipped(reason) => {
                self.tally.summary.skipped += 1;
                (entry.outcome, entry.reason) = (Fate::Skipped, Some(reason));
            }
            Outcome::Failed(reason) => {
                self.tally.summary.failed += 1;
                (entry.outcome, entry.reason) = (Fate::Failed, Some(reason));
                watch(Event::Refused(&entry));
            }
        }
        self.ledger.add(&entry)?;
        if self.tally.summary.found.is_multiple_of(REPORT_EVERY) {
            watch(self.progress());
        }
        Ok(())
    }

    /// The story to index now, and the generation in which it came. One that a later version may
    /// replace is held back; one that an earlier record has replaced is skipped.
    fn story(
        &mut self,
        mut article: Article,
        fingerprint: u64,
        entry: &mut Entry,
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<Option<(Article, u64)>, BuildError> {
        let line = self.tally.summary.found - 1;
        let given = article.id.clone();
        let standing = article
            .version
            .map(|version| self.versions.enter(&article, version, line));
        match &standing {
            None | Some(Standing::First) => article = self.name(article, entry, watch),
            Some(Standing::Later(renamed)) => {
                article.id = renamed.clone().map_or(article.id, ArticleId);
                entry.id = Some(article.id.0.clone());
            }
            Some(Standing::Earlier) => {
                self.tally.summary.skipped += 1;
                self.tally.summary.replaced += 1;
                entry.outcome = Fate::Skipped;
                entry.reason = Some(format!("a later version of `{given}` is there"));
                return Ok(None);
            }
        }
        let since = self.past.since(&article.id, fingerprint);
        let since = since.unwrap_or(self.generation);
        entry.since = Some(since);
        if standing.is_none() {
            return Ok(Some((article, since)));
        }
        self.versions.hold(&article, &given.0, line, since)?;
        Ok(None)
    }

    fn progress(&self) -> Event<'static> {
        Event::Progress {
            records: self.tally.summary.found,
            stories: self.tally.summary.indexed + self.versions.items(),
            bytes: self.read,
        }
    }

    /// Takes a record into the fingerprint of the corpus; the path is framed by its length.
    fn sign(&mut self, entry: &Entry, fingerprint: u64) {
        self.fingerprint
            .update(&(entry.path.len() as u64).to_le_bytes())
            .update(entry.path.as_bytes())
            .update(&entry.record.to_le_bytes())
            .update(&fingerprint.to_le_bytes());
    }

    /// The story with an id of its own, which is told if it is another than it came with.
    fn name(&mut self, mut article: Article, entry: &mut Entry, watch: &mut dyn FnMut(Event<'_>)) -> Article {
        let given = article.id.clone();
        article.id = self.free_id(&article);
        entry.id = Some(article.id.0.clone());
        if article.id != given {
            entry
                .notes
                .push(format!("the id `{given}` is taken by an earlier story"));
            watch(Event::Renamed {
                entry,
                taken: &given.0,
            });
        }
        article
    }

    /// The story's id, or one made of it and its place if an earlier story has it.
    fn free_id(&mut self, article: &Article) -> ArticleId {
        let mut id = article.id.0.clone();
        let mut attempt = 0;
        while !self.ids.insert(hash(&id)) {
            id = format!("{}@{}#{}", article.id, article.path, article.record);
            if attempt > 0 {
                id = format!("{id}.{attempt}");
            }
            attempt += 1;
        }
        ArticleId(id)
    }

    /// Closes the account: the latest versions are indexed, and all that was found must be accounted for.
    pub(super) fn close(self, found: u64, writer: &mut dyn Writer) -> Result<Summary, BuildError> {
        let Account {
            mut tally,
            ledger,
            versions,
            ..
        } = self;
        let replaced = versions.finish(|held| {
            tally.count(&held.article);
            writer
                .put(
                    held.article,
                    Stamp {
                        since: held.since,
                        serial: 0,
                    },
                )
                .map_err(BuildError::from)
        })?;
        tally.summary.skipped += replaced.len() as u64;
        tally.summary.replaced += replaced.len() as u64;
        let mut summary = tally.finish();
        let accounted = summary.indexed + summary.skipped + summary.failed;
        if found != accounted {
            return Err(BuildError::Unaccounted { found, accounted });
        }
        summary.fingerprint = self.fingerprint.finalize().to_hex()[..32].to_owned();
        ledger.finish()?;
        if !replaced.is_empty() {
            ledger::amend(writer.folder(), |line, entry| {
                if let Some(place) = replaced.get(&line) {
                    entry.outcome = Fate::Skipped;
                    entry.reason = Some(format!("replaced by a later version, {place}"));
                    (entry.id, entry.since) = (None, None);
                }
            })?;
        }
        Ok(summary)
    }
}
