//! Verdicts for people: a line a file where all is well, and what was expected and found where not.

use std::io::{self, Write};

use super::super::wrap::{Paragraph, Style, styled};
use super::super::{Look, message, name};
use super::Tally;
use crate::script::{Failure, Outcome, Verdict};

/// Tells a verdict that is not simply that all is well; the first of a file with the file's name above.
pub(super) fn verdict(out: &mut dyn Write, verdict: &Verdict, first: bool, look: Look) -> io::Result<()> {
    let (word, reason) = match &verdict.outcome {
        Outcome::Passed => return Ok(()),
        Outcome::Blessed => ("blessed", None),
        Outcome::Failed => ("FAILED", None),
        Outcome::Broken => ("BROKEN", None),
        Outcome::Known(reason) => ("known", Some(reason)),
        Outcome::Mended(reason) => ("mended", Some(reason)),
    };
    if first {
        writeln!(out, "{}", name(&verdict.file))?;
    }
    let word = styled(&format!("{word:7}"), Style::Bold, look);
    let mut line = Paragraph::new(out, look, &format!("  {word} "), 10);
    line.push(&verdict.name, Style::Plain)?;
    line.push(&format!(" (line {})", verdict.line), Style::Dim)?;
    line.finish()?;
    if let Some(reason) = reason {
        let mended = matches!(verdict.outcome, Outcome::Mended(_));
        let told = if mended {
            format!("it passes now, take `known_fail` out of the file: {reason}")
        } else {
            reason.clone()
        };
        return note(out, &told, 4, look);
    }
    if verdict.outcome == Outcome::Blessed {
        return Ok(());
    }
    if let Some(query) = &verdict.query {
        note(out, &format!("query: {query}"), 11, look)?;
    }
    for failure in &verdict.failures {
        self::failure(out, failure, verdict.outcome == Outcome::Broken, look)?;
    }
    Ok(())
}

fn failure(out: &mut dyn Write, failure: &Failure, broken: bool, look: Look) -> io::Result<()> {
    if !broken {
        writeln!(out, "    {}", name(&failure.check))?;
        let mut line = Paragraph::new(out, look, "      expected  ", 16);
        line.push(&failure.expected, Style::Plain)?;
        line.finish()?;
    }
    let mut line = Paragraph::new(out, look, "      found     ", 16);
    line.push(&failure.found, Style::Bold)?;
    line.finish()?;
    for note in &failure.notes {
        // Carets stand under the letters they mean: such lines are not broken anew.
        let kept = message(note);
        writeln!(out, "{:16}{}", "", styled(&kept, Style::Dim, look))?;
    }
    Ok(())
}

fn note(out: &mut dyn Write, text: &str, indent: usize, look: Look) -> io::Result<()> {
    let mut line = Paragraph::new(out, look, "    ", indent);
    line.push(text, Style::Dim)?;
    line.finish()
}

/// Ends a file.
pub(super) fn file(out: &mut dyn Write, file: &str, tally: &Tally, look: Look) -> io::Result<()> {
    let words = tally.in_words();
    if tally.passed == tally.tests() {
        let file = name(file);
        return writeln!(out, "{file}: {}", styled(&words, Style::Dim, look));
    }
    writeln!(out, "  {}", styled(&words, Style::Dim, look))
}

/// Tells a file that could not be run.
pub(super) fn refused(out: &mut dyn Write, why: &str, look: Look) -> io::Result<()> {
    let text = message(&format!("error: {why}"));
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    writeln!(out, "{}", styled(first, Style::Bold, look))?;
    if rest.is_empty() {
        Ok(())
    } else {
        writeln!(out, "{rest}")
    }
}

/// Ends the report.
pub(super) fn end(out: &mut dyn Write, tally: &Tally, look: Look) -> io::Result<()> {
    writeln!(out, "\n{}", styled(&tally.summary(), Style::Bold, look))
}
