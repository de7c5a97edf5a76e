//! Files that are broken, endless, binary or in odd encodings. Nothing may panic, hang or fill memory.

use std::io::Read;
use std::time::{Duration, Instant};

use super::*;
use crate::corpus::sgml::Splitter;

/// Measures that nothing takes time by the square: that would be hours, not seconds.
struct Watch(Instant);

impl Watch {
    fn started() -> Watch {
        Watch(Instant::now())
    }

    fn stop(self) {
        let taken = self.0.elapsed();
        assert!(taken < Duration::from_secs(60), "{taken:?}");
    }
}

/// Much of one byte, without holding it.
fn endless(start: &str, bytes: u64, end: &str) -> Source {
    let (start, end) = (start.as_bytes().to_vec(), end.as_bytes().to_vec());
    let middle = std::io::repeat(b'x').take(bytes);
    Box::new(
        std::io::Cursor::new(start)
            .chain(middle)
            .chain(std::io::Cursor::new(end)),
    )
}

#[test]
fn a_record_that_is_cut_off_fails_and_the_next_is_read() {
    let text = "<DOC><DOCNO>A1</DOCNO><TEXT>Tin rested.</TEXT>\n<DOC><DOCNO>A2</DOCNO><TEXT>Lead rested.</TEXT></DOC>\n\
                <DOC><DOCNO>A3</DOCNO><TEXT>Zinc";
    let records = read_file("cut.sgml", text.as_bytes());
    assert_eq!(records.len(), 3);
    assert_eq!(reason(&records[0]), "record is cut off: no </DOC>");
    assert_eq!(story(&records[1]).id.0, "A2");
    assert_eq!(reason(&records[2]), "record is cut off: no </DOC>");
    assert_eq!(
        records.iter().map(|record| record.record).collect::<Vec<_>>(),
        [0, 1, 2]
    );
}

#[test]
fn a_record_that_is_too_large_is_passed_over() {
    let end = "</DOC>\n<DOC><DOCNO>A2</DOCNO><TEXT>Lead rested.</TEXT></DOC>";
    let mut pieces = Splitter::new(endless("<DOC>", 200 << 20, end), "DOC");
    let started = Instant::now();
    let Some(Piece::Settled(Outcome::Failed(reason), size)) = pieces.next() else {
        panic!("it was read")
    };
    assert_eq!(reason, TOO_LARGE);
    assert_eq!(size, (200 << 20) + 11);
    assert!(matches!(pieces.next(), Some(Piece::Bytes(bytes)) if bytes.ends_with(b"</DOC>")));
    assert!(pieces.next().is_none());
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn text_without_end_fails_without_being_held() {
    let mut pieces = Form::Text.split(endless("Tin rests\n\n", 200 << 20, ""), &Options::default());
    let Some(Piece::Settled(Outcome::Failed(reason), size)) = pieces.next() else {
        panic!("it was read")
    };
    assert_eq!((&*reason, size), (TOO_LARGE, LARGEST_RECORD as u64 + 1));
}

/// A source that fails after some bytes.
struct Failing(std::io::Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("disk on fire")),
            read => Ok(read),
        }
    }
}

#[test]
fn a_read_error_is_told_once_and_ends_the_file() {
    let text = b"<DOC><TEXT>Tin.</TEXT></DOC><DOC><TEXT>Le".to_vec();
    let mut pieces = Splitter::new(Box::new(Failing(std::io::Cursor::new(text))), "DOC");
    assert!(matches!(pieces.next(), Some(Piece::Bytes(_))));
    assert!(
        matches!(pieces.next(), Some(Piece::Settled(Outcome::Failed(reason), _)) if reason.contains("disk on fire"))
    );
    assert!(pieces.next().is_none());
}

#[test]
fn tags_may_lie_across_the_ends_of_reads() {
    let record = "<DOC><DOCNO>A</DOCNO><TEXT>Tin rested.</TEXT></DOC>";
    for padding in (256 << 10) - 60..(256 << 10) + 4 {
        let text = format!("{}{record}{record}", "x".repeat(padding));
        let pieces: Vec<Piece> =
            Splitter::new(Box::new(std::io::Cursor::new(text.into_bytes())), "DOC").collect();
        let whole = |piece: &Piece| matches!(piece, Piece::Bytes(bytes) if bytes == record.as_bytes());
        assert!(pieces.len() == 2 && pieces.iter().all(whole), "{padding}");
    }
}

