//! How long a search may take. All that a search does looks at one clock, now and then, and stops
//! where it is when it has run out; what was found so far is then known to be a part.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Instant;

/// Looking at the time costs more than most steps of a search.
const STEPS_BETWEEN_LOOKS: u32 = 32;

/// A clock that several hold.
#[derive(Clone, Debug)]
pub(super) struct Clock(Rc<Face>);

#[derive(Debug)]
struct Face {
    deadline: Option<Instant>,
    steps: Cell<u32>,
    over: Cell<bool>,
}

impl Clock {
    pub(super) fn until(deadline: Option<Instant>) -> Clock {
        Clock(Rc::new(Face {
            deadline,
            steps: Cell::new(0),
            over: Cell::new(false),
        }))
    }

    /// Whether the time has run out; to be asked at each step.
    pub(super) fn is_over(&self) -> bool {
        if self.0.deadline.is_none() {
            return false;
        }
        let steps = self.0.steps.get().wrapping_add(1);
        self.0.steps.set(steps);
        if steps.is_multiple_of(STEPS_BETWEEN_LOOKS) {
            self.look();
        }
        self.0.over.get()
    }

    /// Whether the time has run out by now.
    pub(super) fn look(&self) -> bool {
        if self.0.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            self.0.over.set(true);
        }
        self.0.over.get()
    }

    /// Whether it had run out when somebody looked.
    pub(super) fn was_over(&self) -> bool {
        self.0.over.get()
    }
}
