//! Files that hold others: compressions are unwrapped as streams, and archives gone through member by
//! member, each read as the form it has, and archives in archives. A member has an address: the path of
//! its archive, `!/` and its name, or `@` and where it begins where it has no name. Nothing is unpacked
//! to disk but a zip within an archive, to a file that has no name.

mod compression;
mod content;
mod disk;
mod gzip;
mod lent;
mod name;
mod records;
mod tar;
mod warc;
mod zip;

#[cfg(test)]
mod tests;

use super::{Declared, Form, Outcome, Source};

pub(super) use name::is_of_archive;
pub use records::Records;

/// How deep archives are read that lie in one another, and how often a file may be packed over.
const DEEPEST: usize = 4;

/// The members of an archive, one after the other: the content of one is gone when the next is asked for.
type Members = Box<dyn Iterator<Item = Member> + Send>;

/// What follows the address of an archive in that of a member.
#[derive(Debug)]
enum Suffix {
    /// Nothing: it is said of the archive itself.
    None,
    /// A name, cleaned.
    Below(String),
    /// Where a record begins.
    At(u64),
}

/// A member of an archive.
struct Member {
    suffix: Suffix,
    /// Its size in bytes, as its archive says.
    bytes: u64,
    content: Result<Source, Outcome>,
    told: Told,
}

/// What an archive tells of a member.
#[derive(Debug, Default)]
struct Told {
    declared: Declared,
    /// Its form, where that is not told by the content.
    form: Option<Form>,
    notes: Vec<String>,
}

impl Member {
    fn new(suffix: Suffix, bytes: u64, content: Result<Source, Outcome>) -> Member {
        Member {
            suffix,
            bytes,
            content,
            told: Told::default(),
        }
    }
}

/// The last part of a path or an address.
fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
