//! Runs test files: chooses the tests, opens each index once, asks on several threads, and tells the
//! verdicts in the order of the files. What is wrong with one file stops no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

use super::check::{self, Judged};
use super::choice::{Bench, Loaded, Place, benches, choose, suites};
use super::snapshot::Snapshots;
use super::stories::{Subject, Trouble};
use super::suite::{Body, FileError, Suite};
use super::target::Target;
use super::{Event, Failure, Outcome, Verdict, holding, latency, story};
use crate::search::Preferences;

/// What to run.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Test files, and folders of them.
    pub paths: Vec<PathBuf>,
    /// The index under test, whatever the files say.
    pub target: Option<Target>,
    /// The index of files that name none.
    pub usual: PathBuf,
    /// How plain words are taken, as for any search.
    pub preferences: Arc<Preferences>,
    /// Run only tests whose `file: name` contains this, case aside.
    pub filter: Option<String>,
    /// Run only a part of the tests.
    pub shard: Option<Shard>,
    /// Write the snapshots as they are found.
    pub bless: bool,
    /// How many threads ask; 0 for as many as there are cores.
    pub threads: usize,
}

/// One of several parts of all tests, which together are all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    pub part: usize,
    /// How many parts there are.
    pub of: usize,
}

/// Runs tests and tells what becomes of them.
///
/// # Errors
/// When a snapshot cannot be written. All else is told.
pub fn run(run: &Run, tell: &mut dyn FnMut(Event)) -> Result<(), FileError> {
    let suites = suites(&run.paths, tell);
    let chosen = choose(run, &suites);
    let (benches, bench_of) = benches(run, &suites);
    let threads = match run.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let session = Session {
        run,
        suites: &suites,
        benches: &benches,
        bench_of: &bench_of,
        threads,
    };
    let mut report = Report {
        tell,
        suites: &suites,
        refused: BTreeSet::new(),
        early: BTreeMap::new(),
        next: 0,
        listings: BTreeMap::new(),
    };
    let (alone, together): (Vec<usize>, Vec<usize>) =
        (0..chosen.len()).partition(|at| session.needs_quiet(chosen[*at]));
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(threads * 16);
        for _ in 0..threads.min(together.len()) {
            let (sender, next, session, together, chosen) =
                (sender.clone(), &next, &session, &together, &chosen);
            scope.spawn(move || {
                while let Some(at) = together.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send((*at, session.judge(chosen[*at]))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (at, judged) in receiver {
            report.take(at, judged);
        }
    });
    for at in alone {
        report.take(at, session.judge(chosen[at]));
    }
    if run.bless {
        bless(&suites, &report.listings)
    } else {
        Ok(())
    }
}

/// All that a thread needs to judge a test.
struct Session<'r> {
    run: &'r Run,
    suites: &'r [Loaded],
    benches: &'r [Bench],
    bench_of: &'r [usize],
    threads: usize,
}

/// What a thread found out about a test.
enum Finding {
    /// The whole file cannot be run.
    Refused(usize, String),
    Judged(Place, Verdict, Option<Vec<String>>),
}

impl Session<'_> {
    fn needs_quiet(&self, (file, at): Place) -> bool {
        matches!(&self.suites[file].suite.tests[at].body, Body::Query(asked) if asked.latency.is_some())
    }

    fn judge(&self, place: Place) -> Finding {
        let (file, at) = place;
        let Loaded { suite, snapshots } = &self.suites[file];
        let bench = &self.benches[self.bench_of[file]];
        let opened = bench.subject.get_or_init(|| {
            let opened = bench.target.open(self.threads)?;
            Ok(Subject::new(opened, self.run.preferences.clone()))
        });
        let subject = match opened {
            Ok(subject) => subject,
            Err(why) => return Finding::Refused(file, format!("{}: {why}", suite.file)),
        };
        let summary = subject.engine().summary();
        if let Some(wanted) = suite
            .fingerprint
            .as_ref()
            .filter(|wanted| **wanted != summary.fingerprint)
        {
            return Finding::Refused(file, other_corpus(suite, wanted, &summary.fingerprint));
        }
        let test = &suite.tests[at];
        let kept = snapshots.0.get(&test.name).map(Vec::as_slice);
        let (judged, query) = match &test.body {
            Body::Holds(holdings) => (Ok(Judged::of(holding::judge(holdings, summary))), None),
            Body::Story(told) => (story::judge(told, subject).map(Judged::of), None),
            Body::Query(asked) => {
                let judged = check::judge(asked, subject, kept).and_then(|mut judged| {
                    judged.failures.extend(latency::judge(asked, subject)?);
                    Ok(judged)
                });
                (judged, Some(asked.query.text.clone()))
            }
        };
        self.verdict(place, query, judged, kept)
    }

    fn verdict(
        &self,
        place: Place,
        query: Option<String>,
        judged: Result<Judged, Trouble>,
        kept: Option<&[String]>,
    ) -> Finding {
        let suite = &self.suites[place.0].suite;
        let test = &suite.tests[place.1];
        let (broken, mut judged) = match judged {
            Ok(judged) => (false, judged),
            Err(Trouble(text)) => (true, Judged::of(vec![trouble(&text)])),
        };
        let blessed = self.run.bless && judged.listing.as_deref().is_some_and(|found| kept != Some(found));
        if self.run.bless {
            judged.failures.retain(|failure| failure.check != "snapshot");
        }
        let outcome = match (&test.known_fail, judged.failures.is_empty()) {
            (Some(reason), true) => Outcome::Mended(reason.clone()),
            (Some(reason), false) => Outcome::Known(reason.clone()),
            (None, false) if broken => Outcome::Broken,
            (None, false) => Outcome::Failed,
            (None, true) if blessed => Outcome::Blessed,
            (None, true) => Outcome::Passed,
        };
        let verdict = Verdict {
            file: suite.file.clone(),
            line: test.line,
            name: test.name.clone(),
            query,
            total: judged.total,
            outcome,
            failures: judged.failures,
        };
        Finding::Judged(place, verdict, judged.listing)
    }
}

