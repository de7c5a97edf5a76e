//! Words that are nearly operators, functions or boosts: a blank too many, a number too few, the
//! spelling of another system. They stay words; what is said of them is a remark.

use std::ops::Range;

use super::lexer::{Token, is_space};
use super::operator::{self, Function};
use super::remark::Remark;
use super::wide::{is_open, narrow};
use super::{Query, Words};
use crate::field::named;

/// What is to be said of the words of a query that was read from this text.
pub(super) fn slips(text: &str, query: &Query) -> Vec<Remark> {
    let mut words: Vec<&Words> = Vec::new();
    for part in query.all_parts() {
        if let Query::Words(part) = part
            && part.is_plain()
        {
            words.push(part);
        }
    }
    words.sort_by_key(|word| word.span.start);
    let mut remarks: Vec<Remark> = Vec::new();
    for index in 0..words.len() {
        let Some(word) = Word::of(text, &words, index) else {
            continue;
        };
        // `W /5` is one slip, not two.
        let is_told = remarks.last().is_some_and(|last| word.span.start < last.span.end);
        if let Some((text, span)) = word.split().or_else(|| word.alone()).filter(|_| !is_told) {
            remarks.push(Remark { text, span });
        }
    }
    remarks
}

/// A word and what stands around it.
struct Word<'q> {
    text: &'q str,
    /// In ASCII forms.
    typed: String,
    is_wide: bool,
    span: Range<usize>,
    /// Whether another word stands before it somewhere.
    is_behind: bool,
    next: Option<&'q Words>,
}

/// What is said, and of what.
type Said = (String, Range<usize>);

