//! Which words begin a sentence or a paragraph: what an index keeps to know whether words stand in
//! the same one. Where sentences end is decided in [`super::sentences`].

use super::{Word, sentences};

/// What begins with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Begin {
    /// A sentence.
    Sentence,
    /// A paragraph, and with it a sentence.
    Paragraph,
    /// The whole text, and with it a paragraph.
    Text,
}

/// The beginnings of the sentences of a text, asked for word by word.
///
/// ```
/// use newsidx::tokens::{Begin, Sections, Words};
/// let text = "It ended. All left.\n\nNobody spoke.";
/// let (mut words, mut sections) = (Words::of(text), Sections::of(text));
/// let mut begins = Vec::new();
/// while words.advance() {
///     begins.extend(sections.begin(words.word()));
/// }
/// assert_eq!(begins, [Begin::Text, Begin::Sentence, Begin::Paragraph]);
/// ```
#[derive(Clone, Debug)]
pub struct Sections {
    /// Where each sentence but the first begins, in bytes, and whether a paragraph does.
    begins: Vec<(usize, Begin)>,
    next: usize,
}

impl Sections {
    /// The sections of a text.
    #[must_use]
    pub fn of(text: &str) -> Sections {
        let sentences = sentences(text);
        let pairs = sentences.windows(2);
        let begins = pairs.map(|pair| {
            let between = &text[pair[0].end..pair[1].start];
            let begin = if between.contains("\n\n") {
                Begin::Paragraph
            } else {
                Begin::Sentence
            };
            (pair[1].start, begin)
        });
        Sections {
            begins: begins.collect(),
            next: 0,
        }
    }

    /// What begins with a word; the words of the text are passed in order.
    pub fn begin(&mut self, word: &Word) -> Option<Begin> {
        let mut strongest = (word.position == 0).then_some(Begin::Text);
        while let Some((_, begin)) = self
            .begins
            .get(self.next)
            .filter(|(start, _)| *start <= word.start)
        {
            strongest = strongest.max(Some(*begin));
            self.next += 1;
        }
        strongest
    }
}
