//! What was learned: weights of features, weights of transitions, lists. A feature is known by a hash,
//! of which a part is its mark in a table; beside the table of marks stands one of weights, a row for
//! each mark. Most features that are asked for are not there: the marks alone say so, and they are few
//! enough to stay in a near cache.

use super::label::LABELS;
use super::lists::Lists;

/// What a model begins with, its version last.
const MAGIC: [u8; 8] = *b"newsnam\x02";

/// The weights of a feature: one for each label, filled up to a power of two.
const ROW: usize = 16;
type Row = [i8; ROW];
/// How many places there are for each mark: half of them are free, to end a search soon.
const PLACES: usize = 2;

/// A trained model.
#[derive(Debug)]
pub struct Model {
    /// Open addressing: the mark of each feature, or [`FREE`].
    marks: Vec<u16>,
    /// The weights of each.
    rows: Vec<Row>,
    /// From label to label; of the same scale as the rows.
    pub(super) transitions: Vec<i16>,
    pub(super) lists: Lists,
}

/// Why a model cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It is no model, or a damaged one.
    #[error("not a model of names: {0}\nhint: make one with `newsidx tagger train`")]
    Damaged(String),
    /// It is of another version.
    #[error("the model has version {found}, this newsidx reads version {}\nhint: train it again", MAGIC[7])]
    OtherVersion {
        /// The version found.
        found: u8,
    },
}

/// The most features of a word that are looked up at once.
const AT_ONCE: usize = 64;

/// The scores of a word, one for each label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores([i16; ROW]);

impl Scores {
    /// The score of a label.
    #[inline]
    pub(super) fn of(&self, label: usize) -> i32 {
        i32::from(self.0[label])
    }

    #[inline]
    fn add(&mut self, row: &Row) {
        for (score, weight) in self.0.iter_mut().zip(row) {
            *score = score.wrapping_add(i16::from(*weight));
        }
    }
}

impl Model {
    /// A model of features with their weights.
    pub(super) fn of(features: &[(u64, [i8; LABELS])], transitions: Vec<i16>, lists: Lists) -> Model {
        let count = features.len() * PLACES + 1;
        let mut marks = vec![FREE; count];
        let mut rows = vec![[0; ROW]; count];
        for (hash, weights) in features {
            let mut at = start(*hash, count);
            while marks[at] != FREE {
                at = if at + 1 == count { 0 } else { at + 1 };
            }
            marks[at] = mark(*hash);
            rows[at][..LABELS].copy_from_slice(weights);
        }
        Model {
            marks,
            rows,
            transitions,
            lists,
        }
    }

    /// Adds the weights of features to some scores.
    pub(super) fn add(&self, features: &[u64], scores: &mut Scores) {
        for features in features.chunks(AT_ONCE) {
            // All first marks are asked for before any is looked at: memory answers many at a time.
            let mut firsts = [FREE; AT_ONCE];
            for (first, feature) in firsts.iter_mut().zip(features) {
                *first = self.marks[start(*feature, self.marks.len())];
            }
            for (found, feature) in firsts.iter().zip(features) {
                if *found != FREE
                    && let Some(at) = self.place(*feature)
                {
                    scores.add(&self.rows[at]);
                }
            }
        }
    }

    /// Where a feature stands.
    fn place(&self, feature: u64) -> Option<usize> {
        let wanted = mark(feature);
        let mut at = start(feature, self.marks.len());
        loop {
            let found = self.marks[at];
            if found == wanted {
                return Some(at);
            }
            if found == FREE {
                return None;
            }
            at = if at + 1 == self.marks.len() { 0 } else { at + 1 };
        }
    }

    /// The model as bytes, to be kept.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut plain = MAGIC.to_vec();
        plain.extend((self.marks.len() as u64).to_le_bytes());
        plain.extend(self.marks.iter().flat_map(|mark| mark.to_le_bytes()));
        plain.extend(self.rows.iter().flatten().map(|weight| weight.cast_unsigned()));
        plain.extend(self.transitions.iter().flat_map(|weight| weight.to_le_bytes()));
        self.lists.write(&mut plain);
        zstd::encode_all(&plain[..], 19).map_err(|error| ModelError::Damaged(error.to_string()))
    }

    /// The model that some bytes are.
    ///
    /// # Errors
    /// When they are no model, or one of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let damaged = |why: &str| ModelError::Damaged(why.to_owned());
        let plain = zstd::decode_all(bytes).map_err(|error| damaged(&error.to_string()))?;
        let (magic, rest) = plain
            .split_first_chunk::<8>()
            .ok_or_else(|| damaged("it is too short"))?;
        if magic[..7] != MAGIC[..7] {
            return Err(damaged("it begins otherwise"));
        }
        if magic[7] != MAGIC[7] {
            return Err(ModelError::OtherVersion { found: magic[7] });
        }
        let cut = || damaged("it is cut off");
        let (length, rest) = rest.split_first_chunk::<8>().ok_or_else(cut)?;
        let count = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| cut())?;
        let (marks, rest) = count
            .checked_mul(2)
            .and_then(|bytes| rest.split_at_checked(bytes))
            .ok_or_else(cut)?;
        let (rows, rest) = count
            .checked_mul(ROW)
            .and_then(|bytes| rest.split_at_checked(bytes))
            .ok_or_else(cut)?;
        let (transitions, rest) = rest.split_at_checked(2 * LABELS * LABELS).ok_or_else(cut)?;
        let pairs = |bytes: &[u8]| -> Vec<[u8; 2]> { bytes.as_chunks().0.to_vec() };
        let rows = rows.as_chunks::<ROW>().0.iter();
        let model = Model {
            marks: pairs(marks).into_iter().map(u16::from_le_bytes).collect(),
            rows: rows.map(|row| row.map(u8::cast_signed)).collect(),
            transitions: pairs(transitions).into_iter().map(i16::from_le_bytes).collect(),
            lists: Lists::read(rest),
        };
        // A search ends at a free place.
        if !model.marks.contains(&FREE) || !model.lists.is_sound() {
            return Err(damaged("its tables are not of the right size"));
        }
        Ok(model)
    }
}

fn start(hash: u64, places: usize) -> usize {
    ((u128::from(hash) * places as u128) >> 64) as usize
}

/// The mark of a place that is free.
const FREE: u16 = 0;

/// By which a feature is told from its neighbours; never [`FREE`].
fn mark(hash: u64) -> u16 {
    (hash as u16).max(1)
}
