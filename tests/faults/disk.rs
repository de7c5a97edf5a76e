//! A disk that fails at a chosen operation: once, for good because it is full, or because the power goes off;
//! then what was not made durable is lost.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use newsidx::engine::local::{Disk, DiskFile, OnDisk};

/// How a disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// One operation fails, those after it do not.
    Once,
    /// Nothing can be written any more, only removed.
    Full,
    /// Nothing can be done any more.
    PowerOff,
}

/// What would be undone if the power went off now.
#[derive(Debug)]
enum Pending {
    /// A name was given to what had none.
    Made(PathBuf),
    /// A file was renamed, in the place of one that is kept aside.
    Renamed(PathBuf, PathBuf, Option<PathBuf>),
    /// A file or a folder was removed, and is kept aside.
    Removed(PathBuf, PathBuf),
}

impl Pending {
    fn folder(&self) -> Option<&Path> {
        match self {
            Pending::Made(path) | Pending::Removed(path, _) | Pending::Renamed(_, path, _) => path.parent(),
        }
    }
}

/// What a power failure would take, and where it is kept until then.
#[derive(Debug, Default)]
struct Journal {
    pending: Vec<Pending>,
    /// Files that were written and not made durable.
    unsynced: Vec<PathBuf>,
    aside: u64,
}

/// The disk.
#[derive(Clone, Debug)]
pub(super) struct Faulty {
    operations: Arc<AtomicU64>,
    fails_at: u64,
    failure: Failure,
    aside: PathBuf,
    journal: Arc<Mutex<Journal>>,
}

impl Faulty {
    /// A disk that fails at an operation, counted from 1, and keeps things in a folder.
    pub(super) fn at(fails_at: u64, failure: Failure, aside: PathBuf) -> Faulty {
        fs::remove_dir_all(&aside).ok();
        fs::create_dir_all(&aside).unwrap();
        Faulty {
            operations: Arc::default(),
            fails_at,
            failure,
            aside,
            journal: Arc::default(),
        }
    }

    pub(super) fn operations(&self) -> u64 {
        self.operations.load(Ordering::SeqCst)
    }

    /// Counts an operation, and fails if it is its turn. `writes` tells whether it needs space.
    fn pass(&self, writes: bool) -> io::Result<()> {
        let number = self.operations.fetch_add(1, Ordering::SeqCst) + 1;
        let is_over = match self.failure {
            Failure::Once => number == self.fails_at,
            Failure::Full => number >= self.fails_at && writes,
            Failure::PowerOff => number >= self.fails_at,
        };
        match (is_over, self.failure) {
            (false, _) => Ok(()),
            (true, Failure::Full) => Err(ErrorKind::StorageFull.into()),
            (true, _) => Err(io::Error::other("the disk fails")),
        }
    }

    /// Takes away what was not durable when the power went off: the names that came last, so many of them,
    /// and the content of files. Only once nobody has them open.
    pub(super) fn lose(&self, names: usize) {
        let mut journal = self.journal.lock().unwrap();
        let unsynced = std::mem::take(&mut journal.unsynced);
        for path in unsynced {
            if let Ok(file) = fs::File::options().write(true).open(&path) {
                let length = file.metadata().unwrap().len();
                file.set_len(length / 2).unwrap();
            }
        }
        for _ in 0..names {
            match journal.pending.pop() {
                Some(Pending::Made(path)) if path.is_dir() => drop(fs::remove_dir_all(path)),
                Some(Pending::Made(path)) => drop(fs::remove_file(path)),
                Some(Pending::Renamed(from, to, was)) => {
                    drop(fs::rename(&to, from));
                    if let Some(was) = was {
                        drop(fs::rename(was, to));
                    }
                }
                Some(Pending::Removed(path, was)) => drop(fs::rename(was, path)),
                None => break,
            }
        }
    }

    /// How many names would be lost at the most.
    pub(super) fn losable(&self) -> usize {
        self.journal.lock().unwrap().pending.len()
    }

    fn note(&self, pending: Pending) {
        self.journal.lock().unwrap().pending.push(pending);
    }

    /// A second name for what is about to lose its own.
    fn keep(&self, path: &Path) -> Option<PathBuf> {
        let aside = self.free();
        fs::hard_link(path, &aside).ok().map(|()| aside)
    }

    fn free(&self) -> PathBuf {
        let mut journal = self.journal.lock().unwrap();
        journal.aside += 1;
        self.aside.join(journal.aside.to_string())
    }
}

impl Disk for Faulty {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.pass(true)?;
        let file = OnDisk.create(path)?;
        self.note(Pending::Made(path.to_owned()));
        self.journal.lock().unwrap().unsynced.push(path.to_owned());
        Ok(Box::new(FaultyFile {
            file,
            path: path.to_owned(),
            disk: self.clone(),
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(false)?;
        let was = self.keep(to);
        OnDisk.rename(from, to)?;
        let mut journal = self.journal.lock().unwrap();
        for path in journal.unsynced.iter_mut().filter(|path| *path == from) {
            to.clone_into(path);
        }
        journal
            .pending
            .push(Pending::Renamed(from.to_owned(), to.to_owned(), was));
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(true)?;
        OnDisk.link(from, to)?;
        self.note(Pending::Made(to.to_owned()));
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.pass(false)?;
        let was = self.keep(path);
        OnDisk.remove_file(path)?;
        if let Some(was) = was {
            self.note(Pending::Removed(path.to_owned(), was));
        }
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.pass(false)?;
        let was = self.free();
        fs::rename(path, &was)?;
        self.note(Pending::Removed(path.to_owned(), was));
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.pass(true)?;
        let is_new = !path.exists();
        OnDisk.create_folder(path)?;
        if is_new {
            self.note(Pending::Made(path.to_owned()));
        }
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.pass(false)?;
        let mut journal = self.journal.lock().unwrap();
        journal.pending.retain(|pending| pending.folder() != Some(path));
        Ok(())
    }
}

struct FaultyFile {
    file: Box<dyn DiskFile>,
    path: PathBuf,
    disk: Faulty,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.pass(true)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl DiskFile for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.disk.pass(true)?;
        self.file.flush()?;
        let mut journal = self.disk.journal.lock().unwrap();
        journal.unsynced.retain(|path| *path != self.path);
        Ok(())
    }
}
