//! How much of what a saved page says of itself is read right: headline, day and authors, against the
//! expectations that come with the pages of other projects. Prints a table, a line a set; with
//! `--misses` every miss as well.
//!
//!     cargo bench --bench metadata -- CORPORA [--misses] [--held-out | --tuned]
//!
//! `CORPORA` holds `html/` with `readability`, `goose3` and `newspaper4k`. A third of the pages, by a
//! hash of their names, is held out: the rules were not made on them.

// A table and a usage line are what the streams are for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsidx::article::Article;
use newsidx::corpus::{Found, Options, Outcome, date, records, walk};
use serde_json::Value;

/// What should be read of a page; a field that nothing is expected of is `None`.
struct Expected {
    page: PathBuf,
    headline: Option<String>,
    day: Option<String>,
    authors: Option<Vec<String>>,
    site: Option<String>,
}

/// How many were right of how many, and the authors' counts.
#[derive(Default)]
struct Score {
    headlines: (u32, u32),
    days: (u32, u32),
    right: usize,
    read: usize,
    expected: usize,
    stories: u32,
    pages: u32,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let is = |name: &str| arguments.iter().any(|argument| argument == name);
    let Some(corpora) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: cargo bench --bench metadata -- CORPORA [--misses] [--held-out | --tuned]");
        std::process::exit(2);
    };
    let html = Path::new(corpora).join("html");
    println!("{:<14} {:>5} {:>7} {:>14} {:>14} {:>6} {:>6} {:>6}", "set", "pages", "stories", "headline", "day", "P", "R", "F1");
    for (name, expected) in [
        ("readability", readability(&html)),
        ("goose3", goose(&html)),
        ("newspaper4k", newspaper(&html)),
    ] {
        let chosen = expected.into_iter().filter(|expected| match is_held_out(&expected.page) {
            true => !is("--tuned"),
            false => !is("--held-out"),
        });
        let mut score = Score::default();
        for expected in chosen {
            measure(&expected, &mut score, is("--misses"));
        }
        print(name, &score);
    }
}

/// FNV-1a of the page's name without digits, so that `nytimes-1` and `nytimes-2` go together.
fn is_held_out(page: &Path) -> bool {
    let mut name = page.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name == "source" {
        name = page.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    }
    let letters = name.bytes().filter(u8::is_ascii_alphabetic);
    let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 32) % 3 == 0
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned).filter(|text| !text.trim().is_empty())
}

fn list(value: Option<&Value>) -> Option<Vec<String>> {
    let names = value?.as_array()?.iter();
    Some(names.filter_map(Value::as_str).map(str::to_owned).collect())
}

fn readability(html: &Path) -> Vec<Expected> {
    let found = files(&html.join("readability/test/test-pages"), "json").into_iter();
    let expected = found.filter_map(|path| {
        let value = json(&path)?;
        Some(Expected {
            page: path.with_file_name("source.html"),
            headline: text(&value, "title"),
            day: text(&value, "publishedTime"),
            authors: text(&value, "byline").map(|byline| parted(&byline)),
            site: text(&value, "siteName"),
        })
    });
    expected.collect()
}

fn goose(html: &Path) -> Vec<Expected> {
    let found = files(&html.join("goose3/tests/data"), "json").into_iter();
    let expected = found.filter_map(|path| {
        let value = json(&path)?;
        let page = path.with_extension("html");
        let said = value.get("expected")?;
        Some(Expected {
            headline: text(said, "title"),
            day: text(said, "publish_date"),
            authors: list(said.get("authors")).filter(|names| !names.is_empty()),
            site: None,
            page: page.exists().then_some(page)?,
        })
    });
    expected.collect()
}

