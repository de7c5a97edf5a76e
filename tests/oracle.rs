//! The oracle: what a query means, said as plainly as it can be said. It reads the syntax tree
//! against whole stories by loops and knows no plan, no postings and no index; the engine is held
//! to it. It shares the analyser with the engine, and nothing else.

use std::collections::BTreeSet;
use std::ops::Range;

use newsidx::article::Article;
use newsidx::field::{Field, Kind, key_matches};
use newsidx::query::{Bounds, Form, Query, Words};
use newsidx::tokens::{self, Word};

/// All stories of a corpus, and the compounds that they hyphenate.
pub(crate) struct Oracle {
    articles: Vec<Article>,
    compounds: BTreeSet<String>,
    synonyms: Vec<Vec<String>>,
    stop_words: Vec<String>,
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
        Oracle {
            articles,
            compounds,
            synonyms: Vec::new(),
            stop_words: Vec::new(),
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
        collect_words(query, &mut leaves);
        let (stop, other): (Vec<&Words>, Vec<&Words>) = leaves.iter().partition(|words| self.is_stop(words));
        let asked = Asked {
            oracle: self,
            gone: match other.is_empty() {
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
        (0..text.len()).any(|start| phrase.matches(&text[start..], 0))
    }

    fn has_words(&self, words: &Words, article: &Article) -> Option<bool> {
        let typed = tokens::words(&words.text);
        if typed.is_empty() {
            return None;
        }
        let phrase = Phrase {
            oracle: self.oracle,
            typed: &typed,
            form: words.form,
            stems: words.form != Form::Quoted && words.fields.iter().any(|field| field.kind() == Kind::Text),
        };
        let others = match in_running_text(words) {
            true => self.oracle.synonyms(&typed),
            false => Vec::new(),
        };
        Some(any_text(words, article, |text| {
            (0..text.len()).any(|start| phrase.matches(&text[start..], 0))
                || others.iter().any(|other| self.finds(other, text))
        }))
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

/// Without quotes and star, in a field of running text.
fn in_running_text(words: &Words) -> bool {
    words.form == Form::Stemmed && words.fields.iter().any(|field| field.kind() == Kind::Text)
}

/// What the forms of a word or a compound have in common, however it is written.
fn solid(words: &[Word]) -> String {
    stem(&words.iter().map(|word| &*word.text).collect::<String>())
}

/// The words of a synonym, bound together as by hyphens.
fn side_by_side(member: &str) -> Vec<Word> {
    let mut words = tokens::words(member);
    words.iter_mut().skip(1).for_each(|word| word.hyphenated = true);
    words
}

fn collect_words<'q>(query: &'q Query, found: &mut Vec<&'q Words>) {
    match query {
        Query::Words(words) if tokens::count(&words.text) > 0 => found.push(words),
        Query::Not(inner) => collect_words(inner, found),
        Query::And(parts) | Query::Or(parts) => {
            parts.iter().for_each(|part| collect_words(part, found));
        }
        _ => {}
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
