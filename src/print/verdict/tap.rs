//! Verdicts in the Test Anything Protocol, version 14 (<https://testanything.org>).

use std::io::{self, Write};

use super::super::name;
use super::lines;
use crate::script::{Event, Outcome};

/// Tells a verdict, which has this ordinal.
pub(super) fn event(out: &mut dyn Write, ordinal: u64, event: &Event) -> io::Result<()> {
    if ordinal == 1 {
        writeln!(out, "TAP version 14")?;
    }
    let (state, title, directive, at, told) = match event {
        Event::Refused { file, line, why } => {
            let told = why.lines().map(str::to_owned).collect();
            ("not ok", file.clone(), String::new(), place(file, *line), told)
        }
        Event::Judged(verdict) => {
            let state = match verdict.outcome {
                Outcome::Passed | Outcome::Blessed | Outcome::Mended(_) => "ok",
                Outcome::Failed | Outcome::Known(_) | Outcome::Broken => "not ok",
            };
            let directive = match &verdict.outcome {
                Outcome::Known(reason) | Outcome::Mended(reason) => format!(" # TODO {}", name(reason)),
                _ => String::new(),
            };
            let title = format!("{}: {}", verdict.file, verdict.name);
            let at = place(&verdict.file, Some(verdict.line));
            let told = if verdict.failures.is_empty() {
                Vec::new()
            } else {
                lines(verdict)
            };
            (state, title, directive, at, told)
        }
    };
    // A `#` would begin a directive.
    let title = name(&title).replace('\\', "\\\\").replace('#', "\\#");
    writeln!(out, "{state} {ordinal} - {title}{directive}")?;
    if told.is_empty() {
        return Ok(());
    }
    // A string of JSON is one of YAML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    writeln!(
        out,
        "  ---\n  at: {}\n  message: {}\n  ...",
        quoted(&at),
        quoted(&told.join("\n"))
    )
}

fn place(file: &str, line: Option<usize>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

/// Ends the report with the plan.
pub(super) fn end(out: &mut dyn Write, tests: u64) -> io::Result<()> {
    if tests == 0 {
        writeln!(out, "TAP version 14")?;
    }
    writeln!(out, "1..{tests}")
}
