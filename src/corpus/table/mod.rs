//! Tables: comma, tab, semicolon or bar separated, with a header or without. The splitter finds out
//! how the table is written and which column is what, and cuts off rows; a row is read with no
//! knowledge of the table. What the columns are called is not decided here.

mod backslash;
mod dialect;
mod row;
#[cfg(test)]
mod tests;

use std::io::Read;

use memchr::{memchr, memchr_iter};

use super::columns::{self, Role, Values};
use super::{FileOfRecords, LARGEST_RECORD, Outcome, Piece, Source, TOO_LARGE};
use backslash::Backslash;
pub(super) use dialect::looks_like_table;
use dialect::{Dialect, sniff};
use row::{Row, Scan};

/// How many bytes a table is judged by: the first that hold a whole row.
const JUDGED_BYTES: [usize; 3] = [64 << 10, 1 << 20, 16 << 20];

/// How many rows its columns are judged by.
const JUDGED_ROWS: usize = 50;

/// How many bytes are read at a time.
const CHUNK: usize = 64 << 10;

/// Stands behind each cell of a row that was cut off.
const END_OF_CELL: u8 = 0x1E;

/// What is known of a table once its beginning was seen.
struct Shape {
    dialect: Dialect,
    backslash: Backslash,
    width: usize,
    /// The cells to read and what they are, in the order of their ranks.
    columns: Vec<(usize, Role)>,
}

/// The rows of a table.
pub(super) struct Splitter {
    input: Source,
    /// What was read and not yet cut off, from `start`.
    buffer: Vec<u8>,
    start: usize,
    /// Whether the file has no more bytes.
    drained: bool,
    line: u64,
    shape: Option<Shape>,
    asked: Vec<(String, String)>,
    /// Bytes cut off, and bytes gone through again behind a broken row.
    consumed: u64,
    repeated: u64,
    finished: bool,
}

impl Splitter {
    /// A splitter that begins at the beginning of a file; `asked` are the columns that the user named.
    pub(super) fn new(source: Source, asked: &[(String, String)]) -> Splitter {
        Splitter {
            input: source,
            buffer: Vec::new(),
            start: 0,
            drained: false,
            line: 1,
            shape: None,
            asked: asked.to_vec(),
            consumed: 0,
            repeated: 0,
            finished: false,
        }
    }

