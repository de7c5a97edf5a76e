//! `newsidx verify`: tells whether an index is sound, and builds it again if it is asked to.

use std::io::Write;

use super::build::Watcher;
use super::exit::Exit;
use super::settings::Verify;
use crate::ingest::{repair, verify};
use crate::print::amount::counted;
use crate::print::verified;

pub(super) fn run(settings: &Verify, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let found = verify(&settings.index, &|_| {})?;
    if settings.json {
        verified::write_json(out, &found)?;
    } else {
        verified::write(out, &found)?;
    }
    if found.damages.is_empty() {
        return Ok(Exit::Fine);
    }
    if !settings.repair {
        if !settings.json {
            super::say("hint: `newsidx verify --repair` builds it again from its corpus");
        }
        return Ok(Exit::Lacking);
    }
    out.flush()?;
    mend(settings, out)
}

/// Builds the index again.
fn mend(settings: &Verify, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut watcher = Watcher::new(true);
    let summary = repair(&settings.index, &mut |event| watcher.see(event))?;
    let left = verify(&settings.index, &|_| {})?;
    if settings.json {
        verified::write_json(out, &left)?;
    } else {
        let stories = counted(summary.indexed, "story", "stories");
        writeln!(out, "built again: {stories}")?;
        verified::write(out, &left)?;
    }
    Ok(if left.damages.is_empty() && summary.failed == 0 {
        Exit::Fine
    } else {
        Exit::Lacking
    })
}
