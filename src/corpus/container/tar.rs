//! Tar, as a stream: old, POSIX and GNU, with long names. Sparse files are not put together.

use tar::{EntryType, Header, PaxExtensions};

use super::super::{Outcome, Source};
use super::lent::{Rest, Stream};
use super::{Member, Suffix, name};

/// The size of a block in bytes.
const BLOCK: usize = 512;

/// The most that is read of what stands before a member and gives its name, in bytes.
const LARGEST_EXTENSION: u64 = 1 << 20;

/// Whether a file begins with a member of a tar.
pub(super) fn begins(head: &[u8]) -> bool {
    // What gives the name of the member behind it may have none itself.
    let named = |block: &[u8; BLOCK]| block[0] != 0 || block[257..262] == *b"ustar";
    head.first_chunk()
        .is_some_and(|block| named(block) && is_header(block))
}

/// Whether a file is a tar without members: blocks of zeros, under the name of one.
pub(super) fn is_empty(head: &[u8], name: &str) -> bool {
    head.len() >= 2 * BLOCK && name::is_of_archive(name) && head.iter().all(|byte| *byte == 0)
}

/// Whether the sum of a header's bytes is what it says, its own digits taken for spaces.
fn is_header(block: &[u8; BLOCK]) -> bool {
    let sum: u32 = block
        .iter()
        .enumerate()
        .map(|(at, byte)| u32::from(if (148..156).contains(&at) { b' ' } else { *byte }))
        .sum();
    Header::from_byte_slice(block)
        .cksum()
        .is_ok_and(|said| said == sum)
}

/// The members of a tar.
pub(super) struct Tar {
    stream: Stream,
    /// The zeros that fill up the last block of the member that was lent last.
    padding: u64,
    /// Whether a block of zeros came, with which a tar ends.
    closed: bool,
    ended: bool,
}

/// What extensions say of the member behind them.
#[derive(Default)]
struct Extension {
    path: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
}

/// What stands at a place of a tar.
enum Block {
    Header(Box<[u8; BLOCK]>),
    End,
}

impl Tar {
    pub(super) fn new(source: Source) -> Tar {
        Tar {
            stream: Stream::new(source),
            padding: 0,
            closed: false,
            ended: false,
        }
    }

    /// Passes over what is left of a member, and over blocks of zeros, to the next header.
    fn block(&mut self) -> Result<Block, Option<Outcome>> {
        let failed = |error| Some(Outcome::Failed(format!("cannot read the tar on: {error}")));
        match self.stream.pass() {
            Rest::Passed => {}
            Rest::Told => return Err(None),
            Rest::Failed(error) => return Err(failed(error)),
        }
        drop(self.stream.lend(self.padding));
        self.padding = 0;
        if let Rest::Failed(error) = self.stream.pass() {
            return Err(failed(error));
        }
        loop {
            let mut block = Box::new([0; BLOCK]);
            let at = self.stream.position();
            match self.stream.fill(&mut *block).map_err(failed)? {
                0 if self.closed => return Ok(Block::End),
                0 => {
                    let reason = "the tar has no end: it is cut off, or was not closed";
                    return Err(Some(Outcome::Failed(reason.into())));
                }
                _ if block.iter().all(|byte| *byte == 0) => self.closed = true,
                BLOCK if is_header(&block) => return Ok(Block::Header(block)),
                _ if self.closed => {
                    return Err(Some(Outcome::Skipped(format!(
                        "what follows the end of the tar at byte {at} is none"
                    ))));
                }
                BLOCK => return Err(Some(Outcome::Failed(format!("no header of a tar at byte {at}")))),
                _ => return Err(Some(Outcome::Failed(format!("the tar is cut off at byte {at}")))),
            }
        }
    }

