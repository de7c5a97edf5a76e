//! Topics, the questions of an evaluation, in the forms in which they are handed around: the SGML of
//! TREC, XML, and a tab between id and query. The form is told from the content.

mod sgml;
mod xml;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use super::file::{Fault, ReadError, for_each_line, open};

/// The largest file of topics in SGML or XML, in bytes. TREC's have some ten thousand.
const LARGEST: u64 = 64 << 20;

/// A question of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// What is asked: the title of a topic of TREC.
    pub query: String,
    /// In which line of its file it begins, from 1.
    pub line: usize,
}

/// Reads a file of topics, in the order of the file.
///
/// # Errors
/// When the file cannot be read or holds no topic, a topic lacks its id or query or has an id that was
/// there before, or the form is broken.
pub fn topics(path: &Path) -> Result<Vec<Topic>, ReadError> {
    let found = match markup(path)? {
        Some(text) if is_sgml(&text) => sgml::topics(&text),
        Some(text) => xml::topics(&text),
        None => lines(path)?.into_iter().map(Ok).collect(),
    };
    let mut topics: Vec<Topic> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for topic in found {
        let topic = topic
            .and_then(checked)
            .map_err(|(line, fault)| fault.at(path, line))?;
        if let Some(before) = seen.insert(topic.id.clone(), topic.line) {
            let fault = Fault::TopicTwice {
                topic: topic.id,
                before,
            };
            return Err(fault.at(path, topic.line));
        }
        topics.push(topic);
    }
    if topics.is_empty() {
        return Err(ReadError::Empty {
            path: path.to_owned(),
            what: "topics",
            form: "write an id, a tab and a query in each line, or topics of TREC in SGML or XML",
        });
    }
    Ok(topics)
}

/// A topic, or in which line what is wrong.
type Found = Result<Topic, (usize, Fault)>;

fn checked(topic: Topic) -> Found {
    if topic.id.is_empty() {
        Err((topic.line, Fault::NoId))
    } else if topic.query.is_empty() {
        Err((topic.line, Fault::NoQuery(topic.id)))
    } else {
        Ok(topic)
    }
}

/// The text of a file that begins with a tag; `None` for any other.
fn markup(path: &Path) -> Result<Option<String>, ReadError> {
    let unreadable = |cause| ReadError::Unreadable {
        path: path.to_owned(),
        cause,
    };
    let mut bytes = Vec::new();
    open(path)?
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let begins = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if !begins.trim_ascii_start().starts_with(b"<") {
        return Ok(None);
    }
    if bytes.len() as u64 == LARGEST {
        return Err(Fault::TooLarge.at(path, 1));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = line_of(&error.as_bytes()[..valid]);
            Err(Fault::NotUtf8.at(path, line))
        }
    }
}

fn is_sgml(text: &str) -> bool {
    sgml::tags(text).any(|tag| tag.name.eq_ignore_ascii_case("top"))
}

/// The line that begins or goes on behind these bytes.
fn line_of(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

fn lines(path: &Path) -> Result<Vec<Topic>, ReadError> {
    let mut topics = Vec::new();
    for_each_line(path, open(path)?, |number, line| {
        let (id, query) = line.split_once('\t').ok_or(Fault::NoTab)?;
        topics.push(Topic {
            id: id.trim().to_owned(),
            query: query.trim().to_owned(),
            line: number,
        });
        Ok(())
    })?;
    Ok(topics)
}

/// Text in one line.
fn in_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
