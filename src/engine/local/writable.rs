//! A folder of segments being written: tantivy's files, on a [`Disk`]. It takes no locks, since the
//! lock of the build guards the whole place, and watches nothing.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::checksums;
use super::disk::{Disk, DiskFile, replace};

/// The list of tantivy's that says which segments count.
pub(super) const SEGMENT_LIST: &str = "meta.json";

/// The list of tantivy's that says which files it made. It is not kept: what a segment's file is shows in
/// its name, and those that no segment needs are removed whoever left them.
const FILE_LIST: &str = ".managed.json";

/// A folder that is written.
#[derive(Clone, Debug)]
pub(super) struct Writable {
    inner: MmapDirectory,
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

impl Writable {
    pub(super) fn open(folder: &Path, disk: &Arc<dyn Disk>) -> Result<Writable, OpenDirectoryError> {
        Ok(Writable {
            inner: MmapDirectory::open(folder)?,
            folder: folder.into(),
            disk: Arc::clone(disk),
        })
    }
}

impl Directory for Writable {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let removed = self.disk.remove_file(&self.folder.join(path));
        removed.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.into()),
            _ => DeleteError::IoError {
                io_error: Arc::new(error),
                filepath: path.into(),
            },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let whole = self.folder.join(path);
        if whole.exists() {
            return Err(OpenWriteError::FileAlreadyExists(path.into()));
        }
        let file = self.disk.create(&whole);
        let file = file.map_err(|error| OpenWriteError::wrap_io_error(error, path.into()))?;
        Ok(BufWriter::new(Box::new(SegmentFile(file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path != Path::new(FILE_LIST) {
            return self.inner.atomic_read(path);
        }
        let names = checksums::names(&self.folder).and_then(|mut names| {
            names.retain(|name| checksums::is_of_segment(name));
            Ok(serde_json::to_vec(&names)?)
        });
        names.map_err(|error| OpenReadError::wrap_io_error(error, path.into()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(FILE_LIST) {
            return Ok(());
        }
        replace(&*self.disk, &self.folder.join(path), data)?;
        self.sync_directory()
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.disk.sync_folder(&self.folder)
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A file of a segment, durable once it is ended.
struct SegmentFile(Box<dyn DiskFile>);

impl Write for SegmentFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for SegmentFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()?;
        self.0.sync()
    }
}
