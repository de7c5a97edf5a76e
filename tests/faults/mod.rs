//! The fault suite: builds that are killed, disks that fail, fill up or lose their power, bits that flip,
//! writers and readers that get in each other's way, corpora that change while they are read. After each fault
//! the index opens, answers as it did before or as it should after, its ledger adds up, and the next build
//! makes of it what a build from nothing makes.
//!
//! `cargo test` runs a short form. The long one: `NEWSIDX_FAULTS=1000 cargo test --release --test main faults
//! -- --nocapture --test-threads 1`.

mod disk;
mod failing;
mod flips;
mod kills;
mod newsroom;
mod others;

use newsroom::Newsroom;
pub(crate) use newsroom::patiently;

/// Whether the long form is asked for.
pub(crate) fn is_long() -> bool {
    std::env::var_os("NEWSIDX_FAULTS").is_some()
}

/// How many faults of a kind there are to be, of `share` in a thousand.
fn faults(share: usize) -> usize {
    const SHORT: usize = 60;
    let all = std::env::var("NEWSIDX_FAULTS");
    let all: usize = all.map_or(SHORT, |all| all.parse().unwrap());
    (all * share / 1000).max(1)
}

/// Numbers that look random and are the same every time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // Marsaglia, "Xorshift RNGs" (Journal of Statistical Software, 2003).
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// Tells what a part of the suite has done.
fn tell(what: &str, faults: usize) {
    eprintln!("faults: {faults} × {what}: nothing lost, no wrong answer, every index opened");
}
