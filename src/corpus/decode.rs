//! From bytes to text: what the encoding of a file or a record is, and what must not stand in a
//! story's text. Every repair is disclosed as a note.

use std::borrow::Cow;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::Source;

/// How many bytes the guess of an encoding looks at.
const GUESSED_FROM: usize = 64 << 10;

/// The stream behind its byte order mark, as UTF-8 where it was UTF-16, with a note on that.
pub(super) fn transcoded(head: Vec<u8>, rest: impl Read + Send + 'static) -> (Source, Option<String>) {
    let (encoding, mark) = match Encoding::for_bom(&head) {
        Some((encoding, mark)) => (encoding, mark),
        None => (UTF_8, 0),
    };
    let mut start = std::io::Cursor::new(head);
    start.set_position(mark as u64);
    let stream = start.chain(rest);
    if encoding != UTF_16LE && encoding != UTF_16BE {
        return (Box::new(stream), None);
    }
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(false)
        .build(stream);
    (Box::new(decoder), Some(format!("decoded as {}", encoding.name())))
}

/// The encoding that a document of XML is in, where it is not UTF-8: the one that it declares, or the
/// one that its beginning looks like. A declaration is not believed of bytes that are UTF-8.
pub(super) fn of_xml(head: &[u8]) -> Option<&'static Encoding> {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => head,
        // The head may end within a letter.
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        Err(_) => &[],
    };
    if valid.iter().any(|byte| !byte.is_ascii()) {
        return None;
    }
    let declared = declared(head)
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::REPLACEMENT);
    match declared {
        Some(encoding) if encoding != UTF_8 => Some(encoding),
        _ if valid.is_empty() && !head.is_empty() && !is_broken_utf8(head) => Some(guess(head)),
        _ => None,
    }
}

/// What `<?xml ... encoding="..."?>` names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let (_, rest) = std::str::from_utf8(&head[..end]).ok()?.split_once("encoding")?;
    let quoted = rest.trim_start().strip_prefix('=')?.trim_start();
    let name = quoted.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes())
}

/// A stream in another encoding as UTF-8, with a note on that.
pub(super) fn recoded(source: Source, encoding: &'static Encoding) -> (Source, String) {
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(false)
        .build(source);
    (Box::new(decoder), format!("decoded as {}", encoding.name()))
}

/// A record's text. What is not UTF-8 is read by the encoding that it looks like, or, where it is
/// UTF-8 but for a few bytes, with those replaced.
pub(super) fn text<'bytes>(bytes: &'bytes [u8], notes: &mut Vec<String>) -> Cow<'bytes, str> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error,
    };
    if is_broken_utf8(bytes) {
        let replaced: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
        notes.push(match replaced {
            1 => "1 byte was not UTF-8 and was replaced".to_owned(),
            many => format!("{many} bytes were not UTF-8 and were replaced"),
        });
        return String::from_utf8_lossy(bytes);
    }
    let from = error.valid_up_to().saturating_sub(GUESSED_FROM / 4);
    let sample = &bytes[from..bytes.len().min(from + GUESSED_FROM)];
    let encoding = guess(sample);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut note = format!("decoded as {}", encoding.name());
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    if replaced > 0 {
        note.push_str(&format!(", {replaced} replacement characters"));
    }
    notes.push(note);
    text
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

/// Whether bytes that are no UTF-8 were meant as such: what is valid beyond ASCII is not rarer than
/// what is invalid. Other encodings form UTF-8 sequences by accident only.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= invalid
}

