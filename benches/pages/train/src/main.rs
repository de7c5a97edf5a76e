//! The product's own code for the bodies of pages, opened up for training and measuring: it writes the
//! features of the blocks of each page, takes likelihoods back and writes the bodies they lead to, or
//! writes the bodies of the product as it is. `benches/pages/train.py` calls it.
//!
//! `newsidx-pages-train features|choose|product LIST FOLDER`: LIST has a page a line, a number, a tab
//! and a path; FOLDER holds what is written, `NUMBER.json` and so on.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use scraper::{Html, Selector};
use serde_json::Value;

#[allow(dead_code, unused_imports, missing_docs)]
#[path = "../../../../src/corpus"]
mod corpus {
    pub(crate) mod page {
        pub(crate) mod body;
    }

    /// The body as the product gives it.
    pub(crate) fn product(
        page: &scraper::Html,
        headline: Option<&str>,
        article_body: Option<&str>,
    ) -> Vec<String> {
        page::body::body(
            page,
            &page::body::About {
                headline,
                article_body,
            },
        )
        .paragraphs
    }
}

/// The steps of the body, each on its own.
#[allow(dead_code)]
#[path = "../../../../src/corpus/page/body"]
mod steps {
    pub(crate) mod blocks;
    pub(crate) mod choose;
    pub(crate) mod elements;
    pub(crate) mod features;
    pub(crate) mod needles;
    pub(crate) mod phrases;
    pub(crate) mod text;
    pub(crate) mod words;

    pub(crate) struct About<'page> {
        pub(crate) headline: Option<&'page str>,
        pub(crate) article_body: Option<&'page str>,
    }

    /// Text, letters and features of each block.
    pub(crate) fn features(page: &scraper::Html, about: &About<'_>) -> Vec<(String, u32, Vec<f32>)> {
        let cut = blocks::cut(page);
        let survey = features::Survey::new(&cut, about);
        let measured = (0..cut.blocks.len()).map(|at| {
            let mut into = Vec::new();
            features::measure(&cut, &survey, at, &mut into);
            into
        });
        let measured: Vec<_> = measured.collect();
        cut.blocks
            .into_iter()
            .zip(measured)
            .map(|(block, into)| (block.text, block.letters, into))
            .collect()
    }

    /// The paragraphs that likelihoods lead to.
    pub(crate) fn chosen(page: &scraper::Html, about: &About<'_>, likely: &[f32]) -> Vec<String> {
        let cut = blocks::cut(page);
        choose::paragraphs(&cut, &choose::choose(&cut, likely, about))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, mode, list, folder] = arguments.as_slice() else {
        return Err("usage: newsidx-pages-train features|choose|product LIST FOLDER".into());
    };
    let (mut parsing, mut finding, mut pages) = (Duration::ZERO, Duration::ZERO, 0);
    for row in fs::read_to_string(list)?.lines() {
        let (number, path) = row.split_once('\t').ok_or("a line without a tab")?;
        let html = decode(&fs::read(path)?);
        let start = Instant::now();
        let page = Html::parse_document(&html);
        parsing += start.elapsed();
        let (headline, article_body) = about(&page)?;
        let known = steps::About {
            headline: headline.as_deref(),
            article_body: article_body.as_deref(),
        };
        let file = |ending: &str| Path::new(folder).join(format!("{number}.{ending}"));
        let start = Instant::now();
        match mode.as_str() {
            "features" => write_features(steps::features(&page, &known), &file("json"), &file("f32"))?,
            "choose" => {
                let likely = floats(&fs::read(file("likely"))?);
                fs::write(file("txt"), steps::chosen(&page, &known, &likely).join("\n"))?;
            }
            _ => {
                let body = corpus::product(&page, known.headline, known.article_body);
                finding += start.elapsed();
                fs::write(file("txt"), body.join("\n"))?;
            }
        }
        pages += 1;
    }
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(pages.max(1));
    println!(
        "{pages} pages, ms a page: {:.2} to parse, {:.2} to find the body",
        each(parsing),
        each(finding)
    );
    Ok(())
}

/// The blocks as `[text, letters, name]`, and their features as numbers of four bytes. The name is made
/// of the text and of how often it came before.
fn write_features(
    blocks: Vec<(String, u32, Vec<f32>)>,
    json: &Path,
    numbers: &Path,
) -> Result<(), Box<dyn Error>> {
    let mut seen: HashMap<u32, u32> = HashMap::new();
    let mut told = Vec::new();
    let mut bytes = Vec::new();
    for (text, letters, features) in blocks {
        let hash = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .fold(0x811c_9dc5u32, |hash, letter| {
                (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
            });
        let count = seen.entry(hash).or_insert(0);
        *count += 1;
        told.push(serde_json::json!([text, letters, format!("{hash:08x}.{count}")]));
        bytes.extend(features.iter().flat_map(|feature| feature.to_le_bytes()));
    }
    fs::write(json, serde_json::to_string(&told)?)?;
    fs::write(numbers, bytes)?;
    Ok(())
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|four| f32::from_le_bytes(*four))
        .collect()
}

/// The page as text: UTF-8, or what it says it is.
fn decode(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let named = head.split("charset=").nth(1).unwrap_or_default();
    let named: String = named
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
        .collect();
    let encoding = encoding_rs::Encoding::for_label(named.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
    encoding.decode(bytes).0.into_owned()
}

/// Headline and body of the linked data, as far as the page says: a plain stand-in for the product's
/// reader of metadata.
fn about(page: &Html) -> Result<(Option<String>, Option<String>), Box<dyn Error>> {
    let (mut headline, mut body) = (None, None);
    for script in page.select(&Selector::parse("script[type='application/ld+json']")?) {
        let Ok(value) = serde_json::from_str::<Value>(script.text().collect::<String>().trim()) else {
            continue;
        };
        headline = headline.or(find(&value, "headline"));
        body = find(&value, "articleBody")
            .filter(|body| body.len() > 100)
            .or(body);
    }
    for meta in ["meta[property='og:title']", "meta[name='twitter:title']"] {
        let given = page
            .select(&Selector::parse(meta)?)
            .next()
            .and_then(|meta| meta.attr("content").map(str::to_owned));
        headline = headline.or(given);
    }
    for element in ["h1", "title"] {
        headline = headline.or(page
            .select(&Selector::parse(element)?)
            .next()
            .map(|element| element.text().collect()));
    }
    Ok((headline.filter(|headline| !headline.trim().is_empty()), body))
}

fn find(value: &Value, name: &str) -> Option<String> {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(found)) = members.get(name) {
                    return Some(found.clone());
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    None
}
