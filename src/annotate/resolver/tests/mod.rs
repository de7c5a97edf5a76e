//! The resolver on stories of a few lines, the sightings marked as a tagger would.

mod hostile;
mod keys;
mod kinds;
mod organizations;
mod people;
mod places;

use std::fmt::Write as _;

use super::*;
use crate::article::EntityKind::{Organization, Person, Place};
use crate::article::{EntityKind, Mention, TextPart};

/// A story of a headline and a body.
fn story(headline: &str, body: &str) -> Article {
    Article {
        headline: headline.into(),
        body: body.into(),
        ..Article::default()
    }
}

/// Every place of a story's text where one of the forms stands, the leftmost longest first.
fn sight(article: &Article, forms: &[(EntityKind, &str)]) -> Vec<Sighting> {
    let mut sightings = Vec::new();
    for part in TextPart::of(article) {
        let text = part.text(article).unwrap();
        let mut at = 0;
        while at < text.len() {
            if !text.is_char_boundary(at) {
                at += 1;
                continue;
            }
            let here = forms.iter().filter(|(_, form)| {
                let starts = !text[..at].ends_with(char::is_alphanumeric);
                starts && text.get(at..).is_some_and(|rest| rest.starts_with(form))
            });
            if let Some((kind, form)) = here.max_by_key(|(_, form)| form.len()) {
                sightings.push(sighting(*kind, part, at, at + form.len()));
                at += form.len();
            } else {
                at += 1;
            }
        }
    }
    sightings
}

fn sighting(kind: EntityKind, part: TextPart, start: usize, end: usize) -> Sighting {
    Sighting {
        kind,
        mention: Mention {
            part,
            start: u32::try_from(start).unwrap(),
            end: u32::try_from(end).unwrap(),
        },
    }
}

/// What is found, an entity a line: its kind, name, mentions, and demonyms behind a stroke.
fn found(article: &Article, forms: &[(EntityKind, &str)]) -> Vec<String> {
    shown(
        article,
        &Resolver::default().resolve(article, &sight(article, forms)),
    )
}

fn shown(article: &Article, entities: &[Entity]) -> Vec<String> {
    let texts = |mentions: &[Mention]| {
        let texts: Vec<&str> = mentions
            .iter()
            .map(|mention| mention.text(article).unwrap())
            .collect();
        texts.join(", ")
    };
    let line = |entity: &Entity| {
        let letter = &format!("{:?}", entity.kind)[..2];
        let mut line = format!("{letter} {}: {}", entity.name, texts(&entity.mentions));
        if !entity.demonyms.is_empty() {
            write!(line, " | {}", texts(&entity.demonyms)).unwrap();
        }
        line
    };
    entities.iter().map(line).collect()
}
