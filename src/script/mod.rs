//! The use case "test": files of named queries with what is expected of their answers, run against
//! an index and judged. It reads test files, asks, and says what was expected and what was found;
//! how that looks is the printer's matter.
//!
//! The format of the files stands in GUIDE.md; `queries/test.schema.json` is the same for
//! editors.

mod asked;
mod bound;
mod check;
mod choice;
mod holding;
mod latency;
mod laws;
mod passages;
mod relation;
mod run;
mod snapshot;
mod stories;
mod story;
mod suite;
mod target;

pub use bound::Bound;
pub use run::{Run, Shard, run};
pub use suite::{FileError, Suite, Test, files};
pub use target::Target;

/// The JSON Schema of test files, for editors.
pub const SCHEMA: &str = include_str!("../../queries/test.schema.json");

/// A first test file, for whoever begins.
pub const FIRST: &str = include_str!("first.toml");

/// What a run of test files tells, in order of files and tests.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A file that cannot be run: none of its tests was.
    Refused {
        /// The file, as named by the user.
        file: String,
        /// The line of it that is wrong, from 1, if it is one.
        line: Option<usize>,
        /// Why: the place, the message and a hint, in several lines.
        why: String,
    },
    /// A test was run.
    Judged(Verdict),
}

/// What became of one test.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The file, as named by the user.
    pub file: String,
    /// The line where the test begins, from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// The query, where it is a test of one.
    pub query: Option<String>,
    /// How many stories answer it, where it was answered.
    pub total: Option<u64>,
    /// How it ended.
    pub outcome: Outcome,
    /// What was not as expected; empty if it passed.
    pub failures: Vec<Failure>,
}

/// How a test ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is as expected.
    Passed,
    /// Something is not.
    Failed,
    /// It failed, as the file says it would, for this reason.
    Known(String),
    /// It passed, although the file gives this reason why it would fail.
    Mended(String),
    /// It could not be judged: an unknown story, an unreadable index.
    Broken,
    /// Its snapshot was written.
    Blessed,
}

/// One thing that is not as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The key of the expectation, such as `total`; `law` for what nobody has to ask for.
    pub check: String,
    /// What was expected, in one line.
    pub expected: String,
    /// What was found, in one line.
    pub found: String,
    /// What helps to understand it, a line each.
    pub notes: Vec<String>,
}

impl Failure {
    fn new(check: &str, expected: impl Into<String>, found: impl Into<String>) -> Failure {
        Failure {
            check: check.to_owned(),
            expected: expected.into(),
            found: found.into(),
            notes: Vec::new(),
        }
    }

    fn with(mut self, notes: impl IntoIterator<Item = String>) -> Failure {
        self.notes.extend(notes);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::field::FIELDS;
    use crate::query::SyntaxErrorKind;

    fn keys(value: &Value) -> BTreeSet<&str> {
        let table = value.as_object().unwrap();
        table.keys().map(String::as_str).collect()
    }

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let top = &schema["properties"];
        assert_eq!(keys(top), suite::KEYS.iter().copied().collect());
        let query = &top["query"]["items"]["properties"];
        assert_eq!(keys(query), asked::KEYS.iter().copied().collect());
        let story = keys(&top["story"]["items"]["properties"]);
        let fields = FIELDS
            .iter()
            .flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
        assert_eq!(story, fields.chain(story::KEYS.iter().copied()).collect());
        assert_eq!(
            schema["$defs"]["code"]["enum"],
            Value::from(SyntaxErrorKind::CODES)
        );
    }
}
