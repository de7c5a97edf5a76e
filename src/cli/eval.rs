//! `newsidx eval`: asks topics or reads a run, and tells what the measures come to.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::exit::Exit;
use super::say;
use super::settings::{Asked, Eval, EvalForm, Source};
use crate::evaluation::{Evaluation, Qrels, Run, evaluate, topics};
use crate::print::{evaluation, name, trec};
use crate::search::{Question, SearchError, list};

/// The name of the runs that newsidx makes.
const RUN: &str = "newsidx";

pub(super) fn run(settings: &Eval, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let qrels = Qrels::read(&settings.qrels)?;
    let (run, exit) = match &settings.source {
        Source::Run(path) => (Run::read(path)?, Exit::Fine),
        Source::Asked(asked) => ask(asked)?,
    };
    let measured = evaluate(&qrels, &run, &settings.measures, settings.options);
    if measured.topics.is_empty() {
        anyhow::bail!("{}", nothing_judged(&qrels, &run));
    }
    print(settings, &measured, out)?;
    Ok(exit)
}

fn print(settings: &Eval, measured: &Evaluation, out: &mut dyn Write) -> anyhow::Result<()> {
    let per_topic = settings.per_topic;
    match settings.form {
        EvalForm::Text(look) => evaluation::write(out, measured, per_topic, look)?,
        EvalForm::Json => evaluation::write_json(out, measured, per_topic)?,
        EvalForm::TrecEval => evaluation::write_trec_eval(out, measured, per_topic)?,
    }
    Ok(())
}

/// Asks all topics. What is measured is the run as it is written, scores and all.
fn ask(asked: &Asked) -> anyhow::Result<(Run, Exit)> {
    let topics = topics(&asked.topics)?;
    let engine = super::open(&asked.index)?;
    let mut exit = Exit::Fine;
    let mut text = Vec::new();
    let mut answered = Vec::new();
    for topic in &topics {
        let question = Question {
            text: topic.query.clone(),
            any: asked.any,
            limit: asked.depth,
            preferences: asked.preferences.clone(),
            ..Question::default()
        };
        match list(engine, &question) {
            Ok(stories) => {
                trec::write_list(&mut text, &stories, &topic.id, RUN)?;
                answered.push(trec::column(&topic.id));
            }
            Err(SearchError::Syntax { error, query }) => {
                let (file, id) = (asked.topics.to_string_lossy(), name(&topic.id));
                say(&format!(
                    "error: `{file}`, line {}: topic `{id}`: {error}\n{}",
                    topic.line,
                    error.pointed(&query)
                ));
                exit = Exit::Lacking;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(path) = &asked.write_run {
        fs::write(path, &text).map_err(|cause| {
            anyhow::anyhow!(
                "cannot write `{}`: {cause}\nhint: check the folder and who may write there",
                path.display()
            )
        })?;
    }
    let mut run = Run::parse(Path::new("run"), &text[..])?;
    RUN.clone_into(&mut run.tag);
    for topic in answered {
        run.topics.entry(topic).or_default();
    }
    Ok((run, exit))
}

fn nothing_judged(qrels: &Qrels, run: &Run) -> String {
    let judged = qrels.topics.keys().next().map_or("", |topic| topic);
    let here = match run.topics.keys().next() {
        Some(topic) => format!("the topics here are such as `{topic}`"),
        None => "no topic is here".into(),
    };
    format!("no topic is judged\nhint: {here}, judged are such as `{judged}`")
}
