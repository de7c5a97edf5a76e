//! What each file of a generation held when it was published: its size and its hash. With it any byte that is
//! not as it was is noticed, by who asks: searches do not.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, replace};
use super::generation::names;

/// The name of the list in the folder of a generation.
pub(super) const LIST: &str = "checksums.json";

/// The memory of how the files of a corpus look, which is no part of the index and is written at any time.
pub(super) const SEEN: &str = "seen.zst";

/// The files of a generation.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksums {
    /// By name.
    pub(super) files: BTreeMap<String, Checksum>,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksum {
    /// Its size.
    pub(super) bytes: u64,
    /// The BLAKE3 hash of it, in hexadecimal.
    pub(super) blake3: String,
}

impl Checksums {
    /// Reads the list in a folder.
    pub(super) fn read(folder: &Path) -> io::Result<Checksums> {
        Ok(serde_json::from_slice(&fs::read(folder.join(LIST))?)?)
    }
}

/// Whether a file of a generation is listed.
pub(super) fn is_listed(name: &str) -> bool {
    name != LIST && name != SEEN
}

/// Writes the list of the files in a folder; its own hash. What is `known` of files of the same names in the
/// generation before holds for those that never change.
pub(super) fn write(disk: &dyn Disk, folder: &Path, known: Option<Checksums>) -> io::Result<String> {
    let known = known.unwrap_or_default();
    let mut list = Checksums::default();
    for name in names(folder)?.into_iter().filter(|name| is_listed(name)) {
        let path = folder.join(&name);
        let bytes = fs::metadata(&path)?.len();
        let is_segment = name.split_once('.').is_some_and(|(uuid, _)| uuid.len() == 32);
        let same = known
            .files
            .get(&name)
            .filter(|known| is_segment && known.bytes == bytes);
        let checksum = match same {
            Some(known) => known.clone(),
            None => Checksum {
                bytes,
                blake3: hash(&path)?,
            },
        };
        list.files.insert(name, checksum);
    }
    let bytes = serde_json::to_vec_pretty(&list)?;
    replace(disk, &folder.join(LIST), &bytes)?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}

/// The hash of a file.
pub(super) fn hash(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}
