//! Disks that fail while an index is built, brought up to date or compacted.

use std::sync::Arc;

use newsidx::engine::local::{Disk, compact};
use newsidx::ingest::build_on;

use super::disk::{Failure, Faulty};
use super::newsroom::state;
use super::{Newsroom, faults, tell};

/// What is done while the disk fails.
#[derive(Clone, Copy, Debug)]
enum Work {
    Build,
    Compact,
}

impl Work {
    /// Does it; whether that went well.
    fn on(self, newsroom: &Newsroom, faulty: &Faulty) -> bool {
        let disk: Arc<dyn Disk> = Arc::new(faulty.clone());
        match self {
            Work::Build => build_on(&disk, &newsroom.options("index"), &mut |_| {}).is_ok(),
            Work::Compact => compact(&newsroom.index(), disk).is_ok(),
        }
    }
}

/// Lets operations of some work fail, one a round, and expects that what is left is sound.
fn fail(newsroom: &mut Newsroom, work: Work, failures: &[Failure], times: usize) {
    // About how many operations it takes: the one that is to fail is chosen below that, or just behind.
    let mut operations = 0;
    for number in 0..times {
        let failure = failures[number % failures.len()];
        newsroom.change();
        let before = state(&newsroom.index()).ok();
        let after = match work {
            Work::Build => Some(newsroom.fresh()),
            Work::Compact => before.clone(),
        };
        let operation = match operations {
            0 => u64::MAX,
            operations => 1 + newsroom.random.below(operations + 3) as u64,
        };
        let faulty = Faulty::at(operation, failure, newsroom.path("aside"));
        let went_well = work.on(newsroom, &faulty);
        if went_well {
            operations = faulty.operations() as usize;
        }
        let mut fault = format!("{work:?} {number}, {failure:?} at operation {operation}");
        if failure == Failure::PowerOff {
            // Also just after all went well.
            let lost = newsroom.random.below(faulty.losable() + 1);
            faulty.lose(lost);
            fault = format!("{fault}, {lost} names lost");
        }
        // Who is told that it went well must have it.
        let allowed: Vec<&String> = match went_well {
            true => after.iter().collect(),
            false => before.iter().chain(&after).collect(),
        };
        match (&before, went_well) {
            (None, false) => newsroom.expect_mended(&fault),
            _ => newsroom.expect_sound(&allowed, &fault),
        }
    }
}

#[test]
fn a_disk_that_fails_once_harms_nothing() {
    let mut newsroom = Newsroom::new(21);
    let times = faults(150);
    fail(&mut newsroom, Work::Build, &[Failure::Once], times);
    tell("an operation of an update failed", times);
}

#[test]
fn a_disk_that_fills_up_harms_nothing() {
    let mut newsroom = Newsroom::new(22);
    let times = faults(150);
    fail(&mut newsroom, Work::Build, &[Failure::Full], times);
    tell("the disk filled up in an update", times);
}

#[test]
fn a_lost_power_supply_loses_no_index() {
    let mut newsroom = Newsroom::new(23);
    let times = faults(150);
    fail(&mut newsroom, Work::Build, &[Failure::PowerOff], times);
    tell("the power went off in an update", times);
}

#[test]
fn compacting_on_a_disk_that_fails_changes_no_answer() {
    let mut newsroom = Newsroom::new(24);
    newsroom.build();
    let times = faults(100);
    let failures = [Failure::Once, Failure::Full, Failure::PowerOff];
    fail(&mut newsroom, Work::Compact, &failures, times);
    tell("the disk failed while an index was compacted", times);
}
