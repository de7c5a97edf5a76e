//! Topics in XML: `<topic number="1">` with `<query>` or `<title>`. No entity but XML's own five and
//! numbers is known; those that a file defines are refused, and nothing outside of it is read.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::file::Fault;
use super::{Found, Topic, in_line, line_of};

/// The elements that hold a query, the best first.
const QUERIES: [&str; 2] = ["query", "title"];

/// Attributes and elements that hold an id.
const IDS: [&str; 4] = ["number", "num", "id", "qid"];

/// The topics of a text, and at the end what is wrong.
pub(super) fn topics(text: &str) -> Vec<Found> {
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        let line = state.line(text, reader.buffer_position());
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(error) => {
                let line = state.line(text, reader.error_position());
                state.found.push(Err((line, Fault::Xml(error.to_string()))));
                break;
            }
        };
        if let Err(fault) = state.take(event, line) {
            state.found.push(Err((line, fault)));
            break;
        }
    }
    if let Some(topic) = state.topic {
        let fault = Fault::Xml("a topic is never closed".into());
        state.found.push(Err((topic.line, fault)));
    }
    state.found
}

#[derive(Default)]
struct State {
    found: Vec<Found>,
    topic: Option<Open>,
    /// The element that is being read, and its text so far.
    element: Option<(String, String)>,
    /// How far lines are counted, and how many there are up to there.
    counted: (usize, usize),
}

/// A topic that is being read.
#[derive(Default)]
struct Open {
    line: usize,
    id: String,
    queries: [String; 2],
}

impl State {
    /// The line of a place, which must not lie before the one asked for last.
    fn line(&mut self, text: &str, place: u64) -> usize {
        let place = (place as usize).clamp(self.counted.0, text.len());
        self.counted.1 += line_of(&text.as_bytes()[self.counted.0..place]) - 1;
        self.counted.0 = place;
        self.counted.1 + 1
    }

    fn take(&mut self, event: Event<'_>, line: usize) -> Result<(), Fault> {
        match event {
            Event::Start(start) => self.open(&start, line)?,
            Event::Empty(start) => {
                self.open(&start, line)?;
                self.close(start.name().as_ref());
            }
            Event::End(end) => self.close(end.name().as_ref()),
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let number = entity
                    .resolve_char_ref()
                    .map_err(|error| Fault::Xml(error.to_string()))?;
                match (number, resolve_predefined_entity(&entity)) {
                    (Some(letter), _) => self.add(letter.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => self.add(text),
                    (None, None) => return Err(Fault::Entity(entity.to_string())),
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>, line: usize) -> Result<(), Fault> {
        let name: &str = start.name().into_inner();
        if self.topic.is_some() {
            if self.element.is_none() {
                self.element = Some((name.to_owned(), String::new()));
            }
            return Ok(());
        }
        if !name.eq_ignore_ascii_case("topic") {
            return Ok(());
        }
        let mut topic = Open {
            line,
            ..Open::default()
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| Fault::Xml(error.to_string()))?;
            if is_one_of(attribute.key.into_inner(), &IDS).is_some() && topic.id.is_empty() {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                topic.id = in_line(&value.map_err(|error| Fault::Xml(error.to_string()))?);
            }
        }
        self.topic = Some(topic);
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if let Some((_, content)) = &mut self.element {
            content.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        let Some(topic) = &mut self.topic else {
            return;
        };
        match &self.element {
            Some((open, content)) if open == name => {
                if let Some(place) =
                    is_one_of(name, &QUERIES).filter(|place| topic.queries[*place].is_empty())
                {
                    topic.queries[place] = in_line(content);
                }
                if is_one_of(name, &IDS).is_some() && topic.id.is_empty() {
                    topic.id = in_line(content);
                }
                self.element = None;
            }
            Some(_) => {}
            None => {
                let [query, title] = std::mem::take(&mut topic.queries);
                self.found.push(Ok(Topic {
                    id: std::mem::take(&mut topic.id),
                    query: if query.is_empty() { title } else { query },
                    line: topic.line,
                }));
                self.topic = None;
            }
        }
    }
}

fn is_one_of(name: &str, names: &[&str]) -> Option<usize> {
    names.iter().position(|known| known.eq_ignore_ascii_case(name))
}
