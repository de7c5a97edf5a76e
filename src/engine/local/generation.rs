//! A generation that is being made: its folder, which nobody sees until it is published. It begins with the
//! files of the generation that it replaces, under second names; or it is one that was left behind by a build
//! that was cut off.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{EngineError, Summary};
use super::checksums::{self, Checksums};
use super::disk::{Disk, replace};
use super::folder::MANAGED;
use super::manifest::{self, FORMAT, LOCK, Manifest, NAME};

/// tantivy's own manifest.
const META: &str = "meta.json";
/// What says which build a draft is of.
const DRAFT: &str = "draft";

/// How a generation begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin<'b> {
    /// With nothing.
    Anew,
    /// With what is published, or with what a build of the same key has left.
    With(&'b str),
}

/// A new generation, invisible until it is published. No other build can begin while it lives.
#[derive(Debug)]
pub(super) struct NewGeneration {
    place: PathBuf,
    disk: Arc<dyn Disk>,
    number: u64,
    /// The generation that it is to replace.
    base: Option<Manifest>,
    /// Whether it begins with files of that.
    is_linked: bool,
    is_published: bool,
    _lock: File,
}

impl NewGeneration {
    /// Makes the folder of a new generation, and that of the index if there is none.
    pub(super) fn create(
        place: &Path,
        begin: Begin<'_>,
        disk: &Arc<dyn Disk>,
    ) -> Result<NewGeneration, EngineError> {
        disk.create_folder(place).map_err(writing(place))?;
        if let Some(found) = manifest::first_foreign(place).map_err(writing(place))? {
            return Err(EngineError::Occupied {
                path: place.into(),
                found,
            });
        }
        let lock = lock(place)?;
        let base = manifest::read(place).ok();
        let mut generation = NewGeneration {
            place: place.into(),
            disk: Arc::clone(disk),
            number: 0,
            base,
            is_linked: false,
            is_published: false,
            _lock: lock,
        };
        generation.settle(begin).map_err(writing(place))?;
        Ok(generation)
    }

    /// Finds the folder to go on in, or makes one, and removes all others but the published one.
    fn settle(&mut self, begin: Begin<'_>) -> io::Result<()> {
        let published = manifest::named(&self.place);
        let numbers = numbers(&self.place)?;
        let mut draft = String::new();
        if let Begin::With(key) = begin {
            draft = format!("{} {key}\n", self.base.as_ref().map_or(0, Manifest::number));
            let left = numbers.iter().rev().find(|number| {
                let folder = self.place.join(manifest::folder(**number));
                fs::read_to_string(folder.join(DRAFT)).is_ok_and(|left| left == draft)
            });
            self.number = left.copied().unwrap_or(0);
        }
        for number in &numbers {
            let name = manifest::folder(*number);
            if Some(&name) != published.as_ref() && *number != self.number {
                self.disk.remove_folder(&self.place.join(name))?;
            }
        }
        self.is_linked = self.number > 0;
        if self.number > 0 {
            return Ok(());
        }
        let last = numbers.last().copied().unwrap_or(0);
        self.number = last.max(self.base.as_ref().map_or(0, Manifest::number)) + 1;
        self.begin(&draft)
    }

    /// Makes the folder, with the files of the base unless it begins anew.
    fn begin(&mut self, draft: &str) -> io::Result<()> {
        let folder = self.folder();
        self.disk.create_folder(&folder)?;
        if draft.is_empty() {
            return Ok(());
        }
        if let Some(base) = self.replaced() {
            for name in tantivys(&base)? {
                self.disk.link(&base.join(&name), &folder.join(&name))?;
            }
            for name in [MANAGED, META] {
                if let Ok(bytes) = fs::read(base.join(name)) {
                    replace(&*self.disk, &folder.join(name), &bytes)?;
                }
            }
            self.is_linked = true;
        }
        // The last: a folder without it is not gone on with.
        replace(&*self.disk, &folder.join(DRAFT), draft.as_bytes())
    }

    /// Begins once more, with nothing.
    pub(super) fn begin_anew(&mut self, begin: Begin<'_>) -> Result<(), EngineError> {
        let folder = self.folder();
        let again = || {
            self.disk.remove_folder(&folder)?;
            self.disk.create_folder(&folder)?;
            match begin {
                Begin::Anew => Ok(()),
                Begin::With(key) => {
                    let base = self.base.as_ref().map_or(0, Manifest::number);
                    replace(
                        &*self.disk,
                        &folder.join(DRAFT),
                        format!("{base} {key}\n").as_bytes(),
                    )
                }
            }
        };
        again().map_err(writing(&folder))?;
        self.is_linked = false;
        Ok(())
    }

