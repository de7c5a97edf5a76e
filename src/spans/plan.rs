//! From syntax tree to plan: words are split by the one analyser, related to their stems, and
//! compounds get all their wordings. What a compound is depends on the corpus, which a
//! [`Lexicon`] knows.

use crate::field::{Field, Kind};
use crate::query::{Form, Query, Words};
use crate::tokens::{self, Word};

use super::{Node, Pattern, Plan, Test};

/// What an index knows of the words of its corpus.
pub trait Lexicon {
    /// What goes wrong when the index cannot be read.
    type Error;

    /// The ways in which the corpus hyphenates the word with this stem: for `ceasefir` it is
    /// `cease fire` if `cease-fire` stands anywhere in it.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn splits(&self, stem: &str) -> Result<Vec<String>, Self::Error>;
}

/// No pattern has more wordings than this; further ones are left out.
const MOST_WORDINGS: usize = 16;
/// Phrases longer than this are not searched for compounds.
const LONGEST_EXPANDED: usize = 24;

/// The plan of a query.
///
/// # Errors
/// When the lexicon cannot be read.
pub fn plan<L: Lexicon>(query: &Query, lexicon: &L) -> Result<Plan, L::Error> {
    let mut planner = Planner {
        lexicon,
        patterns: Vec::new(),
    };
    let root = planner.node(query)?.unwrap_or(Node::All);
    Ok(Plan {
        root,
        patterns: planner.patterns,
    })
}

/// The conditions that a query puts on a story, all of which must hold.
pub(super) struct Conditions {
    /// Each with the part of the query that it comes from.
    pub(super) parts: Vec<(Query, Node)>,
    /// The patterns that they all refer to.
    pub(super) patterns: Vec<Pattern>,
}

/// Takes a query apart into its conditions.
pub(super) fn conditions<L: Lexicon>(query: &Query, lexicon: &L) -> Result<Conditions, L::Error> {
    let mut planner = Planner {
        lexicon,
        patterns: Vec::new(),
    };
    let parts = match query {
        Query::And(parts) => &parts[..],
        other => std::slice::from_ref(other),
    };
    let nodes = planner.siblings(parts)?;
    let parts = parts.iter().zip(nodes);
    Ok(Conditions {
        parts: parts
            .filter_map(|(part, node)| Some((part.clone(), node?)))
            .collect(),
        patterns: planner.patterns,
    })
}

struct Planner<'l, L> {
    lexicon: &'l L,
    patterns: Vec<Pattern>,
}

