//! `newsidx build`: makes an index, tells how far it is and what fails, and ends with the account.

use std::io::Write;
use std::time::Instant;

use super::exit::Exit;
use super::progress::Progress;
use super::settings::Build;
use crate::engine::Summary;
use crate::ingest::{Built, Changes, Entry, Event, build};
use crate::print::amount::{count, counted};
use crate::print::{name, record, status};

/// How many failed records, and how many stories with a taken id, are named.
const MOST_NAMED: u64 = 20;

pub(super) fn run(settings: &Build, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let began = Instant::now();
    let mut watcher = Watcher::new(settings.quiet);
    let built = build(&settings.build, &mut |event| watcher.see(event));
    watcher.stop();
    let Built { summary, changes } = built?;
    watcher.tell_unnamed(settings);
    watcher.progress.tell_end(began.elapsed());
    writeln!(out, "{}", account(&summary))?;
    if let Some(changes) = changes {
        writeln!(out, "{}", difference(&changes))?;
    }
    Ok(if summary.failed == 0 {
        Exit::Fine
    } else {
        Exit::Lacking
    })
}

/// The one line of the result; nothing in it depends on the machine.
pub(super) fn account(summary: &Summary) -> String {
    let stories = counted(summary.indexed, "story", "stories");
    let files = counted(summary.files, "file", "files");
    format!("indexed {stories} from {files}: {}", status::account(summary))
}

/// What has become of the stories that were there.
pub(super) fn difference(changes: &Changes) -> String {
    let Changes {
        added,
        changed,
        removed,
        unchanged,
    } = *changes;
    if changes.is_none() {
        return "no story was added, changed or removed".into();
    }
    format!(
        "since the last build: {} added, {} changed, {} removed, {} unchanged",
        count(added),
        count(changed),
        count(removed),
        count(unchanged)
    )
}

/// Tells what happens during a build.
pub(super) struct Watcher {
    progress: Progress,
    failed: u64,
    renamed: u64,
}

impl Watcher {
    pub(super) fn new(quiet: bool) -> Watcher {
        Watcher {
            progress: Progress::new(quiet),
            failed: 0,
            renamed: 0,
        }
    }

    pub(super) fn see(&mut self, event: Event<'_>) {
        match event {
            Event::Measured { bytes, .. } => self.progress.begin(bytes),
            Event::Progress { stories, bytes, .. } => self.progress.advance(stories, bytes),
            Event::Writing => self.progress.write(),
            Event::Refused(entry) => {
                self.failed += 1;
                if self.failed <= MOST_NAMED {
                    self.progress.say(&format!("warning: {}", record::line(entry)));
                }
            }
            Event::Resumed { files } => self.progress.say(&format!(
                "going on with a build that was cut off: {} done",
                counted(files, "file is", "files are")
            )),
            Event::Anew(error) => self.progress.say(&format!(
                "warning: {}; it is made anew of this corpus",
                error.to_string().lines().next().unwrap_or_default()
            )),
            Event::Forgotten(error) => self.progress.say(&format!(
                "warning: {error}; which stories are new cannot be told, all count as new"
            )),
            Event::Renamed { entry, taken } => {
                self.renamed += 1;
                if self.renamed <= MOST_NAMED {
                    self.progress.say(&renamed(entry, taken));
                }
            }
        }
    }

    /// Takes the progress away.
    pub(super) fn stop(&mut self) {
        self.progress.stop();
    }

    fn tell_unnamed(&self, settings: &Build) {
        if self.failed > MOST_NAMED {
            let index = settings.build.index.to_string_lossy();
            let place = if index == "index" {
                String::new()
            } else {
                format!(" --index {}", name(&index))
            };
            let more = count(self.failed - MOST_NAMED);
            self.progress.say(&format!(
                "... and {more} more failed: `newsidx status --failed{place}` lists them"
            ));
        }
        if self.renamed > MOST_NAMED {
            let more = counted(self.renamed - MOST_NAMED, "more story", "more stories");
            self.progress
                .say(&format!("... and {more} with an id that is taken"));
        }
    }
}

fn renamed(entry: &Entry, taken: &str) -> String {
    let place = record::place(&entry.path, entry.record, &entry.format);
    let id = entry.id.as_deref().unwrap_or_default();
    format!(
        "warning: {place}: the id `{}` is taken, its id is `{}`",
        name(taken),
        name(id)
    )
}
