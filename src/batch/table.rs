//! A list in CSV, line by line: a query stands on one line, so that a quote that is never closed
//! spoils no more than its own.

use csv::{ReaderBuilder, StringRecord};

use super::list::labelled;
use super::{Item, ItemError};

/// Names of the column of queries.
const QUERY: &[&str] = &["query", "q"];

/// Names of the column of labels.
const LABEL: &[&str] = &["label", "name", "id"];

/// What is known of a table's columns.
#[derive(Debug, Default)]
pub(super) enum Table {
    /// No line was read yet.
    #[default]
    Unread,
    /// Its first line was a query as well.
    Headless,
    /// Its first line named them.
    Headed { label: Option<usize>, query: usize },
}

impl Table {
    /// Reads a line; nothing for a blank one and the header.
    pub(super) fn line(&mut self, line: usize, text: &str) -> Option<Item> {
        if text.trim().is_empty() {
            return None;
        }
        let failed = |error| Item {
            line,
            label: line.to_string(),
            asked: Err(error),
        };
        let cells = match cells(text) {
            Ok(cells) => cells,
            Err(error) => return Some(failed(error)),
        };
        if matches!(self, Table::Unread) {
            *self = headed(&cells);
            if matches!(self, Table::Headed { .. }) {
                return None;
            }
        }
        let cell = |at: usize| cells.get(at).unwrap_or_default();
        Some(match *self {
            Table::Headed { label, query } => labelled(line, label.map_or("", cell), cell(query)),
            _ if cells.len() == 1 => labelled(line, "", cell(0)),
            _ if cells.len() == 2 => labelled(line, cell(0), cell(1)),
            _ => failed(ItemError::Cells(cells.len())),
        })
    }
}

fn headed(cells: &StringRecord) -> Table {
    let position = |names: &[&str]| {
        cells
            .iter()
            .position(|cell| names.contains(&&*cell.trim().to_lowercase()))
    };
    let label = position(LABEL);
    match position(QUERY) {
        Some(query) => Table::Headed { label, query },
        None => Table::Headless,
    }
}

fn cells(text: &str) -> Result<StringRecord, ItemError> {
    if let Some(at) = misquoted(text) {
        return Err(ItemError::Quotes(at + 1));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut cells = StringRecord::new();
    match reader.read_record(&mut cells) {
        Ok(_) => Ok(cells),
        Err(_) => Err(ItemError::Quotes(1)),
    }
}

/// The byte at which a cell in quotes begins that does not end, or at which text follows one; the
/// `csv` crate passes over both.
fn misquoted(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins = at;
        if bytes[at] != b'"' {
            at += memchr::memchr(b',', &bytes[at..]).unwrap_or(bytes.len() - at) + 1;
            continue;
        }
        at += 1;
        loop {
            match memchr::memchr(b'"', &bytes[at..]) {
                None => return Some(begins),
                Some(quote) if bytes.get(at + quote + 1) == Some(&b'"') => at += quote + 2,
                Some(quote) => break at += quote + 1,
            }
        }
        match bytes.get(at) {
            None => return None,
            Some(b',') => at += 1,
            Some(_) => return Some(at),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<(String, Result<String, ItemError>)> {
        let mut table = Table::default();
        let items = lines
            .iter()
            .zip(1..)
            .filter_map(|(text, line)| table.line(line, text));
        items
            .map(|item| (item.label, item.asked.map(|asked| asked.query)))
            .collect()
    }

    #[test]
    fn columns_are_found_by_their_names_or_their_number() {
        let asked = |label: &str, query: &str| (label.to_owned(), Ok(query.to_owned()));
        assert_eq!(
            read(&[
                "note, Q ,Name",
                "x,oil,a",
                "",
                "y,gas",
                "z,\"\"\"oil gas\"\", coal\",b,more"
            ]),
            [
                asked("a", "oil"),
                asked("4", "gas"),
                asked("b", "\"oil gas\", coal")
            ]
        );
        assert_eq!(
            read(&["oil", "a,headline:\"oil gas\"", "a,b,c"]),
            [
                asked("1", "oil"),
                asked("a", "headline:\"oil gas\""),
                ("3".into(), Err(ItemError::Cells(3)))
            ]
        );
    }

    #[test]
    fn quotes_that_do_not_fit_spoil_their_line_alone() {
        let wrong = |label: &str, at| (label.to_owned(), Err(ItemError::Quotes(at)));
        let found = read(&[
            "a,\"oil embargo\" gas",
            "b,\"oil",
            "\"\"\"\"",
            "c,\"\"\"\"",
            "d,\"\"",
        ]);
        assert_eq!(found[..2], [wrong("1", 16), wrong("2", 3)]);
        assert_eq!(found[2], ("3".into(), Ok("\"".into())));
        assert_eq!(found[3], ("c".into(), Ok("\"".into())));
        assert_eq!(found[4], ("d".into(), Err(ItemError::NoQuery)));
    }
}
