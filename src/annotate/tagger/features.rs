//! What the tagger looks at to label a word: the word, its neighbours, the run of capitalised words it
//! stands in and what stands around the run, the lists, and what the story said of it elsewhere.
//! Contexts follow Ratinov and Roth (2009); those of a whole run are our own.

use std::ops::Range;

use super::decode::Sum;
use super::document::{Document, Stretch};
use super::lists::{COMMON, CONTINUES};
use super::word::{Look, Word, join};

/// Passes every feature of a word of a stretch to `found`, those of the story as a whole left out.
pub(super) fn features(document: &Document<'_>, stretch: &Stretch, at: usize, mut found: impl FnMut(u64)) {
    let place = Place {
        words: &document.words,
        sentence: stretch.sentence.clone(),
        border: super::document::border(),
    };
    let run = run(&document.words, stretch, at);
    let index = join((at - run.start).min(4) as u64, (run.end - at).min(4) as u64);
    let view = View {
        document,
        stretch,
        at,
        place,
        run,
        index,
    };
    let mut add = |template: u64, value: u64| found(join(value, template));
    view.word(&mut add);
    view.run(&mut add);
    view.lists(&mut add);
}

/// A word with what stands around it.
struct View<'d, 't> {
    document: &'d Document<'t>,
    stretch: &'d Stretch,
    at: usize,
    place: Place<'d, 't>,
    run: Range<usize>,
    /// Where it stands in its run.
    index: u64,
}

impl View<'_, '_> {
    /// The word and its neighbours.
    fn word(&self, add: &mut impl FnMut(u64, u64)) {
        let (place, at) = (&self.place, self.at);
        let word = &self.document.words[at];
        let case = self.stretch.case as u64;
        let (before, here, behind) = (place.hash(at, -1), word.hash, place.hash(at, 1));
        let look = word.look.number();
        add(1, here);
        add(2, join(here, look));
        add(3, before);
        add(4, behind);
        add(5, place.hash(at, -2));
        add(6, place.hash(at, 2));
        add(7, join(before, here));
        add(8, join(here, behind));
        add(9, join(before, behind));
        let (head, tail) = ends(word.text);
        add(10, head);
        for (length, hash) in (2..).zip(tail) {
            add(10 + length, hash);
        }
        let shape = join(look, word.text.len().min(6) as u64);
        add(16, join(shape, case << 1 | u64::from(word.first)));
        let beside = join(place.look(at, -1), place.look(at, 1));
        add(17, join(join(beside, look), case));
        add(18, join(here, case));
    }

    /// The run it stands in, and what stands before and behind that.
    fn run(&self, add: &mut impl FnMut(u64, u64)) {
        let (place, at, index) = (&self.place, self.at, self.index);
        let (start, end) = (self.run.start, self.run.end);
        let words = &self.document.words;
        add(20, index);
        add(21, join(index, words[start].hash));
        add(22, join(index, words[end - 1].hash));
        let left = place.hash(start, -1);
        let right = place.hash(end - 1, 1);
        add(23, join(left, index));
        add(24, join(right, index));
        let before = join(left, place.hash(start, -2));
        add(26, join(before, (at - start).min(3) as u64));
        let behind = join(right, place.hash(end - 1, 2));
        add(27, join(behind, (end - at).min(3) as u64));
    }

    /// What the lists know of it, of the name it is part of, of its neighbours and of the ends of the run.
    fn lists(&self, add: &mut impl FnMut(u64, u64)) {
        let (at, index) = (self.at, self.index);
        let case = self.stretch.case as u64;
        let word = &self.document.words[at];
        let alone = self.known(at);
        for bit in bits(alone) {
            add(30, join(bit, index));
            add(31, join(bit, case));
        }
        add(34, join(alone, join(index, case)));
        let (listed, position) = self.document.listed[at];
        for bit in bits(u64::from(listed & !CONTINUES)) {
            add(35, join(bit, u64::from(position)));
        }
        let lower = u64::from(self.document.is_lower_elsewhere(word));
        let common = u64::from(self.document.alone[at] & COMMON != 0);
        let ordinary = lower << 2 | common << 1 | u64::from(word.first);
        add(36, ordinary);
        add(37, join(ordinary, index));
        add(40, join(self.known(self.run.end - 1), index));
        add(41, join(self.known(self.run.start), index));
    }

    /// What the lists know of a word by itself.
    fn known(&self, at: usize) -> u64 {
        u64::from(self.document.alone[at] & !CONTINUES)
    }
}

/// Passes the features of what the story says of a word elsewhere.
pub(super) fn elsewhere(sum: Sum, template: u64, alone: bool, mut found: impl FnMut(u64)) {
    let seen: u32 = sum.kinds.iter().sum();
    if seen == 0 {
        return;
    }
    let kinds = (0..).zip(sum.kinds);
    let (most, count) = kinds.max_by_key(|(_, count)| *count).unwrap_or((0, 0));
    let share = u64::from(count * 4 / seen);
    let many = u64::from(count.min(3));
    let mut add = |template: u64, value: u64| found(join(value, template));
    add(60 + template, most << 8 | share << 4 | many);
    add(70 + template, most << 4 | share);
    if sum.surname > 0 {
        add(
            80 + template,
            u64::from(sum.surname.min(2)) << 1 | u64::from(alone),
        );
    }
}

/// The neighbours of a word within its sentence.
struct Place<'d, 't> {
    words: &'d [Word<'t>],
    sentence: Range<usize>,
    border: u64,
}

impl Place<'_, '_> {
    fn neighbour(&self, at: usize, offset: isize) -> Option<&Word<'_>> {
        let at = at.checked_add_signed(offset)?;
        self.sentence.contains(&at).then(|| &self.words[at])
    }

    fn hash(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(self.border, |word| word.hash)
    }

    fn look(&self, at: usize, offset: isize) -> u64 {
        self.neighbour(at, offset).map_or(1 << 20, |word| {
            let sign = if word.look.has(Look::LETTER | Look::DIGIT) {
                0
            } else {
                u64::from(word.text.as_bytes()[0]) << 8
            };
            word.look.number() | sign
        })
    }
}

/// The capitalised words around a word without another between them; the word alone if it is none.
fn run(words: &[Word<'_>], stretch: &Stretch, at: usize) -> Range<usize> {
    let (mut start, mut end) = (at, at + 1);
    if words[at].is_candidate() {
        while start > stretch.words.start && words[start - 1].is_candidate() {
            start -= 1;
        }
        while end < stretch.words.end && words[end].is_candidate() {
            end += 1;
        }
    }
    start..end
}

/// The numbers of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let bit = u64::from(set.trailing_zeros());
        set &= set.wrapping_sub(1);
        (bit < 64).then_some(bit)
    })
}

/// Hashes of the first three letters of a word, and of its last two, three and four.
fn ends(text: &str) -> (u64, [u64; 3]) {
    let bytes = text.as_bytes();
    let lower = |part: &[u8]| {
        part.iter()
            .fold(part.len() as u64, |hash, byte| hash << 8 | u64::from(byte | 0x20))
    };
    let head = lower(&bytes[..bytes.len().min(3)]);
    let tail = |length: usize| lower(&bytes[bytes.len().saturating_sub(length)..]);
    (head, [tail(2), tail(3), tail(4)])
}
