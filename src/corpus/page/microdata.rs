//! Microdata and RDFa: what `itemprop` and `property` attributes say of the story, as [`Facts`].

use super::facts::{Author, Facts, is_page, is_story};
use super::survey::{Spot, Survey, text_of};
use super::wording::plain;

/// The longest text of a property, in bytes.
const LONGEST: usize = 600;

/// The most authors that are kept.
const MOST_AUTHORS: usize = 64;

/// What microdata says of the story; `None` where nothing is marked as one.
pub(super) fn read(survey: &Survey<'_>) -> Option<Facts> {
    let item = story_item(survey);
    let first = |names: &[&str]| names.iter().find_map(|name| first(survey, item, name));
    let mut facts = Facts {
        headline: first(&["headline", "title"]),
        published: first(&["datepublished", "pubdate"]),
        created: first(&["datecreated", "created"]),
        modified: first(&["datemodified"]),
        section: first(&["articlesection"]),
        language: first(&["inlanguage"]),
        publisher: first(&["publisher", "sourceorganization"]),
        dateline: first(&["dateline", "locationcreated"]),
        ..Facts::default()
    };
    for name in ["author", "creator"] {
        if facts.authors.is_empty() {
            facts.authors = authors(survey, item, name);
        }
    }
    let said = item.is_some() || facts != Facts::default();
    said.then_some(facts)
}

/// Whether an item of the page is a story.
pub(super) fn has_story(survey: &Survey<'_>) -> bool {
    survey.scopes.iter().any(|scope| is_story(&scope.kind))
}

/// The item that is the story: the one of such a type that holds a headline or a body, else the first.
fn story_item(survey: &Survey<'_>) -> Option<usize> {
    let is_item = |at: usize| survey.scopes.get(at).is_some_and(|scope| is_story(&scope.kind));
    let telling = survey.marked.iter().filter(|spot| !spot.aside).find_map(|spot| {
        let scope = spot.scope.filter(|scope| is_item(*scope))?;
        properties(spot)
            .any(|name| name == "headline" || name == "articlebody")
            .then_some(scope)
    });
    telling.or_else(|| (0..survey.scopes.len()).find(|at| is_item(*at)))
}

/// The names of an element's properties, in lower case and without a vocabulary.
fn properties(spot: &Spot<'_>) -> impl Iterator<Item = String> {
    let values = ["itemprop", "property"]
        .into_iter()
        .filter_map(|key| spot.element.attr(key));
    let names = values.flat_map(str::split_ascii_whitespace).take(8);
    // `og:title` and the like belong to `meta`.
    let names = names.filter(|name| match name.split_once(':') {
        Some((vocabulary, _)) => matches!(
            vocabulary,
            "schema" | "rnews" | "dc" | "dcterms" | "http" | "https"
        ),
        None => true,
    });
    names
        .map(|name| {
            name.rsplit(['/', ':', '#'])
                .next()
                .unwrap_or(name)
                .to_ascii_lowercase()
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// The elements with a property of the story: those of its item, or of none or that of the page.
fn of_story<'survey, 'page>(
    survey: &'survey Survey<'page>,
    item: Option<usize>,
    name: &str,
) -> impl Iterator<Item = &'survey Spot<'page>> {
    let own = move |spot: &Spot<'_>| match spot.scope {
        scope if item.is_some() && scope == item => true,
        // An author may be marked outside the item; one within a comment may not.
        None => !spot.aside,
        Some(scope) => {
            let scope = survey.scopes.get(scope);
            !spot.aside
                && scope
                    .is_some_and(|scope| is_page(&scope.kind) && (item.is_none() || scope.parent.is_none()))
        }
    };
    survey
        .marked
        .iter()
        .filter(move |spot| own(spot) && properties(spot).any(|property| property == name))
}

fn first(survey: &Survey<'_>, item: Option<usize>, name: &str) -> Option<String> {
    of_story(survey, item, name).find_map(|spot| match spot.own {
        Some(_) => inner_name(survey, spot),
        None => value(spot),
    })
}

/// The name of an item within an item.
fn inner_name(survey: &Survey<'_>, outer: &Spot<'_>) -> Option<String> {
    let inner = survey.marked.iter().filter(|spot| spot.scope == outer.own);
    inner
        .filter(|spot| properties(spot).any(|name| name == "name"))
        .find_map(value)
}

/// What an element says: an attribute where there is one, else its text.
fn value(spot: &Spot<'_>) -> Option<String> {
    let element = spot.element;
    let said = ["content", "datetime"]
        .iter()
        .find_map(|key| element.attr(key))
        .map(str::to_owned);
    let said = said.filter(|said| !said.trim().is_empty());
    let said = plain(&said.unwrap_or_else(|| text_of(element, LONGEST)));
    Some(said).filter(|said| !said.is_empty() && said.len() <= LONGEST)
}

fn authors(survey: &Survey<'_>, item: Option<usize>, name: &str) -> Vec<Author> {
    let mut authors = Vec::new();
    for spot in of_story(survey, item, name).take(MOST_AUTHORS) {
        let kind = spot
            .own
            .and_then(|own| survey.scopes.get(own))
            .map_or("", |scope| &*scope.kind);
        let is_organization = !matches!(kind, "" | "person");
        let named = match spot.own {
            Some(_) => inner_name(survey, spot).or_else(|| value(spot)),
            None => {
                // Lines of a byline stay apart.
                let text = text_of(spot.element, LONGEST);
                let said = spot
                    .element
                    .attr("content")
                    .filter(|said| !said.trim().is_empty());
                Some(said.map_or(text, str::to_owned)).filter(|said| said.len() <= LONGEST)
            }
        };
        authors.extend(named.map(|name| Author {
            name,
            is_organization,
        }));
    }
    authors
}
