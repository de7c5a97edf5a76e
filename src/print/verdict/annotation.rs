//! Verdicts as workflow commands of GitHub: each failure marks the line of its test file. Only what
//! is not well is told.

use std::io::{self, Write};

use super::lines;
use crate::script::{Event, Outcome};

/// Tells a verdict, if there is something to tell.
pub(super) fn event(out: &mut dyn Write, event: &Event) -> io::Result<()> {
    let (level, file, line, title, text) = match event {
        Event::Refused { file, line, why } => ("error", file, *line, "test file".to_owned(), why.clone()),
        Event::Judged(verdict) => {
            let (level, text) = match &verdict.outcome {
                Outcome::Passed | Outcome::Blessed | Outcome::Known(_) => return Ok(()),
                Outcome::Failed | Outcome::Broken => ("error", lines(verdict).join("\n")),
                Outcome::Mended(reason) => {
                    let text =
                        format!("it passes now; it was known to fail: {reason}. Take `known_fail` out");
                    ("notice", text)
                }
            };
            (
                level,
                &verdict.file,
                Some(verdict.line),
                verdict.name.clone(),
                text,
            )
        }
    };
    let line = line.map(|line| format!(",line={line}")).unwrap_or_default();
    let (file, title) = (property(file), property(&title));
    writeln!(out, "::{level} file={file}{line},title={title}::{}", data(&text))
}

/// A value of a command: what would end it is escaped as the runner expects it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
