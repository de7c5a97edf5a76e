//! Every match of an answer in its context, a line each: a concordance, or "key word in context".

use std::ops::Range;

use super::{Page, Prepared};
use crate::article::Article;
use crate::field::Field;
use crate::spans::{FieldMarks, Plan, marks};

/// A match in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The field that it is in.
    pub field: Field,
    /// What stands before it, up to a limit, white space as single spaces.
    pub before: String,
    /// What matches: of words near each other, from the first to the last.
    pub matched: String,
    /// The words in it that make it a match: byte ranges, in order.
    pub highlights: Vec<Range<usize>>,
    /// What stands behind it.
    pub behind: String,
    /// The bytes of the field's text that are the match.
    pub range: Range<usize>,
}

/// How many bytes of context are kept on each side, at most.
const CONTEXT: usize = 400;

/// The matches of each story of a page, in order of the fields and the text.
#[must_use]
pub fn concordance(prepared: &Prepared, page: &Page) -> Vec<Vec<Line>> {
    let hits = page.hits.iter();
    hits.map(|hit| lines(&prepared.plan, &hit.article)).collect()
}

/// The matches of a story.
fn lines(plan: &Plan, article: &Article) -> Vec<Line> {
    let fields = marks(plan, article).unwrap_or_default();
    fields.iter().flat_map(lines_of).collect()
}

fn lines_of(field: &FieldMarks<'_>) -> Vec<Line> {
    let mut wholes: Vec<Range<usize>> = field.marks.iter().map(|mark| mark.whole.clone()).collect();
    wholes.sort_unstable_by_key(|whole| (whole.start, whole.end));
    wholes.dedup();
    let line = |whole: Range<usize>| {
        let text = &field.text;
        let start = text.floor_char_boundary(whole.start.saturating_sub(CONTEXT));
        let end = text.ceil_char_boundary((whole.end + CONTEXT).min(text.len()));
        let inside = field.marks.iter().filter(|mark| mark.whole == whole);
        Line {
            field: field.field,
            before: text[start..whole.start].to_owned(),
            matched: text[whole.clone()].to_owned(),
            highlights: inside
                .map(|mark| mark.range.start - whole.start..mark.range.end - whole.start)
                .collect(),
            behind: text[whole.end..end].to_owned(),
            range: whole,
        }
    };
    wholes.into_iter().map(line).collect()
}
