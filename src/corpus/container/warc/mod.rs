//! WARC, the archive of web crawls: pages with the answers of their servers, and texts made of them.
//! Records that are no stories are told apart here; requests and the like are skipped.

mod header;
mod http;

use std::sync::Arc;

use super::super::{Declared, Form, Outcome, Source};
use super::disk::Disk;
use super::gzip::Starts;
use super::lent::{Rest, Stream};
use super::{Member, Suffix, Told};

use header::Header;

/// The records of a WARC.
pub(super) struct Warc {
    stream: Stream,
    /// Where the members of its gzip begin.
    starts: Option<Starts>,
    disk: Arc<Disk>,
    /// Whether the next record must be looked for, because what stands before it is none.
    lost: bool,
    ended: bool,
}

/// Whether a file begins with a WARC record.
pub(super) fn begins(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    text.starts_with(b"WARC/") && text.get(5).is_some_and(u8::is_ascii_digit)
}

impl Warc {
    pub(super) fn new(source: Source, starts: Option<Starts>, disk: &Arc<Disk>) -> Warc {
        Warc {
            stream: Stream::new(source),
            starts,
            disk: Arc::clone(disk),
            lost: false,
            ended: false,
        }
    }

    /// The last that is told of the WARC: it cannot be read on.
    fn last(&mut self, error: &std::io::Error) -> Option<Member> {
        self.ended = true;
        let reason = format!("cannot read the WARC on: {error}");
        Some(Member::new(Suffix::None, 0, Err(Outcome::Failed(reason))))
    }

    fn member(&mut self) -> Option<Member> {
        match self.stream.pass() {
            Rest::Passed => {}
            Rest::Told => return None,
            Rest::Failed(error) => return self.last(&error),
        }
        let (at, first) = match header::find(&self.stream, self.lost) {
            Ok(found) => found?,
            Err(error) => return self.last(&error),
        };
        let start = self.starts.as_ref().and_then(|starts| starts.at(at));
        let suffix = Suffix::At(start.unwrap_or(at));
        let header = match header::read(&self.stream, &first) {
            Ok(Ok(header)) => header,
            Ok(Err(reason)) => {
                self.lost = true;
                return Some(Member::new(suffix, 0, Err(Outcome::Failed(reason))));
            }
            Err(error) => return self.last(&error),
        };
        self.lost = false;
        let block: Source = Box::new(self.stream.lend(header.length));
        let mut member = Member::new(suffix, header.length, Err(Outcome::Skipped(String::new())));
        member.told.declared.url = header.url.clone();
        if let Some(reason) = &header.truncated {
            let note = format!("its crawler did not fetch all of it: {reason}");
            member.told.notes.push(note);
        }
        member.content = self.content(&header, block, &mut member.told);
        Some(member)
    }

    /// The content of a record that may be a story, or why it is none.
    fn content(&self, header: &Header, block: Source, told: &mut Told) -> Result<Source, Outcome> {
        let skipped = |reason: String| Err(Outcome::Skipped(reason));
        let content_type = header.content_type.as_deref().unwrap_or("");
        match &*header.kind {
            "response" if media_type(content_type) == "application/http" => {}
            "response" | "resource" | "conversion" => {
                told.declared.charset = charset(content_type);
                told.declared.media_type = Some(media_type(content_type)).filter(|media| !media.is_empty());
                if header.url.as_deref().is_some_and(is_about_the_crawl) {
                    return skipped("a note of its crawler".into());
                }
                if let Some(reason) = no_story(told.declared.media_type.as_deref(), header.url.as_deref()) {
                    return skipped(reason);
                }
                let text = told.declared.media_type.as_deref() == Some("text/plain");
                told.form = (text && header.kind == "conversion").then_some(Form::Text);
                return Ok(block);
            }
            "revisit" => return skipped("revisit of an earlier record".into()),
            "" => return skipped("a WARC record of no kind".into()),
            kind => return skipped(format!("a WARC {kind}")),
        }
        let response = http::read(block).map_err(Outcome::Failed)?;
        if !(200..300).contains(&response.head.status) {
            return skipped(format!("HTTP status {}", response.head.status));
        }
        let content_type = response.head.content_type.as_deref().unwrap_or("");
        told.declared.charset = charset(content_type);
        told.declared.media_type = Some(media_type(content_type)).filter(|media| !media.is_empty());
        if let Some(reason) = no_story(told.declared.media_type.as_deref(), header.url.as_deref()) {
            return skipped(reason);
        }
        let body = response.body().map_err(Outcome::Failed)?;
        match body.packed {
            None => Ok(body.source),
            Some(compression) => match compression.unwrap(body.source, &self.disk) {
                Ok((source, _)) => Ok(source),
                Err(error) => Err(Outcome::Failed(format!("cannot read it: {error}"))),
            },
        }
    }
}

impl Iterator for Warc {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        if self.ended {
            return None;
        }
        let member = self.member();
        self.ended |= member.is_none();
        member
    }
}

/// The media type of a `Content-Type`, in lower case and without parameters.
fn media_type(content_type: &str) -> String {
    let name = content_type.split([';', ',']).next().unwrap_or("");
    let name = name.trim().to_ascii_lowercase();
    name.chars().filter(|letter| !letter.is_control()).collect()
}

/// The encoding that a `Content-Type` names.
fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1);
    let mut named = parameters.filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    named.next()
}

/// Whether an address is one that a crawler gives to its own log.
fn is_about_the_crawl(url: &str) -> bool {
    ["metadata:", "urn:", "dns:", "screenshot:", "filedesc:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// Why a record is no story, by its media type and address; none where it may be one. What has no type
/// is told by its content.
fn no_story(media_type: Option<&str>, url: Option<&str>) -> Option<String> {
    if url.is_some_and(|url| url.ends_with("/robots.txt")) {
        return Some("robots.txt, not a story".into());
    }
    let media_type = media_type?;
    let (class, kind) = media_type.split_once('/').unwrap_or((media_type, ""));
    let text = matches!(
        kind,
        "html" | "xml" | "json" | "plain" | "xhtml+xml" | "jsonl" | "x-ndjson"
    ) || kind.ends_with("+xml")
        || kind.ends_with("+json");
    let told = (text && matches!(class, "text" | "application")) || media_type == "unknown/unknown";
    (!told).then(|| format!("{media_type}, not a story"))
}

impl Declared {
    /// Whether its server called it a page.
    pub(in crate::corpus) fn is_page(&self) -> bool {
        matches!(
            self.media_type.as_deref(),
            Some("text/html" | "application/xhtml+xml")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_apart() {
        assert_eq!(media_type("Text/HTML; charset=x"), "text/html");
        assert_eq!(charset("text/html; Charset=\"utf-8\""), Some("utf-8".into()));
        assert_eq!(charset("text/html; charset="), None);
        let read = [
            "text/html",
            "application/rss+xml",
            "application/ld+json",
            "text/plain",
        ];
        assert!(read.iter().all(|media| no_story(Some(media), None).is_none()));
        for media in ["image/svg+xml", "text/css", "video/mp4", "x"] {
            assert_eq!(no_story(Some(media), None), Some(format!("{media}, not a story")));
        }
        assert!(no_story(None, Some("https://a.example/robots.txt")).is_some());
    }
}
