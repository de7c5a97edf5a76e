//! The forms of a word: which terms of a segment's dictionary satisfy a test, and how many stories
//! of the whole index hold them.

use std::io;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use tantivy::postings::TermInfo;
use tantivy::schema::Field as Column;
use tantivy::termdict::TermDictionary;
use tantivy::{Searcher, SegmentReader};

use crate::spans::Test;

/// Passes each term with a beginning to `found`, in order.
pub(super) fn with_prefix(
    terms: &TermDictionary,
    beginning: &str,
    mut found: impl FnMut(&str, &TermInfo),
) -> io::Result<()> {
    let mut stream = terms.range().ge(beginning.as_bytes()).into_stream()?;
    while stream.advance() {
        if !stream.key().starts_with(beginning.as_bytes()) {
            break;
        }
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            found(term, stream.value());
        }
    }
    Ok(())
}

/// The postings of each test in each field and segment, looked up once.
pub(super) struct Forms<'s> {
    segments: &'s [SegmentReader],
    found: FxHashMap<(Test, Column), Rc<Vec<Vec<TermInfo>>>>,
}

impl<'s> Forms<'s> {
    pub(super) fn of(searcher: &'s Searcher) -> Forms<'s> {
        Forms {
            segments: searcher.segment_readers(),
            found: FxHashMap::default(),
        }
    }

    /// The terms that satisfy a test in a field, by segment, each segment's in order of the terms.
    pub(super) fn terms(&mut self, test: &Test, column: Column) -> tantivy::Result<Rc<Vec<Vec<TermInfo>>>> {
        let key = (test.clone(), column);
        if let Some(known) = self.found.get(&key) {
            return Ok(known.clone());
        }
        let mut by_segment = Vec::with_capacity(self.segments.len());
        for segment in self.segments {
            by_segment.push(terms_of(segment.inverted_index(column)?.terms(), test)?);
        }
        let found = Rc::new(by_segment);
        self.found.insert(key, found.clone());
        Ok(found)
    }

    /// About how many stories hold a form in a field: a story with two forms counts twice.
    pub(super) fn stories(&mut self, test: &Test, column: Column) -> tantivy::Result<u64> {
        let terms = self.terms(test, column)?;
        Ok(terms.iter().flatten().map(|term| u64::from(term.doc_freq)).sum())
    }
}

fn terms_of(terms: &TermDictionary, test: &Test) -> io::Result<Vec<TermInfo>> {
    if let Test::Exact(word) = test {
        return Ok(terms.get(word)?.into_iter().collect());
    }
    let mut found = Vec::new();
    for beginning in test.beginnings() {
        with_prefix(terms, &beginning, |term, info| {
            // What begins with a control character is the beginning of a section.
            if test.accepts(term) && !term.starts_with(char::is_control) {
                found.push(info.clone());
            }
        })?;
    }
    Ok(found)
}
