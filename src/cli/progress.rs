//! How far a build is: a bar on a terminal, a line now and then elsewhere, nothing where it is not
//! wanted. It decides nothing and goes to stderr.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::say;
use crate::print::amount::{count, counted, share, size, span};

/// How long there is silence where there is no terminal.
const SILENCE: Duration = Duration::from_secs(10);

/// Columns from which on the bar tells all it knows.
const WIDE: u16 = 70;

/// How far a build is.
pub(super) struct Progress {
    form: Form,
    began: Instant,
    /// The bytes that are to be read.
    whole: u64,
    /// Stories and bytes that have been read.
    read: (u64, u64),
}

enum Form {
    Quiet,
    Lines { told: Instant },
    Bar(ProgressBar),
}

impl Progress {
    /// Prepares to tell it in the form that suits stderr.
    pub(super) fn new(quiet: bool) -> Progress {
        let began = Instant::now();
        let form = match quiet {
            true => Form::Quiet,
            false if io::stderr().is_terminal() => Form::Bar(ProgressBar::with_draw_target(
                None,
                ProgressDrawTarget::stderr_with_hz(10),
            )),
            false => Form::Lines { told: began },
        };
        Progress {
            form,
            began,
            whole: 0,
            read: (0, 0),
        }
    }

    /// The corpus has so many bytes.
    pub(super) fn begin(&mut self, bytes: u64) {
        self.whole = bytes;
        if let Form::Bar(bar) = &self.form {
            bar.set_style(style());
            bar.set_length(bytes);
        }
    }

    /// So many stories have been read, and so many bytes of the files.
    pub(super) fn advance(&mut self, stories: u64, bytes: u64) {
        self.read = (stories, bytes);
        match &mut self.form {
            Form::Quiet => {}
            Form::Bar(bar) => {
                // A file may grow while it is read.
                bar.set_position(bytes.min(self.whole));
                bar.set_message(counted(stories, "story", "stories"));
            }
            Form::Lines { told } => {
                if told.elapsed() >= SILENCE {
                    *told = Instant::now();
                    let (read, whole) = (size(bytes), size(self.whole));
                    let share = share(bytes, self.whole);
                    say(&format!(
                        "{}, {read} of {whole} read ({share})",
                        counted(stories, "story", "stories")
                    ));
                }
            }
        }
    }

    /// So much of a whole is done, of work that is not reading a corpus.
    pub(super) fn share(&mut self, doing: &str, done: u64, whole: u64) {
        match &mut self.form {
            Form::Quiet => {}
            Form::Bar(bar) => {
                bar.set_style(narrow());
                bar.set_length(whole);
                bar.set_position(done);
                bar.set_message(doing.to_owned());
            }
            Form::Lines { told } => {
                if told.elapsed() >= SILENCE {
                    *told = Instant::now();
                    say(&format!("{doing}: {}", share(done, whole)));
                }
            }
        }
    }

    /// All is read.
    pub(super) fn write(&mut self) {
        match &mut self.form {
            Form::Quiet => {}
            Form::Bar(bar) => {
                bar.set_position(self.whole);
                bar.set_message("finishing the index");
            }
            Form::Lines { .. } => {
                if self.began.elapsed() >= SILENCE {
                    say("all read, finishing the index");
                }
            }
        }
    }

    /// Takes the bar away.
    pub(super) fn stop(&mut self) {
        if let Form::Bar(bar) = &self.form {
            bar.finish_and_clear();
        }
    }

    /// Says something beside the progress, in any form.
    pub(super) fn say(&self, text: &str) {
        match &self.form {
            Form::Bar(bar) => bar.suspend(|| say(text)),
            _ => say(text),
        }
    }

    /// Tells how long it took.
    pub(super) fn tell_end(&self, took: Duration) {
        if matches!(self.form, Form::Quiet) {
            return;
        }
        let (stories, bytes) = self.read;
        if bytes == 0 {
            return say(&format!("no file had to be read, in {}", span(took)));
        }
        let seconds = took.as_secs_f64().max(0.001);
        let rate = count((stories as f64 / seconds) as u64);
        let speed = size((bytes as f64 / seconds) as u64);
        let read = size(bytes);
        say(&format!(
            "read {read} in {}: {rate} stories, {speed} a second",
            span(took)
        ));
    }
}

fn style() -> ProgressStyle {
    let wide = terminal_size::terminal_size_of(io::stderr()).is_none_or(|(width, _)| width.0 >= WIDE);
    match wide {
        true => drawn(
            "{msg}  {wide_bar} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left",
        ),
        false => narrow(),
    }
}

fn narrow() -> ProgressStyle {
    drawn("{msg} {wide_bar} {percent} %")
}

fn drawn(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.progress_chars("█▉▊▋▌▍▎▏ ")
}
