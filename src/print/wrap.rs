//! Breaks running text into lines of a width, counting columns as a terminal does, and marks parts
//! of it bold, dim or underlined. It holds one line at a time, however long the text.

use std::io::{self, Write};
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::Look;
use super::glyph::{Glyph, glyph};
use crate::article::EntityKind;

/// How a part of a text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// Not at all.
    #[default]
    Plain,
    /// Less than the rest.
    Dim,
    /// By weight.
    Bold,
    /// Within what is bold already.
    BoldUnderlined,
    /// In the colour of what it names.
    Named(EntityKind),
    /// The same within what is bold already.
    BoldNamed(EntityKind),
}

impl Style {
    /// How a match stands out in text of this style.
    pub(super) fn marked(self) -> Style {
        match self {
            Style::Plain | Style::Dim => Style::Bold,
            Style::Bold | Style::BoldUnderlined => Style::BoldUnderlined,
            Style::Named(_) | Style::BoldNamed(_) => self,
        }
    }

    /// How a name stands out in text of this style.
    pub(super) fn naming(self, kind: EntityKind) -> Style {
        match self {
            Style::Plain | Style::Dim | Style::Named(_) => Style::Named(kind),
            Style::Bold | Style::BoldUnderlined | Style::BoldNamed(_) => Style::BoldNamed(kind),
        }
    }

    fn begins(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Dim => "\x1b[2m",
            Style::Bold => "\x1b[1m",
            Style::BoldUnderlined => "\x1b[1;4m",
            Style::Named(EntityKind::Person) => "\x1b[36m",
            Style::Named(EntityKind::Organization) => "\x1b[33m",
            Style::Named(EntityKind::Place) => "\x1b[32m",
            Style::BoldNamed(EntityKind::Person) => "\x1b[1;36m",
            Style::BoldNamed(EntityKind::Organization) => "\x1b[1;33m",
            Style::BoldNamed(EntityKind::Place) => "\x1b[1;32m",
        }
    }

    fn ends(self) -> &'static str {
        if self == Style::Plain { "" } else { "\x1b[0m" }
    }
}

/// Text in one style.
pub(super) fn styled(text: &str, style: Style, look: Look) -> String {
    if look.colour && !text.is_empty() {
        format!("{}{text}{}", style.begins(), style.ends())
    } else {
        text.to_owned()
    }
}

#[derive(Clone, Copy)]
struct Cell {
    letter: char,
    style: Style,
}

/// A paragraph that is written line by line as it is pushed in.
pub(super) struct Paragraph<'o> {
    out: &'o mut dyn Write,
    look: Look,
    /// What stands before the first line.
    first: String,
    /// Columns left free before the others.
    indent: usize,
    /// Columns for text.
    room: usize,
    begun: bool,
    line: Vec<Cell>,
    line_width: usize,
    word: Vec<Cell>,
    word_width: usize,
    gap: Option<Style>,
    before: Option<char>,
    /// Characters without a width since the last one that has one.
    accents: usize,
}

/// How many accents a letter may bear; a text could pile them up without end.
const MOST_ACCENTS: usize = 8;

impl<'o> Paragraph<'o> {
    /// Begins a paragraph behind a label, which is `indent` columns wide, padding included.
    pub(super) fn new(out: &'o mut dyn Write, look: Look, label: &str, indent: usize) -> Paragraph<'o> {
        Paragraph {
            out,
            look,
            first: label.to_owned(),
            indent,
            room: look.width.saturating_sub(indent).max(10),
            begun: false,
            line: Vec::new(),
            line_width: 0,
            word: Vec::new(),
            word_width: 0,
            gap: None,
            before: None,
            accents: 0,
        }
    }

    /// Adds text in one style.
    pub(super) fn push(&mut self, text: &str, style: Style) -> io::Result<()> {
        text.chars()
            .try_for_each(|letter| self.push_letter(letter, style))
    }

    /// Adds text with the matches in it, given as byte ranges in order.
    pub(super) fn push_marked(&mut self, text: &str, marks: &[Range<usize>], style: Style) -> io::Result<()> {
        let mut done = 0;
        for mark in marks {
            let (Some(before), Some(inside)) = (text.get(done..mark.start), text.get(mark.clone())) else {
                break;
            };
            self.push(before, style)?;
            self.push(inside, style.marked())?;
            done = mark.end;
        }
        self.push(text.get(done..).unwrap_or_default(), style)
    }

    /// Adds a match, between `**` where nothing else can make it stand out.
    pub(super) fn push_match(&mut self, text: &str, style: Style) -> io::Result<()> {
        let sign = if self.look.colour { "" } else { "**" };
        self.push(sign, style)?;
        self.push(text, style.marked())?;
        self.push(sign, style)
    }

    /// Writes what is left. A paragraph without any text writes nothing.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.end_word()?;
        if self.line.is_empty() {
            Ok(())
        } else {
            self.write_line()
        }
    }

