//! Settings: the file newsidx.toml and the environment, what comes before what, and what they change
//! in an answer.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::harness::{Ran, World};

/// Stories that differ in where and how they speak of one thing.
pub(crate) fn newsroom(settings: &str) -> World {
    let world = World::new();
    let story = |id: u32, headline: &str, body: &str| {
        format!(
            "{{\"id\": \"s-{id}\", \"headline\": \"{headline}\", \"body\": \"{body}\", \"date\": \"2020-01-0{id}\"}}\n"
        )
    };
    let stories = [
        story(1, "Truce holds", "Both sides kept the peace in Moscow."),
        story(2, "Talks go on", "A truce was signed in Moscow, they say."),
        story(
            3,
            "Guns silent",
            "The armistices of Moscow hold, says the premier.",
        ),
        story(4, "Cease-fire", "Prime ministers met. Fire broke out later."),
        story(
            5,
            "Minister resigns",
            "The prime suspect is the minister of trade.",
        ),
    ];
    world
        .file("corpus/stories.jsonl", stories.concat())
        .file("newsidx.toml", settings)
        .built();
    world
}

/// Runs a line with variables of the environment, in a folder of the world.
pub(crate) fn run_in(world: &World, folder: &str, variables: &[(&str, &str)], line: &str) -> Ran {
    let mut command = world.command(line.split_whitespace());
    command
        .current_dir(world.path().join(folder))
        .envs(variables.iter().copied());
    Ran::of(&mut command)
}

