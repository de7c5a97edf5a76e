//! A number for all that is indexed of a story: the sum of one for each occurrence of a term, each value
//! in a column and each length. It does not depend on the order in which they are read, so that it can be
//! made of the index, term by term, and of the story's text, word by word.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use tantivy::TantivyDocument;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Document, Field as Column, FieldType, IndexRecordOption, Schema, Value};
use tantivy::tokenizer::{MAX_TOKEN_LEN, TextAnalyzer, TokenizerManager};

/// A text of a column, or a term of it.
pub(super) fn text(column: Column, text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(column.field_id());
    hasher.write(text);
    mixed(hasher.finish())
}

/// A number in a column.
pub(super) fn number(column: Column, bits: u64) -> u64 {
    mixed(mixed(bits).wrapping_add(u64::from(column.field_id())))
}

/// An occurrence of a term, or how often it occurs.
pub(super) fn occurrence(term: u64, place: u32) -> u64 {
    mixed(term.wrapping_add(mixed(u64::from(place) + 1)))
}

/// The length of a text, as coarse as the index has it.
pub(super) fn length(column: Column, code: u8) -> u64 {
    number(column, !u64::from(code))
}

/// A number whose every bit depends on every bit of another (the last steps of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// What is indexed of the values of a column.
struct Indexed {
    analyser: Option<(TextAnalyzer, IndexRecordOption)>,
    is_fast: bool,
    has_length: bool,
}

/// Makes the digests of documents.
pub(super) struct Digester {
    columns: Vec<Indexed>,
    /// How often the terms of a document occur whose positions are not indexed, with what is indexed.
    counts: FxHashMap<u64, (u32, IndexRecordOption)>,
}

/// How far the text of a column has come.
#[derive(Clone, Copy, Default)]
struct Extent {
    end: u32,
    tokens: u32,
}

impl Digester {
    pub(super) fn new(schema: &Schema, tokenizers: &TokenizerManager) -> Digester {
        let indexed = |(_, entry): (Column, &tantivy::schema::FieldEntry)| {
            let options = match entry.field_type() {
                FieldType::Str(options) => options.get_indexing_options(),
                _ => None,
            };
            let analyser = options
                .and_then(|options| Some((tokenizers.get(options.tokenizer())?, options.index_option())));
            Indexed {
                analyser,
                is_fast: entry.is_fast(),
                has_length: entry.has_fieldnorms(),
            }
        };
        Digester {
            columns: schema.fields().map(indexed).collect(),
            counts: FxHashMap::default(),
        }
    }

    /// The digest of a document.
    pub(super) fn digest(&mut self, document: &TantivyDocument) -> u64 {
        let mut sum: u64 = 0;
        let mut extents = vec![Extent::default(); self.columns.len()];
        for (column, value) in document.iter_fields_and_values() {
            let at = column.field_id() as usize;
            if let Some(content) = value.as_str() {
                if self.columns[at].is_fast {
                    sum = sum.wrapping_add(text(column, content.as_bytes()));
                }
                sum = sum.wrapping_add(self.words(column, content, &mut extents[at]));
            } else if self.columns[at].is_fast {
                let bits = value.as_u64().or(value.as_i64().map(i64::cast_unsigned));
                sum = sum.wrapping_add(bits.map_or(0, |bits| number(column, bits)));
            }
        }
        for (id, (indexed, extent)) in (0..).zip(self.columns.iter().zip(extents)) {
            if indexed.has_length {
                let code = FieldNormReader::fieldnorm_to_id(extent.tokens);
                sum = sum.wrapping_add(length(Column::from_field_id(id), code));
            }
        }
        let counted = self.counts.drain().map(|(term, (count, option))| {
            let times = if option == IndexRecordOption::Basic {
                1
            } else {
                count
            };
            occurrence(term, times)
        });
        counted.fold(sum, u64::wrapping_add)
    }

    /// What the words of a text add. Positions are counted as tantivy counts them: those of a text begin
    /// one behind the end of the text before it in the same column.
    fn words(&mut self, column: Column, content: &str, extent: &mut Extent) -> u64 {
        let Some((analyser, option)) = &mut self.columns[column.field_id() as usize].analyser else {
            return 0;
        };
        let (counts, option) = (&mut self.counts, *option);
        let mut sum: u64 = 0;
        let begin = extent.end;
        analyser.token_stream(content).process(&mut |token| {
            if token.text.len() > MAX_TOKEN_LEN {
                return;
            }
            let term = text(column, token.text.as_bytes());
            let position = begin.wrapping_add(token.position as u32);
            extent.end = extent
                .end
                .max(position.wrapping_add(token.position_length as u32));
            extent.tokens += 1;
            if option.has_positions() {
                sum = sum.wrapping_add(occurrence(term, position));
            } else {
                counts.entry(term).or_insert((0, option)).0 += 1;
            }
        });
        extent.end += 1;
        sum
    }
}
