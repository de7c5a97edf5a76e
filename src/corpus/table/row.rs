//! Where a row of a table ends and what its cells hold. A quote that opens a cell quotes it; one
//! inside a bare cell is a character; what stands behind a closing quote is kept and told of.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

use super::dialect::Dialect;

/// A cell of a row: where its content stands among the row's bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is in quotes, which stand at `start - 1` and `end`.
    pub(super) quoted: bool,
    /// Whether quotes or backslashes in it stand for something else.
    pub(super) altered: bool,
}

/// The most cells that a row may have.
const MOST_CELLS: usize = 4096;

impl Cell {
    /// What the cell says.
    pub(super) fn value<'bytes>(&self, bytes: &'bytes [u8], dialect: Dialect) -> Cow<'bytes, [u8]> {
        let raw = bytes.get(self.start..self.end).unwrap_or_default();
        if !self.altered {
            return Cow::Borrowed(raw);
        }
        let mut value = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            let next = raw.get(at + 1).copied();
            let (written, used) = match (*byte, next) {
                (b'\\', Some(next)) if dialect.escapes => (unescaped(next), 2),
                (byte, next) if byte == dialect.quote && self.quoted && next == Some(byte) => (byte, 2),
                // The closing quote of `"so" he said`.
                (byte, _) if byte == dialect.quote && self.quoted => (byte, 1),
                (byte, _) => (byte, 1),
            };
            value.push(written);
            at += used;
        }
        Cow::Owned(value)
    }
}

fn unescaped(byte: u8) -> u8 {
    match byte {
        b'n' | b'r' => b'\n',
        b't' => b'\t',
        other => other,
    }
}

/// A row that was found.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Behind its line end.
    pub(super) end: usize,
    pub(super) cells: Vec<Cell>,
    /// Where a closing quote is followed by more than a separator.
    pub(super) bad_quote: Option<usize>,
    /// Whether the file ended inside quotes.
    pub(super) open_quote: bool,
}

impl Row {
    pub(super) fn is_blank(&self, bytes: &[u8]) -> bool {
        bytes
            .get(..self.end)
            .is_some_and(|row| row.trim_ascii().is_empty())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Begin,
    Bare,
    Quoted,
    /// Behind a quote in quotes: it closes the cell unless another follows.
    Closing,
}

/// A scan for the end of a row, which can go on when more bytes are there.
pub(super) struct Scan {
    dialect: Dialect,
    state: State,
    at: usize,
    cell: Cell,
    row: Row,
}

impl Scan {
    pub(super) fn new(dialect: Dialect) -> Scan {
        Scan {
            dialect,
            state: State::Begin,
            at: 0,
            cell: Cell::default(),
            row: Row::default(),
        }
    }

    /// Goes on through a row's bytes, of which those seen before must be the same; the row, if its
    /// end is among them or no more bytes follow.
    pub(super) fn go(&mut self, bytes: &[u8], last: bool) -> Option<Row> {
        while self.at < bytes.len() {
            let ended = match self.state {
                State::Begin => self.begin(bytes),
                State::Bare => self.bare(bytes),
                State::Quoted => self.quoted(bytes),
                State::Closing => self.closing(bytes),
            };
            if ended {
                return Some(std::mem::take(&mut self.row));
            }
        }
        if !last || bytes.is_empty() {
            return None;
        }
        match self.state {
            State::Quoted => (self.row.open_quote, self.cell.end) = (true, bytes.len()),
            State::Begin => (self.cell.start, self.cell.end) = (bytes.len(), bytes.len()),
            State::Bare => self.cell.end = bytes.len(),
            State::Closing => {}
        }
        self.finish_cell();
        self.row.end = bytes.len();
        Some(std::mem::take(&mut self.row))
    }

    fn finish_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        if self.row.cells.len() < MOST_CELLS {
            self.row.cells.push(cell);
        }
        self.state = State::Begin;
    }

    /// Ends the cell at a separator or a line end; true at the latter.
    fn delimiter(&mut self, byte: u8) -> bool {
        self.at += 1;
        self.finish_cell();
        self.row.end = self.at;
        byte == b'\n'
    }

    fn begin(&mut self, bytes: &[u8]) -> bool {
        // A quote may stand behind spaces: `1, "a, b"`.
        let rest = bytes.get(self.at..).unwrap_or_default();
        let spaces = rest.iter().take_while(|byte| **byte == b' ').count();
        let quote = rest.get(spaces) == Some(&self.dialect.quote);
        self.cell.start = self.at;
        if quote {
            self.at += spaces + 1;
            (self.cell.start, self.cell.quoted) = (self.at, true);
            self.state = State::Quoted;
        } else {
            self.state = State::Bare;
        }
        false
    }

    fn bare(&mut self, bytes: &[u8]) -> bool {
        let rest = bytes.get(self.at..).unwrap_or_default();
        let escape = if self.dialect.escapes { b'\\' } else { b'\n' };
        let Some(found) = memchr3(self.dialect.separator, b'\n', escape, rest) else {
            self.at = bytes.len();
            return false;
        };
        self.at += found;
        let byte = bytes.get(self.at).copied().unwrap_or(b'\n');
        if byte == b'\\' {
            self.cell.altered = true;
            self.at += 2;
            return false;
        }
        let line_end =
            usize::from(byte == b'\n' && self.at > self.cell.start && bytes.get(self.at - 1) == Some(&b'\r'));
        self.cell.end = self.at - line_end;
        self.delimiter(byte)
    }

    fn quoted(&mut self, bytes: &[u8]) -> bool {
        let rest = bytes.get(self.at..).unwrap_or_default();
        let found = if self.dialect.escapes {
            memchr2(self.dialect.quote, b'\\', rest)
        } else {
            memchr(self.dialect.quote, rest)
        };
        let Some(found) = found else {
            self.at = bytes.len();
            return false;
        };
        self.at += found;
        if bytes.get(self.at) == Some(&b'\\') {
            self.cell.altered = true;
            self.at += 2;
        } else {
            self.cell.end = self.at;
            self.at += 1;
            self.state = State::Closing;
        }
        false
    }

    fn closing(&mut self, bytes: &[u8]) -> bool {
        match bytes.get(self.at).copied() {
            Some(byte) if byte == self.dialect.quote => {
                self.cell.altered = true;
                self.at += 1;
                self.state = State::Quoted;
                false
            }
            Some(byte) if byte == self.dialect.separator || byte == b'\n' => self.delimiter(byte),
            Some(b'\r' | b' ') => {
                self.at += 1;
                false
            }
            _ => {
                // The rest of the cell is taken as it stands, its opening quote included.
                self.row.bad_quote.get_or_insert(self.at);
                (self.cell.start, self.cell.quoted) = (self.cell.start - 1, false);
                self.state = State::Bare;
                false
            }
        }
    }
}
