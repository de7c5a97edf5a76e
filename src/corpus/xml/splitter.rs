//! Cuts a stream of XML into records in bounded memory. A record keeps what stands before the first
//! one, its ancestors' tags and a feed's title among it, so that it can be read alone.

use std::io::{BufReader, Error, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;

use super::super::{LARGEST_RECORD, Outcome, Piece, Source, TOO_LARGE};
use super::DEEPEST;

/// The most that is kept of what stands before the first record, in bytes: each record is read with it.
/// Of more only the tags that are open around the records are kept.
const LARGEST_BEGINNING: usize = 32 << 10;

/// Cuts a stream at the elements that are records. Where there are none, all of it is one record.
pub(in crate::corpus) struct Splitter {
    reader: Reader<BufReader<Bounded>>,
    /// How much one piece of markup may still take.
    room: Arc<AtomicUsize>,
    names: &'static [&'static str],
    /// What stands before the first record; shared by all records once that has come.
    beginning: Vec<u8>,
    before: Option<Arc<[u8]>>,
    /// The tags of the open elements around the records.
    open: Vec<BytesStart<'static>>,
    buffer: Vec<u8>,
    /// Whether the file ended in a tag, a comment or other markup.
    ends_in_markup: bool,
    ended: bool,
}

impl Splitter {
    pub(in crate::corpus) fn new(source: Source, names: &'static [&'static str]) -> Splitter {
        let room = Arc::new(AtomicUsize::new(LARGEST_RECORD));
        let text = DecodeReaderBytesBuilder::new()
            .encoding(Some(encoding_rs::UTF_8))
            .bom_override(false)
            .build(source);
        let bounded = Bounded {
            source: Box::new(text),
            room: Arc::clone(&room),
        };
        let mut reader = Reader::from_reader(BufReader::new(bounded));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Splitter {
            reader,
            room,
            names,
            beginning: Vec::new(),
            before: None,
            open: Vec::new(),
            buffer: Vec::new(),
            ends_in_markup: false,
            ended: false,
        }
    }

    fn event(&mut self) -> Result<Event<'static>, Outcome> {
        self.buffer.clear();
        self.room.store(LARGEST_RECORD, Ordering::Relaxed);
        let position = self.reader.buffer_position();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => Ok(event.into_owned()),
            Err(quick_xml::Error::Io(error)) if error.kind() == ErrorKind::FileTooLarge => Err(
                Outcome::Failed(format!("{TOO_LARGE}; the rest of the file is not read")),
            ),
            Err(quick_xml::Error::Io(error)) => Err(Outcome::Failed(format!("cannot read on: {error}"))),
            Err(error) if super::is_cut_off(&error) => {
                self.ends_in_markup = true;
                Ok(Event::Eof)
            }
            Err(error) => Err(Outcome::Failed(format!("not XML: {error} near byte {position}"))),
        }
    }

    /// Reads up to a record and cuts it off; none at the end.
    fn record(&mut self) -> Result<Option<Piece>, Outcome> {
        loop {
            let event = self.event()?;
            match &event {
                Event::Start(start) if self.is_record(start.local_name().into_inner()) => {
                    let name = start.local_name().into_inner().to_owned();
                    return self.rest_of(event, &name).map(Some);
                }
                Event::Empty(start) if self.is_record(start.local_name().into_inner()) => {
                    let mut record = Vec::new();
                    write(&mut record, event);
                    return Ok(Some(self.cut(record)));
                }
                Event::Start(start) => {
                    if self.open.len() >= DEEPEST {
                        let reason = format!("XML nested deeper than {DEEPEST} elements");
                        return Err(Outcome::Failed(reason));
                    }
                    self.open.push(start.clone());
                }
                Event::End(_) => drop(self.open.pop()),
                Event::Eof => return self.end(),
                _ => {}
            }
            if self.before.is_none() && self.beginning.len() <= LARGEST_RECORD {
                write(&mut self.beginning, event);
            }
        }
    }

    fn is_record(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// The file itself, where no record came. A file that is cut off behind a record says so.
    fn end(&mut self) -> Result<Option<Piece>, Outcome> {
        if self.before.is_none() {
            let whole = std::mem::take(&mut self.beginning);
            if whole.len() > LARGEST_RECORD {
                return Err(Outcome::Failed(TOO_LARGE.into()));
            }
            return Ok((!whole.is_empty()).then_some(Piece::Bytes(whole)));
        }
        match self.open.last() {
            Some(tag) => {
                let name = tag.name().into_inner();
                Err(Outcome::Failed(format!("ends within <{name}>")))
            }
            None if self.ends_in_markup => Err(Outcome::Failed("ends within markup".into())),
            None => Ok(None),
        }
    }

    /// Reads from the start of a record to its end.
    fn rest_of(&mut self, start: Event<'static>, name: &str) -> Result<Piece, Outcome> {
        let mut record = Vec::new();
        write(&mut record, start);
        let mut depth = 1usize;
        while depth > 0 {
            let event = self.event()?;
            match &event {
                Event::Start(start) if start.local_name().into_inner() == name => depth += 1,
                Event::End(end) if end.local_name().into_inner() == name => depth -= 1,
                Event::Eof => {
                    // Its ancestors stay open too: it is told that the file ends here, once.
                    self.open.clear();
                    self.ends_in_markup = false;
                    break;
                }
                _ => {}
            }
            // Of a record that is too large the end is looked for, and nothing more is kept.
            if record.len() <= LARGEST_RECORD {
                write(&mut record, event);
            }
        }
        if record.len() > LARGEST_RECORD {
            let size = record.len() as u64;
            return Ok(Piece::Settled(Outcome::Failed(TOO_LARGE.into()), size));
        }
        Ok(self.cut(record))
    }

    fn cut(&mut self, mut record: Vec<u8>) -> Piece {
        let before = match &self.before {
            Some(before) => Arc::clone(before),
            None => {
                let mut beginning = std::mem::take(&mut self.beginning);
                if beginning.len() >= LARGEST_BEGINNING {
                    beginning.clear();
                    for tag in &self.open {
                        write(&mut beginning, Event::Start(tag.clone()));
                    }
                }
                let before: Arc<[u8]> = beginning.into();
                self.before = Some(Arc::clone(&before));
                before
            }
        };
        for tag in self.open.iter().rev() {
            write(&mut record, Event::End(tag.to_end()));
        }
        Piece::Within(before, record)
    }
}

fn write(out: &mut Vec<u8>, event: Event<'_>) {
    // Writing to memory does not fail.
    let _ = Writer::new(out).write_event(event);
}

impl Iterator for Splitter {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.ended {
            return None;
        }
        match self.record() {
            Ok(Some(piece)) => Some(piece),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(outcome) => {
                self.ended = true;
                Some(Piece::Settled(outcome, self.beginning.len() as u64))
            }
        }
    }
}

/// A source that gives no more than there is room for, which its user makes anew.
struct Bounded {
    source: Source,
    room: Arc<AtomicUsize>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let room = self.room.load(Ordering::Relaxed);
        if room == 0 {
            return Err(Error::from(ErrorKind::FileTooLarge));
        }
        let read = self.source.read(buffer)?;
        self.room.store(room.saturating_sub(read), Ordering::Relaxed);
        Ok(read)
    }
}
