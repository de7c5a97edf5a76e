//! Small cases worked out by hand: the values stand beside the sums that they come from.

use std::fs;

use super::*;

/// A relevant story of grade 2, an irrelevant one, one no judge saw, a relevant one of grade 1, and one
/// that was not judged. A third relevant story is missing.
const RUN: &str = "\
1 Q0 a 1 9.0 hand
1 Q0 c 2 8 hand
1 Q0 x 3 7e0 hand
1 Q0 b 4 6 hand more of it
1 Q0 e 5 -inf hand
";

const QRELS: &str = "\
# topic, iteration, story, grade
1 0 a 2
1\t0\tb\t1

1 0 c 0
1 0 d 1
1 0 e -1
";

fn qrels(text: &str) -> Qrels {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qrels.txt");
    fs::write(&path, text).unwrap();
    Qrels::read(&path).unwrap()
}

fn run(text: &str) -> Run {
    Run::parse("run".as_ref(), text.as_bytes()).unwrap()
}

/// What a measure comes to over all topics, with four digits.
fn all(qrels: &Qrels, run: &Run, measure: &str, options: Options) -> String {
    let measures = Measure::named(measure).unwrap();
    assert_eq!(measures.len(), 1, "{measure}");
    match &evaluate(qrels, run, &measures, options).all[0] {
        Some(Value::Real(real)) => format!("{real:.4}"),
        Some(Value::Count(count)) => count.to_string(),
        Some(Value::Text(text)) => text.clone(),
        None => String::new(),
    }
}

#[track_caller]
fn expect(options: Options, wanted: &[(&str, &str)]) {
    let (qrels, run) = (qrels(QRELS), run(RUN));
    for (measure, value) in wanted {
        assert_eq!(all(&qrels, &run, measure, options), *value, "{measure}");
    }
}

#[test]
fn measures_of_relevant_and_irrelevant_are_as_counted_by_hand() {
    expect(
        Options::default(),
        &[
            ("runid", "hand"),
            ("num_q", "1"),
            ("num_ret", "5"),
            ("num_rel", "3"),
            ("num_rel_ret", "2"),
            ("num_nonrel_judged_ret", "1"),
            // (1/1 + 2/4) / 3
            ("AP", "0.5000"),
            ("AP@3", "0.3333"),
            ("RR", "1.0000"),
            ("P@5", "0.4000"),
            ("P@20", "0.1000"),
            ("R@100", "0.6667"),
            ("Rprec", "0.3333"),
            // (1 + (1 - 1/1)) / 3
            ("bpref", "0.3333"),
            // (1 + (1/4 + 3/4 · 2/3 · 1/2)) / 3
            ("infAP", "0.5000"),
            ("iprec_at_recall_0.50", "0.5000"),
            ("iprec_at_recall_1.00", "0.0000"),
            ("Rprec_mult.0.2", "1.0000"),
            ("Success@1", "1.0000"),
            ("unj.5", "0.4000"),
            ("relative_P.5", "0.6667"),
            ("set_map", "0.2667"),
            // 2 · 2/5 · 2/3 / (2/5 + 2/3)
            ("set_F", "0.5000"),
            ("utility", "-1.0000"),
            ("utility.2,0,-1,0", "3.0000"),
        ],
    );
}

#[test]
fn measures_of_gain_are_as_counted_by_hand() {
    expect(
        Options::default(),
        &[
            // (2/log 2 + 1/log 5) / (2/log 2 + 1/log 3 + 1/log 4), logarithms to the base of 2
            ("nDCG", "0.7763"),
            ("nDCG@5", "0.7763"),
            ("nDCG@1", "1.0000"),
            // (2/log 2) / (2/log 2 + 1/log 3)
            ("nDCG@2", "0.7602"),
            // Stories are worth 1: (1 + 1/log 5) / (1 + 1/log 3 + 1/log 4)
            ("ndcg.2=1", "0.6714"),
            // (1 + 0.7763 + 0.7763) / 3
            ("ndcg_rel", "0.8509"),
            // Gain falls behind ranks 1 and 3, and the end: (1 + 2/3.1309 + 0.7763) / 3
            ("Rndcg", "0.8050"),
            // (1/log 2 + 1/log 4) / 3
            ("binG", "0.5000"),
            // (2/log(2+2-2) + 1/log(2+5-3)) / 4
            ("G", "0.6250"),
            // (1 - 0.6) · (2/2 + 1/2 · 0.6³)
            ("rbp.p=0.6", "0.4432"),
            // 0.1 · (0.9² + 0.9⁴) + 0.9⁵
            ("rbp_resid", "0.7371"),
        ],
    );
}

