//! A story as the reader of its form leaves it, and what is then done to all of them alike: standing
//! lines, captions, bylines and the dateline leave the text and go where they belong.

use std::hash::Hash;

use rustc_hash::FxHashSet;

use crate::article::{
    Article, ArticleId, Dateline, Entity, EntityKind, Origin, PARAGRAPH_BREAK, Part, Provenance, Timestamp,
    Version,
};

use super::boilerplate::{self, Standing};
use super::{FileOfRecords, Outcome, address, byline, caption, date, dateline, language, layout, status};

/// The fields of a story as its form gives them.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The source's own name for it.
    pub(super) id: Option<String>,
    /// The headline; line breaks in it become spaces.
    pub(super) headline: String,
    /// People of the byline, as [`byline::people`] gives them.
    pub(super) byline: Vec<String>,
    /// What a field for the dateline holds; sentences that it swallowed go back to the text.
    pub(super) dateline: String,
    /// When it was published.
    pub(super) published: Option<Timestamp>,
    pub(super) source: Option<String>,
    pub(super) section: Option<String>,
    pub(super) language: Option<String>,
    /// The text, paragraphs joined by [`PARAGRAPH_BREAK`].
    pub(super) text: String,
    pub(super) captions: Vec<String>,
    pub(super) entities: Vec<Entity>,
    /// Its address on the web.
    pub(super) url: Option<String>,
    /// What became of it, as the source marks it.
    pub(super) status: Option<String>,
    /// Which version it is, where its id names an item that may come again in another.
    pub(super) version: Option<Version>,
    /// Where parts came from that did not come as the form has them: see [`Form::origin`](super::Form).
    pub(super) provenance: Provenance,
}

/// How many paragraphs may stand before the one with the dateline.
const HEADER_PARAGRAPHS: usize = 5;

impl Draft {
    /// Adds entities of one kind, empty names left out.
    pub(super) fn add_entities(&mut self, kind: EntityKind, names: impl Iterator<Item = String>) {
        let names = names.filter(|name| !name.is_empty());
        self.entities.extend(names.map(|name| Entity::given(kind, name)));
    }

