//! What `newsidx entities` is to do.

use std::path::PathBuf;

use super::super::arguments::{self, Kind};
use super::super::configuration::Configuration;
use super::look;
use crate::article::EntityKind;
use crate::print::Look;
use crate::search::Question;

/// What `newsidx entities` is to do.
pub(in crate::cli) struct Entities {
    pub(in crate::cli) index: PathBuf,
    pub(in crate::cli) question: Question,
    pub(in crate::cli) kinds: Vec<EntityKind>,
    /// Whose company to tell.
    pub(in crate::cli) with: Option<String>,
    pub(in crate::cli) form: EntityForm,
}

/// How names are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum EntityForm {
    Text(Look),
    Json,
    JsonLines,
    Table,
}

impl Entities {
    pub(in crate::cli) fn of(typed: arguments::Entities, configuration: &Configuration) -> Entities {
        let form = match (typed.json, typed.jsonl, typed.csv) {
            (true, ..) => EntityForm::Json,
            (_, true, _) => EntityForm::JsonLines,
            (.., true) => EntityForm::Table,
            _ => EntityForm::Text(look(&typed.appearance, configuration)),
        };
        let kinds = match typed.kind[..] {
            [] => EntityKind::ALL.to_vec(),
            _ => kinds(&typed.kind),
        };
        let question = Question {
            text: typed.query.join(" "),
            any: typed.any,
            since: typed.since,
            limit: typed.limit,
            preferences: configuration.preferences(),
            ..Question::default()
        };
        Entities {
            index: configuration.index(typed.place.index).value,
            question,
            kinds,
            with: typed.with,
            form,
        }
    }
}

/// The kinds that were typed, in the order of print, each once.
pub(super) fn kinds(typed: &[Kind]) -> Vec<EntityKind> {
    let is_typed = |kind: &EntityKind| {
        typed.contains(&match kind {
            EntityKind::Person => Kind::Person,
            EntityKind::Organization => Kind::Org,
            EntityKind::Place => Kind::Place,
        })
    };
    EntityKind::ALL.into_iter().filter(is_typed).collect()
}
