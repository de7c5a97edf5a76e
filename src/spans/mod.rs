//! The algebra of matching: what a query asks of a story's words, and which stretches of a text
//! satisfy it. An engine uses it on postings to **find**, [`marks`] uses it on text to
//! **highlight**, so that the two cannot disagree. It knows no engine and ranks nothing.
//!
//! The stretches of a text that satisfy a part of a query are intervals of word positions, as in
//! Clarke, Cormack and Burkowski, "An Algebra for Structured Text Search" (The Computer Journal 38,
//! 1995). Inside an operator all of them count, not the shortest alone, so that `(oil OR "oil
//! price") PRE/1 index` finds `oil price index`; where only the number of occurrences is asked for,
//! the shortest are enough, which Boldi and Vigna, "Efficient Optimally Lazy Algorithms for
//! Minimal-Interval Semantics" (Theoretical Computer Science 648, 2016) treat in full.

mod lack;
mod mark;
mod place;
mod plan;
mod proof;
mod stretch;
mod surface;
mod test;
mod wording;

use crate::field::Field;
use crate::query::{Bounds, Reach};

pub use lack::{Lack, Missing, Reason, lacks};
pub use mark::{FieldMarks, Mark, counts, joined, marks};
pub use place::Places;
pub use plan::{Lexicon, plan};
pub use stretch::{Stretch, occurrences, phrase_begins, stretches};
pub use surface::Surface;
pub use test::Test;

/// A query made ready to be matched: its words split, folded and related to their forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What a story must satisfy.
    pub root: Node,
    /// The words and phrases that [`Node::Words`] names by index.
    pub patterns: Vec<Pattern>,
}

/// A condition on a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Every story.
    All,
    /// The pattern of this index occurs as often as it must.
    Words(usize),
    /// The whole value of a field matches, as [`crate::field::key_matches`] says.
    Key(Field, String),
    /// A date or a number lies within bounds; a story without one does not satisfy it.
    Range(Field, Bounds),
    /// Any of these fields holds a word, a date or a number.
    Has(&'static [Field]),
    /// The inner condition does not hold.
    Not(Box<Node>),
    /// All hold.
    And(Vec<Node>),
    /// Any holds.
    Or(Vec<Node>),
}

/// What is to be found in the texts of any of some fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The part of the query that it comes from, in the language's own words.
    pub clause: String,
    /// The fields, any of which will do.
    pub fields: &'static [Field],
    /// The conditions on single words, which [`Expression::Word`] names by index. None is there twice.
    pub leaves: Vec<Leaf>,
    /// What a stretch of a text must be.
    pub expression: Expression,
    /// How often it must occur in a story, in all its texts together: at least 1.
    pub least: u32,
    /// How many times as much it counts in ranking.
    pub boost: f32,
}

impl Pattern {
    /// Whether a text itself is needed to tell, because folded words do not.
    #[must_use]
    pub fn needs_text(&self) -> bool {
        self.leaves.iter().any(|leaf| leaf.surface != Surface::Any)
    }
}

/// A condition on a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leaf {
    /// On the folded word.
    pub test: Test,
    /// On how it stands in the text.
    pub surface: Surface,
}

/// What a stretch of a text must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A word that satisfies a leaf.
    Word(usize),
    /// Words side by side.
    Row(Vec<Step>),
    /// Any of these.
    Any(Vec<Expression>),
    /// Two parts near each other, or the first away from the second.
    Near(Box<Near>),
    /// What ends within so many words of the beginning of its text.
    First(u32, Box<Expression>),
}

/// A word of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many words, whichever they are, stand between the one before and it.
    pub skip: u32,
    /// The leaf.
    pub leaf: usize,
}

/// Two parts of a text, as [`crate::query::Near`] has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The one that is meant.
    pub left: Expression,
    /// The one that must be near, or must not.
    pub right: Expression,
    /// How far they may be apart.
    pub reach: Reach,
    /// Whether the left one stands first.
    pub ordered: bool,
    /// Whether the right one must not be near.
    pub apart: bool,
}

impl Expression {
    /// Whether a leaf is of any use to it.
    #[must_use]
    pub fn has_leaf(&self, leaf: usize) -> bool {
        match self {
            Expression::Word(own) => *own == leaf,
            Expression::Row(steps) => steps.iter().any(|step| step.leaf == leaf),
            Expression::Any(parts) => parts.iter().any(|part| part.has_leaf(leaf)),
            Expression::Near(near) => near.left.has_leaf(leaf) || near.right.has_leaf(leaf),
            Expression::First(_, inner) => inner.has_leaf(leaf),
        }
    }

    /// Whether it asks where sentences, paragraphs or texts begin.
    #[must_use]
    pub fn needs_sections(&self) -> bool {
        match self {
            Expression::Word(_) => false,
            Expression::Row(steps) => steps.iter().any(|step| step.skip > 0),
            Expression::Any(parts) => parts.iter().any(Expression::needs_sections),
            Expression::Near(_) | Expression::First(..) => true,
        }
    }

    /// Whether the first words of a text are asked for anywhere in it.
    #[must_use]
    pub fn has_first(&self) -> bool {
        match self {
            Expression::Word(_) | Expression::Row(_) => false,
            Expression::Any(parts) => parts.iter().any(Expression::has_first),
            Expression::Near(near) => near.left.has_first() || near.right.has_first(),
            Expression::First(..) => true,
        }
    }

    /// Whether any of its operators has such a reach.
    #[must_use]
    pub fn reaches(&self, reach: Reach) -> bool {
        match self {
            Expression::Word(_) | Expression::Row(_) => false,
            Expression::Any(parts) => parts.iter().any(|part| part.reaches(reach)),
            Expression::Near(near) => {
                near.reach == reach || near.left.reaches(reach) || near.right.reaches(reach)
            }
            Expression::First(_, inner) => inner.reaches(reach),
        }
    }
}
