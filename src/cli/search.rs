//! `newsidx search`: asks the index and prints the page.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::bail;
use serde::Serialize;

use super::exit::Exit;
use super::say;
use super::settings::{Form, Search, Task};
use super::show::{Found, find};
use crate::engine::local::LocalEngine;
use crate::print::{amount, concordance, json, name, page, trec, why};
use crate::query::{self, Syntax};
use crate::search::{self, Advice, Page, Prepared, Question};

pub(super) fn run(settings: &Search, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let began = Instant::now();
    let engine = super::open(&settings.index)?;
    let question = &settings.question;
    match &settings.task {
        Task::Understanding => return understand(engine, settings, out),
        Task::Why(story) => return tell_why(engine, settings, story, out),
        Task::Answer | Task::Concordance => {}
    }
    let prepared = search::prepare(engine, question)?;
    let answer = search::page(engine, &prepared, question)?;
    write(settings, &prepared, &answer, began.elapsed(), out)?;
    if matches!(settings.form, Form::Text(_)) {
        out.flush()?;
        let advice = search::advice(engine, &prepared, question, &answer)?;
        advise(&prepared, question, &answer, &advice);
    }
    Ok(match (answer.total, answer.partial) {
        (0, _) | (_, true) => Exit::Lacking,
        _ => Exit::Fine,
    })
}

fn write(
    settings: &Search,
    prepared: &Prepared,
    answer: &Page,
    took: Duration,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let lines = || search::concordance(prepared, answer);
    match (&settings.form, &settings.task) {
        (Form::Text(look), Task::Concordance) => concordance::write(out, answer, &lines(), *look)?,
        (Form::JsonLines, Task::Concordance) => json::write_concordance_lines(out, answer, &lines(), took)?,
        (_, Task::Concordance) => bail!("matches in context are text, or JSON Lines with `--jsonl`"),
        (Form::Text(look), _) => page::write(out, answer, *look)?,
        (Form::Json, _) => json::write_page(out, answer, took)?,
        (Form::JsonLines, _) => json::write_page_lines(out, answer, took)?,
        (Form::Trec { topic, run }, _) => trec::write(out, answer, topic, run)?,
    }
    Ok(())
}

/// How the query is understood, and how other systems would understand it.
fn understand(engine: &LocalEngine, settings: &Search, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let question = &settings.question;
    let prepared = search::prepare(engine, question)?;
    let defaults = search::defaults(engine, question);
    let readings = query::readings(&question.text, question.syntax, &defaults);
    match settings.form {
        Form::Text(_) => {}
        Form::Json | Form::JsonLines => {
            let warning = query::warning(&question.text, question.syntax, &defaults);
            let object = json::understanding(question, &prepared, &readings, warning.as_deref());
            write_object(out, &settings.form, &object)?;
            return Ok(Exit::Fine);
        }
        Form::Trec { .. } => bail!("how a query is understood is text or JSON, no TREC run"),
    }
    writeln!(out, "{}", name(&prepared.query.to_string()))?;
    for (syntax, reading) in readings {
        let reading = match reading {
            Ok(reading) => name(&reading).into_owned(),
            Err(error) => format!("no query: {error}"),
        };
        writeln!(out, "{:9} {reading}", format!("{syntax}:"))?;
    }
    remark(&prepared, question, engine);
    Ok(Exit::Fine)
}

/// One object: for eyes as well, or in one line.
fn write_object<T: Serialize>(out: &mut dyn Write, form: &Form, object: &T) -> io::Result<()> {
    if *form == Form::JsonLines {
        json::write_line(out, object)
    } else {
        json::write(out, object)
    }
}

fn remark(prepared: &Prepared, question: &Question, engine: &LocalEngine) {
    for remark in &prepared.remarks {
        say(&format!("note: {}", remark.text));
    }
    let defaults = search::defaults(engine, question);
    if let Some(warning) = query::warning(&question.text, question.syntax, &defaults) {
        say(&format!("note: {warning}"));
    }
}

fn tell_why(
    engine: &LocalEngine,
    settings: &Search,
    story: &str,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let article = match find(engine, story)? {
        Found::One(article) => *article,
        Found::Several { total, .. } => {
            bail!("{total} stories have the path `{story}`\nhint: name one by its id")
        }
        Found::None => bail!("no story `{story}`\nhint: `newsidx search` prints paths and ids of stories"),
    };
    let why = search::why(engine, &settings.question, article)?;
    match settings.form {
        Form::Text(look) => why::write(out, &why, look)?,
        Form::Json | Form::JsonLines => {
            write_object(out, &settings.form, &json::reason(&settings.question, &why))?;
        }
        Form::Trec { .. } => bail!("why a story stands where it stands is text or JSON, no TREC run"),
    }
    Ok(if why.lacks.is_empty() {
        Exit::Fine
    } else {
        Exit::Lacking
    })
}

/// Tells on stderr what is worth knowing beside the answer.
fn advise(prepared: &Prepared, question: &Question, answer: &Page, advice: &Advice) {
    for remark in &prepared.remarks {
        say(&format!("note: {}", remark.text));
    }
    if answer.total == 0 && answer.partial {
        say(&format!(
            "the time ran out before a story was found\nunderstood as: {}\nhint: give it longer with `--timeout`",
            answer.understood
        ));
    } else if answer.total == 0 {
        say(&format!("no story matches\nunderstood as: {}", answer.understood));
    } else if question.syntax != Syntax::Newsidx {
        say(&format!("understood as: {}", answer.understood));
    }
    for (word, like) in &advice.unknown {
        match like {
            Some(like) => say(&format!("note: no story has `{word}`; did you mean `{like}`?")),
            None => say(&format!("note: no story has `{word}`")),
        }
    }
    if let Some(meant) = &advice.meant {
        say(&format!("hint: newsidx search {}", quoted(meant)));
    }
    if let Some(some) = advice.some {
        let have = if some == 1 { "has" } else { "have" };
        say(&format!(
            "note: no story has all of these; {} {have} some\nhint: newsidx search --any {}",
            amount::count(some),
            quoted(&question.text)
        ));
    }
}

/// A query as a shell takes it, in one line: white space of any kind is a space, which means the same.
fn quoted(query: &str) -> String {
    let query = query.replace(char::is_whitespace, " ");
    format!("'{}'", query.replace('\'', "'\\''"))
}
