//! Who wrote it: the people of a byline, and whether a line is one. It does not look people up.

mod words;

use words::{NO_NAMES, OPENINGS, OUTLETS, PARTICLES, ROLES};

/// The people of a byline: `    By Colin McIntyre, Reuters` gives `Colin McIntyre`. Names all in
/// capitals are put in ordinary case. Roles, outlets and cities are left out.
#[must_use]
pub(super) fn people(text: &str) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for part in parts(without_opening(text).unwrap_or(text)) {
        if ["jr", "sr", "ii", "iii", "iv"].contains(&part.to_ascii_lowercase().trim_end_matches('.')) {
            if let Some(last) = people.last_mut() {
                last.push_str(", ");
                last.push_str(part);
            }
        } else if is_initials(part)
            && let Some(last) = people.last_mut().filter(|last| !last.contains(' '))
        {
            // `Archer, L. A.`
            *last = format!("{part} {last}");
        } else if let Some(name) = name(part) {
            let known = people.contains(&name);
            if !known && people.len() < 64 {
                people.push(name);
            }
        }
    }
    people
}

/// Whether all of it are letters with a dot behind each: `L. A.`
fn is_initials(part: &str) -> bool {
    let letters = part.split([' ', '.']).filter(|letter| !letter.is_empty());
    let single = letters.clone().all(|letter| letter.chars().count() == 1);
    part.ends_with('.') && single && (1..=4).contains(&letters.count())
}

/// The people of a line that is a byline and nothing else; `None` for any other line.
///
/// `By Tuesday the troops had left.` is a sentence.
#[must_use]
pub(super) fn in_line(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.len() > 200 || line.ends_with(['.', '!', '?']) && !ends_in_abbreviation(line) {
        return None;
    }
    let opened = without_opening(line);
    if opened.is_none() && (!line.contains(',') || line.len() > 80) {
        return None;
    }
    let rest = opened.unwrap_or(line);
    let (mut names, mut roles) = (0, 0);
    for part in parts(rest) {
        match name(part) {
            Some(name) if opened.is_some() || name.contains(' ') => names += 1,
            None if is_role(part) || part.contains('@') => roles += 1,
            _ => return None,
        }
    }
    // Without a `By` it takes a name and a role: `Jane Roe, Staff Writer`.
    let found = match opened {
        Some(_) => names + roles > 0 && (names == 0 || starts_as_name(rest)),
        None => names == 1 && roles > 0,
    };
    found.then(|| people(rest))
}

/// Whether the first words of a byline are a name of several words, or a name and an outlet.
fn starts_as_name(rest: &str) -> bool {
    let first = rest.split_whitespace().next().unwrap_or("").to_lowercase();
    let no_name = NO_NAMES.contains(&&*first);
    !no_name && (rest.trim().contains(' ') || rest.contains(','))
}

fn ends_in_abbreviation(line: &str) -> bool {
    let last = line.trim_end_matches('.').rsplit([' ', '.']).next().unwrap_or("");
    last.len() < 3 || OUTLETS.contains(&&*last.to_lowercase())
}

/// The text behind a `By`; `None` where there is none.
fn without_opening(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['*', '@', ' ', '\t', '\n', '(', '-', '—', '_']);
    OPENINGS.iter().find_map(|opening| {
        let start = text.get(..opening.len())?;
        let rest = text.get(opening.len()..)?;
        let parted = rest.starts_with(char::is_whitespace) || opening.ends_with(':');
        (start.eq_ignore_ascii_case(opening) && parted).then(|| rest.trim_start())
    })
}

/// The parts of a byline: names and roles.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim_end_matches([')', '_', '-', '—']);
    let marks = text.split([',', ';', '/', '|', '\n', '•', '·', '(', ')', '–', '—']);
    let phrases = marks.flat_map(|part| {
        ["AND", "and", "&", "with", "WITH", "And", "y", "und", "et"]
            .iter()
            .fold(vec![part], |parts, word| {
                parts
                    .into_iter()
                    .flat_map(|part| split_at_word(part, word))
                    .collect()
            })
    });
    phrases
        .map(|part| cut_place(part).trim())
        .filter(|part| !part.is_empty())
        .take(64)
}

