//! Bits that flip on the disk: `verify` finds each, and nobody who asks is answered by a panic.

use std::fs;
use std::path::{Path, PathBuf};

use newsidx::engine::local::verify;

use crate::harness::files;

use super::newsroom::state;
use super::{Newsroom, faults, tell};

/// The files of an index that hold something and are a part of it.
fn parts(index: &Path) -> Vec<PathBuf> {
    let mut parts = files(index);
    parts.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        fs::metadata(file).unwrap().len() > 0 && !["build.lock", "seen.zst"].contains(&&*name)
    });
    parts
}

#[test]
fn a_bit_that_flips_is_found_and_makes_no_one_panic() {
    let mut newsroom = Newsroom::new(31);
    newsroom.build();
    // With deleted stories in it.
    for _ in 0..3 {
        newsroom.change();
        newsroom.build();
    }
    let index = newsroom.index();
    let files = parts(&index);
    let sound = state(&index).unwrap();
    assert!(verify(&index, &|_| {}).unwrap().damages.is_empty());
    let times = faults(150).max(files.len());
    for number in 0..times {
        let file = &files[number % files.len()];
        let bytes = fs::read(file).unwrap();
        let mut flipped = bytes.clone();
        let (at, bit) = (newsroom.random.below(bytes.len()), newsroom.random.below(8));
        flipped[at] ^= 1 << bit;
        // Under a new name: the old file may be open.
        let replace = |bytes: &[u8]| {
            fs::remove_file(file).unwrap();
            fs::write(file, bytes).unwrap();
        };
        replace(&flipped);
        let fault = format!("bit {bit} of byte {at} of {} of {}", bytes.len(), file.display());
        // Whatever is said now, it is said in words.
        drop(state(&index));
        let found = verify(&index, &|_| {});
        assert!(
            found.is_err() || !found.unwrap().damages.is_empty(),
            "{fault} was not found"
        );
        replace(&bytes);
    }
    assert_eq!(state(&index).unwrap(), sound);
    tell("a bit flipped, and was found", times);
}
