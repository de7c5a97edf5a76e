//! Verifying an index: one that was built is sound, whatever its stories, and whatever is changed of its
//! files is found; and making one segment of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use newsidx::engine::Engine;
use newsidx::engine::local::{LocalEngine, OnDisk, Progress, Verification, compact, verify};
use newsidx::ingest;
use proptest::prelude::*;
use serde_json::Value;

use crate::engine::{index, named};
use crate::questions::article;
use crate::writing::{build, held, story};

fn verified(place: &Path) -> Verification {
    verify(place, &|_| {}).unwrap()
}

/// The damages of an index, each in a line.
fn damages(place: &Path) -> Vec<String> {
    match verify(place, &|_| {}) {
        Ok(verification) => verification
            .damages
            .into_iter()
            .map(|damage| format!("{}: {}", damage.at, damage.what))
            .collect(),
        Err(error) => vec![format!("newsidx.json: {error}")],
    }
}

/// The files of an index, by their paths in it.
fn files(place: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::from([("newsidx.json".to_owned(), place.join("newsidx.json"))]);
    let folder = LocalEngine::open(place).unwrap().folder().to_owned();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(place).unwrap().to_str().unwrap().to_owned();
        files.insert(name, path);
    }
    files
}

/// An index of two segments' worth of builds, one of them with a deleted story.
fn small() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    build(place.path(), 0..9, 0..9);
    build(place.path(), 0..0, 0..8);
    place
}

#[test]
fn the_sample_corpus_is_indexed_as_its_stored_text_says() {
    let place = tempfile::tempdir().unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let request = ingest::Build {
        corpus,
        index: place.path().join("index"),
        ..ingest::Build::default()
    };
    let summary = ingest::build(&request, &mut |_| {}).unwrap();
    let [bytes, stories] = [AtomicU64::new(0), AtomicU64::new(0)];
    let watch = |progress| match progress {
        Progress::Bytes(done, total) => {
            assert!(done <= total);
            bytes.fetch_max(done, Ordering::Relaxed);
        }
        Progress::Stories(done, total) => {
            assert!(done <= total);
            stories.fetch_max(done, Ordering::Relaxed);
        }
    };
    let verification = verify(&request.index, &watch).unwrap();
    assert_eq!(verification.damages, []);
    assert!(verification.complete);
    assert_eq!(
        (verification.generation, verification.stories.len() as u64),
        (1, summary.summary.indexed)
    );
    assert_eq!(stories.into_inner(), summary.summary.indexed);
    let lists: u64 = ["newsidx.json", "generation-1/checksums.json"]
        .map(|name| fs::metadata(request.index.join(name)).unwrap().len())
        .iter()
        .sum();
    assert_eq!(bytes.into_inner() + lists, verification.bytes);
    // Of what is remembered of the corpus it says nothing.
    assert_eq!(verification.files + 1, files(&request.index).len() as u64);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_stories_are_indexed_as_their_stored_text_says(
        articles in prop::collection::vec(article(), 1..40),
        threads in 1..4_usize,
    ) {
        let place = tempfile::tempdir().unwrap();
        let articles = named(articles);
        index(&articles, place.path(), threads);
        let verification = verified(place.path());
        prop_assert_eq!(verification.damages, []);
        let ids: Vec<String> = verification.stories.into_iter().map(|(_, id)| id).collect();
        prop_assert_eq!(ids, articles.into_iter().map(|article| article.id.0).collect::<Vec<_>>());
    }
}

