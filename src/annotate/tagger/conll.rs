//! Annotated text as researchers exchange it: a token a line, its label in the last column, a blank line
//! between sentences, `-DOCSTART-` between stories (Tjong Kim Sang and De Meulder 2003).

use crate::article::EntityKind;

use super::label::Name;

/// Where a file does not say which sentences are one story, so many are taken for one.
const SENTENCES: usize = 25;

/// A sentence: its words, and the names among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens as written.
    pub words: Vec<String>,
    /// Its names, in order, by place among the words.
    pub names: Vec<Name>,
}

/// What is wrong with a file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line}: no label of the form O, B-PER, I-ORG or S-LOC: `{found}`\nhint: the last column of each line is its label"
)]
pub struct ConllError {
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub found: String,
}

/// The stories of a text in CoNLL form. With `labels` the last column is read: BIO, IO or BILOU, `PER`,
/// `ORG` and `LOC` (also `PERSON`, `ORGANIZATION`, `GPE` and such); other kinds are no names.
///
/// # Errors
/// When a last column is no label.
pub fn read(text: &str, labels: bool) -> Result<Vec<Vec<Sentence>>, ConllError> {
    let marked = text.lines().any(|line| line.starts_with("-DOCSTART-"));
    let mut stories: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut sentence = Sentence::default();
    let mut column: Vec<&str> = Vec::new();
    for (index, line) in text.lines().chain([""]).enumerate() {
        let mut parts = line.split([' ', '\t']).filter(|part| !part.is_empty());
        let word = parts.next();
        let starts = word == Some("-DOCSTART-");
        if let Some(word) = word.filter(|_| !starts) {
            sentence.words.push(word.to_owned());
            if labels {
                let label = parts.next_back().unwrap_or("");
                check(label).ok_or_else(|| ConllError {
                    line: index + 1,
                    found: line.chars().take(60).collect(),
                })?;
                column.push(label);
            }
            continue;
        }
        if !sentence.words.is_empty() {
            sentence.names = names(&column);
            column.clear();
            if let Some(story) = stories.last_mut() {
                story.push(std::mem::take(&mut sentence));
            }
        }
        let full = !marked && stories.last().is_some_and(|story| story.len() >= SENTENCES);
        if (starts || full) && stories.last().is_some_and(|story| !story.is_empty()) {
            stories.push(Vec::new());
        }
    }
    stories.retain(|story| !story.is_empty());
    Ok(stories)
}

fn check(label: &str) -> Option<()> {
    let begins = |at: char| label.starts_with(at) && label[1..].starts_with('-');
    (label == "O" || "BILSEU".chars().any(begins)).then_some(())
}

/// What a kind is called in many sets of annotated text.
fn kind(name: &str) -> Option<EntityKind> {
    match name.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => Some(EntityKind::Person),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some(EntityKind::Organization),
        "LOC" | "LOCATION" | "GPE" | "FAC" | "PLACE" => Some(EntityKind::Place),
        _ => None,
    }
}

/// The names that a column of labels stands for.
fn names(column: &[&str]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open = "";
    for (index, label) in column.iter().enumerate() {
        let (at, of) = label.split_once('-').unwrap_or(("O", ""));
        let begins = matches!(at, "B" | "S" | "U") || of != open;
        open = of;
        let Some(kind) = kind(of) else { continue };
        match names.last_mut() {
            Some(last) if !begins && last.end == index => last.end = index + 1,
            _ => names.push(Name {
                start: index,
                end: index + 1,
                kind,
            }),
        }
        if matches!(at, "L" | "E") {
            open = "";
        }
    }
    names
}

/// The label of each of so many words in BIO.
#[must_use]
pub fn bio(words: usize, names: &[Name]) -> Vec<&'static str> {
    let mut labels = vec!["O"; words];
    for name in names {
        let (begin, inside) = match name.kind {
            EntityKind::Person => ("B-PER", "I-PER"),
            EntityKind::Organization => ("B-ORG", "I-ORG"),
            EntityKind::Place => ("B-LOC", "I-LOC"),
        };
        for (index, label) in labels.iter_mut().enumerate().take(name.end).skip(name.start) {
            *label = if index == name.start { begin } else { inside };
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_all_sorts_are_read() {
        let text = "-DOCSTART- O\n\nAda B-PER\nMoss I-PER\nBern I-LOC\nUN I-ORG\n. O\n\nOslo S-GPE\nLord B-PER\nOke L-PER\nRim U-MISC\n";
        let stories = read(text, true).unwrap();
        assert_eq!(stories.len(), 1);
        let spans = |at: usize| -> Vec<(usize, usize)> {
            stories[0][at]
                .names
                .iter()
                .map(|name| (name.start, name.end))
                .collect()
        };
        assert_eq!(spans(0), [(0, 2), (2, 3), (3, 4)]);
        assert_eq!(spans(1), [(0, 1), (1, 3)]);
        assert_eq!(bio(3, &stories[0][0].names[..1]), ["B-PER", "I-PER", "O"]);
        assert_eq!(read("Ada\n", true).unwrap_err().line, 1);
        assert_eq!(read("Ada\n", false).unwrap()[0][0].words, ["Ada"]);
    }
}
