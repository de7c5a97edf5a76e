//! The flow of records through threads: one goes through the plan and splits files, several make stories, the
//! caller takes them in the order in which they were found. Every queue is bounded in bytes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::annotate::Annotator;
use crate::corpus::{self, ContentHash, Options, Outcome, Raw, Record, Seen, SourceFile};

use super::BuildError;
use super::plan::{Kept, Step, reason};

/// Bytes of records that travel together.
const BATCH_BYTES: usize = 256 << 10;
/// Records that travel together at the most.
const BATCH_RECORDS: usize = 512;

/// Records on their way, with the ordinal of the batch.
struct Batch {
    ordinal: u64,
    parcels: Vec<Parcel>,
}

enum Parcel {
    Raw(Raw),
    Passed(Taken),
}

/// What comes out at the end, in the order of the plan.
pub(super) enum Taken {
    /// A record.
    Record(Record),
    /// The file of the records before it is done with.
    End(End),
    /// A file that is known.
    Keep(Kept),
    /// A file that was at another path: the line of the inventory where it was.
    Move(usize, Kept),
}

/// What is known of a file once it was read.
pub(super) struct End {
    /// Its path below the root of its corpus.
    pub(super) path: String,
    pub(super) bytes: u64,
    /// The hash of what was read, if that was all.
    pub(super) hash: Option<ContentHash>,
    /// How it looks, if that tells it from others.
    pub(super) look: Option<Seen>,
    /// Why it was not read, if the walk said so.
    pub(super) refused: Option<String>,
}

/// How records are made stories.
pub(super) struct Way {
    /// What to read, and how.
    pub(super) options: Arc<Options>,
    /// How many threads make stories.
    pub(super) threads: usize,
    /// Whether they look for people, organizations and places.
    pub(super) tag: bool,
}

/// Goes through the steps of a plan and passes what comes of each to `take`, in order. How many records were
/// found in the files that were read.
pub(super) fn run(
    steps: Vec<Step>,
    way: &Way,
    take: &mut dyn FnMut(Taken) -> Result<(), BuildError>,
) -> Result<u64, BuildError> {
    let threads = way.threads;
    // A batch is at most a quarter of a megabyte, or one large record.
    let (raw_sender, raw_receiver) = bounded::<Batch>(threads * 2);
    let (read_sender, read_receiver) = bounded::<(u64, Vec<Taken>)>(threads * 2);
    // What is underway may not run ahead of what is taken, or the order would fill the memory.
    let (pass_sender, pass_receiver) = bounded::<()>(threads * 8);
    std::thread::scope(|scope| {
        let splitter = scope.spawn({
            let options = way.options.clone();
            move || {
                let mut batches = Batches::new(raw_sender, pass_sender);
                split(steps, &options, &mut batches);
                batches.found
            }
        });
        for _ in 0..threads {
            let (batches, read) = (raw_receiver.clone(), read_sender.clone());
            scope.spawn(move || parse(&batches, &read, way.tag));
        }
        // The queues close when their last user is gone.
        drop((raw_receiver, read_sender));
        let result = in_order(&read_receiver, &pass_receiver, take);
        // If `take` gave up, this lets the other threads see that nobody listens.
        drop((read_receiver, pass_receiver));
        let found = splitter.join().map_err(|_| BuildError::Thread)?;
        result.map(|()| found)
    })
}

/// Gathers parcels and sends them on.
struct Batches {
    batches: Sender<Batch>,
    passes: Sender<()>,
    parcels: Vec<Parcel>,
    ordinal: u64,
    bytes: usize,
    /// How many records were found.
    found: u64,
}

impl Batches {
    fn new(batches: Sender<Batch>, passes: Sender<()>) -> Batches {
        Batches {
            batches,
            passes,
            parcels: Vec::new(),
            ordinal: 0,
            bytes: 0,
            found: 0,
        }
    }

    /// Adds a parcel; nothing if nobody listens any more.
    fn add(&mut self, parcel: Parcel) -> Option<()> {
        match &parcel {
            Parcel::Raw(raw) => {
                self.found += 1;
                self.bytes += raw.weight();
            }
            Parcel::Passed(Taken::Record(_)) => self.found += 1,
            Parcel::Passed(_) => {}
        }
        self.parcels.push(parcel);
        if self.bytes < BATCH_BYTES && self.parcels.len() < BATCH_RECORDS {
            return Some(());
        }
        self.send()
    }

