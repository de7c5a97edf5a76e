//! What was meant by what was typed: the settings of each command, complete, with nothing left to
//! look up in the configuration.

mod care;
mod entities;
mod evaluation;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;

use super::arguments::{
    self, Appearance, BatchFormat, Color, Columns, Format, Order, ReportFormat, Since, Syntax,
};
use super::configuration::Configuration;
use crate::corpus;
use crate::engine::Sort;
use crate::ingest;
use crate::print::{Look, verdict};
use crate::query;
use crate::script;
use crate::search::{Preferences, Question};
use crate::snippet::Extent;
pub(super) use care::{Compact, Forget, Verify, Watch};
pub(super) use entities::{Entities, EntityForm};
pub(super) use evaluation::{Asked, Compare, Eval, EvalForm, Source};

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
    pub(super) task: Task,
}

/// What is wanted of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// The stories.
    Answer,
    /// Every match in its context.
    Concordance,
    /// How the query is understood.
    Understanding,
    /// Why the story of this name stands where it does, or is not in the answer.
    Why(String),
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
    /// What to mark in them.
    pub(super) query: Option<String>,
    pub(super) preferences: Arc<Preferences>,
    pub(super) form: StoryForm,
}

/// How whole stories are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StoryForm {
    /// As on a page.
    Text(Look),
    /// A table of its fields, and where they came from.
    Fields(Look),
    /// An object a story, for eyes as well.
    Objects,
    /// One object with all stories.
    List,
    /// An object a line.
    Lines,
}

/// What `newsidx read` is to do.
pub(super) struct Read {
    pub(super) paths: Vec<PathBuf>,
    pub(super) options: Arc<corpus::Options>,
    /// Whether to look in the texts for people, organizations and places.
    pub(super) tag: bool,
    pub(super) form: StoryForm,
}

/// What `newsidx status` is to do.
pub(super) struct Status {
    pub(super) index: PathBuf,
    pub(super) failed: bool,
    pub(super) skipped: bool,
    pub(super) form: Form,
}

/// What `newsidx test` is to do.
pub(super) enum Test {
    /// Write a first test file into a folder.
    Init(PathBuf),
    /// Run tests and tell what becomes of them.
    Run(script::Run, verdict::Form),
}

impl Build {
    pub(super) fn of(typed: arguments::Build, configuration: &Configuration) -> anyhow::Result<Build> {
        let build = ingest::Build {
            full: typed.full,
            retry_failed: typed.retry_failed,
            ..build_of(typed.source, configuration)?
        };
        Ok(Build {
            build,
            quiet: typed.quiet,
        })
    }
}

fn build_of(typed: arguments::Source, configuration: &Configuration) -> anyhow::Result<ingest::Build> {
    let Some(corpus) = configuration.corpus(typed.corpus) else {
        bail!(
            "no corpus to build from\nhint: name it with `newsidx build CORPUS`, with NEWSIDX_CORPUS, or as `corpus` in newsidx.toml"
        );
    };
    let usual = ingest::Build::default();
    Ok(ingest::Build {
        corpus: corpus.value,
        name: typed.name.unwrap_or_default(),
        index: configuration.index(typed.place.index).value,
        options: corpus::Options {
            include: typed.include,
            exclude: typed.exclude,
            columns: typed.columns.columns,
        },
        threads: typed.threads.unwrap_or(0),
        memory: typed.memory.map_or(0, |megabytes| megabytes * 1_000_000),
        tag: !typed.no_entities,
        keep_missing: typed.keep_missing,
        checkpoint: typed.checkpoint.map_or(usual.checkpoint, Duration::from_secs),
        ..usual
    })
}

impl Search {
    pub(super) fn of(typed: arguments::Search, configuration: &Configuration) -> Search {
        let form = match (typed.format, typed.json, typed.jsonl) {
            (Format::Json, ..) | (_, true, _) => Form::Json,
            (Format::Jsonl, ..) | (_, _, true) => Form::JsonLines,
            (Format::Trec, ..) => Form::Trec {
                topic: typed.topic,
                run: typed.run,
            },
            (Format::Text, ..) => Form::Text(look(&typed.appearance, configuration)),
        };
        let task = match typed.explain.or(typed.why_not) {
            _ if typed.explain_query => Task::Understanding,
            Some(story) => Task::Why(story),
            None if typed.kwic => Task::Concordance,
            None => Task::Answer,
        };
        let question = Question {
            text: typed.query.join(" "),
            syntax: typed.syntax.into(),
            any: typed.any,
            sort: typed.sort.into(),
            since: None,
            offset: typed.offset,
            limit: configuration.limit(typed.limit).value,
            extent: Extent::default(),
            timeout: typed.timeout,
            facets: entities::kinds(&typed.facets),
            preferences: configuration.preferences(),
        };
        Search {
            index: configuration.index(typed.place.index).value,
            question,
            form,
            task,
        }
    }
}

