//! What a file or a member is: its compressions are unwrapped until an archive comes to light, or a file
//! of some form.

use std::fs::File;
use std::io::{Cursor, Error, Read, Seek, SeekFrom};
use std::sync::Arc;

use tempfile::SpooledTempFile;

use super::super::sniff::{self, Opened};
use super::super::{Declared, Form, Outcome, Source, SourceFile};
use super::compression::Compression;
use super::disk::{Disk, FromDisk};
use super::gzip::Starts;
use super::{DEEPEST, Members, last_part, tar, warc, zip};

/// How much of a zip within an archive is held in memory, in bytes; the rest goes to a nameless file.
const HELD: usize = 16 << 20;

/// The largest zip within an archive, in bytes.
const LARGEST_ZIP: u64 = 1 << 30;

/// What a file or member turns out to be.
pub(super) enum Content {
    Archive(Members),
    File(Opened),
}

/// A file or a member, before it is known what it is.
pub(super) struct Unknown<'u> {
    pub(super) address: &'u str,
    pub(super) source: Source,
    pub(super) declared: &'u Declared,
    pub(super) form: Option<Form>,
    /// The file on disk, where it is that.
    pub(super) on_disk: Option<&'u SourceFile>,
    /// In how many archives it lies.
    pub(super) depth: usize,
    pub(super) disk: &'u Arc<Disk>,
}

/// The kinds of archives.
enum Kind {
    Tar,
    Zip,
    Warc,
}

impl Kind {
    fn of(head: &[u8], name: &str) -> Option<Kind> {
        if warc::begins(head) {
            Some(Kind::Warc)
        } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Some(Kind::Zip)
        } else {
            (tar::begins(head) || tar::is_empty(head, name)).then_some(Kind::Tar)
        }
    }
}

/// A stream whose compressions are unwrapped.
struct Unwrapped<'u> {
    head: Vec<u8>,
    rest: Source,
    starts: Option<Starts>,
    layers: usize,
    /// The name of what was packed.
    name: &'u str,
}

fn failed(error: Error) -> Outcome {
    Outcome::Failed(format!("cannot read it: {error}"))
}

fn unwrapped<'u>(mut source: Source, address: &'u str, disk: &Arc<Disk>) -> Result<Unwrapped<'u>, Outcome> {
    let mut name = last_part(address);
    let (mut starts, mut layers) = (None, 0);
    loop {
        let (head, rest) = sniff::read_head(source).map_err(failed)?;
        let Some(compression) = Compression::of(&head) else {
            return Ok(Unwrapped {
                head,
                rest,
                starts,
                layers,
                name,
            });
        };
        layers += 1;
        if layers > DEEPEST {
            let reason = format!("it is packed more than {DEEPEST} times over");
            return Err(Outcome::Failed(reason));
        }
        let packed: Source = Box::new(Cursor::new(head).chain(rest));
        (source, starts) = compression.unwrap(packed, disk).map_err(failed)?;
        name = compression.inner_name(name);
    }
}

impl Unknown<'_> {
    /// Finds out what it is, or says why it is not read.
    pub(super) fn told(self) -> Result<Content, Outcome> {
        let Unwrapped {
            head,
            rest,
            starts,
            layers,
            name,
        } = unwrapped(self.source, self.address, self.disk)?;
        let Some(kind) = Kind::of(&head, last_part(self.address)) else {
            if layers > 0
                && let Some(reason) = sniff::told_by_name(name)
            {
                return Err(Outcome::Skipped(reason.into()));
            }
            let known = sniff::Known {
                name,
                declared: self.declared,
                form: self.form,
            };
            return sniff::opened(head, rest, &known).map(Content::File);
        };
        if self.depth >= DEEPEST {
            let reason = format!("archives in one another more than {DEEPEST} deep");
            return Err(Outcome::Failed(reason));
        }
        let source: Source = Box::new(Cursor::new(head).chain(rest));
        let in_place = self.on_disk.filter(|_| layers == 0);
        Ok(Content::Archive(match kind {
            Kind::Warc => Box::new(warc::Warc::new(source, starts, self.disk)),
            Kind::Tar => Box::new(tar::Tar::new(source)),
            Kind::Zip => zip_members(source, in_place, self.disk)?,
        }))
    }
}

/// The members of a zip, which is read in place if it lies on disk.
fn zip_members(
    mut source: Source,
    in_place: Option<&SourceFile>,
    disk: &Arc<Disk>,
) -> Result<Members, Outcome> {
    let mut start = Vec::new();
    (&mut source).take(256).read_to_end(&mut start).map_err(failed)?;
    if let Some(kind) = sniff::zipped_kind(&start) {
        return Err(Outcome::Skipped(format!("binary file: {kind}")));
    }
    if let Some(file) = in_place {
        let file = FromDisk::new(File::open(&file.place).map_err(failed)?, disk);
        return Ok(Box::new(zip::Zip::open(Box::new(file), disk)?));
    }
    let mut spool = SpooledTempFile::new(HELD);
    let mut whole = Cursor::new(start).chain(source).take(LARGEST_ZIP + 1);
    let size = std::io::copy(&mut whole, &mut spool).map_err(failed)?;
    if size > LARGEST_ZIP {
        return Err(Outcome::Failed("a zip in an archive larger than 1 GiB".into()));
    }
    spool.seek(SeekFrom::Start(0)).map_err(failed)?;
    Ok(Box::new(zip::Zip::open(Box::new(spool), disk)?))
}
