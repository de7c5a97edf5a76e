//! Who wrote the story of a page: human beings only, each once, from the first place that names any.

use super::facts::{Author, Facts};
use super::meta;
use super::outlet::Outlet;
use super::survey::{Spot, Survey, text_of};
use super::wording::{folded, plain};
use crate::article::Origin;
use crate::corpus::byline;

/// The longest text that is taken for a byline, in bytes.
const LONGEST: usize = 240;

/// The most authors of a story.
const MOST: usize = 32;

/// How many lines behind the headline a byline is looked for in.
const LINES: usize = 12;

/// Words of names that no human being has, in lower case.
#[rustfmt::skip]
const NOT_HUMAN: &[&str] = &[
    "admin", "administrator", "agencia", "agencias", "agencies", "agence", "agentur", "anonymous", "authors", "blog", "club", "com", "community", "company", "contributors",
    "department", "digital", "editorial", "foundation", "group", "guest", "inc", "institute", "labs", "limited", "llc", "ltd", "magazine", "media",
    "member", "moderator", "more", "online", "only", "photo", "photos", "published", "radio", "rédaction", "redacción", "redaccion", "redakcja",
    "redaktion", "redazione", "share", "social", "source", "subscribe", "support", "team", "the", "tv", "unknown", "user", "video", "web",
    "webmaster", "website", "wikimedia", "world", "your", "updated", "follow", "read", "article", "articles", "posted", "view", "posts", "biography",
    "profile", "email", "twitter", "facebook", "comments", "ago", "min", "minutes", "january", "february", "march", "april", "june",
    "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
];

/// What stands between names, besides what [`byline::people`] knows.
const JOINTS: &[&str] = &[
    " (avec ", " avec ", " mit ", " con ", " med ", " i ", " og ", " och ", " en ", " e ", " ve ", " и ",
];

/// What stands before a name, besides what [`byline::people`] knows.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "di ", "da ", "door ", "av ", "af ", "text ", "texte ", "story by ", "posted by ", "published by ", "reported by ", "de notre ", "记者 ", "作者 ", "文 ",
    "by: ", "texto ", "автор ", "от ", "edited by ", "report by ", "words by ", "a cura di ", "publié par ", "publicado por ", "written by ",
];

/// Degrees and orders behind a name.
const DEGREES: &[&str] = &[
    "md", "ma", "ba", "phd", "rn", "mph", "ms", "msc", "esq", "dds", "do", "rd", "jd", "mba", "obe", "cbe",
];

/// The authors, and where they were found.
pub(super) fn authors(
    survey: &Survey<'_>,
    linked: Option<&Facts>,
    marked: Option<&Facts>,
    outlet: &Outlet,
    headline: &str,
) -> Option<(Vec<String>, Origin)> {
    let given = |facts: Option<&Facts>| facts.map_or(Vec::new(), |facts| from_markup(&facts.authors, outlet));
    let found = [
        (given(linked), Origin::JsonLd),
        (given(marked), Origin::Microdata),
        (from_meta(survey, outlet), Origin::Meta),
    ];
    if let Some(found) = found.into_iter().find(|(people, _)| !people.is_empty()) {
        return Some(found);
    }
    let head = survey.place_of(headline);
    let shown = signed(survey, outlet, head);
    if !shown.is_empty() {
        return Some((shown, Origin::Markup));
    }
    let people = line(survey, outlet, head);
    (!people.is_empty()).then_some((people, Origin::Heuristic))
}

/// The human beings among the authors that markup gives.
fn from_markup(authors: &[Author], outlet: &Outlet) -> Vec<String> {
    let mut people = Vec::new();
    for author in authors.iter().filter(|author| !author.is_organization) {
        add(&mut people, named(&author.name, outlet));
    }
    people
}

/// The authors of the first of the `meta` elements that gives any.
fn from_meta(survey: &Survey<'_>, outlet: &Outlet) -> Vec<String> {
    let mut people = Vec::new();
    let mut from = None;
    for (name, content) in survey.meta.any(meta::AUTHOR) {
        if from.is_some_and(|from| from != name) && !people.is_empty() {
            break;
        }
        from = Some(name);
        add(&mut people, named(&plain(content), outlet));
    }
    people
}

/// The people of elements whose class names an author, near the headline.
fn signed(survey: &Survey<'_>, outlet: &Outlet, head: Option<usize>) -> Vec<String> {
    let mut spots: Vec<&Spot<'_>> = survey
        .signed
        .iter()
        .filter(|spot| !spot.aside)
        .take(300)
        .collect();
    let head = head.unwrap_or(0);
    // Bylines stand behind the headline as a rule, and not far before it.
    spots.sort_by_key(|spot| (spot.at < head && head - spot.at > 40, spot.at.abs_diff(head)));
    let mut people = Vec::new();
    let mut last: Option<usize> = None;
    for spot in spots
        .into_iter()
        .filter(|spot| spot.at + 60 > head && spot.at < head + 600)
    {
        // Names side by side are of one byline; those further on are of other stories.
        if !people.is_empty() && last.is_some_and(|last| spot.at.abs_diff(last) > 12) {
            break;
        }
        let text = text_of(spot.element, LONGEST);
        if text.len() > LONGEST {
            continue;
        }
        let found = named(&text, outlet);
        let found = found
            .into_iter()
            .filter(|name| name.contains(' ') || is_unspaced(name));
        let before = people.len();
        add(&mut people, found.collect());
        if people.len() > before {
            last = Some(spot.at);
        }
    }
    people
}

