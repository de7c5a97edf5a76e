//! Builds of an index that is there already: what is read of the corpus, what is told, and that the index
//! is the one that a build from nothing makes.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::harness::{World, answers, files};
use newsidx::engine::Engine;
use newsidx::engine::local::LocalEngine;
use newsidx::ingest::{Build, Built, Changes, Event, build};

const FOG: &str = "Fog closes port\n\nTRIPOLI, Jan. 12 -- Fog closed the port on Sunday.\n";
pub(crate) const OIL: &str = "Oil rises\n\nVIENNA, Jan. 13 -- Oil rose on Monday.\n";
pub(crate) const RAIN: &str = "Rain at last\n\nLAGOS, Jan. 14 -- Rain fell on Tuesday.\n";

/// Two files, three stories.
pub(crate) fn desk() -> World {
    let world = World::new();
    world.file("corpus/a/fog.txt", FOG).file(
        "corpus/wire.jsonl",
        lines(&[("one", "Oil fell."), ("two", "Oil stood.")]),
    );
    age(&world);
    world
}

pub(crate) fn lines(stories: &[(&str, &str)]) -> String {
    let line = |(id, body): &(&str, &str)| {
        format!("{{\"id\": \"{id}\", \"headline\": \"Oil today\", \"body\": \"{body} It was in London.\"}}\n")
    };
    stories.iter().map(line).collect()
}

/// Makes all files look as if they had been there for long: what has just been written is told by its content.
fn age(world: &World) {
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    for path in files(&world.path().join("corpus")) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(long_ago).unwrap();
    }
}

/// Builds and tells what was made, and how many files and bytes were to be read.
fn builds(world: &World, options: Build) -> (Built, Option<(u64, u64)>) {
    let mut measured = None;
    let options = Build {
        corpus: world.path().join(if options.corpus.as_os_str().is_empty() {
            "corpus".into()
        } else {
            options.corpus.clone()
        }),
        index: world.path().join("index"),
        ..options
    };
    let built = build(&options, &mut |event| {
        if let Event::Measured { files, bytes } = event {
            measured = Some((files, bytes));
        }
    });
    (built.unwrap(), measured)
}

fn updated(world: &World) -> (Changes, Option<u64>) {
    let (built, measured) = builds(world, Build::default());
    (built.changes.unwrap(), measured.map(|(files, _)| files))
}

fn changes(added: u64, changed: u64, removed: u64, unchanged: u64) -> Changes {
    Changes {
        added,
        changed,
        removed,
        unchanged,
    }
}

/// Expects that the index is the one that a build from nothing makes.
fn expect_as_fresh(world: &World) {
    fs::remove_dir_all(world.path().join("fresh")).ok();
    let ran = world.newsidx("build corpus --index fresh --quiet");
    assert!(ran.status < 2, "{}", ran.stderr);
    for (answer, fresh) in answers(world, "index").iter().zip(&answers(world, "fresh")) {
        assert_eq!(answer, fresh);
    }
    let ledger = |index: &str| {
        world
            .run(["status", "--failed", "--skipped", "--index", index])
            .stdout
    };
    assert_eq!(ledger("index"), ledger("fresh"));
}

#[test]
fn only_what_has_changed_is_read() {
    let world = desk();
    let (first, measured) = builds(&world, Build::default());
    assert_eq!((first.changes, measured.map(|(files, _)| files)), (None, Some(2)));
    assert_eq!(updated(&world), (changes(0, 0, 0, 3), None));
    // One added, one changed in a file of two, one file gone.
    world.file("corpus/rain.txt", RAIN).file(
        "corpus/wire.jsonl",
        lines(&[("one", "Oil fell."), ("two", "Oil rose.")]),
    );
    fs::remove_file(world.path().join("corpus/a/fog.txt")).unwrap();
    assert_eq!(updated(&world), (changes(1, 1, 1, 1), Some(2)));
    expect_as_fresh(&world);
    assert_eq!(updated(&world), (changes(0, 0, 0, 3), None));
}

