//! The account of a build: what becomes of each record, whether it is read now or known from before. Ids are
//! given and versions replaced in the order of the records, as if all of them were read now: what was built
//! before leaves no trace.

use rustc_hash::FxHashSet;

use crate::article::{Article, ArticleId};
use crate::corpus::{Outcome, Record, Seen};
use crate::engine::{Stamp, Writer};

use super::draft::{Done, Draft};
use super::flow::End;
use super::inventory::Line;
use super::ledger::{Entry, Fate};
use super::past::{Past, hash};
use super::tally::traits;
use super::versions::{Standing, Versions, item};
use super::{Build, BuildError, Event};

/// How many records pass between two reports of progress.
const REPORT_EVERY: u64 = 64;

/// The account of a build.
pub(super) struct Account<'b> {
    pub(super) build: &'b Build,
    pub(super) past: Past,
    pub(super) draft: Draft,
    pub(super) versions: Versions,
    /// The files that are done with.
    pub(super) done: Vec<Done>,
    /// The serial of the next story.
    pub(super) next_serial: u64,
    /// Hashes of the ids in use. Should two ids have one hash, a story gets a longer id than it
    /// needs, which harms nothing.
    ids: FxHashSet<u64>,
    /// The number of the generation that is built.
    generation: u64,
    /// Entries made.
    entries: u64,
    stories: u64,
    /// Bytes read of the files of the corpus, as they lie on disk.
    read: u64,
    /// Entries and failures of the file that is underway.
    underway: (u64, u64),
    /// Whether there are stories that a checkpoint would save.
    is_unsaved: bool,
}

/// Where stories go, and what there is to tell.
pub(super) struct Outlet<'o> {
    pub(super) writer: &'o mut dyn Writer,
    pub(super) watch: &'o mut dyn FnMut(Event<'_>),
}

/// Where a known record comes from.
pub(super) struct Whence<'w> {
    /// The name of its corpus.
    pub(super) corpus: &'w str,
    /// The path at which its file was and the one at which it is, if those differ.
    pub(super) moved: Option<(String, String)>,
}

impl Whence<'_> {
    /// A path, an address or an id, with the path of a file that has moved put right.
    fn renamed(&self, text: &str) -> String {
        if let Some((from, to)) = &self.moved
            && let Some(rest) = text.strip_prefix(&**from)
        {
            return format!("{to}{rest}");
        }
        text.to_owned()
    }
}

