//! Folding of one character: case, accents, width, letter variants. What a reader would type for
//! it on a plain keyboard, where there is such a thing; other scripts keep their letters.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// Whether a character modifies the one before it.
pub(super) fn is_mark(character: char) -> bool {
    character >= '\u{300}' && is_combining_mark(character)
}

/// Whether a character inside a word is not there for the reader: soft hyphens, zero-width signs,
/// the Arabic letter stretcher.
pub(super) fn is_ignored(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}'
    )
}

/// Whether a character belongs to a script written without spaces between words: it is a word of
/// its own here, and a search for several in a row is a search for a phrase.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}'        // Thai, Lao
        | '\u{1000}'..='\u{109f}'    // Myanmar
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{3041}'..='\u{30ff}'    // Hiragana, Katakana
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'    // Han
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Appends the folded form of a letter, digit or mark.
pub(super) fn push_folded(character: char, word: &mut String) {
    if character.is_ascii() {
        word.push(character.to_ascii_lowercase());
        return;
    }
    for lower in character.to_lowercase() {
        push_lower(lower, word);
    }
}

fn push_lower(character: char, word: &mut String) {
    if let Some(spelled) = spelled(character) {
        word.push_str(spelled);
        return;
    }
    if let Some(letter) = variant(character) {
        word.push(letter);
        return;
    }
    if is_mark(character) {
        push_mark(character, word);
        return;
    }
    let before = word.len();
    decompose_compatible(character, |part| {
        if is_mark(part) {
            push_mark(part, word);
        } else if part.is_alphanumeric() {
            word.extend(part.to_lowercase());
        }
    });
    if word.len() == before && character.is_alphanumeric() {
        word.push(character);
    }
}

/// An accent on a Latin or Greek letter is dropped, as are the vowel signs of Arabic and Hebrew;
/// elsewhere a mark makes another letter (`й` is not `и`).
fn push_mark(mark: char, word: &mut String) {
    let optional = matches!(mark, '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}');
    let Some(base) = word.chars().next_back() else {
        return;
    };
    if optional || base < '\u{400}' {
        return;
    }
    word.pop();
    match compose(base, mark) {
        Some(composed) => word.push(composed),
        None => word.extend([base, mark]),
    }
}

/// Letters that have no decomposition but a common spelling.
fn spelled(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "n",
        'ŧ' => "t",
        'ə' => "a",
        'ʻ' | 'ʿ' | 'ʾ' | 'ª' | 'º' => "",
        _ => return None,
    })
}

/// Variants of one letter or digit: Arabic and Persian forms, final sigma, digits.
fn variant(character: char) -> Option<char> {
    let digit = |zero: u32| char::from_u32(u32::from(b'0') + (u32::from(character) - zero));
    match character {
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        'أ' | 'إ' | 'ٱ' => Some('ا'),
        'ة' => Some('ه'),
        'ς' => Some('σ'),
        'ё' => Some('е'),
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{966}'..='\u{96f}' => digit(0x966),
        _ => None,
    }
}
