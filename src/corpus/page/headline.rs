//! The headline of a page: of what is offered, the one that others agree with, without the outlet's
//! name.

use super::facts::Facts;
use super::meta;
use super::outlet::Outlet;
use super::survey::{Survey, says, text_of};
use super::wording::{agree, folded, plain};
use crate::article::Origin;

/// The longest headline, in bytes.
const LONGEST: usize = 500;

/// Classes of headlines.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "headline", "title", "entrytitle", "hed", "posttitle", "storytitle", "articletitle", "titre", "titulo", "titolo", "tit", "heading",
];

/// Marks between a headline and an outlet's name.
const MARKS: &[&str] = &[
    " | ", " « ", " » ", " :: ", " — ", " – ", " - ", " · ", " • ", " // ", " -- ", " / ", "|", " : ", ": ",
    "：", "_", " ~ ", " < ", " > ", " @ ",
];

/// Marks behind which nothing of a headline stands as a rule.
const SURE_MARKS: &[&str] = &[" | ", " « ", " :: ", "|", "_"];

/// A text that may be the headline.
#[derive(Debug)]
struct Candidate {
    text: String,
    origin: Origin,
    /// Whether it is a heading that the page shows.
    heading: bool,
}

/// The headline, and where it was found.
pub(super) fn headline(
    survey: &Survey<'_>,
    linked: Option<&Facts>,
    marked: Option<&Facts>,
    outlet: &Outlet,
) -> Option<(String, Origin)> {
    let headings = headings(survey);
    let shown: Vec<&str> = headings
        .iter()
        .map(|heading| &**heading)
        .filter(|heading| !outlet.is(heading))
        .collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut offer = |text: Option<String>, origin: Origin, heading: bool| {
        let text = text.map(|text| without_outlet(text.trim_end_matches(['¶', '#', ' ']), outlet, &shown));
        if let Some(text) = text.filter(|text| !text.is_empty() && text.len() <= LONGEST && !outlet.is(text))
        {
            candidates.push(Candidate {
                text,
                origin,
                heading,
            });
        }
    };
    offer(
        linked.and_then(|facts| facts.headline.clone()),
        Origin::JsonLd,
        false,
    );
    offer(
        marked.and_then(|facts| facts.headline.clone()),
        Origin::Microdata,
        false,
    );
    for (_, title) in survey.meta.any(meta::TITLE).take(12) {
        offer(Some(plain(title)), Origin::Meta, false);
    }
    for heading in &headings {
        offer(Some(heading.clone()), Origin::Markup, true);
    }
    offer(Some(survey.title.clone()), Origin::Markup, false);
    choose(&candidates, outlet).map(|found| (found.text.clone(), found.origin))
}

/// The first candidate that another one agrees with, unless the page shows another one that is as good;
/// the whole of it where it is cut.
fn choose<'all>(candidates: &'all [Candidate], outlet: &Outlet) -> Option<&'all Candidate> {
    let agrees = |candidate: &Candidate| {
        let others = candidates
            .iter()
            .filter(|other| other.origin != candidate.origin || other.heading != candidate.heading);
        others
            .into_iter()
            .any(|other| agree(&candidate.text, &other.text))
    };
    let agreed = candidates.iter().find(|candidate| agrees(candidate));
    // Linked data and titles may be made for search machines; the reader sees the heading.
    let shown = candidates
        .iter()
        .find(|candidate| candidate.heading && agrees(candidate));
    let shown = shown.filter(|shown| agreed.is_some_and(|agreed| !agree(&agreed.text, &shown.text)));
    // Alone, `Follow us` or `Quay News home` is no headline.
    let is_telling = |candidate: &&Candidate| {
        let mut words = candidate.text.split_whitespace();
        let named = words.clone().next().is_some_and(|first| outlet.is(first));
        !candidate.heading || words.nth(3).is_some() && !named
    };
    let chosen = shown
        .or(agreed)
        .or_else(|| candidates.iter().find(is_telling))
        .or_else(|| candidates.first())?;
    let start = chosen.text.trim_end_matches(['.', '…', ' ']);
    let cut = chosen.text.ends_with("...") || chosen.text.ends_with('…') || start.chars().count() >= 100;
    let start = folded(start);
    let whole = candidates.iter().find(|other| {
        cut && other.text.len() > chosen.text.len()
            && folded(&other.text).starts_with(&start)
            && !other.text.ends_with("...")
    });
    Some(whole.unwrap_or(chosen))
}

