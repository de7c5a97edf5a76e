//! The one test binary: everything newsidx promises.

mod engine;
mod oracle;
