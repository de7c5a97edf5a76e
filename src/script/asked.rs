//! A test of a query: the query, and all that is expected of its answer, as the file says it.

use std::collections::{BTreeMap, BTreeSet};

use super::bound::Bound;
use super::suite::{Body, Test, field_named, text_of, texts_of};
use crate::document::{Fault, Kind, Table, Value};
use crate::engine::Sort;
use crate::field::Field;
use crate::misspelling;
use crate::query::SyntaxErrorKind;

/// A query and what is expected of its answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) query: Text,
    pub(super) sort: Sort,
    pub(super) total: Option<Bound>,
    pub(super) first: Option<String>,
    /// Stories within the first so many.
    pub(super) top: Vec<(usize, Vec<String>)>,
    pub(super) rank: Vec<(String, Bound)>,
    /// Stories that stand in this order.
    pub(super) before: Vec<Vec<String>>,
    pub(super) contains: Vec<String>,
    pub(super) excludes: Vec<String>,
    /// Stories and texts that their passages contain.
    pub(super) snippet: Vec<(String, Vec<String>)>,
    /// The only texts that may be highlighted.
    pub(super) highlights: Option<Vec<String>>,
    pub(super) facets: Vec<(Field, String, Bound)>,
    pub(super) relations: Vec<Relation>,
    pub(super) error: Option<Mistake>,
    pub(super) latency: Option<Latency>,
    pub(super) snapshot: bool,
}

/// The text of a query and how its words go together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) any: bool,
}

/// How the stories of one query relate to those of another.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) kind: RelationKind,
    pub(super) other: Text,
}

/// A relation of two sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RelationKind {
    Equivalent,
    Subset,
    Disjoint,
}

impl RelationKind {
    const ALL: [RelationKind; 3] = [Self::Equivalent, Self::Subset, Self::Disjoint];

    pub(super) fn key(self) -> &'static str {
        match self {
            RelationKind::Equivalent => "equivalent_to",
            RelationKind::Subset => "subset_of",
            RelationKind::Disjoint => "disjoint_from",
        }
    }
}

/// What must be wrong with a query.
#[derive(Clone, Debug)]
pub(super) struct Mistake {
    pub(super) code: String,
    /// The column in characters, from 1.
    pub(super) column: Option<u64>,
}

/// How long a query may take, as a multiple of what another one takes.
#[derive(Clone, Debug)]
pub(super) struct Latency {
    pub(super) of: Text,
    pub(super) at_most: f64,
}

/// The queries of a file by their names, for those that refer to each other.
pub(super) struct Names {
    queries: BTreeMap<String, Text>,
}

impl Names {
    /// Collects the names, and checks that the tables have no unknown keys and that none is said to be equivalent to itself, be it by way of others.
    pub(super) fn of(tables: &[Table<'_>]) -> Result<Names, Fault> {
        let mut queries = BTreeMap::new();
        for table in tables {
            table.check(KEYS)?;
            queries.insert(table.required("name")?.text()?.into_owned(), query_of(table)?);
        }
        let names = Names { queries };
        names.check_circles(tables)?;
        Ok(names)
    }

    fn check_circles(&self, tables: &[Table<'_>]) -> Result<(), Fault> {
        let mut leads: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for table in tables {
            let name = table.required("name")?.text()?;
            let Some(value) = table.get("equivalent_to") else {
                continue;
            };
            for (text, place) in value.texts()? {
                let other = match text.strip_prefix('@') {
                    Some(other) => other.to_owned(),
                    None if self.queries.get(&*name).is_some_and(|own| own.text == text) => name.to_string(),
                    None => continue,
                };
                if other == *name || self.reaches(&leads, &other, &name) {
                    let message = format!("`{name}` is said to be equivalent to itself");
                    let hint = "such a circle can never fail: leave one of its steps out";
                    return Err(place.fault(&message, Some(hint)));
                }
                leads.entry(name.to_string()).or_default().push(other);
            }
        }
        Ok(())
    }

    /// Whether a chain of equivalences leads from one name to another.
    fn reaches(&self, leads: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name.clone()) {
                open.extend(leads.get(&name).into_iter().flatten().cloned());
            }
        }
        false
    }

