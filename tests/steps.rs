//! A disk that fails: every step of a build fails in turn, or the power goes off after it, and each time
//! the index must be what it was or what it was to become, and the next build must succeed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use newsidx::engine::local::{Disk, DiskFile, LocalWriter, WriterOptions, compact, verify};
use newsidx::engine::{EngineError, Summary, Writer};

use crate::faults::patiently;
use crate::harness::copy;
use crate::writing::{build, held, keyed, put};

/// What happens at a step.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    /// It fails, and all others succeed.
    Once,
    /// It and all after it fail; what was not synced of files is half lost.
    PowerOff,
    /// The same, and names that were not synced are as they were.
    PowerOffAndNamesLost,
}

/// A change of a name that is not durable yet, and how it was before.
#[derive(Debug)]
enum Change {
    Made(PathBuf),
    Renamed(PathBuf, PathBuf, Option<Vec<u8>>),
    Removed(PathBuf, Vec<u8>),
}

/// Files that are half written unless they are synced, and names that may be lost.
#[derive(Debug)]
struct Faulty {
    fault: Fault,
    /// The step that fails, from 0.
    at: usize,
    steps: AtomicUsize,
    names: Mutex<Vec<Change>>,
    unsynced: Mutex<BTreeMap<PathBuf, Arc<AtomicBool>>>,
}

impl Faulty {
    fn failing(fault: Fault, at: usize) -> Held {
        Held(Arc::new(Faulty {
            fault,
            at,
            steps: AtomicUsize::new(0),
            names: Mutex::default(),
            unsynced: Mutex::default(),
        }))
    }

    /// A disk without faults that does not wait for the real one.
    fn sound() -> Held {
        Faulty::failing(Fault::Once, usize::MAX)
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        if step == self.at || step > self.at && self.fault != Fault::Once {
            return Err(io::Error::other("the disk failed"));
        }
        Ok(())
    }

    fn has_failed(&self) -> bool {
        self.steps.load(Ordering::SeqCst) > self.at
    }

    /// Loses what the power would take.
    fn lose(&self) {
        if self.fault == Fault::Once {
            return;
        }
        for (path, synced) in &*self.unsynced.lock().unwrap() {
            if !synced.load(Ordering::SeqCst) && path.exists() {
                let file = File::options().write(true).open(path).unwrap();
                file.set_len(file.metadata().unwrap().len() / 2).unwrap();
            }
        }
        if self.fault != Fault::PowerOffAndNamesLost {
            return;
        }
        for change in self.names.lock().unwrap().drain(..).rev() {
            // A whole folder may be gone.
            let _ = match change {
                Change::Made(path) => fs::remove_file(path),
                Change::Renamed(from, to, before) => {
                    let back = fs::rename(&to, from);
                    before.map_or(back, |before| fs::write(to, before))
                }
                Change::Removed(path, content) => fs::write(path, content),
            };
        }
    }
}

/// The disk as a writer has it.
#[derive(Clone, Debug)]
struct Held(Arc<Faulty>);

impl Deref for Held {
    type Target = Faulty;

    fn deref(&self) -> &Faulty {
        &self.0
    }
}

