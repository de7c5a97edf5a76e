//! The plan of a build: what has become of each file since the last one, told by how it looks and, where
//! that tells nothing, by what it holds. What is known need not be read again.

use std::time::SystemTime;

use rustc_hash::FxHashMap;

use crate::corpus::{Found, Outcome, Record, Seen, SourceFile, content_hash, reads_alike};
use crate::engine::Reading;

use super::Build;
use super::base::Base;
use super::draft::Saved;
use super::inventory::Line;

/// What is to be done, file by file, in the order in which records stand in the ledger.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// Whether anything is to become another than it is in the index.
    pub(super) changes: bool,
    /// Whether only the looks of files have changed.
    pub(super) looks_change: bool,
    /// The files that are to be read.
    pub(super) files: u64,
    /// Their bytes.
    pub(super) bytes: u64,
}

/// What is to be done about a file.
#[derive(Debug)]
pub(super) enum Step {
    /// It is as it was.
    Keep(Kept),
    /// It was at another path: the line of the inventory where it was.
    Move(usize, Kept),
    /// It is to be read.
    Read(SourceFile),
    /// The walk refused it.
    Refused(Record),
}

impl Step {
    /// How the file looks, if that tells it from others.
    pub(super) fn look(&self) -> Option<Seen> {
        match self {
            Step::Keep(kept) | Step::Move(_, kept) => kept.look,
            Step::Read(_) | Step::Refused(_) => None,
        }
    }
}

/// A file that is known.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) from: From,
    /// The file; none where it was not looked for.
    pub(super) file: Option<SourceFile>,
    /// How it looks, if that tells it from others.
    pub(super) look: Option<Seen>,
}

/// Where the records of a file are known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// A line of the published inventory.
    Base(usize),
    /// A file that was done with before the build was cut off.
    Saved(usize),
}

/// What is known before the walk.
pub(super) struct Known<'k> {
    pub(super) base: Option<&'k Base>,
    pub(super) saved: &'k [Saved],
}

impl Plan {
    /// Compares what a walk found with what is known.
    pub(super) fn of(build: &Build, reading: &Reading, found: &[Found], known: &Known<'_>) -> Plan {
        let mut planner = Planner::new(build, reading, known);
        let lines = known.base.map_or(&[][..], |base| &base.inventory.files);
        let before = lines.partition_point(|line| line.corpus < build.name);
        let after = lines.partition_point(|line| line.corpus <= build.name);
        (0..before).for_each(|line| planner.keep(line));
        planner.next_missing = before;
        for found in found {
            match found {
                Found::File(file) => planner.file(file.clone()),
                Found::Refused(record) => planner.refused(record.clone()),
            }
        }
        planner.missing_until(after);
        (after..lines.len()).for_each(|line| planner.keep(line));
        planner.moves();
        planner.plan
    }

    /// Changes steps to reading their files again. Those of other corpora cannot be read.
    pub(super) fn read_again(&mut self, is_to_be_read: impl Fn(&Step) -> bool) {
        for step in &mut self.steps {
            if !is_to_be_read(step) {
                continue;
            }
            if let Step::Keep(Kept { file, .. }) | Step::Move(_, Kept { file, .. }) = step
                && let Some(file) = file.take()
            {
                (self.files, self.bytes) = (self.files + 1, self.bytes + file.seen.bytes);
                *step = Step::Read(file);
            }
        }
    }
}

struct Planner<'p> {
    build: &'p Build,
    known: &'p Known<'p>,
    /// Lines of the corpus in the inventory, by path.
    lines: FxHashMap<&'p str, usize>,
    /// Which of them the walk has come upon.
    met: Vec<bool>,
    /// The line behind the last one that was come upon.
    next_missing: usize,
    saved: FxHashMap<&'p str, usize>,
    /// Whether files that are as they were need not be read.
    trusts: bool,
    plan: Plan,
}

impl<'p> Planner<'p> {
    fn new(build: &'p Build, reading: &Reading, known: &'p Known<'p>) -> Planner<'p> {
        let own = known.base.and_then(|base| base.read_alike(&build.name, reading));
        let place = build.corpus.to_string_lossy();
        let lines = known.base.map_or(&[][..], |base| &base.inventory.files);
        let of_corpus = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.corpus == build.name);
        let lines_by_path = of_corpus.map(|(number, line)| (&*line.path, number)).collect();
        let saved = known.saved.iter().enumerate();
        Planner {
            build,
            known,
            met: vec![false; lines.len()],
            lines: lines_by_path,
            next_missing: 0,
            saved: saved.map(|(number, saved)| (&*saved.line.path, number)).collect(),
            trusts: own.is_some() && !build.full,
            plan: Plan {
                changes: build.full || own.is_none_or(|own| own.place != place) || !known.saved.is_empty(),
                ..Plan::default()
            },
        }
    }

