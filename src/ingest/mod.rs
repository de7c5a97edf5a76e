//! The use case "build": from a corpus to an index. Files are split in one thread, records made
//! stories in several, and all that happens to them is written down, in the order in which they
//! were found, in another: so that ids, ledger and counts never depend on the number of threads.

mod account;
mod attempt;
mod base;
mod closing;
mod draft;
mod error;
mod flow;
mod follow;
mod inventory;
mod knowing;
mod ledger;
mod past;
mod plan;
mod repair;
mod tally;
mod verify;
mod versions;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::corpus::{self, Found};
use crate::engine::local::{Disk, OnDisk, manifest_summary};
use crate::engine::{EngineError, Reading, Summary};

use attempt::Attempt;
use base::Base;

pub use error::BuildError;
pub use follow::{Following, Pace, follow};
pub use ledger::{Entries, Entry, Fate, LedgerError, OpenError, Traits, entries, open};
pub use repair::repair;
pub use verify::{Verified, verify};

/// What to build, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The folder or file of the corpus.
    pub corpus: PathBuf,
    /// The name of the corpus in the index: the paths of its stories begin with it and a `/`. Other corpora of
    /// the index stay as they are. A corpus may have no name.
    pub name: String,
    /// The folder of the index; it is made if it is not there.
    pub index: PathBuf,
    /// What to read of the corpus, and how.
    pub options: corpus::Options,
    /// How many threads index; 0 for as many as there are cores.
    pub threads: usize,
    /// Bytes of memory for what is indexed and not yet written; 0 for what is usual.
    pub memory: usize,
    /// Whether to look in the texts for people, organizations and places.
    pub tag: bool,
    /// Whether to begin with nothing of what is there, because it is damaged: other corpora are lost.
    pub anew: bool,
    /// Whether the corpus is to be none of the index any more; nothing is read.
    pub forget: bool,
    /// Whether to read all files, also those that look as they did.
    pub full: bool,
    /// Whether stories of files that are gone stay.
    pub keep_missing: bool,
    /// Whether to read files again of which a record failed.
    pub retry_failed: bool,
    /// How long at the most a build works before what is done is made safe from a kill.
    pub checkpoint: Duration,
}

impl Default for Build {
    fn default() -> Build {
        Build {
            corpus: PathBuf::new(),
            name: String::new(),
            index: PathBuf::new(),
            options: corpus::Options::default(),
            threads: 0,
            memory: 0,
            tag: true,
            anew: false,
            forget: false,
            full: false,
            keep_missing: false,
            retry_failed: false,
            checkpoint: Duration::from_secs(60),
        }
    }
}

impl Build {
    /// A path of the corpus as it stands in the index.
    fn named(&self, path: &str) -> String {
        inventory::named(&self.name, path)
    }

    fn reading(&self) -> Reading {
        Reading {
            newsidx: env!("CARGO_PKG_VERSION").into(),
            include: self.options.include.clone(),
            exclude: self.options.exclude.clone(),
            columns: self.options.columns.clone(),
            tagged: self.tag,
        }
    }
}

/// What a build has made.
#[derive(Clone, Debug, PartialEq)]
pub struct Built {
    /// What the index holds.
    pub summary: Summary,
    /// What has become of its stories; none where there was no index.
    pub changes: Option<Changes>,
}

impl Changes {
    /// Whether all stories are as they were.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.added + self.changed + self.removed == 0
    }
}

/// What has become of the stories of an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Stories whose ids are new.
    pub added: u64,
    /// Stories whose records are other than they were.
    pub changed: u64,
    /// Stories that are gone.
    pub removed: u64,
    /// Stories that are as they were.
    pub unchanged: u64,
}

