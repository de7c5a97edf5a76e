//! What an index holds, as counted when it was built.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::Timestamp;

/// What an index holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The corpora it was built from, in the order of their names.
    pub corpora: Vec<Corpus>,
    /// Which records were found: 32 hexadecimal digits, the first half of the BLAKE3 hash over path,
    /// ordinal and fingerprint of each. Where the corpus lies, what was built before and how many
    /// threads there were do not matter.
    pub fingerprint: String,
    /// Which stories the index holds and how they were read: 32 hexadecimal digits, the first half of the
    /// BLAKE3 hash over the version of newsidx, how each corpus was read, and id, place and fingerprint of
    /// each story. Indexes of which this is the same give the same answers.
    pub index_fingerprint: String,
    /// Whether people, organizations and places were looked for in the texts; if not, there are those
    /// that the sources give.
    #[serde(default)]
    pub tagged: bool,
    /// Stories in languages that there is no model of names for: countries alone were looked for.
    #[serde(default)]
    pub without_model: u64,
    /// Files found in it.
    pub files: u64,
    /// Records found in those files; a file that was refused whole counts as one.
    pub found: u64,
    /// Records that are stories of the index.
    pub indexed: u64,
    /// Records left out because they are no stories, or of a form that is not read.
    pub skipped: u64,
    /// Those of the skipped that are earlier versions of stories.
    pub replaced: u64,
    /// Records that could not be read.
    pub failed: u64,
    /// Records that gave a story and were repaired to be read: their encoding was not the one that they
    /// should be in, or letters had been damaged on the way.
    #[serde(default)]
    pub repaired: u64,
    /// Bytes of all records.
    pub bytes: u64,
    /// The first and the last date of publication.
    pub dates: Option<(Timestamp, Timestamp)>,
    /// How many stories have each field, by its name.
    pub coverage: BTreeMap<String, u64>,
    /// How many stories have each part from where, by the names of parts and origins.
    pub provenance: BTreeMap<String, BTreeMap<String, u64>>,
    /// How many stories came in each form.
    pub formats: BTreeMap<String, u64>,
    /// How many stories came from each source.
    pub sources: BTreeMap<String, u64>,
}

/// A corpus of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corpus {
    /// Its name, with which the paths of its stories begin; empty where it has none.
    pub name: String,
    /// Its folder or file, as given to the build.
    pub place: String,
    /// How it was read.
    pub reading: Reading,
    /// Files found in it.
    pub files: u64,
    /// Records found in those files.
    pub found: u64,
    /// Records that are stories of the index.
    pub indexed: u64,
    /// Bytes of all records.
    pub bytes: u64,
}

/// How a corpus is read: what else than its files decides what is found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The version of newsidx.
    pub newsidx: String,
    /// Globs of the files that are read; all where there is none.
    pub include: Vec<String>,
    /// Globs of files and folders that are not read.
    pub exclude: Vec<String>,
    /// Columns and keys that the user named: our field's name, then theirs.
    pub columns: Vec<(String, String)>,
    /// Whether people, organizations and places are looked for in the texts.
    pub tagged: bool,
}
