//! From a path to stories: the walk over a folder, the sniffing of a file's form, and a reader per
//! form. Splitting a file into records is done in order and holds little; making a story of a record
//! is work that any thread can do. It knows nothing of indexing.
//!
//! Nothing vanishes here: every file gives at least one [`Record`], and each record is a story, or
//! skipped or failed for a reason that is told.

mod address;
mod boilerplate;
mod byline;
mod caption;
mod columns;
mod container;
pub mod date;
pub mod dateline;
mod decode;
mod draft;
mod enclosed;
mod encoding;
mod entities;
mod feed;
mod fielded;
mod fill;
mod form;
mod json;
mod language;
mod layout;
mod mojibake;
mod newsml;
mod newsml_g2;
mod ninjs;
mod nitf;
mod other;
mod page;
mod plain;
mod reuters;
mod seen;
mod sgml;
mod sniff;
mod status;
mod subject;
mod table;
mod tei;
mod trec;
mod walk;
mod wire;
mod xml;

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Article;

pub use container::Records;
pub use form::Form;
pub use seen::{ContentHash, Seen, content_hash, reads_alike};
pub use walk::{CorpusError, Walk, walk};

/// The largest record that is read, in bytes; a larger one fails and the reader goes on behind it.
pub(crate) const LARGEST_RECORD: usize = 32 << 20;

/// What a record fails with that is larger than [`LARGEST_RECORD`].
pub(crate) const TOO_LARGE: &str = "record larger than 32 MiB";

/// What to read of a corpus, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Globs of the files to read; all files where there is none. A glob without `/` is matched
    /// against a file's name, one with `/` against its path below the root.
    pub include: Vec<String>,
    /// Globs of files and folders not to read; they are not counted either.
    pub exclude: Vec<String>,
    /// Columns and keys as the user named them: our field's name, then theirs.
    pub columns: Vec<(String, String)>,
}

/// What the walk came upon.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A file to read.
    File(SourceFile),
    /// What cannot or will not be read, with the reason: a pipe, a loop of links, a hidden folder.
    Refused(Record),
}

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it lies.
    pub place: PathBuf,
    /// Its path below the root, parts joined by `/`; bytes that are not UTF-8 stand as `\xNN`.
    pub path: String,
    /// How it looked when it was found.
    pub seen: Seen,
}

/// What all records of a file have in common.
#[derive(Debug)]
pub struct FileOfRecords {
    /// The file's path below the root, or the address of a member: `2020.tar.gz!/a/b.html`, or
    /// `cc.warc.gz@1234` for what has no name and begins at that byte.
    pub path: String,
    /// The form it is read as.
    pub form: Form,
    /// What the user asked for.
    pub options: Arc<Options>,
    /// What its archive says of it.
    pub declared: Declared,
    /// Repairs that concern every record, such as `decoded as UTF-16LE`.
    pub notes: Vec<String>,
}

/// What the header says with which an archive of the web keeps a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The address it was fetched from.
    pub url: Option<String>,
    /// Its encoding, as its server named it.
    pub charset: Option<String>,
    /// Its media type, in lower case and without parameters, as its server named it: `text/html`.
    pub media_type: Option<String>,
}

/// A record as it stands in its file, not yet read.
#[derive(Debug)]
pub struct Raw {
    /// Its file.
    pub file: Arc<FileOfRecords>,
    /// Its ordinal in the file, from 0.
    pub record: u32,
    /// Whether it is the first record of a file on disk.
    begins_file: bool,
    /// The bytes of the file on disk that were read for it, and are not told by the record before it.
    read: u64,
    /// Its bytes, or what became of them.
    piece: Piece,
}

/// What a splitter cuts off a file.
#[derive(Debug)]
pub(crate) enum Piece {
    /// The bytes of a record, at most [`LARGEST_RECORD`] of them.
    Bytes(Vec<u8>),
    /// The bytes of a record and what stands before all records of its file, without which they
    /// cannot be read: the root of a feed.
    Within(Arc<[u8]>, Vec<u8>),
    /// A record, or a whole file, whose fate is known already, with its size in bytes.
    Settled(Outcome, u64),
}

