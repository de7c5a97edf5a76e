//! A file on disk while it is read: how much of it has been taken in, and how much all that is packed
//! in it has given. What a file may give is bounded here.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::super::ContentHash;

/// How many times its own size a compression may give. Text packs to a tenth, pages full of tables to
/// a fiftieth.
const MOST_TIMES: u64 = 250;

/// What a compression may give however small it is, in bytes.
const FREE: u64 = 64 << 20;

/// What all the compressions of a file may give together however small it is, in bytes.
const FREE_IN_ALL: u64 = 256 << 20;

/// The account of a file on disk.
#[derive(Debug)]
pub(super) struct Disk {
    /// Its size in bytes.
    size: u64,
    read: AtomicU64,
    given: AtomicU64,
    hash: OnceLock<ContentHash>,
}

impl Disk {
    pub(super) fn new(size: u64) -> Arc<Disk> {
        Arc::new(Disk {
            size,
            read: AtomicU64::new(0),
            given: AtomicU64::new(0),
            hash: OnceLock::new(),
        })
    }

    /// The bytes read of it so far, at most its size: parts of a zip may be read twice.
    pub(super) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed).min(self.size)
    }

    /// The hash of its bytes, if all of them were read in their order and it was closed.
    pub(super) fn hash(&self) -> Option<ContentHash> {
        self.hash.get().copied()
    }

    /// Notes that a compression in the file has given some bytes more.
    pub(super) fn give(&self, bytes: usize) -> Result<()> {
        let given = self.given.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        if given > FREE_IN_ALL && given > self.size.saturating_mul(MOST_TIMES) {
            let reason =
                format!("all that is packed in it is more than {MOST_TIMES} times its size, as of a bomb");
            return Err(Error::new(ErrorKind::QuotaExceeded, reason));
        }
        Ok(())
    }

    /// Whether all that is packed in it is more than may be.
    pub(super) fn exhausted(&self) -> bool {
        let given = self.given.load(Ordering::Relaxed);
        given > FREE_IN_ALL && given > self.size.saturating_mul(MOST_TIMES)
    }
}

/// Refuses a compression that took in so many bytes and gave so many.
pub(super) fn bounded(taken: u64, given: u64) -> Result<()> {
    if given > FREE && given > taken.saturating_mul(MOST_TIMES) {
        let reason = format!("it unpacks to more than {MOST_TIMES} times its size, as a bomb does");
        return Err(Error::new(ErrorKind::QuotaExceeded, reason));
    }
    Ok(())
}

/// The bytes of a file on disk, counted and hashed.
pub(super) struct FromDisk {
    file: File,
    disk: Arc<Disk>,
    /// Of the bytes from the first one on; none once it was read elsewhere.
    hasher: Option<blake3::Hasher>,
}

impl FromDisk {
    pub(super) fn new(file: File, disk: &Arc<Disk>) -> FromDisk {
        FromDisk {
            file,
            disk: Arc::clone(disk),
            hasher: Some(blake3::Hasher::new()),
        }
    }
}

impl Drop for FromDisk {
    fn drop(&mut self) {
        if let Some(hasher) = self.hasher.take()
            && hasher.count() == self.disk.size
        {
            // A second reader of the whole file would say the same.
            let _ = self.disk.hash.set(*hasher.finalize().as_bytes());
        }
    }
}

impl Read for FromDisk {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.file.read(buffer)?;
        self.disk.read.fetch_add(read as u64, Ordering::Relaxed);
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&buffer[..read]);
        }
        Ok(read)
    }
}

impl Seek for FromDisk {
    fn seek(&mut self, position: SeekFrom) -> Result<u64> {
        self.hasher = None;
        self.file.seek(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_or_well_packed_is_no_bomb() {
        assert!(bounded(1, FREE).is_ok());
        assert!(bounded(1 << 20, 250 << 20).is_ok());
        assert!(bounded(1 << 18, FREE + 1).is_err());
    }

    #[test]
    fn all_layers_of_a_file_share_what_it_may_give() {
        let disk = Disk::new(1000);
        let quarter = (FREE_IN_ALL / 4) as usize;
        assert!((0..4).all(|_| disk.give(quarter).is_ok()));
        assert!(!disk.exhausted());
        assert!(disk.give(1).is_err() && disk.exhausted());
    }
}
