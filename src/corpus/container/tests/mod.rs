//! Archives made here and read from end to end.

mod bombs;
mod broken;
mod web;

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::super::{Found, Options, Outcome, Raw, Record, Seen, SourceFile, records, walk};
use crate::article::Article;

const TIN: &str = "Tin rests again\n\nTin rested on the exchange on Monday, traders in the city said.\n";
const ZINC: &str = "Zinc rises\n\nZinc rose on the exchange on Tuesday, traders in the city said.\n";
const LEAD: &str = "{\"id\": 1, \"title\": \"Lead falls\", \"text\": \"Lead fell on Monday, traders said.\"}\n\
                    {\"id\": 2, \"title\": \"Zinc rises\", \"text\": \"Zinc rose on Monday, traders said.\"}\n";

/// Files and what is in them.
type Files<'f> = &'f [(&'f str, &'f [u8])];

/// The records of a file of this name.
fn read(name: &str, bytes: &[u8]) -> Vec<Record> {
    read_with(name, bytes, Options::default())
}

fn read_with(name: &str, bytes: &[u8], options: Options) -> Vec<Record> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    read_folder(folder.path(), options)
}

fn read_folder(root: &Path, options: Options) -> Vec<Record> {
    let options = Arc::new(options);
    let mut all = Vec::new();
    for found in walk(root, &options).unwrap() {
        match found {
            Found::File(file) => all.extend(records(&file, &options).map(Raw::parse)),
            Found::Refused(record) => all.push(record),
        }
    }
    all
}

/// Paths and what became of them: `a.txt: story`, `b: skipped: a link`.
fn told(records: &[Record]) -> Vec<String> {
    let fate = |record: &Record| match &record.outcome {
        Outcome::Story(_) => "story".to_owned(),
        Outcome::Skipped(reason) => format!("skipped: {reason}"),
        Outcome::Failed(reason) => format!("failed: {reason}"),
    };
    records
        .iter()
        .map(|record| format!("{}#{}: {}", record.path, record.record, fate(record)))
        .collect()
}

fn stories(records: &[Record]) -> Vec<&Article> {
    let stories = records.iter().filter_map(|record| match &record.outcome {
        Outcome::Story(story) => Some(&**story),
        _ => None,
    });
    stories.collect()
}

fn tar(files: Files<'_>) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: Files<'_>) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options =
            ::zip::write::SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ::zstd::stream::encode_all(bytes, 1).unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ::bzip2::write::BzEncoder::new(Vec::new(), ::bzip2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

type Pack = fn(&[u8]) -> Vec<u8>;

const PACKERS: &[(&str, Pack)] = &[("gz", gzip), ("zst", zstd), ("bz2", bzip2), ("xz", xz)];

#[test]
fn a_packed_file_is_read_under_its_own_path() {
    for (ending, pack) in PACKERS {
        let name = format!("a.jsonl.{ending}");
        let records = read(&name, &pack(LEAD.as_bytes()));
        assert_eq!(
            told(&records),
            [format!("{name}#0: story"), format!("{name}#1: story")]
        );
        assert_eq!(records[1].format, "jsonl");
        assert_eq!(stories(&records)[1].id.0, format!("{name}#2"));
        // Joined members are one content.
        let (first, second) = LEAD.as_bytes().split_at(100);
        let joined = read(&name, &[pack(first), pack(second)].concat());
        assert_eq!(stories(&joined), stories(&records), "{ending}");
        let twice = read("b", &pack(&pack(TIN.as_bytes())));
        assert_eq!(told(&twice), ["b#0: story"]);
    }
    let padded = [gzip(TIN.as_bytes()), vec![0; 700]].concat();
    assert_eq!(told(&read("a.gz", &padded)), ["a.gz#0: story"]);
    let readme = read("README.md.gz", &gzip(TIN.as_bytes()));
    assert_eq!(
        told(&readme),
        ["README.md.gz#0: skipped: documentation by its name"]
    );
    let code = read("build.py.xz", &xz(TIN.as_bytes()));
    assert_eq!(told(&code), ["build.py.xz#0: skipped: source code by its name"]);
    assert_eq!(told(&read("e.gz", &gzip(b""))), ["e.gz#0: skipped: empty file"]);
}

#[test]
fn members_are_read_in_order_each_as_the_form_it_has() {
    let files: Files<'_> = &[
        ("b/tin.txt", TIN.as_bytes()),
        ("a.jsonl", LEAD.as_bytes()),
        ("c.jsonl.gz", &gzip(LEAD.as_bytes())),
        ("e.txt", b""),
    ];
    for (name, bytes) in [
        ("x.tar", tar(files)),
        ("x.tgz", gzip(&tar(files))),
        ("x", zstd(&tar(files))),
        ("x.zip", zip(files)),
        ("x.zip.bz2", bzip2(&zip(files))),
    ] {
        let told = told(&read(name, &bytes));
        let expected = [
            "!/b/tin.txt#0: story",
            "!/a.jsonl#0: story",
            "!/a.jsonl#1: story",
            "!/c.jsonl.gz#0: story",
            "!/c.jsonl.gz#1: story",
            "!/e.txt#0: skipped: empty file",
        ];
        assert_eq!(told, expected.map(|end| format!("{name}{end}")));
    }
}

