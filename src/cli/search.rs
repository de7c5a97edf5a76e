//! `newsidx search`: asks the index and prints the page.

use std::io::Write;
use std::time::Instant;

use super::exit::Exit;
use super::say;
use super::settings::{Form, Search};
use crate::engine::local::LocalEngine;
use crate::print::{json, page, trec};
use crate::search::{Page, search};

pub(super) fn run(settings: &Search, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let began = Instant::now();
    let engine = LocalEngine::open(&settings.index)?;
    let answer = search(&engine, &settings.question)?;
    let took = began.elapsed();
    match &settings.form {
        Form::Text(look) => page::write(out, &answer, *look)?,
        Form::Json => json::write_page(out, &answer, took)?,
        Form::JsonLines => json::write_page_lines(out, &answer, took)?,
        Form::Trec { topic, run } => trec::write(out, &answer, topic, run)?,
    }
    if answer.total > 0 {
        return Ok(Exit::Fine);
    }
    if matches!(settings.form, Form::Text(_)) {
        say(&nothing_found(&answer, settings.question.any));
    }
    Ok(Exit::Lacking)
}

fn nothing_found(answer: &Page, any: bool) -> String {
    let mut text = format!("no story matches\nunderstood as: {}", answer.understood);
    if !any && answer.understood.contains(' ') && answer.query.trim().contains(' ') {
        text.push_str("\nhint: `--any` finds stories with any of the words");
    }
    text
}