    /// Reads on, a chunk more.
    fn fill(&mut self) -> std::io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let before = self.buffer.len();
        let mut chunk = self.input.by_ref().take(CHUNK as u64);
        chunk.read_to_end(&mut self.buffer)?;
        self.drained = self.buffer.len() == before;
        Ok(())
    }

    fn held(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn consume(&mut self, bytes: usize) {
        let lines = memchr_iter(b'\n', self.held().get(..bytes).unwrap_or_default()).count();
        self.line += lines as u64;
        self.start += bytes;
        self.consumed += bytes as u64;
    }

    /// Finds out how the table is written and what its columns are; a refusal if that is in vain.
    fn begin(&mut self) -> std::io::Result<Option<Piece>> {
        let (mut judged, mut whole) = (0, false);
        let (mut dialect, mut width) = (Dialect::default(), 0);
        for bytes in JUDGED_BYTES {
            while self.held().len() < bytes && !self.drained {
                self.fill()?;
            }
            judged = self.held().len().min(bytes);
            whole = self.drained && judged == self.held().len();
            (dialect, width) = sniff(self.held().get(..judged).unwrap_or_default(), whole);
            if width > 0 || whole {
                break;
            }
        }
        let sample = self.held().get(..judged).unwrap_or_default();
        let rows = first_rows(sample, whole, dialect, width);
        let asked = columns::asked(&self.asked);
        let (roles, header) = columns::roles(&columns::Table { rows: &rows }, &asked);
        let mut ranked: Vec<(u16, usize, Role)> = Vec::new();
        for (at, column) in roles.iter().enumerate() {
            ranked.extend(column.map(|(role, rank)| (rank, at, role)));
        }
        ranked.sort_unstable();
        let columns: Vec<(usize, Role)> = ranked.into_iter().map(|(_, at, role)| (at, role)).collect();
        if sample.trim_ascii().is_empty() {
            self.finished = true;
            return Ok(None);
        }
        if !columns.iter().any(|(_, role)| role.is_text()) {
            return self.refuse().map(Some);
        }
        let backslash = if dialect.escapes {
            Backslash::Itself
        } else {
            Backslash::of(sample)
        };
        self.shape = Some(Shape {
            dialect,
            backslash,
            width,
            columns,
        });
        if header {
            let mut skipped = 0;
            while let Some(row) = Scan::new(dialect).go(self.held(), self.drained) {
                let blank = row.is_blank(self.held());
                self.consume(row.end);
                skipped += 1;
                if !blank || skipped > judged {
                    break;
                }
            }
        }
        Ok(None)
    }

    /// Gives the table up as a whole.
    fn refuse(&mut self) -> std::io::Result<Piece> {
        self.finished = true;
        let bytes = self.held().len() as u64;
        let rest = std::io::copy(&mut self.input, &mut std::io::sink())?;
        let hint = "no column holds text; hint: name them with --map headline=COLUMN,body=COLUMN";
        Ok(Piece::Settled(Outcome::Skipped(hint.to_owned()), bytes + rest))
    }

    /// Cuts the next row off.
    fn advance(&mut self) -> std::io::Result<Option<Piece>> {
        if self.shape.is_none()
            && let Some(refusal) = self.begin()?
        {
            return Ok(Some(refusal));
        }
        let Some(dialect) = self.shape.as_ref().map(|shape| shape.dialect) else {
            return Ok(None);
        };
        loop {
            let mut scan = Scan::new(dialect);
            let row = loop {
                if let Some(row) = scan.go(self.held(), self.drained) {
                    break Some(row);
                }
                if self.drained || self.held().len() > LARGEST_RECORD {
                    break None;
                }
                self.fill()?;
            };
            let Some(row) = row else {
                if self.held().is_empty() {
                    return Ok(None);
                }
                return self.too_large().map(Some);
            };
            if row.is_blank(self.held()) {
                self.consume(row.end);
                continue;
            }
            return Ok(Some(self.cut(&row)));
        }
    }

    /// Passes over what is too large to be a row: to its second line if it has one near by, for a quote
    /// that is never closed is the likely cause, else to the next line behind it.
    fn too_large(&mut self) -> std::io::Result<Piece> {
        let line = self.line;
        let held = self.held().len();
        if let Some(end) = memchr(b'\n', self.held()).filter(|_| self.may_repeat(held)) {
            self.consume(end + 1);
            return Ok(failed(line, "a quote is opened and never closed", end + 1));
        }
        let mut bytes = 0;
        loop {
            let end = memchr(b'\n', self.held());
            let passed = end.map_or(self.held().len(), |end| end + 1);
            bytes += passed;
            self.consume(passed);
            if end.is_some() || self.drained {
                return Ok(failed(line, TOO_LARGE, bytes));
            }
            self.fill()?;
        }
    }

    /// Whether so many bytes may be gone through again: no more in all than a few times the file.
    fn may_repeat(&mut self, bytes: usize) -> bool {
        self.repeated += bytes as u64;
        self.repeated <= 4 * self.consumed + (4 * LARGEST_RECORD) as u64
    }

    /// Takes a row that was found off the buffer.
    fn cut(&mut self, row: &Row) -> Piece {
        let line = self.line;
        let width = self.shape.as_ref().map_or(0, |shape| shape.width);
        let count = row.cells.len();
        let first_line = memchr(b'\n', self.held()).map_or(row.end, |end| end + 1);
        let many_lines = first_line < row.end;
        let runs_on = row.bad_quote.is_some_and(|at| at > first_line) || row.open_quote || count != width;
        if many_lines && runs_on && self.may_repeat(row.end) {
            self.consume(first_line);
            return failed(
                line,
                "a quote is opened and not closed before the next row",
                first_line,
            );
        }
        if row.open_quote {
            self.consume(row.end);
            return failed(line, "a quote is opened and never closed", row.end);
        }
        if count != width {
            self.consume(row.end);
            let why = match count {
                1 => format!("1 cell where the table has {width}"),
                _ => format!("{count} cells where the table has {width}"),
            };
            return failed(line, &why, row.end);
        }
        let bytes = self.encoded(row);
        self.consume(row.end);
        Piece::Bytes(bytes)
    }

    /// The cells of a row that mean something, each with its role's letter before it.
    fn encoded(&self, row: &Row) -> Vec<u8> {
        let held = self.held();
        let mut bytes = Vec::with_capacity(row.end + 8);
        let Some(shape) = &self.shape else { return bytes };
        for (at, role) in &shape.columns {
            let Some(cell) = row.cells.get(*at) else { continue };
            let value = cell.value(held, shape.dialect);
            if value.trim_ascii().is_empty() {
                continue;
            }
            bytes.push(role.letter());
            let begin = bytes.len();
            match shape.backslash {
                _ if !role.is_text() || memchr(b'\\', &value).is_none() => bytes.extend_from_slice(&value),
                Backslash::Itself => bytes.extend_from_slice(&value),
                meaning => meaning.push(&mut bytes, &value),
            }
            if let Some(text) = bytes.get_mut(begin..) {
                text.iter_mut()
                    .filter(|byte| **byte == END_OF_CELL)
                    .for_each(|byte| *byte = b' ');
            }
            bytes.push(END_OF_CELL);
        }
        bytes
    }
}

