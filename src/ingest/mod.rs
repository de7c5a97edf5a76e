//! The use case "build": from a corpus to an index. Files are split in one thread, records made
//! stories in several, and all that happens to them is written down, in the order in which they
//! were found, in another: so that ids, ledger and counts never depend on the number of threads.

mod account;
mod flow;
mod ledger;
mod past;
mod tally;
mod versions;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::{self, CorpusError, Found};
use crate::engine::local::LocalWriter;
use crate::engine::{EngineError, Summary, Writer};

use account::Account;
use past::Past;

pub use ledger::{Entry, Fate, LedgerError, entries};

/// What to build, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The folder or file of the corpus.
    pub corpus: PathBuf,
    /// The folder of the index; it is made if it is not there.
    pub index: PathBuf,
    /// What to read of the corpus, and how.
    pub options: corpus::Options,
    /// How many threads index; 0 for as many as there are cores.
    pub threads: usize,
    /// Whether to look in the texts for people, organizations and places.
    pub tag: bool,
}

impl Default for Build {
    fn default() -> Build {
        Build {
            corpus: PathBuf::new(),
            index: PathBuf::new(),
            options: corpus::Options::default(),
            threads: 0,
            tag: true,
        }
    }
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
        /// Stories among them.
        stories: u64,
        /// Bytes read of the files of the corpus as they lie on disk, packed or not.
        bytes: u64,
    },
    /// A record failed.
    Refused(&'e Entry),
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

/// Why there is no new index. The previous one, if any, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The corpus cannot be walked.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The index cannot be written.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The ledger cannot be written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Stories that may be replaced by later versions cannot be held.
    #[error(
        "cannot hold stories in `{path}`: {cause}\nhint: check the space there; the previous index is as it was"
    )]
    Held {
        /// The folder of the generation.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// The index would be part of its own corpus.
    #[error(
        "the index `{index}` would lie in the corpus `{corpus}`\nhint: name another place with `--index`"
    )]
    IndexInCorpus {
        /// The index.
        index: PathBuf,
        /// The corpus.
        corpus: PathBuf,
    },
    /// There is nothing to index.
    #[error(
        "no file to index in `{corpus}`\nhint: name a folder that holds stories, or check `--include` and `--exclude`"
    )]
    Empty {
        /// The corpus.
        corpus: PathBuf,
    },
    /// The account does not add up: a defect of newsidx.
    #[error("{found} records were found but {accounted} are accounted for; please report this defect")]
    Unaccounted {
        /// Records found.
        found: u64,
        /// Records indexed, skipped and failed.
        accounted: u64,
    },
    /// A thread of the build ended before its work did: a defect of newsidx.
    #[error("a reader thread ended early; please report this defect")]
    Thread,
}

/// Builds an index of a corpus and puts it in the place of the one that was there.
///
/// # Errors
/// When the corpus cannot be walked, nothing is in it, or the index cannot be written. A record
/// that cannot be read is no error: it is counted, and told by [`Event::Refused`].
pub fn build(build: &Build, watch: &mut dyn FnMut(Event<'_>)) -> Result<Summary, BuildError> {
    apart(&build.corpus, &build.index)?;
    let options = Arc::new(build.options.clone());
    let (files, bytes) = measure(&build.corpus, &options)?;
    watch(Event::Measured { files, bytes });
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if build.threads == 0 {
        cores()
    } else {
        build.threads
    };
    let mut writer: Box<dyn Writer> = Box::new(LocalWriter::create(&build.index, threads)?);
    let past = Past::read(writer.replaced()).unwrap_or_else(|error| {
        watch(Event::Forgotten(&error));
        Past::default()
    });
    let mut account = Account::open(build, writer.as_ref(), past)?;
    let walk = corpus::walk(&build.corpus, &options)?;
    let way = flow::Way {
        options,
        threads,
        tag: build.tag,
    };
    let found = flow::run(walk, &way, &mut |record| {
        account.enter(record, writer.as_mut(), watch)
    })?;
    watch(Event::Writing);
    let summary = account.close(found, writer.as_mut())?;
    writer.commit(&summary, Vec::new())?;
    Ok(summary)
}

/// How many files a corpus has, and how many bytes.
fn measure(corpus: &Path, options: &Arc<corpus::Options>) -> Result<(u64, u64), BuildError> {
    let (mut files, mut bytes, mut found) = (0, 0, 0);
    for thing in corpus::walk(corpus, options)? {
        found += 1;
        if let Found::File(file) = thing {
            files += 1;
            bytes += file.seen.bytes;
        }
    }
    if found == 0 {
        return Err(BuildError::Empty {
            corpus: corpus.into(),
        });
    }
    Ok((files, bytes))
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
