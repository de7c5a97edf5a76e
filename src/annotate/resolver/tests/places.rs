//! Which names of places are one, and demonyms.

use super::*;

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
fn a_place_is_no_person_where_nobody_is_called_so() {
    let forms = [(Person, "Paris"), (Person, "Jordan")];
    let article = story("", "Talks in Paris failed; Jordan left.");
    assert_eq!(found(&article, &forms), ["Pl Paris: Paris", "Pl Jordan: Jordan"]);
    let article = story("", "Paris Hale saw Vernon Jordan. Paris waved; Jordan left.");
    let full = [(Person, "Paris Hale"), (Person, "Vernon Jordan")];
    assert_eq!(
        found(&article, &[&forms[..], &full[..]].concat()),
        [
            "Pe Paris Hale: Paris Hale, Paris",
            "Pe Vernon Jordan: Vernon Jordan, Jordan"
        ]
    );
}
