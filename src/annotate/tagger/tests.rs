use std::fmt::Write as _;

use super::conll::{Sentence, read};
use super::evaluate::counts;
use super::train::{Source, train};
use super::*;

fn found(text: &str) -> Vec<(EntityKind, String)> {
    let model = shipped().unwrap();
    let names = names(model, &[text]);
    names
        .iter()
        .map(|name| (name.kind, text[name.start as usize..name.end as usize].to_owned()))
        .collect()
}

#[test]
fn the_shipped_model_is_whole_and_small() {
    assert!(include_bytes!("../names.model").len() <= 8 << 20);
    assert!(shipped().is_ok(), "{:?}", shipped().err());
}

#[test]
fn names_of_news_are_found() {
    use EntityKind::{Organization, Person, Place};
    let text = "Gen. Mark Tellman met Finance Minister Anna Berg in Oslo on Monday. The World Bank and Harlow \
                Industries Inc. declined to comment. Tellman left for Kenya.";
    let expected = [
        (Person, "Mark Tellman"),
        (Person, "Anna Berg"),
        (Place, "Oslo"),
        (Organization, "World Bank"),
        (Organization, "Harlow Industries Inc."),
        (Person, "Tellman"),
        (Place, "Kenya"),
    ];
    assert_eq!(found(text), expected.map(|(kind, name)| (kind, name.to_owned())));
}

#[test]
fn nothing_is_found_where_nothing_is_named() {
    for text in [
        "",
        " \n\n ",
        "He said on Monday that it was late. I think so. We'll see.",
        "the quick brown fox, 12,000 of them, 3.5 percent",
        "$$$ ### --- '' `` ...",
        "停战谈判在周一举行",
        "\u{0}\u{1}\u{fffd}\u{202e}",
    ] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

#[test]
fn a_name_never_runs_from_one_text_into_the_next() {
    let texts = ["Anna", "Berg spoke in Oslo.", "", "Kenya"];
    for name in names(shipped().unwrap(), &texts) {
        assert!(
            texts[name.text]
                .get(name.start as usize..name.end as usize)
                .is_some(),
            "{name:?}"
        );
    }
}

#[test]
fn hostile_texts_take_time_in_proportion_and_end_no_program() {
    let long = 1 << 20;
    let mut texts = vec![
        "A".repeat(long),
        "É".repeat(long),
        "A.".repeat(long),
        "A-".repeat(long),
        "'s".repeat(long),
        ". \"".repeat(long),
        "Aa ".repeat(long),
        "Aa of the ".repeat(long / 4),
        "of the ".repeat(long / 4),
        "Ａ１ ".repeat(long / 4),
        "ANNA BERG ".repeat(long / 4),
        "\u{301}A\u{301}".repeat(long / 4),
    ];
    // Noise of all characters, always the same.
    let mut noise = String::new();
    let mut state = 1_u32;
    for _ in 0..long {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.extend(char::from_u32(state >> 11));
    }
    texts.push(noise);
    for text in &texts {
        let names = names(shipped().unwrap(), &[text]);
        let inside = names
            .iter()
            .all(|name| text.get(name.start as usize..name.end as usize).is_some());
        assert!(inside, "{:?}", text.chars().take(20).collect::<String>());
    }
}

#[test]
fn of_other_languages_countries_alone_are_found() {
    let text = "In Brasilien und Portugal sagte Anna Berg, dass Essen und Bauten in Kenya fehlen.";
    let names = countries(shipped().unwrap(), &[text]);
    let words: Vec<&str> = names
        .iter()
        .map(|name| &text[name.start as usize..name.end as usize])
        .collect();
    assert_eq!(words, ["Portugal", "Kenya"]);
}

/// Stories in which people follow "Mayor" and places follow "in".
fn stories(names: &[(&str, &str)]) -> Vec<Vec<Sentence>> {
    let mut text = String::new();
    for (person, place) in names {
        writeln!(
            text,
            "Mayor O\n{person} B-PER\nspoke O\nin O\n{place} B-LOC\n. O\n"
        )
        .unwrap();
    }
    read(&text, true).unwrap()
}

#[test]
fn a_model_learns_from_what_stands_around_names_and_is_the_same_each_time() {
    let seen = [
        ("Dorn", "Hale"),
        ("Pell", "Marsh"),
        ("Rook", "Stone"),
        ("Finch", "Ford"),
        ("Lark", "Wells"),
    ];
    let sources = [Source {
        stories: stories(&seen.repeat(12)),
        weight: 1.0,
    }];
    let lists = "Hale\tcity\nStone\tcity\n";
    let model = train(&sources, lists, &mut |_| {}).unwrap();
    let unseen = stories(&[("Quill", "Thorpe")]);
    let tagged = tag(&model, &unseen[0]);
    assert_eq!(counts(&unseen[0], &tagged)[3].f1(), 1.0);
    let bytes = model.to_bytes().unwrap();
    assert_eq!(
        bytes,
        train(&sources, lists, &mut |_| {}).unwrap().to_bytes().unwrap()
    );
    let again = Model::from_bytes(&bytes).unwrap();
    assert_eq!(tag(&again, &unseen[0]), tagged);
    for cut in [0, 7, bytes.len() / 2, bytes.len() - 1] {
        assert!(Model::from_bytes(&bytes[..cut]).is_err(), "{cut}");
    }
    assert_eq!(train(&sources, "Hale\ttown\n", &mut |_| {}).unwrap_err().line, 1);
}
