//! A TOML document read key by key, so that whatever is wrong in it has its file, its line, carets
//! and, where a key is misspelt, the key that was meant. It knows no keys itself.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::caret;
use crate::misspelling;

/// What is wrong in a document, and where.
///
/// Displayed, it is the place and the message, the line with carets, and a hint if there is one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}\n{pointed}{}", .hint.as_ref().map(|hint| format!("\nhint: {hint}")).unwrap_or_default())]
pub struct Fault {
    /// The file, as named by the user.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, in one line.
    pub message: String,
    /// The line, and carets under the place.
    pub pointed: String,
    /// What to write instead.
    pub hint: Option<String>,
}

/// The text of a document, and the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file, as messages name it.
    pub file: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Reads the text.
    ///
    /// # Errors
    /// When the text is not TOML.
    ///
    /// ```
    /// use newsidx::document::Source;
    /// let source = Source { file: "a.toml".into(), text: "total = 3\ntotl = 4".into() };
    /// let fault = source.parse().unwrap().root().check(&["total"]).unwrap_err();
    /// assert_eq!(fault.to_string(), "a.toml:2:1: there is no key `totl`\n  totl = 4\n  ^^^^\nhint: did you mean `total`?");
    /// ```
    pub fn parse(&self) -> Result<Document<'_>, Fault> {
        match DeTable::parse(&self.text) {
            Ok(table) => Ok(Document { source: self, table }),
            Err(error) => {
                let end = self.text.len();
                let span = error.span().unwrap_or(end..end);
                Err(self.fault(span, error.message(), None))
            }
        }
    }

    /// The line, from 1, in which a byte of the text stands.
    fn line(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        memchr::memchr_iter(b'\n', before).count() + 1
    }

    /// A fault at a stretch of the text, in bytes.
    #[must_use]
    pub fn fault(&self, span: Range<usize>, message: &str, hint: Option<&str>) -> Fault {
        let start = self.text.floor_char_boundary(span.start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.text[line_start..];
        let text = rest.split('\n').next().unwrap_or("").trim_end_matches('\r');
        let shown = start - line_start..span.end.saturating_sub(line_start).min(text.len());
        Fault {
            file: self.file.clone(),
            line: self.line(start),
            column: self.text[line_start..start].chars().count() + 1,
            message: message.to_owned(),
            pointed: caret::pointed(text, shown),
            hint: hint.map(str::to_owned),
        }
    }
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    source: &'s Source,
    table: Spanned<DeTable<'s>>,
}

impl Document<'_> {
    /// Its outermost table.
    #[must_use]
    pub fn root(&self) -> Table<'_> {
        Table {
            source: self.source,
            span: self.table.span(),
            table: self.table.get_ref(),
        }
    }
}

/// A table of a document.
#[derive(Clone, Debug)]
pub struct Table<'d> {
    source: &'d Source,
    span: Range<usize>,
    table: &'d DeTable<'d>,
}

impl<'d> Table<'d> {
    /// Checks that the table has no keys but those that are known.
    ///
    /// # Errors
    /// When there is another one; the fault names the nearest known key.
    pub fn check(&self, known: &[&str]) -> Result<(), Fault> {
        let mut keys = self.entries().into_iter().map(|(key, _)| key);
        let Some(key) = keys.find(|key| !known.contains(&key.text)) else {
            return Ok(());
        };
        let hint = match misspelling::nearest(key.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", known.join(", ")),
        };
        Err(key.fault(&format!("there is no key `{}`", key.text), Some(&hint)))
    }

    /// The value of a key, if the table has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'d>> {
        let value = self.table.get(key)?;
        Some(Value {
            source: self.source,
            value,
        })
    }

    /// The value of a key that the table must have.
    ///
    /// # Errors
    /// When it has not.
    pub fn required(&self, key: &str) -> Result<Value<'d>, Fault> {
        self.get(key)
            .ok_or_else(|| self.fault(&format!("`{key}` is missing"), None))
    }

    /// All keys with their values, in the order of the document.
    #[must_use]
    pub fn entries(&self) -> Vec<(Key<'d>, Value<'d>)> {
        let source = self.source;
        let mut entries: Vec<(Key<'d>, Value<'d>)> = self
            .table
            .iter()
            .map(|(key, value)| {
                let span = key.span();
                let text = &**key.get_ref();
                (Key { source, span, text }, Value { source, value })
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    /// The line where the table begins, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line(self.span.start)
    }

    /// A fault of the table as a whole.
    #[must_use]
    pub fn fault(&self, message: &str, hint: Option<&str>) -> Fault {
        self.source.fault(self.span.clone(), message, hint)
    }
}

/// A key of a table.
#[derive(Clone, Debug)]
pub struct Key<'d> {
    source: &'d Source,
    span: Range<usize>,
    /// The key, unquoted.
    pub text: &'d str,
}

