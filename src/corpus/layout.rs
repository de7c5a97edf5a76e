//! From lines as printed to paragraphs: hard-wrapped lines are joined, and the lines of a table stay
//! lines. It takes no line out.

use memchr::{memchr, memchr_iter, memmem};

use crate::article::PARAGRAPH_BREAK;

/// How a text shows where a paragraph begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Its first line is indented, or follows a blank line.
    Indented,
    /// It follows a blank line; its lines are wrapped.
    Wrapped,
    /// Each line is a paragraph.
    Lines,
}

/// How many lines the layout is judged by.
const JUDGED_LINES: usize = 400;

impl Layout {
    /// What a text's lines look like.
    pub(super) fn of(text: &str) -> Layout {
        let mut lines = text.lines().take(JUDGED_LINES).map(str::trim_end).peekable();
        let (mut indented, mut flush) = (0usize, 0usize);
        // Lines that another line follows at once: do they end where a sentence does?
        let (mut inner, mut long, mut short, mut ending) = (0usize, 0usize, 0usize, 0usize);
        while let Some(line) = lines.next() {
            if line.is_empty() {
                continue;
            }
            if is_indented(line) {
                indented += 1
            } else {
                flush += 1
            }
            if lines.peek().is_some_and(|next| !next.is_empty()) {
                let width = line.chars().take(121).count();
                inner += 1;
                long += usize::from(width > 110);
                short += usize::from(width < 40);
                ending += usize::from(ends_sentence(line));
            }
        }
        let wrapped = inner > 0 && long * 4 <= inner && short * 2 <= inner && ending * 2 <= inner;
        match wrapped {
            true if indented > 0 && indented < 2 * flush => Layout::Indented,
            true => Layout::Wrapped,
            false if indented > 1 && indented < flush && ending * 2 <= inner => Layout::Indented,
            false => Layout::Lines,
        }
    }
}

/// Puts a text's paragraphs together, a blank line between them.
pub(super) fn paragraphs(text: &str, layout: Layout) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut open, mut after_table) = (false, false);
    let gaps = [memmem::Finder::new("   "), memmem::Finder::new("....")];
    for line in lines(text) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            open = false;
            continue;
        }
        let begins = !open
            || match layout {
                Layout::Indented => is_indented(line),
                Layout::Wrapped => false,
                Layout::Lines => true,
            };
        let table = is_tabular(trimmed, &gaps) || ((begins || after_table) && is_numeric(trimmed));
        let continues_table = open && table && after_table;
        if begins && !continues_table {
            out.push_str(if out.is_empty() { "" } else { PARAGRAPH_BREAK });
        } else if table || after_table {
            out.push('\n');
        } else if !is_broken_word(&out, trimmed) {
            out.push(' ');
        }
        out.push_str(trimmed);
        (open, after_table) = (true, table);
    }
    out
}

/// Whether a line begins with white space of a paragraph's indentation.
fn is_indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t') || line.starts_with('\u{3000}')
}

/// Whether the line break parts a hyphenated word: `one-` and `for-one`.
fn is_broken_word(before: &str, after: &str) -> bool {
    let Some(word) = before.strip_suffix('-') else {
        return false;
    };
    word.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase)
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔', '।'])
}

/// The lines of a text; faster on short ones than those of the standard library.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr(b'\n', text.as_bytes());
        rest = end.and_then(|end| text.get(end + 1..));
        text.get(..end.unwrap_or(text.len()))
    })
}

/// The paragraphs of a text that is laid out.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let breaks = memchr_iter(b'\n', text.as_bytes());
        let end = breaks
            .into_iter()
            .find(|at| text.as_bytes().get(at + 1) == Some(&b'\n'));
        rest = end.and_then(|end| text.get(end + 2..));
        text.get(..end.unwrap_or(text.len()))
    })
}

/// Whether a line has columns: wide gaps or leaders between its cells.
fn is_tabular(line: &str, gaps: &[memmem::Finder<'_>]) -> bool {
    gaps.iter().any(|gap| gap.find(line.as_bytes()).is_some())
}

/// How the lines of a company's report begin: a share's earnings, net, revenue, sales, outlook.
const REPORT_LINES: &[&str] = &[
    "Shr ", "Net ", "Revs", "Sale", "Oper", "Avg ", "Qtly", "Pay ", "Reco", "Year", "Nine", "Six ",
];

/// Whether a line is mostly figures: `Net 807,000 vs 2,858,000`.
fn is_numeric(line: &str) -> bool {
    if line.len() >= 80 || line.ends_with('.') {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let report = line.get(..4).is_some_and(|start| REPORT_LINES.contains(&start));
    digits * if report { 12 } else { 5 } >= line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> Vec<String> {
        paragraphs(text, Layout::of(text))
            .split(PARAGRAPH_BREAK)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn indented_lines_begin_paragraphs_and_wrapped_ones_are_joined() {
        let text = "The ministry said on Tuesday that the harbour of Port Vell would\n\
                    stay closed until the one-\nfor-one exchange of its cranes is done.\n    \
                    Shippers were told to look for berths in other ports, and a few\ndid so at once.\n";
        assert_eq!(
            laid_out(text),
            [
                "The ministry said on Tuesday that the harbour of Port Vell would stay closed until the \
                 one-for-one exchange of its cranes is done.",
                "Shippers were told to look for berths in other ports, and a few did so at once."
            ]
        );
    }

    #[test]
    fn tables_keep_their_lines() {
        let text = "Shr 12 cts vs 9 cts\n    Net 1,204,000 vs 855,000\n    Revs 20.1 mln vs 18.3 mln\n    \
                    NOTE: The company said that the figures of last year were restated for a\n\
                    split of its stock in May, and that the rise of its sales was due to paper.\n";
        let expected = [
            "Shr 12 cts vs 9 cts\nNet 1,204,000 vs 855,000\nRevs 20.1 mln vs 18.3 mln",
            "NOTE: The company said that the figures of last year were restated for a split of its stock in \
             May, and that the rise of its sales was due to paper.",
        ];
        assert_eq!(
            paragraphs(text, Layout::Indented)
                .split(PARAGRAPH_BREAK)
                .collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn a_line_may_be_a_paragraph() {
        let text = "The bridge was closed.\nNobody was hurt, the mayor said.\nIt will open on Friday.";
        assert_eq!(laid_out(text).len(), 3);
        let text = "The bridge was closed.\n\nNobody was hurt.";
        assert_eq!(laid_out(text).len(), 2);
    }

    #[test]
    fn wrapped_blocks_are_parted_by_blank_lines() {
        let text = "The bridge over the river was closed on Monday because of a crack that\n\
                    had been found by a diver, the mayor said.\n\n\
                    It will be open again by the end of the week, according to engineers who\n\
                    were sent from the capital.\n";
        assert_eq!(laid_out(text).len(), 2);
    }
}
