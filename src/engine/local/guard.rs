//! Reading an index whose bytes were changed behind its back. tantivy trusts what it reads: a length that
//! cannot be makes it panic. Here such a panic becomes an error that says that the index is damaged; it
//! is not printed, and panics elsewhere are left as they are.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use super::super::EngineError;

/// The most characters of a panic's message that are told.
const LONGEST_REASON: usize = 200;

thread_local! {
    /// Whether this thread is reading an index.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does what reads the index at a place. What it leaves behind when it panics is either thrown away or is
/// remembered whole, so that the index may be asked again.
pub(super) fn guarded<T>(
    place: &Path,
    read: impl FnOnce() -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    caught(read).unwrap_or_else(|reason| {
        Err(EngineError::Damaged {
            path: place.into(),
            why: format!("its data cannot be read ({reason})"),
        })
    })
}

/// What reading gives, or in words why it panicked.
pub(super) fn caught<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    quieten();
    let outer = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(outer);
    done.map_err(|panic| reason(&*panic))
}

/// Sees to it, once, that panics of guarded threads are not printed; those of others go where they went.
fn quieten() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
}

/// The first line of what a panic says.
fn reason(panic: &(dyn Any + Send)) -> String {
    let message = match panic.downcast_ref::<String>() {
        Some(message) => message,
        None => panic.downcast_ref::<&str>().copied().unwrap_or_default(),
    };
    let line = message.lines().next().unwrap_or_default();
    line.chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_REASON)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_and_the_next_call_is_as_ever() {
        let place = Path::new("index");
        let failed = guarded::<()>(place, || panic!("no such\u{1b} block\nat all"));
        let error = failed.unwrap_err().to_string();
        assert!(
            error.starts_with("the index at `index` is damaged: its data cannot be read (no such block)\n"),
            "{error}"
        );
        assert!(!GUARDED.get());
        assert_eq!(guarded(place, || Ok(7)).unwrap(), 7);
    }

    #[test]
    fn guards_may_stand_within_guards() {
        let place = Path::new("index");
        let outer = guarded(place, || {
            let inner = guarded::<()>(place, || panic!("inner"));
            assert!(inner.is_err() && GUARDED.get());
            Ok(())
        });
        assert!(outer.is_ok() && !GUARDED.get());
    }
}
