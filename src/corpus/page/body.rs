//! The body of a story in a web page, told from menus, boxes and tails.

use scraper::Html;

/// What is known of a page before its body is looked for.
#[derive(Debug, Default)]
pub(in crate::corpus) struct About<'page> {
    /// Its headline.
    pub(in crate::corpus) headline: Option<&'page str>,
    /// The body as its linked data gives it.
    pub(in crate::corpus) article_body: Option<&'page str>,
}

/// The body of a story.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::corpus) struct Body {
    /// Its paragraphs, each in one line.
    pub(in crate::corpus) paragraphs: Vec<String>,
    /// Captions of its pictures.
    pub(in crate::corpus) captions: Vec<String>,
}

/// The body of the story in a page; empty where there is none.
pub(in crate::corpus) fn body(_page: &Html, _about: &About<'_>) -> Body {
    Body::default()
}
