//! The ways in which a text can write what was typed: `cease-fire` is *cease fire* or *ceasefire*, if
//! the corpus says so. What a compound is depends on the corpus, which a [`Lexicon`] knows.

use crate::field::Kind;
use crate::query::{self, Form, Words};
use crate::tokens::{self, Word};

use super::plan::Lexicon;
use super::surface::{Surface, written};
use super::{Leaf, Test};

/// No word or phrase has more wordings than this; further ones are left out.
const MOST_WORDINGS: usize = 16;
/// Phrases longer than this are not searched for compounds.
const LONGEST_EXPANDED: usize = 24;

/// A row of words side by side; each with how many words, whichever they are, stand before it.
pub(super) type Row = Vec<(u32, Leaf)>;

/// A typed word of a phrase.
#[derive(Clone, Debug)]
struct Typed {
    word: Word,
    /// How many words, whichever they are, stand before it.
    skip: u32,
    /// Whether it has wildcards.
    wild: bool,
}

/// Finds the wordings of what is typed.
pub(super) struct Wordings<'l, L> {
    pub(super) lexicon: &'l L,
}

impl<L: Lexicon> Wordings<'_, L> {
    /// The wordings of a word or a phrase, the typed one first; none if it holds no word.
    pub(super) fn of(&self, words: &Words) -> Result<Vec<Row>, L::Error> {
        if words.form == Form::Exact {
            let typed = tokens::words(&words.text);
            let surfaces = written(&words.text, &typed);
            let leaf = |(word, surface): (Word, Surface)| {
                let test = Test::Exact(word.text);
                (0, Leaf { test, surface })
            };
            let row: Row = typed.into_iter().zip(surfaces).map(leaf).collect();
            return Ok(if row.is_empty() { Vec::new() } else { vec![row] });
        }
        let mut rows = Vec::new();
        for phrase in phrases(words) {
            for row in self.written_as(&typed_words(&phrase, words.form), words)? {
                push_new(&mut rows, row);
            }
        }
        for other in &words.also {
            let plain = Words {
                form: Form::Stemmed,
                ..words.clone()
            };
            for row in self.written_as(&typed_words(other, Form::Stemmed), &plain)? {
                push_new(&mut rows, row);
            }
        }
        Ok(rows)
    }

    /// All ways to write the typed words, the typed one first.
    fn written_as(&self, typed: &[Typed], words: &Words) -> Result<Vec<Row>, L::Error> {
        let stem = !matches!(words.form, Form::Quoted | Form::Fuzzy(_))
            && words.fields.iter().any(|field| field.kind() == Kind::Text);
        let test = |word: &str, wild: bool| match words.form {
            Form::Fuzzy(most) => Test::Fuzzy(word.to_owned(), most),
            _ if wild => wildcard(word),
            _ if stem => stemmed(word),
            _ => Test::Exact(word.to_owned()),
        };
        let surface = Surface::of(words.case);
        let leaf = |test: Test| Leaf {
            test,
            surface: surface.clone(),
        };
        let mut partial: Vec<(usize, Row)> = vec![(0, Vec::new())];
        let mut complete = Vec::new();
        while let Some((at, row)) = partial.pop() {
            let Some(next) = typed.get(at) else {
                if !row.is_empty() {
                    push_new(&mut complete, row);
                }
                if complete.len() == MOST_WORDINGS {
                    break;
                }
                continue;
            };
            if typed.len() <= LONGEST_EXPANDED && !matches!(words.form, Form::Fuzzy(_)) {
                for (width, tests) in self.alternatives(&typed[at..], &test)?.into_iter().rev() {
                    let skips = std::iter::once(next.skip).chain(std::iter::repeat(0));
                    let leaves = skips.zip(tests.into_iter().map(leaf));
                    partial.push((at + width, row.iter().cloned().chain(leaves).collect()));
                }
            }
            let mut plain = row;
            plain.push((next.skip, leaf(test(&next.word.text, next.wild))));
            partial.push((at + 1, plain));
        }
        Ok(complete)
    }

    /// Other ways to write what some typed words begin with: how many of them each replaces, and by what.
    fn alternatives(
        &self,
        typed: &[Typed],
        test: &impl Fn(&str, bool) -> Test,
    ) -> Result<Vec<(usize, Vec<Test>)>, L::Error> {
        let mut found = Vec::new();
        for width in 1..=3.min(typed.len()) {
            let run = &typed[..width];
            if run[1..].iter().any(|typed| typed.skip > 0) {
                break;
            }
            let parts: Vec<&str> = run.iter().map(|typed| &*typed.word.text).collect();
            let solid = parts.concat();
            // What has wildcards is no whole word: only what was typed with a hyphen can be joined to it.
            let wild = run.iter().any(|typed| typed.wild);
            let hyphenated = run[1..].iter().all(|typed| typed.word.hyphenated);
            if width > 1 && !hyphenated && (wild || !self.is_compound(&parts)?) {
                continue;
            }
            if width > 1 {
                found.push((width, vec![test(&solid, wild)]));
            }
            if wild {
                continue;
            }
            for split in self.splits(&solid)? {
                // In quotes a word stands for itself: only a split of the same letters will do.
                let exact = matches!(test("", false), Test::Exact(_));
                let same = split.split(' ').collect::<String>() == solid;
                if split.split(' ').ne(parts.iter().copied()) && (same || !exact) {
                    found.push((width, split.split(' ').map(|part| test(part, false)).collect()));
                }
            }
        }
        Ok(found)
    }

    /// Whether words are the parts of a compound.
    pub(super) fn is_compound(&self, parts: &[&str]) -> Result<bool, L::Error> {
        let stems = |part: &str| tokens::stem(part).into_owned();
        let wanted: Vec<String> = parts.iter().map(|part| stems(part)).collect();
        let splits = self.splits(&parts.concat())?;
        Ok(splits
            .iter()
            .any(|split| split.split(' ').map(stems).eq(wanted.iter().cloned())))
    }

    fn splits(&self, solid: &str) -> Result<Vec<String>, L::Error> {
        let key = tokens::stem(solid);
        let mut splits = self.lexicon.splits(&key)?;
        splits.extend(tokens::listed_splits(&key).map(str::to_owned));
        splits.sort_unstable();
        splits.dedup();
        Ok(splits)
    }
}

