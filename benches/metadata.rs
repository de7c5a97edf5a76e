//! How much of what a saved page says of itself is read right: headline, day and authors, against the
//! expectations that come with the pages of other projects. Prints a table, two lines a set: as the
//! expectations are given, and with the wrong ones put right; with `--misses` every miss as well.
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

/// Expectations that are no headline, no day or no human being, and what the page itself shows; they
/// were found by reading the expectations and the pages. An empty one is not counted, but for authors:
/// none is expected then.
#[rustfmt::skip]
const CORRECTED: &[(&str, &str, &str)] = &[
    // The title of the browser with the site's, the desk's or the book's name.
    ("001", "headline", "Get your Frontend JavaScript Code Covered"),
    ("archive-of-our-own", "headline", ""),
    ("daringfireball-1", "headline", ""),
    ("ebb-org", "headline", "On Recent Controversial Events"),
    ("firefox-nightly-blog", "headline", "These Weeks in Firefox: Issue 85"),
    ("gmw", "headline", "宇航员在太空中喝酒会怎么样？后果很严重"),
    ("google-sre-book-1", "headline", ""),
    ("lwn-1", "headline", "LWN.net Weekly Edition for March 26, 2015"),
    ("mercurial", "headline", "Evolve: Shared Mutable History"),
    ("mozilla-1", "headline", ""),
    ("pixnet", "headline", "新竹尖石_美樹營地賞楓 (2)"),
    ("qq", "headline", "DeepMind新电脑已可利用记忆自学 人工智能迈上新台阶"),
    ("royal-road", "headline", "ONE HUNDRED TWO: What kind of wordchain?"),
    ("table-style-attributes", "headline", ""),
    ("v8-blog", "headline", "Outside the web: standalone WebAssembly binaries using Emscripten"),
    ("wikipedia", "headline", "Mozilla"),
    ("yahoo-2", "headline", "Russia: Space ship malfunctions, breaks up over Siberia"),
    ("youth", "headline", "海外留学生看两会：出国前后关注点大不同"),
    ("test_title_sitename", "headline", ""),
    ("test_title_sitename_list", "headline", "What is Network Segmentation?"),
    ("japanese_article", "headline", "米朝首脳直通電話 習氏に挑むトランプ戦術の成否 （写真＝ロイター）"),
    // A date that a site's own names cannot give.
    ("test_publish_date_config", "day", ""),
    // Outlets, agencies and crowds.
    ("bbc-1", "authors", ""),
    ("heise", "authors", ""),
    ("wikipedia-2", "authors", ""),
    ("wikipedia-3", "authors", ""),
    ("wikipedia-4", "authors", ""),
    ("article_with_divs", "authors", ""),
    ("fox13now_001", "authors", ""),
    ("japanese_article", "authors", ""),
    ("video_article_01", "authors", ""),
    ("yna_co_kr", "authors", ""),
    ("yahoo-4", "authors", ""),
    // Dates, labels, handles and other people's names.
    ("003-metadata-preferred", "authors", ""),
    ("breitbart", "authors", "Lucas Nolan"),
    ("ebb-org", "authors", "Bradley M. Kuhn"),
    ("google-sre-book-1", "authors", "Rob Ewaschuk"),
    ("guardian-1", "authors", "Eleanor Ainge Roy"),
    ("iab-1", "authors", "Scott Cunningham"),
    ("ietf-1", "authors", "F. Kooman; Michiel de Jong"),
    ("lemonde-1", "authors", "Martin Untersinger; Damien Leloup; Morgane Tual"),
    ("lwn-1", "authors", "Nathan Willis"),
    ("pixnet", "authors", ""),
    ("royal-road", "authors", ""),
    ("salon-1", "authors", "Richard (R.J.) Eskow"),
    ("seattletimes-1", "authors", "Benjamin Romano"),
    ("spiceworks", "authors", ""),
    ("webmd-1", "authors", "Brenda Goodman"),
    ("webmd-2", "authors", "Kelli Miller"),
    ("wired_001", "authors", "Tom Bennett"),
    ("yahoo-3", "authors", "Gillian Mohney"),
    ("youth", "authors", "崔宁宁"),
];

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
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let is = |name: &str| arguments.iter().any(|argument| argument == name);
    let Some(corpora) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: cargo bench --bench metadata -- CORPORA [--misses] [--held-out | --tuned]");
        std::process::exit(2);
    };
    let html = Path::new(corpora).join("html");
    println!(
        "{:<14} {:>5} {:>7} {:>14} {:>14} {:>6} {:>6} {:>6}",
        "set", "pages", "stories", "headline", "day", "P", "R", "F1"
    );
    for (name, expected) in [
        ("readability", readability(&html)),
        ("goose3", goose(&html)),
        ("newspaper4k", newspaper(&html)),
    ] {
        let chosen = expected
            .into_iter()
            .filter(|expected| match is_held_out(&expected.page) {
                true => !is("--tuned"),
                false => !is("--held-out"),
            });
        let (mut given, mut corrected) = (Score::default(), Score::default());
        for mut expected in chosen {
            let article = read(&expected.page);
            measure(&expected, &article, &mut given, false);
            correct(&mut expected);
            measure(&expected, &article, &mut corrected, is("--misses"));
        }
        print(name, &given);
        print("  corrected", &corrected);
    }
}

