//! The same corpus gives the same answers, byte for byte: with any number of threads, whatever order files came
//! in, after deletions, merges and compaction.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::faults::Random;
use crate::harness::{World, files, samples};

/// How many questions are asked.
const QUESTIONS: usize = 500;

/// Questions made of words that the stories of the sample corpus have.
fn questions() -> String {
    const WORDS: [&str; 24] = [
        "oil",
        "minister*",
        "port",
        "cease-fire",
        "Moscow",
        "talks",
        "rose",
        "Tripoli",
        "bank",
        "fire",
        "said",
        "cyber-attack",
        "the",
        "price~1",
        "London",
        "chess",
        "wheat",
        "headline:fire",
        "place:London",
        "has:byline",
        "\"of the\"",
        "published:>2000-01-01",
        "exact(Reuters)",
        "storm",
    ];
    const OPERATORS: [&str; 6] = [" ", " AND ", " OR ", " AND NOT ", " W/5 ", " w/s "];
    let mut random = Random(2026);
    let mut list = String::new();
    for number in 0..QUESTIONS {
        let mut question = WORDS[random.below(WORDS.len())].to_owned();
        for _ in 0..random.below(3) {
            // Distances stand between words alone.
            let operator = OPERATORS[random.below(4)];
            question = format!("{question}{operator}{}", WORDS[random.below(WORDS.len())]);
        }
        if random.below(6) == 0 {
            question = format!("talks{}port", OPERATORS[4 + random.below(2)]);
        }
        writeln!(list, "q{number}\t{question}").unwrap();
    }
    list
}

/// Copies a file, with the folders above it.
fn place(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from, to).unwrap();
}

/// What the questions are answered, without the time that it took.
fn answers(world: &World, index: &str) -> String {
    let ran = world.newsidx(&format!("run questions --format jsonl --limit 5 --index {index}"));
    assert!(ran.status < 2 && !ran.stdout.is_empty(), "{}", ran.stderr);
    let entities = world.newsidx(&format!("entities --json --index {index} oil"));
    let untimed = |line: &str| match line.find("\"took_ms\":") {
        Some(at) => format!("{}{}", &line[..at], line[at..].split_once([',', '}']).unwrap().1),
        None => line.to_owned(),
    };
    let lines = ran.stdout.lines().chain(entities.stdout.lines());
    lines.map(|line| untimed(line) + "\n").collect()
}

#[test]
fn neither_threads_nor_history_nor_compaction_change_a_byte() {
    let world = World::new();
    world.file("questions", questions());
    let corpus = world.path().join("corpus");
    let samples = samples();
    let all = files(&samples);
    // First some files, with others that will go; then all of them, in ten steps in a random order.
    let mut random = Random(7);
    let mut waiting = all.clone();
    world.file(
        "corpus/doomed/a.txt",
        "Doomed\n\nLONDON, Jan. 1 -- Oil, port, talks, fire, cease-fyre and a chess bank.\n",
    );
    for step in 0..10 {
        for _ in 0..all.len().div_ceil(10) {
            if !waiting.is_empty() {
                let file = waiting.swap_remove(random.below(waiting.len()));
                place(&file, &corpus.join(file.strip_prefix(&samples).unwrap()));
            }
        }
        world.file(
            &format!("corpus/doomed/{step}.txt"),
            format!("Doomed {step}\n\nOil rose by {step}.\n"),
        );
        let ran = world.newsidx("build corpus --quiet --index steps");
        assert!(ran.status < 2, "{}", ran.stderr);
        if step == 5 {
            fs::remove_file(corpus.join("doomed/3.txt")).unwrap();
        }
    }
    fs::remove_dir_all(corpus.join("doomed")).unwrap();
    world.newsidx("build corpus --quiet --index steps");
    let after_steps = answers(&world, "steps");
    assert!(after_steps.lines().count() > QUESTIONS, "{}", after_steps.len());
    for threads in [1, 2, 8] {
        let index = format!("threads-{threads}");
        world.newsidx(&format!(
            "build corpus --quiet --index {index} --threads {threads}"
        ));
        let fresh = answers(&world, &index);
        assert!(
            fresh == after_steps,
            "{threads} threads answer otherwise than ten steps"
        );
    }
    assert_eq!(world.newsidx("compact --index steps").status, 0);
    assert!(
        answers(&world, "steps") == after_steps,
        "compacting changes answers"
    );
    assert_eq!(world.newsidx("verify --index steps").status, 0);
}
