//! The use case "who": the people, organizations and places of the stories that answer a query, and
//! who appears in the same stories as one of them.

use rustc_hash::FxHashMap;

use crate::annotate::resolver::key;
use crate::article::EntityKind;
use crate::engine::{Engine, EngineError, EntityCount, EntityCounts, EntityRequest};
use crate::misspelling::nearest;
use crate::tokens::words;

use super::{Prepared, Question, SearchError, prepare};

/// How many names are offered for one that is not known.
const MOST_OFFERED: usize = 5;

/// The people, organizations and places of an answer, ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The query as typed.
    pub query: String,
    /// How it was understood.
    pub understood: String,
    /// Who and what its stories speak of.
    pub counts: EntityCounts,
}

/// A person, organization or place by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub kind: EntityKind,
    /// The name, and how often it is in the stories of the answer.
    pub count: EntityCount,
}

/// Who appears in the same stories as someone.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// The query as typed.
    pub query: String,
    /// Whose company it is.
    pub of: Known,
    /// How many stories answer the query, all of them.
    pub total: u64,
    /// Those that appear with it, the surest first.
    pub companions: Vec<Companion>,
    /// How many there are in all.
    pub all: u64,
}

/// Someone who appears in the same stories.
#[derive(Clone, Debug, PartialEq)]
pub struct Companion {
    /// Who; the stories are those of both, the mentions those in them.
    pub known: Known,
    /// How many stories both would share if they had nothing to do with one another.
    pub expected: f64,
    /// How sure it is that they have: the log-likelihood ratio of Dunning (1993), below 0 where they
    /// share fewer stories than expected.
    pub likelihood: f64,
}

/// Why nobody's company can be told.
#[derive(Debug, thiserror::Error)]
pub enum NameError {
    /// The index has no such name.
    #[error("no person, organization or place `{name}`{}", offer(.near))]
    Unknown {
        /// The name.
        name: String,
        /// Names like it.
        near: Vec<String>,
    },
    /// No story of the answer has it.
    #[error("no story that matches names `{name}`")]
    Absent {
        /// The name.
        name: String,
    },
    /// The question has no answer.
    #[error(transparent)]
    Search(#[from] SearchError),
}

impl From<EngineError> for NameError {
    fn from(error: EngineError) -> NameError {
        NameError::Search(error.into())
    }
}

fn offer(near: &[String]) -> String {
    if near.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    format!("\nhint: did you mean {}?", quoted.join(", "))
}

/// The people, organizations and places of the stories that answer a question: the most frequent first,
/// as many of each kind as the question wants stories.
///
/// # Errors
/// When the query has a wrong operator, or the index cannot be read.
pub fn entities(engine: &dyn Engine, question: &Question, kinds: &[EntityKind]) -> Result<Roll, SearchError> {
    let prepared = prepare(engine, question)?;
    let request = EntityRequest {
        kinds,
        limit: question.limit,
        ..everyone(&prepared, question)
    };
    Ok(Roll {
        query: question.text.clone(),
        understood: prepared.query.to_string(),
        counts: engine.entities(&request)?,
    })
}

/// Who appears in the same stories as a name, within the stories that answer a question.
///
/// A name that is that of several kinds is taken for the one that is in the most stories.
///
/// # Errors
/// When nobody has the name, the query has a wrong operator, or the index cannot be read.
pub fn company(
    engine: &dyn Engine,
    question: &Question,
    name: &str,
    kinds: &[EntityKind],
) -> Result<Company, NameError> {
    let prepared = prepare(engine, question)?;
    let all = engine.entities(&everyone(&prepared, question))?;
    let Some(of) = find(&all, name) else {
        return Err(unknown(engine, question, name)?);
    };
    let together = engine.entities(&EntityRequest {
        kinds,
        with: Some((of.kind, &of.count.key)),
        ..everyone(&prepared, question)
    })?;
    let counts = all.kinds.iter().flat_map(|kind| {
        let of_kind = kind.entities.iter();
        of_kind.map(|count| ((kind.kind, &*count.key), count.stories))
    });
    let alone: FxHashMap<(EntityKind, &str), u64> = counts.collect();
    let mut companions = Vec::new();
    for of_kind in together.kinds {
        for count in of_kind.entities {
            if (of_kind.kind, &*count.key) == (of.kind, &*of.count.key) {
                continue;
            }
            let known = Known {
                kind: of_kind.kind,
                count,
            };
            let stories = alone.get(&(known.kind, &*known.count.key));
            let stories = stories.copied().unwrap_or(known.count.stories);
            companions.push(Companion::of(known, of.count.stories, stories, all.total));
        }
    }
    companions.sort_by(|one, other| {
        let (of_one, of_other) = (&one.known, &other.known);
        other
            .likelihood
            .total_cmp(&one.likelihood)
            .then_with(|| of_other.count.stories.cmp(&of_one.count.stories))
            .then_with(|| (of_one.kind, &of_one.count.name).cmp(&(of_other.kind, &of_other.count.name)))
    });
    let (total, number) = (all.total, companions.len() as u64);
    companions.truncate(question.limit);
    Ok(Company {
        query: question.text.clone(),
        of,
        total,
        companions,
        all: number,
    })
}

fn everyone<'p>(prepared: &'p Prepared, question: &Question) -> EntityRequest<'p> {
    EntityRequest {
        plan: &prepared.plan,
        since: question.since,
        with: None,
        kinds: &EntityKind::ALL,
        limit: usize::MAX,
    }
}

