//! Whole stories: what is found in any text lies within it, and does not depend on what came before.

use proptest::prelude::*;

use super::*;
use crate::article::{Entity, EntityKind};

/// Pieces of news that names are made of and stand among.
const PIECES: &[&str] = &[
    "Angela Merkel",
    "Merkel",
    "Mrs.",
    "Gen.",
    "Khalifa al-Haftar",
    "HAFTAR",
    "U.N.",
    "UN",
    "the",
    "of",
    "said",
    "Libya",
    "Libyan",
    "South Koreans",
    "Goldman Sachs",
    "Smith Inc.",
    "(GNA)",
    "Government of National Accord",
    "'s",
    "’s",
    ".",
    ",",
    "-",
    "\n\n",
    "May",
    "St. Louis",
    "John F.",
    "van der Berg",
    "\u{301}",
    "停战",
    "İ",
    "1,024",
    "The Hague",
    "U.S. Senator",
    "É",
    "ﬁ",
    "\"",
    "Shr",
    "AT&T",
    "O'Neill",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.join(" ")),
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn article() -> impl Strategy<Value = Article> {
    let given = (prop::sample::select(&EntityKind::ALL[..]), text());
    (text(), text(), prop::option::of(text()), prop::option::of(given)).prop_map(
        |(headline, body, caption, given)| Article {
            headline,
            body,
            captions: caption.into_iter().collect(),
            entities: given
                .map(|(kind, name)| Entity::given(kind, name))
                .into_iter()
                .collect(),
            ..Article::default()
        },
    )
}

proptest! {
    #[test]
    fn mentions_lie_within_the_text_and_never_over_one_another(mut article in article()) {
        Annotator::default().annotate(&mut article);
        let mut mentions: Vec<Mention> = Vec::new();
        for entity in &article.entities {
            prop_assert!(entity.given || !entity.name.is_empty());
            prop_assert!(entity.mentions.is_sorted());
            mentions.extend(&entity.mentions);
        }
        mentions.sort_unstable();
        for mention in &mentions {
            prop_assert!(mention.text(&article).is_some_and(|text| !text.is_empty()));
        }
        for pair in mentions.windows(2) {
            prop_assert!(pair[0].part != pair[1].part || pair[0].end <= pair[1].start);
        }
    }

    #[test]
    fn what_came_before_changes_nothing(articles in prop::collection::vec(article(), 2..5)) {
        let mut one = Annotator::default();
        for article in articles {
            let (mut after_others, mut first) = (article.clone(), article);
            one.annotate(&mut after_others);
            Annotator::default().annotate(&mut first);
            prop_assert_eq!(after_others, first);
        }
    }
}
