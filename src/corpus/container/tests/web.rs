//! Archives of web crawls.

use super::*;

/// A WARC record with a content.
fn record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A record of a response.
fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", url, "application/http; msgtype=response", &block)
}

/// A record of a text that was fetched.
pub(super) fn page(url: &str, text: &str) -> Vec<u8> {
    response(
        url,
        "200 OK\r\nContent-Type: text/plain; charset=utf-8",
        text.as_bytes(),
    )
}

pub(super) fn warc(records: &[Vec<u8>]) -> Vec<u8> {
    records.concat()
}

fn reason(bytes: &[u8]) -> String {
    let told = told(&read("x.warc", bytes));
    told[0].trim_start_matches("x.warc@0#0: ").to_owned()
}

#[test]
fn records_have_the_place_where_they_begin_as_their_address() {
    let records = [page("https://a.example/1", TIN), page("https://a.example/2", TIN)];
    let plain = read("x.warc", &warc(&records));
    let second = records[0].len();
    assert_eq!(
        told(&plain),
        [
            "x.warc@0#0: story".to_owned(),
            format!("x.warc@{second}#0: story")
        ]
    );
    let story = stories(&plain)[1];
    assert_eq!(story.url.as_deref(), Some("https://a.example/2"));
    assert_eq!(story.source.as_deref(), Some("a.example"));
    assert_eq!(story.id.0, format!("x.warc@{second}"));
    // A gzip for all of it, and one for each record.
    let one = read("x.warc.gz", &gzip(&warc(&records)));
    assert_eq!(one[1].path, format!("x.warc.gz@{second}"));
    let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let each = read("x.warc.gz", &members.concat());
    assert_eq!(each[1].path, format!("x.warc.gz@{}", members[0].len()));
    assert_eq!(stories(&each).len(), 2);
    let inside = read("x.tar", &tar(&[("c/x.warc.gz", &members.concat())]));
    assert_eq!(inside[1].path, format!("x.tar!/c/x.warc.gz@{}", members[0].len()));
}

#[test]
fn many_records_have_their_places_however_they_are_buffered() {
    let members: Vec<Vec<u8>> = (0..3000)
        .map(|number| {
            gzip(&page(
                &format!("https://a.example/{number}"),
                &TIN.repeat(1 + number % 7),
            ))
        })
        .collect();
    let records = read("x.warc.gz", &members.concat());
    let mut place = 0;
    for (record, member) in records.iter().zip(&members) {
        assert_eq!(record.path, format!("x.warc.gz@{place}"));
        place += member.len();
    }
    assert_eq!(stories(&records).len(), 3000);
}

