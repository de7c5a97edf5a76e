//! The index under test: one that is there, or a corpus that is built into a temporary one first.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::document::{Fault, Table};
use crate::engine::local::LocalEngine;
use crate::ingest::{self, Build};

/// What a test file is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An index that is there.
    Index(PathBuf),
    /// A corpus, to be built first.
    Corpus(PathBuf),
}

impl Target {
    /// What the outermost table of a test file names, relative to the file's folder.
    pub(super) fn read(root: &Table<'_>, folder: &Path) -> Result<Option<Target>, Fault> {
        let (index, corpus) = (root.get("index"), root.get("corpus"));
        if let (Some(_), Some(corpus)) = (&index, &corpus) {
            let hint = "`index` names one that is there, `corpus` has one built";
            return Err(corpus.fault("a file names an index or a corpus, not both", Some(hint)));
        }
        let place = |value: crate::document::Value<'_>| -> Result<PathBuf, Fault> {
            Ok(folder.join(&*value.text()?))
        };
        Ok(match (index, corpus) {
            (Some(index), _) => Some(Target::Index(place(index)?)),
            (_, Some(corpus)) => Some(Target::Corpus(place(corpus)?)),
            (None, None) => None,
        })
    }

    /// Whether two are the same place, however it is written.
    pub(super) fn same_as(&self, other: &Target) -> bool {
        let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        match (self, other) {
            (Target::Index(one), Target::Index(other)) | (Target::Corpus(one), Target::Corpus(other)) => {
                whole(one) == whole(other)
            }
            _ => false,
        }
    }

    /// Opens the index, building it first where that is needed.
    ///
    /// # Errors
    /// When there is no such index or corpus, or it cannot be read, in words.
    pub(super) fn open(&self, threads: usize) -> Result<Opened, String> {
        match self {
            Target::Index(place) => {
                let engine = LocalEngine::open(place).map_err(|error| error.to_string())?;
                Ok(Opened {
                    engine,
                    _folder: None,
                })
            }
            Target::Corpus(corpus) => {
                let folder = tempfile::Builder::new()
                    .prefix("newsidx-test-")
                    .tempdir()
                    .map_err(|error| format!("cannot make a temporary folder: {error}"))?;
                let build = Build {
                    corpus: corpus.clone(),
                    index: folder.path().join("index"),
                    threads,
                    ..Build::default()
                };
                // What fails in the corpus is counted: `failed` in [holds] can be asked for it.
                ingest::build(&build, &mut |_| {}).map_err(|error| error.to_string())?;
                let engine = LocalEngine::open(&build.index).map_err(|error| error.to_string())?;
                Ok(Opened {
                    engine,
                    _folder: Some(folder),
                })
            }
        }
    }
}

/// An index that was opened.
pub(super) struct Opened {
    pub(super) engine: LocalEngine,
    /// Removed when the tests are done.
    _folder: Option<TempDir>,
}
