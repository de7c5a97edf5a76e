//! Everything that changes the files of an index, as one trait: so that a test can let any step fail,
//! or cut the power after it, and see what is left. Reading is no part of it, nor is the lock of a
//! build, which says nothing of what an index holds.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What changes the files of an index.
pub trait Disk: Send + Sync + Debug {
    /// Begins a file, in the place of one that has its name. That one is not written to: it may have
    /// other names.
    ///
    /// # Errors
    /// When the file cannot be made.
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Gives a file another name, in one step, and in the place of one that has it.
    ///
    /// # Errors
    /// When it cannot be done; then nothing is changed.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file that will not change a second name; where the file system has no such thing, a
    /// durable copy.
    ///
    /// # Errors
    /// When the file is not there, or the second name is taken, or cannot be made.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a name of a file.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder with all that is in it.
    ///
    /// # Errors
    /// When it cannot be removed whole.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder, and those above it that are not there.
    ///
    /// # Errors
    /// When it cannot be made.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder durable.
    ///
    /// # Errors
    /// When that cannot be done.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// A file being written.
pub trait DiskFile: Write + Send + Sync {
    /// Makes durable what was written.
    ///
    /// # Errors
    /// When that cannot be done.
    fn sync(&mut self) -> io::Result<()>;
}

/// The files of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnDisk;

impl Disk for OnDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let create = || File::create_new(path);
        let file = match create() {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::remove_file(path)?;
                create()?
            }
            created => created?,
        };
        Ok(Box::new(OpenFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        use io::ErrorKind::{AlreadyExists, NotFound, StorageFull};
        match fs::hard_link(from, to) {
            // Whatever else keeps a system from linking: it may still copy.
            Err(error) if ![AlreadyExists, NotFound, StorageFull].contains(&error.kind()) => {
                fs::copy(from, to)?;
                File::open(to)?.sync_all()
            }
            linked => linked,
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Where folders cannot be opened, their names are durable at once.
        if cfg!(unix) {
            File::open(path)?.sync_all()
        } else {
            Ok(())
        }
    }
}

struct OpenFile(File);

impl Write for OpenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl DiskFile for OpenFile {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }
}

/// Where a file is written before it takes the name of another.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(BESIDE);
    name.into()
}

/// How the name ends of a file that is written beside the one it is to replace.
pub(super) const BESIDE: &str = ".new";

/// Replaces a file in one step by one that is durable; its name is not before its folder is synced.
///
/// # Errors
/// When it cannot be written; then the file is as it was.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = beside(path);
    let mut file = disk.create(&written)?;
    file.write_all(bytes)?;
    file.sync()?;
    drop(file);
    disk.rename(&written, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_replaced_keeps_its_content_under_its_other_name() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        fs::write(&one, "as it was").unwrap();
        OnDisk.link(&one, &other).unwrap();
        OnDisk.create(&other).unwrap().write_all(b"another").unwrap();
        assert_eq!(fs::read(&one).unwrap(), b"as it was");
        replace(&OnDisk, &one, b"changed").unwrap();
        assert_eq!(fs::read(&other).unwrap(), b"another");
        assert_eq!(fs::read(&one).unwrap(), b"changed");
        assert!(!beside(&one).exists());
    }
}