impl From<Syntax> for query::Syntax {
    fn from(typed: Syntax) -> query::Syntax {
        match typed {
            Syntax::Newsidx => query::Syntax::Newsidx,
            Syntax::Lexis => query::Syntax::Lexis,
            Syntax::Factiva => query::Syntax::Factiva,
            Syntax::ProQuest => query::Syntax::ProQuest,
            Syntax::Westlaw => query::Syntax::Westlaw,
            Syntax::Lucene => query::Syntax::Lucene,
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

impl Run {
    pub(super) fn of(typed: arguments::Run, configuration: &Configuration) -> Run {
        let form = match typed.format {
            BatchFormat::Text => BatchForm::Text(look(&typed.appearance, configuration)),
            BatchFormat::Jsonl => BatchForm::JsonLines,
            BatchFormat::Csv => BatchForm::Table,
            BatchFormat::Trec => BatchForm::Trec { run: typed.run },
            BatchFormat::Matrix => BatchForm::Matrix,
        };
        let most = match form {
            BatchForm::Trec { .. } => usize::MAX,
            _ => configuration.limit(None).value,
        };
        let defaults = Question {
            any: typed.any,
            sort: typed.sort.into(),
            limit: typed.limit.unwrap_or(most),
            preferences: configuration.preferences(),
            ..Question::default()
        };
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Run {
            list: typed.list,
            index: configuration.index(typed.place.index).value,
            defaults,
            since: typed.since,
            threads: typed.threads.unwrap_or_else(cores),
            form,
        }
    }
}

impl Show {
    pub(super) fn of(typed: arguments::Show, configuration: &Configuration) -> Show {
        let look = look(&typed.appearance, configuration);
        let form = match (typed.json, typed.fields) {
            (true, _) => StoryForm::Objects,
            (_, true) => StoryForm::Fields(look),
            _ => StoryForm::Text(look),
        };
        Show {
            index: configuration.index(typed.place.index).value,
            ids: typed.ids,
            query: typed.query,
            preferences: configuration.preferences(),
            form,
        }
    }
}

impl Read {
    pub(super) fn of(typed: arguments::Read, configuration: &Configuration) -> Read {
        let Columns { columns } = typed.columns;
        let options = corpus::Options {
            columns,
            ..corpus::Options::default()
        };
        let look = look(&typed.appearance, configuration);
        let form = match (typed.text, typed.fields, typed.json) {
            (true, _, _) => StoryForm::Text(look),
            (_, true, _) => StoryForm::Fields(look),
            (_, _, true) => StoryForm::List,
            _ => StoryForm::Lines,
        };
        Read {
            paths: typed.paths,
            options: Arc::new(options),
            tag: !typed.no_entities,
            form,
        }
    }
}

impl Status {
    pub(super) fn of(typed: arguments::Status, configuration: &Configuration) -> Status {
        Status {
            index: configuration.index(typed.place.index).value,
            failed: typed.failed,
            skipped: typed.skipped,
            form: form(typed.json, typed.jsonl, look(&typed.appearance, configuration)),
        }
    }
}

impl Test {
    pub(super) fn of(typed: arguments::Test, configuration: &Configuration) -> Test {
        let usual = || vec![PathBuf::from("queries")];
        let paths = if typed.paths.is_empty() {
            usual()
        } else {
            typed.paths
        };
        if typed.init {
            return Test::Init(paths.into_iter().next().unwrap_or_default());
        }
        let form = match typed.format {
            ReportFormat::Text => verdict::Form::Text(look(&typed.appearance, configuration)),
            ReportFormat::Tap => verdict::Form::Tap,
            ReportFormat::Junit => verdict::Form::Junit,
            ReportFormat::Github => verdict::Form::Github,
            ReportFormat::Jsonl => verdict::Form::JsonLines,
        };
        let index = typed.index.map(script::Target::Index);
        let run = script::Run {
            paths,
            target: index.or(typed.corpus.map(script::Target::Corpus)),
            usual: configuration.index(None).value,
            preferences: configuration.preferences(),
            filter: typed.filter,
            shard: typed.shard,
            bless: typed.bless,
            threads: typed.threads.unwrap_or(0),
        };
        Test::Run(run, form)
    }
}

fn form(json: bool, json_lines: bool, look: Look) -> Form {
    match (json, json_lines) {
        (true, _) => Form::Json,
        (_, true) => Form::JsonLines,
        _ => Form::Text(look),
    }
}

/// How text goes to the stdout of this process.
fn look(appearance: &Appearance, configuration: &Configuration) -> Look {
    let stdout = io::stdout();
    let columns = terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
    let colour = match configuration.color(appearance.color).value {
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
