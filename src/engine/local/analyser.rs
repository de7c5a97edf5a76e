//! The one analyser as tantivy's tokenizers: words with the beginnings of sections, compounds, and the
//! stems of words that are not their own.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::article::PARAGRAPH_BREAK;
use crate::tokens::{Begin, Sections, Words, compounds, stem};

use super::schema::{COMPOUND_SEPARATOR, begin_term};

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::new();
    // tantivy wants a `default` to be there for fields that it does not even index.
    let default = ("default", Part::Whole);
    let named = [
        ("words", Part::Whole),
        ("prose", Part::Prose),
        ("lead", Part::Lead),
        ("body", Part::Rest),
        ("compounds", Part::Compounds),
    ];
    for (name, part) in named.into_iter().chain([default]) {
        manager.register(name, TextAnalyzer::from(Analyser { part }));
    }
    manager.register("stems", TextAnalyzer::from(Stemmer::default()));
    manager
}

/// Which words of a text a tokenizer emits.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// All, its sentences not told apart.
    Whole,
    /// All.
    Prose,
    /// The first paragraph.
    Lead,
    /// What follows the first paragraph, in positions that run on from it.
    Rest,
    /// The compounds in place of the words.
    Compounds,
}

#[derive(Clone, Debug)]
struct Analyser {
    part: Part,
}

impl Tokenizer for Analyser {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let lead_end = || text.find(PARAGRAPH_BREAK).unwrap_or(text.len());
        let (text, from) = match self.part {
            Part::Lead => (&text[..lead_end()], 0),
            Part::Rest => (text, lead_end()),
            Part::Whole | Part::Prose | Part::Compounds => (text, 0),
        };
        let token = Token {
            position: 0,
            position_length: 1,
            ..Token::default()
        };
        if self.part == Part::Compounds {
            let mut terms = Vec::new();
            compounds(text, |found| {
                terms.push(format!("{}{COMPOUND_SEPARATOR}{}", found.key(), found.parts))
            });
            terms.sort_unstable();
            terms.dedup();
            return Stream {
                source: Source::Terms(terms.into_iter()),
                sections: None,
                from,
                begun: false,
                token,
            };
        }
        Stream {
            source: Source::Words(Words::of(text)),
            sections: (self.part != Part::Whole).then(|| Sections::of(text)),
            from,
            begun: false,
            token,
        }
    }
}

enum Source<'a> {
    Words(Words<'a>),
    Terms(std::vec::IntoIter<String>),
}

struct Stream<'a> {
    source: Source<'a>,
    sections: Option<Sections>,
    from: usize,
    /// Whether the token is that of a section, so that the word with which it begins comes next.
    begun: bool,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let words = match &mut self.source {
            Source::Words(words) => words,
            Source::Terms(terms) => {
                let next = terms.next();
                self.token.position = self.token.position.wrapping_add(1);
                return next.map(|term| self.token.text = term).is_some();
            }
        };
        let mut begin = None;
        while !self.begun {
            if !words.advance() {
                return false;
            }
            let word = words.word();
            begin = match &mut self.sections {
                Some(sections) => sections.begin(word),
                None => (word.position == 0).then_some(Begin::Text),
            };
            if word.start >= self.from {
                break;
            }
        }
        self.begun = begin.is_some();
        let word = words.word();
        self.token.position = word.position as usize;
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        self.token.text.clear();
        self.token.text.push_str(match begin {
            Some(begin) => begin_term(begin),
            None => &word.text,
        });
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// No more stems than these are remembered at a time.
const MOST_STEMS: usize = 1 << 16;

/// Shorter words are their own stems.
const SHORTEST_FORM: usize = 3;

/// A short word in one number, behind its length: compared and copied at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Short(u128);

impl Short {
    fn of(word: &str) -> Option<Short> {
        let mut bytes = [0; 16];
        let (length, rest) = bytes.split_first_mut()?;
        rest.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        *length = word.len() as u8;
        Some(Short(u128::from_le_bytes(bytes)))
    }

    fn push_to(self, text: &mut String) {
        let bytes = self.0.to_le_bytes();
        let word = &bytes[1..=usize::from(bytes[0])];
        text.push_str(std::str::from_utf8(word).unwrap_or_default());
    }
}

/// Emits the stems of words that are not their own.
#[derive(Clone, Debug, Default)]
struct Stemmer {
    /// Of the short words that came before, because nearly all come again.
    known: FxHashMap<Short, Short>,
}

impl Tokenizer for Stemmer {
    type TokenStream<'a> = Stems<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stems<'a> {
        if self.known.len() > MOST_STEMS {
            self.known.clear();
        }
        Stems {
            words: Words::of(text),
            known: &mut self.known,
            token: Token::default(),
        }
    }
}

struct Stems<'a> {
    words: Words<'a>,
    known: &'a mut FxHashMap<Short, Short>,
    token: Token,
}

impl Stems<'_> {
    /// Makes the token the stem of the present word, if that is another one.
    fn take_stem(&mut self) -> bool {
        let word = &*self.words.word().text;
        let text = &mut self.token.text;
        text.clear();
        let short = Short::of(word);
        if let Some(short) = short
            && let Some(stem) = self.known.get(&short)
        {
            if *stem == short {
                return false;
            }
            stem.push_to(text);
            return true;
        }
        let stem = stem(word);
        if let (Some(word), Some(stem)) = (short, Short::of(&stem)) {
            self.known.insert(word, stem);
        }
        text.push_str(&stem);
        stem != word
    }
}

impl TokenStream for Stems<'_> {
    fn advance(&mut self) -> bool {
        while self.words.advance() {
            if self.words.word().text.len() < SHORTEST_FORM || !self.take_stem() {
                continue;
            }
            let word = self.words.word();
            self.token.position = word.position as usize;
            self.token.offset_from = word.start;
            self.token.offset_to = word.end;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
