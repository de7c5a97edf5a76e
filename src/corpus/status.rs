//! What a wire says became of a story: corrected, sent again, updated for the third time, killed. It
//! reads the marks that agencies put before headlines and above texts, and leaves them where they are.

/// The status that the beginning of a headline gives: `CORRECTED-Tin falls` and `CORRECTION: ...` are
/// `corrected`, `UPDATE 3-Tin falls` is `update 3`. Only marks in capitals, or before a colon, count:
/// `Correction in tin prices` is a headline.
pub(super) fn in_headline(headline: &str) -> Option<String> {
    let headline = headline.trim_start_matches(['(', '[', '*', ' ']);
    let end = headline
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(headline.len());
    let (mark, rest) = headline.split_at_checked(end)?;
    let known = MARKS.iter().find(|(known, _)| known.eq_ignore_ascii_case(mark));
    let (_, status) = known?;
    let (number, rest) = numbered(rest);
    let parted = rest.trim_start().starts_with(['-', '–', '—', ':', ')', ']', '.']);
    let capitals = mark.chars().all(char::is_uppercase);
    let sign = rest.trim_start().starts_with([':', ')', ']']);
    // `UPDATE 3-Tin falls` is a mark, `Kill: a life` is none but for the colon's sake.
    let marked = parted && (capitals || sign && mark.starts_with(char::is_uppercase));
    if !marked || *status == "canceled" && !capitals {
        return None;
    }
    Some(match (*status, number) {
        ("updated", Some(number)) => format!("update {number}"),
        (status, _) => status.to_owned(),
    })
}

/// The status that a note to editors gives: `(Corrects spelling in second paragraph)`.
pub(super) fn in_advisory(note: &str) -> Option<String> {
    let note = note.trim_start_matches(['(', '[', ' ']);
    let first = note.split([' ', ',', ':', ')', ';']).next()?;
    let (_, status) = NOTES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(first))?;
    Some((*status).to_owned())
}

/// Marks before headlines, and what they say.
const MARKS: &[(&str, &str)] = &[
    ("CORRECTED", "corrected"),
    ("CORRECTION", "corrected"),
    ("CORRECTS", "corrected"),
    ("CORRECTIVE", "corrected"),
    ("CLARIFICATION", "corrected"),
    ("REFILE", "refiled"),
    ("REFILED", "refiled"),
    ("REPEAT", "repeated"),
    ("RPT", "repeated"),
    ("UPDATE", "updated"),
    ("UPDATED", "updated"),
    ("KILL", "canceled"),
    ("KILLED", "canceled"),
    ("WITHDRAWN", "canceled"),
    ("CANCELED", "canceled"),
    ("CANCELLED", "canceled"),
];

/// First words of notes to editors, and what they say.
const NOTES: &[(&str, &str)] = &[
    ("Corrects", "corrected"),
    ("Clarifies", "corrected"),
    ("Fixes", "corrected"),
    ("Refiles", "refiled"),
    ("Repeats", "repeated"),
    ("Updates", "updated"),
    ("Adds", "updated"),
    ("Recasts", "updated"),
    ("Rewrites", "updated"),
];

/// The number behind a mark, and what follows it.
fn numbered(rest: &str) -> (Option<u32>, &str) {
    let digits = rest.trim_start();
    let end = digits
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(digits.len());
    match digits[..end].parse() {
        Ok(number) if end <= 2 => (Some(number), &digits[end..]),
        _ => (None, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_headlines_are_told_from_headlines() {
        for (headline, expected) in [
            ("CORRECTED-Harbor reopens after storm", Some("corrected")),
            ("CORRECTED - UPDATE 1-Harbor reopens", Some("corrected")),
            ("Correction: Harbor Reopens story", Some("corrected")),
            ("(CORRECTED) Harbor reopens", Some("corrected")),
            ("REFILE-Harbor reopens", Some("refiled")),
            ("RPT-Harbor reopens", Some("repeated")),
            ("UPDATE 3-Harbor reopens", Some("update 3")),
            ("UPDATE: Harbor reopens", Some("updated")),
            ("KILL: Harbor reopens", Some("canceled")),
            ("Correction in tin prices", None),
            ("UPDATE ON HARBOR DUE", None),
            ("Update on the harbor: it is open", None),
            ("Kill: a life", None),
            ("CORRECTIONS OFFICER HELD", None),
            ("", None),
        ] {
            assert_eq!(in_headline(headline).as_deref(), expected, "{headline}");
        }
    }

    #[test]
    fn notes_to_editors_tell_too() {
        assert_eq!(
            in_advisory("(Corrects name in lead)").as_deref(),
            Some("corrected")
        );
        assert_eq!(in_advisory("(Adds details, quotes)").as_deref(), Some("updated"));
        assert_eq!(in_advisory("(Eds: with photo)"), None);
    }
}
