//! `newsidx entities`: tells who and what the stories that answer a query speak of, or who appears
//! with someone.

use std::io::Write;

use super::exit::Exit;
use super::say;
use super::settings::{Entities, EntityForm};
use crate::engine::Engine;
use crate::engine::local::LocalEngine;
use crate::print::entities as print;
use crate::search::{self, NameError, Roll};

pub(super) fn run(settings: &Entities, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let engine = super::open(&settings.index)?;
    if let Some(name) = &settings.with {
        return company(engine, settings, name, out);
    }
    let roll = search::entities(engine, &settings.question, &settings.kinds)?;
    let is_none = roll.counts.kinds.iter().all(|of_kind| of_kind.total == 0);
    match settings.form {
        EntityForm::Text(look) if !is_none => print::write(out, &roll, look)?,
        EntityForm::Text(_) => say(&nobody(engine, &roll)),
        EntityForm::Json => print::write_json(out, &roll)?,
        EntityForm::JsonLines => print::write_json_lines(out, &roll)?,
        EntityForm::Table => print::write_table(out, &roll)?,
    }
    Ok(if is_none { Exit::Lacking } else { Exit::Fine })
}

/// Why there is nothing to tell.
fn nobody(engine: &LocalEngine, roll: &Roll) -> String {
    if roll.counts.total == 0 {
        return format!("no story matches\nunderstood as: {}", roll.understood);
    }
    let text = "no story that matches names any".to_owned();
    if engine.summary().tagged {
        return text;
    }
    format!("{text}\nhint: the index was built with `--no-entities`, build it again without")
}

fn company(
    engine: &LocalEngine,
    settings: &Entities,
    name: &str,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let company = match search::company(engine, &settings.question, name, &settings.kinds) {
        Ok(company) => company,
        Err(NameError::Search(error)) => return Err(error.into()),
        Err(error) => {
            say(&format!("error: {error}"));
            return Ok(Exit::Lacking);
        }
    };
    let is_none = company.companions.is_empty();
    match settings.form {
        EntityForm::Text(_) if is_none => say("nobody and nothing appears in the same stories"),
        EntityForm::Text(look) => print::write_company(out, &company, look)?,
        EntityForm::Json => print::write_company_json(out, &company)?,
        EntityForm::JsonLines => print::write_company_json_lines(out, &company)?,
        EntityForm::Table => print::write_company_table(out, &company)?,
    }
    Ok(if is_none { Exit::Lacking } else { Exit::Fine })
}
