//! Makes a large corpus out of a small one: reads stories as `newsidx read --jsonl` prints them and
//! writes as many as are asked for, recombined from their headlines and paragraphs, in the Reuters
//! SGML form for newsidx and as ready JSON Lines for its peers. The same seed gives the same corpus.
//!
//!     newsidx read CORPUS --jsonl | cargo bench --bench recombine -- 200000 FOLDER

// A usage line is what stderr is for.
#![allow(clippy::print_stderr)]

use std::fs::{self, File};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;

use serde_json::{Value, json};

/// Stories in one SGML file.
const STORIES_PER_FILE: usize = 10_000;
/// What a story has in mind: this many in ten of its paragraphs are of the story it began with.
const OWN_PARAGRAPHS: u64 = 5;

struct Story {
    headline: String,
    dateline: String,
    paragraphs: Vec<String>,
}

/// Marsaglia's xorshift64*: small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound.max(1)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let [count, folder] = &arguments[..] else {
        // `cargo bench` without arguments runs every bench: this one has nothing to do then.
        eprintln!("usage: newsidx read CORPUS --jsonl | cargo bench --bench recombine -- COUNT FOLDER");
        return Ok(());
    };
    let stories: Vec<Story> = io::stdin()
        .lock()
        .lines()
        .filter_map(|line| story(&line.ok()?))
        .collect();
    let count = count
        .parse()
        .map_err(|_| io::Error::other("COUNT is no number"))?;
    write(&stories, count, Path::new(folder))
}

fn story(line: &str) -> Option<Story> {
    let value: Value = serde_json::from_str(line).ok()?;
    let body = value["body"].as_str()?;
    Some(Story {
        headline: value["headline"].as_str()?.to_owned(),
        dateline: value["dateline"]["raw"].as_str().unwrap_or("").to_owned(),
        paragraphs: body
            .split("\n\n")
            .filter(|text| !text.is_empty())
            .map(|text| text.replace('\n', " "))
            .collect(),
    })
    .filter(|story: &Story| !story.paragraphs.is_empty())
}

fn write(stories: &[Story], count: usize, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("sgml"))?;
    let mut random = Random(0x6e65_7773_6964_7831);
    let mut ready = BufWriter::new(File::create(folder.join("ready.jsonl"))?);
    for first in (0..count).step_by(STORIES_PER_FILE) {
        let name = format!("sgml/part-{:04}.sgm", first / STORIES_PER_FILE);
        let mut file = BufWriter::new(File::create(folder.join(name))?);
        writeln!(file, "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">")?;
        for number in first..(first + STORIES_PER_FILE).min(count) {
            let own = random.pick(stories);
            let mut paragraphs = Vec::new();
            for _ in 0..own.paragraphs.len() {
                let of = if random.below(10) < OWN_PARAGRAPHS {
                    own
                } else {
                    random.pick(stories)
                };
                paragraphs.push(random.pick(&of.paragraphs).as_str());
            }
            let day = random.below(28) + 1;
            let headline = &random.pick(stories).headline;
            sgml(&mut file, number, day, headline, &own.dateline, &paragraphs)?;
            let line =
                json!({ "id": number.to_string(), "title": headline, "body": paragraphs.join("\n\n") });
            writeln!(ready, "{line}")?;
        }
    }
    Ok(())
}

#[allow(clippy::too_many_arguments)]
fn sgml(
    file: &mut impl Write,
    number: usize,
    day: u64,
    headline: &str,
    dateline: &str,
    paragraphs: &[&str],
) -> io::Result<()> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    writeln!(
        file,
        "<REUTERS LEWISSPLIT=\"TRAIN\" OLDID=\"{number}\" NEWID=\"{number}\">"
    )?;
    writeln!(file, "<DATE>{day:2}-FEB-1987 15:01:01.79</DATE>")?;
    writeln!(file, "<TEXT>&#2;\n<TITLE>{}</TITLE>", escape(headline))?;
    write!(file, "<DATELINE>    {} - </DATELINE><BODY>", escape(dateline))?;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        writeln!(
            file,
            "{}{}",
            if index == 0 { "" } else { "    " },
            escape(paragraph)
        )?;
    }
    writeln!(file, " REUTER\n&#3;</BODY></TEXT>\n</REUTERS>")
}
