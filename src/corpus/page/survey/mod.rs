//! One walk over a page, in the order of its text: what it has that may tell of the story. It weighs
//! nothing.

mod boxes;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::meta::Meta;
use super::wording::{agree, plain};
use crate::corpus::draft::one_line;
pub(super) use boxes::{names_of, says};

/// The most spots of one kind that are kept.
const MOST_SPOTS: usize = 20_000;

/// The longest line that is kept, in bytes.
const LONGEST_LINE: usize = 300;

/// How many headings and lines are compared with the headline.
const MOST_COMPARED: usize = 500;

/// The longest script of linked data that is kept, in bytes.
const LONGEST_SCRIPT: usize = 8 << 20;

/// An element that may tell something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'page> {
    /// Its place: how many elements open before it.
    pub(super) at: usize,
    pub(super) element: ElementRef<'page>,
    /// Whether it stands in a menu, a list of other stories, or among comments.
    pub(super) aside: bool,
    /// The innermost item of microdata that it stands in.
    pub(super) scope: Option<usize>,
    /// The item that it is itself.
    pub(super) own: Option<usize>,
}

/// An item of microdata or RDFa.
#[derive(Debug)]
pub(super) struct Scope {
    /// What it is: the last part of its type, in lower case.
    pub(super) kind: String,
    /// The item that it stands in.
    pub(super) parent: Option<usize>,
}

/// A short line of text.
#[derive(Debug)]
pub(super) struct Line {
    /// The elements that open before its end.
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) aside: bool,
}

/// What a page has.
#[derive(Debug, Default)]
pub(super) struct Survey<'page> {
    /// The language of its root.
    pub(super) language: Option<&'page str>,
    /// Its title, as its browser shows it.
    pub(super) title: String,
    /// The address that it gives as its own.
    pub(super) canonical: Option<&'page str>,
    pub(super) meta: Meta,
    /// Scripts of linked data.
    pub(super) scripts: Vec<String>,
    pub(super) scopes: Vec<Scope>,
    /// Elements with `itemprop` or `property`.
    pub(super) marked: Vec<Spot<'page>>,
    /// Headings of the first three orders.
    pub(super) headings: Vec<Spot<'page>>,
    /// `time` elements, and those whose class or id names a date.
    pub(super) dated: Vec<Spot<'page>>,
    /// Elements whose class, id or `rel` names an author.
    pub(super) signed: Vec<Spot<'page>>,
    /// Short lines of text.
    pub(super) lines: Vec<Line>,
    /// How many headings of the second to fourth order are links.
    pub(super) linked_headings: usize,
}

/// Elements whose text is not shown.
const UNSHOWN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea",
];

/// Elements that stand within a line.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "em", "font", "i", "img", "label", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

struct Walk<'page> {
    survey: Survey<'page>,
    at: usize,
    line: String,
    /// Ends of boxes and items still open: the depth they opened at.
    asides: Vec<usize>,
    scopes: Vec<(usize, usize)>,
    unshown: Vec<usize>,
    headed: bool,
}

/// Goes over a page once.
pub(super) fn survey(page: &Html) -> Survey<'_> {
    let mut walk = Walk {
        survey: Survey::default(),
        at: 0,
        line: String::new(),
        asides: Vec::new(),
        scopes: Vec::new(),
        unshown: Vec::new(),
        headed: false,
    };
    let (mut node, mut depth) = (page.tree.root(), 0);
    'walk: loop {
        match node.value() {
            Node::Text(text) if walk.unshown.is_empty() => walk.text(text),
            _ => {
                if let Some(element) = ElementRef::wrap(node) {
                    walk.open(element, depth);
                }
            }
        }
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        loop {
            if let Node::Element(element) = node.value() {
                walk.close(element, depth);
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => (node, depth) = (parent, depth - 1),
                None => break 'walk,
            }
        }
    }
    walk.end_line();
    walk.survey
}

fn keep<'page>(spots: &mut Vec<Spot<'page>>, spot: Spot<'page>) {
    if spots.len() < MOST_SPOTS {
        spots.push(spot);
    }
}

impl<'page> Walk<'page> {
    fn text(&mut self, text: &str) {
        if self.line.len() <= LONGEST_LINE {
            self.line
                .push_str(text.get(..text.len().min(4 * LONGEST_LINE)).unwrap_or(text));
        }
    }

    fn end_line(&mut self) {
        let line = one_line(&std::mem::take(&mut self.line));
        if !line.is_empty() && line.len() <= LONGEST_LINE && self.survey.lines.len() < MOST_SPOTS {
            self.survey.lines.push(Line {
                at: self.at,
                text: line,
                aside: !self.asides.is_empty(),
            });
        }
    }

    fn open(&mut self, element: ElementRef<'page>, depth: usize) {
        let tag = element.value().name();
        if !INLINE.contains(&tag) {
            self.end_line();
        }
        self.at += 1;
        match tag {
            "html" => self.survey.language = element.attr("lang").or_else(|| element.attr("xml:lang")),
            "title" if self.survey.title.is_empty() && !self.in_svg(element) => {
                self.survey.title = plain(&text_of(element, 2_000));
            }
            "meta" => self.meta(element),
            "link"
                if element
                    .attr("rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                self.survey.canonical = self.survey.canonical.or(element.attr("href"));
            }
            "script" => self.script(element),
            _ => {}
        }
        if UNSHOWN.contains(&tag) {
            self.unshown.push(depth);
        }
        self.spot(element, depth);
    }

