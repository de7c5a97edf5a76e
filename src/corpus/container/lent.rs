//! A stream that is cut into pieces one after the other: each piece is lent to its reader, and what the
//! reader leaves of it is passed over. A piece is never held.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::Source;

/// How much is read at once, in bytes.
const BUFFER: usize = 64 << 10;

/// The stream.
pub(super) struct Stream(Arc<Mutex<Inner>>);

struct Inner {
    source: BufReader<Source>,
    /// The bytes taken off it.
    position: u64,
    /// The bytes of the piece that are not read yet.
    left: u64,
    /// Whether the reader of the piece met an error.
    met: bool,
}

/// What became of the piece that was lent last.
#[derive(Debug)]
pub(super) enum Rest {
    /// It has been read or passed over.
    Passed,
    /// Its reader met an error, and has told it.
    Told,
    /// The stream cannot be read on.
    Failed(Error),
}

impl Stream {
    pub(super) fn new(source: Source) -> Stream {
        Stream(Arc::new(Mutex::new(Inner {
            source: BufReader::with_capacity(BUFFER, source),
            position: 0,
            left: 0,
            met: false,
        })))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes taken off the stream so far.
    pub(super) fn position(&self) -> u64 {
        self.inner().position
    }

    /// Fills a buffer as far as the stream goes; how much of it.
    pub(super) fn fill(&self, buffer: &mut [u8]) -> Result<usize> {
        let mut inner = self.inner();
        let mut filled = 0;
        while filled < buffer.len() {
            match inner.source.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        inner.position += filled as u64;
        Ok(filled)
    }

    /// Appends a line with its end to a buffer, at most so many bytes of it; how many.
    pub(super) fn line(&self, line: &mut Vec<u8>, most: usize) -> Result<usize> {
        let mut inner = self.inner();
        let read = (&mut inner.source).take(most as u64).read_until(b'\n', line)?;
        inner.position += read as u64;
        Ok(read)
    }

    /// Lends the bytes that follow.
    pub(super) fn lend(&self, bytes: u64) -> Lent {
        let mut inner = self.inner();
        inner.left = bytes;
        inner.met = false;
        Lent(Arc::clone(&self.0))
    }

    /// Passes over what its reader left of a piece.
    pub(super) fn pass(&self) -> Rest {
        let mut inner = self.inner();
        if inner.met {
            return Rest::Told;
        }
        while inner.left > 0 {
            match inner.source.fill_buf().map(<[u8]>::len) {
                Ok(0) => return Rest::Failed(cut_off()),
                Ok(there) => inner.take(there),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Rest::Failed(error),
            }
        }
        Rest::Passed
    }
}

impl Inner {
    /// Takes bytes of the piece off the buffer, of so many that are there.
    fn take(&mut self, there: usize) {
        let taken = usize::try_from(self.left).unwrap_or(usize::MAX).min(there);
        self.source.consume(taken);
        self.left -= taken as u64;
        self.position += taken as u64;
    }
}

/// What is told of a stream that ends too soon.
pub(super) fn cut_off() -> Error {
    Error::new(ErrorKind::UnexpectedEof, "it is cut off")
}

/// A piece of the stream, to its reader.
pub(super) struct Lent(Arc<Mutex<Inner>>);

impl Read for Lent {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.left == 0 || buffer.is_empty() {
            return Ok(0);
        }
        let most = usize::try_from(inner.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let read = match inner.source.read(&mut buffer[..most]) {
            Ok(0) => Err(cut_off()),
            other => other,
        };
        match &read {
            Ok(read) => {
                inner.left -= *read as u64;
                inner.position += *read as u64;
            }
            Err(error) => inner.met |= error.kind() != ErrorKind::Interrupted,
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(bytes: &'static [u8]) -> Stream {
        Stream::new(Box::new(std::io::Cursor::new(bytes)))
    }

    #[test]
    fn what_a_reader_leaves_is_passed_over() {
        let stream = stream(b"abcdefgh");
        let mut two = [0; 2];
        stream.lend(5).read_exact(&mut two).unwrap();
        assert!(matches!(stream.pass(), Rest::Passed));
        assert_eq!(stream.position(), 5);
        let mut rest = [0; 9];
        assert_eq!(stream.fill(&mut rest).unwrap(), 3);
        assert_eq!(&rest[..3], b"fgh");
    }

    #[test]
    fn a_cut_is_told_once() {
        let cut = stream(b"abc");
        let mut all = Vec::new();
        assert!(cut.lend(5).read_to_end(&mut all).is_err());
        assert!(matches!(cut.pass(), Rest::Told));
        let unread = stream(b"abc");
        drop(unread.lend(5));
        assert!(matches!(unread.pass(), Rest::Failed(_)));
    }
}
