//! The file newsidx.toml: where it is found, its keys, and what is wrong with them. What is not in it
//! is not its matter.

use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{FileError, Setting};
use crate::cli::arguments::Color;
use crate::document::{Fault, Key, Kind, Source, Table, Value};
use crate::field::{self, Field, Weights, weighted};
use crate::tokens;

/// The name of the file.
const NAME: &str = "newsidx.toml";

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The most members of a group of synonyms: each is looked up for each word that is typed.
const LARGEST_GROUP: usize = 50;

const KEYS: &[&str] = &[
    "index",
    "corpus",
    "color",
    "limit",
    "weights",
    "synonyms",
    "stop_words",
];

/// What a file says.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    pub(super) index: Option<Setting<PathBuf>>,
    pub(super) corpus: Option<Setting<PathBuf>>,
    pub(super) color: Option<Setting<Color>>,
    pub(super) limit: Option<Setting<usize>>,
    pub(super) weights: Vec<(Field, Setting<f32>)>,
    pub(super) synonyms: Option<Setting<Vec<Vec<String>>>>,
    pub(super) stop_words: Option<Setting<Vec<String>>>,
}

/// The file in the working folder, else in the nearest folder above that has one, as a path that works
/// from the working folder.
pub(super) fn nearest() -> Option<PathBuf> {
    let folders = env::current_dir().map_or(1, |folder| folder.ancestors().count());
    let mut above = PathBuf::new();
    for _ in 0..folders {
        let file = above.join(NAME);
        if file.is_file() {
            return Some(file);
        }
        above.push("..");
    }
    None
}

impl File {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<File, FileError> {
        let name = path.to_string_lossy().into_owned();
        let text = text(path).map_err(|why| FileError::Unreadable {
            file: name.clone(),
            why,
            hint: match env::var_os("NEWSIDX_CONFIG") {
                Some(_) => "NEWSIDX_CONFIG names it; leave that variable empty to use no file",
                None => "set NEWSIDX_CONFIG to the file to use, or to nothing to use none",
            },
        })?;
        let source = Source { file: name, text };
        let document = source.parse()?;
        let root = document.root();
        root.check(KEYS)?;
        let reader = Reader {
            file: &source.file,
            folder: path.parent().unwrap_or(Path::new("")),
        };
        Ok(File {
            index: reader.setting(&root, "index", |value| reader.path(value))?,
            corpus: reader.setting(&root, "corpus", |value| reader.path(value))?,
            color: reader.setting(&root, "color", color)?,
            limit: reader.setting(&root, "limit", limit)?,
            weights: reader.weights(&root)?,
            synonyms: reader.setting(&root, "synonyms", synonyms)?,
            stop_words: reader.setting(&root, "stop_words", stop_words)?,
        })
    }
}

/// The text of a file, or why there is none.
fn text(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    file.take(LARGEST + 1)
        .read_to_string(&mut text)
        .map_err(|error| error.to_string())?;
    if text.len() as u64 > LARGEST {
        return Err("it is larger than 1 MiB".into());
    }
    Ok(text)
}

/// Reads the keys of one file.
struct Reader<'f> {
    file: &'f str,
    folder: &'f Path,
}

impl Reader<'_> {
    fn setting<T>(
        &self,
        table: &Table<'_>,
        key: &str,
        read: impl Fn(Value<'_>) -> Result<T, Fault>,
    ) -> Result<Option<Setting<T>>, Fault> {
        let Some(value) = table.get(key) else {
            return Ok(None);
        };
        Ok(Some(self.origin(value, read(value)?)))
    }

    /// What a value of the file was read as, with its place.
    fn origin<T>(&self, value: Value<'_>, read: T) -> Setting<T> {
        Setting {
            value: read,
            origin: format!("{}:{}", self.file, value.line()),
        }
    }

    /// A path, which the file names from its own folder.
    fn path(&self, value: Value<'_>) -> Result<PathBuf, Fault> {
        let path = value.text()?;
        if path.is_empty() {
            return Err(value.fault("a path is missing", Some("take the key away to use the default")));
        }
        Ok(self.folder.join(&*path))
    }

    fn weights(&self, root: &Table<'_>) -> Result<Vec<(Field, Setting<f32>)>, Fault> {
        let Some(weights) = root.get("weights") else {
            return Ok(Vec::new());
        };
        let table = weights.table()?;
        let names: Vec<&str> = weighted().map(|row| row.name).collect();
        let mut read = Vec::new();
        for (key, value) in table.entries() {
            let row = weighted().find(|row| row.name == key.text);
            match (row, field::named(key.text)) {
                (Some(row), _) => read.push((row.field, self.origin(value, weight(value)?))),
                (None, Some(fields)) => return Err(no_weight(&key, fields, &names)),
                (None, None) => table.check(&names)?,
            }
        }
        Ok(read)
    }
}

