//! Wildcards of words and alternatives of phrases: where `*` and `?` stand for letters, and which
//! phrases `"(oil OR gas) prices"` means. It does not match anything: the plan does.

/// How many letters or digits a word with wildcards has at least.
pub(super) const FEWEST_LETTERS: usize = 2;

/// The most phrases that the alternatives of one may make.
pub(super) const MOST_ALTERNATIVES: usize = 64;

/// Whether a word, as it stands between white space, has wildcards: a `*` anywhere beside a letter or a
/// digit, or a `?` right before one in a word of two letters and more that has no other signs than `-`,
/// `'` and wildcards. A `?` behind a word closes a question.
///
/// ```
/// use newsidx::query::is_wildcard;
/// assert!(is_wildcard("minist*") && is_wildcard("*istan") && is_wildcard("wom?n"));
/// assert!(!is_wildcard("why?") && !is_wildcard("http://example.org/story?id=12"));
/// ```
#[must_use]
pub fn is_wildcard(word: &str) -> bool {
    if !word.contains(char::is_alphanumeric) {
        return false;
    }
    word.contains('*') || has_question_wildcard(word)
}

fn has_question_wildcard(word: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || "-'’*?".contains(letter);
    let trimmed = word.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '?');
    let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
    letters >= FEWEST_LETTERS && trimmed.chars().all(plain) && trimmed.trim_end_matches('?').contains('?')
}

/// Whether a part of a quoted phrase between white space stands for any one word.
pub(super) fn is_any_word(part: &str) -> bool {
    part == "*"
}

/// The phrases that one with alternatives means: `(oil OR gas) prices` is `oil prices` and `gas
/// prices`. A phrase without alternatives is itself. `None` if there are more than 64.
///
/// Alternatives stand in parentheses, `OR` in capitals between them; other parentheses are signs.
///
/// ```
/// use newsidx::query::alternatives;
/// assert_eq!(alternatives("crude (oil OR gas)").unwrap(), ["crude oil", "crude gas"]);
/// assert_eq!(alternatives("AND (gas").unwrap(), ["AND (gas"]);
/// ```
#[must_use]
pub fn alternatives(phrase: &str) -> Option<Vec<String>> {
    let mut made = vec![String::new()];
    let mut rest = phrase;
    while let Some((before, choices, behind)) = group(rest) {
        if made.len() * choices.len() > MOST_ALTERNATIVES {
            return None;
        }
        let begun = made.iter().flat_map(|begun| {
            let join = |choice: &&str| format!("{begun}{before}{}", choice.trim());
            choices.iter().map(join).collect::<Vec<_>>()
        });
        made = begun.collect();
        rest = behind;
    }
    made.iter_mut().for_each(|begun| begun.push_str(rest));
    Some(made)
}

/// The first group of alternatives, and what stands before and behind it.
fn group(phrase: &str) -> Option<(&str, Vec<&str>, &str)> {
    let mut from = 0;
    loop {
        let open = from + phrase[from..].find('(')?;
        let close = open + phrase[open..].find(')')?;
        let inside = &phrase[open + 1..close];
        let choices: Vec<&str> = inside.split(" OR ").collect();
        let are_words = choices
            .iter()
            .all(|choice| choice.contains(char::is_alphanumeric) && !choice.contains('('));
        if choices.len() > 1 && are_words {
            return Some((&phrase[..open], choices, &phrase[close + 1..]));
        }
        from = open + 1;
    }
}
