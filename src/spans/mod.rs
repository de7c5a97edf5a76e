//! The algebra of matching: what a query asks of a story's words, and which stretches of a text
//! satisfy it. An engine uses it on postings to **find**, [`marks`] uses it on text to
//! **highlight**, so that the two cannot disagree. It knows no engine and ranks nothing.

mod lack;
mod mark;
mod plan;

use crate::field::Field;
use crate::query::Bounds;
use crate::tokens;

pub use lack::{Lack, lacks};
pub use mark::{FieldMarks, Mark, marks};
pub use plan::{Lexicon, plan};

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
    /// The pattern of this index occurs.
    Words(usize),
    /// The whole value of a field matches, as [`crate::field::key_matches`] says.
    Key(Field, String),
    /// A date or a number lies within bounds; a story without one does not satisfy it.
    Range(Field, Bounds),
    /// The inner condition does not hold.
    Not(Box<Node>),
    /// All hold.
    And(Vec<Node>),
    /// Any holds.
    Or(Vec<Node>),
}

/// A word or a phrase to be found in any of some fields, in any of some wordings.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The fields, any of which will do.
    pub fields: &'static [Field],
    /// The wordings, any of which will do: `cease-fire` is *cease fire* or *ceasefire*. Each is a
    /// row of words side by side, none of them empty.
    pub wordings: Vec<Vec<Test>>,
}

/// A condition on one word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// The word itself.
    Exact(String),
    /// Any word with this stem.
    Stem(String),
    /// Any word that begins so.
    Prefix(String),
}

impl Test {
    /// Whether a folded word satisfies the condition.
    ///
    /// ```
    /// use newsidx::spans::Test;
    /// assert!(Test::Stem("minist".into()).accepts("ministers"));
    /// assert!(!Test::Exact("minister".into()).accepts("ministers"));
    /// ```
    #[must_use]
    pub fn accepts(&self, word: &str) -> bool {
        match self {
            Test::Exact(wanted) => word == wanted,
            Test::Prefix(beginning) => word.starts_with(beginning),
            Test::Stem(stem) => tokens::has_stem(word, stem),
        }
    }
}

/// The places in the first list from which every following list goes on without a gap: where a
/// phrase begins. Each list holds the positions of one word of the phrase, in order.
///
/// Passes the index in the first list of each beginning to `found`.
///
/// ```
/// let mut begins = Vec::new();
/// newsidx::spans::phrase_begins(&[vec![1, 4, 9], vec![2, 3, 10]], |index| begins.push(index));
/// assert_eq!(begins, [0, 2]);
/// ```
pub fn phrase_begins(lists: &[Vec<u32>], mut found: impl FnMut(usize)) {
    let Some((first, others)) = lists.split_first() else {
        return;
    };
    let mut at = vec![0; others.len()];
    'begins: for (index, position) in first.iter().enumerate() {
        for (step, (other, at)) in others.iter().zip(&mut at).enumerate() {
            let wanted = position + step as u32 + 1;
            while other.get(*at).is_some_and(|position| *position < wanted) {
                *at += 1;
            }
            match other.get(*at) {
                None => return,
                Some(position) if *position != wanted => continue 'begins,
                Some(_) => {}
            }
        }
        found(index);
    }
}