#[test]
fn a_bit_that_is_flipped_in_any_file_is_found() {
    let place = small();
    let place = place.path();
    assert_eq!(damages(place), [""; 0]);
    let files = files(place);
    assert!(files.keys().any(|name| name.ends_with(".del")));
    for (name, path) in files {
        let bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        for at in [0, last / 7, last / 3, last / 2, last - last / 5, last] {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            fs::write(&path, changed).unwrap();
            let damages = damages(place);
            assert!(
                damages.len() == 1 && damages[0].starts_with(&name),
                "{name} at {at}: {damages:?}"
            );
        }
        fs::write(&path, &bytes[..last]).unwrap();
        assert!(damages(place)[0].starts_with(&name), "{name}");
        fs::remove_file(&path).unwrap();
        assert!(damages(place)[0].starts_with(&name), "{name}");
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(damages(place), [""; 0]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let place = small();
    let place = place.path();
    let folder = place.join("generation-2");
    fs::write(folder.join("strange"), "").unwrap();
    let list = fs::read(folder.join("meta.json")).unwrap();
    fs::write(folder.join("meta.json"), [&list[..], b" "].concat()).unwrap();
    let size = list.len();
    assert_eq!(
        damages(place),
        [
            format!("generation-2/meta.json: has {} bytes, not {size}", size + 1),
            "generation-2/strange: is none of the files of the index".into(),
        ]
    );
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(damages(place), ["generation-2/checksums.json: is missing"]);
}

/// Vouches anew for whatever the files of an index now are.
fn sign(place: &Path) {
    let write = |path: &Path, json: &Value| -> String {
        let bytes = [&serde_json::to_vec_pretty(json).unwrap()[..], b"\n"].concat();
        fs::write(path, &bytes).unwrap();
        blake3::hash(&bytes).to_hex().to_string()
    };
    let read = |path: &Path| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let manifest = place.join("newsidx.json");
    let mut content = read(&manifest);
    let folder = place.join(content["generation"].as_str().unwrap());
    let list = folder.join("checksums.json");
    let mut checksums = read(&list);
    for (name, checksum) in checksums["files"].as_object_mut().unwrap() {
        let bytes = fs::read(folder.join(name)).unwrap();
        checksum["blake3"] = blake3::hash(&bytes).to_hex().as_str().into();
    }
    content["checksums"] = write(&list, &checksums).into();
    content["check"] = "".into();
    content["check"] = write(&manifest, &content).into();
    write(&manifest, &content);
}

#[test]
fn a_story_that_is_not_indexed_as_it_is_stored_is_named() {
    let place = small();
    let place = place.path();
    let files = files(place);
    let (_, store) = files.iter().find(|(name, _)| name.ends_with(".store")).unwrap();
    let mut bytes = fs::read(store).unwrap();
    let word = b"Ministers";
    let at = bytes
        .windows(word.len())
        .position(|window| window == word)
        .unwrap();
    bytes[at + 1] = b'o';
    fs::write(store, bytes).unwrap();
    sign(place);
    let found = damages(place);
    let told = "story `story-0`: what is indexed of it is not what its text gives";
    assert!(found.contains(&told.to_owned()), "{found:?}");
}

#[test]
fn what_cannot_be_read_is_told_and_ends_nothing() {
    let mut told = 0;
    for at in [4, 10, 30] {
        let place = small();
        for (name, path) in files(place.path()) {
            if ![".term", ".idx", ".pos", ".store", ".fast"]
                .iter()
                .any(|end| name.ends_with(end))
            {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let mut changed = bytes.clone();
            let from = bytes.len() * at / 100;
            changed[from..from + 8].fill(0xff);
            fs::write(&path, changed).unwrap();
            sign(place.path());
            // Some bytes are of no matter, such as those that tell of a deleted story.
            told += usize::from(!damages(place.path()).is_empty());
            fs::write(&path, bytes).unwrap();
        }
    }
    assert!(told > 10, "only {told} of 15");
}

#[test]
fn an_index_is_made_one_segment_and_keeps_its_stories() {
    let place = small();
    let place = place.path();
    fs::write(place.join("generation-2/ledger"), "of another").unwrap();
    let engine = LocalEngine::open(place).unwrap();
    let (summary, fingerprint) = (engine.summary().clone(), engine.summary().fingerprint.clone());
    let compacted = compact(place, Arc::new(OnDisk)).unwrap();
    assert_eq!((compacted.segments_before, compacted.segments_after), (1, 1));
    assert_eq!(compacted.dropped, 1);
    let sizes = files(place)
        .into_values()
        .map(|path| fs::metadata(path).unwrap().len());
    let manifest = fs::metadata(place.join("newsidx.json")).unwrap().len();
    assert_eq!(compacted.bytes_after, sizes.sum::<u64>() - manifest);
    let engine = LocalEngine::open(place).unwrap();
    assert_eq!((engine.generation(), engine.summary()), (3, &summary));
    assert_eq!(engine.fingerprint_of(2), Some(&*fingerprint));
    assert_eq!(
        fs::read(place.join("generation-3/ledger")).unwrap(),
        b"of another"
    );
    assert!(!place.join("generation-2").exists());
    assert_eq!(damages(place), [""; 0]);
    assert_eq!(held(place, 10), (0..8).collect::<Vec<u64>>());
    assert_eq!(engine.fetch(&[story(3).id]).unwrap(), [Some(story(3))]);
    // Once more changes nothing but the number.
    compact(place, Arc::new(OnDisk)).unwrap();
    assert_eq!(held(place, 10), (0..8).collect::<Vec<u64>>());
}

#[test]
fn nothing_is_made_where_there_is_no_index() {
    let world = tempfile::tempdir().unwrap();
    let place = world.path().join("index");
    assert!(compact(&place, Arc::new(OnDisk)).is_err());
    assert!(verify(&place, &|_| {}).is_err());
    assert!(!place.exists());
}
