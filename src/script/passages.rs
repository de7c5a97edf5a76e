//! Judges what is shown of the stories of an answer: the passages, and what is marked in them.

use std::collections::BTreeSet;

use super::Failure;
use super::check::Answer;
use super::stories::Trouble;
use crate::snippet::{Extent, Snippet, snippets};
use crate::spans::marks;

/// The passages that are shown of a story contain texts.
pub(super) fn contain(answer: &Answer<'_>, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
    for (name, texts) in &answer.asked.snippet {
        let article = answer.subject.one(name)?;
        if marks(&answer.prepared.plan, &article).is_none() {
            let failure = Failure::new(
                "snippet",
                format!("`{name}` in the answer"),
                answer.standing(None),
            );
            failures.push(failure.with(answer.why_absent(name)?));
            continue;
        }
        let shown = snippets(&answer.prepared.plan, &article, Extent::default());
        let marked: Vec<String> = shown.iter().map(with_marks).collect();
        for text in texts {
            let has = |snippet: &(&Snippet, &String)| {
                let (snippet, marked) = snippet;
                if text.contains("**") {
                    marked.contains(text)
                } else {
                    snippet.text.contains(text)
                }
            };
            if !shown.iter().zip(&marked).any(|snippet| has(&snippet)) {
                let found = format!("{} without it", number_of(marked.len(), "passage", "passages"));
                let failure =
                    Failure::new("snippet", format!("`{text}` in what is shown of `{name}`"), found);
                failures.push(failure.with(marked.iter().map(|passage| one_line(passage))));
            }
        }
    }
    Ok(())
}

/// Nothing is highlighted but what may be.
pub(super) fn highlights(answer: &Answer<'_>, failures: &mut Vec<Failure>) {
    let Some(allowed) = &answer.asked.highlights else {
        return;
    };
    let allowed_lower: BTreeSet<String> = allowed.iter().map(|text| text.to_lowercase()).collect();
    for hit in &answer.page.hits {
        let highlighted = hit.snippets.iter().flat_map(|snippet| {
            let texts = snippet
                .highlights
                .iter()
                .filter_map(|range| snippet.text.get(range.clone()));
            texts.map(|text| text.to_owned())
        });
        let strange: BTreeSet<String> = highlighted
            .filter(|text| !allowed_lower.contains(&one_line(text).to_lowercase()))
            .collect();
        for text in strange {
            let quoted: Vec<String> = allowed.iter().map(|text| format!("`{text}`")).collect();
            let wanted = format!("nothing highlighted but {}", quoted.join(", "));
            failures.push(Failure::new(
                "highlights",
                wanted,
                format!("`{text}` in `{}`", hit.article.id),
            ));
        }
    }
}

/// A passage with `**` around each match.
fn with_marks(snippet: &Snippet) -> String {
    let mut marked = String::with_capacity(snippet.text.len() + 16);
    let mut at = 0;
    for range in &snippet.highlights {
        marked.push_str(&snippet.text[at..range.start]);
        marked.push_str("**");
        marked.push_str(&snippet.text[range.clone()]);
        marked.push_str("**");
        at = range.end;
    }
    marked.push_str(&snippet.text[at..]);
    marked
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
