//! An HTTP response as it came over the line: its head, and its body made whole from its chunks. What
//! the body is packed with is mostly told by its own first bytes, since archives often unpack it and
//! leave the head as it was.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result};

use super::super::super::Source;
use super::super::compression::Compression;
use super::super::lent::cut_off;

/// The longest head, in bytes.
const LONGEST_HEAD: usize = 64 << 10;

/// The most lines of a head.
const MOST_LINES: usize = 256;

/// The head of a response.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    encoding: String,
    chunked: bool,
}

/// A response: its head, and what follows it.
pub(super) struct Response {
    pub(super) head: Head,
    rest: BufReader<Source>,
}

/// Reads the head of a response.
pub(super) fn read(block: Source) -> std::result::Result<Response, String> {
    let mut rest = BufReader::with_capacity(8 << 10, block);
    let mut text = Vec::new();
    loop {
        let room = LONGEST_HEAD - text.len();
        let began = text.len();
        let read = (&mut rest).take(room as u64).read_until(b'\n', &mut text);
        let read = read.map_err(|error| format!("cannot read it: {error}"))?;
        if read == room {
            return Err("the head of its response is longer than 64 KiB".into());
        }
        if read == 0 || text[began..].trim_ascii().is_empty() {
            break;
        }
    }
    let head = parse(&text).map_err(|error| format!("the head of its response is none: {error}"))?;
    let head = head.ok_or("the head of its response is cut off")?;
    Ok(Response { head, rest })
}

/// What a head says; none where it has no end.
fn parse(text: &[u8]) -> std::result::Result<Option<Head>, httparse::Error> {
    // Archives of newer versions write them the old way, but for the number.
    let newer = text.starts_with(b"HTTP/2") || text.starts_with(b"HTTP/3");
    let line = memchr::memchr(b' ', text).filter(|_| newer).unwrap_or(0);
    let text = if newer {
        &[b"HTTP/1.1", text.get(line..).unwrap_or_default()].concat()
    } else {
        text
    };
    let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
    let mut response = httparse::Response::new(&mut lines);
    let parsed = httparse::ParserConfig::default()
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .parse_response(&mut response, text)?;
    if parsed.is_partial() {
        return Ok(None);
    }
    let mut head = Head {
        status: response.code.unwrap_or(0),
        ..Head::default()
    };
    for line in response.headers.iter() {
        let value = String::from_utf8_lossy(line.value);
        match &*line.name.to_ascii_lowercase() {
            "content-type" => head.content_type = Some(value.into_owned()),
            "content-encoding" => head.encoding = value.trim().to_ascii_lowercase(),
            "transfer-encoding" => head.chunked |= value.to_ascii_lowercase().contains("chunked"),
            _ => {}
        }
    }
    Ok(Some(head))
}

/// The body of a response, and what it is packed with where its first bytes do not tell.
pub(super) struct Body {
    pub(super) source: Source,
    pub(super) packed: Option<Compression>,
}

impl Response {
    /// The body, or why it cannot be read.
    pub(super) fn body(self) -> std::result::Result<Body, String> {
        let mut source: Source = Box::new(self.rest);
        if self.head.chunked {
            source = whole(source).map_err(|error| format!("cannot read it: {error}"))?;
        }
        let mut packed = None;
        for encoding in self.head.encoding.split(',').map(str::trim) {
            match encoding {
                "" | "identity" | "none" | "gzip" | "x-gzip" | "zstd" | "utf-8" => {}
                "deflate" => {
                    let mut first = BufReader::with_capacity(8 << 10, source);
                    let ahead = first
                        .fill_buf()
                        .map_err(|error| format!("cannot read it: {error}"))?;
                    packed = deflate(ahead);
                    source = Box::new(first);
                }
                other => {
                    let name: String = other
                        .chars()
                        .filter(|letter| !letter.is_control())
                        .take(40)
                        .collect();
                    return Err(format!("it is packed as `{name}`, which is not read"));
                }
            }
        }
        Ok(Body { source, packed })
    }
}