#[test]
fn a_file_that_was_only_touched_is_not_read() {
    let world = desk();
    builds(&world, Build::default());
    let now = SystemTime::now() - Duration::from_secs(500);
    let touched = fs::File::options()
        .write(true)
        .open(world.path().join("corpus/wire.jsonl"))
        .unwrap();
    touched.set_modified(now).unwrap();
    assert_eq!(updated(&world), (changes(0, 0, 0, 3), None));
    // Other content of the same size and the same date is found all the same: the system tells.
    if cfg!(unix) {
        let was = fs::read_to_string(world.path().join("corpus/wire.jsonl")).unwrap();
        world.file("corpus/wire.jsonl", was.replace("Oil fell", "Oil rose"));
        touched.set_modified(now).unwrap();
        assert_eq!(updated(&world), (changes(0, 1, 0, 2), Some(1)));
    }
    expect_as_fresh(&world);
    // Who does not trust that has all read.
    let (built, measured) = builds(
        &world,
        Build {
            full: true,
            ..Build::default()
        },
    );
    assert_eq!(built.changes, Some(changes(0, 0, 0, 3)));
    assert_eq!(measured.map(|(files, _)| files), Some(2));
}

#[test]
fn a_file_that_moves_is_not_read_again() {
    let world = desk();
    builds(&world, Build::default());
    let at = |path: &str| world.path().join("corpus").join(path);
    fs::rename(at("a/fog.txt"), at("a/mist.txt")).unwrap();
    fs::rename(at("wire.jsonl"), at("desk.jsonl")).unwrap();
    // An id that is a path is another one now; the others are the same.
    assert_eq!(updated(&world), (changes(1, 0, 1, 2), Some(0)));
    expect_as_fresh(&world);
    // A path may tell a day or a source: then the file is read.
    fs::create_dir(at("b")).unwrap();
    fs::rename(at("a/mist.txt"), at("b/mist.txt")).unwrap();
    assert_eq!(updated(&world), (changes(1, 0, 1, 2), Some(1)));
    expect_as_fresh(&world);
}

#[test]
fn ids_are_those_of_a_fresh_build() {
    let world = desk();
    builds(&world, Build::default());
    // A story that comes first takes the id of one that is there.
    world.file(
        "corpus/a.jsonl",
        lines(&[("two", "Oil came."), ("three", "Oil went.")]),
    );
    assert_eq!(updated(&world), (changes(2, 1, 0, 2), Some(1)));
    expect_as_fresh(&world);
    // It goes, and the id is free again.
    fs::remove_file(world.path().join("corpus/a.jsonl")).unwrap();
    assert_eq!(updated(&world).1, Some(0));
    expect_as_fresh(&world);
}

fn newsml(version: u32, headline: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:desk:1\" version=\"{version}\">\
         <itemMeta><itemClass qcode=\"ninat:text\"/></itemMeta>\
         <contentMeta><headline>{headline}</headline></contentMeta>\
         <contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>Oil rose in London on Monday, {headline}.</p></body></html></inlineXML></contentSet></newsItem>"
    )
}

#[test]
fn of_an_item_the_latest_version_stays_whatever_comes_and_goes() {
    let world = desk();
    world.file("corpus/v1.xml", newsml(1, "First"));
    builds(&world, Build::default());
    world.file("corpus/v3.xml", newsml(3, "Third"));
    updated(&world);
    expect_as_fresh(&world);
    world.file("corpus/v2.xml", newsml(2, "Second"));
    updated(&world);
    expect_as_fresh(&world);
    // The latest goes: the one before it was not in the index and is read again.
    fs::remove_file(world.path().join("corpus/v3.xml")).unwrap();
    updated(&world);
    expect_as_fresh(&world);
    fs::rename(
        world.path().join("corpus/v1.xml"),
        world.path().join("corpus/v9.xml"),
    )
    .unwrap();
    updated(&world);
    expect_as_fresh(&world);
}

