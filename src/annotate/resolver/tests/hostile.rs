//! Sightings and texts that nobody should send.

use super::*;

#[test]
fn junk_and_hostile_ranges_are_dropped() {
    let long = "Abc ".repeat(40);
    let mut article = story(
        "É",
        &format!("He saw 1,024 of X and tea. {long}\n\nVera\n Lund's"),
    );
    article.captions.push("Vera Lund".into());
    let mut sightings = sight(
        &article,
        &[
            (Person, "He"),
            (Place, "1,024"),
            (Person, "X"),
            (Organization, "tea"),
            (Person, &long),
            (Person, "Vera\n Lund's"),
            (Person, "Vera Lund"),
        ],
    );
    for (start, end) in [(1, 2), (5, 1), (0, 99), (4_000_000, 4_000_001), (0, 0)] {
        sightings.push(sighting(Person, TextPart::Headline, start, end));
    }
    sightings.push(sighting(Person, TextPart::Caption(7), 0, 1));
    sightings.push(sighting(Person, TextPart::Caption(0), 0, 9));
    sightings.push(sighting(Place, TextPart::Caption(0), 5, 9));
    sightings.push(sighting(
        Person,
        TextPart::Body,
        u32::MAX as usize - 1,
        u32::MAX as usize,
    ));
    assert_eq!(
        shown(&article, &Resolver::default().resolve(&article, &sightings)),
        ["Pe Vera Lund: Vera\n Lund, Vera Lund"]
    );
}

#[test]
fn every_range_of_a_text_full_of_signs_is_survived() {
    let text = "“Gen.” O’N. ’s ’S al-É ß's (U.N.), Jr. İ The 停战 van de \u{301}x. & Co.";
    let article = story(text, text);
    let mut sightings = Vec::new();
    for start in 0..text.len() {
        for end in start..=text.len() {
            for kind in EntityKind::ALL {
                sightings.push(sighting(kind, TextPart::Body, start, end));
            }
        }
    }
    for one in &sightings {
        let _ = Resolver::default().resolve(&article, &[*one]);
    }
    for entity in Resolver::default().resolve(&article, &sightings) {
        assert!(
            entity
                .mentions
                .iter()
                .all(|mention| mention.text(&article).is_some())
        );
    }
}

#[test]
fn many_names_take_no_square_of_time() {
    let mut body = String::new();
    let mut sightings = Vec::new();
    for number in 0..100_000_u32 {
        let letters: String = number
            .to_string()
            .bytes()
            .map(|digit| char::from(digit + 49))
            .collect();
        let start = body.len();
        let kind = EntityKind::ALL[number as usize % 3];
        let form = match number % 6 {
            0 | 1 => format!("A{letters} Smith"),
            2 => format!("B{letters} Works of Kent"),
            3 => "Smith".to_owned(),
            4 => format!("Anna {letters} Holm"),
            _ => "Anna".to_owned(),
        };
        body.push_str(&form);
        sightings.push(sighting(kind, TextPart::Body, start, body.len()));
        body.push_str(" and ");
    }
    let article = story("", &body);
    let started = std::time::Instant::now();
    assert!(!Resolver::default().resolve(&article, &sightings).is_empty());
    assert!(started.elapsed().as_secs() < 20);
}