impl Disk for Held {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.step()?;
        if path.exists() {
            fs::remove_file(path)?;
        }
        self.names.lock().unwrap().push(Change::Made(path.into()));
        let synced = Arc::new(AtomicBool::new(false));
        self.unsynced.lock().unwrap().insert(path.into(), synced.clone());
        Ok(Box::new(FaultyFile {
            file: File::create_new(path)?,
            disk: self.clone(),
            synced,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        let before = fs::read(to).ok();
        fs::rename(from, to)?;
        self.names
            .lock()
            .unwrap()
            .push(Change::Renamed(from.into(), to.into(), before));
        let mut unsynced = self.unsynced.lock().unwrap();
        if let Some(synced) = unsynced.remove(from) {
            unsynced.insert(to.into(), synced);
        }
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        self.names.lock().unwrap().push(Change::Made(to.into()));
        fs::hard_link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        let content = fs::read(path)?;
        self.names
            .lock()
            .unwrap()
            .push(Change::Removed(path.into(), content));
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir_all(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        let is_in = |name: &PathBuf| name.parent() == Some(path);
        self.names.lock().unwrap().retain(|change| match change {
            Change::Made(name) | Change::Renamed(_, name, _) | Change::Removed(name, _) => !is_in(name),
        });
        Ok(())
    }
}

struct FaultyFile {
    file: File,
    disk: Held,
    synced: Arc<AtomicBool>,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A step that fails may have done half of its work.
        if let Err(error) = self.disk.step() {
            self.file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.synced.store(false, Ordering::SeqCst);
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.disk.step()?;
        self.synced.store(true, Ordering::SeqCst);
        Ok(())
    }
}

/// The stories that are to stay of those that are there and those that are added.
const KEPT: [u64; 5] = [0, 2, 3, 4, 5];

/// Adds the stories 3, 4 and 5 to an index, two of them before a checkpoint, and drops the story 1.
fn update(place: &Path, disk: Held) -> Result<(), EngineError> {
    let options = WriterOptions {
        disk: Arc::new(disk),
        ..keyed("these files")
    };
    let mut writer = LocalWriter::open(place, &options)?;
    let there = writer.serials().to_vec();
    let add = |writer: &mut LocalWriter, serials: &[u64]| {
        for serial in serials.iter().filter(|serial| !there.contains(serial)) {
            let stamp = newsidx::engine::Stamp {
                since: 1,
                serial: *serial,
            };
            writer.put(crate::writing::story(*serial), stamp)?;
        }
        Ok::<(), EngineError>(())
    };
    // Of a place without an index, all are added.
    add(&mut writer, &[0, 2])?;
    add(&mut writer, &[3, 4])?;
    writer.checkpoint()?;
    add(&mut writer, &[5])?;
    Box::new(writer).commit(&Summary::default(), KEPT.to_vec())
}

/// What is whole at a place: the stories of its index, if it has one.
fn whole(place: &Path) -> Option<Vec<u64>> {
    let verification = match verify(place, &|_| {}) {
        Ok(verification) => verification,
        Err(EngineError::Missing { .. }) => return None,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(verification.damages, [], "{}", place.display());
    assert!(verification.complete);
    let serials: Vec<u64> = verification.stories.iter().map(|(serial, _)| *serial).collect();
    let held = held(place, 9);
    assert!(serials.iter().all(|serial| held.contains(serial)), "{held:?}");
    Some(serials)
}

/// The files below a folder with their sizes, whatever the names of segments: what is left of two builds
/// that were cut off is the same to the next if this is.
fn shape(folder: &Path) -> Vec<(String, u64)> {
    let mut shape = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let kind = name.get(32..).unwrap_or(name).to_owned();
        if path.is_dir() {
            let inner = self::shape(&path).into_iter();
            shape.extend(inner.map(|(name, size)| (format!("{kind}/{name}"), size)));
        } else {
            shape.push((kind, path.metadata().unwrap().len()));
        }
    }
    shape.sort();
    shape
}

/// Lets every step of a change of an index fail in turn; in the short form of the fault suite every ninth, of
/// each kind of fault another.
fn exhaust(base: Option<&Path>, after: &[u64], change: &dyn Fn(&Path, Held) -> Result<(), EngineError>) {
    let before = base.map(|base| whole(base).unwrap());
    let stride = if crate::faults::is_long() { 1 } else { 9 };
    let mut seen = BTreeSet::new();
    let kinds = [Fault::Once, Fault::PowerOff, Fault::PowerOffAndNamesLost];
    for (kind, fault) in kinds.into_iter().enumerate() {
        for at in (kind * stride / 3..).step_by(stride) {
            let world = tempfile::tempdir().unwrap();
            let place = world.path().join("index");
            if let Some(base) = base {
                copy(base, &place);
            }
            let disk = Faulty::failing(fault, at);
            let changed = change(&place, disk.clone());
            disk.lose();
            let now = whole(&place);
            let told = format!("{fault:?} at {at}: {changed:?}");
            if changed.is_ok() {
                assert_eq!(now.as_deref(), Some(after), "{told}");
            } else {
                assert!(now == before || now.as_deref() == Some(after), "{told}, {now:?}");
            }
            if changed.is_err() && !seen.insert(shape(world.path())) {
                continue;
            }
            let mended = patiently(|| Ok(update(&place, Faulty::sound())?));
            mended.unwrap_or_else(|error| panic!("{told}: {error}"));
            assert_eq!(whole(&place).as_deref(), Some(&KEPT[..]), "{told}");
            if !disk.has_failed() {
                assert!(at > 40, "only {at} steps");
                break;
            }
        }
    }
}

#[test]
fn a_first_build_may_fail_anywhere() {
    exhaust(None, &KEPT, &update);
}

#[test]
fn a_later_build_may_fail_anywhere() {
    let base = tempfile::tempdir().unwrap();
    build(base.path(), 0..3, 0..3);
    exhaust(Some(base.path()), &KEPT, &update);
}

#[test]
fn a_draft_that_is_gone_on_with_may_fail_anywhere() {
    let base = tempfile::tempdir().unwrap();
    build(base.path(), 0..3, 0..3);
    let mut writer = LocalWriter::open(base.path(), &keyed("these files")).unwrap();
    put(&mut writer, 3..5);
    writer.checkpoint().unwrap();
    std::mem::forget(writer);
    exhaust(Some(base.path()), &KEPT, &update);
}

#[test]
fn compacting_may_fail_anywhere() {
    let base = tempfile::tempdir().unwrap();
    build(base.path(), 0..6, 0..6);
    build(base.path(), 0..0, KEPT);
    exhaust(Some(base.path()), &KEPT, &|place, disk| {
        compact(place, Arc::new(disk)).map(|_| ())
    });
}
