//! Zip, by its directory at the end: one entry after the other, none of them held. Names may come twice
//! and in any order; the parts they name may not overlap.

use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;

use super::super::{Outcome, Source};
use super::compression::Compression;
use super::disk::Disk;
use super::lent::cut_off;
use super::{Member, Suffix, name};

/// What can be read at any place of it.
pub(super) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// A file that its members read in turns.
type Shared = Arc<Mutex<Box<dyn Seekable>>>;

/// Sizes of the fixed parts, in bytes.
const END: usize = 22;
const END_64: usize = 56;
const LOCATOR: usize = 20;
const ENTRY: usize = 46;
const LOCAL: usize = 30;

/// The longest comment behind the directory.
const LONGEST_COMMENT: usize = 0xFFFF;

/// The members of a zip.
pub(super) struct Zip {
    shared: Shared,
    disk: Arc<Disk>,
    /// The size of the file.
    size: u64,
    /// What stands before the zip in the file.
    base: u64,
    /// Where the next entry of the directory stands, and where the directory ends.
    next: u64,
    end: u64,
    /// Entries to come.
    left: u64,
    /// The bytes that members have taken up.
    used: u64,
}

/// Where the directory of a zip lies.
struct Directory {
    base: u64,
    start: u64,
    end: u64,
    entries: u64,
}

/// An entry of the directory.
struct Entry {
    made_by: u16,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    unpacked: u64,
    attributes: u32,
    offset: u64,
    name: Vec<u8>,
}

impl Zip {
    /// Finds the directory, or says why it cannot.
    pub(super) fn open(mut file: Box<dyn Seekable>, disk: &Arc<Disk>) -> std::result::Result<Zip, Outcome> {
        let failed = |error: Error| Outcome::Failed(format!("cannot read the zip: {error}"));
        let size = file.seek(SeekFrom::End(0)).map_err(failed)?;
        let found = directory(&mut *file, size).map_err(failed)?;
        Ok(Zip {
            shared: Arc::new(Mutex::new(file)),
            disk: Arc::clone(disk),
            size,
            base: found.base,
            next: found.start,
            end: found.end,
            left: found.entries,
            used: 0,
        })
    }

    /// Reads the next entry of the directory.
    fn entry(&mut self) -> Result<Entry> {
        let fixed: [u8; ENTRY] = self.part(self.next, ENTRY)?.try_into().map_err(|_| cut_off())?;
        if !fixed.starts_with(b"PK\x01\x02") {
            return Err(damaged("its directory has fewer entries than it says"));
        }
        let name = usize::from(u16_at(&fixed, 28));
        let extra = usize::from(u16_at(&fixed, 30));
        let comment = u64::from(u16_at(&fixed, 32));
        let texts = self.part(self.next + ENTRY as u64, name + extra)?;
        self.next += (ENTRY + name + extra) as u64 + comment;
        if self.next > self.end {
            return Err(damaged("its directory is longer than it says"));
        }
        let (name, extra) = texts.split_at(name);
        let mut entry = Entry {
            made_by: u16_at(&fixed, 4),
            flags: u16_at(&fixed, 8),
            method: u16_at(&fixed, 10),
            crc: u32_at(&fixed, 16),
            packed: u64::from(u32_at(&fixed, 20)),
            unpacked: u64::from(u32_at(&fixed, 24)),
            attributes: u32_at(&fixed, 38),
            offset: u64::from(u32_at(&fixed, 42)),
            name: name.to_vec(),
        };
        entry.extend(extra);
        Ok(entry)
    }

    /// The bytes at a place of the file.
    fn part(&self, at: u64, length: usize) -> Result<Vec<u8>> {
        let mut file = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        part(&mut **file, at, length)
    }

    /// The content of a member, unpacked and checked as it is read.
    fn content(&mut self, entry: &Entry) -> std::result::Result<Source, Outcome> {
        let failed = |error: Error| Outcome::Failed(format!("cannot read it: {error}"));
        if entry.attributes >> 16 & 0o170_000 == 0o120_000 && entry.made_by >> 8 == 3 {
            return Err(Outcome::Skipped("a link".into()));
        }
        if entry.flags & 1 != 0 {
            return Err(Outcome::Failed("it is encrypted".into()));
        }
        let at = self.base.saturating_add(entry.offset);
        let local = self.part(at, LOCAL).map_err(failed)?;
        if !local.starts_with(b"PK\x03\x04") {
            return Err(Outcome::Failed("it is not where the zip says".into()));
        }
        let header = LOCAL as u64 + u64::from(u16_at(&local, 26)) + u64::from(u16_at(&local, 28));
        let start = at.saturating_add(header);
        self.used = self.used.saturating_add(header).saturating_add(entry.packed);
        if self.used > self.size || start.saturating_add(entry.packed) > self.size {
            return Err(Outcome::Failed(
                "the members of the zip overlap or are cut off".into(),
            ));
        }
        let section: Source = Box::new(Section {
            shared: Arc::clone(&self.shared),
            at: start,
            left: entry.packed,
        });
        let compression = match entry.method {
            0 => None,
            8 => Some(Compression::Deflate),
            12 => Some(Compression::Bzip2),
            93 => Some(Compression::Zstd),
            95 => Some(Compression::Xz),
            method => {
                let reason = format!("it is packed by method {method} of zip, which is not read");
                return Err(Outcome::Failed(reason));
            }
        };
        let unpacked = match compression {
            None => section,
            Some(compression) => compression.unwrap(section, &self.disk).map_err(failed)?.0,
        };
        Ok(Box::new(Checked {
            inner: unpacked,
            crc: Crc::new(),
            wanted: entry.crc,
            left: entry.unpacked,
        }))
    }
}

