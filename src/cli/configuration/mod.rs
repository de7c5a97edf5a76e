//! What holds for every command where nothing else is typed: the environment over the file
//! newsidx.toml over what is usual, each setting with the place it comes from. What a command makes
//! of it stands in [`super::settings`].

mod file;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use super::arguments::Color;
use crate::document::Fault;
use crate::field::{Weights, weighted};
use crate::search::{Preferences, Synonyms};
use file::File;

/// A setting, and where it comes from: a line of the file, a variable, the command line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting<T> {
    pub(super) value: T,
    pub(super) origin: String,
}

/// What holds where nothing else is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Configuration {
    file: File,
    index: Option<Setting<PathBuf>>,
    corpus: Option<Setting<PathBuf>>,
}

/// Where an index lies that nobody named.
const INDEX: &str = "index";

/// How many stories of an answer are shown.
const LIMIT: usize = 10;

impl Configuration {
    /// Reads the environment, and the file that it names or that stands in the working folder or a
    /// folder above it.
    ///
    /// # Errors
    /// When the file cannot be read or has a mistake.
    pub(super) fn read() -> anyhow::Result<Configuration> {
        let named = env::var_os("NEWSIDX_CONFIG");
        let path = match named {
            Some(named) if named.is_empty() => None,
            Some(named) => Some(PathBuf::from(named)),
            None => file::nearest(),
        };
        Ok(Configuration {
            file: path
                .map(|path| File::read(&path))
                .transpose()?
                .unwrap_or_default(),
            index: variable("NEWSIDX_INDEX"),
            corpus: variable("NEWSIDX_CORPUS"),
        })
    }

    /// The folder of the index.
    pub(super) fn index(&self, typed: Option<PathBuf>) -> Setting<PathBuf> {
        let chosen = of_command_line(typed).or_else(|| self.index.clone());
        chosen
            .or_else(|| self.file.index.clone())
            .unwrap_or_else(|| usual(INDEX.into()))
    }

    /// The corpus to build from, if there is one.
    pub(super) fn corpus(&self, typed: Option<PathBuf>) -> Option<Setting<PathBuf>> {
        let chosen = of_command_line(typed).or_else(|| self.corpus.clone());
        chosen.or_else(|| self.file.corpus.clone())
    }

    /// When to use bold and dim text.
    pub(super) fn color(&self, typed: Option<Color>) -> Setting<Color> {
        of_command_line(typed)
            .or_else(|| self.file.color.clone())
            .unwrap_or_else(|| usual(Color::default()))
    }

    /// How many stories of an answer to show.
    pub(super) fn limit(&self, typed: Option<usize>) -> Setting<usize> {
        of_command_line(typed)
            .or_else(|| self.file.limit.clone())
            .unwrap_or_else(|| usual(LIMIT))
    }

    /// The weight of each field that has one, by its name.
    pub(super) fn weights(&self) -> Vec<(&'static str, Setting<f32>)> {
        let weight = |name: &str| self.file.weights.iter().find(|(field, _)| field.name() == name);
        weighted()
            .map(|row| {
                let of_file = weight(row.name).map(|(_, setting)| setting.clone());
                (row.name, of_file.unwrap_or_else(|| usual(row.weight)))
            })
            .collect()
    }

    /// The groups of synonyms, as they stand in the file.
    pub(super) fn synonyms(&self) -> Setting<Vec<Vec<String>>> {
        self.file.synonyms.clone().unwrap_or_else(|| usual(Vec::new()))
    }

    /// The stop words, as they stand in the file.
    pub(super) fn stop_words(&self) -> Setting<Vec<String>> {
        self.file.stop_words.clone().unwrap_or_else(|| usual(Vec::new()))
    }

    /// What holds for every question: for all commands that ask.
    pub(super) fn preferences(&self) -> Arc<Preferences> {
        let mut weights = Weights::default();
        for (field, weight) in &self.file.weights {
            weights.set(*field, weight.value);
        }
        let stop_words = self.stop_words().value;
        Arc::new(Preferences {
            weights,
            synonyms: Synonyms::of(self.synonyms().value),
            stop_words: stop_words.iter().flat_map(|word| file::folded(word)).collect(),
        })
    }
}

/// A path that a variable of the environment names; an empty one names none.
fn variable(name: &str) -> Option<Setting<PathBuf>> {
    let value: OsString = env::var_os(name).filter(|value| !value.is_empty())?;
    Some(Setting {
        value: value.into(),
        origin: name.to_owned(),
    })
}

fn of_command_line<T>(typed: Option<T>) -> Option<Setting<T>> {
    let origin = || "command line".to_owned();
    typed.map(|value| Setting {
        value,
        origin: origin(),
    })
}

/// A setting that nobody made.
pub(super) fn usual<T>(value: T) -> Setting<T> {
    Setting {
        value,
        origin: "default".to_owned(),
    }
}

/// What is wrong with the file.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileError {
    /// It cannot be read.
    #[error("cannot read `{file}`: {why}\nhint: {hint}")]
    Unreadable {
        file: String,
        why: String,
        hint: &'static str,
    },
    /// It has a mistake.
    #[error(transparent)]
    Mistake(#[from] Fault),
}
