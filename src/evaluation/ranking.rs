//! One topic's ranking as its judgements see it: what the measures count. It names no story.

use std::collections::BTreeMap;

use super::run::Retrieved;

/// What is known of a story that was retrieved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grade {
    /// No judge was shown it.
    Unpooled,
    /// It was to be judged, but was not: its grade in the file is below 0.
    Unjudged,
    /// It was judged, 0 or more.
    Judged(i64),
}

/// A ranking, reduced to grades.
#[derive(Clone, Debug)]
pub(super) struct Ranking {
    /// The grades of the stories retrieved, best story first.
    pub(super) grades: Vec<Grade>,
    /// How many stories the judges gave each grade, retrieved or not.
    pub(super) judged: BTreeMap<i64, usize>,
    /// From which grade on a story is relevant; 1 or more.
    level: i64,
    /// How many stories are relevant.
    pub(super) relevant: usize,
    /// How many relevant stories were retrieved.
    pub(super) found: usize,
}

impl Ranking {
    pub(super) fn new(retrieved: &[Retrieved], judgements: &BTreeMap<String, i64>, level: i64) -> Ranking {
        let grade = |retrieved: &Retrieved| match judgements.get(&retrieved.story) {
            None => Grade::Unpooled,
            Some(..0) => Grade::Unjudged,
            Some(grade) => Grade::Judged(*grade),
        };
        let mut judged = BTreeMap::new();
        for grade in judgements.values().filter(|grade| **grade >= 0) {
            *judged.entry(*grade).or_insert(0) += 1;
        }
        let relevant = judged.range(level..).map(|(_, stories)| stories).sum();
        let mut ranking = Ranking {
            grades: retrieved.iter().map(grade).collect(),
            judged,
            level,
            relevant,
            found: 0,
        };
        ranking.found = ranking.found_within(ranking.grades.len());
        ranking
    }

    pub(super) fn retrieved(&self) -> usize {
        self.grades.len()
    }

    pub(super) fn is_relevant(&self, grade: Grade) -> bool {
        matches!(grade, Grade::Judged(grade) if grade >= self.level)
    }

    /// How many stories were judged and are not relevant, retrieved or not.
    pub(super) fn irrelevant(&self) -> usize {
        self.judged.range(..self.level).map(|(_, stories)| stories).sum()
    }

    /// How many relevant stories are among the first so many.
    pub(super) fn found_within(&self, cutoff: usize) -> usize {
        let first = self.grades.iter().take(cutoff);
        first.filter(|grade| self.is_relevant(**grade)).count()
    }

    /// The ranks of the relevant stories retrieved, from 1 and in order.
    pub(super) fn relevant_ranks(&self) -> impl Iterator<Item = usize> {
        let ranked = self.grades.iter().enumerate();
        ranked
            .filter(|(_, grade)| self.is_relevant(**grade))
            .map(|(before, _)| before + 1)
    }
}

/// A share that is 0 of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
