//! Writing an index: what is taken over from the one before, what a build that was cut off leaves, and
//! how it is gone on with.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use newsidx::article::{Article, ArticleId};
use newsidx::engine::local::{LocalEngine, LocalWriter, WriterOptions};
use newsidx::engine::{Engine, EngineError, Stamp, Summary, Writer};

/// A story that is like no other.
pub(crate) fn story(serial: u64) -> Article {
    Article {
        id: ArticleId(format!("story-{serial}")),
        path: "stories.jsonl".into(),
        headline: format!("Headline {serial}"),
        body: format!("Ministers met for the talks numbered {serial}.\n\nThey agreed on a cease-fire."),
        ..Article::default()
    }
}

pub(crate) fn put(writer: &mut dyn Writer, serials: Range<u64>) {
    for serial in serials {
        writer.put(story(serial), Stamp { since: 1, serial }).unwrap();
    }
}

pub(crate) fn keyed(key: &str) -> WriterOptions {
    WriterOptions {
        key: key.into(),
        memory: 0,
        ..WriterOptions::default()
    }
}

/// Adds stories to the index at a place and leaves those of some serials.
pub(crate) fn build(place: &Path, added: Range<u64>, kept: impl IntoIterator<Item = u64>) {
    let mut writer = LocalWriter::open(place, &keyed("")).unwrap();
    put(&mut writer, added);
    Box::new(writer)
        .commit(&Summary::default(), kept.into_iter().collect())
        .unwrap();
}

/// The serials below a number whose stories an index has, each found whole.
pub(crate) fn held(place: &Path, below: u64) -> Vec<u64> {
    let engine = LocalEngine::open(place).unwrap();
    let ids: Vec<ArticleId> = (0..below).map(|serial| story(serial).id).collect();
    let fetched = engine.fetch(&ids).unwrap();
    let held = (0..below).zip(fetched).filter_map(|(serial, article)| {
        let article = article?;
        assert_eq!(article, story(serial));
        Some(serial)
    });
    held.collect()
}

/// The files of the current generation, by name.
fn files(place: &Path) -> BTreeMap<String, PathBuf> {
    let folder = LocalEngine::open(place).unwrap().folder().to_owned();
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect()
}

fn names(place: &Path) -> Vec<String> {
    let entries = fs::read_dir(place).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Ends a writer as if its process were killed: nothing of it is tidied up.
fn kill(writer: LocalWriter) {
    let place = writer.folder().parent().unwrap().to_owned();
    std::mem::forget(writer);
    // The system would let go of the lock.
    fs::remove_file(place.join("build.lock")).unwrap();
}

#[test]
fn a_build_goes_on_from_the_one_before() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    build(place, 0..5, 0..5);
    assert_eq!(held(place, 9), [0, 1, 2, 3, 4]);
    build(place, 5..8, [0, 2, 4, 5, 6]);
    assert_eq!(held(place, 9), [0, 2, 4, 5, 6]);
    let writer = LocalWriter::open(place, &keyed("")).unwrap();
    assert_eq!(writer.serials(), [0, 2, 4, 5, 6]);
    assert_eq!(writer.stored(4).unwrap(), Some(story(4)));
    assert_eq!(writer.stored(1).unwrap(), None);
    assert!(!writer.resumed());
    assert_eq!(writer.generation(), 3);
    drop(writer);
    build(place, 0..0, []);
    assert_eq!(held(place, 9), [0; 0]);
    build(place, 8..9, [8]);
    assert_eq!(held(place, 9), [8]);
    assert_eq!(names(place), ["build.lock", "generation-4", "newsidx.json"]);
}

#[test]
fn a_story_that_was_put_and_is_not_kept_is_gone() {
    let place = tempfile::tempdir().unwrap();
    build(place.path(), 0..4, [1, 3]);
    assert_eq!(held(place.path(), 9), [1, 3]);
}

