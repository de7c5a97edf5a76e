//! Measuring rankings: equal to trec_eval on its own test files, and what users see of it.

use std::fs;
use std::path::Path;

use crate::harness::{World, corpora};

/// The test files of trec_eval, with the options that made each: those of its Makefile by our names.
const VECTORS: &[(&str, &str, &str, &str)] = &[
    ("out.test", "qrels.test", "results.test", ""),
    (
        "out.comment.test",
        "qrels.comment.test",
        "results.comment.test",
        "",
    ),
    ("out.test.a", "qrels.test", "results.test", "--measure all_trec"),
    (
        "out.test.aq",
        "qrels.test",
        "results.test",
        "--measure all_trec --per-topic",
    ),
    (
        "out.test.aq",
        "qrels.test.with-comments",
        "results.test",
        "--measure all_trec --per-topic",
    ),
    (
        "out.test.aqc",
        "qrels.test",
        "results.trunc",
        "--measure all_trec --per-topic --complete",
    ),
    (
        "out.test.aqcM",
        "qrels.test",
        "results.trunc",
        "--measure all_trec --per-topic --complete --depth 100",
    ),
    (
        "out.test.aql",
        "qrels.rel_level",
        "results.test",
        "--measure all_trec --measure relstring.20 --per-topic --relevance-level 2",
    ),
    (
        "out.test.meas_params",
        "qrels.test",
        "results.test",
        "--per-topic --measure iprec_at_recall..10,.20,.25,.75,.50 --measure P.5,7,3 \
         --measure recall.20,2000 --measure Rprec_mult.5.0,0.2,0.35 --measure utility.2,-1,0,0 \
         --measure 11pt_avg..25,.5,.75 --measure ndcg.1=3,2=9,4=4.5 --measure ndcg_cut.10,20,23 \
         --measure success.2,5,20",
    ),
];

#[test]
fn every_line_is_that_of_trec_eval() {
    let Some(folder) = corpora("ir/trec-eval-vectors/test") else {
        return;
    };
    let world = World::new();
    for (out, qrels, run, options) in VECTORS {
        let mut arguments = vec!["eval".to_owned(), "--format".into(), "trec_eval".into()];
        let path = |file: &str| folder.join(file).canonicalize().unwrap().display().to_string();
        arguments.extend(["--qrels".into(), path(qrels), "--run".into(), path(run)]);
        arguments.extend(options.split_whitespace().map(str::to_owned));
        let ran = world.run(&arguments);
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{out}");
        let wanted = fs::read_to_string(folder.join(out)).unwrap();
        for (found, wanted) in ran.stdout.lines().zip(wanted.lines()) {
            assert_eq!(found, wanted, "{out} of {qrels}");
        }
        assert_eq!(ran.stdout, wanted, "{out} of {qrels}");
    }
}

/// Three judged topics, and two runs.
fn judged() -> World {
    let world = World::new();
    world
        .file("qrels.txt", "1 0 a 1\n1 0 b 0\n2 0 a 2\n10 0 c 1\n")
        .file(
            "one.run",
            "1 Q0 b 1 9 one\n1 Q0 a 2 8 one\n2 Q0 b 1 9 one\n2 Q0 a 2 8 one\n10 Q0 c 1 1 one\n",
        )
        .file(
            "two.run",
            "1 Q0 a 1 9 two\n2 Q0 a 1 8 two\n10 Q0 a 1 4 two\n10 Q0 b 2 3 two\n10 Q0 d 3 2 two\n10 Q0 c 4 1 two\n",
        );
    world
}

#[test]
fn a_run_is_measured_and_its_topics_are_told_in_the_order_of_numbers() {
    judged()
        .newsidx("eval --qrels qrels.txt --run one.run --per-topic")
        .expect(
            0,
            "\
topic  retrieved  relevant  found      AP  nDCG@10    P@10   R@100  R@1000      RR   bpref
1              2         1      1  0.5000   0.6309  0.1000  1.0000  1.0000  0.5000  0.0000  ████
2              2         1      1  0.5000   0.6309  0.1000  1.0000  1.0000  0.5000  1.0000  ████
10             1         1      1  1.0000   1.0000  0.1000  1.0000  1.0000  1.0000  1.0000  ████████

topics          3
retrieved       5
relevant        3
found           3
AP         0.6667
nDCG@10    0.7540
P@10       0.1000
R@100      1.0000
R@1000     1.0000
RR         0.6667
bpref      0.6667
",
            "",
        );
}

