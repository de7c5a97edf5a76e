//! What the columns of a table are: by their header, or by what stands in the first rows where there
//! is no header or its names say nothing.

use super::super::{date, language, layout};
use super::{Asked, Role, folded, role_of_name};

/// The first rows of a table.
pub(in crate::corpus) struct Table<'rows> {
    /// Rows of as many cells as the table has columns.
    pub(in crate::corpus) rows: &'rows [Vec<String>],
}

/// A column's role, the lower rank read first where several have the same.
pub(in crate::corpus) type Column = Option<(Role, u16)>;

/// What a column holds, over the rows that were looked at.
#[derive(Debug, Default)]
struct Profile {
    filled: usize,
    /// Averages over the cells that are not empty.
    length: usize,
    words: usize,
    distinct: usize,
    numbers: usize,
    dates: usize,
    addresses: usize,
    codes: usize,
    languages: usize,
    bylines: usize,
    sentences: usize,
    /// Whether the values are single digits out of order: classes, and no running numbers.
    classes: bool,
}

/// Longest text that is rather a headline than a body, in characters on average.
const LONGEST_HEADLINE: usize = 150;

impl Profile {
    fn of<'cells>(cells: impl Iterator<Item = &'cells str>) -> Profile {
        let mut profile = Profile::default();
        let mut seen: Vec<&str> = Vec::new();
        for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
            profile.filled += 1;
            profile.length += cell.chars().take(10_000).count();
            profile.words += words(cell);
            profile.numbers += usize::from(is_number(cell));
            profile.dates += usize::from(is_date(cell));
            profile.addresses += usize::from(is_address(cell));
            profile.languages += usize::from(language::is_short(cell));
            profile.bylines += usize::from(cell.starts_with("By ") && cell.len() < 100);
            profile.sentences += usize::from(layout::ends_sentence(cell));
            let code = cell.len() <= 40 && !cell.contains(char::is_whitespace);
            profile.codes += usize::from(code && cell.bytes().any(|byte| byte.is_ascii_digit()));
            if !seen.contains(&cell) {
                seen.push(cell);
            }
        }
        profile.distinct = seen.len();
        profile.classes = seen.iter().all(|cell| cell.len() == 1 && is_number(cell)) && !seen.is_sorted();
        profile.length /= profile.filled.max(1);
        profile.words /= profile.filled.max(1);
        profile
    }

    fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 5 >= self.filled * 4
    }

    fn is_text(&self) -> bool {
        let other = self.mostly(self.numbers) || self.mostly(self.dates) || self.mostly(self.addresses);
        !other && self.words >= 3 && self.length >= 16
    }

    /// Whether it is text even under a name that says nothing, and no list of companies.
    fn is_long(&self) -> bool {
        self.length >= 40 && self.words >= 6
    }

    /// The role that short values have by themselves.
    fn role(&self) -> Option<Role> {
        match self {
            _ if self.mostly(self.dates) => Some(Role::Published),
            _ if self.mostly(self.addresses) => Some(Role::Url),
            _ if self.mostly(self.bylines) => Some(Role::Byline),
            _ if self.mostly(self.languages) => Some(Role::Language),
            _ if self.is_text() => None,
            _ if self.classes => Some(Role::Section),
            _ if self.filled >= 4 && self.distinct * 2 <= self.filled && self.length <= 30 => {
                Some(Role::Section)
            }
            _ if self.filled >= 2 && self.distinct == self.filled && self.mostly(self.codes) => {
                Some(Role::Id)
            }
            _ => None,
        }
    }
}

/// Words of a cell; scripts without spaces have one for each two letters.
fn words(cell: &str) -> usize {
    let unspaced = cell
        .chars()
        .take(10_000)
        .filter(|letter| ('\u{3040}'..='\u{9FFF}').contains(letter))
        .count();
    cell.split_whitespace().take(1000).count() + unspaced / 2
}

fn is_number(cell: &str) -> bool {
    cell.len() <= 20 && cell.parse::<f64>().is_ok()
}

fn is_address(cell: &str) -> bool {
    ["http://", "https://", "www."]
        .iter()
        .any(|start| cell.starts_with(start))
        && !cell.contains(' ')
}

/// Whether a cell is a date, and no number that happens to be readable as one.
fn is_date(cell: &str) -> bool {
    let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
    let plausible = match (digits, cell.len()) {
        (true, 8) => cell.starts_with("19") || cell.starts_with("20"),
        (true, 10 | 13) => cell.starts_with('1'),
        (true, _) => false,
        (false, length) => length <= 40,
    };
    plausible && date::in_field(cell).is_some()
}

