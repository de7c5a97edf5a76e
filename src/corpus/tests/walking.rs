//! What the walk finds, in which order, and what it refuses.

use super::*;

const BRIEF: &[u8] =
    b"Ferry sails again\n\nThe ferry to the islands sailed again on Monday, its owner said.\n";

fn paths(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| &*record.path).collect()
}

fn options(include: &[&str], exclude: &[&str]) -> Options {
    let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
    Options {
        include: owned(include),
        exclude: owned(exclude),
        columns: Vec::new(),
    }
}

fn found(root: &Path, options: &Options) -> Vec<String> {
    let name = |found| match found {
        Found::File(file) => file.path,
        Found::Refused(record) => format!("refused {}", record.path),
    };
    walk(root, options).unwrap().map(name).collect()
}

#[test]
fn files_come_in_the_order_of_their_paths() {
    let folder = folder(&[
        ("a/b.txt", BRIEF),
        ("a.txt", BRIEF),
        ("a-b.txt", BRIEF),
        ("Z.txt", BRIEF),
        ("a/a/a.txt", BRIEF),
    ]);
    let records = read(folder.path());
    assert_eq!(
        paths(&records),
        ["Z.txt", "a-b.txt", "a.txt", "a/a/a.txt", "a/b.txt"]
    );
    assert_eq!(records, read(folder.path()));
}

#[test]
fn a_root_may_be_one_file() {
    let folder = folder(&[("a/b.txt", BRIEF)]);
    let records = read(&folder.path().join("a/b.txt"));
    assert_eq!(paths(&records), ["b.txt"]);
    assert_eq!(story(&records[0]).source, None);
}

#[test]
fn globs_choose_by_name_and_by_path() {
    let folder = folder(&[
        ("a/x.txt", BRIEF),
        ("a/x.csv", BRIEF),
        ("b/deep/y.txt", BRIEF),
        (".git/z.txt", BRIEF),
    ]);
    let all = |include: &[&str], exclude: &[&str]| found(folder.path(), &options(include, exclude));
    assert_eq!(all(&["*.txt"], &[]), ["a/x.txt", "b/deep/y.txt"]);
    assert_eq!(all(&["b/**"], &[]), ["b/deep/y.txt"]);
    assert_eq!(all(&[], &["b", ".git"]), ["a/x.csv", "a/x.txt"]);
    assert_eq!(all(&[], &["deep/", "*.csv"]), ["refused .git", "a/x.txt"]);
}

#[test]
fn what_cannot_be_walked_is_an_error_with_a_hint() {
    let folder = folder(&[("a.txt", BRIEF)]);
    let error = |root: &Path, options: &Options| walk(root, options).err().unwrap().to_string();
    let missing = error(&folder.path().join("none"), &Options::default());
    assert!(
        missing.contains("no such file or folder") && missing.contains("hint: "),
        "{missing}"
    );
    let glob = error(folder.path(), &options(&["a[b"], &[]));
    assert!(glob.contains("`a[b`") && glob.contains("hint: "), "{glob}");
    let columns = vec![("headlnie".to_owned(), "title".to_owned())];
    let field = error(
        folder.path(),
        &Options {
            columns,
            ..Options::default()
        },
    );
    assert!(
        field.contains("`headlnie`") && field.contains("hint: "),
        "{field}"
    );
}

#[test]
fn files_about_the_corpus_are_told_by_their_names() {
    for name in [
        "README",
        "readme.md",
        "LICENSE-MIT",
        "COPYING.txt",
        "SOURCE.txt",
        "NOTICE",
        "build.py",
    ] {
        let records = read_file(name, BRIEF);
        assert!(
            matches!(&records[0].outcome, Outcome::Skipped(reason) if reason.ends_with("by its name")),
            "{name}"
        );
    }
    for name in [
        "readmes-of-the-year.txt",
        "license-plate-thefts.txt.txt",
        "noticed.txt",
        "source-of-the-nile.txt",
    ] {
        let records = read_file(name, BRIEF);
        let is_story = matches!(records[0].outcome, Outcome::Story(_));
        assert_eq!(is_story, !name.starts_with("license-"), "{name}");
    }
}

#[test]
fn hidden_things_are_accounted_for_and_not_read() {
    let folder = folder(&[(".DS_Store", b"x"), (".git/config", b"x"), ("a.txt", BRIEF)]);
    let records = read(folder.path());
    assert_eq!(paths(&records), [".DS_Store", ".git", "a.txt"]);
    assert_eq!(reason(&records[0]), "hidden file");
    assert_eq!(reason(&records[1]), "hidden folder");
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_block_and_a_loop_of_links_ends() {
    let folder = folder(&[("a/b.txt", BRIEF)]);
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path().join("pipe.txt"))
        .status()
        .unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken.txt")).unwrap();
    let records = read(folder.path());
    assert_eq!(paths(&records), ["a/b.txt", "a/up", "broken.txt", "pipe.txt"]);
    assert_eq!(reason(&records[1]), "a link to a folder above it");
    assert!(matches!(records[2].outcome, Outcome::Failed(_)));
    assert_eq!(reason(&records[3]), "not a file: a pipe");
    let file = SourceFile {
        place: folder.path().join("pipe.txt"),
        path: "pipe.txt".into(),
        seen: Seen::default(),
    };
    let opened: Vec<Record> = records_of(&file);
    assert_eq!(reason(&opened[0]), "not a file: a pipe");
}

fn records_of(file: &SourceFile) -> Vec<Record> {
    records(file, &Arc::new(Options::default()))
        .map(Raw::parse)
        .collect()
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf_8_are_escaped() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[]);
    std::fs::write(
        folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9\\.txt")),
        BRIEF,
    )
    .unwrap();
    assert_eq!(paths(&read(folder.path())), ["caf\\xE9\\\\.txt"]);
}

#[test]
fn a_file_that_has_gone_fails() {
    let folder = folder(&[]);
    let file = SourceFile {
        place: folder.path().join("gone.txt"),
        path: "gone.txt".into(),
        seen: Seen::default(),
    };
    let records = records_of(&file);
    assert_eq!(records.len(), 1);
    assert!(reason(&records[0]).starts_with("cannot read it: "));
    assert!(matches!(records[0].outcome, Outcome::Failed(_)));
}
