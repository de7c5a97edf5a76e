//! People, organizations and places: counted exactly, whatever the segments, and told as they are
//! asked for.

use std::collections::{BTreeMap, BTreeSet};

use newsidx::annotate::resolver::key;
use newsidx::article::{Article, Entity, EntityKind, Mention, TextPart};
use newsidx::engine::{Engine, EntityCount, EntityCounts, EntityRequest, Sort};
use newsidx::search::{Question, prepare};
use proptest::prelude::*;

use crate::engine::{ask, index, named};
use crate::harness::World;

/// Six stories whose sources name whom they speak of.
fn newsroom() -> World {
    let world = World::new();
    let story = |id: u32, body: &str, people: &[&str], orgs: &[&str], places: &[&str]| {
        let object = serde_json::json!({
            "id": format!("s-{id}"), "headline": format!("Story {id}"), "body": body,
            "date": "2020-01-14", "language": "en",
            "people": people, "orgs": orgs, "places": places,
        });
        format!("{object}\n")
    };
    let (haftar, salame, moss) = ("Khalifa Haftar", "Ghassan Salame", "Ada Moss");
    world.file(
        "corpus/desk.jsonl",
        [
            story(
                1,
                "Truce talks.",
                &[haftar, salame],
                &["United Nations"],
                &["Libya", "Moscow"],
            ),
            story(2, "Truce talks again.", &[haftar, salame], &[], &["Libya"]),
            story(3, "The truce.", &["KHALIFA HAFTAR"], &[], &["Libya"]),
            story(4, "Oil.", &[moss], &["OPEC"], &["Moscow"]),
            story(5, "Oil again.", &[moss], &["OPEC"], &[]),
            story(6, "Chess.", &[], &[], &[]),
        ]
        .concat(),
    );
    let ran = world.newsidx("build corpus --quiet --no-entities");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    world
}

#[test]
fn everybody_is_counted_once_a_story_and_called_by_the_commonest_name() {
    newsroom().newsidx("entities").expect(
        0,
        "people · 3\n\
         \x20                    stories                                  mentions\n\
         \x20 1  Khalifa Haftar        3  ██████████████████████████████         0\n\
         \x20 2  Ada Moss              2  ████████████████████                   0\n\
         \x20 3  Ghassan Salame        2  ████████████████████                   0\n\
         \n\
         organizations · 2\n\
         \x20                    stories                                  mentions\n\
         \x20 1  OPEC                  2  ██████████████████████████████         0\n\
         \x20 2  United Nations        1  ███████████████                        0\n\
         \n\
         places · 2\n\
         \x20            stories                                  mentions\n\
         \x20 1  Libya         3  ██████████████████████████████         0\n\
         \x20 2  Moscow        2  ████████████████████                   0\n\
         \n\
         6 stories\n",
        "",
    );
}

#[test]
fn a_query_a_kind_and_a_limit_narrow_the_answer() {
    let world = newsroom();
    world
        .newsidx("entities oil -chess --kind orgs,person --limit 1 --csv")
        .expect(
            0,
            "kind,rank,name,stories,mentions,stories_in_index\n\
         person,1,Ada Moss,2,0,2\n\
         organization,1,OPEC,2,0,2\n",
            "",
        );
    let ran = world.newsidx("entities moscow OR truce place:libya --kind place --json");
    let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        value,
        serde_json::json!({
            "version": 1, "query": "moscow OR truce place:libya", "total": 3,
            "entities": [
                {"kind": "place", "name": "Libya", "stories": 3, "mentions": 0, "stories_in_index": 3},
                {"kind": "place", "name": "Moscow", "stories": 1, "mentions": 0, "stories_in_index": 2},
            ],
        })
    );
    let lines = world.newsidx("entities oil --kind org --jsonl").stdout;
    assert_eq!(
        lines,
        "{\"kind\":\"organization\",\"name\":\"OPEC\",\"stories\":2,\"mentions\":0,\"stories_in_index\":2}\n\
         {\"version\":1,\"query\":\"oil\",\"total\":2}\n"
    );
}

