//! Who and what an answer speaks of, for programs: as JSON and as CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::super::batch::{cell, write_rows};
use super::super::json;
use crate::article::EntityKind;
use crate::engine::{EntityCount, KindCounts};
use crate::search::{Companion, Company, Known, Roll};

/// The columns of a table of names.
const COLUMNS: [&str; 6] = ["kind", "rank", "name", "stories", "mentions", "stories_in_index"];

/// The columns that a table of company has beside them.
const COMPANY_COLUMNS: [&str; 2] = ["expected", "log_likelihood"];

/// A person, organization or place of an answer.
#[derive(Serialize)]
pub(in crate::print) struct CountObject<'c> {
    kind: EntityKind,
    name: &'c str,
    stories: u64,
    mentions: u64,
    stories_in_index: u64,
    #[serde(flatten)]
    bond: Option<BondObject>,
}

/// How it goes with another one.
#[derive(Serialize)]
struct BondObject {
    expected: f64,
    log_likelihood: f64,
}

impl<'c> CountObject<'c> {
    fn new(kind: EntityKind, count: &'c EntityCount) -> CountObject<'c> {
        CountObject {
            kind,
            name: &count.name,
            stories: count.stories,
            mentions: count.mentions,
            stories_in_index: count.stories_in_index,
            bond: None,
        }
    }

    /// Those of a kind.
    pub(in crate::print) fn of_kind(of_kind: &'c KindCounts) -> impl Iterator<Item = CountObject<'c>> {
        let counts = of_kind.entities.iter();
        counts.map(|count| CountObject::new(of_kind.kind, count))
    }

    fn of_roll(roll: &'c Roll) -> impl Iterator<Item = CountObject<'c>> {
        roll.counts.kinds.iter().flat_map(CountObject::of_kind)
    }

    fn known(known: &'c Known) -> CountObject<'c> {
        CountObject::new(known.kind, &known.count)
    }

    fn companion(companion: &'c Companion) -> CountObject<'c> {
        let thousandths = |number: f64| (number * 1000.0).round() / 1000.0;
        CountObject {
            bond: Some(BondObject {
                expected: thousandths(companion.expected),
                log_likelihood: thousandths(companion.likelihood),
            }),
            ..CountObject::known(&companion.known)
        }
    }

    fn cells(&self, rank: usize) -> Vec<String> {
        let mut cells = vec![
            self.kind.name().to_owned(),
            rank.to_string(),
            cell(self.name),
            self.stories.to_string(),
            self.mentions.to_string(),
            self.stories_in_index.to_string(),
        ];
        if let Some(bond) = &self.bond {
            cells.extend([bond.expected, bond.log_likelihood].map(|number| number.to_string()));
        }
        cells
    }
}

/// All that is told, or without the names themselves, which stand in lines of their own.
#[derive(Serialize)]
struct AnswerObject<'c> {
    version: u32,
    query: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<CountObject<'c>>,
    total: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<CountObject<'c>>>,
}

impl<'c> AnswerObject<'c> {
    fn of_roll(roll: &'c Roll) -> AnswerObject<'c> {
        AnswerObject {
            version: json::VERSION,
            query: &roll.query,
            with: None,
            total: roll.counts.total,
            entities: None,
        }
    }

    fn of_company(company: &'c Company) -> AnswerObject<'c> {
        AnswerObject {
            version: json::VERSION,
            query: &company.query,
            with: Some(CountObject::known(&company.of)),
            total: company.total,
            entities: None,
        }
    }
}

/// Writes names as one object.
///
/// # Errors
/// When the writer fails.
pub fn write_json(out: &mut dyn Write, roll: &Roll) -> io::Result<()> {
    json::write(
        out,
        &AnswerObject {
            entities: Some(CountObject::of_roll(roll).collect()),
            ..AnswerObject::of_roll(roll)
        },
    )
}

/// Writes names as a line each and a last line with the totals.
///
/// # Errors
/// When the writer fails.
pub fn write_json_lines(out: &mut dyn Write, roll: &Roll) -> io::Result<()> {
    CountObject::of_roll(roll).try_for_each(|count| json::write_line(out, &count))?;
    json::write_line(out, &AnswerObject::of_roll(roll))
}

/// Writes names as CSV.
///
/// # Errors
/// When the writer fails.
pub fn write_table(out: &mut dyn Write, roll: &Roll) -> io::Result<()> {
    write_rows(out, [COLUMNS])?;
    for of_kind in &roll.counts.kinds {
        let rows = CountObject::of_kind(of_kind).enumerate();
        write_rows(out, rows.map(|(at, count)| count.cells(at + 1)))?;
    }
    Ok(())
}

/// Writes who appears with someone as one object.
///
/// # Errors
/// When the writer fails.
pub fn write_company_json(out: &mut dyn Write, company: &Company) -> io::Result<()> {
    let companions = company.companions.iter().map(CountObject::companion);
    json::write(
        out,
        &AnswerObject {
            entities: Some(companions.collect()),
            ..AnswerObject::of_company(company)
        },
    )
}

/// Writes who appears with someone as a line each and a last line with the totals.
///
/// # Errors
/// When the writer fails.
pub fn write_company_json_lines(out: &mut dyn Write, company: &Company) -> io::Result<()> {
    let mut companions = company.companions.iter().map(CountObject::companion);
    companions.try_for_each(|count| json::write_line(out, &count))?;
    json::write_line(out, &AnswerObject::of_company(company))
}

/// Writes who appears with someone as CSV.
///
/// # Errors
/// When the writer fails.
pub fn write_company_table(out: &mut dyn Write, company: &Company) -> io::Result<()> {
    write_rows(out, [COLUMNS.iter().chain(&COMPANY_COLUMNS)])?;
    let rows = company.companions.iter().map(CountObject::companion).enumerate();
    write_rows(out, rows.map(|(at, count)| count.cells(at + 1)))
}
