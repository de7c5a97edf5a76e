//! A list in TOML: a `[[query]]` table a query. A file of tests is one as well; what it expects of
//! the answers is passed over.

use super::{Asked, BatchError, Item, ItemError};
use crate::document::{Fault, Source, Table, Value};
use crate::engine::Sort;

/// The keys of a file.
const FILE_KEYS: &[&str] = &["query", "story", "corpus", "index", "fingerprint", "holds"];

/// The keys of a query; those from `total` on are what a test expects.
const QUERY_KEYS: &[&str] = &[
    "name",
    "query",
    "any",
    "sort",
    "limit",
    "total",
    "first",
    "top",
    "rank",
    "before",
    "contains",
    "excludes",
    "snippet",
    "highlights",
    "facets",
    "equivalent_to",
    "subset_of",
    "disjoint_from",
    "latency",
    "snapshot",
    "error",
    "known_fail",
];

/// The orders by their names.
const ORDERS: &[(&str, Sort)] = &[
    ("relevance", Sort::Relevance),
    ("newest", Sort::Newest),
    ("oldest", Sort::Oldest),
];

/// The queries of a document, in order.
pub(super) fn items(source: &Source) -> Result<Vec<Item>, BatchError> {
    let document = source.parse()?;
    let root = document.root();
    root.check(FILE_KEYS)?;
    let queries = root
        .get("query")
        .map_or(Ok(Vec::new()), |queries| queries.list())?;
    queries.iter().map(|query| Ok(item(&query.table()?))).collect()
}

fn item(table: &Table<'_>) -> Item {
    let line = table.fault("", None).line;
    let name = table.get("name").map(|name| name.text());
    Item {
        line,
        label: match name {
            Some(Ok(name)) if !name.trim().is_empty() => name.trim().to_owned(),
            _ => line.to_string(),
        },
        asked: asked(table).map_err(ItemError::Fault),
    }
}

fn asked(table: &Table<'_>) -> Result<Asked, Fault> {
    table.check(QUERY_KEYS)?;
    if let Some(name) = table.get("name") {
        name.text()?;
    }
    let limit = table.get("limit").map(|limit| limit.count()).transpose()?;
    Ok(Asked {
        query: table.required("query")?.text()?.into_owned(),
        any: table.get("any").map(|any| any.flag()).transpose()?,
        sort: table.get("sort").map(|order| sort(&order)).transpose()?,
        limit: limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)),
    })
}

fn sort(order: &Value<'_>) -> Result<Sort, Fault> {
    let named = order.text()?;
    let known = ORDERS.iter().find(|(name, _)| *name == named);
    known.map(|(_, sort)| *sort).ok_or_else(|| {
        let names: Vec<&str> = ORDERS.iter().map(|(name, _)| *name).collect();
        let hint = format!("the orders are {}", names.join(", "));
        order.fault(&format!("there is no order `{named}`"), Some(&hint))
    })
}
