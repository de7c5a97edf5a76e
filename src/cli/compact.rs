//! `newsidx compact`: makes one segment of an index, without what was deleted.

use std::io::Write;
use std::sync::Arc;

use super::exit::Exit;
use super::settings::Compact;
use crate::engine::local::{OnDisk, compact};
use crate::print::amount::{counted, size};

pub(super) fn run(settings: &Compact, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let compacted = compact(&settings.index, Arc::new(OnDisk))?;
    let segments = counted(compacted.segments_before as u64, "segment", "segments");
    let dropped = counted(compacted.dropped, "deleted story", "deleted stories");
    writeln!(
        out,
        "made one of {segments} and dropped {dropped}: {}, {} before",
        size(compacted.bytes_after),
        size(compacted.bytes_before)
    )?;
    Ok(Exit::Fine)
}
