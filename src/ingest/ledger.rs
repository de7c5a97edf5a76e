//! The ledger: an entry for every record that was found, whatever became of it, in the order in which the
//! records stand in their corpora. It lies beside the index it accounts for and is published with it, by
//! one rename: neither can be ahead of the other. Entries are postcard under zstd, each behind its length.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::article::{Provenance, Timestamp, Version};
use crate::engine::local::{Disk, DiskFile, LocalEngine, replace};
use crate::engine::{Engine, EngineError};

/// The name of the ledger in the folder of a generation.
pub(super) const LEDGER: &str = "ledger.zst";

/// The longest entry, in bytes: what is longer is no ledger.
const LONGEST_ENTRY: u32 = 64 << 20;

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The path of its file: below the root of its corpus, behind the name of that, if it has one.
    pub path: String,
    /// Its ordinal in the file, from 0.
    pub record: u32,
    /// What became of it.
    pub outcome: Fate,
    /// The id of the story in the index, where it is one of the index.
    pub id: Option<String>,
    /// The id that it came with, where that is another one.
    pub given: Option<String>,
    /// Which version of its item it is, where it is one of several that may be.
    pub version: Option<Version>,
    /// The form it was read as; empty where it was not read.
    pub format: String,
    /// Why it is no story of the index.
    pub reason: Option<String>,
    /// Repairs that were made to read it.
    pub notes: Vec<String>,
    /// The first 8 bytes of the BLAKE3 hash of its bytes; 0 where it was not read.
    pub fingerprint: u64,
    /// The generation of the index in which the story came, as it is, into the index.
    pub since: Option<u64>,
    /// The number under which the index holds the story.
    pub serial: Option<u64>,
    /// Its size in bytes.
    pub bytes: u64,
    /// What is counted of the story.
    pub traits: Option<Traits>,
}

impl Entry {
    /// The id that the story came with, if the record is a story.
    pub(super) fn given(&self) -> Option<&str> {
        self.given.as_deref().or(self.id.as_deref())
    }
}

/// What is counted of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    /// Its source.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Where its parts came from.
    pub provenance: Provenance,
    /// The fields that it has, by their place in [`crate::field::FIELDS`]: a bit each.
    pub fields: u64,
    /// Whether there is a model of names for its language.
    pub has_model: bool,
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
#[error("{doing} the ledger `{path}`: {cause}{}", hint(.cause))]
pub struct LedgerError {
    doing: &'static str,
    path: PathBuf,
    cause: io::Error,
}

impl LedgerError {
    pub(super) fn writing(path: &Path, cause: io::Error) -> LedgerError {
        LedgerError {
            doing: "cannot write",
            path: path.into(),
            cause,
        }
    }

    fn reading(path: &Path, cause: io::Error) -> LedgerError {
        LedgerError {
            doing: "cannot read",
            path: path.into(),
            cause,
        }
    }
}

fn hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull => "\nhint: free some space; the previous index is as it was",
        _ => "",
    }
}

type Sink = BufWriter<Box<dyn DiskFile>>;

/// A ledger that is being written: frames of zstd, one behind the other.
pub(super) struct LedgerWriter {
    path: PathBuf,
    /// None only while a frame is ended.
    frame: Option<zstd::Encoder<'static, Sink>>,
    buffer: Vec<u8>,
}

impl LedgerWriter {
    /// Begins a ledger.
    pub(super) fn create(disk: &Arc<dyn Disk>, path: PathBuf) -> Result<LedgerWriter, LedgerError> {
        let frame = disk.create(&path).and_then(|file| frame(BufWriter::new(file)));
        let frame = frame.map_err(|cause| LedgerError::writing(&path, cause))?;
        Ok(LedgerWriter {
            path,
            frame: Some(frame),
            buffer: Vec::new(),
        })
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        self.write(entry)
            .map_err(|cause| LedgerError::writing(&self.path, cause))
    }

    fn write(&mut self, entry: &Entry) -> io::Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        buffer = postcard::to_extend(entry, buffer).map_err(io::Error::other)?;
        let length = u32::try_from(buffer.len()).map_err(io::Error::other)?;
        let frame = self.frame.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        frame.write_all(&length.to_le_bytes())?;
        frame.write_all(&buffer)?;
        self.buffer = buffer;
        Ok(())
    }

    /// Makes durable what was added so far. The length of the file.
    pub(super) fn sync(&mut self) -> Result<u64, LedgerError> {
        self.end_frame()
            .map_err(|cause| LedgerError::writing(&self.path, cause))
    }

    fn end_frame(&mut self) -> io::Result<u64> {
        let ended = self.frame.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut sink = ended.finish()?;
        sink.flush()?;
        sink.get_mut().sync()?;
        self.frame = Some(frame(sink)?);
        Ok(fs::metadata(&self.path)?.len())
    }

    /// Ends the ledger and makes it durable.
    pub(super) fn finish(mut self) -> Result<(), LedgerError> {
        let ended = self.frame.take().ok_or(io::ErrorKind::BrokenPipe.into());
        let synced = ended.and_then(|frame| {
            let mut sink = frame.finish()?;
            sink.flush()?;
            sink.get_mut().sync()
        });
        synced.map_err(|cause| LedgerError::writing(&self.path, cause))
    }
}

