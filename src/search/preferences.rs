//! What holds for every question: weights of fields, synonyms, and words that ask for nothing. It
//! changes a query's tree before it is planned, so that what was understood can be printed; it reads
//! no file.

use std::collections::{BTreeMap, BTreeSet};

use crate::field::Weights;
use crate::query::{Query, Words, all_of, any_of};
use crate::tokens;

/// Preferences; the default has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// How much an occurrence counts in each field.
    pub weights: Weights,
    /// Words that stand for each other.
    pub synonyms: Synonyms,
    /// Words that ask for nothing beside others, as [`tokens::words`] folds them.
    pub stop_words: BTreeSet<String>,
}

/// Groups of words that stand for each other: who types one of them means the others too.
///
/// A member is a word, a compound or a phrase, and is found in all its forms. A group is meant by a
/// plain word of running text, in any form and, if it is a compound, however it is written; a member
/// of several words also where they are typed side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Synonyms {
    /// The others of the groups of a member, by [`key`].
    others: BTreeMap<String, Vec<String>>,
    /// The keys of the members of several words, by the stems of those.
    phrases: BTreeMap<Vec<String>, String>,
    /// The words of the longest member.
    longest: usize,
}

impl Synonyms {
    /// Makes them from groups; a member that holds no word is passed over.
    ///
    /// ```
    /// use newsidx::search::Synonyms;
    /// let synonyms = Synonyms::of([["cease-fire", "truce", "prime minister"]]);
    /// assert_eq!(synonyms.others("truces"), ["cease-fire", "prime-minister"]);
    /// assert!(synonyms.others("minister").is_empty());
    /// ```
    #[must_use]
    pub fn of<G, T>(groups: impl IntoIterator<Item = G>) -> Synonyms
    where
        G: IntoIterator<Item = T>,
        T: AsRef<str>,
    {
        let mut synonyms = Synonyms::default();
        for group in groups {
            synonyms.add(group.into_iter().map(|member| split(member.as_ref())).collect());
        }
        synonyms
    }

    fn add(&mut self, mut members: Vec<Vec<String>>) {
        members.retain(|member| !member.is_empty());
        for member in &members {
            let own = key(member);
            let others = self.others.entry(own.clone()).or_default();
            for other in members.iter().filter(|other| key(other) != own) {
                push_new(others, &other.join("-"));
            }
            if member.len() > 1 {
                let stems = member.iter().map(|word| tokens::stem(word).into_owned());
                self.phrases.insert(stems.collect(), own);
                self.longest = self.longest.max(member.len());
            }
        }
    }

    /// What a word stands for beside itself, each as it would be typed.
    #[must_use]
    pub fn others(&self, word: &str) -> &[String] {
        self.by_key(&key(&split(word)))
    }

    fn by_key(&self, key: &str) -> &[String] {
        self.others.get(key).map_or(&[], Vec::as_slice)
    }

    fn apply(&self, query: &mut Query) {
        match query {
            Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_) => {}
            Query::Near(near) => {
                self.apply(&mut near.left);
                self.apply(&mut near.right);
            }
            Query::First(_, inner) | Query::AtLeast(_, inner) | Query::Boost(inner, _) => self.apply(inner),
            Query::Words(words) if words.is_plain() => {
                words.also = self.others(&words.text).to_vec();
            }
            Query::Words(_) => {}
            Query::Not(inner) => self.apply(inner),
            Query::And(parts) | Query::Or(parts) => {
                parts.iter_mut().for_each(|part| self.apply(part));
                self.apply_to_rows(parts);
            }
        }
    }

    /// Finds members that were typed as words side by side: each of the words is then satisfied by
    /// what the member stands for.
    fn apply_to_rows(&self, parts: &mut [Query]) {
        for start in 0..parts.len() {
            let mut stems: Vec<String> = Vec::new();
            for end in start..parts.len().min(start + self.longest) {
                let Some(stem) =
                    single(&parts[end]).filter(|_| end == start || beside(&parts[end - 1..=end]))
                else {
                    break;
                };
                stems.push(stem);
                let Some(key) = self.phrases.get(&stems) else {
                    continue;
                };
                for part in &mut parts[start..=end] {
                    if let Query::Words(words) = part {
                        self.by_key(key)
                            .iter()
                            .for_each(|other| push_new(&mut words.also, other));
                    }
                }
            }
        }
    }
}