#[test]
fn json_has_the_names_of_trec_eval() {
    let world = judged();
    let ran =
        world.newsidx("eval --qrels qrels.txt --run one.run --json --per-topic --measure AP --measure num_q");
    let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["run"], "one");
    assert_eq!(value["measures"]["num_q"], 3);
    assert_eq!(value["measures"]["map"], 2.0 / 3.0);
    assert_eq!(value["topics"][1]["topic"], "10");
    assert_eq!(value["topics"][1]["measures"]["map"], 1.0);
    let ran = world.newsidx("eval --qrels qrels.txt --run one.run --format json");
    let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(value["topics"].is_null());
}

#[test]
fn p_of_two_runs_is_that_of_all_permutations() {
    let world = judged();
    // The differences are 1/2, 1/2 and -3/4: no way of turning their signs comes nearer to 0 than 1/4.
    world
        .newsidx("compare one.run two.run --qrels qrels.txt --measure RR")
        .expect(
            0,
            "\
measure     RR
one.run      0.6667
two.run      0.7500
difference  +0.0833
p            1.0000, randomisation test, all permutations
topics      3: 2 won, 1 lost, 0 tied

topic   first  second  difference
10     1.0000  0.2500     -0.7500
1      0.5000  1.0000     +0.5000
2      0.5000  1.0000     +0.5000
",
            "",
        );
    // The differences are 1/2, 1/2 and 0: 2 of 4 ways are as far as 1.
    world.file("three.run", "1 Q0 a 1 9 t\n2 Q0 a 1 9 t\n10 Q0 c 1 9 t\n");
    let ran = world.newsidx("compare one.run three.run --qrels qrels.txt --measure AP --format json");
    let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["measure"], "map");
    assert_eq!(value["p"], 0.5);
    assert_eq!(value["exact"], true);
    assert_eq!(value["won"], 2);
    assert_eq!(value["tied"], 1);
    assert_eq!(value["second"]["mean"], 1.0);
}

/// A file, of judgements, a run or topics, what it holds, and what is said of it.
const WRONG: &[(&str, &str, &str)] = &[
    (
        "q",
        "1 0 a 1\n\n1 0 b\n",
        "line 3: a judgement has 4 columns, this line has 3\nhint: write `TOPIC 0 STORY GRADE`, as in `301 0 FT934-5418 1`",
    ),
    (
        "q",
        "# graded\n1 0 a 0.5\n",
        "line 2: the relevance `0.5` is no whole number\nhint: write 0 for not relevant, 1 and more for relevant, -1 for not judged",
    ),
    (
        "q",
        "1 0 a 1\n1 0 a 1\n1 0 a 2\n",
        "line 3: the story `a` of topic `1` is judged 2, but 1 further up\nhint: leave one judgement of the story",
    ),
    (
        "r",
        "1 Q0 a 1 9\n",
        "line 1: a line of a run has 6 columns, this one has 5\nhint: write `TOPIC Q0 STORY RANK SCORE TAG`, as in `301 Q0 FT934-5418 1 12.5 mine`",
    ),
    (
        "r",
        "1 Q0 a 1 9 t\n1 Q0 b 1 nan t\n",
        "line 2: the score `nan` is no number\nhint: the fifth column is a number, the higher the better",
    ),
    (
        "r",
        "1 Q0 a 1 high t\n",
        "line 1: the score `high` is no number\nhint: the fifth column is a number, the higher the better",
    ),
    (
        "r",
        "1 Q0 a 1 9 t\n2 Q0 a 1 8 t\n1 Q0 a 2 7 t\n",
        "line 3: topic `1` lists the story `a` a second time\nhint: a run lists a story once for a topic, take one of the lines away",
    ),
    (
        "t",
        "1\toil\n2 gas\n",
        "line 2: no tab stands between the topic's id and its query\nhint: write the id, a tab and the query in each line",
    ),
    (
        "t",
        "1\toil\n2\tgas\n1\tcoal\n",
        "line 3: the topic `1` is there already, in line 1\nhint: give each topic an id of its own",
    ),
    (
        "t",
        "1\t \n",
        "line 1: the topic `1` has no query\nhint: write it as `<title>` or `<query>`, or behind the first tab",
    ),
];

