//! Lists of queries: each form of a list and of its answers, and wrong lines.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::harness::{Ran, World};

const MOSCOW: &str = "Truce talks end in Moscow\n\nMOSCOW, Jan. 14, 2020 (UPI) -- Ministers left without signing a cease-fire.\n";
pub(crate) const BERLIN: &str =
    "Ceasefire holds\n\nBERLIN, Mar. 20, 2020 (AP) -- A ceasefire holds, the minister said.\n";
pub(crate) const OIL: &str = "{\"id\": \"=oil-1\", \"headline\": \"Oil, \\\"black gold\\\"\", \"body\": \"Oil rose on Monday in London.\", \"source\": \"Desk\"}\n";

/// Three stories, one of them without a date.
pub(crate) fn newsroom() -> World {
    let world = World::new();
    world
        .file("corpus/wire/moscow.txt", MOSCOW)
        .file("corpus/wire/berlin.txt", BERLIN)
        .file("corpus/oil.jsonl", OIL)
        .built();
    world
}

/// The lines of a run that only counts.
fn counted(world: &World, list: &str) -> Vec<String> {
    let ran = world.newsidx(&format!("run {list} --limit 0"));
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "{list}");
    ran.stdout.lines().map(str::to_owned).collect()
}

/// Runs with text on standard input.
pub(crate) fn fed(world: &World, line: &str, input: &[u8]) -> Ran {
    let mut child = world
        .command(line.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap_or(-1),
    }
}

#[test]
fn every_form_of_a_list_is_read() {
    let world = newsroom();
    world
        .file(
            "a.txt",
            "# saved\n\ntruce\tcease-fire\r\n  # and\noil OR zebra\n\tzebra\n",
        )
        .file(
            "a.csv",
            "\u{feff}ID,note,Query\r\ntruce,x,cease-fire\r\n,,\"oil OR \"\"zebra\"\"\"\r\n",
        )
        .file("b.csv", "truce,cease-fire\n\"oil, gas\",\"oil, rose\"\n")
        .file("c.csv", "cease-fire\noil\n")
        .file(
            "a.toml",
            concat!(
                "index = 'elsewhere'\n",
                "[[query]]\nname = 'truce'\nquery = 'cease-fire'\ntotal = 3\ntop = { 3 = ['wire/*'] }\n",
                "[[query]]\nquery = 'zebra oil'\nany = true\n",
                "[[story]]\nstory = 'a'\n",
            ),
        );
    let truce = "truce: cease-fire · 2 stories";
    assert_eq!(
        counted(&world, "a.txt"),
        [truce, "5: oil OR zebra · 1 story", "6: zebra · 0 stories"]
    );
    assert_eq!(counted(&world, "a.csv"), [truce, "3: oil OR \"zebra\" · 1 story"]);
    assert_eq!(counted(&world, "b.csv"), [truce, "oil, gas: oil, rose · 1 story"]);
    assert_eq!(
        counted(&world, "c.csv"),
        ["1: cease-fire · 2 stories", "2: oil · 1 story"]
    );
    assert_eq!(counted(&world, "a.toml"), [truce, "7: zebra oil · 1 story"]);
    fed(&world, "run - --limit 0", b"\xef\xbb\xbfoil\ntruce\tcease-fire").expect(
        0,
        "1: oil · 1 story\ntruce: cease-fire · 2 stories\n",
        "",
    );
}

#[test]
fn text_has_a_heading_for_each_query() {
    let world = newsroom();
    world.file("list", "truce\tcease-fire\nzebra\noil\n");
    world.newsidx("run list --limit 1 --sort oldest").expect(
        0,
        "truce: cease-fire · 2 stories; 1 shown\n\n\
         1. Truce talks end in Moscow\n   \
            MOSCOW, Jan. 14, 2020 (UPI) · wire · 2020-01-14\n   \
            wire/moscow.txt\n   \
            Ministers left without signing a cease-fire.\n\n\
         2: zebra · 0 stories\n\
         3: oil · 1 story\n\n\
         1. Oil, \"black gold\"\n   \
            Desk\n   \
            oil.jsonl · =oil-1\n   \
            Oil rose on Monday in London.\n\n",
        "",
    );
}

