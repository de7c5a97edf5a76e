//! Rankings in the form of TREC: `TOPIC Q0 STORY RANK SCORE TAG`, a line a story. As trec_eval does,
//! stories are ordered by score alone, the rank is ignored, and so is all behind the tag.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

use super::file::{Fault, ReadError, columns, for_each_line, open};

/// What a system answers to each topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The run's name: the tag of the last line.
    pub tag: String,
    /// The stories of each topic, best first.
    pub topics: BTreeMap<String, Vec<Retrieved>>,
}

/// A story of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Retrieved {
    /// Its id.
    pub story: String,
    /// How well it fits: a number or an infinity, the higher the better.
    pub score: f64,
}

impl Run {
    /// Reads a file with a run.
    ///
    /// Scores are read with the precision of `f64`, as trec_eval 10 does; 9 kept that of `f32`. An
    /// infinite score stands before or behind all others.
    ///
    /// # Errors
    /// When the file cannot be read, holds no story, or a line is wrong.
    pub fn read(path: &Path) -> Result<Run, ReadError> {
        let run = Run::parse(path, open(path)?)?;
        if run.topics.is_empty() {
            return Err(ReadError::Empty {
                path: path.to_owned(),
                what: "stories",
                form: "write `TOPIC Q0 STORY RANK SCORE TAG` in each line",
            });
        }
        Ok(run)
    }

    /// Reads a run that may be empty; the path is for messages.
    ///
    /// # Errors
    /// As [`Run::read`].
    pub fn parse(path: &Path, text: impl BufRead) -> Result<Run, ReadError> {
        let mut run = Run::default();
        let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for_each_line(path, text, |_, line| run.add(line, &mut listed))?;
        let rankings = run.topics.values_mut();
        rankings.for_each(|ranking| ranking.sort_by(better_first));
        Ok(run)
    }

    fn add(&mut self, line: &str, listed: &mut BTreeMap<String, BTreeSet<String>>) -> Result<(), Fault> {
        let found: Vec<&str> = columns(line).take(6).collect();
        let &[topic, _, story, _, score, tag] = &found[..] else {
            return Err(Fault::RunColumns(found.len()));
        };
        let number: f64 = score.parse().unwrap_or(f64::NAN);
        if number.is_nan() {
            return Err(Fault::Score(score.to_owned()));
        }
        if !listed
            .entry(topic.to_owned())
            .or_default()
            .insert(story.to_owned())
        {
            return Err(Fault::ListedTwice {
                topic: topic.to_owned(),
                story: story.to_owned(),
            });
        }
        if self.tag != tag {
            tag.clone_into(&mut self.tag);
        }
        self.topics.entry(topic.to_owned()).or_default().push(Retrieved {
            story: story.to_owned(),
            score: number,
        });
        Ok(())
    }
}

/// The order of trec_eval: by score from the highest, and equal scores by id from the last.
fn better_first(one: &Retrieved, other: &Retrieved) -> Ordering {
    let by_score = other.score.partial_cmp(&one.score).unwrap_or(Ordering::Equal);
    by_score.then_with(|| other.story.cmp(&one.story))
}
