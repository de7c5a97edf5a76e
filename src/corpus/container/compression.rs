//! Compressions: told by their first bytes, unwrapped as streams, and stopped where they give more than
//! an honest one would.

use std::io::{BufRead, BufReader, Read, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::Source;
use super::disk::{Disk, bounded};
use super::gzip::{Gunzip, Starts};

/// How much is read at once, in bytes.
const BUFFER: usize = 64 << 10;

/// The memory that an xz may ask for, in KiB; `xz -9` asks for 65 MiB.
const XZ_MEMORY: u32 = 128 << 10;

/// The compressions that are unwrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
    Xz,
    Bzip2,
    /// What zip and HTTP call deflate, without a header of its own.
    Deflate,
    /// Deflate with a header of two bytes, as HTTP servers send it.
    Zlib,
}

impl Compression {
    /// The compression that a stream begins with.
    pub(super) fn of(head: &[u8]) -> Option<Compression> {
        let block = head.get(4..10).unwrap_or_default();
        let size = head.get(3).is_some_and(|digit| (b'1'..=b'9').contains(digit));
        // Pi begins a block of bzip2, its root ends a stream.
        let bzip2 = head.starts_with(b"BZh")
            && size
            && (block == [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
                || block == [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]);
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Compression::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
            // A frame of zstd to be skipped, with which some writers begin.
            [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Compression::Zstd),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Compression::Xz),
            _ if bzip2 => Some(Compression::Bzip2),
            _ => None,
        }
    }

    /// What a file's name says less once it is unwrapped: `a.csv` of `a.csv.gz`.
    pub(super) fn inner_name(self, name: &str) -> &str {
        let ending = match self {
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
            Compression::Xz => ".xz",
            Compression::Bzip2 => ".bz2",
            Compression::Deflate | Compression::Zlib => return name,
        };
        let before = name.len().saturating_sub(ending.len());
        match name.split_at_checked(before) {
            Some((inner, last)) if last.eq_ignore_ascii_case(ending) => inner,
            _ => name,
        }
    }

    /// The stream behind the compression, and where the members of a gzip begin.
    pub(super) fn unwrap(self, source: Source, disk: &Arc<Disk>) -> Result<(Source, Option<Starts>)> {
        let packed = Counted::new(source);
        let taken = Arc::clone(&packed.taken);
        let inner: Source = match self {
            Compression::Gzip => {
                let (gunzip, starts) = Gunzip::new(packed, Arc::clone(disk));
                return Ok((Box::new(gunzip), Some(starts)));
            }
            Compression::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
            Compression::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_MEMORY)),
            Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
            Compression::Deflate => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
            Compression::Zlib => Box::new(flate2::bufread::ZlibDecoder::new(packed)),
        };
        let guarded = Guarded {
            inner,
            taken,
            given: 0,
            disk: Arc::clone(disk),
        };
        Ok((Box::new(guarded), None))
    }
}

/// A packed stream that counts what is taken off it, to the byte.
pub(super) struct Counted {
    source: BufReader<Source>,
    pub(super) taken: Arc<AtomicU64>,
}

impl Counted {
    fn new(source: Source) -> Counted {
        Counted {
            source: BufReader::with_capacity(BUFFER, source),
            taken: Arc::default(),
        }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.source.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken.fetch_add(amount as u64, Ordering::Relaxed);
        self.source.consume(amount);
    }
}

/// An unwrapped stream that ends with an error where it gives too much.
struct Guarded {
    inner: Source,
    taken: Arc<AtomicU64>,
    given: u64,
    disk: Arc<Disk>,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        self.disk.give(read)?;
        bounded(self.taken.load(Ordering::Relaxed), self.given)?;
        Ok(read)
    }
}
