//! A generation being written, and how it becomes the index. Its folder begins with what the current
//! generation holds and is seen by nobody until the manifest is replaced, in one step, so that whatever
//! cuts a build off leaves the index as it was. What a build that was cut off has made durable, its
//! draft, a later one may go on with. What the files hold is no matter here.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::index::SegmentId;

use super::super::{EngineError, Summary};
use super::checksums::{self, Checksum, Checksums, is_of_segment};
use super::disk::{Disk, replace};
use super::lock;
use super::manifest::{self, FORMAT, Manifest, folders, named, number};
use super::writable::SEGMENT_LIST;

/// What the names begin with of files that a generation has only until it is published.
const DRAFT: &str = "draft";

/// What is written of a generation before it is published, so that it can be gone on with.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    /// What the caller knows it by.
    key: String,
    /// The generation that was current when it began; 0 if there was none.
    base: u64,
    /// Whether it began empty all the same.
    anew: bool,
}

/// With what the folder of a new generation began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// All that a build that was cut off had made durable.
    Draft,
    /// The segments of the current generation.
    Base,
    /// Nothing.
    Nothing,
}

/// How to begin a generation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning<'b> {
    /// By which a draft is known again; empty if none is to be.
    pub(super) key: &'b str,
    /// Whether to begin with nothing.
    pub(super) anew: bool,
    /// Where it is written.
    pub(super) disk: &'b Arc<dyn Disk>,
}

/// A new generation, invisible until it is published. No other build can begin while it lives.
#[derive(Debug)]
pub(super) struct NewGeneration {
    place: PathBuf,
    disk: Arc<dyn Disk>,
    number: u64,
    draft: Draft,
    origin: Origin,
    current: Option<Manifest>,
    replaced: Option<PathBuf>,
    /// The files of the current generation that were taken over beside the segments.
    taken_over: Vec<String>,
    _lock: File,
}

impl NewGeneration {
    /// Makes the folder of a new generation, and that of the index if there is none.
    pub(super) fn begin(place: &Path, beginning: Beginning<'_>) -> Result<NewGeneration, EngineError> {
        let disk = beginning.disk;
        let failed = failed("cannot write to", place);
        make_place(&**disk, place).map_err(&failed)?;
        if let Some(found) = manifest::first_foreign(place).map_err(&failed)? {
            return Err(EngineError::Occupied {
                path: place.into(),
                found,
            });
        }
        let lock = lock::take(place)?;
        let current = manifest::read(place).ok();
        let draft = Draft {
            key: beginning.key.into(),
            base: current.as_ref().map_or(0, Manifest::number),
            anew: beginning.anew,
        };
        let folders = folders(place).map_err(&failed)?;
        let last = folders.iter().filter_map(|name| number(name)).max().unwrap_or(0);
        let kept = named(place);
        let drafts = folders.iter().filter(|name| kept.as_ref() != Some(name));
        let resumed = drafts
            .filter(|name| !draft.key.is_empty() && read_draft(&place.join(name)).as_ref() == Some(&draft))
            .filter_map(|name| number(name))
            .max();
        let mut generation = NewGeneration {
            place: place.into(),
            disk: Arc::clone(disk),
            number: resumed.unwrap_or(last.saturating_add(1)),
            draft,
            origin: Origin::Draft,
            replaced: current.as_ref().map(|manifest| place.join(&manifest.generation)),
            current,
            taken_over: Vec::new(),
            _lock: lock,
        };
        generation.remove_others(kept.as_deref()).map_err(&failed)?;
        if resumed.is_none() {
            generation.start()?;
        }
        Ok(generation)
    }

    /// Begins the folder, with the current generation if that is wanted and there is one.
    fn start(&mut self) -> Result<(), EngineError> {
        self.origin = match self.current {
            Some(_) if !self.draft.anew => Origin::Base,
            _ => Origin::Nothing,
        };
        self.fill().map_err(failed("cannot write to", &self.folder()))
    }

