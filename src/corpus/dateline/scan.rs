//! The grammar of a dateline: which words at the head of a text are its places, its day, its agency,
//! and where it ends. It says what stands there, not whether that is worth believing.

use super::agencies;
use super::dates::{self, Day};
use super::head::Head;
use super::places::{self, Qualifier};
use super::token::{Kind, Token};

/// How much of a text can be dateline, in characters.
const WINDOW: usize = 250;

/// What stands between a dateline and its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// A dash with white space around it, or one that is no hyphen.
    Dash,
    /// A hyphen that touches a word.
    Hyphen,
    Colon,
    /// Nothing after an agency's mark: `/TASS/. The`, `(CNN)The`.
    Mark,
    /// The end of the text.
    End,
}

/// A place as printed.
#[derive(Debug)]
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) qualifiers: Vec<Qualifier>,
    /// Whether the day follows without a comma between.
    pub(super) glued: bool,
}

/// The dateline at the head of a text, if it is one.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    pub(super) places: Vec<Named<'t>>,
    pub(super) day: Option<Day>,
    pub(super) agencies: Vec<&'static str>,
    /// What stood in parentheses and is no agency.
    pub(super) tag: Option<&'t str>,
    /// The byte after the last word that belongs to it.
    pub(super) end: usize,
    /// Where the story begins.
    pub(super) rest: usize,
    pub(super) stop: Stop,
    /// Whether some of it was not understood.
    pub(super) loose: bool,
}

/// Reads the head of `text`. A `field` is known to hold a dateline and is read leniently: what
/// makes no sense in it is passed over, where elsewhere it means that this is no dateline.
pub(super) fn read(text: &str, field: bool) -> Option<Reading<'_>> {
    let end = text.char_indices().nth(WINDOW).map_or(text.len(), |(at, _)| at);
    let window = &text[..end];
    let reading = Reading {
        places: Vec::new(),
        day: None,
        agencies: Vec::new(),
        tag: None,
        end: 0,
        rest: text.len(),
        stop: Stop::End,
        loose: false,
    };
    let mut scanner = Scanner {
        head: Head::of(window),
        at: 0,
        field,
        joined: true,
        reading,
    };
    scanner.run()?;
    // A text that runs on beyond the window without a dash is a story.
    let cut = scanner.reading.stop == Stop::End && end < text.len();
    (!cut).then_some(scanner.reading)
}

struct Scanner<'t> {
    head: Head<'t>,
    at: usize,
    field: bool,
    /// Whether a name is due: at the head, after `/` and after `and`.
    joined: bool,
    reading: Reading<'t>,
}

impl<'t> Scanner<'t> {
    /// Reads up to the end of the dateline; `None` where this cannot be one.
    fn run(&mut self) -> Option<()> {
        while let Some(token) = self.token(0) {
            match token.kind {
                Kind::Dash if self.is_inner() => self.at += 1,
                Kind::Dash | Kind::Colon if !self.is_empty() => return self.stop(),
                Kind::Comma | Kind::Dot if !self.is_empty() => self.at += 1,
                Kind::Slash if self.slash() => {}
                Kind::Open if self.parenthesis() => {}
                Kind::Word | Kind::Number if self.day() => {}
                Kind::Word if self.words().is_some() => {}
                _ if self.field => {
                    self.reading.loose |= !self.is_empty();
                    self.at += 1;
                }
                _ => return None,
            }
            if self.reading.stop == Stop::Mark {
                return Some(());
            }
        }
        (!self.is_empty()).then_some(())
    }

    fn token(&self, ahead: usize) -> Option<Token> {
        self.head.tokens.get(self.at + ahead).copied()
    }

    fn is_empty(&self) -> bool {
        let reading = &self.reading;
        reading.places.is_empty()
            && reading.day.is_none()
            && reading.agencies.is_empty()
            && reading.tag.is_none()
    }

    /// Goes on at token `at`; what is before it is dateline.
    fn take(&mut self, at: usize) {
        self.at = at;
        self.joined = false;
        if let Some(token) = at.checked_sub(1).and_then(|last| self.head.tokens.get(last)) {
            self.reading.end = token.end;
        }
    }

    /// Whether the dateline goes on after the dash here.
    fn is_inner(&self) -> bool {
        if self.is_empty() {
            return false;
        }
        let after = self.at + 1;
        let tagged = self.head.kind(after) == Some(Kind::Open)
            && self
                .head
                .closing(after)
                .is_some_and(|(_, content)| !agencies::read(content).agencies.is_empty());
        // `(BUSINESS WIRE)--Jan. 5, 2006--`; a field may have a dash too many: `Md., - March 6 - `.
        let dated = self.reading.day.is_none()
            && (self.field || !self.reading.agencies.is_empty())
            && self
                .head
                .calendar(after)
                .is_some_and(|(_, end)| self.head.kind(end) == Some(Kind::Dash));
        tagged || dated || (self.field && self.head.kind(after) == Some(Kind::Comma))
    }

