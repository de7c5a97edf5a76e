//! How an answer looks: as text for people, as JSON and TREC runs for programs. It asks nothing of
//! an index and knows no arguments; what it prints goes to the writer it is given.
//!
//! Nothing of a corpus reaches a terminal as it stands: control characters, and those that reorder
//! or hide text, are taken out of texts, and escaped in names and in JSON.

pub mod amount;
pub mod batch;
pub mod comparison;
pub mod concordance;
pub mod entities;
pub mod evaluation;
pub mod fields;
mod glyph;
pub mod json;
pub mod page;
pub mod record;
pub mod status;
pub mod story;
pub mod trec;
pub mod verdict;
pub mod verified;
pub mod why;
mod wrap;

pub use glyph::{message, name};

/// How text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of a line.
    pub width: usize,
    /// Whether bold, dim, underlined and coloured text may be used.
    pub colour: bool,
}

impl Look {
    /// The width where there is no terminal, and the most that is used of a wide one: longer lines
    /// are hard to read.
    pub const WIDEST: usize = 100;

    /// The width that is kept up on the narrowest terminal.
    pub const NARROWEST: usize = 20;

    /// A look for a terminal of so many columns, or for none.
    #[must_use]
    pub fn new(columns: Option<usize>, colour: bool) -> Look {
        let width = columns
            .unwrap_or(Self::WIDEST)
            .clamp(Self::NARROWEST, Self::WIDEST);
        Look { width, colour }
    }
}
