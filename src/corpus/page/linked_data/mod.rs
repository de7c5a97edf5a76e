//! The linked data of a page (schema.org as JSON-LD): finds the story among what else a page describes,
//! and reads what is said of it. How broken JSON is mended is the business of `lenient`.

mod lenient;

use serde_json::{Map, Value};

use super::facts::{Author, Facts, entity_kind, is_page, is_story};
use super::wording::{agree, plain};
use crate::article::Entity;

type Node = Map<String, Value>;

/// The most nodes of a page that are looked at.
const MOST_NODES: usize = 50_000;

/// The most authors and entities that are kept of a story.
const MOST_NAMES: usize = 200;

/// The longest text of a field but the body, in bytes.
const LONGEST: usize = 2_000;

/// Keys under which other stories stand, not this one.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "itemlistelement", "haspart", "relatedlink", "comment", "comments", "isbasedon", "citation", "liveblogupdate", "review", "reviews",
    "isrelatedto", "significantlink", "item", "blogpost", "blogposts", "potentialaction", "subjectof", "mentions", "about", "workexample",
];

/// What a page's linked data says.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    /// What is said of the story, where one is described.
    pub(super) story: Option<Facts>,
    /// What is said of the page itself.
    pub(super) page: Option<Facts>,
    /// The types of what is described, in lower case.
    pub(super) kinds: Vec<String>,
    /// How many other stories are listed.
    pub(super) listed: usize,
}

/// A node and whether it stands in a list of others.
struct Place<'value> {
    node: &'value Node,
    other: bool,
}

/// Reads the scripts of a page. The story is the one whose headline is one of `titles`, or else the
/// first that is not listed as another one.
pub(super) fn read(scripts: &[String], titles: &[&str]) -> LinkedData {
    let values: Vec<Value> = scripts
        .iter()
        .flat_map(|script| lenient::values(script))
        .collect();
    let places = places(&values);
    let graph = Graph::of(&places);
    let mut data = LinkedData::default();
    let mut best: Option<(u8, &Node)> = None;
    for place in &places {
        let kinds = kinds(place.node);
        let story = kinds.iter().any(|kind| is_story(kind)) && has_story_key(place.node);
        data.listed += usize::from(story && place.other);
        if story {
            let headline = headline(place.node);
            let named = headline.is_some_and(|headline| titles.iter().any(|title| agree(&headline, title)));
            // `NewsArticle` before a `Review` or a `Report` that a story holds.
            let worth = 4 * u8::from(named) + 2 * u8::from(!place.other);
            let worth = worth
                + u8::from(
                    kinds
                        .iter()
                        .any(|kind| kind.ends_with("article") || kind.ends_with("blogposting")),
                );
            if (!place.other || named) && best.is_none_or(|(known, _)| worth > known) {
                best = Some((worth, place.node));
            }
        } else if !place.other && data.page.is_none() && kinds.iter().any(|kind| is_page(kind)) {
            data.page = Some(graph.facts(place.node));
        }
        if !place.other && data.kinds.len() < MOST_NAMES {
            data.kinds.extend(kinds);
        }
    }
    data.story = best.map(|(_, node)| graph.facts(node));
    data
}

/// All objects, outer ones first.
fn places(values: &[Value]) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let mut waiting: Vec<(&Value, bool)> = values.iter().rev().map(|value| (value, false)).collect();
    while let Some((value, other)) = waiting.pop() {
        if places.len() >= MOST_NODES {
            break;
        }
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev().map(|item| (item, other))),
            Value::Object(node) => {
                places.push(Place { node, other });
                let inner = node
                    .iter()
                    .filter(|(_, inner)| inner.is_object() || inner.is_array());
                waiting.extend(
                    inner
                        .rev()
                        .map(|(key, inner)| (inner, other || OTHERS.contains(&&*key.to_lowercase()))),
                );
            }
            _ => {}
        }
    }
    places
}

/// The value of a key, however its letters are written.
fn at<'node>(node: &'node Node, key: &str) -> Option<&'node Value> {
    let like = || {
        node.iter()
            .find(|(known, _)| name(known).eq_ignore_ascii_case(key))
            .map(|(_, value)| value)
    };
    node.get(key).or_else(like).filter(|value| !value.is_null())
}

/// A key or type without what it may stand behind: `schema:headline`, `http://schema.org/NewsArticle`.
fn name(text: &str) -> &str {
    text.rsplit(['/', ':', '#']).next().unwrap_or(text)
}

/// The types of a node, in lower case.
fn kinds(node: &Node) -> Vec<String> {
    let Some(kind) = at(node, "@type").or_else(|| node.get("type")) else {
        return Vec::new();
    };
    let kinds = each(kind).iter().filter_map(Value::as_str).take(8);
    kinds.map(|kind| name(kind).trim().to_lowercase()).collect()
}

/// The members of a list; another value alone.
fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        other => std::slice::from_ref(other),
    }
}

/// Whether a node says something of a story, and does not only refer to it.
fn has_story_key(node: &Node) -> bool {
    [
        "headline",
        "name",
        "datePublished",
        "articleBody",
        "author",
        "dateModified",
    ]
    .iter()
    .any(|key| at(node, key).is_some())
}

fn headline(node: &Node) -> Option<String> {
    ["headline", "name", "alternativeHeadline"]
        .iter()
        .find_map(|key| text(at(node, key)?))
}

