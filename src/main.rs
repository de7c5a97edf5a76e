//! The program `newsidx`: see [`newsidx::cli`].

use std::process::ExitCode;

/// A build makes and drops small texts without end, many of them in another thread than they were made
/// in: the C library's allocator takes a quarter of its time with that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    newsidx::cli::main()
}
