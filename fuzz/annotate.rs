//! The annotator against any text: the first line is the headline, the rest the body. What it finds
//! lies within the text, and it finds the same whatever stories came before.

#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use newsidx::annotate::Annotator;
use newsidx::article::Article;

thread_local! {
    /// One for all texts, as a build has it.
    static ANNOTATOR: RefCell<Annotator> = RefCell::default();
}

fuzz_target!(|text: &str| {
    let (headline, body) = text.split_once('\n').unwrap_or(("", text));
    let story = Article {
        headline: headline.to_owned(),
        body: body.to_owned(),
        ..Article::default()
    };
    let (mut first, mut after_others) = (story.clone(), story);
    Annotator::default().annotate(&mut first);
    ANNOTATOR.with_borrow_mut(|annotator| annotator.annotate(&mut after_others));
    assert_eq!(first, after_others);
    for entity in &first.entities {
        for mention in entity.mentions.iter().chain(&entity.demonyms) {
            assert!(mention.text(&first).is_some_and(|text| !text.is_empty()));
        }
    }
});
