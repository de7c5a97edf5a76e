//! What is wrong with the file newsidx.toml: each mistake has its place and what helps.

use crate::settings::{newsroom, run_in};

/// Files with a mistake, and the message behind the name of the file.
const MISTAKES: &[(&str, &str)] = &[
    (
        "indx = 'a'",
        "1:1: there is no key `indx`\n  indx = 'a'\n  ^^^^\nhint: did you mean `index`?",
    ),
    (
        "index = ''",
        "1:9: a path is missing\n  index = ''\n          ^^\nhint: take the key away to use the default",
    ),
    (
        "limit = 5\ncolor = 'on'",
        "2:9: expected \"auto\", \"always\" or \"never\"\n  color = 'on'\n          ^^^^",
    ),
    (
        "limit = -1",
        "1:9: expected a whole number from 0 up\n  limit = -1\n          ^^",
    ),
    (
        "[weights]\nheadlin = 2",
        "2:1: there is no key `headlin`\n  headlin = 2\n  ^^^^^^^\nhint: did you mean `headline`?",
    ),
    (
        "[weights]\ntitle = 2",
        "2:1: there is no key `title`\n  title = 2\n  ^^^^^\nhint: the name of the field is `headline`",
    ),
    (
        "[weights]\nsource = 2",
        "2:1: `source` has no weight\n  source = 2\n  ^^^^^^\nhint: the fields with a weight are headline, lead, body, caption, byline, dateline",
    ),
    (
        "weights = { body = 100.5 }",
        "1:20: a weight is a number from 0 to 100\n  weights = { body = 100.5 }\n                     ^^^^^\n\
             hint: the headline counts 2 and the body 1 where nothing is said",
    ),
    (
        "synonyms = ['truce', 'lull']",
        "1:13: expected a list of words\n  synonyms = ['truce', 'lull']\n              ^^^^^^^\n\
             hint: each group is a list of its own: synonyms = [[\"cease-fire\", \"truce\"]]",
    ),
    (
        "synonyms = [['cease-fire', 'ceasefires']]",
        "1:13: a group needs two different words\n  synonyms = [['cease-fire', 'ceasefires']]\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
             hint: the forms of a word, and a compound however it is written, find each other by themselves",
    ),
    (
        "synonyms = [['truce', 'armist*']]",
        "1:23: `*` and quotes mean nothing here\n  synonyms = [['truce', 'armist*']]\n                        ^^^^^^^^^\n\
             hint: words stand here as in a story, without the signs of a query",
    ),
    (
        "synonyms = [['truce', '...']]",
        "1:23: there is no letter and no digit in it\n  synonyms = [['truce', '...']]\n                        ^^^^^",
    ),
    (
        "stop_words = [\n  'the',\n  'prime minister',\n]",
        "3:3: this is more than one word\n    'prime minister',\n    ^^^^^^^^^^^^^^^^\n\
             hint: a stop word is one word; phrases stand in `synonyms` only",
    ),
];

#[test]
fn each_mistake_of_the_file_has_its_place_and_what_helps() {
    let world = newsroom("");
    for (text, message) in MISTAKES {
        world.file("newsidx.toml", text);
        for line in ["search truce", "config", "status"] {
            let wanted = format!("error: newsidx.toml:{message}\n");
            world.newsidx(line).expect(2, "", &wanted);
        }
    }
    world.file("newsidx.toml", b"index = \"\xff\"");
    world.newsidx("config").expect(
        2,
        "",
        "error: cannot read `newsidx.toml`: stream did not contain valid UTF-8\n\
         hint: set NEWSIDX_CONFIG to the file to use, or to nothing to use none\n",
    );
    assert_eq!(world.newsidx("completions bash").status, 0, "needs no settings");
}

#[test]
fn a_file_that_is_too_large_or_no_file_is_told() {
    let world = newsroom("");
    world.file("newsidx.toml", "#".repeat((1 << 20) + 1));
    world.newsidx("config").expect(
        2,
        "",
        "error: cannot read `newsidx.toml`: it is larger than 1 MiB\n\
         hint: set NEWSIDX_CONFIG to the file to use, or to nothing to use none\n",
    );
    let ran = run_in(&world, "", &[("NEWSIDX_CONFIG", "corpus")], "config");
    assert!(
        ran.status == 2 && ran.stderr.starts_with("error: cannot read `corpus`"),
        "{ran:?}"
    );
}
