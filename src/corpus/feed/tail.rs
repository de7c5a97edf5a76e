//! What programs put at the end of an item's text: where it first appeared, a link to read on, who tracks
//! the listener. It knows nothing of what stands before.

use crate::article::PARAGRAPH_BREAK;

use super::super::layout;

/// How many endings a text may have one behind the other.
const MOST_TAILS: usize = 4;

/// The longest ending, in bytes.
const LONGEST_TAIL: usize = 600;

/// How an ending begins, and what must follow in it.
#[rustfmt::skip]
const TAILS: &[(&str, &str)] = &[
    ("The post ", " appeared first on "),
    ("The post ", " first appeared on "),
    ("The article ", " appeared first on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("L’article ", " est apparu en premier sur "),
    ("L'article ", " est apparu en premier sur "),
    ("La entrada ", " se publicó primero en "),
    ("La entrada ", " apareció primero en "),
    ("O post ", " apareceu primeiro em "),
    ("L'articolo ", " proviene da "),
    ("Het bericht ", " verscheen eerst op "),
];

/// How Reddit ends an item, in a paragraph or two.
const SUBMITTED: (&str, &str) = ("submitted by", "comments]");

/// Parts of last paragraphs that are not the story's, in lower case.
#[rustfmt::skip]
const NOTICES: &[&str] = &[
    " on medium, where people are continuing the conversation by highlighting and responding to this story.",
    "adchoices", "see omnystudio.com/listener ", "acast.com/privacy", "art19.com/privacy",
    "podcastchoices.com", "simplecast.com",
];

/// Links to the rest of a story, in lower case, longer ones before their endings.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "continue reading", "read the full article", "read the full story", "read full article",
    "read full story", "read the rest of this entry", "read the whole story", "read more", "read on",
    "keep reading", "full story", "weiterlesen", "mehr lesen", "lire la suite", "lire plus", "leer más",
    "seguir leyendo", "sigue leyendo", "leia mais", "continue lendo", "leggi tutto", "continua a leggere",
    "lees verder", "lees meer", "läs mer", "les mer", "læs mere", "читать далее",
];

/// Cuts off what a text ends with and the story does not.
pub(super) fn cut(text: &mut String) {
    for _ in 0..MOST_TAILS {
        let start = text
            .rfind(PARAGRAPH_BREAK)
            .map_or(0, |at| at + PARAGRAPH_BREAK.len());
        let last = text.get(start..).unwrap_or_default();
        let within = |at: usize| start + at;
        let Some(at) = submitted(text).or_else(|| tail(last).or_else(|| link(last)).map(within)) else {
            return;
        };
        text.truncate(at);
        text.truncate(text.trim_end().len());
    }
}

fn submitted(text: &str) -> Option<usize> {
    let (opening, end) = SUBMITTED;
    let at = text.ends_with(end).then(|| text.rfind(opening))??;
    let tail = text.get(at..)?;
    (tail.len() <= LONGEST_TAIL && tail.matches(PARAGRAPH_BREAK).count() <= 1).then_some(at)
}

/// Where the ending of a last paragraph begins.
fn tail(paragraph: &str) -> Option<usize> {
    let known = |(opening, said): &(&str, &str)| {
        let at = paragraph.rfind(opening)?;
        let (before, tail) = (paragraph.get(..at)?, paragraph.get(at..)?);
        let parted = before.trim_end().is_empty() || ends(before);
        (parted && tail.len() <= LONGEST_TAIL && tail.contains(said)).then_some(at)
    };
    let notice = || {
        let lower = paragraph.to_lowercase();
        let short = paragraph.len() <= LONGEST_TAIL;
        (short && NOTICES.iter().any(|notice| lower.contains(notice))).then_some(0)
    };
    TAILS.iter().find_map(known).or_else(notice)
}

/// Where a link to the rest begins, behind a sentence that is whole or cut off.
fn link(paragraph: &str) -> Option<usize> {
    let bare = paragraph.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    let start = LINKS.iter().find_map(|link| {
        // Folding a letter may change its length: of these words it does not.
        let at = bare.len().checked_sub(link.len())?;
        let found = bare.get(at..)?.to_lowercase() == *link;
        let begins = bare
            .get(..at)?
            .chars()
            .next_back()
            .is_none_or(|sign| !sign.is_alphanumeric());
        (found && begins).then_some(at)
    })?;
    let before = paragraph.get(..start)?;
    let kept = before.trim_end_matches(['[', '(', '»', '→', '>', '-', '–', ' ', '\n']);
    (kept.is_empty() || ends(kept)).then_some(kept.len())
}

/// Whether a text ends as a sentence does, or as one that was cut off.
fn ends(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['…', ']']) || layout::ends_sentence(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let mut text = text.to_owned();
        cut(&mut text);
        text
    }

    #[test]
    fn endings_that_programs_write_are_cut() {
        for (text, expected) in [
            (
                "Tin fell.\n\nThe post Tin falls appeared first on Harbor Post.",
                "Tin fell.",
            ),
            (
                "Tin fell. The post Tin falls appeared first on Harbor Post.",
                "Tin fell.",
            ),
            (
                "Zinn fiel.\n\nDer Beitrag Zinn fällt erschien zuerst auf Hafenpost.",
                "Zinn fiel.",
            ),
            (
                "Tin fell.\n\nTin falls was originally published in Metals on Medium, where people are \
                 continuing the conversation by highlighting and responding to this story.",
                "Tin fell.",
            ),
            ("Tin fell in Lon… Read more", "Tin fell in Lon…"),
            ("Tin fell. Continue reading →", "Tin fell."),
            ("Tin fell. [Read More]", "Tin fell."),
            ("Zinn fiel. Weiterlesen »", "Zinn fiel."),
            ("El estaño cayó. Leer más...", "El estaño cayó."),
            (
                "Tin fell.\n\nsubmitted by    /u/roe\n[link]   [comments]",
                "Tin fell.",
            ),
            (
                "Tin fell.\n\nsubmitted by roe to tin\n\n[link] [2 comments]",
                "Tin fell.",
            ),
            (
                "We speak of tin.\n\nHosted on Acast. See acast.com/privacy for more information.",
                "We speak of tin.",
            ),
            (
                "Tin fell. Read more\n\nThe post Tin falls appeared first on Harbor Post.",
                "Tin fell.",
            ),
            ("Read more", ""),
        ] {
            assert_eq!(without(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_of_the_story_stay() {
        for text in [
            "People should read more",
            "People should read more.",
            "He was appointed to the post in May. It appeared first on a list.",
            "The post is vacant.",
            "She said the forms were submitted by post.",
            "",
            "…",
        ] {
            assert_eq!(without(text), text);
        }
    }
}
