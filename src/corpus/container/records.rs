//! The records of a file on disk, those of all that is packed in it among them, in order.

use std::fs::File;
use std::io::Cursor;
use std::sync::Arc;

use super::super::sniff;
use super::super::walk::{self, Choice};
use super::super::{
    ContentHash, FileOfRecords, Form, Options, Outcome, Piece, Pieces, Raw, Source, SourceFile,
};
use super::content::{Content, Unknown};
use super::disk::{Disk, FromDisk};
use super::{Member, Members, Suffix, Told, is_of_archive, last_part, name};

/// How many members of a file are read, those of archives in it included.
pub(super) const MOST_MEMBERS: u64 = 10_000_000;

/// The records of a file and of all that is packed in it, in order.
pub struct Records {
    options: Arc<Options>,
    disk: Arc<Disk>,
    /// The archives that are open, each in the one before it.
    archives: Vec<Archive>,
    /// The file that is being read: the one on disk, or a member.
    reading: Option<Reading>,
    pub(super) members: u64,
    /// The bytes of the file on disk that have been told.
    told: u64,
    begun: bool,
}

/// An archive that is open.
struct Archive {
    address: String,
    members: Members,
    choice: Arc<Choice>,
    /// Whether all of its members are asked for.
    whole: bool,
    /// Whether one has come.
    any: bool,
}

/// A file whose records are being cut.
struct Reading {
    file: Arc<FileOfRecords>,
    pieces: Pieces,
    next: u32,
}

impl Records {
    /// Opens a file on disk.
    pub(in crate::corpus) fn open(file: &SourceFile, options: &Arc<Options>) -> Records {
        let mut records = Records::none(file.seen.bytes, options);
        match records.on_disk(file) {
            Ok(source) => records.enter(file.path.clone(), source, Told::default(), Some(file)),
            Err(outcome) => records.settle(file.path.clone(), outcome, file.seen.bytes),
        }
        records
    }

    /// Opens what a file of this name would hold; of the form given, or of the one that it turns out
    /// to have.
    pub(in crate::corpus) fn of(
        name: &str,
        bytes: Vec<u8>,
        form: Option<Form>,
        options: &Arc<Options>,
    ) -> Records {
        let mut records = Records::none(bytes.len() as u64, options);
        let source: Source = Box::new(Cursor::new(bytes));
        match form {
            Some(form) => {
                let pieces = form.split(source, options);
                records.read(name.to_owned(), form, pieces, Told::default());
            }
            None => records.enter(name.to_owned(), source, Told::default(), None),
        }
        records
    }

    /// The hash of the file, once all records have come, if all of it was read in its order: it need not be
    /// for a zip, or for what is no news after its first bytes.
    #[must_use]
    pub fn content_hash(&self) -> Option<ContentHash> {
        self.disk.hash()
    }

