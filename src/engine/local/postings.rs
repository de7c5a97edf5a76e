//! Postings of words: which stories of a segment hold them, and where. The forms of a word are read
//! as one list, and so are the parts of a text.

use std::rc::Rc;

use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::window::{Stories, WINDOW, Window};

/// A word with more forms than this is not walked form by form.
pub(super) const MOST_WALKED_FORMS: usize = 24;

/// The stories of one term in one field, read block by block.
#[derive(Clone)]
pub(super) struct List {
    postings: BlockSegmentPostings,
    /// The place in the block.
    at: usize,
    /// What one occurrence counts.
    weight: f32,
    /// About how many stories a window has.
    per_window: u32,
}

/// Looking one story up in a list takes as long as reading so many.
const SEEKING: u32 = 16;

impl List {
    /// `stories` is the number of stories of the segment.
    pub(super) fn of(postings: BlockSegmentPostings, weight: f32, stories: DocId) -> List {
        let per_window = u64::from(postings.doc_freq()) * u64::from(WINDOW) / u64::from(stories.max(1));
        List {
            postings,
            at: 0,
            weight,
            per_window: per_window as u32,
        }
    }

    /// The story it stands on, or [`TERMINATED`].
    pub(super) fn doc(&self) -> DocId {
        self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.at = self.postings.seek(target);
        }
        self.doc()
    }

    pub(super) fn cost(&self) -> u64 {
        u64::from(self.postings.doc_freq())
    }

    /// Passes stories of a window that hold the term, and what its occurrences in each count: at the least
    /// those that are `among` so many.
    pub(super) fn visit(
        &mut self,
        window: Window,
        among: &Stories,
        count: u32,
        mut found: impl FnMut(usize, f32),
    ) {
        if count < self.per_window / SEEKING {
            for slot in among.iter() {
                let doc = window.doc(slot);
                if self.seek(doc) == doc {
                    found(slot, self.weight * self.times(self.at) as f32);
                }
            }
            return;
        }
        // To ask for each whether it is wanted pays where few are.
        let any = count > WINDOW / 8;
        self.seek(window.first);
        loop {
            let docs = self.postings.docs();
            let here = match docs.last() {
                Some(last) if *last < window.end() => docs.len(),
                _ => docs.partition_point(|doc| *doc < window.end()),
            };
            for (at, doc) in docs.iter().enumerate().take(here).skip(self.at) {
                let slot = window.slot(*doc);
                if any || among.contains(slot) {
                    found(slot, self.weight * self.times(at) as f32);
                }
            }
            self.at = self.at.max(here);
            if self.at < docs.len() || docs.is_empty() {
                return;
            }
            self.postings.advance();
            self.at = 0;
        }
    }

    /// Passes all stories that hold the term, and what its occurrences in each count.
    pub(super) fn each(mut self, mut found: impl FnMut(DocId, f32)) {
        while !self.postings.docs().is_empty() {
            for (at, doc) in self.postings.docs().iter().enumerate() {
                found(*doc, self.weight * self.times(at) as f32);
            }
            self.postings.advance();
        }
    }

    /// How often the story at a place of the block has the term; once, if that is not asked for.
    fn times(&self, at: usize) -> u32 {
        self.postings.freqs().get(at).copied().unwrap_or(1)
    }
}

/// The stories that hold any form of a word in one text.
#[derive(Clone)]
pub(super) enum Holders {
    /// A list for each form in each part of the text.
    Lists(Vec<List>),
    /// If there are too many lists to ask them all.
    ByStory(Rc<ByStory>),
}

impl Holders {
    pub(super) fn of(lists: Vec<List>) -> Holders {
        if lists.len() > MOST_WALKED_FORMS {
            Holders::ByStory(Rc::new(ByStory::of(lists)))
        } else {
            Holders::Lists(lists)
        }
    }

    /// The first story at or after `target` that holds a form.
    pub(super) fn next(&mut self, target: DocId) -> DocId {
        match self {
            Holders::Lists(lists) => next(lists, target),
            Holders::ByStory(by_story) => by_story.next(target),
        }
    }