#[test]
fn nobody_is_an_answer_too() {
    let world = newsroom();
    world
        .newsidx("entities zebra")
        .expect(1, "", "no story matches\nunderstood as: zebra\n");
    world.newsidx("entities chess").expect(
        1,
        "",
        "no story that matches names any\n\
         hint: the index was built with `--no-entities`, build it again without\n",
    );
    world.newsidx("entities zebra --jsonl").expect(
        1,
        "{\"version\":1,\"query\":\"zebra\",\"total\":0}\n",
        "",
    );
    assert_eq!(world.newsidx("entities haedline:oil").status, 2);
    assert_eq!(world.newsidx("entities oil --kind animal").status, 2);
}

#[test]
fn who_appears_with_a_name_is_ranked_by_how_sure_it_is() {
    let world = newsroom();
    let ran = world.run(["entities", "--with", "khalifa haftar"]);
    ran.expect(
        0,
        "with Khalifa Haftar (person), in 3 of 6 stories\n\
         \x20                    kind          together  expected  likelihood\n\
         \x20 1  Libya           place                3       1.5         8.3\n\
         \x20 2  Ghassan Salame  person               2       1.0         3.8\n\
         \x20 3  United Nations  organization         1       0.5         1.6\n\
         \x20 4  Moscow          place                1       1.0         0.0\n",
        "",
    );
    let within = world.run([
        "entities",
        "truce",
        "--with",
        "Khalifa Haftar",
        "--kind",
        "person",
        "--csv",
    ]);
    within.expect(
        0,
        "kind,rank,name,stories,mentions,stories_in_index,expected,log_likelihood\n\
         person,1,Ghassan Salame,2,0,2,2,0\n",
        "",
    );
}

#[test]
fn an_unknown_name_is_told_with_those_that_come_near() {
    let world = newsroom();
    world.run(["entities", "--with", "Haftar"]).expect(
        1,
        "",
        "error: no person, organization or place `Haftar`\nhint: did you mean `Khalifa Haftar`?\n",
    );
    world.run(["entities", "--with", "Gassan Salame"]).expect(
        1,
        "",
        "error: no person, organization or place `Gassan Salame`\nhint: did you mean `Ghassan Salame`?\n",
    );
    world
        .run(["entities", "--with", "zz"])
        .expect(1, "", "error: no person, organization or place `zz`\n");
    world.run(["entities", "oil", "--with", "Khalifa Haftar"]).expect(
        1,
        "",
        "error: no story that matches names `Khalifa Haftar`\n",
    );
}

#[test]
fn facets_stand_below_the_stories_and_count_all_of_them() {
    let world = newsroom();
    world.newsidx("search oil --limit 1 --facets places,orgs").expect(
        0,
        "1. Story 4\n   2020-01-14\n   desk.jsonl · s-4\n   Oil.\n\n\
             2 stories; 1 shown, --offset 1 for more\n\
             \n\
             organizations · 1\n\
             \x20          stories                                  mentions\n\
             \x20 1  OPEC        2  ██████████████████████████████         0\n\
             \n\
             places · 1\n\
             \x20            stories                                  mentions\n\
             \x20 1  Moscow        1  ██████████████████████████████         0\n",
        "",
    );
    let last = world.newsidx("search oil --limit 1 --facets org --jsonl").stdout;
    let last: serde_json::Value = serde_json::from_str(last.lines().last().unwrap()).unwrap();
    assert_eq!(
        last["facets"],
        serde_json::json!({"organizations": [
            {"kind": "organization", "name": "OPEC", "stories": 2, "mentions": 0, "stories_in_index": 2},
        ]})
    );
}

#[test]
fn what_is_not_looked_for_is_told_by_the_status() {
    let world = newsroom();
    let shown = world.newsidx("status").stdout;
    assert!(
        shown.contains("\nnames      as the sources give them (--no-entities)\n"),
        "{shown}"
    );
    let value: serde_json::Value = serde_json::from_str(&world.newsidx("status --json").stdout).unwrap();
    assert_eq!(value["tagged"], false);
    world.built();
    assert!(!world.newsidx("status").stdout.contains("--no-entities"));
}

/// Names that have one key, or nearly so.
const NAMES: &[&str] = &[
    "Ada Moss", "ADA MOSS", "Moss", "U.N.", "UN", "Moscow", "Móscow", "Ada",
];