    /// Whether a title is the description of a drawing.
    fn in_svg(&self, element: ElementRef<'page>) -> bool {
        element
            .parent()
            .and_then(ElementRef::wrap)
            .is_some_and(|parent| parent.value().name() == "svg")
    }

    fn meta(&mut self, element: ElementRef<'page>) {
        let content = element.attr("content").or_else(|| element.attr("value"));
        for key in ["property", "name", "itemprop", "http-equiv"] {
            // Several names may stand in one, parted by spaces.
            let names = element.attr(key).unwrap_or("").split_ascii_whitespace();
            for name in names.take(8) {
                self.survey.meta.add(name, content.unwrap_or(""));
                if name == "parsely-page" {
                    self.survey.meta.add_parsely(content.unwrap_or(""));
                }
            }
        }
    }

    fn script(&mut self, element: ElementRef<'page>) {
        let kind = element.attr("type").unwrap_or("");
        if !kind.to_ascii_lowercase().contains("ld+json") || self.survey.scripts.len() >= 200 {
            return;
        }
        let text = element.text().collect::<String>();
        if text.len() <= LONGEST_SCRIPT {
            self.survey.scripts.push(text);
        }
    }

    fn spot(&mut self, element: ElementRef<'page>, depth: usize) {
        let tag = element.value().name();
        let heading = matches!(tag, "h1" | "h2" | "h3");
        if tag == "h1" && !self.headed && !element.text().all(|text| text.trim().is_empty()) {
            // What the first headline stands in is no box beside the story, whatever its class.
            self.headed = true;
            self.asides.clear();
        }
        if boxes::is_aside(element.value()) {
            self.asides.push(depth);
        }
        let scope = self.scopes.last().map(|(_, scope)| *scope);
        let own = self.item(element.value(), scope, depth);
        let spot = Spot {
            at: self.at,
            element,
            aside: !self.asides.is_empty(),
            scope,
            own,
        };
        if element.attr("itemprop").is_some() || element.attr("property").is_some() {
            keep(&mut self.survey.marked, spot);
        }
        if heading {
            keep(&mut self.survey.headings, spot);
        }
        if matches!(tag, "h2" | "h3" | "h4") && links(element) {
            self.survey.linked_headings += 1;
        }
        if tag == "time" || boxes::names_date(element.value()) {
            keep(&mut self.survey.dated, spot);
        }
        if boxes::names_author(element.value()) {
            keep(&mut self.survey.signed, spot);
        }
    }

    /// The item that an element begins.
    fn item(&mut self, element: &Element, parent: Option<usize>, depth: usize) -> Option<usize> {
        let kind = element.attr("itemtype").or_else(|| element.attr("typeof"));
        if kind.is_none() && element.attr("itemscope").is_none() || self.survey.scopes.len() >= MOST_SPOTS {
            return None;
        }
        let kind = kind.unwrap_or("").split_ascii_whitespace().next().unwrap_or("");
        let kind = kind
            .rsplit(['/', ':', '#'])
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        self.survey.scopes.push(Scope { kind, parent });
        let item = self.survey.scopes.len() - 1;
        self.scopes.push((depth, item));
        Some(item)
    }

    fn close(&mut self, element: &Element, depth: usize) {
        if !INLINE.contains(&element.name()) {
            self.end_line();
        }
        self.asides.pop_if(|opened| *opened == depth);
        self.scopes.pop_if(|(opened, _)| *opened == depth);
        self.unshown.pop_if(|opened| *opened == depth);
    }
}

/// Whether a heading is a link, or stands in one.
fn links(heading: ElementRef<'_>) -> bool {
    let within = heading
        .child_elements()
        .take(4)
        .any(|child| child.value().name() == "a");
    let parent = heading.parent().and_then(ElementRef::wrap);
    within || parent.is_some_and(|parent| parent.value().name() == "a")
}

impl Survey<'_> {
    /// Where the headline stands: a heading of the first order before others, one of the story before
    /// one of a list.
    pub(super) fn place_of(&self, headline: &str) -> Option<usize> {
        let alike = self
            .headings
            .iter()
            .take(MOST_COMPARED)
            .filter(|spot| agree(&text_of(spot.element, 600), headline));
        let best = alike.min_by_key(|spot| (spot.aside, spot.element.value().name() != "h1"));
        let line = || {
            let lines = self
                .lines
                .iter()
                .filter(|line| !line.aside && line.text.len() > 12)
                .take(MOST_COMPARED);
            lines
                .filter(|line| agree(&line.text, headline))
                .map(|line| line.at)
                .next()
        };
        best.map(|spot| spot.at).or_else(line)
    }
}

/// The text of an element, line ends where its blocks begin and end; so many bytes at most, more or
/// less.
pub(super) fn text_of(element: ElementRef<'_>, most: usize) -> String {
    let mut text = String::new();
    let top = element.id();
    let mut node = *element;
    let is_block = |node: &Node| {
        node.as_element()
            .is_some_and(|element| !INLINE.contains(&element.name()))
    };
    'walk: loop {
        let unshown = matches!(node.value(), Node::Element(element) if UNSHOWN.contains(&element.name()));
        match node.value() {
            Node::Text(words) => text.push_str(words),
            other if is_block(other) => text.push('\n'),
            _ => {}
        }
        if text.len() > most {
            break;
        }
        if let Some(child) = node.first_child().filter(|_| !unshown) {
            node = child;
            continue;
        }
        loop {
            if is_block(node.value()) {
                text.push('\n');
            }
            if node.id() == top {
                break 'walk;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => break 'walk,
            }
        }
    }
    text
}
