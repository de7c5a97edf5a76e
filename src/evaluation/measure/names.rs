//! Reads the names of measures: trec_eval's as they are typed and as they are printed, and those that
//! people write; and the parameters behind them.

use super::{Formula, GRADES, GROUPS, Gains, Measure, Parameter, ROWS, Row};

/// Why a name is not that of a measure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeasureError {
    /// No measure has that name.
    #[error(
        "there is no measure `{typed}`\nhint: there are AP, nDCG@10, P@10, R@100, RR, bpref, and by the names of trec_eval {}",
        all_names()
    )]
    Unknown {
        /// What was asked for.
        typed: String,
    },
    /// It takes no parameters.
    #[error("the measure `{name}` takes no parameters\nhint: write `{name}` alone")]
    Bare {
        /// The measure.
        name: &'static str,
    },
    /// A parameter is of no use to it.
    #[error("the measure `{name}` cannot use `{found}`\nhint: it takes {form}")]
    Parameter {
        /// The measure.
        name: &'static str,
        /// What was found.
        found: String,
        /// What it takes.
        form: &'static str,
    },
}

/// The measures of a name, which may be that of a group.
pub(super) fn listed(typed: &str) -> Result<Vec<Measure>, MeasureError> {
    let group: Option<Vec<usize>> = match GROUPS.iter().find(|(group, _)| *group == typed) {
        Some((_, names)) => Some(names.iter().filter_map(|name| position(name)).collect()),
        None if typed == "all_trec" => Some((0..ROWS.len()).collect()),
        None => None,
    };
    if let Some(rows) = group {
        let lists = rows.into_iter().map(|row| of_row(row, None));
        return Ok(lists.collect::<Result<Vec<_>, _>>()?.concat());
    }
    let (name, parameters) = match typed.split_once('.') {
        Some((name, parameters)) => (name, Some(parameters)),
        None => (typed, None),
    };
    if let Some(row) = position(name) {
        return of_row(row, parameters);
    }
    let (row, parameters) =
        printed(typed)
            .or_else(|| labelled(typed))
            .ok_or_else(|| MeasureError::Unknown {
                typed: typed.to_owned(),
            })?;
    of_row(row, parameters)
}

fn position(name: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.name == name)
}

/// A name as trec_eval prints it, `ndcg_cut_10`: the measure and its parameter.
fn printed(typed: &str) -> Option<(usize, Option<&str>)> {
    let (name, parameter) = typed.rsplit_once('_')?;
    let row = position(name)?;
    matches!(
        ROWS[row].formula,
        Formula::Cutoffs(..) | Formula::Shares(..) | Formula::Grades
    )
    .then_some((row, Some(parameter)))
}

/// A name as people write it, `nDCG@10`, whatever its capitals: the measure and its cutoff.
fn labelled(typed: &str) -> Option<(usize, Option<&str>)> {
    let (label, cutoff) = match typed.find('@') {
        Some(at) => (&typed[..=at], Some(&typed[at + 1..])),
        None => (typed, None),
    };
    let label = match &*label.to_ascii_lowercase() {
        "map" => "AP",
        "mrr" => "RR",
        _ => label,
    };
    let is_it = |row: &Row| !row.label.is_empty() && row.label.eq_ignore_ascii_case(label);
    let same_name = |row: &Row| cutoff.is_none() && row.name.eq_ignore_ascii_case(label);
    let row = ROWS
        .iter()
        .position(is_it)
        .or_else(|| ROWS.iter().position(same_name))?;
    Some((row, cutoff))
}

/// All names of trec_eval, for a hint.
fn all_names() -> String {
    let groups = GROUPS.iter().map(|(name, _)| *name).chain(["all_trec"]);
    let names: Vec<&str> = ROWS.iter().map(|row| row.name).chain(groups).collect();
    names.join(", ")
}

