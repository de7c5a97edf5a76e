//! A small corpus of several forms that changes from step to step, its index, and what that answers.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use newsidx::article::EntityKind;
use newsidx::engine::{Engine, EngineError};
use newsidx::ingest::{Build, BuildError, Built, build, open};
use newsidx::search::{Question, search};
use tempfile::TempDir;

use super::Random;

/// Files of a corpus.
const FILES: usize = 18;

/// A corpus and its index.
pub(super) struct Newsroom {
    folder: TempDir,
    pub(super) random: Random,
    step: usize,
}

impl Newsroom {
    /// Makes a corpus; the index is not yet built.
    pub(super) fn new(seed: u64) -> Newsroom {
        let mut newsroom = Newsroom {
            folder: tempfile::tempdir().unwrap(),
            random: Random(seed),
            step: 0,
        };
        for number in 0..FILES {
            newsroom.write(number);
        }
        newsroom
    }

    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub(super) fn index(&self) -> PathBuf {
        self.path("index")
    }

    /// Changes some files: writes, appends, removes, moves.
    pub(super) fn change(&mut self) {
        self.step += 1;
        for _ in 0..1 + self.random.below(4) {
            let number = self.random.below(FILES);
            let path = self.file(number);
            match self.random.below(6) {
                0 => drop(fs::remove_file(&path)),
                1 => drop(fs::rename(
                    &path,
                    path.with_file_name(format!("moved-{number}{}", ending(number))),
                )),
                2 => {
                    let text = fs::read(&path).unwrap_or_default();
                    fs::write(&path, [text, b"Rain fell in Lagos, too.\n".to_vec()].concat()).unwrap();
                }
                _ => self.write(number),
            }
        }
    }

    fn file(&self, number: usize) -> PathBuf {
        let folder = self.path("corpus").join(["wire", "desk", "old"][number % 3]);
        fs::create_dir_all(&folder).unwrap();
        folder.join(format!("{number}{}", ending(number)))
    }

    fn write(&mut self, number: usize) {
        let step = self.step;
        let text = match number % 6 {
            0..=2 => format!(
                "Talks {number} open\n\nLONDON, Jan. {} -- Ministers met in London for step {step}. Oil and rain were their matter.\n",
                1 + self.random.below(28)
            ),
            3 | 4 => {
                let mut lines = String::new();
                for story in 0..1 + self.random.below(9) {
                    writeln!(
                        lines,
                        "{{\"id\": \"{number}-{story}\", \"headline\": \"Oil {story}\", \"body\": \"Oil rose by {step} in Vienna. John Smith of Shell said so.\"}}"
                    )
                    .unwrap();
                }
                lines
            }
            _ if self.random.below(3) == 0 => "{\"id\": ".to_owned(),
            _ => item(number % 2, self.random.below(5), step),
        };
        fs::write(self.file(number), text).unwrap();
    }

    pub(super) fn options(&self, index: &str) -> Build {
        Build {
            corpus: self.path("corpus"),
            index: self.path(index),
            threads: 2,
            // Checkpoints whenever there is anything to save.
            checkpoint: std::time::Duration::ZERO,
            ..Build::default()
        }
    }

    /// Builds the index without a fault.
    pub(super) fn build(&self) {
        self.built().unwrap();
    }

    fn built(&self) -> Result<Built, BuildError> {
        patiently(|| build(&self.options("index"), &mut |_| {}))
    }

    /// What an index of the corpus as it is now must answer.
    pub(super) fn fresh(&self) -> String {
        fs::remove_dir_all(self.path("fresh")).ok();
        build(&self.options("fresh"), &mut |_| {}).unwrap();
        state(&self.path("fresh")).unwrap()
    }

    /// Expects that the index answers as one of these, and that the next build makes it as it should be.
    #[track_caller]
    pub(super) fn expect_sound(&self, allowed: &[&String], fault: &str) {
        match state(&self.index()) {
            Ok(state) => assert!(
                allowed.contains(&&state),
                "{fault}: the index answers neither as before nor as after\n{state}"
            ),
            Err(error) => panic!("{fault}: {error}"),
        }
        self.expect_mended(fault);
    }

    /// Expects that the next build makes the index as it should be.
    #[track_caller]
    pub(super) fn expect_mended(&self, fault: &str) {
        if let Err(error) = self.built() {
            panic!("{fault}, and then: {error}");
        }
        assert_eq!(state(&self.index()).unwrap(), self.fresh(), "{fault}");
    }
}

/// Does something once nobody has the lock of the index: a process that another test is just beginning has,
/// for a moment, all files of this one.
pub(crate) fn patiently<T>(mut work: impl FnMut() -> Result<T, BuildError>) -> Result<T, BuildError> {
    for _ in 0..500 {
        match work() {
            Err(BuildError::Engine(EngineError::Busy { .. })) => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            done => return done,
        }
    }
    work()
}

fn ending(number: usize) -> &'static str {
    [".txt", ".txt", ".txt", ".jsonl", ".jsonl", ".json"][number % 6]
}

/// A story of an item that comes in versions.
fn item(item: usize, version: usize, step: usize) -> String {
    format!(
        "{{\"uri\": \"urn:desk:{item}\", \"version\": \"{version}\", \"type\": \"text\", \"headline\": \"Tin {version}\", \"body_text\": \"Tin rested in Lima at step {step}, the mine said.\"}}"
    )
}

/// Whatever can be asked of an index: hits with scores and snippets, names, its ledger.
pub(super) fn state(index: &Path) -> Result<String, String> {
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let (engine, entries) = open(index).map_err(|error| told(&error))?;
    let mut state = String::new();
    for text in [
        "oil",
        "\"oil rose\"",
        "london OR lima",
        "rain NOT oil",
        "*",
        "tin W/5 mine",
        "oli",
        "min*",
    ] {
        let question = Question {
            text: text.into(),
            limit: 1000,
            facets: EntityKind::ALL.to_vec(),
            ..Question::default()
        };
        let page = search(&engine, &question).map_err(|error| told(&error))?;
        writeln!(state, "{text}: {}", page.total).unwrap();
        for hit in &page.hits {
            writeln!(
                state,
                "{} {:x} {:?} {:?}",
                hit.article.id,
                hit.score.to_bits(),
                hit.article,
                hit.snippets
            )
            .unwrap();
        }
        writeln!(state, "{:?}", page.facets).unwrap();
    }
    let summary = engine.summary();
    let mut counts = [0_u64; 3];
    for entry in entries {
        let entry = entry.map_err(|error| told(&error))?;
        counts[entry.outcome as usize] += 1;
        writeln!(
            state,
            "{} {} {:?} {:?} {:?} {:?}",
            entry.path, entry.record, entry.outcome, entry.id, entry.given, entry.reason
        )
        .unwrap();
    }
    let [indexed, skipped, failed] = counts;
    let told = [summary.indexed, summary.skipped, summary.failed];
    if told != [indexed, skipped, failed] || summary.found != told.iter().sum::<u64>() {
        return Err(format!("the counts do not add up: {told:?} {counts:?}"));
    }
    writeln!(state, "{} {}", summary.fingerprint, summary.index_fingerprint).unwrap();
    Ok(state)
}
