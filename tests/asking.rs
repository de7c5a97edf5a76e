//! Asking like a newsroom: operators, other systems' languages, advice, concordances, reasons, and
//! bad input, as a user types and sees them.

use std::time::{Duration, Instant};

use crate::harness::World;

fn newsroom() -> World {
    let world = World::new();
    world
        .file(
            "corpus/truce.txt",
            "Truce talks end\n\nTRIPOLI, Jan. 14, 2020 (UPI) -- Libya's ministers left Moscow without a cease-fire.\n\nThe U.N. envoy said oil talks in Moscow go on. Oil prices did not move.\n",
        )
        .file(
            "corpus/oil.txt",
            "Oil prices rise\n\nLONDON, Jan. 20, 2020 (AP) -- Oil rose. Traders say prices may rise again.\n\nGen. Haftar, whose forces hold the ports, spoke of AIDS and aids in May.\n",
        )
        .file(
            "corpus/wheat.txt",
            "Wheat falls\n\nCHICAGO, Feb. 3, 2020 (AP) -- Wheat fell while the oil of the sunflower, at high prices, did not.\n",
        );
    world.built();
    world
}

#[track_caller]
fn found(world: &World, query: &str, wanted: &[&str]) {
    let mut found = world.ids(query);
    found.sort();
    assert_eq!(found, wanted, "{query}");
}

#[test]
fn operators_find_what_they_say() {
    let world = newsroom();
    for (query, wanted) in [
        ("oil W/1 prices", &["oil.txt", "truce.txt"][..]),
        ("oil w/6 prices", &["oil.txt", "truce.txt", "wheat.txt"]),
        ("prices PRE/6 oil", &[]),
        ("oil /s prices", &["oil.txt", "truce.txt", "wheat.txt"]),
        ("body:(oil /s prices)", &["truce.txt", "wheat.txt"]),
        ("body:(oil /p prices)", &["oil.txt", "truce.txt", "wheat.txt"]),
        ("oil NOT W/2 prices", &["oil.txt", "truce.txt", "wheat.txt"]),
        ("headline:(oil NOT W/2 prices)", &[]),
        ("(cease-fire OR truce) W/4 (Moscow OR talks)", &["truce.txt"]),
        ("atleast2(oil)", &["oil.txt", "truce.txt"]),
        ("atleast3(oil)", &[]),
        ("first1(oil)", &["oil.txt"]),
        ("allcaps(aids) nocaps(aids)", &["oil.txt"]),
        ("caps(oil) -headline:oil", &["truce.txt"]),
        ("exact(U.N.)", &["truce.txt"]),
        ("exact(UN)", &[]),
        ("*rices h?gh", &["wheat.txt"]),
        ("\"the * of\"", &["wheat.txt"]),
        ("\"(oil OR wheat) (rose OR fell)\"", &["oil.txt", "wheat.txt"]),
        ("hatfar~1", &["oil.txt"]),
        ("byline:*", &[]),
        ("dateline.place:* published:last week", &["wheat.txt"]),
    ] {
        found(&world, query, wanted);
    }
}

#[test]
fn a_query_is_explained_and_searched_in_other_languages() {
    let world = newsroom();
    world
        .run(["search", "--explain-query", "oil OR wheat W/5 prices"])
        .expect(
            0,
            "oil OR (wheat W/5 prices)\n\
             lexis:    (oil OR wheat) W/5 prices\n\
             factiva:  oil OR (wheat PRE/5 prices)\n\
             westlaw:  (oil OR wheat) W/5 prices\n\
             lucene:   oil OR wheat OR +W/5 OR prices\n",
            "note: `OR` binds tighter in lexis and westlaw, which read this as (oil OR wheat) W/5 prices; \
             parentheses make it plain\n",
        );
    let ran = world.run([
        "search",
        "--syntax",
        "lexis",
        "--format",
        "trec",
        "oil or wheat w/1 price!",
    ]);
    assert_eq!((ran.status, ran.stdout.lines().count(), &*ran.stderr), (0, 2, ""));
    world
        .run(["search", "--syntax", "lexis", "--limit", "0", "oil w/seg prices"])
        .expect(
            2,
            "",
            "error: `W/SEG` of lexis has no counterpart here\n  oil w/seg prices\n      ^^^^^\n\
             hint: for both in one segment write `and` within it: HEADLINE(oil and prices)\n",
        );
}

