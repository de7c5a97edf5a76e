//! The tree of a record: elements, attributes and texts, all of it in memory.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::super::decode;
use super::super::entities::{Referent, reference};
use super::DEEPEST;

/// Why a text is no XML.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::corpus) enum XmlError {
    #[error("not XML: {why} at byte {at}")]
    Malformed { why: String, at: u64 },
    #[error("XML nested deeper than {DEEPEST} elements")]
    TooDeep,
    #[error("ends within <{0}>")]
    Unclosed(String),
    #[error("no element in it")]
    Empty,
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::corpus) struct Element {
    namespace: String,
    name: String,
    attributes: Vec<Attribute>,
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Attribute {
    namespace: String,
    name: String,
    value: String,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::corpus) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Its local name.
    pub(in crate::corpus) fn name(&self) -> &str {
        &self.name
    }

    /// The URI of its namespace; empty where it has none.
    pub(in crate::corpus) fn namespace(&self) -> &str {
        &self.namespace
    }

    /// What stands in it, in order.
    pub(in crate::corpus) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Its child elements, in order.
    pub(in crate::corpus) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its child elements of a name.
    pub(in crate::corpus) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Its first child element of a name.
    pub(in crate::corpus) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element down a path of names: `at(&["body", "body.head", "hedline"])`.
    pub(in crate::corpus) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements of a name below it, however deep, in order.
    pub(in crate::corpus) fn below<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        let mut found = Vec::new();
        let mut open: Vec<&Element> = self.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            if element.name == name {
                found.push(element);
            }
            let from = open.len();
            open.extend(element.elements());
            open[from..].reverse();
        }
        found
    }

    /// The value of an attribute of a local name, whatever its namespace, trimmed; none where it is
    /// empty.
    pub(in crate::corpus) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name == name)?;
        Some(found.value.trim()).filter(|value| !value.is_empty())
    }

    /// The value of an attribute of a local name in a namespace, as [`Element::attribute`] gives it.
    pub(in crate::corpus) fn attribute_in(&self, namespace: &str, name: &str) -> Option<&str> {
        let found = self
            .attributes
            .iter()
            .find(|attribute| attribute.name == name && attribute.namespace == namespace)?;
        Some(found.value.trim()).filter(|value| !value.is_empty())
    }

    /// All texts in it in order, as they stand.
    pub(in crate::corpus) fn text(&self) -> String {
        let mut text = String::new();
        let mut open: Vec<std::slice::Iter<'_, Node>> = vec![self.nodes.iter()];
        while let Some(nodes) = open.last_mut() {
            match nodes.next() {
                Some(Node::Text(run)) => text.push_str(run),
                Some(Node::Element(element)) => open.push(element.nodes.iter()),
                None => drop(open.pop()),
            }
        }
        text
    }

    /// Its text as one line; none where there is nothing in it.
    pub(in crate::corpus) fn line(&self) -> Option<String> {
        let line = super::super::draft::one_line(&self.text());
        Some(line).filter(|line| !line.is_empty())
    }
}

/// Reads a document. What stands behind its root is not looked at, and control characters are left out.
pub(in crate::corpus) fn parse(text: &str) -> Result<Element, XmlError> {
    let text = decode::printable(text);
    let mut reader = reader(&text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(failure(&error, reader.error_position(), open.pop())),
        };
        let done = match event {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(XmlError::TooDeep);
                }
                open.push(element(&reader, &start));
                None
            }
            Event::Empty(start) => close(&mut open, element(&reader, &start)),
            Event::End(_) => match open.pop() {
                Some(element) => close(&mut open, element),
                None => None,
            },
            Event::Text(run) => {
                add(&mut open, &run);
                None
            }
            Event::CData(run) => {
                add(&mut open, &run);
                None
            }
            Event::GeneralRef(name) => {
                add(&mut open, &referred(&name));
                None
            }
            Event::Eof => {
                return Err(match open.pop() {
                    Some(element) => XmlError::Unclosed(element.name),
                    None => XmlError::Empty,
                });
            }
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => None,
        };
        if let Some(root) = done {
            return Ok(root);
        }
    }
}

/// What an error of the reader is.
fn failure(error: &quick_xml::Error, at: u64, innermost: Option<Element>) -> XmlError {
    match innermost {
        Some(element) if super::is_cut_off(error) => XmlError::Unclosed(element.name),
        _ => XmlError::Malformed {
            why: error.to_string(),
            at,
        },
    }
}

/// The local name and the namespace of the first element of a text that may be cut behind it.
pub(super) fn root(head: &str) -> Option<(String, String)> {
    let mut reader = reader(head);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let root = element(&reader, &start);
                return Some((root.name, root.namespace));
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn reader(text: &str) -> NsReader<&[u8]> {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.expand_empty_elements = false;
    reader
}

/// An element that ends: it joins the one around it; if there is none, it is the root.
fn close(open: &mut [Element], element: Element) -> Option<Element> {
    match open.last_mut() {
        Some(around) => {
            around.nodes.push(Node::Element(element));
            None
        }
        None => Some(element),
    }
}

fn add(open: &mut [Element], run: &str) {
    let Some(element) = open.last_mut() else { return };
    match element.nodes.last_mut() {
        Some(Node::Text(text)) => text.push_str(run),
        _ if run.is_empty() => {}
        _ => element.nodes.push(Node::Text(run.to_owned())),
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Element {
    let namespace = |resolved: ResolveResult<'_>| match resolved {
        ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
    };
    let (resolved, name) = reader.resolver().resolve_element(start.name());
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let (resolved, name) = reader.resolver().resolve_attribute(attribute.key);
        Attribute {
            namespace: namespace(resolved),
            name: name.into_inner().to_owned(),
            value: unescaped(&attribute.value),
        }
    });
    Element {
        namespace: namespace(resolved),
        name: name.into_inner().to_owned(),
        attributes: attributes.collect(),
        nodes: Vec::new(),
    }
}

/// What a reference stands for; one that only the document itself could explain stays as it is.
fn referred(name: &BytesRef<'_>) -> String {
    let whole = format!("&{};", &**name);
    match reference(&whole) {
        Some((referent, _)) => text_of(&referent),
        None => whole,
    }
}

fn text_of(referent: &Referent) -> String {
    let mut text = String::new();
    referent.push_to(&mut text);
    text
}

/// A value with its references resolved.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match reference(rest) {
            Some((referent, length)) => {
                referent.push_to(&mut text);
                length
            }
            None => {
                text.push('&');
                1
            }
        };
        rest = &rest[taken..];
    }
    text.push_str(rest);
    text
}
