//! The engine, held to the oracle on random stories and random questions; and to itself, whatever
//! the number of threads and segments.

use std::path::Path;
use std::sync::Arc;

use newsidx::article::{
    Article, ArticleId, Date, Dateline, DatelineRule, Entity, EntityKind, Place, Timestamp,
};
use newsidx::engine::local::{LocalEngine, LocalWriter};
use newsidx::engine::{Engine, Sort, Summary, Writer};
use newsidx::field::Field;
use newsidx::query::{self, Defaults};
use newsidx::search::{Page, Preferences, Question, search};
use proptest::prelude::*;

use crate::oracle::Oracle;

/// Words that meet in many forms, so that random questions find something.
const VOCABULARY: &[&str] = &[
    "cease-fire",
    "ceasefire",
    "cease fire",
    "cease-fires",
    "Ceasefires",
    "health-care",
    "healthcare",
    "health care",
    "minister",
    "ministers",
    "minister's",
    "Ministers’",
    "U.N.",
    "UN",
    "Moscow",
    "Móscow",
    "anti-muslim",
    "antimuslim",
    "oil",
    "oils",
    "the",
    "the",
    "talks",
    "talked",
    "talking",
    "dying",
    "die",
    "editor-in-chief",
    "AT&T",
    "1,000",
    "1000",
    "said.",
    "“said”",
    "O'Neill",
    "oneill",
    "re-elected",
    "reelected",
    "(oil)",
    "fire",
    "cease",
];

const QUESTIONS: &[&str] = &[
    "WORD",
    "WORD WORD",
    "WORD WORD WORD",
    "\"WORD WORD\"",
    "\"WORD\"",
    "WORD OR WORD",
    "WORD AND NOT WORD",
    "-WORD WORD",
    "(WORD OR WORD) WORD",
    "headline:WORD",
    "lead:WORD",
    "body:\"WORD WORD\"",
    "caption:WORD",
    "byline:WORD",
    "WORD published:2020-01",
    "published:>=2020-01-15",
    "NOT WORD",
    "oi*",
    "cease-fi*",
    "\"WORD WORD WORD\"",
    "hlead:WORD",
    "dateline:WORD",
    "dateline.place:Moscow WORD",
    "dateline.country:RU",
    "person:WORD",
    "path:a/*",
    "id:a/3",
    "length:>5 WORD",
    "\"the cease fire\"",
    "health the care",
    "prime the minister",
    "headline:(WORD OR WORD)",
    "-(WORD WORD)",
    "WORD OR -WORD",
    "filed:2020-01..",
    "WORD W/3 WORD",
    "WORD NEAR/1 WORD",
    "WORD PRE/2 WORD",
    "WORD /s WORD",
    "WORD /p WORD",
    "WORD NOT W/2 WORD",
    "WORD NOT PRE/3 WORD",
    "WORD NOT /s WORD",
    "(WORD OR WORD) W/2 (WORD OR \"WORD WORD\")",
    "(WORD W/2 WORD) W/3 WORD",
    "(WORD W/3 WORD) PRE/4 (WORD W/2 WORD)",
    "(WORD W/3 WORD) NOT W/4 WORD",
    "(WORD NOT W/2 WORD) W/4 WORD",
    "(WORD W/2 WORD) /s (WORD W/4 WORD)",
    "oil W/4 oil",
    "first4(WORD)",
    "first6(WORD W/3 WORD)",
    "first9(WORD) W/3 WORD",
    "atleast2(WORD)",
    "atleast3(WORD OR WORD OR WORD)",
    "atleast2(WORD W/5 WORD)",
    "atleast2(first9(the OR oil*))",
    "headline:(WORD W/3 WORD)",
    "lead:(WORD W/3 WORD)",
    "lead:(WORD /s WORD)",
    "hlead:(WORD PRE/3 WORD)",
    "caption:(WORD W/9 WORD)",
    "caption:first2(WORD)",
    "person:(WORD W/9 WORD)",
    "\"WORD * WORD\"",
    "\"* WORD * * WORD\"",
    "caption:\"WORD * WORD\"",
    "\"(WORD OR WORD) WORD\"",
    "\"the * (cease OR oil)\"",
    "\"min*er fire\"",
    "\"cease* f?re\"",
    "*il",
    "m?n*",
    "*ease-f*",
    "c*s W/3 t?e",
    "tlaks~1",
    "misco~2",
    "headline:minstre~2",
    "oil~1 W/3 the~1",
    "caps(WORD)",
    "allcaps(WORD)",
    "nocaps(WORD)",
    "exact(WORD)",
    "exact(\"WORD WORD\")",
    "caps(WORD) W/3 WORD",
    "WORD NOT W/3 caps(WORD)",
    "-caps(WORD) WORD",
    "atleast2(nocaps(the OR oil))",
    "caps(Ministers OR Moscow) /s nocaps(oil)",
    "WORD^2 WORD",
    "(WORD OR WORD^3) -WORD",
    "caption:*",
    "lead:* -byline:*",
    "hlead:*",
    "published:* -filed:*",
    "body:(WORD W/3 WORD) OR headline:WORD",
    "-(WORD W/3 WORD) WORD",
    "WORD (WORD W/3 WORD)",
];

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let gap = prop_oneof![8 => Just(" "), 1 => Just("\n\n"), 1 => Just(", ")];
    prop::collection::vec((prop::sample::select(VOCABULARY), gap), words).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(word, gap)| format!("{word}{gap}"))
            .collect::<String>()
            .trim()
            .to_owned()
    })
}

