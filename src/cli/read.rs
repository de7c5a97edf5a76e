//! `newsidx read`: prints the stories of files as they are read, without an index.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use tempfile::NamedTempFile;

use super::exit::Exit;
use super::say;
use super::settings::{Read, StoryForm};
use crate::annotate::Annotator;
use crate::article::Article;
use crate::corpus::{Found, Outcome, Record, Seen, SourceFile, records, walk};
use crate::print::json::{self, List, StoryObject};
use crate::print::{fields, name, record, story};

pub(super) fn run(settings: &Read, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut printer = Printer {
        out,
        form: &settings.form,
        list: List::new("stories"),
        printed: false,
        annotator: Annotator::default(),
    };
    let mut exit = Exit::Fine;
    for path in &settings.paths {
        if path.as_os_str() == "-" {
            let piped = Piped::new()?;
            printer.take_file(path, &piped.file, settings, &mut exit)?;
            continue;
        }
        for found in walk(path, &settings.options)? {
            match found {
                Found::Refused(record) => printer.take(path, record, &mut exit)?,
                Found::File(file) => printer.take_file(path, &file, settings, &mut exit)?,
            }
        }
    }
    printer.finish()?;
    Ok(exit)
}

/// What is piped in, held in a file for as long as it is read: archives are read at any place.
struct Piped {
    file: SourceFile,
    _held: NamedTempFile,
}

impl Piped {
    fn new() -> anyhow::Result<Piped> {
        let mut held = NamedTempFile::new().context("cannot hold what is piped in")?;
        let bytes = io::copy(&mut io::stdin().lock(), &mut held).context("cannot read what is piped in")?;
        let file = SourceFile {
            place: held.path().to_owned(),
            path: "-".to_owned(),
            seen: Seen {
                bytes,
                ..Seen::default()
            },
        };
        Ok(Piped { file, _held: held })
    }
}

struct Printer<'o> {
    out: &'o mut dyn Write,
    form: &'o StoryForm,
    list: List,
    printed: bool,
    annotator: Annotator,
}

impl Printer<'_> {
    fn take_file(
        &mut self,
        root: &Path,
        file: &SourceFile,
        settings: &Read,
        exit: &mut Exit,
    ) -> anyhow::Result<()> {
        for raw in records(file, &settings.options) {
            let mut record = raw.parse();
            if let Outcome::Story(article) = &mut record.outcome
                && settings.tag
            {
                self.annotator.annotate(article);
            }
            self.take(root, record, exit)?;
        }
        Ok(())
    }

    fn take(&mut self, root: &Path, record: Record, exit: &mut Exit) -> anyhow::Result<()> {
        let place = record::place(&record.path, record.record, record.format);
        let (fate, reason) = match record.outcome {
            Outcome::Story(article) => return self.print(&article),
            Outcome::Skipped(reason) => ("skipped", reason),
            Outcome::Failed(reason) => {
                *exit = Exit::Lacking;
                ("failed", reason)
            }
        };
        // Told in the order in which they stand in the corpus.
        self.out.flush()?;
        let root = if root.is_dir() {
            format!(" (in {})", name(&root.to_string_lossy()))
        } else {
            String::new()
        };
        say(&format!("warning: {fate}: {place}{root}: {}", name(&reason)));
        Ok(())
    }

    fn print(&mut self, article: &Article) -> anyhow::Result<()> {
        if let StoryForm::Text(look) | StoryForm::Fields(look) = self.form
            && self.printed
        {
            story::write_border(self.out, *look)?;
        }
        match self.form {
            StoryForm::Text(look) => story::write(self.out, article, None, *look)?,
            StoryForm::Fields(look) => fields::write(self.out, article, *look)?,
            StoryForm::Objects => json::write(self.out, &StoryObject::alone(article))?,
            StoryForm::List => self.list.add(self.out, &StoryObject::within(article))?,
            StoryForm::Lines => json::write_line(self.out, &StoryObject::alone(article))?,
        }
        self.printed = true;
        Ok(())
    }

    fn finish(self) -> anyhow::Result<()> {
        if *self.form == StoryForm::List {
            self.list.finish(self.out)?;
        }
        Ok(())
    }
}
