//! The flow of records through threads: one splits files, several make stories, the caller takes
//! them in the order in which they were found. Every queue is bounded in bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::annotate::Annotator;
use crate::corpus::{self, Found, Options, Outcome, Raw, Record, Walk};

use super::BuildError;

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
    Settled(Record),
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

/// Reads all that a walk finds and passes each record to `take`, in order. How many there were.
pub(super) fn run(
    walk: Walk,
    way: &Way,
    take: &mut dyn FnMut(Record) -> Result<(), BuildError>,
) -> Result<u64, BuildError> {
    let threads = way.threads;
    // A batch is at most a quarter of a megabyte, or one large record.
    let (raw_sender, raw_receiver) = bounded::<Batch>(threads * 2);
    let (read_sender, read_receiver) = bounded::<(u64, Vec<Record>)>(threads * 2);
    // What is underway may not run ahead of what is taken, or the order would fill the memory.
    let (pass_sender, pass_receiver) = bounded::<()>(threads * 8);
    std::thread::scope(|scope| {
        let splitter = scope.spawn({
            let options = way.options.clone();
            move || split(walk, &options, &raw_sender, &pass_sender)
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

fn split(walk: Walk, options: &Arc<Options>, batches: &Sender<Batch>, passes: &Sender<()>) -> u64 {
    let (mut found, mut ordinal, mut bytes) = (0, 0, 0);
    let mut parcels = Vec::new();
    let mut send = |parcels: &mut Vec<Parcel>| {
        let batch = Batch {
            ordinal,
            parcels: std::mem::take(parcels),
        };
        ordinal += 1;
        passes.send(()).is_ok() && batches.send(batch).is_ok()
    };
    for thing in walk {
        let mut one = None;
        let mut many = None;
        match thing {
            Found::Refused(record) => one = Some(Parcel::Settled(record)),
            Found::File(file) => many = Some(corpus::records(&file, options).map(Parcel::Raw)),
        }
        for parcel in one.into_iter().chain(many.into_iter().flatten()) {
            found += 1;
            bytes += if let Parcel::Raw(raw) = &parcel {
                raw.weight()
            } else {
                0
            };
            parcels.push(parcel);
            if bytes >= BATCH_BYTES || parcels.len() >= BATCH_RECORDS {
                bytes = 0;
                if !send(&mut parcels) {
                    return found;
                }
            }
        }
    }
    if !parcels.is_empty() {
        send(&mut parcels);
    }
    found
}

fn parse(batches: &Receiver<Batch>, read: &Sender<(u64, Vec<Record>)>, tag: bool) {
    let mut annotator = tag.then(Annotator::default);
    for batch in batches {
        let parse = |parcel| match parcel {
            Parcel::Raw(raw) => story(raw, annotator.as_mut()),
            Parcel::Settled(record) => record,
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
    read: &Receiver<(u64, Vec<Record>)>,
    passes: &Receiver<()>,
    take: &mut dyn FnMut(Record) -> Result<(), BuildError>,
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
