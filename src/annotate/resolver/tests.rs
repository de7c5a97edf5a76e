//! The resolver on stories of a few lines, the sightings marked as a tagger would.

use std::fmt::Write as _;

use super::*;
use crate::article::EntityKind::{Organization, Person, Place};
use crate::article::{EntityKind, Mention, TextPart};

/// A story of a headline and a body.
fn story(headline: &str, body: &str) -> Article {
    Article {
        headline: headline.into(),
        body: body.into(),
        ..Article::default()
    }
}

/// Every place of a story's text where one of the forms stands, the leftmost longest first.
fn sight(article: &Article, forms: &[(EntityKind, &str)]) -> Vec<Sighting> {
    let mut sightings = Vec::new();
    for part in TextPart::of(article) {
        let text = part.text(article).unwrap();
        let mut at = 0;
        while at < text.len() {
            if !text.is_char_boundary(at) {
                at += 1;
                continue;
            }
            let here = forms.iter().filter(|(_, form)| {
                let starts = !text[..at].ends_with(char::is_alphanumeric);
                starts && text.get(at..).is_some_and(|rest| rest.starts_with(form))
            });
            if let Some((kind, form)) = here.max_by_key(|(_, form)| form.len()) {
                sightings.push(sighting(*kind, part, at, at + form.len()));
                at += form.len();
            } else {
                at += 1;
            }
        }
    }
    sightings
}

fn sighting(kind: EntityKind, part: TextPart, start: usize, end: usize) -> Sighting {
    Sighting {
        kind,
        mention: Mention {
            part,
            start: u32::try_from(start).unwrap(),
            end: u32::try_from(end).unwrap(),
        },
    }
}

/// What is found, an entity a line: its kind, name, mentions, and demonyms behind a stroke.
fn found(article: &Article, forms: &[(EntityKind, &str)]) -> Vec<String> {
    shown(
        article,
        &Resolver::default().resolve(article, &sight(article, forms)),
    )
}

fn shown(article: &Article, entities: &[Entity]) -> Vec<String> {
    let texts = |mentions: &[Mention]| {
        let texts: Vec<&str> = mentions
            .iter()
            .map(|mention| mention.text(article).unwrap())
            .collect();
        texts.join(", ")
    };
    let line = |entity: &Entity| {
        let letter = &format!("{:?}", entity.kind)[..2];
        let mut line = format!("{letter} {}: {}", entity.name, texts(&entity.mentions));
        if !entity.demonyms.is_empty() {
            write!(line, " | {}", texts(&entity.demonyms)).unwrap();
        }
        line
    };
    entities.iter().map(line).collect()
}

#[test]
fn surnames_titles_and_capitals_are_one_person() {
    let article = story(
        "HAFTAR ORDERS A HALT",
        "Gen. Khalifa Haftar told his men to stop. Haftar's rivals doubted it, and Field Marshal Haftar \
         said no more. Khalifa Belqasim Haftar was born in the east; K. Haftar signed, and Khalifa al-Haftar \
         waited, a friend of Khalifa said.",
    );
    let forms = [
        (Person, "HAFTAR"),
        (Person, "Gen. Khalifa Haftar"),
        (Person, "Haftar's"),
        (Person, "Field Marshal Haftar"),
        (Person, "Khalifa Belqasim Haftar"),
        (Person, "K. Haftar"),
        (Person, "Khalifa al-Haftar"),
        (Person, "Khalifa"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pe Khalifa Belqasim Haftar: HAFTAR, Khalifa Haftar, Haftar, Haftar, Khalifa Belqasim Haftar, \
             K. Haftar, Khalifa al-Haftar, Khalifa"
        ]
    );
}

#[test]
fn a_name_in_capitals_alone_gets_ordinary_case() {
    let article = story("MCCONNELL AND O'NEILL-SMITH VISIT BANK OF THE NORTH", "");
    let forms = [
        (Person, "MCCONNELL"),
        (Person, "O'NEILL-SMITH"),
        (Organization, "BANK OF THE NORTH"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pe McConnell: MCCONNELL",
            "Pe O'Neill-Smith: O'NEILL-SMITH",
            "Or Bank of the North: BANK OF THE NORTH"
        ]
    );
}

#[test]
fn two_of_one_surname_are_told_apart() {
    let article = story(
        "",
        "Bill Clinton spoke first and Hillary Clinton second. Mr. Clinton sat down; Clinton went on. \
         William J. Clinton clapped. Clinton smiled. Mrs. Clinton left, and Hillary was gone.",
    );
    let forms = [
        (Person, "Bill Clinton"),
        (Person, "Hillary Clinton"),
        (Person, "William J. Clinton"),
        (Person, "Clinton"),
        (Person, "Mrs. Clinton"),
        (Person, "Hillary"),
    ];
    let article_again = Resolver::default().resolve(&article, &sight(&article, &forms));
    assert_eq!(
        shown(&article, &article_again),
        [
            "Pe William J. Clinton: Bill Clinton, Clinton, William J. Clinton, Clinton",
            "Pe Hillary Clinton: Hillary Clinton, Clinton, Clinton, Hillary",
        ]
    );
}