#[test]
fn options_narrow_what_counts() {
    let level = Options {
        relevance_level: 2,
        ..Options::default()
    };
    expect(level, &[("num_rel", "1"), ("AP", "1.0000"), ("nDCG@5", "0.7763")]);
    let depth = Options {
        depth: 3,
        ..Options::default()
    };
    expect(depth, &[("num_ret", "3"), ("AP", "0.3333")]);
}

#[test]
fn topics_that_are_missing_count_only_if_asked() {
    let two = qrels("1 0 a 1\n2 0 a 1\n");
    let one = run("1 Q0 a 1 1 r\n3 Q0 a 1 1 r\n");
    let complete = Options {
        complete: true,
        ..Options::default()
    };
    assert_eq!(all(&two, &one, "AP", Options::default()), "1.0000");
    assert_eq!(all(&two, &one, "num_q", Options::default()), "1");
    assert_eq!(all(&two, &one, "AP", complete), "0.5000");
    assert_eq!(all(&two, &one, "num_q", complete), "2");
    // √(1 · 0.00001)
    assert_eq!(all(&two, &one, "gm_map", complete), "0.0032");
    assert_eq!(all(&two, &one, "rbp_resid", complete), "0.0000");
}

#[test]
fn equal_scores_are_ordered_by_id_from_the_last() {
    let tied = run("1 Q0 a 1 0.0 r\n1 Q0 c 2 -0.0 r\n1 Q0 b 3 0 r\n1 Q0 z 4 -1 r\n1 Q0 y 5 inf r\n");
    let order: Vec<&str> = tied.topics["1"].iter().map(|one| &*one.story).collect();
    assert_eq!(order, ["y", "c", "b", "a", "z"]);
}

#[test]
fn a_topic_without_relevant_or_retrieved_stories_is_0_in_all() {
    let none = qrels("1 0 a 0\n2 0 a 1\n");
    let some = run("1 Q0 a 1 1 r\n");
    let complete = Options {
        complete: true,
        ..Options::default()
    };
    let measures = Measure::named("all_trec").unwrap();
    for topic in evaluate(&none, &some, &measures, complete).topics {
        for (measure, value) in measures.iter().zip(topic.values) {
            if let Some(Value::Real(real)) = value {
                let wanted = if (measure.name(), &*topic.topic) == ("utility", "1") {
                    -1.0
                } else {
                    0.0
                };
                assert_eq!(real, wanted, "{} of {}", measure.name(), topic.topic);
            }
        }
    }
}

#[test]
fn measures_have_names_of_people_and_of_trec_eval() {
    let name = |typed: &str| {
        let names: Vec<String> = Measure::named(typed)
            .unwrap()
            .iter()
            .map(|measure| format!("{} {}", measure.name(), measure.label()))
            .collect();
        names.join(", ")
    };
    assert_eq!(name("AP"), "map AP");
    assert_eq!(name("map"), "map AP");
    assert_eq!(name("MAP"), "map AP");
    assert_eq!(name("ndcg@10"), "ndcg_cut_10 nDCG@10");
    assert_eq!(name("ndcg_cut.10,23"), "ndcg_cut_10 nDCG@10, ndcg_cut_23 nDCG@23");
    assert_eq!(name("ndcg_cut_10"), "ndcg_cut_10 nDCG@10");
    assert_eq!(name("ndcg.1=3,2=9"), "ndcg_1=3,2=9 ndcg_1=3,2=9");
    assert_eq!(name("R@100"), "recall_100 R@100");
    assert_eq!(name("MRR"), "recip_rank RR");
    assert_eq!(name("set_P"), "set_P set_P");
    assert_eq!(
        name("iprec_at_recall_0.1"),
        "iprec_at_recall_0.10 iprec_at_recall_0.10"
    );
    assert_eq!(Measure::named("official").unwrap().len(), 30);
    let wrong = |typed: &str| {
        let error = Measure::named(typed).unwrap_err().to_string();
        error.lines().next().unwrap().to_owned()
    };
    assert_eq!(wrong("nDCG@"), "the measure `ndcg_cut` cannot use ``");
    assert_eq!(wrong("P.5,0"), "the measure `P` cannot use `0`");
    assert_eq!(wrong("map.5"), "the measure `map` takes no parameters");
    assert_eq!(wrong("utility.1"), "the measure `utility` cannot use `1`");
    assert_eq!(wrong("ndcg.high=3"), "the measure `ndcg` cannot use `high=3`");
    assert_eq!(wrong("ndcg.1=inf"), "the measure `ndcg` cannot use `1=inf`");
    assert_eq!(wrong("precision"), "there is no measure `precision`");
    assert_eq!(wrong(""), "there is no measure ``");
}

