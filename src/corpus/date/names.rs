//! The words of printed dates: months in eight languages, weekdays, and what stands around a date in
//! the time line of a story.

/// Words that may stand before the date of a time line.
pub(super) const LABELS: &[&str] = &[
    "published",
    "publication",
    "updated",
    "posted",
    "created",
    "modified",
    "filed",
    "issued",
    "released",
    "first",
    "last",
    "date",
    "dated",
    "on",
    "at",
    "time",
    "load-date",
    "print",
    "online",
];

/// Words that may stand behind it.
pub(super) const IDLE: &[&str] = &[
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "edt",
    "est",
    "et",
    "cdt",
    "cst",
    "ct",
    "mdt",
    "mst",
    "mt",
    "pdt",
    "pst",
    "pt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "ist",
    "msk",
    "aest",
    "aedt",
    "jst",
    "hrs",
    "hours",
    "h",
    "uhr",
    "local",
    "time",
    "z",
    "updated",
    "published",
    "edition",
    "home",
    "final",
    "late",
    "morning",
    "evening",
    "at",
];

/// Names of months, of which three letters or more may be printed; longer ones before their beginnings.
const MONTHS: &[(&str, i64)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("setiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    ("janeiro", 1),
    ("fevereiro", 2),
    ("março", 3),
    ("maio", 5),
    ("junho", 6),
    ("julho", 7),
    ("setembro", 9),
    ("outubro", 10),
    ("novembro", 11),
    ("dezembro", 12),
    ("januar", 1),
    ("jänner", 1),
    ("februar", 2),
    ("märz", 3),
    ("mai", 5),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("dezember", 12),
    ("janvier", 1),
    ("février", 2),
    ("fevrier", 2),
    ("mars", 3),
    ("avril", 4),
    ("juin", 6),
    ("juillet", 7),
    ("août", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("décembre", 12),
    ("gennaio", 1),
    ("febbraio", 2),
    ("aprile", 4),
    ("maggio", 5),
    ("giugno", 6),
    ("luglio", 7),
    ("settembre", 9),
    ("ottobre", 10),
    ("dicembre", 12),
    ("января", 1),
    ("февраля", 2),
    ("марта", 3),
    ("апреля", 4),
    ("мая", 5),
    ("июня", 6),
    ("июля", 7),
    ("августа", 8),
    ("сентября", 9),
    ("октября", 10),
    ("ноября", 11),
    ("декабря", 12),
];

/// The month of a name or of its beginning: `FEB`, `Sept`, `marzo`.
pub(super) fn month_named(word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    let beginning = (3..=5).contains(&word.chars().count());
    let whole = MONTHS.iter().find(|(name, _)| *name == word);
    let begins = || {
        MONTHS
            .iter()
            .find(|(name, _)| beginning && name.starts_with(&*word))
    };
    whole.or_else(begins).map(|(_, month)| *month)
}

/// Whether a word is a weekday of English, or its beginning.
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let length = word.len();
    length >= 3
        && DAYS.iter().any(|day| {
            day.get(..length)
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        })
}

/// Weekdays of the other languages of [`MONTHS`], by their first letters.
#[rustfmt::skip]
const OTHER_DAYS: &[&str] = &[
    "lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo",
    "segunda", "terça", "terca", "quarta", "quinta", "sexta",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
    "пн", "вт", "ср", "чт", "пт", "сб", "вс",
];

/// Whether a word is a weekday of another language, or its beginning. It may be a month as well: `mar` is
/// one where a comma follows.
pub(super) fn is_other_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().count() >= 2 && OTHER_DAYS.iter().any(|day| day.starts_with(&*word))
}
