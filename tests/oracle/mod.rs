//! The oracle: what a query means, said as plainly as it can be said. It reads the syntax tree
//! against whole stories by loops and knows no plan, no postings and no index; the engine is held
//! to it. It shares the analyser with the engine, and nothing else.

mod phrase;
mod story;
mod text;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use newsidx::article::Article;
use newsidx::field::{Field, Kind, key_matches};
use newsidx::query::{Form, Query, Words};
use newsidx::tokens::{self, Word};

use phrase::{Phrase, Typed, choices, side_by_side, stem, typed};
use story::{any_text, collect_words, fields_of, has, has_first, in_running_text, solid, within};
use text::Stretch;
pub(crate) use text::Text;

/// All stories of a corpus, and the compounds that they hyphenate.
pub(crate) struct Oracle {
    articles: Vec<Article>,
    /// By the stem of what they are as one word.
    compounds: BTreeMap<String, BTreeSet<String>>,
    synonyms: Vec<Vec<String>>,
    stop_words: Vec<String>,
    /// The answers that were found before.
    splits: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

impl Oracle {
    pub(crate) fn of(articles: Vec<Article>) -> Oracle {
        let mut compounds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for article in &articles {
            for text in [&article.headline, &article.body] {
                tokens::compounds(text, |compound| {
                    let solid = stem(&compound.parts.replace(' ', ""));
                    compounds.entry(solid).or_default().insert(compound.parts);
                });
            }
        }
        Oracle {
            articles,
            compounds,
            synonyms: Vec::new(),
            stop_words: Vec::new(),
            splits: RefCell::default(),
        }
    }

    /// The same stories, asked by someone with preferences.
    pub(crate) fn preferring(self, synonyms: &[Vec<&str>], stop_words: &[&str]) -> Oracle {
        let owned = |words: &Vec<&str>| words.iter().map(|word| (*word).to_owned()).collect();
        Oracle {
            synonyms: synonyms.iter().map(owned).collect(),
            stop_words: owned(&stop_words.to_vec()),
            ..self
        }
    }

    /// The ids of the stories that a query means, in order.
    pub(crate) fn answer(&self, query: &Query) -> BTreeSet<String> {
        let mut leaves = Vec::new();
        let has_operator = collect_words(query, &mut leaves);
        let (stop, other): (Vec<&Words>, Vec<&Words>) = leaves.iter().partition(|words| self.is_stop(words));
        let asked = Asked {
            oracle: self,
            gone: match other.is_empty() && !has_operator {
                true => Vec::new(),
                false => stop.iter().map(|words| words.span.clone()).collect(),
            },
        };
        let matching = self
            .articles
            .iter()
            .filter(|article| asked.means(query, article).unwrap_or(true));
        matching.map(|article| article.id.0.clone()).collect()
    }

    /// Whether what is looked for in texts is in one.
    pub(crate) fn finds_in(&self, query: &Query, text: &Text<'_>) -> bool {
        let asked = Asked {
            oracle: self,
            gone: Vec::new(),
        };
        !asked.stretches(query, text).is_empty()
    }

    fn is_stop(&self, words: &Words) -> bool {
        let typed = tokens::words(&words.text);
        in_running_text(words) && typed.len() == 1 && self.stop_words.contains(&typed[0].text)
    }

    /// The members of the groups that hold these words, but for those that are the words themselves.
    fn synonyms(&self, typed: &[Word]) -> Vec<String> {
        let groups = self.synonyms.iter();
        let groups = groups.filter(|group| {
            group
                .iter()
                .any(|member| solid(&tokens::words(member)) == solid(typed))
        });
        let others = groups
            .flatten()
            .filter(|member| solid(&tokens::words(member)) != solid(typed));
        others.cloned().collect()
    }

    fn splits(&self, solid: &str) -> BTreeSet<String> {
        if let Some(known) = self.splits.borrow().get(solid) {
            return known.clone();
        }
        let found = self.find_splits(&stem(solid));
        self.splits.borrow_mut().insert(solid.to_owned(), found.clone());
        found
    }

    fn find_splits(&self, solid: &str) -> BTreeSet<String> {
        let of_corpus = self.compounds.get(solid).into_iter().flatten().cloned();
        of_corpus
            .chain(tokens::listed_splits(solid).map(str::to_owned))
            .collect()
    }

