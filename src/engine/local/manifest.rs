//! Which generation of an index is the current one. An index is a folder of generations; the
//! manifest names the one that counts, and is replaced in one step, so that a build that is cut
//! off leaves the index as it was. Making generations is not done here.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::{EngineError, Summary};

/// The version of everything on disk: schema, analyser, stored stories, ledger.
pub const FORMAT: u32 = 7;

/// The name of the manifest.
pub(super) const NAME: &str = "newsidx.json";
/// The name of the file that a build locks.
pub(super) const LOCK: &str = "build.lock";
const GENERATION: &str = "generation-";

/// How many earlier generations are remembered.
const MOST_PAST: usize = 1000;

/// The content of the manifest.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// [`FORMAT`] when it was written.
    pub(crate) format: u32,
    /// The version of newsidx that wrote it.
    pub(crate) newsidx: String,
    /// The folder of the current generation.
    pub(crate) generation: String,
    /// The generations before it, as far as they are remembered, oldest first.
    pub(crate) past: Vec<Past>,
    /// The words of all stories by field, as ranking counts them: headlines, leads, bodies.
    pub(crate) words: [u64; 3],
    /// The BLAKE3 hash, in hexadecimal, of the list of the files of the generation.
    pub(crate) checksums: String,
    /// The BLAKE3 hash, in hexadecimal, of the manifest as it would be with nothing here.
    pub(crate) check: String,
    /// What the generation holds.
    pub(crate) summary: Summary,
}

impl Manifest {
    /// The bytes of the file, signed.
    pub(super) fn signed(mut self) -> io::Result<Vec<u8>> {
        self.check = self.hash()?;
        let mut bytes = serde_json::to_vec_pretty(&self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn hash(&mut self) -> io::Result<String> {
        let check = std::mem::take(&mut self.check);
        let bytes = serde_json::to_vec(&self)?;
        self.check = check;
        Ok(blake3::hash(&bytes).to_hex().to_string())
    }

    /// The number of the current generation.
    pub(crate) fn number(&self) -> u64 {
        number(&self.generation).unwrap_or(0)
    }
}

/// A generation that was replaced.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Past {
    /// Its number.
    pub(crate) generation: u64,
    /// The [`Summary::fingerprint`] it had.
    pub(crate) fingerprint: String,
}

/// The folder of a generation.
pub(super) fn folder(number: u64) -> String {
    format!("{GENERATION}{number}")
}

/// The number of a generation, from the name of its folder.
pub(super) fn number(folder: &str) -> Option<u64> {
    folder.strip_prefix(GENERATION)?.parse().ok()
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// What the manifest of any format has.
#[derive(Deserialize)]
struct GenerationOnly {
    generation: String,
}

/// Reads the manifest of an index.
pub(crate) fn read(place: &Path) -> Result<Manifest, EngineError> {
    let bytes = bytes(place)?;
    let not_ours = |error: serde_json::Error| EngineError::NotAnIndex {
        path: place.into(),
        why: format!("its {NAME} cannot be understood: {error}"),
    };
    let FormatOnly { format } = serde_json::from_slice(&bytes).map_err(not_ours)?;
    if format != FORMAT {
        return Err(EngineError::OtherFormat {
            path: place.into(),
            found: format,
            wanted: FORMAT,
        });
    }
    let changed = || EngineError::Damaged {
        path: place.into(),
        why: format!("its {NAME} is not as it was written"),
    };
    let mut manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| changed())?;
    match manifest.hash() {
        Ok(hash) if hash == manifest.check => Ok(manifest),
        _ => Err(changed()),
    }
}

/// The bytes of the manifest of an index.
pub(super) fn bytes(place: &Path) -> Result<Vec<u8>, EngineError> {
    let path = place.join(NAME);
    fs::read(&path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => absent(place),
        io::ErrorKind::NotADirectory => EngineError::NotAnIndex {
            path: place.into(),
            why: "it is a file".into(),
        },
        _ => EngineError::File {
            doing: "cannot read",
            path,
            cause,
        },
    })
}

fn absent(place: &Path) -> EngineError {
    match first_foreign(place) {
        Ok(Some(_)) => EngineError::NotAnIndex {
            path: place.into(),
            why: format!("it has no {NAME}"),
        },
        _ => EngineError::Missing { path: place.into() },
    }
}

/// A file at the place that is none of an index, if there is one.
pub(super) fn first_foreign(place: &Path) -> io::Result<Option<String>> {
    let mut names: Vec<String> = fs::read_dir(place)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.sort();
    let ours = |name: &String| {
        [NAME, LOCK, "README.md", ".gitignore"].contains(&&**name)
            || name.starts_with(GENERATION)
            || name.ends_with(".new")
    };
    Ok(names.into_iter().find(|name| !ours(name)))
}

/// The generation that the manifest names, also where it is one of another version: it is the index
/// until another is published.
pub(super) fn named(place: &Path) -> Option<String> {
    let manifest = fs::read(place.join(NAME)).ok()?;
    let named = serde_json::from_slice::<GenerationOnly>(&manifest);
    named.ok().map(|manifest| manifest.generation)
}

/// The past of the generation that comes after the one of a manifest.
pub(super) fn with_itself(manifest: Manifest) -> Vec<Past> {
    let itself = Past {
        generation: manifest.number(),
        fingerprint: manifest.summary.fingerprint,
    };
    let forgotten = (manifest.past.len() + 1).saturating_sub(MOST_PAST);
    let remembered = manifest.past.into_iter().skip(forgotten);
    remembered.chain([itself]).collect()
}
