//! The measures: a table of trec_eval's, with what each is called and how it becomes one number of many
//! topics. What they count is in `binary` and `gain`, how their names are read in `names`.

mod names;

use super::binary::{
    average_precision, average_precision_at, binary_preference, inferred_average_precision,
    interpolated_precision, mean_interpolated_precision, precision_at, precision_at_multiple,
    precision_at_relevant, recall_at, reciprocal_rank, relative_precision_at, set_average_precision, set_f,
    set_precision, set_recall, set_relative_precision, success_at, unjudged_at, utility,
};
use super::gain::{
    Gains, binary_g, g, ndcg, ndcg_at, ndcg_at_levels, ndcg_at_relevant, rank_biased_precision,
    rank_biased_residual,
};
use super::ranking::{Grade, Ranking};
pub use names::MeasureError;
use names::listed;

/// One number, or word, that tells how good a ranking is.
#[derive(Clone, Debug)]
pub struct Measure {
    row: usize,
    parameter: Parameter,
    /// Whether the parameter was typed.
    given: bool,
    name: String,
}

/// What a measure comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// How many there are of something.
    Count(u64),
    /// A number, mostly from 0 to 1.
    Real(f64),
    /// The name of the run, or grades in a row.
    Text(String),
}

/// How the values of topics become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Across {
    /// They are added up.
    Sum,
    /// Their mean.
    Mean,
    /// Their geometric mean, where what is less than 0.00001 counts as that.
    GeometricMean,
    /// Not at all: it is told of topics only.
    Topics,
    /// Not at all: it is told of the run only.
    Run,
}

#[derive(Clone, Debug, PartialEq)]
enum Parameter {
    None,
    Cutoff(usize),
    Share(f64),
    Numbers(Vec<f64>),
    Gains(Gains),
}