    /// Begins the folder with less than it began with, because that cannot be read. Says whether there
    /// was anything.
    pub(super) fn fall_back(&mut self) -> Result<bool, EngineError> {
        let failed = failed("cannot write to", &self.place);
        match self.origin {
            Origin::Draft => {
                self.disk.remove_folder(&self.folder()).map_err(&failed)?;
                self.start()?;
            }
            Origin::Base => {
                self.disk.remove_folder(&self.folder()).map_err(&failed)?;
                self.origin = Origin::Nothing;
                self.fill().map_err(&failed)?;
            }
            Origin::Nothing => return Ok(false),
        }
        Ok(true)
    }

    fn fill(&self) -> io::Result<()> {
        let folder = self.folder();
        self.disk.create_folder(&folder)?;
        if let (Some(base), Origin::Base) = (&self.replaced, self.origin) {
            // What cannot be found there is missed when the segments are opened.
            for name in checksums::names(base).unwrap_or_default() {
                if is_of_segment(&name) {
                    self.disk.link(&base.join(&name), &folder.join(&name))?;
                }
            }
            if let Ok(list) = fs::read(base.join(SEGMENT_LIST)) {
                replace(&*self.disk, &folder.join(SEGMENT_LIST), &list)?;
            }
        }
        // Last, and durable after all else: where it stands, nothing is missing.
        self.disk.sync_folder(&folder)?;
        replace(
            &*self.disk,
            &folder.join(DRAFT),
            &serde_json::to_vec(&self.draft)?,
        )?;
        self.disk.sync_folder(&folder)?;
        self.disk.sync_folder(&self.place)
    }

    /// Takes over the files of the current generation that are no segments: what a build has written
    /// beside them.
    pub(super) fn take_over(&mut self) -> Result<(), EngineError> {
        let Some(base) = &self.replaced else { return Ok(()) };
        let folder = self.folder();
        let failed = failed("cannot write to", &folder);
        for name in checksums::names(base).map_err(&failed)? {
            if !is_of_segment(&name) && name != SEGMENT_LIST {
                let linked = self.disk.link(&base.join(&name), &folder.join(&name));
                linked.map_err(&failed)?;
                self.taken_over.push(name);
            }
        }
        Ok(())
    }

    /// The manifest that is to be replaced.
    pub(super) fn current(&self) -> Option<&Manifest> {
        self.current.as_ref()
    }

    /// The folder of the generation.
    pub(super) fn folder(&self) -> PathBuf {
        self.place.join(self.name())
    }

    fn name(&self) -> String {
        manifest::folder(self.number)
    }

    /// Its number: higher than that of any generation before.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// With what its folder began.
    pub(super) fn origin(&self) -> Origin {
        self.origin
    }

    /// The folder of the generation that it is to replace.
    pub(super) fn replaced(&self) -> Option<&Path> {
        self.replaced.as_deref()
    }

    /// Makes it the current generation, durably, and removes the former one.
    pub(super) fn publish(mut self, summary: &Summary, words: [u64; 3]) -> Result<(), EngineError> {
        let folder = self.folder();
        let failed = failed("cannot write to", &folder);
        let checksums = self.finish().map_err(&failed)?;
        let manifest = Manifest {
            format: FORMAT,
            newsidx: env!("CARGO_PKG_VERSION").into(),
            check: String::new(),
            generation: self.name(),
            checksums,
            past: self.current.take().map(Manifest::into_past).unwrap_or_default(),
            words,
            summary: summary.clone(),
        };
        self.make_current(manifest)
            .map_err(self::failed("cannot write", &self.place.join(manifest::NAME)))?;
        // What cannot be removed now is removed by the next build.
        let _ = self.remove_others(None);
        Ok(())
    }

