//! The engine in a loop: asks the queries of a list, one a line, of an index one after another with
//! `search`, ten stories and their passages each, and tells how many a second. What `newsidx test`
//! is measured against; `benches/scripted` runs both.

use std::path::Path;
use std::time::Instant;

use newsidx::engine::local::LocalEngine;
use newsidx::search::{Question, search};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let [index, list] = &arguments[..] else {
        return Err("expected an index and a list of queries".into());
    };
    let queries = std::fs::read_to_string(list)?;
    let engine = LocalEngine::open(Path::new(index))?;
    let began = Instant::now();
    let (mut asked, mut stories) = (0, 0);
    for query in queries.lines() {
        let question = Question {
            text: query.to_owned(),
            limit: 10,
            ..Question::default()
        };
        stories += search(&engine, &question)?.total;
        asked += 1;
    }
    let seconds = began.elapsed().as_secs_f64();
    #[expect(clippy::print_stdout, reason = "the result")]
    {
        println!(
            "{asked} queries, {stories} stories, {:.0} a second",
            f64::from(asked) / seconds
        );
    }
    Ok(())
}
