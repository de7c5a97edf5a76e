//! Topics in the SGML of TREC: `<top>`, then `<num> Number: 301`, `<title>` and others, most of them
//! without end tags. What follows a tag up to the next one belongs to it.

use super::{Found, Topic, in_line, line_of};

/// The longest name of a tag, in letters.
const LONGEST_NAME: usize = 20;

/// Words that stand before a value without being part of it.
const LABELS: &[&str] = &["number:", "topic:", "title:"];

/// A tag and what follows it.
pub(super) struct Tag<'t> {
    /// Its name without `/`.
    pub(super) name: &'t str,
    is_end: bool,
    start: usize,
    text: &'t str,
}

/// The tags of a text: `<` and letters up to `>`. Anything else with a `<` is text.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut starts = text
        .match_indices('<')
        .filter_map(|(start, _)| Some((start, name(&text[start + 1..])?)))
        .peekable();
    std::iter::from_fn(move || {
        let (start, inner) = starts.next()?;
        let end = starts.peek().map_or(text.len(), |(next, _)| *next);
        let name = inner.strip_prefix('/').unwrap_or(inner);
        Some(Tag {
            name,
            is_end: name.len() < inner.len(),
            start,
            text: &text[start + inner.len() + 2..end],
        })
    })
}

/// What stands between `<` and `>`, if that is a tag.
fn name(after: &str) -> Option<&str> {
    let end = after
        .bytes()
        .take(LONGEST_NAME + 2)
        .position(|byte| byte == b'>')?;
    let inner = &after[..end];
    let letters = inner.strip_prefix('/').unwrap_or(inner);
    let is_name = !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then_some(inner)
}

/// The topics of a text.
pub(super) fn topics(text: &str) -> Vec<Found> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut within = false;
    let (mut counted, mut line) = (0, 1);
    for tag in tags(text) {
        line += line_of(&text.as_bytes()[counted..tag.start]) - 1;
        counted = tag.start;
        if tag.name.eq_ignore_ascii_case("top") {
            within = !tag.is_end;
            if within {
                topics.push(Topic {
                    id: String::new(),
                    query: String::new(),
                    line,
                });
            }
            continue;
        }
        let Some(topic) = topics.last_mut().filter(|_| within && !tag.is_end) else {
            continue;
        };
        // The first of each counts.
        if tag.name.eq_ignore_ascii_case("num") && topic.id.is_empty() {
            topic.id = value(tag.text);
        } else if tag.name.eq_ignore_ascii_case("title") && topic.query.is_empty() {
            topic.query = value(tag.text);
        }
    }
    topics.into_iter().map(Ok).collect()
}

fn value(text: &str) -> String {
    let text = decoded(&in_line(text));
    for label in LABELS {
        let beginning = text.get(..label.len());
        if beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(label)) {
            return text[label.len()..].trim().to_owned();
        }
    }
    text
}

/// The text with the entities that TREC uses as the characters they stand for.
fn decoded(text: &str) -> String {
    const ENTITIES: [(&str, &str); 5] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    // `&` is the last, so that what it stands for is not taken for another entity.
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, letter)| {
        text.replace(entity, letter)
    })
}
