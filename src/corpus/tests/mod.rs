//! The corpus read from end to end: folders are written, walked and read.

mod forms;
mod hostile;
mod plain;
mod walking;

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::*;

/// A folder with these files.
pub(super) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    }
    folder
}

/// All records below a root.
pub(super) fn read(root: &Path) -> Vec<Record> {
    let options = Arc::new(Options::default());
    let mut all = Vec::new();
    for found in walk(root, &options).unwrap() {
        match found {
            Found::File(file) => all.extend(records(&file, &options).map(Raw::parse)),
            Found::Refused(record) => all.push(record),
        }
    }
    all
}

/// The records of one file of this name.
pub(super) fn read_file(name: &str, bytes: &[u8]) -> Vec<Record> {
    let folder = folder(&[(name, bytes)]);
    read(folder.path())
}

/// The story of a record that is one.
pub(super) fn story(record: &Record) -> &Article {
    match &record.outcome {
        Outcome::Story(story) => story,
        other => panic!("{}#{} is no story: {other:?}", record.path, record.record),
    }
}

/// The one story of a file of this name.
pub(super) fn only_story(name: &str, text: &str) -> Article {
    let records = read_file(name, text.as_bytes());
    assert_eq!(records.len(), 1, "{records:?}");
    story(&records[0]).clone()
}

/// Why a record is no story.
pub(super) fn reason(record: &Record) -> &str {
    match &record.outcome {
        Outcome::Story(story) => panic!("{} is a story", story.id),
        Outcome::Skipped(reason) | Outcome::Failed(reason) => reason,
    }
}
