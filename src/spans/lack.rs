//! Why a story does not answer a query: which of the query's conditions it fails, and what of it
//! comes close. It reads the story's text with the plan that found the others; it ranks nothing.

use std::fmt;

use crate::article::Article;
use crate::field::{DEFAULT_FIELDS, Field};
use crate::query::{Form, Query, Words};
use crate::tokens;

use super::plan::conditions;
use super::{FieldMarks, Lexicon, Node, Plan, marks};

/// A condition that a story fails. Displayed, it is one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The part of the query, in the language's own words.
    pub clause: String,
    /// What is the matter.
    pub reason: Reason,
}

/// Why a condition fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// These words are not in the story.
    Absent(Vec<String>),
    /// All words of the phrase are there, but not side by side.
    Apart,
    /// The word is there in this form only.
    OtherForm(String),
    /// The words are in these fields only.
    Elsewhere(Vec<&'static str>),
    /// The field holds this, or nothing.
    Value(Option<String>),
    /// The story has what the query excludes: the text and its field.
    Excluded(Option<(String, &'static str)>),
    /// None of the alternatives holds, or not all parts do.
    Unmet,
}

impl fmt::Display for Lack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clause = &self.clause;
        match &self.reason {
            Reason::Absent(words) if words.len() == 1 && words[0] == *clause => {
                write!(formatter, "it has no `{clause}`")
            }
            Reason::Absent(words) => {
                write!(formatter, "`{clause}` fails: it has no {}", quoted(words))
            }
            Reason::Apart => write!(
                formatter,
                "`{clause}` fails: it has these words, but not side by side"
            ),
            Reason::OtherForm(text) => {
                write!(
                    formatter,
                    "`{clause}` fails: it has `{text}`, which is not the word as written"
                )
            }
            Reason::Elsewhere(fields) => {
                write!(
                    formatter,
                    "`{clause}` fails: it stands in {} only",
                    fields.join(" and ")
                )
            }
            Reason::Value(Some(value)) => write!(formatter, "`{clause}` fails: it is `{value}`"),
            Reason::Value(None) => write!(formatter, "`{clause}` fails: it has none"),
            Reason::Excluded(Some((text, field))) => {
                write!(formatter, "`{clause}` fails: it has `{text}` in its {field}")
            }
            Reason::Excluded(None) | Reason::Unmet => write!(formatter, "`{clause}` does not hold"),
        }
    }
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", no ")
}

/// What keeps a story from answering a query, in the query's order; nothing if it answers it.
///
/// # Errors
/// When the lexicon cannot be read.
pub fn lacks<L: Lexicon>(query: &Query, lexicon: &L, article: &Article) -> Result<Vec<Lack>, L::Error> {
    let conditions = conditions(query, lexicon)?;
    let mut found = Vec::new();
    for (part, root) in conditions.parts {
        let patterns = conditions.patterns.clone();
        if marks(&Plan { root, patterns }, article).is_some() {
            continue;
        }
        // A part that is itself a row of conditions fails for some of these alone.
        if let Query::And(_) = &part {
            found.extend(lacks(&part, lexicon, article)?);
            continue;
        }
        found.push(Lack {
            clause: part.to_string(),
            reason: reason(&part, lexicon, article)?,
        });
    }
    Ok(found)
}

fn reason<L: Lexicon>(part: &Query, lexicon: &L, article: &Article) -> Result<Reason, L::Error> {
    Ok(match part {
        Query::Words(words) => missing_words(words, lexicon, article)?,
        Query::Not(inner) => {
            let fields = found(inner, lexicon, article)?.unwrap_or_default();
            Reason::Excluded(
                fields
                    .first()
                    .and_then(|field| Some((first_text(field)?, field.field.name()))),
            )
        }
        Query::Key { field, .. } => Reason::Value(field.texts(article).first().map(|text| text.to_string())),
        Query::Range { field, .. } => Reason::Value(value(*field, article)),
        Query::All | Query::And(_) | Query::Or(_) => Reason::Unmet,
    })
}

