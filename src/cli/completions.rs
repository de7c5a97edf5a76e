//! `newsidx completions` and `newsidx man`: what is made of the arguments for shells and for `man`.

use std::io::Write;

use clap_complete::Shell;

use super::arguments;
use super::exit::Exit;

const NAME: &str = "newsidx";

pub(super) fn run_shell(shell: Shell, out: &mut dyn Write) -> anyhow::Result<Exit> {
    // It panics where a writer fails, so it is given one that does not.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut arguments::command(), NAME, &mut script);
    out.write_all(&script)?;
    Ok(Exit::Fine)
}

pub(super) fn run_man(command: Option<&str>, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut whole = arguments::command().disable_help_subcommand(true);
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => {
            let Some(found) = whole.find_subcommand(name) else {
                let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
                anyhow::bail!("no command `{name}`\nhint: the commands are {}", names.join(", "));
            };
            found.clone()
        }
    };
    clap_mangen::Man::new(page).render(out)?;
    Ok(Exit::Fine)
}
