//! What an item says before it is made a story: an item of RSS, or an entry of Atom.

use crate::article::EntityKind;

use super::super::xml::{Element, Node, Prose, prose};
use super::wordpress::{self, Post};

/// Content of RSS modules: <https://web.resource.org/rss/1.0/modules/content/>.
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
/// Dublin Core.
pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
/// Dublin Core, its later terms.
const DUBLIN_TERMS: &str = "http://purl.org/dc/terms/";
/// Media RSS, with and without the `/` that some leave off.
const MEDIA: &str = "http://search.yahoo.com/mrss";
/// Podcasts.
pub(super) const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
/// Atom, which stands in RSS as well.
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
/// What stands between a feed and its readers keeps the address that it replaced.
const ORIGINALS: &[&str] = &[
    "http://rssnamespace.org/feedburner/ext/1.0",
    "http://www.pheedo.com/namespace/pheedo",
];

/// The endings of the vocabularies whose categories name what a story is about, as the New York Times has
/// them.
const VOCABULARIES: &[(&str, EntityKind)] = &[
    ("/nyt_per", EntityKind::Person),
    ("/nyt_org", EntityKind::Organization),
    ("/nyt_org_all", EntityKind::Organization),
    ("/nyt_geo", EntityKind::Place),
];

/// A text of an item.
#[derive(Clone, Debug)]
pub(super) enum Text {
    /// As it stands: plain, or HTML.
    Raw(String),
    /// Read already, where the elements of a feed itself mark it up.
    Read(Prose),
}

/// An item.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) headline: Option<String>,
    /// Its text, then what it says in short, the best first.
    pub(super) content: Option<Text>,
    pub(super) summary: Option<Text>,
    /// What is said of its picture or film, which is all there is of some.
    pub(super) described: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) link: Option<String>,
    pub(super) guid: Option<String>,
    /// Who first published it, where that is not the feed.
    pub(super) source: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) sections: Vec<String>,
    pub(super) captions: Vec<String>,
    pub(super) entities: Vec<(EntityKind, String)>,
    /// Whether it came from another feed, whose authors are not those of this one.
    pub(super) borrowed: bool,
    /// Who wrote the feed that it came from, or made its picture: who stands for an author.
    pub(super) lenders: Vec<String>,
    /// The address that a service put its own in the place of.
    pub(super) original: Option<String>,
    pub(super) post: Post,
}

impl Item {
    /// Reads an item.
    pub(super) fn read(element: &Element) -> Item {
        let mut item = Item::default();
        for child in element.elements() {
            let namespace = child.namespace();
            if namespace == element.namespace() {
                item.core(child);
            } else if namespace.trim_end_matches('/') == MEDIA {
                item.media(child);
            } else if wordpress::is_export(namespace) {
                item.post.take(child);
            } else {
                item.module(namespace, child);
            }
        }
        if item.authors.is_empty() {
            item.authors = std::mem::take(&mut item.lenders);
        }
        item.link = item.original.take().or(item.link);
        let post = std::mem::take(&mut item.post);
        post.complete(&mut item);
        item.post = post;
        item
    }

    /// An element of RSS or Atom itself, or one whose prefix its feed forgot to declare.
    fn core(&mut self, element: &Element) {
        match element.name() {
            "title" => first(&mut self.headline, line(element)),
            "description" | "summary" => first_text(&mut self.summary, element),
            "content" => first_text(&mut self.content, element),
            "encoded" => first_text(&mut self.content, element),
            "pubDate" | "published" | "issued" | "created" | "date" => {
                first(&mut self.published, element.line());
            }
            "updated" | "modified" => first(&mut self.updated, element.line()),
            "link" => self.link(element),
            "guid" | "id" => first(&mut self.guid, element.line()),
            "source" => self.source(element),
            "author" | "creator" => self.authors.extend(author(element)),
            "category" => self.category(element),
            _ => {}
        }
    }

    /// An element of a module.
    fn module(&mut self, namespace: &str, element: &Element) {
        match (namespace, element.name()) {
            (CONTENT, "encoded") => first_text(&mut self.content, element),
            (ATOM, "content") => first_text(&mut self.content, element),
            (DUBLIN_CORE, "creator") => self.authors.extend(author(element)),
            (DUBLIN_CORE, "date") | (DUBLIN_TERMS, "created" | "issued") | (ATOM, "published") => {
                first(&mut self.published, element.line());
            }
            (DUBLIN_TERMS, "modified") | (ATOM, "updated") => first(&mut self.updated, element.line()),
            (DUBLIN_CORE, "subject") => self.sections.extend(element.line()),
            (DUBLIN_CORE, "source" | "publisher") => first(&mut self.publisher, element.line()),
            (DUBLIN_CORE, "language") => first(&mut self.language, element.line()),
            (DUBLIN_CORE | ITUNES, "title") => first(&mut self.headline, line(element)),
            (DUBLIN_CORE, "description") | (ITUNES, "summary" | "subtitle") | (ATOM, "summary") => {
                first_text(&mut self.summary, element);
            }
            (DUBLIN_CORE, "identifier") => first(&mut self.guid, element.line()),
            (ITUNES, "author") if self.authors.is_empty() => self.authors.extend(author(element)),
            (ATOM, "link") => self.link(element),
            (ATOM, "author") => self.authors.extend(author(element)),
            (_, "origLink") if ORIGINALS.contains(&namespace) => first(&mut self.original, element.line()),
            _ => {}
        }
    }

