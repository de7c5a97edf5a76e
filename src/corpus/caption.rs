//! Captions of pictures among the paragraphs of a story, known by the credit at their end.

use memchr::memrchr_iter;

/// Words that begin a credit, in lower case.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "file photo by ", "photo by ", "photos by ", "photograph by ", "photograph: ", "photography by ",
    "photo: ", "photos: ", "image credit", "photo credit", "picture credit", "photo courtesy",
    "image courtesy", "picture: ", "foto: ", "(ap photo", "(photo", "(file photo", "(reuters/", "(afp/",
    "(getty images", "/getty images", "courtesy of ", "handout photo", "file pic", "image: ", "image by ",
];

/// Agencies behind the name of a photographer.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "UPI", "AP", "AFP", "EPA", "EPA-EFE", "EFE", "Reuters", "REUTERS", "Getty Images",
    "Getty", "AFP via Getty Images", "NAA", "Shutterstock", "Xinhua", "ELN",
];

/// The longest credit, in bytes.
const LONGEST_CREDIT: usize = 90;

/// The caption that a line is, once where it stands there twice; `None` for any other line.
#[must_use]
pub(super) fn in_line(line: &str) -> Option<&str> {
    let line = once(line.trim());
    if line.is_empty() || line.len() > 900 {
        return None;
    }
    has_credit(line).then_some(line)
}

/// A line without its back-to-back repetition.
fn once(line: &str) -> &str {
    let half = line.len() / 2;
    let first = line.get(..half).unwrap_or(line).trim_end();
    let second = line.get(half..).unwrap_or("").trim_start();
    if first.len() > 20 && first == second {
        first
    } else {
        line
    }
}

/// Whether a line ends in a credit, which begins behind a mark such as the end of a sentence.
fn has_credit(line: &str) -> bool {
    // Most lines are prose and end in a full stop: a credit would be their last sentence.
    if let Some(bare) = line.strip_suffix('.')
        && !bare.ends_with([')', ']'])
    {
        let last = memrchr_iter(b'.', bare.as_bytes()).find(|at| bare.as_bytes().get(at + 1) == Some(&b' '));
        let last = last.map_or(Some(bare), |at| bare.get(at + 2..));
        return last.is_some_and(is_credit);
    }
    let mut from = line.len().saturating_sub(LONGEST_CREDIT);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let tail = line.get(from..).unwrap_or("");
    let is_mark = |byte: u8| b".|(/!?\")]:,".contains(&byte) || !byte.is_ascii();
    let marks = tail.bytes().enumerate().filter(|(_, byte)| is_mark(*byte));
    let behind_marks = marks.filter_map(|(at, byte)| {
        let from_mark = tail.get(at..)?;
        if matches!(byte, b'(' | b'/') && is_credit(from_mark) {
            return Some(from_mark);
        }
        Some(
            tail.get(at + 1..)?
                .trim_start_matches([' ', ')', '"', '-', '–', '—']),
        )
    });
    let whole = (from == 0).then_some(tail);
    whole.into_iter().chain(behind_marks).any(is_credit) || ends_with_agency(line)
}

/// Whether a text is the words of a credit and a name.
fn is_credit(text: &str) -> bool {
    let first = text.bytes().next().unwrap_or(0).to_ascii_lowercase();
    if !b"fpich(/".contains(&first) {
        return false;
    }
    CREDITS.iter().any(|credit| {
        let begins = text
            .get(..credit.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(credit));
        begins && is_name_of_credit(text.get(credit.len()..).unwrap_or(""))
    })
}

/// Whether what follows the words of a credit is a name and no sentence.
fn is_name_of_credit(after: &str) -> bool {
    let verbs = [
        " said", " was ", " were ", " has ", " had ", " is ", " are ", " that ",
    ];
    !verbs.iter().any(|verb| after.contains(verb)) && after.split_whitespace().count() <= 12
}

/// `... in Tripoli. Jane Roe/EPA-EFE`, `(Jane Roe/AP)`, `... (Getty Images)`.
fn ends_with_agency(line: &str) -> bool {
    let line = line.trim_end_matches([')', ']', '.']).trim_end();
    let (rest, agency) = line.rsplit_once('/').unwrap_or(("", ""));
    // The name of the photographer stands before it, behind the end of a sentence.
    let name = rest.rsplit(['.', '(', '|', '"']).next().unwrap_or("").trim();
    let parted = rest.len() > name.len() && (1..=4).contains(&name.split_whitespace().count());
    AGENCIES.contains(&agency.trim()) && parted && name.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_known_by_their_credit() {
        for line in [
            "Trucks wait outside the port on Monday. Photo by A. Gendron/NAA",
            "Fuel queue in the capital. File Photo by Jane Roe/EPA-EFE",
            "Rescuers at the market (AP Photo/Jane Roe)",
            "The old bridge in snow | Photo: Jane Roe",
            "A cook at her stove. Photograph: Jane Roe for the Post",
            "Image credit: Harbor Museum",
            "The minister at his desk. Jane Roe/AFP via Getty Images",
            "Photo by Jane Roe/UPI | License Photo",
            "A ferry at dawn. (Getty Images)",
        ] {
            assert_eq!(in_line(line), Some(line));
        }
    }

    #[test]
    fn sentences_about_pictures_stay() {
        for line in [
            "The photo by Jane Roe was sold for a million dollars, the auctioneer said.",
            "She sold the company to Getty Images.",
            "He came by courtesy of the king, who had sent a coach and was said to regret it.",
            "The report was carried by UPI",
            "He works for AP/Reuters",
            "",
        ] {
            assert_eq!(in_line(line), None, "{line}");
        }
    }

    #[test]
    fn a_caption_printed_twice_is_one() {
        let once = "Trucks wait outside the port on Monday. Photo by A. Gendron/NAA";
        assert_eq!(in_line(&format!("{once}{once}")), Some(once));
        assert_eq!(in_line(&format!("{once} {once}")), Some(once));
    }
}
