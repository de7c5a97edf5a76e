//! Standing lines: what a page or a wire prints around every story and belongs to none. A line goes
//! only as a whole, and only if it is surely one; in doubt it stays in the story.

mod lines;

use super::layout::ends_sentence;
use crate::article::Dateline;

use lines::{CALLS, CREDITS, ENDS, LEADS_ON, LIST_HEADINGS, NOISE, SHOUTED_LEADS_ON};

/// What a line of a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stands around every story.
    Noise,
    /// It is the heading of a list of other stories.
    ListHeading,
    /// It names reporters and editors: `Reporting by ...`.
    Credits,
    /// It ends the transmission: `Enditem`.
    End,
}

/// The most words of a standing line.
const MOST_WORDS: usize = 24;

/// A body without the agency's name behind its last sentence: `... explicó. EFE`, `... said. (PTI)`.
pub(super) fn without_agency<'text>(body: &'text str, dateline: &Dateline) -> &'text str {
    let Some((before, last)) = body.rsplit_once(' ') else {
        return body;
    };
    let signs = [&dateline.agency, &dateline.tag]
        .into_iter()
        .flatten()
        .any(|agency| agency == last.trim_matches(['(', ')']));
    if signs && ends_sentence(before) {
        before.trim_end()
    } else {
        body
    }
}

/// What a line is, if it is a standing one.
#[must_use]
pub(super) fn standing(line: &str) -> Option<Standing> {
    let line = line.trim();
    if line.len() > 400 || line.is_empty() {
        return None;
    }
    if let Some(credits) = credits(line) {
        return credits.then_some(Standing::Credits);
    }
    // A long sentence is prose; most paragraphs are known by this alone.
    let sentence = line.len() > 120 && line.ends_with('.');
    let few_words = !sentence && line.len() < 200 && line.split_ascii_whitespace().nth(MOST_WORDS).is_none();
    if !few_words {
        let noise = line.starts_with(['C', 'c', '©', '(']) && is_copyright(&line.to_lowercase());
        return noise.then_some(Standing::Noise);
    }
    let lower = if line.is_ascii() {
        line.to_ascii_lowercase()
    } else {
        line.to_lowercase().replace('’', "'")
    };
    let bare = lower.trim_matches(|mark: char| mark.is_whitespace() || ".:!>»›|•▼▾→-–—*".contains(mark));
    let known = |list: &[&str]| list.binary_search(&bare).is_ok();
    if ENDS.contains(&&*lower) || ENDS.contains(&lower.trim_end_matches('.')) {
        return Some(Standing::End);
    }
    if known(LIST_HEADINGS) {
        return Some(Standing::ListHeading);
    }
    let noise =
        known(NOISE) || leads_on(line, &lower) || is_call(&lower) || is_copyright(&lower) || is_count(bare);
    noise.then_some(Standing::Noise)
}

fn leads_on(line: &str, lower: &str) -> bool {
    let lower = lower.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let marked = LEADS_ON.iter().any(|start| lower.starts_with(start));
    marked || SHOUTED_LEADS_ON.iter().any(|start| line.starts_with(start)) && !line.ends_with('.')
}

fn is_call(lower: &str) -> bool {
    let lower = lower.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    CALLS.iter().any(|(start, words)| {
        lower
            .strip_prefix(start)
            .is_some_and(|rest| words.is_empty() || words.iter().any(|word| rest.contains(word)))
    }) && !lower.contains(" said")
}

/// `copyright 2020 harbor post`, `© harbor post`, `(c) 2020`: the mark and a year, or the reservation of
/// rights. The line is in lower case.
fn is_copyright(lower: &str) -> bool {
    let mut rest = lower;
    let (mut marks, mut dated) = (0, false);
    for mark in ["copyright", "©", "(c)", "by"] {
        rest = rest.trim_start_matches([' ', ':', ',']);
        if let Some(after) = rest.strip_prefix(mark) {
            (rest, marks) = (after, marks + 1);
        }
        let after = rest.trim_start_matches([' ', ':', ',']);
        if marks > 0 && !dated && after.bytes().take_while(u8::is_ascii_digit).count() == 4 {
            (rest, dated) = (after.get(4..).unwrap_or(""), true);
        }
    }
    let reserved = || lower.contains("rights reserved") || lower.contains("may not be published, broadcast");
    let short = || lower.split_ascii_whitespace().nth(15).is_none();
    marks > 0 && (dated || lower.starts_with('©') || marks > 1) && short()
        || (marks > 0 || lower.len() < 120) && reserved() && lower.split_ascii_whitespace().nth(60).is_none()
}

/// `3 min read`, `12 comments`, `0 shares`.
fn is_count(bare: &str) -> bool {
    let mut words = bare.split(' ');
    let number = words
        .next()
        .is_some_and(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()));
    let rest: Vec<&str> = words.take(3).collect();
    number
        && matches!(
            *rest,
            ["min" | "minute", "read"] | ["comments" | "comment" | "shares" | "views" | "retweets"]
        )
}

/// Whether a line names who reported and edited; `None` where it does not begin like that.
fn credits(line: &str) -> Option<bool> {
    let bare = line.trim_start_matches(['(', '[', '—', '-', '_', ' ', '*']);
    if !bare.starts_with(['R', 'A', 'W', 'E', 'C', 'T']) {
        return None;
    }
    let start = CREDITS.iter().find(|start| bare.starts_with(**start))?;
    let after = bare.get(start.len()..)?;
    let sentence = [" was ", " were ", " said", " has ", " have ", " had "]
        .iter()
        .any(|verb| after.contains(verb));
    Some(after.starts_with(char::is_uppercase) && !sentence)
}