pub(super) fn stemmed(word: &str) -> Test {
    Test::Stem(tokens::stem(word).into_owned())
}

/// The condition that a folded word with wildcards is.
fn wildcard(word: &str) -> Test {
    match word.strip_suffix('*') {
        Some(beginning) if !beginning.contains(['*', '?']) => Test::Prefix(beginning.to_owned()),
        _ => Test::Wild(word.to_owned()),
    }
}

/// The phrases that a typed one means.
fn phrases(words: &Words) -> Vec<String> {
    let choices = match words.form {
        Form::Quoted => query::alternatives(&words.text),
        _ => None,
    };
    choices.unwrap_or_else(|| vec![words.text.clone()])
}

/// Letters that stand for the wildcards while the analyser reads a word: it takes them for letters of a
/// script that news is not written in, and leaves them as they are.
const STAR: char = 'ᚠ';
const QUESTION: char = 'ᚢ';

/// The words of a typed text, folded; those that stand for any word are counted and left out.
fn typed_words(text: &str, form: Form) -> Vec<Typed> {
    let mut marked = String::with_capacity(text.len());
    for (at, part) in text.split(char::is_whitespace).enumerate() {
        if at > 0 {
            marked.push(' ');
        }
        let wild = match form {
            Form::Wildcard => true,
            Form::Quoted => part == "*" || query::is_wildcard(part),
            Form::Stemmed | Form::Fuzzy(_) | Form::Exact => false,
        };
        marked.extend(part.chars().map(|letter| match letter {
            '*' if wild => STAR,
            '?' if wild => QUESTION,
            letter => letter,
        }));
    }
    let mut typed: Vec<Typed> = Vec::new();
    let mut skip = 0;
    for mut word in tokens::words(&marked) {
        let wild = word.text.contains([STAR, QUESTION]);
        if wild {
            word.text = word.text.replace(STAR, "*").replace(QUESTION, "?");
        }
        if wild && word.text.bytes().all(|byte| byte == b'*') {
            skip += u32::from(!typed.is_empty());
            continue;
        }
        typed.push(Typed { word, skip, wild });
        skip = 0;
    }
    typed
}

fn push_new(rows: &mut Vec<Row>, row: Row) {
    if !rows.contains(&row) {
        rows.push(row);
    }
}