    /// Leaves what is to be published in the folder, with a list of it; the hash of the list.
    fn finish(&self) -> io::Result<String> {
        let folder = self.folder();
        for name in checksums::names(&folder)? {
            if name.starts_with(DRAFT) {
                self.disk.remove_file(&folder.join(name))?;
            }
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let list = Checksums::of_folder(&folder, &self.known(), threads)?;
        let (bytes, hash) = list.to_bytes()?;
        replace(&*self.disk, &folder.join(checksums::NAME), &bytes)?;
        self.disk.sync_folder(&folder)?;
        Ok(hash)
    }

    /// What is known of the files that were taken over, if the list of the current generation is as it
    /// was written.
    fn known(&self) -> Checksums {
        let list = self.current.as_ref().and_then(|manifest| {
            let (list, hash) = Checksums::read(&self.place.join(&manifest.generation)).ok()?;
            (hash == manifest.checksums).then_some(list)
        });
        let mut list = list.unwrap_or_default();
        let is_same = |name: &String| is_of_segment(name) || self.taken_over.contains(name);
        list.files.retain(|name, _| is_same(name));
        list
    }

    /// Sees to it that segments which were taken over are as they were written, before what they hold is
    /// written anew: nobody could tell any more.
    pub(super) fn vouch_for(&self, segments: &[Vec<SegmentId>]) -> Result<(), EngineError> {
        let names: Vec<String> = segments.iter().flatten().map(SegmentId::uuid_string).collect();
        self.vouch(|file| names.iter().any(|name| file.starts_with(name)))
    }

    /// The same of all stored stories.
    pub(super) fn vouch_for_stories(&self) -> Result<(), EngineError> {
        self.vouch(|file| file.ends_with(".store"))
    }

    fn vouch(&self, is_asked: impl Fn(&str) -> bool) -> Result<(), EngineError> {
        let folder = self.folder();
        for (name, checksum) in self.known().files {
            let path = folder.join(&name);
            if !is_asked(&name) || !path.exists() {
                continue;
            }
            let now = Checksum::of(&path).map_err(failed("cannot read", &path))?;
            if now != checksum {
                return Err(EngineError::Damaged {
                    path: self.place.clone(),
                    why: format!("{name} was changed after it was written"),
                });
            }
        }
        Ok(())
    }

    /// Replaces the manifest, each step made durable before the next: the folder, the new manifest,
    /// its name.
    fn make_current(&self, mut manifest: Manifest) -> io::Result<()> {
        self.disk.sync_folder(&self.place)?;
        let bytes = manifest.signed()?;
        replace(&*self.disk, &self.place.join(manifest::NAME), &bytes)?;
        self.disk.sync_folder(&self.place)
    }

    /// Removes all generations but this one and another.
    fn remove_others(&self, kept: Option<&str>) -> io::Result<()> {
        let own = self.name();
        for name in folders(&self.place)? {
            if name != own && Some(&*name) != kept {
                self.disk.remove_folder(&self.place.join(name))?;
            }
        }
        Ok(())
    }
}

impl Drop for NewGeneration {
    fn drop(&mut self) {
        // The manifest knows best: it may have been replaced even if something failed after that.
        if named(&self.place) != Some(self.name()) {
            let _ = self.disk.remove_folder(&self.folder());
        }
    }
}

/// Makes the folder of an index, durably, if it is not there.
fn make_place(disk: &dyn Disk, place: &Path) -> io::Result<()> {
    if place.is_dir() {
        return Ok(());
    }
    disk.create_folder(place)?;
    match place.parent() {
        Some(parent) if parent.as_os_str().is_empty() => disk.sync_folder(Path::new(".")),
        Some(parent) => disk.sync_folder(parent),
        None => Ok(()),
    }
}

fn read_draft(folder: &Path) -> Option<Draft> {
    let bytes = fs::read(folder.join(DRAFT)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn failed(doing: &'static str, path: &Path) -> impl Fn(io::Error) -> EngineError + use<> {
    let path = path.to_owned();
    move |cause| EngineError::File {
        doing,
        path: path.clone(),
        cause,
    }
}