/// The measures of a row, one for each parameter where each makes one.
fn of_row(row: usize, typed: Option<&str>) -> Result<Vec<Measure>, MeasureError> {
    let name = ROWS[row].name;
    let given = typed.is_some();
    let whole = |parameter: Parameter| Measure {
        row,
        given,
        parameter,
        name: typed.map_or(name.to_owned(), |typed| format!("{name}_{typed}")),
    };
    let at_cutoff = |cutoff: usize| Measure {
        row,
        given,
        parameter: Parameter::Cutoff(cutoff),
        name: format!("{name}_{cutoff}"),
    };
    let at_share = |share: f64| Measure {
        row,
        given,
        parameter: Parameter::Share(share),
        name: format!("{name}_{share:.2}"),
    };
    Ok(match (&ROWS[row].formula, typed) {
        (Formula::Count(_) | Formula::Plain(_) | Formula::RunName, Some(_)) => {
            return Err(MeasureError::Bare { name });
        }
        (Formula::Cutoffs(_, default), None) => default.iter().copied().map(at_cutoff).collect(),
        (Formula::Cutoffs(..), Some(typed)) => cutoffs(name, typed)?.into_iter().map(at_cutoff).collect(),
        (Formula::Shares(_, default), None) => default.iter().copied().map(at_share).collect(),
        (Formula::Shares(..), Some(typed)) => shares(name, typed)?.into_iter().map(at_share).collect(),
        (Formula::Numbers(_, default, any), Some(typed)) => {
            let numbers = numbers(name, typed, default.len(), *any)?;
            vec![whole(Parameter::Numbers(numbers))]
        }
        (Formula::Gains(_), typed) => {
            let gains = typed.map_or(Ok(Gains::default()), |typed| gains(name, typed))?;
            vec![whole(Parameter::Gains(gains))]
        }
        (Formula::Grades, typed) => match typed.map(|typed| cutoffs(name, typed)) {
            None => vec![whole(Parameter::Cutoff(GRADES))],
            Some(cutoffs) => cutoffs?.into_iter().map(at_cutoff).collect(),
        },
        (Formula::Count(_) | Formula::Plain(_) | Formula::RunName | Formula::Numbers(..), None) => {
            vec![whole(Parameter::None)]
        }
    })
}

fn cutoffs(name: &'static str, typed: &str) -> Result<Vec<usize>, MeasureError> {
    let form = "numbers of stories from 1 on, as in `P.5,10`";
    let read = |part: &str| match part.parse() {
        Ok(cutoff) if cutoff > 0 => Ok(cutoff),
        _ => Err(wrong(name, part, form)),
    };
    typed.split(',').map(read).collect()
}

fn shares(name: &'static str, typed: &str) -> Result<Vec<f64>, MeasureError> {
    let form = "numbers from 0 on, as in `iprec_at_recall.0.1,0.5`";
    let read = |part: &str| match part.parse() {
        Ok(share) if (0.0..=f64::MAX).contains(&share) => Ok(share),
        _ => Err(wrong(name, part, form)),
    };
    typed.split(',').map(read).collect()
}

fn numbers(name: &'static str, typed: &str, wanted: usize, any: bool) -> Result<Vec<f64>, MeasureError> {
    let form = match wanted {
        1 => "one number, as in `set_F.2.0`",
        4 => "four numbers, as in `utility.2,-1,0,0`",
        _ => "shares of recall, as in `11pt_avg.0.2,0.5,0.8`",
    };
    let read = |part: &str| match part.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(wrong(name, part, form)),
    };
    let numbers: Vec<f64> = typed.split(',').map(read).collect::<Result<_, _>>()?;
    if any || numbers.len() == wanted {
        Ok(numbers)
    } else {
        Err(wrong(name, typed, form))
    }
}

fn gains(name: &'static str, typed: &str) -> Result<Gains, MeasureError> {
    let form = if name.starts_with("rbp") {
        "a persistence below 1 and gains, as in `rbp.p=0.8,2=0.5`"
    } else {
        "gains of grades, as in `ndcg.1=3,2=9`"
    };
    let mut gains = Gains::default();
    for part in typed.split(',') {
        let pair = part
            .split_once('=')
            .map(|(key, value)| (key, value.parse::<f64>()));
        match pair {
            Some(("p", Ok(value))) if name.starts_with("rbp") && (0.0..1.0).contains(&value) => {
                gains.persistence = Some(value);
            }
            Some((key, Ok(value))) if value.is_finite() && key.parse::<u32>().is_ok() => {
                gains.by_grade.insert(key.parse().unwrap_or(0), value);
            }
            _ => return Err(wrong(name, part, form)),
        }
    }
    Ok(gains)
}

fn wrong(name: &'static str, found: &str, form: &'static str) -> MeasureError {
    MeasureError::Parameter {
        name,
        found: found.to_owned(),
        form,
    }
}
