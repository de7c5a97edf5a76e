//! Why an answer is as it is, as JSON: how a query was understood, and where a story stands and why.

use serde::Serialize;

use super::VERSION;
use crate::engine::{ClauseScore, Explanation};
use crate::query::{Syntax, SyntaxError};
use crate::search::{Prepared, Question, Standing, Why};
use crate::spans::Lack;

/// How another system would understand a query, or why it would not.
pub type Reading = (Syntax, Result<String, SyntaxError>);

/// How a query was understood, and what is to be said of it.
#[must_use]
pub fn understanding<'q>(
    question: &'q Question,
    prepared: &'q Prepared,
    readings: &'q [Reading],
    warning: Option<&'q str>,
) -> impl Serialize + use<'q> {
    let readings = readings.iter().map(|(syntax, reading)| ReadingObject {
        syntax: syntax.to_string(),
        query: reading.as_deref().ok(),
        error: reading.as_ref().err().map(ToString::to_string),
    });
    let remarks = prepared.remarks.iter().map(|remark| RemarkObject {
        text: &remark.text,
        range: [remark.span.start, remark.span.end],
    });
    UnderstandingObject {
        version: VERSION,
        query: &question.text,
        syntax: question.syntax.to_string(),
        understood: prepared.query.to_string(),
        readings: readings.collect(),
        remarks: remarks.collect(),
        warning,
    }
}

#[derive(Serialize)]
struct UnderstandingObject<'q> {
    version: u32,
    query: &'q str,
    syntax: String,
    understood: String,
    /// How the others read the same text.
    readings: Vec<ReadingObject<'q>>,
    remarks: Vec<RemarkObject<'q>>,
    /// That others read it otherwise.
    warning: Option<&'q str>,
}

#[derive(Serialize)]
struct ReadingObject<'q> {
    syntax: String,
    query: Option<&'q str>,
    error: Option<String>,
}

#[derive(Serialize)]
struct RemarkObject<'q> {
    text: &'q str,
    /// Bytes of the query.
    range: [usize; 2],
}

/// Why a story has its score and its rank, or what it lacks and where it would stand without.
#[must_use]
pub fn reason<'w>(question: &'w Question, why: &'w Why) -> impl Serialize + use<'w> {
    WhyObject {
        version: VERSION,
        query: &question.text,
        understood: &why.understood,
        id: &why.article.id.0,
        path: &why.article.path,
        found: why.lacks.is_empty(),
        explanation: why.explanation.as_ref().map(ExplanationObject::new),
        lacks: why.lacks.iter().map(LackObject::new).collect(),
        standing: why.standing.as_ref().map(StandingObject::new),
    }
}

#[derive(Serialize)]
struct WhyObject<'w> {
    version: u32,
    query: &'w str,
    understood: &'w str,
    id: &'w str,
    path: &'w str,
    /// Whether it answers the query.
    found: bool,
    explanation: Option<ExplanationObject<'w>>,
    lacks: Vec<LackObject<'w>>,
    /// Where it stands in the answer to a query, which is the one that was asked without what it lacks.
    standing: Option<StandingObject<'w>>,
}

#[derive(Serialize)]
struct StandingObject<'w> {
    query: &'w str,
    rank: u64,
    total: u64,
}

impl<'w> StandingObject<'w> {
    fn new(standing: &'w Standing) -> StandingObject<'w> {
        StandingObject {
            query: &standing.query,
            rank: standing.rank,
            total: standing.total,
        }
    }
}

#[derive(Serialize)]
struct LackObject<'w> {
    clause: &'w str,
    /// For people.
    text: String,
}

impl<'w> LackObject<'w> {
    fn new(lack: &'w Lack) -> LackObject<'w> {
        LackObject {
            clause: &lack.clause,
            text: lack.to_string(),
        }
    }
}

#[derive(Serialize)]
struct ExplanationObject<'w> {
    score: f32,
    clauses: Vec<ClauseObject<'w>>,
    /// In weighted words.
    length: f32,
    mean_length: f32,
}

impl<'w> ExplanationObject<'w> {
    fn new(explanation: &'w Explanation) -> ExplanationObject<'w> {
        ExplanationObject {
            score: explanation.score,
            clauses: explanation.clauses.iter().map(ClauseObject::new).collect(),
            length: explanation.length,
            mean_length: explanation.mean_length,
        }
    }
}

#[derive(Serialize)]
struct ClauseObject<'w> {
    clause: &'w str,
    score: f32,
    rarity: f32,
    occurrences: Vec<OccurrencesObject>,
}

#[derive(Serialize)]
struct OccurrencesObject {
    field: &'static str,
    times: u32,
    weight: f32,
}

impl<'w> ClauseObject<'w> {
    fn new(clause: &'w ClauseScore) -> ClauseObject<'w> {
        let fields = clause.fields.iter();
        ClauseObject {
            clause: &clause.clause,
            score: clause.score,
            rarity: clause.rarity,
            occurrences: fields
                .map(|(field, times, weight)| OccurrencesObject {
                    field: field.name(),
                    times: *times,
                    weight: *weight,
                })
                .collect(),
        }
    }
}
