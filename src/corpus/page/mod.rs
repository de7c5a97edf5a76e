//! Web pages: what a page says of itself, and the story between its menus. It is parsed and walked
//! over once; each part of the story is then chosen among what was found.

mod authors;
mod body;
mod dates;
mod facts;
mod headline;
mod kind;
mod linked_data;
mod meta;
mod microdata;
mod nesting;
mod outlet;
mod place;
mod survey;
mod wording;

use scraper::Html;

use super::draft::Draft;
use super::{FileOfRecords, Outcome, address, dateline, language};
use crate::article::{Origin, PARAGRAPH_BREAK, Part, Timestamp, Version};
use body::{About, Body};
use dates::Sought;
use facts::Facts;
use linked_data::LinkedData;
use outlet::Outlet;
use survey::{Survey, text_of};
use wording::plain;

/// The longest name of a section or language that is kept, in bytes.
const LONGEST_NAME: usize = 200;

/// Makes a story of a page.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    if nesting::is_too_deep(text) {
        return Outcome::Failed(format!(
            "its elements nest more than {} deep, or hundreds of fonts are left open",
            nesting::DEEPEST
        ));
    }
    let page = Html::parse_document(text);
    let survey = survey::survey(&page);
    let titles = titles(&survey);
    let titles: Vec<&str> = titles.iter().map(|title| &**title).collect();
    let linked = linked_data::read(&survey.scripts, &titles);
    let marked = microdata::read(&survey);
    let found = Found {
        titles: &titles,
        page: &page,
        survey: &survey,
        linked: &linked,
        marked: marked.as_ref(),
    };
    found.story(file, record)
}

/// The texts that may be the headline, by which the story is known among what linked data describes.
fn titles(survey: &Survey<'_>) -> Vec<String> {
    let headings = survey
        .headings
        .iter()
        .filter(|spot| spot.element.value().name() == "h1")
        .take(3);
    let headings = headings.map(|spot| plain(&text_of(spot.element, 600)));
    let given = survey.meta.first("og:title").map(plain);
    let mut titles: Vec<String> = headings.chain(given).chain([survey.title.clone()]).collect();
    titles.retain(|title| !title.is_empty());
    titles
}

/// What was found in a page.
struct Found<'page> {
    page: &'page Html,
    survey: &'page Survey<'page>,
    linked: &'page LinkedData,
    marked: Option<&'page Facts>,
    /// Texts that may be the headline.
    titles: &'page [&'page str],
}

