//! The ledger: one line for every record that was found, whatever became of it. It lies beside the
//! index it accounts for, as JSON Lines under zstd, and is only ever written whole.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

const NAME: &str = "ledger.jsonl.zst";

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The path of its file, below the corpus root.
    pub path: String,
    /// Its ordinal in the file, from 0.
    pub record: u32,
    /// What became of it.
    pub outcome: Fate,
    /// The id of the story, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The form it was read as; empty where it was not read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Why it is no story of the index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Repairs that were made to read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The first 8 bytes of the BLAKE3 hash of its bytes, in hexadecimal; empty where it was not read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// The generation of the index in which the story came, as it is, into the index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

/// What can become of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is a story of the index.
    Indexed,
    /// It was left out on purpose.
    Skipped,
    /// It could not be read.
    Failed,
}

/// A ledger that cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[error("{doing} the ledger `{path}`: {cause}")]
pub struct LedgerError {
    doing: &'static str,
    path: PathBuf,
    cause: io::Error,
}

/// A ledger being written.
pub(super) struct Ledger {
    path: PathBuf,
    file: zstd::Encoder<'static, BufWriter<File>>,
}

impl Ledger {
    /// Begins a ledger in a folder.
    pub(super) fn create(folder: &Path) -> Result<Ledger, LedgerError> {
        let path = folder.join(NAME);
        let opened = File::create(&path).and_then(|file| zstd::Encoder::new(BufWriter::new(file), 1));
        match opened {
            Ok(file) => Ok(Ledger { path, file }),
            Err(cause) => Err(LedgerError {
                doing: "cannot write",
                path,
                cause,
            }),
        }
    }

    /// Adds a line.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        let line = serde_json::to_writer(&mut self.file, entry).map_err(io::Error::from);
        line.and_then(|()| self.file.write_all(b"\n"))
            .map_err(|cause| self.failed(cause))
    }

    /// Ends the ledger and makes it durable.
    pub(super) fn finish(self) -> Result<(), LedgerError> {
        let Ledger { path, file } = self;
        let ended = file
            .finish()
            .and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error));
        ended
            .and_then(|file| file.sync_all())
            .map_err(|cause| LedgerError {
                doing: "cannot write",
                path,
                cause,
            })
    }

    fn failed(&self, cause: io::Error) -> LedgerError {
        LedgerError {
            doing: "cannot write",
            path: self.path.clone(),
            cause,
        }
    }
}

/// Writes a ledger anew with some of its lines changed; they are counted from 0.
pub(super) fn amend(folder: &Path, mut change: impl FnMut(u64, &mut Entry)) -> Result<(), LedgerError> {
    let amended = tempfile::tempdir_in(folder).map_err(|cause| LedgerError {
        doing: "cannot write",
        path: folder.join(NAME),
        cause,
    })?;
    let mut ledger = Ledger::create(amended.path())?;
    for (line, entry) in (0..).zip(entries(folder)?) {
        let mut entry = entry?;
        change(line, &mut entry);
        ledger.add(&entry)?;
    }
    ledger.finish()?;
    std::fs::rename(amended.path().join(NAME), folder.join(NAME)).map_err(|cause| LedgerError {
        doing: "cannot write",
        path: folder.join(NAME),
        cause,
    })
}

/// The entries of the ledger in a folder, in the order in which the records were found.
///
/// # Errors
/// When there is no ledger, or it cannot be read.
pub fn entries(folder: &Path) -> Result<impl Iterator<Item = Result<Entry, LedgerError>>, LedgerError> {
    let path = folder.join(NAME);
    let failed = {
        let path = path.clone();
        move |cause| LedgerError {
            doing: "cannot read",
            path: path.clone(),
            cause,
        }
    };
    let file = File::open(&path)
        .and_then(zstd::Decoder::new)
        .map_err(failed.clone())?;
    Ok(BufReader::new(file).lines().map(move |line| {
        line.and_then(|line| serde_json::from_str(&line).map_err(io::Error::from))
            .map_err(&failed)
    }))
}
