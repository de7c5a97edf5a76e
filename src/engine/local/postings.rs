//! Postings of words: which stories of a segment hold them, and where. The forms of a word are read
//! as one list, and so are the parts of a text.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

/// A word with more forms than this is not walked form by form.
pub(super) const MOST_WALKED_FORMS: usize = 24;

/// The postings of one term in one field.
pub(super) struct List {
    pub(super) postings: SegmentPostings,
    /// What one occurrence counts.
    pub(super) weight: f32,
}

impl List {
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.postings.doc() < target {
            self.postings.seek(target)
        } else {
            self.postings.doc()
        }
    }
}

/// The postings of all forms of a word, in the parts of one text.
pub(super) struct Union {
    /// By part, in the order of the text.
    pub(super) parts: Vec<Vec<List>>,
    pub(super) doc: DocId,
    /// The lists of each story, if there are too many lists to ask them all.
    by_story: Option<ByStory>,
}

impl Union {
    pub(super) fn of(parts: Vec<Vec<List>>) -> Union {
        let lists = parts.iter().map(Vec::len).sum::<usize>();
        let mut union = Union {
            by_story: (lists > MOST_WALKED_FORMS).then(|| ByStory::of(&parts)),
            parts,
            doc: 0,
        };
        union.doc = match &union.by_story {
            Some(stories) => stories.doc(),
            None => union.first(),
        };
        union
    }

    fn first(&self) -> DocId {
        let lists = self.parts.iter().flatten();
        lists.map(|list| list.postings.doc()).min().unwrap_or(TERMINATED)
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = match &mut self.by_story {
                Some(stories) => stories.seek(target),
                None => {
                    let lists = self.parts.iter_mut().flatten();
                    lists.map(|list| list.seek(target)).min().unwrap_or(TERMINATED)
                }
            };
        }
        self.doc
    }

    pub(super) fn cost(&self) -> u64 {
        self.parts
            .iter()
            .flatten()
            .map(|list| u64::from(list.postings.doc_freq()))
            .sum()
    }

    /// What all occurrences in the present story count.
    pub(super) fn weighted_occurrences(&self) -> f32 {
        let lists = self.parts.iter().flatten();
        let here = lists.filter(|list| list.postings.doc() == self.doc);
        here.fold(0.0, |sum, list| {
            sum + list.weight * list.postings.term_freq() as f32
        })
    }

    /// The positions in the present story, in order, and for each part the number of positions up to
    /// its end.
    pub(super) fn positions(&mut self, positions: &mut Vec<u32>, ends: &mut Vec<usize>) {
        positions.clear();
        ends.clear();
        let doc = self.doc;
        let mut chosen = self
            .by_story
            .as_ref()
            .map(|stories| stories.lists().iter().copied().peekable());
        let mut number = 0;
        for part in &mut self.parts {
            let start = positions.len();
            let mut lists = 0;
            match &mut chosen {
                Some(chosen) => {
                    let end = number + part.len() as u32;
                    while let Some(list) = chosen.next_if(|list| *list < end) {
                        let list = &mut part[(list - number) as usize];
                        list.seek(doc);
                        list.postings.append_positions_with_offset(0, positions);
                        lists += 1;
                    }
                    number = end;
                }
                None => {
                    for list in part.iter_mut().filter(|list| list.postings.doc() == doc) {
                        list.postings.append_positions_with_offset(0, positions);
                        lists += 1;
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

/// Which of many lists hold each story.
struct ByStory {
    /// The stories, in order.
    stories: Vec<DocId>,
    /// Where the lists of each begin, with the end of the last.
    starts: Vec<u32>,
    lists: Vec<u32>,
    at: usize,
}

impl ByStory {
    fn of(parts: &[Vec<List>]) -> ByStory {
        let mut pairs: Vec<(DocId, u32)> = Vec::new();
        for (number, list) in (0..).zip(parts.iter().flatten()) {
            let mut postings = list.postings.clone();
            while postings.doc() != TERMINATED {
                pairs.push((postings.doc(), number));
                postings.advance();
            }
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
            at: 0,
        }
    }

    fn doc(&self) -> DocId {
        self.stories.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at += self.stories[self.at..].partition_point(|doc| *doc < target);
        self.doc()
    }

    /// The lists that hold the present story, in order.
    fn lists(&self) -> &[u32] {
        match self.starts.get(self.at..self.at + 2) {
            Some(range) => &self.lists[range[0] as usize..range[1] as usize],
            None => &[],
        }
    }
}

/// The first story at or after `target` that all words hold.
pub(super) fn align(words: &mut [Union], mut target: DocId) -> DocId {
    'again: loop {
        for word in words.iter_mut() {
            let doc = word.seek(target);
            if doc == TERMINATED {
                return TERMINATED;
            }
            if doc > target {
                target = doc;
                continue 'again;
            }
        }
        return target;
    }
}