#[test]
fn to_keep_what_is_not_there_is_refused_and_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    build(place.path(), 0..4, 0..4);
    for kept in [vec![0, 9], vec![1, 1]] {
        let writer = LocalWriter::open(place.path(), &keyed("")).unwrap();
        let error = Box::new(writer).commit(&Summary::default(), kept).unwrap_err();
        assert!(matches!(error, EngineError::Unkept { .. }), "{error}");
    }
    assert_eq!(held(place.path(), 9), [0, 1, 2, 3]);
}

#[test]
fn many_small_builds_leave_one_segment() {
    let place = tempfile::tempdir().unwrap();
    for serial in 0..10 {
        build(place.path(), serial..serial + 1, 0..=serial);
    }
    assert_eq!(LocalEngine::open(place.path()).unwrap().segments(), 1);
    // Of the segments that were merged, nothing is left: six files make one, and two are lists.
    assert_eq!(files(place.path()).len(), 6 + 2);
    assert_eq!(held(place.path(), 12), (0..10).collect::<Vec<u64>>());
}

#[cfg(unix)]
#[test]
fn segments_that_stay_are_not_copied() {
    use std::os::unix::fs::MetadataExt;
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    build(place, 0..5, 0..5);
    // Held open, so that the numbers of its files are not given to others.
    let before = files(place);
    let opened: Vec<fs::File> = before
        .values()
        .map(|path| fs::File::open(path).unwrap())
        .collect();
    let number = |file: &fs::File| file.metadata().unwrap().ino();
    let numbers: BTreeMap<&String, u64> = before.keys().zip(opened.iter().map(number)).collect();
    build(place, 0..0, 0..5);
    let after = files(place);
    let is_of_segment = |name: &&String| name.len() > 32;
    assert_eq!(after.keys().filter(is_of_segment).count(), 6);
    for (name, path) in &after {
        let same = numbers.get(name) == Some(&number(&fs::File::open(path).unwrap()));
        assert_eq!(same, is_of_segment(&name), "{name}");
    }
    // A story less: the segment stays, beside a list of those deleted.
    build(place, 0..0, 0..5 - 1);
    let deleted = files(place);
    let new: Vec<&String> = deleted
        .keys()
        .filter(is_of_segment)
        .filter(|name| !after.contains_key(*name))
        .collect();
    assert!(new.len() == 1 && new[0].ends_with(".del"), "{new:?}");
    let writer = LocalWriter::open(place, &keyed("")).unwrap();
    assert_eq!(writer.serials(), [0, 1, 2, 3]);
}

#[test]
fn anew_nothing_is_taken_over() {
    let place = tempfile::tempdir().unwrap();
    build(place.path(), 0..5, 0..5);
    let writer = LocalWriter::create(place.path(), 1).unwrap();
    assert_eq!(writer.serials(), [0; 0]);
    Box::new(writer).commit(&Summary::default(), Vec::new()).unwrap();
    assert_eq!(held(place.path(), 9), [0; 0]);
}

#[test]
fn an_index_that_cannot_be_read_is_as_none() {
    for damage in ["meta.json", ".store", ".fast"] {
        let place = tempfile::tempdir().unwrap();
        build(place.path(), 0..5, 0..5);
        let damaged = files(place.path())
            .into_iter()
            .find(|(name, _)| name.ends_with(damage));
        fs::write(damaged.unwrap().1, "no such thing").unwrap();
        let mut writer = LocalWriter::open(place.path(), &keyed("")).unwrap();
        assert_eq!(writer.serials(), [0; 0], "{damage}");
        put(&mut writer, 5..7);
        Box::new(writer).commit(&Summary::default(), vec![5, 6]).unwrap();
        assert_eq!(held(place.path(), 9), [5, 6], "{damage}");
    }
}

