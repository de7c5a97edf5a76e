//! Cuts a stream of JSON into stories: one object a line, an array of objects, or an object that
//! holds such an array under a key like `articles`. What an object means is left to the parser.

use std::io;

use memchr::memrchr;

use super::super::columns::{self, Role};
use super::super::{LARGEST_RECORD, Outcome, Piece, Source};
use super::input::Input;
use super::scan::{Ending, Kept};

/// Keys whose value is the list of stories, or an object that holds it.
#[rustfmt::skip]
const LISTS: &[&str] = &[
    "articles", "channel", "collection", "data", "docs", "documents", "entries", "feed", "hits", "item", "items",
    "news", "payload", "posts", "records", "response", "result", "results", "rows", "stories", "value",
];

/// How deep a list of stories may lie: `response.results.docs` is 3.
const DEEPEST_LIST: usize = 4;

/// What the cutter is inside of.
enum Level {
    /// A list of stories; the indentation of its latest element.
    List { indent: usize, stories: bool },
    /// An object that may hold the list.
    Holder,
}

/// How the file writes its top-level values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Unknown,
    /// One object a line: a broken line is one broken record.
    Lines,
    /// Anything else.
    Spread,
}

/// The stories of a stream of JSON.
pub(in crate::corpus) struct Splitter {
    input: Input,
    layout: Layout,
    levels: Vec<Level>,
    /// The top-level object that is being read, without the stories of its list.
    holder: Kept,
    /// Whether that object gave stories, and whether it has a text of its own.
    gave: bool,
    has_text: bool,
    finished: bool,
}

impl Splitter {
    /// A splitter that begins at the beginning of a file.
    pub(in crate::corpus) fn new(source: Source) -> Splitter {
        Splitter {
            input: Input::new(source),
            layout: Layout::Unknown,
            levels: Vec::new(),
            holder: Kept::default(),
            gave: false,
            has_text: false,
            finished: false,
        }
    }

