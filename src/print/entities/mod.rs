//! Who and what an answer speaks of, as text: a table a kind, and a table of who appears with
//! someone.

mod object;

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::amount::{count, counted};
use super::status::{LONGEST_BAR, bar, shortened};
use super::wrap::{Paragraph, Style, styled};
use super::{Look, name};
use crate::engine::KindCounts;
use crate::search::{Company, Roll};

pub(super) use object::CountObject;
pub use object::{
    write_company_json, write_company_json_lines, write_company_table, write_json, write_json_lines,
    write_table,
};

/// The narrowest line that has room for bars and mentions.
const ROOMY: usize = 50;

/// Writes a table a kind, and how many stories there are.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, roll: &Roll, look: Look) -> io::Result<()> {
    let some = roll.counts.kinds.iter().filter(|of_kind| of_kind.total > 0);
    for (at, of_kind) in some.enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_kind(out, of_kind, look)?;
    }
    let stories = counted(roll.counts.total, "story", "stories");
    writeln!(out, "\n{}", styled(&stories, Style::Dim, look))
}

/// Writes a table a kind below what stands there already.
///
/// # Errors
/// When the writer fails.
pub(super) fn write_kinds(out: &mut dyn Write, kinds: &[KindCounts], look: Look) -> io::Result<()> {
    for of_kind in kinds.iter().filter(|of_kind| of_kind.total > 0) {
        writeln!(out)?;
        write_kind(out, of_kind, look)?;
    }
    Ok(())
}

fn write_kind(out: &mut dyn Write, of_kind: &KindCounts, look: Look) -> io::Result<()> {
    let shown = of_kind.entities.len() as u64;
    let heading = styled(of_kind.kind.plural(), Style::Bold, look);
    let tally = match shown < of_kind.total {
        true => format!("{} of {}", count(shown), count(of_kind.total)),
        false => count(shown),
    };
    writeln!(
        out,
        "{heading} {}",
        styled(&format!("· {tally}"), Style::Dim, look)
    )?;
    let most = of_kind.entities.first().map_or(0, |entity| entity.stories);
    let names = of_kind.entities.iter().map(|entity| &*entity.name);
    let table = Table::of(names, look);
    let roomy = look.width >= ROOMY;
    let stories: Vec<String> = of_kind.entities.iter().map(|row| count(row.stories)).collect();
    let mentions: Vec<String> = of_kind.entities.iter().map(|row| count(row.mentions)).collect();
    let columns = [&stories, &mentions].map(|column| column.iter().map(String::len).max().unwrap_or(0));
    if !roomy {
        for (at, stories) in stories.iter().enumerate() {
            writeln!(out, "{}  {stories:>1$}", table.row(at), columns[0])?;
        }
        return Ok(());
    }
    let (left, right) = (columns[0].max("stories".len()), columns[1].max("mentions".len()));
    let bars = look
        .width
        .saturating_sub(table.width() + left + right + 6)
        .min(LONGEST_BAR);
    let head = format!(
        "{}  {:>left$}  {:bars$}  {:>right$}",
        table.head(),
        "stories",
        "",
        "mentions"
    );
    writeln!(out, "{}", styled(&head, Style::Dim, look))?;
    for (at, entity) in of_kind.entities.iter().enumerate() {
        writeln!(
            out,
            "{}  {:>left$}  {:bars$}  {:>right$}",
            table.row(at),
            stories[at],
            bar(entity.stories, most, bars),
            mentions[at]
        )?;
    }
    Ok(())
}

/// Writes who appears with someone, the surest first, with the stories of both, how many were to be
/// expected, and the log-likelihood ratio.
///
/// # Errors
/// When the writer fails.
pub fn write_company(out: &mut dyn Write, company: &Company, look: Look) -> io::Result<()> {
    let of = &company.of;
    let mut heading = Paragraph::new(out, look, "", 0);
    heading.push("with ", Style::Plain)?;
    heading.push(&name(&of.count.name), Style::Bold)?;
    let stories = format!(
        " ({}), in {} of {}",
        of.kind.name(),
        count(of.count.stories),
        counted(company.total, "story", "stories")
    );
    heading.push(&stories, Style::Plain)?;
    heading.finish()?;
    let names = company.companions.iter().map(|one| &*one.known.count.name);
    let table = Table::of(names, look);
    let roomy = look.width >= ROOMY + 20;
    let head = match roomy {
        true => format!("{}  {:12}  together  expected  likelihood", table.head(), "kind"),
        false => format!("{}  together", table.head()),
    };
    writeln!(out, "{}", styled(&head, Style::Dim, look))?;
    for (at, one) in company.companions.iter().enumerate() {
        let together = count(one.known.count.stories);
        let row = table.row(at);
        if roomy {
            let kind = one.known.kind.name();
            writeln!(
                out,
                "{row}  {kind:12}  {together:>8}  {:>8.1}  {:>10.1}",
                one.expected, one.likelihood
            )?;
        } else {
            writeln!(out, "{row}  {together:>8}")?;
        }
    }
    let shown = company.companions.len() as u64;
    if shown < company.all {
        let more = format!("{} of {} shown", count(shown), count(company.all));
        writeln!(out, "\n{}", styled(&more, Style::Dim, look))?;
    }
    Ok(())
}

/// The first columns of a table: places and names.
struct Table {
    names: Vec<String>,
    ranks: usize,
    widest: usize,
}

impl Table {
    fn of<'n>(names: impl Iterator<Item = &'n str>, look: Look) -> Table {
        let most = match look.width >= ROOMY {
            true => look.width * 2 / 5,
            false => look.width.saturating_sub(12),
        };
        let names: Vec<String> = names.map(|text| shortened(text, most)).collect();
        Table {
            ranks: names.len().to_string().len().max(2) + 1,
            widest: names.iter().map(|name| name.width()).max().unwrap_or(0),
            names,
        }
    }

    fn width(&self) -> usize {
        self.ranks + 2 + self.widest
    }

    fn head(&self) -> String {
        " ".repeat(self.width())
    }

    fn row(&self, at: usize) -> String {
        let text = &self.names[at];
        let padding = self.widest - text.width();
        format!("{:>1$}  {text}{2:padding$}", at + 1, self.ranks, "")
    }
}
