//! What is remembered of the last run of a list: up to which generation of an index its answers are
//! known. It lies beside the list, in a file named as the list with `.last` behind.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::engine::Engine;

const ENDING: &str = ".last";

/// The version of the file.
const VERSION: u32 = 1;

/// More than the file ever has, in bytes.
const LARGEST: u64 = 4096;

/// Where a list's last run is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    place: PathBuf,
}

/// What is remembered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    version: u32,
    /// The generation of the index that was asked.
    generation: u64,
    /// The fingerprint of its corpus.
    fingerprint: String,
}

/// What the last run tells of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recalled {
    /// This generation of the index was asked.
    Generation(u64),
    /// There was no run.
    Never,
    /// Another index was asked, or this one before it was made anew.
    Another,
}

/// Why a run cannot be recalled or remembered.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// The file cannot be read or written.
    #[error("{doing} `{path}`: {cause}")]
    File {
        /// What was being done, such as `cannot write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// There is something else in the file.
    #[error(
        "`{path}` does not tell of a run of this newsidx: {why}\nhint: remove it to begin anew, or give the list another name"
    )]
    Other {
        /// The file.
        path: PathBuf,
        /// How one can tell.
        why: String,
    },
}

impl Memory {
    /// Where the runs of a list are remembered.
    #[must_use]
    pub fn of(list: &Path) -> Memory {
        let mut place = list.as_os_str().to_owned();
        place.push(ENDING);
        Memory { place: place.into() }
    }

    /// The file.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// What the last run tells of an index. Only if this index had the remembered corpus in the
    /// remembered generation are the stories that came later all that is new.
    ///
    /// # Errors
    /// When the file cannot be read, or is another.
    pub fn recall(&self, engine: &dyn Engine) -> Result<Recalled, MemoryError> {
        let mut bytes = Vec::new();
        match File::open(&self.place).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)) {
            Ok(_) => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Recalled::Never),
            Err(cause) => return Err(self.failed("cannot read", cause)),
        }
        let run: Run = serde_json::from_slice(&bytes).map_err(|error| self.other(error.to_string()))?;
        if run.version != VERSION {
            return Err(self.other(format!("it has version {}, not {VERSION}", run.version)));
        }
        Ok(match engine.fingerprint_of(run.generation) {
            Some(fingerprint) if fingerprint == run.fingerprint => Recalled::Generation(run.generation),
            _ => Recalled::Another,
        })
    }

    /// Remembers that an index was asked, as it is now, in place of what was remembered.
    ///
    /// # Errors
    /// When the file cannot be written; then it is as it was.
    pub fn keep(&self, engine: &dyn Engine) -> Result<(), MemoryError> {
        let run = Run {
            version: VERSION,
            generation: engine.generation(),
            fingerprint: engine.summary().fingerprint.clone(),
        };
        let mut new = self.place.as_os_str().to_owned();
        new.push(".new");
        let write = || -> io::Result<()> {
            let mut file = File::create(&new)?;
            file.write_all(&serde_json::to_vec(&run)?)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            fs::rename(&new, &self.place)
        };
        write().map_err(|cause| self.failed("cannot write", cause))
    }

    fn failed(&self, doing: &'static str, cause: io::Error) -> MemoryError {
        MemoryError::File {
            doing,
            path: self.place.clone(),
            cause,
        }
    }

    fn other(&self, why: String) -> MemoryError {
        MemoryError::Other {
            path: self.place.clone(),
            why,
        }
    }
}
