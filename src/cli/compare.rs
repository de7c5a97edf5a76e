//! `newsidx compare`: tells by how much one run is better than another, and whether by chance.

use std::io::Write;

use super::exit::Exit;
use super::settings::Compare;
use crate::evaluation::{Qrels, Run, compare};
use crate::print::comparison;

pub(super) fn run(settings: &Compare, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let qrels = Qrels::read(&settings.qrels)?;
    let first = Run::read(&settings.first)?;
    let second = Run::read(&settings.second)?;
    let compared = compare(&qrels, &first, &second, &settings.measure, settings.options);
    let names = [&settings.first, &settings.second].map(|path| path.to_string_lossy());
    let names = [&*names[0], &*names[1]];
    match settings.look {
        Some(look) => comparison::write(out, &compared, names, look)?,
        None => comparison::write_json(out, &compared, names)?,
    }
    Ok(Exit::Fine)
}
