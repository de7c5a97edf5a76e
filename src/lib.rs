//! newsidx: a full-text search engine for news corpora.
//!
//! The modules stand on floors; each names only modules of lower floors.

pub mod article;
pub mod tokens;

pub mod field;

pub mod query;

pub mod spans;

pub mod engine;
pub mod snippet;

pub mod search;