/// What a body is packed with that is said to be deflate: zlib as the standard has it, deflate alone as
/// some servers send it, or nothing.
fn deflate(ahead: &[u8]) -> Option<Compression> {
    match ahead {
        [first, second, ..]
            if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0 =>
        {
            Some(Compression::Zlib)
        }
        _ if ahead.trim_ascii_start().starts_with(b"<") || ahead.is_empty() => None,
        _ => Some(Compression::Deflate),
    }
}

/// The longest line before a chunk, in bytes.
const LONGEST_LINE: u64 = 4096;

/// A body without the lines between its chunks. One that does not begin with the size of a chunk was
/// made whole by its archive.
fn whole(source: Source) -> Result<Source> {
    let mut source = BufReader::new(source);
    let ahead = source.fill_buf()?;
    let line = ahead.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if size(line).is_none() {
        return Ok(Box::new(source));
    }
    Ok(Box::new(Chunked {
        source,
        left: 0,
        first: true,
        ended: false,
    }))
}

/// The size that a line before a chunk says.
fn size(line: &[u8]) -> Option<u64> {
    let line = std::str::from_utf8(line).ok()?;
    let digits = line.split(';').next()?.trim();
    (!digits.starts_with('+'))
        .then(|| u64::from_str_radix(digits, 16).ok())
        .flatten()
}

/// A body in chunks.
struct Chunked {
    source: BufReader<Source>,
    /// The bytes of the chunk that are not read yet.
    left: u64,
    first: bool,
    ended: bool,
}

impl Chunked {
    fn line(&mut self) -> Result<Vec<u8>> {
        let mut line = Vec::new();
        (&mut self.source)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        Ok(line)
    }

    /// Reads the line before a chunk.
    fn begin(&mut self) -> Result<()> {
        if !std::mem::take(&mut self.first) && !self.line()?.trim_ascii().is_empty() {
            return Err(Error::new(
                ErrorKind::InvalidData,
                "a chunk is longer than it says",
            ));
        }
        let line = self.line()?;
        if line.is_empty() {
            return Err(cut_off());
        }
        let size =
            size(&line).ok_or_else(|| Error::new(ErrorKind::InvalidData, "a chunk does not say its size"))?;
        (self.left, self.ended) = (size, size == 0);
        Ok(())
    }
}

impl Read for Chunked {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        if self.left == 0 && !self.ended {
            self.begin()?;
        }
        if self.ended {
            return Ok(0);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.source.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(cut_off());
        }
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &'static str) -> std::result::Result<String, String> {
        let response = read(Box::new(std::io::Cursor::new(text)))?;
        let mut all = String::new();
        let mut body = response.body()?;
        match body.source.read_to_string(&mut all) {
            Ok(_) => Ok(all),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn chunks_are_joined() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let leak = |rest: &str| -> &'static str { format!("{head}{rest}").leak() };
        assert_eq!(
            body(leak("4\r\nTin \r\n6;x=y\r\nrested\r\n0\r\n\r\n")),
            Ok("Tin rested".into())
        );
        assert_eq!(body(leak("Tin rested\r\n")), Ok("Tin rested\r\n".into()));
        assert!(body(leak("4\r\nTin \r\n6\r\nres")).is_err());
        assert!(body(leak("4\r\nTin rested\r\n0\r\n\r\n")).is_err());
        assert!(body(leak("4\r\nTin \r\nq\r\n")).is_err());
    }

    #[test]
    fn heads_of_any_version_are_read() {
        for version in ["HTTP/1.0 200 OK", "HTTP/2 200", "HTTP/3 200 ", "HTTP/1.1 200"] {
            let text = format!("{version}\r\nContent-Type: text/plain\r\nX y: z\n\nTin").leak();
            let response = read(Box::new(std::io::Cursor::new(&*text))).ok();
            let head = response.map(|response| (response.head.status, response.head.content_type));
            assert_eq!(head, Some((200, Some("text/plain".into()))), "{version}");
        }
        assert!(body("SSH-2.0\r\n\r\n").is_err());
    }

    #[test]
    fn what_cannot_be_unpacked_is_told() {
        let text = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx";
        assert!(body(text).is_err_and(|reason| reason.contains("`br`")));
    }
}
