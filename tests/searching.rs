//! Searching as a user does it: what is found, in which order, and how it is printed.

use crate::harness::World;

/// Twelve tiny stories that most tests here share.
fn newsroom() -> World {
    let world = World::new();
    world
        .file("corpus/wire/moscow.txt", "Truce talks end in Moscow\n\nMOSCOW, Jan. 14, 2020 (UPI) -- Libya's ministers left without signing a cease-fire.\n\nThe U.N. envoy said talks go on.\n")
        .file("corpus/wire/berlin.txt", "Ceasefire holds\n\nBERLIN, Jan. 20, 2020 (AP) -- A ceasefire in Libya holds, the minister said.\n")
        .file("corpus/wire/geneva.txt", "Envoy hopeful\n\nGENEVA, Feb. 3, 2020 (AP) -- Both sides want a cease fire, the UN envoy said in Geneva.\n")
        .file("corpus/desk/oil.jsonl", concat!(
            "{\"id\": \"oil-1\", \"headline\": \"Oil prices rise\", \"body\": \"Oil rose on fears for Libya’s ports. Prices of oil may rise again.\", \"date\": \"2020-01-20\", \"source\": \"Desk\"}\n",
            "{\"id\": \"oil-2\", \"headline\": \"Markets\", \"body\": \"Shares fell. Oil was steady in quiet trading, and prices of the other fuels were too.\", \"date\": \"2020-03-01\", \"source\": \"Desk\", \"author\": \"By José Peña\"}\n",
            "{\"id\": \"oil-3\", \"headline\": \"Oil prices rise\", \"body\": \"Oil rose on fears for Libya’s ports. Prices of oil may rise again.\", \"date\": \"2020-01-21\", \"source\": \"Desk\"}\n",
        ));
    world.built();
    world
}

#[test]
fn compounds_find_each_other_however_they_are_written() {
    let world = newsroom();
    for query in [
        "cease-fire",
        "ceasefire",
        "\"cease fire\"",
        "\"ceasefire\"",
        "cease-fires",
        "cease fire",
        "“cease‑fire”",
    ] {
        let mut found = world.ids(query);
        found.sort();
        assert_eq!(
            found,
            ["wire/berlin.txt", "wire/geneva.txt", "wire/moscow.txt"],
            "{query}"
        );
    }
}

#[test]
fn words_are_found_in_all_forms_and_quoted_words_as_written() {
    let world = newsroom();
    assert_eq!(world.ids("minister").len(), 2);
    assert_eq!(world.ids("\"minister\""), ["wire/berlin.txt"]);
    assert_eq!(world.ids("\"ministers\""), ["wire/moscow.txt"]);
    assert_eq!(world.ids("minist*").len(), 2);
    assert_eq!(world.ids("U.N."), world.ids("UN"));
    assert_eq!(world.ids("libya's").len(), 4);
    assert_eq!(world.ids("jose pena"), ["oil-2"]);
}

#[test]
fn fields_operators_and_dates_narrow_the_answer() {
    let world = newsroom();
    assert_eq!(world.ids("headline:oil"), ["oil-3", "oil-1"]);
    assert_eq!(world.ids("oil -headline:oil"), ["oil-2"]);
    assert_eq!(world.ids("dateline.place:Moscow"), ["wire/moscow.txt"]);
    assert_eq!(world.ids("dateline.country:DE"), ["wire/berlin.txt"]);
    assert_eq!(world.ids("agency:AP envoy"), ["wire/geneva.txt"]);
    assert_eq!(world.ids("published:2020-03"), ["oil-2"]);
    assert_eq!(
        world.ids("published:2020-01-20..2020-01-21 source:desk"),
        ["oil-3", "oil-1"]
    );
    assert_eq!(world.ids("byline:peña"), ["oil-2"]);
    assert_eq!(world.ids("path:desk -oil-2 \"oil rose\"").len(), 2);
    assert_eq!(world.ids("lead:envoy"), ["wire/geneva.txt"]);
    assert_eq!(world.ids("(berlin OR geneva) envoy"), ["wire/geneva.txt"]);
    assert_eq!(world.ids("zebra"), Vec::<String>::new());
}