    fn send(&mut self) -> Option<()> {
        let batch = Batch {
            ordinal: self.ordinal,
            parcels: std::mem::take(&mut self.parcels),
        };
        self.ordinal += 1;
        self.bytes = 0;
        self.passes.send(()).ok()?;
        self.batches.send(batch).ok()
    }
}

/// Takes the steps; ends early if nobody listens any more.
fn split(steps: Vec<Step>, options: &Arc<Options>, batches: &mut Batches) -> Option<()> {
    for step in steps {
        match step {
            Step::Keep(kept) => batches.add(Parcel::Passed(Taken::Keep(kept)))?,
            Step::Move(line, kept) => batches.add(Parcel::Passed(Taken::Move(line, kept)))?,
            Step::Refused(record) => {
                let end = End {
                    path: record.path.clone(),
                    bytes: 0,
                    hash: None,
                    look: None,
                    refused: reason(&record).map(str::to_owned),
                };
                batches.add(Parcel::Passed(Taken::Record(record)))?;
                batches.add(Parcel::Passed(Taken::End(end)))?;
            }
            Step::Read(file) => read(file, options, batches)?,
        }
    }
    batches.send()
}

/// Cuts a file into records, and looks at it once more when that is done: it may have changed meanwhile.
fn read(file: SourceFile, options: &Arc<Options>, batches: &mut Batches) -> Option<()> {
    /// A file of no more bytes is read once more for its hash, if it was not read whole.
    const LITTLE: u64 = 1 << 20;
    let began = SystemTime::now();
    let mut records = corpus::records(&file, options);
    for raw in records.by_ref() {
        batches.add(Parcel::Raw(raw))?;
    }
    let bytes = file.seen.bytes;
    let hash = records.content_hash().or_else(|| {
        let is_read = bytes <= LITTLE || records.bytes_read() >= bytes / 2;
        is_read.then(|| corpus::content_hash(&file.place).ok()).flatten()
    });
    let now = file.place.metadata().map(|about| Seen::of(&about));
    let is_same = now.is_ok_and(|now| now == file.seen);
    // What was not read whole is known by its looks alone.
    let is_telling = is_same && (hash.is_none() || file.seen.is_telling_at(began));
    batches.add(Parcel::Passed(Taken::End(End {
        path: file.path,
        bytes,
        hash: hash.filter(|_| is_same),
        look: is_telling.then_some(file.seen),
        refused: None,
    })))
}

fn parse(batches: &Receiver<Batch>, read: &Sender<(u64, Vec<Taken>)>, tag: bool) {
    let mut annotator = tag.then(Annotator::default);
    for batch in batches {
        let parse = |parcel| match parcel {
            Parcel::Raw(raw) => Taken::Record(story(raw, annotator.as_mut())),
            Parcel::Passed(taken) => taken,
        };
        let records = batch.parcels.into_iter().map(parse).collect();
        if read.send((batch.ordinal, records)).is_err() {
            return;
        }
    }
}

/// A record, and if it is a story, who and what it speaks of.
fn story(raw: Raw, annotator: Option<&mut Annotator>) -> Record {
    let mut record = raw.parse();
    if let Outcome::Story(article) = &mut record.outcome
        && let Some(annotator) = annotator
    {
        annotator.annotate(article);
    }
    record
}

fn in_order(
    read: &Receiver<(u64, Vec<Taken>)>,
    passes: &Receiver<()>,
    take: &mut dyn FnMut(Taken) -> Result<(), BuildError>,
) -> Result<(), BuildError> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (ordinal, records) in read {
        early.insert(ordinal, records);
        while let Some(records) = early.remove(&next) {
            next += 1;
            let _ = passes.recv();
            records.into_iter().try_for_each(&mut *take)?;
        }
    }
    // A thread that panicked took a batch with it.
    if early.is_empty() {
        Ok(())
    } else {
        Err(BuildError::Thread)
    }
}
