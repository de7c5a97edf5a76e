//! The table of fields as a tantivy schema. What is
//! stored of a story is one compact record; every other field only finds it.

use tantivy::schema::{
    FAST, Field as Column, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::article::EntityKind;
use crate::field::{FIELDS, Field, Kind};
use crate::tokens::Begin;

use super::stems::STEMMED;

/// Between the key and the parts of a compound in its field: no word holds it.
pub(super) const COMPOUND_SEPARATOR: char = '\u{1}';

/// Between the key of a name and the name: no key holds it, and no character of a key is smaller, so
/// that the names of one key stand side by side in a dictionary.
pub(super) const KEY_END: char = '\u{1}';

/// The term that stands at the position of the first word of a section, in place of those of the
/// sections that begin with it. No word has such a character.
pub(super) fn begin_term(begin: Begin) -> &'static str {
    match begin {
        Begin::Sentence => "\u{2}",
        Begin::Paragraph => "\u{3}",
        Begin::Text => "\u{4}",
    }
}

/// The name of [`Layout::since`].
pub(super) const SINCE: &str = "since";

/// The name of [`Layout::serial`].
pub(super) const SERIAL: &str = "serial";

/// Where each field of a story stands in the index.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) schema: Schema,
    columns: Vec<Column>,
    /// The compounds that a story hyphenates.
    pub(super) compounds: Column,
    /// The stems of words, by column, as [`STEMMED`] has it.
    pub(super) stems: [Column; STEMMED.len()],
    /// The generation in which a story came, as it is, into the index.
    pub(super) since: Column,
    /// The number of a story, which no other has.
    pub(super) serial: Column,
    /// The story itself.
    pub(super) story: Column,
    named: Vec<NamedColumns>,
}

/// Where the names of one kind stand: two columns with a value for each person, organization or place
/// of a story, in the same order.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedColumns {
    /// Key and name, [`KEY_END`] between them.
    pub(super) names: Column,
    /// How often the story mentions it, doubled, and one more if its headline does.
    pub(super) weights: Column,
}

impl Layout {
    /// The layout of this version.
    pub(super) fn new() -> Layout {
        let mut builder = Schema::builder();
        let columns = FIELDS.iter().map(|row| {
            let name = row.name.replace('.', "_");
            match row.kind {
                Kind::Text | Kind::Name => builder.add_text_field(&name, word_options(row.field)),
                Kind::Key => builder.add_text_field(&name, TextOptions::default().set_fast("raw")),
                Kind::Date | Kind::Number => builder.add_i64_field(&name, NumericOptions::from(FAST)),
            }
        });
        let columns = columns.collect();
        let basic = TextFieldIndexing::default()
            .set_tokenizer("compounds")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let compounds =
            builder.add_text_field("compounds", TextOptions::default().set_indexing_options(basic));
        let frequencies = TextFieldIndexing::default()
            .set_tokenizer("stems")
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(false);
        let stemmed = TextOptions::default().set_indexing_options(frequencies);
        let stems = STEMMED.map(|fields| {
            let name = format!("{}_stems", fields[fields.len() - 1].name());
            builder.add_text_field(&name, stemmed.clone())
        });
        let since = builder.add_i64_field(SINCE, NumericOptions::from(FAST));
        let serial = builder.add_u64_field(SERIAL, NumericOptions::from(FAST));
        let story = builder.add_bytes_field("story", STORED);
        let named = EntityKind::ALL.map(|kind| NamedColumns {
            names: builder.add_text_field(&names_of(kind), TextOptions::default().set_fast("raw")),
            weights: builder.add_u64_field(&weights_of(kind), NumericOptions::from(FAST)),
        });
        Layout {
            schema: builder.build(),
            columns,
            compounds,
            stems,
            since,
            serial,
            story,
            named: named.to_vec(),
        }
    }

    /// The columns that hold the names of a kind.
    pub(super) fn named(&self, kind: EntityKind) -> NamedColumns {
        self.named[kind as usize]
    }

    /// The field of the index that holds a field alone.
    pub(super) fn column(&self, field: Field) -> Column {
        self.columns[field as usize]
    }

    /// The fields of the index that together hold the words of a field, in the order of the text;
    /// positions run on from one to the next. The body is held in two so that words of the lead
    /// can be found, and weighed, apart.
    pub(super) fn parts(&self, field: Field) -> Vec<(Field, Column)> {
        let parts: &[Field] = if field == Field::Body {
            &[Field::Lead, Field::Body]
        } else {
            &[field]
        };
        parts.iter().map(|part| (*part, self.column(*part))).collect()
    }
}

/// The name of [`NamedColumns::names`].
pub(super) fn names_of(kind: EntityKind) -> String {
    format!("{}_names", kind.name())
}

/// The name of [`NamedColumns::weights`].
pub(super) fn weights_of(kind: EntityKind) -> String {
    format!("{}_weights", kind.name())
}

/// The bytes of a story in the record that tantivy keeps of it: behind the number of stored values
/// (always one), its field, its type and its length. Reading it here saves a copy, byte by byte.
pub(super) fn stored_story(record: &[u8]) -> Option<&[u8]> {
    const BEFORE_LENGTH: usize = 6;
    let rest = record.get(BEFORE_LENGTH..)?;
    // Numbers of tantivy's are in groups of seven bits, the last one marked.
    let length = rest.iter().take(10).position(|byte| byte & 0x80 != 0)? + 1;
    let size = rest[..length]
        .iter()
        .rev()
        .fold(0_usize, |size, byte| size << 7 | usize::from(byte & 0x7f));
    let story = &rest[length..];
    (story.len() == size).then_some(story)
}

/// Whether the length of a field counts in ranking.
pub(super) fn has_length(field: Field) -> bool {
    matches!(field, Field::Headline | Field::Lead | Field::Body)
}

fn word_options(field: Field) -> TextOptions {
    let tokenizer = match field {
        Field::Lead => "lead",
        Field::Body => "body",
        _ if field.kind() == Kind::Text => "prose",
        _ => "words",
    };
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(has_length(field));
    TextOptions::default().set_indexing_options(indexing)
}
