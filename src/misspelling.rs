//! Which of some names a mistyped one was meant to be. It compares letters alone; whether a name may
//! stand where it stands is the matter of whoever asks.

/// Names shorter than this are never taken for a mistyped one.
const SHORTEST_NEAR: usize = 4;

/// Names of this length may have two mistakes, shorter ones one.
const TWO_MISTAKES: usize = 8;

/// The longest name that is compared.
const LONGEST_NEAR: usize = 64;

/// The name that another one is a misspelling of: the one with the fewest mistakes, the first of
/// several.
///
/// ```
/// let names = ["headline", "lead", "body"];
/// assert_eq!(newsidx::misspelling::nearest("haedline", names), Some("headline"));
/// assert_eq!(newsidx::misspelling::nearest("caption", names), None);
/// ```
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if !(SHORTEST_NEAR..=LONGEST_NEAR).contains(&typed.len()) {
        return None;
    }
    let typed = typed.to_ascii_lowercase();
    let near = names
        .into_iter()
        .filter(|name| (SHORTEST_NEAR..=LONGEST_NEAR).contains(&name.len()))
        .filter_map(|name| {
            let most = if name.len() >= TWO_MISTAKES { 2 } else { 1 };
            let mistakes = mistakes(typed.as_bytes(), name.to_ascii_lowercase().as_bytes());
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