    /// Keeps what was not looked for: a file of another corpus, or a missing one.
    fn keep(&mut self, line: usize) {
        self.plan.steps.push(Step::Keep(Kept {
            from: From::Base(line),
            file: None,
            look: self.known.base.and_then(|base| base.look(line)),
        }));
    }

    fn line(&self, number: usize) -> Option<&'p Line> {
        self.known.base?.inventory.files.get(number)
    }

    fn file(&mut self, file: SourceFile) {
        let met = self.lines.get(&*file.path).copied();
        if let Some(line) = met {
            self.meet(line);
        }
        if let Some(number) = self.saved.get(&*file.path).copied() {
            let saved = &self.known.saved[number];
            if let Some(look) = self.same(&file, &saved.line, saved.look) {
                return self.known(From::Saved(number), file, look);
            }
        }
        if let Some(number) = met.filter(|_| self.trusts)
            && let Some(line) = self.line(number)
            && !(self.build.retry_failed && line.failed > 0)
            && let Some(look) = self.same(&file, line, self.known.base.and_then(|base| base.look(number)))
        {
            return self.known(From::Base(number), file, look);
        }
        self.plan.changes = true;
        (self.plan.files, self.plan.bytes) = (self.plan.files + 1, self.plan.bytes + file.seen.bytes);
        self.plan.steps.push(Step::Read(file));
    }

    fn known(&mut self, from: From, file: SourceFile, look: Option<Seen>) {
        let file = Some(file);
        self.plan.steps.push(Step::Keep(Kept { from, file, look }));
    }

    /// The walk has come upon a line: those before it that it has not come upon are missing.
    fn meet(&mut self, line: usize) {
        self.missing_until(line);
        self.met[line] = true;
        self.next_missing = self.next_missing.max(line + 1);
    }

    fn missing_until(&mut self, line: usize) {
        for missing in self.next_missing..line {
            if self.build.keep_missing && self.line(missing).is_some_and(|line| line.refused.is_none()) {
                self.met[missing] = true;
                self.keep(missing);
            } else {
                self.plan.changes = true;
            }
        }
        self.next_missing = self.next_missing.max(line);
    }

    fn refused(&mut self, record: Record) {
        let line = self.lines.get(&*record.path).copied();
        if let Some(line) = line {
            self.meet(line);
        }
        let was = line.and_then(|line| self.line(line)?.refused.as_deref());
        if was.is_none() || was != reason(&record) {
            self.plan.changes = true;
        }
        self.plan.steps.push(Step::Refused(record));
    }

    /// Whether a file is what it was, and if so how it is told from others from now on.
    fn same(&mut self, file: &SourceFile, line: &Line, look: Option<Seen>) -> Option<Option<Seen>> {
        if line.refused.is_some() {
            return None;
        }
        if look == Some(file.seen) {
            return Some(look);
        }
        // What was not read whole is known by its looks alone.
        let hash = line.hash.filter(|_| line.bytes == file.seen.bytes)?;
        let now = SystemTime::now();
        if content_hash(&file.place).ok()? != hash {
            return None;
        }
        self.plan.looks_change = true;
        Some(Some(file.seen).filter(|seen| seen.is_telling_at(now)))
    }

    /// Finds files that are only at another path.
    fn moves(&mut self) {
        let Some(base) = self.known.base.filter(|_| self.trusts) else {
            return;
        };
        let mut missing: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (number, line) in base.inventory.files.iter().enumerate() {
            let is_own = self.lines.get(&*line.path) == Some(&number);
            if is_own && !self.met[number] && line.hash.is_some() && line.bytes > 0 {
                missing.entry(line.bytes).or_default().push(number);
            }
        }
        for step in &mut self.plan.steps {
            let Step::Read(file) = step else { continue };
            if self.lines.contains_key(&*file.path) {
                continue;
            }
            let Some(lines) = missing
                .get_mut(&file.seen.bytes)
                .filter(|lines| !lines.is_empty())
            else {
                continue;
            };
            let now = SystemTime::now();
            let Ok(hash) = content_hash(&file.place) else {
                continue;
            };
            let was = lines.iter().position(|line| {
                let line = &base.inventory.files[*line];
                line.hash == Some(hash) && reads_alike(&line.path, &file.path)
            });
            let Some(was) = was else { continue };
            let line = lines.remove(was);
            (self.plan.files, self.plan.bytes) = (self.plan.files - 1, self.plan.bytes - file.seen.bytes);
            let kept = Kept {
                from: From::Base(line),
                look: Some(file.seen).filter(|seen| seen.is_telling_at(now)),
                file: Some(file.clone()),
            };
            *step = Step::Move(line, kept);
        }
    }
}

/// Why the walk refused something.
pub(super) fn reason(record: &Record) -> Option<&str> {
    match &record.outcome {
        Outcome::Skipped(reason) | Outcome::Failed(reason) => Some(reason),
        Outcome::Story(_) => None,
    }
}