    /// Takes lines off the beginning of a text as long as they are byline, caption, time or standing
    /// lines; what is left of it.
    pub(super) fn take_header<'text>(&mut self, text: &'text str) -> &'text str {
        let mut rest = text.trim_start();
        for _ in 0..24 {
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            if !self.take_header_line(line.trim()) {
                break;
            }
            rest = after.trim_start();
        }
        rest
    }

    fn take_header_line(&mut self, line: &str) -> bool {
        if line.is_empty() || line.len() > 900 {
            return false;
        }
        if let Some(caption) = caption::in_line(line) {
            self.add_caption(caption);
        } else if line.len() > 300 {
            return false;
        } else if let Some(people) = byline::in_line(line) {
            if self.byline.is_empty() {
                self.byline = people;
            }
        } else if let Some(time) = date::in_line(line) {
            self.published.get_or_insert(time);
        } else {
            let standing = matches!(
                boilerplate::standing(line),
                Some(Standing::Noise | Standing::ListHeading)
            );
            if is_advisory(line) && self.status.is_none() {
                self.status = status::in_advisory(line);
            }
            return standing || is_advisory(line) || is_special(line) || self.is_headline(line);
        }
        true
    }

    fn add_caption(&mut self, caption: &str) {
        if self.captions.last().is_none_or(|last| last != caption) {
            self.captions.push(caption.to_owned());
        }
    }

    /// Whether a line is the headline again.
    fn is_headline(&self, line: &str) -> bool {
        // Most lines are longer by far: they are told without comparing letters.
        let alike = line.len() <= 2 * self.headline.len() && self.headline.len() <= 2 * line.len();
        alike && !self.headline.is_empty() && letters(line) == letters(&self.headline)
    }

    /// Makes the story of it.
    pub(super) fn finish(mut self, file: &FileOfRecords, record: u32) -> Outcome {
        self.headline = one_line(&self.headline);
        let came = Came::of(&self);
        let (field, swallowed) = self.dateline_of_field();
        let mut text = std::mem::take(&mut self.text);
        if !swallowed.is_empty() {
            text.insert_str(0, if text.is_empty() { "" } else { " " });
            text.insert_str(0, &swallowed);
        }
        let opening = self.take_header(boilerplate::without_end(&text));
        let body = self.clean(opening);
        let (found, mut body) = self.cut_all_datelines(field, body);
        if let Some(found) = &found {
            body.truncate(boilerplate::without_agency(&body, found).len());
        }
        if self.headline.is_empty() && body.is_empty() {
            return Outcome::Skipped("no text in it".into());
        }
        self.complete(file, found.as_ref());
        once_each(&mut self.captions);
        once_each(&mut self.entities);
        self.status = self.status.take().or_else(|| status::in_headline(&self.headline));
        if self.language.is_none() {
            let text = if body.is_empty() { &self.headline } else { &body };
            self.language = language::detected(text).map(str::to_owned);
        }
        let mut article = Article {
            id: identity(self.id.as_deref(), file, record),
            path: file.path.clone(),
            record,
            format: file.form.name().to_owned(),
            headline: self.headline,
            byline: self.byline,
            dateline: found,
            published: self.published,
            source: self.source,
            section: self.section,
            language: self.language,
            body,
            captions: self.captions,
            entities: self.entities,
            url: self.url,
            status: self.status,
            version: self.version,
            provenance: self.provenance,
        };
        came.settle(&mut article, file, self.id.is_some());
        Outcome::Story(Box::new(article))
    }

    /// Fills in what the source does not say and other things tell: the dateline, the address, the path.
    fn complete(&mut self, file: &FileOfRecords, found: Option<&Dateline>) {
        self.url = self.url.take().or_else(|| file.declared.url.clone());
        let mut told = None;
        if self.published.is_none() {
            let filed = found
                .and_then(|found| found.date)
                .map(|day| (day, Origin::Heuristic));
            let by_url = || Some((date::in_path(self.url.as_deref()?)?, Origin::Url));
            let by_path = || Some((date::in_path(&file.path)?, Origin::Path));
            let one = file.form.is_one_story();
            told = filed.or_else(by_url).or_else(|| by_path().filter(|_| one));
        }
        if let Some((day, origin)) = told {
            self.published = Some(Timestamp::from(day));
            self.provenance.set(Part::Published, origin);
        }
        if self.source.is_none() {
            let by_url = self.url.as_deref().and_then(address::host).map(str::to_owned);
            if let Some(host) = by_url {
                self.source = Some(host);
                self.provenance.set(Part::Source, Origin::Url);
            } else if file.form.is_one_story()
                && let Some(folder) = folder(&file.path)
            {
                self.source = Some(folder.to_owned());
                self.provenance.set(Part::Source, Origin::Path);
            }
        }
        self.drop_outlet_among_people();
    }

    /// `Jane Roe, Quay Post`: behind a name the outlet is not another one.
    fn drop_outlet_among_people(&mut self) {
        let Some(source) = &self.source else { return };
        let label = source.split('.').next().unwrap_or(source);
        let outlets = [letters(source), letters(label)];
        if self.byline.len() > 1 {
            self.byline.retain(|name| !outlets.contains(&letters(name)));
        }
    }

    /// The dateline that a field gives, and the sentences that stand behind it there.
    fn dateline_of_field(&self) -> (Option<Dateline>, String) {
        let field = one_line(&self.dateline);
        if field.is_empty() {
            return (None, String::new());
        }
        match dateline::in_field(&field, self.published.map(|time| time.date)) {
            Some((found, taken)) => {
                let rest = field.get(taken..).unwrap_or("");
                (
                    Some(found),
                    rest.trim_start_matches([' ', '-', '–', '—', '_']).to_owned(),
                )
            }
            None => (None, field),
        }
    }

    /// The dateline of the field and the body; a body may open with one of its own, or with that of
    /// the field once more.
    fn cut_all_datelines(&self, field: Option<Dateline>, body: String) -> (Option<Dateline>, String) {
        match (field, self.cut_dateline(&body)) {
            (Some(field), Some((again, rest))) => match dateline::joined(&field, again) {
                Some(both) => (Some(both), rest),
                None => (Some(field), body),
            },
            (None, Some((found, rest))) => (Some(found), rest),
            (field, None) => (field, body),
        }
    }

    /// Finds the dateline in a body, behind bullets at most; with it, the body without it.
    fn cut_dateline(&self, body: &str) -> Option<(Dateline, String)> {
        let mut at = 0;
        for paragraph in layout::split(body).take(HEADER_PARAGRAPHS + 1) {
            if let Some((found, taken)) = dateline::at_start(paragraph, self.published.map(|time| time.date))
            {
                let rest = paragraph.get(taken..)?;
                let cut = at + taken + (rest.len() - rest.trim_start().len());
                let (before, after) = (body.get(..at)?, body.get(cut..)?);
                return Some((found, format!("{before}{}", after.trim_start())));
            }
            if !paragraph.starts_with(['*', '•', '·', '-']) {
                return None;
            }
            at += paragraph.len() + PARAGRAPH_BREAK.len();
        }
        None
    }

    /// The text without standing lines, captions and credits, which go where they belong.
    fn clean(&mut self, text: &str) -> String {
        let paragraphs: Vec<&str> = layout::split(text).map(str::trim).collect();
        let mut out = String::with_capacity(text.len());
        for (index, paragraph) in paragraphs.iter().enumerate() {
            match boilerplate::standing(paragraph) {
                Some(Standing::ListHeading) if boilerplate::is_list_to_the_end(&paragraphs, index) => break,
                Some(Standing::Credits) => {
                    if let Some(reporters) =
                        boilerplate::reporters(paragraph).filter(|_| self.byline.is_empty())
                    {
                        self.byline = byline::people(reporters);
                    }
                }
                Some(_) => {}
                None => match caption::in_line(paragraph).filter(|_| !paragraph.contains('\n')) {
                    Some(caption) => self.add_caption(caption),
                    None => {
                        out.push_str(if out.is_empty() || paragraph.is_empty() {
                            ""
                        } else {
                            PARAGRAPH_BREAK
                        });
                        out.push_str(paragraph);
                    }
                },
            }
        }
        out.truncate(boilerplate::without_end(&out).len());
        out
    }
}