impl Iterator for Splitter {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.finished {
            return None;
        }
        match self.advance() {
            Ok(Some(piece)) => Some(piece),
            Ok(None) => {
                self.finished = true;
                None
            }
            Err(error) => {
                self.finished = true;
                Some(failed(self.line, &format!("reading stopped: {error}"), 0))
            }
        }
    }
}

fn failed(line: u64, why: &str, bytes: usize) -> Piece {
    Piece::Settled(Outcome::Failed(format!("line {line}: {why}")), bytes as u64)
}

/// The first rows that have the usual number of cells, the very first one made to have it.
fn first_rows(sample: &[u8], whole: bool, dialect: Dialect, width: usize) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut at = 0;
    while rows.len() <= JUDGED_ROWS {
        let rest = sample.get(at..).unwrap_or_default();
        // A sample that ends in its first row still shows what that is.
        let last = whole || rows.is_empty();
        let Some(row) = Scan::new(dialect).go(rest, last) else {
            break;
        };
        at += row.end;
        if row.is_blank(rest) {
            continue;
        }
        let cells = row
            .cells
            .iter()
            .map(|cell| String::from_utf8_lossy(&cell.value(rest, dialect)).into_owned());
        let mut cells: Vec<String> = cells.collect();
        if rows.is_empty() && cells.len() + 1 == width {
            // R leaves the column of row names out of the header.
            cells.insert(0, String::new());
        }
        if rows.is_empty() {
            cells.resize(width, String::new());
        }
        if cells.len() == width {
            rows.push(cells);
        }
    }
    rows
}

/// Makes a story of a row that was cut off.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let mut values = Values::default();
    for (rank, cell) in (0u16..).zip(text.split(char::from(END_OF_CELL))) {
        let Some(role) = cell.bytes().next().and_then(Role::of_letter) else {
            continue;
        };
        values.add(
            role,
            rank,
            columns::listed(role, cell.get(1..).unwrap_or_default()),
        );
    }
    if !values.have_text() {
        return Outcome::Failed("its headline and its body are empty".to_owned());
    }
    columns::story(values, file, record)
}
