//! Reading the files of an evaluation line by line, and what can be wrong in them. It knows no
//! columns: `qrels`, `run` and `topics` do.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest line that is read, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// Why a file is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read.
    #[error("cannot read `{path}`: {cause}\nhint: check the name of the file")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// Something in it is wrong.
    #[error("`{path}`, line {line}: {fault}\nhint: {}", .fault.hint())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong.
        fault: Fault,
    },
    /// Nothing is in it.
    #[error("`{path}` holds no {what}\nhint: {form}")]
    Empty {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
        /// How that is written.
        form: &'static str,
    },
}

/// What is wrong in a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is too long to be a line of such a file.
    #[error("the line is longer than a mebibyte")]
    TooLong,
    /// The file is too large to be one of topics.
    #[error("the file is larger than 64 MiB")]
    TooLarge,
    /// It has bytes that are no text.
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// A judgement of fewer or more columns than four.
    #[error("a judgement has 4 columns, this line has {0}")]
    JudgementColumns(usize),
    /// A grade that is no whole number.
    #[error("the relevance `{0}` is no whole number")]
    Grade(String),
    /// Two grades for one story.
    #[error("the story `{story}` of topic `{topic}` is judged {now}, but {before} further up")]
    JudgedTwice {
        /// The topic.
        topic: String,
        /// The story.
        story: String,
        /// The grade further up.
        before: i64,
        /// The grade of this line.
        now: i64,
    },
    /// A line of a run with fewer columns than six.
    #[error("a line of a run has 6 columns, this one has {0}")]
    RunColumns(usize),
    /// A score that cannot be compared.
    #[error("the score `{0}` is no number")]
    Score(String),
    /// A story that is listed twice for a topic.
    #[error("topic `{topic}` lists the story `{story}` a second time")]
    ListedTwice {
        /// The topic.
        topic: String,
        /// The story.
        story: String,
    },
    /// A line without a tab.
    #[error("no tab stands between the topic's id and its query")]
    NoTab,
    /// A topic without an id.
    #[error("the topic has no id")]
    NoId,
    /// A topic without a query.
    #[error("the topic `{0}` has no query")]
    NoQuery(String),
    /// A topic that was there before.
    #[error("the topic `{topic}` is there already, in line {before}")]
    TopicTwice {
        /// Its id.
        topic: String,
        /// Where it is.
        before: usize,
    },
    /// What an XML reader stumbles over.
    #[error("the XML is broken: {0}")]
    Xml(String),
    /// An entity that the file would have to define.
    #[error("the entity `&{0};` is not known")]
    Entity(String),
}

impl Fault {
    fn hint(&self) -> &'static str {
        match self {
            Fault::TooLong | Fault::TooLarge | Fault::NotUtf8 => "check that this is the right file",
            Fault::JudgementColumns(_) => "write `TOPIC 0 STORY GRADE`, as in `301 0 FT934-5418 1`",
            Fault::Grade(_) => "write 0 for not relevant, 1 and more for relevant, -1 for not judged",
            Fault::JudgedTwice { .. } => "leave one judgement of the story",
            Fault::RunColumns(_) => {
                "write `TOPIC Q0 STORY RANK SCORE TAG`, as in `301 Q0 FT934-5418 1 12.5 mine`"
            }
            Fault::Score(_) => "the fifth column is a number, the higher the better",
            Fault::ListedTwice { .. } => "a run lists a story once for a topic, take one of the lines away",
            Fault::NoTab => "write the id, a tab and the query in each line",
            Fault::NoId => {
                "write it as `<num> Number: 301`, as the attribute `number` or before the first tab"
            }
            Fault::NoQuery(_) => "write it as `<title>` or `<query>`, or behind the first tab",
            Fault::TopicTwice { .. } => "give each topic an id of its own",
            Fault::Xml(_) => "check that all tags are closed and `&` and `<` are written `&amp;` and `&lt;`",
            Fault::Entity(_) => "write the character itself, or its number as in `&#233;`",
        }
    }

    /// This fault at a place.
    pub(super) fn at(self, path: &Path, line: usize) -> ReadError {
        ReadError::Wrong {
            path: path.to_owned(),
            line,
            fault: self,
        }
    }
}

/// Opens a file to read its lines.
pub(super) fn open(path: &Path) -> Result<BufReader<File>, ReadError> {
    let file = File::open(path).map_err(|cause| ReadError::Unreadable {
        path: path.to_owned(),
        cause,
    })?;
    Ok(BufReader::new(file))
}

/// Hands over each line that is neither blank nor a comment, which begins with `#`. The path is for
/// messages.
pub(super) fn for_each_line(
    path: &Path,
    mut text: impl BufRead,
    mut take: impl FnMut(usize, &str) -> Result<(), Fault>,
) -> Result<(), ReadError> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let mut bounded = text.by_ref().take(LONGEST_LINE + 1);
        let read = bounded
            .read_until(b'\n', &mut bytes)
            .map_err(|cause| ReadError::Unreadable {
                path: path.to_owned(),
                cause,
            })?;
        if read == 0 {
            break;
        }
        if read as u64 > LONGEST_LINE {
            return Err(Fault::TooLong.at(path, number));
        }
        let line = std::str::from_utf8(&bytes).map_err(|_| Fault::NotUtf8.at(path, number))?;
        let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        let beginning = line.trim_start();
        if beginning.is_empty() || beginning.starts_with('#') {
            continue;
        }
        take(number, line).map_err(|fault| fault.at(path, number))?;
    }
    Ok(())
}

/// The columns of a line, set apart by what C calls white space.
pub(super) fn columns(line: &str) -> impl Iterator<Item = &str> {
    line.split([' ', '\t', '\r', '\u{b}', '\u{c}'])
        .filter(|column| !column.is_empty())
}
