//! Which tests are run, and against which indexes: reads the files, applies filter and shard, and
//! finds the files that share an index.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::Event;
use super::run::{Run, Shard};
use super::snapshot::Snapshots;
use super::stories::Subject;
use super::suite::{FileError, Suite, files};
use super::target::Target;

/// A test by the ordinals of its file and of itself there.
pub(super) type Place = (usize, usize);

/// A test file with its snapshots.
pub(super) struct Loaded {
    pub(super) suite: Suite,
    pub(super) snapshots: Snapshots,
}

/// Reads the test files at some paths, each once; what cannot be read is told.
pub(super) fn suites(paths: &[PathBuf], tell: &mut dyn FnMut(Event)) -> Vec<Loaded> {
    let mut loaded = Vec::new();
    let mut seen = BTreeSet::new();
    let mut refuse = |file: String, error: &FileError| {
        let line = match error {
            FileError::Fault(fault) => Some(fault.line),
            _ => None,
        };
        tell(Event::Refused {
            file,
            line,
            why: error.to_string(),
        });
    };
    for path in paths {
        let found = match files(path) {
            Ok(found) => found,
            Err(error) => {
                refuse(path.to_string_lossy().into_owned(), &error);
                continue;
            }
        };
        for file in found {
            if !seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                continue;
            }
            let read = Suite::read(&file).and_then(|suite| {
                let snapshots = Snapshots::read(&suite.path)?;
                Ok(Loaded { suite, snapshots })
            });
            match read {
                Ok(suite) => loaded.push(suite),
                Err(error) => refuse(file.to_string_lossy().into_owned(), &error),
            }
        }
    }
    loaded
}

/// The tests that are to be run, in order.
pub(super) fn choose(run: &Run, suites: &[Loaded]) -> Vec<Place> {
    let wanted = run.filter.as_ref().map(|filter| filter.to_lowercase());
    let mut chosen = Vec::new();
    for (file, loaded) in suites.iter().enumerate() {
        for (at, test) in loaded.suite.tests.iter().enumerate() {
            let name = || format!("{}: {}", loaded.suite.file, test.name).to_lowercase();
            if wanted.as_ref().is_none_or(|wanted| name().contains(&**wanted)) {
                chosen.push((file, at));
            }
        }
    }
    if let Some(Shard { part, of }) = run.shard {
        let mut ordinal = 0..;
        chosen.retain(|_| {
            ordinal
                .next()
                .is_some_and(|ordinal: usize| ordinal % of + 1 == part)
        });
    }
    chosen
}

/// An index under test, opened when it is first needed.
pub(super) struct Bench {
    pub(super) target: Target,
    pub(super) subject: OnceLock<Result<Subject, String>>,
}

/// The distinct indexes of some files, and which one each file is about.
pub(super) fn benches(run: &Run, suites: &[Loaded]) -> (Vec<Bench>, Vec<usize>) {
    let mut benches: Vec<Bench> = Vec::new();
    let mut bench_of = Vec::new();
    for loaded in suites {
        let usual = || Target::Index(run.usual.clone());
        let target = run
            .target
            .clone()
            .or_else(|| loaded.suite.target.clone())
            .unwrap_or_else(usual);
        let at = benches
            .iter()
            .position(|bench| bench.target.same_as(&target))
            .unwrap_or_else(|| {
                let subject = OnceLock::new();
                benches.push(Bench { target, subject });
                benches.len() - 1
            });
        bench_of.push(at);
    }
    (benches, bench_of)
}
