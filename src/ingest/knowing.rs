//! Files whose records are known: their entries are entered as if the files had been read.

use super::BuildError;
use super::account::{Account, Outlet, Whence};
use super::base::Base;
use super::draft::Saved;
use super::inventory::Line;
use super::ledger::{Entries, Entry, LedgerError, entries};
use super::plan::{From, Kept};

/// What is known of files that are not read.
pub(super) struct Knowing<'k> {
    base: Option<&'k Base>,
    saved: Vec<Saved>,
    /// The ledger of the base, and the line of its inventory that it stands at.
    ledger: Option<(Entries, usize)>,
    /// How many records are known.
    pub(super) found: u64,
}

impl<'k> Knowing<'k> {
    pub(super) fn new(base: Option<&'k Base>, saved: Vec<Saved>) -> Knowing<'k> {
        Knowing {
            base,
            saved,
            ledger: None,
            found: 0,
        }
    }

    /// Enters the records of a file that is as it was.
    pub(super) fn keep(
        &mut self,
        kept: Kept,
        account: &mut Account<'_>,
        outlet: &mut Outlet<'_>,
    ) -> Result<(), BuildError> {
        let (line, entries, is_fresh) = match kept.from {
            From::Base(number) => {
                let (line, entries) = self.of_base(number)?;
                (line, entries, false)
            }
            From::Saved(number) => {
                let saved = &mut self.saved[number];
                (saved.line.clone(), std::mem::take(&mut saved.entries), true)
            }
        };
        self.found += line.records;
        let whence = Whence {
            corpus: &line.corpus,
            moved: None,
        };
        for entry in entries {
            account.know(entry, &whence, outlet)?;
        }
        account.close_file(line, kept.look, is_fresh);
        Ok(())
    }

    /// Enters the records of a file that is at another path than it was.
    pub(super) fn relocate(
        &mut self,
        number: usize,
        kept: Kept,
        account: &mut Account<'_>,
        outlet: &mut Outlet<'_>,
    ) -> Result<(), BuildError> {
        let (Some(base), Some(file)) = (self.base, kept.file) else {
            return Ok(());
        };
        let was = &base.inventory.files[number];
        let entries = account.past.take_moved(number);
        self.found += was.records;
        let named = |path: &str| account.build.named(path);
        let whence = Whence {
            corpus: &was.corpus,
            moved: Some((named(&was.path), named(&file.path))),
        };
        for entry in entries {
            account.know(entry, &whence, outlet)?;
        }
        let line = Line {
            path: file.path,
            ..was.clone()
        };
        account.close_file(line, kept.look, false);
        Ok(())
    }

    /// A line of the published inventory, and its entries.
    fn of_base(&mut self, number: usize) -> Result<(Line, Vec<Entry>), LedgerError> {
        let Some(base) = self.base else {
            return Ok(Default::default());
        };
        let files = &base.inventory.files;
        let (mut ledger, at) = match self.ledger.take() {
            Some((ledger, at)) if at <= number => (ledger, at),
            _ => (entries(&base.folder)?, 0),
        };
        for line in &files[at..number] {
            ledger.pass_over(line.records)?;
        }
        let line = files[number].clone();
        let entries = (0..line.records)
            .map(|_| ledger.must_have())
            .collect::<Result<_, _>>()?;
        self.ledger = Some((ledger, number + 1));
        Ok((line, entries))
    }
}
