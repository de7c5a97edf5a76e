//! How the program ends.

use std::process::ExitCode;

/// What scripts can rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is well.
    Fine,
    /// The answer is "none", or "not everything": no hit, a failed record, an unknown story.
    Lacking,
    /// It could not be done: wrong arguments, no index, a query with an error.
    Undone,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Fine => ExitCode::SUCCESS,
            Exit::Lacking => ExitCode::from(1),
            Exit::Undone => ExitCode::from(2),
        }
    }
}