impl Entry {
    /// Takes in what stands behind the name: long sizes, and the name as UTF-8.
    fn extend(&mut self, mut extra: &[u8]) {
        while let Some((head, rest)) = extra.split_at_checked(4) {
            let length = usize::from(u16_at(head, 2));
            let Some((field, after)) = rest.split_at_checked(length) else {
                return;
            };
            extra = after;
            match u16_at(head, 0) {
                1 => {
                    let mut longs = field.chunks_exact(8).map(|eight| u64_at(eight, 0));
                    let short = u64::from(u32::MAX);
                    for place in [&mut self.unpacked, &mut self.packed, &mut self.offset] {
                        if *place == short
                            && let Some(long) = longs.next()
                        {
                            *place = long;
                        }
                    }
                }
                // Its checksum is of the name that it stands for.
                0x7075 if field.len() > 5 => {
                    let mut crc = Crc::new();
                    crc.update(&self.name);
                    if crc.sum() == u32_at(field, 1) {
                        self.name = field[5..].to_vec();
                    }
                }
                _ => {}
            }
        }
    }
}

impl Iterator for Zip {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        loop {
            self.left = self.left.checked_sub(1)?;
            match self.entry() {
                Ok(entry) if entry.name.ends_with(b"/") || entry.name.ends_with(b"\\") => {}
                Ok(entry) => {
                    let content = self.content(&entry);
                    let suffix = Suffix::Below(name::cleaned(&entry.name));
                    return Some(Member::new(suffix, entry.unpacked, content));
                }
                Err(error) => {
                    self.left = 0;
                    let outcome = Outcome::Failed(format!("cannot read the zip on: {error}"));
                    return Some(Member::new(Suffix::None, 0, Err(outcome)));
                }
            }
        }
    }
}

/// Finds the directory from the end of the file.
fn directory(file: &mut dyn Seekable, size: u64) -> Result<Directory> {
    let tail = (size as usize).min(END + LONGEST_COMMENT);
    let bytes = part(file, size - tail as u64, tail)?;
    let is_end = |at: &usize| {
        let rest = bytes.get(*at..).unwrap_or_default();
        rest.len() >= END && rest.len() - END >= usize::from(u16_at(rest, 20))
    };
    let found = memchr::memmem::rfind_iter(&bytes, b"PK\x05\x06").find(is_end);
    let at = found.ok_or_else(|| damaged("it has no directory: it is cut off"))?;
    let record = &bytes[at..];
    let mut end = size - tail as u64 + at as u64;
    let mut entries = u64::from(u16_at(record, 10));
    let mut length = u64::from(u32_at(record, 12));
    let mut offset = u64::from(u32_at(record, 16));
    let long = entries == 0xFFFF || length == u64::from(u32::MAX) || offset == u64::from(u32::MAX);
    let locator = end.checked_sub(LOCATOR as u64).filter(|_| long);
    if let Some(locator) = locator {
        let locator = part(file, locator, LOCATOR)?;
        if locator.starts_with(b"PK\x06\x07") {
            let at = u64_at(&locator, 8);
            let record = part(file, at, END_64)?;
            if !record.starts_with(b"PK\x06\x06") {
                return Err(damaged("its directory is not where it says"));
            }
            (end, entries) = (at, u64_at(&record, 32));
            (length, offset) = (u64_at(&record, 40), u64_at(&record, 48));
        }
    }
    let start = end.checked_sub(length);
    let base = start.and_then(|start| start.checked_sub(offset));
    let (Some(start), Some(base)) = (start, base) else {
        return Err(damaged("its directory is not where it says"));
    };
    Ok(Directory {
        base,
        start,
        end,
        entries,
    })
}

fn part(file: &mut dyn Seekable, at: u64, length: usize) -> Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(cut_off());
    }
    Ok(bytes)
}

fn damaged(why: &str) -> Error {
    Error::new(ErrorKind::InvalidData, why)
}

fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let there = bytes.get(at..).and_then(<[u8]>::first_chunk);
    there.copied().unwrap_or([0; N])
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes_at(bytes, at))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes_at(bytes, at))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes_at(bytes, at))
}

/// The bytes of a member as they lie in the file.
struct Section {
    shared: Shared,
    at: u64,
    left: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let mut file = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(cut_off());
        }
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}

/// The content of a member, which must have the size and the checksum that the zip says.
struct Checked {
    inner: Source,
    crc: Crc,
    wanted: u32,
    left: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.inner.read(buffer)?;
        self.crc.update(&buffer[..read]);
        self.left = match self.left.checked_sub(read as u64) {
            Some(left) => left,
            None => return Err(damaged("it is longer than the zip says")),
        };
        if read == 0 && self.left > 0 {
            return Err(damaged("it is shorter than the zip says"));
        }
        if read == 0 && self.crc.sum() != self.wanted {
            return Err(damaged("its checksum is not the one that the zip says"));
        }
        Ok(read)
    }
}