#[test]
fn equal_stories_come_newest_first() {
    let world = newsroom();
    assert_eq!(world.ids("\"oil prices rise\""), ["oil-3", "oil-1"]);
    let sorted = |order: &str| {
        let ran = world.newsidx(&format!("search oil --sort {order} --format trec"));
        ran.stdout
            .lines()
            .map(|line| line.split(' ').nth(2).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(sorted("newest"), ["oil-2", "oil-3", "oil-1"]);
    assert_eq!(sorted("oldest"), ["oil-1", "oil-3", "oil-2"]);
}

#[test]
fn a_hit_is_printed_with_what_an_editor_looks_for() {
    newsroom().newsidx("search berlin ceasefire").expect(
        0,
        "1. Ceasefire holds\n   \
            BERLIN, Jan. 20, 2020 (AP) · wire · 2020-01-20\n   \
            wire/berlin.txt\n   \
            A ceasefire in Libya holds, the minister said.\n\n\
         1 story\n",
        "",
    );
}

#[test]
fn matches_are_bold_where_colour_is_wanted() {
    let world = newsroom();
    let bold = world.newsidx("search --color always \"zebra\" OR steady").stdout;
    assert!(
        bold.contains("Oil was \u{1b}[1msteady\u{1b}[0m in quiet"),
        "{bold:?}"
    );
    assert!(!world.newsidx("search steady").stdout.contains('\u{1b}'));
}

#[test]
fn control_characters_of_a_story_never_reach_the_terminal() {
    let world = World::new();
    let story = "{\"headline\": \"Evil \\u001b[2J\\u202e title\", \"body\": \"Bad \\u001b]0;x\\u0007 news of oil.\"}\n";
    world.file("corpus/a.jsonl", story).built();
    let ran = world.newsidx("search oil");
    assert!(
        !ran.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{:?}",
        ran.stdout
    );
}

#[test]
fn nothing_found_is_status_one_and_says_how_the_query_was_read() {
    newsroom().newsidx("search zebra").expect(
        1,
        "",
        "no story matches\nunderstood as: zebra\nnote: no story has `zebra`\n",
    );
}

#[test]
fn json_has_the_documented_names_and_ranges() {
    let world = newsroom();
    let ran = world.newsidx("search --json cease-fire moscow");
    let page: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (page["version"].as_u64(), page["total"].as_u64()),
        (Some(1), Some(1))
    );
    let hit = &page["hits"][0];
    assert_eq!(hit["id"], "wire/moscow.txt");
    assert_eq!(hit["dateline"]["places"], serde_json::json!(["Moscow"]));
    assert_eq!(
        (&hit["dateline"]["country"], &hit["dateline"]["agency"]),
        (&"RU".into(), &"UPI".into())
    );
    assert_eq!(hit["published"], "2020-01-14");
    let marked: Vec<String> = hit["snippets"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(marked)
        .collect();
    assert_eq!(marked, ["Moscow", "cease-fire", "MOSCOW"]);
}

/// The highlighted words of a snippet, cut out by its byte ranges.
fn marked(snippet: &serde_json::Value) -> Vec<String> {
    let text = snippet["text"].as_str().unwrap();
    let cut = |range: &serde_json::Value| {
        text[range[0].as_u64().unwrap() as usize..range[1].as_u64().unwrap() as usize].to_owned()
    };
    snippet["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(cut)
        .collect()
}

#[test]
fn json_lines_end_with_the_totals() {
    let ran = newsroom().newsidx("search oil --limit 2 --jsonl");
    let lines: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        (lines[0]["rank"].as_u64(), lines[2]["total"].as_u64()),
        (Some(1), Some(3))
    );
}

#[test]
fn trec_scores_fall_strictly() {
    let ran = newsroom().newsidx("search oil --format trec");
    let scores: Vec<f64> = ran
        .stdout
        .lines()
        .map(|line| line.split(' ').nth(4).unwrap().parse().unwrap())
        .collect();
    assert!(
        scores.len() == 3 && scores.windows(2).all(|pair| pair[0] > pair[1]),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_pipe_that_closes_is_no_error() {
    let world = newsroom();
    let mut child = world
        .command(["search", "oil", "--jsonl"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_rebuilt_index_answers_the_same_whatever_the_threads() {
    let world = World::new();
    crate::harness::copy(&crate::harness::samples(), &world.path().join("corpus"));
    let mut answers = Vec::new();
    for threads in ["1", "2", "5"] {
        assert_eq!(
            world
                .run(["build", "corpus", "--quiet", "--threads", threads])
                .status,
            0
        );
        let queries = ["cease-fire Moscow", "the", "oil OR grain", "published:2020-01"];
        let answer: Vec<String> = queries
            .iter()
            .map(|query| {
                world
                    .run(["search", "--limit", "500", "--format", "trec", query])
                    .stdout
            })
            .collect();
        let text = world.newsidx("search moscow --limit 500").stdout;
        answers.push((answer, text));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn words_of_any_script_are_words() {
    let world = World::new();
    world.file(
        "corpus/ru.txt",
        "Переговоры в Москве\n\nПеремирие в Ливии не подписано.\n",
    );
    world.file("corpus/el.txt", "Ειρήνη\n\nΗ ειρήνη στη Λιβύη.\n");
    world.built();
    assert_eq!(world.ids("перемирие"), ["ru.txt"]);
    assert_eq!(world.ids("\"ПЕРЕГОВОРЫ в\" body:Ливии"), ["ru.txt"]);
    assert_eq!(world.ids("ειρήνη"), ["el.txt"]);
    for query in ["مصر", "和平", "é", "ﬁ", "𝔸", "ё-ж", "е"] {
        assert!(world.ids(query).is_empty(), "{query}");
    }
}
