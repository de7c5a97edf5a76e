//! Where words stand in the text, or the texts, of one field of a story: what expressions are asked
//! of, whether it comes from postings or from reading the text.

use crate::query::Reach;

/// Where the words stand that satisfy the leaves of a pattern, and where sections begin. All lists
/// are in order and hold no position twice.
///
/// Several texts of a field follow each other with a gap of at least one position between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The positions of each leaf.
    pub words: Vec<Vec<u32>>,
    /// The first position of each text; may be empty if there is one text, which begins at 0.
    pub texts: Vec<u32>,
    /// The first position of each paragraph, those of texts included.
    pub paragraphs: Vec<u32>,
    /// The first position of each sentence, those of paragraphs included.
    pub sentences: Vec<u32>,
}

impl Places {
    /// Whether two positions, the first not behind the second, are in the same section: text, paragraph or
    /// sentence, as a reach has it.
    pub(super) fn in_one(&self, reach: Reach, first: u32, last: u32) -> bool {
        let begins = match reach {
            Reach::Words(_) => &self.texts,
            Reach::Paragraph => &self.paragraphs,
            Reach::Sentence => &self.sentences,
        };
        let begun = begins.partition_point(|begin| *begin <= first);
        begins.get(begun).is_none_or(|next| *next > last)
    }

    /// How many words of its text come before a position.
    pub(super) fn words_before(&self, position: u32) -> u32 {
        let begun = self.texts.partition_point(|begin| *begin <= position);
        let begin = begun.checked_sub(1).map_or(0, |text| self.texts[text]);
        position - begin
    }
}