    fn push_letter(&mut self, letter: char, style: Style) -> io::Result<()> {
        let seen = glyph(letter, self.before);
        self.before = Some(letter);
        match seen {
            Glyph::Hidden => return Ok(()),
            Glyph::Space => {
                self.end_word()?;
                self.gap = Some(style);
                return Ok(());
            }
            Glyph::Shown => {}
        }
        let cell = Cell { letter, style };
        let width = letter.width().unwrap_or(0);
        self.accents = if width == 0 { self.accents + 1 } else { 0 };
        if self.accents > MOST_ACCENTS {
            return Ok(());
        }
        if width == 0 && self.word.is_empty() && self.gap.is_none() && !self.line.is_empty() {
            // A mark on a wide character, which is on the line already.
            self.line.push(cell);
            return Ok(());
        }
        // Wide characters are not set apart by spaces: a line may end before and after each.
        if width > 1 || self.word_width + width > self.room {
            self.end_word()?;
        }
        self.word.push(cell);
        self.word_width += width;
        if width > 1 { self.end_word() } else { Ok(()) }
    }

    fn end_word(&mut self) -> io::Result<()> {
        if self.word.is_empty() {
            return Ok(());
        }
        let gap = self.gap.take().filter(|_| !self.line.is_empty());
        if !self.line.is_empty() && self.line_width + usize::from(gap.is_some()) + self.word_width > self.room
        {
            self.write_line()?;
        } else if let Some(style) = gap {
            self.line.push(Cell { letter: ' ', style });
            self.line_width += 1;
        }
        self.line.append(&mut self.word);
        self.line_width += self.word_width;
        self.word_width = 0;
        Ok(())
    }

    fn write_line(&mut self) -> io::Result<()> {
        if self.begun {
            write!(self.out, "{:indent$}", "", indent = self.indent)?;
        } else {
            self.out.write_all(self.first.as_bytes())?;
        }
        let mut text = String::with_capacity(self.line.len() + 8);
        let mut style = Style::Plain;
        for cell in self.line.drain(..) {
            if cell.style != style && self.look.colour {
                text.push_str(style.ends());
                text.push_str(cell.style.begins());
                style = cell.style;
            }
            text.push(cell.letter);
        }
        text.push_str(style.ends());
        text.push('\n');
        self.begun = true;
        self.line_width = 0;
        self.out.write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(width: usize, colour: bool, parts: &[(&str, Style)]) -> String {
        let mut out = Vec::new();
        let mut paragraph = Paragraph::new(&mut out, Look { width, colour }, "1. ", 3);
        for (text, style) in parts {
            paragraph.push(text, *style).unwrap();
        }
        paragraph.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_break_at_spaces_and_stand_under_each_other() {
        let text = "The  truce held\nfor a second day.";
        assert_eq!(
            wrapped(20, false, &[(text, Style::Plain)]),
            "1. The truce held\n   for a second day.\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        let text = "https://example.org/a/very/long/address 停火协议在莫斯科签署之后双方 e\u{301}e\u{301}e\u{301}e\u{301} end";
        for width in 20..60 {
            for line in wrapped(width, false, &[(text, Style::Plain)]).lines() {
                let columns: usize = line.chars().map(|letter| letter.width().unwrap_or(0)).sum();
                assert!(columns <= width, "{width}: {line}");
                assert!(!line.ends_with(' '), "{line}");
            }
        }
    }

    #[test]
    fn styles_begin_and_end_within_a_line() {
        let parts = [
            ("oil and ", Style::Plain),
            ("natural gas", Style::Bold),
            (" rose", Style::Plain),
        ];
        assert_eq!(
            wrapped(20, true, &parts),
            "1. oil and \x1b[1mnatural\x1b[0m\n   \x1b[1mgas\x1b[0m rose\n"
        );
        assert_eq!(wrapped(20, false, &parts), "1. oil and natural\n   gas rose\n");
    }

    #[test]
    fn accents_do_not_pile_up() {
        let piled = format!("e{}", "\u{301}".repeat(1000));
        assert_eq!(
            wrapped(40, false, &[(&piled, Style::Plain)]).chars().count(),
            "1. e\n".len() + MOST_ACCENTS
        );
    }

    #[test]
    fn nothing_is_written_for_nothing() {
        assert_eq!(
            wrapped(40, true, &[("", Style::Bold), (" \u{200b}", Style::Plain)]),
            ""
        );
    }

    #[test]
    fn marks_that_do_not_fit_the_text_are_left_out() {
        let mut out = Vec::new();
        let mut paragraph = Paragraph::new(
            &mut out,
            Look {
                width: 40,
                colour: true,
            },
            "",
            0,
        );
        paragraph
            .push_marked("é oil", &[1..2, 3..6], Style::Plain)
            .unwrap();
        paragraph.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "é oil\n");
    }
}
