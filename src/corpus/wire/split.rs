//! Cuts a stream of wire text into messages, each from the start of its heading to that of the next. It
//! knows no more of them.

use std::io::{self, BufRead, BufReader, Read};

use memchr::memchr;

use super::super::{LARGEST_RECORD, Outcome, Piece, Source, TOO_LARGE};
use super::SOH;

/// The messages of a stream.
pub(in crate::corpus) struct Splitter {
    reader: BufReader<Source>,
    finished: bool,
}

impl Splitter {
    pub(in crate::corpus) fn new(source: Source) -> Splitter {
        Splitter {
            reader: BufReader::with_capacity(1 << 16, source),
            finished: false,
        }
    }

    fn advance(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let mut bytes = Vec::new();
            let most = LARGEST_RECORD as u64 + 1;
            self.reader
                .by_ref()
                .take(most)
                .read_until(SOH as u8, &mut bytes)?;
            if bytes.is_empty() {
                return Ok(None);
            }
            if bytes.len() > LARGEST_RECORD {
                let more = self.pass_over()?;
                let size = bytes.len() as u64 + more;
                return Ok(Some(Piece::Settled(Outcome::Failed(TOO_LARGE.into()), size)));
            }
            if bytes.last() == Some(&(SOH as u8)) {
                bytes.pop();
            }
            // Idle characters stand between messages.
            if bytes.iter().any(|byte| *byte > b' ' && *byte != 0x7F) {
                return Ok(Some(Piece::Bytes(bytes)));
            }
        }
    }

    /// Passes over the rest of a message; its length in bytes.
    fn pass_over(&mut self) -> io::Result<u64> {
        let mut passed = 0;
        loop {
            let chunk = self.reader.fill_buf()?;
            let (used, ended) = match memchr(SOH as u8, chunk) {
                Some(at) => (at + 1, true),
                None => (chunk.len(), chunk.is_empty()),
            };
            self.reader.consume(used);
            passed += used as u64;
            if ended {
                return Ok(passed);
            }
        }
    }
}

impl Iterator for Splitter {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.finished {
            return None;
        }
        match self.advance() {
            Ok(piece) => piece,
            Err(error) => {
                self.finished = true;
                let reason = format!("cannot read on: {error}");
                Some(Piece::Settled(Outcome::Failed(reason), 0))
            }
        }
    }
}
