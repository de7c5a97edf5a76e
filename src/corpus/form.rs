//! The forms that are read: their names, and which reader cuts and reads each. How a form is told from
//! another is not known here.

use std::io::Read;

use crate::article::Origin;

use super::sgml::Splitter;
use super::{
    FileOfRecords, LARGEST_RECORD, Options, Outcome, Piece, Pieces, Source, TOO_LARGE, feed, json, newsml,
    newsml_g2, ninjs, nitf, other, page, plain, reuters, table, trec, wire, xml,
};

/// The forms that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The file is not read.
    Unread,
    /// Reuters-21578.
    Reuters,
    /// `<DOC>` records of TREC and the LDC.
    Trec,
    /// Plain text, a story a file.
    Text,
    /// JSON: a story, or a list of them.
    Json,
    /// JSON, a story a line.
    JsonLines,
    /// A table, cells parted by commas, semicolons or bars.
    Csv,
    /// A table, cells parted by tabs.
    Tsv,
    /// A web page.
    Page,
    /// NITF, the News Industry Text Format of the IPTC.
    Nitf,
    /// NewsML 1 of the IPTC, and the `newsitem` of Reuters' RCV1.
    Newsml,
    /// NewsML-G2 of the IPTC.
    NewsmlG2,
    /// RSS of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// ninjs, the IPTC's news in JSON.
    Ninjs,
    /// Wire text with the control characters of IPTC 7901 or ANPA 1312.
    Wire,
    /// XML that is none of these: TEI and what else has headlines and paragraphs.
    Xml,
}

impl Form {
    /// All that are read.
    pub const ALL: [Form; 17] = [
        Form::Reuters,
        Form::Trec,
        Form::Text,
        Form::Json,
        Form::JsonLines,
        Form::Csv,
        Form::Tsv,
        Form::Page,
        Form::Nitf,
        Form::Newsml,
        Form::NewsmlG2,
        Form::Rss,
        Form::Atom,
        Form::JsonFeed,
        Form::Ninjs,
        Form::Wire,
        Form::Xml,
    ];

    /// The form's name as printed, such as `reuters-sgml`; empty for what is not read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Unread => "",
            Form::Reuters => "reuters-sgml",
            Form::Trec => "trec-sgml",
            Form::Text => "text",
            Form::Json => "json",
            Form::JsonLines => "jsonl",
            Form::Csv => "csv",
            Form::Tsv => "tsv",
            Form::Page => "html",
            Form::Nitf => "nitf",
            Form::Newsml => "newsml",
            Form::NewsmlG2 => "newsml-g2",
            Form::Rss => "rss",
            Form::Atom => "atom",
            Form::JsonFeed => "json-feed",
            Form::Ninjs => "ninjs",
            Form::Wire => "iptc-7901",
            Form::Xml => "xml",
        }
    }

    /// Whether a file holds one story.
    #[must_use]
    pub fn is_one_story(self) -> bool {
        matches!(self, Form::Text | Form::Page)
    }

    /// Whether its files are XML, whose encoding they declare themselves.
    pub(super) fn is_xml(self) -> bool {
        matches!(
            self,
            Form::Nitf | Form::Newsml | Form::NewsmlG2 | Form::Rss | Form::Atom | Form::Xml
        )
    }

    /// Where the parts of its stories come from, where nothing else is said.
    pub(super) fn origin(self) -> Origin {
        match self {
            Form::Text => Origin::Heuristic,
            _ => Origin::Markup,
        }
    }

    /// Cuts a file of the form into records.
    pub(super) fn split(self, source: Source, options: &Options) -> Pieces {
        match self {
            Form::Unread => Box::new(std::iter::empty()),
            Form::Reuters => Box::new(Splitter::new(source, "REUTERS")),
            Form::Trec => Box::new(Splitter::new(source, "DOC")),
            Form::Wire => Box::new(wire::Splitter::new(source)),
            Form::Text | Form::Page => Box::new(std::iter::once_with(move || whole(source))),
            Form::Nitf | Form::Newsml | Form::NewsmlG2 | Form::Rss | Form::Atom | Form::Xml => {
                Box::new(xml::Splitter::new(source, self.records()))
            }
            Form::JsonFeed if options.columns.is_empty() => feed::split(source),
            Form::Json | Form::JsonLines | Form::JsonFeed | Form::Ninjs => {
                Box::new(json::Splitter::new(source))
            }
            Form::Csv | Form::Tsv => Box::new(table::Splitter::new(source, &options.columns)),
        }
    }

    /// Makes a story of the text of a record.
    pub(super) fn read(self, text: &str, file: &FileOfRecords, record: u32) -> Outcome {
        match self {
            Form::Unread => Outcome::Skipped("not read".into()),
            Form::Reuters => reuters::read(text, file, record),
            Form::Trec => trec::read(text, file, record),
            Form::Text => plain::read(text, file, record),
            Form::Json | Form::JsonLines => json::read(text, file, record),
            Form::Csv | Form::Tsv => table::read(text, file, record),
            Form::Page => page::read(text, file, record),
            Form::Nitf => nitf::read(text, file, record),
            Form::Newsml => newsml::read(text, file, record),
            Form::NewsmlG2 => newsml_g2::read(text, file, record),
            Form::Rss | Form::Atom => feed::read(text, file, record),
            Form::JsonFeed => feed::read_json(text, file, record),
            Form::Ninjs => ninjs::read(text, file, record),
            Form::Wire => wire::read(text, file, record),
            Form::Xml => other::read(text, file, record),
        }
    }

    /// The elements that are records in a form of XML; none where a file is one record.
    fn records(self) -> &'static [&'static str] {
        match self {
            Form::Nitf => &["nitf"],
            Form::Newsml => &["NewsItem", "newsitem"],
            Form::NewsmlG2 => &[
                "newsItem",
                "packageItem",
                "conceptItem",
                "knowledgeItem",
                "planningItem",
                "catalogItem",
            ],
            Form::Rss => &["item"],
            Form::Atom => &["entry"],
            Form::Xml => other::RECORDS,
            _ => &[],
        }
    }
}

/// All of a file as one record.
fn whole(source: Source) -> Piece {
    let mut bytes = Vec::new();
    match source.take(LARGEST_RECORD as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => Piece::Settled(
            Outcome::Failed(format!("cannot read on: {error}")),
            bytes.len() as u64,
        ),
        Ok(size) if size > LARGEST_RECORD => Piece::Settled(Outcome::Failed(TOO_LARGE.into()), size as u64),
        Ok(_) => Piece::Bytes(bytes),
    }
}