/// The text that a value is: itself, the first of a list, what an object names.
fn text(value: &Value) -> Option<String> {
    let mut value = value;
    for _ in 0..4 {
        value = match value {
            Value::String(text) => {
                let plain = plain(text.get(..text.len().min(LONGEST)).unwrap_or(text));
                return Some(plain).filter(|text| !text.is_empty());
            }
            Value::Number(number) => return Some(number.to_string()),
            Value::Array(items) => items.first()?,
            Value::Object(node) => ["@value", "name", "headline", "value", "@id", "url"]
                .iter()
                .find_map(|key| node.get(*key))?,
            _ => return None,
        };
    }
    None
}

/// The nodes that others refer to.
struct Graph<'value> {
    named: Vec<(&'value str, &'value Node)>,
}

impl<'value> Graph<'value> {
    fn of(places: &[Place<'value>]) -> Graph<'value> {
        let named = places.iter().filter(|place| place.node.len() > 1);
        let mut named: Vec<_> = named
            .filter_map(|place| Some((place.node.get("@id")?.as_str()?, place.node)))
            .collect();
        named.sort_by_key(|(id, _)| *id);
        Graph { named }
    }

    /// The node that a value is or refers to.
    fn node(&self, value: &'value Value) -> Option<&'value Node> {
        let node = value.as_object();
        let id = match node {
            Some(node) if node.len() > 1 => return Some(node),
            Some(node) => node.get("@id")?.as_str()?,
            None => value.as_str()?,
        };
        let first = self.named.partition_point(|(known, _)| *known < id);
        let found = self
            .named
            .get(first)
            .filter(|(known, _)| *known == id)
            .map(|(_, node)| *node);
        found.or(node)
    }

    /// What is said of a story.
    fn facts(&self, node: &'value Node) -> Facts {
        let field = |key: &str| text(at(node, key)?);
        let named = |key: &str| self.named_at(node, key);
        let mut facts = Facts {
            headline: headline(node),
            published: field("datePublished"),
            created: field("dateCreated").or_else(|| field("uploadDate")),
            modified: field("dateModified"),
            section: field("articleSection"),
            language: named("inLanguage"),
            publisher: named("publisher")
                .or_else(|| named("sourceOrganization"))
                .or_else(|| named("provider")),
            url: field("url").or_else(|| named_page(node)),
            dateline: field("dateline").or_else(|| named("locationCreated")),
            body: at(node, "articleBody")
                .or_else(|| at(node, "text"))
                .and_then(whole),
            ..Facts::default()
        };
        for key in ["author", "authors", "creator"] {
            if facts.authors.is_empty()
                && let Some(value) = at(node, key)
            {
                facts.authors = self.authors(value);
            }
        }
        for value in ["mentions", "about"]
            .iter()
            .filter_map(|key| at(node, key))
            .flat_map(each)
        {
            self.add_entity(value, &mut facts.entities);
        }
        facts
    }

    /// What the object at a key is called.
    fn named_at(&self, node: &'value Node, key: &str) -> Option<String> {
        let value = each(at(node, key)?).first()?;
        match self.node(value) {
            Some(node) => ["name", "alternateName", "legalName"]
                .iter()
                .find_map(|key| text(at(node, key)?)),
            None => text(value),
        }
    }

    /// The authors that a value names: an object, a text, a list of them, lists in it.
    fn authors(&self, value: &'value Value) -> Vec<Author> {
        let mut authors = Vec::new();
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            if authors.len() >= MOST_NAMES {
                break;
            }
            if let Value::Array(items) = value {
                waiting.extend(items.iter().rev());
                continue;
            }
            let Some(node) = self.node(value) else {
                authors.extend(text(value).map(|name| Author {
                    name,
                    is_organization: false,
                }));
                continue;
            };
            let kinds = kinds(node);
            let is_organization =
                !kinds.is_empty() && kinds.iter().all(|kind| kind != "person" && kind != "thing");
            match at(node, "name") {
                // `"name": ["Ann Lee", "Bo Park"]`.
                Some(Value::Array(names)) => waiting.extend(names.iter().rev()),
                Some(name) => authors.extend(text(name).map(|name| Author {
                    name,
                    is_organization,
                })),
                None => {
                    let parts = ["givenName", "additionalName", "familyName"];
                    let parts: Vec<String> = parts.iter().filter_map(|key| text(at(node, key)?)).collect();
                    let name = parts.join(" ");
                    if !name.is_empty() {
                        authors.push(Author {
                            name,
                            is_organization,
                        });
                    }
                }
            }
        }
        authors
    }

    fn add_entity(&self, value: &'value Value, entities: &mut Vec<Entity>) {
        let Some(node) = self.node(value) else { return };
        let kind = kinds(node).iter().find_map(|kind| entity_kind(kind));
        let name = at(node, "name").and_then(text);
        if let (Some(kind), Some(name)) = (kind, name)
            && entities.len() < MOST_NAMES
            && name.len() <= 200
        {
            let entity = Entity::given(kind, name);
            if !entities.contains(&entity) {
                entities.push(entity);
            }
        }
    }
}

/// The address of the page that a story is the main thing of.
fn named_page(node: &Node) -> Option<String> {
    match at(node, "mainEntityOfPage")? {
        Value::String(address) => Some(address.clone()),
        Value::Object(page) => page
            .get("@id")
            .or_else(|| page.get("url"))?
            .as_str()
            .map(str::to_owned),
        _ => None,
    }
}

/// A body as it stands; the parts of a list are its paragraphs.
fn whole(value: &Value) -> Option<String> {
    let body = match value {
        Value::String(body) => body.clone(),
        Value::Array(parts) => parts
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n\n"),
        _ => return None,
    };
    Some(body).filter(|body| !body.trim().is_empty())
}
