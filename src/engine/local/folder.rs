//! The folder of a generation while it is written, as tantivy wants to see it: reads are maps of files, writes
//! go to a [`Disk`]. What differs from tantivy's own: a rename is made durable before anybody relies on it; no
//! locks, because `build.lock` lets only one build write; and tantivy's list of its own files, which only
//! helps to remove leftovers, costs no sync.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::disk::{Disk, DiskFile, replace};

/// tantivy's list of its own files.
pub(super) const MANAGED: &str = ".managed.json";

/// A folder that is written.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    inner: MmapDirectory,
    disk: Arc<dyn Disk>,
    path: PathBuf,
}

impl Folder {
    pub(super) fn open(path: &Path, disk: &Arc<dyn Disk>) -> Result<Folder, OpenDirectoryError> {
        Ok(Folder {
            inner: MmapDirectory::open(path)?,
            disk: Arc::clone(disk),
            path: path.to_owned(),
        })
    }
}

/// A file on its way to the disk.
struct Writing(Box<dyn DiskFile>);

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()?;
        self.0.sync()
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.disk.remove_file(&self.path.join(path)).map_err(|cause| {
            if cause.kind() == io::ErrorKind::NotFound {
                DeleteError::FileDoesNotExist(path.to_owned())
            } else {
                DeleteError::IoError {
                    io_error: Arc::new(cause),
                    filepath: path.to_owned(),
                }
            }
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.disk.create(&self.path.join(path));
        let file = file.map_err(|cause| OpenWriteError::wrap_io_error(cause, path.to_owned()))?;
        Ok(BufWriter::new(Box::new(Writing(file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let whole = self.path.join(path);
        if path != Path::new(MANAGED) {
            return replace(&*self.disk, &whole, bytes);
        }
        let new = self.path.join(format!("{MANAGED}.new"));
        let mut file = self.disk.create(&new)?;
        file.write_all(bytes)?;
        drop(file);
        self.disk.rename(&new, &whole)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.disk.sync_folder(&self.path)
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