    /// The query that a text is, or names with `@`.
    fn resolve(&self, text: &str, place: &Value<'_>, any: bool) -> Result<Text, Fault> {
        let Some(name) = text.strip_prefix('@') else {
            let text = text.to_owned();
            return Ok(Text { text, any });
        };
        self.queries.get(name).cloned().ok_or_else(|| {
            let near = misspelling::nearest(name, self.queries.keys().map(String::as_str));
            let hint = match near {
                Some(near) => format!("did you mean `@{near}`?"),
                None => "`@` stands before the name of another query of this file; in quotes it is text: '\"@name\"'".into(),
            };
            place.fault(&format!("no query of this file has the name `{name}`"), Some(&hint))
        })
    }
}

/// The keys of a test of a query.
pub(super) const KEYS: &[&str] = &[
    "name",
    "query",
    "any",
    "sort",
    "known_fail",
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
    "error",
    "latency",
    "snapshot",
];

/// Reads a test of a query.
pub(super) fn test(table: &Table<'_>, names: &Names) -> Result<Test, Fault> {
    let query = query_of(table)?;
    let asked = Asked {
        sort: sort(table)?,
        total: table.get("total").map(|value| Bound::read(&value)).transpose()?,
        first: text_of(table, "first")?,
        top: top(table)?,
        rank: rank(table)?,
        before: before(table)?,
        contains: texts_of(table, "contains")?,
        excludes: texts_of(table, "excludes")?,
        snippet: snippet(table)?,
        highlights: table
            .get("highlights")
            .map(|_| texts_of(table, "highlights"))
            .transpose()?,
        facets: facets(table)?,
        relations: relations(table, names, query.any)?,
        error: mistake(table)?,
        latency: latency(table, names, query.any)?,
        snapshot: flag(table, "snapshot")?,
        query,
    };
    alone(table, &asked)?;
    Ok(Test {
        name: table.required("name")?.text()?.into_owned(),
        line: table.line(),
        known_fail: text_of(table, "known_fail")?,
        body: Body::Query(Box::new(asked)),
    })
}

/// A query that must be wrong has no answer of which anything could be expected.
fn alone(table: &Table<'_>, asked: &Asked) -> Result<(), Fault> {
    let beside = |key: &str| !["name", "query", "any", "error", "known_fail"].contains(&key);
    let other = table.entries().into_iter().find(|(key, _)| beside(key.text));
    match (&asked.error, other) {
        (Some(_), Some((key, _))) => {
            let message = format!("`{}` cannot stand beside `error`", key.text);
            Err(key.fault(
                &message,
                Some("a query with an error has no answer: leave one of the two out"),
            ))
        }
        _ => Ok(()),
    }
}

fn query_of(table: &Table<'_>) -> Result<Text, Fault> {
    Ok(Text {
        text: table.required("query")?.text()?.into_owned(),
        any: flag(table, "any")?,
    })
}

fn flag(table: &Table<'_>, key: &str) -> Result<bool, Fault> {
    table.get(key).map_or(Ok(false), |value| value.flag())
}

fn sort(table: &Table<'_>) -> Result<Sort, Fault> {
    let Some(value) = table.get("sort") else {
        return Ok(Sort::Relevance);
    };
    match &*value.text()? {
        "relevance" => Ok(Sort::Relevance),
        "newest" => Ok(Sort::Newest),
        "oldest" => Ok(Sort::Oldest),
        _ => Err(value.fault(
            "there is no such order",
            Some("it is relevance, newest or oldest"),
        )),
    }
}

fn top(table: &Table<'_>) -> Result<Vec<(usize, Vec<String>)>, Fault> {
    let Some(value) = table.get("top") else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (key, _) in value.table()?.entries() {
        let Some(depth) = key.text.parse().ok().filter(|depth| *depth > 0) else {
            let hint = "write `top = { 3 = [\"a story\"] }` for one of the first three";
            return Err(key.fault("this is no number of stories", Some(hint)));
        };
        found.push((depth, texts_of(&value.table()?, key.text)?));
    }
    Ok(found)
}

