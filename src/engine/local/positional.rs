//! Words in relation to each other in one text: which stories of a segment hold stretches that
//! satisfy an expression, and how many. The stories that hold its words are looked up, and the
//! expression is asked of the positions in each, by the same algebra that reads texts.

use std::rc::Rc;

use tantivy::{DocId, TERMINATED};

use crate::spans::{Expression, Places, Stretch, occurrences};

use super::postings::{Holders, Positions};
use super::window::{Stories, Window};

/// An expression in one field.
pub(super) struct Positional {
    expression: Rc<Expression>,
    words: Vec<Positions>,
    shape: Shape,
    sections: Sections,
    /// What an occurrence counts in each part of the text.
    weights: Vec<f32>,
    places: Places,
    ends: Vec<Vec<usize>>,
}

/// Where the sections of the texts begin, as far as the expression asks.
#[derive(Default)]
pub(super) struct Sections {
    pub(super) texts: Option<Positions>,
    pub(super) paragraphs: Option<Positions>,
    pub(super) sentences: Option<Positions>,
}

/// Which words a story must hold at least.
pub(super) enum Shape {
    Word(Holders),
    All(Vec<Shape>),
    Any(Vec<Shape>),
}

impl Shape {
    /// `words` are the holders of each leaf.
    pub(super) fn of(expression: &Expression, words: &[Holders]) -> Shape {
        let word = |leaf: usize| Shape::Word(words[leaf].clone());
        match expression {
            Expression::Word(leaf) => word(*leaf),
            Expression::Row(steps) => Shape::all(steps.iter().map(|step| word(step.leaf)).collect()),
            Expression::Any(parts) => Shape::Any(parts.iter().map(|part| Shape::of(part, words)).collect()),
            Expression::Near(near) if near.apart => Shape::of(&near.left, words),
            Expression::Near(near) => {
                Shape::all(vec![Shape::of(&near.left, words), Shape::of(&near.right, words)])
            }
            Expression::First(_, inner) => Shape::of(inner, words),
        }
    }

    /// All of some parts, the rarest first.
    fn all(mut parts: Vec<Shape>) -> Shape {
        parts.sort_by_key(Shape::cost);
        Shape::All(parts)
    }

    /// The first story at or after `target` that may hold the words.
    pub(super) fn next(&mut self, target: DocId) -> DocId {
        match self {
            Shape::Word(holders) => holders.next(target),
            Shape::All(parts) => parts.iter_mut().fold(target, |target, part| part.next(target)),
            Shape::Any(parts) => {
                let each = parts.iter_mut().map(|part| part.next(target));
                each.min().unwrap_or(TERMINATED)
            }
        }
    }

    /// Keeps the stories of a window that hold the words.
    pub(super) fn keep_holders(&mut self, window: Window, stories: &mut Stories) {
        match self {
            Shape::Word(holders) => holders.keep(window, stories),
            Shape::All(parts) => {
                for part in parts {
                    part.keep_holders(window, stories);
                }
            }
            Shape::Any(parts) => {
                let mut any = Stories::none();
                for part in parts {
                    let mut own = stories.clone();
                    part.keep_holders(window, &mut own);
                    any.add(&own);
                }
                *stories = any;
            }
        }
    }

    pub(super) fn cost(&self) -> u64 {
        match self {
            Shape::Word(holders) => holders.cost(),
            Shape::All(parts) => parts.first().map_or(0, Shape::cost),
            Shape::Any(parts) => parts.iter().map(Shape::cost).sum(),
        }
    }
}

impl Positional {
    pub(super) fn of(
        expression: Rc<Expression>,
        shape: Shape,
        words: Vec<Positions>,
        sections: Sections,
        weights: Vec<f32>,
    ) -> Positional {
        let places = Places {
            words: vec![Vec::new(); words.len()],
            ..Places::default()
        };
        Positional {
            shape,
            ends: vec![Vec::new(); words.len()],
            expression,
            words,
            sections,
            weights,
            places,
        }
    }

    /// The first story at or after `target` that may hold it.
    pub(super) fn next(&mut self, target: DocId) -> DocId {
        self.shape.next(target)
    }

    /// Keeps the stories of a window that hold the words that it needs.
    pub(super) fn keep_holders(&mut self, window: Window, stories: &mut Stories) {
        self.shape.keep_holders(window, stories);
    }

    pub(super) fn cost(&self) -> u64 {
        self.shape.cost()
    }

    /// How often it occurs in a story, and the same weighted.
    pub(super) fn occurrences(&mut self, doc: DocId) -> (u32, f32) {
        for ((word, positions), ends) in self
            .words
            .iter_mut()
            .zip(&mut self.places.words)
            .zip(&mut self.ends)
        {
            word.of(doc, positions, ends);
        }
        let sections = [
            (&mut self.sections.texts, &mut self.places.texts),
            (&mut self.sections.paragraphs, &mut self.places.paragraphs),
            (&mut self.sections.sentences, &mut self.places.sentences),
        ];
        let mut ends = Vec::new();
        for (begins, positions) in sections {
            if let Some(begins) = begins {
                begins.of(doc, positions, &mut ends);
            }
        }
        let found = occurrences(&self.expression, &self.places);
        let weighted = found.iter().fold(0.0, |sum, stretch| sum + self.weight(*stretch));
        (found.len() as u32, weighted)
    }

    /// What an occurrence counts: by the part in which it begins.
    fn weight(&self, stretch: Stretch) -> f32 {
        let Some((first, rest)) = self.weights.split_first() else {
            return 0.0;
        };
        if rest.iter().all(|weight| weight == first) {
            return *first;
        }
        let part = self
            .places
            .words
            .iter()
            .zip(&self.ends)
            .find_map(|(positions, ends)| {
                let at = positions.binary_search(&stretch.first).ok()?;
                ends.iter().position(|end| at < *end)
            });
        part.map_or(*first, |part| self.weights[part])
    }
}
