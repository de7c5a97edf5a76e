//! Why a story stands where it stands in an answer, or does not stand in it, in words.

use std::io::{self, Write};

use super::amount::{count, counted};
use super::wrap::{Paragraph, Style};
use super::{Look, name};
use crate::engine::{ClauseScore, Explanation};
use crate::search::{Standing, Why};

/// Columns of the names of the parts and of their scores.
const GUTTER: usize = 2;

/// Writes why a story has its score and its rank, or what it lacks and where it would stand without.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, why: &Why, look: Look) -> io::Result<()> {
    let story = name(&why.article.id.0);
    match &why.explanation {
        Some(explanation) => {
            let rank = match &why.standing {
                Some(standing) => format!(", {}", place(standing)),
                None => String::new(),
            };
            sentence(
                out,
                &format!(
                    "`{story}` answers `{}`{rank}, with a score of {:.4}:",
                    why.understood, explanation.score
                ),
                look,
            )?;
            explained(out, explanation, look)
        }
        None => {
            sentence(
                out,
                &format!("`{story}` does not answer `{}`:", why.understood),
                look,
            )?;
            for lack in &why.lacks {
                item(out, &lack.to_string(), look)?;
            }
            match &why.standing {
                Some(standing) => sentence(
                    out,
                    &format!(
                        "without that it would be {} for `{}`",
                        place(standing),
                        standing.query
                    ),
                    look,
                ),
                None => sentence(out, "it satisfies no other part of the query", look),
            }
        }
    }
}

fn place(standing: &Standing) -> String {
    format!("number {} of {}", count(standing.rank), count(standing.total))
}

fn explained(out: &mut dyn Write, explanation: &Explanation, look: Look) -> io::Result<()> {
    for clause in &explanation.clauses {
        item(out, &told(clause), look)?;
    }
    if explanation.clauses.is_empty() {
        return item(
            out,
            "nothing was asked of its words, which alone have a score",
            look,
        );
    }
    let compared = match explanation.length / explanation.mean_length {
        ratio if ratio > 1.1 => "so that each occurrence counts less",
        ratio if ratio < 0.9 => "so that each occurrence counts more",
        _ => "which changes little",
    };
    let length = format!(
        "it is {:.0} weighted words long, the mean is {:.0}, {compared}",
        explanation.length, explanation.mean_length
    );
    item(out, &length, look)
}

fn told(clause: &ClauseScore) -> String {
    let times: u64 = clause.fields.iter().map(|(_, times, _)| u64::from(*times)).sum();
    let fields = clause.fields.iter().map(|(field, times, weight)| {
        let name = field.name();
        if *weight == 1.0 {
            format!("{times} in the {name}")
        } else {
            format!("{times} in the {name}, where each counts {weight}")
        }
    });
    let fields: Vec<String> = fields.collect();
    format!(
        "{:.4} for `{}`: {} ({}); rarity {:.2}",
        clause.score,
        clause.clause,
        counted(times, "occurrence", "occurrences"),
        fields.join("; "),
        clause.rarity
    )
}

fn sentence(out: &mut dyn Write, text: &str, look: Look) -> io::Result<()> {
    let mut line = Paragraph::new(out, look, "", 0);
    line.push(text, Style::Plain)?;
    line.finish()
}

fn item(out: &mut dyn Write, text: &str, look: Look) -> io::Result<()> {
    let mut line = Paragraph::new(out, look, "  ", GUTTER);
    line.push(text, Style::Plain)?;
    line.finish()
}
