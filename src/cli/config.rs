//! `newsidx config`: tells what holds where nothing else is typed, and where it comes from.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::arguments::{Color, Config};
use super::configuration::{Configuration, Setting, usual};
use super::exit::Exit;
use crate::print::json::List;
use crate::print::name;

/// A setting as it is told.
#[derive(Serialize)]
struct Row {
    name: String,
    value: Told,
    from: String,
}

/// A value of any kind.
#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Text(Option<String>),
    Count(usize),
    Weight(f32),
    Words(Vec<String>),
    Groups(Vec<Vec<String>>),
}

impl fmt::Display for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Told::Text(text) => text.clone().unwrap_or_default(),
            Told::Count(count) => count.to_string(),
            Told::Weight(weight) => weight.to_string(),
            Told::Words(words) => words.join(", "),
            Told::Groups(groups) => {
                let groups: Vec<String> = groups.iter().map(|group| group.join(", ")).collect();
                groups.join("; ")
            }
        };
        formatter.write_str(if text.is_empty() { "none" } else { &text })
    }
}

pub(super) fn run(typed: Config, configuration: &Configuration, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let rows = rows(configuration, typed.place.index);
    if typed.json {
        let mut list = List::new("settings");
        for row in &rows {
            list.add(out, row)?;
        }
        list.finish(out)?;
        return Ok(Exit::Fine);
    }
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    for row in &rows {
        let (value, from) = (row.value.to_string(), name(&row.from));
        writeln!(out, "{:width$}  {} ({from})", row.name, name(&value))?;
    }
    Ok(Exit::Fine)
}

fn rows(configuration: &Configuration, index: Option<PathBuf>) -> Vec<Row> {
    let path = |path: PathBuf| Told::Text(Some(path.to_string_lossy().into_owned()));
    let named = |color: Color| {
        let value = color.to_possible_value();
        Told::Text(value.map(|value| value.get_name().to_owned()))
    };
    let corpus = match configuration.corpus(None) {
        Some(Setting { value, origin }) => Setting {
            value: Some(value),
            origin,
        },
        None => usual(None),
    };
    let mut rows = vec![
        row("index", configuration.index(index), path),
        row("corpus", corpus, |corpus| corpus.map_or(Told::Text(None), path)),
        row("color", configuration.color(None), named),
        row("limit", configuration.limit(None), Told::Count),
    ];
    for (field, weight) in configuration.weights() {
        rows.push(row(&format!("weights.{field}"), weight, Told::Weight));
    }
    rows.push(row("synonyms", configuration.synonyms(), Told::Groups));
    rows.push(row("stop_words", configuration.stop_words(), Told::Words));
    rows
}

fn row<T>(name: &str, setting: Setting<T>, told: impl Fn(T) -> Told) -> Row {
    Row {
        name: name.to_owned(),
        value: told(setting.value),
        from: setting.origin,
    }
}
