//! The flow of a list through threads: each takes the next line when it is free, the caller gets the
//! answers in the order of the list. How far the threads run ahead is bounded.

use std::collections::BTreeMap;
use std::iter::Enumerate;
use std::sync::{Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};

use super::{Asked, BatchError, Item, ItemError, List};
use crate::search::SearchError;

/// What a list tells while it is asked.
#[derive(Debug)]
pub enum Event<A> {
    /// A line was asked; told in the order of the list.
    Answered(Answered<A>),
    /// The next answer is not there yet: time to show those that are.
    Waiting,
}

/// A line of a list and its answer.
#[derive(Debug)]
pub struct Answered<A> {
    /// The line, from 1.
    pub line: usize,
    /// The label.
    pub label: String,
    /// The answer, or why there is none.
    pub answer: Result<A, ItemError>,
}

/// An answer with the ordinal of its line.
type Ordered<A> = (usize, Result<Answered<A>, BatchError>);

/// Asks all queries of a list, given with their labels, by several threads and tells the answers in
/// order.
///
/// # Errors
/// When the list or the index cannot be read, or `watch` has an error. What is wrong with a query is
/// told as its answer.
pub fn run<A, E>(
    list: List,
    threads: usize,
    ask: &(dyn Fn(&str, &Asked) -> Result<A, SearchError> + Sync),
    watch: &mut dyn FnMut(Event<A>) -> Result<(), E>,
) -> Result<(), E>
where
    A: Send,
    E: From<BatchError>,
{
    let threads = threads.max(1);
    let list = Mutex::new(list.enumerate());
    // A thread needs a pass to take a line, and gets it back when the answer is told: no more lines
    // than passes are underway.
    let (pass_sender, pass_receiver) = bounded::<()>(threads * 2);
    let (sender, receiver) = unbounded::<Ordered<A>>();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (list, passes, answers) = (&list, pass_sender.clone(), sender.clone());
            scope.spawn(move || work(list, &passes, &answers, ask));
        }
        // The queues close when their last user is gone.
        drop((pass_sender, sender));
        in_order(receiver, pass_receiver, watch)
    })
}

fn work<A>(
    list: &Mutex<Enumerate<List>>,
    passes: &Sender<()>,
    answers: &Sender<Ordered<A>>,
    ask: &dyn Fn(&str, &Asked) -> Result<A, SearchError>,
) {
    while passes.send(()).is_ok() {
        let next = list.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some((ordinal, item)) = next else { return };
        let answered = item.and_then(|item| answered(item, ask));
        if answers.send((ordinal, answered)).is_err() {
            return;
        }
    }
}

fn answered<A>(
    item: Item,
    ask: &dyn Fn(&str, &Asked) -> Result<A, SearchError>,
) -> Result<Answered<A>, BatchError> {
    let answer = match item.asked.map(|asked| ask(&item.label, &asked)) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(SearchError::Syntax { error, query })) => Err(ItemError::Syntax { error, query }),
        Ok(Err(SearchError::Engine(error))) => return Err(error.into()),
        Err(error) => Err(error),
    };
    Ok(Answered {
        line: item.line,
        label: item.label,
        answer,
    })
}

/// Tells the answers in order. It owns the receivers: when it gives up, the threads see that nobody
/// listens.
fn in_order<A, E: From<BatchError>>(
    answers: Receiver<Ordered<A>>,
    passes: Receiver<()>,
    watch: &mut dyn FnMut(Event<A>) -> Result<(), E>,
) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        let (ordinal, answer) = match answers.try_recv() {
            Ok(ordered) => ordered,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                watch(Event::Waiting)?;
                let Ok(ordered) = answers.recv() else {
                    return Ok(());
                };
                ordered
            }
        };
        early.insert(ordinal, answer);
        while let Some(answer) = early.remove(&next) {
            next += 1;
            let _ = passes.recv();
            watch(Event::Answered(answer?))?;
        }
    }
}
