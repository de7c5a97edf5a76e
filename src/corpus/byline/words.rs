//! The words of bylines, in lower case: what begins one, and what is no name in it.

/// Words that introduce a byline.
#[rustfmt::skip]
pub(super) const OPENINGS: &[&str] = &[
    "by", "byline:", "by:", "author:", "written by", "por", "par", "von",
];

/// Words of titles and outlets: a part of a byline that has one is no person.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "agency", "analyst", "chronicle", "courier", "daily", "examiner", "gazette", "inquirer", "telegraph",
    "weekly", "associated", "bureau", "chief", "columnist", "contributor", "contributors", "copley",
    "correspondent", "correspondents", "critic", "desk", "economist", "editor", "editors", "freelance",
    "herald", "international", "journal", "journalist", "knight-ridder", "magazine", "mercury", "network",
    "news", "newspaper", "newsroom", "photographer", "post", "press", "producer", "publisher", "reporter",
    "reporters", "reporting", "review", "ridder", "service", "services", "special", "staff", "syndicate",
    "television", "times", "tribune", "university", "wire", "writer", "writers", "xinhua", "teacher",
    "professor", "author", "director",
];

/// Agencies as they stand behind a name, in lower case.
#[rustfmt::skip]
pub(super) const OUTLETS: &[&str] = &[
    "reuters", "reuter", "reutersd", "ap", "upi", "afp", "dpa", "efe", "ansa", "tass", "bbc", "cnn",
    "abc", "npr", "pti", "ani", "ians", "kyodo", "bloomberg", "dow", "jones", "interfax", "itar-tass",
    "reuters.",
];

/// Words that may stand in a name in lower case.
#[rustfmt::skip]
pub(super) const PARTICLES: &[&str] = &[
    "af", "al", "ap", "bin", "bint", "da", "dal", "das", "de", "del", "della", "der", "di", "do", "dos",
    "du", "e", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "den", "ben", "abu",
];

/// Words that a sentence and not a byline has after its `By`.
#[rustfmt::skip]
pub(super) const NO_NAMES: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december", "the",
    "and", "then", "now", "contrast", "comparison", "law", "all", "this", "that", "his", "her", "their",
    "midday", "noon", "late", "early",
];
