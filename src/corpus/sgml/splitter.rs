//! Cuts a stream of SGML into records in bounded memory: it knows the tags of the records and nothing
//! of what is in them.

use std::io::Read;

use memchr::memchr;

use super::super::{LARGEST_RECORD, Outcome, Piece, Source, TOO_LARGE};

/// How much is read at once.
const CHUNK: usize = 256 << 10;

/// Cuts a stream at `<NAME ...>` and `</NAME>`, names in any case.
pub(in crate::corpus) struct Splitter {
    source: Source,
    name: &'static str,
    buffer: Vec<u8>,
    /// What lies before it is done with.
    start: usize,
    ended: bool,
    error: Option<String>,
}

impl Splitter {
    pub(in crate::corpus) fn new(source: Source, name: &'static str) -> Splitter {
        Splitter {
            source,
            name,
            buffer: Vec::new(),
            start: 0,
            ended: false,
            error: None,
        }
    }

    /// Reads on; what lies before `start` is dropped.
    fn fill(&mut self) {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let read = self
            .source
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut self.buffer);
        match read {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(error) => {
                self.error = Some(format!("cannot read on: {error}"));
                self.ended = true;
            }
        }
    }

    /// Drops what lies before the next open tag; whether there is one.
    fn find_record(&mut self) -> bool {
        loop {
            let mut from = self.start;
            while let Some(bound) = next_bound(&self.buffer, from, self.name) {
                match bound {
                    Bound::Open(at) => {
                        self.start = at;
                        return true;
                    }
                    Bound::Close(at) => from = at + 1,
                    Bound::Undecided(at) => {
                        from = at;
                        break;
                    }
                }
            }
            if self.ended {
                return false;
            }
            self.start = next_undecided(&self.buffer, from);
            self.fill();
        }
    }

    /// The record that begins at `start`.
    fn record(&mut self) -> Piece {
        let mut from = self.start + 1;
        let mut dropped = 0usize;
        let (end, closed) = loop {
            let undecided = match next_bound(&self.buffer, from, self.name) {
                Some(Bound::Open(at)) => break (at, false),
                Some(Bound::Close(at)) => break (end_of_tag(&self.buffer, at), true),
                Some(Bound::Undecided(at)) => at,
                None => self.buffer.len(),
            };
            if self.ended {
                break (self.buffer.len(), false);
            }
            let held = undecided - self.start;
            if dropped > 0 || held > LARGEST_RECORD {
                dropped += held;
                self.start = undecided;
            }
            from = undecided - self.start;
            self.fill();
        };
        let size = dropped + end - self.start;
        let record = self.start..end;
        self.start = end;
        if !closed
            && self.start == self.buffer.len()
            && let Some(error) = self.error.take()
        {
            return Piece::Settled(Outcome::Failed(error), size as u64);
        }
        if !closed {
            let reason = format!("record is cut off: no </{}>", self.name);
            return Piece::Settled(Outcome::Failed(reason), size as u64);
        }
        if size > LARGEST_RECORD {
            return Piece::Settled(Outcome::Failed(TOO_LARGE.into()), size as u64);
        }
        Piece::Bytes(self.buffer.get(record).unwrap_or_default().to_vec())
    }
}

impl Iterator for Splitter {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.find_record() {
            return Some(self.record());
        }
        let error = self.error.take()?;
        Some(Piece::Settled(Outcome::Failed(error), 0))
    }
}

enum Bound {
    Open(usize),
    Close(usize),
    /// It may become a bound when more is read.
    Undecided(usize),
}

/// The next open or close tag of that name.
fn next_bound(bytes: &[u8], from: usize, name: &str) -> Option<Bound> {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += found;
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let (close, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        match rest.get(..name.len()) {
            Some(word) if word.eq_ignore_ascii_case(name.as_bytes()) => match rest.get(name.len()) {
                Some(b'>' | b' ' | b'\t' | b'\r' | b'\n') if close => return Some(Bound::Close(at)),
                Some(b'>' | b' ' | b'\t' | b'\r' | b'\n') => return Some(Bound::Open(at)),
                Some(_) => {}
                None => return Some(Bound::Undecided(at)),
            },
            Some(_) => {}
            None => return Some(Bound::Undecided(at)),
        }
        at += 1;
    }
    None
}

/// Where to read on from when no bound was found from there.
fn next_undecided(bytes: &[u8], from: usize) -> usize {
    if bytes.get(from) == Some(&b'<') {
        from
    } else {
        bytes.len()
    }
}

/// Behind the `>` of the tag at that place; a tag that has none near it ends behind its name.
fn end_of_tag(bytes: &[u8], at: usize) -> usize {
    let near = bytes.get(at..bytes.len().min(at + 64)).unwrap_or_default();
    match memchr(b'>', near) {
        Some(end) => at + end + 1,
        None => {
            at + near
                .iter()
                .position(u8::is_ascii_whitespace)
                .unwrap_or(near.len())
        }
    }
}
