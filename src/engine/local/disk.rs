//! All that changes files of an index, behind a trait: so that any operation can be made to fail in tests, as
//! if a disk were full or the power went off. Reading is not here: it goes through tantivy's memory maps.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// A disk that files of an index are written to.
pub trait Disk: Send + Sync + Debug {
    /// Makes a file, or empties the one that is there.
    ///
    /// # Errors
    /// When it cannot be made.
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Gives a file another name, in the place of the file that has it.
    ///
    /// # Errors
    /// When that cannot be done; then both are as they were.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file that will never change a second name; where the system cannot, copies it.
    ///
    /// # Errors
    /// When neither can be done.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder, and those above it.
    ///
    /// # Errors
    /// When it cannot be made.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder with all that is in it.
    ///
    /// # Errors
    /// When something of it cannot be removed.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes durable which names a folder has.
    ///
    /// # Errors
    /// When that cannot be done.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// A file that is being written.
pub trait DiskFile: Write + Send + Sync {
    /// Makes durable what was written.
    ///
    /// # Errors
    /// When that cannot be done.
    fn sync(&mut self) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnDisk;

impl Disk for OnDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(File::create(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        // A disk without links, or a file with too many: a copy does as well.
        fs::hard_link(from, to).or_else(|_| {
            fs::copy(from, to)?;
            File::open(to)?.sync_all()
        })
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match cfg!(unix) {
            true => File::open(path)?.sync_all(),
            false => Ok(()),
        }
    }
}

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// Writes a file whole, durably, in the place of the one that is there: whoever reads it sees the one or the
/// other.
pub(super) fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = Path::new(&name);
    let mut file = disk.create(new)?;
    file.write_all(bytes)?;
    file.sync()?;
    drop(file);
    disk.rename(new, path)?;
    match path.parent() {
        Some(parent) => disk.sync_folder(parent),
        None => Ok(()),
    }
}
