//! `newsidx forget`: takes one of several corpora out of an index.

use std::io::Write;

use super::build::{Watcher, account, difference};
use super::exit::Exit;
use super::settings::Forget;
use crate::ingest::{Built, build};

pub(super) fn run(settings: &Forget, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut watcher = Watcher::new(true);
    let Built { summary, changes } = build(&settings.build, &mut |event| watcher.see(event))?;
    writeln!(out, "{}", account(&summary))?;
    if let Some(changes) = changes {
        writeln!(out, "{}", difference(&changes))?;
    }
    Ok(Exit::Fine)
}
