//! Which field a mistyped name was meant to be. It compares letters alone; whether the name stands
//! where a field can stand is the lexer's matter.

use crate::field::{FIELDS, GROUPS};

/// Names shorter than this are never taken for a mistyped field.
const SHORTEST_NEAR: usize = 5;

/// Names of this length may have two mistakes, shorter ones one.
const TWO_MISTAKES: usize = 8;

/// The longest name that is compared with those of the fields.
const LONGEST_NEAR: usize = 32;

/// The name of a field that a name is a misspelling of.
pub(super) fn nearest_field(typed: &str) -> Option<&'static str> {
    if typed.len() > LONGEST_NEAR {
        return None;
    }
    let fields = FIELDS
        .iter()
        .flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
    let names = fields.chain(GROUPS.iter().map(|group| group.name));
    let typed = typed.to_ascii_lowercase();
    let near = names
        .filter(|name| name.len() >= SHORTEST_NEAR && typed.len() >= SHORTEST_NEAR)
        .filter_map(|name| {
            let most = if name.len() >= TWO_MISTAKES { 2 } else { 1 };
            let mistakes = mistakes(typed.as_bytes(), name.as_bytes());
            (mistakes <= most).then_some((mistakes, name))
        });
    near.min_by_key(|&(mistakes, _)| mistakes).map(|(_, name)| name)
}

/// The number of letters left out, put in, changed or swapped with the next one (optimal string
/// alignment).
fn mistakes(typed: &[u8], name: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=name.len()).collect();
    for (row, &letter) in typed.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &wanted) in name.iter().enumerate() {
            let changed = last[column] + usize::from(letter != wanted);
            let mut fewest = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && typed[row - 1] == wanted && letter == name[column - 1];
            if swapped {
                fewest = fewest.min(before[column - 1] + 1);
            }
            current.push(fewest);
        }
        before = std::mem::replace(&mut last, current);
    }
    last[name.len()]
}