impl Preferences {
    /// The query that is asked where this one is typed.
    #[must_use]
    pub fn apply(&self, typed: &Query) -> Query {
        let mut query = typed.clone();
        if !self.stop_words.is_empty() && self.has_other_word(typed) {
            query = self.without_stop_words(typed).unwrap_or(Query::All);
        }
        if !self.synonyms.others.is_empty() {
            self.synonyms.apply(&mut query);
        }
        query
    }

    fn is_stop_word(&self, words: &Words) -> bool {
        match &tokens::words(&words.text)[..] {
            [word] => words.is_plain() && self.stop_words.contains(&word.text),
            _ => false,
        }
    }

    /// Whether a query holds a word that is no stop word.
    fn has_other_word(&self, query: &Query) -> bool {
        match query {
            Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_) => false,
            // What stands inside an operator is asked for, whatever it is.
            Query::Near(_) | Query::First(..) | Query::AtLeast(..) => true,
            Query::Boost(inner, _) => self.has_other_word(inner),
            Query::Words(words) => !self.is_stop_word(words) && tokens::count(&words.text) > 0,
            Query::Not(inner) => self.has_other_word(inner),
            Query::And(parts) | Query::Or(parts) => parts.iter().any(|part| self.has_other_word(part)),
        }
    }

    /// The query as if its stop words had not been typed; `None` if nothing is left.
    fn without_stop_words(&self, query: &Query) -> Option<Query> {
        match query {
            Query::Words(words) if self.is_stop_word(words) => None,
            Query::All
            | Query::Key { .. }
            | Query::Range { .. }
            | Query::Has(_)
            | Query::Words(_)
            | Query::Near(_)
            | Query::First(..)
            | Query::AtLeast(..) => Some(query.clone()),
            Query::Boost(inner, boost) => self
                .without_stop_words(inner)
                .map(|inner| Query::Boost(Box::new(inner), *boost)),
            Query::Not(inner) => self
                .without_stop_words(inner)
                .map(|inner| Query::Not(Box::new(inner))),
            Query::And(parts) => self.parts_without_stop_words(parts).map(all_of),
            Query::Or(parts) => self.parts_without_stop_words(parts).map(any_of),
        }
    }

    fn parts_without_stop_words(&self, parts: &[Query]) -> Option<Vec<Query>> {
        let mut left = Vec::new();
        let mut gap: Option<usize> = None;
        for part in parts {
            let Some(mut part_left) = self.without_stop_words(part) else {
                gap = gap.or(start(part));
                continue;
            };
            // The word takes the place of those before it that are gone: what stood on both sides of
            // them stands side by side.
            if let (Some(gap), Query::Words(words)) = (gap.take(), &mut part_left) {
                words.span.start = gap;
            }
            left.push(part_left);
        }
        (!left.is_empty()).then_some(left)
    }
}

/// Where the first word of a query stands.
fn start(query: &Query) -> Option<usize> {
    match query {
        Query::Words(words) => Some(words.span.start),
        Query::Not(inner) => start(inner),
        Query::And(parts) | Query::Or(parts) => parts.first().and_then(start),
        Query::Near(near) => start(&near.left),
        Query::First(_, inner) | Query::AtLeast(_, inner) | Query::Boost(inner, _) => start(inner),
        Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_) => None,
    }
}

/// The stem of a part that is one plain word.
fn single(part: &Query) -> Option<String> {
    let Query::Words(words) = part else { return None };
    match &tokens::words(&words.text)[..] {
        [word] if words.is_plain() => Some(tokens::stem(&word.text).into_owned()),
        _ => None,
    }
}

fn beside(pair: &[Query]) -> bool {
    matches!(pair, [Query::Words(first), Query::Words(second)] if first.is_beside(second))
}