fn topics_of(text: impl AsRef<[u8]>) -> Result<Vec<(String, String)>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("topics");
    fs::write(&path, text).unwrap();
    match topics(&path) {
        Ok(topics) => Ok(topics.into_iter().map(|topic| (topic.id, topic.query)).collect()),
        Err(error) => Err(error
            .to_string()
            .replace(&format!("`{}`", path.display()), "`topics`")),
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
    let owned = |(id, query): &(&str, &str)| ((*id).to_owned(), (*query).to_owned());
    Ok(pairs.iter().map(owned).collect())
}

#[test]
fn topics_of_trec_need_no_end_tags() {
    let text = "\u{feff}
<top>
<head> Tipster Topic Description
<num> Number: 301
<title> International Organized Crime
<desc> Description:
Identify <organizations> that take part in it.
<narr> Narrative: no title here
</top>

<TOP><NUM>Number:  302</NUM>
<dom> Domain: Medicine
<title> Topic:
Poliomyelitis &amp; <3
  post-polio
<desc>
</TOP>";
    let wanted = [
        ("301", "International Organized Crime"),
        ("302", "Poliomyelitis & <3 post-polio"),
    ];
    assert_eq!(topics_of(text), pairs(&wanted));
}

#[test]
fn topics_in_xml_have_queries_or_titles() {
    let text = "<?xml version=\"1.0\"?>
<!DOCTYPE topics [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>
<topics task=\"news\">
  <topic number=\"1\"><title>not this</title><query>S&#227;o Paulo &amp; <b>floods</b>
     <![CDATA[<now>]]></query><question>Why?</question></topic>
  <topic><num>2</num><title>truce</title></topic>
</topics>";
    let wanted = [("1", "São Paulo & floods <now>"), ("2", "truce")];
    assert_eq!(topics_of(text), pairs(&wanted));
    let broken = [
        (
            "<topics>\n<topic number='1'><query>a &e; b</query></topic></topics>",
            "line 2: the entity `&e;` is not known",
        ),
        (
            "<topics>\n\n<topic number='1'><query>a</query>",
            "line 3: the XML is broken: a topic is never closed",
        ),
        (
            "<topics>\n<topic number='1'>\n</query></topic></topics>",
            "line 3: the XML is broken: ill-formed document: expected `</topic>`, but `</query>` was found",
        ),
        (
            "<topics>\n<topic><query>a</query></topic></topics>",
            "line 2: the topic has no id",
        ),
    ];
    for (text, wanted) in broken {
        let error = topics_of(text).unwrap_err();
        assert_eq!(
            error.lines().next(),
            Some(&*format!("`topics`, {wanted}")),
            "{text}"
        );
    }
    assert!(
        topics_of("<html></html>")
            .unwrap_err()
            .starts_with("`topics` holds no topics\n")
    );
}

#[test]
fn topics_in_lines_have_a_tab() {
    let text = "# judged in May\n1\toil prices\r\n\nq-2\t truce \tMoscow\n";
    assert_eq!(
        topics_of(text),
        pairs(&[("1", "oil prices"), ("q-2", "truce \tMoscow")])
    );
}

#[test]
fn no_topics_file_makes_it_panic() {
    let parts = [
        "<top>",
        "</top>",
        "<num>",
        "<title>",
        "<",
        ">",
        "&",
        "&amp;",
        "&#x110000;",
        "Number:",
        "é",
        "\u{0}",
        "<topic number=\"1\">",
        "</topic>",
        "<query>",
        "</query>",
        "<topics>",
        "\t",
        "\n",
        "]]>",
        "<![CDATA[",
        "<!--",
        "<?",
        "<!DOCTYPE a [",
        "=",
        "\"",
    ];
    // Every pair and some longer rows of parts, in an order that depends on nothing.
    let mut state = 1_usize;
    for length in 1..12 {
        for _ in 0..200 {
            let mut text = String::new();
            for _ in 0..length {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[(state >> 33) % parts.len()]);
            }
            let _ = topics_of(&text);
        }
    }
    assert!(
        topics_of([0xff, b'\t', b'a'])
            .unwrap_err()
            .contains("line 1: the line is not UTF-8")
    );
    assert!(
        topics_of(b"<top>\n<num>\xff")
            .unwrap_err()
            .contains("line 2: the line is not UTF-8")
    );
}
