//! How JSON is laid out: in one line, or a key a line with lists kept in theirs; in both, what
//! would command a terminal or reorder a line is escaped.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::print::glyph::is_hostile;

/// Writes a value in one line, without a line break.
pub(super) fn compact<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(
        out,
        Escaped {
            inner: CompactFormatter,
            comma: b",",
        },
    );
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes a value with a key a line, without a last line break.
pub(super) fn open<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(
        out,
        Escaped {
            inner: PrettyFormatter::new(),
            comma: b", ",
        },
    );
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Lays out as the inner formatter does, but lists in a line, and hostile characters escaped.
struct Escaped<F> {
    inner: F,
    comma: &'static [u8],
}

impl<F: Formatter> Formatter for Escaped<F> {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first {
            Ok(())
        } else {
            writer.write_all(self.comma)
        }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object_value(writer)
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, letter) in fragment.char_indices().filter(|(_, letter)| is_hostile(*letter)) {
            writer.write_all(&fragment.as_bytes()[done..at])?;
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            done = at + letter.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[done..])
    }
}
