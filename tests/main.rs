//! The one test binary: everything newsidx promises, mostly through the program as users run it.

// A test that cannot go on says so by panicking.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod asking;
mod bad_input;
mod batch;
mod containers;
mod corpora;
mod damage;
mod deletions;
mod docs;
mod engine;
mod entities;
mod evaluation;
mod faults;
mod feeds;
mod formats;
mod forms;
mod generations;
mod harness;
mod hostile;
mod house;
mod increments;
mod keeping;
mod oracle;
mod preferences;
mod proof;
mod questions;
mod reading;
mod repeatable;
mod scripted;
mod searching;
mod settings;
mod steps;
mod tagger;
mod verifying;
mod versions;
mod windows;
mod wire;
mod writing;
mod wrong_settings;
