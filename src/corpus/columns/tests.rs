//! Tests of the naming of columns, by the user, by names and by content.

use super::*;

fn roles_of(rows: &[&[&str]], asked_for: &[(&str, &str)]) -> (Vec<Option<Role>>, bool) {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
        .collect();
    let options: Vec<(String, String)> = asked_for
        .iter()
        .map(|(field, column)| ((*field).into(), (*column).into()))
        .collect();
    let (columns, header) = roles(&Table { rows: &rows }, &asked(&options));
    (
        columns
            .iter()
            .map(|column| column.map(|(role, _)| role))
            .collect(),
        header,
    )
}

#[test]
fn every_role_has_its_letter_and_no_name_has_two_roles() {
    for role in ROLES {
        assert_eq!(Role::of_letter(role.letter()), Some(*role));
    }
    assert_eq!(Role::of_letter(b'@'), None);
    let mut names: Vec<&str> = names::NAMES
        .iter()
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    let count = names.len();
    assert!(names.iter().all(|name| folded(name) == *name));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn names_are_folded() {
    assert_eq!(
        role_of_name(&folded("\u{FEFF}Publish-Date")).map(|(role, _)| role),
        Some(Role::Published)
    );
    assert_eq!(
        role_of_name(&folded("short_description")).map(|(role, _)| role),
        Some(Role::Summary)
    );
    assert_eq!(role_of_name("unnamed:0"), None);
}

#[test]
fn our_fields_are_known_by_their_names_in_queries() {
    let options = [
        ("title".to_owned(), "t".to_owned()),
        ("length".to_owned(), "n".to_owned()),
    ];
    assert_eq!(
        asked(&options),
        [Asked {
            role: Role::Headline,
            column: "t"
        }]
    );
    assert_eq!(unknown_field(&options), Some("length"));
}

#[test]
fn a_header_is_told_from_a_row() {
    let long = "The ferry left the port on Monday after a wait of three weeks, its owner said.";
    let (found, header) = roles_of(
        &[&["c1", "c2"], &["Ferry sails", long], &["Ferry sinks", long]],
        &[],
    );
    assert!(header);
    assert_eq!(found[1], Some(Role::Body));
    let (found, header) = roles_of(
        &[
            &["2020-03-01", "Ferry sails at last"],
            &["2020-03-02", "Ferry sinks at once"],
        ],
        &[],
    );
    assert!(!header);
    assert_eq!(found, [Some(Role::Published), Some(Role::Headline)]);
}

#[test]
fn content_tells_addresses_codes_classes_and_languages() {
    let long =
        "The ferry left the port on Monday after a wait of three weeks, its owner said, and will be back.";
    let text = |number: usize| format!("Number {number}: {long}");
    let texts: Vec<String> = (0..6).map(text).collect();
    let classes = ["sport", "trade", "sport", "trade", "sport", "trade"];
    let codes = ["a-1", "a-2", "a-3", "a-4", "a-5", "a-6"];
    let rows: Vec<[&str; 5]> = (0..6)
        .map(|row| {
            [
                codes[row],
                classes[row],
                "https://h.example/x",
                &*texts[row],
                "en",
            ]
        })
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    let (found, header) = roles_of(&rows, &[]);
    assert!(!header);
    let expected = [Role::Id, Role::Section, Role::Url, Role::Body, Role::Language].map(Some);
    assert_eq!(found, expected);
    let (found, _) = roles_of(&rows, &[("source", "2")]);
    assert_eq!(found[1], Some(Role::Source));
}

#[test]
fn a_body_of_numbers_is_none() {
    let (found, header) = roles_of(
        &[
            &["article", "title"],
            &["17", "Ferry sails at last"],
            &["18", "Ferry sinks"],
        ],
        &[],
    );
    assert!(header);
    assert_eq!(found, [None, Some(Role::Headline)]);
}

#[test]
fn the_best_name_that_is_not_empty_is_read() {
    let mut values = Values::default();
    values.add(Role::Body, 5, vec!["late".into()]);
    values.add(Role::Body, 1, vec![" NaN ".into(), "".into()]);
    values.add(Role::Body, 3, vec!["early".into()]);
    assert_eq!(values.best(Role::Body), ["early"]);
    assert!(values.have_text());
}
