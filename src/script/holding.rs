//! A test of what the index as a whole holds: so many stories, so many failures, so large a share
//! with a field.

use super::Failure;
use super::bound::Bound;
use super::suite::{Body, Test, field_named, text_of};
use crate::document::{Fault, Value};
use crate::engine::Summary;
use crate::field::Field;

/// Something that the index as a whole holds.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// `stories`, `failed`, ...; for a share the name of a field.
    what: &'static str,
    bound: Bound,
    /// The field whose share of the stories is meant.
    coverage: Option<Field>,
}

/// Reads the test of what the index holds.
pub(super) fn test(value: &Value<'_>) -> Result<Test, Fault> {
    const COUNTS: &[&str] = &["stories", "records", "files", "skipped", "failed"];
    let table = value.table()?;
    let mut known = COUNTS.to_vec();
    known.extend(["coverage", "known_fail"]);
    table.check(&known)?;
    let mut holdings = Vec::new();
    for what in COUNTS {
        if let Some(value) = table.get(what) {
            let bound = Bound::read(&value)?;
            holdings.push(Holding {
                what,
                bound,
                coverage: None,
            });
        }
    }
    if let Some(coverage) = table.get("coverage") {
        for (key, value) in coverage.table()?.entries() {
            let field = field_named(&key)?;
            let bound = Bound::read(&value)?;
            holdings.push(Holding {
                what: field.name(),
                bound,
                coverage: Some(field),
            });
        }
    }
    Ok(Test {
        name: "what the index holds".into(),
        line: table.line(),
        known_fail: text_of(&table, "known_fail")?,
        body: Body::Holds(holdings),
    })
}

/// Judges what the index holds.
pub(super) fn judge(holdings: &[Holding], summary: &Summary) -> Vec<Failure> {
    let mut failures = Vec::new();
    for holding in holdings {
        let (wanted, what) = (&holding.bound, holding.what);
        if let Some(field) = holding.coverage {
            let having = summary
                .coverage
                .get(field.name())
                .copied()
                .unwrap_or(summary.indexed);
            let share = having as f64 / summary.indexed.max(1) as f64;
            if !wanted.holds_share(share) {
                let found = format!(
                    "{having} of {} have one ({:.2} %)",
                    summary.indexed,
                    share * 100.0
                );
                failures.push(Failure::new(
                    "coverage",
                    format!("{wanted} of the stories with {what}"),
                    found,
                ));
            }
            continue;
        }
        let count = match what {
            "stories" => summary.indexed,
            "records" => summary.found,
            "files" => summary.files,
            "skipped" => summary.skipped,
            _ => summary.failed,
        };
        if !wanted.holds(count) {
            failures.push(Failure::new(what, wanted.to_string(), count.to_string()));
        }
    }
    failures
}
