//! What the letters of a name say, whatever story it stands in: found out once for each form of a name
//! and kept. News repeats its names, so that most are known when they come.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::article::EntityKind;
use crate::tokens::{self, Word};

use super::cast;
use super::lists::{List, Standing};
use super::normal;
use super::people::Parts;
use super::sighted::{self, Trimmed};
use super::titles::Title;

/// How many forms are kept at most; then all are forgotten.
const MOST_KEPT: usize = 1 << 14;
/// The longest text that is kept, in bytes.
const LONGEST_KEPT: usize = 64;

/// A form of a name.
#[derive(Debug)]
pub(super) struct Form {
    /// As written, with one space between words.
    pub(super) text: String,
    /// Its words folded, a space between them: equal for equal forms.
    pub(super) surface: String,
    /// How many words it is written with.
    pub(super) count: usize,
    /// Whether it has capitals and no small letters.
    pub(super) is_in_capitals: bool,
    /// The lists that the surface stands in.
    pub(super) standing: Standing,
    /// Whether it is that of a country.
    pub(super) is_country: bool,
    /// Whether it is that of a country or another well-known place.
    pub(super) is_place: bool,
    /// Whether it is that of a firm.
    pub(super) is_firm: bool,
    words: Vec<Word>,
    person: OnceCell<Parts>,
    keys: [OnceCell<String>; 3],
}

impl Form {
    /// The form that a text with these words is.
    fn of(text: &str, words: Vec<Word>) -> Form {
        let surface = normal::surface(&words);
        let standing = Standing::of(&surface);
        let is_country = normal::is_country(&surface);
        let text = single_spaced(text);
        Form {
            count: text.split(' ').count(),
            is_in_capitals: text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
            is_country,
            is_place: is_country || normal::usual(EntityKind::Place, &surface).is_some(),
            is_firm: standing.has(List::Firm) || has_legal_suffix(&surface),
            keys: Default::default(),
            person: OnceCell::new(),
            standing,
            text,
            words,
            surface,
        }
    }

    /// The words by which persons are told apart.
    pub(super) fn person(&self) -> &Parts {
        let pieces = || normal::person_pieces(&self.text, &self.words);
        self.person.get_or_init(|| Parts::of(&pieces()))
    }

    /// What [`normal::key`] says of it.
    pub(super) fn key(&self, kind: EntityKind) -> &str {
        self.keys[kind as usize].get_or_init(|| normal::key_of(kind, &self.text, &self.words))
    }

    /// What [`normal::organization_words`] says of it.
    pub(super) fn organization_words(&self) -> Vec<&str> {
        normal::organization_words(&self.words)
    }
}

/// A text with one space where it has white space.
fn single_spaced(text: &str) -> String {
    let is_plain = |pair: &[u8]| !pair.iter().all(u8::is_ascii_whitespace);
    let mut bytes = text.bytes();
    if bytes.all(|byte| byte == b' ' || byte.is_ascii_graphic()) && text.as_bytes().windows(2).all(is_plain) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name has the legal suffix of a firm behind it.
fn has_legal_suffix(surface: &str) -> bool {
    let suffix = surface.rsplit_once(' ').map(|(_, last)| last);
    suffix.is_some_and(|last| List::Legal.has(last))
}

/// The forms that were seen so far.
#[derive(Debug, Default)]
pub(super) struct Forms {
    forms: FxHashMap<Box<str>, Rc<Form>>,
    trimmed: [FxHashMap<Box<str>, Option<Trimmed>>; 3],
    codes: [FxHashMap<Box<str>, Rc<Form>>; 3],
    titles: FxHashMap<Box<str>, Title>,
}

impl Forms {
    /// The form that a text is.
    pub(super) fn form(&mut self, text: &str) -> Rc<Form> {
        kept(&mut self.forms, text, || {
            Rc::new(Form::of(text, tokens::words(text)))
        })
    }

    /// The name in a text that was sighted as something of a kind; `None` if it is no name.
    pub(super) fn trimmed(&mut self, kind: EntityKind, text: &str) -> Option<Trimmed> {
        let forms = &mut self.forms;
        kept(&mut self.trimmed[kind as usize], text, || {
            let (cut, words) = sighted::cut(kind, text)?;
            let name = text.get(cut.range())?;
            let form = kept(forms, name, || Rc::new(Form::of(name, words)));
            Trimmed::of(kind, cut, form)
        })
    }

    /// The form of the name that a code of a source stands for.
    pub(super) fn of_code(&mut self, kind: EntityKind, code: &str) -> Rc<Form> {
        kept(&mut self.codes[kind as usize], code, || {
            let name = cast::spelled(kind, code);
            Rc::new(Form::of(&name, tokens::words(&name)))
        })
    }

    /// What a word before a name says as a title.
    pub(super) fn title(&mut self, word: &str) -> Title {
        kept(&mut self.titles, word, || Title::of(&normal::joined(word)))
    }
}

fn kept<T: Clone>(known: &mut FxHashMap<Box<str>, T>, text: &str, make: impl FnOnce() -> T) -> T {
    if let Some(made) = known.get(text) {
        return made.clone();
    }
    let made = make();
    if text.len() <= LONGEST_KEPT {
        if known.len() == MOST_KEPT {
            known.clear();
        }
        known.insert(text.into(), made.clone());
    }
    made
}