/// Who reported, of a line of [`Standing::Credits`], for those stories that have no byline.
#[must_use]
pub(super) fn reporters(line: &str) -> Option<&str> {
    let after = line.split_once("eporting by ")?.1;
    after.split([';', ')', ']']).next()
}

/// Where a story ends and a list of others begins: the paragraphs from `heading` on, which is a
/// [`Standing::ListHeading`], are headlines and teasers and no prose of this story.
#[must_use]
pub(super) fn is_list_to_the_end(paragraphs: &[&str], heading: usize) -> bool {
    let after = paragraphs.get(heading + 1..).unwrap_or_default();
    let headlines = after.iter().filter(|line| looks_like_link(line)).count();
    let prose = after.iter().any(|line| line.len() > 350);
    !prose && headlines * 2 >= after.len()
}

/// Whether a paragraph is a headline or a word of a list.
fn looks_like_link(line: &str) -> bool {
    !ends_sentence(line) && line.split_whitespace().nth(22).is_none() || standing(line).is_some()
}

/// A text without what ends a transmission at its end: ` Reuter`, `Enditem`, `NNNN`.
#[must_use]
pub(super) fn without_end(text: &str) -> &str {
    let mut text = text.trim_end();
    for _ in 0..4 {
        let last = text.rfind(['\n', ' ']).map_or(0, |at| at + 1);
        let (before, word) = (
            text.get(..last).unwrap_or("").trim_end(),
            text.get(last..).unwrap_or(""),
        );
        let bare = word.trim_end_matches('.');
        let own_line = last == 0 || text[..last].trim_end_matches([' ', '\t']).ends_with('\n');
        let known = ENDS.iter().any(|end| end.eq_ignore_ascii_case(bare));
        // Within the last line only what is no word of a story: `... he said. Enditem`.
        let inline = matches!(
            bare,
            "Enditem"
                | "(END)"
                | "(ENDS)"
                | "ENDS"
                | "NNNN"
                | "###"
                | "-0-"
                | "REUTER"
                | "-30-"
                | "Reuter"
                | "ENDITEM"
        ) && ends_sentence(before);
        if !(known && own_line || inline) {
            break;
        }
        text = before;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_lines_are_known() {
        for line in [
            "Advertisement",
            "ADVERTISEMENT",
            "RELATED Storm closes port for third day",
            "Related: Storm closes port",
            "Read more: Storm closes port",
            "READ MORE Storm closes port",
            "Also read: Storm closes port",
            "Share this",
            "Follow us on Twitter and Facebook",
            "Sign up for our morning newsletter",
            "Subscribe to our newsletter",
            "Click here to see the pictures",
            "Story continues below advertisement",
            "Copyright 2020 Harbor Post",
            "© Harbor Post",
            "(c) 2020 Harbor Post. All rights reserved.",
            "Loading...",
            "View comments",
            "3 min read",
            "12 Comments",
            "Copyright 2020 Harbor Post. All rights reserved. This material may not be published, \
             broadcast, rewritten or redistributed without the written leave of the company or of its heirs.",
        ] {
            assert_eq!(standing(line), Some(Standing::Noise), "{line}");
        }
        for line in [
            "Latest Headlines",
            "Trending Stories",
            "MOST POPULAR",
            "Topics",
            "What to read next",
        ] {
            assert_eq!(standing(line), Some(Standing::ListHeading), "{line}");
        }
        for line in [
            "Enditem",
            "(END)",
            "Reuter",
            "REUTER...",
            "NNNN",
            "###",
            "-0-",
            "ENDS",
            "Fin",
            "-30-",
        ] {
            assert_eq!(standing(line), Some(Standing::End), "{line}");
        }
        for line in [
            "Reporting by Jane Roe; Editing by John Doe",
            "(Additional reporting by Jane Roe)",
        ] {
            assert_eq!(standing(line), Some(Standing::Credits), "{line}");
        }
    }

    #[test]
    fn sentences_of_the_story_stay() {
        for line in [
            "Related companies said they knew nothing of it.",
            "Read more books, the mayor said.",
            "More than 40 ships were waiting.",
            "Copyright law was changed in 1976.",
            "Subscribe to channels is what viewers no longer do, the company said.",
            "Sign up begins on Monday, the school said.",
            "Follow the money, he said.",
            "Share prices fell.",
            "Topics of the talks were fish and steel.",
            "Reporting by the paper was questioned.",
            "Editing by Jane Roe was said to be merciless.",
            "Advertisement revenue fell by a third.",
            "Also read by millions, the novel was banned.",
            "Fin whales were seen off the coast.",
            "",
        ] {
            assert_eq!(standing(line), None, "{line}");
        }
    }

    #[test]
    fn a_list_of_other_stories_ends_a_story() {
        let list = [
            "He left.",
            "Latest Headlines",
            "Storm closes port",
            "Jan. 14 (NAA) -- A storm closed it.",
            "Fog again",
        ];
        assert!(is_list_to_the_end(&list, 1));
        let story = [
            "He left.",
            "Latest Headlines",
            "The army closed the river on Monday.",
            "Farther south it rained.",
        ];
        assert!(!is_list_to_the_end(&story, 1));
    }

    #[test]
    fn the_end_of_a_transmission_is_no_text() {
        assert_eq!(without_end("It rose.\n Reuter\n"), "It rose.");
        assert_eq!(without_end("It rose.\n\nREUTER...\n\n"), "It rose.");
        assert_eq!(without_end("It rose. Enditem"), "It rose.");
        assert_eq!(without_end("It was the fin"), "It was the fin");
        assert_eq!(without_end("He works for Reuter"), "He works for Reuter");
        assert_eq!(without_end("Reuter"), "");
    }
}
