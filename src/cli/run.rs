//! `newsidx run`: asks the index a list of queries and prints the answers; remembers what was asked if
//! the next run is to tell what is new.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::Since;
use super::exit::Exit;
use super::say;
use super::settings::{BatchForm, Run};
use crate::batch::{self, Answered, Asked, Event, ItemError, List, Memory, Months, Recalled};
use crate::engine::Engine;
use crate::engine::local::LocalEngine;
use crate::print::{batch as print, json, trec};
use crate::search::{Question, SearchError, list, search};

pub(super) fn run(settings: &Run, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let engine = super::open(&settings.index)?;
    let (since, memory) = since(settings, engine)?;
    let queries = List::open(&settings.list)?;
    let months = Months::of(engine.summary());
    let defaults = Question {
        since,
        ..settings.defaults.clone()
    };
    let ask = |label: &str, asked: &Asked| {
        let question = asked.question(&defaults);
        answer(engine, settings, &months, label, &question)
    };
    let mut printer = Printer {
        settings,
        months: &months,
        begun: false,
        exit: Exit::Fine,
        out,
    };
    batch::run(queries, settings.threads, &ask, &mut |event| match event {
        Event::Answered(answered) => printer.take(answered),
        Event::Waiting => Ok(printer.out.flush()?),
    })?;
    printer.out.flush()?;
    let exit = printer.exit;
    if let Some(memory) = memory {
        keep(&memory, engine, exit)?;
    }
    Ok(exit)
}

/// An answer as it is to be printed, made where it was asked for.
fn answer(
    engine: &LocalEngine,
    settings: &Run,
    months: &Months,
    label: &str,
    question: &Question,
) -> Result<io::Result<Vec<u8>>, SearchError> {
    let mut text = Vec::new();
    let out = &mut text;
    let written = match &settings.form {
        BatchForm::Text(look) => {
            let new = settings.since.is_some();
            print::write(out, label, &search(engine, question)?, new, *look)
        }
        BatchForm::JsonLines => json::write_labelled_page_lines(out, label, &search(engine, question)?),
        BatchForm::Table => print::write_table(out, label, &search(engine, question)?),
        BatchForm::Trec { run } => trec::write_list(out, &list(engine, question)?, label, run),
        BatchForm::Matrix => {
            let all = Question {
                limit: usize::MAX,
                ..question.clone()
            };
            let tally = months.tally(&list(engine, &all)?);
            print::write_matrix_row(out, label, &tally)
        }
    };
    Ok(written.map(|()| text))
}

/// The generation since which stories are new, and where this run is to be remembered.
fn since(settings: &Run, engine: &LocalEngine) -> anyhow::Result<(Option<u64>, Option<Memory>)> {
    let generation = match settings.since {
        None => return Ok((None, None)),
        Some(Since::Generation(generation)) => generation,
        Some(Since::Last) => return recall(settings, engine),
    };
    if generation > engine.generation() {
        anyhow::bail!(
            "the index at `{}` has no generation {generation} yet, it is at {}\nhint: `newsidx status` tells the generation; `--since last` counts by itself",
            settings.index.display(),
            engine.generation()
        );
    }
    Ok((Some(generation), None))
}

fn recall(settings: &Run, engine: &LocalEngine) -> anyhow::Result<(Option<u64>, Option<Memory>)> {
    if settings.list == Path::new("-") {
        anyhow::bail!(
            "the last run of a list from standard input is not remembered\nhint: write the list to a file, or name a generation: `--since {}`",
            engine.generation()
        );
    }
    let memory = Memory::of(&settings.list);
    let place = memory.place().to_string_lossy().into_owned();
    let since = match memory.recall(engine)? {
        Recalled::Generation(generation) => Some(generation),
        Recalled::Never => {
            say(&format!(
                "no run is remembered in `{place}` yet: all stories are new"
            ));
            None
        }
        Recalled::Another => {
            say(&format!(
                "warning: the run remembered in `{place}` asked another index, or this one before it was made anew: all stories are new\nhint: keep the folder of the index when you build again, and a list for each index"
            ));
            None
        }
    };
    // All stories are newer than the first build, and told as new.
    Ok((Some(since.unwrap_or(0)), Some(memory)))
}

/// Remembers this run, now that its output is written.
fn keep(memory: &Memory, engine: &LocalEngine, exit: Exit) -> anyhow::Result<()> {
    if exit == Exit::Fine {
        memory.keep(engine)?;
    } else {
        say(&format!(
            "this run is not remembered in `{}`, because not every query was answered",
            memory.place().display()
        ));
    }
    Ok(())
}

struct Printer<'r> {
    settings: &'r Run,
    months: &'r Months,
    begun: bool,
    exit: Exit,
    out: &'r mut dyn Write,
}

impl Printer<'_> {
    fn take(&mut self, answered: Answered<io::Result<Vec<u8>>>) -> anyhow::Result<()> {
        self.begin()?;
        match answered.answer {
            Ok(text) => Ok(self.out.write_all(&text?)?),
            Err(error) => self.refuse(&answered.label, answered.line, &error),
        }
    }

    fn begin(&mut self) -> anyhow::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        match self.settings.form {
            BatchForm::Table => print::write_table_head(self.out)?,
            BatchForm::Matrix => print::write_matrix_head(self.out, self.months)?,
            BatchForm::Text(_) | BatchForm::JsonLines | BatchForm::Trec { .. } => {}
        }
        Ok(())
    }

    fn refuse(&mut self, label: &str, line: usize, error: &ItemError) -> anyhow::Result<()> {
        self.exit = Exit::Lacking;
        if self.settings.form == BatchForm::JsonLines {
            print::write_wrong_line(self.out, label, line, error)?;
        }
        // Told in the order of the list.
        self.out.flush()?;
        say(&print::wrong(&List::name(&self.settings.list), line, error));
        Ok(())
    }
}
