//! Archives and packed files through the program: what is in them is indexed under addresses, found and
//! shown by them, and whatever is wrong with them is told and stops nothing.

use std::io::{Cursor, Write};

use crate::harness::World;

const TIN: &str = "Tin rests again\n\nTin rested on the exchange on Monday, traders in the city said.\n";
const ZINC: &str = "Zinc rises\n\nZinc rose on the exchange on Tuesday, traders in the city said.\n";
const LEAD: &str = "{\"id\": \"lead-1\", \"title\": \"Lead falls\", \"text\": \"Lead fell on Monday, traders said.\"}\n\
                    {\"id\": \"lead-2\", \"title\": \"Lead rises\", \"text\": \"Lead rose on Tuesday, traders said.\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A WARC record of a text that was fetched.
fn page(url: &str, text: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    format!("{head}{block}\r\n\r\n").into_bytes()
}

/// A corpus of archives, each of which can be read whole.
fn archives() -> World {
    let world = World::new();
    let pages = [
        page("https://a.example/1", TIN),
        page("https://a.example/2", ZINC),
    ];
    let members: Vec<u8> = pages.iter().flat_map(|page| gzip(page)).collect();
    world
        .file("corpus/plain.txt", TIN)
        .file(
            "corpus/x.tar.gz",
            gzip(&tar(&[
                ("upi/tin.txt", TIN.as_bytes()),
                ("upi/in.zip", &zip(&[("zinc.txt", ZINC.as_bytes())])),
                ("lead.jsonl", LEAD.as_bytes()),
            ])),
        )
        .file("corpus/y.zip", zip(&[("tin.txt", TIN.as_bytes())]))
        .file("corpus/z.jsonl.gz", gzip(LEAD.replace("lead-", "z-").as_bytes()))
        .file("corpus/crawl/a.warc", pages.concat())
        .file("corpus/crawl/b.warc.gz", members);
    world
}

#[test]
fn what_is_in_archives_is_indexed_found_and_shown() {
    let world = archives();
    let ran = world.newsidx("build corpus --quiet");
    ran.expect(
        0,
        "indexed 12 stories from 6 files: 12 found = 12 indexed + 0 skipped + 0 failed\n",
        "",
    );
    let ids = |query: &str| {
        let mut ids = world.ids(query);
        ids.sort();
        ids
    };
    let tar = [
        "lead-1",
        "lead-2",
        "x.tar.gz!/upi/in.zip!/zinc.txt",
        "x.tar.gz!/upi/tin.txt",
    ];
    assert_eq!(ids("path:\"x.tar.gz\""), tar);
    assert_eq!(ids("path:\"x.tar.gz!/upi\""), tar[2..]);
    assert_eq!(ids("path:\"in.zip\" zinc"), ["x.tar.gz!/upi/in.zip!/zinc.txt"]);
    assert_eq!(ids("path:\"z.jsonl.gz\""), ["z-1", "z-2"]);
    assert_eq!(ids("path:crawl").len(), 4);
    let records = ids("path:\"crawl/b.warc.gz\"");
    assert!(
        records[0] == "crawl/b.warc.gz@0" && records.len() == 2,
        "{records:?}"
    );
    assert_eq!(
        ids("path:\"a.warc\" url:\"https://a.example/1\""),
        ["crawl/a.warc@0"]
    );
    for id in tar.into_iter().chain(records.iter().map(|id| &**id)) {
        let shown = world.run(["show", id]);
        assert_eq!((shown.status, &*shown.stderr), (0, ""), "{id}");
        assert!(shown.stdout.contains("traders"), "{}", shown.stdout);
    }
    let several = world.run(["show", "x.tar.gz"]);
    assert!(
        several
            .stderr
            .starts_with("error: 4 stories have the path `x.tar.gz`"),
        "{}",
        several.stderr
    );
    let only = world.run(["show", "y.zip"]);
    assert!(only.status == 0 && only.stdout.contains("Tin rests again"));
}

