//! More stories than the engine looks at together: what is found does not depend on where in the index a story stands,
//! nor the best of an answer on how many are asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use newsidx::article::{Article, Date, Timestamp};
use newsidx::engine::Sort;
use newsidx::field::Field;
use newsidx::query::{self, Defaults};
use newsidx::search::{Preferences, Question, search};

use crate::engine::{ask, index, named, question_of};
use crate::oracle::Oracle;

/// From the commonest to the rarest.
const WORDS: &[&str] = &[
    "the",
    "said",
    "oil",
    "prices",
    "Oil",
    "of",
    "price",
    "minister",
    "rose",
    "gas",
    "talks",
    "ministers",
    "Moscow",
    "oils",
    "cease-fire",
    "ceasefire",
    "harbour",
    "lubwee",
    "lubwe",
    "strike",
    "zebra",
    "quagga",
    "okapi",
    "bongo",
];

pub(crate) const QUESTIONS: &[&str] = &[
    "oil",
    "oil prices",
    "zebra said",
    "okapi the of",
    "oil OR zebra",
    "gas OR minister OR bongo",
    "(oil gas) OR (price zebra) OR lubwee",
    "oil -the",
    "NOT said",
    "\"the oil\"",
    "\"oil prices\" OR quagga",
    "oil W/2 prices",
    "the NOT W/3 said",
    "oil /s zebra",
    "atleast3(oil)",
    "cease-fire",
    "headline:minister",
    "minist* okapi",
    "exact(Oil) bongo",
    "first3(oil)",
    "oil published:1987-02",
];

/// Marsaglia's xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }

    /// A word; the rarest are in one story of a thousand.
    fn word(&mut self) -> &'static str {
        let mut rank = 0;
        while rank + 1 < WORDS.len() && self.below(100) < 72 {
            rank += 1;
        }
        WORDS[rank]
    }

    fn text(&mut self, longest: u64) -> String {
        let words = (0..=self.below(longest)).map(|_| self.word());
        let mut text = words.collect::<Vec<_>>().join(" ");
        text.push('.');
        text
    }
}

pub(crate) fn stories(count: usize) -> Vec<Article> {
    let mut random = Random(88_172_645_463_325_252);
    let story = |_| Article {
        headline: random.text(4),
        body: format!("{}\n\n{} {}", random.text(12), random.text(9), random.text(20)),
        published: Date::new(1987, 1 + random.below(3) as u8, 1 + random.below(9) as u8).map(Timestamp::from),
        ..Article::default()
    };
    named((0..count).map(story).collect())
}

#[test]
fn many_stories_are_found_as_few_are() {
    let articles = stories(9_500);
    let folder = tempfile::tempdir().unwrap();
    let engine = index(&articles, folder.path(), 1);
    let oracle = Oracle::of(articles);
    for text in QUESTIONS {
        let parsed = query::parse(text, &Defaults::default()).unwrap();
        let all = ask(&engine, text, Sort::Relevance);
        let found: BTreeSet<&str> = all.hits.iter().map(|hit| &*hit.article.id.0).collect();
        let wanted = oracle.answer(&parsed);
        assert!(wanted.iter().map(|id| &**id).eq(found.iter().copied()), "{text}");
        assert!(!found.is_empty() && all.total == found.len() as u64, "{text}");
        for limit in [1, 3, 10, 50] {
            let question = Question {
                text: (*text).into(),
                limit,
                ..Question::default()
            };
            let page = search(&engine, &question).unwrap();
            assert_eq!(page.total, all.total, "{text}");
            assert!(page.hits.iter().eq(all.hits.iter().take(limit)), "{text} {limit}");
        }
    }
}

/// Where an occurrence counts one thing in a byline and another in a caption, words are read as they are written and not
/// by their stems; these stories have neither, so that nothing else is different.
#[test]
fn stems_say_what_the_words_as_written_say() {
    let folder = tempfile::tempdir().unwrap();
    let engine = index(&stories(1_500), folder.path(), 1);
    let mut preferences = Preferences::default();
    preferences.weights.set(Field::Byline, 0.75);
    let preferences = Arc::new(preferences);
    for text in QUESTIONS {
        let by_stems = ask(&engine, text, Sort::Relevance);
        let as_written = search(&engine, &question_of(text, &preferences)).unwrap();
        assert_eq!(by_stems.hits, as_written.hits, "{text}");
    }
}
