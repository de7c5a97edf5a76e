//! Typed words, and what of a text they may be.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use newsidx::query::{Form, Words};
use newsidx::tokens::{self, Word};

use super::Oracle;

/// A typed word.
pub(super) struct Typed {
    text: String,
    hyphenated: bool,
    wild: bool,
}

/// The phrases that one with `(a OR b)` in it means.
pub(super) fn choices(words: &Words) -> Vec<String> {
    let text = &words.text;
    let parts = text.split_once('(').and_then(|(before, rest)| {
        let (inside, behind) = rest.split_once(')')?;
        inside.contains(" OR ").then_some((before, inside, behind))
    });
    match parts.filter(|_| words.form == Form::Quoted) {
        Some((before, inside, behind)) => {
            let choice = |choice| format!("{before}{choice}{behind}");
            inside.split(" OR ").map(choice).collect()
        }
        None => vec![text.clone()],
    }
}

/// The words of a typed text; with wildcards they are taken as they stand.
pub(super) fn typed(text: &str, form: Form) -> Vec<Typed> {
    let mut found = Vec::new();
    // Any word before the first or behind the last is no condition.
    let parts: Vec<&str> = text.split_whitespace().collect();
    let first = parts.iter().position(|part| *part != "*").unwrap_or(0);
    let last = parts.iter().rposition(|part| *part != "*").unwrap_or(0);
    for part in &parts[first..=last] {
        let wild = matches!(form, Form::Quoted | Form::Wildcard) && part.contains(['*', '?']);
        if !wild {
            found.extend(tokens::words(part).into_iter().map(|word| Typed {
                text: word.text,
                hyphenated: word.hyphenated,
                wild: false,
            }));
            continue;
        }
        for (at, word) in part.split('-').enumerate() {
            found.push(Typed {
                text: word.to_lowercase(),
                hyphenated: at > 0,
                wild: word.contains(['*', '?']),
            });
        }
    }
    found
}

fn wild_matches(pattern: &[char], word: &[char]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some(('*', rest)) => (0..=word.len()).any(|taken| wild_matches(rest, &word[taken..])),
        Some((sign, rest)) => word
            .split_first()
            .is_some_and(|(letter, behind)| (*sign == '?' || sign == letter) && wild_matches(rest, behind)),
    }
}

/// How many letters must be put in, left out, changed or swapped, up to a limit.
fn edits(one: &[char], other: &[char], limit: usize) -> usize {
    let (Some(first), Some(second)) = (one.first(), other.first()) else {
        return one.len().max(other.len());
    };
    if first == second {
        return edits(&one[1..], &other[1..], limit);
    }
    if limit == 0 {
        return 1;
    }
    let mut least = edits(&one[1..], &other[1..], limit - 1);
    least = least
        .min(edits(&one[1..], other, limit - 1))
        .min(edits(one, &other[1..], limit - 1));
    if one.len() > 1 && other.len() > 1 && one[0] == other[1] && one[1] == other[0] {
        least = least.min(edits(&one[2..], &other[2..], limit - 1));
    }
    least + 1
}

/// Typed words to be found side by side.
pub(super) struct Phrase<'o> {
    pub(super) oracle: &'o Oracle,
    pub(super) typed: &'o [Typed],
    pub(super) form: Form,
    pub(super) stems: bool,
}

impl Phrase<'_> {
    /// How many words at the beginning of a text the typed words from `at` on may be.
    pub(super) fn lengths(&self, text: &[Word], at: usize) -> BTreeSet<usize> {
        if at == self.typed.len() {
            return [0].into();
        }
        let mut found = BTreeSet::new();
        if let Some(word) = text.first()
            && self.is(word, &self.typed[at].text, self.typed[at].wild)
        {
            found.extend(self.lengths(&text[1..], at + 1).iter().map(|length| length + 1));
        }
        if !matches!(self.form, Form::Exact | Form::Fuzzy(_)) {
            for width in 1..=3.min(self.typed.len() - at) {
                self.otherwise(text, at, width, &mut found);
            }
        }
        found
    }

    /// The same, where a run of typed words stands there in another wording.
    fn otherwise(&self, text: &[Word], at: usize, width: usize, found: &mut BTreeSet<usize>) {
        let run = &self.typed[at..at + width];
        let parts: Vec<&str> = run.iter().map(|word| &*word.text).collect();
        if parts.contains(&"*") {
            return;
        }
        let solid = parts.concat();
        let next = at + width;
        let wild = run.iter().any(|word| word.wild);
        let hyphenated = run[1..].iter().all(|word| word.hyphenated);
        if width > 1 && !hyphenated && (wild || !self.oracle.is_compound(&parts)) {
            return;
        }
        if width > 1 && !text.is_empty() && self.is(&text[0], &solid, wild) {
            found.extend(self.lengths(&text[1..], next).iter().map(|length| length + 1));
        }
        if wild {
            return;
        }
        for split in self.oracle.splits(&solid) {
            let split: Vec<&str> = split.split(' ').collect();
            let allowed = self.stems || split.concat() == solid;
            let stands = text.len() >= split.len()
                && split
                    .iter()
                    .zip(text)
                    .all(|(part, word)| self.is(word, part, false));
            if allowed && stands {
                let behind = self.lengths(&text[split.len()..], next);
                found.extend(behind.iter().map(|length| length + split.len()));
            }
        }
    }

    /// Whether a word of a text is a wanted one.
    fn is(&self, word: &Word, wanted: &str, wild: bool) -> bool {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        match self.form {
            Form::Fuzzy(most) => edits(&letters(wanted), &letters(&word.text), most.into()) <= most.into(),
            _ if wild => wild_matches(&letters(wanted), &letters(&word.text)),
            _ if self.stems => stem(&word.text) == stem(wanted),
            _ => word.text == wanted,
        }
    }
}

/// The words of a synonym, bound together as by hyphens.
pub(super) fn side_by_side(member: &str) -> Vec<Typed> {
    let words = tokens::words(member).into_iter().enumerate();
    let bound = |(at, word): (usize, Word)| Typed {
        text: word.text,
        hyphenated: at > 0,
        wild: false,
    };
    words.map(bound).collect()
}

pub(super) fn stem(word: &str) -> String {
    // The same few words are asked for again and again.
    thread_local! { static STEMS: RefCell<BTreeMap<String, String>> = RefCell::default(); }
    STEMS.with_borrow_mut(|stems| match stems.get(word) {
        Some(stem) => stem.clone(),
        None => {
            let stem = tokens::stem(word).into_owned();
            stems.insert(word.to_owned(), stem.clone());
            stem
        }
    })
}
