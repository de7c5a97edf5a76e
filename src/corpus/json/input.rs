//! A stream of JSON as the splitter goes through it: bytes, gaps, values, lines. It keeps count of the
//! lines and holds no more than a chunk.

use std::io::{self, BufRead, BufReader};

use memchr::{memchr, memchr_iter};

use super::super::Source;
use super::scan::{Ending, Kept, Scan};

/// White space that was passed over.
pub(super) struct Gap {
    /// The next byte, none at the end of the file.
    pub(super) next: Option<u8>,
    /// The bytes since the last line end, where the gap has one.
    pub(super) indent: Option<usize>,
}

/// A stream of JSON.
pub(super) struct Input {
    reader: BufReader<Source>,
    /// The number of the line that is being read, from 1.
    pub(super) line: u64,
}

impl Input {
    pub(super) fn new(source: Source) -> Input {
        Input {
            reader: BufReader::with_capacity(1 << 16, source),
            line: 1,
        }
    }

    /// The next byte; none at the end of the file.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    /// Passes over one byte that was peeked at.
    pub(super) fn take(&mut self, byte: u8) {
        self.line += u64::from(byte == b'\n');
        self.reader.consume(1);
    }

    /// Passes over white space and the bytes given, into `kept` if that is given.
    pub(super) fn gap(&mut self, also: &[u8], mut kept: Option<&mut Kept>) -> io::Result<Gap> {
        let mut indent = None;
        loop {
            let Some(byte) = self.peek()? else {
                return Ok(Gap { next: None, indent });
            };
            if !byte.is_ascii_whitespace() && !also.contains(&byte) {
                return Ok(Gap {
                    next: Some(byte),
                    indent,
                });
            }
            indent = if byte == b'\n' {
                Some(0)
            } else {
                indent.map(|indent: usize| indent + 1)
            };
            self.take(byte);
            if let Some(kept) = &mut kept {
                kept.push(&[byte]);
            }
        }
    }

    /// Takes one value into `kept`, beginning at its first byte or, at depth 1, behind its bracket.
    pub(super) fn value(&mut self, kept: &mut Kept, depth: u64) -> io::Result<(Ending, bool)> {
        let mut scan = Scan::new(depth);
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok((Ending::Cut, false));
            }
            let (used, ended) = scan.go(chunk);
            kept.push(&chunk[..used]);
            self.line += memchr_iter(b'\n', &chunk[..used]).count() as u64;
            self.reader.consume(used);
            if let Some(ending) = ended {
                return Ok((ending, scan.blank && !scan.in_string));
            }
        }
    }

    /// Takes the rest of the line, its end left out; false at the end of the file.
    pub(super) fn rest_of_line(&mut self, kept: &mut Kept) -> io::Result<bool> {
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            if let Some(end) = memchr(b'\n', chunk) {
                kept.push(&chunk[..end]);
                self.reader.consume(end + 1);
                self.line += 1;
                return Ok(true);
            }
            let all = chunk.len();
            kept.push(chunk);
            self.reader.consume(all);
        }
    }

    /// Passes over lines until one that begins with `{`, indented no more than given; called where a
    /// line begins.
    pub(super) fn resume(&mut self, indent: usize) -> io::Result<()> {
        loop {
            let mut spaces = 0;
            while let Some(byte @ (b' ' | b'\t')) = self.peek()? {
                self.take(byte);
                spaces += 1;
            }
            if self.peek()? == Some(b'{') && spaces <= indent {
                return Ok(());
            }
            if !self.rest_of_line(&mut Kept::default())? {
                return Ok(());
            }
        }
    }
}
