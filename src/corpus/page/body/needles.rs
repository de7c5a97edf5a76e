//! Many short strings looked for in one pass over a text.

use rustc_hash::FxHashMap;

/// Strings of two bytes or more, each of a kind.
pub(super) struct Needles {
    by_start: FxHashMap<[u8; 2], Vec<(usize, &'static str)>>,
    starts: [bool; 256],
}

impl Needles {
    pub(super) fn new(strings: impl Iterator<Item = (usize, &'static str)>) -> Self {
        let mut by_start: FxHashMap<[u8; 2], Vec<_>> = FxHashMap::default();
        let mut starts = [false; 256];
        for (kind, string) in strings {
            if let Some(start) = string.as_bytes().first_chunk::<2>() {
                by_start.entry(*start).or_default().push((kind, string));
                starts[usize::from(start[0])] = true;
            }
        }
        Self { by_start, starts }
    }

    /// Tells the kind of each string at each place where it stands in the text.
    pub(super) fn find(&self, text: &str, mut tell: impl FnMut(usize)) {
        let bytes = text.as_bytes();
        for at in 0..bytes.len() {
            if !self.starts[usize::from(bytes[at])] {
                continue;
            }
            let Some(start) = bytes[at..].first_chunk::<2>() else {
                return;
            };
            for (kind, string) in self.by_start.get(start).into_iter().flatten() {
                if bytes[at..].starts_with(string.as_bytes()) {
                    tell(*kind);
                }
            }
        }
    }
}
