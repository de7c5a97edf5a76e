//! How a file looked when it was seen, without opening it, and what it held: by these a build tells whether
//! it is still the file that was read before.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{date, draft, sniff};

/// The BLAKE3 hash of the bytes of a file.
pub type ContentHash = [u8; 32];

/// For how long, in nanoseconds, a file may change again after a change without looking otherwise: the
/// coarsest of file systems (FAT) count in steps of two seconds.
const STEP: i64 = 2_000_000_000;

/// How a file looks from outside. Times are in nanoseconds since 1970; only whether they are the same
/// matters, so a clock that jumps does no harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Its size.
    pub bytes: u64,
    /// When its content last changed, as its owner may have set it.
    pub modified: i64,
    /// When anything of it last changed, where the system tells: nobody can set that.
    pub changed: i64,
}

impl Seen {
    /// How a file looks whose metadata are these.
    #[must_use]
    pub fn of(about: &Metadata) -> Seen {
        Seen {
            bytes: about.len(),
            modified: about.modified().map_or(0, nanoseconds),
            changed: changed(about),
        }
    }

    /// Whether a file that looked like this at a moment can be told, by its looks, from what it may have
    /// become right after: not if it had just changed. Git calls such a file racily clean.
    #[must_use]
    pub fn is_telling_at(&self, moment: SystemTime) -> bool {
        let latest = self.modified.max(self.changed);
        latest.saturating_add(STEP) < nanoseconds(moment)
    }
}

fn nanoseconds(moment: SystemTime) -> i64 {
    match moment.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => {
            i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanoseconds| -nanoseconds)
        }
    }
}

#[cfg(unix)]
fn changed(about: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    about
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(about.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_about: &Metadata) -> i64 {
    0
}

/// The hash of what a file holds.
///
/// # Errors
/// When it cannot be read.
pub fn content_hash(place: &Path) -> io::Result<ContentHash> {
    let mut file = File::open(place)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 17];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(*hasher.finalize().as_bytes()),
            read => hasher.update(&buffer[..read]),
        };
    }
}

/// Whether the same bytes, as a file on disk of one path and of another, give the same stories but for
/// their paths: names tell what a file is, and days and sources are told by folders.
#[must_use]
pub fn reads_alike(one: &str, other: &str) -> bool {
    fn told(path: &str) -> impl PartialEq {
        let name = path.rsplit('/').next().unwrap_or(path);
        let endings = name.split_once('.').map(|(_, endings)| endings.to_owned());
        let folder = draft::folder(path).map(str::to_owned);
        (endings, sniff::told_by_name(name), date::in_path(path), folder)
    }
    told(one) == told(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_has_just_changed_may_change_again_unseen() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
        let at = |seconds: i64| Seen {
            bytes: 1,
            modified: seconds * 1_000_000_000,
            changed: 0,
        };
        assert!(at(990).is_telling_at(now));
        assert!(!at(999).is_telling_at(now));
        // The clock was put back.
        assert!(!at(2000).is_telling_at(now));
        assert!(
            Seen {
                changed: 999_500_000_000,
                ..at(1)
            }
            .is_telling_at(now + Duration::from_secs(60))
        );
        assert!(
            !Seen {
                changed: 999_500_000_000,
                ..at(1)
            }
            .is_telling_at(now)
        );
    }

    #[test]
    fn a_name_that_tells_something_else_is_another_file() {
        assert!(reads_alike("wire/a.txt", "wire/b.txt"));
        assert!(reads_alike("upi/a.sgm", "upi/b.sgm"));
        for (one, other) in [
            ("a.txt", "a.html"),
            ("a.warc", "a.warc.gz"),
            ("upi/a.txt", "ap/a.txt"),
            ("a.txt", "2020-01-14.txt"),
            ("a.txt", "a.png"),
        ] {
            assert!(!reads_alike(one, other), "{one} {other}");
        }
    }
}
