//! An index whose files were changed by a failing disk: it is refused or answers, and nothing panics.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use newsidx::article::{Article, ArticleId, Date, Entity, EntityKind, Timestamp};
use newsidx::engine::local::{LocalEngine, LocalWriter};
use newsidx::engine::{Engine, EngineError, EntityRequest, Stamp, Summary, Writer};
use newsidx::field::DEFAULT_FIELDS;
use newsidx::search::prepare;

use crate::engine::question_of;
use crate::harness::{World, files};

const QUESTIONS: &[&str] = &[
    "oil prices",
    "\"oil prices\" OR minist*",
    "NOT oil",
    "oil W/3 rose",
    "caps(Oil) published:2020",
    "oli~1",
];

/// How many bytes of each file are changed, one at a time.
const CHANGES: usize = 48;

fn stories() -> impl Iterator<Item = Article> {
    (0..200).map(|number| Article {
        id: ArticleId(format!("story/{number}")),
        path: format!("story/{number}"),
        headline: format!("Oil prices rose {number}"),
        body: format!("The minister said that oil prices rose.\n\nCease-fire number {number} held."),
        entities: vec![Entity::given(
            EntityKind::Person,
            format!("Ada Moss {}", number % 7),
        )],
        published: Date::new(2020, 1, 1 + number % 28).map(Timestamp::from),
        ..Article::default()
    })
}

/// Asks all that an engine can be asked; the first error.
fn ask_all(place: &Path) -> Result<(), EngineError> {
    let engine = LocalEngine::open(place)?;
    let ids = [ArticleId("story/3".into()), ArticleId("story/150".into())];
    for text in QUESTIONS {
        let question = question_of(text, &Arc::default());
        let prepared = match prepare(&engine, &question) {
            Ok(prepared) => prepared,
            Err(newsidx::search::SearchError::Engine(error)) => return Err(error),
            Err(other) => panic!("{other}"),
        };
        let request = prepared.request(&question);
        engine.search(&request)?;
        engine.list(&request)?;
        engine.explain(&request, &ids[0])?;
        engine.entities(&EntityRequest {
            plan: &prepared.plan,
            since: None,
            with: None,
            kinds: &EntityKind::ALL,
            limit: 3,
        })?;
    }
    engine.similar("prises", DEFAULT_FIELDS)?;
    engine.splits("ceasefir")?;
    engine.fetch(&ids)?;
    Ok(())
}

#[test]
fn no_changed_byte_makes_a_search_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = LocalWriter::create(folder.path(), 1).unwrap();
    for (serial, article) in (0..).zip(stories()) {
        writer.put(article, Stamp { since: 1, serial }).unwrap();
    }
    let kept = (0..200).filter(|serial| serial % 9 != 0).collect();
    Box::new(writer).commit(&Summary::default(), kept).unwrap();
    ask_all(folder.path()).unwrap();
    let generation = LocalEngine::open(folder.path()).unwrap().folder().to_owned();
    let mut refused = 0;
    for path in files(&generation) {
        let whole = fs::read(&path).unwrap();
        for change in 0..CHANGES.min(whole.len()) {
            let mut changed = whole.clone();
            // From the end, where lengths and offsets stand, to the beginning.
            let at = whole.len() - 1 - change * whole.len() / CHANGES.min(whole.len());
            changed[at] ^= [0x01, 0x80, 0xff][change % 3];
            fs::write(&path, &changed).unwrap();
            refused += u32::from(ask_all(folder.path()).is_err());
        }
        for length in [0, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..length]).unwrap();
            refused += u32::from(ask_all(folder.path()).is_err());
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(refused > 50, "{refused}");
    ask_all(folder.path()).unwrap();
}

#[test]
fn a_damaged_index_is_told_of_in_two_lines() {
    let world = World::new();
    let story = |number| {
        format!("{{\"id\": \"{number}\", \"headline\": \"Oil {number}\", \"body\": \"Oil rose.\"}}\n")
    };
    world.file("corpus/desk.jsonl", (0..50).map(story).collect::<String>());
    assert_eq!(world.newsidx("build corpus --quiet").status, 0);
    let mut told = 0;
    for path in files(&world.path().join("index/generation-1")) {
        let whole = fs::read(&path).unwrap();
        // The last byte but a few is where the sizes of parts are noted.
        for at in [whole.len() / 3, whole.len() / 2, whole.len().saturating_sub(9)] {
            let mut changed = whole.clone();
            changed[at] ^= 0xff;
            fs::write(&path, &changed).unwrap();
            let ran = world.newsidx("search oil");
            assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
            if ran.stderr.contains("its data cannot be read (") {
                assert_eq!((ran.status, ran.stderr.lines().count()), (2, 2), "{}", ran.stderr);
                told += 1;
            }
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(told > 0);
}