fn story() -> impl Strategy<Value = Article> {
    let name = (prop::sample::select(NAMES), 0usize..3, 0u32..3, prop::bool::ANY);
    let body = prop::sample::select(vec!["oil", "gas", "oil gas"]);
    (body, prop::collection::vec(name, 0..6)).prop_map(|(body, names)| Article {
        body: body.to_owned(),
        format: "text".into(),
        entities: names
            .into_iter()
            .map(|(name, kind, mentions, given)| Entity {
                given,
                mentions: (0..mentions)
                    .map(|at| Mention {
                        part: TextPart::Body,
                        start: at,
                        end: at + 1,
                    })
                    .collect(),
                ..Entity::given(EntityKind::ALL[kind], name.to_owned())
            })
            .collect(),
        ..Article::default()
    })
}

fn counted(engine: &dyn Engine, text: &str, with: Option<(EntityKind, &str)>, limit: usize) -> EntityCounts {
    let question = Question {
        text: text.to_owned(),
        ..Question::default()
    };
    let prepared = prepare(engine, &question).unwrap();
    let request = EntityRequest {
        plan: &prepared.plan,
        since: None,
        with,
        kinds: &EntityKind::ALL,
        limit,
    };
    engine.entities(&request).unwrap()
}

/// The same by going through all stories.
fn by_hand(articles: &[Article], is_hit: &dyn Fn(&Article) -> bool, kind: EntityKind) -> Vec<EntityCount> {
    let mut counts: BTreeMap<String, EntityCount> = BTreeMap::new();
    let mut forms: BTreeMap<(String, String), u64> = BTreeMap::new();
    for article in articles {
        let mut seen = BTreeSet::new();
        let of_kind = article
            .entities
            .iter()
            .filter(|entity| entity.kind == kind && entity.is_named());
        for entity in of_kind {
            let key = key(kind, &entity.name);
            *forms.entry((key.clone(), entity.name.clone())).or_default() += 1;
            let count = counts.entry(key.clone()).or_insert_with(|| EntityCount {
                key: key.clone(),
                name: String::new(),
                stories: 0,
                mentions: 0,
                stories_in_index: 0,
            });
            let is_first = u64::from(seen.insert(key));
            count.stories_in_index += is_first;
            if is_hit(article) {
                count.stories += is_first;
                count.mentions += entity.mentions.len() as u64;
            }
        }
    }
    let mut counts: Vec<EntityCount> = counts.into_values().filter(|count| count.stories > 0).collect();
    for count in &mut counts {
        let of_key = forms.iter().filter(|((key, _), _)| *key == count.key);
        let best = of_key.max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
        count.name = best.unwrap().0.1.clone();
    }
    counts.sort_by(|one, other| {
        (other.stories, other.mentions, &one.name, &one.key).cmp(&(
            one.stories,
            one.mentions,
            &other.name,
            &other.key,
        ))
    });
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_exact_whatever_the_segments(articles in prop::collection::vec(story(), 1..30)) {
        let articles = named(articles);
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let whole = index(&articles, one.path(), 1);
        let reversed: Vec<Article> = articles.iter().rev().cloned().collect();
        let pieces = index(&reversed, other.path(), 3);
        let person = EntityKind::Person;
        let moss = key(person, "Ada Moss");
        let names = |article: &Article| {
            article.entities.iter().any(|entity| {
                entity.kind == person && entity.is_named() && key(person, &entity.name) == moss
            })
        };
        for text in ["", "oil", "oil gas", "zebra"] {
            let hits: BTreeSet<String> = ask(&whole, text, Sort::Relevance)
                .hits
                .into_iter()
                .map(|hit| hit.article.id.0)
                .collect();
            for with in [None, Some((person, &*moss))] {
                let is_hit = |article: &Article| hits.contains(&article.id.0) && (with.is_none() || names(article));
                let all = counted(&whole, text, with, usize::MAX);
                prop_assert_eq!(&all, &counted(&pieces, text, with, usize::MAX));
                let total = articles.iter().filter(|article| is_hit(article)).count();
                prop_assert_eq!(all.total, total as u64);
                let best = counted(&whole, text, with, 2);
                for (of_kind, best) in all.kinds.iter().zip(&best.kinds) {
                    let wanted = by_hand(&articles, &is_hit, of_kind.kind);
                    prop_assert_eq!(of_kind.total, wanted.len() as u64);
                    prop_assert_eq!(&of_kind.entities, &wanted, "{}", text);
                    prop_assert_eq!(best.total, of_kind.total);
                    prop_assert_eq!(&best.entities[..], &wanted[..wanted.len().min(2)]);
                }
            }
        }
    }
}
