//! What was meant by what was typed: the settings of each command, complete, with nothing left to
//! look up in the environment.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use super::arguments::{self, Appearance, BatchFormat, Color, Columns, Format, Order, Since};
use crate::corpus;
use crate::engine::Sort;
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

/// How the answers to a list are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BatchForm {
    Text(Look),
    JsonLines,
    Table,
    Trec { run: String },
    Matrix,
}

/// What `newsidx run` is to do.
pub(super) struct Run {
    pub(super) list: PathBuf,
    pub(super) index: PathBuf,
    /// What is asked where the list does not say.
    pub(super) defaults: Question,
    pub(super) since: Option<Since>,
    pub(super) threads: usize,
    pub(super) form: BatchForm,
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
            sort: typed.sort.into(),
            since: None,
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

impl From<Order> for Sort {
    fn from(typed: Order) -> Sort {
        match typed {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        }
    }
}

impl From<arguments::Run> for Run {
    fn from(typed: arguments::Run) -> Run {
        let form = match typed.format {
            BatchFormat::Text => BatchForm::Text(look(&typed.appearance)),
            BatchFormat::Jsonl => BatchForm::JsonLines,
            BatchFormat::Csv => BatchForm::Table,
            BatchFormat::Trec => BatchForm::Trec { run: typed.run },
            BatchFormat::Matrix => BatchForm::Matrix,
        };
        let most = match form {
            BatchForm::Trec { .. } => usize::MAX,
            _ => 10,
        };
        let defaults = Question {
            any: typed.any,
            sort: typed.sort.into(),
            limit: typed.limit.unwrap_or(most),
            ..Question::default()
        };
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Run {
            list: typed.list,
            index: typed.place.index,
            defaults,
            since: typed.since,
            threads: typed.threads.unwrap_or_else(cores),
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
