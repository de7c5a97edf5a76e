//! The marks and words of the head of a text, as the grammar of datelines tells them apart: hyphens
//! within names from dashes, full stops from the rest. Nothing here knows a name.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes and single hyphens inside: `Port-au-Prince`, `N'DJAMENA`.
    Word,
    /// Digits, and letters that follow at once: `26`, `1st`.
    Number,
    Comma,
    Dot,
    Colon,
    Slash,
    /// `(` or `[`.
    Open,
    /// `)` or `]`.
    Close,
    /// `—`, `–`, `--`, `_`, `|`, or `-` that joins no word; also what is left of a dash of Windows-1252
    /// after a wrong decoding.
    Dash,
    /// Any other character.
    Other,
}

/// A token and where in the text it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
    /// Whether white space or the edge of the text is before it.
    pub(super) spaced: bool,
}

/// Whether a character stands for an apostrophe.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Splits a text into tokens; their number is bounded by its length.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            spaced = true;
            continue;
        }
        let (kind, length) = token(&text[at..], first);
        tokens.push(Token {
            kind,
            start: at,
            end: at + length,
            spaced,
        });
        at += length;
        spaced = false;
    }
    tokens
}

fn token(text: &str, first: char) -> (Kind, usize) {
    let kind = match first {
        ',' | '،' => Kind::Comma,
        '.' => Kind::Dot,
        ':' => Kind::Colon,
        '/' => Kind::Slash,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '&' => Kind::Word,
        '-' | '—' | '–' | '―' | '−' | '_' | '|' | '\u{96}' | '\u{97}' | '\u{fffd}' => {
            return (Kind::Dash, run(text, |character| character == first));
        }
        _ if first.is_ascii_digit() => return (Kind::Number, run(text, char::is_alphanumeric)),
        _ if first.is_alphabetic() => return (Kind::Word, word(text)),
        _ => Kind::Other,
    };
    (kind, first.len_utf8())
}

fn run(text: &str, member: impl Fn(char) -> bool) -> usize {
    text.find(|character| !member(character)).unwrap_or(text.len())
}

/// The length of the word at the head of `text`.
fn word(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = character == '-' || is_apostrophe(character);
        let letter_follows = characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        // A combining accent is no letter by itself and belongs to the one before it.
        let mark = matches!(character, '\u{300}'..='\u{36f}');
        if !(character.is_alphanumeric() || mark || (joins && letter_follows)) {
            return at;
        }
    }
    text.len()
}
