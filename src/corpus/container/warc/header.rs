//! The header of a WARC record: its lines, folded or not, and what the record is by them.

use std::io::Result;

use super::super::super::decode::printable;
use super::super::super::draft::one_line;
use super::super::lent::Stream;

/// The longest header, in bytes.
const LONGEST: usize = 64 << 10;

/// What the header of a record says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// `response`, `conversion`, in lower case.
    pub(super) kind: String,
    /// The size of what follows it in bytes.
    pub(super) length: u64,
    pub(super) url: Option<String>,
    pub(super) content_type: Option<String>,
    /// Why its crawler did not fetch all of it.
    pub(super) truncated: Option<String>,
}

/// Passes over blank lines, or over all that is none to the first line of a header; where the line that
/// follows begins, and the line.
pub(super) fn find(stream: &Stream, lost: bool) -> Result<Option<(u64, Vec<u8>)>> {
    let mut line = Vec::new();
    loop {
        let at = stream.position();
        line.clear();
        if stream.line(&mut line, LONGEST)? == 0 {
            return Ok(None);
        }
        if begins(&line) || !lost && !line.trim_ascii().is_empty() {
            return Ok(Some((at, line)));
        }
    }
}

fn begins(line: &[u8]) -> bool {
    line.starts_with(b"WARC/")
}

/// Reads the lines of a header behind its first, or says what is wrong with it.
pub(super) fn read(stream: &Stream, first: &[u8]) -> Result<std::result::Result<Header, String>> {
    if !begins(first) {
        return Ok(Err("no WARC record begins there".into()));
    }
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut room = LONGEST;
    loop {
        let mut line = Vec::new();
        room -= stream.line(&mut line, room)?;
        if room == 0 {
            return Ok(Err(format!("its header is longer than {} KiB", LONGEST >> 10)));
        }
        if !line.ends_with(b"\n") {
            return Ok(Err("it is cut off in its header".into()));
        }
        let folded = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        match (line.trim_ascii().is_empty(), folded, lines.last_mut()) {
            (true, ..) => break,
            (false, true, Some(before)) => before.extend_from_slice(&line),
            _ => lines.push(line),
        }
    }
    Ok(of_lines(&lines))
}

fn of_lines(lines: &[Vec<u8>]) -> std::result::Result<Header, String> {
    let mut header = Header::default();
    let mut length = None;
    for line in lines {
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = one_line(&printable(value));
        match &*name.trim().to_ascii_lowercase() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "content-length" => length = value.parse().ok(),
            "content-type" => header.content_type = Some(value),
            "warc-truncated" => header.truncated = Some(value),
            "warc-target-uri" => {
                let url = value.trim_start_matches('<').trim_end_matches('>');
                header.url = (!url.is_empty()).then(|| url.to_owned());
            }
            _ => {}
        }
    }
    header.length = length.ok_or("it has no length")?;
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &'static str) -> std::result::Result<Header, String> {
        let stream = Stream::new(Box::new(std::io::Cursor::new(text)));
        let (_, first) = find(&stream, false).unwrap().unwrap();
        read(&stream, &first).unwrap()
    }

    #[test]
    fn lines_may_be_folded_and_names_in_any_case() {
        let found = header(
            "\r\n\r\nWARC/1.1\r\nwarc-type: Response\r\nWARC-Target-URI:\r\n <https://a.example/\r\n\tb>\r\n\
             CONTENT-LENGTH: 12\n\nrest",
        );
        let expected = Header {
            kind: "response".into(),
            length: 12,
            url: Some("https://a.example/ b".into()),
            ..Header::default()
        };
        assert_eq!(found, Ok(expected));
    }

    #[test]
    fn what_is_no_header_is_told() {
        assert!(header("GIF89a").is_err());
        assert!(header("WARC/1.0\r\nWARC-Type: response\r\n\r\n").is_err());
        assert!(header("WARC/1.0\r\nContent-Length: -3\r\n\r\n").is_err());
        assert!(header("WARC/1.0\r\nContent-Length: 3\r\nx").is_err());
    }

    #[test]
    fn a_header_without_end_is_not_held() {
        let endless = std::io::Read::chain(std::io::Cursor::new("WARC/1.0\r\n"), std::io::repeat(b'x'));
        let stream = Stream::new(Box::new(endless));
        let (_, first) = find(&stream, false).unwrap().unwrap();
        assert!(
            read(&stream, &first)
                .unwrap()
                .is_err_and(|reason| reason.contains("longer"))
        );
    }
}
