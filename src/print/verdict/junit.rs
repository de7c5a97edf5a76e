//! Verdicts as JUnit XML: a suite a file. There is no standard but what Jenkins, GitLab and others
//! read; times are left out, so that the same verdicts give the same bytes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event as Xml};

use super::{Tally, lines};
use crate::script::{Event, Outcome, Verdict};

/// Writes a whole report.
pub(super) fn write(out: &mut dyn Write, events: &[Event]) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = tag("testsuites", &counts(events));
    writer.write_event(Xml::Start(all))?;
    let mut rest = events;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|event| file(event) == file(first)).count();
        let (suite, others) = rest.split_at(same);
        rest = others;
        let mut attributes = vec![("name", file(first).to_owned())];
        attributes.extend(counts(suite));
        writer.write_event(Xml::Start(tag("testsuite", &attributes)))?;
        for event in suite {
            case(&mut writer, event)?;
        }
        writer.write_event(Xml::End(BytesEnd::new("testsuite")))?;
    }
    writer.write_event(Xml::End(BytesEnd::new("testsuites")))?;
    writer.into_inner().write_all(b"\n")
}

fn file(event: &Event) -> &str {
    match event {
        Event::Refused { file, .. } => file,
        Event::Judged(verdict) => &verdict.file,
    }
}

fn counts(events: &[Event]) -> Vec<(&'static str, String)> {
    let mut tally = Tally::default();
    events.iter().for_each(|event| tally.add(event));
    vec![
        ("tests", (tally.tests() + tally.refused).to_string()),
        ("failures", tally.failed.to_string()),
        ("errors", (tally.broken + tally.refused).to_string()),
        ("skipped", tally.known.to_string()),
    ]
}

fn tag(name: &'static str, attributes: &[(&str, String)]) -> BytesStart<'static> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, &*legal(value)));
    }
    tag
}

/// A text without the characters that XML cannot hold.
fn legal(text: &str) -> String {
    let illegal = |letter: char| {
        (letter.is_control() && !matches!(letter, '\t' | '\n')) || matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    text.replace(illegal, "\u{fffd}")
}

fn case(writer: &mut Writer<&mut dyn Write>, event: &Event) -> io::Result<()> {
    let name = match event {
        Event::Refused { .. } => "the file can be run".to_owned(),
        Event::Judged(verdict) => verdict.name.clone(),
    };
    let line = match event {
        Event::Refused { line, .. } => *line,
        Event::Judged(verdict) => Some(verdict.line),
    };
    let mut attributes = vec![
        ("name", name),
        ("classname", file(event).to_owned()),
        ("file", file(event).to_owned()),
    ];
    attributes.extend(line.map(|line| ("line", line.to_string())));
    let opening = tag("testcase", &attributes);
    let Some((kind, message, text)) = inside(event) else {
        return writer.write_event(Xml::Empty(opening));
    };
    writer.write_event(Xml::Start(opening))?;
    let attributes: Vec<(&str, String)> = message.map(|message| ("message", message)).into_iter().collect();
    let inner = tag(kind, &attributes);
    if text.is_empty() {
        writer.write_event(Xml::Empty(inner))?;
    } else {
        writer.write_event(Xml::Start(inner))?;
        writer.write_event(Xml::Text(BytesText::new(&legal(&text))))?;
        writer.write_event(Xml::End(BytesEnd::new(kind)))?;
    }
    writer.write_event(Xml::End(BytesEnd::new("testcase")))
}

/// The element within a case that did not simply pass: its name, message and text.
fn inside(event: &Event) -> Option<(&'static str, Option<String>, String)> {
    let first = |why: &str| why.lines().next().unwrap_or_default().to_owned();
    match event {
        Event::Refused { why, .. } => Some(("error", Some(first(why)), why.clone())),
        Event::Judged(verdict) => match &verdict.outcome {
            Outcome::Passed | Outcome::Blessed => None,
            Outcome::Known(reason) => {
                Some(("skipped", Some(format!("known to fail: {reason}")), String::new()))
            }
            Outcome::Mended(reason) => Some((
                "system-out",
                None,
                format!("it passes now; it was known to fail: {reason}"),
            )),
            Outcome::Failed => Some(("failure", Some(headline(verdict)), lines(verdict).join("\n"))),
            Outcome::Broken => Some(("error", Some(headline(verdict)), lines(verdict).join("\n"))),
        },
    }
}

fn headline(verdict: &Verdict) -> String {
    let Some(failure) = verdict.failures.first() else {
        return String::new();
    };
    if verdict.outcome == Outcome::Broken {
        return failure.found.clone();
    }
    format!(
        "{}: expected {}, found {}",
        failure.check, failure.expected, failure.found
    )
}
