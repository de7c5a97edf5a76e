//! XML as the forms of news use it: a small tree of a record, and a splitter that cuts a stream into
//! records. Names are local names with the URI of their namespace; prefixes mean nothing. Nothing is
//! fetched, no entity is expanded that a document defines itself, and depth and size are bounded.

mod prose;
mod splitter;
#[cfg(test)]
mod tests;
mod tree;

pub(super) use prose::{Prose, prose};
pub(super) use splitter::Splitter;
pub(super) use tree::{Element, Node, parse};

/// How deep elements may lie in one another.
const DEEPEST: usize = 256;

/// The local name of the first element of a text that may be cut, and the URI of its namespace.
pub(super) fn root(head: &str) -> Option<(String, String)> {
    tree::root(head)
}

/// Whether a text ends within a tag, a comment or other markup: all errors of syntax but one say so.
fn is_cut_off(error: &quick_xml::Error) -> bool {
    use quick_xml::errors::SyntaxError::InvalidBangMarkup;
    matches!(error, quick_xml::Error::Syntax(syntax) if *syntax != InvalidBangMarkup)
}