impl Key<'_> {
    /// A fault of the key.
    #[must_use]
    pub fn fault(&self, message: &str, hint: Option<&str>) -> Fault {
        self.source.fault(self.span.clone(), message, hint)
    }
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'d> {
    source: &'d Source,
    value: &'d Spanned<DeValue<'d>>,
}

impl<'d> Value<'d> {
    /// A text; a date without quotes is one as well.
    ///
    /// # Errors
    /// When it is none.
    pub fn text(&self) -> Result<Cow<'d, str>, Fault> {
        match self.value.get_ref() {
            DeValue::String(text) => Ok(Cow::from(&**text)),
            DeValue::Datetime(date) => Ok(Cow::from(date.to_string())),
            _ => Err(self.unlike("a text in quotes")),
        }
    }

    /// Texts: a list of them, or one alone.
    ///
    /// # Errors
    /// When it is neither.
    pub fn texts(&self) -> Result<Vec<(Cow<'d, str>, Value<'d>)>, Fault> {
        let values = self.one_or_list();
        values
            .into_iter()
            .map(|value| Ok((value.text()?, value)))
            .collect()
    }

    /// The values of a list; the value itself where it is no list.
    #[must_use]
    pub fn one_or_list(&self) -> Vec<Value<'d>> {
        let source = self.source;
        match self.value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| Value { source, value }).collect(),
            _ => vec![*self],
        }
    }

    /// The values of a list.
    ///
    /// # Errors
    /// When it is none.
    pub fn list(&self) -> Result<Vec<Value<'d>>, Fault> {
        match self.value.get_ref() {
            DeValue::Array(_) => Ok(self.one_or_list()),
            _ => Err(self.unlike("a list")),
        }
    }

    /// A table.
    ///
    /// # Errors
    /// When it is none.
    pub fn table(&self) -> Result<Table<'d>, Fault> {
        match self.value.get_ref() {
            DeValue::Table(table) => Ok(Table {
                source: self.source,
                span: self.value.span(),
                table,
            }),
            _ => Err(self.unlike("a table")),
        }
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn flag(&self) -> Result<bool, Fault> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => Ok(*flag),
            _ => Err(self.unlike("true or false")),
        }
    }

    /// A number from 0 up without a fraction.
    ///
    /// # Errors
    /// When it is none.
    pub fn count(&self) -> Result<u64, Fault> {
        let count = match self.value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        count.ok_or_else(|| self.unlike("a whole number from 0 up"))
    }

    /// A finite number.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&self) -> Result<f64, Fault> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let finite = number.filter(|number| number.is_finite());
        finite.ok_or_else(|| self.unlike("a number"))
    }

    /// Whether it is a table, a list, a text and so on, in one word.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.value.get_ref() {
            DeValue::String(_) | DeValue::Datetime(_) => Kind::Text,
            DeValue::Integer(_) | DeValue::Float(_) => Kind::Number,
            DeValue::Boolean(_) => Kind::Flag,
            DeValue::Array(_) => Kind::List,
            DeValue::Table(_) => Kind::Table,
        }
    }

    /// The line where it begins, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line(self.value.span().start)
    }

    /// A fault of the value.
    #[must_use]
    pub fn fault(&self, message: &str, hint: Option<&str>) -> Fault {
        self.source.fault(self.value.span(), message, hint)
    }

    fn unlike(&self, wanted: &str) -> Fault {
        self.fault(&format!("expected {wanted}"), None)
    }
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text or a date.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list.
    List,
    /// A table.
    Table,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source {
            file: "a.toml".into(),
            text: text.into(),
        }
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        let fault = source("name = \"é\"\ntop = [1,\n").parse().unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 10), "{fault}");
        let fault = source("a = 1\n  a = 2\n").parse().unwrap_err();
        assert_eq!(fault.to_string(), "a.toml:2:3: duplicate key\n    a = 2\n    ^");
    }

    #[test]
    fn values_are_what_they_are_asked_for_or_a_fault() {
        let source = source("day = 2020-01-14\nmany = [1, 'x']\nhalf = 0.5\nsix = 0x1_0\n");
        let document = source.parse().unwrap();
        let root = document.root();
        assert_eq!(root.get("day").unwrap().text().unwrap(), "2020-01-14");
        assert_eq!(root.get("half").unwrap().number().unwrap(), 0.5);
        assert_eq!(root.get("six").unwrap().count().unwrap(), 16);
        assert_eq!(
            root.get("many").unwrap().texts().unwrap_err().to_string(),
            "a.toml:2:9: expected a text in quotes\n  many = [1, 'x']\n          ^"
        );
        assert_eq!(root.required("none").unwrap_err().line, 1);
        let names: Vec<&str> = root.entries().iter().map(|(key, _)| key.text).collect();
        assert_eq!(names, ["day", "many", "half", "six"]);
    }
}
