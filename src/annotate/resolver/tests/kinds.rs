//! What a name is, and what the source gives.

use super::*;

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