fn find(all: &EntityCounts, name: &str) -> Option<Known> {
    let of_kinds = all.kinds.iter().filter_map(|of_kind| {
        let wanted = key(of_kind.kind, name);
        let count = of_kind.entities.iter().find(|count| count.key == wanted)?;
        Some(Known {
            kind: of_kind.kind,
            count: count.clone(),
        })
    });
    // Of equals the last one is taken.
    let mut known: Vec<Known> = of_kinds.collect();
    known.reverse();
    known.into_iter().max_by_key(|known| known.count.stories)
}

/// What is wrong with a name that no story of an answer has.
fn unknown(engine: &dyn Engine, question: &Question, name: &str) -> Result<NameError, EngineError> {
    let every_story = Question {
        text: String::new(),
        since: None,
        ..question.clone()
    };
    let prepared = match prepare(engine, &every_story) {
        Ok(prepared) => prepared,
        Err(SearchError::Engine(error)) => return Err(error),
        Err(error) => return Ok(error.into()),
    };
    let all = engine.entities(&everyone(&prepared, &every_story))?;
    let name = name.to_owned();
    Ok(match find(&all, &name) {
        Some(_) => NameError::Absent { name },
        None => NameError::Unknown {
            near: near(&all, &name),
            name,
        },
    })
}

/// Names that have all words of another one, those of the most stories first; else the one that is
/// spelled nearly so.
fn near(all: &EntityCounts, name: &str) -> Vec<String> {
    let mut counts: Vec<&EntityCount> = all.kinds.iter().flat_map(|kind| &kind.entities).collect();
    counts.sort_by(|one, other| {
        let stories = other.stories.cmp(&one.stories);
        stories.then_with(|| one.name.cmp(&other.name))
    });
    let folded = |text: &str| -> Vec<String> { words(text).into_iter().map(|word| word.text).collect() };
    let typed = folded(name);
    let has_all = |count: &&&EntityCount| {
        let words = folded(&count.name);
        !typed.is_empty() && typed.iter().all(|word| words.contains(word))
    };
    let fuller = counts.iter().filter(has_all).map(|count| count.name.clone());
    let mut near: Vec<String> = fuller.collect();
    if near.is_empty() {
        near.extend(nearest(name, counts.iter().map(|count| &*count.name)).map(str::to_owned));
    }
    let mut offered: Vec<String> = Vec::new();
    for name in near {
        if offered.len() < MOST_OFFERED && !offered.contains(&name) {
            offered.push(name);
        }
    }
    offered
}

impl Companion {
    /// From the stories of both, of the one, of the other and of all.
    fn of(known: Known, one: u64, other: u64, total: u64) -> Companion {
        let both = known.count.stories;
        let expected = one as f64 * other as f64 / total.max(1) as f64;
        let likelihood = log_likelihood([
            [both, one.saturating_sub(both)],
            [
                other.saturating_sub(both),
                (total + both).saturating_sub(one + other),
            ],
        ]);
        Companion {
            known,
            expected,
            likelihood: if (both as f64) < expected {
                -likelihood
            } else {
                likelihood
            },
        }
    }
}

/// The log-likelihood ratio of a table of two by two counts: twice the sum of each count times the
/// logarithm of what it is to what would be expected.
fn log_likelihood(table: [[u64; 2]; 2]) -> f64 {
    let all: u64 = table.iter().flatten().sum();
    let mut ratio = 0.0;
    for (row, counts) in table.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            let in_row: u64 = table[row].iter().sum();
            let in_column: u64 = table.iter().map(|row| row[column]).sum();
            if *count > 0 {
                let expected = in_row as f64 * in_column as f64 / all as f64;
                ratio += *count as f64 * (*count as f64 / expected).ln();
            }
        }
    }
    (2.0 * ratio).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_of_dunning() {
        // The first row of his table of bigrams: `the swiss`.
        let ratio = log_likelihood([[110, 2442], [111, 29114]]);
        assert!((ratio - 270.72).abs() < 0.01, "{ratio}");
        assert_eq!(log_likelihood([[1, 1], [1, 1]]), 0.0);
        assert_eq!(log_likelihood([[0, 0], [0, 0]]), 0.0);
    }

    #[test]
    fn who_meets_less_than_expected_is_below_zero() {
        let known = |stories| Known {
            kind: EntityKind::Person,
            count: EntityCount {
                key: "ada moss".into(),
                name: "Ada Moss".into(),
                stories,
                mentions: 0,
                stories_in_index: 50,
            },
        };
        let companion = Companion::of(known(10), 50, 50, 100);
        assert_eq!(companion.expected, 25.0);
        assert!(companion.likelihood < -30.0, "{}", companion.likelihood);
        assert!(Companion::of(known(40), 50, 50, 100).likelihood > 30.0);
    }
}
