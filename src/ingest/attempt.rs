//! A build, from what was found to an index that is published: what is known is kept, what is not is read.

use std::sync::Arc;

use crate::corpus::{Found, Options};
use crate::engine::local::{Disk, LocalWriter, WriterOptions};
use crate::engine::{Corpus, Writer};

use super::account::{Account, Outlet};
use super::base::{Base, forgotten};
use super::draft::{self, Draft, Saved};
use super::flow::{self, Taken, Way};
use super::inventory::write_looks;
use super::knowing::Knowing;
use super::ledger::{Fate, entries};
use super::past::Past;
use super::plan::{Known, Plan, Step};
use super::{Build, BuildError, Built, Changes, Event, closing};

/// A build that begins with a base.
pub(super) struct Attempt<'a> {
    pub(super) build: &'a Build,
    pub(super) disk: &'a Arc<dyn Disk>,
    pub(super) options: Arc<Options>,
    pub(super) base: Option<&'a Base>,
}

/// All that is known before files are read.
struct Prepared {
    plan: Plan,
    saved: Vec<Saved>,
    past: Past,
}

impl Attempt<'_> {
    /// Builds; nothing if another build has replaced the base meanwhile.
    pub(super) fn run(
        &self,
        found: &[Found],
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<Option<Built>, BuildError> {
        let Attempt { build, base, .. } = *self;
        let mut plan = self.plan(found, &[]);
        if let Some(base) = base.filter(|_| !plan.changes) {
            return match self.unchanged(base, &plan, watch) {
                // Another build has replaced it since it was read.
                Err(_) if !base.folder.exists() => Ok(None),
                built => built.map(Some),
            };
        }
        let writer = self.writer()?;
        if base.is_some_and(|base| writer.replaced() != Some(&base.folder)) {
            return Ok(None);
        }
        let saved = draft::saved(writer.folder(), writer.serials());
        if !saved.is_empty() {
            watch(Event::Resumed {
                files: saved.len() as u64,
            });
            plan = self.plan(found, &saved);
        }
        if build.anew {
            let past = writer.replaced().map(Past::stories_of).unwrap_or_default();
            return self
                .write(Prepared { plan, saved, past }, writer, watch)
                .map(Some);
        }
        let past = base.map(|base| Past::read(base, &mut plan, writer.serials()));
        match past.transpose() {
            Ok(past) => {
                let past = past.unwrap_or_default();
                self.write(Prepared { plan, saved, past }, writer, watch)
            }
            Err(error) => {
                if let Some(base) = base {
                    forgotten(error, &base.summary, build, watch)?;
                }
                let anew = Attempt {
                    base: None,
                    options: Arc::clone(&self.options),
                    ..*self
                };
                let plan = anew.plan(found, &saved);
                let past = Past::default();
                anew.write(Prepared { plan, saved, past }, writer, watch)
            }
        }
        .map(Some)
    }

    /// Carries a plan out.
    fn write(
        &self,
        prepared: Prepared,
        mut writer: Box<dyn Writer>,
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<Built, BuildError> {
        let Attempt { build, base, .. } = *self;
        let Prepared { plan, saved, past } = prepared;
        watch(Event::Measured {
            files: plan.files,
            bytes: plan.bytes,
        });
        let draft = Draft::create(&*writer, build.checkpoint)?;
        let mut account = Account::open(build, past, draft, &*writer);
        account.next_serial = account
            .next_serial
            .max(base.map_or(0, |base| base.inventory.next_serial));
        let way = Way {
            options: Arc::clone(&self.options),
            threads: threads(build),
            tag: build.tag,
        };
        let mut knowing = Knowing::new(base, saved);
        let mut outlet = Outlet {
            writer: writer.as_mut(),
            watch,
        };
        let read = flow::run(plan.steps, &way, &mut |taken| match taken {
            Taken::Record(record) => account.enter(record, &mut outlet),
            Taken::End(end) => account.end(end, outlet.writer),
            Taken::Keep(kept) => knowing.keep(kept, &mut account, &mut outlet),
            Taken::Move(line, kept) => knowing.relocate(line, kept, &mut account, &mut outlet),
        })?;
        watch(Event::Writing);
        let found = read + knowing.found;
        let closed = closing::close(account, found, self.corpora(), &*writer)?;
        writer.commit(&closed.summary, closed.kept)?;
        Ok(Built {
            summary: closed.summary,
            changes: base.map(|_| closed.changes),
        })
    }

    fn plan(&self, found: &[Found], saved: &[Saved]) -> Plan {
        let known = Known {
            base: self.base,
            saved,
        };
        Plan::of(self.build, &self.build.reading(), found, &known)
    }

    fn writer(&self) -> Result<Box<dyn Writer>, BuildError> {
        let build = self.build;
        let usual = WriterOptions::default();
        let options = WriterOptions {
            threads: threads(build),
            memory: if build.memory == 0 {
                usual.memory
            } else {
                build.memory
            },
            key: format!("{:?} {:?} {:?}", build.name, build.reading(), build.keep_missing),
            disk: Arc::clone(self.disk),
            anew: build.anew,
            tidy: true,
        };
        Ok(Box::new(LocalWriter::open(&build.index, &options)?))
    }

    /// The corpora that the index will have, not yet counted.
    fn corpora(&self) -> Vec<Corpus> {
        let build = self.build;
        let own = Corpus {
            name: build.name.clone(),
            place: build.corpus.to_string_lossy().into_owned(),
            reading: build.reading(),
            ..Corpus::default()
        };
        let others = self.base.map_or(&[][..], |base| &base.summary.corpora).iter();
        let others = others.filter(|corpus| corpus.name != build.name);
        let uncounted = others.map(|corpus| Corpus {
            files: 0,
            found: 0,
            indexed: 0,
            bytes: 0,
            ..corpus.clone()
        });
        let own = Some(own).filter(|_| !build.forget);
        let mut corpora: Vec<Corpus> = uncounted.chain(own).collect();
        corpora.sort_by(|one, other| one.name.cmp(&other.name));
        corpora
    }

    /// Nothing has changed but, perhaps, how files look.
    fn unchanged(
        &self,
        base: &Base,
        plan: &Plan,
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<Built, BuildError> {
        if plan.looks_change && plan.steps.len() == base.inventory.files.len() {
            let looks = plan.steps.iter().map(Step::look).collect();
            // It only saves time, where the index can be written.
            let _ = write_looks(self.disk, &base.folder, &looks);
        }
        if base.summary.failed > 0 {
            for entry in entries(&base.folder)? {
                let entry = entry?;
                if entry.outcome == Fate::Failed {
                    watch(Event::Refused(&entry));
                }
            }
        }
        Ok(Built {
            summary: base.summary.clone(),
            changes: Some(Changes {
                unchanged: base.summary.indexed,
                ..Changes::default()
            }),
        })
    }
}

fn threads(build: &Build) -> usize {
    match build.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    }
}
