//! What is counted of the stories of a build: forms, sources, dates, which fields they have and where
//! those came from.

use crate::annotate::has_model;
use crate::article::{Article, Part};
use crate::engine::Summary;
use crate::field::{FIELDS, Field, Kind};

/// The counts of a build.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) summary: Summary,
    coverage: Vec<u64>,
}

impl Tally {
    /// Begins with what is known of a corpus.
    pub(super) fn new(summary: Summary) -> Tally {
        Tally {
            summary,
            coverage: vec![0; FIELDS.len()],
        }
    }

    /// Counts a story that is indexed.
    pub(super) fn count(&mut self, article: &Article) {
        let summary = &mut self.summary;
        summary.indexed += 1;
        *summary.formats.entry(article.format.clone()).or_default() += 1;
        if let Some(source) = &article.source {
            *summary.sources.entry(source.clone()).or_default() += 1;
        }
        let has_model = has_model(article.language.as_deref());
        summary.without_model += u64::from(summary.tagged && !has_model);
        if let Some(published) = article.published {
            let (first, last) = summary.dates.unwrap_or((published, published));
            summary.dates = Some((first.min(published), last.max(published)));
        }
        for part in Part::ALL {
            if let Some(origin) = article.provenance.of(part) {
                let origins = summary.provenance.entry(part.name().to_owned()).or_default();
                *origins.entry(origin.name().to_owned()).or_default() += 1;
            }
        }
        for (row, count) in FIELDS.iter().zip(&mut self.coverage) {
            let has = match (row.field, row.kind) {
                (Field::Published, _) => article.published.is_some(),
                (Field::Filed, _) => article
                    .dateline
                    .as_ref()
                    .is_some_and(|dateline| dateline.date.is_some()),
                (_, Kind::Date | Kind::Number | Kind::Key) => continue,
                (field, _) => field.texts(article).iter().any(|text| !text.is_empty()),
            };
            *count += u64::from(has);
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
