//! Names of members: made fit to stand in an address. Nothing is ever written under them.

use std::fmt::Write;

use super::super::walk;

/// The longest name, in bytes.
const LONGEST: usize = 4096;

/// A member's name as it stands in an address: parts joined by `/`, without `.` and `..`, control
/// characters and bytes that are not UTF-8 as `\xNN`.
pub(super) fn cleaned(name: &[u8]) -> String {
    let name = name.get(..LONGEST).unwrap_or(name);
    let readable = walk::readable(name);
    let parts = readable_parts(&readable, name);
    let mut clean = String::with_capacity(readable.len());
    for part in parts {
        if !clean.is_empty() {
            clean.push('/');
        }
        for letter in part.chars() {
            if letter.is_control() {
                // Writing to memory does not fail.
                let _ = write!(clean, "\\x{:02X}", letter as u32);
            } else {
                clean.push(letter);
            }
        }
    }
    if clean.is_empty() {
        clean.push_str("unnamed");
    }
    clean
}

/// The parts of a name that name something. Archives made on Windows part them by `\`.
fn readable_parts<'name>(readable: &'name str, name: &[u8]) -> impl Iterator<Item = &'name str> {
    // In a name that is not UTF-8 a `\` begins what stands for a byte.
    let backslash = std::str::from_utf8(name).is_ok();
    readable
        .split(move |letter| letter == '/' || backslash && letter == '\\')
        .filter(|part| !matches!(*part, "" | "." | ".."))
}

/// Whether a member is hidden, as on disk, or is what macOS keeps beside files.
pub(super) fn is_hidden(clean: &str) -> bool {
    clean
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// Whether a name is that of an archive whose members have names.
pub(in crate::corpus) fn is_of_archive(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        ".tar", ".tgz", ".tbz2", ".txz", ".tzst", ".zip", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst",
    ];
    let lower = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_its_archive() {
        for (name, clean) in [
            (&b"a/b.txt"[..], "a/b.txt"),
            (b"/etc/passwd", "etc/passwd"),
            (b"../../a//./b", "a/b"),
            (b"..\\..\\a\\b.txt", "a/b.txt"),
            (b"caf\xe9/x", "caf\\xE9/x"),
            (b"a\x1b[31m\nb", "a\\x1B[31m\\x0Ab"),
            ("\u{9b}x".as_bytes(), "\\x9Bx"),
            (b"", "unnamed"),
            (b"../", "unnamed"),
        ] {
            assert_eq!(cleaned(name), clean);
        }
        assert_eq!(cleaned(&[b'a'; 9000]).len(), LONGEST);
    }

    #[test]
    fn hidden_members_are_told() {
        assert!(is_hidden(".DS_Store") && is_hidden("a/.git/b") && is_hidden("__MACOSX/a.txt"));
        assert!(!is_hidden("a.b/c.txt"));
    }
}
