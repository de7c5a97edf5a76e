//! A world for the program: a temporary folder, files in it, the binary run there, and all that it
//! says compared. What is not expected must be empty: nothing can leak out unnoticed.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use newsidx::corpus::{Found, Options, Raw, Record, records, walk};
use serde_json::Value;
use tempfile::TempDir;

/// All records below a folder, in order.
pub(crate) fn read(root: &Path) -> Vec<Record> {
    let options = Arc::new(Options::default());
    let found = walk(root, &options).unwrap();
    let read = found.flat_map(|found| match found {
        Found::File(file) => records(&file, &options).map(Raw::parse).collect(),
        Found::Refused(record) => vec![record],
    });
    read.collect()
}

/// A folder to run newsidx in.
pub(crate) struct World {
    folder: TempDir,
}

/// What a run printed, and its exit status.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

impl World {
    pub(crate) fn new() -> World {
        World {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn file(&self, path: &str, content: impl AsRef<[u8]>) -> &World {
        let place = self.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
        self
    }

    /// Runs newsidx in the folder, in no terminal and with nothing of the tester's environment.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// The same words as [`World::run`], split at white space.
    pub(crate) fn newsidx(&self, line: &str) -> Ran {
        self.run(line.split_whitespace())
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsidx"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    /// Builds an index of `corpus/` and expects that all of it was read.
    pub(crate) fn built(&self) -> &World {
        let ran = self.newsidx("build corpus --quiet");
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{}", ran.stdout);
        self
    }

    /// The ids that a query finds, in order.
    pub(crate) fn ids(&self, query: &str) -> Vec<String> {
        let ran = self.run(["search", "--format", "trec", "--limit", "1000", query]);
        assert_eq!(
            ran.stderr
                .lines()
                .filter(|line| line.starts_with("error"))
                .count(),
            0,
            "{}",
            ran.stderr
        );
        ran.stdout
            .lines()
            .map(|line| line.split(' ').nth(2).unwrap().to_owned())
            .collect()
    }
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        Ran {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap_or(-1),
        }
    }

    /// Compares everything.
    #[track_caller]
    pub(crate) fn expect(&self, status: i32, stdout: &str, stderr: &str) {
        let wanted = Ran {
            stdout: stdout.into(),
            stderr: stderr.into(),
            status,
        };
        assert!(
            *self == wanted,
            "status {} for {status}\n--- stdout\n{}--- wanted\n{stdout}--- stderr\n{}--- wanted\n{stderr}",
            self.status,
            self.stdout,
            self.stderr
        );
    }
}

/// Everything that can be asked of an index, but its generation and segments.
pub(crate) fn answers(world: &World, index: &str) -> Vec<String> {
    let mut answers = Vec::new();
    for query in [
        "oil",
        "fog OR oil OR rain",
        "*",
        "london AND NOT fell",
        "fgo",
        "place:\"London\"",
    ] {
        for extra in ["", " --sort newest", " --explain-query"] {
            let mut command: Vec<&str> = vec!["search", "--json", "--index", index, query];
            command.extend(extra.split_whitespace());
            let ran = world.run(command);
            let mut value: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
            if let Some(object) = value.as_object_mut() {
                object.remove("took_ms");
            }
            answers.push(format!("{query}{extra} {} {value}", ran.status));
        }
    }
    answers.push(world.run(["entities", "--json", "--index", index, "*"]).stdout);
    let status: Value =
        serde_json::from_str(&world.run(["status", "--json", "--index", index]).stdout).unwrap();
    let mut status = status.as_object().unwrap().clone();
    for key in ["index", "generation", "segments", "disk_bytes", "corpora"] {
        status.remove(key);
    }
    answers.push(format!("{status:?}"));
    answers
}

/// All files below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        match entry.path().is_dir() {
            true => all.extend(files(&entry.path())),
            false => all.push(entry.path()),
        }
    }
    all.sort();
    all
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(file, target).unwrap();
    }
}

/// The project's sample corpus.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Real news from outside, if it is on this machine: the folder that `NEWSIDX_CORPORA` names, else
/// `../shared/corpora`. Says loudly if it is not.
pub(crate) fn corpora(below: &str) -> Option<PathBuf> {
    let named = std::env::var_os("NEWSIDX_CORPORA").map(PathBuf::from);
    let root = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"));
    let place = root.join(below);
    if place.exists() {
        return Some(place);
    }
    eprintln!(
        "SKIPPED: no {below} in {}: set NEWSIDX_CORPORA to a folder of real news",
        root.display()
    );
    None
}
