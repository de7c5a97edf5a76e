//! The command line: what was typed (`arguments`), what holds in any case (`configuration`), what is
//! meant by both (`settings`), a file per command, and how it ends (`exit`). Results go to stdout, all else to stderr.

mod arguments;
mod build;
mod compact;
mod compare;
mod completions;
mod config;
mod configuration;
mod entities;
mod eval;
mod exit;
mod forget;
mod progress;
mod read;
mod run;
mod search;
mod settings;
mod show;
mod status;
mod tagger;
mod test;
mod verify;
mod watch;
mod words;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::engine::EngineError;
use crate::engine::local::LocalEngine;
use crate::print;
use crate::search::SearchError;
use arguments::{Arguments, Command};
use configuration::Configuration;
use exit::Exit;

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os().collect()) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe is no reason to fail.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Undone.into()
            } else {
                Exit::Fine.into()
            };
        }
    };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let ended = run(arguments, &mut out).and_then(|exit| {
        out.flush()?;
        Ok(exit)
    });
    match ended {
        Ok(exit) => exit.into(),
        Err(error) if is_broken_pipe(&error) => Exit::Fine.into(),
        Err(error) => {
            // What was found before the error stands before it.
            let _ = out.flush();
            complain(&error);
            Exit::Undone.into()
        }
    }
}

/// Opens an index for as long as the process lives: to give its files back takes as long as a small search,
/// and the end of the process does it.
fn open(place: &Path) -> Result<&'static LocalEngine, EngineError> {
    Ok(Box::leak(Box::new(LocalEngine::open(place)?)))
}

fn run(arguments: Arguments, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let configuration = Configuration::read;
    match arguments.command {
        Command::Build(typed) => build::run(&settings::Build::of(typed, &configuration()?)?, out),
        Command::Watch(typed) => watch::run(&settings::Watch::of(typed, &configuration()?)?, out),
        Command::Verify(typed) => verify::run(&settings::Verify::of(typed, &configuration()?), out),
        Command::Forget(typed) => forget::run(&settings::Forget::of(typed, &configuration()?), out),
        Command::Compact(typed) => compact::run(&settings::Compact::of(typed, &configuration()?), out),
        Command::Search(typed) => search::run(&settings::Search::of(typed, &configuration()?), out),
        Command::Run(typed) => run::run(&settings::Run::of(typed, &configuration()?), out),
        Command::Entities(typed) => entities::run(&settings::Entities::of(typed, &configuration()?), out),
        Command::Show(typed) => show::run(&settings::Show::of(typed, &configuration()?), out),
        Command::Read(typed) => read::run(&settings::Read::of(typed, &configuration()?), out),
        Command::Status(typed) => status::run(&settings::Status::of(typed, &configuration()?), out),
        Command::Test(typed) => test::run(&settings::Test::of(typed, &configuration()?), out),
        Command::Eval(typed) => eval::run(&settings::Eval::of(*typed, &configuration()?), out),
        Command::Compare(typed) => compare::run(&settings::Compare::of(typed, &configuration()?), out),
        Command::Tagger(typed) => tagger::run(typed, out),
        Command::Config(typed) => config::run(typed, &configuration()?, out),
        Command::Completions(typed) => completions::run_shell(typed.shell, out),
        Command::Man(typed) => completions::run_man(typed.command.as_deref(), out),
    }
}

/// Whether the reader of stdout went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<io::Error>();
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Tells an error on stderr: a line that begins with `error:`, and what helps.
fn complain(error: &anyhow::Error) {
    let mut text = match error.downcast_ref::<io::Error>() {
        Some(cause) => format!("cannot write the output: {cause}"),
        None => error.to_string(),
    };
    if let Some(SearchError::Syntax { error, query }) = error.downcast_ref() {
        text = format!("{text}\n{}", error.pointed(query));
    }
    say(&format!("error: {text}"));
}

/// Writes lines to stderr; what they quote cannot command the terminal.
fn say(text: &str) {
    // There is nowhere to tell that stderr is closed.
    let _ = writeln!(io::stderr(), "{}", print::message(text));
}