#[test]
fn what_may_surprise_is_told_and_what_was_meant_is_offered() {
    let world = newsroom();
    world
        .run(["search", "--limit", "0", "crude oil W/5 prices"])
        .expect(
            1,
            "",
            "note: `W/5` binds `oil` alone; for the words side by side write \"crude oil\" W/5 prices\n\
         no story matches\n\
         understood as: crude (oil W/5 prices)\n\
         note: no story has `crude`\n",
        );
    world.run(["search", "Haftat ports"]).expect(
        1,
        "",
        "no story matches\n\
         understood as: Haftat ports\n\
         note: no story has `haftat`; did you mean `haftar`?\n\
         hint: newsidx search 'Haftar ports'\n",
    );
    world.run(["search", "Haftat\u{3000}ports"]).expect(
        1,
        "",
        "no story matches\n\
         understood as: Haftat ports\n\
         note: no story has `haftat`; did you mean `haftar`?\n\
         hint: newsidx search 'Haftar ports'\n",
    );
    world.run(["search", "Haftar wheat"]).expect(
        1,
        "",
        "no story matches\n\
         understood as: Haftar wheat\n\
         note: no story has all of these; 2 have some\n\
         hint: newsidx search --any 'Haftar wheat'\n",
    );
    world.run(["search", "headline:oil W/5 prices"]).expect(
        2,
        "",
        "error: the two sides of `W/5` must be in the same field\n  \
         headline:oil W/5 prices\n               \
         ^^^\n\
         hint: put the field before parentheses: headline:(oil W/5 prices)\n",
    );
}

#[test]
fn a_concordance_has_each_match_in_its_line() {
    let world = newsroom();
    world
        .run([
            "search",
            "--kwic",
            "oil W/1 prices",
            "-path:wheat.txt",
            "--sort",
            "newest",
        ])
        .expect(
            0,
            "1. oil.txt · 2020-01-20\n\
         headline:                        Oil prices rise\n\
         \n\
         2. truce.txt · 2020-01-14\n\
         \x20said oil talks in Moscow go on. Oil prices did not move.\n\
         \n\
         2 stories; 2 matches in those shown\n",
            "",
        );
    let ran = world.run([
        "search",
        "--kwic",
        "--jsonl",
        "oil W/1 prices",
        "--limit",
        "1",
        "--sort",
        "oldest",
    ]);
    let line: serde_json::Value = serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(line["matched"], "Oil prices");
    assert_eq!(line["highlights"], serde_json::json!([[0, 3], [4, 10]]));
}

