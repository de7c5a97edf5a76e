//! What can be seen in a line of text itself, whatever its script: its marks, its end, and what it
//! shares with another text.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::blocks::weight;

/// Marks of one line, by plain counts.
pub(super) struct Marks {
    pub(super) words: u32,
    pub(super) digits: u32,
    pub(super) capitals: u32,
    pub(super) commas: u32,
    pub(super) sentences: u32,
    pub(super) quotes: u32,
    pub(super) bars: u32,
    /// 2 for the end of a sentence, 1 for a quotation or bracket closed, -1 for a colon or dots, 0 else.
    pub(super) end: i8,
    /// 1 for a capital at the start, -1 for a small letter, 2 for a digit, 3 for a letter without case, 0 else.
    pub(super) start: i8,
}

/// Counts the marks of a line.
pub(super) fn marks(text: &str) -> Marks {
    let mut marks = Marks {
        words: 0,
        digits: 0,
        capitals: 0,
        commas: 0,
        sentences: 0,
        quotes: 0,
        bars: 0,
        end: 0,
        start: 0,
    };
    let mut before = ' ';
    for letter in text.chars() {
        if before == ' ' && letter != ' ' {
            marks.words += 1;
            marks.capitals += u32::from(letter.is_uppercase());
            marks.sentences += u32::from(matches!(marks.end, 2));
        }
        match letter {
            '0'..='9' => marks.digits += 1,
            ',' | '，' | '、' | '،' | ';' => marks.commas += 1,
            '"' | '“' | '”' | '«' | '»' | '„' | '「' | '」' | '『' | '』' => marks.quotes += 1,
            '|' | '•' | '·' | '›' | '/' | '→' | '@' => marks.bars += 1,
            '。' | '！' | '？' | '।' | '۔' | '။' => marks.sentences += 1,
            _ => {}
        }
        if letter != ' ' {
            marks.end = match letter {
                '.' | '!' | '?' | '。' | '！' | '？' | '।' | '۔' | '؟' | '။' => 2,
                '"' | '”' | '»' | '’' | '\'' | ')' | '」' | '』' | '）' | ']' if marks.end == 2 => 2,
                '"' | '”' | '»' | ')' | '」' | '』' | '）' | ']' => 1,
                ':' | '：' | '…' => -1,
                _ => 0,
            };
        }
        before = letter;
    }
    marks.sentences += u32::from(marks.end == 2 && !text.ends_with(['。', '！', '？', '।', '۔', '။']));
    marks.start = text.chars().find(|c| c.is_alphanumeric()).map_or(0, |c| match c {
        c if c.is_numeric() => 2,
        c if c.is_uppercase() => 1,
        c if c.is_lowercase() => -1,
        _ => 3,
    });
    marks
}

/// Runs of letters of a text, without case, space or marks: what two copies of it share.
pub(super) struct Runs {
    known: FxHashSet<u64>,
    length: usize,
}

impl Runs {
    /// All runs of so many letters.
    pub(super) fn new(text: &str, length: usize) -> Self {
        let mut known = FxHashSet::default();
        each_run(text, length, |run| {
            known.insert(run);
        });
        Self { known, length }
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// The share of the line's runs that are known, and how many those are; none in too short a line.
    pub(super) fn share(&self, line: &str) -> (f32, usize) {
        let (mut all, mut known) = (0usize, 0usize);
        each_run(line, self.length, |run| {
            all += 1;
            known += usize::from(self.known.contains(&run));
        });
        (if all == 0 { 0.0 } else { known as f32 / all as f32 }, known)
    }
}

fn each_run(text: &str, length: usize, mut take: impl FnMut(u64)) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let top = (1..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut window = VecDeque::with_capacity(length + 1);
    let mut hash = 0u64;
    for letter in text
        .chars()
        .filter(|c| weight(*c) > 0)
        .flat_map(char::to_lowercase)
    {
        if window.len() == length {
            let gone = window.pop_front().unwrap_or('\0');
            hash = hash.wrapping_sub(top.wrapping_mul(u64::from(u32::from(gone))));
        }
        window.push_back(letter);
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(letter)));
        if window.len() == length {
            take(hash);
        }
    }
}
