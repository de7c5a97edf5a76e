//! Which encoding bytes are in: what is declared of them in a header, a page or a document of XML, and
//! what they look like. A declaration that the bytes belie is overruled. It decodes nothing.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Declared;

/// How many bytes the guess of an encoding looks at.
const GUESSED_FROM: usize = 64 << 10;

/// How much of a page is searched for a declaration, in bytes, as the HTML standard has it.
const PRESCANNED: usize = 1024;

/// An encoding with two bytes for a sign, and the size of the mark that the stream begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    pub(super) encoding: &'static Encoding,
    pub(super) mark: u64,
}

/// The encoding chosen for bytes, and the one declared for them that was overruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// They are UTF-8.
    Utf8 { instead: Option<&'static Encoding> },
    /// They were UTF-8 before something happened to them.
    BrokenUtf8 { instead: Option<&'static Encoding> },
    /// They are in another.
    Other {
        encoding: &'static Encoding,
        instead: Option<&'static Encoding>,
    },
}

impl Choice {
    /// What to note where a declaration was overruled.
    pub(super) fn overruled(self) -> Option<String> {
        match self {
            Choice::Utf8 { instead } | Choice::BrokenUtf8 { instead } => {
                instead.map(|declared| format!("declared as {}, is UTF-8", declared.name()))
            }
            Choice::Other { encoding, instead } => instead.map(|declared| {
                let (declared, encoding) = (declared.name(), encoding.name());
                format!("declared as {declared}, decoded as {encoding}")
            }),
        }
    }
}

/// UTF-16, by its mark, or without one by the zeros that stand in every other byte of Latin letters,
/// spaces and line ends.
pub(super) fn wide(head: &[u8]) -> Option<Wide> {
    // The mark of UTF-32 begins as that of UTF-16.
    if head.starts_with(&[0xFF, 0xFE, 0, 0]) || head.starts_with(b"<\0\0\0") {
        return None;
    }
    if let Some((encoding, 2)) = Encoding::for_bom(head) {
        return Some(Wide { encoding, mark: 2 });
    }
    let sample = &head[..head.len().min(8 << 10) & !1];
    let zeros = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let enough = |zeros: usize| zeros >= 2 && zeros * 32 >= sample.len() / 2;
    let encoding = match (first, second) {
        (0, second) if enough(second) => UTF_16LE,
        (first, 0) if enough(first) => UTF_16BE,
        _ => return None,
    };
    let (text, broken) = encoding.decode_without_bom_handling(sample);
    let odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    // The sample may end within a pair.
    let whole = !broken || text.chars().rev().skip(1).all(|letter| letter != '\u{FFFD}');
    (whole && !text.chars().any(odd)).then_some(Wide { encoding, mark: 0 })
}

/// The encoding of this name, if bytes that hold a declaration in ASCII may be in it.
fn named(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    if encoding == UTF_16BE || encoding == UTF_16LE {
        // As the HTML standard has it.
        return Some(UTF_8);
    }
    (encoding != REPLACEMENT).then_some(encoding)
}

/// The encoding that a server named.
pub(super) fn in_header(declared: &Declared) -> Option<&'static Encoding> {
    named(declared.charset.as_deref()?.as_bytes())
}

/// What `<?xml ... encoding="..."?>` names.
pub(super) fn in_xml(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let (_, rest) = std::str::from_utf8(&head[..end]).ok()?.split_once("encoding")?;
    let quoted = rest.trim_start().strip_prefix('=')?.trim_start();
    let name = quoted.get(1..)?.split(['"', '\'']).next()?;
    named(name.as_bytes())
}

/// The encoding that a page declares in its beginning: `<meta charset=...>`, or the content of a
/// `<meta http-equiv=content-type>`.
/// After "prescan a byte stream to determine its encoding" of the HTML standard.
pub(super) fn in_page(page: &[u8]) -> Option<&'static Encoding> {
    let head = &page[..page.len().min(PRESCANNED)];
    if let Some(encoding) = in_xml(head) {
        return Some(encoding);
    }
    let head = head.to_ascii_lowercase();
    let mut rest = &head[..];
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix(b"!--") {
            let end = memchr::memmem::find(comment, b"-->")?;
            rest = comment.get(end..)?;
            continue;
        }
        let Some(meta) = rest.strip_prefix(b"meta") else {
            continue;
        };
        if !meta
            .first()
            .is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        {
            continue;
        }
        let end = memchr::memchr(b'>', meta).unwrap_or(meta.len());
        if let Some(encoding) = in_meta(&meta[..end]) {
            return Some(encoding);
        }
    }
    None
}

