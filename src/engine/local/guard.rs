//! Whoever reads damaged files may come upon numbers that make no sense, and tantivy then gives up in a
//! panic. Here that becomes an error that says so, and nothing is printed.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use super::super::EngineError;

thread_local! {
    /// How many guarded readings this thread is in.
    static GUARDED: Cell<u32> = const { Cell::new(0) };
}

/// Reads something of the index at a place.
pub(super) fn guarded<T>(
    place: &Path,
    read: impl FnOnce() -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    hush();
    let depth = GUARDED.get();
    GUARDED.set(depth + 1);
    // What is read is not changed, and what a panic has left half done is not used again.
    let ended = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(depth);
    ended.unwrap_or_else(|panic| {
        Err(EngineError::Damaged {
            path: place.into(),
            why: format!("its files make no sense ({})", said(&*panic)),
        })
    })
}

/// What a panic said.
pub(super) fn said(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    literal
        .or(panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a defect without words")
}

/// Makes panics of guarded readings silent, and leaves all others as they were.
fn hush() {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if GUARDED.get() == 0 {
                loud(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_names_the_place() {
        let place = Path::new("news");
        let error = guarded::<()>(place, || panic!("byte {}", 7)).unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("the index at `news` is damaged: its files make no sense (byte 7)\n"),
            "{error}"
        );
        assert_eq!(guarded(place, || Ok(3)).unwrap(), 3);
    }
}