fn trouble(text: &str) -> Failure {
    let mut lines = text.lines().map(str::to_owned);
    let first = lines.next().unwrap_or_default();
    Failure::new("trouble", "an answer", first).with(lines)
}

fn other_corpus(suite: &Suite, wanted: &str, found: &str) -> String {
    format!(
        "{}: the index is of another corpus: its fingerprint is {found}, not {wanted}\n\
         hint: build the index again, or put the new fingerprint into the file if the corpus is meant to have changed",
        suite.file
    )
}

/// Puts what the threads find into the order of the tests.
struct Report<'t> {
    tell: &'t mut dyn FnMut(Event),
    suites: &'t [Loaded],
    refused: BTreeSet<usize>,
    early: BTreeMap<usize, Finding>,
    next: usize,
    listings: BTreeMap<Place, Vec<String>>,
}

impl Report<'_> {
    fn take(&mut self, at: usize, finding: Finding) {
        self.early.insert(at, finding);
        while let Some(finding) = self.early.remove(&self.next) {
            self.next += 1;
            match finding {
                Finding::Judged(place, verdict, listing) => {
                    self.listings.extend(listing.map(|listing| (place, listing)));
                    (self.tell)(Event::Judged(verdict));
                }
                Finding::Refused(file, why) => {
                    if self.refused.insert(file) {
                        let file = self.suites[file].suite.file.clone();
                        (self.tell)(Event::Refused {
                            file,
                            line: None,
                            why,
                        });
                    }
                }
            }
        }
    }
}

/// Writes the snapshots that were found; those of tests that were not run stay, those of tests that
/// are gone go.
fn bless(suites: &[Loaded], listings: &BTreeMap<Place, Vec<String>>) -> Result<(), FileError> {
    for (file, Loaded { suite, snapshots }) in suites.iter().enumerate() {
        let mut now = Snapshots::default();
        for (at, test) in suite.tests.iter().enumerate() {
            let wants = matches!(&test.body, Body::Query(asked) if asked.snapshot);
            let listing = listings.get(&(file, at)).or_else(|| snapshots.0.get(&test.name));
            if let Some(listing) = listing.filter(|_| wants) {
                now.0.insert(test.name.clone(), listing.clone());
            }
        }
        if now != *snapshots {
            now.write(&suite.path)?;
        }
    }
    Ok(())
}
