//! Verdicts as JSON, an object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::super::json;
use super::Tally;
use crate::script::{Event, Failure, Outcome};

#[derive(Serialize)]
struct VerdictObject<'v> {
    version: u32,
    file: &'v str,
    line: Option<usize>,
    name: Option<&'v str>,
    query: Option<&'v str>,
    total: Option<u64>,
    outcome: &'static str,
    reason: Option<&'v str>,
    failures: Vec<FailureObject<'v>>,
}

#[derive(Serialize)]
struct FailureObject<'v> {
    check: &'v str,
    expected: &'v str,
    found: &'v str,
    notes: &'v [String],
}

impl<'v> FailureObject<'v> {
    fn new(failure: &'v Failure) -> FailureObject<'v> {
        FailureObject {
            check: &failure.check,
            expected: &failure.expected,
            found: &failure.found,
            notes: &failure.notes,
        }
    }
}

/// Tells a verdict.
pub(super) fn event(out: &mut dyn Write, event: &Event) -> io::Result<()> {
    let object = match event {
        Event::Refused { file, line, why } => VerdictObject {
            version: json::VERSION,
            file,
            line: *line,
            name: None,
            query: None,
            total: None,
            outcome: "refused",
            reason: Some(why),
            failures: Vec::new(),
        },
        Event::Judged(verdict) => {
            let (outcome, reason) = match &verdict.outcome {
                Outcome::Passed => ("passed", None),
                Outcome::Blessed => ("blessed", None),
                Outcome::Failed => ("failed", None),
                Outcome::Broken => ("broken", None),
                Outcome::Known(reason) => ("known", Some(&**reason)),
                Outcome::Mended(reason) => ("mended", Some(&**reason)),
            };
            VerdictObject {
                version: json::VERSION,
                file: &verdict.file,
                line: Some(verdict.line),
                name: Some(&verdict.name),
                query: verdict.query.as_deref(),
                total: verdict.total,
                outcome,
                reason,
                failures: verdict.failures.iter().map(FailureObject::new).collect(),
            }
        }
    };
    json::write_line(out, &object)
}

#[derive(Serialize)]
struct TallyObject {
    version: u32,
    tests: u64,
    passed: u64,
    blessed: u64,
    failed: u64,
    broken: u64,
    known: u64,
    mended: u64,
    refused: u64,
}

/// Ends the report with the totals.
pub(super) fn end(out: &mut dyn Write, tally: &Tally) -> io::Result<()> {
    json::write_line(
        out,
        &TallyObject {
            version: json::VERSION,
            tests: tally.tests(),
            passed: tally.passed,
            blessed: tally.blessed,
            failed: tally.failed,
            broken: tally.broken,
            known: tally.known,
            mended: tally.mended,
            refused: tally.refused,
        },
    )
}
