//! The program `newsidx`: see [`newsidx::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    newsidx::cli::main()
}