/// The people of the first line behind the headline that is a byline.
fn line(survey: &Survey<'_>, outlet: &Outlet, head: Option<usize>) -> Vec<String> {
    let lines = &survey.lines;
    let first = head.map_or(0, |head| lines.partition_point(|line| line.at < head));
    let near = lines.iter().skip(first).filter(|line| !line.aside).take(LINES);
    near.filter(|line| byline::in_line(&line.text).is_some())
        .map(|line| named(&line.text, outlet))
        .find(|people| !people.is_empty())
        .unwrap_or_default()
}

/// The people that a text names, without what else stands in a byline.
fn named(text: &str, outlet: &Outlet) -> Vec<String> {
    let mut people = Vec::new();
    for line in text.split(['\n', '\r', '|', '•', '·']).take(40) {
        let line = bare(line);
        let line = last_name_last(&line).unwrap_or(line);
        let found = byline::people(&line)
            .into_iter()
            .filter(|name| is_human(name, outlet));
        add(&mut people, found.collect());
    }
    // `Follow`, `Share` and the like in any tongue stand beside names.
    if people.iter().any(|name| name.contains(' ')) {
        people.retain(|name| name.contains(' ') || is_unspaced(name));
    }
    people
}

/// A line of a byline without addresses, handles, labels and degrees.
fn bare(line: &str) -> String {
    let words = line.split_whitespace().filter(|word| {
        let lower = word.to_lowercase();
        let address =
            lower.contains('@') || lower.contains("://") || lower.contains("www.") || lower.contains(".com");
        !address && !DEGREES.contains(&&*lower.replace(['.', ','], ""))
    });
    let mut line = without_brackets(words.collect::<Vec<_>>().join(" "));
    for joint in JOINTS {
        // `Maria do Céu e Silva`: only between names of two words.
        if let Some((one, other)) = line.clone().split_once(joint)
            && one.split_whitespace().count() > 1
            && other.split_whitespace().count() > 1
        {
            line = format!("{one}, {other}");
        }
    }
    for _ in 0..2 {
        let lower = line.to_lowercase();
        let label = LABELS
            .iter()
            .find(|label| lower.starts_with(**label))
            .map(|label| label.len());
        // `Text: Ann Lee`, `Autor: Bo Park`.
        let colon = line.find([':', '：']).filter(|at| {
            line.get(..*at)
                .is_some_and(|label| label.split_whitespace().count() <= 2)
        });
        let cut = label.or(colon.map(|at| {
            at + line
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        }));
        match cut.and_then(|cut| line.get(cut..)) {
            Some(rest) => line = rest.trim().to_owned(),
            None => break,
        }
    }
    line.trim_end_matches(',').to_owned()
}

/// `Richard (R.J.) Roe` as `Richard R.J. Roe`: brackets amid a name, not those behind it.
fn without_brackets(line: String) -> String {
    let Some((before, rest)) = line.split_once(" (") else {
        return line;
    };
    let Some((inner, after)) = rest.split_once(") ") else {
        return line;
    };
    let name = |text: &str| {
        (1..=3).contains(&text.split_whitespace().count())
            && text
                .split_whitespace()
                .all(|word| word.starts_with(char::is_uppercase))
            && !text.contains([',', '/'])
    };
    if name(before) && name(inner) && name(after) {
        format!("{before} {inner} {after}")
    } else {
        line
    }
}

/// `Jong, Michiel de` as `Michiel de Jong`; none for a list of names.
fn last_name_last(line: &str) -> Option<String> {
    let (last, first) = line.split_once(", ")?;
    let one_word = !last.is_empty() && !last.contains(' ') && last.starts_with(char::is_uppercase);
    let words = first.split_whitespace().count();
    let jr = ["jr", "jr.", "sr", "sr.", "ii", "iii"].contains(&&*first.to_lowercase());
    let plain = (1..=3).contains(&words)
        && !first.contains([',', ';', '&', '/'])
        && !jr
        && first.starts_with(char::is_uppercase);
    let human = byline::people(&format!("{first} {last}")).len() == 1 && !byline::people(last).is_empty();
    let human = human && (first.ends_with('.') || !byline::people(first).is_empty());
    (one_word && plain && human).then(|| format!("{first} {last}"))
}

/// Whether a name is that of a human being as far as words tell.
fn is_human(name: &str, outlet: &Outlet) -> bool {
    let words: Vec<String> = name.split_whitespace().map(folded).collect();
    let not = words
        .iter()
        .any(|word| NOT_HUMAN.iter().any(|not| folded(not) == *word));
    let long = words.len() > 6 || name.chars().count() > 60;
    !not && !long && !outlet.is(name) && name.chars().any(char::is_alphabetic)
}

/// Whether a name is in a script that puts no spaces between words.
fn is_unspaced(name: &str) -> bool {
    let letters = name.chars().count();
    (2..=8).contains(&letters)
        && name
            .chars()
            .all(|letter| ('\u{2E80}'..='\u{D7A3}').contains(&letter))
}

/// Adds names that are not there yet; of two forms of a name the longer one stays.
fn add(people: &mut Vec<String>, names: Vec<String>) {
    for name in names {
        let words: Vec<String> = name
            .split_whitespace()
            .map(folded)
            .filter(|word| !word.is_empty())
            .collect();
        let known = people.iter().position(|known| {
            let known: Vec<String> = known.split_whitespace().map(folded).collect();
            let (short, long) = if known.len() < words.len() {
                (&known, &words)
            } else {
                (&words, &known)
            };
            short.concat() == long.concat()
                || short.len() > 1
                    && short.first() == long.first()
                    && short.last() == long.last()
                    && short.iter().all(|word| long.contains(word))
        });
        if let Some(known) = known {
            let longer = people
                .get_mut(known)
                .filter(|known| known.split_whitespace().count() < words.len());
            if let Some(known) = longer {
                *known = name;
            }
        } else if people.len() < MOST && !words.is_empty() {
            people.push(name);
        }
    }
}
