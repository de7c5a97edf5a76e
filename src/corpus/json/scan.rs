//! The end of a JSON value, found by counting brackets outside strings, and the bytes up to it. It
//! does not know what the values mean.

use memchr::memchr3;
use serde::de::IgnoredAny;

use super::super::{LARGEST_RECORD, Outcome, Piece, TOO_LARGE};
use super::without_nan;

/// How a value ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// As it should.
    Whole,
    /// With the file.
    Cut,
    /// A line ended inside a string, or a value stood where none may.
    Broken,
}

/// Bytes of a record, no more than the limit.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) bytes: Vec<u8>,
    /// The bytes met, kept or not.
    pub(super) met: u64,
    pub(super) line: u64,
}

impl Kept {
    pub(super) fn at(line: u64) -> Kept {
        Kept {
            line,
            ..Kept::default()
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.met += bytes.len() as u64;
        if self.met <= LARGEST_RECORD as u64 {
            self.bytes.extend_from_slice(bytes);
        } else {
            self.bytes = Vec::new();
        }
    }

    pub(super) fn failed(&self, why: &str) -> Piece {
        Piece::Settled(Outcome::Failed(format!("line {}: {why}", self.line)), self.met)
    }

    /// The record as a piece: its bytes where they are JSON, else what is wrong with them.
    pub(super) fn finish(mut self, ending: Ending) -> Piece {
        if self.met > LARGEST_RECORD as u64 {
            return self.failed(TOO_LARGE);
        }
        if ending == Ending::Cut {
            return self.failed("the file ends inside this object; it may have been cut short");
        }
        // Else the error lies at the end of lines that follow.
        self.bytes.truncate(self.bytes.trim_ascii_end().len());
        match serde_json::from_slice::<IgnoredAny>(&self.bytes) {
            Ok(_) => Piece::Bytes(self.bytes),
            Err(_) if mends(&self.bytes) => Piece::Bytes(self.bytes),
            Err(error) => {
                let line = self.line + (error.line() as u64).saturating_sub(1);
                let message = error.to_string();
                let message = message
                    .rsplit_once(" at line ")
                    .map_or(&*message, |(what, _)| what);
                let why = format!("line {line}, column {}: not JSON: {message}", error.column());
                Piece::Settled(Outcome::Failed(why), self.met)
            }
        }
    }
}

/// Where a scan stands inside a value.
#[derive(Default)]
pub(super) struct Scan {
    depth: u64,
    pub(super) in_string: bool,
    escaped: bool,
    /// The last byte outside strings that is not white space.
    previous: u8,
    /// Whether only white space was met since the line began.
    pub(super) blank: bool,
}

impl Scan {
    /// A scan from the first byte of a value, or, at depth 1, from behind its bracket.
    pub(super) fn new(depth: u64) -> Scan {
        Scan {
            depth,
            previous: b'[',
            ..Scan::default()
        }
    }

    /// Goes through a chunk; returns how much of it belongs to the value, and how the value ended if
    /// it did.
    pub(super) fn go(&mut self, chunk: &[u8]) -> (usize, Option<Ending>) {
        let mut at = 0;
        while at < chunk.len() {
            if self.in_string {
                let Some(ended) = self.string(chunk, &mut at) else {
                    continue;
                };
                return (at, Some(ended));
            }
            let byte = chunk[at];
            match byte {
                b'\n' if self.depth > 0 => self.blank = true,
                b' ' | b'\t' | b'\r' if self.depth > 0 => {}
                b'{' if self.depth > 0 && !matches!(self.previous, b'[' | b',' | b':') => {
                    return (at, Some(Ending::Broken));
                }
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 1 => return (at + 1, Some(Ending::Whole)),
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                    return (at, Some(Ending::Whole));
                }
                b'"' => self.in_string = true,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                (self.previous, self.blank) = (byte, false);
            }
            at += 1;
        }
        (at, None)
    }

    /// Goes through a string from `at`; tells how the value ended if it ended there.
    fn string(&mut self, chunk: &[u8], at: &mut usize) -> Option<Ending> {
        if std::mem::take(&mut self.escaped) && chunk[*at] != b'\n' {
            *at += 1;
            return None;
        }
        let Some(found) = memchr3(b'"', b'\\', b'\n', &chunk[*at..]) else {
            *at = chunk.len();
            return None;
        };
        *at += found;
        match chunk[*at] {
            b'\n' => return Some(Ending::Broken),
            b'\\' => self.escaped = true,
            _ => {
                self.in_string = false;
                if self.depth == 0 {
                    *at += 1;
                    return Some(Ending::Whole);
                }
            }
        }
        *at += 1;
        None
    }
}

/// Whether bytes are JSON but for numbers that JSON has not.
fn mends(bytes: &[u8]) -> bool {
    without_nan(bytes).is_some_and(|mended| serde_json::from_slice::<IgnoredAny>(&mended).is_ok())
}
