//! Which generation of an index is the current one. An index is a folder of generations; the
//! manifest names the one that counts, and is replaced in one step, so that a build that is cut
//! off leaves the index as it was.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::{EngineError, Summary};

/// The version of everything on disk: schema, analyser, stored stories, ledger.
pub(crate) const FORMAT: u32 = 7;

const NAME: &str = "newsidx.json";
const LOCK: &str = "build.lock";
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
    #[serde(default)]
    pub(crate) words: [u64; 3],
    /// What the generation holds.
    pub(crate) summary: Summary,
}

impl Manifest {
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

/// The number of a generation, from the name of its folder.
fn number(folder: &str) -> Option<u64> {
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
    serde_json::from_slice(&bytes).map_err(not_ours)
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
fn first_foreign(place: &Path) -> io::Result<Option<String>> {
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

/// A new generation, invisible until it is published. No other build can begin while it lives.
#[derive(Debug)]
pub(crate) struct NewGeneration {
    place: PathBuf,
    name: String,
    number: u64,
    replaced: Option<PathBuf>,
    past: Vec<Past>,
    _lock: File,
    published: bool,
}

impl NewGeneration {
    /// Makes the folder of a new generation, and that of the index if there is none.
    pub(crate) fn create(place: &Path) -> Result<NewGeneration, EngineError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |cause| EngineError::File {
                doing: "cannot write to",
                path,
                cause,
            }
        };
        fs::create_dir_all(place).map_err(failed(place))?;
        if let Some(found) = first_foreign(place).map_err(failed(place))? {
            return Err(EngineError::Occupied {
                path: place.into(),
                found,
            });
        }
        let lock_path = place.join(LOCK);
        let lock = File::create(&lock_path).map_err(failed(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(EngineError::Busy { path: place.into() }),
            Err(fs::TryLockError::Error(cause)) => return Err(failed(&lock_path)(cause)),
        }
        let current = read(place).ok();
        let last = remove_all_but(place, named(place).as_deref()).map_err(failed(place))?;
        let replaced = current.as_ref().map(|manifest| place.join(&manifest.generation));
        let number = last.saturating_add(1);
        let name = format!("{GENERATION}{number}");
        let folder = place.join(&name);
        fs::create_dir(&folder).map_err(failed(&folder))?;
        Ok(NewGeneration {
            place: place.into(),
            name,
            number,
            replaced,
            past: current.map(with_itself).unwrap_or_default(),
            _lock: lock,
            published: false,
        })
    }

    /// The folder of the generation.
    pub(crate) fn folder(&self) -> PathBuf {
        self.place.join(&self.name)
    }

    /// Its number: higher than that of any generation before.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The folder of the generation that it is to replace.
    pub(crate) fn replaced(&self) -> Option<&Path> {
        self.replaced.as_deref()
    }

    /// Makes it the current generation, durably, and removes the former one.
    pub(crate) fn publish(mut self, summary: &Summary) -> Result<(), EngineError> {
        let manifest = Manifest {
            format: FORMAT,
            newsidx: env!("CARGO_PKG_VERSION").into(),
            generation: self.name.clone(),
            past: std::mem::take(&mut self.past),
            words: [0; 3],
            summary: summary.clone(),
        };
        let path = self.place.join(NAME);
        replace(&self.folder(), &path, &manifest).map_err(|cause| EngineError::File {
            doing: "cannot write",
            path,
            cause,
        })?;
        self.published = true;
        // What cannot be removed now is removed by the next build.
        let _ = remove_all_but(&self.place, Some(&self.name));
        Ok(())
    }
}

impl Drop for NewGeneration {
    fn drop(&mut self) {
        if !self.published {
            let _ = fs::remove_dir_all(self.folder());
        }
    }
}

/// Writes the manifest beside the old one and renames it over it, each step made durable before
/// the next: the generation's own names, the new manifest, the rename.
fn replace(generation: &Path, path: &Path, manifest: &Manifest) -> io::Result<()> {
    File::open(generation)?.sync_all()?;
    let new = path.with_extension("json.new");
    let mut file = File::create(&new)?;
    file.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    match path.parent() {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// The generation that the manifest names, also where it is one of another version: it is the index
/// until another is published.
fn named(place: &Path) -> Option<String> {
    let manifest = fs::read(place.join(NAME)).ok()?;
    let named = serde_json::from_slice::<GenerationOnly>(&manifest);
    named.ok().map(|manifest| manifest.generation)
}

/// The past of the generation that comes after the one of a manifest.
fn with_itself(manifest: Manifest) -> Vec<Past> {
    let itself = Past {
        generation: manifest.number(),
        fingerprint: manifest.summary.fingerprint,
    };
    let forgotten = (manifest.past.len() + 1).saturating_sub(MOST_PAST);
    let remembered = manifest.past.into_iter().skip(forgotten);
    remembered.chain([itself]).collect()
}

/// Removes all generations but one; the highest number seen.
fn remove_all_but(place: &Path, kept: Option<&str>) -> io::Result<u64> {
    let mut last = 0;
    for entry in fs::read_dir(place)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_str().is_some_and(|name| name.starts_with(GENERATION)) {
            continue;
        }
        last = last.max(name.to_str().and_then(number).unwrap_or(0));
        if name.to_str() != kept {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(last)
}
