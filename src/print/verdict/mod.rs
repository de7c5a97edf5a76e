//! What becomes of scripted tests, in the forms that people and continuous integration read. It
//! counts and lays out; it judges nothing.

mod annotation;
mod json_lines;
mod junit;
mod tap;
mod text;

use std::io::{self, Write};

use super::Look;
use super::amount::counted;
use crate::script::{Event, Failure, Outcome, Verdict};

/// A form of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text(Look),
    /// The Test Anything Protocol, version 14.
    Tap,
    /// JUnit XML, as Jenkins, GitLab and others read it.
    Junit,
    /// Workflow commands of GitHub, which mark the lines of the test files.
    Github,
    /// A JSON object a test, the last with the totals.
    JsonLines,
}

/// How many tests ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that had a test run.
    pub files: u64,
    /// Tests that passed.
    pub passed: u64,
    /// Tests whose snapshot was written.
    pub blessed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that failed as the file says.
    pub known: u64,
    /// Tests that passed although the file says that they fail.
    pub mended: u64,
    /// Tests that could not be judged.
    pub broken: u64,
    /// Files that could not be run.
    pub refused: u64,
}

impl Tally {
    /// All tests that were run.
    #[must_use]
    pub fn tests(&self) -> u64 {
        self.passed + self.blessed + self.failed + self.known + self.mended + self.broken
    }

    fn add(&mut self, event: &Event) {
        let count = match event {
            Event::Refused { .. } => &mut self.refused,
            Event::Judged(verdict) => match verdict.outcome {
                Outcome::Passed => &mut self.passed,
                Outcome::Blessed => &mut self.blessed,
                Outcome::Failed => &mut self.failed,
                Outcome::Known(_) => &mut self.known,
                Outcome::Mended(_) => &mut self.mended,
                Outcome::Broken => &mut self.broken,
            },
        };
        *count += 1;
    }

    /// The counts in words, none of them nothing: `8 passed, 1 failed`.
    fn in_words(&self) -> String {
        let counts = [
            (self.passed, "passed"),
            (self.blessed, "blessed"),
            (self.failed, "failed"),
            (self.broken, "could not be judged"),
            (self.known, "known to fail"),
            (self.mended, "known to fail, but passed"),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, words)| format!("{count} {words}")).collect();
        told.join(", ")
    }

    fn summary(&self) -> String {
        let tests = counted(self.tests(), "test", "tests");
        let files = counted(self.files, "file", "files");
        let mut summary = format!("{tests} in {files}");
        if self.tests() > 0 {
            summary.push_str(&format!(": {}", self.in_words()));
        }
        if self.refused > 0 {
            let refused = counted(self.refused, "file", "files");
            summary.push_str(&format!("; {refused} could not be run"));
        }
        summary
    }
}

/// Writes reports as they come.
pub struct Report<'o> {
    out: &'o mut dyn Write,
    form: Form,
    tally: Tally,
    /// Of the file that is being told.
    of_file: Tally,
    file: Option<String>,
    /// What is told at the end only.
    kept: Vec<Event>,
}

impl<'o> Report<'o> {
    /// A report in a form.
    pub fn new(out: &'o mut dyn Write, form: Form) -> Report<'o> {
        Report {
            out,
            form,
            tally: Tally::default(),
            of_file: Tally::default(),
            file: None,
            kept: Vec::new(),
        }
    }

    /// Tells what became of a test or a file.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn tell(&mut self, event: Event) -> io::Result<()> {
        if let Event::Judged(verdict) = &event
            && self.file.as_ref() != Some(&verdict.file)
        {
            self.end_file()?;
            self.file = Some(verdict.file.clone());
            self.tally.files += 1;
        }
        self.tally.add(&event);
        let first = self.of_file.in_words() == passed_alone(&self.of_file);
        if let Event::Judged(_) = event {
            self.of_file.add(&event);
        }
        let ordinal = self.tally.tests() + self.tally.refused;
        let told = match self.form {
            Form::Text(look) => match &event {
                Event::Refused { why, .. } => {
                    self.end_file()?;
                    text::refused(self.out, why, look)
                }
                Event::Judged(verdict) => text::verdict(self.out, verdict, first, look),
            },
            Form::Tap => tap::event(self.out, ordinal, &event),
            Form::Github => annotation::event(self.out, &event),
            Form::JsonLines => json_lines::event(self.out, &event),
            Form::Junit => {
                self.kept.push(event);
                Ok(())
            }
        };
        told?;
        // Whoever watches sees each verdict as it comes.
        self.out.flush()
    }

    fn end_file(&mut self) -> io::Result<()> {
        let of_file = std::mem::take(&mut self.of_file);
        let (Some(file), Form::Text(look)) = (self.file.take(), self.form) else {
            return Ok(());
        };
        text::file(self.out, &file, &of_file, look)
    }

    /// Ends the report.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn finish(mut self) -> io::Result<Tally> {
        self.end_file()?;
        match self.form {
            Form::Text(look) => text::end(self.out, &self.tally, look)?,
            Form::Tap => tap::end(self.out, self.tally.tests() + self.tally.refused)?,
            Form::Github => writeln!(self.out, "{}", self.tally.summary())?,
            Form::JsonLines => json_lines::end(self.out, &self.tally)?,
            Form::Junit => junit::write(self.out, &self.kept)?,
        }
        Ok(self.tally)
    }
}

/// The words of a tally in which all passed.
fn passed_alone(tally: &Tally) -> String {
    let passed = tally.passed;
    Tally {
        passed,
        ..Tally::default()
    }
    .in_words()
}

/// What is not as expected, as plain lines.
fn lines(verdict: &Verdict) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(query) = &verdict.query {
        lines.push(format!("query: {query}"));
    }
    for failure in &verdict.failures {
        lines.extend(failure_lines(failure, verdict.outcome == Outcome::Broken));
    }
    lines
}

fn failure_lines(failure: &Failure, broken: bool) -> Vec<String> {
    let mut lines = if broken {
        vec![failure.found.clone()]
    } else {
        vec![format!(
            "{}: expected {}, found {}",
            failure.check, failure.expected, failure.found
        )]
    };
    lines.extend(failure.notes.iter().map(|note| format!("  {note}")));
    lines
}