#[test]
fn what_is_wrong_in_a_file_is_named_with_its_line() {
    let world = World::new();
    for (file, text, wanted) in WRONG {
        world
            .file("q", "1 0 a 1\n")
            .file("r", "1 Q0 a 1 9 t\n")
            .file(file, text);
        let source = if *file == "t" { "--topics t" } else { "--run r" };
        world.newsidx(&format!("eval --qrels q {source}")).expect(
            2,
            "",
            &format!("error: `{file}`, {wanted}\n"),
        );
    }
}

#[test]
fn files_of_no_use_are_named() {
    let world = judged();
    world
        .newsidx("compare one.run nowhere.run --qrels qrels.txt")
        .expect(
            2,
            "",
            "error: cannot read `nowhere.run`: No such file or directory (os error 2)\nhint: check the name of the file\n",
        );
    world
        .file("r", "# nothing\n")
        .newsidx("eval --qrels qrels.txt --run r")
        .expect(
            2,
            "",
            "error: `r` holds no stories\nhint: write `TOPIC Q0 STORY RANK SCORE TAG` in each line\n",
        );
    world
        .file("r", "301 Q0 a 1 9 t\n")
        .newsidx("eval --qrels qrels.txt --run r")
        .expect(
            2,
            "",
            "error: no topic is judged\nhint: the topics here are such as `301`, judged are such as `1`\n",
        );
}

#[test]
fn runs_do_not_compare_by_what_has_no_mean() {
    for measure in ["num_ret", "gm_map", "official", "relstring"] {
        let ran = judged().newsidx(&format!(
            "compare one.run two.run --qrels qrels.txt --measure {measure}"
        ));
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{measure}");
        assert!(
            ran.stderr.contains("it is not one number with a mean"),
            "{}",
            ran.stderr
        );
    }
}

/// Two stories about oil and one about tea, and topics about them.
fn asked() -> World {
    let world = World::new();
    world
        .file("corpus/a.txt", "Oil rises\n\nOil rose in Moscow.\n")
        .file("corpus/b.txt", "Oil falls\n\nOil fell, and gas with it.\n")
        .file("corpus/c.txt", "Tea rises\n\nTea rose in Delhi.\n")
        .file("topics.tsv", "1\toil moscow\n2\ttea AND\n3\tcoffee\n4\toil\n")
        .file(
            "qrels.txt",
            "1 0 a.txt 1\n2 0 c.txt 1\n3 0 b.txt 1\n9 0 c.txt 1\n",
        );
    world.built();
    world
}

#[test]
fn topics_are_asked_and_one_with_an_error_is_told() {
    let world = asked();
    let wrong = "error: `topics.tsv`, line 2: topic `2`: `AND` has nothing after it\n  tea AND\n      ^^^\nhint: to search for the word, put it in quotes or in lower case: \"AND\"\n";
    let line = "eval --qrels qrels.txt --topics topics.tsv --measure num_q --measure AP";
    // Topic 3 finds nothing and counts as 0; 4 is not judged, 9 was not asked.
    world
        .newsidx(line)
        .expect(1, "topics       2\nAP      0.5000\n", wrong);
    world
        .newsidx(&format!("{line} --complete"))
        .expect(1, "topics       4\nAP      0.2500\n", wrong);
}

#[test]
fn the_run_that_is_asked_for_can_be_kept_and_measured() {
    let world = asked();
    world
        .file("topics.tsv", "1\toil moscow\n4\toil\n")
        .file("qrels.txt", "1 0 b.txt 1\n4 0 b.txt 1\n");
    let line = "eval --qrels qrels.txt --format trec_eval";
    let one = world.newsidx(&format!("{line} --any --topics topics.tsv --write-run kept.run"));
    let other = world.newsidx(&format!("{line} --run kept.run"));
    assert_eq!((one.status, &*one.stderr), (0, ""));
    assert_eq!(one, other);
    let kept = fs::read_to_string(world.path().join("kept.run")).unwrap();
    let stories: Vec<&str> = kept.lines().map(|line| line.split(' ').nth(2).unwrap()).collect();
    assert_eq!(stories.len(), 4, "{kept}");
    assert_eq!(stories[..2], ["a.txt", "b.txt"]);
    let ran = world.newsidx("eval --qrels qrels.txt --topics topics.tsv --any --depth 1 --measure num_ret");
    ran.expect(0, "retrieved  2\n", "");
    let ran = world.newsidx("eval --qrels qrels.txt --topics topics.tsv --write-run no/such/place");
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(
        ran.stderr.starts_with("error: cannot write `no/such/place`: "),
        "{}",
        ran.stderr
    );
    assert!(!Path::new("no").exists());
}