fn rank(table: &Table<'_>) -> Result<Vec<(String, Bound)>, Fault> {
    let Some(value) = table.get("rank") else {
        return Ok(Vec::new());
    };
    let entries = value.table()?.entries();
    let entry =
        |(key, value): &(crate::document::Key<'_>, Value<'_>)| Ok((key.text.to_owned(), Bound::read(value)?));
    entries.iter().map(entry).collect()
}

fn before(table: &Table<'_>) -> Result<Vec<Vec<String>>, Fault> {
    let Some(value) = table.get("before") else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for row in value.list()? {
        let stories = row.list()?;
        let texts = stories.iter().map(|story| Ok(story.text()?.into_owned()));
        let row_of: Vec<String> = texts.collect::<Result<_, Fault>>()?;
        if row_of.len() < 2 {
            let hint = "write `before = [[\"the first\", \"the second\"]]`";
            return Err(row.fault("an order needs two stories", Some(hint)));
        }
        rows.push(row_of);
    }
    Ok(rows)
}

fn snippet(table: &Table<'_>) -> Result<Vec<(String, Vec<String>)>, Fault> {
    let Some(value) = table.get("snippet") else {
        return Ok(Vec::new());
    };
    let stories = value.table()?;
    let of_story = |key: &str| Ok((key.to_owned(), texts_of(&stories, key)?));
    stories
        .entries()
        .iter()
        .map(|(key, _)| of_story(key.text))
        .collect()
}

fn facets(table: &Table<'_>) -> Result<Vec<(Field, String, Bound)>, Fault> {
    let Some(value) = table.get("facets") else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (key, values) in value.table()?.entries() {
        let field = field_named(&key)?;
        for (value, bound) in values.table()?.entries() {
            found.push((field, value.text.to_owned(), Bound::read(&bound)?));
        }
    }
    Ok(found)
}

fn relations(table: &Table<'_>, names: &Names, any: bool) -> Result<Vec<Relation>, Fault> {
    let mut found = Vec::new();
    for kind in RelationKind::ALL {
        let Some(value) = table.get(kind.key()) else {
            continue;
        };
        for (text, place) in value.texts()? {
            let other = names.resolve(&text, &place, any)?;
            found.push(Relation { kind, other });
        }
    }
    Ok(found)
}

fn mistake(table: &Table<'_>) -> Result<Option<Mistake>, Fault> {
    let Some(value) = table.get("error") else {
        return Ok(None);
    };
    let (code, column, place) = match value.kind() {
        Kind::Table => {
            let inner = value.table()?;
            inner.check(&["code", "column"])?;
            let column = inner.get("column").map(|column| column.count()).transpose()?;
            let code = inner.required("code")?;
            (code.text()?.into_owned(), column, code)
        }
        _ => (value.text()?.into_owned(), None, value),
    };
    let known = SyntaxErrorKind::CODES;
    if !known.contains(&&*code) {
        let hint = match misspelling::nearest(&code, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the codes are {}", known.join(", ")),
        };
        return Err(place.fault(&format!("there is no error `{code}`"), Some(&hint)));
    }
    Ok(Some(Mistake { code, column }))
}

fn latency(table: &Table<'_>, names: &Names, any: bool) -> Result<Option<Latency>, Fault> {
    let Some(value) = table.get("latency") else {
        return Ok(None);
    };
    let inner = value.table()?;
    inner.check(&["of", "at_most"])?;
    let of = inner.required("of")?;
    let at_most = inner.required("at_most")?;
    let ratio = at_most.number()?;
    if ratio <= 0.0 {
        let hint = "`at_most = 4.0` allows four times the time of the other query";
        return Err(at_most.fault("a ratio is above 0", Some(hint)));
    }
    Ok(Some(Latency {
        of: names.resolve(&of.text()?, &of, any)?,
        at_most: ratio,
    }))
}
