//! From syntax tree to plan: words are split by the one analyser, related to their stems, and
//! compounds get all their wordings.

use crate::field::{DEFAULT_FIELDS, Field, RUNNING_FIELDS};
use crate::query::{Query, Words};
use crate::tokens;

use super::wording::{Row, Wordings, stemmed};
use super::{Expression, Leaf, Near, Node, Pattern, Plan, Step, Surface};

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

/// The plan of a query.
///
/// # Errors
/// When the lexicon cannot be read.
pub fn plan<L: Lexicon>(query: &Query, lexicon: &L) -> Result<Plan, L::Error> {
    let mut planner = Planner::of(lexicon);
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
    let mut planner = Planner::of(lexicon);
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
    wordings: Wordings<'l, L>,
    patterns: Vec<Pattern>,
    /// The boosts of all that stands around, multiplied.
    boost: f32,
}

impl<'l, L: Lexicon> Planner<'l, L> {
    fn of(lexicon: &'l L) -> Planner<'l, L> {
        Planner {
            wordings: Wordings { lexicon },
            patterns: Vec::new(),
            boost: 1.0,
        }
    }

    /// `None` for what holds no word, which asks nothing of a story.
    fn node(&mut self, query: &Query) -> Result<Option<Node>, L::Error> {
        Ok(match query {
            Query::All => Some(Node::All),
            Query::Key { field, pattern } => Some(Node::Key(*field, pattern.clone())),
            Query::Range { field, bounds } => Some(Node::Range(*field, *bounds)),
            Query::Has(fields) => Some(Node::Has(fields)),
            Query::Not(inner) => self.node(inner)?.map(|inner| Node::Not(Box::new(inner))),
            Query::Boost(inner, boost) => {
                let around = self.boost;
                self.boost *= boost;
                let node = self.node(inner)?;
                self.boost = around;
                node
            }
            Query::Words(words) => self.words(query, words, &[])?,
            Query::Near(_) | Query::First(..) => self.positional(query, query, 1)?,
            Query::AtLeast(times, inner) => self.positional(query, inner, *times)?,
            Query::And(parts) => join(self.siblings(parts)?, Node::And),
            Query::Or(parts) => join(self.siblings(parts)?, Node::Or),
        })
    }

    /// Words typed side by side may be a compound: `cease fire` is satisfied by `ceasefire` too.
    fn siblings(&mut self, parts: &[Query]) -> Result<Vec<Option<Node>>, L::Error> {
        let mut joined: Vec<Vec<Leaf>> = vec![Vec::new(); parts.len()];
        for (index, pair) in parts.windows(2).enumerate() {
            if let Some(leaf) = self.joined_pair(&pair[0], &pair[1])? {
                joined[index].push(leaf.clone());
                joined[index + 1].push(leaf);
            }
        }
        let mut nodes = Vec::new();
        for (part, joined) in parts.iter().zip(&joined) {
            nodes.push(match part {
                Query::Words(words) => self.words(part, words, joined)?,
                other => self.node(other)?,
            });
        }
        Ok(nodes)
    }

    fn joined_pair(&self, first: &Query, second: &Query) -> Result<Option<Leaf>, L::Error> {
        let (Query::Words(first), Query::Words(second)) = (first, second) else {
            return Ok(None);
        };
        let plain = |words: &Words| words.default_fields && words.is_plain();
        if !(plain(first) && plain(second) && first.is_beside(second)) {
            return Ok(None);
        }
        let (one, two) = (tokens::words(&first.text), tokens::words(&second.text));
        let ([one], [two]) = (&one[..], &two[..]) else {
            return Ok(None);
        };
        let parts = [&*one.text, &*two.text];
        Ok(self.wordings.is_compound(&parts)?.then(|| Leaf {
            test: stemmed(&parts.concat()),
            surface: Surface::Any,
        }))
    }

    fn words(&mut self, query: &Query, words: &Words, joined: &[Leaf]) -> Result<Option<Node>, L::Error> {
        let mut rows = self.wordings.of(words)?;
        if rows.is_empty() {
            return Ok(None);
        }
        for leaf in joined {
            let row = vec![(0, leaf.clone())];
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let mut leaves = Vec::new();
        let expression = any_row(rows, &mut leaves);
        Ok(Some(self.push(Pattern {
            clause: query.to_string(),
            fields: words.fields,
            leaves,
            expression,
            least: 1,
            boost: self.boost,
        })))
    }

    fn positional(&mut self, query: &Query, inner: &Query, least: u32) -> Result<Option<Node>, L::Error> {
        let (mut leaves, mut fields) = (Vec::new(), &[][..]);
        let expression = self.expression(inner, &mut leaves, &mut fields)?;
        Ok(expression.map(|expression| {
            if fields == DEFAULT_FIELDS && expression.has_first() {
                fields = RUNNING_FIELDS;
            }
            self.push(Pattern {
                clause: query.to_string(),
                fields,
                leaves,
                expression,
                least,
                boost: self.boost,
            })
        }))
    }

    fn push(&mut self, pattern: Pattern) -> Node {
        self.patterns.push(pattern);
        Node::Words(self.patterns.len() - 1)
    }

    /// What stands inside an operator, and in `fields` where it is looked for.
    fn expression(
        &self,
        query: &Query,
        leaves: &mut Vec<Leaf>,
        fields: &mut &'static [Field],
    ) -> Result<Option<Expression>, L::Error> {
        Ok(match query {
            Query::Words(words) => {
                *fields = words.fields;
                let rows = self.wordings.of(words)?;
                (!rows.is_empty()).then(|| any_row(rows, leaves))
            }
            Query::Or(parts) => {
                let mut any = Vec::new();
                for part in parts {
                    any.extend(self.expression(part, leaves, fields)?);
                }
                if any.len() > 1 {
                    Some(Expression::Any(any))
                } else {
                    any.pop()
                }
            }
            Query::First(words, inner) => self
                .expression(inner, leaves, fields)?
                .map(|inner| Expression::First(*words, Box::new(inner))),
            Query::Near(near) => {
                let left = self.expression(&near.left, leaves, fields)?;
                let right = self.expression(&near.right, leaves, fields)?;
                match (left, right) {
                    (Some(left), Some(right)) => Some(Expression::Near(Box::new(Near {
                        left,
                        right,
                        reach: near.reach,
                        ordered: near.ordered,
                        apart: near.apart,
                    }))),
                    // What holds no word asks for nothing.
                    (left, None) => left,
                    (None, right) => right.filter(|_| !near.apart),
                }
            }
            // The parser lets nothing else stand inside an operator.
            _ => None,
        })
    }
}

/// What is satisfied by any of some rows, their leaves added to those that there are.
fn any_row(rows: Vec<Row>, leaves: &mut Vec<Leaf>) -> Expression {
    let mut number = |leaf: Leaf| {
        let known = leaves.iter().position(|known| *known == leaf);
        known.unwrap_or_else(|| {
            leaves.push(leaf);
            leaves.len() - 1
        })
    };
    let mut of_row = |row: Row| {
        let steps = row.into_iter().map(|(skip, leaf)| Step {
            skip,
            leaf: number(leaf),
        });
        match &steps.collect::<Vec<_>>()[..] {
            [step] => Expression::Word(step.leaf),
            steps => Expression::Row(steps.to_vec()),
        }
    };
    let mut any: Vec<Expression> = rows.into_iter().map(&mut of_row).collect();
    if any.len() == 1 {
        any.remove(0)
    } else {
        Expression::Any(any)
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