/// Which parts a story had as its form gave them, before anything was looked for in its text.
struct Came([bool; Part::ALL.len()]);

impl Came {
    fn of(draft: &Draft) -> Came {
        Came(Part::ALL.map(|part| match part {
            Part::Id => draft.id.is_some(),
            Part::Headline => !draft.headline.is_empty(),
            Part::Byline => !draft.byline.is_empty(),
            Part::Dateline => !draft.dateline.is_empty(),
            Part::Published => draft.published.is_some(),
            Part::Source => draft.source.is_some(),
            Part::Section => draft.section.is_some(),
            Part::Language => draft.language.is_some(),
            Part::Body => true,
            Part::Captions => !draft.captions.is_empty(),
            Part::Entities => !draft.entities.is_empty(),
            Part::Url => draft.url.is_some(),
            Part::Status => draft.status.is_some(),
        }))
    }

    /// Notes for each part of a story where it came from, and nothing for parts that it has not.
    fn settle(self, article: &mut Article, file: &FileOfRecords, named: bool) {
        let mut settled = Provenance::default();
        for (part, came) in Part::ALL.into_iter().zip(self.0) {
            let origin = article.provenance.of(part).unwrap_or(match part {
                Part::Id if !named || article.id.0.starts_with(&file.path) => Origin::Path,
                Part::Url if !came => Origin::Header,
                _ if came => file.form.origin(),
                _ => Origin::Heuristic,
            });
            if part.is_in(article) {
                settled.set(part, origin);
            }
        }
        article.provenance = settled;
    }
}

/// The folder that a file lies in, below the root or within its archive.
pub(super) fn folder(path: &str) -> Option<&str> {
    let (folders, _) = path.rsplit_once('/')?;
    let last = folders.rsplit('/').next();
    last.filter(|folder| !folder.ends_with('!'))
}

/// Takes out what stands in a list before.
fn once_each<Item: Clone + Eq + Hash>(list: &mut Vec<Item>) {
    let mut seen = FxHashSet::default();
    list.retain(|item| seen.insert(item.clone()));
}

/// The letters and digits of a text, small.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// `(Adds details, quotes)`: what a wire tells its editors.
fn is_advisory(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) else {
        return false;
    };
    let starts = [
        "Adds", "Recasts", "Updates", "Corrects", "Refiles", "Repeats", "Rewrites", "Changes", "Removes",
    ];
    let starts = starts
        .iter()
        .chain(["Clarifies", "Fixes", "Eds:", "Writes through", "Eds."].iter());
    starts.into_iter().any(|start| inner.starts_with(start))
}

/// `Special to The New York Times`, `The Associated Press`: where the byline stands.
fn is_special(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= 8 && line.starts_with("Special to ") && !layout::ends_sentence(line)
}

/// A text as one line, white space made single spaces.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
    }
    line
}

/// The story's name: the source's own where that is good anywhere, else one made of the path.
pub(super) fn identity(given: Option<&str>, file: &FileOfRecords, record: u32) -> ArticleId {
    let given = given
        .map(one_line)
        .filter(|given| !given.is_empty() && given.len() <= 256);
    ArticleId(match given {
        Some(given) if given.chars().any(char::is_alphabetic) => given,
        Some(given) => format!("{}#{given}", file.path),
        None if file.form.is_one_story() => file.path.clone(),
        None => format!("{}#{record}", file.path),
    })
}
