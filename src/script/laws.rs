//! What holds of every query, without anybody asking for it: a story answers it or its contrary, each
//! story that is shown satisfies it when its text is read again, and shows where.

use super::Failure;
use super::check::Answer;
use super::relation::whole;
use super::stories::Trouble;
use crate::engine::{SearchRequest, Sort};
use crate::field::Weights;
use crate::query::Query;
use crate::search::Prepared;
use crate::spans::{Node, marks};

/// Checks the laws on an answer.
pub(super) fn check(answer: &Answer<'_>, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
    contrary(answer, failures)?;
    let needs_word = needs_word(&answer.prepared.plan.root);
    for hit in &answer.page.hits {
        let id = &hit.article.id;
        // What is highlighted was found by reading the story's text again.
        if hit.snippets.iter().any(|snippet| !snippet.highlights.is_empty()) {
            continue;
        }
        if marks(&answer.prepared.plan, &hit.article).is_none() {
            let wanted = "each story satisfies the query when its text is read again";
            failures.push(Failure::new("law", wanted, format!("`{id}` does not")));
        } else if needs_word {
            let wanted = "something is highlighted in each story";
            failures.push(Failure::new("law", wanted, format!("nothing is in `{id}`")));
        }
    }
    Ok(())
}

/// The stories of a query and those of its contrary are all stories.
fn contrary(answer: &Answer<'_>, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
    let engine = answer.subject.engine();
    let contrary = Prepared::of(engine, Query::Not(Box::new(whole(&answer.prepared))))?;
    let request = SearchRequest {
        plan: &contrary.plan,
        weights: &Weights::default(),
        sort: Sort::Relevance,
        offset: 0,
        limit: 0,
        since: None,
        deadline: None,
    };
    let (with, without) = (answer.page.total, engine.search(&request)?.total);
    let all = engine.summary().indexed;
    if with + without != all {
        let wanted = format!("the answer and its contrary are all {all} stories");
        failures.push(Failure::new(
            "law",
            wanted,
            format!("{with} and {without} are {}", with + without),
        ));
    }
    Ok(())
}

/// Whether a condition can only hold where a word does.
fn needs_word(node: &Node) -> bool {
    match node {
        Node::Words(_) => true,
        Node::And(parts) => parts.iter().any(needs_word),
        Node::Or(parts) => parts.iter().all(needs_word),
        Node::All | Node::Key(..) | Node::Range(..) | Node::Has(_) | Node::Not(_) => false,
    }
}
