//! What was found when an index was verified, as text and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::amount::{count, counted, size};
use super::{json, name};
use crate::ingest::Verified;

/// How many files that have changed since are named.
const MOST_STALE: usize = 10;

/// Writes it as text.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, verified: &Verified) -> io::Result<()> {
    for damage in &verified.damages {
        writeln!(out, "damaged: {}: {}", name(&damage.at), name(&damage.what))?;
    }
    let files = counted(verified.files, "file", "files");
    let stories = counted(verified.stories, "story", "stories");
    let records = counted(verified.entries, "record", "records");
    writeln!(
        out,
        "read {files} of the index, {}; held {stories} against what is indexed of them, {records} against them",
        size(verified.bytes)
    )?;
    match verified.damages.len() as u64 {
        0 => writeln!(out, "the index is sound")?,
        damages => writeln!(out, "{} found", counted(damages, "damage", "damages"))?,
    }
    let stale = verified.stale.len() as u64;
    let same = counted(verified.same, "file", "files");
    if stale == 0 {
        return writeln!(out, "its corpus has not changed: {same}");
    }
    writeln!(
        out,
        "its corpus has: {} changed or gone, {same} as they were; `newsidx build` brings it up to date",
        counted(stale, "file", "files")
    )?;
    for path in verified.stale.iter().take(MOST_STALE) {
        writeln!(out, "  {}", name(path))?;
    }
    match verified.stale.len().saturating_sub(MOST_STALE) as u64 {
        0 => Ok(()),
        more => writeln!(out, "  and {} more", count(more)),
    }
}

#[derive(Serialize)]
struct VerifiedObject<'v> {
    version: u32,
    sound: bool,
    damages: Vec<DamageObject<'v>>,
    files: u64,
    bytes: u64,
    stories: u64,
    records: u64,
    corpus_files_same: u64,
    corpus_files_changed: &'v [String],
}

#[derive(Serialize)]
struct DamageObject<'v> {
    at: &'v str,
    what: &'v str,
}

/// Writes it as one JSON object.
///
/// # Errors
/// When the writer fails.
pub fn write_json(out: &mut dyn Write, verified: &Verified) -> io::Result<()> {
    let damages = verified.damages.iter().map(|damage| DamageObject {
        at: &damage.at,
        what: &damage.what,
    });
    json::write(
        out,
        &VerifiedObject {
            version: json::VERSION,
            sound: verified.damages.is_empty(),
            damages: damages.collect(),
            files: verified.files,
            bytes: verified.bytes,
            stories: verified.stories,
            records: verified.entries,
            corpus_files_same: verified.same,
            corpus_files_changed: &verified.stale,
        },
    )
}