    /// Keeps the stories of a window that hold a form.
    pub(super) fn keep(&mut self, window: Window, stories: &mut Stories) {
        let mut found = Stories::none();
        match self {
            Holders::Lists(lists) => {
                let count = stories.count();
                for list in lists {
                    list.visit(window, stories, count, |slot, _| found.insert(slot));
                }
            }
            Holders::ByStory(by_story) => {
                for doc in by_story.within(window) {
                    found.insert(window.slot(*doc));
                }
            }
        }
        stories.keep(&found);
    }

    pub(super) fn cost(&self) -> u64 {
        match self {
            Holders::Lists(lists) => lists.iter().map(List::cost).sum(),
            Holders::ByStory(by_story) => by_story.stories.len() as u64,
        }
    }
}

/// Where the forms of a word stand, in the parts of one text.
pub(super) struct Positions {
    /// By part, in the order of the text.
    pub(super) parts: Vec<Vec<SegmentPostings>>,
    /// Which lists hold a story, where they are many; in the order of the lists.
    pub(super) by_story: Option<Rc<ByStory>>,
}

impl Positions {
    /// The positions in a story, in order, and for each part the number of positions up to its end.
    /// Stories are asked for in order.
    pub(super) fn of(&mut self, doc: DocId, positions: &mut Vec<u32>, ends: &mut Vec<usize>) {
        positions.clear();
        ends.clear();
        let mut chosen = self.by_story.as_ref().map(|by_story| by_story.lists(doc).iter());
        let mut number = 0;
        for part in &mut self.parts {
            let start = positions.len();
            let mut lists = 0;
            match &mut chosen {
                Some(chosen) => {
                    let end = number + part.len() as u32;
                    while let Some(list) = chosen.as_slice().first().filter(|list| **list < end) {
                        lists += append(&mut part[(list - number) as usize], doc, positions);
                        chosen.next();
                    }
                    number = end;
                }
                None => {
                    for list in part.iter_mut() {
                        lists += append(list, doc, positions);
                    }
                }
            }
            if lists > 1 {
                positions[start..].sort_unstable();
            }
            ends.push(positions.len());
        }
    }
}

/// The first story at or after `target` that any of some lists holds.
pub(super) fn next(lists: &mut [List], target: DocId) -> DocId {
    let each = lists.iter_mut().map(|list| list.seek(target));
    each.min().unwrap_or(TERMINATED)
}

/// Appends the positions in a story, if it is in the list; how many lists that were.
fn append(list: &mut SegmentPostings, doc: DocId, positions: &mut Vec<u32>) -> usize {
    if list.doc() < doc {
        list.seek(doc);
    }
    if list.doc() != doc {
        return 0;
    }
    list.append_positions_with_offset(0, positions);
    1
}

/// Which of many lists hold each story.
pub(super) struct ByStory {
    /// The stories, in order.
    stories: Vec<DocId>,
    /// Where the lists of each begin, with the end of the last.
    starts: Vec<u32>,
    lists: Vec<u32>,
}

impl ByStory {
    fn of(lists: Vec<List>) -> ByStory {
        let mut pairs: Vec<(DocId, u32)> = Vec::new();
        for (number, list) in (0..).zip(lists) {
            list.each(|doc, _| pairs.push((doc, number)));
        }
        pairs.sort_unstable();
        let (mut stories, mut starts) = (Vec::new(), Vec::new());
        for (at, (doc, _)) in (0..).zip(&pairs) {
            if stories.last() != Some(doc) {
                stories.push(*doc);
                starts.push(at);
            }
        }
        starts.push(pairs.len() as u32);
        ByStory {
            stories,
            starts,
            lists: pairs.into_iter().map(|(_, list)| list).collect(),
        }
    }

    fn next(&self, target: DocId) -> DocId {
        let at = self.stories.partition_point(|doc| *doc < target);
        self.stories.get(at).copied().unwrap_or(TERMINATED)
    }

    fn within(&self, window: Window) -> &[DocId] {
        let from = self.stories.partition_point(|doc| *doc < window.first);
        let rest = &self.stories[from..];
        &rest[..rest.partition_point(|doc| *doc < window.end())]
    }

    /// The lists that hold a story, in order.
    fn lists(&self, doc: DocId) -> &[u32] {
        match self.stories.binary_search(&doc) {
            Ok(at) => &self.lists[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }
}
