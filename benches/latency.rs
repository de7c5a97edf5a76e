//! How fast is an answer, in one process and on one thread: top ten with passages, of each kind of
//! question, against stock tantivy on the same index (`QueryParser`, `TopDocs`, `SnippetGenerator`
//! over the body). Tantivy finds words as written; newsidx finds all their forms, counts all stories
//! exactly and marks what satisfied the query.
//!
//!     cargo bench --bench latency -- INDEX [KIND]
//!
//! The questions are made of words of the index's own stories, by a seeded generator. Both engines
//! are asked each question in turn; times are the least of three.

use std::path::Path;
use std::time::{Duration, Instant};

use newsidx::article::Article;
use newsidx::engine::local::LocalEngine;
use newsidx::search::{PageHit, Question, search};
use newsidx::tokens;
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, QueryParser, RangeQuery};
use tantivy::schema::Value;
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// How many questions of each kind.
const QUESTIONS: usize = 100;
/// How many stories the words are taken from.
const SAMPLED: usize = 400;

/// Words of newsidx as a tokenizer of tantivy.
#[derive(Clone)]
struct Words;

struct Stream<'t> {
    words: tokens::Words<'t>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            words: tokens::Words::of(text),
            token: Token::default(),
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let more = self.words.advance();
        let word = self.words.word();
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        self.token.position = word.position as usize;
        self.token.text.clear();
        self.token.text.push_str(&word.text);
        more
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Tantivy, as its documentation has it used.
struct Stock {
    index: Index,
    searcher: Searcher,
}

impl Stock {
    fn open(folder: &Path) -> tantivy::Result<Stock> {
        let mut index = Index::open(MmapDirectory::open(folder)?)?;
        let manager = tantivy::tokenizer::TokenizerManager::new();
        for name in ["words", "prose", "lead", "body", "compounds", "default"] {
            manager.register(name, TextAnalyzer::from(Words));
        }
        index.set_tokenizers(manager);
        let searcher = index.reader()?.searcher();
        Ok(Stock { index, searcher })
    }

    fn ask(&self, asked: &Asked) -> tantivy::Result<usize> {
        let schema = self.index.schema();
        let fields = asked.fields.iter().map(|name| schema.get_field(name));
        let fields = fields.collect::<tantivy::Result<Vec<_>>>()?;
        let body = schema.get_field("body")?;
        let mut parser = QueryParser::for_index(&self.index, fields);
        parser.set_conjunction_by_default();
        let mut query = parser.parse_query(&asked.stock)?;
        if asked.filtered {
            let published = schema.get_field("published")?;
            let bound = |seconds| std::ops::Bound::Included(Term::from_field_i64(published, seconds));
            let range: Box<dyn Query> = Box::new(RangeQuery::new(bound(FROM), bound(TO)));
            query = Box::new(BooleanQuery::new(vec![
                (Occur::Must, query),
                (Occur::Must, range),
            ]));
        }
        let top = self
            .searcher
            .search(&query, &TopDocs::with_limit(10).order_by_score())?;
        let generator = SnippetGenerator::create(&self.searcher, &*query, body)?;
        let story = schema.get_field("story")?;
        let mut length = 0;
        for (_, address) in top {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let bytes = document
                .get_first(story)
                .and_then(|value| value.as_bytes())
                .unwrap_or_default();
            let article: Article = postcard::from_bytes(bytes).unwrap_or_default();
            length += generator.snippet(&article.body).to_html().len();
        }
        Ok(length)
    }
}

/// 5 to 14 February 1987: a third of the recombined stories.
const FROM: i64 = 539_481_600;
const TO: i64 = 540_345_599;
const FILTER: &str = "published:1987-02-05..1987-02-14";

/// A question in both languages.
struct Asked {
    kind: &'static str,
    ours: String,
    stock: String,
    fields: &'static [&'static str],
    filtered: bool,
}

/// Marsaglia's xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound.max(1)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let (index, only) = match &arguments[..] {
        [index] => (index, None),
        [index, kind] => (index, Some(kind)),
        _ => return Err("expected an index, and perhaps a kind of question".into()),
    };
    let engine = LocalEngine::open(Path::new(index))?;
    let stock = Stock::open(engine.folder())?;
    let questions = questions(&engine)?;
    let mut kinds: Vec<&str> = questions.iter().map(|asked| asked.kind).collect();
    kinds.dedup();
    kinds.retain(|kind| only.is_none_or(|only| only == kind));
    print(&format!(
        "{:28} {:>10} {:>10} {:>10} {:>10} {:>7}",
        "microseconds", "p50", "p99", "stock p50", "stock p99", "ratio"
    ));
    let (mut all, mut stocks) = (Vec::new(), Vec::new());
    for kind in kinds {
        let of_kind = questions.iter().filter(|asked| asked.kind == kind);
        let (ours, theirs) = measure(&engine, &stock, of_kind)?;
        tell(kind, &ours, &theirs);
        all.extend(ours);
        stocks.extend(theirs);
    }
    print(&format!(
        "{:28} {:>10.0} {:>10.0} {:>10.0} {:>10.0}   p99 / p50 {:.1}",
        "all",
        at(&all, 0.5),
        at(&all, 0.99),
        at(&stocks, 0.5),
        at(&stocks, 0.99),
        at(&all, 0.99) / at(&all, 0.5)
    ));
    Ok(())
}

/// The times of newsidx and of tantivy.
type Times = (Vec<Duration>, Vec<Duration>);