#[test]
fn a_folder_and_its_archives_give_the_same_stories() {
    let folder = TempDir::new().unwrap();
    let files: Files<'_> = &[
        ("wire/tin.txt", TIN.as_bytes()),
        ("wire/2020-01-14.txt", TIN.as_bytes()),
        ("z.jsonl", LEAD.as_bytes()),
    ];
    for (path, bytes) in files {
        std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(path), bytes).unwrap();
    }
    let alike = |records: &[Record]| {
        let mut stories: Vec<Article> = stories(records).into_iter().cloned().collect();
        for story in &mut stories {
            (story.path, story.id.0) = Default::default();
        }
        stories.sort_by(|one, other| {
            (&one.headline, &one.published.is_some()).cmp(&(&other.headline, &other.published.is_some()))
        });
        stories
    };
    let plain = alike(&read_folder(folder.path(), Options::default()));
    assert_eq!(plain.len(), 4);
    assert_eq!(plain, alike(&read("x.tar.xz", &xz(&tar(files)))));
    assert_eq!(plain, alike(&read("x.zip", &zip(files))));
}

#[test]
fn archives_in_archives_are_read_to_a_depth() {
    let mut bytes = TIN.as_bytes().to_vec();
    let mut name = "tin.txt".to_owned();
    for depth in 1..=6 {
        let pack = if depth % 2 == 0 { tar } else { zip };
        bytes = pack(&[(&*name, &bytes)]);
        name = format!("{depth}.{}", if depth % 2 == 0 { "tar" } else { "zip" });
        let told = told(&read(&name, &bytes));
        match depth {
            1 => assert_eq!(told, ["1.zip!/tin.txt#0: story"]),
            4 => assert_eq!(told, ["4.tar!/3.zip!/2.tar!/1.zip!/tin.txt#0: story"]),
            6 => assert_eq!(
                told,
                ["6.tar!/5.zip!/4.tar!/3.zip!/2.tar#0: failed: archives in one another more than 4 deep"]
            ),
            _ => assert_eq!(told.len(), 1),
        }
    }
    let mut packed = TIN.as_bytes().to_vec();
    for _ in 0..5 {
        packed = gzip(&packed);
    }
    assert_eq!(
        told(&read("a", &packed)),
        ["a#0: failed: it is packed more than 4 times over"]
    );
}

