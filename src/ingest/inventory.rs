//! The inventory of an index: the files of its corpora, in the order of its ledger, and how each looked
//! when it was last read. By it a build tells what has changed without opening a file.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::corpus::{ContentHash, Seen};
use crate::engine::local::{Disk, SEEN};

use super::ledger::{LedgerError, load, store};

/// The name of the inventory in the folder of a generation.
const INVENTORY: &str = "files.zst";

/// The files of an index.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Inventory {
    /// The serial of the next story: higher than that of any story that was ever in the index.
    pub(super) next_serial: u64,
    /// The files, in the order in which their records stand in the ledger.
    pub(super) files: Vec<Line>,
}

/// A file of a corpus on disk, or something there that is no file to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// The name of its corpus.
    pub(super) corpus: String,
    /// Its path below the root of its corpus.
    pub(super) path: String,
    /// Its size.
    pub(super) bytes: u64,
    /// The hash of what it held when it was read; none where it was not read whole.
    pub(super) hash: Option<ContentHash>,
    /// How many entries of the ledger are about it.
    pub(super) records: u64,
    /// How many of them say that a record failed.
    pub(super) failed: u64,
    /// Why it is not read, if the walk said so.
    pub(super) refused: Option<String>,
}

/// A path of a corpus as it stands in the index: behind the name of the corpus, if it has one.
pub(super) fn named(corpus: &str, path: &str) -> String {
    match corpus {
        "" => path.to_owned(),
        corpus => format!("{corpus}/{path}"),
    }
}

impl Inventory {
    /// Reads the inventory in the folder of a generation.
    pub(super) fn read(folder: &Path) -> Result<Inventory, LedgerError> {
        load(&folder.join(INVENTORY))
    }

    /// Writes it there.
    pub(super) fn write(&self, disk: &Arc<dyn Disk>, folder: &Path) -> Result<(), LedgerError> {
        store(disk, &folder.join(INVENTORY), self)
    }
}

/// How each file of an inventory looked; none where that tells nothing.
pub(super) type Looks = Vec<Option<Seen>>;

/// Reads how the files of an inventory looked; nothing is known where that cannot be read.
pub(super) fn read_looks(folder: &Path, inventory: &Inventory) -> Looks {
    let looks: Option<Looks> = load(&folder.join(SEEN)).ok();
    let fitting = looks.filter(|looks| looks.len() == inventory.files.len());
    fitting.unwrap_or_else(|| vec![None; inventory.files.len()])
}

/// Whether what is remembered of their looks can be read, if anything is.
///
/// # Errors
/// When it cannot.
pub(super) fn check_looks(folder: &Path) -> Result<(), LedgerError> {
    let path = folder.join(SEEN);
    if path.exists() {
        load::<Looks>(&path)?;
    }
    Ok(())
}

/// Remembers how they look.
pub(super) fn write_looks(disk: &Arc<dyn Disk>, folder: &Path, looks: &Looks) -> Result<(), LedgerError> {
    store(disk, &folder.join(SEEN), looks)
}
