//! The stories that a test file names: by id, by path, by a folder, or by a pattern with `*`. It asks
//! the index under test and remembers, because tests name the same stories again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::asked::Text;
use super::target::Opened;
use crate::article::{Article, ArticleId};
use crate::engine::{Engine, EngineError, SearchRequest, Sort};
use crate::field::{Field, Weights};
use crate::search::{Preferences, Question};
use crate::spans::{Node, Plan};

/// Why a test could not be judged, in several lines.
#[derive(Debug)]
pub(super) struct Trouble(pub(super) String);

impl From<EngineError> for Trouble {
    fn from(error: EngineError) -> Trouble {
        Trouble(error.to_string())
    }
}

/// The index under test, and the stories of it that were named so far.
pub(super) struct Subject {
    opened: Opened,
    preferences: Arc<Preferences>,
    named: Mutex<BTreeMap<String, Arc<[ArticleId]>>>,
}

impl Subject {
    pub(super) fn new(opened: Opened, preferences: Arc<Preferences>) -> Subject {
        Subject {
            opened,
            preferences,
            named: Mutex::default(),
        }
    }

    pub(super) fn engine(&self) -> &dyn Engine {
        &self.opened.engine
    }

    /// A question as a user of the index would put it, for at most so many stories.
    pub(super) fn question(&self, query: &Text, limit: usize) -> Question {
        Question {
            text: query.text.clone(),
            any: query.any,
            limit,
            preferences: self.preferences.clone(),
            ..Question::default()
        }
    }

    /// The stories of a name, never none.
    pub(super) fn named(&self, name: &str) -> Result<Arc<[ArticleId]>, Trouble> {
        let known = |subject: &Self| {
            let named = subject.named.lock().unwrap_or_else(PoisonError::into_inner);
            named.get(name).cloned()
        };
        if let Some(known) = known(self) {
            return Ok(known);
        }
        let found: Arc<[ArticleId]> = self.look_up(name)?.into();
        if found.is_empty() {
            let message = format!("no story of the index goes by `{name}`");
            let hint = "hint: a story is named by its id, its path, a folder above it, or a pattern such as `wire/*`";
            return Err(Trouble(format!("{message}\n{hint}")));
        }
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.insert(name.to_owned(), found.clone());
        Ok(found)
    }

    fn look_up(&self, name: &str) -> Result<Vec<ArticleId>, EngineError> {
        let id = ArticleId(name.to_owned());
        if let [Some(_)] = self.engine().fetch(std::slice::from_ref(&id))?[..] {
            return Ok(vec![id]);
        }
        let key = |field| Node::Key(field, name.to_owned());
        let plan = Plan {
            root: Node::Or(vec![key(Field::Id), key(Field::Path)]),
            patterns: Vec::new(),
        };
        let request = SearchRequest {
            plan: &plan,
            weights: &Weights::default(),
            sort: Sort::Relevance,
            offset: 0,
            limit: usize::MAX,
            since: None,
            deadline: None,
        };
        let mut found: Vec<ArticleId> = self
            .engine()
            .list(&request)?
            .into_iter()
            .map(|story| story.id)
            .collect();
        found.sort();
        Ok(found)
    }

    /// The one story of a name.
    pub(super) fn one(&self, name: &str) -> Result<Article, Trouble> {
        let found = self.named(name)?;
        if let [id] = &found[..]
            && let Some(article) = self.article(id)?
        {
            return Ok(article);
        }
        let few: Vec<String> = found.iter().take(3).map(|id| format!("`{id}`")).collect();
        let more = if found.len() > 3 { ", ..." } else { "" };
        let message = format!("`{name}` names {} stories: {}{more}", found.len(), few.join(", "));
        Err(Trouble(format!("{message}\nhint: name one of them")))
    }

    /// A story, if the index has it.
    pub(super) fn article(&self, id: &ArticleId) -> Result<Option<Article>, EngineError> {
        Ok(self.engine().fetch(std::slice::from_ref(id))?.pop().flatten())
    }
}
