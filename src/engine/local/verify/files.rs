//! Whether the files of a generation are those that were written, byte by byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::checksums::{self, Checksum, Checksums, hashes};
use super::super::manifest::{self, Manifest};
use super::{Damage, Progress, Verification};

/// What is said of a file that has other bytes than it had.
const CHANGED: &str = "was changed after it was written";

/// Verifies the files that a manifest vouches for. The names of those that are damaged; nothing if it cannot
/// be told which files there are to be.
pub(super) fn verify(
    place: &Path,
    manifest: &Manifest,
    verification: &mut Verification,
    watch: &(dyn Fn(Progress) + Sync),
) -> io::Result<Option<BTreeSet<String>>> {
    let folder = place.join(&manifest.generation);
    verification.files = 1;
    verification.bytes = fs::metadata(place.join(manifest::NAME))?.len();
    let list = match listed(&folder, manifest) {
        Ok(list) => list,
        Err(what) => {
            verification.damages.push(Damage {
                at: format!("{}/{}", manifest.generation, checksums::NAME),
                what,
            });
            return Ok(None);
        }
    };
    verification.files += 1;
    verification.bytes += fs::metadata(folder.join(checksums::NAME))?.len();
    let there = checksums::names(&folder)?;
    let mut wrong = BTreeMap::new();
    let mut readable = Vec::new();
    for (name, checksum) in &list.files {
        match fs::metadata(folder.join(name)) {
            Ok(file) if file.len() == checksum.bytes => readable.push(name.clone()),
            Ok(file) => {
                let what = format!("has {} bytes, not {}", file.len(), checksum.bytes);
                wrong.insert(name.clone(), what);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                wrong.insert(name.clone(), "is missing".into());
            }
            Err(error) => {
                wrong.insert(name.clone(), unread(&error));
            }
        }
    }
    for (name, checksum) in read(&folder, &list, readable, watch) {
        match checksum {
            Ok(checksum) => {
                verification.files += 1;
                verification.bytes += checksum.bytes;
                if list.files.get(&name) != Some(&checksum) {
                    wrong.insert(name, CHANGED.into());
                }
            }
            Err(error) => {
                wrong.insert(name, unread(&error));
            }
        }
    }
    let damaged = wrong.keys().cloned().collect();
    for name in there {
        if !list.files.contains_key(&name) && !name.starts_with(checksums::SEEN) {
            wrong.insert(name, "is none of the files of the index".into());
        }
    }
    let damage = |(name, what)| Damage {
        at: format!("{}/{name}", manifest.generation),
        what,
    };
    verification.damages.extend(wrong.into_iter().map(damage));
    Ok(Some(damaged))
}

/// The list of files, if it is the one that was written, or what is wrong with it.
fn listed(folder: &Path, manifest: &Manifest) -> Result<Checksums, String> {
    match Checksums::read(folder) {
        Ok((list, hash)) if hash == manifest.checksums => Ok(list),
        Ok(_) => Err(CHANGED.into()),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound => Err("is missing".into()),
            // It was read, and cannot be understood.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Err(CHANGED.into()),
            _ => Err(unread(&error)),
        },
    }
}

/// The hashes of files, with a report of each.
fn read(
    folder: &Path,
    list: &Checksums,
    names: Vec<String>,
    watch: &(dyn Fn(Progress) + Sync),
) -> Vec<(String, io::Result<Checksum>)> {
    let total = list.files.values().map(|checksum| checksum.bytes).sum();
    let done = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    hashes(folder, names, threads, &|bytes| {
        let before = done.fetch_add(bytes, Ordering::Relaxed);
        watch(Progress::Bytes(before + bytes, total));
    })
}

fn unread(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}