    /// Takes in what an extension says.
    fn extend(&mut self, extension: &mut Extension, kind: EntryType, size: u64) -> Result<(), Outcome> {
        if size > LARGEST_EXTENSION {
            return Err(Outcome::Failed(
                "the name of a member is longer than 1 MiB".into(),
            ));
        }
        let mut bytes = vec![0; size as usize];
        let failed = |error| Outcome::Failed(format!("cannot read the tar on: {error}"));
        if self.stream.fill(&mut bytes).map_err(failed)? < bytes.len() {
            return Err(Outcome::Failed(
                "the tar is cut off in the name of a member".into(),
            ));
        }
        self.padding = padding(size);
        if kind.is_gnu_longname() {
            let end = memchr::memchr(0, &bytes).unwrap_or(bytes.len());
            bytes.truncate(end);
            extension.path = Some(bytes);
        } else if kind.is_pax_local_extensions() {
            for pair in PaxExtensions::new(&bytes).flatten() {
                match pair.key_bytes() {
                    b"path" | b"GNU.sparse.name" => extension.path = Some(pair.value_bytes().to_vec()),
                    b"size" => extension.size = pair.value().ok().and_then(|size| size.parse().ok()),
                    key => extension.sparse |= key.starts_with(b"GNU.sparse."),
                }
            }
        }
        Ok(())
    }

    fn member(&mut self) -> Result<Option<Member>, Option<Outcome>> {
        let mut extension = Extension::default();
        loop {
            let Block::Header(block) = self.block()? else {
                return Ok(None);
            };
            let header = Header::from_byte_slice(&*block);
            let kind = header.entry_type();
            let damaged = |_| Outcome::Failed("the header of a member has no size".into());
            let size = header.entry_size().map_err(damaged)?;
            if kind.is_gnu_longname() || kind.is_gnu_longlink() || is_pax(kind) {
                self.extend(&mut extension, kind, size)?;
                continue;
            }
            // Links, folders and devices have no content, whatever their headers say.
            let size = match extension.size.unwrap_or(size) {
                _ if is_without_content(kind) => 0,
                size => size,
            };
            let path = match extension.path.take() {
                Some(path) => path,
                None => header.path_bytes().into_owned(),
            };
            let folder = kind.is_dir() || path.ends_with(b"/") && size == 0;
            if kind.is_gnu_sparse() && header.as_gnu().is_some_and(|gnu| gnu.is_extended()) {
                self.pass_sparse_map()?;
            }
            self.padding = padding(size);
            let lent = self.stream.lend(size);
            if folder {
                extension = Extension::default();
                continue;
            }
            let sparse = kind.is_gnu_sparse() || extension.sparse;
            let content: Result<Source, Outcome> = match refusal(kind, sparse) {
                Some(outcome) => Err(outcome),
                None => Ok(Box::new(lent)),
            };
            return Ok(Some(Member::new(
                Suffix::Below(name::cleaned(&path)),
                size,
                content,
            )));
        }
    }

    /// The map of a sparse file may go on in blocks behind its header.
    fn pass_sparse_map(&mut self) -> Result<(), Outcome> {
        let mut block = [0; BLOCK];
        loop {
            let read = self.stream.fill(&mut block);
            let read = read.map_err(|error| Outcome::Failed(format!("cannot read the tar on: {error}")))?;
            if read < BLOCK {
                return Err(Outcome::Failed("the tar is cut off in a sparse file".into()));
            }
            if block[504] == 0 {
                return Ok(());
            }
        }
    }
}

impl Iterator for Tar {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        if self.ended {
            return None;
        }
        match self.member() {
            Ok(Some(member)) => Some(member),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(outcome) => {
                self.ended = true;
                Some(Member::new(Suffix::None, 0, Err(outcome?)))
            }
        }
    }
}

/// The zeros that fill up the last block of a content.
fn padding(size: u64) -> u64 {
    let block = BLOCK as u64;
    (block - size % block) % block
}

fn is_pax(kind: EntryType) -> bool {
    kind.is_pax_local_extensions() || kind.is_pax_global_extensions()
}

fn is_without_content(kind: EntryType) -> bool {
    kind.is_symlink()
        || kind.is_dir()
        || kind.is_character_special()
        || kind.is_block_special()
        || kind.is_fifo()
}

/// Why a member is not read, by its kind.
fn refusal(kind: EntryType, sparse: bool) -> Option<Outcome> {
    if kind.is_symlink() || kind.is_hard_link() {
        return Some(Outcome::Skipped("a link".into()));
    }
    if sparse {
        return Some(Outcome::Failed("a sparse file, which is not read".into()));
    }
    let file = kind.is_file() || kind.is_contiguous();
    (!file).then(|| Outcome::Skipped("not a file".into()))
}
