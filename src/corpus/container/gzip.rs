//! Gzip, member by member: a file may be many of them joined together, and an archive of the web has
//! one for each record, so that where they begin matters.

use std::collections::VecDeque;
use std::io::{BufRead, Error, ErrorKind, Read, Result};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::bufread::GzDecoder;

use super::compression::Counted;
use super::disk::{Disk, bounded};

/// Where members begin that have been opened and not been asked for: the position in the unwrapped
/// stream, and in the file.
#[derive(Clone, Default)]
pub(super) struct Starts(Arc<Mutex<VecDeque<(u64, u64)>>>);

impl Starts {
    /// Where the member begins in the file whose content begins at this position of the unwrapped stream.
    pub(super) fn at(&self, position: u64) -> Option<u64> {
        let mut starts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while starts.front().is_some_and(|(unwrapped, _)| *unwrapped < position) {
            starts.pop_front();
        }
        let (unwrapped, start) = starts.front()?;
        (*unwrapped == position).then_some(*start)
    }

    fn note(&self, position: u64, start: u64) {
        // Nobody asks once the other half is gone.
        if Arc::strong_count(&self.0) == 1 {
            return;
        }
        let mut starts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Members without content would fill the memory.
        if starts.back().is_some_and(|(unwrapped, _)| *unwrapped == position) {
            starts.pop_back();
        }
        starts.push_back((position, start));
    }
}

/// The content of all members of a gzip.
pub(super) struct Gunzip {
    /// The member that is open; none behind the last.
    member: Option<GzDecoder<Counted>>,
    starts: Starts,
    /// What all members and the open one have given.
    given: u64,
    given_by_member: u64,
    /// Where the open one begins.
    start: u64,
    disk: Arc<Disk>,
}

impl Gunzip {
    /// Begins with the first member; with it, where members begin.
    pub(super) fn new(packed: Counted, disk: Arc<Disk>) -> (Gunzip, Starts) {
        let starts = Starts::default();
        let asked = starts.clone();
        asked.note(0, 0);
        let gunzip = Gunzip {
            member: Some(GzDecoder::new(packed)),
            starts,
            given: 0,
            given_by_member: 0,
            start: 0,
            disk,
        };
        (gunzip, asked)
    }

    /// Opens the member that follows, if one does.
    fn open_next(&mut self) -> Result<()> {
        let Some(ended) = self.member.take() else {
            return Ok(());
        };
        let mut packed = ended.into_inner();
        loop {
            let ahead = packed.fill_buf()?;
            match ahead.first() {
                None => return Ok(()),
                Some(0x1F) => break,
                // Tapes and disks are filled up with zeros.
                Some(0) => {
                    let zeros = ahead.iter().take_while(|byte| **byte == 0).count();
                    packed.consume(zeros);
                }
                Some(_) => {
                    let reason = "behind the gzip stands what is none";
                    return Err(Error::new(ErrorKind::InvalidData, reason));
                }
            }
        }
        self.start = packed.taken.load(Ordering::Relaxed);
        self.given_by_member = 0;
        self.starts.note(self.given, self.start);
        self.member = Some(GzDecoder::new(packed));
        Ok(())
    }
}

impl Read for Gunzip {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read == 0 {
                self.open_next()?;
                continue;
            }
            self.given += read as u64;
            self.given_by_member += read as u64;
            let taken = member.get_ref().taken.load(Ordering::Relaxed) - self.start;
            self.disk.give(read)?;
            bounded(taken, self.given_by_member)?;
            return Ok(read);
        }
        Ok(0)
    }
}