fn frame(sink: Sink) -> io::Result<zstd::Encoder<'static, Sink>> {
    let mut frame = zstd::Encoder::new(sink, 1)?;
    // So that damage is an error, and not another ledger.
    frame.include_checksum(true)?;
    Ok(frame)
}

/// The entries of a ledger, in order.
pub struct Entries {
    path: PathBuf,
    bytes: BufReader<Box<dyn Read>>,
    buffer: Vec<u8>,
}

/// The entries of the ledger in the folder of a generation, in the order in which the records were found.
///
/// # Errors
/// When there is no ledger, or it cannot be read.
pub fn entries(folder: &Path) -> Result<Entries, LedgerError> {
    Entries::open(folder.join(LEDGER), u64::MAX)
}

/// Opens an index and its ledger.
///
/// # Errors
/// When either cannot be read.
pub fn open(place: &Path) -> Result<(LocalEngine, Entries), OpenError> {
    loop {
        let engine = LocalEngine::open(place)?;
        match entries(engine.folder()) {
            Ok(entries) => return Ok((engine, entries)),
            // A build may have replaced the generation after the index was opened.
            Err(error) => {
                if LocalEngine::open(place)?.generation() == engine.generation() {
                    return Err(error.into());
                }
            }
        }
    }
}

/// An index and its ledger cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Because of the index.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Because of the ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Entries {
    /// Opens a ledger, of which so many bytes count.
    pub(super) fn open(path: PathBuf, bytes: u64) -> Result<Entries, LedgerError> {
        let opened = File::open(&path).and_then(|file| zstd::Decoder::new(file.take(bytes)));
        match opened {
            Ok(decoder) => Ok(Entries {
                path,
                bytes: BufReader::with_capacity(1 << 17, Box::new(decoder)),
                buffer: Vec::new(),
            }),
            Err(cause) => Err(LedgerError::reading(&path, cause)),
        }
    }

    fn read(&mut self) -> io::Result<Option<Entry>> {
        if !self.skip_to_next()? {
            return Ok(None);
        }
        postcard::from_bytes(&self.buffer)
            .map(Some)
            .map_err(io::Error::other)
    }

    /// Reads the bytes of the next entry, if there is one.
    fn skip_to_next(&mut self) -> io::Result<bool> {
        let mut length = [0; 4];
        match self.bytes.read(&mut length[..1])? {
            0 => return Ok(false),
            _ => self.bytes.read_exact(&mut length[1..])?,
        }
        let length = u32::from_le_bytes(length);
        if length > LONGEST_ENTRY {
            return Err(io::Error::other("an entry of no ledger"));
        }
        self.buffer.clear();
        let taken = (&mut self.bytes)
            .take(length.into())
            .read_to_end(&mut self.buffer)?;
        if taken < length as usize {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(true)
    }

    /// Passes over some entries without looking at them.
    pub(super) fn pass_over(&mut self, entries: u64) -> Result<(), LedgerError> {
        for _ in 0..entries {
            match self.skip_to_next() {
                Ok(true) => {}
                Ok(false) => return Err(self.failed(io::ErrorKind::UnexpectedEof.into())),
                Err(cause) => return Err(self.failed(cause)),
            }
        }
        Ok(())
    }

    /// The next entry, which must be there.
    pub(super) fn must_have(&mut self) -> Result<Entry, LedgerError> {
        match self.next() {
            Some(entry) => entry,
            None => Err(self.failed(io::ErrorKind::UnexpectedEof.into())),
        }
    }

    fn failed(&self, cause: io::Error) -> LedgerError {
        LedgerError::reading(&self.path, cause)
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read() {
            Ok(entry) => entry.map(Ok),
            Err(cause) => Some(Err(self.failed(cause))),
        }
    }
}

/// Writes what is small enough to be held whole, durably, in the place of what was there.
pub(super) fn store(disk: &Arc<dyn Disk>, path: &Path, what: &impl Serialize) -> Result<(), LedgerError> {
    let stored = || -> io::Result<()> {
        let bytes = postcard::to_stdvec(what).map_err(io::Error::other)?;
        let mut frame = zstd::Encoder::new(Vec::new(), 1)?;
        frame.include_checksum(true)?;
        frame.write_all(&bytes)?;
        replace(&**disk, path, &frame.finish()?)
    };
    stored().map_err(|cause| LedgerError::writing(path, cause))
}

/// Reads what [`store`] wrote.
pub(super) fn load<T: DeserializeOwned>(path: &Path) -> Result<T, LedgerError> {
    let loaded = || -> io::Result<T> {
        let mut bytes = Vec::new();
        zstd::Decoder::new(File::open(path)?)?.read_to_end(&mut bytes)?;
        postcard::from_bytes(&bytes).map_err(io::Error::other)
    };
    loaded().map_err(|cause| LedgerError::reading(path, cause))
}
