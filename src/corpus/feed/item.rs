//! What an item of RSS or an entry of Atom says, before it is made a story.

use super::super::xml::{Element, Node, prose};

/// Content of RSS modules: <https://web.resource.org/rss/1.0/modules/content/>.
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
/// Dublin Core.
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
/// Dublin Core, its later terms.
const DUBLIN_TERMS: &str = "http://purl.org/dc/terms/";
/// Media RSS, with and without the `/` that some leave off.
const MEDIA: &str = "http://search.yahoo.com/mrss";
/// Podcasts.
const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
/// Atom, which stands in RSS as well.
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// An item.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) headline: Option<String>,
    content: Option<String>,
    summary: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) link: Option<String>,
    pub(super) guid: Option<String>,
    pub(super) source: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) sections: Vec<String>,
    pub(super) captions: Vec<String>,
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
            } else {
                item.module(namespace, child);
            }
        }
        item
    }

    /// Its text: all of it, else what it says in short.
    pub(super) fn text(&self) -> Option<String> {
        self.content.clone().or_else(|| self.summary.clone())
    }

    /// An element of RSS or Atom itself.
    fn core(&mut self, element: &Element) {
        match element.name() {
            "title" => first(&mut self.headline, marked(element)),
            "description" | "summary" => first(&mut self.summary, marked(element)),
            "content" => first(&mut self.content, marked(element)),
            "pubDate" | "published" | "issued" | "created" => first(&mut self.published, element.line()),
            "updated" | "modified" => first(&mut self.updated, element.line()),
            "link" => self.link(element),
            "guid" | "id" => first(&mut self.guid, element.line()),
            "source" => {
                let title = element.child("title").and_then(Element::line);
                first(&mut self.source, title.or_else(|| element.line()));
            }
            "author" => self.author(element),
            "category" => {
                let term = element.attribute("label").or(element.attribute("term"));
                self.sections
                    .extend(term.map(str::to_owned).or_else(|| element.line()));
            }
            _ => {}
        }
    }

    /// An element of a module.
    fn module(&mut self, namespace: &str, element: &Element) {
        match (namespace, element.name()) {
            (CONTENT, "encoded") => first(&mut self.content, marked(element)),
            (DUBLIN_CORE, "creator") => self.authors.extend(element.line()),
            (DUBLIN_CORE, "date") | (DUBLIN_TERMS, "created" | "issued") => {
                first(&mut self.published, element.line());
            }
            (DUBLIN_TERMS, "modified") | (ATOM, "updated") => first(&mut self.updated, element.line()),
            (DUBLIN_CORE, "subject") => self.sections.extend(element.line()),
            (DUBLIN_CORE, "source" | "publisher") => first(&mut self.source, element.line()),
            (DUBLIN_CORE | ITUNES, "title") => first(&mut self.headline, element.line()),
            (DUBLIN_CORE, "description") | (ITUNES, "summary") => first(&mut self.summary, marked(element)),
            (DUBLIN_CORE, "identifier") => first(&mut self.guid, element.line()),
            (ITUNES, "author") if self.authors.is_empty() => self.authors.extend(element.line()),
            (ATOM, "link") => self.link(element),
            (ATOM, "author") => self.author(element),
            _ => {}
        }
    }

    /// Captions and credits of pictures, which may stand in a group or below the picture.
    fn media(&mut self, element: &Element) {
        let mut parts = vec![element];
        for name in ["description", "credit", "text"] {
            parts.extend(element.below(name));
        }
        for part in parts {
            if matches!(part.name(), "description" | "text")
                && let Some(caption) = part.line().filter(|text| Some(text) != self.headline.as_ref())
                && !self.captions.contains(&caption)
            {
                self.captions.push(caption);
            }
        }
    }

    fn link(&mut self, element: &Element) {
        let relation = element.attribute("rel").unwrap_or("alternate");
        if relation == "alternate" {
            let address = element.attribute("href").map(str::to_owned);
            first(&mut self.link, address.or_else(|| element.line()));
        }
    }

    /// `<author><name>Ada Moss</name></author>`, or `ada@harbor.example (Ada Moss)` as RSS has it.
    fn author(&mut self, element: &Element) {
        if let Some(name) = element.child("name") {
            self.authors.extend(name.line());
            return;
        }
        let Some(text) = element.line() else { return };
        let named = text.split_once('(').and_then(|(address, name)| {
            let name = name.trim_end_matches(')').trim();
            (address.contains('@') && !name.is_empty()).then(|| name.to_owned())
        });
        self.authors
            .extend(named.or(Some(text).filter(|text| !text.contains('@'))));
    }
}

fn first(known: &mut Option<String>, text: Option<String>) {
    if known.is_none() {
        *known = text.filter(|text| !text.trim().is_empty());
    }
}

/// What an element says: text, or HTML as text; of elements in it their prose.
fn marked(element: &Element) -> Option<String> {
    let elements = element
        .nodes()
        .iter()
        .any(|node| matches!(node, Node::Element(_)));
    let text = if elements {
        prose(element).text
    } else {
        element.text()
    };
    Some(text).filter(|text| !text.trim().is_empty())
}
