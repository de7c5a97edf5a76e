//! What a backslash means in the text of a table that does not escape with it.

use memchr::memchr_iter;

/// What a backslash means in the text of a table that does not escape with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Backslash {
    Itself,
    /// A line end: `\`; two are the end of a paragraph. So do the AG news.
    Break,
    /// A line end where an `n` follows it.
    Letter,
}

impl Backslash {
    /// What the backslashes of a table are for.
    pub(super) fn of(sample: &[u8]) -> Backslash {
        let (mut all, mut letters) = (0, 0);
        for at in memchr_iter(b'\\', sample) {
            all += 1;
            letters += usize::from(matches!(
                sample.get(at + 1),
                Some(b'n' | b'r' | b't' | b'"' | b'\'')
            ));
        }
        match all {
            0..3 => Backslash::Itself,
            _ if letters * 2 > all => Backslash::Letter,
            _ => Backslash::Break,
        }
    }

    /// Adds a text with its backslashes made what they mean.
    pub(super) fn push(self, out: &mut Vec<u8>, value: &[u8]) {
        let mut at = 0;
        while let Some(byte) = value.get(at) {
            let next = value.get(at + 1).copied();
            let (written, used): (&[u8], usize) = match (*byte, next, self) {
                (b'\\', Some(b'\\'), Backslash::Break) => (b"\n\n", 2),
                (b'\\', _, Backslash::Break) => (b" ", 1),
                (b'\\', Some(b'n' | b'r'), Backslash::Letter) => (b"\n", 2),
                (b'\\', Some(b't'), Backslash::Letter) => (b" ", 2),
                (b'\\', Some(b'"'), Backslash::Letter) => (b"\"", 2),
                (b'\\', Some(b'\''), Backslash::Letter) => (b"'", 2),
                _ => (std::slice::from_ref(byte), 1),
            };
            out.extend_from_slice(written);
            at += used;
        }
    }
}
