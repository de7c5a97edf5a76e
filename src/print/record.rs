//! A record of the ledger in a line: where it stands, and why it is no story of the index.

use serde::Serialize;

use super::name;
use crate::engine::{Corpus, Reading};
use crate::ingest::{Entry, Fate};

/// A record as JSON: what became of it, and how it was read.
#[derive(Debug, Serialize)]
pub struct RecordObject<'e> {
    corpus: &'e str,
    path: &'e str,
    record: u32,
    outcome: Fate,
    #[serde(skip_serializing_if = "str::is_empty")]
    format: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'e str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'e [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'e Reading>,
}

/// A record as JSON, of an index of these corpora.
#[must_use]
pub fn object<'e>(entry: &'e Entry, corpora: &'e [Corpus]) -> RecordObject<'e> {
    let is_of = |corpus: &&Corpus| {
        let below = entry.path.strip_prefix(&*corpus.name);
        below.is_some_and(|below| corpus.name.is_empty() || below.starts_with('/'))
    };
    // The one without a name, which holds any path, is first.
    let corpus = corpora.iter().rev().find(is_of);
    RecordObject {
        corpus: corpus.map_or("", |corpus| &corpus.name),
        path: &entry.path,
        record: entry.record,
        outcome: entry.outcome,
        format: &entry.format,
        reason: entry.reason.as_deref(),
        notes: &entry.notes,
        fingerprint: (entry.fingerprint != 0).then(|| format!("{:016x}", entry.fingerprint)),
        reading: corpus.map(|corpus| &corpus.reading),
    }
}

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
