//! What was learned: weights of features, weights of transitions, lists. A feature is known by a hash,
//! of which a part is its mark in a table of places; a place says which row of weights is that of the
//! feature. Most features that are asked for are not there, which the places alone tell; of those that
//! are, few are asked for often: their rows stand first. So what is needed most stays in a near cache.

use super::label::LABELS;
use super::lists::Lists;

/// What a model begins with, its version last.
const MAGIC: [u8; 8] = *b"newsnam\x04";

/// The weights of a feature: one for each label, filled up to a power of two.
const ROW: usize = 16;
type Row = [i8; ROW];
/// The bits of a place that are the number of a row; those above the next one are the mark of its feature.
const NUMBER_BITS: u32 = 18;
/// The first bit of the mark.
const MARK_FROM: u32 = NUMBER_BITS + 1;
/// The most rows.
const MOST_ROWS: usize = 1 << NUMBER_BITS;
/// The bit of a place that says that features which belong here stand further behind. Without it, what is
/// not found here is nowhere: most of what is asked for is nowhere.
const MORE: u32 = 1 << NUMBER_BITS;

/// A trained model.
#[derive(Debug)]
pub struct Model {
    /// Open addressing: the mark and the row of each feature, or [`FREE`].
    places: Vec<u32>,
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
    /// A model of features with their weights, those asked for most often first. There are no more than
    /// a place can number: the last ones are left off.
    pub(super) fn of(features: &[(u64, [i8; LABELS])], transitions: Vec<i16>, lists: Lists) -> Model {
        let features = &features[..features.len().min(MOST_ROWS)];
        // A third of the places is free, to end a search soon.
        let count = features.len() + features.len() / 2 + 1;
        let mut places = vec![FREE; count];
        for (number, (hash, _)) in features.iter().enumerate() {
            let mut at = start(*hash, count);
            if places[at] != FREE {
                places[at] |= MORE;
            }
            while places[at] != FREE {
                at = if at + 1 == count { 0 } else { at + 1 };
            }
            places[at] = mark(*hash) << MARK_FROM | number as u32;
        }
        let row =
            |weights: &[i8; LABELS]| std::array::from_fn(|lane| weights.get(lane).copied().unwrap_or(0));
        Model {
            places,
            rows: features.iter().map(|(_, weights)| row(weights)).collect(),
            transitions,
            lists,
        }
    }

    /// Adds the weights of features to some scores.
    pub(super) fn add(&self, features: &[u64], scores: &mut Scores) {
        for features in features.chunks(AT_ONCE) {
            // All first places are asked for before any is looked at: memory answers many at a time.
            let mut firsts = [FREE; AT_ONCE];
            for (first, feature) in firsts.iter_mut().zip(features) {
                *first = self.places[start(*feature, self.places.len())];
            }
            for (first, feature) in firsts.iter().zip(features) {
                let found = if first >> MARK_FROM == mark(*feature) {
                    Some(*first)
                } else if first & MORE != 0 {
                    self.behind(*feature)
                } else {
                    None
                };
                if let Some(place) = found {
                    scores.add(&self.rows[place as usize % MOST_ROWS]);
                }
            }
        }
    }

    /// The place of a feature that does not stand at the first one.
    fn behind(&self, feature: u64) -> Option<u32> {
        let wanted = mark(feature);
        let mut at = start(feature, self.places.len());
        loop {
            at = if at + 1 == self.places.len() { 0 } else { at + 1 };
            match self.places[at] {
                FREE => return None,
                found if found >> MARK_FROM == wanted => return Some(found),
                _ => {}
            }
        }
    }

    /// The model as bytes, to be kept.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut plain = MAGIC.to_vec();
        for length in [self.places.len(), self.rows.len()] {
            plain.extend((length as u64).to_le_bytes());
        }
        plain.extend(self.places.iter().flat_map(|place| place.to_le_bytes()));
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
        let model = Model::from_plain(rest).ok_or_else(|| damaged("it is cut off"))?;
        // A search ends at a free place, and each other one leads to a row.
        let leads = |place: &u32| *place == FREE || (*place as usize % MOST_ROWS) < model.rows.len();
        if !model.places.contains(&FREE) || !model.places.iter().all(leads) || !model.lists.is_sound() {
            return Err(damaged("its tables are not of the right size"));
        }
        Ok(model)
    }

    fn from_plain(bytes: &[u8]) -> Option<Model> {
        let (places, bytes) = bytes.split_first_chunk::<8>()?;
        let (rows, bytes) = bytes.split_first_chunk::<8>()?;
        let size = |count: &[u8; 8], each: usize| {
            let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
            count.checked_mul(each)
        };
        let (places, bytes) = bytes.split_at_checked(size(places, 4)?)?;
        let (rows, bytes) = bytes.split_at_checked(size(rows, ROW)?)?;
        let (transitions, lists) = bytes.split_at_checked(2 * LABELS * LABELS)?;
        let places = places.as_chunks().0.iter();
        let rows = rows.as_chunks::<ROW>().0.iter();
        let transitions = transitions.as_chunks().0.iter();
        Some(Model {
            places: places.map(|place| u32::from_le_bytes(*place)).collect(),
            rows: rows.map(|row| row.map(u8::cast_signed)).collect(),
            transitions: transitions.map(|weight| i16::from_le_bytes(*weight)).collect(),
            lists: Lists::read(lists),
        })
    }
}

fn start(hash: u64, places: usize) -> usize {
    ((u128::from(hash) * places as u128) >> 64) as usize
}

/// A place that leads nowhere.
const FREE: u32 = 0;

/// By which a feature is told from its neighbours; never 0.
fn mark(hash: u64) -> u32 {
    (hash as u32 % (1 << (u32::BITS - MARK_FROM))).max(1)
}