pub(crate) fn article() -> impl Strategy<Value = Article> {
    let dateline = prop::option::of((prop::bool::ANY, 1u8..28)).prop_map(|dateline| {
        dateline.map(|(moscow, day)| Dateline {
            raw: if moscow {
                format!("MOSCOW, Jan. {day} (UPI)")
            } else {
                format!("Jan. {day} (UPI)")
            },
            places: if moscow {
                vec![Place {
                    name: "Moscow".into(),
                    region: None,
                    country: Some("RU".into()),
                }]
            } else {
                vec![]
            },
            date: Date::new(2020, 1, day),
            agency: Some("UPI".into()),
            tag: None,
            rule: DatelineRule::Agency,
            confidence: 95,
        })
    });
    let published = prop::option::of((1u8..3, 1u8..28, prop::option::of(0u32..86_400)));
    let parts = (
        text(0..5),
        text(0..30),
        prop::collection::vec(text(1..5), 0..3),
        text(1..3),
        dateline,
        published,
    );
    parts.prop_map(
        |(headline, body, captions, byline, dateline, published)| Article {
            headline,
            body,
            captions,
            entities: vec![Entity::given(EntityKind::Person, byline.clone())],
            byline: vec![byline],
            dateline,
            published: published.and_then(|(month, day, second)| {
                Some(Timestamp {
                    date: Date::new(2020, month, day)?,
                    second,
                    zone: None,
                })
            }),
            format: "text".into(),
            ..Article::default()
        },
    )
}

pub(crate) fn question() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(VOCABULARY), 5);
    (prop::sample::select(QUESTIONS), words).prop_map(|(form, words)| {
        let mut question = form.to_owned();
        for word in words {
            let mut word = word.replace(['(', ')', '“', '”'], "");
            // Inside an operator two words side by side are an error.
            if form.contains(['/', '(', '^', '~']) {
                word = word.replace(' ', "-");
            }
            question = question.replacen("WORD", &word, 1);
        }
        question
    })
}

pub(crate) fn named(articles: Vec<Article>) -> Vec<Article> {
    let name = |(index, mut article): (usize, Article)| {
        article.path = format!("{}/{index}", if index % 2 == 0 { "a" } else { "b" });
        article.id = ArticleId(article.path.clone());
        article
    };
    articles.into_iter().enumerate().map(name).collect()
}

pub(crate) fn index(articles: &[Article], place: &Path, threads: usize) -> LocalEngine {
    let mut writer = LocalWriter::create(place, threads).unwrap();
    for article in articles {
        writer.put(article.clone(), 1).unwrap();
    }
    Box::new(writer).commit(&Summary::default()).unwrap();
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
