//! An index of which stories were deleted answers as one that never had them: what is found, in which order, with
//! which scores to the last bit, what is counted, suggested and explained.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use newsidx::article::{Article, ArticleId, EntityKind};
use newsidx::engine::local::LocalEngine;
use newsidx::engine::{Engine, EntityCounts, EntityRequest, Explanation, Sort, Stamp, Summary, Writer};
use newsidx::field::{DEFAULT_FIELDS, Field};
use newsidx::search::{Question, prepare};
use proptest::prelude::*;

use crate::engine::{ask, index, named, question_of, writer};
use crate::questions::{article, question};
use crate::windows;

/// Words that deleted stories alone have, in ways in which the engine could tell of them.
const GONE: &str = "ministre olgas cease-fyre-line heal-thcare, the olgas";

/// An index of all these stories, of which those that are not kept were deleted. With several threads there are several
/// segments if there are many stories; few may come to lie in one.
fn index_with_deletions(articles: &[(Article, bool)], place: &Path, threads: usize) -> LocalEngine {
    let mut writer = writer(place, threads);
    let mut kept = Vec::new();
    for (serial, (article, is_kept)) in (7..).zip(articles) {
        writer.put(article.clone(), Stamp { since: 1, serial }).unwrap();
        kept.extend(is_kept.then_some(serial));
    }
    Box::new(writer).commit(&Summary::default(), kept).unwrap();
    LocalEngine::open(place).unwrap()
}

/// Stories that are to be deleted: every other has the id of one that is kept.
fn doomed(articles: Vec<Article>, kept: &[Article]) -> Vec<Article> {
    let doom = |(number, mut article): (usize, Article)| {
        article.body = format!("{} {GONE}", article.body);
        article.id = match kept.get(number / 2) {
            Some(other) if number % 2 == 0 => other.id.clone(),
            _ => ArticleId(format!("gone/{number}")),
        };
        article.path.clone_from(&article.id.0);
        article
    };
    articles.into_iter().enumerate().map(doom).collect()
}

fn entities(engine: &LocalEngine, text: &str, with: Option<(EntityKind, &str)>) -> EntityCounts {
    let prepared = prepare(engine, &question_of(text, &Arc::default())).unwrap();
    let request = EntityRequest {
        plan: &prepared.plan,
        since: None,
        with,
        kinds: &EntityKind::ALL,
        limit: 5,
    };
    engine.entities(&request).unwrap()
}

fn explain(engine: &LocalEngine, text: &str, id: &ArticleId) -> Option<Explanation> {
    let question = question_of(text, &Arc::default());
    let prepared = prepare(engine, &question).unwrap();
    engine.explain(&prepared.request(&question), id).unwrap()
}

/// Holds the answers of two engines against each other.
fn check_alike(one: &LocalEngine, other: &LocalEngine, texts: &[String]) -> Result<(), TestCaseError> {
    for text in texts {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            prop_assert_eq!(ask(one, text, sort), ask(other, text, sort), "{}", text);
        }
        let page = ask(one, text, Sort::Relevance);
        for hit in page.hits.iter().take(3) {
            let explained = explain(other, text, &hit.article.id);
            prop_assert_eq!(explain(one, text, &hit.article.id), explained, "{}", text);
        }
        let counted = entities(one, text, None);
        prop_assert_eq!(&counted, &entities(other, text, None), "{}", text);
        let people = counted
            .kinds
            .iter()
            .flat_map(|kind| Some((kind.kind, kind.entities.first()?)));
        for (kind, first) in people {
            let with = Some((kind, &*first.key));
            prop_assert_eq!(entities(one, text, with), entities(other, text, with), "{}", text);
        }
    }
    for word in [
        "ministr",
        "minster",
        "olgaz",
        "oilz",
        "talkes",
        "healthcar",
        "heal",
        "ceasefyrelin",
    ] {
        for fields in [DEFAULT_FIELDS, &[Field::Headline]] {
            prop_assert_eq!(
                one.similar(word, fields).unwrap(),
                other.similar(word, fields).unwrap(),
                "{}",
                word
            );
        }
    }
    for stem in [
        "ceasefir",
        "healthcar",
        "ceasefyrelin",
        "reelect",
        "editorinchief",
    ] {
        prop_assert_eq!(one.splits(stem).unwrap(), other.splits(stem).unwrap(), "{}", stem);
    }
    Ok(())
}

