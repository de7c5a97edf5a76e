//! What was meant by what was typed: the settings of each command, complete, with nothing left to
//! look up in the environment.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use super::arguments::{
    self, Appearance, Color, Columns, CompareFormat, EvalFormat, Format, Measures, Order,
};
use crate::corpus;
use crate::engine::Sort;
use crate::evaluation::{Measure, Options};
use crate::ingest;
use crate::print::Look;
use crate::search::Question;
use crate::snippet::Extent;

/// What `newsidx build` is to do.
pub(super) struct Build {
    pub(super) build: ingest::Build,
    pub(super) quiet: bool,
}

/// How an answer is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text(Look),
    Json,
    JsonLines,
    Trec { topic: String, run: String },
}

/// What `newsidx search` is to do.
pub(super) struct Search {
    pub(super) index: PathBuf,
    pub(super) question: Question,
    pub(super) form: Form,
}

/// What `newsidx show` is to do.
pub(super) struct Show {
    pub(super) index: PathBuf,
    pub(super) ids: Vec<String>,
    /// How to lay stories out; `None` for JSON.
    pub(super) look: Option<Look>,
}

/// What `newsidx read` is to do.
pub(super) struct Read {
    pub(super) paths: Vec<PathBuf>,
    pub(super) options: Arc<corpus::Options>,
    pub(super) form: Form,
}

/// What `newsidx status` is to do.
pub(super) struct Status {
    pub(super) index: PathBuf,
    pub(super) failed: bool,
    pub(super) skipped: bool,
    pub(super) form: Form,
}

/// What `newsidx eval` is to do.
pub(super) struct Eval {
    pub(super) qrels: PathBuf,
    pub(super) source: Source,
    pub(super) measures: Vec<Measure>,
    pub(super) options: Options,
    pub(super) per_topic: bool,
    pub(super) form: EvalForm,
}

/// Where the rankings come from.
pub(super) enum Source {
    Run(PathBuf),
    Asked(Asked),
}

/// How topics are asked.
pub(super) struct Asked {
    pub(super) topics: PathBuf,
    pub(super) index: PathBuf,
    pub(super) any: bool,
    pub(super) depth: usize,
    pub(super) write_run: Option<PathBuf>,
}

/// How an evaluation is printed.
#[derive(Clone, Copy)]
pub(super) enum EvalForm {
    Text(Look),
    Json,
    TrecEval,
}

/// What `newsidx compare` is to do.
pub(super) struct Compare {
    pub(super) first: PathBuf,
    pub(super) second: PathBuf,
    pub(super) qrels: PathBuf,
    pub(super) measure: Measure,
    pub(super) options: Options,
    /// How to lay the text out; `None` for JSON.
    pub(super) look: Option<Look>,
}

impl From<arguments::Build> for Build {
    fn from(typed: arguments::Build) -> Build {
        let options = corpus::Options {
            include: typed.include,
            exclude: typed.exclude,
            columns: typed.columns.columns,
        };
        let (corpus, index) = (typed.corpus, typed.place.index);
        let build = ingest::Build {
            corpus,
            index,
            options,
            threads: typed.threads.unwrap_or(0),
        };
        Build {
            build,
            quiet: typed.quiet,
        }
    }
}

impl From<arguments::Search> for Search {
    fn from(typed: arguments::Search) -> Search {
        let sort = match typed.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        let form = match (typed.format, typed.json, typed.jsonl) {
            (Format::Json, ..) | (_, true, _) => Form::Json,
            (Format::Jsonl, ..) | (_, _, true) => Form::JsonLines,
            (Format::Trec, ..) => Form::Trec {
                topic: typed.topic,
                run: typed.run,
            },
            (Format::Text, ..) => Form::Text(look(&typed.appearance)),
        };
        let question = Question {
            text: typed.query.join(" "),
            any: typed.any,
            sort,
            offset: typed.offset,
            limit: typed.limit,
            extent: Extent::default(),
        };
        Search {
            index: typed.place.index,
            question,
            form,
        }
    }
}

