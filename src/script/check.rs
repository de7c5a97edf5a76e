//! Judges the answer to a query: how many stories, which, in which order, with which passages. What
//! is compared with other queries stands in `relation`, what holds of every query in `laws`.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::asked::{Asked, Mistake};
use super::stories::{Subject, Trouble};
use super::{Failure, laws, passages, relation, snapshot};
use crate::article::ArticleId;
use crate::engine::EngineError;
use crate::query::SyntaxError;
use crate::search::{self, Page, Prepared, Question, SearchError};
use crate::spans::marks;

/// How many stories of an answer are read whole: for the laws, highlights, and what stands before a
/// story that is not where it was expected.
const SHOWN: usize = 10;

/// What was found out about a query.
pub(super) struct Judged {
    pub(super) total: Option<u64>,
    pub(super) failures: Vec<Failure>,
    /// All ids in order, where a snapshot of them is kept.
    pub(super) listing: Option<Vec<String>>,
}

/// A query that was asked.
pub(super) struct Answer<'t> {
    pub(super) subject: &'t Subject,
    pub(super) asked: &'t Asked,
    pub(super) prepared: Prepared,
    pub(super) page: Page,
    question: Question,
    ids: OnceCell<Vec<ArticleId>>,
}

/// Asks the query of a test and judges what comes; `kept` is the snapshot of the list of its stories.
pub(super) fn judge(asked: &Asked, subject: &Subject, kept: Option<&[String]>) -> Result<Judged, Trouble> {
    let question = Question {
        sort: asked.sort,
        ..subject.question(&asked.query, SHOWN)
    };
    let prepared = match search::prepare(subject.engine(), &question) {
        Ok(prepared) => prepared,
        Err(SearchError::Engine(error)) => return Err(error.into()),
        Err(SearchError::Syntax { error, query }) => return wrong_query(asked, &error, &query),
    };
    if let Some(mistake) = &asked.error {
        let found = format!("no error; it is understood as `{}`", prepared.query);
        return Ok(Judged::of(vec![Failure::new(
            "error",
            expected_error(mistake),
            found,
        )]));
    }
    let answer = Answer {
        subject,
        asked,
        page: search::page(subject.engine(), &prepared, &question)?,
        prepared,
        question,
        ids: OnceCell::new(),
    };
    let mut failures = Vec::new();
    answer.total(&mut failures);
    answer.first(&mut failures)?;
    answer.top(&mut failures)?;
    answer.rank(&mut failures)?;
    answer.before(&mut failures)?;
    answer.contains(&mut failures)?;
    answer.excludes(&mut failures)?;
    passages::contain(&answer, &mut failures)?;
    passages::highlights(&answer, &mut failures);
    relation::facets(&answer, &mut failures)?;
    relation::relations(&answer, &mut failures)?;
    laws::check(&answer, &mut failures)?;
    let listing = if asked.snapshot {
        Some(answer.names()?)
    } else {
        None
    };
    if let Some(listing) = &listing {
        failures.extend(snapshot::compare(kept, listing));
    }
    Ok(Judged {
        total: Some(answer.page.total),
        failures,
        listing,
    })
}

impl Judged {
    pub(super) fn of(failures: Vec<Failure>) -> Judged {
        Judged {
            total: None,
            failures,
            listing: None,
        }
    }
}

fn expected_error(mistake: &Mistake) -> String {
    match mistake.column {
        Some(column) => format!("the error {} in column {column}", mistake.code),
        None => format!("the error {}", mistake.code),
    }
}

fn wrong_query(asked: &Asked, error: &SyntaxError, query: &str) -> Result<Judged, Trouble> {
    let pointed = error.pointed(query);
    let Some(mistake) = &asked.error else {
        return Err(Trouble(format!("the query is wrong: {error}\n{pointed}")));
    };
    let column = query[..error.span.start].chars().count() as u64 + 1;
    let code = error.kind.code();
    if mistake.code == code && mistake.column.is_none_or(|wanted| wanted == column) {
        return Ok(Judged::of(Vec::new()));
    }
    let found = format!("the error {code} in column {column}: {error}");
    let failure = Failure::new("error", expected_error(mistake), found);
    Ok(Judged::of(vec![failure.with(pointed.lines().map(str::to_owned))]))
}

