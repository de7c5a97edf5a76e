//! Why a build cannot be done, in words that name the next step.

use std::path::PathBuf;

use crate::corpus::CorpusError;
use crate::engine::EngineError;

use super::ledger::LedgerError;

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
    /// The index lacks a story of its ledger: it is damaged.
    #[error(
        "the index lacks story {serial} of its ledger\nhint: `newsidx verify` tells what is damaged, `newsidx build --full` reads all again"
    )]
    Lost {
        /// Its serial.
        serial: u64,
    },
    /// A ledger is not in the order of its corpora, or has a story without a serial.
    #[error("the ledger of `{path}` makes no sense\nhint: read all again with `newsidx build --full`")]
    OutOfPlace {
        /// The file that it is about.
        path: String,
    },
    /// The corpus cannot be watched.
    #[error("cannot watch `{}`: {cause}{}", corpus.display(), watch_hint(.cause))]
    Watch {
        /// The corpus.
        corpus: PathBuf,
        /// Why not.
        cause: notify::Error,
    },
    /// A corpus cannot be forgotten that is not one of several.
    #[error(
        "`{name}` is not one of several corpora in `{index}`: it has `{names}`\nhint: remove the folder of the index to forget all of it"
    )]
    NotOneOfSeveral {
        /// The corpus.
        name: String,
        /// The index.
        index: PathBuf,
        /// The corpora that are there.
        names: String,
    },
    /// Other builds have replaced the index again and again.
    #[error("the index is being replaced by other builds\nhint: run one build at a time")]
    Overtaken,
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

fn watch_hint(cause: &notify::Error) -> &'static str {
    match cause.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "\nhint: let the system watch more (fs.inotify.max_user_watches), or run `newsidx build` now and then"
        }
        notify::ErrorKind::PathNotFound => "\nhint: give the folder that holds the stories, or one file",
        _ => "",
    }
}