/// Text for a story: line ends are `\n`, no control characters but `\n` and `\t`, no byte order
/// marks, and a space for a no-break space.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    // The first bytes of all that is replaced below; most text has none of them.
    let odd = |byte: u8| {
        (byte < 0x20 && byte != b'\n' && byte != b'\t') || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF)
    };
    // Chunks without a branch for each byte are compared many bytes at once.
    let chunk = text
        .as_bytes()
        .chunks(64)
        .position(|chunk| chunk.iter().fold(false, |any, byte| any | odd(*byte)));
    let Some(chunk) = chunk else {
        return Cow::Borrowed(text);
    };
    let rest = text.as_bytes().get(64 * chunk..).unwrap_or_default();
    let first = 64 * chunk + rest.iter().position(|byte| odd(*byte)).unwrap_or(0);
    let mut clean = String::with_capacity(text.len());
    clean.push_str(&text[..first]);
    let mut characters = text[first..].chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\t' => clean.push(character),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' => clean.push('\n'),
            '\u{2029}' => clean.push_str("\n\n"),
            '\u{A0}' => clean.push(' '),
            '\u{FEFF}' => {}
            _ if character.is_control() => {}
            _ => clean.push(character),
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        let mut notes = Vec::new();
        let text = text(bytes, &mut notes).into_owned();
        (text, notes)
    }

    #[test]
    fn utf_8_is_taken_as_it_is_and_what_is_not_is_disclosed() {
        assert_eq!(decoded("Łódź".as_bytes()), ("Łódź".to_owned(), vec![]));
        let (text, notes) =
            decoded(b"The mayor\x92s \x93caf\xe9\x94 in Orl\xe9ans was closed, said the pr\xe9fet.");
        assert_eq!(text, "The mayor’s “café” in Orléans was closed, said the préfet.");
        assert_eq!(notes, ["decoded as windows-1252"]);
    }

    #[test]
    fn a_lone_pound_sign_is_one() {
        let (text, notes) =
            decoded(b"The ferry was sold for \xa315.8m on Monday, the company said in a brief note.");
        assert!(text.contains("£15.8m"));
        assert_eq!(notes, ["decoded as windows-1252"]);
    }

    #[test]
    fn broken_utf_8_keeps_its_good_letters() {
        let (text, notes) = decoded(b"Z\xc3\xbcrich and S\xc3\xa3o Paulo\xe2\x80");
        assert!(text.starts_with("Zürich and São Paulo"));
        assert_eq!(notes, ["2 bytes were not UTF-8 and were replaced"]);
    }

    #[test]
    fn a_late_odd_byte_is_seen_by_the_guess() {
        let mut bytes = vec![b'a'; 3 * GUESSED_FROM];
        bytes.extend(b" the caf\xe9 at Orl\xe9ans");
        let (text, notes) = decoded(&bytes);
        assert!(text.ends_with("café at Orléans"));
        assert_eq!(notes, ["decoded as windows-1252"]);
    }

    #[test]
    fn the_encoding_of_xml_is_declared_or_looked_for() {
        let name = |head: &[u8]| of_xml(head).map(Encoding::name);
        let declared = b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><nitf>";
        assert_eq!(name(declared), Some("windows-1252"));
        assert_eq!(
            name(&[&declared[..], b"caf\xe9 of Orl\xe9ans"].concat()),
            Some("windows-1252")
        );
        assert_eq!(name(&[&declared[..], "café".as_bytes()].concat()), None);
        assert_eq!(name("<?xml version=\"1.0\"?><nitf>café".as_bytes()), None);
        assert_eq!(name(b"<nitf>the caf\xe9 at Orl\xe9ans"), Some("windows-1252"));
        assert_eq!(name(b"<?xml encoding=\"klingon\"?><nitf>"), None);
        assert_eq!(name("<nitf>é".as_bytes().split_last().unwrap().1), None);
    }

    #[test]
    fn controls_leave_the_text() {
        assert_eq!(
            printable("a\r\nb\rc\u{1}d\u{85}e\u{A0}f\u{FEFF}g\u{9B}h\x1b[2J"),
            "a\nb\ncd\ne fgh[2J"
        );
        assert!(matches!(printable("plain\n\ttext"), Cow::Borrowed(_)));
        assert_eq!(printable("«mille\u{200C}fois»…"), "«mille\u{200C}fois»…");
    }

    #[test]
    fn utf_16_streams_as_utf_8() {
        for (mark, encode) in [
            ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ([0xFE, 0xFF], u16::to_be_bytes),
        ] {
            let mut bytes = mark.to_vec();
            "Ведомости\n"
                .encode_utf16()
                .for_each(|unit| bytes.extend(encode(unit)));
            let (head, rest) = bytes.split_at(5);
            let (mut source, note) = transcoded(head.to_vec(), std::io::Cursor::new(rest.to_vec()));
            let mut text = String::new();
            source.read_to_string(&mut text).unwrap();
            assert_eq!(text, "Ведомости\n");
            assert!(note.is_some_and(|note| note.starts_with("decoded as UTF-16")));
        }
    }
}
