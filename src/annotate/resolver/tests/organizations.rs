//! Which names of organizations are one, and what is none.

use super::*;

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

#[test]
fn firms_of_several_people_are_one() {
    let article = story(
        "MOODY'S RATES KODAK <EK>",
        "Willcox and Gibbs Inc sued. Pratt and Whitney sued Kidder, Peabody and Co. Alex. Brown and Sons Inc waited. Dorn & Partners left. \
         Total sales fell. Ada Pratt and Bo Whitney wed. Kidder rose.",
    );
    let forms = [
        (Person, "MOODY'S"),
        (Organization, "KODAK"),
        (Person, "EK"),
        (Person, "Willcox"),
        (Person, "Gibbs"),
        (Person, "Pratt"),
        (Person, "Whitney"),
        (Person, "Kidder"),
        (Person, "Peabody and Co"),
        (Person, "Brown"),
        (Person, "Dorn"),
        (Organization, "Total"),
        (Person, "Ada Pratt"),
        (Person, "Bo Whitney"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Or Kodak: KODAK",
            "Or Willcox and Gibbs: Willcox and Gibbs",
            "Or Pratt and Whitney: Pratt and Whitney",
            "Or Kidder Peabody: Kidder, Peabody and Co",
            "Or Brown and Sons Inc: Brown and Sons Inc",
            "Or Dorn & Partners: Dorn & Partners",
            "Pe Ada Pratt: Ada Pratt",
            "Pe Bo Whitney: Bo Whitney",
        ]
    );
}
