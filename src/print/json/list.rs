//! One JSON object that holds a list, written item by item, so that the list may be of any length.

use std::io::{self, Write};

use serde::Serialize;

use super::{VERSION, layout};

/// An object `{"version": 1, NAME: [...]}` being written.
#[derive(Debug)]
pub struct List {
    name: &'static str,
    begun: bool,
}

impl List {
    /// A list by a name, which needs no escaping.
    #[must_use]
    pub fn new(name: &'static str) -> List {
        List { name, begun: false }
    }

    /// Writes the next item, in a line.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn add<T: Serialize>(&mut self, out: &mut dyn Write, item: &T) -> io::Result<()> {
        if self.begun {
            out.write_all(b",\n    ")?;
        } else {
            write!(out, "{{\n  \"version\": {VERSION},\n  \"{}\": [\n    ", self.name)?;
        }
        self.begun = true;
        layout::compact(out, item)
    }

    /// Ends the object.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return out.write_all(b"\n  ]\n}\n");
        }
        writeln!(out, "{{\n  \"version\": {VERSION},\n  \"{}\": []\n}}", self.name)
    }
}
