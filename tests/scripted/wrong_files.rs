//! What is wrong with a test file is told with its line, carets, and what to write instead.

use super::newsroom;

/// Files, and what is told of them.
const WRONG: &[(&str, &str)] = &[
    (
        r#"[[query]]
name = "a"
queri = "oil"
"#,
        r#"queries/bad.toml:3:1: there is no key `queri`
  queri = "oil"
  ^^^^^
hint: did you mean `query`?"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
totl = 3
"#,
        r#"queries/bad.toml:4:1: there is no key `totl`
  totl = 3
  ^^^^
hint: did you mean `total`?"#,
    ),
    (
        r#"[[query]
name = 1
"#,
        r#"queries/bad.toml:1:9: unclosed array table, expected `]`
  [[query]
          ^"#,
    ),
    (
        r#""#,
        r#"queries/bad.toml: no test in it
hint: a test begins with [[query]], [[story]] or [holds]; `newsidx test --init` writes a first one"#,
    ),
    (
        r#"index = "x"
corpus = "y"
[[query]]
name = "a"
query = "oil"
"#,
        r#"queries/bad.toml:2:10: a file names an index or a corpus, not both
  corpus = "y"
           ^^^
hint: `index` names one that is there, `corpus` has one built"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"

[[query]]
name = "a"
query = "gas"
"#,
        r#"queries/bad.toml:5:1: the name `a` is taken by the test in line 1
  [[query]]
  ^^^^^^^^^
hint: give each test of a file its own name"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
equivalent_to = "@b"

[[query]]
name = "b"
query = "gas"
equivalent_to = ["@a"]
"#,
        r#"queries/bad.toml:9:18: `b` is said to be equivalent to itself
  equivalent_to = ["@a"]
                   ^^^^
hint: such a circle can never fail: leave one of its steps out"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
equivalent_to = "oil"
"#,
        r#"queries/bad.toml:4:17: `a` is said to be equivalent to itself
  equivalent_to = "oil"
                  ^^^^^
hint: such a circle can never fail: leave one of its steps out"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
subset_of = "@bb"
"#,
        r#"queries/bad.toml:4:13: no query of this file has the name `bb`
  subset_of = "@bb"
              ^^^^^
hint: `@` stands before the name of another query of this file; in quotes it is text: '"@name"'"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
total = ">=x"
"#,
        r#"queries/bad.toml:4:9: this is no number and no bound
  total = ">=x"
          ^^^^^
hint: write a number, ">=2", "<=5", "3..400" or { min = 3, max = 400 }; a share as ">=99%""#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
error = "never-close"
"#,
        r#"queries/bad.toml:4:9: there is no error `never-close`
  error = "never-close"
          ^^^^^^^^^^^^^
hint: did you mean `never-closed`?"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "(oil"
error = "never-closed"
total = 3
"#,
        r#"queries/bad.toml:5:1: `total` cannot stand beside `error`
  total = 3
  ^^^^^
hint: a query with an error has no answer: leave one of the two out"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
top = { x = ["b"] }
"#,
        r#"queries/bad.toml:4:9: this is no number of stories
  top = { x = ["b"] }
          ^
hint: write `top = { 3 = ["a story"] }` for one of the first three"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
before = [["b"]]
"#,
        r#"queries/bad.toml:4:11: an order needs two stories
  before = [["b"]]
            ^^^^^
hint: write `before = [["the first", "the second"]]`"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
facets = { sorce = { AP = 1 } }
"#,
        r#"queries/bad.toml:4:12: there is no field `sorce`
  facets = { sorce = { AP = 1 } }
             ^^^^^
hint: did you mean `source`?"#,
    ),
    (
        r#"[[story]]
story = "wire/oil.txt"
headlin = "x"
"#,
        r#"queries/bad.toml:3:1: there is no key `headlin`
  headlin = "x"
  ^^^^^^^
hint: did you mean `headline`?"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
latency = { of = "gas", at_most = 0 }
"#,
        r#"queries/bad.toml:4:35: a ratio is above 0
  latency = { of = "gas", at_most = 0 }
                                    ^
hint: `at_most = 4.0` allows four times the time of the other query"#,
    ),
    (
        r#"[[query]]
name = "a"
query = "oil"
sort = "best"
"#,
        r#"queries/bad.toml:4:8: there is no such order
  sort = "best"
         ^^^^^^
hint: it is relevance, newest or oldest"#,
    ),
    (
        r#"index = "nowhere"
[[query]]
name = "a"
query = "oil"
"#,
        r#"queries/bad.toml: no index at `queries/nowhere`
hint: build one with `newsidx build CORPUS --index queries/nowhere`"#,
    ),
    (
        r#"corpus = "../nowhere"
[[query]]
name = "a"
query = "oil"
"#,
        r#"queries/bad.toml: no such file or folder: queries/../nowhere
hint: give the folder that holds the stories, or one file"#,
    ),
    (
        r#"corpus = "../corpus"
fingerprint = "00"
[[query]]
name = "a"
query = "oil"
"#,
        r#"queries/bad.toml: the index is of another corpus: its fingerprint is 32dc1b4c2bbc780e8a522869dd6b3ec6, not 00
hint: build the index again, or put the new fingerprint into the file if the corpus is meant to have changed"#,
    ),
];

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_place() {
    let world = newsroom();
    for (text, told) in WRONG {
        world.file("queries/bad.toml", text);
        let wanted = format!("error: {told}\n\n0 tests in 0 files; 1 file could not be run\n");
        world.newsidx("test queries/bad.toml").expect(2, &wanted, "");
    }
    world.file("queries/bad.toml", b"\xff");
    let ran = world.newsidx("test queries/bad.toml");
    assert!(ran.stdout.contains("it is not UTF-8 text"), "{}", ran.stdout);
    let ran = world.newsidx("test nowhere");
    assert_eq!(ran.status, 2);
    assert!(
        ran.stdout.starts_with("error: cannot read `nowhere`"),
        "{}",
        ran.stdout
    );
}
