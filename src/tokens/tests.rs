use super::*;

fn texts(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.text).collect()
}

#[test]
fn words_are_folded_as_the_table_says() {
    let table: &[(&str, &[&str])] = &[
        ("Cease-fire", &["cease", "fire"]),
        (
            "minister's ministers' minister’s",
            &["minister", "ministers", "minister"],
        ),
        ("O'Neill don’t N'Djamena", &["oneill", "dont", "ndjamena"]),
        (
            "U.N. UN u.n U.N.'s U.N.’s U.S.-led a.m.",
            &["un", "un", "un", "un", "un", "us", "led", "am"],
        ),
        ("AT&T's R&D, Q & A", &["at&t", "r&d", "q", "a"]),
        ("C++ and C# and c+d", &["c++", "and", "c#", "and", "c", "d"]),
        (
            "1,000 1,000,000 3.5 1,5 12:30 $20.50 1,0000",
            &[
                "1000", "1000000", "3.5", "1", "5", "12", "30", "20.50", "1", "0000",
            ],
        ),
        (
            "São Paulo Łódź Straße Ærø",
            &["sao", "paulo", "lodz", "strasse", "aero"],
        ),
        ("cafe\u{301} ﬁre Ｆｕｌｌ", &["cafe", "fire", "full"]),
        ("Россией и Ёлкой", &["россией", "и", "елкой"]),
        ("и\u{306}од йод", &["йод", "йод"]),
        ("停战 talks", &["停", "战", "talks"]),
        ("كتاب ۱۴", &["کتاب", "14"]),
        ("co\u{ad}operate", &["cooperate"]),
        ("J.P. Morgan J.P.Morgan", &["jp", "morgan", "jp", "morgan"]),
        ("end. Start e.g.so", &["end", "start", "eg", "so"]),
        ("'quoted' rock 'n' roll", &["quoted", "rock", "n", "roll"]),
        ("a.'x b.' c.’s U.S.’", &["a", "x", "b", "c", "s", "us"]),
        ("--- ... & +", &[]),
        ("ʼn \u{2bc} ª x", &["n", "x"]),
        ("http://x.com/a_b", &["http", "x", "com", "a", "b"]),
    ];
    for (text, wanted) in table {
        assert_eq!(texts(text), *wanted, "{text}");
    }
}

#[test]
fn ranges_cover_the_word_as_printed() {
    let text = "The minister’s U.N. cease-fire";
    let printed: Vec<&str> = words(text).iter().map(|word| &text[word.range()]).collect();
    assert_eq!(printed, ["The", "minister’s", "U.N.", "cease", "fire"]);
}

#[test]
fn positions_count_from_zero_and_hyphens_are_noted() {
    let words = words("a cease-fire, pre\u{2011}war -- x-");
    let seen: Vec<(u32, bool)> = words
        .iter()
        .map(|word| (word.position, word.hyphenated))
        .collect();
    assert_eq!(
        seen,
        [
            (0, false),
            (1, false),
            (2, true),
            (3, false),
            (4, true),
            (5, false)
        ]
    );
    assert_eq!(count("a cease-fire"), 3);
    assert_eq!(count(" -- "), 0);
}

#[test]
fn a_word_without_end_is_cut() {
    let long = "a".repeat(5000);
    assert_eq!(words(&long)[0].text.len(), LONGEST_WORD);
    assert_eq!(words(&long)[0].end, 5000);
}

#[test]
fn compounds_are_found_around_hyphens_only() {
    let mut found = Vec::new();
    compounds(
        "A cease-fire; an editor-in-chief, a-b-c-d and (pre–war) -- x",
        |compound| found.push(compound.parts),
    );
    assert_eq!(found, ["cease fire", "editor in chief", "pre war"]);
}

#[test]
fn every_listed_compound_is_found_by_its_solid_form() {
    for parts in ["cease fire", "e mail", "co operation", "health care"] {
        let key = Compound { parts: parts.into() }.key();
        assert!(listed_splits(&key).any(|listed| listed == parts), "{parts}");
    }
    assert!(is_listed_compound("cease", "fires"));
    assert!(!is_listed_compound("fire", "cease"));
}

/// The claim of [`forms_begin_with`], on every ending the stemmer knows.
#[test]
fn every_word_begins_with_a_beginning_of_its_stem() {
    let roots = [
        "hop", "hope", "fl", "run", "agre", "relat", "nation", "general", "respons", "happ", "di", "sk",
        "us", "ti",
    ];
    let endings = [
        "",
        "s",
        "es",
        "ed",
        "ing",
        "ying",
        "ies",
        "ied",
        "y",
        "e",
        "ational",
        "tional",
        "ization",
        "izer",
        "iveness",
        "fulness",
        "ousness",
        "aliti",
        "iviti",
        "biliti",
        "bility",
        "ibilities",
        "fully",
        "lessly",
        "ly",
        "li",
        "ement",
        "ment",
        "ent",
        "ion",
        "ions",
        "ances",
        "ative",
        "ical",
        "ness",
        "ogi",
        "ogy",
        "eed",
        "eedly",
        "edly",
        "ingly",
    ];
    for root in roots {
        for ending in endings {
            let word = format!("{root}{ending}");
            let stemmed = stem(&word);
            let begins = forms_begin_with(&stemmed)
                .iter()
                .any(|beginning| word.starts_with(beginning));
            assert!(begins, "{word} has the stem {stemmed}");
        }
    }
}
