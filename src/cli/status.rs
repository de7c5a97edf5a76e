//! `newsidx status`: tells what the index holds, or lists the records that it does not hold.

use std::io::Write;
use std::path::Path;

use super::exit::Exit;
use super::say;
use super::settings::{Form, Status};
use crate::engine::{Corpus, Engine};
use crate::ingest::{Entries, Fate, open};
use crate::print::{json, record, status};

pub(super) fn run(settings: &Status, out: &mut dyn Write) -> anyhow::Result<Exit> {
    if settings.failed || settings.skipped {
        let (engine, entries) = open(&settings.index)?;
        return list(settings, entries, &engine.summary().corpora, out);
    }
    let engine = super::open(&settings.index)?;
    let index = settings.index.to_string_lossy();
    let status = status::Status {
        index: &index,
        generation: engine.generation(),
        summary: engine.summary(),
        segments: engine.segments(),
        disk: size(engine.folder()),
    };
    match settings.form {
        Form::Text(look) => status::write(out, &status, look)?,
        Form::Json => status::write_json(out, &status, false)?,
        Form::JsonLines | Form::Trec { .. } => status::write_json(out, &status, true)?,
    }
    Ok(Exit::Fine)
}

/// Lists the records asked for, in the order in which they were found.
fn list(
    settings: &Status,
    entries: Entries,
    corpora: &[Corpus],
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let mut listed: u64 = 0;
    let both = settings.failed && settings.skipped;
    let mut list = json::List::new("records");
    for entry in entries {
        let entry = entry?;
        let fate = match entry.outcome {
            Fate::Failed if settings.failed => "failed: ",
            Fate::Skipped if settings.skipped => "skipped: ",
            _ => continue,
        };
        listed += 1;
        match settings.form {
            Form::Text(_) => writeln!(out, "{}{}", if both { fate } else { "" }, record::line(&entry))?,
            Form::Json => list.add(out, &record::object(&entry, corpora))?,
            Form::JsonLines | Form::Trec { .. } => json::write_line(out, &record::object(&entry, corpora))?,
        }
    }
    if settings.form == Form::Json {
        list.finish(out)?;
    }
    if listed > 0 {
        return Ok(Exit::Fine);
    }
    if matches!(settings.form, Form::Text(_)) {
        let fate = match (settings.failed, settings.skipped) {
            (true, true) => "failed or was skipped",
            (true, false) => "failed",
            _ => "was skipped",
        };
        say(&format!("no record {fate}"));
    }
    Ok(Exit::Lacking)
}

/// The bytes of the files in a folder; one that cannot be looked at counts as none.
fn size(folder: &Path) -> u64 {
    let Ok(files) = folder.read_dir() else { return 0 };
    let sizes = files.filter_map(|file| file.ok()?.metadata().ok());
    sizes
        .filter(|about| about.is_file())
        .map(|about| about.len())
        .sum()
}
