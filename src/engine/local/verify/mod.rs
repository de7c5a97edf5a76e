//! Whether an index is still what was written: its manifest, every byte of its files, and that what is
//! indexed of each story is what its stored text gives. What is wrong is told file by file and story by
//! story. It changes nothing, and whether the stories are those of the corpus is for others to say.

mod digest;
mod files;
mod segment;

use std::collections::BTreeSet;
use std::path::Path;

use tantivy::{Index, Segment, TantivyError};

use super::super::EngineError;
use super::guard::caught;
use super::manifest::{self, Manifest};
use super::readonly::ReadOnly;
use super::schema::Layout;
use super::writable::SEGMENT_LIST;

/// What was found when an index was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// The generation that was verified; 0 if the manifest does not say.
    pub generation: u64,
    /// What is wrong, files first; nothing if the index is as it was written.
    pub damages: Vec<Damage>,
    /// Serial and id of each story that could be read, in ascending order.
    pub stories: Vec<(u64, String)>,
    /// Whether these are all stories: none is in a file that is damaged.
    pub complete: bool,
    /// How many files were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file, as seen from the index, or the story.
    pub at: String,
    /// What is wrong with it.
    pub what: String,
}

/// How far a verification is: sums so far, and what they will come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Bytes of files.
    Bytes(u64, u64),
    /// Stories.
    Stories(u64, u64),
}

/// Verifies the index at a place, with all cores. `watch` is told how far it is, by several threads.
///
/// # Errors
/// When there is no index of this version, or its files cannot be listed. What is damaged is no error.
pub fn verify(place: &Path, watch: &(dyn Fn(Progress) + Sync)) -> Result<Verification, EngineError> {
    let mut verification = Verification::default();
    let manifest = match manifest::read(place) {
        Ok(manifest) => manifest,
        Err(EngineError::Damaged { why, .. }) => {
            verification.damages.push(Damage {
                at: manifest::NAME.into(),
                what: why,
            });
            return Ok(verification);
        }
        Err(error) => return Err(error),
    };
    verification.generation = manifest.number();
    let damaged = files::verify(place, &manifest, &mut verification, watch);
    let damaged = damaged.map_err(|cause| EngineError::File {
        doing: "cannot read",
        path: place.join(&manifest.generation),
        cause,
    })?;
    if let Some(damaged) = damaged.filter(|damaged| !damaged.contains(SEGMENT_LIST)) {
        contents(place, &manifest, &damaged, &mut verification, watch);
    }
    Ok(verification)
}

/// Verifies what the files say, of the segments none of whose files is damaged: there is no telling what
/// reading the others would lead to.
fn contents(
    place: &Path,
    manifest: &Manifest,
    damaged: &BTreeSet<String>,
    verification: &mut Verification,
    watch: &(dyn Fn(Progress) + Sync),
) {
    let generation = &manifest.generation;
    let layout = Layout::new();
    let opened = guarded(|| open(&place.join(generation), &layout));
    let segments = match opened {
        Ok(segments) => segments,
        Err(what) => {
            let at = generation.clone();
            return verification.damages.push(Damage { at, what });
        }
    };
    verification.complete = true;
    let total = segments
        .iter()
        .map(|segment| u64::from(segment.meta().num_docs()))
        .sum();
    let mut done = 0;
    for segment in segments {
        let name = segment.id().uuid_string();
        if damaged.iter().any(|file| file.starts_with(&name)) {
            verification.complete = false;
            continue;
        }
        let read = |stories| watch(Progress::Stories(done + stories, total));
        match guarded(|| segment::verify(&segment, &layout, &read)) {
            Ok(found) => {
                verification.stories.extend(found.stories);
                verification.damages.extend(found.damages);
            }
            Err(what) => {
                verification.complete = false;
                let at = format!("{generation}/{name}");
                verification.damages.push(Damage { at, what });
            }
        }
        done += u64::from(segment.meta().num_docs());
    }
    unique(verification);
}

/// The segments of a generation.
fn open(folder: &Path, layout: &Layout) -> tantivy::Result<Vec<Segment>> {
    let index = Index::open(ReadOnly::open(folder)?)?;
    if index.schema() != layout.schema {
        return Err(TantivyError::SchemaError(
            "its fields are not those of its format".into(),
        ));
    }
    index.searchable_segments()
}

/// Sees to it that no two stories have one serial or one id.
fn unique(verification: &mut Verification) {
    let Verification { stories, damages, .. } = verification;
    stories.sort_unstable();
    for pair in stories.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        damages.push(Damage {
            at: story(&pair[1].1),
            what: format!("has the serial {} of `{}`", pair[1].0, pair[0].1),
        });
    }
    let mut ids: Vec<&str> = stories.iter().map(|(_, id)| &**id).collect();
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        damages.push(Damage {
            at: story(pair[0]),
            what: "is there more than once".into(),
        });
    }
}

/// How a story is named where something is wrong with it.
fn story(id: &str) -> String {
    format!("story `{id}`")
}

/// What reading gives, or in words why it does not. To read what is damaged may panic, which says as
/// much as an error.
fn guarded<T>(read: impl FnOnce() -> tantivy::Result<T>) -> Result<T, String> {
    match caught(read) {
        Ok(read) => read.map_err(|error| format!("cannot be read: {error}")),
        Err(reason) => Err(format!("cannot be read: {reason}")),
    }
}