#[test]
fn middle_initials_may_be_missing_but_not_differ() {
    let article = story(
        "",
        "George W. Bush met George H.W. Bush. George Bush Jr. spoke. Ludwig van Beek wrote; van Beek and \
         Beek are he. Mohammed bin Salman is not King Salman. José Peña Nieto, or Pena Nieto, won.",
    );
    let forms = [
        (Person, "George W. Bush"),
        (Person, "George H.W. Bush"),
        (Person, "George Bush Jr."),
        (Person, "Ludwig van Beek"),
        (Person, "van Beek"),
        (Person, "Beek"),
        (Person, "Mohammed bin Salman"),
        (Person, "King Salman"),
        (Person, "José Peña Nieto"),
        (Person, "Pena Nieto"),
    ];
    let lines = found(&article, &forms);
    assert_eq!(lines.len(), 6, "{lines:#?}");
    assert_eq!(
        lines[0].matches("Bush").count() + lines[1].matches("Bush").count(),
        5
    );
    assert_eq!(lines[2], "Pe Ludwig van Beek: Ludwig van Beek, van Beek, Beek");
    assert_eq!(lines[3], "Pe Mohammed bin Salman: Mohammed bin Salman");
    assert_eq!(lines[4], "Pe Salman: Salman");
    assert_eq!(lines[5], "Pe José Peña Nieto: José Peña Nieto, Pena Nieto");
}

#[test]
fn first_names_stand_for_one_person_only() {
    let article = story(
        "",
        "Anna Berg and Anna Holm came. Anna sang. Kim Jong-un watched, and Kim was pleased.",
    );
    let forms = [
        (Person, "Anna Berg"),
        (Person, "Anna Holm"),
        (Person, "Anna"),
        (Person, "Kim Jong-un"),
        (Person, "Kim"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pe Anna Berg: Anna Berg",
            "Pe Anna Holm: Anna Holm",
            "Pe Anna: Anna",
            "Pe Kim Jong-un: Kim Jong-un, Kim",
        ]
    );
}

#[test]
fn offices_are_no_part_of_a_name() {
    let article = story(
        "Trump’s plan",
        "U.S. President Donald Trump met Israeli Prime Minister Benjamin Netanyahu, Lt. Gen. Ruth Abel and \
         former Sen. Al Gore. Ford’s plant, of Ford Motor Co., is not Gerald Ford. Trump left. Gore, too. \
         Gov. Dana Poll (R) spoke for General Motors; GM and the European Union (EU) listened. \
         Mr. Ulm came, and Ulm stayed. Mrs. Ulm left.",
    );
    let forms = [
        (Organization, "Trump’s"),
        (Person, "U.S. President Donald Trump"),
        (Person, "Israeli Prime Minister Benjamin Netanyahu"),
        (Person, "Lt. Gen. Ruth Abel"),
        (Person, "former Sen. Al Gore"),
        (Person, "Gore,"),
        (Organization, "Ford’s"),
        (Organization, "Ford Motor Co."),
        (Person, "Gerald Ford"),
        (Organization, "Trump"),
        (Person, "Gov. Dana Poll"),
        (Organization, "General Motors"),
        (Organization, "GM"),
        (Organization, "European Union"),
        (Organization, "EU"),
        (Person, "Ulm"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pe Donald Trump: Trump, Donald Trump, Trump",
            "Pe Benjamin Netanyahu: Benjamin Netanyahu",
            "Pe Ruth Abel: Ruth Abel",
            "Pe Al Gore: Al Gore, Gore",
            "Or Ford Motor Co.: Ford, Ford Motor Co.",
            "Pe Gerald Ford: Gerald Ford",
            "Pe Dana Poll: Dana Poll",
            "Or General Motors: General Motors, GM",
            "Or European Union: European Union, EU",
            "Pe Ulm: Ulm, Ulm",
            "Pe Ulm: Ulm",
            "Pl Israel:  | Israeli",
        ]
    );
}

#[test]
fn months_and_titles_are_names_of_those_who_bear_them() {
    let article = story(
        "",
        "In May nobody came. Theresa May did, and May spoke to Billie Jean King.",
    );
    let forms = [
        (Person, "Theresa May"),
        (Person, "May"),
        (Person, "Billie Jean King"),
    ];
    assert_eq!(
        found(&article, &forms)[0],
        "Pe Theresa May: May, Theresa May, May"
    );
    let article = story("", "In May the King spoke on Monday.");
    let forms = [(Person, "May"), (Person, "King"), (Organization, "Monday")];
    assert!(found(&article, &forms).is_empty());
}