/// Cuts a file into records, in order, in bounded memory. After a read error it says so with one
/// last [`Piece::Settled`].
pub(crate) type Pieces = Box<dyn Iterator<Item = Piece> + Send>;

/// The bytes of a file from its beginning, without a byte order mark, UTF-16 made UTF-8.
pub(crate) type Source = Box<dyn Read + Send>;

/// What became of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The path of its file, or its address in an archive.
    pub path: String,
    /// Its ordinal in the file, from 0.
    pub record: u32,
    /// Whether it is the first record of a file on disk: archives hold many.
    pub begins_file: bool,
    /// The bytes of the file on disk that were read since the record before it.
    pub read: u64,
    /// The form it was read as; empty where the file was not read.
    pub format: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// The first 8 bytes of the BLAKE3 hash of its bytes; 0 where it was not read.
    pub fingerprint: u64,
    /// The story, or why there is none.
    pub outcome: Outcome,
    /// Repairs that were made: `decoded as windows-1252`.
    pub notes: Vec<String>,
}

/// A story, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A story.
    Story(Box<Article>),
    /// It was left out on purpose, for the reason given.
    Skipped(String),
    /// It could not be read, for the reason given.
    Failed(String),
}

/// Opens a file on disk, unwraps what it is packed with, and goes through the members of an archive. Never
/// fails: a file or a member that cannot be read gives one record that says so.
#[must_use]
pub fn records(file: &SourceFile, options: &Arc<Options>) -> Records {
    Records::open(file, options)
}

/// Reads bytes as [`records`] reads a file of this name. With a form they are read as that, whatever
/// they are; without one the form is found out, and archives are gone through.
///
/// ```
/// use newsidx::corpus::{Options, Outcome, Raw, records_of};
///
/// let text = b"Fog closes port\n\nTRIPOLI, Jan. 12 -- Fog closed the port on Sunday.".to_vec();
/// let mut records = records_of("fog.txt", text, None, &Options::default().into()).map(Raw::parse);
/// let Some(Outcome::Story(story)) = records.next().map(|record| record.outcome) else {
///     panic!("no story");
/// };
/// assert_eq!(story.headline, "Fog closes port");
/// ```
#[must_use]
pub fn records_of(name: &str, bytes: Vec<u8>, form: Option<Form>, options: &Arc<Options>) -> Records {
    Records::of(name, bytes, form, options)
}

impl Raw {
    /// The bytes it holds in memory, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        let held = match &self.piece {
            Piece::Bytes(bytes) | Piece::Within(_, bytes) => bytes.capacity(),
            Piece::Settled(..) => 0,
        };
        held + size_of::<Raw>()
    }

    /// Makes a story of it, or says why there is none.
    #[must_use]
    pub fn parse(self) -> Record {
        let Raw {
            file,
            record,
            begins_file,
            read,
            piece,
        } = self;
        let mut notes = file.notes.clone();
        let (outcome, bytes, fingerprint) = match piece {
            Piece::Settled(outcome, bytes) => (outcome, bytes, 0),
            Piece::Bytes(bytes) => {
                let text = decode::text(&bytes, &file, &mut notes);
                let outcome = file.form.read(&text, &file, record);
                (outcome, bytes.len() as u64, fingerprint(&bytes))
            }
            Piece::Within(before, bytes) => {
                let whole = [&*before, &*bytes].concat();
                let text = decode::text(&whole, &file, &mut notes);
                let outcome = file.form.read(&text, &file, record);
                (outcome, bytes.len() as u64, fingerprint(&bytes))
            }
        };
        let path = file.path.clone();
        Record {
            path,
            record,
            begins_file,
            read,
            format: file.form.name(),
            bytes,
            fingerprint,
            outcome,
            notes,
        }
    }
}

/// The first 8 bytes of the BLAKE3 hash.
fn fingerprint(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    hash.as_bytes()
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests;
