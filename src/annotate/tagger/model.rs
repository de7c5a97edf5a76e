//! What was learned: weights of features, weights of transitions, lists. A feature is known by a hash;
//! its row in the table has a part of the hash to tell it from others, and a weight for each label.

use super::label::LABELS;
use super::lists::Lists;

/// What a model begins with, its version last.
const MAGIC: [u8; 8] = *b"newsnam\x01";

/// A row of the table: two bytes of the hash, and the weights.
const ROW: usize = 16;

/// A trained model.
#[derive(Debug)]
pub struct Model {
    /// Open addressing, [`ROW`] bytes a row; a row whose first two bytes are 0 is free.
    rows: Vec<u8>,
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

/// The scores of a word: behind two lanes without a meaning, one for each label. Rows are added to it
/// whole, their first two bytes too.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scores([i16; ROW]);

impl Scores {
    /// The score of a label.
    #[inline]
    pub(super) fn of(&self, label: usize) -> i32 {
        i32::from(self.0[2 + label])
    }
}

impl Model {
    /// A model of features with their weights.
    pub(super) fn of(features: &[(u64, [i8; LABELS])], transitions: Vec<i16>, lists: Lists) -> Model {
        // Most features that are asked for are not there: half of the rows are free, to end the search soon.
        let count = features.len() * 2 + 1;
        let mut rows = vec![0_u8; count * ROW];
        for (hash, weights) in features {
            let mut at = start(*hash, count);
            while rows[at * ROW..at * ROW + 2] != [0, 0] {
                at = if at + 1 == count { 0 } else { at + 1 };
            }
            let row = &mut rows[at * ROW..(at + 1) * ROW];
            row[..2].copy_from_slice(&mark(*hash));
            for (place, weight) in row[2..].iter_mut().zip(weights) {
                *place = weight.to_le_bytes()[0];
            }
        }
        Model {
            rows,
            transitions,
            lists,
        }
    }

    /// Adds the weights of features to some scores.
    pub(super) fn add(&self, features: &[u64], scores: &mut Scores) {
        let rows = self.rows.as_chunks::<ROW>().0;
        for features in features.chunks(AT_ONCE) {
            // All first rows are asked for before any is looked at: memory answers many at a time.
            let mut marks = [[0; 2]; AT_ONCE];
            for (place, feature) in marks.iter_mut().zip(features) {
                let row = &rows[start(*feature, rows.len())];
                *place = [row[0], row[1]];
            }
            for (found, feature) in marks.iter().zip(features) {
                if *found != [0, 0] {
                    add_row(rows, *feature, scores);
                }
            }
        }
    }

    /// The model as bytes, to be kept.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut plain = MAGIC.to_vec();
        plain.extend((self.rows.len() as u64).to_le_bytes());
        plain.extend(&self.rows);
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
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| cut())?;
        let (rows, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
        let (transitions, rest) = rest.split_at_checked(2 * LABELS * LABELS).ok_or_else(cut)?;
        let weights = transitions.as_chunks::<2>().0.iter();
        let model = Model {
            rows: rows.to_vec(),
            transitions: weights.map(|weight| i16::from_le_bytes(*weight)).collect(),
            lists: Lists::read(rest),
        };
        let (rows, odd) = model.rows.as_chunks::<ROW>();
        // A search ends at a free row.
        if !odd.is_empty() || !rows.iter().any(|row| row[..2] == [0, 0]) || !model.lists.is_sound() {
            return Err(damaged("its tables are not of the right size"));
        }
        Ok(model)
    }
}

/// Adds the row of a feature, if there is one.
#[inline]
fn add_row(rows: &[[u8; ROW]], feature: u64, scores: &mut Scores) {
    let wanted = mark(feature);
    let mut at = start(feature, rows.len());
    loop {
        let row = &rows[at];
        let found = [row[0], row[1]];
        if found == wanted {
            for (score, weight) in scores.0.iter_mut().zip(row) {
                *score = score.wrapping_add(i16::from(i8::from_le_bytes([*weight])));
            }
            return;
        }
        if found == [0, 0] {
            return;
        }
        at = if at + 1 == rows.len() { 0 } else { at + 1 };
    }
}

fn start(hash: u64, rows: usize) -> usize {
    ((u128::from(hash) * rows as u128) >> 64) as usize
}

/// The two bytes by which a row is told from its neighbours; never 0.
fn mark(hash: u64) -> [u8; 2] {
    (hash as u16).max(1).to_le_bytes()
}
