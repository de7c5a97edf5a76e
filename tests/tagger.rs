//! Names found in text: through the program, by tokens and by stories, and as good as MODEL.md says.

use std::process::Stdio;

use newsidx::annotate::tagger::conll::{Sentence, read};
use newsidx::annotate::tagger::evaluate::counts;
use newsidx::annotate::tagger::{shipped, tag};

use crate::harness::{Ran, World, corpora};

#[test]
fn tokens_get_a_column_of_labels() {
    let world = World::new();
    world.file("tokens.txt", "Anna\nBerg\nleft\nOslo\n.\n\nKenya\nwaits\n");
    let labelled = "Anna\tB-PER\nBerg\tI-PER\nleft\tO\nOslo\tB-LOC\n.\tO\n\nKenya\tB-LOC\nwaits\tO\n\n";
    world.newsidx("tagger tag tokens.txt").expect(0, labelled, "");
    let piped = std::fs::File::open(world.path().join("tokens.txt")).unwrap();
    Ran::of(world.command(["tagger", "tag"]).stdin(Stdio::from(piped))).expect(0, labelled, "");
    world.newsidx("tagger tag -").expect(0, "", "");
}

#[test]
fn labels_of_two_taggers_are_measured_alike() {
    let world = World::new();
    world.file("gold.conll", "Anna B-PER\nBerg I-PER\nleft O\nOslo B-LOC\n");
    world.file("other.conll", "Anna B-PER\nBerg B-PER\nleft O\nOslo B-LOC\n");
    world
        .newsidx("tagger eval gold.conll --against other.conll")
        .expect(
            0,
            "             precision    recall        F1   right   found  marked\n\
         gold.conll\n\
        \x20 people         0.000     0.000     0.000       0       2       1\n\
        \x20 orgs           0.000     0.000     0.000       0       0       0\n\
        \x20 places         1.000     1.000     1.000       1       1       1\n\
        \x20 all            0.333     0.500     0.400       1       3       2\n",
            "",
        );
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_line() {
    let world = World::new();
    world.file("gold.conll", "Anna B-PER\nBerg\n");
    world.file("other.conll", "Anna B-PER\n");
    world.file("short.model", "no model");
    world.newsidx("tagger eval gold.conll").expect(
        2,
        "             precision    recall        F1   right   found  marked\n",
        "error: `gold.conll`, line 2: no label of the form O, B-PER, I-ORG or S-LOC: `Berg`\n\
         hint: the last column of each line is its label\n",
    );
    let ran = world.newsidx("tagger tag other.conll --model short.model");
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(
        ran.stderr
            .starts_with("error: `short.model`: not a model of names"),
        "{}",
        ran.stderr
    );
    let ran = world.newsidx("tagger tag missing.txt");
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.starts_with("error: cannot read `missing.txt`: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_model_of_ones_own_is_trained_used_and_measured() {
    let world = World::new();
    world.file("mine.conll", "Mayor O\nDorn B-PER\nspoke O\n\n".repeat(40));
    world.file("names.tsv", "Dorn\tlast\n");
    let ran = world.newsidx("tagger train my.model mine.conll=2 --names names.tsv");
    assert_eq!((ran.status, &*ran.stdout), (0, ""), "{}", ran.stderr);
    world.file("new.txt", "Mayor\nQuill\nspoke\n");
    world.newsidx("tagger tag new.txt --model my.model").expect(
        0,
        "Mayor\tO\nQuill\tB-PER\nspoke\tO\n\n",
        "",
    );
    let ran = world.newsidx("tagger train my.model mine.conll=0");
    assert_eq!(ran.status, 2, "{}", ran.stdout);
}

#[test]
fn a_story_tells_who_is_in_it_and_where() {
    let world = World::new();
    world.file(
        "story.txt",
        "Berg quits talks\n\nOSLO, Jan. 14 (UPI) -- Gen. Anna Berg left Kenya, and Mr. Lee of the World Bank followed Berg. \
         Kenyan aides stayed.\n",
    );
    let ran = world.newsidx("read story.txt");
    let story: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let shown: Vec<String> = story["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entity| {
            let texts = entity["mentions"].as_array().unwrap().iter().map(|mention| {
                let field = mention["field"].as_str().unwrap();
                let end = |at: usize| usize::try_from(mention["range"][at].as_u64().unwrap()).unwrap();
                format!("{field} {}", &story[field].as_str().unwrap()[end(0)..end(1)])
            });
            let texts: Vec<String> = texts.collect();
            format!(
                "{} {}: {}",
                entity["kind"].as_str().unwrap(),
                entity["name"].as_str().unwrap(),
                texts.join(", ")
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "person Anna Berg: headline Berg, body Anna Berg, body Berg",
            "place Kenya: body Kenya",
            "person Lee: body Lee",
            "organization World Bank: body World Bank",
        ]
    );
}

/// The floors are a little below what was measured: better may come, worse may not.
#[test]
fn the_shipped_model_is_as_good_as_it_was_on_news_it_never_saw() {
    let Some(place) = corpora("ner/conll-2003/eng.testa") else {
        return;
    };
    let text = std::fs::read_to_string(place).unwrap();
    // What is neither person, organization nor place is no name here.
    let stories = read(&text, true).unwrap();
    let found: Vec<Sentence> = stories
        .iter()
        .flat_map(|story| tag(shipped().unwrap(), story))
        .collect();
    let all = counts(&stories.concat(), &found)[3];
    assert!(all.f1() >= 0.81, "{all:?} {}", all.f1());
}
