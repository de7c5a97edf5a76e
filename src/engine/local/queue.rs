//! What waits for tantivy's threads, bounded in bytes: its own queue counts stories, of whatever size.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Bytes of stories that may wait for tantivy's threads.
const QUEUE_BYTES: usize = 32 << 20;

/// How many bytes of stories wait.
#[derive(Default)]
pub(super) struct Queue {
    bytes: Mutex<usize>,
    freed: Condvar,
}

impl Queue {
    /// Waits until there is room; a story larger than the queue enters when it is empty.
    pub(super) fn enter(queue: &Arc<Queue>, bytes: usize) -> Permit {
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + bytes > QUEUE_BYTES;
        let guard = queue.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = queue
            .freed
            .wait_while(guard, full)
            .unwrap_or_else(PoisonError::into_inner);
        *waiting += bytes;
        drop(waiting);
        Permit {
            queue: queue.clone(),
            bytes,
        }
    }
}

/// Room in the queue, given back when the story is indexed or lost.
pub(super) struct Permit {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.queue.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.queue.freed.notify_all();
    }
}