/// A page's name: that of its folder where all pages are called alike.
fn name(page: &Path) -> String {
    let stem = page.file_stem().filter(|stem| *stem != "source");
    let name = stem.or_else(|| page.parent().and_then(Path::file_name));
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Puts right what is expected of a page.
fn correct(expected: &mut Expected) {
    let page = name(&expected.page);
    for (_, field, text) in CORRECTED.iter().filter(|(corrected, ..)| *corrected == page) {
        let text = Some((*text).to_owned()).filter(|text| !text.is_empty());
        match *field {
            "headline" => expected.headline = text,
            "day" => expected.day = text,
            _ => {
                expected.authors = Some(
                    text.iter()
                        .flat_map(|text| text.split("; "))
                        .map(str::to_owned)
                        .collect(),
                )
            }
        }
    }
}

/// FNV-1a of the page's name without digits, so that `nytimes-1` and `nytimes-2` go together.
fn is_held_out(page: &Path) -> bool {
    let name = name(page);
    let letters = name.bytes().filter(u8::is_ascii_alphabetic);
    let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
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
    value
        .get(key)?
        .as_str()
        .map(str::to_owned)
        .filter(|text| !text.trim().is_empty())
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
        let page = html
            .join("newspaper4k/tests/data/html")
            .join(path.file_name()?)
            .with_extension("html");
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
    names
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn read(page: &Path) -> Option<Article> {
    let options = Arc::new(Options::default());
    let files = walk(page, &options).ok()?;
    let found = files.filter_map(|found| match found {
        Found::File(file) => Some(file),
        Found::Refused(_) => None,
    });
    let mut outcomes = found
        .flat_map(|file| records(&file, &options))
        .map(|raw| raw.parse().outcome);
    outcomes.find_map(|outcome| match outcome {
        Outcome::Story(article) => Some(*article),
        _ => None,
    })
}

/// Reads a page again under a heading: some are fragments without one and without text, and no stories.
fn read_with_heading(page: &Path) -> Option<Article> {
    let folder = tempfile::tempdir().ok()?;
    let copy = folder.path().join("page.html");
    let mut bytes = fs::read(page).ok()?;
    bytes.extend_from_slice(b"<h1>A fragment of a page is read here</h1>");
    fs::write(&copy, bytes).ok()?;
    read(&copy)
}

/// A text without marks, white space and case; a no-break space is white space.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two headlines are the same but for quotes, spaces, and the site's name behind or before.
fn same_headline(read: &str, expected: &str, site: Option<&str>) -> bool {
    let (read, expected) = (folded(read), folded(expected));
    let site = folded(site.unwrap_or(""));
    let bare = expected
        .strip_suffix(&*site)
        .or_else(|| expected.strip_prefix(&*site));
    read == expected || !site.is_empty() && bare == Some(&*read)
}

fn measure(expected: &Expected, article: &Option<Article>, score: &mut Score, misses: bool) {
    score.pages += 1;
    score.stories += u32::from(article.is_some());
    let article = article
        .clone()
        .or_else(|| read_with_heading(&expected.page))
        .unwrap_or_default();
    let page = name(&expected.page);
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
            miss(
                "day",
                &read.map(|day| day.to_string()).unwrap_or_default(),
                &day.date.to_string(),
            );
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
