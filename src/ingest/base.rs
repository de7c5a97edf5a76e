//! What a build begins with: the generation that is published, as far as it can be read.

use std::path::PathBuf;

use crate::corpus::Seen;
use crate::engine::local::LocalEngine;
use crate::engine::{Corpus, Engine, EngineError, Reading, Summary};

use super::inventory::{Inventory, Looks, read_looks};
use super::ledger::LedgerError;
use super::{Build, Event};

/// A published generation.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) folder: PathBuf,
    pub(super) summary: Summary,
    pub(super) inventory: Inventory,
    pub(super) looks: Looks,
}

impl Base {
    /// Reads what is published. There is nothing to begin with where there is no index or one of another
    /// format; nor where it is damaged or its ledger cannot be read, which is told.
    ///
    /// # Errors
    /// When the ledger cannot be read and there are other corpora, whose stories would be lost.
    pub(super) fn read(build: &Build, watch: &mut dyn FnMut(Event<'_>)) -> Result<Option<Base>, LedgerError> {
        loop {
            let engine = match LocalEngine::open(&build.index) {
                Ok(engine) => engine,
                Err(error) => {
                    if let EngineError::Damaged { .. } = error {
                        watch(Event::Anew(&error));
                    }
                    return Ok(None);
                }
            };
            let summary = engine.summary().clone();
            let folder = engine.folder().to_owned();
            match Inventory::read(&folder) {
                Ok(inventory) => {
                    return Ok(Some(Base {
                        looks: read_looks(&folder, &inventory),
                        folder,
                        summary,
                        inventory,
                    }));
                }
                // Another build has replaced it since it was opened.
                Err(_) if !folder.exists() => {}
                Err(error) => return forgotten(error, &summary, build, watch).map(|()| None),
            }
        }
    }

    /// A corpus, if it is in the index and was read in the same way as now.
    pub(super) fn read_alike(&self, name: &str, reading: &Reading) -> Option<&Corpus> {
        let mut corpora = self.summary.corpora.iter();
        corpora.find(|corpus| corpus.name == name && corpus.reading == *reading)
    }

    /// How a file looked when it was read, if that tells it from others.
    pub(super) fn look(&self, line: usize) -> Option<Seen> {
        self.looks.get(line).copied().flatten()
    }
}

/// A ledger cannot be read. That is told, and does no harm where the corpus is the only one.
///
/// # Errors
/// Where it is not.
pub(super) fn forgotten(
    error: LedgerError,
    summary: &Summary,
    build: &Build,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), LedgerError> {
    if summary.corpora.iter().any(|corpus| corpus.name != build.name) {
        return Err(error);
    }
    watch(Event::Forgotten(&error));
    Ok(())
}
