//! `newsidx verify`: tells whether an index is sound, and builds it again if it is asked to.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use super::build::Watcher;
use super::exit::Exit;
use super::progress::Progress;
use super::settings::Verify;
use crate::engine::{EngineError, local};
use crate::ingest::{Verified, repair, verify};
use crate::print::amount::counted;
use crate::print::verified as print;

pub(super) fn run(settings: &Verify, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let found = verified(settings)?;
    if settings.json {
        print::write_json(out, &found)?;
    } else {
        print::write(out, &found)?;
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

/// Verifies the index, and tells how far that is.
fn verified(settings: &Verify) -> Result<Verified, EngineError> {
    let progress = Mutex::new(Progress::new(false));
    let told = |at: local::Progress| {
        let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
        match at {
            local::Progress::Bytes(done, all) => progress.share("reading the index", done, all),
            local::Progress::Stories(done, all) => progress.share("holding stories against it", done, all),
        }
    };
    let found = verify(&settings.index, &told);
    progress.lock().unwrap_or_else(PoisonError::into_inner).stop();
    found
}

/// Builds the index again.
fn mend(settings: &Verify, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut watcher = Watcher::new(false);
    let summary = repair(&settings.index, &mut |event| watcher.see(event));
    watcher.stop();
    let summary = summary?;
    let left = verified(settings)?;
    if settings.json {
        print::write_json(out, &left)?;
    } else {
        let stories = counted(summary.indexed, "story", "stories");
        writeln!(out, "built again: {stories}")?;
        print::write(out, &left)?;
    }
    Ok(if left.damages.is_empty() && summary.failed == 0 {
        Exit::Fine
    } else {
        Exit::Lacking
    })
}
