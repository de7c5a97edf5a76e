//! How the score of one story came about, and which word of the index one may stand for.

use tantivy::DocAddress;

use crate::field::Field;
use crate::spans::{Test, counts, marks};

use super::super::{ClauseScore, Explanation, SearchRequest};
use super::clock::Clock;
use super::forms::each_term;
use super::found::weight;
use super::matcher::Matcher;
use super::opened::Opened;
use super::rank::{self, Ranking};

/// Words shorter than this are not said to be like others, and those twice as long may differ by two
/// letters.
const SHORTEST_LIKE: usize = 4;

/// How the score of a story came about; `None` if it does not satisfy the request.
pub(super) fn explain(
    opened: &Opened,
    request: &SearchRequest<'_>,
    address: DocAddress,
) -> tantivy::Result<Option<Explanation>> {
    let article = opened.article(address.segment_ord, address.doc_id)?;
    let Some(fields) = marks(request.plan, &article) else {
        return Ok(None);
    };
    // The patterns that prove the story are those that are marked.
    let mut patterns: Vec<usize> = fields
        .iter()
        .flat_map(|field| field.marks.iter().map(|mark| mark.pattern))
        .collect();
    patterns.sort_unstable();
    patterns.dedup();
    let ranking = Ranking::of(opened, request.weights);
    let matcher = Matcher::of(opened, &ranking, request.plan, Clock::until(None))?;
    let segment = opened.searcher.segment_reader(address.segment_ord);
    let resistance = ranking
        .lengths(segment, &opened.layout)?
        .resistance(address.doc_id);
    let scores = matcher.scores(&patterns, segment, address, resistance)?;
    let clause = |(pattern, (rarity, score)): (&usize, (f32, f32))| {
        let pattern = &request.plan.patterns[*pattern];
        let fields = counts(pattern, &article).into_iter();
        ClauseScore {
            clause: pattern.clause.clone(),
            fields: fields
                .map(|(field, times)| (field, times, weight(request.weights, field)))
                .collect(),
            rarity,
            score,
        }
    };
    let clauses: Vec<ClauseScore> = patterns.iter().zip(scores).map(clause).collect();
    Ok(Some(Explanation {
        score: clauses.iter().fold(0.0, |sum, clause| sum + clause.score),
        clauses,
        length: rank::length(resistance, ranking.mean_length),
        mean_length: ranking.mean_length,
        stories: ranking.stories,
    }))
}

/// The word of some fields that is most like one: of the nearest, the one that most stories have.
pub(super) fn similar(opened: &Opened, word: &str, fields: &[Field]) -> tantivy::Result<Option<String>> {
    let letters = word.chars().count();
    if letters < SHORTEST_LIKE {
        return Ok(None);
    }
    let clock = Clock::until(None);
    let most = if letters < 2 * SHORTEST_LIKE { 1 } else { 2 };
    for edits in 1..=most {
        let test = Test::Fuzzy(word.to_owned(), edits);
        let mut found: Vec<(String, u64)> = Vec::new();
        for (segment, alive) in opened.searcher.segment_readers().iter().zip(&opened.alive) {
            for (_, column) in fields.iter().flat_map(|field| opened.layout.parts(*field)) {
                let index = segment.inverted_index(column)?;
                let mut terms = Vec::new();
                each_term(index.terms(), column, &test, &clock, |term, info| {
                    terms.push((term.to_owned(), info.clone()));
                })?;
                for (term, info) in terms {
                    let stories = u64::from(alive.holders(&index, column, &info)?);
                    match found.iter_mut().find(|(known, _)| *known == term) {
                        Some((_, all)) => *all += stories,
                        None => found.push((term, stories)),
                    }
                }
            }
        }
        // A word of deleted stories alone is none of the index.
        found.retain(|(_, stories)| *stories > 0);
        found.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        if let Some((best, _)) = found.into_iter().next() {
            return Ok(Some(best));
        }
    }
    Ok(None)
}
