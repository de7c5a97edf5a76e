//! How a table is written: what parts its cells, what quotes them, what a backslash does. Judged by
//! how well the first rows fit each of the likely ways.

use memchr::memchr;

use super::super::columns;
use super::row::{Row, Scan};

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus) struct Dialect {
    /// Stands between cells.
    pub(in crate::corpus) separator: u8,
    /// Stands around a cell that holds separators or line ends.
    pub(in crate::corpus) quote: u8,
    /// Whether a backslash takes the next character's meaning away, `\"` being a quote.
    pub(in crate::corpus) escapes: bool,
}

/// Separators by how likely they are.
const SEPARATORS: &[u8] = b",\t;|";

/// The most rows that a judgement looks at.
const JUDGED_ROWS: usize = 200;

/// Parts the cells of a table of one column: it stands in no text.
const NONE: u8 = 0x1F;

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect {
            separator: NONE,
            quote: b'"',
            escapes: false,
        }
    }
}

/// How well a dialect fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Fit {
    /// Rows in a thousand that have the usual number of cells and sound quotes, with a bonus for a header
    /// of known names and the like.
    score: usize,
    /// The usual number of cells; 0 where there is no whole row.
    cells: usize,
}

/// What rows must score for their separator to be one.
const LEAST_SCORE: usize = 500;

/// The dialect that fits the beginning of a file best, and the number of cells of its rows; 0 cells
/// where there is no whole row.
pub(super) fn sniff(sample: &[u8], whole: bool) -> (Dialect, usize) {
    let (dialect, fit) = best(sample, whole);
    if fit.cells > 1 && fit.score >= LEAST_SCORE {
        return (dialect, fit.cells);
    }
    (
        Dialect::default(),
        fit_of(Dialect::default(), sample, whole).cells,
    )
}

fn best(sample: &[u8], whole: bool) -> (Dialect, Fit) {
    let mut best = (Dialect::default(), Fit::default());
    for quote in [b'"', b'\''] {
        for escapes in [false, true] {
            if escapes && memchr(b'\\', sample).is_none() || quote == b'\'' && memchr(quote, sample).is_none()
            {
                continue;
            }
            for separator in SEPARATORS {
                let dialect = Dialect {
                    separator: *separator,
                    quote,
                    escapes,
                };
                let fit = fit_of(dialect, sample, whole);
                if fit.cells > 1 && (fit.score > best.1.score || best.1.cells < 2) {
                    best = (dialect, fit);
                }
            }
        }
    }
    best
}

/// Whether the beginning of a file is a table's: some rows, all but a few of the same number of cells.
pub(in crate::corpus) fn looks_like_table(sample: &[u8], whole: bool) -> Option<Dialect> {
    let (dialect, fit) = best(sample, whole);
    (fit.cells > 1 && fit.score >= 950).then_some(dialect)
}

fn fit_of(dialect: Dialect, sample: &[u8], whole: bool) -> Fit {
    let mut counts: Vec<usize> = Vec::new();
    let (mut at, mut bad, mut known, mut quoted) = (0, 0, 0, 0);
    while counts.len() < JUDGED_ROWS {
        let mut scan = Scan::new(dialect);
        let rest = sample.get(at..).unwrap_or_default();
        let Some(row) = scan.go(rest, whole) else { break };
        at += row.end;
        if row.is_blank(rest) {
            continue;
        }
        if counts.is_empty() {
            known = known_names(&row, rest, dialect);
        }
        bad += usize::from(row.bad_quote.is_some());
        quoted += usize::from(row.cells.iter().any(|cell| cell.quoted));
        counts.push(row.cells.len());
    }
    // A quote that opens and never closes swallows the sample.
    if counts.is_empty() {
        return Fit::default();
    }
    let mut sorted = counts.clone();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|one, other| one == other);
    let usual = runs
        .max_by_key(|run| run.len())
        .and_then(<[usize]>::first)
        .copied()
        .unwrap_or(1);
    let fitting = counts.iter().filter(|count| **count == usual).count();
    let swallowed = usize::from(!whole && at * 2 < sample.len() && counts.len() < JUDGED_ROWS);
    // Rows quoted soundly speak for the quote, and several rows for the separator.
    let bonus = 100 * known.min(5) + 50 * usize::from(quoted * 2 > counts.len()) + usual.min(20);
    let score =
        (1000 * fitting / counts.len() + bonus).saturating_sub(1000 * bad / counts.len() + 500 * swallowed);
    Fit { score, cells: usual }
}

fn known_names(row: &Row, bytes: &[u8], dialect: Dialect) -> usize {
    let named = |cell: &&super::row::Cell| {
        let name = String::from_utf8_lossy(&cell.value(bytes, dialect)).into_owned();
        name.len() < 40 && columns::role_of_name(&columns::folded(&name)).is_some()
    };
    if row.cells.len() < 2 {
        0
    } else {
        row.cells.iter().filter(named).count()
    }
}