#[test]
fn a_build_that_was_killed_is_gone_on_with_by_one_with_its_key() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    build(place, 0..3, 0..3);
    let mut writer = LocalWriter::open(place, &keyed("these files")).unwrap();
    put(&mut writer, 3..5);
    writer.checkpoint().unwrap();
    put(&mut writer, 5..6);
    fs::write(writer.folder().join("draft.notes"), "so far").unwrap();
    kill(writer);
    assert_eq!(held(place, 9), [0, 1, 2]);
    let mut writer = LocalWriter::open(place, &keyed("these files")).unwrap();
    assert!(writer.resumed());
    assert_eq!((writer.generation(), writer.serials()), (2, &[0, 1, 2, 3, 4][..]));
    assert_eq!(writer.stored(3).unwrap(), Some(story(3)));
    assert_eq!(fs::read(writer.folder().join("draft.notes")).unwrap(), b"so far");
    put(&mut writer, 5..7);
    Box::new(writer)
        .commit(&Summary::default(), vec![1, 2, 4, 5, 6])
        .unwrap();
    assert_eq!(held(place, 9), [1, 2, 4, 5, 6]);
    assert!(!files(place).keys().any(|name| name.starts_with("draft")));
    assert_eq!(names(place), ["build.lock", "generation-2", "newsidx.json"]);
}

/// Cuts off a build of three stories that adds two.
fn cut_off(place: &Path, options: &WriterOptions) {
    build(place, 0..3, 0..3);
    let mut writer = LocalWriter::open(place, options).unwrap();
    put(&mut writer, 3..5);
    writer.checkpoint().unwrap();
    kill(writer);
}

#[test]
fn a_draft_of_another_build_is_not_gone_on_with() {
    let anew = WriterOptions {
        anew: true,
        ..keyed("these files")
    };
    for options in [keyed("other files"), keyed(""), anew] {
        let place = tempfile::tempdir().unwrap();
        cut_off(place.path(), &keyed("these files"));
        let writer = LocalWriter::open(place.path(), &options).unwrap();
        assert!(!writer.resumed(), "{options:?}");
        let expected: &[u64] = if options.anew { &[] } else { &[0, 1, 2] };
        assert_eq!(writer.serials(), expected, "{options:?}");
        assert_eq!(
            names(place.path()),
            ["build.lock", "generation-1", "generation-3", "newsidx.json"]
        );
    }
    // What has no key is never gone on with.
    let place = tempfile::tempdir().unwrap();
    cut_off(place.path(), &keyed(""));
    assert!(!LocalWriter::open(place.path(), &keyed("")).unwrap().resumed());
}

#[test]
fn a_draft_that_cannot_be_read_is_begun_again() {
    let place = tempfile::tempdir().unwrap();
    cut_off(place.path(), &keyed("these files"));
    fs::write(place.path().join("generation-2/meta.json"), "{").unwrap();
    let writer = LocalWriter::open(place.path(), &keyed("these files")).unwrap();
    assert!(!writer.resumed());
    assert_eq!(writer.serials(), [0, 1, 2]);
}

#[test]
fn a_build_that_ends_in_an_error_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    build(place.path(), 0..3, 0..3);
    let mut writer = LocalWriter::open(place.path(), &keyed("these files")).unwrap();
    put(&mut writer, 3..5);
    writer.checkpoint().unwrap();
    drop(writer);
    assert_eq!(
        names(place.path()),
        ["build.lock", "generation-1", "newsidx.json"]
    );
    assert_eq!(held(place.path(), 9), [0, 1, 2]);
}

#[test]
fn a_second_build_is_told_of_the_first() {
    let place = tempfile::tempdir().unwrap();
    let _first = LocalWriter::open(place.path(), &keyed("")).unwrap();
    let error = LocalWriter::open(place.path(), &keyed(""))
        .err()
        .unwrap()
        .to_string();
    let wanted = format!(
        "another build (process {}) is writing to `{}`\nhint: ",
        std::process::id(),
        place.path().display()
    );
    assert!(error.starts_with(&wanted), "{error}");
}

#[test]
fn a_changed_manifest_is_refused() {
    let place = tempfile::tempdir().unwrap();
    build(place.path(), 0..3, 0..3);
    let manifest = place.path().join("newsidx.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"indexed\": 0", "\"indexed\": 1")).unwrap();
    let error = LocalEngine::open(place.path()).err().unwrap().to_string();
    assert!(
        error.contains("is damaged: its newsidx.json was changed"),
        "{error}"
    );
}