    /// Ends the dateline at the mark here.
    fn stop(&mut self) -> Option<()> {
        let mark = self.token(0)?;
        let next = self.token(1);
        let hyphen = &self.head.text[mark.start..mark.end] == "-";
        let after_mark = self.at.checked_sub(1).and_then(|last| self.head.kind(last));
        self.reading.stop = match mark.kind {
            Kind::Colon => Stop::Colon,
            _ if !hyphen || (mark.spaced && next.is_none_or(|token| token.spaced)) => Stop::Dash,
            _ if matches!(after_mark, Some(Kind::Close | Kind::Dot | Kind::Slash)) => Stop::Dash,
            _ => Stop::Hyphen,
        };
        let story = self.head.tokens[self.at..]
            .iter()
            .skip(1)
            .find(|token| token.kind != Kind::Dash);
        self.reading.rest = story.map_or(self.head.text.len(), |token| token.start);
        // White space at the end of the window is the dateline's too.
        (!self.is_empty()).then_some(())
    }

    /// A slash: between two places, or around an agency.
    fn slash(&mut self) -> bool {
        if let Some((after, content)) = self.head.slashed(self.at) {
            let tag = agencies::read(content);
            let known = tag.unknown.is_none() && !tag.agencies.is_empty();
            if known || self.is_service(content, after) {
                self.reading.agencies.extend(tag.agencies);
                self.reading.tag = self.reading.tag.or(tag.unknown);
                self.take(after);
                self.unmarked();
                return true;
            }
        }
        let between = !self.reading.places.is_empty() && self.head.kind(self.at + 1) == Some(Kind::Word);
        if between {
            self.at += 1;
            self.joined = true;
        }
        between
    }

    /// Whether what stands between the slash here and the one before `after` can be a service that no
    /// table has: `/NewsBeam/`, but not the `or` of `and/or/`.
    fn is_service(&self, content: &str, after: usize) -> bool {
        let glued = |at: usize| self.head.tokens.get(at).is_some_and(|token| !token.spaced);
        let word_follows = glued(after) && self.head.word(after).is_some();
        let parted = self.reading.day.is_some() || !glued(self.at);
        let name = content.starts_with(char::is_uppercase) && content.chars().count() <= 40;
        !self.is_empty() && parted && name && !word_follows
    }

    /// Parentheses or brackets: an agency, the country of a place, or a tag.
    fn parenthesis(&mut self) -> bool {
        let Some((after, content)) = self.head.closing(self.at) else {
            return false;
        };
        // `NEW YORK, (Aug. 30, 2004) - `
        if let (None, Some((day, end))) = (self.reading.day, self.head.calendar(self.at + 1))
            && end + 1 == after
        {
            self.reading.day = Some(day);
            self.take(after);
            return true;
        }
        let tag = agencies::read(content);
        let qualifier = if content.len() > 3 {
            places::qualifier(content)
        } else {
            None
        };
        if !tag.agencies.is_empty() {
            self.reading.agencies.extend(tag.agencies);
            self.reading.tag = self.reading.tag.or(tag.unknown);
            self.take(after);
            self.unmarked();
            return true;
        }
        if let (Some(qualifier), Some(place)) = (qualifier, self.reading.places.last_mut()) {
            place.qualifiers.push(qualifier);
            self.take(after);
            return true;
        }
        let name = content.starts_with(char::is_alphabetic) && content.chars().count() <= 40;
        if name && self.reading.tag.is_none() && !self.is_empty() {
            self.reading.tag = Some(content);
            self.take(after);
            // `COLUMBIA, Mo. (KMIZ) The`: stations leave the dash out.
            if self
                .reading
                .places
                .last()
                .is_some_and(|place| !place.qualifiers.is_empty())
            {
                self.unmarked();
            }
            return true;
        }
        false
    }

    /// After an agency's mark: where no dash follows, the story begins.
    fn unmarked(&mut self) {
        let mut next = self.at;
        if self.head.kind(next) == Some(Kind::Dot) {
            next += 1;
        }
        let Some(story) = self.head.tokens.get(next) else {
            return;
        };
        let opens = self.head.text[story.start..].starts_with(|first: char| {
            first.is_uppercase() || matches!(first, '"' | '“' | '‘' | '«' | '¿' | '¡' | '\'')
        });
        if !self.field && opens && self.head.calendar(next).is_none() {
            self.reading.stop = Stop::Mark;
            self.reading.rest = story.start;
        }
    }

