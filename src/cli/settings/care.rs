//! What the commands are to do that look after an index: watch, verify, compact, forget.

use std::path::PathBuf;
use std::time::Duration;

use super::super::arguments;
use super::super::configuration::Configuration;
use super::build_of;
use crate::ingest;

/// What `newsidx watch` is to do.
pub(in crate::cli) struct Watch {
    pub(in crate::cli) build: ingest::Build,
    pub(in crate::cli) pace: ingest::Pace,
}

/// What `newsidx verify` is to do.
pub(in crate::cli) struct Verify {
    pub(in crate::cli) index: PathBuf,
    pub(in crate::cli) repair: bool,
    pub(in crate::cli) json: bool,
}

/// What `newsidx compact` is to do.
pub(in crate::cli) struct Compact {
    pub(in crate::cli) index: PathBuf,
}

/// What `newsidx forget` is to do.
pub(in crate::cli) struct Forget {
    pub(in crate::cli) build: ingest::Build,
}

impl Forget {
    pub(in crate::cli) fn of(typed: arguments::Forget, configuration: &Configuration) -> Forget {
        Forget {
            build: ingest::Build {
                name: typed.name,
                index: configuration.index(typed.place.index).value,
                forget: true,
                ..ingest::Build::default()
            },
        }
    }
}

impl Watch {
    pub(in crate::cli) fn of(
        typed: arguments::Watch,
        configuration: &Configuration,
    ) -> anyhow::Result<Watch> {
        Ok(Watch {
            build: build_of(typed.source, configuration)?,
            pace: ingest::Pace {
                rest: Duration::from_secs_f64(typed.rest),
                every: typed.every.map(Duration::from_secs_f64),
            },
        })
    }
}

impl Verify {
    pub(in crate::cli) fn of(typed: arguments::Verify, configuration: &Configuration) -> Verify {
        Verify {
            index: configuration.index(typed.place.index).value,
            repair: typed.repair,
            json: typed.json,
        }
    }
}

impl Compact {
    pub(in crate::cli) fn of(typed: arguments::Compact, configuration: &Configuration) -> Compact {
        Compact {
            index: configuration.index(typed.place.index).value,
        }
    }
}