    /// Captions and credits of pictures, which may stand in a group or below the picture.
    fn media(&mut self, element: &Element) {
        let mut parts = vec![element];
        for name in ["description", "text", "credit"] {
            parts.extend(element.below(name));
        }
        for part in parts {
            match part.name() {
                "description" => first(&mut self.described, Some(part.text())),
                "credit" if part.attribute("role") == Some("author") => {
                    self.lenders.extend(part.line());
                    continue;
                }
                "text" | "credit" => {}
                _ => continue,
            }
            self.captions.extend(part.line());
        }
    }

    fn link(&mut self, element: &Element) {
        let relation = element.attribute("rel").unwrap_or("alternate");
        if relation == "alternate" {
            let address = element.attribute("href").map(str::to_owned);
            first(&mut self.link, address.or_else(|| element.line()));
        }
    }

    /// The feed that it came from: its name in RSS, what it says of itself in Atom.
    fn source(&mut self, element: &Element) {
        self.borrowed = true;
        self.lenders.extend(element.all("author").filter_map(author));
        let title = element.child("title").and_then(Element::line);
        let bare = || element.line().filter(|_| element.elements().next().is_none());
        first(&mut self.source, title.or_else(bare));
    }

    fn category(&mut self, element: &Element) {
        let Some(name) = category(element) else { return };
        let vocabulary = element.attribute("domain").or(element.attribute("scheme"));
        let known = vocabulary.and_then(|vocabulary| {
            let named = VOCABULARIES.iter().find(|(end, _)| vocabulary.ends_with(end));
            named.map(|(_, kind)| *kind)
        });
        match known {
            Some(kind) => self.entities.push((kind, name)),
            None => self.sections.push(name),
        }
    }
}

/// The name of a category; none where an address stands in its place.
pub(super) fn category(element: &Element) -> Option<String> {
    let named = element.attribute("label").or(element.attribute("term"));
    let name = named.map(str::to_owned).or_else(|| element.line());
    name.filter(|name| !name.contains("://"))
}

/// `<author><name>Ada Moss</name></author>`, `ada@harbor.example (Ada Moss)` as RSS has it, or
/// `Ada Moss (mailto:ada@harbor.example)`.
pub(super) fn author(element: &Element) -> Option<String> {
    if let Some(name) = element.child("name") {
        return name.line();
    }
    let text = element.line()?;
    let parts = text.split(['(', ')', '<', '>']).map(str::trim);
    let mut names = parts.filter(|part| !part.is_empty() && !part.contains('@'));
    match text.contains('@') {
        true => names.next().map(str::to_owned),
        false => Some(text),
    }
}

/// Keeps the first of several that is not empty.
fn first(known: &mut Option<String>, text: Option<String>) {
    if known.is_none() {
        *known = text.filter(|text| !text.trim().is_empty());
    }
}

fn first_text(known: &mut Option<Text>, element: &Element) {
    if known.is_none() && is_text(element) {
        *known = text(element);
    }
}

/// Whether the media type of an element of Atom is one of text: other content is written in letters too.
fn is_text(element: &Element) -> bool {
    let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
    let named = matches!(&*kind, "text" | "html" | "xhtml") || kind.starts_with("text/");
    (named || kind.ends_with("xml")) && element.attribute("mode") != Some("base64")
}

/// What an element says: its text as it stands, or of elements in it their prose.
fn text(element: &Element) -> Option<Text> {
    let marked = element
        .nodes()
        .iter()
        .any(|node| matches!(node, Node::Element(_)));
    if marked {
        let read = prose(element);
        let blank = read.text.trim().is_empty();
        // Tags may stand beside others that are written as references.
        let escaped = read.text.contains("&lt;") && read.text.contains("&gt;");
        return match (blank, escaped) {
            (true, _) => None,
            (_, true) => Some(Text::Raw(read.text)),
            _ => Some(Text::Read(read)),
        };
    }
    let text = element.text();
    (!text.trim().is_empty()).then_some(Text::Raw(text))
}

fn line(element: &Element) -> Option<String> {
    match text(element)? {
        Text::Raw(text) => Some(text),
        Text::Read(read) => Some(read.text),
    }
}