/// Deleted stories are still in the index, or nothing is tested here.
fn has_deleted(engine: &LocalEngine) -> bool {
    let files = fs::read_dir(engine.folder()).unwrap();
    files
        .map(|file| file.unwrap().path())
        .any(|path| path.extension().is_some_and(|extension| extension == "del"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn deleted_stories_change_nothing(
        kept in prop::collection::vec(article(), 1..40),
        gone in prop::collection::vec(article(), 0..20),
        texts in prop::collection::vec(question(), 20),
        order in prop::collection::vec(any::<u32>(), 60),
        threads in 1_usize..4,
    ) {
        let kept = named(kept);
        let gone = doomed(gone, &kept);
        let mut all: Vec<(u32, (Article, bool))> = kept
            .iter()
            .map(|article| (article.clone(), true))
            .chain(gone.iter().map(|article| (article.clone(), false)))
            .zip(order)
            .map(|(article, place)| (place, article))
            .collect();
        all.sort_by_key(|(place, _)| *place);
        let all: Vec<(Article, bool)> = all.into_iter().map(|(_, article)| article).collect();
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let fresh = index(&kept, one.path(), 1);
        let worn = index_with_deletions(&all, other.path(), threads);
        check_alike(&fresh, &worn, &texts)?;
        let ids: Vec<ArticleId> = kept.iter().chain(&gone).map(|article| article.id.clone()).collect();
        let fetched = worn.fetch(&ids).unwrap();
        for (id, found) in ids.iter().zip(fetched) {
            prop_assert_eq!(found.as_ref(), kept.iter().find(|article| article.id == *id));
        }
    }
}

/// So many that there are several windows, that common words are counted by seeking what is deleted, or by going through
/// all that hold them, and that threads make several segments.
#[test]
fn few_or_many_deleted_of_many_change_nothing() {
    let articles = windows::stories(9_500);
    let texts: Vec<String> = windows::QUESTIONS.iter().map(ToString::to_string).collect();
    for step in [4, 700] {
        let all: Vec<(Article, bool)> = articles
            .iter()
            .enumerate()
            .map(|(number, article)| (article.clone(), number % step != 1))
            .collect();
        let kept = all.iter().filter(|(_, is_kept)| *is_kept);
        let kept: Vec<Article> = kept.map(|(article, _)| article.clone()).collect();
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let fresh = index(&kept, one.path(), 1);
        let worn = index_with_deletions(&all, other.path(), 3);
        assert!(worn.segments() > 1 && has_deleted(&worn));
        for text in &texts {
            let question = |limit| Question {
                limit,
                ..question_of(text, &Arc::default())
            };
            for limit in [3, usize::MAX] {
                let listed = newsidx::search::list(&worn, &question(limit)).unwrap();
                assert_eq!(
                    listed,
                    newsidx::search::list(&fresh, &question(limit)).unwrap(),
                    "{text}"
                );
            }
            let best = |engine| newsidx::search::search(engine, &question(5)).unwrap();
            assert_eq!(best(&fresh), best(&worn), "{text}");
        }
        // Asked once more, common words are remembered.
        check_alike(&fresh, &worn, &texts[..2]).unwrap();
    }
}

#[test]
fn a_word_of_deleted_stories_alone_does_not_exist() {
    let story = |id: &str, body: &str| Article {
        id: ArticleId(id.into()),
        path: id.into(),
        body: body.into(),
        ..Article::default()
    };
    let all = [
        (
            story("one", "The old wording, with quaggas and cease-fyres."),
            false,
        ),
        (story("one", "The new wording, with okapis."), true),
        (story("two", "No okapi here."), false),
    ];
    let folder = tempfile::tempdir().unwrap();
    let engine = index_with_deletions(&all, folder.path(), 1);
    assert!(has_deleted(&engine));
    assert_eq!(ask(&engine, "wording", Sort::Relevance).total, 1);
    assert_eq!(ask(&engine, "quaggas OR okapi", Sort::Relevance).total, 1);
    assert_eq!(ask(&engine, "NOT quaggas", Sort::Relevance).total, 1);
    assert_eq!(engine.similar("quagges", DEFAULT_FIELDS).unwrap(), None);
    assert_eq!(
        engine.similar("okapas", DEFAULT_FIELDS).unwrap(),
        Some("okapis".into())
    );
    assert_eq!(engine.splits("ceasefyr").unwrap(), Vec::<String>::new());
    let fetched = engine
        .fetch(&[ArticleId("one".into()), ArticleId("two".into())])
        .unwrap();
    assert_eq!(fetched, [Some(all[1].0.clone()), None]);
}
