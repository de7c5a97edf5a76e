//! By what names of different stories are one.

use super::*;

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
    for (other, usual) in aliases::PEOPLE {
        assert_eq!(
            normal::usual(Person, &key(Person, usual)),
            Some(*usual),
            "{other}"
        );
        if other.contains(' ') && other.split(' ').next() != Some("bin") {
            assert_eq!(key(Person, other), key(Person, usual), "{other}");
        } else {
            assert_eq!(normal::usual_person(other), Some(*usual), "{other}");
        }
    }
    for (country, _) in countries::COUNTRIES {
        assert_eq!(normal::usual(Place, &key(Place, country)), Some(*country));
    }
}