/// The encoding that the attributes of a `<meta>` name.
fn in_meta(attributes: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(attributes);
    let (mut pragma, mut content, mut charset) = (false, None, None);
    let mut rest = &*text;
    while let Some((name, value, after)) = attribute(rest) {
        match name {
            "http-equiv" => pragma |= value == "content-type",
            "content" => {
                content = value.split_once("charset").and_then(|(_, rest)| {
                    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
                    let rest = rest.trim_start_matches(['"', '\'']);
                    rest.split(['"', '\'', ';', ' ', '\t', '\n']).next()
                });
            }
            "charset" => charset = Some(value),
            _ => {}
        }
        rest = after;
    }
    let name = charset.or(content.filter(|_| pragma))?;
    named(name.as_bytes())
}

/// The first attribute of a tag, its value, and what follows it.
fn attribute(tag: &str) -> Option<(&str, &str, &str)> {
    let tag = tag.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
    let end = tag
        .find(|letter: char| letter == '=' || letter.is_ascii_whitespace())
        .unwrap_or(tag.len());
    let (name, rest) = tag.split_at_checked(end)?;
    if name.is_empty() && rest.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return Some((name, value, after));
        }
    }
    let end = value
        .find(|letter: char| letter.is_ascii_whitespace())
        .unwrap_or(value.len());
    let (value, after) = value.split_at_checked(end)?;
    Some((name, value, after))
}

/// The encoding of a record.
pub(super) fn of_record(bytes: &[u8], declared: Option<&'static Encoding>) -> Choice {
    let error = match std::str::from_utf8(bytes) {
        Ok(_) => return valid(bytes, declared),
        Err(error) => error,
    };
    let from = error.valid_up_to().saturating_sub(GUESSED_FROM / 4);
    let sample = &bytes[from..bytes.len().min(from + GUESSED_FROM)];
    invalid(bytes, sample, declared)
}

/// The encoding of a stream, by its beginning, which may be all of it.
pub(super) fn of_stream(head: &[u8], whole: bool, declared: Option<&'static Encoding>) -> Choice {
    let (good, cut) = match std::str::from_utf8(head) {
        Ok(_) => (true, head),
        // The head may end within a letter.
        Err(error) => match head.get(..error.valid_up_to()) {
            Some(before) if error.error_len().is_none() && !whole => (true, before),
            _ => (false, head),
        },
    };
    match declared.filter(|encoding| *encoding != UTF_8) {
        // What is to come is in the declared one, as far as can be known.
        Some(encoding) if good && cut.is_ascii() && !whole => Choice::Other {
            encoding,
            instead: None,
        },
        _ if good => valid(cut, declared),
        _ => invalid(head, head, declared),
    }
}

/// What is valid as UTF-8 is that, whatever is declared: other encodings form its sequences by accident
/// only.
fn valid(bytes: &[u8], declared: Option<&'static Encoding>) -> Choice {
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1B) {
        return Choice::Other {
            encoding: ISO_2022_JP,
            instead: None,
        };
    }
    let other = declared.filter(|encoding| *encoding != UTF_8);
    Choice::Utf8 {
        instead: other.filter(|_| !bytes.is_ascii()),
    }
}

fn invalid(bytes: &[u8], sample: &[u8], declared: Option<&'static Encoding>) -> Choice {
    let (good, bad) = letters(bytes);
    let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) else {
        if good >= bad {
            return Choice::BrokenUtf8 { instead: None };
        }
        return Choice::Other {
            encoding: guess(sample),
            instead: declared,
        };
    };
    // Against a declaration there must be more to say.
    if good >= 4 * bad && good >= 4 {
        return Choice::BrokenUtf8 { instead: declared };
    }
    let unreadable = |encoding: &'static Encoding| encoding.decode_without_bom_handling(sample).1;
    let guessed = guess(sample);
    if guessed != encoding && unreadable(encoding) && !unreadable(guessed) {
        return Choice::Other {
            encoding: guessed,
            instead: declared,
        };
    }
    Choice::Other {
        encoding,
        instead: None,
    }
}