fn measure<'q>(
    engine: &LocalEngine,
    stock: &Stock,
    questions: impl Iterator<Item = &'q Asked>,
) -> Result<Times, Box<dyn std::error::Error>> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for asked in questions {
        let question = Question {
            text: asked.ours.clone(),
            limit: 10,
            ..Question::default()
        };
        let (mut best, mut best_stock) = (Duration::MAX, Duration::MAX);
        for _ in 0..3 {
            let began = Instant::now();
            std::hint::black_box(search(engine, &question)?);
            best = best.min(began.elapsed());
            if !asked.stock.is_empty() {
                let began = Instant::now();
                std::hint::black_box(stock.ask(asked)?);
                best_stock = best_stock.min(began.elapsed());
            }
        }
        ours.push(best);
        if !asked.stock.is_empty() {
            theirs.push(best_stock);
        }
    }
    Ok((ours, theirs))
}

fn tell(kind: &str, ours: &[Duration], theirs: &[Duration]) {
    let shown = |times: &[Duration], share| match times {
        [] => String::new(),
        times => format!("{:.0}", at(times, share)),
    };
    let ratio = match theirs {
        [] => String::new(),
        theirs => format!("{:.2}", at(theirs, 0.5) / at(ours, 0.5)),
    };
    print(&format!(
        "{kind:28} {:>10} {:>10} {:>10} {:>10} {ratio:>7}",
        shown(ours, 0.5),
        shown(ours, 0.99),
        shown(theirs, 0.5),
        shown(theirs, 0.99)
    ));
}

/// The time that a share of some times does not exceed, in microseconds.
fn at(times: &[Duration], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6
}

fn questions(engine: &LocalEngine) -> Result<Vec<Asked>, Box<dyn std::error::Error>> {
    let sample = Question {
        text: "length:>80".into(),
        limit: SAMPLED,
        ..Question::default()
    };
    let stories = search(engine, &sample)?.hits;
    let mut random = Random(88_172_645_463_325_252);
    let mut asked = Vec::new();
    let three: &[&str] = &["headline", "lead", "body"];
    for kind in KINDS {
        for _ in 0..QUESTIONS {
            let words = words(&stories, &mut random);
            let (ours, stock) = texts(kind, &words);
            let (fields, filtered) = match *kind {
                "two words" => (&["body"][..], false),
                "two words, filtered" => (three, true),
                _ => (three, false),
            };
            asked.push(Asked {
                kind,
                ours,
                stock,
                fields,
                filtered,
            });
        }
    }
    for (one, other) in FREQUENT {
        for (kind, ours, stock) in [
            (
                "frequent: phrase",
                format!("\"{one} {other}\""),
                format!("\"{one} {other}\""),
            ),
            ("frequent: W/5", format!("{one} W/5 {other}"), String::new()),
            (
                "frequent: two words",
                format!("{one} {other}"),
                format!("{one} {other}"),
            ),
        ] {
            asked.push(Asked {
                kind,
                ours,
                stock,
                fields: three,
                filtered: false,
            });
        }
    }
    asked.sort_by_key(|asked| order(asked.kind));
    Ok(asked)
}

/// Two words side by side in a story, and one that is near the first.
fn words(stories: &[PageHit], random: &mut Random) -> [String; 3] {
    loop {
        let body = &stories[random.below(stories.len())].article.body;
        let words: Vec<String> = tokens::words(body).into_iter().map(|word| word.text).collect();
        let at = random.below(words.len().saturating_sub(6));
        let far = (at + 1 + random.below(4)).min(words.len() - 1);
        let chosen = [words[at].clone(), words[at + 1].clone(), words[far].clone()];
        let plain = |word: &String| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if chosen.iter().all(plain) {
            return chosen;
        }
    }
}

/// A question of a kind in the language of newsidx and, if it can be asked there, in that of tantivy.
fn texts(kind: &str, [one, next, far]: &[String; 3]) -> (String, String) {
    let two = format!("{one} {far}");
    let both = |text: String| (text.clone(), text);
    match kind {
        "two words" | "two words, three fields" => both(two),
        "any of three words" => both(format!("{one} OR {next} OR {far}")),
        "two words, filtered" => (format!("{two} {FILTER}"), two),
        "phrase" => both(format!("\"{one} {next}\"")),
        "W/5" => (format!("{one} W/5 {far}"), String::new()),
        "same sentence" => (format!("{one} /s {far}"), String::new()),
        "not near" => (format!("{one} NOT W/5 {far}"), String::new()),
        "wildcard" => (format!("{}*", &one[..4]), String::new()),
        _ => (format!("{one}~1"), String::new()),
    }
}

fn order(kind: &str) -> usize {
    let frequent = ["frequent: two words", "frequent: phrase", "frequent: W/5"];
    let mut all = KINDS.iter().copied().chain(frequent);
    all.position(|known| known == kind).unwrap_or(usize::MAX)
}

const KINDS: &[&str] = &[
    "two words",
    "two words, three fields",
    "any of three words",
    "two words, filtered",
    "phrase",
    "W/5",
    "same sentence",
    "not near",
    "wildcard",
    "fuzzy word",
];

/// Pairs of words that are frequent in news of business.
const FREQUENT: &[(&str, &str)] = &[
    ("interest", "rates"),
    ("oil", "prices"),
    ("per", "share"),
    ("stock", "exchange"),
    ("prime", "minister"),
    ("last", "year"),
    ("company", "said"),
    ("billion", "dollars"),
];

#[expect(clippy::print_stdout, reason = "the result")]
fn print(line: &str) {
    println!("{line}");
}