impl<'b> Account<'b> {
    /// Opens the account of a build.
    pub(super) fn open(build: &'b Build, past: Past, draft: Draft, writer: &dyn Writer) -> Account<'b> {
        Account {
            build,
            past,
            draft,
            versions: Versions::default(),
            done: Vec::new(),
            next_serial: writer.serials().last().map_or(0, |last| last + 1),
            ids: FxHashSet::default(),
            generation: writer.generation(),
            entries: 0,
            stories: 0,
            read: 0,
            underway: (0, 0),
            is_unsaved: false,
        }
    }

    /// Enters a record that was read now, and passes it to the writer if it is a story.
    pub(super) fn enter(&mut self, record: Record, outlet: &mut Outlet<'_>) -> Result<(), BuildError> {
        self.read += record.read;
        let mut entry = Entry {
            path: self.build.named(&record.path),
            record: record.record,
            outcome: Fate::Indexed,
            id: None,
            given: None,
            version: None,
            format: record.format.to_owned(),
            reason: None,
            notes: record.notes,
            fingerprint: record.fingerprint,
            since: None,
            serial: None,
            bytes: record.bytes,
            traits: None,
        };
        match record.outcome {
            Outcome::Story(article) => {
                let mut article = *article;
                self.prefix(&mut article, &record.path);
                entry.version = article.version;
                entry.traits = Some(traits(&article));
                let given = article.id.0.clone();
                if self.settle(&mut entry, &given, &self.build.name) {
                    if entry.given.is_some() {
                        (outlet.watch)(Event::Renamed {
                            entry: &entry,
                            taken: &given,
                        });
                    }
                    self.put(article, &mut entry, outlet.writer)?;
                }
            }
            Outcome::Skipped(reason) => (entry.outcome, entry.reason) = (Fate::Skipped, Some(reason)),
            Outcome::Failed(reason) => (entry.outcome, entry.reason) = (Fate::Failed, Some(reason)),
        }
        self.add(&entry, outlet.watch)
    }

    /// The paths and ids of a named corpus begin with its name.
    fn prefix(&self, article: &mut Article, path: &str) {
        if article.id.0.starts_with(path) {
            article.id.0 = self.build.named(&article.id.0);
        }
        article.path = self.build.named(&article.path);
    }

    /// Enters a record that is known.
    pub(super) fn know(
        &mut self,
        mut entry: Entry,
        whence: &Whence<'_>,
        outlet: &mut Outlet<'_>,
    ) -> Result<(), BuildError> {
        let was = entry.id.take();
        let given = entry.given.take().or_else(|| was.clone());
        let is_moved = whence.moved.is_some();
        entry.path = whence.renamed(&entry.path);
        let is_story = was.is_some() || entry.version.is_some();
        if let Some(given) = given
            .as_deref()
            .filter(|_| is_story)
            .map(|given| whence.renamed(given))
        {
            (entry.outcome, entry.reason) = (Fate::Indexed, None);
            let serial = entry.serial;
            if self.settle(&mut entry, &given, whence.corpus)
                && let Some(serial) = serial.filter(|_| is_moved || entry.id != was)
            {
                let article = outlet.writer.stored(serial)?;
                let mut article = article.ok_or(BuildError::Lost { serial })?;
                article.path.clone_from(&entry.path);
                self.put(article, &mut entry, outlet.writer)?;
            }
        }
        self.add(&entry, outlet.watch)
    }

    /// Gives a story its id and its standing among the versions of its item; whether it is one of the index
    /// for now.
    fn settle(&mut self, entry: &mut Entry, given: &str, corpus: &str) -> bool {
        let mut id = None;
        if let Some(version) = entry.version {
            let item = item(corpus, &entry.format, given);
            let place = format!("{}#{}", entry.path, entry.record);
            match self.versions.enter(item, version, self.entries, &place) {
                Standing::First => {
                    let own = self.free_id(given, entry);
                    if own != given {
                        self.versions.rename(item, &own);
                    }
                    id = Some(own);
                }
                Standing::Later(renamed) => id = Some(renamed.unwrap_or_else(|| given.to_owned())),
                Standing::Earlier => {}
            }
        } else {
            id = Some(self.free_id(given, entry));
        }
        let Some(id) = id else {
            (entry.outcome, entry.id, entry.serial) = (Fate::Skipped, None, None);
            entry.given = Some(given.to_owned());
            entry.reason = Some(format!("a later version of `{given}` is there"));
            entry.since = None;
            return false;
        };
        entry.given = Some(given.to_owned()).filter(|given| *given != id);
        entry.id = Some(id);
        true
    }

    /// The story's id, or one made of it and its place if an earlier story has it.
    fn free_id(&mut self, given: &str, entry: &Entry) -> String {
        let mut id = given.to_owned();
        let mut attempt = 0;
        while !self.ids.insert(hash(&id)) {
            id = format!("{given}@{}#{}", entry.path, entry.record);
            if attempt > 0 {
                id = format!("{id}.{attempt}");
            }
            attempt += 1;
        }
        id
    }

    /// Passes a story to the writer, under the id of its entry.
    fn put(
        &mut self,
        mut article: Article,
        entry: &mut Entry,
        writer: &mut dyn Writer,
    ) -> Result<(), BuildError> {
        let id = entry.id.clone().unwrap_or_default();
        let since = self.past.since(&id, entry.fingerprint).unwrap_or(self.generation);
        let serial = self.next_serial;
        (entry.since, entry.serial) = (Some(since), Some(serial));
        article.id = ArticleId(id);
        self.next_serial += 1;
        self.stories += 1;
        self.is_unsaved = true;
        writer.put(article, Stamp { since, serial })?;
        Ok(())
    }

    fn add(&mut self, entry: &Entry, watch: &mut dyn FnMut(Event<'_>)) -> Result<(), BuildError> {
        let is_failed = entry.outcome == Fate::Failed;
        if is_failed {
            watch(Event::Refused(entry));
        }
        self.draft.add(entry)?;
        self.entries += 1;
        self.underway.0 += 1;
        self.underway.1 += u64::from(is_failed);
        if self.entries.is_multiple_of(REPORT_EVERY) {
            watch(Event::Progress {
                records: self.entries,
                stories: self.stories,
                bytes: self.read,
            });
        }
        Ok(())
    }

    /// A file that was read now is done with.
    pub(super) fn end(&mut self, end: End, writer: &mut dyn Writer) -> Result<(), BuildError> {
        let line = Line {
            corpus: self.build.name.clone(),
            path: end.path,
            bytes: end.bytes,
            hash: end.hash,
            refused: end.refused,
            records: 0,
            failed: 0,
        };
        self.close_file(line, end.look, true);
        if self.is_unsaved && self.draft.is_due() {
            self.draft.checkpoint(&self.done, writer)?;
            self.is_unsaved = false;
        }
        Ok(())
    }

    /// The records of a file have all been entered.
    pub(super) fn close_file(&mut self, line: Line, look: Option<Seen>, is_fresh: bool) {
        let (records, failed) = std::mem::take(&mut self.underway);
        let line = Line {
            records,
            failed,
            ..line
        };
        self.done.push(Done { line, look, is_fresh });
    }
}