/// The columns of a table, and whether its first row names them.
pub(in crate::corpus) fn roles(table: &Table<'_>, asked: &[Asked<'_>]) -> (Vec<Column>, bool) {
    let width = table.rows.first().map_or(0, Vec::len);
    let profile_from = |first: usize| -> Vec<Profile> {
        let cells = |column: usize| {
            table
                .rows
                .iter()
                .skip(first)
                .filter_map(move |row| row.get(column))
        };
        (0..width)
            .map(|column| Profile::of(cells(column).map(String::as_str)))
            .collect()
    };
    let below = profile_from(1);
    let header = table.rows.first().filter(|first| is_header(first, &below));
    let profiles = if header.is_some() { below } else { profile_from(0) };
    let mut columns: Vec<Column> = vec![None; width];
    if let Some(header) = header {
        for ((column, name), profile) in columns.iter_mut().zip(header).zip(&profiles) {
            let named = role_of_name(&folded(name));
            let fits =
                |role: Role| !role.is_text() || profile.filled == 0 || !profile.mostly(profile.numbers);
            *column = named
                .filter(|(role, _)| fits(*role))
                .map(|(role, rank)| (role, rank + 1));
        }
    }
    for Asked { role, column } in asked {
        let number = column
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1))
            .filter(|at| *at < width);
        let named = |header: &Vec<String>| header.iter().position(|name| folded(name) == folded(column));
        if let Some(at) = header.and_then(named).or(number) {
            columns[at] = Some((*role, 0));
        }
    }
    by_content(&mut columns, &profiles, header.is_some());
    (columns, header.is_some())
}

/// Whether the first row holds names, judged by the row itself and by the columns below it.
fn is_header(first: &[String], below: &[Profile]) -> bool {
    let cells: Vec<&str> = first.iter().map(|cell| cell.trim()).collect();
    let named = cells
        .iter()
        .filter(|cell| role_of_name(&folded(cell)).is_some())
        .count();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let value =
        |cell: &&str| is_number(cell) || is_date(cell) || is_address(cell) || cell.chars().count() > 40;
    if filled == 0 || cells.iter().any(|cell| cell.chars().count() > 80) {
        return false;
    }
    if named * 2 >= filled {
        return true;
    }
    let mut sorted: Vec<&&str> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let differs = |(cell, profile): (&&str, &Profile)| {
        let typed = profile.mostly(profile.numbers)
            || profile.mostly(profile.dates)
            || profile.mostly(profile.addresses);
        typed || profile.filled > 1 && profile.length >= 40 && profile.length >= 4 * cell.chars().count()
    };
    let names = sorted.len() == filled && !cells.iter().any(value);
    names && cells.iter().zip(below).any(differs)
}

/// Gives roles to columns that have none, by what they hold: all roles where there is no header, the
/// text alone where the header names none.
fn by_content(columns: &mut [Column], profiles: &[Profile], header: bool) {
    let has = |columns: &[Column], role: Role| columns.iter().flatten().any(|(known, _)| *known == role);
    let body = [Role::Body, Role::Lead, Role::Summary]
        .iter()
        .any(|role| has(columns, *role));
    if !body || !header {
        let mut texts: Vec<(usize, usize)> = (0..columns.len().min(profiles.len()))
            .filter(|at| {
                columns[*at].is_none() && profiles[*at].is_text() && (!header || profiles[*at].is_long())
            })
            .map(|at| (profiles[at].length, at))
            .collect();
        texts.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let headline_wanted = !has(columns, Role::Headline);
        let headline = |at: usize| {
            profiles[at].length <= LONGEST_HEADLINE && profiles[at].sentences * 2 < profiles[at].filled
        };
        let lone = texts.len() == 1 && texts.iter().all(|(_, at)| headline(*at));
        let mut texts = texts.into_iter();
        let headline_alone = lone && headline_wanted;
        if !body
            && !headline_alone
            && let Some((_, at)) = texts.next()
        {
            columns[at] = Some((Role::Body, 1));
        }
        if headline_wanted && let Some((_, at)) = texts.find(|(length, _)| *length <= LONGEST_HEADLINE) {
            columns[at] = Some((Role::Headline, 1));
        }
    }
    if header {
        return;
    }
    for (at, profile) in profiles.iter().enumerate() {
        if columns[at].is_none()
            && let Some(role) = profile.role()
            && !has(columns, role)
        {
            columns[at] = Some((role, 1));
        }
    }
}
