//! Bad input: a clear message that names the path and the next step, the right exit status, nothing
//! lost, no panic.

use std::fs::{self, File};
use std::io::Write;
use std::process::{Command, Stdio};

use crate::harness::World;

#[test]
fn searching_without_an_index_says_how_to_build_one() {
    World::new().newsidx("search oil").expect(
        2,
        "",
        "error: no index at `index`\nhint: build one with `newsidx build CORPUS --index index`\n",
    );
}

#[test]
fn a_corpus_must_be_there_and_hold_files() {
    let world = World::new();
    world.newsidx("build nowhere").expect(
        2,
        "",
        "error: no such file or folder: nowhere\nhint: give the folder that holds the stories, or one file\n",
    );
    fs::create_dir(world.path().join("empty")).unwrap();
    world.newsidx("build empty").expect(
        2,
        "",
        "error: no file to index in `empty`\nhint: name a folder that holds stories, or check `--include` and `--exclude`\n",
    );
    assert!(!world.path().join("index/newsidx.json").exists());
}

#[test]
fn a_folder_of_other_files_is_no_index_and_does_not_become_one() {
    let world = World::new();
    world
        .file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n")
        .file("other/mine.txt", "mine");
    world.newsidx("search oil --index other").expect(
        2,
        "",
        "error: `other` is not a newsidx index: it has no newsidx.json\nhint: name the folder of an index with `--index`\n",
    );
    world.newsidx("build corpus --index other --quiet").expect(
        2,
        "",
        "error: `other` holds other files, no index is made there: mine.txt\n\
         hint: name a new or empty folder with `--index`\n",
    );
    assert_eq!(fs::read_dir(world.path().join("other")).unwrap().count(), 1);
}

#[test]
fn an_index_may_not_lie_in_its_corpus() {
    let world = World::new();
    world.file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n");
    world.newsidx("build corpus --index corpus/index").expect(
        2,
        "",
        "error: the index `corpus/index` would lie in the corpus `corpus`\n\
         hint: name another place with `--index`\n",
    );
    assert!(!world.path().join("corpus/index").exists());
}

#[test]
fn a_manifest_of_another_format_is_refused_with_the_command_that_rebuilds() {
    let world = World::new();
    world.file("index/newsidx.json", "{\"format\": 999}");
    world.newsidx("search oil").expect(
        2,
        "",
        "error: the index at `index` has format 999, this newsidx reads format 7\n\
         hint: build it again with `newsidx build CORPUS --index index`\n",
    );
}

#[test]
fn every_kind_of_bad_file_is_accounted_for() {
    let world = World::new();
    world
        .file("corpus/good.txt", "Oil rises\n\nOil rose on Monday.\n")
        .file("corpus/empty.txt", "")
        .file("corpus/archive.zip", b"PK\x03\x04\x00\x00\x00")
        .file(
            "corpus/invalid.txt",
            b"Caf\xe9 owner fined\n\nThe caf\xe9 owner in Montr\xe9al was fined, the court said.\n",
        )
        .file(
            "corpus/cut.sgm",
            "<DOC>\n<DOCNO> A-1 </DOCNO>\n<TEXT>\nTalks went on.\n</TEXT>\n</DOC>\n<DOC><DOCNO> A-2",
        );
    let ran = world.newsidx("build corpus --quiet");
    ran.expect(
        1,
        "indexed 3 stories from 5 files: 6 found = 3 indexed + 1 skipped + 2 failed\n",
        "warning: archive.zip: cannot read the zip: it has no directory: it is cut off\n\
         warning: cut.sgm, record 1: record is cut off: no </DOC>\n",
    );
    world.newsidx("status --failed").expect(
        0,
        "archive.zip: cannot read the zip: it has no directory: it is cut off\n\
         cut.sgm, record 1: record is cut off: no </DOC>\n",
        "",
    );
    world
        .newsidx("status --skipped")
        .expect(0, "empty.txt: empty file\n", "");
    assert_eq!(world.ids("café"), ["invalid.txt"], "windows-1252 is read");
    assert_eq!(
        world.ids("talks"),
        ["A-1"],
        "what stands before the damage is read"
    );
}