#[test]
fn what_is_no_file_to_read_is_told() {
    let mut builder = ::tar::Builder::new(tar(&[
        ("__MACOSX/._tin.txt", b"x"),
        (".DS_Store", b"x"),
        ("a/.git/config", b"x"),
        ("README.md", TIN.as_bytes()),
        ("run.sh", b"#!/bin/sh\n"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
    ]));
    builder.get_mut().truncate(6 * 1024);
    let mut add = |kind: ::tar::EntryType, name: &str| {
        let mut header = ::tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        builder.append_link(&mut header, name, "tin.txt").unwrap();
    };
    add(::tar::EntryType::Directory, "folder/");
    add(::tar::EntryType::Symlink, "sym");
    add(::tar::EntryType::Link, "hard");
    add(::tar::EntryType::Fifo, "pipe");
    let told = told(&read("x.tar", &builder.into_inner().unwrap()));
    assert_eq!(
        told,
        [
            "x.tar!/__MACOSX/._tin.txt#0: skipped: hidden file",
            "x.tar!/.DS_Store#0: skipped: hidden file",
            "x.tar!/a/.git/config#0: skipped: hidden file",
            "x.tar!/README.md#0: skipped: documentation by its name",
            "x.tar!/run.sh#0: skipped: source code by its name",
            "x.tar!/a.png#0: skipped: binary file: PNG",
            "x.tar!/sym#0: skipped: a link",
            "x.tar!/hard#0: skipped: a link",
            "x.tar!/pipe#0: skipped: not a file",
        ]
    );
}

#[test]
fn an_archive_without_members_is_told() {
    let reason = "#0: skipped: an archive without members";
    assert_eq!(told(&read("x.tar", &[0; 10240])), [format!("x.tar{reason}")]);
    assert_eq!(
        told(&read("x.tgz", &gzip(&[0; 10240]))),
        [format!("x.tgz{reason}")]
    );
    assert_eq!(told(&read("x.zip", &zip(&[]))), [format!("x.zip{reason}")]);
    assert_eq!(
        told(&read("zeros.txt", &[0; 10240])),
        ["zeros.txt#0: skipped: binary file: unknown kind"]
    );
    let outer = tar(&[("e.zip", &zip(&[])), ("tin.txt", TIN.as_bytes())]);
    assert_eq!(
        told(&read("x.tar", &outer)),
        [format!("x.tar!/e.zip{reason}"), "x.tar!/tin.txt#0: story".into()]
    );
}

#[test]
fn globs_choose_members() {
    let inner = zip(&[("deep.txt", TIN.as_bytes())]);
    let bytes = tar(&[
        ("a/tin.txt", TIN.as_bytes()),
        ("a/lead.jsonl", LEAD.as_bytes()),
        ("b/tin.txt", TIN.as_bytes()),
        ("b/in.zip", &inner),
    ]);
    let chosen = |include: &[&str], exclude: &[&str]| {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
        let options = Options {
            include: owned(include),
            exclude: owned(exclude),
            columns: Vec::new(),
        };
        let mut paths: Vec<String> = read_with("x.tar", &bytes, options)
            .into_iter()
            .map(|record| record.path)
            .collect();
        paths.dedup();
        paths
    };
    let (a, lead, b) = ("x.tar!/a/tin.txt", "x.tar!/a/lead.jsonl", "x.tar!/b/tin.txt");
    let deep = "x.tar!/b/in.zip!/deep.txt";
    assert_eq!(chosen(&["*.tar"], &[]), [a, lead, b, deep]);
    assert_eq!(chosen(&["*.txt"], &[]), [a, b, deep]);
    assert_eq!(chosen(&["x.tar!/a/**"], &[]), [a, lead, "x.tar!/b/in.zip"]);
    assert_eq!(chosen(&[], &["a"]), [b, deep]);
    assert_eq!(chosen(&[], &["*.jsonl", "in.zip"]), [a, b]);
    assert_eq!(chosen(&["*.none"], &["in.zip"]), ["x.tar"]);
}

#[test]
fn long_names_and_names_twice_are_kept() {
    let long = format!("{}/{}.txt", "folder".repeat(30), "name".repeat(40));
    let bytes = tar(&[
        (&*long, TIN.as_bytes()),
        ("a.txt", TIN.as_bytes()),
        ("a.txt", TIN.as_bytes()),
    ]);
    let records = read("x.tar", &bytes);
    assert_eq!(records[0].path, format!("x.tar!/{long}"));
    assert_eq!(stories(&records).len(), 3);
    let mut pax = ::tar::Builder::new(Vec::new());
    let name = "ΐ".repeat(200);
    pax.append_pax_extensions([("path", name.as_bytes())]).unwrap();
    let mut header = ::tar::Header::new_ustar();
    header.set_size(TIN.len() as u64);
    pax.append_data(&mut header, "short", TIN.as_bytes()).unwrap();
    let records = read("x.tar", &pax.into_inner().unwrap());
    assert_eq!(records[0].path, format!("x.tar!/{name}"));
}

#[test]
fn offices_keep_their_documents_in_zips() {
    let docx = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    assert_eq!(
        told(&read("a.docx", &docx)),
        ["a.docx#0: skipped: binary file: Microsoft Office"]
    );
}

#[test]
fn what_was_read_of_the_disk_adds_up() {
    let files: Files<'_> = &[("tin.txt", TIN.as_bytes()), ("a.jsonl", LEAD.as_bytes())];
    for (name, bytes) in [("x.tar.gz", gzip(&tar(files))), ("x.zip", zip(files))] {
        let records = read(name, &bytes);
        let read: u64 = records.iter().map(|record| record.read).sum();
        assert_eq!(read, bytes.len() as u64, "{name}");
        let first: Vec<bool> = records.iter().map(|record| record.begins_file).collect();
        assert_eq!(first, [true, false, false]);
    }
}

/// A file on disk as the walk gives it.
fn source_file(folder: &TempDir, name: &str, bytes: &[u8]) -> SourceFile {
    let place = folder.path().join(name);
    std::fs::write(&place, bytes).unwrap();
    SourceFile {
        place,
        path: name.to_owned(),
        seen: Seen {
            bytes: bytes.len() as u64,
            ..Seen::default()
        },
    }
}
