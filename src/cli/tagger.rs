//! `newsidx tagger`: trains a model of names, tags tokens with one, and measures one.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::arguments::{Tagger, TaggerEval, TaggerTag, TaggerTrain};
use super::exit::Exit;
use super::say;
use crate::annotate::tagger::conll::{self, Sentence};
use crate::annotate::tagger::evaluate::{Counts, counts};
use crate::annotate::tagger::train::{Source, train};
use crate::annotate::tagger::{Model, shipped, tag};
use crate::print::name;

pub(super) fn run(typed: Tagger, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match typed {
        Tagger::Train(typed) => learn(&typed),
        Tagger::Tag(typed) => label(&typed, out),
        Tagger::Eval(typed) => measure(&typed, out),
    }
}

fn learn(typed: &TaggerTrain) -> anyhow::Result<Exit> {
    let sources = typed.files.iter().map(|(path, weight)| {
        Ok(Source {
            stories: stories(path, true)?,
            weight: *weight,
        })
    });
    let sources: Vec<Source> = sources.collect::<anyhow::Result<_>>()?;
    let names = match &typed.names {
        Some(path) => text(path)?,
        None => String::new(),
    };
    let lists = typed.names.as_deref().unwrap_or(Path::new("no lists"));
    let model = train(&sources, &names, &mut |line| say(line))
        .map_err(|error| anyhow!("`{}`, {error}", shown(lists)))?;
    let bytes = model.to_bytes()?;
    fs::write(&typed.model, &bytes)
        .map_err(|error| anyhow!("cannot write `{}`: {error}", shown(&typed.model)))?;
    say(&format!("{}: {} bytes", shown(&typed.model), bytes.len()));
    Ok(Exit::Fine)
}

fn label(typed: &TaggerTag, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut held = None;
    let model = chosen(typed.model.as_deref(), &mut held)?;
    for story in stories(typed.file.as_deref().unwrap_or(Path::new("-")), false)? {
        for sentence in tag(model, &story) {
            let labels = conll::bio(sentence.words.len(), &sentence.names);
            for (word, label) in sentence.words.iter().zip(labels) {
                writeln!(out, "{word}\t{label}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(Exit::Fine)
}

fn measure(typed: &TaggerEval, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut held = None;
    let model = chosen(typed.model.as_deref(), &mut held)?;
    writeln!(
        out,
        "{:<12} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7}",
        "", "precision", "recall", "F1", "right", "found", "marked"
    )?;
    for path in &typed.files {
        let stories = stories(path, true)?;
        let found: Vec<Sentence> = match &typed.against {
            Some(against) => self::stories(against, true)?.concat(),
            None => stories.iter().flat_map(|story| tag(model, story)).collect(),
        };
        let marked = stories.concat();
        if marked.len() != found.len()
            || marked
                .iter()
                .zip(&found)
                .any(|(one, other)| one.words.len() != other.words.len())
        {
            bail!(
                "the sentences of the two files are not the same\nhint: both must have the same tokens and blank lines"
            );
        }
        writeln!(out, "{}", shown(path))?;
        for (label, counts) in ["people", "orgs", "places", "all"]
            .iter()
            .zip(counts(&marked, &found))
        {
            let Counts { right, found, marked } = counts;
            let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
            writeln!(
                out,
                "  {label:<10} {precision:>9.3} {recall:>9.3} {f1:>9.3} {right:>7} {found:>7} {marked:>7}"
            )?;
        }
    }
    Ok(Exit::Fine)
}

/// The model that is named, read into `held`, else the one in the program.
fn chosen<'m>(named: Option<&Path>, held: &'m mut Option<Model>) -> anyhow::Result<&'m Model> {
    match named {
        Some(path) => Ok(held.insert(read_model(path)?)),
        None => shipped().map_err(|error| anyhow!("{error}")),
    }
}

fn read_model(path: &Path) -> anyhow::Result<Model> {
    let bytes = fs::read(path).map_err(|error| anyhow!("cannot read `{}`: {error}", shown(path)))?;
    Model::from_bytes(&bytes).map_err(|error| anyhow!("`{}`: {error}", shown(path)))
}

fn text(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| anyhow!("cannot read `{}`: {error}", shown(path)))?;
    // Bytes that are no text stand for themselves as signs: they name nobody.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn stories(path: &Path, labels: bool) -> anyhow::Result<Vec<Vec<Sentence>>> {
    conll::read(&text(path)?, labels).map_err(|error| anyhow!("`{}`, {error}", shown(path)))
}

fn shown(path: &Path) -> String {
    name(&path.to_string_lossy()).into_owned()
}

/// Reads `FILE` or `FILE=WEIGHT`.
pub(super) fn weighted(typed: &str) -> Result<(PathBuf, f32), String> {
    let Some((path, weight)) = typed.rsplit_once('=') else {
        return Ok((typed.into(), 1.0));
    };
    match weight.parse() {
        Ok(weight) if (0.0..=100.0).contains(&weight) && weight > 0.0 => Ok((path.into(), weight)),
        _ => Err("expected a file, or a file and a weight above 0, as in `stories.conll=0.5`".into()),
    }
}
