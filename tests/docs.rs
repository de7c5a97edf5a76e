//! The documents are run: the commands of README.md in a fresh copy of the repository's corpus, and
//! every `console` block of GUIDE.md, whose output is compared.

use std::fs;
use std::path::Path;

use crate::harness::{World, copy};

/// How a block begins that is the file of settings for the commands of its section.
const SETTINGS: &str = "# newsidx.toml\n";

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The fenced blocks of a document with an info string.
fn blocks<'d>(text: &'d str, info: &str) -> Vec<&'d str> {
    let opening = format!("```{info}\n");
    text.split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .collect()
}

/// The files that a document shows: fenced blocks with `text` and a name.
fn files(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let shown = text.split("```text ").skip(1);
    shown.filter_map(|rest| rest.split("\n```").next()?.split_once('\n'))
}

/// A world that has the repository's sample corpus, and its queries.
fn with_samples() -> World {
    let world = World::new();
    copy(&crate::harness::samples(), &world.path().join("corpus"));
    let queries = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    copy(&queries, &world.path().join("queries"));
    // A test that fails, for the guide to show.
    world.file(
        "guide/red.toml",
        "index = \"../index\"\n\n[[query]]\nname = \"Moscow before Minsk\"\nquery = '\"cease-fire talks\" Moscow'\n\
         contains = \"wire/harbor-post/chess-quito-fog.txt\"\n",
    );
    world
}

/// The words of a command as a shell would split them, for the plain quoting that documents use.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().unwrap().push(character),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn the_first_command_of_the_readme_builds_and_searches_the_samples() {
    let readme = document("README.md");
    let commands = blocks(&readme, "sh");
    let first: Vec<&str> = commands[0].split("&&").map(str::trim).collect();
    assert_eq!(
        first[0], "cargo install --locked --path .",
        "README's first command installs"
    );
    assert_eq!(
        commands[1].trim(),
        "cargo test",
        "README's second command runs the tests"
    );
    let world = with_samples();
    for command in &first[1..] {
        let words = shell_words(command);
        assert_eq!(words[0], "newsidx");
        let ran = world.run(&words[1..]);
        assert_eq!(ran.status, 0, "{command}: {}", ran.stderr);
        assert!(!ran.stdout.is_empty());
    }
}

#[test]
fn what_the_guide_shows_is_what_the_program_prints() {
    let guide = document("GUIDE.md");
    let world = with_samples();
    for (name, content) in files(&guide) {
        world.file(name, content);
    }
    let mut shown = 0;
    let sections = guide.split("\n## ").flat_map(|section| {
        let file = blocks(section, "toml")
            .into_iter()
            .find(|block| block.starts_with(SETTINGS));
        blocks(section, "console")
            .into_iter()
            .map(move |block| (file, block))
    });
    for (file, block) in sections {
        // Without text it is a file without settings.
        world.file("newsidx.toml", file.unwrap_or_default());
        for command in block.split("$ newsidx ").skip(1) {
            let (line, wanted) = command.split_once('\n').unwrap_or((command, ""));
            let ran = world.run(shell_words(line));
            let found = format!("{}{}", ran.stdout, errors(&ran.stderr));
            assert!(
                matches(&found, wanted),
                "$ newsidx {line}\n--- printed\n{found}\n--- GUIDE.md has\n{wanted}"
            );
            shown += 1;
        }
    }
    assert!(shown > 10, "GUIDE.md shows only {shown} commands");
}

/// Progress is not shown in documents, errors and hints are.
fn errors(stderr: &str) -> String {
    let mut lines = stderr
        .lines()
        .skip_while(|line| !line.starts_with("error") && !line.starts_with("no story"));
    lines.by_ref().map(|line| format!("{line}\n")).collect()
}

/// Whether an output is the one shown, where a line `...` stands for any lines.
fn matches(found: &str, shown: &str) -> bool {
    let (found, shown) = (lines(found), lines(shown));
    let mut rest = &found[..];
    let mut open = false;
    for piece in shown.split(|line| *line == "...") {
        let at = if open {
            (0..=rest.len().saturating_sub(piece.len())).find(|at| rest[*at..].starts_with(piece))
        } else {
            rest.starts_with(piece).then_some(0)
        };
        let Some(at) = at else { return false };
        rest = &rest[at + piece.len()..];
        open = true;
    }
    rest.is_empty() || shown.last() == Some(&"...")
}

fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

#[test]
fn the_test_file_of_the_guide_passes() {
    let guide = document("GUIDE.md");
    let example = blocks(&guide, "toml")
        .into_iter()
        .find(|block| block.contains("[[query]]"))
        .unwrap();
    let world = with_samples();
    world.file(
        "queries/guide/example.toml",
        example.replace("../corpus", "../../corpus"),
    );
    world.newsidx("test queries/guide").expect(
        0,
        "queries/guide/example.toml: 3 passed\n\n3 tests in 1 file: 3 passed\n",
        "",
    );
}

#[test]
fn the_workflow_and_the_hook_of_the_guide_turn_red_and_green() {
    let guide = document("GUIDE.md");
    let workflow = blocks(&guide, "yaml")[0];
    let step = workflow
        .lines()
        .find_map(|line| line.trim().strip_prefix("- run: newsidx "))
        .unwrap();
    let hook = blocks(&guide, "sh")
        .into_iter()
        .find(|block| block.starts_with("#!/bin/sh"))
        .unwrap();
    let world = with_samples();
    world.file("hook", format!("{hook}\n"));
    let program = Path::new(env!("CARGO_BIN_EXE_newsidx"));
    let hook = || {
        let mut command = std::process::Command::new("/bin/sh");
        command.arg("hook").current_dir(world.path()).env_clear();
        command.env("PATH", program.parent().unwrap());
        command.output().unwrap().status.code()
    };
    let ran = world.run(shell_words(step));
    assert_eq!((ran.status, hook()), (0, Some(0)), "{}", ran.stdout);
    // Somebody takes a story out of the corpus.
    fs::remove_file(world.path().join("corpus/wire/harbor-post/chess-quito-fog.txt")).unwrap();
    let ran = world.run(shell_words(step));
    assert_eq!((ran.status, hook()), (2, Some(2)), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("::error file=queries/account.toml,line="),
        "{}",
        ran.stdout
    );
}
