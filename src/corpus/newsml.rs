//! NewsML 1 of the IPTC, with what stands in it.

use super::{FileOfRecords, Outcome};

/// Makes a story of a record.
pub(super) fn read(_text: &str, _file: &FileOfRecords, _record: u32) -> Outcome {
    Outcome::Skipped("NewsML is not read yet".into())
}
