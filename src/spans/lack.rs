//! Why a story does not answer a query: which of the query's conditions it fails, and what of it
//! comes close. It reads the story's text with the plan that found the others; it ranks nothing.

use std::fmt;

use crate::article::Article;
use crate::field::{DEFAULT_FIELDS, Field};
use crate::query::{Case, Form, Near, Query, Reach, Words};
use crate::tokens;

use super::plan::conditions;
use super::{FieldMarks, Lexicon, Node, Plan, Test, counts, marks};

/// A condition that a story fails. Displayed, it is one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The part of the query, in the language's own words.
    pub clause: String,
    /// What is the matter.
    pub reason: Reason,
}

/// A word that a story does not have, and one that it has and that is like it.
pub type Missing = (String, Option<String>);

/// Why a condition fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// These words are not in the story.
    Absent(Vec<Missing>),
    /// All words of the phrase are there, but not side by side.
    Apart,
    /// Both parts are there, and in one text they are nowhere nearer than so many words.
    Far(u32),
    /// Both parts are there, but never in one such section.
    OtherSections(&'static str),
    /// Both parts are that near, but in the other order.
    OtherOrder,
    /// What is meant is there, but always near what it must not be near to.
    Near,
    /// It is there only so many times.
    Times(u32),
    /// It is there, but begins only so many words into its text, counted from 1.
    Late(u32),
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
            Reason::Absent(words) if words.len() == 1 && words[0].0 == *clause => {
                write!(formatter, "it has no {}", quoted(words))
            }
            Reason::Absent(words) => {
                write!(formatter, "`{clause}` fails: it has no {}", quoted(words))
            }
            Reason::Far(words) => write!(
                formatter,
                "`{clause}` fails: at their nearest they are {words} words apart"
            ),
            Reason::OtherSections(section) => {
                write!(formatter, "`{clause}` fails: they are never in one {section}")
            }
            Reason::OtherOrder => {
                write!(
                    formatter,
                    "`{clause}` fails: they are so near in the other order only"
                )
            }
            Reason::Near => write!(formatter, "`{clause}` fails: it is near it wherever it stands"),
            Reason::Times(times) => {
                let times = if *times == 1 {
                    "once"
                } else {
                    &format!("{times} times")
                };
                write!(formatter, "`{clause}` fails: it is there {times}")
            }
            Reason::Late(word) => write!(formatter, "`{clause}` fails: it begins with word {word}"),
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

fn quoted(words: &[Missing]) -> String {
    let quoted = words.iter().map(|(word, like)| match like {
        Some(like) => format!("`{word}` (but `{like}`)"),
        None => format!("`{word}`"),
    });
    quoted.collect::<Vec<_>>().join(", no ")
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
    let story = Story { lexicon, article };
    Ok(match part {
        Query::Words(words) => missing_words(words, &story)?,
        Query::Near(near) => missing_near(near, &story)?,
        Query::AtLeast(_, inner) => story
            .absent(inner)?
            .map_or_else(|| story.times(inner), |absent| Ok(Reason::Absent(absent)))?,
        Query::First(_, inner) => story
            .absent(inner)?
            .map_or_else(|| story.late(inner), |absent| Ok(Reason::Absent(absent)))?,
        Query::Boost(inner, _) => reason(inner, lexicon, article)?,
        Query::Not(inner) => {
            if let Query::AtLeast(_, counted) = &**inner {
                return story.times(counted);
            }
            let fields = story.found(inner)?.unwrap_or_default();
            Reason::Excluded(
                fields
                    .first()
                    .and_then(|field| Some((first_text(field)?, field.field.name()))),
            )
        }
        Query::Key { field, .. } => Reason::Value(field.texts(article).first().map(|text| text.to_string())),
        Query::Range { field, .. } => Reason::Value(value(*field, article)),
        Query::Has(_) => Reason::Value(None),
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

/// A story that lacks something.
struct Story<'s, L> {
    lexicon: &'s L,
    article: &'s Article,
}

impl<'s, L: Lexicon> Story<'s, L> {
    /// What of the story satisfies a query, if it does.
    fn found(&self, query: &Query) -> Result<Option<Vec<FieldMarks<'s>>>, L::Error> {
        let plan = super::plan(query, self.lexicon)?;
        Ok(if plan.root == Node::All {
            None
        } else {
            marks(&plan, self.article)
        })
    }

    /// The parts of what stands inside an operator that are not in the story; `None` if all are.
    fn absent(&self, part: &Query) -> Result<Option<Vec<Missing>>, L::Error> {
        if self.found(part)?.is_some() {
            return Ok(None);
        }
        let name = part.to_string();
        let like = match part {
            Query::Words(words) => like(&words.text, self.article),
            _ => None,
        };
        Ok(Some(vec![(name, like)]))
    }

    /// How often what stands inside an operator is there.
    fn times(&self, inner: &Query) -> Result<Reason, L::Error> {
        let plan = super::plan(inner, self.lexicon)?;
        let counted = plan
            .patterns
            .iter()
            .flat_map(|pattern| counts(pattern, self.article));
        Ok(Reason::Times(counted.map(|(_, count)| count).sum()))
    }

    /// With which word of its text it begins for the first time.
    fn late(&self, inner: &Query) -> Result<Reason, L::Error> {
        let fields = self.found(inner)?.unwrap_or_default();
        let first = fields.iter().filter_map(|field| {
            let mark = field.marks.first()?;
            Some(tokens::count(field.text.get(..mark.range.start)?) + 1)
        });
        Ok(first.min().map_or(Reason::Unmet, Reason::Late))
    }
}

fn missing_near<L: Lexicon>(near: &Near, story: &Story<'_, L>) -> Result<Reason, L::Error> {
    let (left, right) = (story.absent(&near.left)?, story.absent(&near.right)?);
    if near.apart {
        return Ok(left.map_or(Reason::Near, Reason::Absent));
    }
    let absent: Vec<_> = left.into_iter().chain(right).flatten().collect();
    if !absent.is_empty() {
        return Ok(Reason::Absent(absent));
    }
    if near.ordered {
        let either = Near {
            ordered: false,
            ..near.clone()
        };
        if story.found(&Query::Near(either))?.is_some() {
            return Ok(Reason::OtherOrder);
        }
    }
    match near.reach {
        Reach::Sentence => return Ok(Reason::OtherSections("sentence")),
        Reach::Paragraph => return Ok(Reason::OtherSections("paragraph")),
        Reach::Words(_) => {}
    }
    // The distance at which they would be near enough, by halves.
    let (mut too_near, mut enough) = (0, u32::MAX / 2);
    while enough - too_near > 1 {
        let words = too_near + (enough - too_near) / 2;
        let wider = Near {
            reach: Reach::Words(words),
            ..near.clone()
        };
        match story.found(&Query::Near(wider))? {
            Some(_) => enough = words,
            None => too_near = words,
        }
    }
    Ok(if enough < u32::MAX / 2 {
        Reason::Far(enough)
    } else {
        Reason::OtherSections("text in that order")
    })
}

fn missing_words<L: Lexicon>(words: &Words, story: &Story<'_, L>) -> Result<Reason, L::Error> {
    let ask = |words: Words| story.found(&Query::Words(words));
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
    // In other capitals, or another form of the word, or of all words of the phrase.
    let any_case = Words {
        case: Case::Any,
        form: if words.form == Form::Exact {
            Form::Quoted
        } else {
            words.form
        },
        ..words.clone()
    };
    let any_form = Words {
        form: Form::Stemmed,
        ..any_case.clone()
    };
    for (other, differs) in [
        (&any_case, any_case != *words),
        (&any_form, any_case.form == Form::Quoted),
    ] {
        if differs
            && let Some(fields) = ask(other.clone())?
            && let Some(text) = fields.first().and_then(first_text)
        {
            return Ok(Reason::OtherForm(text));
        }
    }
    let typed = tokens::words(&words.text);
    if typed.len() < 2 || words.form == Form::Wildcard {
        let like = like(&words.text, story.article);
        return Ok(Reason::Absent(vec![(words.text.clone(), like)]));
    }
    let mut absent = Vec::new();
    for word in typed {
        let single = Words {
            text: word.text.to_string(),
            ..any_case.clone()
        };
        if ask(single)?.is_none() {
            let like = like(&word.text, story.article);
            absent.push((word.text.to_string(), like));
        }
    }
    Ok(if absent.is_empty() {
        Reason::Apart
    } else {
        Reason::Absent(absent)
    })
}

/// Words shorter than this have none that are like them.
const SHORTEST_LIKE: usize = 4;

/// A word of a story that one may have meant: one letter differs, or two in a long word.
fn like(typed: &str, article: &Article) -> Option<String> {
    let wanted = match &tokens::words(typed)[..] {
        [word] if word.text.chars().count() >= SHORTEST_LIKE => word.text.clone(),
        _ => return None,
    };
    let long = wanted.chars().count() >= 2 * SHORTEST_LIKE;
    for most in 1..=if long { 2 } else { 1 } {
        let test = Test::Fuzzy(wanted.clone(), most);
        for text in DEFAULT_FIELDS.iter().flat_map(|field| field.texts(article)) {
            let words = tokens::words(&text);
            if let Some(word) = words.iter().find(|word| test.accepts(&word.text)) {
                return text.get(word.range()).map(str::to_owned);
            }
        }
    }
    None
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
                "oil minister~1 minsiter",
                &["it has no `minsiter` (but `minister`)"],
            ),
            (
                "prime W/1 minister",
                &["`prime W/1 minister` fails: at their nearest they are 2 words apart"],
            ),
            (
                "oil PRE/3 prime",
                &["`oil PRE/3 prime` fails: they are never in one text in that order"],
            ),
            ("oil W/9 gas", &["`oil W/9 gas` fails: it has no `gas`"]),
            (
                "prime NOT W/5 time",
                &["`prime NOT W/5 time` fails: it is near it wherever it stands"],
            ),
            (
                "atleast3(minister)",
                &["`atleast3(minister)` fails: it is there 2 times"],
            ),
            ("first3(oil)", &["`first3(oil)` fails: it begins with word 6"]),
            (
                "caps(prime)",
                &["`caps(prime)` fails: it has `prime`, which is not the word as written"],
            ),
            (
                "exact(Oil)",
                &["`exact(Oil)` fails: it has `oil`, which is not the word as written"],
            ),
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

    #[test]
    fn what_is_there_otherwise_is_told() {
        assert_eq!(
            told("minister PRE/3 prime"),
            ["`minister PRE/3 prime` fails: they are so near in the other order only"]
        );
        assert_eq!(
            told("-atleast2(minister)"),
            ["`-atleast2(minister)` fails: it is there 2 times"]
        );
    }

    #[test]
    fn a_field_that_holds_nothing_has_none() {
        assert_eq!(told("byline:*"), ["`byline:*` fails: it has none"]);
    }
}