impl<'q> Word<'q> {
    fn of(text: &'q str, words: &[&'q Words], index: usize) -> Option<Word<'q>> {
        let word = words.get(index)?;
        Some(Word {
            text,
            is_wide: narrow(&word.text) != word.text,
            typed: narrow(&word.text).into_owned(),
            span: word.span.clone(),
            is_behind: index > 0,
            next: words.get(index + 1).copied(),
        })
    }

    fn behind(&self) -> &'q str {
        self.text.get(self.span.end..).unwrap_or_default()
    }

    fn is(&self, name: &str) -> bool {
        self.typed.eq_ignore_ascii_case(name)
    }

    /// An operator or a function with white space in it: `W/ 5`, `W / 5`, `NEAR 5`, `W /s`, `caps (`.
    fn split(&self) -> Option<Said> {
        let behind = self.behind().trim_start_matches(is_space);
        if behind.len() < self.behind().len() && behind.starts_with(is_open) {
            Function::of(&self.typed)?;
            let text = format!(
                "`{0}` is a word here; write {0}(...) without the space",
                self.typed
            );
            return Some((text, self.span.clone()));
        }
        if behind.len() < self.behind().len()
            && behind.starts_with([':', '：'])
            && named(&self.typed).is_some()
        {
            let text = format!(
                "`{0}` is a word here; the colon of a field stands right behind it: {0}:",
                self.typed
            );
            return Some((text, self.span.clone()));
        }
        if self.is("w") || self.is("near") || self.is("pre") {
            let sign = behind.split(is_space).next().unwrap_or_default();
            if matches!(sign, "/s" | "/S" | "/p" | "/P") {
                let end = self.text.len() - behind.len() + sign.len();
                return Some(self.across(end, &sign.to_ascii_lowercase()));
            }
        }
        let next = self.next?;
        let gap = self.text.get(self.span.end..next.span.start)?;
        let bars = gap.trim_matches(is_space);
        if matches!(bars, "|" | "||") {
            let start = self.span.end + gap.find('|')?;
            let text = format!("`{bars}` means nothing here; the operator is `OR`");
            return Some((text, start..start + bars.len()));
        }
        let gap: String = narrow(gap).chars().filter(|letter| !is_space(*letter)).collect();
        let value = narrow(&next.text);
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let joined = format!("{}{gap}{value}", self.typed);
        if matches!(Token::operator(&joined), Some(Token::Near(_))) && joined.contains('/') {
            return Some(self.across(next.span.end, &joined));
        }
        if !gap.is_empty() || !is_number {
            return None;
        }
        match &*self.typed {
            "NEAR" | "W" | "WITHIN" => Some(self.across(next.span.end, &format!("W/{value}"))),
            "PRE" | "ADJ" => Some(self.across(next.span.end, &format!("PRE/{value}"))),
            _ if (self.is("atleast") || self.is("first"))
                && self.text[next.span.end..]
                    .trim_start_matches(is_space)
                    .starts_with(is_open) =>
            {
                let span = self.span.start..next.span.end;
                let typed = &self.text[span.clone()];
                let text = format!("`{typed}` is read as words; write {}{value}(...)", self.typed);
                Some((text, span))
            }
            _ => None,
        }
    }

    /// What is said of an operator from here to `end`, with the `NOT` before it.
    fn across(&self, end: usize, operator: &str) -> Said {
        let before = self.text.get(..self.span.start).unwrap_or_default();
        let rest = before.trim_end_matches(is_space);
        let not = rest
            .strip_suffix("NOT")
            .filter(|rest| !rest.ends_with(|last: char| last.is_alphanumeric()));
        let (start, not) = match not {
            Some(rest) => (rest.len(), "NOT "),
            None => (self.span.start, ""),
        };
        let typed = self.text.get(start..end).unwrap_or_default();
        let text = format!("`{typed}` is read as words; the operator is `{not}{operator}`");
        (text, start..end)
    }

    /// A word by itself.
    fn alone(&self) -> Option<Said> {
        // Behind a sign it is meant as a word.
        if Token::operator(&self.typed).is_some() {
            return None;
        }
        let text = self
            .operator()
            .or_else(|| self.call())
            .or_else(|| self.wide())
            .or_else(|| self.boost())?;
        Some((text, self.span.clone()))
    }

    /// `near5`, `n/5`, `w/para`, `NOTW/5`, `W/5x`, `NEAR`
    fn operator(&self) -> Option<String> {
        let typed = &*self.typed;
        let is = |operator: &str| Some(format!("`{typed}` is a word here; the operator is `{operator}`"));
        let lower = typed.to_ascii_lowercase();
        if let Some(rest) = lower
            .strip_prefix("not")
            .map(|rest| &typed[typed.len() - rest.len()..])
        {
            let with_letter = format!("W{rest}");
            for meant in [rest, &with_letter] {
                if matches!(Token::operator(meant), Some(Token::Near(_))) {
                    return is(&format!("NOT {meant}"));
                }
            }
        }
        let is_between = self.is_behind && self.next.is_some();
        match typed {
            "NEAR" if is_between => return is("NEAR/5"),
            "PRE" | "ADJ" if is_between => return is("PRE/5"),
            "SENTENCE" if is_between => return is("/s"),
            "PARAGRAPH" if is_between => return is("/p"),
            _ => {}
        }
        let name = lower.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = &lower[name.len()..];
        match name {
            "near" | "w" | "/" | "n/" | "within/" if !number.is_empty() => {
                return is(&format!("W/{number}"));
            }
            "adj" | "pre" | "p/" | "adj/" | "onear/" if !number.is_empty() => {
                return is(&format!("PRE/{number}"));
            }
            _ => {}
        }
        let (name, reach) = lower.split_once('/')?;
        match (name, reach) {
            ("" | "w" | "near" | "pre" | "within", "s" | "sent" | "sentence") => is("/s"),
            ("" | "w" | "near" | "pre" | "within", "p" | "para" | "paragraph") => is("/p"),
            ("w" | "near" | "pre", reach)
                if reach.starts_with(|first: char| first.is_ascii_digit() || name != "w" || first == '-') =>
            {
                Some(format!(
                    "`{typed}` is a word here; an operator has a number and a space behind it: {}/5",
                    name.to_ascii_uppercase()
                ))
            }
            _ => None,
        }
    }

    /// `atleast5 oil`, `first(oil)`
    fn call(&self) -> Option<String> {
        let typed = &*self.typed;
        let name = typed.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if name.eq_ignore_ascii_case("atleast") && name.len() < typed.len() {
            return Some(format!("`{typed}` is a word here; write {typed}(oil)"));
        }
        (self.is("first") && self.behind().starts_with(is_open)).then(|| {
            format!("`{typed}` is a word here; for what begins a text write a number, as in {typed}50(...)")
        })
    }

    /// `minist＊`
    fn wide(&self) -> Option<String> {
        let has_sign = self.is_wide && self.typed.contains(['*', '~', '^']);
        has_sign.then(|| {
            let typed = self.text.get(self.span.clone()).unwrap_or_default();
            format!(
                "the full-width sign of `{typed}` is part of the word; write {}",
                self.typed
            )
        })
    }

    /// `oil^x`, `oil ^2`
    fn boost(&self) -> Option<String> {
        let (word, sign) = self.typed.split_at(self.typed.rfind('^')?);
        if word.is_empty() && operator::boost(sign).is_some() {
            return Some(format!(
                "`{sign}` is a word here; a boost stands right behind a word: oil{sign}"
            ));
        }
        (word.contains(char::is_alphabetic) && !word.contains('^'))
            .then(|| format!("`{sign}` is part of the word here; a boost is a number: {word}^2"))
    }
}