impl From<arguments::Show> for Show {
    fn from(typed: arguments::Show) -> Show {
        let look = (!typed.json).then(|| look(&typed.appearance));
        Show {
            index: typed.place.index,
            ids: typed.ids,
            look,
        }
    }
}

impl From<arguments::Read> for Read {
    fn from(typed: arguments::Read) -> Read {
        let Columns { columns } = typed.columns;
        let options = corpus::Options {
            columns,
            ..corpus::Options::default()
        };
        let form = form(typed.json, typed.jsonl, &typed.appearance);
        Read {
            paths: typed.paths,
            options: Arc::new(options),
            form,
        }
    }
}

impl From<arguments::Status> for Status {
    fn from(typed: arguments::Status) -> Status {
        Status {
            index: typed.place.index,
            failed: typed.failed,
            skipped: typed.skipped,
            form: form(typed.json, typed.jsonl, &typed.appearance),
        }
    }
}

/// How many stories a topic is asked for, unless it is said.
const DEPTH: usize = 1000;

/// What is measured, unless it is said.
const MEASURES: [&str; 11] = [
    "num_q",
    "num_ret",
    "num_rel",
    "num_rel_ret",
    "AP",
    "nDCG@10",
    "P@10",
    "R@100",
    "R@1000",
    "RR",
    "bpref",
];

impl From<arguments::Eval> for Eval {
    fn from(typed: arguments::Eval) -> Eval {
        let form = match typed.format {
            _ if typed.json => EvalForm::Json,
            EvalFormat::Json => EvalForm::Json,
            EvalFormat::TrecEval => EvalForm::TrecEval,
            EvalFormat::Text => EvalForm::Text(look(&typed.appearance)),
        };
        let as_trec_eval = matches!(form, EvalForm::TrecEval);
        let default: &[&str] = if as_trec_eval { &["official"] } else { &MEASURES };
        let mut measures: Vec<Measure> = match typed.measures.is_empty() {
            true => default.iter().flat_map(|name| named(name)).collect(),
            false => typed
                .measures
                .into_iter()
                .flat_map(|Measures(list)| list)
                .collect(),
        };
        if as_trec_eval {
            Measure::sort_as_trec_eval(&mut measures);
        }
        let depth = typed.depth.and_then(|depth| usize::try_from(depth).ok());
        let source = match (typed.run, typed.topics) {
            (Some(run), _) => Source::Run(run),
            (None, topics) => Source::Asked(Asked {
                topics: topics.unwrap_or_default(),
                index: typed.place.index,
                any: typed.any,
                depth: depth.unwrap_or(DEPTH),
                write_run: typed.write_run,
            }),
        };
        let options = Options {
            relevance_level: typed.relevance_level,
            depth: depth.unwrap_or(usize::MAX),
            complete: typed.complete,
        };
        Eval {
            qrels: typed.qrels,
            source,
            measures,
            options,
            per_topic: typed.per_topic,
            form,
        }
    }
}

/// The measures of a name that exists.
fn named(name: &str) -> Vec<Measure> {
    Measure::named(name).unwrap_or_default()
}

impl From<arguments::Compare> for Compare {
    fn from(typed: arguments::Compare) -> Compare {
        let look = match typed.format {
            CompareFormat::Text => Some(look(&typed.appearance)),
            CompareFormat::Json => None,
        };
        Compare {
            first: typed.first,
            second: typed.second,
            qrels: typed.qrels,
            measure: typed.measure,
            options: Options {
                relevance_level: typed.relevance_level,
                ..Options::default()
            },
            look,
        }
    }
}

fn form(json: bool, json_lines: bool, appearance: &Appearance) -> Form {
    match (json, json_lines) {
        (true, _) => Form::Json,
        (_, true) => Form::JsonLines,
        _ => Form::Text(look(appearance)),
    }
}

/// How text goes to the stdout of this process.
fn look(appearance: &Appearance) -> Look {
    let stdout = io::stdout();
    let columns = terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
    let colour = match appearance.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stdout.is_terminal() && allows_colour(),
    };
    Look::new(columns, colour)
}

/// Whether the environment has nothing against colour; see <https://no-color.org>.
fn allows_colour() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|kind| kind != "dumb")
}
