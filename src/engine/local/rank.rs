//! How well a story fits: BM25F, one score per word over all fields, so that a word in the headline
//! and the body is one word and not two.
//!
//! Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted Fields" (CIKM 2004):
//! occurrences are weighted by field and summed, and so are the lengths, before the one saturation.
//! All numbers that enter are sums over the whole index, so that scores do not depend on how it
//! is cut into segments.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, Searcher, SegmentReader};

use crate::field::{Field, Weights};

use super::opened::Opened;
use super::schema::Layout;

/// How soon further occurrences of a word stop to count; measured, see `benches/README.md`.
const K1: f32 = 1.2;
/// How much a story's length counts against it: 0 not at all, 1 in full; measured likewise.
const B: f32 = 0.4;

/// The fields whose length counts.
pub(super) const LENGTH_FIELDS: [Field; 3] = [Field::Headline, Field::Lead, Field::Body];

/// The words of all stories of an index that are not deleted, by field: each story's number as its length is
/// kept, rounded, because that is the same in every segment, where tantivy's own sums have deleted
/// stories too and are guessed when segments are merged.
pub(super) fn words(searcher: &Searcher, layout: &Layout) -> tantivy::Result<[u64; LENGTH_FIELDS.len()]> {
    let mut sums = [0; LENGTH_FIELDS.len()];
    for segment in searcher.segment_readers() {
        for (sum, field) in sums.iter_mut().zip(LENGTH_FIELDS) {
            let norms = segment.get_fieldnorms_reader(layout.column(field))?;
            let words = segment.doc_ids_alive().map(|doc| u64::from(norms.fieldnorm(doc)));
            *sum += words.sum::<u64>();
        }
    }
    Ok(sums)
}

/// What ranking knows of the whole index, and how the fields weigh.
pub(super) struct Ranking<'w> {
    pub(super) weights: &'w Weights,
    pub(super) stories: u64,
    pub(super) mean_length: f32,
}

impl<'w> Ranking<'w> {
    pub(super) fn of(opened: &Opened, weights: &'w Weights) -> Ranking<'w> {
        // Without those that are deleted.
        let stories = opened.searcher.num_docs();
        let fields = LENGTH_FIELDS.into_iter().zip(opened.words);
        let length = fields.fold(0.0, |sum, (field, words)| {
            sum + f64::from(weights.of(field)) * words as f64
        });
        let mean_length = (length / stories.max(1) as f64).max(1.0) as f32;
        Ranking {
            weights,
            stories,
            mean_length,
        }
    }

    /// How much a word tells that `stories` stories hold: the inverse document frequency of
    /// Robertson and Sparck Jones, kept above zero.
    pub(super) fn rarity(&self, stories: u64) -> f32 {
        let (all, some) = (self.stories as f64, stories.min(self.stories) as f64);
        (1.0 + (all - some + 0.5) / (some + 0.5)).ln() as f32
    }

    /// The lengths of a segment's stories, ready to be used in scores.
    pub(super) fn lengths(&self, segment: &SegmentReader, layout: &Layout) -> tantivy::Result<Lengths> {
        let mut fields = Vec::new();
        for field in LENGTH_FIELDS {
            let scale = self.weights.of(field) * K1 * B / self.mean_length;
            let by_code = (0..=255)
                .map(|code| FieldNormReader::id_to_fieldnorm(code) as f32 * scale)
                .collect();
            fields.push((segment.get_fieldnorms_reader(layout.column(field))?, by_code));
        }
        Ok(Lengths { fields })
    }
}

/// The weighted length of a story by what its occurrences are weighed against.
pub(super) fn length(resistance: f32, mean_length: f32) -> f32 {
    (resistance / K1 - (1.0 - B)) / B * mean_length
}

/// The lengths of the stories of a segment.
pub(super) struct Lengths {
    fields: Vec<(FieldNormReader, Vec<f32>)>,
}

impl Lengths {
    /// What the occurrences of no story are weighed against less than.
    pub(super) fn least(&self) -> f32 {
        K1 * (1.0 - B)
    }

    /// What a story's occurrences are weighed against: more for a longer story.
    pub(super) fn resistance(&self, doc: DocId) -> f32 {
        let parts = self
            .fields
            .iter()
            .map(|(norms, by_code)| by_code[usize::from(norms.fieldnorm_id(doc))]);
        parts.fold(K1 * (1.0 - B), |sum, part| sum + part)
    }
}

/// The score of a word or phrase: rarity times the saturated number of its weighted occurrences.
pub(super) fn score(rarity: f32, occurrences: f32, resistance: f32) -> f32 {
    rarity * occurrences * (K1 + 1.0) / (occurrences + resistance)
}
