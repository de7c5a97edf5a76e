//! The lines of a list as bytes, each of bounded length, whatever their line breaks.

use std::io::{self, BufRead, Read};

use super::LONGEST_LINE;

/// A line: its number from 1, and its bytes, or `None` where it is too long.
pub(super) type Line = (usize, Option<Vec<u8>>);

/// Reads lines.
pub(super) struct Lines {
    source: Box<dyn BufRead + Send>,
    number: usize,
}

impl Lines {
    pub(super) fn of(source: Box<dyn BufRead + Send>) -> Lines {
        Lines { source, number: 0 }
    }

    /// The next line, without its line break and without a mark of the byte order.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let most = LONGEST_LINE as u64 + 2;
        if self.source.by_ref().take(most).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let ended = bytes.pop_if(|last| *last == b'\n').is_some();
        if !ended && bytes.len() as u64 == most {
            self.source.skip_until(b'\n')?;
        }
        bytes.pop_if(|last| *last == b'\r');
        if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(.."\u{feff}".len());
        }
        let fits = bytes.len() <= LONGEST_LINE;
        Ok(Some((self.number, fits.then_some(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: Vec<u8>) -> Vec<(usize, Option<usize>)> {
        let mut lines = Lines::of(Box::new(io::Cursor::new(text)));
        let mut found = Vec::new();
        while let Some((number, bytes)) = lines.next().unwrap() {
            found.push((number, bytes.map(|bytes| bytes.len())));
        }
        found
    }

    #[test]
    fn a_line_is_held_up_to_its_longest_and_those_behind_it_are_read() {
        for (length, held) in [
            (LONGEST_LINE - 1, true),
            (LONGEST_LINE, true),
            (LONGEST_LINE + 1, false),
            (LONGEST_LINE + 2, false),
            (LONGEST_LINE + 3, false),
            (3 * LONGEST_LINE, false),
        ] {
            for ending in ["\n", "\r\n"] {
                let text = format!("{}{ending}oil", "x".repeat(length));
                let first = held.then_some(length);
                assert_eq!(
                    lines(text.into()),
                    [(1, first), (2, Some(3))],
                    "{length} {ending:?}"
                );
            }
        }
        assert_eq!(
            lines(b"\xef\xbb\xbfoil\r\n\n".to_vec()),
            [(1, Some(3)), (2, Some(0))]
        );
    }
}