    /// The folder of the generation.
    pub(super) fn folder(&self) -> PathBuf {
        self.place.join(manifest::folder(self.number))
    }

    /// Its number: higher than that of any generation before.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Whether there are files of another generation, or of a build that was cut off, in it.
    pub(super) fn is_linked(&self) -> bool {
        self.is_linked
    }

    /// The folder of the generation that it is to replace.
    pub(super) fn replaced(&self) -> Option<PathBuf> {
        let base = self.base.as_ref()?;
        Some(self.place.join(&base.generation))
    }

    /// Makes it the current generation, durably, and removes the former one.
    pub(super) fn publish(mut self, summary: &Summary, words: [u64; 3]) -> Result<(), EngineError> {
        let path = self.place.join(NAME);
        let publish = |generation: &mut NewGeneration| -> io::Result<()> {
            let folder = generation.folder();
            for name in names(&folder)? {
                if name.starts_with(DRAFT) || name.ends_with(".new") {
                    generation.disk.remove_file(&folder.join(name))?;
                }
            }
            let known = generation.replaced().and_then(|base| Checksums::read(&base).ok());
            let checksums = checksums::write(&*generation.disk, &folder, known)?;
            generation.disk.sync_folder(&folder)?;
            let manifest = Manifest {
                format: FORMAT,
                newsidx: env!("CARGO_PKG_VERSION").into(),
                generation: manifest::folder(generation.number),
                past: generation
                    .base
                    .take()
                    .map(manifest::with_itself)
                    .unwrap_or_default(),
                words,
                checksums,
                check: String::new(),
                summary: summary.clone(),
            };
            replace(
                &*generation.disk,
                &generation.place.join(NAME),
                &manifest.signed()?,
            )
        };
        publish(&mut self).map_err(|cause| EngineError::File {
            doing: "cannot write",
            path,
            cause,
        })?;
        self.is_published = true;
        // What cannot be removed now is removed by the next build.
        for number in numbers(&self.place).unwrap_or_default() {
            if number != self.number {
                let _ = self
                    .disk
                    .remove_folder(&self.place.join(manifest::folder(number)));
            }
        }
        Ok(())
    }
}

impl Drop for NewGeneration {
    fn drop(&mut self) {
        // The manifest may have been replaced although that could not be made durable.
        let name = manifest::folder(self.number);
        if !self.is_published && manifest::named(&self.place).as_deref() != Some(&*name) {
            let _ = self.disk.remove_folder(&self.place.join(name));
        }
    }
}

/// What could not be written.
pub(super) fn writing(path: &Path) -> impl Fn(io::Error) -> EngineError {
    let path = path.to_owned();
    move |cause| EngineError::File {
        doing: "cannot write to",
        path: path.clone(),
        cause,
    }
}

/// Locks an index, or says which process has done so.
fn lock(place: &Path) -> Result<File, EngineError> {
    let path = place.join(LOCK);
    let mut options = File::options();
    let opened = options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let mut lock = opened.map_err(writing(&path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // While it is being written it says nothing.
            let _ = (&lock).take(1000).read_to_string(&mut holder);
            let holder = holder.trim();
            return Err(EngineError::Busy {
                path: place.into(),
                holder: if holder.is_empty() {
                    "another build".into()
                } else {
                    format!("another build ({holder})")
                },
            });
        }
        Err(fs::TryLockError::Error(cause)) => {
            return Err(match cause.kind() {
                io::ErrorKind::Unsupported => EngineError::NoLocks {
                    path: place.into(),
                    cause,
                },
                _ => writing(&path)(cause),
            });
        }
    }
    let told = || -> io::Result<()> {
        let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let process = format!("process {} {}", std::process::id(), host.trim());
        lock.set_len(0)?;
        lock.rewind()?;
        lock.write_all(process.trim().as_bytes())
    };
    // It only helps whoever comes next.
    let mut told = told;
    let _ = told();
    Ok(lock)
}

/// The numbers of the generations in an index, in ascending order.
fn numbers(place: &Path) -> io::Result<Vec<u64>> {
    let mut numbers: Vec<u64> = names(place)?
        .iter()
        .filter_map(|name| manifest::number(name))
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The names of a folder, in order.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// The files of tantivy's segments in a folder: their names begin with 32 digits.
fn tantivys(folder: &Path) -> io::Result<Vec<String>> {
    let is_segment = |name: &String| {
        let (uuid, _) = name.split_at_checked(32).unwrap_or_default();
        uuid.len() == 32 && uuid.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    Ok(names(folder)?.into_iter().filter(is_segment).collect())
}
