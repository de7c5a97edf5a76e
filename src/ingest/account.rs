//! The account of a build: what became of each record, added up, and checked at the end against
//! what was found.

use std::path::Path;

use rustc_hash::FxHashSet;

use crate::article::{Article, ArticleId};
use crate::corpus::{Outcome, Record};
use crate::engine::{Summary, Writer};
use crate::field::{FIELDS, Field, Kind};

use super::ledger::{Entry, Fate, Ledger};
use super::past::{Past, hash};
use super::{BuildError, Event};

/// How many records pass between two reports of progress.
const REPORT_EVERY: u64 = 64;

/// The account of a build.
pub(super) struct Account {
    summary: Summary,
    ledger: Ledger,
    /// Hashes of the ids in use. Should two ids have one hash, a story gets a longer id than it
    /// needs, which harms nothing.
    ids: FxHashSet<u64>,
    past: Past,
    last_file: Option<String>,
    coverage: Vec<u64>,
    fingerprint: blake3::Hasher,
}

impl Account {
    /// Opens the account, with its ledger in a folder and the past of the index.
    pub(super) fn open(corpus: &Path, folder: &Path, past: Past) -> Result<Account, BuildError> {
        let summary = Summary {
            corpus: corpus.to_string_lossy().into_owned(),
            ..Summary::default()
        };
        let ledger = Ledger::create(folder)?;
        Ok(Account {
            summary,
            ledger,
            ids: FxHashSet::default(),
            past,
            last_file: None,
            coverage: vec![0; FIELDS.len()],
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
        self.summary.found += 1;
        self.summary.bytes += record.bytes;
        if self.last_file.as_deref() != Some(&*entry.path) {
            self.summary.files += 1;
            self.last_file = Some(entry.path.clone());
        }
        match record.outcome {
            Outcome::Story(article) => {
                let article = self.name(*article, &mut entry, watch);
                let since = self.past.since(&article.id, record.fingerprint);
                let since = since.unwrap_or(writer.generation());
                entry.since = Some(since);
                self.count(&article);
                writer.put(article, since)?;
            }
            Outcome::Skipped(reason) => {
                self.summary.skipped += 1;
                (entry.outcome, entry.reason) = (Fate::Skipped, Some(reason));
            }
            Outcome::Failed(reason) => {
                self.summary.failed += 1;
                (entry.outcome, entry.reason) = (Fate::Failed, Some(reason));
                watch(Event::Refused(&entry));
            }
        }
        self.ledger.add(&entry)?;
        if self.summary.found.is_multiple_of(REPORT_EVERY) {
            watch(self.progress());
        }
        Ok(())
    }

    fn progress(&self) -> Event<'static> {
        Event::Progress {
            records: self.summary.found,
            stories: self.summary.indexed,
            bytes: self.summary.bytes,
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

    fn count(&mut self, article: &Article) {
        let summary = &mut self.summary;
        summary.indexed += 1;
        *summary.formats.entry(article.format.clone()).or_default() += 1;
        if let Some(source) = &article.source {
            *summary.sources.entry(source.clone()).or_default() += 1;
        }
        if let Some(published) = article.published {
            let (first, last) = summary.dates.unwrap_or((published, published));
            summary.dates = Some((first.min(published), last.max(published)));
        }
        for (row, count) in FIELDS.iter().zip(&mut self.coverage) {
            let has = match (row.field, row.kind) {
                (Field::Published, _) => article.published.is_some(),
                (Field::Filed, _) => article
                    .dateline
                    .as_ref()
                    .is_some_and(|dateline| dateline.date.is_some()),
                (_, Kind::Date | Kind::Number | Kind::Key) => continue,
                (field, _) => field.texts(article).iter().any(|text| !text.is_empty()),
            };
            *count += u64::from(has);
        }
    }

    /// Closes the account: all that was found must be accounted for.
    pub(super) fn close(mut self, found: u64) -> Result<Summary, BuildError> {
        let summary = &mut self.summary;
        let accounted = summary.indexed + summary.skipped + summary.failed;
        if found != accounted {
            return Err(BuildError::Unaccounted { found, accounted });
        }
        let rows = FIELDS.iter().zip(&self.coverage);
        let counted = rows.filter(|(row, _)| !matches!(row.kind, Kind::Key | Kind::Number));
        summary.coverage = counted
            .map(|(row, count)| (row.name.to_owned(), *count))
            .collect();
        summary.fingerprint = self.fingerprint.finalize().to_hex()[..32].to_owned();
        self.ledger.finish()?;
        Ok(self.summary)
    }
}
