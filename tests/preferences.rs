//! Weights, synonyms and stop words, held to the oracle on random stories and random questions.

use std::sync::Arc;

use newsidx::engine::Sort;
use newsidx::field;
use newsidx::query::{self, Defaults};
use newsidx::search::{Preferences, Question, Synonyms, search};
use proptest::prelude::*;

use crate::engine::{ask, check_order, check_proof, index, named, question_of};
use crate::oracle::Oracle;
use crate::questions::{article, question};

/// Groups that meet the vocabulary as words, compounds and phrases.
const SYNONYMS: &[&[&str]] = &[
    &["cease-fire", "talks", "prime minister"],
    &["oil", "health-care", "UN"],
    &["minister", "the minister", "die"],
    &["said talks", "Moscow"],
    &["fire", "re-elected", "O'Neill", "oil"],
    &["cease fire", "1,000"],
];

const STOP_WORDS: &[&str] = &["the", "oil", "said", "fire", "un", "minister"];

fn some<T: Clone + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    prop::sample::subsequence(all, 0..=all.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_preferences_the_engine_answers_as_the_oracle_does(
        articles in prop::collection::vec(article(), 1..40),
        questions in prop::collection::vec((question(), prop::bool::weighted(0.2)), 40),
        synonyms in some(SYNONYMS),
        stop_words in some(STOP_WORDS),
        weights in prop::collection::vec(prop_oneof![Just(0.0_f32), 0.0_f32..100.0], field::FIELDS.len()),
    ) {
        let articles = named(articles);
        let folder = tempfile::tempdir().unwrap();
        let engine = index(&articles, folder.path(), 1);
        let groups: Vec<Vec<&str>> = synonyms.iter().map(|group| group.to_vec()).collect();
        let mut preferences = Preferences {
            synonyms: Synonyms::of(&groups),
            stop_words: stop_words.iter().map(|word| (*word).to_owned()).collect(),
            ..Preferences::default()
        };
        for (row, weight) in field::weighted().zip(&weights) {
            preferences.weights.set(row.field, *weight);
        }
        let preferences = Arc::new(preferences);
        let oracle = Oracle::of(articles).preferring(&groups, &stop_words);
        for (text, any) in &questions {
            let parsed = query::parse(text, &Defaults { any: *any, newest: None }).unwrap();
            let page = search(&engine, &Question { any: *any, ..question_of(text, &preferences) }).unwrap();
            let wanted = oracle.answer(&parsed);
            let found = page.hits.iter().map(|hit| hit.article.id.0.clone()).collect();
            prop_assert_eq!(&wanted, &found, "{} as {}", text, page.understood);
            prop_assert_eq!(page.total, wanted.len() as u64, "{}", text);
            check_order(&page, text)?;
            check_proof(&page, text)?;
        }
    }

    #[test]
    fn who_prefers_nothing_is_answered_as_ever(
        articles in prop::collection::vec(article(), 1..20),
        questions in prop::collection::vec(question(), 20),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let engine = index(&named(articles), folder.path(), 1);
        let elsewhere = Arc::new(Preferences {
            synonyms: Synonyms::of([["zebra", "quagga"]]),
            stop_words: ["zebra".to_owned()].into(),
            ..Preferences::default()
        });
        for text in &questions {
            let page = ask(&engine, text, Sort::Relevance);
            prop_assert!(!page.adjusted, "{}", text);
            prop_assert_eq!(&page, &search(&engine, &question_of(text, &elsewhere)).unwrap(), "{}", text);
        }
    }
}