/// What a build tells while it works.
#[derive(Debug)]
pub enum Event<'e> {
    /// The size of the corpus, told once before anything is read.
    Measured {
        /// Its files.
        files: u64,
        /// Their bytes.
        bytes: u64,
    },
    /// How far it is, told often: sums so far.
    Progress {
        /// Records read.
        records: u64,
        /// Stories that were passed to the index; those that are known are not.
        stories: u64,
        /// Bytes read of the files of the corpus as they lie on disk, packed or not.
        bytes: u64,
    },
    /// A record failed.
    Refused(&'e Entry),
    /// A build that was cut off is gone on with.
    Resumed {
        /// The files that it was done with.
        files: u64,
    },
    /// The index that is there is damaged: another is made in its place, of this corpus alone.
    Anew(&'e EngineError),
    /// What the index held before cannot be told: all stories count as new.
    Forgotten(&'e LedgerError),
    /// A story's id was taken; it goes by the id of the entry.
    Renamed {
        /// The story.
        entry: &'e Entry,
        /// The id that two stories have.
        taken: &'e str,
    },
    /// All is read; the index is being finished.
    Writing,
}

/// Brings an index up to date with a corpus: reads what is new or has changed since the last build, and puts
/// the result in the place of what was there, in one step.
///
/// # Errors
/// When the corpus cannot be walked, nothing is in it, or the index cannot be written. A record
/// that cannot be read is no error: it is counted, and told by [`Event::Refused`].
pub fn build(build: &Build, watch: &mut dyn FnMut(Event<'_>)) -> Result<Built, BuildError> {
    build_on(&(Arc::new(OnDisk) as Arc<dyn Disk>), build, watch)
}

/// The same, with another disk than the real one: so can a disk that fails be tried.
///
/// # Errors
/// As [`build()`].
pub fn build_on(
    disk: &Arc<dyn Disk>,
    build: &Build,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Built, BuildError> {
    /// How often another build may come first.
    const MOST_TRIES: usize = 10;
    let options = Arc::new(build.options.clone());
    for _ in 0..MOST_TRIES {
        let found = match build.forget {
            true => forgotten(build)?,
            false => found(build, &options)?,
        };
        let base = match build.anew {
            true => None,
            false => Base::read(build, watch)?,
        };
        let attempt = Attempt {
            build,
            disk,
            options: Arc::clone(&options),
            base: base.as_ref(),
        };
        if let Some(built) = attempt.run(&found, watch)? {
            return Ok(built);
        }
    }
    Err(BuildError::Overtaken)
}

/// All that a walk finds.
fn found(build: &Build, options: &Arc<corpus::Options>) -> Result<Vec<Found>, BuildError> {
    apart(&build.corpus, &build.index)?;
    let found: Vec<Found> = corpus::walk(&build.corpus, options)?.collect();
    if found.is_empty() {
        return Err(BuildError::Empty {
            corpus: build.corpus.clone(),
        });
    }
    Ok(found)
}

/// Nothing, of a corpus that is one of several.
fn forgotten(build: &Build) -> Result<Vec<Found>, BuildError> {
    let corpora = manifest_summary(&build.index)?.corpora;
    let names: Vec<&str> = corpora.iter().map(|corpus| &*corpus.name).collect();
    if !names.contains(&&*build.name) || names.len() == 1 {
        return Err(BuildError::NotOneOfSeveral {
            name: build.name.clone(),
            index: build.index.clone(),
            names: names.join("`, `"),
        });
    }
    Ok(Vec::new())
}

/// Refuses an index inside its own corpus, which would index itself the next time.
fn apart(corpus: &Path, index: &Path) -> Result<(), BuildError> {
    let whole = |path: &Path| {
        let mut known = path.to_owned();
        let mut rest = Vec::new();
        while !known.exists() {
            rest.push(known.file_name()?.to_owned());
            known = known.parent().map(Path::to_owned)?;
        }
        let start = if known.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &known
        };
        Some(
            start
                .canonicalize()
                .ok()?
                .join(rest.iter().rev().collect::<PathBuf>()),
        )
    };
    match (whole(corpus), whole(index)) {
        (Some(one), Some(other)) if other.starts_with(&one) => Err(BuildError::IndexInCorpus {
            index: index.into(),
            corpus: corpus.into(),
        }),
        _ => Ok(()),
    }
}
