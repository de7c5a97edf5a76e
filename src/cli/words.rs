//! Sets the words of a query apart from the options of the commands that take one, so that a query may hold
//! words that begin with a minus: `newsidx search oil -gas --limit 5`.

use std::ffi::{OsStr, OsString};

use super::arguments;

/// The commands that take the words of a query.
const ASKING: [&str; 2] = ["search", "entities"];

/// The arguments with the options of such a command first, and its words behind `--`, if a word begins
/// with one minus; else as they were.
pub(super) fn set_apart(typed: Vec<OsString>) -> Vec<OsString> {
    let asks = |command: &OsString| ASKING.iter().any(|asking| command == asking);
    let Some(asking) = typed.get(1).filter(|command| asks(command)).cloned() else {
        return typed;
    };
    let options_end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    if !typed[2..options_end].iter().any(|word| is_excluded_word(word)) {
        return typed;
    }
    let mut options: Vec<OsString> = Vec::new();
    let mut words: Vec<OsString> = Vec::new();
    let mut typed = typed.into_iter();
    options.extend(typed.by_ref().take(2));
    while let Some(argument) = typed.next() {
        if argument == "--" {
            words.extend(typed.by_ref());
        } else if argument == "-h" {
            options.push(argument);
        } else if argument.as_encoded_bytes().starts_with(b"--") {
            let has_value = takes_value(&asking, &argument);
            options.push(argument);
            options.extend(typed.by_ref().take(usize::from(has_value)));
        } else {
            words.push(argument);
        }
    }
    options.push("--".into());
    options.extend(words);
    options
}

fn is_excluded_word(argument: &OsStr) -> bool {
    let bytes = argument.as_encoded_bytes();
    bytes.starts_with(b"-") && !bytes.starts_with(b"--") && argument != "-h"
}

/// Whether the next argument is the value of this option.
fn takes_value(asking: &OsStr, option: &OsStr) -> bool {
    let command = arguments::command();
    let Some(command) = command.find_subcommand(asking) else {
        return false;
    };
    let name = option
        .to_str()
        .and_then(|option| option.strip_prefix("--"))
        .unwrap_or_default();
    let mut known = command.get_arguments();
    known.any(|argument| argument.get_long() == Some(name) && argument.get_action().takes_values())
}
