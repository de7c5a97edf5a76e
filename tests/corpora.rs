//! Several corpora in one index, each under its own name.

use crate::harness::answers;
use crate::increments::{OIL, RAIN, desk, lines};

#[test]
fn corpora_of_several_names_share_an_index() {
    let world = desk();
    world
        .file("rivers/rain.txt", RAIN)
        .file("markets/oil.txt", OIL)
        .file("markets/wire.jsonl", lines(&[("one", "Oil fell.")]));
    world.newsidx("build corpus --quiet").expect(
        0,
        "indexed 3 stories from 2 files: 3 found = 3 indexed + 0 skipped + 0 failed\n",
        "",
    );
    world.newsidx("build rivers --name rivers --quiet").expect(
        0,
        "indexed 4 stories from 3 files: 4 found = 4 indexed + 0 skipped + 0 failed\n\
         since the last build: 1 added, 0 changed, 0 removed, 3 unchanged\n",
        "",
    );
    let ran = world.newsidx("build markets --name markets --quiet");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // In another order, into another index.
    for line in [
        "build markets --name markets --quiet --index other",
        "build rivers --name rivers --quiet --index other",
        "build corpus --quiet --index other",
    ] {
        assert_eq!(world.newsidx(line).status, 0, "{line}");
    }
    assert_eq!(answers(&world, "index"), answers(&world, "other"));
    let paths = world.newsidx("search path:rivers/* --jsonl").stdout;
    assert!(paths.contains("\"path\":\"rivers/rain.txt\""), "{paths}");
    // One of them changes; the others stay.
    world.file("rivers/rain.txt", RAIN.replace("fell", "came"));
    let ran = world.newsidx("build rivers --name rivers --quiet");
    assert!(
        ran.stdout
            .ends_with("since the last build: 0 added, 1 changed, 0 removed, 5 unchanged\n"),
        "{}",
        ran.stdout
    );
    let status = world.newsidx("status").stdout;
    for line in [
        "corpora    ",
        "           without a name: corpus, 2 files, 3 stories\n",
        "           markets: markets, 2 files, 2 stories\n",
        "           rivers: rivers, 1 file, 1 story\n",
    ] {
        assert!(status.contains(line), "{line} in {status}");
    }
    // One is forgotten; the index is as if it had never been there.
    world.newsidx("forget rivers").expect(
        0,
        "indexed 5 stories from 4 files: 5 found = 5 indexed + 0 skipped + 0 failed\n\
         since the last build: 0 added, 0 changed, 1 removed, 5 unchanged\n",
        "",
    );
    for line in [
        "build corpus --quiet --index without",
        "build markets --name markets --quiet --index without",
    ] {
        assert_eq!(world.newsidx(line).status, 0, "{line}");
    }
    assert_eq!(answers(&world, "index"), answers(&world, "without"));
    world.newsidx("forget rivers").expect(
        2,
        "",
        "error: `rivers` is not one of several corpora in `index`: it has ``, `markets`\n\
         hint: remove the folder of the index to forget all of it\n",
    );
    world.newsidx("build rivers --name a/b").expect(
        2,
        "",
        "error: invalid value 'a/b' for '--name <NAME>': a name has no `/`, `\\`, `!`, `#` or `@` and does not begin with a dot\n\n\
         For more information, try '--help'.\n",
    );
}