#[test]
fn the_index_does_not_depend_on_threads() {
    let one = archives();
    let many = archives();
    assert_eq!(one.newsidx("build corpus --quiet --threads 1").status, 0);
    assert_eq!(many.newsidx("build corpus --quiet --threads 7").status, 0);
    let fingerprint = |world: &World| {
        let status = world.newsidx("status");
        let line = status.stdout.lines().find(|line| line.contains("fingerprint"));
        line.unwrap().to_owned()
    };
    assert_eq!(fingerprint(&one), fingerprint(&many));
    let query = "search --format jsonl traders --limit 100";
    let hits = |world: &World| {
        let ran = world.newsidx(query).stdout;
        ran.lines()
            .filter(|line| line.contains("\"rank\""))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(hits(&one).len() == 12 && hits(&one) == hits(&many));
}

#[test]
fn what_is_wrong_with_archives_is_told_and_stops_nothing() {
    let world = World::new();
    let pages = [
        page("https://a.example/1", TIN),
        page("https://a.example/2", ZINC),
    ]
    .concat();
    let spaces = vec![b' '; 80 << 20];
    let bomb = gzip(&[LEAD.as_bytes(), &spaces].concat());
    let whole = gzip(&tar(&[
        ("tin.txt", TIN.as_bytes()),
        ("zinc.txt", ZINC.as_bytes()),
    ]));
    world
        .file("corpus/a.warc", &pages[..pages.len() - 20])
        .file("corpus/bomb.jsonl.gz", bomb)
        .file("corpus/cut.zip", &zip(&[("tin.txt", TIN.as_bytes())])[..60])
        .file("corpus/empty.tar", [0; 1024])
        .file(
            "corpus/names.tar",
            tar(&[
                ("a/.hidden", b"x"),
                ("README.md", TIN.as_bytes()),
                ("tin.txt", TIN.as_bytes()),
            ]),
        )
        .file("corpus/tail.tgz", &whole[..whole.len() - 12])
        .file("corpus/z.txt", TIN);
    let second = page("https://a.example/1", TIN).len();
    let ran = world.newsidx("build corpus --quiet");
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert_eq!(
        ran.stdout,
        "indexed 7 stories from 7 files: 14 found = 7 indexed + 3 skipped + 4 failed\n"
    );
    let expected = [
        format!("warning: a.warc@{second}, record 0: cannot read on: it is cut off"),
        "warning: bomb.jsonl.gz, record 2: line 3: reading stopped: it unpacks to more than 250 times its size, as a bomb does".into(),
        "warning: cut.zip: cannot read the zip: it has no directory: it is cut off".into(),
        "warning: tail.tgz: cannot read the tar on: ".into(),
    ];
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, expected) in told.iter().zip(&expected) {
        assert!(line.starts_with(&**expected), "{line}\n{expected}");
    }
    world.newsidx("status --skipped").expect(
        0,
        "empty.tar: an archive without members\n\
         names.tar!/a/.hidden: hidden file\n\
         names.tar!/README.md: documentation by its name\n",
        "",
    );
    assert_eq!(world.newsidx("status --failed").stdout.lines().count(), 4);
}

#[test]
fn repairs_are_counted() {
    let world = World::new();
    world
        .file("corpus/a.txt", TIN)
        .file("corpus/b.txt", TIN.replace("again", "againâ€¦"))
        .file(
            "corpus/c.txt.gz",
            gzip(b"Caf\xe9 ferm\xe9\n\nLe caf\xe9 \xe9tait ferm\xe9 mardi, a dit le pr\xe9fet.\n"),
        );
    world.built();
    let status = world.newsidx("status").stdout;
    assert!(status.contains("2 stories repaired"), "{status}");
    let json: serde_json::Value = serde_json::from_str(&world.newsidx("status --json").stdout).unwrap();
    assert_eq!(json["repaired"], 2);
    let shown = world.newsidx("show b.txt").stdout;
    assert!(shown.contains("Tin rests again…"), "{shown}");
}
