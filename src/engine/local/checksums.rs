//! The list of the files of a generation with their sizes and hashes, by which it can be told whether
//! they are still as they were written. The manifest has the hash of the list, so that nothing can be
//! changed without its being noticed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

/// The file of the list.
pub(super) const NAME: &str = "checksums.json";

/// What is remembered of how the files of a corpus look: it only saves time, may be written anew at any
/// time, and is no part of the index.
pub const SEEN: &str = "seen.zst";

/// The files of a generation but for the list itself, by name.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksums {
    pub(super) files: BTreeMap<String, Checksum>,
}

/// What a file was when it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksum {
    /// Its size.
    pub(super) bytes: u64,
    /// Its BLAKE3 hash, in hexadecimal.
    pub(super) blake3: String,
}

impl Checksum {
    /// That of a file as it is now.
    pub(super) fn of(path: &Path) -> io::Result<Checksum> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path)?)?;
        Ok(Checksum {
            bytes: hasher.count(),
            blake3: hasher.finalize().to_hex().to_string(),
        })
    }
}

impl Checksums {
    /// The list in the folder of a generation, and the hash of its bytes.
    pub(super) fn read(folder: &Path) -> io::Result<(Checksums, String)> {
        let bytes = fs::read(folder.join(NAME))?;
        Ok((serde_json::from_slice(&bytes)?, hash(&bytes)))
    }

    /// A list of all files of a folder. What is known of files that were taken over is believed: to hash
    /// them again would vouch for whatever has become of them since.
    pub(super) fn of_folder(folder: &Path, known: &Checksums, threads: usize) -> io::Result<Checksums> {
        let unknown = |name: &String| !known.files.contains_key(name);
        let listed = names(folder)?.into_iter().filter(|name| name != SEEN);
        let (hashed, kept): (Vec<String>, Vec<String>) = listed.partition(unknown);
        let mut files: BTreeMap<String, Checksum> = kept
            .into_iter()
            .filter_map(|name| Some((name.clone(), known.files.get(&name)?.clone())))
            .collect();
        for (name, checksum) in hashes(folder, hashed, threads, &|_| {}) {
            files.insert(name, checksum?);
        }
        Ok(Checksums { files })
    }

    /// The bytes of the list, and their hash.
    pub(super) fn to_bytes(&self) -> io::Result<(Vec<u8>, String)> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        let hash = hash(&bytes);
        Ok((bytes, hash))
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The hashes of some files of a folder, in no order; the size of each is told when it is done.
pub(super) fn hashes(
    folder: &Path,
    names: Vec<String>,
    threads: usize,
    hashed: &(dyn Fn(u64) + Sync),
) -> Vec<(String, io::Result<Checksum>)> {
    let left = Mutex::new(names);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
                while let Some(name) = next() {
                    let checksum = Checksum::of(&folder.join(&name));
                    hashed(checksum.as_ref().map_or(0, |checksum| checksum.bytes));
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((name, checksum));
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The names of the files of a folder but for the list, in order.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != NAME {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Whether a name is one of tantivy's for a file of a segment: 32 hexadecimal digits and what it is.
/// Such a file never changes, and no other ever has its name.
pub(super) fn is_of_segment(name: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_hexdigit();
    name.split_once('.')
        .is_some_and(|(segment, _)| segment.len() == 32 && segment.bytes().all(is_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_believed_and_the_rest_is_hashed() {
        let folder = tempfile::tempdir().unwrap();
        let segment = format!("{}.store", "0a".repeat(16));
        for name in [&*segment, "meta.json", NAME] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let known = Checksum {
            bytes: 1,
            blake3: "of before".into(),
        };
        let before = Checksums {
            files: [&*segment, "gone"]
                .map(|name| (name.to_owned(), known.clone()))
                .into(),
        };
        let list = Checksums::of_folder(folder.path(), &before, 2).unwrap();
        let names: Vec<&str> = list.files.keys().map(|name| &**name).collect();
        assert_eq!(names, [&*segment, "meta.json"]);
        assert_eq!(list.files[&segment], known);
        assert_eq!(list.files["meta.json"].bytes, 9);
        assert_eq!(
            list.files["meta.json"].blake3,
            blake3::hash(b"meta.json").to_hex().as_str()
        );
        let (bytes, hash) = list.to_bytes().unwrap();
        fs::write(folder.path().join(NAME), bytes).unwrap();
        assert_eq!(Checksums::read(folder.path()).unwrap(), (list, hash));
    }
}
