//! The walk over a corpus: every file below a root, in the order of their paths, and an account of
//! what is no file to read. It opens none of them.

use std::cmp::Ordering;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::{Found, Options, Outcome, Record, Seen, SourceFile, columns, container};

/// Why a corpus cannot be walked.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// There is nothing at the root.
    #[error("no such file or folder: {path}\nhint: give the folder that holds the stories, or one file", path = path.display())]
    Missing {
        /// The root.
        path: PathBuf,
    },
    /// The root cannot be looked into.
    #[error("cannot read {path}: {cause}\nhint: check its permissions", path = path.display())]
    Unreadable {
        /// The root.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A pattern of [`Options::include`] or [`Options::exclude`] is none.
    #[error(
        "bad pattern `{pattern}`: {cause}\nhint: `*.txt` matches names, `wire/**` matches all below a folder"
    )]
    BadGlob {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        cause: globset::Error,
    },
    /// A column is to be read into something that is no field of a story.
    #[error(
        "no field `{field}` to read a column into\nhint: `headline`, `body`, `published`, `byline` and `source` are fields"
    )]
    UnknownField {
        /// The field as the user named it.
        field: String,
    },
}

/// The files of a corpus in the order of their paths' bytes.
pub struct Walk {
    entries: walkdir::IntoIter,
    root: PathBuf,
    include: Option<Patterns>,
    exclude: Option<Patterns>,
}

/// Looks at a root, a folder or one file, and prepares the walk over it.
///
/// Links are followed. Hidden files and folders are accounted for, and not entered.
///
/// # Errors
/// Where the root is missing or unreadable, a pattern of the options is malformed, or a column is to
/// be read into what is no field.
pub fn walk(root: &Path, options: &Options) -> Result<Walk, CorpusError> {
    let path = root.to_path_buf();
    let looked = root.metadata().and_then(|about| {
        if about.is_dir() {
            root.read_dir().map(drop)
        } else {
            Ok(())
        }
    });
    if let Err(cause) = looked {
        return Err(match cause.kind() {
            std::io::ErrorKind::NotFound => CorpusError::Missing { path },
            _ => CorpusError::Unreadable { path, cause },
        });
    }
    if let Some(field) = columns::unknown_field(&options.columns) {
        return Err(CorpusError::UnknownField {
            field: field.to_owned(),
        });
    }
    let include = Patterns::new(&options.include)?;
    let exclude = Patterns::new(&options.exclude)?;
    let entries = WalkDir::new(root).follow_links(true).sort_by(by_path).into_iter();
    Ok(Walk {
        entries,
        root: path,
        include,
        exclude,
    })
}

/// The order of the paths' bytes: a folder's name counts with the `/` that will follow it.
fn by_path(left: &DirEntry, right: &DirEntry) -> Ordering {
    let key = |entry: &DirEntry| {
        let slash = entry.file_type().is_dir().then_some(b'/');
        let name = entry.file_name().as_encoded_bytes().to_vec();
        name.into_iter().chain(slash)
    };
    key(left).cmp(key(right))
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let found = match self.entries.next()? {
                Ok(entry) => self.entry(&entry),
                Err(error) => self.error(&error),
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

impl Walk {
    fn entry(&mut self, entry: &DirEntry) -> Option<Found> {
        let folder = entry.file_type().is_dir();
        let path = relative(entry.path(), &self.root);
        let below_root = entry.depth() > 0;
        if below_root
            && self
                .exclude
                .as_ref()
                .is_some_and(|patterns| patterns.matches(&path))
        {
            if folder {
                self.entries.skip_current_dir();
            }
            return None;
        }
        if below_root && entry.file_name().as_encoded_bytes().first() == Some(&b'.') {
            if folder {
                self.entries.skip_current_dir();
            }
            let reason = if folder { "hidden folder" } else { "hidden file" };
            return self
                .wanted(&path)
                .then(|| refused(path, Outcome::Skipped(reason.into())));
        }
        // An archive may hold what is asked for.
        if folder || !self.wanted(&path) && !container::is_of_archive(&path) {
            return None;
        }
        if !entry.file_type().is_file() {
            let reason = format!("not a file: {}", kind(entry.file_type()));
            return Some(refused(path, Outcome::Skipped(reason)));
        }
        let seen = entry.metadata().map(|about| Seen::of(&about));
        Some(Found::File(SourceFile {
            place: entry.path().to_path_buf(),
            path,
            seen: seen.unwrap_or_default(),
        }))
    }

    fn error(&self, error: &walkdir::Error) -> Option<Found> {
        let path = error
            .path()
            .map(|path| relative(path, &self.root))
            .unwrap_or_default();
        if self
            .exclude
            .as_ref()
            .is_some_and(|patterns| patterns.matches(&path))
        {
            return None;
        }
        let outcome = match (error.loop_ancestor(), error.io_error()) {
            (Some(_), _) => Outcome::Skipped("a link to a folder above it".into()),
            (None, Some(cause)) => Outcome::Failed(format!("cannot read it: {cause}")),
            (None, None) => Outcome::Failed("cannot read it".into()),
        };
        Some(refused(path, outcome))
    }

    fn wanted(&self, path: &str) -> bool {
        self.include
            .as_ref()
            .is_none_or(|patterns| patterns.matches(path))
    }
}

fn refused(path: String, outcome: Outcome) -> Found {
    let notes = Vec::new();
    Found::Refused(Record {
        path,
        record: 0,
        begins_file: true,
        read: 0,
        format: "",
        bytes: 0,
        fingerprint: 0,
        outcome,
        notes,
    })
}

/// What a thing is that is no file.
#[cfg(unix)]
pub(super) fn kind(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_dir() => "a folder",
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_block_device() || kind.is_char_device() => "a device",
        _ => "something else",
    }
}

/// What a thing is that is no file.
#[cfg(not(unix))]
pub(super) fn kind(kind: FileType) -> &'static str {
    if kind.is_dir() {
        "a folder"
    } else {
        "something else"
    }
}