#[test]
fn what_is_missing_can_be_kept() {
    let world = desk();
    builds(&world, Build::default());
    fs::remove_file(world.path().join("corpus/a/fog.txt")).unwrap();
    let keeping = || Build {
        keep_missing: true,
        ..Build::default()
    };
    world.file("corpus/rain.txt", RAIN);
    let (built, _) = builds(&world, keeping());
    assert_eq!(built.changes, Some(changes(1, 0, 0, 3)));
    let (built, measured) = builds(&world, keeping());
    assert_eq!((built.changes, measured), (Some(changes(0, 0, 0, 4)), None));
    // Whatever else is asked for.
    let again = Build {
        full: true,
        tag: false,
        ..keeping()
    };
    assert_eq!(builds(&world, again).0.changes, Some(changes(0, 0, 0, 4)));
    builds(&world, keeping());
    assert_eq!(updated(&world), (changes(0, 0, 1, 3), Some(0)));
    expect_as_fresh(&world);
}

#[test]
fn another_way_of_reading_reads_all() {
    let world = desk();
    builds(&world, Build::default());
    let without_names = Build {
        tag: false,
        ..Build::default()
    };
    let (built, measured) = builds(&world, without_names);
    assert_eq!(built.changes, Some(changes(0, 0, 0, 3)));
    assert_eq!(measured.map(|(files, _)| files), Some(2));
}

#[test]
fn what_failed_is_told_until_it_is_mended() {
    let world = desk();
    world.file("corpus/broken.json", "{\"id\": ");
    age(&world);
    let failed = "warning: broken.json, record 0: ";
    for _ in 0..2 {
        let ran = world.newsidx("build corpus --quiet");
        assert_eq!(ran.status, 1);
        assert!(ran.stderr.starts_with(failed), "{}", ran.stderr);
    }
    let (built, measured) = builds(
        &world,
        Build {
            retry_failed: true,
            ..Build::default()
        },
    );
    assert_eq!(
        (built.summary.failed, measured.map(|(files, _)| files)),
        (1, Some(1))
    );
    world.file(
        "corpus/broken.json",
        "{\"id\": \"four\", \"headline\": \"Mended\", \"body\": \"It is mended.\"}",
    );
    let ran = world.newsidx("build corpus --quiet");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    expect_as_fresh(&world);
}

#[test]
fn a_file_of_an_archive_counts_as_the_archive() {
    let world = desk();
    let tar = |stories: &[(&str, &str)]| {
        let mut tar = tar::Builder::new(Vec::new());
        for (name, text) in stories {
            let mut header = tar::Header::new_ustar();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            tar.append_data(&mut header, name, text.as_bytes()).unwrap();
        }
        tar.into_inner().unwrap()
    };
    world.file("corpus/old.tar", tar(&[("rain.txt", RAIN), ("oil.txt", OIL)]));
    builds(&world, Build::default());
    assert_eq!(updated(&world).1, None);
    fs::rename(
        world.path().join("corpus/old.tar"),
        world.path().join("corpus/older.tar"),
    )
    .unwrap();
    assert_eq!(updated(&world), (changes(2, 0, 2, 3), Some(0)));
    expect_as_fresh(&world);
    world.file("corpus/older.tar", tar(&[("rain.txt", RAIN)]));
    assert_eq!(updated(&world), (changes(0, 0, 1, 4), Some(1)));
    expect_as_fresh(&world);
}

#[test]
fn an_index_that_changed_answers_as_a_fresh_one_after_each_of_many_steps() {
    let world = desk();
    builds(&world, Build::default());
    for step in 0..12_u32 {
        let name = |number: u32| format!("corpus/{}/{number}.txt", ["x", "y"][number as usize % 2]);
        let text = |number: u32| {
            format!(
                "Story {number}\n\nLONDON, Jan. 1{} -- Oil and rain {number}, step {step}.\n",
                number % 9
            )
        };
        world
            .file(&name(step), text(step))
            .file(&name(step / 2), text(step / 2));
        if step % 3 == 2 {
            fs::remove_file(world.path().join(name(step - 1))).unwrap();
        }
        builds(&world, Build::default());
    }
    expect_as_fresh(&world);
    let engine = LocalEngine::open(&world.path().join("index")).unwrap();
    assert_eq!(engine.generation(), 13);
}
