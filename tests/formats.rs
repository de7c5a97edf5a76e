//! Small indexes that were built when their format was the current one, of `tests/indexes/corpus`. The one of the
//! current format is read, and is indexed as this program would; if it is not, something on disk has changed and
//! needs another format. Those of other formats are refused with the command that rebuilds.
//!
//! A new one is made by `newsidx build corpus --index format-N --threads 1` in that folder.

use std::fs;
use std::path::Path;

use newsidx::engine::local::FORMAT;

use crate::harness::{World, copy};

#[test]
fn an_index_of_this_format_is_read_and_others_are_refused() {
    let indexes = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/indexes");
    let world = World::new();
    copy(&indexes, world.path());
    let mut formats = 0;
    for entry in fs::read_dir(&indexes).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let Some(format) = name.strip_prefix("format-") else {
            continue;
        };
        formats += 1;
        let asked = world.newsidx(&format!("search grain --format trec --index {name}"));
        if format != FORMAT.to_string() {
            asked.expect(
                2,
                "",
                &format!(
                    "error: the index at `{name}` has format {format}, this newsidx reads format {FORMAT}\n\
                     hint: build it again with `newsidx build CORPUS --index {name}`\n"
                ),
            );
            continue;
        }
        asked.expect(
            0,
            "0 Q0 grain-2 1 0.7636691 newsidx\n0 Q0 grain-1 2 0.7503687 newsidx\n",
            "",
        );
        let verified = world.newsidx(&format!("verify --index {name}"));
        assert_eq!(
            (verified.status, &*verified.stderr),
            (0, ""),
            "{}",
            verified.stdout
        );
        let built = world.newsidx(&format!("build corpus --quiet --index {name}"));
        assert!(
            built
                .stdout
                .ends_with("\nno story was added, changed or removed\n"),
            "{}",
            built.stdout
        );
    }
    assert!(formats > 0);
    assert!(
        indexes.join(format!("format-{FORMAT}")).exists(),
        "no index of the current format"
    );
}
