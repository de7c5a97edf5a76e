//! Which names of people are one.

use super::*;

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
            "Pe William J. Clinton: Bill Clinton, Clinton, Clinton, William J. Clinton, Clinton",
            "Pe Hillary Clinton: Hillary Clinton, Clinton, Hillary",
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
fn abbreviations_and_products_are_no_surnames() {
    let article = story(
        "",
        "EOL and GitHub met DiCaprio. U.N. Ambassador to the United Nations Nikki Haley left.",
    );
    let forms = [
        (Person, "EOL"),
        (Person, "GitHub"),
        (Person, "DiCaprio"),
        (Person, "Ambassador to the United Nations Nikki Haley"),
    ];
    assert_eq!(
        found(&article, &forms),
        ["Pe DiCaprio: DiCaprio", "Pe Nikki Haley: Nikki Haley"]
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
fn one_word_is_enough_for_those_whom_all_know() {
    let forms = [
        (Person, "Reagan"),
        (Person, "Exchequer Nigel Lawson"),
        (Person, "Mrs. Thatcher"),
        (Person, "Lawson"),
    ];
    let article = story(
        "REAGAN WAITS",
        "Chancellor of the Exchequer Nigel Lawson met Mrs. Thatcher. Lawson left.",
    );
    let capitals = [(Person, "REAGAN")];
    assert_eq!(
        found(&article, &[&forms[..], &capitals[..]].concat()),
        [
            "Pe Ronald Reagan: REAGAN",
            "Pe Nigel Lawson: Nigel Lawson, Lawson",
            "Pe Margaret Thatcher: Thatcher",
        ]
    );
    let article = story(
        "",
        "Mrs. Reagan spoke of Merkel. Anna Merkel and Ted Reagan were there.",
    );
    assert_eq!(
        found(
            &article,
            &[
                (Person, "Mrs. Reagan"),
                (Person, "Merkel"),
                (Person, "Anna Merkel"),
                (Person, "Ted Reagan"),
            ]
        ),
        [
            "Pe Reagan: Reagan",
            "Pe Anna Merkel: Merkel, Anna Merkel",
            "Pe Ted Reagan: Ted Reagan",
        ]
    );
}

#[test]
fn who_was_called_by_a_surname_is_called_so_again() {
    let article = story(
        "",
        "Ada Holm spoke. Holm said that her sister Eva Holm was ill. Holm left. Melania Trump waved; Trump \
         spoke. Economy Minister Youssri Mustapha and Alabama Governor George Wallace read \
         https://news.example/Holm/a.html and Ada Holm's Rocky Group.",
    );
    let forms = [
        (Person, "Ada Holm"),
        (Person, "Eva Holm"),
        (Person, "Holm"),
        (Person, "Melania Trump"),
        (Person, "Trump"),
        (Person, "Economy Minister Youssri Mustapha"),
        (Person, "Alabama Governor George Wallace"),
        (Person, "Ada Holm's Rocky"),
    ];
    assert_eq!(
        found(&article, &forms),
        [
            "Pe Ada Holm: Ada Holm, Holm, Holm",
            "Pe Eva Holm: Eva Holm",
            "Pe Melania Trump: Melania Trump",
            "Pe Donald Trump: Trump",
            "Pe Youssri Mustapha: Youssri Mustapha",
            "Pe George Wallace: George Wallace",
        ]
    );
}

#[test]
fn storms_and_grades_are_no_people() {
    let article = story(
        "",
        "Hurricane Dora neared. Dora hit the coast, said Perrin Long of Lipper. Debt went to AA-minus, \
         said U.K. Chancellor of the Exchequer Nigel Lawson.",
    );
    let forms = [
        (Person, "Dora"),
        (Person, "Perrin Long of Lipper"),
        (Person, "AA-minus"),
        (Person, "U.K. Chancellor of the Exchequer Nigel Lawson"),
    ];
    assert_eq!(
        found(&article, &forms),
        ["Pe Perrin Long: Perrin Long", "Pe Nigel Lawson: Nigel Lawson"]
    );
}