#[test]
fn hostile_markup_takes_linear_time() {
    let watch = Watch::started();
    for unit in [
        "<a", "<P>", "<!--", "&", "&#", "<A B=\"", "</X>", "<A1><A2>", "<!", "<x>&lt;", "<D></E>",
    ] {
        let body = unit.repeat((2 << 20) / unit.len());
        let text = format!("<DOC><DOCNO>A</DOCNO><TEXT>{body}</TEXT></DOC>");
        assert_eq!(read_file("a.sgml", text.as_bytes()).len(), 1, "{unit}");
        let wire =
            format!("<REUTERS NEWID=\"1\"><TEXT><TITLE>{body}</TITLE><BODY>{body}</BODY></TEXT></REUTERS>");
        assert_eq!(read_file("b.sgm", wire.as_bytes()).len(), 1, "{unit}");
    }
    let names: String = (0..200_000).map(|number| format!("<N{number}>")).collect();
    let text = format!("<DOC><DOCNO>A</DOCNO><TEXT>{names}</TEXT></DOC>");
    assert_eq!(read_file("a.sgml", text.as_bytes()).len(), 1);
    watch.stop();
}

#[test]
fn hostile_pages_take_linear_time() {
    let watch = Watch::started();
    let body = |unit: &str| format!("<!DOCTYPE html><body>{unit}");
    let data = |unit: &str| {
        format!("<!DOCTYPE html><script type=\"application/ld+json\">{{\"@graph\": [{unit}</script>")
    };
    let units = [
        "<a href=x>",
        "<table><tr><td>",
        "<p>x",
        "x<br>",
        "<!-- ",
        "&amp",
        "<h1>Tin</h1>",
        "<svg><p>",
        "<q",
    ];
    let pages = units.map(|unit| body(&unit.repeat((1 << 20) / unit.len())));
    let units = [
        "{\"a\":",
        "[",
        "\"a\" ",
        "/* ",
        "// ",
        "<!-- ",
        "\\u12",
        "{\"@type\": \"NewsArticle\"},",
    ];
    let scripts = units.map(|unit| data(&unit.repeat((1 << 20) / unit.len())));
    for page in pages.iter().chain(&scripts) {
        assert_eq!(read_file("a.html", page.as_bytes()).len(), 1, "{:.90}", page);
    }
    watch.stop();
}

#[test]
fn many_names_and_captions_take_linear_time() {
    let watch = Watch::started();
    let many = |of: &dyn Fn(u32) -> String| (0..60_000).map(of).collect::<String>();
    let nitf = format!(
        "<nitf><body><body.head><hedline><hl1>Tin</hl1></hedline></body.head><body.content><p>{}</p>{}</body.content></body></nitf>",
        many(&|number| format!("<org>Mine {number}</org> ")),
        many(&|number| format!("<media><media-caption>Shaft {number}</media-caption></media>")),
    );
    let records = read_file("a.xml", nitf.as_bytes());
    let (entities, captions) = (&story(&records[0]).entities, &story(&records[0]).captions);
    assert_eq!((entities.len(), captions.len()), (60_000, 60_000));
    let ninjs = format!(
        "{{\"uri\": \"urn:tin\", \"headline\": \"Tin\", \"body_text\": \"Tin rested.\", \"person\": [{}{{\"name\": \"Jane\"}}]}}",
        many(&|number| format!("{{\"name\": \"Jane {number}\"}}, ")),
    );
    let records = read_file("a.json", ninjs.as_bytes());
    assert_eq!(story(&records[0]).entities.len(), 60_001);
    watch.stop();
}

#[test]
fn hostile_text_takes_linear_time() {
    let watch = Watch::started();
    for unit in [
        "By A",
        "a\n",
        "\n",
        "By A, ",
        "Advertisement\n\n",
        "- ",
        "1 ",
        "Related: x\n\n",
        "a and ",
        "é",
        "\u{301}",
        "Photo by ",
        "Latest Headlines\n\n",
        "(",
        "x\u{0}",
        "Title: a\n",
        "Jan. 1, 2020\n",
        "     1\n",
        "REUTER\n",
    ] {
        let text = format!("Tin rests again today\n\n{}", unit.repeat((2 << 20) / unit.len()));
        assert_eq!(read_file("a.txt", text.as_bytes()).len(), 1, "{unit:?}");
    }
    watch.stop();
}

