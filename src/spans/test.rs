//! Conditions on one folded word: itself, its stem, a pattern with wildcards, or likeness.

use crate::tokens;

/// A condition on one word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// The word itself.
    Exact(String),
    /// Any word with this stem.
    Stem(String),
    /// Any word that begins so.
    Prefix(String),
    /// Any word that is so where `*` stands for any letters, or none, and `?` for one.
    Wild(String),
    /// Any word that becomes this one by at most so many letters put in, left out, put in place of
    /// another, or swapped with the next one.
    Fuzzy(String, u8),
}

impl Test {
    /// Whether a folded word satisfies the condition.
    ///
    /// ```
    /// use newsidx::spans::Test;
    /// assert!(Test::Stem("minist".into()).accepts("ministers"));
    /// assert!(!Test::Exact("minister".into()).accepts("ministers"));
    /// assert!(Test::Wild("*ist?n".into()).accepts("pakistan"));
    /// assert!(Test::Fuzzy("haftar".into(), 1).accepts("hatfar"));
    /// ```
    #[must_use]
    pub fn accepts(&self, word: &str) -> bool {
        match self {
            Test::Exact(wanted) => word == wanted,
            Test::Prefix(beginning) => word.starts_with(beginning),
            Test::Stem(stem) => tokens::has_stem(word, stem),
            Test::Wild(pattern) => wild_matches(pattern, word),
            Test::Fuzzy(wanted, most) => is_like(wanted, word, usize::from(*most)),
        }
    }

    /// Whether nothing but trying all words of an index finds those that satisfy the condition.
    #[must_use]
    pub fn is_scan(&self) -> bool {
        matches!(self, Test::Wild(pattern) if pattern.starts_with(['*', '?']))
    }

    /// What every word that satisfies the condition begins with, one of them; nothing where it may begin
    /// anyhow.
    #[must_use]
    pub fn beginnings(&self) -> Vec<String> {
        match self {
            Test::Exact(word) => vec![word.clone()],
            Test::Prefix(beginning) => vec![beginning.clone()],
            Test::Stem(stem) => tokens::forms_begin_with(stem),
            Test::Wild(pattern) => {
                let beginning = pattern.split(['*', '?']).next().unwrap_or_default();
                vec![beginning.to_owned()]
            }
            Test::Fuzzy(..) => vec![String::new()],
        }
    }
}

/// Greedy matching: where it fails, the last `*` takes one letter more. At worst the product of the
/// lengths, which are those of words.
fn wild_matches(pattern: &str, word: &str) -> bool {
    let (pattern, word) = (pattern.as_bytes(), word.as_bytes());
    // Nearly all words are passed over by their last byte.
    if let (Some(last), Some(end)) = (pattern.last(), word.last())
        && !matches!(last, b'*' | b'?')
        && last != end
    {
        return false;
    }
    let (mut at, mut read) = (0, 0);
    let mut star = None;
    while read < word.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, read));
                at += 1;
                continue;
            }
            Some(b'?') => {
                at += 1;
                read += letter_length(word[read]);
                continue;
            }
            Some(letter) if *letter == word[read] => {
                at += 1;
                read += 1;
                continue;
            }
            _ => {}
        }
        let Some((behind, taken)) = star else {
            return false;
        };
        let next = taken + letter_length(word[taken]);
        star = Some((behind, next));
        (at, read) = (behind, next);
    }
    pattern[at..].iter().all(|sign| *sign == b'*')
}

/// The bytes of the UTF-8 letter that begins with a byte.
fn letter_length(first: u8) -> usize {
    match first {
        0..=0xbf => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// Whether two words are at most so many edits apart: Damerau's distance where no letter is edited
/// twice ("optimal string alignment"). Only the diagonal that can matter is filled in.
fn is_like(wanted: &str, word: &str, most: usize) -> bool {
    // An edit takes away one letter and brings one at most: most words are passed over by this.
    let (one, other) = (letters(wanted), letters(word));
    let far = |set: u64| set.count_ones() as usize > most;
    if wanted.len().abs_diff(word.len()) > 4 * most || far(one & !other) || far(other & !one) {
        return false;
    }
    let (wanted, word): (Vec<char>, Vec<char>) = (wanted.chars().collect(), word.chars().collect());
    if wanted.len().abs_diff(word.len()) > most {
        return false;
    }
    let far = most + 1;
    let mut before_last = vec![far; word.len() + 1];
    let mut last: Vec<usize> = (0..=word.len()).map(|column| column.min(far)).collect();
    for row in 1..=wanted.len() {
        let mut this = vec![far; word.len() + 1];
        if row <= most {
            this[0] = row;
        }
        let (low, high) = (row.saturating_sub(most).max(1), (row + most).min(word.len()));
        let mut least = this[0];
        for column in low..=high {
            let differs = usize::from(wanted[row - 1] != word[column - 1]);
            let mut edits = (last[column - 1] + differs)
                .min(last[column] + 1)
                .min(this[column - 1] + 1);
            let swapped = row > 1
                && column > 1
                && wanted[row - 1] == word[column - 2]
                && wanted[row - 2] == word[column - 1];
            if swapped {
                edits = edits.min(before_last[column - 2] + 1);
            }
            this[column] = edits.min(far);
            least = least.min(edits);
        }
        if least > most {
            return false;
        }
        before_last = last;
        last = this;
    }
    last[word.len()] <= most
}

/// The letters of a word as a set of 64, in which several letters share a place.
fn letters(word: &str) -> u64 {
    let places = word.chars().map(|letter| 1_u64 << (u32::from(letter) % 64));
    places.fold(0, |set, place| set | place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Wildcards by trying everything.
    fn plainly(pattern: &[char], word: &[char]) -> bool {
        match pattern.split_first() {
            None => word.is_empty(),
            Some(('*', rest)) => (0..=word.len()).any(|taken| plainly(rest, &word[taken..])),
            Some((sign, rest)) => word
                .split_first()
                .is_some_and(|(letter, behind)| (*sign == '?' || sign == letter) && plainly(rest, behind)),
        }
    }

    /// The distance by its definition.
    fn distance(one: &[char], other: &[char]) -> usize {
        let (Some(first), Some(second)) = (one.first(), other.first()) else {
            return one.len().max(other.len());
        };
        let mut least = distance(&one[1..], &other[1..]) + usize::from(first != second);
        least = least
            .min(distance(&one[1..], other) + 1)
            .min(distance(one, &other[1..]) + 1);
        if one.len() > 1 && other.len() > 1 && one[0] == other[1] && one[1] == other[0] {
            least = least.min(distance(&one[2..], &other[2..]) + 1);
        }
        least
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn wildcards_match_as_they_plainly_mean(pattern in "[abé*?]{0,7}", word in "[abé]{0,8}") {
            let (signs, letters): (Vec<char>, Vec<char>) = (pattern.chars().collect(), word.chars().collect());
            prop_assert_eq!(wild_matches(&pattern, &word), plainly(&signs, &letters));
        }

        #[test]
        fn likeness_is_the_distance(one in "[abé]{0,6}", other in "[abé]{0,6}", most in 1usize..3) {
            let (first, second): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            prop_assert_eq!(is_like(&one, &other, most), distance(&first, &second) <= most);
        }
    }
}
