//! From bytes to text: what is in another encoding than UTF-8 is recoded, what was recoded wrongly
//! before is mended, and what must not stand in a story's text leaves it. Which encoding it is, is found
//! out elsewhere. Every repair is disclosed as a note.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::encoding::{self, Choice, Wide};
use super::{FileOfRecords, Form, Source, mojibake};

/// The stream behind its byte order mark, as UTF-8 where it is UTF-16, with a note on that.
pub(super) fn transcoded(head: Vec<u8>, rest: Source, wide: Option<Wide>) -> (Source, Option<String>) {
    let mark = match wide {
        Some(wide) => wide.mark,
        None if head.starts_with(b"\xEF\xBB\xBF") => 3,
        None => 0,
    };
    let mut start = Cursor::new(head);
    start.set_position(mark);
    let stream: Source = Box::new(start.chain(rest));
    match wide {
        None => (stream, None),
        Some(wide) => (as_utf_8(stream, wide.encoding), Some(decoded(wide.encoding))),
    }
}

fn as_utf_8(stream: Source, encoding: &'static Encoding) -> Source {
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(false)
        .build(stream);
    Box::new(decoder)
}

fn decoded(encoding: &'static Encoding) -> String {
    format!("decoded as {}", encoding.name())
}

/// A stream as UTF-8, in the encoding that was chosen for it.
pub(super) fn recoded(stream: Source, choice: Choice, notes: &mut Vec<String>) -> Source {
    let overruled = choice.overruled();
    match choice {
        Choice::Utf8 { .. } | Choice::BrokenUtf8 { .. } => {
            notes.extend(overruled);
            stream
        }
        Choice::Other { encoding, .. } => {
            notes.push(overruled.unwrap_or_else(|| decoded(encoding)));
            as_utf_8(stream, encoding)
        }
    }
}

/// A record's text. It is read in the encoding that its file declares, unless the bytes tell otherwise;
/// what was read in the wrong one before it came here is mended.
pub(super) fn text<'bytes>(
    bytes: &'bytes [u8],
    file: &FileOfRecords,
    notes: &mut Vec<String>,
) -> Cow<'bytes, str> {
    // XML is recoded as a stream.
    let declared = match file.form {
        form if form.is_xml() => None,
        Form::Page => encoding::in_header(&file.declared).or_else(|| encoding::in_page(bytes)),
        _ => encoding::in_header(&file.declared),
    };
    let text = in_encoding(bytes, encoding::of_record(bytes, declared), notes);
    let escaped = matches!(
        file.form,
        Form::Json | Form::JsonLines | Form::JsonFeed | Form::Ninjs
    );
    match mojibake::mended(&text, escaped) {
        None => text,
        Some(mended) => {
            notes.extend(mended.notes());
            match mended.text {
                Some(text) => Cow::Owned(text),
                None => text,
            }
        }
    }
}

fn in_encoding<'bytes>(bytes: &'bytes [u8], choice: Choice, notes: &mut Vec<String>) -> Cow<'bytes, str> {
    let overruled = choice.overruled();
    match choice {
        Choice::Utf8 { .. } => {
            notes.extend(overruled);
            let text = String::from_utf8_lossy(bytes);
            notes.extend(replacements(&text));
            text
        }
        Choice::BrokenUtf8 { .. } => {
            notes.extend(overruled);
            let replaced: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
            notes.push(match replaced {
                1 => "1 byte was not UTF-8 and was replaced".to_owned(),
                many => format!("{many} bytes were not UTF-8 and were replaced"),
            });
            String::from_utf8_lossy(bytes)
        }
        Choice::Other { encoding, .. } => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            notes.push(overruled.unwrap_or_else(|| decoded(encoding)));
            notes.extend(replacements(&text));
            text
        }
    }
}

/// Tells of characters that stand for what could not be read, here or before.
fn replacements(text: &str) -> Option<String> {
    match memchr::memmem::find_iter(text.as_bytes(), "\u{FFFD}").count() {
        0 => None,
        1 => Some("1 replacement character in it".into()),
        many => Some(format!("{many} replacement characters in it")),
    }
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
    use std::sync::Arc;

    use super::super::Declared;
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        declared(bytes, Form::Text, None)
    }

    fn declared(bytes: &[u8], form: Form, charset: Option<&str>) -> (String, Vec<String>) {
        let file = FileOfRecords {
            path: "a".into(),
            form,
            options: Arc::default(),
            declared: Declared {
                charset: charset.map(str::to_owned),
                ..Declared::default()
            },
            notes: Vec::new(),
        };
        let mut notes = Vec::new();
        let text = text(bytes, &file, &mut notes).into_owned();
        (text, notes)
    }

    #[test]
    fn declarations_are_followed_unless_the_bytes_tell_otherwise() {
        let greek = b"<meta charset=iso-8859-7><p>\xCA\xE1\xEB\xE7\xEC\xDD\xF1\xE1";
        let (text, notes) = declared(greek, Form::Page, None);
        assert!(text.ends_with("Καλημέρα"), "{text}");
        assert_eq!(notes, ["decoded as ISO-8859-7"]);
        let (text, notes) = declared(greek, Form::Page, Some("windows-1253"));
        assert!(text.ends_with("Καλημέρα"), "{text}");
        assert_eq!(notes, ["decoded as windows-1253"]);
        let lie = "<meta charset=\"latin1\"><p>Καλημέρα";
        let (text, notes) = declared(lie.as_bytes(), Form::Page, None);
        assert_eq!(
            (text, notes),
            (
                lie.to_owned(),
                vec!["declared as windows-1252, is UTF-8".to_owned()]
            )
        );
        let other =
            b"<meta charset=utf-8><p>Le caf\xe9 \xe9tait ferm\xe9 mardi, a dit le pr\xe9fet d'Orl\xe9ans.";
        let (text, notes) = declared(other, Form::Page, None);
        assert!(text.contains("café était fermé"), "{text}");
        assert_eq!(notes, ["declared as UTF-8, decoded as windows-1252"]);
        assert!(
            declared(b"<meta charset=latin1>plain", Form::Page, Some("koi8-r"))
                .1
                .is_empty()
        );
    }

    #[test]
    fn replaced_characters_are_counted_wherever_they_came_from() {
        assert_eq!(
            decoded("a\u{FFFD}b\u{FFFD}".as_bytes()).1,
            ["2 replacement characters in it"]
        );
    }

    #[test]
    fn what_was_read_wrongly_before_is_mended_in_json_too() {
        let (text, notes) = declared(br#"{"a": "the mayor\u00e2\u20ac\u2122s"}"#, Form::Json, None);
        assert_eq!(
            (&*text, &*notes),
            (
                r#"{"a": "the mayor’s"}"#,
                &["mojibake mended: 1 place".to_owned()][..]
            )
        );
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
        let mut bytes = vec![b'a'; 3 * (64 << 10)];
        bytes.extend(b" the caf\xe9 at Orl\xe9ans");
        let (text, notes) = decoded(&bytes);
        assert!(text.ends_with("café at Orléans"));
        assert_eq!(notes, ["decoded as windows-1252"]);
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
            let (mut source, note) = transcoded(
                head.to_vec(),
                Box::new(Cursor::new(rest.to_vec())),
                encoding::wide(head),
            );
            let mut text = String::new();
            source.read_to_string(&mut text).unwrap();
            assert_eq!(text, "Ведомости\n");
            assert!(note.is_some_and(|note| note.starts_with("decoded as UTF-16")));
        }
    }
}
