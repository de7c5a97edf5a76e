//! A concordance as text: every match of an answer in the middle of a line, what stands around it on
//! its sides.

use std::io::{self, Write};
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::Look;
use super::glyph::{Glyph, glyph};
use super::page::{named, tally};
use super::wrap::{Style, styled};
use crate::field::Field;
use crate::search::{Line, Page};
use crate::spans::joined;

/// Writes the matches of each story of a page, a line each, and how many stories there are.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, page: &Page, lines: &[Vec<Line>], look: Look) -> io::Result<()> {
    for (hit, lines) in page.hits.iter().zip(lines) {
        let mut names = named(&hit.article.path, &hit.article.id.0);
        if let Some(published) = hit.article.published {
            names = format!("{names} · {}", published.date);
        }
        writeln!(out, "{}. {}", hit.rank, styled(&names, Style::Dim, look))?;
        for line in lines {
            write_line(out, line, look)?;
        }
        writeln!(out)?;
    }
    if page.total > 0 {
        let matches: usize = lines.iter().map(Vec::len).sum();
        let shown = format!("{}; {matches} matches in those shown", tally(page));
        writeln!(out, "{}", styled(&shown, Style::Dim, look))?;
    }
    Ok(())
}

fn write_line(out: &mut dyn Write, line: &Line, look: Look) -> io::Result<()> {
    // The match stands where the first third ends, so that more is seen of what follows.
    let left = look.width / 3;
    let before = fitting_end(&shown(&line.before), left);
    let pad = left - width(&before);
    let field = match line.field {
        Field::Body => String::new(),
        field => format!("{}: ", field.name()),
    };
    let matched = pieces(line, look.width - left);
    let used: usize = matched.iter().map(|(text, _)| width(text)).sum();
    let behind = shown(&line.behind);
    let behind = fitting(&behind, look.width.saturating_sub(left + used + 1));
    // The name of the field takes the place of white space, if there is enough.
    let label = if width(&field) <= pad { &*field } else { "" };
    write!(
        out,
        "{}{:2$}{before}",
        styled(label, Style::Dim, look),
        "",
        pad - width(label)
    )?;
    for (text, marked) in matched {
        let style = if marked { Style::Bold } else { Style::Plain };
        write!(out, "{}", styled(&text, style, look))?;
    }
    writeln!(out, "{behind}")
}

/// What stands for words that there is no room for.
const LEFT_OUT: &str = " … ";

/// A match, cut where its marks begin and end; each piece with whether it is marked. Where it is wider than
/// `room`, words between marks are left out.
fn pieces(line: &Line, room: usize) -> Vec<(String, bool)> {
    let text = |range: Range<usize>| shown(line.matched.get(range).unwrap_or_default());
    let mut pieces = Vec::new();
    let mut done = 0;
    for range in joined(line.highlights.iter().cloned()) {
        pieces.push((text(done..range.start), false));
        pieces.push((text(range.clone()), true));
        done = range.end;
    }
    pieces.push((text(done..line.matched.len()), false));
    let used = |pieces: &[(String, bool)]| -> usize { pieces.iter().map(|(text, _)| width(text)).sum() };
    if used(&pieces) > room {
        for (at, (text, marked)) in pieces.iter_mut().enumerate() {
            if !*marked && width(text) > width(LEFT_OUT) {
                // A space stands before the match already.
                let left_out = if at == 0 { LEFT_OUT.trim_start() } else { LEFT_OUT };
                left_out.clone_into(text);
            }
        }
    }
    let mut left = room;
    for (text, _) in &mut pieces {
        *text = fitting(text, left).to_owned();
        left -= width(text);
    }
    pieces
}

/// A text in one line: white space as spaces, single ones, without what a terminal must not see.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        match glyph(letter, before) {
            Glyph::Shown => shown.push(letter),
            Glyph::Space if !shown.ends_with(' ') => shown.push(' '),
            Glyph::Space | Glyph::Hidden => {}
        }
        before = Some(letter);
    }
    shown
}

fn width(text: &str) -> usize {
    text.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

/// The beginning of a text that is at most so wide.
fn fitting(text: &str, room: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, letter)| {
        used += letter.width().unwrap_or(0);
        used > room
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// The end of a text that is at most so wide.
fn fitting_end(text: &str, room: usize) -> String {
    let backwards: String = text.chars().rev().collect();
    fitting(&backwards, room).chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wider_than_its_room_keeps_its_marks() {
        let line = Line {
            field: Field::Body,
            before: String::new(),
            matched: "oil that was found off the coast lowered the prices".into(),
            highlights: vec![0..3, 45..51],
            behind: String::new(),
            range: 0..51,
        };
        let shown = |room| -> String {
            let pieces = pieces(&line, room).into_iter();
            pieces
                .map(|(text, marked)| if marked { format!("[{text}]") } else { text })
                .collect()
        };
        assert_eq!(
            shown(51),
            "[oil] that was found off the coast lowered the [prices]"
        );
        assert_eq!(shown(20), "[oil] … [prices]");
        assert_eq!(shown(8), "[oil] … [pr]");
    }
}
