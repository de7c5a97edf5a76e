//! What other extractors take for the body of the gold pages, a file a page and tool, and how long they
//! take over it.
//!
//! `newsidx-pages-peers LABELS HTML FOLDER`: the first column of LABELS names pages below HTML; page 3 of
//! the tool trafilatura goes to `FOLDER/trafilatura/3`.

use std::error::Error;
use std::fs;
use std::panic;
use std::time::{Duration, Instant};

use scraper::Html;
use trafilatura::{ExtractionFocus, Options};

type Tool = (&'static str, fn(&str) -> Vec<String>);

const TOOLS: [Tool; 4] = [
    ("trafilatura", trafilatura_lines),
    ("dom_smoothie", dom_smoothie_lines),
    ("readex", readex_lines),
    ("libreadability", libreadability_lines),
];

fn trafilatura_lines(html: &str) -> Vec<String> {
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision);
    trafilatura::extract(html, &options)
        .map(|found| lines(&found.content_html))
        .unwrap_or_default()
}

fn dom_smoothie_lines(html: &str) -> Vec<String> {
    let found = dom_smoothie::Readability::new(html, None, None).and_then(|mut reader| reader.parse());
    found.map(|found| lines(&found.content)).unwrap_or_default()
}

fn readex_lines(html: &str) -> Vec<String> {
    readex::extract(html, None)
        .map(|found| found.text.lines().map(str::to_owned).collect())
        .unwrap_or_default()
}

fn libreadability_lines(html: &str) -> Vec<String> {
    libreadability::extract(html, None)
        .map(|found| lines(&found.content))
        .unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, labels, html, folder] = arguments.as_slice() else {
        return Err("usage: newsidx-pages-peers LABELS HTML FOLDER".into());
    };
    // A tool that panics over a page has found nothing in it.
    panic::set_hook(Box::new(|_| {}));
    let labels = fs::read_to_string(labels)?;
    let pages: Vec<&str> = labels.lines().filter(|line| !line.starts_with('#')).collect();
    for (name, run) in TOOLS {
        fs::create_dir_all(format!("{folder}/{name}"))?;
        let mut time = Duration::ZERO;
        for (number, page) in pages.iter().enumerate() {
            let path = page.split('\t').next().unwrap_or_default();
            let text = decode(&fs::read(format!("{html}/{path}"))?);
            let start = Instant::now();
            let found = panic::catch_unwind(|| run(&text)).unwrap_or_default();
            time += start.elapsed();
            fs::write(format!("{folder}/{name}/{number}"), found.join("\n"))?;
        }
        println!(
            "{name}: {:.1} ms a page",
            time.as_secs_f64() * 1000.0 / pages.len().max(1) as f64
        );
    }
    Ok(())
}

/// The lines of a piece of HTML: every element but inline ones parts them.
fn lines(html: &str) -> Vec<String> {
    let page = Html::parse_fragment(html);
    let mut lines = vec![String::new()];
    let mut node = page.tree.root();
    loop {
        if let Some(text) = node.value().as_text() {
            if let Some(line) = lines.last_mut() {
                line.push_str(text);
            }
        } else if parts(node.value()) {
            lines.push(String::new());
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            if parts(node.value()) {
                lines.push(String::new());
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                let single = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
                return lines.iter().map(single).filter(|line| !line.is_empty()).collect();
            };
            node = parent;
        }
    }
}

fn parts(node: &scraper::Node) -> bool {
    const INLINE: [&str; 20] = [
        "a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
        "sub", "sup", "time", "u", "wbr", "bdi",
    ];
    node.as_element()
        .is_some_and(|element| !INLINE.contains(&element.name()))
}

/// The page as text: UTF-8, or what it says it is.
fn decode(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let named = head.split("charset=").nth(1).unwrap_or_default();
    let name = |c: &char| c.is_alphanumeric() || "-_".contains(*c);
    let named: String = named
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(name)
        .collect();
    let encoding = encoding_rs::Encoding::for_label(named.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
    encoding.decode(bytes).0.into_owned()
}
