//! The forms of a word: which terms of a segment's dictionary satisfy a test, and how many stories
//! of the whole index hold them.

use std::io;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field as Column;
use tantivy::termdict::TermDictionary;
use tantivy::{SegmentReader, Term};

use crate::spans::Test;

use super::alive::Alive;
use super::clock::Clock;
use super::opened::Opened;

/// Passes each term with a beginning to `found`, in order, until the time is over.
pub(super) fn with_prefix(
    terms: &TermDictionary,
    beginning: &str,
    clock: &Clock,
    mut found: impl FnMut(&str, &TermInfo),
) -> io::Result<()> {
    let mut stream = terms.range().ge(beginning.as_bytes()).into_stream()?;
    while !clock.is_over() && stream.advance() {
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
    alive: &'s [Alive],
    clock: Clock,
    found: FxHashMap<(Test, Column), Rc<Vec<Vec<TermInfo>>>>,
}

impl<'s> Forms<'s> {
    pub(super) fn of(opened: &'s Opened, clock: Clock) -> Forms<'s> {
        Forms {
            segments: opened.searcher.segment_readers(),
            alive: &opened.alive,
            clock,
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
            let mut terms = Vec::new();
            each_term(
                segment.inverted_index(column)?.terms(),
                column,
                test,
                &self.clock,
                |_, info| {
                    terms.push(info.clone());
                },
            )?;
            by_segment.push(terms);
        }
        let found = Rc::new(by_segment);
        self.found.insert(key, found.clone());
        Ok(found)
    }

    /// Looks several tests up in a field at once, of which each would ask for all its words: to walk a
    /// dictionary takes longer than to test its words.
    pub(super) fn scan(&mut self, tests: &[&Test], column: Column) -> tantivy::Result<()> {
        let mut found = vec![Vec::with_capacity(self.segments.len()); tests.len()];
        for segment in self.segments {
            found
                .iter_mut()
                .for_each(|by_segment| by_segment.push(Vec::new()));
            let index = segment.inverted_index(column)?;
            with_prefix(index.terms(), "", &self.clock, |term, info| {
                if is_section(term) {
                    return;
                }
                for (test, by_segment) in tests.iter().zip(&mut found) {
                    if test.accepts(term)
                        && let Some(terms) = by_segment.last_mut()
                    {
                        terms.push(info.clone());
                    }
                }
            })?;
        }
        for (test, by_segment) in tests.iter().zip(found) {
            self.found.insert(((*test).clone(), column), Rc::new(by_segment));
        }
        Ok(())
    }

    /// About how many stories hold a form in a field: a story with two forms counts twice.
    pub(super) fn stories(&mut self, test: &Test, column: Column) -> tantivy::Result<u64> {
        let terms = self.terms(test, column)?;
        let mut stories = 0;
        for ((segment, alive), terms) in self.segments.iter().zip(self.alive).zip(terms.iter()) {
            if terms.is_empty() {
                continue;
            }
            let index = segment.inverted_index(column)?;
            for term in terms.iter().take_while(|_| !self.clock.is_over()) {
                stories += u64::from(alive.holders(&index, column, term)?);
            }
        }
        Ok(stories)
    }
}

/// Passes each term of a column that satisfies a test to `found`, in order, until the time is over.
pub(super) fn each_term(
    terms: &TermDictionary,
    column: Column,
    test: &Test,
    clock: &Clock,
    mut found: impl FnMut(&str, &TermInfo),
) -> tantivy::Result<()> {
    if let Test::Exact(word) = test {
        if let Some(info) = terms.get(word)? {
            found(word, &info);
        }
        return Ok(());
    }
    let mut pass = |term: &str, info: &TermInfo| {
        if test.accepts(term) && !is_section(term) {
            found(term, info);
        }
    };
    match test {
        // An automaton leaves out whole branches of the dictionary.
        Test::Fuzzy(word, most) => {
            // To make the automaton takes longer than to look at the clock.
            if clock.look() {
                return Ok(());
            }
            let term = Term::from_field_text(column, word);
            let automaton = FuzzyTermQuery::new(term, *most, true).automaton()?;
            let mut stream = terms.search(automaton).into_stream()?;
            while !clock.is_over() && stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    pass(term, stream.value());
                }
            }
        }
        _ => {
            for beginning in test.beginnings() {
                with_prefix(terms, &beginning, clock, &mut pass)?;
            }
        }
    }
    Ok(())
}

/// Whether a term is no word but stands where a section begins.
fn is_section(term: &str) -> bool {
    term.starts_with(char::is_control)
}