#[test]
fn what_is_no_story_is_told_apart() {
    let url = "https://a.example/x";
    for (bytes, expected) in [
        (
            record("request", url, "application/http", b"GET / HTTP/1.1\r\n\r\n"),
            "skipped: a WARC request",
        ),
        (
            record("warcinfo", "", "application/warc-fields", b"a: b"),
            "skipped: a WARC warcinfo",
        ),
        (
            record("metadata", url, "application/json", b"{}"),
            "skipped: a WARC metadata",
        ),
        (
            record("revisit", url, "application/http", b""),
            "skipped: revisit of an earlier record",
        ),
        (
            response(url, "404 Not Found\r\nContent-Type: text/html", b"gone"),
            "skipped: HTTP status 404",
        ),
        (
            response(url, "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            "skipped: image/png, not a story",
        ),
        (
            response("https://a.example/robots.txt", "200 OK", b"x"),
            "skipped: robots.txt, not a story",
        ),
        (
            record("resource", "metadata://crawler/log", "text/plain", b"log"),
            "skipped: a note of its crawler",
        ),
        (
            record("response", "dns:a.example", "text/dns", b"1"),
            "skipped: a note of its crawler",
        ),
        (
            response(url, "200 OK\r\nContent-Encoding: br", b"x"),
            "failed: it is packed as `br`, which is not read",
        ),
        (
            record("response", url, "application/http", b"nonsense"),
            "failed: the head of its response is none: invalid HTTP version",
        ),
    ] {
        assert_eq!(reason(&bytes), expected);
    }
}

#[test]
fn bodies_are_made_whole() {
    let chunked = |body: &[u8]| {
        let (one, two) = body.split_at(7);
        [
            format!("{:x}\r\n", one.len()).as_bytes(),
            one,
            format!("\r\n{:X};a=b\r\n", two.len()).as_bytes(),
            two,
            b"\r\n0\r\n\r\n",
        ]
        .concat()
    };
    let zlib = |body: &[u8]| {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(body).unwrap();
        writer.finish().unwrap()
    };
    let deflate = |body: &[u8]| {
        let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(body).unwrap();
        writer.finish().unwrap()
    };
    let text = TIN.as_bytes();
    let head = |lines: &str| format!("200 OK\r\nContent-Type: text/plain\r\n{lines}");
    for (lines, body) in [
        ("Transfer-Encoding: chunked", chunked(text)),
        ("Transfer-Encoding: chunked", text.to_vec()),
        ("Content-Encoding: gzip", gzip(text)),
        ("Content-Encoding: gzip", text.to_vec()),
        ("Content-Encoding: zstd", zstd(text)),
        ("Content-Encoding: deflate", zlib(text)),
        ("Content-Encoding: deflate", deflate(text)),
        (
            "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
            chunked(&gzip(text)),
        ),
    ] {
        let records = read("x.warc", &response("https://a.example/1", &head(lines), &body));
        let bodies: Vec<&str> = stories(&records).into_iter().map(|story| &*story.body).collect();
        assert_eq!(
            bodies,
            ["Tin rested on the exchange on Monday, traders in the city said."],
            "{lines}"
        );
    }
}

#[test]
fn a_server_names_the_encoding() {
    let head = "200 OK\r\nContent-Type: text/plain; charset=iso-8859-2";
    let text = b"\xA3\xF3d\xBC\n\nPort w Gda\xF1sku zamkni\xEAto we wtorek, powiedzia\xB3 kapitan portu.\n";
    let records = read("x.warc", &response("https://a.example/1", head, text));
    assert_eq!(stories(&records)[0].headline, "Łódź");
    assert_eq!(records[0].notes, ["decoded as ISO-8859-2"]);
}

#[test]
fn texts_of_pages_are_read_as_text() {
    let text = "Lead, tin; zinc\n\nTin rested on the exchange on Monday, traders in the city said.\n";
    let bytes = record("conversion", "https://a.example/1", "text/plain", text.as_bytes());
    let records = read("x.warc.wet", &bytes);
    assert_eq!(stories(&records)[0].format, "text");
    assert_eq!(stories(&records)[0].url.as_deref(), Some("https://a.example/1"));
}

#[test]
fn json_that_was_fetched_is_read() {
    let head = "200 OK\r\nContent-Type: application/json";
    let records = read("x.warc", &response("https://a.example/1", head, LEAD.as_bytes()));
    assert_eq!(told(&records), ["x.warc@0#0: story", "x.warc@0#1: story"]);
    assert_eq!(stories(&records)[1].id.0, "x.warc@0#2");
}

#[test]
fn a_record_that_is_cut_off_fails_and_those_before_it_are_read() {
    let records = [page("https://a.example/1", TIN), page("https://a.example/2", TIN)];
    let bytes = warc(&records);
    let told = told(&read("x.warc", &bytes[..bytes.len() - 30]));
    let second = records[0].len();
    assert_eq!(
        told,
        [
            "x.warc@0#0: story".to_owned(),
            format!("x.warc@{second}#0: failed: cannot read on: it is cut off")
        ]
    );
}

#[test]
fn behind_a_damaged_record_the_next_is_looked_for() {
    let damaged = String::from_utf8(page("https://a.example/1", TIN)).unwrap();
    let short = damaged.replacen("Content-Length: 1", "Content-Length: ", 1);
    let without = damaged.replacen("Content-Length", "Length", 1);
    for first in [short, without] {
        let records = [first.into_bytes(), page("https://a.example/2", ZINC)];
        let told = told(&read("x.warc", &warc(&records)));
        let second = format!("x.warc@{}#0: story", records[0].len());
        assert_eq!(told.last(), Some(&second), "{told:?}");
        assert!(told.iter().any(|line| line.contains("failed: ")), "{told:?}");
    }
}

#[test]
fn a_crawler_that_stopped_is_noted() {
    let bytes = String::from_utf8(page("https://a.example/1", TIN)).unwrap();
    let bytes = bytes.replacen("WARC-Type", "WARC-Truncated: length\r\nWARC-Type", 1);
    let records = read("x.warc", bytes.as_bytes());
    assert_eq!(records[0].notes, ["its crawler did not fetch all of it: length"]);
}

#[test]
fn a_bomb_in_a_record_fails_alone() {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let spaces = std::io::Read::take(std::io::repeat(b' '), 200 << 20);
    std::io::copy(&mut std::io::Read::chain(Cursor::new(LEAD), spaces), &mut writer).unwrap();
    let bomb = writer.finish().unwrap();
    let head = "200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip";
    let records = [
        response("https://a.example/1", head, &bomb),
        page("https://a.example/2", TIN),
    ];
    let told = told(&read("x.warc", &warc(&records)));
    assert!(
        told[2].contains("failed: line 3: reading stopped: it unpacks to more"),
        "{told:?}"
    );
    assert!(told[3].ends_with("#0: story"), "{told:?}");
}