impl Found<'_> {
    fn story(&self, file: &FileOfRecords, record: u32) -> Outcome {
        let survey = self.survey;
        let linked = self.linked.story.as_ref();
        let declared = file.declared.url.as_deref();
        let url = place::canonical(survey, linked, declared);
        let address = url.as_deref().or(declared);
        let outlet = Outlet::of(survey, &self.facts(), address, self.titles);
        let headline = headline::headline(survey, linked, self.marked, &outlet);
        let title = headline.as_ref().map(|(headline, _)| &**headline);
        let authors = authors::authors(survey, linked, self.marked, &outlet, title.unwrap_or(""));
        let language = self.language();
        let sought = Sought {
            survey,
            linked: linked.or(self.linked.page.as_ref()),
            marked: self.marked,
            url: address,
            headline: title.unwrap_or(""),
            day_first: is_day_first(language.as_ref().map(|(tag, _)| &**tag), address),
        };
        let published = sought.published();
        let modified = sought.modified();
        let about = About {
            headline: title,
            article_body: linked.and_then(|facts| facts.body.as_deref()),
        };
        let body = body::body(self.page, &about);
        let known = kind::Known {
            survey,
            linked: self.linked,
            outlet: &outlet,
            headline: title,
            url: address,
            body: &body,
            is_signed: authors.is_some() || published.is_some_and(|(_, origin)| origin != Origin::Heuristic),
        };
        if let Some(reason) = kind::why_not(&known) {
            return Outcome::Skipped(reason.to_owned());
        }
        let mut draft = Draft::default();
        self.fill_text(&mut draft, body);
        take(&mut draft, Part::Headline, headline, |draft, text| {
            draft.headline = text
        });
        take(&mut draft, Part::Byline, authors, |draft, people| {
            draft.byline = people
        });
        take(&mut draft, Part::Published, published, |draft, time| {
            draft.published = Some(time)
        });
        take(&mut draft, Part::Language, language, |draft, tag| {
            draft.language = Some(tag)
        });
        self.fill_address(&mut draft, url, modified);
        self.fill_outlet(&mut draft, &outlet);
        self.fill_dateline(&mut draft);
        draft.finish(file, record)
    }

    /// All that markup says of the story, and of the page, the best first.
    fn facts(&self) -> Vec<&Facts> {
        let all = [self.linked.story.as_ref(), self.marked, self.linked.page.as_ref()];
        all.into_iter().flatten().collect()
    }

    /// Who published it, and in which section.
    fn fill_outlet(&self, draft: &mut Draft, outlet: &Outlet) {
        take(draft, Part::Section, self.section(outlet), |draft, name| {
            draft.section = Some(name)
        });
        // A page that nothing else names may have the outlet behind its headline.
        let behind = || {
            let name = headline::outlet_behind(&self.survey.title, &draft.headline)?;
            (draft.url.is_none() || outlet.is(name)).then(|| (name.to_owned(), Origin::Heuristic))
        };
        let named = outlet.name.clone().map(|name| (name, self.origin_of_source()));
        let source = named.or_else(behind);
        take(draft, Part::Source, source, |draft, name| {
            draft.source = Some(name)
        });
    }

    fn fill_text(&self, draft: &mut Draft, body: Body) {
        draft.text = body.paragraphs.join(PARAGRAPH_BREAK);
        draft.captions = body.captions;
        draft.provenance.set(Part::Body, Origin::Heuristic);
        draft.provenance.set(Part::Captions, Origin::Markup);
        if let Some(facts) = &self.linked.story {
            draft.entities.clone_from(&facts.entities);
            draft.provenance.set(Part::Entities, Origin::JsonLd);
        }
    }

    /// The address, and the name made of it, which later captures of the page share.
    fn fill_address(&self, draft: &mut Draft, url: Option<String>, modified: Option<Timestamp>) {
        let Some(url) = url else { return };
        let origin = match () {
            () if self.survey.canonical.is_some() => Origin::Markup,
            () if self.survey.meta.first("og:url").is_some() => Origin::Meta,
            () => Origin::JsonLd,
        };
        draft.id = Some(place::name(&url));
        draft.version = Some(Version {
            number: 0,
            made: modified.or(draft.published).map(|time| time.moment()),
        });
        draft.provenance.set(Part::Id, Origin::Url);
        draft.provenance.set(Part::Url, origin);
        draft.url = Some(url);
    }

    /// The dateline, where markup has one that looks like one as a whole.
    fn fill_dateline(&self, draft: &mut Draft) {
        let linked = self
            .linked
            .story
            .as_ref()
            .and_then(|facts| facts.dateline.clone());
        let marked = self.marked.and_then(|facts| facts.dateline.clone());
        let given = linked
            .map(|text| (text, Origin::JsonLd))
            .or(marked.map(|text| (text, Origin::Microdata)));
        let day = draft.published.map(|time| time.date);
        let whole = given.filter(|(text, _)| {
            let taken = dateline::in_field(text, day).map(|(_, taken)| taken);
            taken.is_some_and(|taken| text.get(taken..).is_none_or(|rest| rest.trim().is_empty()))
        });
        take(draft, Part::Dateline, whole, |draft, text| draft.dateline = text);
    }

    fn language(&self) -> Option<(String, Origin)> {
        let linked = self
            .linked
            .story
            .as_ref()
            .and_then(|facts| facts.language.as_deref());
        let meta = [
            "content-language",
            "og:locale",
            "dc.language",
            "dcterms.language",
            "language",
            "parsely-language",
        ];
        let meta = meta.iter().find_map(|name| self.survey.meta.first(name));
        let offered = [
            (self.survey.language, Origin::Markup),
            (linked, Origin::JsonLd),
            (meta, Origin::Meta),
        ];
        offered
            .into_iter()
            .find_map(|(text, origin)| Some((language::tag(text?)?, origin)))
    }

    fn section(&self, outlet: &Outlet) -> Option<(String, Origin)> {
        let linked = self.linked.story.as_ref().and_then(|facts| facts.section.clone());
        let marked = self.marked.and_then(|facts| facts.section.clone());
        let meta = self
            .survey
            .meta
            .any(meta::SECTION)
            .map(|(_, text)| plain(text))
            .next();
        let offered = [
            (linked, Origin::JsonLd),
            (meta, Origin::Meta),
            (marked, Origin::Microdata),
        ];
        let offered = offered
            .into_iter()
            .filter_map(|(name, origin)| Some((name?, origin)));
        let mut named = offered.filter(|(name, _)| {
            name.len() <= LONGEST_NAME
                && !name.contains("://")
                && name.chars().any(char::is_alphabetic)
                && !outlet.is(name)
        });
        named.next()
    }

    fn origin_of_source(&self) -> Origin {
        let publisher = |facts: Option<&Facts>| facts.is_some_and(|facts| facts.publisher.is_some());
        if publisher(self.linked.story.as_ref()) || publisher(self.linked.page.as_ref()) {
            Origin::JsonLd
        } else if publisher(self.marked) {
            Origin::Microdata
        } else {
            Origin::Meta
        }
    }
}

/// Puts a part of the story where it belongs, and notes where it was found.
fn take<Value>(
    draft: &mut Draft,
    part: Part,
    found: Option<(Value, Origin)>,
    put: impl FnOnce(&mut Draft, Value),
) {
    if let Some((value, origin)) = found {
        put(draft, value);
        draft.provenance.set(part, origin);
    }
}

/// Whether `12/03/2019` is in March: everywhere but in American English.
fn is_day_first(language: Option<&str>, address: Option<&str>) -> bool {
    let ends = [
        ".uk", ".au", ".nz", ".ie", ".in", ".za", ".ng", ".ke", ".pk", ".sg", ".my", ".lk", ".bd",
    ];
    let host = address.and_then(address::host).unwrap_or("");
    match language {
        Some("en" | "en-US") | None => ends.iter().any(|end| host.ends_with(end)),
        Some(_) => true,
    }
}
