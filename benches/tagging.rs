//! How many words a second are tagged on one core, splitting into words included; and how many are
//! annotated, resolver included.
//!
//!     cargo bench --bench tagging -- FOLDER

// The result is what stdout is for.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use newsidx::annotate::Annotator;
use newsidx::annotate::tagger::{names, shipped};
use newsidx::article::Article;
use newsidx::corpus::{Found, Options, Outcome, Raw, records, walk};
use newsidx::tokens;

const ROUNDS: u32 = 5;

fn main() {
    let folder = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("usage: cargo bench --bench tagging -- FOLDER");
        return;
    };
    let options = Arc::new(Options::default());
    let mut stories: Vec<Article> = Vec::new();
    for found in walk(&folder, &options).expect("a folder of news") {
        let Found::File(file) = found else { continue };
        for record in records(&file, &options).map(Raw::parse) {
            if let Outcome::Story(article) = record.outcome {
                stories.push(*article);
            }
        }
    }
    let words: u64 = stories
        .iter()
        .map(|story| u64::from(tokens::count(&story.headline)) + u64::from(tokens::count(&story.body)))
        .sum();
    let model = shipped().expect("a sound model");
    let mut best = f64::INFINITY;
    let mut found = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        found = stories
            .iter()
            .map(|story| names(model, &[&story.headline, &story.body]).len())
            .sum();
        best = best.min(begun.elapsed().as_secs_f64());
    }
    println!("{} stories, {words} words, {found} names", stories.len());
    println!(
        "tagged:    {:.2} million words a second",
        words as f64 / best / 1e6
    );
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let mut stories = stories.clone();
        let begun = Instant::now();
        let mut annotator = Annotator::default();
        stories.iter_mut().for_each(|story| annotator.annotate(story));
        best = best.min(begun.elapsed().as_secs_f64());
    }
    println!(
        "annotated: {:.2} million words a second",
        words as f64 / best / 1e6
    );
}
