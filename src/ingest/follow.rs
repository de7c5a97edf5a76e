//! Following a corpus: after each change of its files, when they have come to rest, the index is brought up
//! to date. What the system says of changes only tells when to look; what has changed the build finds out, so
//! that nothing is lost where the system says too little.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event as Change, EventKind, RecursiveMode, Watcher};

use crate::corpus;

use super::{Build, BuildError, Built, Event, build};

/// How soon a build is tried again that could not be done: another may have been at work.
const RETRY: Duration = Duration::from_secs(10);

/// For how long a corpus may be in motion before it is read all the same.
const LONGEST_MOTION: Duration = Duration::from_secs(10);

/// What is told while a corpus is followed.
#[derive(Debug)]
pub enum Following<'f> {
    /// Something that a build tells.
    Building(Event<'f>),
    /// The index is up to date.
    Built(Box<Built>),
    /// A build could not be done; the next change begins another, or a few seconds do.
    Failed(BuildError),
}

/// How a corpus is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// For how long no file may change before they are read.
    pub rest: Duration,
    /// How often to look without having been told, as is needed where files lie on other machines.
    pub every: Option<Duration>,
}

/// Brings an index up to date with a corpus, and again whenever a file changes, until `tell` says that it is
/// enough.
///
/// # Errors
/// When the corpus cannot be watched, or the first build cannot be done.
pub fn follow(
    wanted: &Build,
    pace: Pace,
    tell: &mut dyn FnMut(Following<'_>) -> bool,
) -> Result<(), BuildError> {
    corpus::walk(&wanted.corpus, &Arc::new(wanted.options.clone()))?;
    let (sender, changes) = channel();
    let failed = |cause: notify::Error| BuildError::Watch {
        corpus: wanted.corpus.clone(),
        cause,
    };
    // Before the first build, so that nothing changes between it and the watch.
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    watcher
        .watch(watched(&wanted.corpus), RecursiveMode::Recursive)
        .map_err(failed)?;
    let mut built = Some(build(wanted, &mut |event| {
        tell(Following::Building(event));
    })?);
    let mut next = pace;
    loop {
        if let Some(built) = built.take()
            && !tell(Following::Built(Box::new(built)))
        {
            return Ok(());
        }
        if !wait(&changes, next) {
            return Ok(());
        }
        next = pace;
        let again = build(wanted, &mut |event| {
            tell(Following::Building(event));
        });
        match again {
            Ok(again) => built = Some(again),
            Err(error) => {
                if !tell(Following::Failed(error)) {
                    return Ok(());
                }
                let soon = pace.every.map_or(RETRY, |every| every.min(RETRY));
                next.every = Some(soon);
            }
        }
    }
}

/// What is watched for a corpus: its folder, also where it is a file, which may be replaced by another.
fn watched(corpus: &Path) -> &Path {
    let above = corpus.parent().filter(|_| corpus.is_file());
    match above {
        Some(above) if above.as_os_str().is_empty() => Path::new("."),
        Some(above) => above,
        None => corpus,
    }
}

/// Waits until something has changed and has come to rest, or it is time to look. False if nothing can change
/// any more.
fn wait(changes: &Receiver<notify::Result<Change>>, pace: Pace) -> bool {
    let look = pace.every.map(|every| Instant::now() + every);
    loop {
        let change = match look {
            None => changes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(look) => changes.recv_timeout(look.saturating_duration_since(Instant::now())),
        };
        match change {
            Ok(change) if changes_a_file(&change) => return rest(changes, pace.rest),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

fn rest(changes: &Receiver<notify::Result<Change>>, rest: Duration) -> bool {
    let began = Instant::now();
    let mut last = began;
    while last.elapsed() < rest && began.elapsed() < LONGEST_MOTION {
        match changes.recv_timeout(rest.saturating_sub(last.elapsed())) {
            Ok(change) if changes_a_file(&change) => last = Instant::now(),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    true
}

/// Whether a word of the system may mean that a file is another than it was: reading does not, which the
/// builds do themselves. An error may mean anything.
fn changes_a_file(change: &notify::Result<Change>) -> bool {
    !matches!(
        change,
        Ok(Change {
            kind: EventKind::Access(
                AccessKind::Any
                    | AccessKind::Read
                    | AccessKind::Open(_)
                    | AccessKind::Close(AccessMode::Any | AccessMode::Read | AccessMode::Execute)
            ),
            ..
        })
    )
}