    /// The next story; none at the end of the file.
    fn advance(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let step = match self.levels.last() {
                None if self.layout == Layout::Lines => return self.one_line(),
                None => self.at_top()?,
                Some(Level::List { indent, stories }) => {
                    let (indent, stories) = (*indent, *stories);
                    self.in_list(indent, stories)?
                }
                Some(Level::Holder) => self.in_holder()?,
            };
            if step.is_some() || self.finished {
                return Ok(step);
            }
        }
    }

    fn one_line(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let mut kept = Kept::at(self.input.line);
            let more = self.input.rest_of_line(&mut kept)?;
            let length = kept.bytes.trim_ascii_end().len();
            kept.bytes.truncate(length);
            if kept.bytes.last() == Some(&b',') {
                kept.bytes.pop();
            }
            if !kept.bytes.is_empty() || kept.met > LARGEST_RECORD as u64 {
                return Ok(Some(kept.finish(Ending::Whole)));
            }
            if !more {
                self.finished = true;
                return Ok(None);
            }
        }
    }

    fn at_top(&mut self) -> io::Result<Option<Piece>> {
        // RS opens each text of a JSON text sequence (RFC 7464).
        let gap = self.input.gap(b",\x1e", None)?;
        self.holder = Kept::at(self.input.line);
        (self.gave, self.has_text) = (false, false);
        match gap.next {
            None => self.finished = true,
            Some(b'[') => {
                self.input.take(b'[');
                self.levels.push(Level::List {
                    indent: 0,
                    stories: false,
                });
            }
            Some(b'{') => {
                self.input.take(b'{');
                self.holder.push(b"{");
                self.levels.push(Level::Holder);
            }
            Some(stray @ (b']' | b'}')) => self.input.take(stray),
            Some(_) => return self.broken(false).map(Some),
        }
        Ok(None)
    }

    fn in_list(&mut self, indent: usize, stories: bool) -> io::Result<Option<Piece>> {
        let gap = self.input.gap(b",", None)?;
        let indent = gap.indent.unwrap_or(indent);
        let Some(byte) = gap.next else {
            self.finished = true;
            return Ok(Some(
                Kept::at(self.input.line).failed("the file ends inside its list; it may have been cut short"),
            ));
        };
        if byte == b']' {
            self.input.take(byte);
            self.levels.pop();
            if !self.levels.is_empty() {
                self.holder.push(b"]");
            }
            return Ok(None);
        }
        let mut kept = Kept::at(self.input.line);
        let (ending, at_line_start) = self.input.value(&mut kept, 0)?;
        if kept.met == 0 {
            // A byte that begins no value, such as `:`.
            kept.push(&[byte]);
            self.input.take(byte);
        }
        self.finished = ending == Ending::Cut;
        if let Some(level) = self.levels.last_mut() {
            *level = Level::List {
                indent,
                stories: true,
            };
        }
        if ending == Ending::Broken && !at_line_start {
            self.input.rest_of_line(&mut kept)?;
            self.input.resume(indent)?;
        }
        if byte != b'{' && !stories && ending == Ending::Whole {
            return self.no_list(kept).map(Some);
        }
        Ok(Some(kept.finish(ending)))
    }

    /// Passes over a list that does not begin with an object: it holds no stories.
    fn no_list(&mut self, mut kept: Kept) -> io::Result<Piece> {
        self.input.value(&mut kept, 1)?;
        self.levels.pop();
        Ok(Piece::Settled(
            Outcome::Skipped("a list of no objects: it holds no stories".to_owned()),
            kept.met,
        ))
    }

    fn in_holder(&mut self) -> io::Result<Option<Piece>> {
        let gap = self.input.gap(b",", Some(&mut self.holder))?;
        match gap.next {
            None => self.cut().map(Some),
            Some(b'}') => {
                self.input.take(b'}');
                self.holder.push(b"}");
                self.levels.pop();
                if self.levels.is_empty() {
                    self.end_of_holder()
                } else {
                    Ok(None)
                }
            }
            Some(b'"') => self.member(),
            Some(byte) => self.broken(byte == b'{' && gap.indent.is_some()).map(Some),
        }
    }

    /// Takes a key and its value, or steps into the value where it may hold the list of stories.
    fn member(&mut self) -> io::Result<Option<Piece>> {
        let mut key = Kept::at(self.input.line);
        let (ending, _) = self.input.value(&mut key, 0)?;
        self.holder.push(&key.bytes);
        let name = String::from_utf8_lossy(&key.bytes);
        let name = columns::folded(name.trim_matches('"'));
        if ending != Ending::Whole {
            return self.ended(ending, false);
        }
        match self.input.gap(&[], Some(&mut self.holder))?.next {
            None => return self.cut().map(Some),
            Some(b':') => {
                self.input.take(b':');
                self.holder.push(b":");
            }
            Some(_) => return self.broken(false).map(Some),
        }
        let gap = self.input.gap(&[], Some(&mut self.holder))?;
        let may_hold = !self.has_text && LISTS.contains(&&*name);
        match gap.next {
            Some(b'[') if may_hold => self.list_of_holder(),
            Some(b'{') if may_hold && self.levels.len() < DEEPEST_LIST => {
                self.input.take(b'{');
                self.holder.push(b"{");
                self.levels.push(Level::Holder);
                Ok(None)
            }
            next => {
                let body = columns::role_of_name(&name).is_some_and(|(role, _)| role == Role::Body);
                self.has_text |= next == Some(b'"') && body;
                self.member_value(0)
            }
        }
    }

    /// Steps into a list if its first element is an object.
    fn list_of_holder(&mut self) -> io::Result<Option<Piece>> {
        self.input.take(b'[');
        self.holder.push(b"[");
        if self.input.gap(&[], Some(&mut self.holder))?.next != Some(b'{') {
            return self.member_value(1);
        }
        self.gave = true;
        self.levels.push(Level::List {
            indent: 0,
            stories: true,
        });
        Ok(None)
    }

    fn member_value(&mut self, depth: u64) -> io::Result<Option<Piece>> {
        let mut holder = std::mem::take(&mut self.holder);
        let before = holder.met;
        let ended = self.input.value(&mut holder, depth);
        self.holder = holder;
        let (ending, at_line_start) = ended?;
        if ending == Ending::Whole && self.holder.met == before {
            return self.broken(false).map(Some);
        }
        self.ended(ending, at_line_start)
    }

    fn ended(&mut self, ending: Ending, at_line_start: bool) -> io::Result<Option<Piece>> {
        match ending {
            Ending::Whole => Ok(None),
            Ending::Cut => self.cut().map(Some),
            Ending::Broken => self.broken(at_line_start).map(Some),
        }
    }

    /// Ends a top-level object: it is a record itself unless it only held a list of them.
    fn end_of_holder(&mut self) -> io::Result<Option<Piece>> {
        let holder = std::mem::take(&mut self.holder);
        if self.layout == Layout::Unknown {
            let one_line = self.input.line == holder.line && !self.gave;
            let alone = one_line && {
                while let Some(byte @ (b' ' | b'\t' | b'\r' | b',')) = self.input.peek()? {
                    self.input.take(byte);
                }
                matches!(self.input.peek()?, None | Some(b'\n'))
            };
            self.layout = if alone { Layout::Lines } else { Layout::Spread };
        }
        if self.gave && !self.has_text {
            Ok(None)
        } else {
            Ok(Some(holder.finish(Ending::Whole)))
        }
    }

    /// Ends with the file.
    fn cut(&mut self) -> io::Result<Piece> {
        self.finished = true;
        Ok(std::mem::take(&mut self.holder).finish(Ending::Cut))
    }

    /// Gives up what is being read at top level, and goes on behind it.
    fn broken(&mut self, at_line_start: bool) -> io::Result<Piece> {
        let mut broken = std::mem::take(&mut self.holder);
        let first_line = memrchr(b'\n', broken.bytes.trim_ascii_end()).is_none();
        self.levels.clear();
        if !at_line_start {
            self.input.rest_of_line(&mut broken)?;
        }
        if self.layout == Layout::Unknown && first_line && broken.bytes.starts_with(b"{") {
            self.layout = Layout::Lines;
        }
        if self.layout != Layout::Lines && !at_line_start {
            self.input.resume(0)?;
        }
        Ok(match broken.finish(Ending::Whole) {
            // What stands behind a whole value on its line, or a list cut out of its middle.
            Piece::Bytes(bytes) => Piece::Settled(
                Outcome::Failed("not JSON: a value without a key".to_owned()),
                bytes.len() as u64,
            ),
            settled @ (Piece::Settled(..) | Piece::Within(..)) => settled,
        })
    }
}

impl Iterator for Splitter {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.finished {
            return None;
        }
        match self.advance() {
            Ok(piece) => piece,
            Err(error) => {
                self.finished = true;
                Some(Piece::Settled(
                    Outcome::Failed(format!("line {}: reading stopped: {error}", self.input.line)),
                    0,
                ))
            }
        }
    }
}