#[test]
fn every_file_gives_a_record_and_no_bytes_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let parts: [&[u8]; 24] = [
        b"<DOC>",
        b"</DOC>",
        b"<REUTERS NEWID=\"1\">",
        b"</REUTERS>",
        b"<TEXT>",
        b"</TEXT>",
        b"<DOCNO> AP8802",
        b"</DOCNO>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\n\n",
        b"By JANE ROE\n",
        b"LONDON, Jan. 14 (UPI) -- ",
        b"\xc3",
        b"\x00",
        b"&#x",
        b"&amp;",
        b"<!--",
        b"-->",
        b"Photo by X/UPI\n",
        b"Jan. 14, 2020 / 10:02 AM\n",
        b"{\"a\":",
        b"a,b;c\t",
        b"Tin rested on Monday. ",
    ];
    for round in 0..3000 {
        let mut bytes = Vec::new();
        for _ in 0..random() % 30 {
            bytes.extend_from_slice(parts[(random() % 24) as usize]);
        }
        let name = ["a.txt", "a.sgm", "a.json", "a.csv"][(random() % 4) as usize];
        assert!(!read_file(name, &bytes).is_empty(), "{round}");
    }
}

#[test]
fn what_is_not_text_is_told() {
    for (bytes, expected) in [
        (&b""[..], "empty file"),
        (b"   \n\n ", "no text in it"),
        (b"%PDF-1.7 abc", "binary file: PDF"),
        (
            b"PK\x03\x04abc",
            "cannot read the zip: it has no directory: it is cut off",
        ),
        (b"7z\xbc\xaf\x27\x1cabc", "binary file: 7z"),
        (b"ab\0\0\0cd", "binary file: unknown kind"),
        (b"#!/bin/sh\necho a word or two to the world", "a script"),
        (
            b"<!DOCTYPE html><html><p></p></html>",
            "no headline and no text in it",
        ),
        (b"<html><p> </p></html>", "no headline and no text in it"),
        (
            b"<?xml version=\"1.0\"?><menu><p>Tin</p></menu>",
            "XML of an unknown kind: its root is <menu>",
        ),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n",
            "it is cut off in its header",
        ),
        (
            b"<!-- a DTD -->\n<!ELEMENT DOC - - (TEXT)>",
            "a document type definition, no stories",
        ),
        (b"\xff\xfe\0\0a\0\0\0", "binary file: UTF-32 text"),
    ] {
        let records = read_file("thing", bytes);
        assert_eq!((records.len(), reason(&records[0])), (1, expected));
    }
}

#[test]
fn encodings_are_read_and_disclosed() {
    let utf_16: Vec<u8> = "\u{FEFF}Туман закрыл порт\n\nПорт был закрыт во вторник, сообщил капитан порта."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let records = read_file("utf16.txt", &utf_16);
    assert_eq!(story(&records[0]).headline, "Туман закрыл порт");
    assert_eq!(records[0].notes, ["decoded as UTF-16LE"]);
    let latin = b"Caf\xe9 ferm\xe9 \xe0 Orl\xe9ans\n\nLe caf\xe9 \xe9tait ferm\xe9 mardi, a d\xe9clar\xe9 le pr\xe9fet.";
    let records = read_file("latin.txt", latin);
    assert_eq!(story(&records[0]).headline, "Café fermé à Orléans");
    assert_eq!(records[0].notes, ["decoded as windows-1252"]);
    let marked = read_file(
        "bom.sgml",
        b"\xef\xbb\xbf<DOC><DOCNO>A1</DOCNO><TEXT>Tin.</TEXT></DOC>",
    );
    assert_eq!(story(&marked[0]).id.0, "A1");
    assert_ne!(marked[0].fingerprint, 0);
}

#[test]
fn control_characters_never_reach_a_story() {
    let story = only_story(
        "a.txt",
        "Tin \u{1b}[31mrests\u{7}\r\n\r\nIt rested on\u{9b} Monday, traders said.\u{0c}\r\n",
    );
    let all = format!("{}{}", story.headline, story.body);
    assert!(
        all.chars().all(|letter| !letter.is_control() || letter == '\n'),
        "{all:?}"
    );
}
