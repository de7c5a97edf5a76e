//! Writers, readers and the corpus, all at the same time.

use std::sync::atomic::{AtomicBool, Ordering};

use newsidx::engine::EngineError;
use newsidx::ingest::{BuildError, build};

use super::newsroom::state;
use super::{Newsroom, faults, tell};

#[test]
fn of_two_builds_one_waits_or_is_refused() {
    let mut newsroom = Newsroom::new(41);
    newsroom.build();
    let times = faults(50);
    for number in 0..times {
        newsroom.change();
        let options = newsroom.options("index");
        let both: Vec<_> = std::thread::scope(|scope| {
            let builds = [0, 1].map(|_| scope.spawn(|| build(&options, &mut |_| {})));
            builds.map(|build| build.join().unwrap()).into_iter().collect()
        });
        for built in &both {
            assert!(
                matches!(
                    built,
                    Ok(_) | Err(BuildError::Engine(EngineError::Busy { .. }) | BuildError::Overtaken)
                ),
                "{built:?}"
            );
        }
        assert!(both.iter().any(Result::is_ok), "{both:?}");
        let after = newsroom.fresh();
        newsroom.expect_sound(&[&after], &format!("two builds {number}"));
    }
    tell("two builds met", times);
}

#[test]
fn a_reader_sees_the_index_before_a_build_or_after_it() {
    let mut newsroom = Newsroom::new(42);
    newsroom.build();
    let times = faults(50);
    for number in 0..times {
        let before = state(&newsroom.index()).unwrap();
        newsroom.change();
        let after = newsroom.fresh();
        let is_over = AtomicBool::new(false);
        let index = newsroom.index();
        std::thread::scope(|scope| {
            let readers = [0, 1].map(|_| {
                scope.spawn(|| {
                    let mut seen = Vec::new();
                    while !is_over.load(Ordering::SeqCst) {
                        seen.push(state(&index));
                    }
                    seen
                })
            });
            newsroom.build();
            is_over.store(true, Ordering::SeqCst);
            for seen in readers.map(|reader| reader.join().unwrap()).into_iter().flatten() {
                let seen = seen.unwrap_or_else(|error| panic!("reader {number}: {error}"));
                assert!(seen == before || seen == after, "reader {number} saw\n{seen}");
            }
        });
    }
    tell("readers asked during a build", times);
}

#[test]
fn a_corpus_that_changes_while_it_is_read_is_read_again() {
    let mut newsroom = Newsroom::new(43);
    newsroom.build();
    let times = faults(50);
    for number in 0..times {
        newsroom.change();
        let options = newsroom.options("index");
        std::thread::scope(|scope| {
            let reading = scope.spawn(|| build(&options, &mut |_| {}));
            newsroom.change();
            newsroom.change();
            // A file that has gone meanwhile fails, which is told.
            reading.join().unwrap().unwrap();
        });
        assert!(state(&newsroom.index()).is_ok());
        newsroom.expect_mended(&format!("changing corpus {number}"));
    }
    tell("the corpus changed while it was read", times);
}