impl Answer<'_> {
    /// All ids of the answer, in order.
    fn ids(&self) -> Result<&[ArticleId], EngineError> {
        if let Some(ids) = self.ids.get() {
            return Ok(ids);
        }
        let question = Question {
            limit: usize::MAX,
            ..self.question.clone()
        };
        let listed = self.subject.engine().list(&self.prepared.request(&question))?;
        Ok(self
            .ids
            .get_or_init(|| listed.into_iter().map(|story| story.id).collect()))
    }

    fn names(&self) -> Result<Vec<String>, EngineError> {
        Ok(self.ids()?.iter().map(|id| id.0.clone()).collect())
    }

    /// The place, from 1, of the first story that a name means.
    fn place(&self, name: &str) -> Result<Option<usize>, Trouble> {
        let named = self.subject.named(name)?;
        let at = self.ids()?.iter().position(|id| named.contains(id));
        Ok(at.map(|at| at + 1))
    }

    fn total(&self, failures: &mut Vec<Failure>) {
        let Some(bound) = &self.asked.total else { return };
        if !bound.holds(self.page.total) {
            let failure = Failure::new("total", counted(bound.to_string()), counted(self.page.total));
            failures.push(failure.with(self.shown(SHOWN)));
        }
    }

    fn first(&self, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
        if let Some(name) = &self.asked.first {
            let wanted = Failure::new("first", format!("`{name}` as the first story"), "");
            failures.extend(self.within(name, 1, wanted)?);
        }
        Ok(())
    }

    fn top(&self, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
        for (depth, names) in &self.asked.top {
            for name in names {
                let wanted = Failure::new("top", format!("`{name}` within the first {depth}"), "");
                failures.extend(self.within(name, *depth, wanted)?);
            }
        }
        Ok(())
    }

    /// The failure, completed, if a story is not among the first so many.
    fn within(&self, name: &str, depth: usize, wanted: Failure) -> Result<Option<Failure>, Trouble> {
        let place = self.place(name)?;
        if place.is_some_and(|place| place <= depth) {
            return Ok(None);
        }
        let found = self.standing(place);
        let failure = Failure { found, ..wanted };
        Ok(Some(failure.with(self.why(name, place, depth)?)))
    }

    fn rank(&self, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
        for (name, bound) in &self.asked.rank {
            let place = self.place(name)?;
            if place.is_none_or(|place| !bound.holds(place as u64)) {
                let wanted = format!("`{name}` at a place of {bound}");
                let depth = bound.most().map_or(SHOWN, |most| most as usize);
                let failure = Failure::new("rank", wanted, self.standing(place));
                failures.push(failure.with(self.why(name, place, depth)?));
            }
        }
        Ok(())
    }

    fn before(&self, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
        for row in &self.asked.before {
            for pair in row.windows(2) {
                let (one, other) = (self.place(&pair[0])?, self.place(&pair[1])?);
                if let (Some(one), Some(other)) = (one, other)
                    && one < other
                {
                    continue;
                }
                let wanted = format!("`{}` before `{}`", pair[0], pair[1]);
                let told = |place: Option<usize>| match place {
                    Some(place) => format!("at place {place}"),
                    None => "not in the answer".to_owned(),
                };
                let found = format!("the first is {}, the second {}", told(one), told(other));
                let mut failure = Failure::new("before", wanted, found);
                for (name, place) in [(&pair[0], one), (&pair[1], other)] {
                    if place.is_none() {
                        failure = failure.with(self.why_absent(name)?);
                    }
                }
                failures.push(failure);
            }
        }
        Ok(())
    }

    fn contains(&self, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
        for name in &self.asked.contains {
            if self.place(name)?.is_none() {
                let failure =
                    Failure::new("contains", format!("`{name}` in the answer"), self.standing(None));
                failures.push(failure.with(self.why_absent(name)?));
            }
        }
        Ok(())
    }

    fn excludes(&self, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
        for name in &self.asked.excludes {
            if let Some(place) = self.place(name)? {
                let wanted = format!("`{name}` not in the answer");
                let id = self.ids()?[place - 1].clone();
                let mut failure = Failure::new(
                    "excludes",
                    wanted,
                    format!("`{id}` at place {place} of {}", self.page.total),
                );
                if let Some(article) = self.subject.article(&id)? {
                    let fields = marks(&self.prepared.plan, &article).unwrap_or_default();
                    let matches = fields.iter().flat_map(|field| {
                        let texts = field
                            .marks
                            .iter()
                            .filter_map(|mark| field.text.get(mark.range.clone()));
                        texts.map(|text| format!("it has `{text}` in its {}", field.field.name()))
                    });
                    let matches: BTreeSet<String> = matches.collect();
                    failure = failure.with(matches.into_iter().take(SHOWN));
                }
                failures.push(failure);
            }
        }
        Ok(())
    }

    pub(super) fn standing(&self, place: Option<usize>) -> String {
        let total = self.page.total;
        match place {
            Some(place) => format!("it is at place {place} of {total}"),
            None if total == 0 => "no story matches".into(),
            None if total == 1 => "it is not the one story that matches".into(),
            None => format!("it is not among the {total} that match"),
        }
    }

    /// What explains why a story is not within the first so many.
    fn why(&self, name: &str, place: Option<usize>, depth: usize) -> Result<Vec<String>, Trouble> {
        match place {
            None => self.why_absent(name),
            Some(_) => Ok(self.shown(depth.min(SHOWN))),
        }
    }

    /// What keeps the stories of a name from the answer, at most three of them.
    pub(super) fn why_absent(&self, name: &str) -> Result<Vec<String>, Trouble> {
        let named: Arc<[ArticleId]> = self.subject.named(name)?;
        let mut notes = Vec::new();
        for id in named.iter().take(3) {
            let Some(article) = self.subject.article(id)? else {
                continue;
            };
            for lack in self.prepared.why_not(self.subject.engine(), &article)? {
                notes.push(if named.len() == 1 {
                    lack.to_string()
                } else {
                    format!("{id}: {lack}")
                });
            }
        }
        Ok(notes)
    }

    /// The first stories of the answer, a line each.
    pub(super) fn shown(&self, depth: usize) -> Vec<String> {
        let line =
            |hit: &search::PageHit| format!("{}. {}  {}", hit.rank, hit.article.id, hit.article.headline);
        self.page.hits.iter().take(depth).map(line).collect()
    }
}

pub(super) fn counted(count: impl ToString) -> String {
    let count = count.to_string();
    if count == "1" {
        "1 story".into()
    } else {
        format!("{count} stories")
    }
}
