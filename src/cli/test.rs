//! `newsidx test`: runs scripted queries and tells what became of them; or writes the first test file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::bail;

use super::exit::Exit;
use super::say;
use super::settings::Test;
use crate::print::name;
use crate::print::verdict::{Report, Tally};
use crate::script;

pub(super) fn run(settings: &Test, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (run, form) = match settings {
        Test::Init(folder) => return init(folder, out),
        Test::Run(run, form) => (run, form),
    };
    let mut report = Report::new(out, *form);
    let mut told = Ok(());
    let ran = script::run(run, &mut |event| {
        if told.is_ok() {
            told = report.tell(event);
        }
    });
    told?;
    let tally = report.finish()?;
    ran?;
    if tally.tests() == 0 && tally.refused == 0 {
        say("no test was run\nhint: check `--filter` and `--shard`");
        return Ok(Exit::Lacking);
    }
    Ok(exit(&tally))
}

fn exit(tally: &Tally) -> Exit {
    if tally.refused + tally.broken > 0 {
        Exit::Undone
    } else if tally.failed > 0 {
        Exit::Lacking
    } else {
        Exit::Fine
    }
}

/// Writes a first test file and the schema; a file that is there stays as it is.
fn init(folder: &Path, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let failed = |path: &Path, cause: &io::Error| {
        anyhow::anyhow!("cannot write `{}`: {cause}", name(&path.to_string_lossy()))
    };
    fs::create_dir_all(folder).map_err(|cause| failed(folder, &cause))?;
    let first = folder.join("first.toml");
    match fs::File::create_new(&first) {
        Ok(mut file) => file
            .write_all(script::FIRST.as_bytes())
            .map_err(|cause| failed(&first, &cause))?,
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            let path = first.to_string_lossy().into_owned();
            bail!("`{}` is there already\nhint: name another folder", name(&path))
        }
        Err(cause) => return Err(failed(&first, &cause)),
    }
    let schema = folder.join("test.schema.json");
    fs::write(&schema, script::SCHEMA).map_err(|cause| failed(&schema, &cause))?;
    for path in [&first, &schema] {
        writeln!(out, "wrote {}", name(&path.to_string_lossy()))?;
    }
    Ok(Exit::Fine)
}
