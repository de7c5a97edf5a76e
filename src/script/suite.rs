//! A test file: which index it is about, and its tests. It reads the file whole and refuses it for
//! the first mistake; what is expected of a query or a story is read by the modules of those.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::asked::{self, Asked};
use super::holding::{self, Holding};
use super::story::{self, Told};
use super::target::Target;
use crate::document::{Fault, Source, Table, Value};
use crate::field::{FIELDS, Field};

/// A test file that was read.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The file, as named by the user.
    pub file: String,
    /// Where it lies.
    pub path: PathBuf,
    /// The index it is about, if it says so.
    pub target: Option<Target>,
    /// The fingerprint that the corpus must have.
    pub fingerprint: Option<String>,
    /// Its tests, in its order.
    pub tests: Vec<Test>,
}

/// A test of a file.
#[derive(Clone, Debug)]
pub struct Test {
    /// Its name, unique in the file.
    pub name: String,
    /// The line where it begins, from 1.
    pub line: usize,
    /// Why it is expected to fail, if it is.
    pub known_fail: Option<String>,
    pub(super) body: Body,
}

/// What a test is about.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Holds(Vec<Holding>),
    Query(Box<Asked>),
    Story(Told),
}

/// Why a test file, or a folder of them, cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read `{path}`: {cause}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// There is no test file.
    #[error(
        "no test file below `{path}`\nhint: test files end in .toml; `newsidx test --init` writes a first one"
    )]
    None {
        /// The folder.
        path: PathBuf,
    },
    /// A snapshot cannot be written.
    #[error("cannot write `{path}`: {cause}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// It has no test.
    #[error(
        "{file}: no test in it\nhint: a test begins with [[query]], [[story]] or [holds]; `newsidx test --init` writes a first one"
    )]
    Empty {
        /// The file.
        file: String,
    },
    /// Something in it is wrong.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The test files at a path: itself, or those below it that end in `.toml`, in order of path.
///
/// # Errors
/// When there is none, or a folder cannot be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    let unreadable = |path: &Path, cause| FileError::Unreadable {
        path: path.into(),
        cause,
    };
    let kind = fs::metadata(path).map_err(|cause| unreadable(path, cause))?;
    if !kind.is_dir() {
        return Ok(vec![path.into()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|cause| unreadable(&folder, cause))? {
            let entry = entry.map_err(|cause| unreadable(&folder, cause))?;
            let (path, hidden) = (
                entry.path(),
                entry.file_name().as_encoded_bytes().starts_with(b"."),
            );
            // Links to folders are not followed: they may lead in circles.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !hidden {
                folders.push(path);
            } else if !hidden && path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        return Err(FileError::None { path: path.into() });
    }
    found.sort();
    Ok(found)
}

/// The keys of a test file.
pub(super) const KEYS: &[&str] = &["index", "corpus", "fingerprint", "holds", "query", "story"];

impl Suite {
    /// Reads a test file.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, has a key or a value that means nothing, two tests of
    /// one name, or none at all.
    pub fn read(path: &Path) -> Result<Suite, FileError> {
        let unreadable = |cause| FileError::Unreadable {
            path: path.into(),
            cause,
        };
        let bytes = fs::read(path).map_err(unreadable)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| unreadable(io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text")))?;
        let file = path.to_string_lossy().into_owned();
        let source = Source { file, text };
        let document = source.parse()?;
        let root = document.root();
        root.check(KEYS)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut tests = Vec::new();
        if let Some(holds) = root.get("holds") {
            tests.push(holding::test(&holds)?);
        }
        let queries = tables(root.get("query"))?;
        let names = asked::Names::of(&queries)?;
        for table in &queries {
            tests.push(asked::test(table, &names)?);
        }
        for table in tables(root.get("story"))? {
            tests.push(story::test(&table)?);
        }
        tests.sort_by_key(|test: &Test| test.line);
        unique(&source, &tests)?;
        if tests.is_empty() {
            return Err(FileError::Empty { file: source.file });
        }
        Ok(Suite {
            target: Target::read(&root, folder)?,
            fingerprint: text_of(&root, "fingerprint")?,
            path: path.into(),
            file: source.file.clone(),
            tests,
        })
    }
}

fn tables(value: Option<Value<'_>>) -> Result<Vec<Table<'_>>, Fault> {
    let Some(value) = value else { return Ok(Vec::new()) };
    value.list()?.iter().map(Value::table).collect()
}

fn unique(source: &Source, tests: &[Test]) -> Result<(), Fault> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for test in tests {
        if let Some(first) = seen.insert(&test.name, test.line) {
            let at: usize = source
                .text
                .split_inclusive('\n')
                .take(test.line - 1)
                .map(str::len)
                .sum();
            let message = format!("the name `{}` is taken by the test in line {first}", test.name);
            let end = at + source.text[at..].find('\n').unwrap_or(source.text.len() - at);
            return Err(source.fault(at..end, &message, Some("give each test of a file its own name")));
        }
    }
    Ok(())
}

/// The field that a key names.
pub(super) fn field_named(key: &crate::document::Key<'_>) -> Result<Field, Fault> {
    let known = |name: &str| {
        FIELDS
            .iter()
            .find(|row| row.name == name || row.aliases.contains(&name))
    };
    match known(key.text) {
        Some(row) => Ok(row.field),
        None => {
            let names = FIELDS.iter().map(|row| row.name);
            let hint = match crate::misspelling::nearest(key.text, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the fields are {}", names.collect::<Vec<_>>().join(", ")),
            };
            Err(key.fault(&format!("there is no field `{}`", key.text), Some(&hint)))
        }
    }
}

/// The text of a key, if the table has it.
pub(super) fn text_of(table: &Table<'_>, key: &str) -> Result<Option<String>, Fault> {
    let text = table.get(key).map(|value| value.text());
    Ok(text.transpose()?.map(|text| text.into_owned()))
}

/// The texts of a key: none if the table does not have it.
pub(super) fn texts_of(table: &Table<'_>, key: &str) -> Result<Vec<String>, Fault> {
    let Some(value) = table.get(key) else {
        return Ok(Vec::new());
    };
    let texts = value.texts()?;
    Ok(texts.into_iter().map(|(text, _)| text.into_owned()).collect())
}