    /// How many bytes of the file have been read.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.disk.read()
    }

    /// No records yet, of a file of so many bytes.
    fn none(bytes: u64, options: &Arc<Options>) -> Records {
        Records {
            options: Arc::clone(options),
            disk: Disk::new(bytes),
            archives: Vec::new(),
            reading: None,
            members: 0,
            told: 0,
            begun: false,
        }
    }

    /// The bytes of a file on disk, or why they are not read.
    fn on_disk(&self, file: &SourceFile) -> Result<Source, Outcome> {
        if let Some(reason) = sniff::told_by_name(last_part(&file.path)) {
            return Err(Outcome::Skipped(reason.into()));
        }
        let failed = |error: std::io::Error| Outcome::Failed(format!("cannot read it: {error}"));
        // A pipe would block whoever opens it.
        let about = file.place.metadata().map_err(failed)?;
        if !about.is_file() {
            let kind = walk::kind(about.file_type());
            return Err(Outcome::Skipped(format!("not a file: {kind}")));
        }
        let opened = File::open(&file.place).map_err(failed)?;
        Ok(Box::new(FromDisk::new(opened, &self.disk)))
    }

    /// Reads a file or a member next: its records, or its members.
    fn enter(&mut self, address: String, source: Source, told: Told, on_disk: Option<&SourceFile>) {
        let mut told = told;
        let unknown = Unknown {
            address: &address,
            source,
            declared: &told.declared,
            form: told.form,
            on_disk,
            depth: self.archives.len(),
            disk: &self.disk,
        };
        match unknown.told() {
            Ok(Content::Archive(members)) => {
                let choice = match self.archives.last() {
                    Some(outer) => Arc::clone(&outer.choice),
                    None => Arc::new(Choice::of(&self.options)),
                };
                let outer = self.archives.last().is_some_and(|outer| outer.whole);
                self.archives.push(Archive {
                    whole: outer || choice.wants(&address),
                    address,
                    members,
                    choice,
                    any: false,
                });
            }
            Ok(Content::File(opened)) => {
                let pieces = opened.form.split(opened.source, &self.options);
                told.notes.extend(opened.notes);
                self.read(address, opened.form, pieces, told);
            }
            Err(outcome) => {
                let settled = Piece::Settled(outcome, on_disk.map_or(0, |file| file.seen.bytes));
                self.read(address, Form::Unread, one(settled), told);
            }
        }
    }

    fn read(&mut self, path: String, form: Form, pieces: Pieces, told: Told) {
        let file = FileOfRecords {
            path,
            form,
            options: Arc::clone(&self.options),
            declared: told.declared,
            notes: told.notes,
        };
        self.reading = Some(Reading {
            file: Arc::new(file),
            pieces,
            next: 0,
        });
    }

    /// Tells of a file or a member that is not read.
    fn settle(&mut self, path: String, outcome: Outcome, bytes: u64) {
        let settled = Piece::Settled(outcome, bytes);
        self.read(path, Form::Unread, one(settled), Told::default());
    }

    /// Goes on to the next member of the innermost archive; false at the end of all.
    fn go_on(&mut self) -> bool {
        if self.disk.exhausted() {
            self.archives.clear();
        }
        let Some(archive) = self.archives.last_mut() else {
            return false;
        };
        let Some(member) = archive.members.next() else {
            let (any, address) = (archive.any, std::mem::take(&mut archive.address));
            let whole = archive.whole;
            self.archives.pop();
            if !any {
                let reason = match whole {
                    true => "an archive without members",
                    false => "an archive without members that are asked for",
                };
                self.settle(address, Outcome::Skipped(reason.into()), 0);
            }
            return true;
        };
        self.members += 1;
        if self.members > MOST_MEMBERS {
            let root = std::mem::take(&mut self.archives).into_iter().next();
            let reason = "more than 10 million members; those that follow are not read";
            let address = root.map_or(String::new(), |root| root.address);
            self.settle(address, Outcome::Failed(reason.into()), 0);
            return true;
        }
        self.take(member);
        true
    }

    /// Reads a member next, if it is asked for.
    fn take(&mut self, member: Member) {
        let Some(archive) = self.archives.last_mut() else {
            return;
        };
        let outer = &archive.address;
        let (address, name) = match &member.suffix {
            Suffix::None => (outer.clone(), ""),
            Suffix::Below(name) => (format!("{outer}!/{name}"), &**name),
            Suffix::At(place) => (format!("{outer}@{place}"), ""),
        };
        let named = matches!(member.suffix, Suffix::Below(_));
        if archive.choice.refuses(&address, outer.len()) {
            return;
        }
        let about = matches!(member.suffix, Suffix::None);
        let may_hold = named && is_of_archive(name);
        if !(about || may_hold || archive.whole || archive.choice.wants(&address)) {
            return;
        }
        archive.any = true;
        let bytes = member.bytes;
        let told = match member.content {
            Err(outcome) => Err(outcome),
            Ok(_) if name::is_hidden(name) => Err(Outcome::Skipped("hidden file".into())),
            Ok(source) => match sniff::told_by_name(last_part(name)) {
                Some(reason) if named => Err(Outcome::Skipped(reason.into())),
                _ => Ok(source),
            },
        };
        match told {
            Ok(source) => self.enter(address, source, member.told, None),
            Err(outcome) => self.settle(address, outcome, bytes),
        }
    }

    /// The record that is cut off next of the file that is being read.
    fn cut(&mut self) -> Option<Raw> {
        let reading = self.reading.as_mut()?;
        let piece = match reading.pieces.next() {
            Some(piece) => piece,
            None if reading.next == 0 => Piece::Settled(Outcome::Skipped("no record in it".into()), 0),
            None => {
                self.reading = None;
                return None;
            }
        };
        let record = reading.next;
        reading.next += 1;
        let read = self.disk.read();
        let raw = Raw {
            file: Arc::clone(&reading.file),
            record,
            begins_file: !self.begun,
            read: read - self.told,
            piece,
        };
        (self.told, self.begun) = (read, true);
        Some(raw)
    }
}

impl Iterator for Records {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            if let Some(raw) = self.cut() {
                return Some(raw);
            }
            if !self.go_on() {
                return None;
            }
        }
    }
}

fn one(piece: Piece) -> Pieces {
    Box::new(std::iter::once(piece))
}
