//! Looking patterns up in the whole index: which terms their words are, in each field, and how much
//! they tell. What becomes of them in a segment is said in [`super::found`].

use std::rc::Rc;

use crate::field::{DEFAULT_FIELDS, Field, Kind};
use crate::query::Reach;
use crate::spans::{Expression, Pattern, Test};
use crate::tokens::Begin;

use super::forms::Forms;
use super::found::{FieldTerms, Found, PartTerms, alternatives, weight};
use super::rank::Ranking;
use super::schema::{Layout, begin_term};
use super::stems;

/// Looks a pattern up.
pub(super) fn look_up<'a>(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    pattern: &'a Pattern,
) -> tantivy::Result<Found<'a>> {
    let mut rarities = Vec::with_capacity(pattern.leaves.len());
    let mut stems = Vec::with_capacity(pattern.leaves.len());
    for (number, leaf) in pattern.leaves.iter().enumerate() {
        rarities.push(ranking.rarity(stories(forms, layout, pattern, &leaf.test)?));
        let alone = pattern.least == 1 && !pattern.needs_text() && is_word(&pattern.expression, number);
        stems.push(match &leaf.test {
            Test::Stem(stem) if alone => stems::terms(forms, layout, ranking, pattern.fields, stem)?,
            _ => Vec::new(),
        });
    }
    let mut fields = Vec::with_capacity(pattern.fields.len());
    for field in pattern.fields {
        let mut leaves = Vec::with_capacity(pattern.leaves.len());
        for (number, leaf) in pattern.leaves.iter().enumerate() {
            let is_found = !stems[number].is_empty() && !is_in_row(&pattern.expression, number);
            leaves.push(if is_found {
                Vec::new()
            } else {
                part_terms(forms, layout, ranking, *field, &leaf.test)?
            });
        }
        let begins = begins(forms, layout, ranking, pattern, *field)?;
        fields.push(FieldTerms { leaves, begins });
    }
    Ok(Found {
        pattern,
        rarity: rarity(&pattern.expression, &rarities) * pattern.boost,
        stems,
        fields,
        expression: Rc::new(pattern.expression.clone()),
    })
}

/// The terms that stand where texts, paragraphs and sentences of a field begin, as far as a pattern asks.
fn begins(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    pattern: &Pattern,
    field: Field,
) -> tantivy::Result<[Option<Vec<PartTerms>>; 3]> {
    let mut begins = [None, None, None];
    if !pattern.expression.needs_sections() {
        return Ok(begins);
    }
    let running = field.kind() == Kind::Text;
    // A headline and a body are one text each, which begins at 0.
    let single = matches!(field, Field::Headline | Field::Lead | Field::Body);
    let sentences = running && pattern.expression.reaches(Reach::Sentence);
    let paragraphs = running && pattern.expression.reaches(Reach::Paragraph);
    for (begin, wanted, terms) in [
        (Begin::Text, !single, 0),
        (Begin::Paragraph, paragraphs || sentences, 1),
        (Begin::Sentence, sentences, 2),
    ] {
        if wanted {
            let test = Test::Exact(begin_term(begin).to_owned());
            begins[terms] = Some(part_terms(forms, layout, ranking, field, &test)?);
        }
    }
    Ok(begins)
}

/// Whether a leaf satisfies an expression by itself.
fn is_word(expression: &Expression, leaf: usize) -> bool {
    alternatives(expression).contains(&Expression::Word(leaf))
}

/// Whether a leaf has to stand in relation to other words.
fn is_in_row(expression: &Expression, leaf: usize) -> bool {
    let rows = alternatives(expression).iter();
    rows.filter(|part| !matches!(part, Expression::Word(_)))
        .any(|part| part.has_leaf(leaf))
}

/// How much an expression tells: all words of what stands together, and of alternatives the commonest
/// one, so that each of them ranks alike however it was typed.
fn rarity(expression: &Expression, words: &[f32]) -> f32 {
    match expression {
        Expression::Word(leaf) => words[*leaf],
        Expression::Row(steps) => steps.iter().fold(0.0, |sum, step| sum + words[step.leaf]),
        Expression::Any(parts) => parts
            .iter()
            .map(|part| rarity(part, words))
            .fold(f32::INFINITY, f32::min),
        Expression::First(_, inner) => rarity(inner, words),
        Expression::Near(near) if near.apart => rarity(&near.left, words),
        Expression::Near(near) => rarity(&near.left, words) + rarity(&near.right, words),
    }
}

/// In how many stories a word stands, about: as many as in the field where most have it.
fn stories(forms: &mut Forms<'_>, layout: &Layout, pattern: &Pattern, test: &Test) -> tantivy::Result<u64> {
    if let Test::Stem(stem) = test
        && let Some(stories) = stems::stories(forms, layout, pattern.fields, stem)?
    {
        return Ok(stories);
    }
    let mut most = 0;
    for field in pattern.fields {
        for (_, column) in layout.parts(*field) {
            most = most.max(forms.stories(test, column)?);
        }
    }
    Ok(most)
}

/// The terms of a word in a field, by part of its texts.
pub(super) fn part_terms(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    field: Field,
    test: &Test,
) -> tantivy::Result<Vec<PartTerms>> {
    let mut parts = Vec::new();
    for (part, column) in layout.parts(field) {
        let weighed = if DEFAULT_FIELDS.contains(&field) {
            part
        } else {
            field
        };
        parts.push(PartTerms {
            column,
            weight: weight(ranking.weights, weighed),
            by_segment: forms.terms(test, column)?,
        });
    }
    Ok(parts)
}
