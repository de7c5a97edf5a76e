//! The head of a text in tokens, and the phrases that can stand at one of them: a day, parentheses, a
//! run of words. Each is told by itself; the grammar puts them together.

use super::dates::{self, Day};
use super::places;
use super::token::{Kind, Token, tokens};

/// The most words a name has: `WITH THE 3RD INFANTRY DIVISION`.
const NAME_WORDS: usize = 8;

/// A text and its tokens.
pub(super) struct Head<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
}

impl<'t> Head<'t> {
    pub(super) fn of(text: &'t str) -> Head<'t> {
        Head {
            text,
            tokens: tokens(text),
        }
    }

    /// The text from token `from` up to, not with, token `to`.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        match (
            self.tokens.get(from),
            to.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.start <= last.end => &self.text[first.start..last.end],
            _ => "",
        }
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The token at `at`, where it is a word or a number.
    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        let token = self.tokens.get(at)?;
        matches!(token.kind, Kind::Word | Kind::Number).then(|| &self.text[token.start..token.end])
    }

    /// The token after the parenthesis that opens at `open`, and what is in it.
    pub(super) fn closing(&self, open: usize) -> Option<(usize, &'t str)> {
        let close = (open + 1..open + 16).find(|at| self.kind(*at) == Some(Kind::Close))?;
        let content = self.slice(open + 1, close);
        Some((close + 1, content))
    }

    /// The token after the slash that closes the one at `open`, and what is between them.
    pub(super) fn slashed(&self, open: usize) -> Option<(usize, &'t str)> {
        let close = (open + 1..open + 6).find(|at| self.kind(*at) == Some(Kind::Slash))?;
        let tight = |at: usize| self.tokens.get(at).is_some_and(|token| !token.spaced);
        let content = self.slice(open + 1, close);
        (tight(open + 1) && tight(close)).then_some((close + 1, content))
    }

    /// A day of the calendar at token `at`, and the token after it.
    pub(super) fn calendar(&self, at: usize) -> Option<(Day, usize)> {
        let mut at = at;
        if dates::weekday(self.word(at)?).is_some() {
            at = self.past(at + 1, &[Kind::Dot, Kind::Comma]);
        }
        let (month, day, after) = self.month_first(at).or_else(|| self.day_first(at))?;
        let mut next = self.past(after, &[Kind::Dot, Kind::Comma]);
        if self.word(next).is_some_and(|word| matches!(word, "de" | "del")) {
            next += 1;
        }
        let year = self.word(next).and_then(dates::year).filter(|year| {
            // `, 12 people` is no year.
            let long = self
                .tokens
                .get(next)
                .is_some_and(|token| token.end - token.start == 4);
            (long || matches!(self.kind(next + 1), Some(Kind::Dash | Kind::Open | Kind::Comma))) && *year > 0
        });
        let end = if year.is_some() { next + 1 } else { after };
        dates::calendar(year, month, day).map(|day| (day, end))
    }

    /// `at`, or the tokens after it where those kinds stand there, each at most once.
    fn past(&self, at: usize, kinds: &[Kind]) -> usize {
        kinds.iter().fold(
            at,
            |at, kind| if self.kind(at) == Some(*kind) { at + 1 } else { at },
        )
    }

    fn month_first(&self, at: usize) -> Option<(u8, u8, usize)> {
        let number = self.past(at + 1, &[Kind::Dot]);
        let day = dates::day_of_month(self.word(number)?)?;
        let month = dates::month(self.word(at)?)?;
        Some((month, day, number + 1))
    }

    fn day_first(&self, at: usize) -> Option<(u8, u8, usize)> {
        let day = dates::day_of_month(self.word(at)?)?;
        let mut name = self.past(at + 1, &[Kind::Dot]);
        if self
            .word(name)
            .is_some_and(|word| matches!(word, "de" | "of" | "di"))
        {
            name += 1;
        }
        let month = dates::month(self.word(name)?)?;
        let end = self.past(name + 1, &[Kind::Dot]);
        // The full stop of `(4 janv.)` is its own, that of `4 janvier. Le` is not.
        let end = if self.kind(end) == Some(Kind::Dash) || self.kind(end).is_none() {
            end
        } else {
            name + 1
        };
        Some((month, day, end))
    }

    pub(super) fn conjunction(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| matches!(word, "and" | "AND" | "&" | "und" | "y" | "et" | "e"))
    }

    /// The token after the run of words at `at`, with the full stops of its abbreviations.
    pub(super) fn segment(&self, at: usize) -> Option<usize> {
        let setting = self.word(at).is_some_and(places::is_setting);
        let mut end = at;
        let mut words = 0;
        loop {
            let number = setting && self.kind(end) == Some(Kind::Number);
            // Not `calendar`, to which the second word of `SANTO DOMINGO, March 4` is a Sunday.
            let dated = self.month_first(end).or_else(|| self.day_first(end)).is_some();
            let word = self.kind(end) == Some(Kind::Word) && (end == at || !dated);
            if !(word || number) || words == NAME_WORDS {
                break;
            }
            words += 1;
            end += 1;
            if self.kind(end) == Some(Kind::Dot) {
                if !self.abbreviates(end) {
                    break;
                }
                end += 1;
                let closes = self.tokens.get(end).is_none_or(|token| token.spaced);
                if closes && !self.runs_on(end) {
                    break;
                }
            }
            if self.kind(end) == Some(Kind::Slash) && self.is_joined_name(at, end) {
                end += 1;
            }
        }
        (end > at && (words < NAME_WORDS || self.kind(end) != Some(Kind::Word))).then_some(end)
    }

    /// Whether the full stop at `dot` belongs to the word before it.
    fn abbreviates(&self, dot: usize) -> bool {
        let tight = self
            .tokens
            .get(dot + 1)
            .is_some_and(|token| !token.spaced && token.kind == Kind::Word);
        let word = dot.checked_sub(1).and_then(|word| self.word(word)).unwrap_or("");
        tight || word.chars().count() <= 2 || places::is_title(word) || places::qualifier(word).is_some()
    }

    /// Whether a name goes on after the abbreviation before `end`: `ST. LOUIS`, `N. Y.`
    fn runs_on(&self, end: usize) -> bool {
        let before = end.checked_sub(2).and_then(|word| self.word(word)).unwrap_or("");
        places::is_title(before) || before.chars().count() == 1
    }

    /// Whether the slash at `slash` is inside one city's name: `Frankfurt/Main`.
    fn is_joined_name(&self, at: usize, slash: usize) -> bool {
        self.kind(slash + 1) == Some(Kind::Word) && places::is_city(self.slice(at, slash + 2))
    }
}
