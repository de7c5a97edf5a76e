//! Relevance judgements in the form of TREC: `TOPIC ITERATION STORY GRADE`, a line a judgement. The
//! iteration is ignored.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use super::file::{Fault, ReadError, columns, for_each_line, open};

/// Which stories are relevant to which topics, as people judged them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qrels {
    /// By topic, then by story: the grade. 0 is not relevant, higher is better, and below 0 the story
    /// was looked for but not judged.
    pub topics: BTreeMap<String, BTreeMap<String, i64>>,
}

impl Qrels {
    /// Reads a file of judgements.
    ///
    /// # Errors
    /// When the file cannot be read, holds no judgement, or a line is wrong.
    pub fn read(path: &Path) -> Result<Qrels, ReadError> {
        let mut qrels = Qrels::default();
        for_each_line(path, open(path)?, |_, line| qrels.add(line))?;
        if qrels.topics.is_empty() {
            return Err(ReadError::Empty {
                path: path.to_owned(),
                what: "judgements",
                form: "write `TOPIC 0 STORY GRADE` in each line",
            });
        }
        Ok(qrels)
    }

    fn add(&mut self, line: &str) -> Result<(), Fault> {
        let found: Vec<&str> = columns(line).collect();
        let &[topic, _, story, grade] = &found[..] else {
            return Err(Fault::JudgementColumns(found.len()));
        };
        let now: i64 = grade.parse().map_err(|_| Fault::Grade(grade.to_owned()))?;
        let judged = self.topics.entry(topic.to_owned()).or_default();
        match judged.entry(story.to_owned()) {
            Entry::Vacant(place) => {
                place.insert(now);
            }
            Entry::Occupied(before) if *before.get() != now => {
                return Err(Fault::JudgedTwice {
                    topic: topic.to_owned(),
                    story: story.to_owned(),
                    before: *before.get(),
                    now,
                });
            }
            Entry::Occupied(_) => {}
        }
        Ok(())
    }
}
