//! `newsidx watch`: follows a corpus and tells what each change has made of the index.

use std::io::Write;

use super::build::{Watcher, difference};
use super::exit::Exit;
use super::settings::Watch;
use crate::ingest::{Following, follow};
use crate::print::amount::counted;

pub(super) fn run(settings: &Watch, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut watcher = Watcher::new(true);
    let mut written = Ok(());
    let mut is_first = true;
    follow(&settings.build, settings.pace, &mut |told| match told {
        Following::Building(event) => {
            watcher.see(event);
            true
        }
        Following::Built(built) => {
            let stories = counted(built.summary.indexed, "story", "stories");
            let line = match built.changes {
                Some(changes) if !changes.is_none() => Some(format!("{stories}; {}", difference(&changes))),
                _ if is_first => Some(stories),
                _ => None,
            };
            is_first = false;
            watcher = Watcher::new(true);
            if let Some(line) = line {
                // Whoever reads along wants to see it now.
                written = writeln!(out, "{line}").and_then(|()| out.flush());
            }
            written.is_ok()
        }
        Following::Failed(error) => {
            super::say(&format!("error: {error}"));
            true
        }
    })?;
    written?;
    Ok(Exit::Fine)
}