/// What is wrong with a key that names a field in another way, or one that has no weight.
fn no_weight(key: &Key<'_>, fields: &[Field], names: &[&str]) -> Fault {
    match fields {
        [field] if names.contains(&field.name()) => {
            let hint = format!("the name of the field is `{}`", field.name());
            key.fault(&format!("there is no key `{}`", key.text), Some(&hint))
        }
        _ => {
            let hint = format!("the fields with a weight are {}", names.join(", "));
            key.fault(&format!("`{}` has no weight", key.text), Some(&hint))
        }
    }
}

fn weight(value: Value<'_>) -> Result<f32, Fault> {
    let weight = value.number()?;
    let hint = "the headline counts 2 and the body 1 where nothing is said";
    if !(0.0..=f64::from(Weights::HIGHEST)).contains(&weight) {
        return Err(value.fault("a weight is a number from 0 to 100", Some(hint)));
    }
    Ok(weight as f32)
}

fn color(value: Value<'_>) -> Result<Color, Fault> {
    let wanted = "expected \"auto\", \"always\" or \"never\"";
    Color::from_str(&value.text()?, false).map_err(|_| value.fault(wanted, None))
}

fn limit(value: Value<'_>) -> Result<usize, Fault> {
    let limit = value.count()?;
    usize::try_from(limit).map_err(|_| value.fault("the number is too large", None))
}

fn synonyms(value: Value<'_>) -> Result<Vec<Vec<String>>, Fault> {
    value.list()?.into_iter().map(group).collect()
}

fn group(value: Value<'_>) -> Result<Vec<String>, Fault> {
    if value.kind() != Kind::List {
        let hint = "each group is a list of its own: synonyms = [[\"cease-fire\", \"truce\"]]";
        return Err(value.fault("expected a list of words", Some(hint)));
    }
    let mut members = Vec::new();
    let mut distinct = Vec::new();
    for (text, member) in value.texts()? {
        let words = searchable(&text, &member)?;
        let solid = tokens::stem(&words.concat()).into_owned();
        if !distinct.contains(&solid) {
            distinct.push(solid);
        }
        members.push(text.into_owned());
    }
    if members.len() > LARGEST_GROUP {
        return Err(value.fault(&format!("a group has {LARGEST_GROUP} words at most"), None));
    }
    if distinct.len() < 2 {
        let hint = "the forms of a word, and a compound however it is written, find each other by themselves";
        return Err(value.fault("a group needs two different words", Some(hint)));
    }
    Ok(members)
}

fn stop_words(value: Value<'_>) -> Result<Vec<String>, Fault> {
    let mut words = Vec::new();
    for member in value.list()? {
        let text = member.text()?;
        if searchable(&text, &member)?.len() > 1 {
            let hint = "a stop word is one word; phrases stand in `synonyms` only";
            return Err(member.fault("this is more than one word", Some(hint)));
        }
        words.push(text.into_owned());
    }
    Ok(words)
}

/// The words of a text that is to be found in stories.
fn searchable(text: &str, value: &Value<'_>) -> Result<Vec<String>, Fault> {
    if text.contains(['*', '"']) {
        let hint = "words stand here as in a story, without the signs of a query";
        return Err(value.fault("`*` and quotes mean nothing here", Some(hint)));
    }
    let words = folded(text);
    if words.is_empty() {
        return Err(value.fault("there is no letter and no digit in it", None));
    }
    Ok(words)
}

/// The words of a text as the index has them.
pub(super) fn folded(text: &str) -> Vec<String> {
    tokens::words(text).into_iter().map(|word| word.text).collect()
}
