//! Nothing in a corpus is trusted: whatever the bytes, reading ends, gives an account and does not
//! panic. The sample stories are cut, spliced and sprinkled with the signs that readers look for.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use newsidx::corpus::{self, Found, Options, Outcome};
use newsidx::tokens;
use proptest::prelude::*;

use crate::harness::samples;

/// Pieces that mean something to one reader or another.
const SIGNS: &[&str] = &[
    "<DOC>",
    "</DOC>",
    "<REUTERS",
    "</REUTERS>",
    "<TEXT>",
    "<BODY>",
    "&#",
    "&lt;",
    "&#x110000;",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\u",
    "\\",
    ",",
    "\t",
    "\n\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "By ",
    "MOSCOW, Jan. 14 (UPI) -- ",
    "Photo by",
    "\u{202e}",
    "-- ",
    "(",
    ")",
    "é",
    "停",
    "<P>",
    "<!--",
    "-->",
    "***",
];

fn sample_files() -> Vec<Vec<u8>> {
    let found = corpus::walk(&samples(), &Options::default()).unwrap();
    found
        .filter_map(|found| match found {
            Found::File(file) => Some(fs::read(file.place).unwrap()),
            Found::Refused(_) => None,
        })
        .collect()
}

fn mangle(mut bytes: Vec<u8>, edits: &[(usize, usize, u8)]) -> Vec<u8> {
    for (at, what, kind) in edits {
        let at = at % (bytes.len() + 1);
        match kind % 5 {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..at, SIGNS[what % SIGNS.len()].bytes())),
            2 => drop(bytes.drain(at..(at + what % 200).min(bytes.len()))),
            3 if at < bytes.len() => bytes[at] = (what % 256) as u8,
            _ => drop(bytes.splice(at..at, SIGNS[what % SIGNS.len()].repeat(what % 50).into_bytes())),
        }
    }
    bytes
}

/// Reads a file as the program would, and checks each story.
fn read(place: &Path) -> usize {
    let options = Arc::new(Options::default());
    let mut records = 0;
    for found in corpus::walk(place, &options).unwrap() {
        let Found::File(file) = found else {
            panic!("a plain file was refused")
        };
        let mut before: Option<(String, u32)> = None;
        for raw in corpus::records(&file, &options) {
            let record = raw.parse();
            // Members of archives are counted each for itself.
            let next = match &before {
                Some((path, ordinal)) if *path == record.path && record.record > 0 => ordinal + 1,
                _ => 0,
            };
            assert_eq!((record.record, record.begins_file), (next, records == 0));
            before = Some((record.path.clone(), record.record));
            records += 1;
            match record.outcome {
                Outcome::Story(article) => {
                    for text in [&article.headline, &article.body] {
                        assert!(
                            !text
                                .chars()
                                .any(|sign| sign.is_control() && sign != '\n' && sign != '\t'),
                            "{text:?}"
                        );
                        assert!(
                            tokens::sentences(text)
                                .iter()
                                .all(|range| text.get(range.clone()).is_some())
                        );
                        tokens::compounds(text, |_| {});
                    }
                }
                Outcome::Skipped(reason) | Outcome::Failed(reason) => assert!(!reason.is_empty()),
            }
        }
    }
    records
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mangled_samples_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 1..12),
    ) {
        let files = sample_files();
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("story");
        fs::write(&place, mangle(files[which.index(files.len())].clone(), &edits)).unwrap();
        prop_assert!(read(&place) > 0);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("story");
        fs::write(&place, bytes).unwrap();
        prop_assert!(read(&place) > 0);
    }

    #[test]
    fn any_text_has_words_in_order(text in any::<String>()) {
        let words = tokens::words(&text);
        for pair in words.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start && pair[0].position + 1 == pair[1].position);
        }
        for word in &words {
            prop_assert!(text.get(word.range()).is_some() && !word.range().is_empty(), "{:?}", word);
        }
        for range in tokens::sentences(&text) {
            prop_assert!(text.get(range).is_some_and(|sentence| !sentence.trim().is_empty()));
        }
    }
}
