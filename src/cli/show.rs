//! `newsidx show`: prints whole stories of the index.

use std::io::Write;

use super::exit::Exit;
use super::say;
use super::settings::{Show, StoryForm};
use crate::article::{Article, ArticleId};
use crate::engine::Engine;
use crate::engine::local::LocalEngine;
use crate::print::json::{self, StoryObject};
use crate::print::{fields, story};
use crate::search::{Prepared, Question, SearchError, prepare, search};
use crate::spans::marks;

/// How many ids are told where a path stands for several stories.
const MOST_TOLD: usize = 10;

pub(super) fn run(settings: &Show, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let engine = super::open(&settings.index)?;
    let prepared = prepared(engine, settings)?;
    let mut exit = Exit::Fine;
    let mut shown = false;
    for name in &settings.ids {
        match find(engine, name)? {
            Found::One(article) => {
                let marked = prepared.as_ref().map(|prepared| marks(&prepared.plan, &article));
                if matches!(marked, Some(None)) {
                    exit = Exit::Lacking;
                }
                let marked = marked.map(Option::unwrap_or_default);
                if let StoryForm::Text(look) | StoryForm::Fields(look) = settings.form
                    && shown
                {
                    story::write_border(out, look)?;
                }
                match settings.form {
                    StoryForm::Text(look) => story::write(out, &article, marked.as_deref(), look)?,
                    StoryForm::Fields(look) => fields::write(out, &article, look)?,
                    StoryForm::Objects | StoryForm::List | StoryForm::Lines => {
                        json::write(out, &StoryObject::alone(&article).marked(marked.as_deref()))?;
                    }
                }
                shown = true;
            }
            Found::Several { total, ids } => {
                out.flush()?;
                let told = ids.len() as u64;
                say(&format!(
                    "error: {total} stories have the path `{name}`\nhint: show one by its id:"
                ));
                ids.iter().for_each(|id| say(&format!("  {id}")));
                if told < total {
                    say(&format!("  ... and {} more", total - told));
                }
                exit = Exit::Undone;
            }
            Found::None => {
                out.flush()?;
                say(&format!(
                    "error: no story `{name}`\nhint: `newsidx search` prints paths and ids of stories"
                ));
                if exit == Exit::Fine {
                    exit = Exit::Lacking;
                }
            }
        }
    }
    Ok(exit)
}

/// The query of which answers are to be marked, made ready.
fn prepared(engine: &LocalEngine, settings: &Show) -> Result<Option<Prepared>, SearchError> {
    let Some(query) = &settings.query else {
        return Ok(None);
    };
    let question = Question {
        text: query.clone(),
        preferences: settings.preferences.clone(),
        ..Question::default()
    };
    prepare(engine, &question).map(Some)
}

pub(super) enum Found {
    None,
    One(Box<Article>),
    Several { total: u64, ids: Vec<ArticleId> },
}

/// The story that has a name as its id, else the stories that have it as their path.
pub(super) fn find(engine: &LocalEngine, name: &str) -> anyhow::Result<Found> {
    let id = ArticleId(name.to_owned());
    if let Some(article) = engine.fetch(&[id])?.into_iter().flatten().next() {
        return Ok(Found::One(Box::new(article)));
    }
    // A path in a query stands between quotes.
    if name.contains('"') || name.trim().is_empty() {
        return Ok(Found::None);
    }
    let question = Question {
        text: format!("path:\"{name}\""),
        limit: MOST_TOLD,
        ..Question::default()
    };
    let answer = search(engine, &question)?;
    let mut articles: Vec<Article> = answer.hits.into_iter().map(|hit| hit.article).collect();
    articles.sort_by(|one, other| (&one.path, one.record).cmp(&(&other.path, other.record)));
    Ok(match (answer.total, articles.pop()) {
        (0, _) | (_, None) => Found::None,
        (1, Some(article)) => Found::One(Box::new(article)),
        (total, Some(last)) => {
            let ids = articles
                .into_iter()
                .map(|article| article.id)
                .chain([last.id])
                .collect();
            Found::Several { total, ids }
        }
    })
}
