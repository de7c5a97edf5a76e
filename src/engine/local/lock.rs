//! The lock of a build: one build at a time writes to a place. The system takes it away with the process
//! that holds it; what the file says is who that is. Searches take no lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use super::super::EngineError;

pub(super) const LOCK: &str = "build.lock";

/// Takes the lock of a place, for as long as the file is open.
pub(super) fn take(place: &Path) -> Result<File, EngineError> {
    let path = place.join(LOCK);
    let failed = |cause| EngineError::File {
        doing: "cannot write to",
        path: path.clone(),
        cause,
    };
    // Not emptied: it may say who has it.
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let mut file = opened.map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(EngineError::Busy {
                path: place.into(),
                holder: holder(&mut file),
            });
        }
        Err(TryLockError::Error(cause)) if has_none(&cause) => {
            return Err(EngineError::NoLocks {
                path: place.into(),
                cause,
            });
        }
        Err(TryLockError::Error(cause)) => return Err(failed(cause)),
    }
    sign(&mut file).map_err(failed)?;
    Ok(file)
}

/// Whether an error says that a file system has no locks.
fn has_none(error: &io::Error) -> bool {
    /// `ENOLCK` of Linux, for which there is no kind.
    const NO_LOCKS_AVAILABLE: i32 = 37;
    error.kind() == io::ErrorKind::Unsupported
        || cfg!(target_os = "linux") && error.raw_os_error() == Some(NO_LOCKS_AVAILABLE)
}

/// Writes down who holds the lock.
fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{} {}", std::process::id(), machine())
}

/// Who holds the lock, in words; nothing if the file does not say.
fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.take(1024).read_to_string(&mut text);
    let (number, host) = text.trim_end().split_once(' ').unwrap_or((text.trim_end(), ""));
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    match read {
        Ok(_) if is_number && (host == machine() || host.is_empty()) => format!(" (process {number})"),
        Ok(_) if is_number => format!(" (process {number} of {})", host.escape_debug()),
        _ => String::new(),
    }
}

/// The name of this machine, as far as it is easily known.
fn machine() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname");
    name.map_or_else(|_| String::new(), |name| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_refused_is_told_who_holds_the_lock() {
        let place = tempfile::tempdir().unwrap();
        let held = take(place.path()).unwrap();
        let error = take(place.path()).unwrap_err().to_string();
        let wanted = format!(
            "another build (process {}) is writing to `{}`",
            std::process::id(),
            place.path().display()
        );
        assert!(error.starts_with(&wanted), "{error}");
        std::fs::write(place.path().join(LOCK), "17 else\u{1b}where\n").unwrap();
        let error = take(place.path()).unwrap_err().to_string();
        assert!(error.contains(" (process 17 of else\\u{1b}where) "), "{error}");
        drop(held);
        take(place.path()).unwrap();
    }

    #[test]
    fn a_file_system_without_locks_is_told_apart() {
        assert!(has_none(&io::ErrorKind::Unsupported.into()));
        assert!(!has_none(&io::ErrorKind::PermissionDenied.into()));
    }
}