#[test]
fn initials_are_the_organization_they_stand_for() {
    let article = story(
        "GNA asks U.N. for help",
        "The Government of National Accord (GNA) wrote to the United Nations. The GNA waits, said the UN. \
         The Harbor Pilots Union agreed; HPU men struck. The PKR (Party of Kite Runners) did not.",
    );
    let forms = [
        (Place, "GNA"),
        (Organization, "U.N."),
        (Organization, "The Government of National Accord"),
        (Organization, "the United Nations"),
        (Organization, "UN"),
        (Organization, "Harbor Pilots Union"),
        (Organization, "HPU"),
        (Organization, "PKR"),
        (Organization, "Party of Kite Runners"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Or Government of National Accord: GNA, Government of National Accord, GNA, GNA",
            "Or United Nations: U.N., United Nations, UN",
            "Or Harbor Pilots Union: Harbor Pilots Union, HPU",
            "Or Party of Kite Runners: PKR, Party of Kite Runners",
        ]
    );
}

#[test]
fn companies_lose_their_suffix_and_their_later_words() {
    let article = story(
        "",
        "Norbit Inc. and Veldt Motor Works met. Norbit's shares fell; Veldt rose. National Paper Mills and \
         National differ. Orco Foods met Orco Steel, and Orco met none. BBC and NATO stay.",
    );
    let forms = [
        (Organization, "Norbit Inc."),
        (Organization, "Veldt Motor Works"),
        (Organization, "Norbit's"),
        (Organization, "Veldt"),
        (Organization, "National Paper Mills"),
        (Organization, "National"),
        (Organization, "Orco Foods"),
        (Organization, "Orco Steel"),
        (Organization, "Orco"),
        (Organization, "BBC"),
        (Organization, "NATO"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Or Norbit Inc.: Norbit Inc., Norbit",
            "Or Veldt Motor Works: Veldt Motor Works, Veldt",
            "Or National Paper Mills: National Paper Mills",
            "Or Orco Foods: Orco Foods",
            "Or Orco Steel: Orco Steel",
            "Or Orco: Orco",
            "Or BBC: BBC",
            "Or NATO: NATO",
        ]
    );
}

#[test]
fn places_have_other_names_and_abbreviations() {
    let article = story(
        "US TO LEAVE",
        "The U.S. and the United States are one, USA too. Britain is the U.K. It rained in Calif. and N.Y., \
         in L.A., the U.A.E. and the old U.S.S.R., in Burma and Myanmar. Let us go. Us too.",
    );
    let forms = [
        (Place, "US"),
        (Place, "U.S."),
        (Place, "the United States"),
        (Place, "USA"),
        (Place, "Britain"),
        (Place, "U.K."),
        (Place, "Calif."),
        (Place, "N.Y."),
        (Place, "L.A."),
        (Place, "U.A.E."),
        (Place, "U.S.S.R."),
        (Place, "Burma"),
        (Place, "Myanmar"),
        (Place, "us"),
        (Place, "Us"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pl United States: US, U.S., United States, USA",
            "Pl United Kingdom: Britain, U.K.",
            "Pl California: Calif.",
            "Pl New York: N.Y.",
            "Pl Los Angeles: L.A.",
            "Pl United Arab Emirates: U.A.E.",
            "Pl Soviet Union: U.S.S.R.",
            "Pl Myanmar: Burma, Myanmar",
        ]
    );
}

#[test]
fn demonyms_are_no_mentions_of_their_place() {
    let article = story(
        "Libyan talks fail",
        "Libya's envoy met South Koreans and a Turkish aide; the Turks left. American Kiteways flew Americans \
         home. He likes to polish silver. British Columbia and the Soviet Union are places, and Latin \
         American art is none of it. Frenchmen's hats.",
    );
    let forms = [
        (Place, "Libyan"),
        (Place, "Libya's"),
        (Organization, "American Kiteways"),
        (Place, "British Columbia"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pl Libya: Libya | Libyan",
            "Or American Kiteways: American Kiteways",
            "Pl British Columbia: British Columbia",
            "Pl South Korea:  | South Koreans",
            "Pl Turkey:  | Turkish, Turks",
            "Pl United States:  | Americans",
            "Pl France:  | Frenchmen",
        ]
    );
}

