//! A list of queries, read as it is asked for: text and tables line by line, TOML at once.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::lines::Lines;
use super::table::Table;
use super::{BatchError, Item, ItemError, LARGEST_DOCUMENT, queries};
use crate::document::Source;

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// A list of queries. As an iterator it gives its lines in order; after an error, it ends.
pub struct List {
    path: PathBuf,
    form: Form,
    /// The lines of the labels so far, by a hash that no two labels share.
    labels: FxHashMap<[u8; 32], usize>,
    ended: bool,
}

enum Form {
    Text(Lines),
    Table(Lines, Table),
    Document(std::vec::IntoIter<Item>),
}

impl List {
    /// Opens a list: TOML and CSV are known by the name of the file, all else is a query a line; the
    /// path `-` is standard input.
    ///
    /// # Errors
    /// When it cannot be opened, or is named like TOML and is none.
    pub fn open(path: &Path) -> Result<List, BatchError> {
        let unreadable = |cause| BatchError::Unreadable {
            path: path.into(),
            cause,
        };
        let ends = |extension: &str| {
            path.extension()
                .is_some_and(|own| own.eq_ignore_ascii_case(extension))
        };
        let form = if path == Path::new(STANDARD_INPUT) {
            Form::Text(Lines::of(Box::new(BufReader::new(io::stdin()))))
        } else {
            let file = File::open(path).map_err(unreadable)?;
            if ends("toml") {
                let source = Source {
                    file: path.to_string_lossy().into_owned(),
                    text: whole(file).map_err(unreadable)?,
                };
                Form::Document(queries::items(&source)?.into_iter())
            } else {
                let lines = Lines::of(Box::new(BufReader::new(file)));
                if ends("csv") {
                    Form::Table(lines, Table::default())
                } else {
                    Form::Text(lines)
                }
            }
        };
        Ok(List {
            path: path.into(),
            form,
            labels: FxHashMap::default(),
            ended: false,
        })
    }

    /// The list as messages name it.
    #[must_use]
    pub fn name(path: &Path) -> String {
        if path == Path::new(STANDARD_INPUT) {
            "standard input".into()
        } else {
            path.to_string_lossy().into_owned()
        }
    }

    fn read(&mut self) -> Result<Option<Item>, BatchError> {
        let Some(mut item) = self.unchecked()? else {
            return if self.labels.is_empty() {
                Err(BatchError::Empty {
                    path: List::name(&self.path).into(),
                })
            } else {
                Ok(None)
            };
        };
        let label = *blake3::hash(item.label.as_bytes()).as_bytes();
        if let Some(line) = self.labels.get(&label) {
            let taken = ItemError::Taken {
                label: item.label.clone(),
                line: *line,
            };
            item.asked = item.asked.and(Err(taken));
        } else {
            self.labels.insert(label, item.line);
        }
        Ok(Some(item))
    }

    fn unchecked(&mut self) -> Result<Option<Item>, BatchError> {
        let (lines, mut table) = match &mut self.form {
            Form::Text(lines) => (lines, None),
            Form::Table(lines, table) => (lines, Some(table)),
            Form::Document(items) => return Ok(items.next()),
        };
        let unreadable = |cause| BatchError::Unreadable {
            path: List::name(&self.path).into(),
            cause,
        };
        while let Some((line, bytes)) = lines.next().map_err(unreadable)? {
            if line == 1 && bytes.as_deref().is_some_and(is_utf16) {
                return Err(BatchError::Encoding {
                    path: List::name(&self.path).into(),
                });
            }
            let parsed = match bytes.ok_or(ItemError::TooLong).and_then(text) {
                Ok(text) => match &mut table {
                    Some(table) => table.line(line, &text),
                    None => plain(line, &text),
                },
                Err(error) => Some(Item {
                    line,
                    label: line.to_string(),
                    asked: Err(error),
                }),
            };
            if let Some(item) = parsed {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

impl Iterator for List {
    type Item = Result<Item, BatchError>;

    fn next(&mut self) -> Option<Result<Item, BatchError>> {
        if self.ended {
            return None;
        }
        let item = self.read().transpose();
        self.ended = !matches!(item, Some(Ok(_)));
        item
    }
}

fn whole(file: File) -> io::Result<String> {
    let mut text = String::new();
    file.take(LARGEST_DOCUMENT + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST_DOCUMENT {
        return Err(io::Error::other(format!(
            "it is larger than {LARGEST_DOCUMENT} bytes"
        )));
    }
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

fn text(bytes: Vec<u8>) -> Result<String, ItemError> {
    String::from_utf8(bytes).map_err(|error| ItemError::NotUtf8(error.utf8_error().valid_up_to() + 1))
}

/// A line of text: a query, or a label, a tab and a query. Nothing for a blank line and a remark.
fn plain(line: usize, text: &str) -> Option<Item> {
    if text.trim().is_empty() || text.trim_start().starts_with('#') {
        return None;
    }
    let (label, query) = text.split_once('\t').unwrap_or(("", text));
    Some(labelled(line, label, query))
}

/// An item of a label, which may be empty, and a query, which may not.
pub(super) fn labelled(line: usize, label: &str, query: &str) -> Item {
    let (label, query) = (label.trim(), query.trim());
    let asked = super::Asked {
        query: query.to_owned(),
        ..super::Asked::default()
    };
    Item {
        line,
        label: if label.is_empty() {
            line.to_string()
        } else {
            label.to_owned()
        },
        asked: if query.is_empty() {
            Err(ItemError::NoQuery)
        } else {
            Ok(asked)
        },
    }
}
