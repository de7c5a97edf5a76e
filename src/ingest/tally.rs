//! What is counted of the records of an index: how many there are of each fate, and of the stories forms,
//! sources, dates, which fields they have and where those came from. All of it is counted from the ledger, so
//! that what is told of an index is the sum of its ledger.

use crate::annotate::has_model;
use crate::article::{Article, Part};
use crate::engine::Summary;
use crate::field::{FIELDS, Field, FieldInfo, Kind};

use super::ledger::{Entry, Fate, Traits};

/// The counts of an index.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) summary: Summary,
    coverage: Vec<u64>,
}

impl Tally {
    /// Begins with nothing.
    pub(super) fn new() -> Tally {
        Tally {
            summary: Summary::default(),
            coverage: vec![0; FIELDS.len()],
        }
    }

    /// Counts a record. Names were looked for in its text, or not.
    pub(super) fn count(&mut self, entry: &Entry, tagged: bool) {
        let summary = &mut self.summary;
        summary.found += 1;
        summary.bytes += entry.bytes;
        match entry.outcome {
            Fate::Indexed => {}
            Fate::Skipped => {
                summary.skipped += 1;
                summary.replaced += u64::from(entry.version.is_some());
                return;
            }
            Fate::Failed => {
                summary.failed += 1;
                return;
            }
        }
        summary.indexed += 1;
        summary.repaired += u64::from(!entry.notes.is_empty());
        *summary.formats.entry(entry.format.clone()).or_default() += 1;
        let Some(traits) = &entry.traits else { return };
        if let Some(source) = &traits.source {
            *summary.sources.entry(source.clone()).or_default() += 1;
        }
        summary.without_model += u64::from(tagged && !traits.has_model);
        if let Some(published) = traits.published {
            let (first, last) = summary.dates.unwrap_or((published, published));
            summary.dates = Some((first.min(published), last.max(published)));
        }
        for part in Part::ALL {
            if let Some(origin) = traits.provenance.of(part) {
                let origins = summary.provenance.entry(part.name().to_owned()).or_default();
                *origins.entry(origin.name().to_owned()).or_default() += 1;
            }
        }
        for (field, count) in self.coverage.iter_mut().enumerate() {
            *count += traits.fields >> field & 1;
        }
    }

    /// The summary, with how many stories have each field.
    pub(super) fn finish(mut self) -> Summary {
        let rows = FIELDS.iter().zip(&self.coverage);
        let counted = rows.filter(|(row, _)| !matches!(row.kind, Kind::Key | Kind::Number));
        self.summary.coverage = counted
            .map(|(row, count)| (row.name.to_owned(), *count))
            .collect();
        self.summary
    }
}

/// What is counted of a story.
pub(super) fn traits(article: &Article) -> Traits {
    let has = |row: &FieldInfo| match (row.field, row.kind) {
        (Field::Published, _) => article.published.is_some(),
        (Field::Filed, _) => article
            .dateline
            .as_ref()
            .is_some_and(|dateline| dateline.date.is_some()),
        (_, Kind::Date | Kind::Number | Kind::Key) => false,
        (field, _) => field.texts(article).iter().any(|text| !text.is_empty()),
    };
    let fields = FIELDS.iter().map(has).enumerate();
    Traits {
        source: article.source.clone(),
        published: article.published,
        provenance: article.provenance,
        fields: fields.fold(0, |bits, (field, has)| bits | u64::from(has) << field),
        has_model: has_model(article.language.as_deref()),
    }
}