#[test]
fn json_lines_are_those_of_search_with_a_label() {
    let world = newsroom();
    world.file("list", "truce\tcease-fire\noil AND\n");
    let ran = world.newsidx("run list --format jsonl");
    let single = world.newsidx("search cease-fire --jsonl").stdout;
    let mut wanted: Vec<String> = single
        .lines()
        .map(|line| line.replacen('{', "{\"label\":\"truce\",", 1))
        .collect();
    let totals = wanted.pop().unwrap();
    let (before, after) = totals.split_once(",\"took_ms\":").unwrap();
    wanted.push(format!(
        "{before}{}",
        after.trim_start_matches(|letter: char| letter != '}')
    ));
    wanted.push(
        "{\"label\":\"2\",\"version\":1,\"line\":2,\"error\":\"`AND` has nothing after it\",\
         \"hint\":\"to search for the word, put it in quotes or in lower case: \\\"AND\\\"\"}"
            .into(),
    );
    assert_eq!(wanted.len(), 4);
    assert_eq!(ran.stdout.lines().collect::<Vec<_>>(), wanted);
    assert_eq!(ran.status, 1);
}

#[test]
fn tables_have_a_row_a_story_and_a_row_a_query() {
    let world = newsroom();
    world.file("list", "truce\tcease-fire\nzebra\n\"a\", b\toil\n");
    let scores: Vec<String> = ["cease-fire", "oil"]
        .iter()
        .flat_map(|query| {
            let run = world.newsidx(&format!("search {query} --format trec")).stdout;
            run.lines()
                .map(|line| line.split(' ').nth(4).unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    world.newsidx("run list --format csv").expect(
        0,
        &format!(
            "label,rank,score,id,path,published,source,headline\n\
             truce,1,{},wire/berlin.txt,wire/berlin.txt,2020-03-20,wire,Ceasefire holds\n\
             truce,2,{},wire/moscow.txt,wire/moscow.txt,2020-01-14,wire,Truce talks end in Moscow\n\
             \"\"\"a\"\", b\",1,{},=oil-1,oil.jsonl,,Desk,\"Oil, \"\"black gold\"\"\"\n",
            scores[0], scores[1], scores[2]
        ),
        "",
    );
    world.newsidx("run list --format matrix --limit 1").expect(
        0,
        "label,2020-01,2020-02,2020-03,undated,total\n\
         truce,1,0,1,0,2\n\
         2,0,0,0,0,0\n\
         \"\"\"a\"\", b\",0,0,0,1,1\n",
        "",
    );
}

#[test]
fn a_run_holds_all_stories_of_each_topic() {
    let world = World::new();
    let stories = (0..30).map(|number| OIL.replace("=oil-1", &format!("oil-{number}")));
    world
        .file("corpus/oil.jsonl", stories.collect::<String>())
        .built();
    world.file("list", "51\toil\n52 a\tgold\n");
    let whole = |query: &str, topic: &str| {
        let run = format!("search {query} --limit 30 --format trec --run mine --topic {topic}");
        world.newsidx(&run).stdout
    };
    let wanted = format!("{}{}", whole("oil", "51"), whole("gold", "52%20a"));
    assert_eq!(wanted.lines().count(), 60);
    world
        .newsidx("run list --format trec --run mine")
        .expect(0, &wanted, "");
    assert_eq!(
        world
            .newsidx("run list --format trec --limit 3")
            .stdout
            .lines()
            .count(),
        6
    );
}

#[test]
fn a_wrong_line_is_told_and_stops_nothing() {
    let world = newsroom();
    let long = "x ".repeat(1 << 20);
    let mut text = format!("oil\ttruce\n(oil AND gas\nbad\t\n{long}\n").into_bytes();
    text.extend(b"gr\xfcn\noil\tzebra\n2\tzebra\noil");
    world.file("list.txt", text);
    let stderr = "list.txt:2: `(` is never closed\n  (oil AND gas\n  ^\nhint: add `)`, or take the `(` away\n\
         list.txt:3: there is no query\nhint: write the query behind the label\n\
         list.txt:4: the line is longer than 1048576 bytes\nhint: write a query a line\n\
         list.txt:5: the line is not UTF-8 from byte 3 on\nhint: save the list as UTF-8\n\
         list.txt:6: the label `oil` is taken by line 1\nhint: give each query a label of its own\n\
         list.txt:7: the label `2` is taken by line 2\nhint: give each query a label of its own\n";
    let stdout = "oil: truce · 1 story\n8: oil · 1 story\n";
    world.newsidx("run list.txt --limit 0").expect(1, stdout, stderr);
    world.file("list.csv", "oil\n\"gas\" oil\na,b,c\n\"oil\ngas\n");
    let hint = "hint: a query with quotes stands in quotes, its own doubled, all on one line: \"\"\"oil embargo\"\"\"\n";
    world.newsidx("run list.csv --limit 0").expect(
        1,
        "1: oil · 1 story\n5: gas · 0 stories\n",
        &format!(
            "list.csv:2: the quotes of a cell do not fit, at byte 6\n{hint}\
             list.csv:3: the line has 3 cells, where a label and a query are expected\n\
             hint: put a query that has commas in quotes, and double the quotes in it\n\
             list.csv:4: the quotes of a cell do not fit, at byte 1\n{hint}"
        ),
    );
    fed(&world, "run - --limit 0", b"oil\noil AND\n").expect(
        1,
        "1: oil · 1 story\n",
        "standard input:2: `AND` has nothing after it\n  oil AND\n      ^^^\nhint: to search for the word, put it in quotes or in lower case: \"AND\"\n",
    );
}

#[test]
fn a_wrong_table_of_a_toml_list_is_told_and_stops_nothing() {
    let world = newsroom();
    world.file(
        "list.toml",
        concat!(
            "[[query]]\nname = 'a'\nquery = 'oil'\n",
            "[[query]]\nname = 'b'\nquery = 'oil'\nlimt = 3\n",
            "[[query]]\nname = 'c'\nsort = 'new'\nquery = 'oil'\n",
            "[[query]]\nname = 'd'\n",
            "[[query]]\nname = 'e'\nquery = 'cease-fire'\nsort = 'oldest'\nlimit = 1\n",
        ),
    );
    let single = |query: &str| {
        world
            .newsidx(&format!("search {query} --limit 1 --format trec"))
            .stdout
    };
    let (oil, oldest) = (
        single("oil --topic a"),
        single("cease-fire --sort oldest --topic e"),
    );
    assert!(oil.starts_with("a Q0 =oil-1 1 ") && oldest.starts_with("e Q0 wire/moscow.txt 1 "));
    world.newsidx("run list.toml --format trec").expect(
        1,
        &format!("{oil}{oldest}"),
        "list.toml:7:1: there is no key `limt`\n  limt = 3\n  ^^^^\nhint: did you mean `limit`?\n\
         list.toml:10:8: there is no order `new`\n  sort = 'new'\n         ^^^^^\nhint: the orders are relevance, newest, oldest\n\
         list.toml:12:1: `query` is missing\n  [[query]]\n  ^^^^^^^^^\n",
    );
}

#[test]
fn what_is_no_list_is_an_error_with_a_hint() {
    let world = newsroom();
    let hint = "hint: write a query a line, or `LABEL<TAB>QUERY`; in TOML, a `[[query]]` each\n";
    for (list, content) in [
        ("a.txt", "\n# only this\n"),
        ("a.csv", "label,query\n"),
        ("a.toml", "index = 'x'\n"),
    ] {
        world.file(list, content);
        let error = format!("error: the list `{list}` has no query\n{hint}");
        world
            .newsidx(&format!("run {list} --format csv"))
            .expect(2, "", &error);
    }
    fed(&world, "run -", b"").expect(
        2,
        "",
        &format!("error: the list `standard input` has no query\n{hint}"),
    );
    world.file("wide.txt", b"\xff\xfeo\0i\0l\0");
    world.newsidx("run wide.txt").expect(
        2,
        "",
        "error: the list `wide.txt` is in UTF-16\nhint: save it as UTF-8\n",
    );
    world.file("b.toml", "[[query]\n");
    assert!(world.newsidx("run b.toml").stderr.starts_with("error: b.toml:1:"));
    assert_eq!(world.newsidx("run none.txt").status, 2);
    assert_eq!(world.newsidx("run corpus").status, 2);
    assert_eq!(world.newsidx("run a.txt --index none").status, 2);
}

#[test]
fn answers_come_in_order_whatever_the_threads() {
    let world = World::new();
    crate::harness::copy(&crate::harness::samples(), &world.path().join("corpus"));
    world.built();
    let queries = [
        "oil",
        "cease-fire OR the",
        "oil AND",
        "the -oil",
        "zebra",
        "minist*",
        "NOT the",
    ];
    let list: String = (0..210)
        .map(|line| format!("{}\n", queries[line % queries.len()]))
        .collect();
    world.file("list", list);
    for format in ["text", "jsonl", "csv", "trec", "matrix"] {
        let ran = |threads| {
            world.newsidx(&format!(
                "run list --limit 3 --format {format} --threads {threads}"
            ))
        };
        let one = ran(1);
        assert_eq!(one.stderr.matches("list:").count(), 30, "{}", one.stderr);
        assert!(one == ran(2) && one == ran(9), "{format}");
    }
}

#[test]
fn an_answer_is_printed_before_the_next_line_is_there() {
    let world = newsroom();
    let mut child = world
        .command(["run", "-", "--limit", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for query in ["oil", "zebra", "cease-fire"] {
        writeln!(input, "{query}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains(&format!(": {query} · ")), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
