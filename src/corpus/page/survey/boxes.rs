//! What the classes and ids of a page's elements say: which box is beside the story, which holds a
//! date or a byline. Words only; their texts are read elsewhere.

use scraper::node::Element;

/// Words of boxes that are not the story.
#[rustfmt::skip]
const ASIDE: &[&str] = &[
    "aside", "carousel", "comment", "comments", "disqus", "footer", "latest", "menu", "mostread", "nav", "navigation", "newsletter", "outbrain",
    "popular", "promo", "rail", "recirc", "recirculation", "recommend", "recommended", "recommendations", "related", "replies",
    "respond", "sidebar", "sponsored", "taboola", "teaser", "teasers", "trending", "widget", "reply", "commentlist", "upnext", "ticker",
];

/// Words of elements that hold the time of publication.
#[rustfmt::skip]
const DATES: &[&str] = &[
    "date", "dateline", "dates", "datetime", "datum", "dt", "fecha", "posted", "postdate", "pubdate", "pubtime", "publicationdate", "publish", "publishdate",
    "published", "publishtime", "time", "timestamp", "updated", "dtstamp", "zeit", "datepublished", "entrydate", "articledate",
];

/// Words of elements that hold the byline.
#[rustfmt::skip]
const AUTHORS: &[&str] = &[
    "auteur", "author", "authorname", "authors", "autor", "autora", "autore", "autoren", "byline", "bylines", "byl", "contributor", "contributors",
    "editor", "reporter", "signature", "verfasser", "writer",
];

/// The words of an element's class, id and `rel`, in lower case: `postMeta__byLine` gives `post`,
/// `meta`, `by`, `line`, and `byline`.
pub(in crate::corpus::page) fn names_of(element: &Element) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let values = ["class", "id", "rel", "data-testid"]
        .iter()
        .filter_map(|key| element.attr(key));
    for token in values.flat_map(str::split_ascii_whitespace).take(24) {
        if token.len() > 100 {
            continue;
        }
        for part in token.split(|letter: char| !letter.is_ascii_alphabetic()) {
            let mut word = String::new();
            let mut lower = false;
            for letter in part.chars() {
                if letter.is_ascii_uppercase() && lower {
                    words.push(std::mem::take(&mut word));
                }
                lower = letter.is_ascii_lowercase();
                word.push(letter.to_ascii_lowercase());
            }
            let whole = part.to_ascii_lowercase();
            if word != whole {
                words.push(whole);
            }
            words.push(word);
        }
    }
    words
}

/// Whether an element's class, id or `rel` says one of some words.
pub(in crate::corpus::page) fn says(element: &Element, words: &[&str]) -> bool {
    let named = element
        .attr("class")
        .or(element.attr("id"))
        .or(element.attr("rel"))
        .or(element.attr("data-testid"));
    named.is_some() && names_of(element).iter().any(|name| words.contains(&&**name))
}

/// Whether an element is a menu, a list of other stories, or holds comments.
pub(super) fn is_aside(element: &Element) -> bool {
    match element.name() {
        "html" | "head" | "body" | "main" | "article" | "h1" | "meta" | "link" | "script" | "time" => false,
        "nav" => true,
        _ => says(element, ASIDE),
    }
}

/// Whether an element says that it holds a date.
pub(super) fn names_date(element: &Element) -> bool {
    !is_large(element) && says(element, DATES)
}

/// Whether an element says that it holds a byline.
pub(super) fn names_author(element: &Element) -> bool {
    !is_large(element) && says(element, AUTHORS)
}

fn is_large(element: &Element) -> bool {
    matches!(
        element.name(),
        "html"
            | "body"
            | "main"
            | "article"
            | "head"
            | "script"
            | "style"
            | "link"
            | "meta"
            | "img"
            | "input"
            | "form"
            | "svg"
    )
}

#[cfg(test)]
mod tests {
    use scraper::{ElementRef, Html};

    use super::*;

    fn names(attributes: &str) -> Vec<String> {
        let page = Html::parse_fragment(&format!("<p {attributes}>x</p>"));
        let element = page
            .tree
            .nodes()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "p");
        names_of(element.unwrap().value())
    }

    #[test]
    fn classes_are_taken_apart() {
        assert_eq!(
            names("class='post-date byLine'"),
            ["post", "date", "by", "byline", "line"]
        );
        assert_eq!(names("id=article__PUBLISHED2"), ["article", "", "published", ""]);
    }
}
