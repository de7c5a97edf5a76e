//! What the measures come to: as tables for people, as JSON, and byte for byte as trec_eval prints
//! it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value as Json};
use unicode_width::UnicodeWidthStr;

use super::amount::count;
use super::json;
use super::status::bar;
use super::wrap::{Style, styled};
use super::{Look, name};
use crate::evaluation::{Evaluation, TopicValues, Value};

/// The columns between two columns of a table.
const GAP: usize = 2;

/// The longest id of a topic that is shown whole.
const LONGEST_TOPIC: usize = 30;

/// The shortest and the longest bar.
const BAR: std::ops::RangeInclusive<usize> = 8..=20;

/// The measure that has a bar.
const WITH_BAR: &str = "map";

/// Writes the measures as a table, and a table of the topics above it if they are wanted.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, evaluation: &Evaluation, per_topic: bool, look: Look) -> io::Result<()> {
    if per_topic {
        write_topics(out, evaluation, look)?;
    }
    let measures = evaluation.measures.iter().zip(&evaluation.all);
    let rows: Vec<(String, String)> = measures
        .filter_map(|(measure, value)| Some((measure.label(), shown(value.as_ref()?))))
        .collect();
    let labels = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let values = rows.iter().map(|(_, value)| value.width()).max().unwrap_or(0);
    for (label, value) in rows {
        let padding = labels - label.width();
        let label = styled(&label, Style::Dim, look);
        writeln!(out, "{label}{:padding$}{:GAP$}{value:>values$}", "", "")?;
    }
    Ok(())
}

