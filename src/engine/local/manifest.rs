//! Which generation of an index is the current one. An index is a folder of generations; the
//! manifest names the one that counts, and is replaced in one step, so that a build that is cut
//! off leaves the index as it was.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::{EngineError, Summary};

/// The version of everything on disk: schema, analyser, stored stories, ledger.
pub(crate) const FORMAT: u32 = 1;

const NAME: &str = "newsidx.json";
const LOCK: &str = "build.lock";
const GENERATION: &str = "generation-";

/// The content of the manifest.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// [`FORMAT`] when it was written.
    pub(crate) format: u32,
    /// The version of newsidx that wrote it.
    pub(crate) newsidx: String,
    /// The folder of the current generation.
    pub(crate) generation: String,
    /// What the generation holds.
    pub(crate) summary: Summary,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
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
        let current = read(place).ok().map(|manifest| manifest.generation);
        let last = remove_all_but(place, current.as_deref()).map_err(failed(place))?;
        let name = format!("{GENERATION}{}", last + 1);
        let folder = place.join(&name);
        fs::create_dir(&folder).map_err(failed(&folder))?;
        Ok(NewGeneration {
            place: place.into(),
            name,
            _lock: lock,
            published: false,
        })
    }

    /// The folder of the generation.
    pub(crate) fn folder(&self) -> PathBuf {
        self.place.join(&self.name)
    }

    /// Makes it the current generation, durably, and removes the former one.
    pub(crate) fn publish(mut self, summary: &Summary) -> Result<(), EngineError> {
        let manifest = Manifest {
            format: FORMAT,
            newsidx: env!("CARGO_PKG_VERSION").into(),
            generation: self.name.clone(),
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

/// Removes all generations but one; the highest number seen.
fn remove_all_but(place: &Path, kept: Option<&str>) -> io::Result<u64> {
    let mut last = 0;
    for entry in fs::read_dir(place)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(number) = name.to_str().and_then(|name| name.strip_prefix(GENERATION)) else {
            continue;
        };
        last = last.max(number.parse().unwrap_or(0));
        if name.to_str() != kept {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(last)
}
