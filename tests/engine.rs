//! The engine, held to the oracle on random stories and random questions; and to itself, whatever
//! the number of threads and segments.

use std::path::Path;
use std::sync::Arc;

use newsidx::article::{Article, ArticleId};
use newsidx::engine::local::{LocalEngine, LocalWriter, WriterOptions};
use newsidx::engine::{Engine, Sort, Stamp, Summary, Writer};
use newsidx::field::Field;
use newsidx::query::{self, Defaults};
use newsidx::search::{Page, Preferences, Question, search};
use proptest::prelude::*;

use crate::oracle::Oracle;
use crate::questions::{article, question};

pub(crate) fn named(articles: Vec<Article>) -> Vec<Article> {
    let name = |(index, mut article): (usize, Article)| {
        article.path = format!("{}/{index}", if index % 2 == 0 { "a" } else { "b" });
        article.id = ArticleId(article.path.clone());
        article
    };
    articles.into_iter().enumerate().map(name).collect()
}

/// A writer that leaves segments as they come.
pub(crate) fn writer(place: &Path, threads: usize) -> LocalWriter {
    let options = WriterOptions {
        threads,
        anew: true,
        tidy: false,
        ..WriterOptions::default()
    };
    LocalWriter::open(place, &options).unwrap()
}

pub(crate) fn index(articles: &[Article], place: &Path, threads: usize) -> LocalEngine {
    let mut writer = writer(place, threads);
    for (serial, article) in (0..).zip(articles) {
        writer.put(article.clone(), Stamp { since: 1, serial }).unwrap();
    }
    Box::new(writer)
        .commit(&Summary::default(), (0..articles.len() as u64).collect())
        .unwrap();
    LocalEngine::open(place).unwrap()
}

pub(crate) fn ask(engine: &LocalEngine, text: &str, sort: Sort) -> Page {
    let question = Question {
        sort,
        ..question_of(text, &Arc::default())
    };
    search(engine, &question).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn question_of(text: &str, preferences: &Arc<Preferences>) -> Question {
    Question {
        text: text.into(),
        limit: usize::MAX,
        preferences: Arc::clone(preferences),
        ..Question::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_answers_as_the_oracle_does(
        articles in prop::collection::vec(article(), 1..40),
        questions in prop::collection::vec(question(), 40),
    ) {
        let articles = named(articles);
        let folder = tempfile::tempdir().unwrap();
        let engine = index(&articles, folder.path(), 1);
        let oracle = Oracle::of(articles);
        for text in &questions {
            let parsed = query::parse(text, &Defaults::default()).unwrap();
            let page = ask(&engine, text, Sort::Relevance);
            let wanted = oracle.answer(&parsed);
            let found = page.hits.iter().map(|hit| hit.article.id.0.clone()).collect();
            prop_assert_eq!(&wanted, &found, "{}", text);
            prop_assert_eq!(page.total, wanted.len() as u64, "{}", text);
            check_order(&page, text)?;
            check_list(&engine, &page, text)?;
            check_proof(&page, text)?;
        }
    }

    #[test]
    fn threads_and_segments_change_nothing(
        articles in prop::collection::vec(article(), 1..40),
        questions in prop::collection::vec(question(), 20),
    ) {
        let articles = named(articles);
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let whole = index(&articles, one.path(), 1);
        let reversed: Vec<Article> = articles.iter().rev().cloned().collect();
        let pieces = index(&reversed, other.path(), 3);
        for text in &questions {
            for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
                prop_assert_eq!(ask(&whole, text, sort), ask(&pieces, text, sort), "{}", text);
            }
        }
    }
}

/// Scores fall; among equals the newest comes first, then the least id.
pub(crate) fn check_order(page: &Page, text: &str) -> Result<(), TestCaseError> {
    for pair in page.hits.windows(2) {
        let key = |hit: &newsidx::search::PageHit| {
            let published = hit
                .article
                .published
                .map_or(i64::MIN, |published| published.seconds());
            (
                std::cmp::Reverse(hit.score.to_bits()),
                std::cmp::Reverse(published),
                hit.article.id.clone(),
            )
        };
        prop_assert!(
            key(&pair[0]) < key(&pair[1]),
            "{}: {:?} {:?}",
            text,
            key(&pair[0]),
            key(&pair[1])
        );
    }
    Ok(())
}

/// A list names the same stories in the same order, with the same scores and days.
fn check_list(engine: &LocalEngine, page: &Page, text: &str) -> Result<(), TestCaseError> {
    let question = Question {
        text: text.into(),
        limit: usize::MAX,
        ..Question::default()
    };
    let listed = newsidx::search::list(engine, &question).unwrap();
    prop_assert_eq!(listed.len(), page.hits.len(), "{}", text);
    for (listed, hit) in listed.iter().zip(&page.hits) {
        prop_assert_eq!(&listed.id, &hit.article.id);
        prop_assert_eq!(listed.score, hit.score);
        prop_assert_eq!(
            listed.published,
            hit.article.published.map(|published| published.date)
        );
    }
    Ok(())
}

/// A story found by its words shows at least one of them, and each highlight alone answers a
/// question of the same words.
pub(crate) fn check_proof(page: &Page, text: &str) -> Result<(), TestCaseError> {
    let negative = text.contains('-') || text.contains("NOT");
    let by_words = !text.contains(":*")
        && !["published:>", "filed:", "path:", "id:"]
            .iter()
            .any(|start| text.starts_with(start));
    for hit in &page.hits {
        let highlights: usize = hit.snippets.iter().map(|snippet| snippet.highlights.len()).sum();
        prop_assert!(highlights > 0 || negative || !by_words, "{}: {:?}", text, hit);
        let body_shown = hit.snippets.iter().any(|snippet| snippet.field == Field::Body);
        prop_assert!(body_shown || hit.article.body.is_empty(), "{}: no snippet", text);
        for snippet in &hit.snippets {
            for range in &snippet.highlights {
                prop_assert!(
                    snippet
                        .text
                        .get(range.clone())
                        .is_some_and(|text| !text.trim().is_empty())
                );
            }
        }
    }
    Ok(())
}

#[test]
fn a_page_goes_on_where_the_one_before_ended() {
    let articles: Vec<Article> = (0..25)
        .map(|_| Article {
            headline: "Oil rises".into(),
            body: "Oil rose.".into(),
            ..Article::default()
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let engine = index(&named(articles), folder.path(), 2);
    let all = ask(&engine, "oil", Sort::Relevance);
    let mut paged = Vec::new();
    for offset in (0..30).step_by(7) {
        let question = Question {
            text: "oil".into(),
            offset,
            limit: 7,
            ..Question::default()
        };
        let page = search(&engine, &question).unwrap();
        assert_eq!(page.total, 25);
        paged.extend(page.hits);
    }
    assert_eq!(paged, all.hits);
}

#[test]
fn a_story_is_fetched_by_its_id() {
    let articles = named(
        (0..9)
            .map(|n| Article {
                headline: format!("Story {n}"),
                ..Article::default()
            })
            .collect(),
    );
    let folder = tempfile::tempdir().unwrap();
    let engine = index(&articles, folder.path(), 2);
    let ids = [
        ArticleId("a/4".into()),
        ArticleId("none".into()),
        ArticleId("b/7".into()),
    ];
    let fetched = engine.fetch(&ids).unwrap();
    assert_eq!(
        fetched,
        [Some(articles[4].clone()), None, Some(articles[7].clone())]
    );
}