/// Writes a table with a line for each topic; where it is too wide, several below each other.
fn write_topics(out: &mut dyn Write, evaluation: &Evaluation, look: Look) -> io::Result<()> {
    let topics = by_number(&evaluation.topics);
    let names: Vec<String> = topics.iter().map(|topic| shortened(&topic.topic)).collect();
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let first = widest.max("topic".len());
    let columns: Vec<Column> = (0..evaluation.measures.len())
        .filter_map(|at| Column::of(evaluation, &topics, at))
        .collect();
    let mut rest = &columns[..];
    while !rest.is_empty() {
        let mut width = first;
        let fits = |column: &&Column| {
            width += GAP + column.width;
            width <= look.width
        };
        let fitting = rest.iter().take_while(fits).count().max(1);
        let (block, others) = rest.split_at(fitting);
        rest = others;
        let used: usize = first + block.iter().map(|column| GAP + column.width).sum::<usize>();
        let bars = block.iter().find(|column| column.has_bar);
        let bar_width = look.width.saturating_sub(used + GAP).min(*BAR.end());
        let bars = bars.filter(|_| bar_width >= *BAR.start());
        let mut heading = format!("{:first$}", "topic");
        for column in block {
            heading.push_str(&format!("{:GAP$}{:>2$}", "", column.label, column.width));
        }
        writeln!(out, "{}", styled(&heading, Style::Bold, look))?;
        for (at, name) in names.iter().enumerate() {
            let mut line = format!("{name}{:1$}", "", first - name.width());
            for column in block {
                line.push_str(&format!("{:GAP$}{:>2$}", "", column.values[at], column.width));
            }
            if let Some(column) = bars {
                let part = (column.shares[at] * 10_000.0) as u64;
                line.push_str(&format!("{:GAP$}{}", "", bar(part, 10_000, bar_width)));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A measure in the table of topics.
struct Column {
    label: String,
    values: Vec<String>,
    /// The same as numbers, for the bar.
    shares: Vec<f64>,
    width: usize,
    has_bar: bool,
}

impl Column {
    /// The column of a measure, if it is told of topics.
    fn of(evaluation: &Evaluation, topics: &[&TopicValues], at: usize) -> Option<Column> {
        let measure = &evaluation.measures[at];
        let of_topic = |topic: &&TopicValues| topic.values.get(at).cloned().flatten();
        let values: Vec<Value> = topics.iter().filter_map(of_topic).collect();
        if values.len() < topics.len() || values.is_empty() {
            return None;
        }
        let label = measure.label();
        let texts: Vec<String> = values.iter().map(shown).collect();
        let widest = texts.iter().map(|text| text.width()).max().unwrap_or(0);
        let share = |value: &Value| match value {
            Value::Real(real) => *real,
            Value::Count(_) | Value::Text(_) => 0.0,
        };
        Some(Column {
            width: widest.max(label.width()),
            shares: values.iter().map(share).collect(),
            values: texts,
            label,
            has_bar: measure.name() == WITH_BAR,
        })
    }
}

/// The topics by number if all ids are numbers, else as they are.
fn by_number(topics: &[TopicValues]) -> Vec<&TopicValues> {
    let mut ordered: Vec<&TopicValues> = topics.iter().collect();
    let number = |topic: &TopicValues| topic.topic.parse::<u64>();
    if ordered.iter().all(|topic| number(topic).is_ok()) {
        ordered.sort_by_key(|topic| number(topic).unwrap_or(0));
    }
    ordered
}

/// The id of a topic as it is shown in a table.
pub(super) fn shortened(topic: &str) -> String {
    let name = name(topic);
    if name.width() <= LONGEST_TOPIC {
        return name.into_owned();
    }
    let mut kept = String::new();
    for letter in name.chars() {
        kept.push(letter);
        if kept.width() >= LONGEST_TOPIC {
            kept.pop();
            break;
        }
    }
    kept + "…"
}

fn shown(value: &Value) -> String {
    match value {
        Value::Count(number) => count(*number),
        Value::Real(real) => format!("{real:.4}"),
        Value::Text(text) => name(text).into_owned(),
    }
}

/// Writes what trec_eval writes for the same measures, topics included (`-q`) if they are wanted. The
/// measures should be in its order.
///
/// # Errors
/// When the writer fails.
pub fn write_trec_eval(out: &mut dyn Write, evaluation: &Evaluation, per_topic: bool) -> io::Result<()> {
    let mut lines = |topic: &str, values: &[Option<Value>]| {
        let topic = name(topic);
        let measures = evaluation.measures.iter().zip(values);
        for (measure, value) in measures {
            let measure = measure.name();
            match value {
                None => {}
                Some(Value::Count(count)) => writeln!(out, "{measure:22}\t{topic}\t{count}")?,
                Some(Value::Real(real)) => writeln!(out, "{measure:22}\t{topic}\t{real:6.4}")?,
                Some(Value::Text(text)) => writeln!(out, "{measure:22}\t{topic}\t{}", name(text))?,
            }
        }
        io::Result::Ok(())
    };
    if per_topic {
        for topic in &evaluation.topics {
            lines(&topic.topic, &topic.values)?;
        }
    }
    lines("all", &evaluation.all)
}

/// Writes the measures as JSON: `run`, `measures` by the names of trec_eval, and if they are wanted
/// `topics` with `topic` and `measures` of each.
///
/// # Errors
/// When the writer fails.
pub fn write_json(out: &mut dyn Write, evaluation: &Evaluation, per_topic: bool) -> io::Result<()> {
    let topic = |topic: &TopicValues| TopicObject {
        topic: topic.topic.clone(),
        measures: by_name(evaluation, &topic.values),
    };
    let object = EvaluationObject {
        version: json::VERSION,
        run: &evaluation.run,
        measures: by_name(evaluation, &evaluation.all),
        topics: per_topic.then(|| evaluation.topics.iter().map(topic).collect()),
    };
    json::write(out, &object)
}

fn by_name(evaluation: &Evaluation, values: &[Option<Value>]) -> Map<String, Json> {
    let measures = evaluation.measures.iter().zip(values);
    measures
        .filter_map(|(measure, value)| {
            let value = match value.as_ref()? {
                Value::Count(count) => Json::from(*count),
                Value::Real(real) => Json::from(*real),
                Value::Text(text) => Json::from(&**text),
            };
            Some((measure.name().to_owned(), value))
        })
        .collect()
}

#[derive(Serialize)]
struct EvaluationObject<'e> {
    version: u32,
    run: &'e str,
    measures: Map<String, Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topics: Option<Vec<TopicObject>>,
}

#[derive(Serialize)]
struct TopicObject {
    topic: String,
    measures: Map<String, Json>,
}
