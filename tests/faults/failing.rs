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

/// Lets an operation of some work fail, and expects that what is left is sound.
fn fail(newsroom: &mut Newsroom, work: Work, failure: Failure, number: usize) {
    newsroom.change();
    let before = state(&newsroom.index()).ok();
    let after = newsroom.fresh();
    let operation = 1 + newsroom.random.below(operations(work)) as u64;
    let faulty = Faulty::at(operation, failure, newsroom.path("aside"));
    let went_well = work.on(newsroom, &faulty);
    let mut fault = format!(
        "{work:?} {number}, {failure:?} at operation {operation} of {}",
        faulty.operations()
    );
    if failure == Failure::PowerOff && !went_well {
        let lost = newsroom.random.below(faulty.losable() + 1);
        faulty.lose(lost);
        fault = format!("{fault}, {lost} names lost");
    }
    let after = match work {
        Work::Build => Some(&after),
        Work::Compact => before.as_ref(),
    };
    // Who is told that it went well must have it.
    let allowed: Vec<&String> = match went_well {
        true => after.into_iter().collect(),
        false => before.iter().chain(after).collect(),
    };
    match before {
        Some(_) => newsroom.expect_sound(&allowed, &fault),
        None => newsroom.expect_mended(&fault),
    }
}

/// About how many operations some work takes: those that are chosen lie below it.
fn operations(work: Work) -> usize {
    match work {
        Work::Build => 420,
        Work::Compact => 160,
    }
}

#[test]
fn a_disk_that_fails_once_harms_nothing() {
    let mut newsroom = Newsroom::new(21);
    let times = faults(150);
    for number in 0..times {
        fail(&mut newsroom, Work::Build, Failure::Once, number);
    }
    tell("an operation of an update failed", times);
}

#[test]
fn a_disk_that_fills_up_harms_nothing() {
    let mut newsroom = Newsroom::new(22);
    let times = faults(150);
    for number in 0..times {
        fail(&mut newsroom, Work::Build, Failure::Full, number);
    }
    tell("the disk filled up in an update", times);
}

#[test]
fn a_lost_power_supply_loses_no_index() {
    let mut newsroom = Newsroom::new(23);
    let times = faults(150);
    for number in 0..times {
        fail(&mut newsroom, Work::Build, Failure::PowerOff, number);
    }
    tell("the power went off in an update", times);
}

#[test]
fn compacting_on_a_disk_that_fails_changes_no_answer() {
    let mut newsroom = Newsroom::new(24);
    newsroom.build();
    let times = faults(100);
    for number in 0..times {
        let failure = [Failure::Once, Failure::Full, Failure::PowerOff][number % 3];
        fail(&mut newsroom, Work::Compact, failure, number);
    }
    tell("the disk failed while an index was compacted", times);
}
