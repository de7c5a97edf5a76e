//! The manifest: which generation of an index is the current one, and what it holds. An index is a
//! folder of generations, of which the manifest names the one that counts. How it comes to be replaced
//! is told in `generation`.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::{EngineError, Summary};
use super::disk::BESIDE;
use super::lock::LOCK;

/// The version of everything on disk: schema, analyser, stored stories, ledger.
pub const FORMAT: u32 = 7;

/// The file of the manifest.
pub(super) const NAME: &str = "newsidx.json";

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
    /// The BLAKE3 hash of the manifest in its one form, with nothing in this place.
    pub(crate) check: String,
    /// The folder of the current generation.
    pub(crate) generation: String,
    /// The BLAKE3 hash of the list of its files; see [`super::checksums`].
    pub(crate) checksums: String,
    /// The generations before it, as far as they are remembered, oldest first.
    pub(crate) past: Vec<Past>,
    /// The words of all stories by field, as ranking counts them: headlines, leads, bodies.
    pub(crate) words: [u64; 3],
    /// What the generation holds.
    pub(crate) summary: Summary,
}

impl Manifest {
    /// The number of the current generation.
    pub(crate) fn number(&self) -> u64 {
        number(&self.generation).unwrap_or(0)
    }

    /// The one form in which it is written, signed.
    pub(super) fn signed(&mut self) -> io::Result<Vec<u8>> {
        self.check = String::new();
        self.check = blake3::hash(&self.plain()?).to_hex().to_string();
        self.plain()
    }

    fn plain(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The past of the generation that comes after this one.
    pub(super) fn into_past(self) -> Vec<Past> {
        let itself = Past {
            generation: self.number(),
            fingerprint: self.summary.fingerprint,
        };
        let forgotten = (self.past.len() + 1).saturating_sub(MOST_PAST);
        let remembered = self.past.into_iter().skip(forgotten);
        remembered.chain([itself]).collect()
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

/// The number of a generation, from the name of its folder.
pub(super) fn number(folder: &str) -> Option<u64> {
    folder.strip_prefix(GENERATION)?.parse().ok()
}

/// The name of the folder of a generation.
pub(super) fn folder(number: u64) -> String {
    format!("{GENERATION}{number}")
}

/// The names of the folders of generations at a place, in no order.
pub(super) fn folders(place: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(place)? {
        let name = entry?.file_name();
        names.extend(
            name.to_str()
                .filter(|name| name.starts_with(GENERATION))
                .map(str::to_owned),
        );
    }
    Ok(names)
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
    let path = place.join(NAME);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Err(absent(place)),
        Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => {
            return Err(EngineError::NotAnIndex {
                path: place.into(),
                why: "it is a file".into(),
            });
        }
        Err(cause) => {
            return Err(EngineError::File {
                doing: "cannot read",
                path,
                cause,
            });
        }
    };
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
    let mut manifest: Manifest = serde_json::from_slice(&bytes).map_err(not_ours)?;
    // There is one form of each manifest, so that every byte of it is vouched for.
    if manifest.signed().is_ok_and(|written| written == bytes) {
        Ok(manifest)
    } else {
        Err(EngineError::Damaged {
            path: place.into(),
            why: format!("its {NAME} was changed after it was written"),
        })
    }
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
            || name.ends_with(BESIDE)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(place: &Path) -> Vec<u8> {
        let mut manifest = Manifest {
            format: FORMAT,
            newsidx: "0.1.0".into(),
            check: String::new(),
            generation: folder(3),
            checksums: "none".into(),
            past: Vec::new(),
            words: [1, 2, 3],
            summary: Summary {
                fingerprint: "news\u{e9}".into(),
                ..Summary::default()
            },
        };
        let bytes = manifest.signed().unwrap();
        fs::write(place.join(NAME), &bytes).unwrap();
        bytes
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let place = tempfile::tempdir().unwrap();
        written(place.path());
        let manifest = read(place.path()).unwrap();
        assert_eq!((manifest.number(), manifest.words), (3, [1, 2, 3]));
        assert_eq!(manifest.check.len(), 64);
    }

    #[test]
    fn any_changed_bit_of_a_manifest_is_noticed() {
        let place = tempfile::tempdir().unwrap();
        let bytes = written(place.path());
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            fs::write(place.path().join(NAME), &changed).unwrap();
            assert!(read(place.path()).is_err(), "bit {bit}");
        }
        for other in [&bytes[..bytes.len() - 1], &[&bytes[..], b"\n"].concat()] {
            fs::write(place.path().join(NAME), other).unwrap();
            assert!(read(place.path()).is_err(), "{} bytes", other.len());
        }
    }
}