fn value(field: Field, article: &Article) -> Option<String> {
    match field {
        Field::Length => Some(article.length().to_string()),
        Field::Filed => article.dateline.as_ref()?.date.map(|date| date.to_string()),
        _ => article.published.map(|time| time.date.to_string()),
    }
}

fn missing_words<L: Lexicon>(words: &Words, lexicon: &L, article: &Article) -> Result<Reason, L::Error> {
    let ask = |words: Words| found(&Query::Words(words), lexicon, article);
    if !words.default_fields {
        let anywhere = Words {
            fields: DEFAULT_FIELDS,
            default_fields: true,
            ..words.clone()
        };
        if let Some(fields) = ask(anywhere)? {
            let mut names: Vec<&str> = fields.iter().map(|field| field.field.name()).collect();
            names.dedup();
            return Ok(Reason::Elsewhere(names));
        }
    }
    let typed = tokens::words(&words.text);
    if let [_] = &typed[..] {
        let stemmed = Words {
            form: Form::Stemmed,
            ..words.clone()
        };
        if words.form == Form::Quoted
            && let Some(fields) = ask(stemmed)?
            && let Some(text) = fields.first().and_then(first_text)
        {
            return Ok(Reason::OtherForm(text));
        }
        return Ok(Reason::Absent(vec![words.text.clone()]));
    }
    let mut absent = Vec::new();
    for word in typed {
        let single = Words {
            text: word.text.to_string(),
            ..words.clone()
        };
        if ask(single)?.is_none() {
            absent.push(word.text.to_string());
        }
    }
    Ok(if absent.is_empty() {
        Reason::Apart
    } else {
        Reason::Absent(absent)
    })
}

/// What of a story satisfies a query, if it does.
fn found<'a, L: Lexicon>(
    query: &Query,
    lexicon: &L,
    article: &'a Article,
) -> Result<Option<Vec<FieldMarks<'a>>>, L::Error> {
    let plan = super::plan(query, lexicon)?;
    Ok(if plan.root == Node::All {
        None
    } else {
        marks(&plan, article)
    })
}

fn first_text(field: &FieldMarks<'_>) -> Option<String> {
    let mark = field.marks.first()?;
    Some(field.text.get(mark.range.clone())?.to_owned())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::query::{Defaults, parse};

    struct NoCompounds;

    impl Lexicon for NoCompounds {
        type Error = Infallible;

        fn splits(&self, _: &str) -> Result<Vec<String>, Infallible> {
            Ok(Vec::new())
        }
    }

    fn told(query: &str) -> Vec<String> {
        let article = Article {
            headline: "Ministers leave".into(),
            body: "The prime time, minister: no oil was sold.".into(),
            ..Article::default()
        };
        let query = parse(query, &Defaults::default()).unwrap();
        let Ok(lacks) = lacks(&query, &NoCompounds, &article);
        lacks.iter().map(Lack::to_string).collect()
    }

    #[test]
    fn each_condition_that_fails_is_told_with_what_comes_close() {
        for (query, wanted) in [
            ("oil minister", &[][..]),
            ("oil gas", &["it has no `gas`"]),
            (
                "\"prime minister\"",
                &["`\"prime minister\"` fails: it has these words, but not side by side"],
            ),
            ("\"prime rate\"", &["`\"prime rate\"` fails: it has no `rate`"]),
            ("headline:oil", &["`headline:oil` fails: it stands in body only"]),
            (
                "headline:\"minister\"",
                &["`headline:\"minister\"` fails: it stands in body only"],
            ),
            (
                "\"leaves\"",
                &["`\"leaves\"` fails: it has `leave`, which is not the word as written"],
            ),
            (
                "-oil coal",
                &["`-oil` fails: it has `oil` in its body", "it has no `coal`"],
            ),
            (
                "published:2020",
                &["`published:2020-01-01..2020-12-31` fails: it has none"],
            ),
            ("length:<3", &["`length:..2` fails: it is `8`"]),
            ("(gas OR coal) oil", &["`gas OR coal` does not hold"]),
        ] {
            assert_eq!(told(query), wanted, "{query}");
        }
    }
}
