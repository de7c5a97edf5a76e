//! Stories that may come again in a later version: of each item the latest is kept. They are held in a
//! file without a name until all are known, so that memory holds some forty bytes of each. Which ids
//! name items, the readers say.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::article::{Article, Version};

use super::BuildError;
use super::past::hash;

/// The items of a corpus that have been found so far.
pub(super) struct Versions {
    items: FxHashMap<u64, Item>,
    held: zstd::Encoder<'static, BufWriter<File>>,
    /// Lines of the ledger whose story a later one has replaced, with its place.
    replaced: BTreeMap<u64, String>,
    /// The folder, for what goes wrong.
    folder: PathBuf,
}

/// The latest version of an item.
struct Item {
    version: Version,
    /// Its line in the ledger, from 0.
    line: u64,
    /// Its id in the index where that is not its own.
    renamed: Option<Box<str>>,
}

/// What a story is among the versions of its item.
pub(super) enum Standing {
    /// The first that is found.
    First,
    /// Later than those before it; it goes by their id where that is not its own.
    Later(Option<String>),
    /// Earlier than one before it.
    Earlier,
}

/// A story that was held, and the generation in which it came.
pub(super) struct Held {
    pub(super) article: Article,
    pub(super) since: u64,
}

impl Versions {
    /// Begins, with a place on the disk of a folder.
    pub(super) fn create(folder: &Path) -> Result<Versions, BuildError> {
        let opened =
            tempfile::tempfile_in(folder).and_then(|file| zstd::Encoder::new(BufWriter::new(file), 1));
        Ok(Versions {
            items: FxHashMap::default(),
            held: opened.map_err(|cause| failed(folder, cause))?,
            replaced: BTreeMap::new(),
            folder: folder.to_owned(),
        })
    }

    /// How many items there are.
    pub(super) fn items(&self) -> u64 {
        self.items.len() as u64
    }

    /// Enters a version that stands in a line of the ledger and replaces an earlier one. Only versions
    /// in the same form replace one another: a feed's summary of a story is no version of its page.
    pub(super) fn enter(&mut self, article: &Article, version: Version, line: u64) -> Standing {
        let key = hash(&format!("{}\0{}", article.format, article.id));
        let Some(item) = self.items.get_mut(&key) else {
            let renamed = None;
            self.items.insert(
                key,
                Item {
                    version,
                    line,
                    renamed,
                },
            );
            return Standing::First;
        };
        if version < item.version {
            return Standing::Earlier;
        }
        let place = format!("{}#{}", article.path, article.record);
        self.replaced.insert(item.line, place);
        (item.version, item.line) = (version, line);
        Standing::Later(item.renamed.as_deref().map(str::to_owned))
    }

    /// Keeps a story until all are known.
    pub(super) fn hold(
        &mut self,
        article: &Article,
        given: &str,
        line: u64,
        since: u64,
    ) -> Result<(), BuildError> {
        if article.id.0 != given {
            let key = hash(&format!("{}\0{given}", article.format));
            if let Some(item) = self.items.get_mut(&key) {
                item.renamed = Some(article.id.0.as_str().into());
            }
        }
        let bytes = postcard::to_stdvec(article).map_err(io::Error::other);
        let written = bytes.and_then(|bytes| {
            self.held.write_all(&line.to_le_bytes())?;
            self.held.write_all(&since.to_le_bytes())?;
            self.held.write_all(&(bytes.len() as u64).to_le_bytes())?;
            self.held.write_all(&bytes)
        });
        written.map_err(|cause| failed(&self.folder, cause))
    }

    /// Ends: gives each latest version to `take`, in the order in which they were found, and returns
    /// the lines of those that were replaced.
    pub(super) fn finish(
        self,
        mut take: impl FnMut(Held) -> Result<(), BuildError>,
    ) -> Result<BTreeMap<u64, String>, BuildError> {
        let Versions {
            held,
            replaced,
            folder,
            ..
        } = self;
        let failed = |cause| failed(&folder, cause);
        let mut held = from_start(held).map_err(failed)?;
        while let Some((line, story)) = next(&mut held).map_err(failed)? {
            if !replaced.contains_key(&line) {
                take(story)?;
            }
        }
        Ok(replaced)
    }
}

fn failed(folder: &Path, cause: io::Error) -> BuildError {
    BuildError::Held {
        path: folder.to_owned(),
        cause,
    }
}

/// What was written, to be read.
fn from_start(held: zstd::Encoder<'static, BufWriter<File>>) -> io::Result<impl Read> {
    let mut file = held
        .finish()?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    zstd::Decoder::new(BufReader::new(file))
}

/// The next story and its line; none at the end.
fn next(held: &mut impl Read) -> io::Result<Option<(u64, Held)>> {
    let Some(line) = number(held)? else {
        return Ok(None);
    };
    let (Some(since), Some(length)) = (number(held)?, number(held)?) else {
        return Err(io::ErrorKind::UnexpectedEof.into());
    };
    let mut bytes = Vec::new();
    held.take(length).read_to_end(&mut bytes)?;
    let article = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
    Ok(Some((line, Held { article, since })))
}

/// Eight bytes as a number; none at the end.
fn number(held: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = [0; 8];
    match held.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    fn story(id: &str, headline: &str, number: u64) -> Article {
        Article {
            id: ArticleId(id.into()),
            headline: headline.into(),
            path: format!("{headline}.xml"),
            version: Some(Version { number, made: None }),
            ..Article::default()
        }
    }

    #[test]
    fn of_each_item_the_latest_version_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut versions = Versions::create(folder.path()).unwrap();
        let stories = [
            story("a", "one", 1),
            story("b", "other", 1),
            story("a", "three", 3),
            story("a", "two", 2),
            story("a", "three again", 3),
        ];
        let mut standings = Vec::new();
        for (line, story) in (0..).zip(&stories) {
            let standing = versions.enter(story, story.version.unwrap(), line);
            if !matches!(standing, Standing::Earlier) {
                versions.hold(story, &story.id.0, line, 7).unwrap();
            }
            standings.push(match standing {
                Standing::First => "first",
                Standing::Later(None) => "later",
                Standing::Later(Some(_)) => "later, renamed",
                Standing::Earlier => "earlier",
            });
        }
        assert_eq!(standings, ["first", "first", "later", "earlier", "later"]);
        assert_eq!(versions.items(), 2);
        let mut kept = Vec::new();
        let replaced = versions
            .finish(|held| {
                kept.push((held.article.headline, held.since));
                Ok(())
            })
            .unwrap();
        assert_eq!(kept, [("other".to_owned(), 7), ("three again".to_owned(), 7)]);
        assert_eq!(
            replaced.into_iter().collect::<Vec<_>>(),
            [(0, "three.xml#0".to_owned()), (2, "three again.xml#0".to_owned())]
        );
    }
}
