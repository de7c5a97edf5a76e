//! Snapshots: whole lists of stories as they were when somebody looked at them and found them good. A
//! file of them stands beside its test file; what differs is told as new, gone and moved.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Failure;
use super::suite::FileError;
use crate::document::Source;

/// How many differences are told.
const TOLD: usize = 40;

/// The snapshots of a test file, by the names of the tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snapshots(pub(super) BTreeMap<String, Vec<String>>);

impl Snapshots {
    /// Where the snapshots of a test file are kept.
    pub(super) fn path(suite: &Path) -> PathBuf {
        suite.with_extension("snapshot")
    }

    /// Reads the snapshots of a test file; none if there is no such file.
    pub(super) fn read(suite: &Path) -> Result<Snapshots, FileError> {
        let path = Snapshots::path(suite);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Snapshots::default()),
            Err(cause) => return Err(FileError::Unreadable { path, cause }),
        };
        let file = path.to_string_lossy().into_owned();
        let source = Source { file, text };
        let mut found = BTreeMap::new();
        for (name, ids) in source.parse()?.root().entries() {
            let ids = ids.list()?;
            let ids = ids.iter().map(|id| Ok(id.text()?.into_owned()));
            found.insert(name.text.to_owned(), ids.collect::<Result<_, FileError>>()?);
        }
        Ok(Snapshots(found))
    }

    /// Writes the snapshots of a test file beside it, in one step.
    pub(super) fn write(&self, suite: &Path) -> Result<(), FileError> {
        let path = Snapshots::path(suite);
        let new = path.with_extension("snapshot.new");
        let written = fs::write(&new, self.to_toml()).and_then(|()| fs::rename(&new, &path));
        written.map_err(|cause| FileError::Unwritable { path, cause })
    }

    fn to_toml(&self) -> String {
        let mut text = String::from(
            "# Whole answers, best first, as `newsidx test --bless` wrote them. Look at what changes before\n\
             # you bless it.\n",
        );
        for (name, ids) in &self.0 {
            let _ = writeln!(text, "\n{} = [", quoted(name));
            for id in ids {
                let _ = writeln!(text, "  {},", quoted(id));
            }
            text.push_str("]\n");
        }
        text
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", letter as u32);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// What differs between a list that was kept and the one that was found.
pub(super) fn compare(kept: Option<&[String]>, found: &[String]) -> Option<Failure> {
    let Some(kept) = kept else {
        let failure = Failure::new("snapshot", "the list that was blessed", "none was blessed yet");
        return Some(failure.with(["`newsidx test --bless` keeps the one that is found now".to_owned()]));
    };
    if kept == found {
        return None;
    }
    let places = |list: &'_ [String]| -> BTreeMap<String, usize> {
        list.iter().enumerate().map(|(at, id)| (id.clone(), at)).collect()
    };
    let (before, now) = (places(kept), places(found));
    let steady = steady(found, &before);
    let (mut notes, mut new, mut gone, mut moved) = (Vec::new(), 0, 0, 0);
    for (at, id) in found.iter().enumerate() {
        match before.get(id) {
            None => {
                new += 1;
                notes.push(format!("new    {:>4}. {id}", at + 1));
            }
            Some(_) if steady.contains(&at) => {}
            Some(was) => {
                moved += 1;
                let by = at.abs_diff(*was);
                let way = if at > *was { "down" } else { "up" };
                notes.push(format!(
                    "moved  {:>4}. {id}  ({way} {by}, was {}.)",
                    at + 1,
                    was + 1
                ));
            }
        }
    }
    for (at, id) in kept.iter().enumerate() {
        if !now.contains_key(id) {
            gone += 1;
            notes.push(format!("gone         {id}  (was {}.)", at + 1));
        }
    }
    let more = notes.len().saturating_sub(TOLD);
    notes.truncate(TOLD);
    if more > 0 {
        notes.push(format!("... and {more} more"));
    }
    notes.push("if this is better than before, `newsidx test --bless` keeps it".into());
    let wanted = format!("the {} stories that were blessed, in their order", kept.len());
    let found = format!("{} stories: {new} new, {gone} gone, {moved} moved", found.len());
    Some(Failure::new("snapshot", wanted, found).with(notes))
}

/// The places, in the new list, of the stories that kept their order: a longest increasing
/// subsequence of their former places (Fredman 1975), so that one story that jumps is one that moved.
fn steady(found: &[String], before: &BTreeMap<String, usize>) -> std::collections::BTreeSet<usize> {
    let places: Vec<(usize, usize)> = found
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some((at, *before.get(id)?)))
        .collect();
    // The last element of the best row of each length, and what stands before each element.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; places.len()];
    for (index, (_, was)) in places.iter().enumerate() {
        let length = ends.partition_point(|end| places[*end].1 < *was);
        previous[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut row = std::collections::BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        row.insert(places[index].0);
        next = previous[index];
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn one_story_that_jumps_is_one_that_moved() {
        let failure = compare(Some(&ids("a b c d e")), &ids("e a b x d")).unwrap();
        assert_eq!(failure.found, "5 stories: 1 new, 1 gone, 1 moved");
        assert_eq!(
            failure.notes[..3],
            [
                "moved     1. e  (up 4, was 5.)",
                "new       4. x",
                "gone         c  (was 3.)"
            ]
        );
        assert!(compare(Some(&ids("a b")), &ids("a b")).is_none());
        assert!(compare(None, &ids("a")).is_some());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let suite = folder.path().join("a.toml");
        let odd = "a \"quoted\" \\ name\twith\u{7f} \u{1} ü = [x]".to_owned();
        let snapshots = Snapshots(BTreeMap::from([
            (odd.clone(), vec![odd]),
            ("empty".into(), Vec::new()),
        ]));
        snapshots.write(&suite).unwrap();
        assert_eq!(Snapshots::read(&suite).unwrap(), snapshots);
        assert_eq!(
            Snapshots::read(&folder.path().join("b.toml")).unwrap(),
            Snapshots::default()
        );
    }
}