/// The path below the root, parts joined by `/`; the file's name where the root is the file.
fn relative(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let below = match below.as_os_str().is_empty() {
        true => path.file_name().map(Path::new).unwrap_or(path),
        false => below,
    };
    let parts: Vec<String> = below
        .components()
        .map(|part| readable(part.as_os_str().as_encoded_bytes()))
        .collect();
    parts.join("/")
}

/// A name as UTF-8. In a name that is none, each odd byte becomes `\xNN` and `\` becomes `\\`.
pub(super) fn readable(name: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(name) {
        return name.to_owned();
    }
    let mut escaped = String::new();
    for chunk in name.utf8_chunks() {
        escaped.push_str(&chunk.valid().replace('\\', "\\\\"));
        chunk
            .invalid()
            .iter()
            .for_each(|byte| escaped.push_str(&format!("\\x{byte:02X}")));
    }
    escaped
}

/// Which members of an archive are asked for.
#[derive(Default)]
pub(super) struct Choice {
    include: Option<Patterns>,
    exclude: Option<Patterns>,
}

impl Choice {
    /// The patterns of some options. The walk has refused those that are none.
    pub(super) fn of(options: &Options) -> Choice {
        Choice {
            include: Patterns::new(&options.include).ok().flatten(),
            exclude: Patterns::new(&options.exclude).ok().flatten(),
        }
    }

    /// Whether an address is one that is asked for.
    pub(super) fn wants(&self, address: &str) -> bool {
        self.include
            .as_ref()
            .is_none_or(|patterns| patterns.matches(address))
    }

    /// Whether a member is not to be read, or a folder of its archive that it lies in: what of its address
    /// follows that of its archive, which is so many bytes long, is looked at.
    pub(super) fn refuses(&self, address: &str, archive: usize) -> bool {
        let Some(patterns) = &self.exclude else {
            return false;
        };
        let inside = address.get(archive + 2..).unwrap_or_default();
        let folders = inside.match_indices('/').map(|(at, _)| archive + 2 + at);
        folders
            .chain([address.len()])
            .filter_map(|end| address.get(..end))
            .any(|path| patterns.matches(path))
    }
}

/// Globs: those without `/` are matched against names, the others against paths.
struct Patterns {
    names: GlobSet,
    paths: GlobSet,
}

impl Patterns {
    fn new(patterns: &[String]) -> Result<Option<Patterns>, CorpusError> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let (mut names, mut paths) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for pattern in patterns {
            let bad = |cause| CorpusError::BadGlob {
                pattern: pattern.clone(),
                cause,
            };
            let glob = Glob::new(pattern.trim_start_matches("./").trim_end_matches('/')).map_err(bad)?;
            if pattern.trim_end_matches('/').contains('/') {
                paths.add(glob)
            } else {
                names.add(glob)
            };
        }
        let bad = |cause| CorpusError::BadGlob {
            pattern: patterns.join(" "),
            cause,
        };
        Ok(Some(Patterns {
            names: names.build().map_err(bad)?,
            paths: paths.build().map_err(bad)?,
        }))
    }

    fn matches(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.names.is_match(name) || self.paths.is_match(path)
    }
}
