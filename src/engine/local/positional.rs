//! Words in relation to each other in one text: which stories of a segment hold stretches that
//! satisfy an expression, and how many. The stories that hold its words are walked, and the
//! expression is asked of the positions in each, by the same algebra that reads texts.

use std::rc::Rc;

use tantivy::{DocId, TERMINATED};

use crate::spans::{Expression, Places, Stretch, occurrences};

use super::clock::Clock;
use super::postings::Union;

/// An expression in one field.
pub(super) struct Positional {
    expression: Rc<Expression>,
    words: Vec<Union>,
    shape: Shape,
    sections: Sections,
    /// What an occurrence counts in each part of the text.
    weights: Vec<f32>,
    places: Places,
    ends: Vec<Vec<usize>>,
    pub(super) doc: DocId,
    /// How often it occurs in the present story.
    pub(super) times: u32,
    /// The same, weighted.
    pub(super) occurrences: f32,
    clock: Clock,
}

/// Where the sections of the texts begin, as far as the expression asks.
#[derive(Default)]
pub(super) struct Sections {
    pub(super) texts: Option<Union>,
    pub(super) paragraphs: Option<Union>,
    pub(super) sentences: Option<Union>,
}

/// Which words a story must hold at least.
pub(super) enum Shape {
    Word(usize),
    All(Vec<Shape>),
    Any(Vec<Shape>),
}

impl Shape {
    pub(super) fn of(expression: &Expression) -> Shape {
        match expression {
            Expression::Word(leaf) => Shape::Word(*leaf),
            Expression::Row(steps) => Shape::All(steps.iter().map(|step| Shape::Word(step.leaf)).collect()),
            Expression::Any(parts) => Shape::Any(parts.iter().map(Shape::of).collect()),
            Expression::Near(near) if near.apart => Shape::of(&near.left),
            Expression::Near(near) => Shape::All(vec![Shape::of(&near.left), Shape::of(&near.right)]),
            Expression::First(_, inner) => Shape::of(inner),
        }
    }

    /// The first story at or after `target` that holds the words.
    pub(super) fn seek(&self, words: &mut [Union], target: DocId) -> DocId {
        let mut target = target;
        loop {
            match self.bound(words, target) {
                bound if bound == target || bound == TERMINATED => return bound,
                bound => target = bound,
            }
        }
    }

    /// `target` if it holds the words, else a later story before which none does. No word is moved past
    /// the first story at or after `target` that has it, because other parts may need it there.
    fn bound(&self, words: &mut [Union], target: DocId) -> DocId {
        match self {
            Shape::Word(leaf) => words[*leaf].seek(target),
            Shape::Any(parts) => {
                let each = parts.iter().map(|part| part.bound(words, target));
                each.min().unwrap_or(TERMINATED)
            }
            Shape::All(parts) => {
                let mut each = parts.iter().map(|part| part.bound(words, target));
                each.find(|bound| *bound > target).unwrap_or(target)
            }
        }
    }

    pub(super) fn cost(&self, words: &[Union]) -> u64 {
        match self {
            Shape::Word(leaf) => words[*leaf].cost(),
            Shape::All(parts) => parts.iter().map(|part| part.cost(words)).min().unwrap_or(0),
            Shape::Any(parts) => parts.iter().map(|part| part.cost(words)).sum(),
        }
    }
}

impl Positional {
    pub(super) fn of(
        expression: Rc<Expression>,
        words: Vec<Union>,
        sections: Sections,
        weights: Vec<f32>,
        clock: Clock,
    ) -> Positional {
        let places = Places {
            words: vec![Vec::new(); words.len()],
            ..Places::default()
        };
        let mut positional = Positional {
            shape: Shape::of(&expression),
            ends: vec![Vec::new(); words.len()],
            expression,
            words,
            sections,
            weights,
            places,
            doc: 0,
            times: 0,
            occurrences: 0.0,
            clock,
        };
        positional.find(0);
        positional
    }

    pub(super) fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = self.shape.seek(&mut self.words, target);
            if self.clock.is_over() {
                self.doc = TERMINATED;
            }
            if self.doc == TERMINATED || self.matches() {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    pub(super) fn cost(&self) -> u64 {
        self.shape.cost(&self.words)
    }

    fn matches(&mut self) -> bool {
        for (at, word) in self.words.iter_mut().enumerate() {
            let (positions, ends) = (&mut self.places.words[at], &mut self.ends[at]);
            if word.seek(self.doc) == self.doc {
                word.positions(positions, ends);
            } else {
                positions.clear();
                ends.clear();
            }
        }
        let sections = [
            (&mut self.sections.texts, &mut self.places.texts),
            (&mut self.sections.paragraphs, &mut self.places.paragraphs),
            (&mut self.sections.sentences, &mut self.places.sentences),
        ];
        let mut ends = Vec::new();
        for (begins, positions) in sections {
            if let Some(begins) = begins
                && begins.seek(self.doc) == self.doc
            {
                begins.positions(positions, &mut ends);
            } else {
                positions.clear();
            }
        }
        let found = occurrences(&self.expression, &self.places);
        self.times = found.len() as u32;
        self.occurrences = found.iter().fold(0.0, |sum, stretch| sum + self.weight(*stretch));
        self.times > 0
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