/// The encoding that bytes look like.
fn guess(sample: &[u8]) -> &'static Encoding {
    let odd = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let letters = sample.iter().any(|byte| *byte >= 0xC0);
    // A few signs and quotation marks in a text without accents, a pound sign say, tell nothing to a
    // detector that looks at letters.
    if !letters && odd * 30 < sample.len() {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// How many letters beyond ASCII bytes have as UTF-8, and how many sequences that are none. Other
/// encodings form letters of UTF-8 by accident only.
fn letters(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    (valid, invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_zeros() {
        let little: Vec<u8> = "Туман закрыл порт, сообщил капитан\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "<?xml version=\"1.0\"?>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(wide(&little).map(|wide| wide.encoding), Some(UTF_16LE));
        assert_eq!(wide(&big).map(|wide| wide.encoding), Some(UTF_16BE));
        for none in [
            &b"plain text"[..],
            b"ab\0\0\0cd",
            b"\x01\0\x02\0\x03\0\x04\0",
            b"<\0\0\0?\0\0\0",
            b"\xff\xfe\0\0a\0\0\0",
            b"",
        ] {
            assert_eq!(wide(none), None, "{none:?}");
        }
    }

    #[test]
    fn pages_declare_their_encoding_in_several_ways() {
        for (page, name) in [
            ("<html><meta charset=\"Shift_JIS\">", "Shift_JIS"),
            ("<META CHARSET=big5 />", "Big5"),
            (
                "<!-- <meta charset=big5> --><meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>",
                "KOI8-R",
            ),
            ("<meta name=x content=charset=big5><meta charset='gbk'>", "GBK"),
            (
                "<?xml version=\"1.0\" encoding='iso-8859-2'?><html>",
                "ISO-8859-2",
            ),
            ("<meta charset=utf-16>", "UTF-8"),
        ] {
            assert_eq!(in_page(page.as_bytes()).map(Encoding::name), Some(name), "{page}");
        }
        let late = format!("{}<meta charset=gbk>", " ".repeat(PRESCANNED));
        for page in [
            "<meta charset=nonesuch>",
            "<p>charset=gbk",
            "<meta",
            "<meta charset",
            &late,
        ] {
            assert_eq!(in_page(page.as_bytes()), None, "{page}");
        }
    }

    #[test]
    fn a_stream_is_in_the_declared_encoding_until_its_bytes_belie_it() {
        let latin = Encoding::for_label(b"latin1");
        let other = |encoding| Choice::Other {
            encoding,
            instead: None,
        };
        assert_eq!(of_stream(b"plain", false, latin), other(WINDOWS_1252));
        assert_eq!(of_stream(b"plain", true, latin), Choice::Utf8 { instead: None });
        assert_eq!(
            of_stream("é".as_bytes(), false, latin),
            Choice::Utf8 { instead: latin }
        );
        assert_eq!(
            of_stream(b"\xC3\xA9\xC3", false, None),
            Choice::Utf8 { instead: None }
        );
        assert_eq!(
            of_stream(b"\xC3\xA9\xC3", true, None),
            Choice::BrokenUtf8 { instead: None }
        );
        let of_xml = |head: &[u8]| match of_stream(head, true, in_xml(head)) {
            Choice::Other { encoding, .. } => encoding.name(),
            _ => "UTF-8",
        };
        assert_eq!(
            of_xml(b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>caf\xe9 of"),
            "windows-1252"
        );
        assert_eq!(of_xml(b"<nitf>the caf\xe9 at Orl\xe9ans"), "windows-1252");
        assert_eq!(of_xml(b"<?xml encoding=\"klingon\"?><nitf>"), "UTF-8");
        let lie = of_stream(b"Le caf\xe9 ferm\xe9 \xe0 Orl\xe9ans", true, Some(UTF_8));
        assert_eq!(
            lie.overruled().as_deref(),
            Some("declared as UTF-8, decoded as windows-1252")
        );
    }
}