impl<L: Lexicon> Planner<'_, L> {
    /// `None` for what holds no word, which asks nothing of a story.
    fn node(&mut self, query: &Query) -> Result<Option<Node>, L::Error> {
        Ok(match query {
            Query::All => Some(Node::All),
            Query::Key { field, pattern } => Some(Node::Key(*field, pattern.clone())),
            Query::Range { field, bounds } => Some(Node::Range(*field, *bounds)),
            Query::Not(inner) => self.node(inner)?.map(|inner| Node::Not(Box::new(inner))),
            Query::Words(words) => self.words(words, &[])?,
            Query::And(parts) => join(self.siblings(parts)?, Node::And),
            Query::Or(parts) => join(self.siblings(parts)?, Node::Or),
        })
    }

    /// Words typed side by side may be a compound: `cease fire` is satisfied by `ceasefire` too.
    fn siblings(&mut self, parts: &[Query]) -> Result<Vec<Option<Node>>, L::Error> {
        let mut joined: Vec<Vec<Test>> = vec![Vec::new(); parts.len()];
        for (index, pair) in parts.windows(2).enumerate() {
            if let Some(test) = self.joined_pair(&pair[0], &pair[1])? {
                joined[index].push(test.clone());
                joined[index + 1].push(test);
            }
        }
        let mut nodes = Vec::new();
        for (part, joined) in parts.iter().zip(&joined) {
            nodes.push(match part {
                Query::Words(words) => self.words(words, joined)?,
                other => self.node(other)?,
            });
        }
        Ok(nodes)
    }

    fn joined_pair(&self, first: &Query, second: &Query) -> Result<Option<Test>, L::Error> {
        let (Query::Words(first), Query::Words(second)) = (first, second) else {
            return Ok(None);
        };
        let plain = |words: &Words| words.default_fields && words.form == Form::Stemmed;
        if !(plain(first) && plain(second) && first.is_beside(second)) {
            return Ok(None);
        }
        let (one, two) = (tokens::words(&first.text), tokens::words(&second.text));
        let ([one], [two]) = (&one[..], &two[..]) else {
            return Ok(None);
        };
        let parts = [&*one.text, &*two.text];
        Ok(self.is_compound(&parts)?.then(|| stemmed(&parts.concat())))
    }

    fn words(&mut self, words: &Words, joined: &[Test]) -> Result<Option<Node>, L::Error> {
        let typed = tokens::words(&words.text);
        if typed.is_empty() {
            return Ok(None);
        }
        let stem = words.form != Form::Quoted && words.fields.iter().any(|field| is_running_text(*field));
        let mut wordings = self.wordings(&typed, words.form, stem)?;
        for test in joined {
            push_new(&mut wordings, vec![test.clone()]);
        }
        for other in &words.also {
            for row in self.wordings(&tokens::words(other), Form::Stemmed, true)? {
                push_new(&mut wordings, row);
            }
        }
        self.patterns.push(Pattern {
            fields: words.fields,
            wordings,
        });
        Ok(Some(Node::Words(self.patterns.len() - 1)))
    }

    /// All ways to write the typed words, the typed one first.
    fn wordings(&self, typed: &[Word], form: Form, stem: bool) -> Result<Vec<Vec<Test>>, L::Error> {
        let test = |index: usize, word: &str| match form {
            Form::Prefix if index + 1 == typed.len() => Test::Prefix(word.to_owned()),
            _ if stem => stemmed(word),
            _ => Test::Exact(word.to_owned()),
        };
        let mut partial: Vec<(usize, Vec<Test>)> = vec![(0, Vec::new())];
        let mut complete = Vec::new();
        while let Some((at, row)) = partial.pop() {
            if at == typed.len() {
                push_new(&mut complete, row);
                if complete.len() == MOST_WORDINGS {
                    break;
                }
                continue;
            }
            if typed.len() <= LONGEST_EXPANDED {
                for (width, tests) in self.alternatives(typed, at, &test)?.into_iter().rev() {
                    partial.push((at + width, row.iter().cloned().chain(tests).collect()));
                }
            }
            let mut plain = row;
            plain.push(test(at, &typed[at].text));
            partial.push((at + 1, plain));
        }
        Ok(complete)
    }

    /// Other ways to write what begins at `at`: how many typed words each replaces, and by what.
    fn alternatives(
        &self,
        typed: &[Word],
        at: usize,
        test: &impl Fn(usize, &str) -> Test,
    ) -> Result<Vec<(usize, Vec<Test>)>, L::Error> {
        let mut found = Vec::new();
        for width in 1..=3.min(typed.len() - at) {
            let run = &typed[at..at + width];
            let parts: Vec<&str> = run.iter().map(|word| &*word.text).collect();
            let solid = parts.concat();
            let last = at + width - 1;
            // A prefix is no whole word: only what was typed with a hyphen can be joined to it.
            let prefix = matches!(test(last, ""), Test::Prefix(_));
            let hyphenated = run[1..].iter().all(|word| word.hyphenated);
            if width > 1 && !hyphenated && (prefix || !self.is_compound(&parts)?) {
                continue;
            }
            if width > 1 {
                found.push((width, vec![test(last, &solid)]));
            }
            if prefix {
                continue;
            }
            for split in self.splits(&solid)? {
                // In quotes a word stands for itself: only a split of the same letters will do.
                let exact = matches!(test(last, ""), Test::Exact(_));
                let same = split.split(' ').collect::<String>() == solid;
                if split.split(' ').ne(parts.iter().copied()) && (same || !exact) {
                    found.push((width, split.split(' ').map(|part| test(last, part)).collect()));
                }
            }
        }
        Ok(found)
    }

    fn is_compound(&self, parts: &[&str]) -> Result<bool, L::Error> {
        let stems = |part: &str| tokens::stem(part).into_owned();
        let wanted: Vec<String> = parts.iter().map(|part| stems(part)).collect();
        let splits = self.splits(&parts.concat())?;
        Ok(splits
            .iter()
            .any(|split| split.split(' ').map(stems).eq(wanted.iter().cloned())))
    }

    fn splits(&self, solid: &str) -> Result<Vec<String>, L::Error> {
        let key = tokens::stem(solid);
        let mut splits = self.lexicon.splits(&key)?;
        splits.extend(tokens::listed_splits(&key).map(str::to_owned));
        splits.sort_unstable();
        splits.dedup();
        Ok(splits)
    }
}

fn is_running_text(field: Field) -> bool {
    field.kind() == Kind::Text
}

fn stemmed(word: &str) -> Test {
    Test::Stem(tokens::stem(word).into_owned())
}

fn push_new(wordings: &mut Vec<Vec<Test>>, row: Vec<Test>) {
    if !wordings.contains(&row) {
        wordings.push(row);
    }
}

fn join(nodes: Vec<Option<Node>>, all: fn(Vec<Node>) -> Node) -> Option<Node> {
    let mut nodes: Vec<Node> = nodes.into_iter().flatten().collect();
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(all(nodes)),
    }
}
