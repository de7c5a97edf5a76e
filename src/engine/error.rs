//! What can be wrong with an index, in words that name the next step.

use std::io;
use std::path::PathBuf;

/// What is wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// There is nothing at that place.
    #[error("no index at `{path}`\nhint: build one with `newsidx build CORPUS --index {path}`")]
    Missing {
        /// The place.
        path: PathBuf,
    },
    /// Something else is at that place.
    #[error("`{path}` is not a newsidx index: {why}\nhint: name the folder of an index with `--index`")]
    NotAnIndex {
        /// The place.
        path: PathBuf,
        /// How one can tell.
        why: String,
    },
    /// A folder is in the way of a new index.
    #[error(
        "`{path}` holds other files, no index is made there: {found}\nhint: name a new or empty folder with `--index`"
    )]
    Occupied {
        /// The place.
        path: PathBuf,
        /// A file that is there.
        found: String,
    },
    /// The index was made by another version.
    #[error(
        "the index at `{path}` has format {found}, this newsidx reads format {wanted}\nhint: build it again with `newsidx build CORPUS --index {path}`"
    )]
    OtherFormat {
        /// The place.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The format of this program.
        wanted: u32,
    },
    /// Another build is at work.
    #[error(
        "another build{holder} is writing to `{path}`\nhint: wait for it to end, or name another place with `--index`"
    )]
    Busy {
        /// The place.
        path: PathBuf,
        /// Its process, in words behind a space; empty where that is not known.
        holder: String,
    },
    /// The place is on a disk where a build cannot keep others out.
    #[error(
        "`{path}` is on a file system without locks: {cause}\nhint: put the index on a local disk, and name it with `--index`"
    )]
    NoLocks {
        /// The place.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file could not be read or written.
    #[error("{doing} `{path}`: {cause}{}", hint(.cause))]
    File {
        /// What was being done, such as `cannot write`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// A thread that writes gave up, which it does when it cannot write.
    #[error(
        "cannot write the index at `{path}`: a thread that writes gave up\nhint: the disk may be full, check the space there; the previous index is as it was"
    )]
    Stopped {
        /// The place.
        path: PathBuf,
    },
    /// What was written is not what was to stay: a defect of newsidx.
    #[error(
        "{kept} stories were to stay in the index at `{path}`, but {found} are there or others; please report this defect\nhint: the previous index is as it was"
    )]
    Unkept {
        /// The place.
        path: PathBuf,
        /// How many were to stay.
        kept: usize,
        /// How many there are.
        found: usize,
    },
    /// The index is damaged.
    #[error(
        "the index at `{path}` is damaged: {why}\nhint: `newsidx verify --index {path}` tells what is damaged, with `--repair` it builds it again"
    )]
    Damaged {
        /// The place.
        path: PathBuf,
        /// What was found.
        why: String,
    },
}

fn hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull => "\nhint: free some space; the previous index is as it was",
        io::ErrorKind::ReadOnlyFilesystem => "\nhint: name a place that can be written with `--index`",
        io::ErrorKind::PermissionDenied => "\nhint: check who may write there",
        _ => "",
    }
}