    /// A day, if one stands here.
    fn day(&mut self) -> bool {
        let Some((day, end)) = self.head.calendar(self.at).or_else(|| self.weekday()) else {
            return false;
        };
        if self.reading.day.is_some() {
            return false;
        }
        let comma = self.follows_comma();
        if let (false, Some(place)) = (comma, self.reading.places.last_mut()) {
            place.glued = self.reading.agencies.is_empty();
        }
        self.reading.day = Some(day);
        self.take(end);
        true
    }

    /// Whether a comma stands before the token here, or the full stop of `MOSCOW. Oct 4`.
    fn follows_comma(&self) -> bool {
        self.at
            .checked_sub(1)
            .is_some_and(|last| matches!(self.head.kind(last), Some(Kind::Comma | Kind::Dot)))
    }

    /// A weekday that stands alone, after a place.
    fn weekday(&self) -> Option<(Day, usize)> {
        let weekday = dates::weekday(self.head.word(self.at)?)?;
        let closed = self
            .head
            .kind(self.at + 1)
            .is_none_or(|kind| kind != Kind::Word && kind != Kind::Number);
        (closed && !self.reading.places.is_empty()).then_some((Day::Weekday(weekday), self.at + 1))
    }

    /// Words: a name where one is due, else what qualifies it, an agency, or unknown.
    fn words(&mut self) -> Option<()> {
        if self.head.conjunction(self.at) && !self.is_empty() {
            self.at += 1;
            self.joined = true;
            return Some(());
        }
        let capital = self
            .head
            .word(self.at + 1)
            .is_some_and(|word| word.starts_with(char::is_uppercase));
        if self.field && self.is_empty() && capital && self.head.word(self.at).is_some_and(is_stray) {
            self.at += 1;
            return Some(());
        }
        let end = self.head.segment(self.at)?;
        let segment = self.head.slice(self.at, end);
        let due = self.joined && (self.field || self.reading.day.is_none());
        if due
            && self.is_empty()
            && agencies::bare(segment).is_some()
            && self.head.kind(end).map_or(self.field, |kind| kind == Kind::Dash)
        {
            self.reading.agencies.extend(agencies::bare(segment));
        } else if due {
            self.name(segment, end);
        } else {
            return self.added(segment, end);
        }
        self.take(end);
        Some(())
    }

    /// Words that add to a place: its state or country, an agency without parentheses, one more
    /// place, or what no table has, as a region may be or a misspelled month.
    fn added(&mut self, segment: &'t str, end: usize) -> Option<()> {
        let undated = self.reading.day.is_none();
        let comma = self.at.checked_sub(1).and_then(|last| self.head.kind(last)) == Some(Kind::Comma);
        let mut end = end;
        if let (true, Some(qualifier)) = (undated, places::qualifier(segment)) {
            self.reading.places.last_mut()?.qualifiers.push(qualifier);
        } else if let (true, Some(agency)) = (comma || !undated, agencies::named(segment)) {
            self.reading.agencies.push(agency);
        } else if undated && places::is_city(segment) {
            self.name(segment, end);
        } else {
            let region = segment.starts_with(char::is_uppercase) && segment.split(' ').count() <= 4;
            if !self.field && (self.reading.loose || !undated || !region) {
                return None;
            }
            // `Narch 2`, `Feb 30`
            end += usize::from(self.head.word(end).and_then(dates::day_of_month).is_some());
            self.reading.loose = true;
        }
        self.take(end);
        Some(())
    }

    /// Takes a segment for a place, or for two with `and` between, or for one and its state.
    fn name(&mut self, segment: &'t str, end: usize) {
        let named = |name: &'t str| Named {
            name,
            qualifiers: Vec::new(),
            glued: false,
        };
        if places::is_city(segment) {
            self.reading.places.push(named(segment));
            return;
        }
        let split = (self.at + 1..end.saturating_sub(1)).find(|at| self.head.conjunction(*at));
        if let Some(split) = split.filter(|_| !places::is_setting(segment)) {
            let first = self.head.slice(self.at, split);
            let second = self.head.slice(split + 1, end);
            self.reading.places.extend([named(first), named(second)]);
            return;
        }
        // `FARMINGTON Conn.`: the comma is missing.
        let (name, qualifier) = places::split_state(segment);
        self.reading.places.push(Named {
            name,
            qualifiers: qualifier.into_iter().collect(),
            glued: false,
        });
    }
}

/// Whether a word is a stray letter before a dateline: `c LONDON, April 9`.
fn is_stray(word: &str) -> bool {
    word.chars().count() == 1 && word.starts_with(char::is_lowercase)
}
