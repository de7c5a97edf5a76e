//! The oracle: what a query means, said as plainly as it can be said. It reads the syntax tree
//! against whole stories by loops and knows no plan, no postings and no index; the engine is held
//! to it. It shares the analyser with the engine, and nothing else.

use std::collections::BTreeSet;

use newsidx::article::Article;
use newsidx::field::{Field, Kind, key_matches};
use newsidx::query::{Bounds, Form, Query, Words};
use newsidx::tokens::{self, Word};

/// All stories of a corpus, and the compounds that they hyphenate.
pub(crate) struct Oracle {
    articles: Vec<Article>,
    compounds: BTreeSet<String>,
}

impl Oracle {
    pub(crate) fn of(articles: Vec<Article>) -> Oracle {
        let mut compounds = BTreeSet::new();
        for article in &articles {
            for text in [&article.headline, &article.body] {
                tokens::compounds(text, |compound| {
                    compounds.insert(compound.parts);
                });
            }
        }
        Oracle { articles, compounds }
    }

    /// The ids of the stories that a query means, in order.
    pub(crate) fn answer(&self, query: &Query) -> BTreeSet<String> {
        let matching = self
            .articles
            .iter()
            .filter(|article| self.means(query, article).unwrap_or(true));
        matching.map(|article| article.id.0.clone()).collect()
    }

    /// Whether a query means a story; `None` if it asks for nothing.
    fn means(&self, query: &Query, article: &Article) -> Option<bool> {
        match query {
            Query::All => Some(true),
            Query::Words(words) => self.has_words(words, article),
            Query::Key { field, pattern } => {
                Some(field.texts(article).iter().any(|text| key_matches(pattern, text)))
            }
            Query::Range { field, bounds } => Some(within(*field, *bounds, article)),
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
        let mut answers = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let Some(mut means) = self.means(part, article) else {
                continue;
            };
            let before = index
                .checked_sub(1)
                .and_then(|before| self.joined(&parts[before], part));
            let after = parts.get(index + 1).and_then(|after| self.joined(part, after));
            for solid in [before, after].into_iter().flatten() {
                let solid = Words {
                    text: solid,
                    span: 0..0,
                    ..plain(part).unwrap().clone()
                };
                means |= any_text(&solid, article, |words| {
                    words.iter().any(|word| stem(&word.text) == stem(&solid.text))
                });
            }
            answers.push(means);
        }
        answers
    }

    /// Two plain words side by side that are a compound, as one word.
    fn joined(&self, first: &Query, second: &Query) -> Option<String> {
        let (first, second) = (plain(first)?, plain(second)?);
        let gap = second.span.start.checked_sub(first.span.end)?;
        let (one, two) = (tokens::words(&first.text), tokens::words(&second.text));
        let known =
            gap < 4 && one.len() == 1 && two.len() == 1 && self.is_compound(&[&one[0].text, &two[0].text]);
        known.then(|| format!("{}{}", one[0].text, two[0].text))
    }

    fn has_words(&self, words: &Words, article: &Article) -> Option<bool> {
        let typed = tokens::words(&words.text);
        if typed.is_empty() {
            return None;
        }
        let stems = words.form != Form::Quoted && words.fields.iter().any(|field| field.kind() == Kind::Text);
        let phrase = Phrase {
            oracle: self,
            typed: &typed,
            form: words.form,
            stems,
        };
        Some(any_text(words, article, |text| {
            (0..text.len()).any(|start| phrase.matches(&text[start..], 0))
        }))
    }

    fn splits(&self, solid: &str) -> BTreeSet<String> {
        let solid = stem(solid);
        let of_corpus = self
            .compounds
            .iter()
            .filter(|parts| stem(&parts.replace(' ', "")) == solid)
            .cloned();
        of_corpus
            .chain(tokens::listed_splits(&solid).map(str::to_owned))
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

/// Typed words to be found side by side.
struct Phrase<'o> {
    oracle: &'o Oracle,
    typed: &'o [Word],
    form: Form,
    stems: bool,
}

impl Phrase<'_> {
    /// Whether the typed words from `at` on stand at the beginning of a text.
    fn matches(&self, text: &[Word], at: usize) -> bool {
        if at == self.typed.len() {
            return true;
        }
        let plain = !text.is_empty()
            && self.is(&text[0], at, &self.typed[at].text)
            && self.matches(&text[1..], at + 1);
        plain || (1..=3.min(self.typed.len() - at)).any(|width| self.matches_otherwise(text, at, width))
    }

    /// Whether a run of typed words stands there in another wording.
    fn matches_otherwise(&self, text: &[Word], at: usize, width: usize) -> bool {
        let run = &self.typed[at..at + width];
        let parts: Vec<&str> = run.iter().map(|word| &*word.text).collect();
        let solid = parts.concat();
        let last = at + width - 1;
        let is_prefix = self.form == Form::Prefix && last + 1 == self.typed.len();
        let hyphenated = run[1..].iter().all(|word| word.hyphenated);
        if width > 1 && !hyphenated && (is_prefix || !self.oracle.is_compound(&parts)) {
            return false;
        }
        if width > 1
            && !text.is_empty()
            && self.is(&text[0], last, &solid)
            && self.matches(&text[1..], last + 1)
        {
            return true;
        }
        if is_prefix {
            return false;
        }
        self.oracle.splits(&solid).iter().any(|split| {
            let split: Vec<&str> = split.split(' ').collect();
            let allowed = self.stems || split.concat() == solid;
            allowed
                && text.len() >= split.len()
                && split
                    .iter()
                    .zip(text)
                    .all(|(part, word)| self.is(word, last, part))
                && self.matches(&text[split.len()..], last + 1)
        })
    }

    /// Whether a word of a text is a wanted one, which stands for the typed word of that index.
    fn is(&self, word: &Word, index: usize, wanted: &str) -> bool {
        if self.form == Form::Prefix && index + 1 == self.typed.len() {
            word.text.starts_with(wanted)
        } else if self.stems {
            stem(&word.text) == stem(wanted)
        } else {
            word.text == wanted
        }
    }
}

fn stem(word: &str) -> String {
    tokens::stem(word).into_owned()
}

fn plain(query: &Query) -> Option<&Words> {
    match query {
        Query::Words(words) if words.default_fields && words.form == Form::Stemmed => Some(words),
        _ => None,
    }
}

fn any_text(words: &Words, article: &Article, found: impl Fn(&[Word]) -> bool) -> bool {
    let texts = words.fields.iter().flat_map(|field| field.texts(article));
    texts.map(|text| tokens::words(&text)).any(|text| found(&text))
}

fn within(field: Field, bounds: Bounds, article: &Article) -> bool {
    match bounds {
        Bounds::Numbers(from, to) => {
            let length = article.body.split_whitespace().count() as u64;
            from.is_none_or(|from| length >= from) && to.is_none_or(|to| length <= to)
        }
        Bounds::Days(from, to) => {
            let date = match field {
                Field::Filed => article.dateline.as_ref().and_then(|dateline| dateline.date),
                _ => article.published.map(|published| published.date),
            };
            date.is_some_and(|date| from.is_none_or(|from| date >= from) && to.is_none_or(|to| date <= to))
        }
    }
}