#[test]
fn what_the_source_gives_wins() {
    let mut article = story(
        "",
        "Khalifa Haftar flew to the United States. Haftar met Ronald Reagan in Washington, where Americans \
         and the International Monetary Fund waited.",
    );
    article.entities = vec![
        Entity::given(Place, "usa".into()),
        Entity::given(Place, "west-germany".into()),
        Entity::given(Person, "reagan".into()),
        Entity::given(Person, "Haftar, Khalifa".into()),
        Entity::given(Organization, "imf".into()),
    ];
    let forms = [
        (Person, "Khalifa Haftar"),
        (Person, "Haftar"),
        (Place, "United States"),
        (Person, "Ronald Reagan"),
        (Place, "Washington"),
        (Organization, "International Monetary Fund"),
    ];
    let entities = Resolver::default().resolve(&article, &sight(&article, &forms));
    assert_eq!(
        shown(&article, &entities),
        [
            "Pl United States: United States | Americans",
            "Pl West Germany: ",
            "Pe Ronald Reagan: Ronald Reagan",
            "Pe Haftar, Khalifa: Khalifa Haftar, Haftar",
            "Or International Monetary Fund: International Monetary Fund",
            "Pl Washington: Washington",
        ]
    );
    assert!(entities[..5].iter().all(|entity| entity.given) && !entities[5].given);
    // Once resolved, a story can be resolved again.
    let first = entities.clone();
    article.entities = entities;
    assert_eq!(
        Resolver::default().resolve(&article, &sight(&article, &forms)),
        first
    );
}

#[test]
fn the_kind_of_most_sightings_wins() {
    let article = story(
        "",
        "Tarno fell. Tarno rose. Tarno slept. Peru won. Inés Peru and Ada Dorn met Dorn.",
    );
    let mut sightings = sight(
        &article,
        &[
            (Organization, "Tarno"),
            (Person, "Inés Peru"),
            (Person, "Ada Dorn"),
        ],
    );
    sightings[0].kind = Place;
    sightings.extend(sight(&article, &[(Place, "Peru"), (Organization, "Dorn")]));
    assert_eq!(
        shown(&article, &Resolver::default().resolve(&article, &sightings)),
        [
            "Or Tarno: Tarno, Tarno, Tarno",
            "Pl Peru: Peru",
            "Pe Inés Peru: Inés Peru",
            "Pe Ada Dorn: Ada Dorn, Dorn",
        ]
    );
}

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

#[test]
fn keys_are_the_same_across_stories() {
    for (kind, one, other) in [
        (Person, "George W. Bush", "Mr. George Bush, Jr."),
        (Person, "Bashar al-Assad", "President Bashar Assad"),
        (Person, "Gamal El-Din", "Gamal Al Din"),
        (Person, "Lech Wałęsa", "Walesa, Lech"),
        (Organization, "the U.N.", "United Nations"),
        (Organization, "North Atlantic Treaty Organization", "NATO"),
        (Organization, "Norbit Group PLC", "Norbit"),
        (Organization, "Al Qaeda", "al-Qaida"),
        (Place, "Great Britain", "U.K."),
        (Place, "al-Raqqa", "Raqqa"),
        (Place, "Bosnia-Herzegovina", "Bosnia and Herzegovina"),
    ] {
        assert_eq!(key(kind, one), key(kind, other), "{one}");
    }
    assert_ne!(key(Person, "Al Gore"), key(Person, "Tipper Gore"));
    assert_ne!(key(Place, "El Salvador"), key(Place, "Salvador"));
    assert_eq!(place_of_demonym("Libyans"), Some("Libya"));
    assert!(is_title("Prime Minister") && !is_title("Prime"));
}

#[test]
fn every_alias_leads_to_a_name_that_leads_to_itself() {
    for (kind, rows) in [(Place, aliases::PLACES), (Organization, aliases::ORGANIZATIONS)] {
        for (other, usual) in rows {
            assert_eq!(key(kind, other), key(kind, usual), "{other}");
            assert_eq!(normal::usual(kind, &key(kind, usual)), Some(*usual), "{other}");
        }
    }
    for (country, _) in countries::COUNTRIES {
        assert_eq!(normal::usual(Place, &key(Place, country)), Some(*country));
    }
}

#[test]
fn firms_events_and_the_heads_of_tables_are_no_people() {
    let article = story(
        "",
        "Goldman Sachs and Smith Harlow Inc. met. Shr 3 dlrs. Qtr Jan 31. The Davis Cup. Moody's. Ann Moody left; Moody smiled.",
    );
    let forms = [
        (Person, "Goldman Sachs"),
        (Person, "Smith Harlow Inc."),
        (Person, "Shr"),
        (Person, "Qtr Jan"),
        (Person, "Davis Cup"),
        (Person, "Ann Moody"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Or Goldman Sachs: Goldman Sachs",
            "Or Smith Harlow Inc.: Smith Harlow Inc.",
            "Pe Ann Moody: Ann Moody"
        ]
    );
}
