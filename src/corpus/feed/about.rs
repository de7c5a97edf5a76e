//! What a feed says of itself; it stands for what its items do not say.

use super::super::address;
use super::super::xml::Element;
use super::item::{self, ATOM, DUBLIN_CORE, ITUNES};
use super::wordpress;

/// The namespace of `xml:base` and `xml:lang`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The longest title that names an outlet, in bytes.
const LONGEST_TITLE: usize = 120;

/// A feed without its items.
#[derive(Debug, Default)]
pub(super) struct About {
    /// What it is called: the outlet, or one of its desks.
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
    /// The names of those whom its items call by what they sign in with.
    pub(super) logins: Vec<(String, String)>,
    pub(super) sections: Vec<String>,
    /// The page that it belongs to.
    pub(super) home: Option<String>,
    /// The address that those of an item are to be joined to.
    pub(super) base: Option<String>,
}

impl About {
    /// Reads a feed of RSS or Atom around one of its items. Nearer elements say better what the
    /// language is and what addresses are joined to.
    pub(super) fn read(feed: &Element, element: &Element) -> About {
        let about = feed.child("channel").unwrap_or(feed);
        let mut read = About {
            home: home(about),
            logins: wordpress::logins(about),
            ..About::default()
        };
        read.base = read.home.clone().or_else(|| linked(about, "self"));
        for place in [feed, about, element] {
            if let Some(base) = place.attribute_in(XML, "base") {
                read.base = address::absolute(base, read.base.as_deref());
            }
        }
        read.language = language(feed, about, element);
        // A file may be an entry and nothing more.
        if std::ptr::eq(about, element) {
            return read;
        }
        read.title = own(about, "title").find_map(Element::line);
        read.keep_title();
        for child in about.elements() {
            let known = child.namespace() == about.namespace();
            match (child.namespace(), child.name()) {
                (ATOM | ITUNES | DUBLIN_CORE, "author" | "creator") => {
                    read.authors.extend(item::author(child));
                }
                (_, "author") if known && feed.name() == "feed" => read.authors.extend(item::author(child)),
                (ITUNES, "category") => read.sections.extend(child.attribute("text").map(str::to_owned)),
                (_, "category") if known => read.sections.extend(item::category(child)),
                _ => {}
            }
        }
        read
    }

    /// Leaves out a title that is no name but a sentence.
    pub(super) fn keep_title(&mut self) {
        self.title = self.title.take().filter(|title| title.len() <= LONGEST_TITLE);
    }
}

/// The child elements of a name in the namespace of their parent.
fn own<'e>(parent: &'e Element, name: &'e str) -> impl Iterator<Item = &'e Element> {
    let inherits = |child: &&Element| child.namespace() == parent.namespace();
    parent.all(name).filter(inherits)
}

/// The page of a feed: the text of its link in RSS, where Atom's link points to.
fn home(about: &Element) -> Option<String> {
    own(about, "link")
        .find_map(Element::line)
        .filter(|link| address::is_whole(link))
        .or_else(|| linked(about, "alternate"))
}

/// Where a feed's links of a relation point to.
fn linked(about: &Element, relation: &str) -> Option<String> {
    let links = about
        .all("link")
        .filter(|link| link.attribute("rel").unwrap_or("alternate") == relation);
    let mut whole = links.filter_map(|link| link.attribute("href").filter(|href| address::is_whole(href)));
    whole.next().map(str::to_owned)
}

fn language(feed: &Element, about: &Element, element: &Element) -> Option<String> {
    let marked = |place: &Element| place.attribute_in(XML, "lang").map(str::to_owned);
    let named = |place: &Element| place.all("language").find_map(Element::line);
    let said = [
        marked(element),
        named(element),
        named(about),
        marked(about),
        marked(feed),
    ];
    said.into_iter().flatten().next()
}
