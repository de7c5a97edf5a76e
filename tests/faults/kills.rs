//! Processes that are killed at any moment.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::newsroom::state;
use super::{Newsroom, faults, tell};

fn newsidx(newsroom: &Newsroom, line: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_newsidx"))
        .args(line.split(' '))
        .current_dir(newsroom.path(""))
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets a process live for a part of the time that it needs, in thousandths, and kills it.
fn kill(mut child: Child, whole: Duration, part: usize) {
    let until = Instant::now() + whole * part as u32 / 1000;
    while Instant::now() < until && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How long a command takes that is left alone.
fn time(newsroom: &Newsroom, line: &str) -> Duration {
    let began = Instant::now();
    newsidx(newsroom, line).wait().unwrap();
    began.elapsed()
}

const BUILD: &str = "build corpus --quiet --checkpoint 0 --threads 2";

#[test]
fn a_first_build_that_is_killed_leaves_nothing_in_the_way() {
    let mut newsroom = Newsroom::new(11);
    let times = faults(40);
    let whole = time(&newsroom, BUILD);
    for number in 0..times {
        std::fs::remove_dir_all(newsroom.index()).unwrap();
        let part = newsroom.random.below(1100);
        kill(newsidx(&newsroom, BUILD), whole, part);
        let fault = format!("first build {number}, killed after {part}/1000 of {whole:?}");
        if newsroom.index().join("newsidx.json").exists() {
            assert_eq!(state(&newsroom.index()).unwrap(), newsroom.fresh(), "{fault}");
        }
        newsroom.expect_mended(&fault);
        newsroom.change();
    }
    tell("a first build was killed", times);
}

#[test]
fn an_update_that_is_killed_leaves_the_index_as_it_was_or_as_it_should_be() {
    let mut newsroom = Newsroom::new(12);
    newsroom.build();
    let times = faults(80);
    let mut whole = Duration::ZERO;
    for number in 0..times {
        if number % 10 == 0 {
            newsroom.change();
            whole = time(&newsroom, BUILD);
        }
        newsroom.change();
        let before = state(&newsroom.index()).unwrap();
        let after = newsroom.fresh();
        let part = newsroom.random.below(1100);
        kill(newsidx(&newsroom, BUILD), whole, part);
        // Killed once more, in the build that goes on with it.
        if number % 3 == 0 {
            kill(newsidx(&newsroom, BUILD), whole, newsroom.random.below(1000));
        }
        let fault = format!("update {number}, killed after {part}/1000 of {whole:?}");
        newsroom.expect_sound(&[&before, &after], &fault);
    }
    tell("an update was killed", times);
}

#[test]
fn compacting_that_is_killed_changes_no_answer() {
    let mut newsroom = Newsroom::new(13);
    newsroom.build();
    let times = faults(40);
    let mut whole = Duration::ZERO;
    for number in 0..times {
        newsroom.change();
        newsroom.build();
        let before = state(&newsroom.index()).unwrap();
        if number % 10 == 0 {
            whole = time(&newsroom, "compact");
        }
        let part = newsroom.random.below(1100);
        kill(newsidx(&newsroom, "compact"), whole, part);
        newsroom.expect_sound(&[&before], &format!("compact {number}, killed after {part}/1000"));
    }
    tell("compacting was killed", times);
}

#[test]
fn a_watch_that_is_killed_leaves_a_state_that_the_corpus_had() {
    let mut newsroom = Newsroom::new(14);
    newsroom.build();
    let times = faults(40);
    for number in 0..times {
        let mut states = vec![state(&newsroom.index()).unwrap()];
        newsroom.change();
        states.push(newsroom.fresh());
        let watch = newsidx(&newsroom, "watch corpus --rest 0.02 --checkpoint 0 --threads 2");
        let pause = |thousandths: usize| std::thread::sleep(Duration::from_micros(200 * thousandths as u64));
        pause(newsroom.random.below(1000));
        newsroom.change();
        states.push(newsroom.fresh());
        let part = newsroom.random.below(1000);
        kill(watch, Duration::from_millis(300), part);
        let allowed: Vec<&String> = states.iter().collect();
        // A watch may have read a corpus that was just changing: then only the next build can be held to it.
        if state(&newsroom.index()).is_ok_and(|state| states.contains(&state)) {
            newsroom.expect_sound(&allowed, &format!("watch {number}"));
        } else {
            assert!(state(&newsroom.index()).is_ok(), "watch {number}");
            newsroom.expect_mended(&format!("watch {number}"));
        }
        assert!(no_leftovers(&newsroom.index()), "watch {number}");
    }
    tell("a watch was killed", times);
}

/// Whether there is one generation and nothing else.
fn no_leftovers(index: &Path) -> bool {
    let names = std::fs::read_dir(index).unwrap().flatten();
    let generations = names.filter(|entry| entry.file_name().to_string_lossy().starts_with("generation-"));
    generations.count() == 1
}
