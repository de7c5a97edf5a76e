//! A text as the oracle sees it: its words, and which sentence and paragraph each is in.

use newsidx::field::Kind;
use newsidx::query::{Case, Form, Near, Reach, Words};
use newsidx::tokens::{self, Word};

/// The indexes of the first and the last word of a stretch.
pub(super) type Stretch = (usize, usize);

/// A text, its words, and the number of the sentence and the paragraph that each is in.
pub(crate) struct Text<'t> {
    text: &'t str,
    pub(super) words: Vec<Word>,
    sentences: Vec<usize>,
    paragraphs: Vec<usize>,
}

impl<'t> Text<'t> {
    /// A name is all one sentence.
    pub(crate) fn of(text: &'t str, kind: Kind) -> Text<'t> {
        let words = tokens::words(text);
        let running = kind == Kind::Text;
        let sentences = if running {
            tokens::sentences(text)
        } else {
            Vec::new()
        };
        let sentence = |word: &Word| sentences.iter().filter(|range| range.start <= word.start).count();
        let paragraph = |word: &Word| match running {
            true => text[..word.start].matches("\n\n").count(),
            false => 0,
        };
        Text {
            text,
            sentences: words.iter().map(sentence).collect(),
            paragraphs: words.iter().map(paragraph).collect(),
            words,
        }
    }

    pub(super) fn is_near(&self, near: &Near, one: Stretch, other: Stretch) -> bool {
        let (first, last) = (one.0.min(other.0), one.1.max(other.1));
        let overlap = one.0 <= other.1 && other.0 <= one.1;
        if near.ordered && !overlap && other.0 < one.0 {
            return false;
        }
        match near.reach {
            Reach::Words(most) => {
                let between = if one.1 < other.0 {
                    other.0 - one.1
                } else {
                    one.0.saturating_sub(other.1)
                };
                overlap || between <= most as usize
            }
            Reach::Sentence => self.sentences[first] == self.sentences[last],
            Reach::Paragraph => self.paragraphs[first] == self.paragraphs[last],
        }
    }

    /// Whether the words of a stretch look as they must.
    pub(super) fn looks(&self, first: usize, last: usize, wanted: &Words) -> bool {
        if wanted.form == Form::Exact {
            let typed = tokens::words(&wanted.text);
            let (from, to) = (typed[0].start, typed[typed.len() - 1].end);
            let (start, end) = (self.words[first].start, self.words[last].end);
            let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            return spaced(&self.text[start..end]) == spaced(&wanted.text[from..to])
                && self.text[..start].ends_with(wanted.text[..from].trim_start())
                && self.text[end..].starts_with(wanted.text[to..].trim_end());
        }
        self.words[first..=last].iter().all(|word| {
            let written = self.text[word.range()]
                .trim_end_matches("'s")
                .trim_end_matches("’s");
            let capitals = written.chars().filter(|letter| letter.is_uppercase()).count();
            let letters = written
                .chars()
                .filter(|letter| letter.is_uppercase() || letter.is_lowercase());
            match wanted.case {
                Case::Any => true,
                Case::Caps => capitals > 0,
                Case::AllCaps => capitals > 0 && capitals == letters.count(),
                Case::NoCaps => capitals == 0,
            }
        })
    }
}
