//! newsidx: a full-text search engine for news corpora.
//!
//! The modules stand on floors; each names only modules of lower floors, and `tests/house.rs` keeps
//! it so. From the ground up:
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`article`], [`tokens`], [`caret`], [`misspelling`], [`evaluation`] |
//! | 1 | [`field`], [`document`] |
//! | 2 | [`annotate`], [`corpus`], [`query`] |
//! | 3 | [`spans`] |
//! | 4 | [`engine`], [`snippet`] |
//! | 5 | [`ingest`], [`search`] |
//! | 6 | [`batch`], [`script`] |
//! | 7 | [`mod@print`] |
//! | 8 | [`cli`] |
//!
//! ARCHITECTURE.md walks through them.

pub mod article;
pub mod caret;
pub mod evaluation;
pub mod misspelling;
pub mod tokens;

pub mod document;
pub mod field;

pub mod annotate;
pub mod corpus;
pub mod query;

pub mod spans;

pub mod engine;
pub mod snippet;

pub mod ingest;
pub mod search;

pub mod batch;
pub mod script;

pub mod print;

pub mod cli;