#[test]
fn two_stories_with_one_id_are_both_found() {
    let world = World::new();
    let story = |text: &str| format!("<DOC>\n<DOCNO> A-1 </DOCNO>\n<TEXT>\n{text}\n</TEXT>\n</DOC>\n");
    world
        .file("corpus/a.sgm", story("Talks began."))
        .file("corpus/b.sgm", story("Talks ended."));
    let ran = world.newsidx("build corpus --quiet");
    ran.expect(
        0,
        "indexed 2 stories from 2 files: 2 found = 2 indexed + 0 skipped + 0 failed\n",
        "warning: b.sgm, record 0: the id `A-1` is taken, its id is `A-1@b.sgm#0`\n",
    );
    assert_eq!(world.ids("talks"), ["A-1", "A-1@b.sgm#0"]);
    assert_eq!(world.newsidx("show A-1@b.sgm#0").status, 0);
}

#[test]
#[cfg(unix)]
fn pipes_and_loops_of_links_neither_block_nor_go_on_for_ever() {
    let world = World::new();
    world.file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n");
    std::os::unix::fs::symlink(".", world.path().join("corpus/loop")).unwrap();
    std::os::unix::fs::symlink("nothing", world.path().join("corpus/dangling")).unwrap();
    let made = Command::new("mkfifo")
        .arg(world.path().join("corpus/pipe"))
        .status()
        .unwrap();
    assert!(made.success());
    let ran = world.newsidx("build corpus --quiet");
    assert_eq!(
        ran.stdout, "indexed 1 story from 4 files: 4 found = 1 indexed + 2 skipped + 1 failed\n",
        "{}",
        ran.stderr
    );
    let listed = world.newsidx("status --skipped").stdout;
    assert_eq!(
        listed,
        "loop: a link to a folder above it\npipe: not a file: a pipe\n"
    );
}

/// Markup within markup, so deep.
fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

/// A message whose entities stand for ten of the one before each, a thousand million laughs in all.
fn laughs() -> String {
    let entity = |level: u32| {
        format!(
            "<!ENTITY l{level} \"{}\">",
            format!("&l{};", level - 1).repeat(10)
        )
    };
    let entities: String = (1..10).map(entity).collect();
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY l0 \"ha\">{entities}]><nitf><body><body.head><hedline>\
         <hl1>Laughs</hl1></hedline></body.head><body.content><p>Tin &l9; rested.</p></body.content></body></nitf>"
    )
}

/// A zip that holds a zip that holds a zip, so deep.
fn zip_of_zips(depth: usize) -> Vec<u8> {
    let mut bytes = b"Tin".to_vec();
    for _ in 0..depth {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer
            .start_file("self.zip", zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&bytes).unwrap();
        bytes = writer.finish().unwrap().into_inner();
    }
    bytes
}

#[test]
fn what_is_made_to_hurt_gets_a_line_and_the_rest_is_indexed() {
    let world = World::new();
    let page = |divisions: usize| {
        format!(
            "<html><body>{}<p>Tin rested on Monday, traders in the city said.",
            "<div>".repeat(divisions)
        )
    };
    world
        .file("corpus/cut.warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 600\r\n\r\nHTTP/1.1 200 OK\r\n")
        .file("corpus/deep.html", page(100_000))
        .file("corpus/deep.json", format!("[{{\"title\": {}}}]", nested("[", "]", 10_000)))
        .file("corpus/deep.xml", format!("<nitf>{}</nitf>", nested("<block>", "</block>", 10_000)))
        .file("corpus/good.txt", "Oil rises\n\nOil rose on Monday.\n")
        .file("corpus/laughs.xml", laughs())
        .file("corpus/lines.jsonl", "{\"title\": \"Zinc\", \"text\": \"Zinc rose.\"}\n{\"title\": \"Lead\", BROKEN\n{\"title\": \"Gold\", \"text\": \"Gold fell.\"}\n")
        .file("corpus/nul.txt", b"Tin\n\nTin \0 rested.\n")
        .file("corpus/page.html", page(10_000))
        .file("corpus/self.zip", zip_of_zips(6))
        .file("corpus/surrogate.json", "{\"title\": \"Tin\", \"text\": \"Tin \\ud83d rested.\"}")
        .file("corpus/widths.csv", "headline,body\nA tin,rested\nB tin\nC tin,rested,again\n");
    world.newsidx("build corpus --quiet").expect(
        1,
        "indexed 6 stories from 12 files: 16 found = 6 indexed + 1 skipped + 9 failed\n",
        "warning: cut.warc@0, record 0: cannot read on: it is cut off\n\
         warning: deep.html, record 0: its elements nest more than 12000 deep, or hundreds of fonts are left open\n\
         warning: deep.json, record 0: not JSON: recursion limit exceeded at line 1 column 137\n\
         warning: deep.xml, record 0: XML nested deeper than 256 elements\n\
         warning: lines.jsonl, record 1: line 2, column 19: not JSON: key must be a string\n\
         warning: self.zip!/self.zip!/self.zip!/self.zip!/self.zip: archives in one another more than 4 deep\n\
         warning: surrogate.json, record 0: not JSON: unexpected end of hex escape at line 1 column 37\n\
         warning: widths.csv, record 1: line 3: 1 cell where the table has 2\n\
         warning: widths.csv, record 2: line 4: 3 cells where the table has 2\n",
    );
    world
        .newsidx("status --skipped")
        .expect(0, "nul.txt: binary file: unknown kind\n", "");
    assert_eq!(world.ids("oil"), ["good.txt"]);
    assert!(world.ids("ha").is_empty(), "no entity is expanded");
}