fn split_at_word<'text>(text: &'text str, word: &str) -> Vec<&'text str> {
    if !text.contains(word) {
        return vec![text];
    }
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, found) in text.match_indices(word) {
        let before = text[..at].ends_with(char::is_whitespace) || at == 0;
        let after = text[at + found.len()..].starts_with(char::is_whitespace);
        // `Ortega y Gasset` is one man: a lone word on either side makes no person.
        let one_name =
            word == "y" && (is_one_word(&text[start..at]) || is_one_word(&text[at + found.len()..]));
        if before && after && !one_name && at >= start {
            parts.push(&text[start..at]);
            start = at + found.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

fn is_one_word(text: &str) -> bool {
    text.split_whitespace().count() == 1
}

/// A part without the place behind the name: `Jane Roe in Lusaka`.
fn cut_place(part: &str) -> &str {
    [" in ", " IN ", " at ", " of ", " for "]
        .iter()
        .fold(part, |part, word| part.split(word).next().unwrap_or(part))
}

/// A part without the outlet before a name: `CNN's Jane Roe`.
fn without_owner(part: &str) -> &str {
    let Some((first, rest)) = part.split_once(char::is_whitespace) else {
        return part;
    };
    let owner = first.strip_suffix("'s").or_else(|| first.strip_suffix("’s"));
    let is_outlet = |owner: &str| {
        let initials = owner.chars().count() > 1 && owner.chars().all(char::is_uppercase);
        initials || OUTLETS.contains(&&*owner.to_lowercase())
    };
    let named = rest.split_whitespace().count() > 1;
    if named && owner.is_some_and(is_outlet) {
        rest.trim_start()
    } else {
        part
    }
}

/// The name that a part holds, an outlet behind it taken off.
fn name(part: &str) -> Option<String> {
    let part = without_owner(part);
    let mut words: Vec<&str> = part.split_whitespace().take(9).collect();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| OUTLETS.contains(&&*last.to_lowercase()))
    {
        // Of `Dow Jones` the second is a name that people bear.
        let lone = |name: &str, before: &str| {
            let at = |from_end: usize| words.iter().nth_back(from_end).map_or("", |word| word);
            at(0).eq_ignore_ascii_case(name) && !at(1).eq_ignore_ascii_case(before)
        };
        if lone("jones", "dow") {
            break;
        }
        words.pop();
    }
    let valid = |word: &&str| {
        let first = word.trim_start_matches(['"', '\'', '“', '‘', '’']).chars().next();
        let elided = word
            .split_once(['\'', '’'])
            .filter(|(before, _)| matches!(*before, "d" | "l" | "o"));
        let first = elided.map_or(first, |(_, after)| after.chars().next());
        let capital = first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
        capital || PARTICLES.contains(word)
    };
    let plain =
        |word: &&str| !word.contains(|letter: char| letter.is_ascii_digit() || "@:#%!?=<>".contains(letter));
    let named = (1..=7).contains(&words.len()) && words.iter().all(|word| valid(word) && plain(word));
    if !named || is_role(part) || words.iter().all(|word| PARTICLES.contains(word)) {
        return None;
    }
    let name = words.join(" ");
    let name = name.trim_end_matches([':', '*', '"']);
    // `JANE ROE Jr.`
    let rest = ["Jr.", "Sr.", "Jr", "Sr"];
    let alone = rest
        .iter()
        .find_map(|rest| name.strip_suffix(rest))
        .unwrap_or(name);
    let shouted = alone.chars().any(char::is_alphabetic) && !alone.contains(char::is_lowercase);
    // One short word in capitals is an agency that is not known here.
    if shouted && name.len() < 5 && !name.contains(' ') {
        return None;
    }
    let name = if shouted {
        ordinary_case(name)
    } else {
        name.to_owned()
    };
    // `By Colin McIntyre.` ends its line with a full stop; `Jr.` and `J.` keep theirs.
    let last = name
        .rsplit([' ', '.'])
        .nth(usize::from(name.ends_with('.')))
        .unwrap_or("");
    let keeps_stop = last.chars().count() < 3;
    Some(if keeps_stop {
        name
    } else {
        name.trim_end_matches('.').to_owned()
    })
}

fn is_role(part: &str) -> bool {
    part.split([' ', '\t', '\n', '-']).any(|word| {
        let word = word.trim_end_matches(['.', ':', '\'', '’']).to_lowercase();
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        ROLES.contains(&bare)
    }) || OUTLETS.contains(&&*part.trim().to_lowercase())
}

/// `LUCÍA O'NEILL-MCCUNE` as `Lucía O'Neill-McCune`.
fn ordinary_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut begins = true;
    for letter in name.chars() {
        if begins {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        let after_mac = out.ends_with("Mc")
            && out
                .trim_end_matches("Mc")
                .chars()
                .last()
                .is_none_or(|l| !l.is_alphabetic());
        let apostrophe = matches!(letter, '\'' | '’');
        begins = !letter.is_alphabetic() && !apostrophe
            || apostrophe
                && out
                    .chars()
                    .rev()
                    .skip(1)
                    .take_while(|l| l.is_alphabetic())
                    .count()
                    == 1
            || after_mac;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_without_role_and_outlet() {
        for (text, expected) in [
            ("    By Colin McIntyre, Reuters", vec!["Colin McIntyre"]),
            ("BY TED D'AFFLISIO, REUTERS", vec!["Ted D'Afflisio"]),
            ("By Ted d'Afflisio, Reuters", vec!["Ted d'Afflisio"]),
            (
                "By STEPHEN JUKES AND PHILIP SHEHADI, REUTERS",
                vec!["Stephen Jukes", "Philip Shehadi"],
            ),
            ("By Brad Schade Reuters", vec!["Brad Schade"]),
            ("By Colin Brinsden, Reuters.", vec!["Colin Brinsden"]),
            ("By JANE ROE, Associated Press Writer", vec!["Jane Roe"]),
            (
                "By LUCÍA O'NEILL-MCCUNE, Times Staff Writer",
                vec!["Lucía O'Neill-McCune"],
            ),
            (
                "Melissa Vandermeer; Jeremy C.F. Lind",
                vec!["Melissa Vandermeer", "Jeremy C.F. Lind"],
            ),
            (
                "Jane Roe, John Doe and Ann Poe in Lusaka",
                vec!["Jane Roe", "John Doe", "Ann Poe"],
            ),
            (
                "By Martin L. Prince, Jr., Special to The Post",
                vec!["Martin L. Prince, Jr."],
            ),
            ("Archer, L. A., Roe, J.", vec!["L. A. Archer", "J. Roe"]),
            ("Jane Roe, J.", vec!["Jane Roe"]),
            (
                "CNN’s Jane Roe and Reuters's Ann Poe",
                vec!["Jane Roe", "Ann Poe"],
            ),
            ("O's Roe", vec!["O's Roe"]),
            ("Roe, .", vec!["Roe"]),
            ("By MARTIN L. PRINCE Jr.", vec!["Martin L. Prince Jr."]),
            ("José Ortega y Gasset", vec!["José Ortega y Gasset"]),
            (
                "Ana Ruiz Gil y Luis Mora Paz",
                vec!["Ana Ruiz Gil", "Luis Mora Paz"],
            ),
            ("By The Associated Press", vec![]),
            ("Mike", vec!["Mike"]),
            ("By Ian Jones, Press Association", vec!["Ian Jones"]),
            ("By Ann Poe Dow Jones", vec!["Ann Poe"]),
            ("", vec![]),
        ] {
            assert_eq!(people(text), expected, "{text}");
        }
    }

    #[test]
    fn a_byline_is_a_whole_line() {
        for (line, expected) in [
            ("By CHIPO NALWAMBA", vec!["Chipo Nalwamba"]),
            (
                "By Oleg Martynov and Claire Whitlock",
                vec!["Oleg Martynov", "Claire Whitlock"],
            ),
            ("By JANE ROE, Associated Press Writer", vec!["Jane Roe"]),
            ("Jane Roe, Staff Writer", vec!["Jane Roe"]),
            ("By J. van der Berg", vec!["J. van der Berg"]),
            ("By The Associated Press", vec![]),
        ] {
            assert_eq!(
                in_line(line),
                Some(expected.into_iter().map(str::to_owned).collect()),
                "{line}"
            );
        }
        for line in [
            "By Tuesday the troops had left.",
            "By Tuesday",
            "By Monday Night",
            "By the time it was over",
            "Byron Smith won",
            "By and large",
            "Paris, Texas",
            "The river rose, staff said",
            "Reuters",
            "",
        ] {
            assert_eq!(in_line(line), None, "{line}");
        }
    }
}
