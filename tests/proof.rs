//! Highlights are proofs: whatever is asked of whatever story, it satisfies the query if and only if
//! the oracle says so, and what is marked satisfies by itself the part of the query that it is marked
//! for. Nothing is indexed here, so that there can be many pairs.

use std::convert::Infallible;

use newsidx::article::Article;
use newsidx::query::{self, Defaults, Query};
use newsidx::snippet::{Extent, snippets};
use newsidx::spans::{Lexicon, Mark, Plan, lacks, marks, plan};
use newsidx::tokens;
use proptest::prelude::*;

use crate::engine::named;
use crate::oracle::{Oracle, Text};
use crate::questions::{article, question};

/// The stories of one case are asked all its questions: 9 times 30 pairs, 400 times.
const CASES: u32 = 400;

/// The compounds that some stories hyphenate.
struct Compounds(Vec<tokens::Compound>);

impl Compounds {
    fn of(articles: &[Article]) -> Compounds {
        let mut found = Vec::new();
        for text in articles
            .iter()
            .flat_map(|article| [&article.headline, &article.body])
        {
            tokens::compounds(text, |compound| found.push(compound));
        }
        Compounds(found)
    }
}

impl Lexicon for Compounds {
    type Error = Infallible;

    fn splits(&self, stem: &str) -> Result<Vec<String>, Infallible> {
        let named = self.0.iter().filter(|compound| compound.key() == stem);
        Ok(named.map(|compound| compound.parts.clone()).collect())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_marked_is_a_proof(
        articles in prop::collection::vec(article(), 9),
        questions in prop::collection::vec(question(), 30),
    ) {
        let articles = named(articles);
        let lexicon = Compounds::of(&articles);
        let oracle = Oracle::of(articles.clone());
        for text in &questions {
            let parsed = query::parse(text, &Defaults::default()).unwrap();
            let Ok(plan) = plan(&parsed, &lexicon);
            let wanted = oracle.answer(&parsed);
            for article in &articles {
                let marked = marks(&plan, article);
                prop_assert_eq!(marked.is_some(), wanted.contains(&article.id.0), "{} {:?}", text, article);
                let Ok(lacks) = lacks(&parsed, &lexicon, article);
                prop_assert_eq!(lacks.is_empty(), marked.is_some(), "{} {:?} {:?}", text, article, lacks);
                prove(&oracle, &parsed, text, article, &plan)?;
            }
        }
    }
}

/// What is marked for a query of one part satisfies it alone.
fn prove(
    oracle: &Oracle,
    query: &Query,
    text: &str,
    article: &Article,
    plan: &Plan,
) -> Result<(), TestCaseError> {
    let fields = marks(plan, article).unwrap_or_default();
    let part = match query {
        Query::AtLeast(_, inner) | Query::Boost(inner, _) => inner,
        other => other,
    };
    for field in &fields {
        for mark in &field.marks {
            let inside = mark.whole.start <= mark.range.start && mark.range.end <= mark.whole.end;
            prop_assert!(inside && !mark.range.is_empty(), "{} {:?}", text, field);
            let whole = &field.text[mark.whole.clone()];
            if matches!(part, Query::Words(_) | Query::Near(_) | Query::First(..)) {
                let alone = oracle.finds_in(part, &Text::of(whole, field.field.kind()));
                prop_assert!(alone, "{}: {:?} in {:?}", text, whole, field.text);
            }
        }
    }
    // The same marks are in what is shown, as far as it is.
    for snippet in snippets(plan, article, Extent::default()) {
        for range in &snippet.highlights {
            let range = range.start + snippet.start..range.end + snippet.start;
            let covered = fields
                .iter()
                .filter(|field| field.field == snippet.field)
                .any(|field| {
                    let overlaps = |mark: &Mark| mark.range.start < range.end && range.start < mark.range.end;
                    field.marks.iter().any(overlaps)
                });
            prop_assert!(covered, "{} {:?}", text, snippet);
        }
    }
    Ok(())
}

#[test]
fn a_word_may_be_asked_for_in_every_way() {
    let text = "The U.N. said oil, Oil and OIL's price rose.";
    let article = Article {
        body: text.into(),
        ..Article::default()
    };
    for (asked, wanted) in [
        ("oil", &["oil", "Oil", "OIL's"][..]),
        ("caps(oil)", &["Oil", "OIL's"]),
        ("allcaps(oil)", &["OIL's"]),
        ("nocaps(oil)", &["oil"]),
        ("exact(Oil)", &["Oil"]),
        ("exact(\"oil,\")", &["oil,"]),
        ("exact(\"Oil and\")", &["Oil and"]),
        ("exact(UN)", &[]),
        ("exact(U.N.)", &["U.N."]),
        ("UN", &["U.N."]),
        ("?il W/1 pric*", &["OIL's", "price"]),
        ("pirce~1", &["price"]),
        ("oil NOT W/3 price", &["oil"]),
        ("first2(un)", &["U.N."]),
        ("\"said * and\"", &[]),
        ("\"said * * and\"", &["said oil, Oil and"]),
        ("atleast3(oil)", &["oil", "Oil", "OIL's"]),
        ("atleast4(oil)", &[]),
    ] {
        let Ok(plan) = plan(
            &query::parse(asked, &Defaults::default()).unwrap(),
            &Compounds(Vec::new()),
        );
        let fields = marks(&plan, &article).unwrap_or_default();
        let marked: Vec<&str> = fields
            .iter()
            .flat_map(|field| field.marks.iter().map(|mark| &text[mark.range.clone()]))
            .collect();
        assert_eq!(marked, wanted, "{asked}");
    }
}