    fn is_compound(&self, parts: &[&str]) -> bool {
        let stems = |parts: &[&str]| parts.iter().map(|part| stem(part)).collect::<Vec<_>>();
        let splits = self.splits(&parts.concat());
        splits
            .iter()
            .any(|split| stems(&split.split(' ').collect::<Vec<_>>()) == stems(parts))
    }
}

/// A query's words, and which of them ask for nothing.
struct Asked<'o> {
    oracle: &'o Oracle,
    /// Where the stop words stand that are left out.
    gone: Vec<Range<usize>>,
}

impl Asked<'_> {
    /// Whether a query means a story; `None` if it asks for nothing.
    fn means(&self, query: &Query, article: &Article) -> Option<bool> {
        match query {
            Query::All => Some(true),
            Query::Words(words) if self.gone.contains(&words.span) => None,
            Query::Words(words) => self.has_words(words, article),
            Query::Key { field, pattern } => {
                Some(field.texts(article).iter().any(|text| key_matches(pattern, text)))
            }
            Query::Range { field, bounds } => Some(within(*field, *bounds, article)),
            Query::Has(fields) => Some(fields.iter().any(|field| has(*field, article))),
            Query::Boost(inner, _) => self.means(inner, article),
            Query::Near(_) | Query::First(..) => Some(self.times(query, article) > 0),
            Query::AtLeast(times, inner) => Some(self.times(inner, article) >= *times as usize),
            Query::Not(inner) => self.means(inner, article).map(|means| !means),
            Query::And(parts) => self
                .siblings(parts, article)
                .into_iter()
                .reduce(|all, one| all && one),
            Query::Or(parts) => self
                .siblings(parts, article)
                .into_iter()
                .reduce(|any, one| any || one),
        }
    }

    fn siblings(&self, parts: &[Query], article: &Article) -> Vec<bool> {
        let asking = parts.iter().filter(|part| self.means(part, article).is_some());
        let asking: Vec<&Query> = asking.map(|part| self.bare(part, article)).collect();
        let mut answers: Vec<bool> = asking
            .iter()
            .map(|part| self.means(part, article).unwrap())
            .collect();
        for start in 0..asking.len() {
            for end in start + 1..asking.len() {
                let Some(run) = self.run(&asking[start..=end]) else {
                    continue;
                };
                let found = any_text(run[0], article, |text| self.finds_run(&run, text));
                answers[start..=end]
                    .iter_mut()
                    .for_each(|answer| *answer |= found);
            }
        }
        answers
    }

    /// What a part comes to: of `(care AND NOT the)`, where `the` asks for nothing, `care` is left.
    fn bare<'q>(&self, part: &'q Query, article: &Article) -> &'q Query {
        let (Query::And(parts) | Query::Or(parts)) = part else {
            return part;
        };
        let mut asking = parts.iter().filter(|part| self.means(part, article).is_some());
        match (asking.next(), asking.next()) {
            (Some(only), None) => self.bare(only, article),
            _ => part,
        }
    }

    /// Plain words that were typed side by side, in the same fields.
    fn run<'q>(&self, parts: &[&'q Query]) -> Option<Vec<&'q Words>> {
        let words = parts.iter().map(|part| match part {
            Query::Words(words) if in_running_text(words) && tokens::count(&words.text) == 1 => Some(words),
            _ => None,
        });
        let words: Vec<&Words> = words.collect::<Option<_>>()?;
        let beside = words.windows(2).all(|pair| {
            let between = pair[0].span.end..pair[1].span.start;
            let gone = self
                .gone
                .iter()
                .filter(|gone| between.start <= gone.start && gone.end <= between.end);
            let gone: usize = gone.map(|gone| gone.len() + 1).sum();
            pair[0].fields == pair[1].fields && between.len() - gone < 4
        });
        beside.then_some(words)
    }

    /// Whether a text holds what each of some words side by side is satisfied by as well: the
    /// compound that they are as one word, or a synonym of the phrase that they are.
    fn finds_run(&self, run: &[&Words], text: &[Word]) -> bool {
        let typed = run.iter().flat_map(|words| tokens::words(&words.text));
        let typed: Vec<String> = typed.map(|word| word.text).collect();
        let parts: Vec<&str> = typed.iter().map(String::as_str).collect();
        let compound = run[0].default_fields && run.len() == 2 && self.oracle.is_compound(&parts);
        if compound && text.iter().any(|word| stem(&word.text) == stem(&parts.concat())) {
            return true;
        }
        let members = self.oracle.synonyms.iter().flatten();
        members.map(|member| tokens::words(member)).any(|member| {
            let stems = member.iter().map(|word| stem(&word.text));
            stems.eq(typed.iter().map(|word| stem(word)))
                && self
                    .oracle
                    .synonyms(&member)
                    .iter()
                    .any(|other| self.finds(other, text))
        })
    }

    /// Whether a text holds words in any of their forms and wordings.
    fn finds(&self, wanted: &str, text: &[Word]) -> bool {
        let phrase = Phrase {
            oracle: self.oracle,
            typed: &side_by_side(wanted),
            form: Form::Stemmed,
            stems: true,
        };
        (0..text.len()).any(|start| !phrase.lengths(&text[start..], 0).is_empty())
    }

    fn has_words(&self, words: &Words, article: &Article) -> Option<bool> {
        (tokens::count(&words.text) > 0).then(|| self.times(&Query::Words(words.clone()), article) > 0)
    }

    /// How often what is looked for in texts occurs in a story: as many stretches as do not overlap.
    fn times(&self, query: &Query, article: &Article) -> usize {
        let mut times = 0;
        // Nobody means the first words of a byline.
        let running =
            |field: &&Field| !has_first(query) || field.kind() == Kind::Text || fields_of(query).len() < 5;
        for field in fields_of(query).iter().filter(running) {
            for text in field.texts(article) {
                let mut left: Vec<Stretch> = self
                    .stretches(query, &Text::of(&text, field.kind()))
                    .into_iter()
                    .collect();
                // The one that ends first leaves most room.
                while let Some(first) = left
                    .iter()
                    .copied()
                    .min_by_key(|stretch| (stretch.1, Reverse(stretch.0)))
                {
                    times += 1;
                    left.retain(|stretch| stretch.0 > first.1);
                }
            }
        }
        times
    }

    /// All stretches of a text that are what is looked for: the indexes of their first and last words.
    fn stretches(&self, query: &Query, text: &Text<'_>) -> BTreeSet<Stretch> {
        let all = |query| self.stretches(query, text);
        match query {
            Query::Words(words) => self.stretches_of_words(words, text),
            Query::Or(parts) => parts.iter().flat_map(all).collect(),
            Query::First(words, inner) => {
                let first = |stretch: &Stretch| stretch.1 < *words as usize;
                all(inner).into_iter().filter(first).collect()
            }
            Query::Near(near) => {
                let (left, right) = (all(&near.left), all(&near.right));
                let mut found = BTreeSet::new();
                for one in &left {
                    let mut alone = true;
                    for other in &right {
                        let overlap = one.0 <= other.1 && other.0 <= one.1;
                        let near_by = text.is_near(near, *one, *other);
                        if near_by && !overlap && !near.apart {
                            found.insert((one.0.min(other.0), one.1.max(other.1)));
                        }
                        alone &= !near_by || one == other;
                    }
                    if near.apart && alone {
                        found.insert(*one);
                    }
                }
                found
            }
            other => panic!("{other:?} stands in no text"),
        }
    }

    fn stretches_of_words(&self, words: &Words, text: &Text<'_>) -> BTreeSet<Stretch> {
        let mut phrases: Vec<(Vec<Typed>, Form)> = Vec::new();
        for phrase in choices(words) {
            phrases.push((typed(&phrase, words.form), words.form));
        }
        if in_running_text(words) {
            let others = self.oracle.synonyms(&tokens::words(&words.text));
            phrases.extend(others.iter().map(|other| (side_by_side(other), Form::Stemmed)));
        }
        let mut found = BTreeSet::new();
        for (typed, form) in &phrases {
            let stems = !matches!(form, Form::Quoted | Form::Exact | Form::Fuzzy(_));
            let phrase = Phrase {
                oracle: self.oracle,
                typed,
                form: *form,
                stems: stems && words.fields.iter().any(|field| field.kind() == Kind::Text),
            };
            for first in 0..text.words.len() {
                for length in phrase.lengths(&text.words[first..], 0) {
                    let last = first + length - 1;
                    if length > 0 && text.looks(first, last, words) {
                        found.insert((first, last));
                    }
                }
            }
        }
        found
    }
}
