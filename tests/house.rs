//! The house stays tidy: modules name lower floors only, outside names stay in their rooms, files
//! and functions stay short, and the map in ARCHITECTURE.md points at rooms that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the ground up. A module may name modules of lower floors, and itself.
const FLOORS: &[&[&str]] = &[
    &["article", "caret", "evaluation", "misspelling", "tokens"],
    &["document", "field"],
    &["annotate", "corpus", "query"],
    &["spans"],
    &["engine", "snippet"],
    &["ingest", "search"],
    &["batch", "script"],
    &["print"],
    &["cli"],
];

/// Crates that one place alone may name.
const FOREIGN: &[(&str, &str)] = &[
    ("tantivy", "src/engine/local"),
    ("clap", "src/cli"),
    ("anyhow", "src/cli"),
    ("indicatif", "src/cli"),
    ("walkdir", "src/corpus"),
    ("frostem", "src/tokens"),
    ("mimalloc", "src/main.rs"),
    ("toml", "src/document.rs"),
];

/// The longest file, in lines without its tests.
const LONGEST_FILE: usize = 400;

const FORBIDDEN_NAMES: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "new", "old",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder with their paths relative to the package, in order.
fn sources(below: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(below)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The module of the top level that a file belongs to: `engine` for `src/engine/local/mod.rs`.
fn module(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The lines of a source without comments.
fn code(source: &str) -> impl Iterator<Item = &str> {
    source.lines().map(|line| line.split("//").next().unwrap_or(""))
}

/// The names that follow `crate::` in a source, `""` for a braced list. `super::` stays within a
/// module of the top level, because those have no parent but the crate.
fn named(source: &str) -> BTreeSet<&str> {
    let first_name = |rest: &'_ str| {
        rest.find(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(rest.len(), |end| end)
    };
    code(source)
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| &rest[..first_name(rest)])
        .collect()
}

#[test]
fn a_module_names_only_lower_floors() {
    let mut broken = Vec::new();
    for (path, source) in sources("src") {
        let own = module(&path);
        if ["lib", "main"].contains(&own) {
            continue;
        }
        let Some(own_floor) = floor(own) else {
            panic!("{path} stands on no floor")
        };
        for other in named(&source) {
            let lower = floor(other).is_some_and(|there| there < own_floor);
            if other != own && !lower {
                broken.push(format!("{path} names crate::{other}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn outside_names_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for (path, source) in sources("src") {
        for (name, room) in FOREIGN {
            let used = code(&source).any(|line| {
                line.contains(&format!("{name}::")) || line.trim_start().starts_with(&format!("use {name}"))
            });
            if used && !path.starts_with(room) {
                broken.push(format!("{path} names {name}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut broken = Vec::new();
    for (path, source) in sources("src")
        .into_iter()
        .chain(sources("tests"))
        .chain(sources("benches"))
    {
        if path.ends_with("tests.rs") || path.contains("/tests/") {
            continue;
        }
        let body = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
        let lines = body.lines().count();
        if lines > LONGEST_FILE && !is_table(body) {
            broken.push(format!("{path} has {lines} lines"));
        }
        if !source.starts_with("//!") && path != "src/main.rs" {
            broken.push(format!("{path} does not say what it is"));
        }
        let stem = Path::new(&path)
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if FORBIDDEN_NAMES.contains(&&*stem) {
            broken.push(format!("{path} has a name that says nothing"));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Whether a file is mostly rows of data.
fn is_table(source: &str) -> bool {
    let rows = source
        .lines()
        .filter(|line| line.trim_start().starts_with(['(', '"', '&']))
        .count();
    rows * 2 > source.lines().count()
}

#[test]
fn nothing_unfinished_is_left() {
    let marks = [
        "todo!".to_owned(),
        "unimplemented!".into(),
        "dbg!".into(),
        "FIX".to_owned() + "ME",
        "XX".to_owned() + "X",
    ];
    for (path, source) in sources("src") {
        for mark in &marks {
            assert!(!source.contains(mark.as_str()), "{path} has {mark}");
        }
        assert!(
            !code(&source).any(|line| line.contains("unsafe ")),
            "{path} has unsafe code"
        );
    }
}

#[test]
fn the_map_of_the_library_lists_every_module() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for floor in FLOORS {
        for module in *floor {
            assert!(
                library.contains(&format!("pub mod {module};")),
                "lib.rs lacks {module}"
            );
        }
    }
}

#[test]
fn documents_name_files_that_exist() {
    let mut broken = Vec::new();
    for document in [
        "README.md",
        "GUIDE.md",
        "QUERY.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "benches/README.md",
    ] {
        let text =
            fs::read_to_string(root().join(document)).unwrap_or_else(|error| panic!("{document}: {error}"));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or("");
            let base = root().join(document);
            if !path.is_empty() && !path.contains("://") && !base.parent().unwrap().join(path).exists() {
                broken.push(format!("{document} links to {target}"));
            }
        }
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "benches/"]
                .iter()
                .any(|start| quoted.starts_with(start));
            if is_path && !quoted.contains(['*', ' ', '{']) && !root().join(quoted).exists() {
                broken.push(format!("{document} names {quoted}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
