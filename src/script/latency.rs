//! How long a query takes against another one. Only ratios are judged, from runs in turn of the same
//! process, so that a busy machine slows both; nothing else is asked meanwhile.

use std::time::{Duration, Instant};

use super::Failure;
use super::asked::{Asked, Text};
use super::stories::{Subject, Trouble};
use crate::search::{SearchError, search};

/// How often each of the two is asked; the fastest answer of each counts.
const ROUNDS: usize = 25;

/// How many stories are asked for, as in a search.
const SHOWN: usize = 10;

/// Times below this count as this: the clock and the caches decide there.
const LEAST: Duration = Duration::from_micros(100);

/// Judges the latency that a test expects, if it does.
pub(super) fn judge(asked: &Asked, subject: &Subject) -> Result<Option<Failure>, Trouble> {
    let Some(latency) = &asked.latency else {
        return Ok(None);
    };
    let (mut own, mut other) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        own = own.min(time(&asked.query, subject)?);
        other = other.min(time(&latency.of, subject)?);
    }
    let ratio = own.max(LEAST).as_secs_f64() / other.max(LEAST).as_secs_f64();
    if ratio <= latency.at_most {
        return Ok(None);
    }
    let wanted = format!(
        "at most {} times the time of `{}`",
        latency.at_most, latency.of.text
    );
    Ok(Some(Failure::new("latency", wanted, format!("{ratio:.1} times"))))
}

fn time(query: &Text, subject: &Subject) -> Result<Duration, Trouble> {
    let question = subject.question(query, SHOWN);
    let began = Instant::now();
    match search(subject.engine(), &question) {
        Ok(_) => Ok(began.elapsed()),
        Err(SearchError::Engine(error)) => Err(error.into()),
        Err(SearchError::Syntax { error, query }) => Err(Trouble(format!(
            "the query is wrong: {error}\n{}",
            error.pointed(&query)
        ))),
    }
}
