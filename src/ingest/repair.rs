//! Building an index again that is damaged, from the corpora that it was made of.

use std::path::{Path, PathBuf};

use crate::corpus::Options;
use crate::engine::local::manifest_summary;
use crate::engine::{Corpus, Summary};

use super::{Build, BuildError, Event, build};

/// Builds an index again, with nothing of what is there but the numbers of the generations in which stories
/// came. Of several corpora it has the first, then the first two, until it has all.
///
/// # Errors
/// When the manifest cannot be read, which says what the corpora are, or as [`build()`].
pub fn repair(place: &Path, watch: &mut dyn FnMut(Event<'_>)) -> Result<Summary, BuildError> {
    let mut summary = manifest_summary(place)?;
    let corpora = std::mem::take(&mut summary.corpora);
    for (number, corpus) in corpora.iter().enumerate() {
        let anew = Build {
            index: place.to_owned(),
            anew: number == 0,
            ..build_of(corpus)
        };
        summary = build(&anew, watch)?.summary;
    }
    Ok(summary)
}

/// The build that reads a corpus as it was read.
fn build_of(corpus: &Corpus) -> Build {
    Build {
        corpus: PathBuf::from(&corpus.place),
        name: corpus.name.clone(),
        options: Options {
            include: corpus.reading.include.clone(),
            exclude: corpus.reading.exclude.clone(),
            columns: corpus.reading.columns.clone(),
        },
        tag: corpus.reading.tagged,
        ..Build::default()
    }
}