fn page(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

/// The marked texts of an answer's first story.
fn highlights(page: &Value) -> Vec<String> {
    let mut marked = Vec::new();
    for snippet in page["hits"][0]["snippets"].as_array().unwrap() {
        for range in snippet["highlights"].as_array().unwrap() {
            let at = |end: usize| range[end].as_u64().unwrap() as usize;
            marked.push(snippet["text"].as_str().unwrap()[at(0)..at(1)].to_owned());
        }
    }
    marked
}

#[test]
fn what_is_typed_comes_before_the_environment_and_that_before_the_file() {
    let world = newsroom("");
    for index in ["typed", "named", "filed"] {
        let ran = world.newsidx(&format!("build corpus --quiet --index {index}"));
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let place = |variables: &[(&str, &str)], line: &str| {
        let ran = run_in(&world, "", variables, line);
        page(&ran)["index"].as_str().map(str::to_owned)
    };
    let named = [("NEWSIDX_INDEX", "named")];
    assert_eq!(place(&[], "status --json").as_deref(), Some("index"));
    world.file("newsidx.toml", "index = \"filed\"");
    assert_eq!(place(&[], "status --json").as_deref(), Some("filed"));
    assert_eq!(place(&named, "status --json").as_deref(), Some("named"));
    assert_eq!(
        place(&named, "status --json --index typed").as_deref(),
        Some("typed")
    );
    assert_eq!(
        place(&[("NEWSIDX_INDEX", "")], "status --json").as_deref(),
        Some("filed")
    );
    assert_eq!(
        place(&[("NEWSIDX_CONFIG", "")], "status --json").as_deref(),
        Some("index")
    );
}

#[test]
fn another_file_may_be_named_and_its_paths_are_its_own() {
    let world = newsroom("");
    world.file("newsidx.toml", "index = \"nowhere\"");
    world.file("desk/night.toml", "index = \"../index\"\nlimit = 0");
    let ran = run_in(
        &world,
        "",
        &[("NEWSIDX_CONFIG", "desk/night.toml")],
        "search truce",
    );
    ran.expect(0, "2 stories\n", "");
    run_in(&world, "", &[("NEWSIDX_CONFIG", "gone.toml")], "search truce").expect(
        2,
        "",
        "error: cannot read `gone.toml`: No such file or directory (os error 2)\n\
         hint: NEWSIDX_CONFIG names it; leave that variable empty to use no file\n",
    );
}

#[test]
fn the_nearest_file_is_found_upwards_whatever_git_has_there() {
    let world = newsroom("index = \"news/index\"\ncorpus = \"corpus\"\nlimit = 1");
    world
        .file("desk/.git/HEAD", "ref: refs/heads/main\n")
        .file("desk/day/notes.txt", "");
    run_in(&world, "desk/day", &[], "search truce --format trec").expect(
        0,
        &world.newsidx("search truce --format trec").stdout,
        "",
    );
    world.file("desk/newsidx.toml", "index = \"own\"");
    run_in(&world, "desk/day", &[], "search truce").expect(
        2,
        "",
        "error: no index at `../own`\nhint: build one with `newsidx build CORPUS --index ../own`\n",
    );
}

#[test]
fn a_build_takes_the_configured_corpus_and_says_when_there_is_none() {
    let world = newsroom("corpus = \"corpus\"\nindex = \"made\"");
    let built = "indexed 5 stories from 1 file: 5 found = 5 indexed + 0 skipped + 0 failed\n\
                 no story was added, changed or removed\n";
    run_in(&world, "corpus", &[], "build --quiet").expect(0, built, "");
    assert!(world.path().join("made/newsidx.json").exists());
    let nowhere = [("NEWSIDX_CORPUS", "nowhere")];
    assert!(
        run_in(&world, "", &nowhere, "build")
            .stderr
            .contains("folder: nowhere\n")
    );
    run_in(&world, "", &nowhere, "build corpus --quiet").expect(0, built, "");
    run_in(&world, "", &[("NEWSIDX_CONFIG", "")], "build").expect(
        2,
        "",
        "error: no corpus to build from\n\
         hint: name it with `newsidx build CORPUS`, with NEWSIDX_CORPUS, or as `corpus` in newsidx.toml\n",
    );
}

#[test]
fn the_limit_and_the_colour_are_settings() {
    let world = newsroom("limit = 1\ncolor = \"always\"");
    let ran = world.newsidx("search truce");
    assert!(ran.stdout.contains("2 stories; 1 shown"), "{}", ran.stdout);
    assert!(ran.stdout.contains("\u{1b}[1m"), "{:?}", ran.stdout);
    let ran = world.newsidx("search truce --limit 2 --color never");
    assert!(ran.stdout.ends_with("\n2 stories\n") && !ran.stdout.contains('\u{1b}'));
}

#[test]
fn weights_change_the_order_and_never_what_is_found() {
    let world = newsroom("");
    assert_eq!(world.ids("truce"), ["s-1", "s-2"]);
    world.file("newsidx.toml", "[weights]\nheadline = 0\n");
    assert_eq!(world.ids("truce"), ["s-2", "s-1"]);
    assert_eq!(world.ids("headline:truce"), ["s-1"]);
    assert_eq!(world.ids("\"truce holds\""), ["s-1"]);
    world.file("newsidx.toml", "[weights]\nheadline = 0\nlead = 0\nbody = 0\n");
    assert_eq!(world.ids("truce"), ["s-2", "s-1"], "equal, so the newest first");
}

#[test]
fn synonyms_are_found_and_marked_and_told() {
    let world = newsroom(
        "synonyms = [[\"truce\", \"armistice\", \"cease-fire\"], [\"premier\", \"Prime Minister\"]]",
    );
    let found = |query: &str| {
        let mut ids = world.ids(query);
        ids.sort();
        ids
    };
    for query in ["truce", "Armistices", "ceasefire", "cease fire"] {
        assert_eq!(found(query), ["s-1", "s-2", "s-3", "s-4"], "{query}");
    }
    assert_eq!(found("\"truce\""), ["s-1", "s-2"]);
    assert_eq!(found("truc*"), ["s-1", "s-2"]);
    assert_eq!(
        found("premier"),
        ["s-3", "s-4"],
        "a phrase is found side by side, in all forms"
    );
    assert_eq!(found("prime minister"), ["s-3", "s-4", "s-5"]);
    assert_eq!(found("\"prime minister\""), Vec::<String>::new());
    assert_eq!(found("moscow -truce"), Vec::<String>::new());
    let answer = page(&world.newsidx("search --json truce premier -signed"));
    assert_eq!(
        answer["understood"],
        "(truce OR armistice OR cease-fire) (premier OR prime-minister) -signed"
    );
    let mut marked: Vec<Vec<String>> = (0..2)
        .map(|offset| {
            let line = format!("search --json --limit 1 --offset {offset} truce premier -signed");
            highlights(&page(&world.newsidx(&line)))
        })
        .collect();
    marked.sort();
    assert_eq!(
        marked,
        [&["Cease-fire", "Prime ministers"][..], &["armistices", "premier"]]
    );
}

#[test]
fn a_search_for_people_tells_what_it_was_understood_as() {
    let world = newsroom("synonyms = [[\"truce\", \"lull\"]]\nstop_words = [\"The\"]\nlimit = 0");
    let told = "2 stories\nunderstood as: (truce OR lull) Moscow\n";
    world.newsidx("search the truce Moscow").expect(0, told, "");
    world
        .newsidx("search \"truce\" Moscow")
        .expect(0, "2 stories\n", "");
    world
        .newsidx("search lulls")
        .expect(0, "2 stories\nunderstood as: lulls OR truce\n", "");
    world.file("newsidx.toml", "synonyms = [[\"zebra\", \"quagga\"]]");
    world.newsidx("search zebra").expect(
        1,
        "",
        "no story matches\nunderstood as: zebra OR quagga\nnote: no story has `zebra`\n",
    );
}

#[test]
fn stop_words_ask_for_nothing_but_alone_and_in_quotes() {
    let world = newsroom("");
    assert_eq!(world.ids("the truce"), ["s-1"]);
    assert_eq!(world.ids("a truce"), ["s-2"]);
    world.file("newsidx.toml", "stop_words = [\"the\", \"a\", \"of\"]");
    assert_eq!(world.ids("The truce"), ["s-1", "s-2"]);
    assert_eq!(world.ids("a truce OR the"), ["s-1", "s-2"]);
    assert_eq!(world.ids("\"a\" truce"), ["s-2"]);
    assert_eq!(world.ids("\"a truce\""), ["s-2"]);
    let mut alone = world.ids("the of");
    alone.sort();
    assert_eq!(alone, ["s-3", "s-5"], "asked as it is");
    let answer = page(&world.newsidx("search --json --any a truce the"));
    assert_eq!(
        (&answer["understood"], &answer["total"]),
        (&"truce".into(), &2.into())
    );
    let answer = page(&world.newsidx("search --json the minister of trade"));
    assert_eq!(highlights(&answer), ["Minister", "minister", "trade"]);
}

#[test]
fn the_settings_are_told_with_what_they_come_from() {
    let world = newsroom(
        "# Of the desk.\nindex = \"index\"\nsynonyms = [\n  [\"truce\", \"armistice\"],\n  [\"premier\", \"prime minister\"],\n]\n\n[weights]\nlead = 1.25\n",
    );
    let told = "index             ../index (../newsidx.toml:2)\n\
                corpus            wire (NEWSIDX_CORPUS)\n\
                color             auto (default)\n\
                limit             10 (default)\n\
                weights.headline  2 (default)\n\
                weights.lead      1.25 (../newsidx.toml:9)\n\
                weights.body      1 (default)\n\
                weights.caption   0.5 (default)\n\
                weights.byline    0.5 (default)\n\
                weights.dateline  0.5 (default)\n\
                synonyms          truce, armistice; premier, prime minister (../newsidx.toml:3)\n\
                stop_words        none (default)\n";
    let wire = [("NEWSIDX_CORPUS", "wire")];
    run_in(&world, "corpus", &wire, "config").expect(0, told, "");
    run_in(&world, "corpus", &wire, "config --show").expect(0, told, "");
    let typed = told.replace("../index (../newsidx.toml:2)", "mine (command line)");
    run_in(&world, "corpus", &wire, "config --index mine").expect(0, &typed, "");
    world.file("newsidx.toml", "stop_words = [\"the\"]\nlimit = 3");
    world.newsidx("config --json").expect(
        0,
        "{\n  \"version\": 1,\n  \"settings\": [\n    \
         {\"name\":\"index\",\"value\":\"index\",\"from\":\"default\"},\n    \
         {\"name\":\"corpus\",\"value\":null,\"from\":\"default\"},\n    \
         {\"name\":\"color\",\"value\":\"auto\",\"from\":\"default\"},\n    \
         {\"name\":\"limit\",\"value\":3,\"from\":\"newsidx.toml:2\"},\n    \
         {\"name\":\"weights.headline\",\"value\":2.0,\"from\":\"default\"},\n    \
         {\"name\":\"weights.lead\",\"value\":1.0,\"from\":\"default\"},\n    \
         {\"name\":\"weights.body\",\"value\":1.0,\"from\":\"default\"},\n    \
         {\"name\":\"weights.caption\",\"value\":0.5,\"from\":\"default\"},\n    \
         {\"name\":\"weights.byline\",\"value\":0.5,\"from\":\"default\"},\n    \
         {\"name\":\"weights.dateline\",\"value\":0.5,\"from\":\"default\"},\n    \
         {\"name\":\"synonyms\",\"value\":[],\"from\":\"default\"},\n    \
         {\"name\":\"stop_words\",\"value\":[\"the\"],\"from\":\"newsidx.toml:1\"}\n  ]\n}\n",
        "",
    );
}

#[test]
fn completions_know_the_settings_and_bash_can_read_them() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        let ran = world.newsidx(&format!("completions {shell}"));
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{shell}");
        assert!(
            ran.stdout.contains("config") && ran.stdout.contains("limit"),
            "{shell}"
        );
        world.file(shell, ran.stdout);
    }
    let checked = Command::new("bash")
        .arg("-n")
        .arg(world.path().join("bash"))
        .stdin(Stdio::null())
        .output();
    // A machine without bash needs no completions for it.
    if let Ok(checked) = checked {
        assert!(
            checked.status.success() && checked.stderr.is_empty(),
            "{checked:?}"
        );
    }
    let page = world.newsidx("man config").stdout;
    assert!(
        page.contains("Tell the settings and where they come from"),
        "{page}"
    );
}