fn newspaper(html: &Path) -> Vec<Expected> {
    let found = files(&html.join("newspaper4k/tests/data/metadata"), "json").into_iter();
    let expected = found.filter_map(|path| {
        let value = json(&path)?;
        let page = html.join("newspaper4k/tests/data/html").join(path.file_name()?).with_extension("html");
        Some(Expected {
            headline: text(&value, "title"),
            day: text(&value, "publish_date"),
            authors: list(value.get("authors")).filter(|names| !names.is_empty()),
            site: text(&value, "meta_site_name"),
            page: page.exists().then_some(page)?,
        })
    });
    expected.collect()
}

/// The names of a byline as Readability prints one: `Stella Kim, Jennifer Jett`, `By Ann Lee`.
fn parted(byline: &str) -> Vec<String> {
    let line = byline.trim().trim_start_matches("By").trim_start_matches("Par ");
    let names = line.split(['\n', ',', ';']).flat_map(|part| part.split(" and "));
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn read(page: &Path) -> Option<Article> {
    let options = Arc::new(Options::default());
    let files = walk(page, &options).ok()?;
    let found = files.filter_map(|found| match found {
        Found::File(file) => Some(file),
        Found::Refused(_) => None,
    });
    let mut outcomes = found.flat_map(|file| records(&file, &options)).map(|raw| raw.parse().outcome);
    outcomes.find_map(|outcome| match outcome {
        Outcome::Story(article) => Some(*article),
        _ => None,
    })
}

/// A text without marks, white space and case; a no-break space is white space.
fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two headlines are the same but for quotes, spaces, and the site's name behind or before.
fn same_headline(read: &str, expected: &str, site: Option<&str>) -> bool {
    let (read, expected) = (folded(read), folded(expected));
    let site = folded(site.unwrap_or(""));
    let bare = expected.strip_suffix(&*site).or_else(|| expected.strip_prefix(&*site));
    read == expected || !site.is_empty() && bare == Some(&*read)
}

fn measure(expected: &Expected, score: &mut Score, misses: bool) {
    let article = read(&expected.page);
    score.pages += 1;
    score.stories += u32::from(article.is_some());
    let article = article.unwrap_or_default();
    let page = expected.page.components().rev().take(2).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let page = page.collect::<Vec<_>>().join(" < ");
    let miss = |field: &str, read: &str, expected: &str| {
        if misses {
            println!("  {page}: {field}: read {read:?}, expected {expected:?}");
        }
    };
    if let Some(headline) = &expected.headline {
        let right = same_headline(&article.headline, headline, expected.site.as_deref());
        score.headlines = (score.headlines.0 + u32::from(right), score.headlines.1 + 1);
        if !right {
            miss("headline", &article.headline, headline);
        }
    }
    if let Some(day) = expected.day.as_deref().and_then(date::in_field) {
        let read = article.published.map(|time| time.date);
        let right = read == Some(day.date);
        score.days = (score.days.0 + u32::from(right), score.days.1 + 1);
        if !right {
            miss("day", &read.map(|day| day.to_string()).unwrap_or_default(), &day.date.to_string());
        }
    }
    if let Some(authors) = &expected.authors {
        let names = |names: &[String]| names.iter().map(|name| folded(name)).collect::<BTreeSet<_>>();
        let (read, named) = (names(&article.byline), names(authors));
        score.right += read.intersection(&named).count();
        score.read += read.len();
        score.expected += named.len();
        if read != named {
            miss("authors", &article.byline.join("; "), &authors.join("; "));
        }
    }
}

fn print(name: &str, score: &Score) {
    let share = |(right, all): (u32, u32)| match all {
        0 => "-".to_owned(),
        all => format!("{right}/{all} {:.3}", f64::from(right) / f64::from(all)),
    };
    let (right, read, expected) = (score.right as f64, score.read as f64, score.expected as f64);
    let (precision, recall) = (right / read.max(1.0), right / expected.max(1.0));
    let f1 = 2.0 * right / (read + expected).max(1.0);
    let (headlines, days) = (share(score.headlines), share(score.days));
    println!(
        "{name:<14} {:>5} {:>7} {headlines:>14} {days:>14} {precision:>6.3} {recall:>6.3} {f1:>6.3}",
        score.pages, score.stories
    );
}
