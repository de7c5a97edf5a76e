//! The commands that look after an index, as they are typed: verify, compact, watch; and what a build says that
//! cannot be done.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::World;
use crate::increments::{RAIN, desk};

/// Flips a bit of the largest file of an index whose name ends so.
fn flip(world: &World, ending: &str) -> String {
    let generation = fs::read_dir(world.path().join("index"))
        .unwrap()
        .flatten()
        .find(|entry| entry.path().is_dir())
        .unwrap();
    let path = fs::read_dir(generation.path())
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().ends_with(ending))
        .unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::remove_file(&path).unwrap();
    fs::write(&path, bytes).unwrap();
    format!(
        "{}/{}",
        generation.file_name().to_string_lossy(),
        path.file_name().unwrap().to_string_lossy()
    )
}

#[test]
fn a_sound_index_is_said_to_be_sound() {
    let world = desk();
    world.built();
    let ran = world.newsidx("verify");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert!(ran.stdout.starts_with("read "), "{}", ran.stdout);
    assert!(
        ran.stdout
            .ends_with("held 3 stories against what is indexed of them, 3 records against them\nthe index is sound\nits corpus has not changed: 2 files\n"),
        "{}",
        ran.stdout
    );
    world.file("corpus/a/fog.txt", "Fog lifts\n\nIt is gone.\n");
    let ran = world.newsidx("verify --json");
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.status, &found["sound"]), (0, &true.into()));
    assert_eq!(found["corpus_files_changed"], serde_json::json!(["a/fog.txt"]));
    assert_eq!(found["stories"], 3);
}

#[test]
fn a_damaged_index_is_named_and_repaired() {
    let world = desk();
    world.built();
    let before = world.newsidx("search oil --format trec");
    for ending in [
        ".store",
        ".term",
        ".idx",
        "ledger.zst",
        "files.zst",
        "meta.json",
        "checksums.json",
    ] {
        let file = flip(&world, ending);
        let ran = world.newsidx("verify");
        assert_eq!(ran.status, 1, "{ending}: {}", ran.stdout);
        assert!(
            ran.stdout
                .starts_with(&format!("damaged: {file}: was changed after it was written\n")),
            "{ending}: {}",
            ran.stdout
        );
        assert_eq!(
            ran.stderr,
            "hint: `newsidx verify --repair` builds it again from its corpus\n"
        );
        let ran = world.newsidx("verify --repair");
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{ending}: {}", ran.stdout);
        assert!(
            ran.stdout.contains("\nbuilt again: 3 stories\n"),
            "{}",
            ran.stdout
        );
        assert_eq!(world.newsidx("search oil --format trec"), before);
    }
}

#[test]
fn an_index_is_compacted() {
    let world = desk();
    world.built();
    world.file("corpus/rain.txt", RAIN).built();
    let before = world.newsidx("search oil --format trec");
    let ran = world.newsidx("compact");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert!(
        ran.stdout.starts_with("made one of ") && ran.stdout.ends_with(" before\n"),
        "{}",
        ran.stdout
    );
    assert_eq!(world.newsidx("search oil --format trec"), before);
    let nothing = world.newsidx("build corpus --quiet").stdout;
    assert!(
        nothing.ends_with("\nno story was added, changed or removed\n"),
        "{nothing}"
    );
    world.newsidx("compact --index nowhere").expect(
        2,
        "",
        "error: no index at `nowhere`\nhint: build one with `newsidx build CORPUS --index nowhere`\n",
    );
}

#[test]
fn a_watch_tells_each_change() {
    let world = desk();
    let mut watch = world
        .command(["watch", "corpus", "--rest", "0.05", "--every", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(next(), "3 stories");
    world.file("corpus/rain.txt", RAIN);
    assert_eq!(
        next(),
        "4 stories; since the last build: 1 added, 0 changed, 0 removed, 3 unchanged"
    );
    fs::remove_file(world.path().join("corpus/a/fog.txt")).unwrap();
    assert_eq!(
        next(),
        "3 stories; since the last build: 0 added, 0 changed, 1 removed, 3 unchanged"
    );
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert_eq!(world.ids("rain"), ["rain.txt"]);
    world.newsidx("watch nowhere").expect(
        2,
        "",
        "error: no such file or folder: nowhere\nhint: give the folder that holds the stories, or one file\n",
    );
}

#[test]
fn a_build_that_is_cut_off_is_gone_on_with() {
    let world = World::new();
    for number in 0..400 {
        let stories: String = (0..40)
            .map(|story| format!("{{\"id\": \"{number}-{story}\", \"headline\": \"Oil {story}\", \"body\": \"Oil rose in Vienna. John Smith said so in London.\"}}\n"))
            .collect();
        world.file(&format!("corpus/{number:03}.jsonl"), stories);
    }
    let build = ["build", "corpus", "--checkpoint", "0", "--threads", "2"];
    let mut cut_off = world
        .command(build)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Until it has made some of its work safe.
    let draft = world.path().join("index/generation-1/draft-files-1.zst");
    let began = Instant::now();
    while !draft.exists() && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    cut_off.kill().unwrap();
    cut_off.wait().unwrap();
    assert!(draft.exists() && !world.path().join("index/newsidx.json").exists());
    assert_eq!(world.newsidx("search oil").status, 2);
    let ran = world.run(build);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stderr.starts_with("going on with a build that was cut off: "),
        "{}",
        ran.stderr
    );
    world.newsidx("build corpus --index fresh --quiet");
    let asked = |index: &str| {
        world.run([
            "search", "smith", "--format", "trec", "--limit", "20000", "--index", index,
        ])
    };
    assert_eq!(asked("index"), asked("fresh"));
    assert_eq!(world.newsidx("verify").status, 0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let world = desk();
    let sealed = world.path().join("sealed");
    fs::create_dir(&sealed).unwrap();
    fs::set_permissions(&sealed, fs::Permissions::from_mode(0o555)).unwrap();
    let ran = world.newsidx("build corpus --quiet --index sealed/index");
    // Whoever may do everything may write there too.
    if fs::write(sealed.join("trial"), "").is_err() {
        assert_eq!(ran.status, 2);
        assert!(
            ran.stderr.starts_with("error: cannot write to `sealed/index`: ")
                && ran.stderr.contains("\nhint: "),
            "{}",
            ran.stderr
        );
    }
    world.file("corpus.txt", "a file");
    let ran = world.newsidx("build corpus --quiet --index corpus.txt");
    assert_eq!(ran.status, 2, "{}", ran.stderr);
}
