//! The tagger: which words of a text name people, organizations and places. A linear model over
//! what stands around them labels the words in which names can stand; it knows no story's entities.

pub mod conll;
mod crf;
mod decode;
mod document;
pub mod evaluate;
mod features;
mod label;
mod lists;
mod model;
mod path;
mod text;
pub mod train;
mod vary;
mod word;

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::article::EntityKind;

pub use label::Name;
pub use model::{Model, ModelError};

use conll::Sentence;
use document::Document;
use word::Word;

/// The model that is part of the program; MODEL.md tells how it came about.
///
/// # Errors
/// When it is damaged, which a test rules out.
pub fn shipped() -> Result<&'static Model, &'static ModelError> {
    static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::from_bytes(include_bytes!("../names.model")))
        .as_ref()
}

/// The names in the sentences of one story, each by its place in its sentence. Names that the sentences
/// have are passed over.
#[must_use]
pub fn tag(model: &Model, story: &[Sentence]) -> Vec<Sentence> {
    let document = Document::of(words_of(story), &model.lists);
    let labels = decode::labels(&document, model);
    let mut from = 0;
    let mut tagged = Vec::with_capacity(story.len());
    for sentence in story {
        let end = from + sentence.words.len();
        tagged.push(Sentence {
            words: sentence.words.clone(),
            names: label::names(&labels[from..end]),
        });
        from = end;
    }
    tagged
}

/// The words of sentences that were split before.
fn words_of(sentences: &[Sentence]) -> Vec<Word<'_>> {
    let each = sentences
        .iter()
        .flat_map(|sentence| sentence.words.iter().enumerate());
    each.map(|(index, word)| Word::new(word, 0, index == 0)).collect()
}

/// A name in one of some texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The ordinal of the text.
    pub text: usize,
    /// Its first byte in it.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
    /// What it is.
    pub kind: EntityKind,
}

/// The names in the texts of one story, in order.
#[must_use]
pub fn names(model: &Model, texts: &[&str]) -> Vec<Found> {
    let (words, ends) = words_in(texts);
    let document = Document::of(words, &model.lists);
    let labels = decode::labels(&document, model);
    found(&document.words, &ends, &label::names(&labels))
}

/// The names of countries in the texts of one story, as the lists of a model have them; for languages
/// that it was not trained on.
#[must_use]
pub fn countries(model: &Model, texts: &[&str]) -> Vec<Found> {
    let (words, ends) = words_in(texts);
    let document = Document::of(words, &model.lists);
    found(
        &document.words,
        &ends,
        &document.listed_as(lists::COUNTRY, EntityKind::Place),
    )
}

/// The words of all texts, and how many there are up to the end of each.
fn words_in<'t>(texts: &[&'t str]) -> (Vec<Word<'t>>, Vec<usize>) {
    let mut words = Vec::with_capacity(texts.iter().map(|text| text.len() / 5).sum());
    let each = texts.iter().map(|text| {
        text::words(text, &mut words);
        words.len()
    });
    let ends = each.collect();
    (words, ends)
}

fn found(words: &[Word<'_>], ends: &[usize], names: &[Name]) -> Vec<Found> {
    let mut found = Vec::with_capacity(names.len());
    let mut text = 0;
    for name in names {
        while ends.get(text).is_some_and(|end| *end <= name.start) {
            text += 1;
        }
        let last = &words[name.end - 1];
        // A name does not run from one text into the next: each begins a sentence.
        found.push(Found {
            text,
            start: words[name.start].start,
            end: last.start + last.text.len() as u32,
            kind: name.kind,
        });
    }
    found
}
