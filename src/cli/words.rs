//! Sets the words of a query apart from the options of `newsidx search`, so that a query may hold
//! words that begin with a minus: `newsidx search oil -gas --limit 5`.

use std::ffi::{OsStr, OsString};

use super::arguments;

/// The arguments with the options of `search` first, and its words behind `--`, if a word begins with
/// one minus; else as they were.
pub(super) fn set_apart(typed: Vec<OsString>) -> Vec<OsString> {
    let is_search = typed.get(1).is_some_and(|command| command == "search");
    let options_end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    if !is_search || !typed[2..options_end].iter().any(|word| is_excluded_word(word)) {
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
            let has_value = takes_value(&argument);
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
fn takes_value(option: &OsStr) -> bool {
    let command = arguments::command();
    let Some(search) = command.find_subcommand("search") else {
        return false;
    };
    let name = option
        .to_str()
        .and_then(|option| option.strip_prefix("--"))
        .unwrap_or_default();
    let mut known = search.get_arguments();
    known.any(|argument| argument.get_long() == Some(name) && argument.get_action().takes_values())
}