/// The words of a member, folded.
fn split(member: &str) -> Vec<String> {
    let words = tokens::words(member).into_iter();
    words.map(|word| word.text).collect()
}

/// What all forms of a member share: the stem of it written as one word, as compounds have it.
fn key(member: &[String]) -> String {
    tokens::stem(&member.concat()).into_owned()
}

fn push_new(texts: &mut Vec<String>, text: &str) {
    if !texts.iter().any(|known| known == text) {
        texts.push(text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Defaults, parse};

    fn preferences() -> Preferences {
        let groups = [
            &["cease-fire", "truce", "armistice"][..],
            &["Prime Minister", "premier"],
            &["truce", "lull"],
        ];
        Preferences {
            synonyms: Synonyms::of(groups),
            stop_words: ["the", "of", "a", "an", "who"].map(str::to_owned).into(),
            ..Preferences::default()
        }
    }

    #[track_caller]
    fn understood(any: bool, typed: &str, wanted: &str) {
        let query = parse(typed, &Defaults { any, newest: None }).unwrap();
        assert_eq!(preferences().apply(&query).to_string(), wanted, "{typed}");
    }

    #[test]
    fn a_plain_word_stands_for_its_group() {
        understood(
            false,
            "armistice Moscow",
            "(armistice OR cease-fire OR truce) Moscow",
        );
        understood(false, "Truces", "Truces OR cease-fire OR armistice OR lull");
        understood(
            false,
            "ceasefires -premiers",
            "(ceasefires OR truce OR armistice) -(premiers OR prime-minister)",
        );
        understood(false, "headline:lull", "headline:lull OR headline:truce");
        understood(false, "lull OR oil", "(lull OR truce) OR oil");
        understood(false, "prime-ministers", "prime-ministers OR premier");
    }

    #[test]
    fn words_side_by_side_stand_for_the_group_of_their_phrase() {
        understood(
            false,
            "new prime ministers",
            "new (prime OR premier) (ministers OR premier)",
        );
        understood(
            false,
            "cease fire",
            "(cease OR truce OR armistice) (fire OR truce OR armistice)",
        );
        for typed in [
            "prime AND minister",
            "prime OR minister",
            "minister prime",
            "prime headline:minister",
        ] {
            let query = parse(typed, &Defaults::default()).unwrap();
            assert_eq!(preferences().apply(&query), query, "{typed}");
        }
    }

    #[test]
    fn quotes_beginnings_and_names_are_left_alone() {
        for typed in [
            "\"truce\"",
            "truc*",
            "byline:truce",
            "\"prime minister\"",
            "prime \"minister\"",
            "\"the\" oil",
            "source:the oil",
            "the* oil",
            "the-who oil",
        ] {
            let query = parse(typed, &Defaults::default()).unwrap();
            assert_eq!(preferences().apply(&query), query, "{typed}");
        }
    }

    #[test]
    fn stop_words_ask_for_nothing_beside_other_words() {
        understood(false, "The price of oil", "price oil");
        understood(true, "the price of oil", "price OR oil");
        understood(true, "the price +of +oil", "oil (* OR price)");
        understood(false, "oil OR the", "oil");
        understood(false, "oil -the -(a gas)", "oil -gas");
        understood(
            false,
            "\"the\" of published:2020",
            "\"the\" published:2020-01-01..2020-12-31",
        );
        understood(false, "headline:(the oil)", "headline:oil");
    }

    #[test]
    fn a_query_of_stop_words_alone_is_asked_as_it_is() {
        for typed in ["the who", "the", "", "the published:2020", "of OR the"] {
            let query = parse(typed, &Defaults::default()).unwrap();
            assert_eq!(preferences().apply(&query), query, "{typed}");
        }
    }

    #[test]
    fn what_stood_around_stop_words_stands_side_by_side() {
        understood(
            false,
            "cease the an of fire",
            "(cease OR truce OR armistice) (fire OR truce OR armistice)",
        );
        understood(false, "cease OR the fire", "cease OR fire");
    }
}