#[test]
fn one_line_of_forty_megabytes_is_refused_without_being_held() {
    let world = World::new();
    world.file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n");
    let mut file = File::create(world.path().join("corpus/long.txt")).unwrap();
    for _ in 0..40 {
        file.write_all(&vec![b'x'; 1 << 20]).unwrap();
    }
    world.newsidx("build corpus --quiet").expect(
        1,
        "indexed 1 story from 2 files: 2 found = 1 indexed + 0 skipped + 1 failed\n",
        "warning: long.txt, record 0: record larger than 32 MiB\n",
    );
}

#[test]
fn a_build_that_cannot_be_finished_leaves_the_index_as_it_was() {
    let world = World::new();
    world
        .file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n")
        .built();
    fs::remove_dir_all(world.path().join("corpus")).unwrap();
    assert_eq!(world.newsidx("build corpus").status, 2);
    assert_eq!(world.ids("oil"), ["a.txt"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_named_and_the_index_stays() {
    let world = World::new();
    world
        .file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n")
        .built();
    world.file(
        "corpus/b.jsonl",
        "{\"headline\": \"Oil falls\", \"body\": \"Oil fell on Tuesday in London.\"}\n".repeat(20_000),
    );
    // A limit on the size of files stands for a disk without room.
    let limited = "ulimit -f 100; trap '' XFSZ; exec \"$@\"";
    let output = Command::new("sh")
        .args([
            "-c",
            limited,
            "sh",
            env!("CARGO_BIN_EXE_newsidx"),
            "build",
            "corpus",
            "--quiet",
        ])
        .current_dir(world.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(
        message.contains("error: cannot write")
            && message.contains("hint: ")
            && !message.contains("panicked"),
        "{message}"
    );
    assert_eq!(world.ids("oil"), ["a.txt"]);
}

#[test]
fn a_wrong_query_gets_a_caret_and_a_hint() {
    let world = World::new();
    world
        .file("corpus/a.txt", "Oil rises\n\nOil rose on Monday.\n")
        .built();
    world.run(["search", "(oil AND gas"]).expect(
        2,
        "",
        "error: `(` is never closed\n  (oil AND gas\n  ^\nhint: add `)`, or take the `(` away\n",
    );
}

#[test]
fn plain_words_never_fail() {
    let world = World::new();
    world
        .file(
            "corpus/a.txt",
            "Oil rises\n\nAT&T's anti-muslim C++ unclosed oil, e.g. 50% of it.\n",
        )
        .built();
    for query in [
        "AT&T's anti-muslim C++ \"unclosed",
        ":) oil",
        "oil )",
        "e.g. 50%",
        "oil & ... --",
        "http://oil",
        "what's (oil",
    ] {
        let ran = world.run(["search", query]);
        assert!(ran.status < 2, "{query}: {}", ran.stderr);
    }
    assert_eq!(world.ids("AT&T's anti-muslim C++ \"unclosed"), ["a.txt"]);
}