#[test]
fn a_story_tells_why_and_why_not() {
    let world = newsroom();
    world
        .run(["search", "oil wheat haftr prices", "--why-not", "oil.txt"])
        .expect(
            1,
            "`oil.txt` does not answer `oil wheat haftr prices`:\n  \
               it has no `wheat`\n  \
               it has no `haftr` (but `Haftar`)\n\
             without that it would be number 1 of 3 for `oil prices`\n",
            "",
        );
    let ran = world.run(["search", "oil prices", "--explain", "oil.txt"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert!(
        lines[0].starts_with("`oil.txt` answers `oil prices`, number 1 of 3, with a score of "),
        "{lines:?}"
    );
    assert!(
        lines[1]
            .contains(" for `oil`: 2 occurrences (1 in the headline, where each counts 2; 1 in the body)"),
        "{lines:?}"
    );
    world.run(["search", "oil", "--explain", "none.txt"]).expect(
        2,
        "",
        "error: no story `none.txt`\nhint: `newsidx search` prints paths and ids of stories\n",
    );
}

#[test]
fn a_whole_story_is_marked() {
    let world = newsroom();
    let ran = world.run(["show", "truce.txt", "--query", "oil W/1 prices"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert!(
        ran.stdout
            .contains("said oil talks in Moscow go on. **Oil** **prices** did not"),
        "{}",
        ran.stdout
    );
    let ran = world.run(["show", "truce.txt", "--query", "wheat"]);
    assert_eq!((ran.status, ran.stdout.contains("**")), (1, false));
    let ran = world.run(["show", "truce.txt", "--query", "oil W/1 prices", "--json"]);
    let story: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let marks = story["highlights"].as_array().unwrap();
    let body = story["body"].as_str().unwrap();
    let range = |mark: &serde_json::Value| {
        mark["range"][0].as_u64().unwrap() as usize..mark["range"][1].as_u64().unwrap() as usize
    };
    let marked: Vec<&str> = marks.iter().map(|mark| &body[range(mark)]).collect();
    assert_eq!(marked, ["Oil", "prices"]);
}

#[test]
fn a_search_ends_in_time_with_what_is_known() {
    let world = newsroom();
    // Too few stories to run out of time: the answer is whole.
    world
        .run(["search", "--limit", "0", "oil", "--timeout", "5"])
        .expect(0, "3 stories\n", "");
    world
        .run(["search", "--limit", "0", "oil", "--timeout", "1e19"])
        .expect(0, "3 stories\n", "");
    world.run(["search", "oil", "--timeout", "0"]).expect(
        1,
        "",
        "the time ran out before a story was found\nunderstood as: oil\nhint: give it longer with `--timeout`\n",
    );
    let ran = world.run(["search", "oil", "--timeout", "soon"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("a number of seconds is needed"),
        "{}",
        ran.stderr
    );
}

#[test]
fn bad_queries_end_soon() {
    let world = newsroom();
    let deep = format!("{}oil{} AND oil", "(".repeat(10_000), ")".repeat(10_000));
    let alternatives: Vec<String> = (0..9_000).map(|number| format!("w{number}")).collect();
    let chain = format!("{}oil", "oil W/5 ".repeat(8_000));
    let queries = [
        deep,
        alternatives.join(" OR "),
        chain,
        "*".into(),
        "?*?*?*".into(),
        "a* W/500 b*".into(),
        "(((o+)+)+)+$ ^(a|aa)+$".into(),
        "atleast999999999(oil)".into(),
        "*o*i*l*r*s*".into(),
        "((the W/999 of) W/999 (and W/999 a)) W/999 to".into(),
        "oil\u{1b}[2J AND".into(),
        "\"".repeat(60_000),
        "~~~^^^".into(),
    ];
    for query in queries {
        let began = Instant::now();
        let ran = world.run(["search", &query]);
        let took = began.elapsed();
        let shown: String = query.chars().take(40).collect();
        assert!(took < Duration::from_secs(20), "{shown}: {took:?}");
        assert!((0..=2).contains(&ran.status), "{shown}: {ran:?}");
        assert!(
            ran.status != 2 || ran.stderr.contains("hint: "),
            "{shown}: {}",
            ran.stderr
        );
        assert!(!ran.stderr.contains('\u{1b}'), "{shown}");
    }
}

#[test]
fn reasons_are_told_to_machines_too() {
    let world = newsroom();
    let object = |arguments: &[&str]| -> serde_json::Value {
        let ran = world.run(arguments.iter().copied());
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stdout))
    };
    let why = object(&["search", "oil wheat prices", "--why-not", "oil.txt", "--json"]);
    assert_eq!(why["found"], false);
    assert_eq!(why["lacks"][0]["clause"], "wheat");
    assert_eq!(why["lacks"][0]["text"], "it has no `wheat`");
    assert_eq!(why["standing"]["query"], "oil prices");
    let why = object(&["search", "oil prices", "--explain", "oil.txt", "--json"]);
    assert_eq!(why["found"], true);
    assert_eq!(why["standing"]["query"], "oil prices");
    let clauses = why["explanation"]["clauses"].as_array().unwrap();
    let sum: f64 = clauses
        .iter()
        .map(|clause| clause["score"].as_f64().unwrap())
        .sum();
    assert!((sum - why["explanation"]["score"].as_f64().unwrap()).abs() < 1e-5);
    assert_eq!(clauses[0]["occurrences"][0]["field"], "headline");
    let read = object(&["search", "oil or wheat", "--explain-query", "--jsonl"]);
    assert_eq!(read["understood"], "oil or wheat");
    let lines = world
        .run(["search", "oil", "--explain", "oil.txt", "--jsonl"])
        .stdout;
    assert_eq!(lines.lines().count(), 1, "{lines}");
    assert_eq!(read["remarks"][0]["range"], serde_json::json!([4, 6]));
    assert!(
        read["readings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|reading| reading["syntax"] == "lexis")
    );
    world
        .run(["search", "oil", "--explain", "oil.txt", "--format", "trec"])
        .expect(
            2,
            "",
            "error: why a story stands where it stands is text or JSON, no TREC run\n",
        );
}
