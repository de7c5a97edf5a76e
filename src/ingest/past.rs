//! What the index held before a build, as far as it must be known to tell which stories are new. It
//! is read from the ledger of the generation that is to be replaced.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::article::ArticleId;

use super::ledger::{LedgerError, entries};

/// The stories of the generation before, by the hash of their ids: the fingerprints of their
/// records, and the generations in which they came.
#[derive(Debug, Default)]
pub(super) struct Past {
    stories: FxHashMap<u64, (u64, u32)>,
}

impl Past {
    /// Reads the ledger in the folder of a generation; without one, there is no past.
    pub(super) fn read(folder: Option<&Path>) -> Result<Past, LedgerError> {
        let mut past = Past::default();
        let Some(folder) = folder else { return Ok(past) };
        for entry in entries(folder)? {
            let entry = entry?;
            let fingerprint = u64::from_str_radix(&entry.fingerprint, 16);
            let since = entry.since.and_then(|since| u32::try_from(since).ok());
            if let (Some(id), Ok(fingerprint), Some(since)) = (entry.id, fingerprint, since) {
                past.stories.insert(hash(&id), (fingerprint, since));
            }
        }
        Ok(past)
    }

    /// The generation in which a story came, if it was there and its record is the same.
    pub(super) fn since(&self, id: &ArticleId, fingerprint: u64) -> Option<u64> {
        let (was, since) = self.stories.get(&hash(&id.0))?;
        (*was == fingerprint).then_some(u64::from(*since))
    }
}

/// The first 8 bytes of the BLAKE3 hash of an id.
pub(super) fn hash(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    hash.as_bytes()
        .first_chunk()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
