//! The body of a story in a web page, told from menus, boxes and tails. The page is cut into blocks, a
//! forest of small trees says of each how likely it is body, and the likely ones that stand together are
//! taken. `benches/pages` has the gold pages it was trained on and measured with.

mod blocks;
mod choose;
mod elements;
mod features;
mod forest;
mod needles;
mod phrases;
mod script;
mod text;
mod words;

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

/// The body of the story in a page; empty where there is none. A page that shows next to no text has its
/// body from its linked data or from the data of its scripts.
pub(in crate::corpus) fn body(page: &Html, about: &About<'_>) -> Body {
    let cut = blocks::cut(page);
    let survey = features::Survey::new(&cut, about);
    let mut features = Vec::new();
    let mut likely = Vec::with_capacity(cut.blocks.len());
    for at in 0..cut.blocks.len() {
        features.clear();
        features::measure(&cut, &survey, at, &mut features);
        likely.push(forest::FOREST.probability(&features));
    }
    let chosen = choose::choose(&cut, &likely, about);
    let shown = Body {
        paragraphs: choose::paragraphs(&cut, &chosen),
        captions: choose::captions(&cut, &chosen),
    };
    let length = |paragraphs: &[String]| paragraphs.iter().map(String::len).sum::<usize>();
    let shows = length(&shown.paragraphs);
    let told = about.article_body.map(script::paragraphs_of).unwrap_or_default();
    if length(&told) > 300 && length(&told) > 2 * shows {
        return Body {
            paragraphs: told,
            ..shown
        };
    }
    if shows < LITTLE {
        let told = script::body(page);
        if length(&told) > 3 * shows.max(100) {
            return Body {
                paragraphs: told,
                ..shown
            };
        }
    }
    shown
}

/// A page with fewer bytes of body than this may have it in its scripts.
const LITTLE: usize = 400;

#[cfg(test)]
mod tests;
