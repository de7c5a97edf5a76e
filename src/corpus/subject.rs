//! The subjects of the IPTC by their codes: the seventeen at the top, under which all others lie. What
//! a source calls a subject itself comes first; this is for sources that give the code alone.

/// The first two digits of a code, and the subject.
#[rustfmt::skip]
const SUBJECTS: &[(&str, &str)] = &[
    ("01", "arts, culture and entertainment"), ("02", "crime, law and justice"),
    ("03", "disaster and accident"), ("04", "economy, business and finance"), ("05", "education"),
    ("06", "environment"), ("07", "health"), ("08", "human interest"), ("09", "labour"),
    ("10", "lifestyle and leisure"), ("11", "politics"), ("12", "religion and belief"),
    ("13", "science and technology"), ("14", "social issue"), ("15", "sport"),
    ("16", "unrest, conflicts and war"), ("17", "weather"),
];

/// The subject at the top above a code of eight digits, `04016007`; what stands before a colon or a
/// slash names the vocabulary. Codes of the media topics that are not at the top begin with `2` and
/// tell nothing by their digits.
pub(super) fn name(code: &str) -> Option<&'static str> {
    let digits = code.rsplit([':', '/']).next().unwrap_or(code).trim();
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (_, name) = SUBJECTS.iter().find(|(start, _)| digits.starts_with(start))?;
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lie_under_a_subject() {
        assert_eq!(name("04016007"), Some("economy, business and finance"));
        assert_eq!(name("subj:15054000"), Some("sport"));
        assert_eq!(
            name("http://cv.iptc.org/newscodes/subjectcode/11000000"),
            Some("politics")
        );
        assert_eq!(name("medtop:20000062"), None);
        assert_eq!(name("15"), None);
    }
}
