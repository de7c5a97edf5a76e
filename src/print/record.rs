//! A record of the ledger in a line: where it stands, and why it is no story of the index.

use super::name;
use crate::ingest::{Entry, Fate};

/// Where a record stands: its file, and its ordinal from 0 where the file was read.
#[must_use]
pub fn place(path: &str, record: u32, format: &str) -> String {
    let path = name(path);
    if format.is_empty() && record == 0 {
        path.into_owned()
    } else {
        format!("{path}, record {record}")
    }
}

/// A record and what became of it: `wire/a.csv, record 7: no text`.
#[must_use]
pub fn line(entry: &Entry) -> String {
    let place = place(&entry.path, entry.record, &entry.format);
    let why = match (&entry.reason, entry.outcome) {
        (Some(reason), _) => name(reason).into_owned(),
        (None, Fate::Indexed) => "indexed".into(),
        (None, Fate::Skipped) => "skipped".into(),
        (None, Fate::Failed) => "failed".into(),
    };
    format!("{place}: {why}")
}
