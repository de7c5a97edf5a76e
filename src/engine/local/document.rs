//! What the index is given of a story: a document with a value for each column of the schema. Writing
//! and verifying make the same one.

use tantivy::schema::TantivyDocument;

use crate::annotate::resolver::key;
use crate::article::Article;
use crate::field::{FIELDS, Field, Kind};

use super::super::Stamp;
use super::schema::{KEY_END, Layout};
use super::stems::STEMMED;

/// The document of a story.
pub(super) fn document(article: &Article, stamp: Stamp, layout: &Layout) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    for row in FIELDS {
        let column = layout.column(row.field);
        match row.kind {
            Kind::Date | Kind::Number => {
                if let Some(number) = number(row.field, article) {
                    document.add_i64(column, number);
                }
            }
            Kind::Text | Kind::Name | Kind::Key => {
                for text in row.field.texts(article).iter().filter(|text| !text.is_empty()) {
                    document.add_text(column, text);
                }
            }
        }
    }
    for (column, fields) in layout.stems.into_iter().zip(STEMMED) {
        // The lead is a part of the body.
        for field in fields.iter().filter(|field| **field != Field::Lead) {
            for text in field.texts(article) {
                document.add_text(column, text);
            }
        }
    }
    for text in [&article.headline, &article.body] {
        if memchr::memchr2(b'-', 0xe2, text.as_bytes()).is_some() {
            document.add_text(layout.compounds, text);
        }
    }
    add_names(&mut document, article, layout);
    document.add_i64(layout.since, stamp.since.try_into().unwrap_or(i64::MAX));
    document.add_u64(layout.serial, stamp.serial);
    // A plain structure of texts and numbers always has a form in bytes.
    document.add_bytes(layout.story, &postcard::to_stdvec(article).unwrap_or_default());
    document
}

/// Adds who and what a story speaks of to the columns that are counted.
fn add_names(document: &mut TantivyDocument, article: &Article, layout: &Layout) {
    for entity in article.entities.iter().filter(|entity| entity.is_named()) {
        let key = key(entity.kind, &entity.name);
        if key.is_empty() {
            continue;
        }
        let columns = layout.named(entity.kind);
        document.add_text(columns.names, format!("{key}{KEY_END}{}", entity.name));
        let mentions = entity.mentions.len() as u64;
        document.add_u64(
            columns.weights,
            mentions << 1 | u64::from(entity.is_in_headline()),
        );
    }
}

/// The value of a field in its column: seconds, days or a count.
fn number(field: Field, article: &Article) -> Option<i64> {
    match field {
        Field::Published => article.published.map(|published| published.seconds()),
        Field::Filed => Some(article.dateline.as_ref()?.date?.days()),
        Field::Length => Some(i64::from(article.length())),
        _ => None,
    }
}