/// The headings that may be the headline: those of the first order, those whose class says so, and
/// those that the title contains; the likeliest first.
fn headings(survey: &Survey<'_>) -> Vec<String> {
    let title = folded(&survey.title);
    let mut found: Vec<(u8, String)> = Vec::new();
    for spot in survey.headings.iter().take(200) {
        let text = plain(&text_of(spot.element, LONGEST));
        if text.is_empty() || text.len() > LONGEST {
            continue;
        }
        let key = folded(&text);
        let titled = key.chars().count() >= 8 && title.contains(&*key);
        let first = spot.element.value().name() == "h1";
        let classed = says(spot.element.value(), CLASSES);
        // A heading that the title repeats is the headline, wherever it stands.
        let rank = match (titled, first, classed) {
            (true, true, _) => 0,
            (true, false, _) => 1,
            (false, true, true) if !spot.aside => 2,
            (false, true, false) if !spot.aside => 3,
            (false, false, true) if !spot.aside => 4,
            _ => continue,
        };
        found.push((rank, text));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(4);
    found.into_iter().map(|(_, text)| text).collect()
}

/// A title without the outlet's name before or behind it, and the desk's beside that. What `shown`
/// headings repeat is the headline.
fn without_outlet(title: &str, outlet: &Outlet, shown: &[&str]) -> String {
    let mut title = title.trim();
    for _ in 0..6 {
        let Some(rest) = shorter(title, outlet, shown) else {
            break;
        };
        title = rest.trim();
    }
    title.to_owned()
}

/// The title without its first or last part, where that is the outlet's name or not of the headline.
fn shorter<'title>(title: &'title str, outlet: &Outlet, shown: &[&str]) -> Option<&'title str> {
    let is_shown = |text: &str| {
        let key = folded(text);
        !key.is_empty() && shown.iter().any(|shown| folded(shown) == key)
    };
    if is_shown(title) {
        return None;
    }
    for mark in MARKS {
        let (Some((head, tail)), Some((first, rest))) = (title.rsplit_once(mark), title.split_once(mark))
        else {
            continue;
        };
        if outlet.is(tail.trim()) || is_shown(head.trim()) {
            return Some(head);
        }
        if outlet.is(first.trim()) || is_shown(rest.trim()) {
            return Some(rest);
        }
    }
    // Nothing names the outlet: a short part behind a mark that headlines have not.
    let words = |text: &str| text.split_whitespace().count();
    SURE_MARKS.iter().find_map(|mark| {
        let (head, tail) = title.rsplit_once(mark)?;
        let cut = words(tail) <= 4
            && (words(head) >= 3 || head.chars().count() >= 12)
            && words(tail) < words(head).max(2);
        cut.then_some(head)
    })
}

/// What a title has behind the headline and marks, where that looks like the name of an outlet: a few
/// words with capitals.
pub(super) fn outlet_behind<'title>(title: &'title str, headline: &str) -> Option<&'title str> {
    let rest = title.trim().strip_prefix(headline.trim())?;
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    let name = rest.rsplit(mark).next()?.trim();
    let words = name.split_whitespace().count();
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    ((1..=5).contains(&words) && 2 * capitals >= words).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::survey::survey;

    fn of(page: &str, url: Option<&str>) -> Option<String> {
        let page = scraper::Html::parse_document(page);
        let survey = survey(&page);
        let outlet = Outlet::of(&survey, &[], url, &[]);
        headline(&survey, None, None, &outlet).map(|(text, _)| text)
    }

    #[test]
    fn the_outlet_is_taken_off() {
        for (head, expected) in [
            (
                r#"<meta property="og:site_name" content="Quay News"><title>Ferry strikes pier | Quay News</title>"#,
                "Ferry strikes pier",
            ),
            (
                "<title>Ferry strikes pier - quay-post.example</title>",
                "Ferry strikes pier",
            ),
            (
                "<title>Quay Post: Ferry strikes pier</title>",
                "Ferry strikes pier",
            ),
            (
                "<title>Ferry strikes pier « Harbour « Quay Post</title>",
                "Ferry strikes pier",
            ),
            (
                "<title>Ferry strikes pier - three hurt</title>",
                "Ferry strikes pier - three hurt",
            ),
            ("<title>Mayor: Ferry was late</title>", "Mayor: Ferry was late"),
            (
                "<title>Ferry strikes pier | The Unnamed</title>",
                "Ferry strikes pier",
            ),
            (
                "<title>Some Paper - Region - Ferry strikes pier</title><body><h1>Ferry strikes pier</h1>",
                "Ferry strikes pier",
            ),
        ] {
            assert_eq!(
                of(head, Some("https://www.quay-post.example/a/b")).as_deref(),
                Some(expected),
                "{head}"
            );
        }
    }

    #[test]
    fn an_outlet_stands_behind_the_headline() {
        for (title, expected) in [
            ("Ferry strikes pier - Quay Post", Some("Quay Post")),
            (
                "Ferry strikes pier | Harbour | The Quay Post",
                Some("The Quay Post"),
            ),
            ("Ferry strikes pier - three are hurt", None),
            ("Ferry strikes pier", None),
            ("Quay Post - Ferry strikes pier", None),
        ] {
            assert_eq!(outlet_behind(title, "Ferry strikes pier"), expected, "{title}");
        }
    }

    #[test]
    fn a_kicker_is_no_headline() {
        let page =
            "<title>Ferry strikes pier in fog</title><h1>Politics</h1><h2>Ferry strikes pier in fog</h2>";
        assert_eq!(of(page, None).as_deref(), Some("Ferry strikes pier in fog"));
    }

    #[test]
    fn the_one_that_agrees_is_taken_and_made_whole() {
        let page = r#"<meta property="og:title" content="You will not believe it"><title>Ferry strikes pier, th...</title>
            <h1>Ferry strikes pier, three hurt</h1>"#;
        assert_eq!(of(page, None).as_deref(), Some("Ferry strikes pier, three hurt"));
        assert_eq!(of("<title>  </title>", None), None);
    }
}