/// What a measure needs beside a ranking, and how it is worked out.
enum Formula {
    Count(fn(&Ranking) -> usize),
    Plain(fn(&Ranking) -> f64),
    /// At a number of stories; the cutoffs where none are given.
    Cutoffs(fn(&Ranking, usize) -> f64, &'static [usize]),
    /// At a share or a multiple of R; those where none are given.
    Shares(fn(&Ranking, f64) -> f64, &'static [f64]),
    /// With several numbers at once; those where none are given, and whether there may be any number
    /// of them.
    Numbers(fn(&Ranking, &[f64]) -> f64, &'static [f64], bool),
    Gains(fn(&Ranking, &Gains) -> f64),
    /// The grades of the first stories.
    Grades,
    RunName,
}

struct Row {
    /// As trec_eval calls it.
    name: &'static str,
    /// As people call it, if they do; `@` is followed by the cutoff.
    label: &'static str,
    across: Across,
    formula: Formula,
}

const fn row(name: &'static str, label: &'static str, across: Across, formula: Formula) -> Row {
    Row {
        name,
        label,
        across,
        formula,
    }
}

const CUTOFFS: &[usize] = &[5, 10, 15, 20, 30, 100, 200, 500, 1000];
const TENTHS: &[f64] = &[0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
const FIFTHS: &[f64] = &[0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0];

/// How many grades are shown in a row where no number is given.
const GRADES: usize = 10;

use Across::{GeometricMean, Mean, Run, Sum, Topics};
use Formula::{Count, Cutoffs, Grades, Numbers, Plain, RunName, Shares};

/// The measures in the order in which trec_eval prints them.
const ROWS: &[Row] = &[
    row("runid", "", Run, RunName),
    row("num_q", "topics", Run, Count(|_| 1)),
    row("num_ret", "retrieved", Sum, Count(Ranking::retrieved)),
    row("num_rel", "relevant", Sum, Count(|ranking| ranking.relevant)),
    row("num_rel_ret", "found", Sum, Count(|ranking| ranking.found)),
    row("map", "AP", Mean, Plain(average_precision)),
    row("gm_map", "", GeometricMean, Plain(average_precision)),
    row("Rprec", "", Mean, Plain(precision_at_relevant)),
    row("bpref", "", Mean, Plain(binary_preference)),
    row("recip_rank", "RR", Mean, Plain(reciprocal_rank)),
    row(
        "iprec_at_recall",
        "",
        Mean,
        Shares(interpolated_precision, TENTHS),
    ),
    row("P", "P@", Mean, Cutoffs(precision_at, CUTOFFS)),
    row("relstring", "", Topics, Grades),
    row("recall", "R@", Mean, Cutoffs(recall_at, CUTOFFS)),
    row("infAP", "", Mean, Plain(inferred_average_precision)),
    row("gm_bpref", "", GeometricMean, Plain(binary_preference)),
    row("Rprec_mult", "", Mean, Shares(precision_at_multiple, FIFTHS)),
    row(
        "utility",
        "",
        Mean,
        Numbers(utility, &[1.0, -1.0, 0.0, 0.0], false),
    ),
    row(
        "11pt_avg",
        "",
        Mean,
        Numbers(mean_interpolated_precision, TENTHS, true),
    ),
    row("binG", "", Mean, Plain(binary_g)),
    row("G", "", Mean, Formula::Gains(g)),
    row("ndcg", "nDCG", Mean, Formula::Gains(ndcg)),
    row("ndcg_rel", "", Mean, Formula::Gains(ndcg_at_relevant)),
    row("Rndcg", "", Mean, Formula::Gains(ndcg_at_levels)),
    row("ndcg_cut", "nDCG@", Mean, Cutoffs(ndcg_at, CUTOFFS)),
    row("map_cut", "AP@", Mean, Cutoffs(average_precision_at, CUTOFFS)),
    row("relative_P", "", Mean, Cutoffs(relative_precision_at, CUTOFFS)),
    row("success", "Success@", Mean, Cutoffs(success_at, &[1, 5, 10])),
    row("set_P", "", Mean, Plain(set_precision)),
    row("set_relative_P", "", Mean, Plain(set_relative_precision)),
    row("set_recall", "", Mean, Plain(set_recall)),
    row("set_map", "", Mean, Plain(set_average_precision)),
    row("set_F", "", Mean, Numbers(set_f, &[1.0], false)),
    row("num_nonrel_judged_ret", "", Sum, Count(judged_irrelevant)),
    row("rbp", "RBP", Mean, Formula::Gains(rank_biased_precision)),
    row("rbp_resid", "", Mean, Formula::Gains(rank_biased_residual)),
    row("unj", "", Mean, Cutoffs(unjudged_at, &[5, 10, 20])),
];

/// Names that stand for several measures, as in trec_eval.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "official",
        &[
            "runid",
            "num_q",
            "num_ret",
            "num_rel",
            "num_rel_ret",
            "map",
            "gm_map",
            "Rprec",
            "bpref",
            "recip_rank",
            "iprec_at_recall",
            "P",
        ],
    ),
    (
        "set",
        &[
            "runid",
            "num_q",
            "num_ret",
            "num_rel",
            "num_rel_ret",
            "utility",
            "set_P",
            "set_relative_P",
            "set_recall",
            "set_map",
            "set_F",
        ],
    ),
];

fn judged_irrelevant(ranking: &Ranking) -> usize {
    let judged = |grade: &&Grade| matches!(grade, Grade::Judged(_));
    ranking.grades.iter().filter(judged).count() - ranking.found
}

impl Measure {
    /// The measures of a name: `map`, `ndcg_cut.10,20`, `ndcg.1=3,2=9`, `official` and the like as
    /// trec_eval is given them, `ndcg_cut_10` as it prints them, or `AP`, `nDCG@10`, `P@5`, `R@100`,
    /// `RR` as people write them, in capitals or not.
    ///
    /// # Errors
    /// When there is no such measure, or its parameters do not fit.
    pub fn named(typed: &str) -> Result<Vec<Measure>, MeasureError> {
        listed(typed)
    }

    /// Its name as trec_eval prints it: `ndcg_cut_10`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name as people write it, if they have one: `nDCG@10`.
    #[must_use]
    pub fn label(&self) -> String {
        let label = self.row().label;
        match &self.parameter {
            _ if label.is_empty() => self.name.clone(),
            Parameter::Cutoff(cutoff) => format!("{label}{cutoff}"),
            Parameter::Gains(gains) if *gains != Gains::default() => self.name.clone(),
            _ => label.to_owned(),
        }
    }

    /// Whether it is a number for each topic of which a mean is taken, so that runs can be compared by
    /// it.
    #[must_use]
    pub fn is_mean(&self) -> bool {
        self.row().across == Mean
    }

    pub(super) fn across(&self) -> Across {
        self.row().across
    }

    /// Orders measures as trec_eval prints them, each once; where a measure was asked for with
    /// parameters, it is not told for those that it has by itself.
    pub fn sort_as_trec_eval(measures: &mut Vec<Measure>) {
        let given: Vec<usize> = measures
            .iter()
            .filter(|one| one.given)
            .map(|one| one.row)
            .collect();
        measures.retain(|measure| measure.given || !given.contains(&measure.row));
        let size = |measure: &Measure| match measure.parameter {
            Parameter::Cutoff(cutoff) => cutoff as f64,
            Parameter::Share(share) => share,
            _ => 0.0,
        };
        measures.sort_by(|one, other| {
            let by_row = one.row.cmp(&other.row);
            by_row.then_with(|| size(one).total_cmp(&size(other)))
        });
        measures.dedup_by(|one, other| one.name == other.name);
    }

    /// What it comes to for one topic.
    pub(super) fn of(&self, ranking: &Ranking, tag: &str) -> Value {
        match (&self.row().formula, &self.parameter) {
            (Count(count), _) => Value::Count(count(ranking) as u64),
            (Plain(plain), _) => Value::Real(plain(ranking)),
            (Cutoffs(at, _), Parameter::Cutoff(cutoff)) => Value::Real(at(ranking, *cutoff)),
            (Shares(at, _), Parameter::Share(share)) => Value::Real(at(ranking, *share)),
            (Numbers(with, ..), Parameter::Numbers(numbers)) => Value::Real(with(ranking, numbers)),
            (Numbers(with, default, _), _) => Value::Real(with(ranking, default)),
            (Formula::Gains(with), Parameter::Gains(gains)) => Value::Real(with(ranking, gains)),
            (Grades, Parameter::Cutoff(cutoff)) => Value::Text(grades(ranking, *cutoff)),
            (Grades, _) => Value::Text(grades(ranking, GRADES)),
            (RunName, _) => Value::Text(tag.to_owned()),
            // `names` makes no such pairs.
            (Cutoffs(..) | Shares(..) | Formula::Gains(_), _) => Value::Real(0.0),
        }
    }

    fn row(&self) -> &'static Row {
        &ROWS[self.row]
    }
}

/// Two measures are the same if they print the same name.
impl PartialEq for Measure {
    fn eq(&self, other: &Measure) -> bool {
        self.name == other.name
    }
}

/// Grades in a row, a character each, as trec_eval shows them.
fn grades(ranking: &Ranking, most: usize) -> String {
    let mut shown = String::from("'");
    for grade in ranking.grades.iter().take(most) {
        shown.push(match grade {
            Grade::Unpooled => '-',
            Grade::Unjudged => '.',
            Grade::Judged(grade @ 0..=9) => char::from(b'0' + *grade as u8),
            Grade::Judged(_) => '>',
        });
    }
    shown.push('\'');
    shown
}
