//! NewsML-G2 of the IPTC (<https://iptc.org/standards/newsml-g2/>): items of text, pictures and sound,
//! alone or in a message. Items that only point to others or describe concepts are no stories.

mod named;
#[cfg(test)]
mod tests;

use crate::article::{EntityKind, Timestamp, Version};

use super::draft::{Draft, one_line};
use super::xml::{Element, parse, prose};
use super::{FileOfRecords, Outcome, date, enclosed, fill, language, subject};

use named::{Names, tail};

/// The kinds of items, and why those are no stories that are none.
const ITEMS: &[(&str, &str)] = &[
    ("newsItem", ""),
    ("packageItem", "a package of references, not a story"),
    ("conceptItem", "a concept or an event, not a story"),
    ("knowledgeItem", "a list of concepts, not a story"),
    ("planningItem", "a plan of coverage, not a story"),
    ("catalogItem", "a catalogue of vocabularies, not a story"),
];

/// How many letters of a caption are looked for in the text.
const COMPARED: usize = 60;

/// Makes a story of a record.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let root = match parse(text) {
        Ok(root) => root,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let found = ITEMS.iter().find_map(|(name, reason)| {
        let item = match root.name() == *name {
            true => Some(&root),
            false => root.below(name).first().copied(),
        };
        Some((item?, *reason))
    });
    let Some((item, reason)) = found else {
        return Outcome::Skipped("a message without items".into());
    };
    if !reason.is_empty() && item.child("contentSet").is_none() {
        return Outcome::Skipped(reason.into());
    }
    let item = Item::of(item);
    let draft = item.draft();
    if draft.headline.is_empty() && draft.text.is_empty() && draft.captions.is_empty() {
        return Outcome::Skipped(item.why_empty());
    }
    draft.finish(file, record)
}

/// An item, and where its parts stand.
struct Item<'tree> {
    item: &'tree Element,
    /// About the item.
    management: &'tree Element,
    /// About its content.
    meta: &'tree Element,
    names: Names<'tree>,
    nothing: &'tree Element,
}

impl<'tree> Item<'tree> {
    fn of(item: &'tree Element) -> Item<'tree> {
        static NOTHING: std::sync::LazyLock<Element> = std::sync::LazyLock::new(Element::default);
        let nothing: &'static Element = &NOTHING;
        let meta = item.child("contentMeta").unwrap_or(nothing);
        let tagged = meta
            .child("language")
            .and_then(|language| language.attribute("tag"));
        Item {
            item,
            management: item.child("itemMeta").unwrap_or(nothing),
            meta,
            names: Names {
                item,
                language: tagged.or(item.attribute("lang")).unwrap_or(""),
            },
            nothing,
        }
    }

    /// The class of its content: `text`, `picture`, `video`.
    fn class(&self) -> &str {
        self.management
            .child("itemClass")
            .map_or("", |class| tail(class).unwrap_or(""))
    }

    fn why_empty(&self) -> String {
        let parts = self.item.child("contentSet").unwrap_or(self.nothing);
        let inside = parts.all("inlineXML").find_map(|inline| inline.elements().next());
        match (inside.map(Element::name), self.class()) {
            (Some("html" | "nitf" | "body" | "p") | None, "" | "text") => "no text in it".into(),
            (Some(root), _) => format!("no headline, and no text in its <{root}>"),
            (None, class) => format!("{class} without headline or caption"),
        }
    }

    fn draft(&self) -> Draft {
        let mut draft = Draft {
            published: self.published(),
            language: language::tag(self.names.language),
            ..Draft::default()
        };
        self.identity(&mut draft);
        self.headline(&mut draft);
        self.byline(&mut draft);
        for line in self.meta.all("dateline").filter_map(Element::line) {
            fill::dateline(&mut draft, &line);
        }
        draft.source = self.source();
        draft.section = self.section();
        self.entities(&mut draft);
        self.content(&mut draft);
        self.described(&mut draft);
        if draft.dateline.is_empty()
            && let Some(place) = self
                .meta
                .child("located")
                .and_then(|located| self.located(located))
        {
            fill::place_of_filing(&mut draft, &place);
        }
        for slug in self.meta.all("slugline").filter_map(Element::line) {
            if !draft.text.is_empty() || !draft.captions.is_empty() {
                fill::headline(&mut draft, &slug);
            }
        }
        draft
    }

    /// When this version was made, else when the item was.
    fn published(&self) -> Option<Timestamp> {
        let within = |element: &Element, name: &str| date::in_field(&element.child(name)?.line()?);
        within(self.management, "versionCreated")
            .or_else(|| within(self.management, "firstCreated"))
            .or_else(|| within(self.meta, "contentModified"))
            .or_else(|| within(self.meta, "contentCreated"))
    }

    /// Its name, its version, and what became of it.
    fn identity(&self, draft: &mut Draft) {
        draft.id = self.item.attribute("guid").map(str::to_owned);
        let number = self
            .item
            .attribute("version")
            .and_then(|number| number.parse().ok());
        draft.version = draft.id.as_ref().map(|_| Version {
            number: number.unwrap_or(0),
            made: draft.published.map(|time| time.moment()),
        });
        let status = self
            .management
            .child("pubStatus")
            .and_then(tail)
            .and_then(fill::status);
        let signals = || {
            let signals = self.management.all("signal").filter_map(tail);
            signals.into_iter().find_map(|signal| match signal {
                "correction" => Some("corrected".to_owned()),
                "update" => Some("update".to_owned()),
                "kill" => Some("canceled".to_owned()),
                _ => None,
            })
        };
        let embargoed = || {
            let until = date::in_field(&self.management.child("embargoed")?.line()?)?;
            let made = draft.published.map_or(i64::MIN, |time| time.moment());
            (until.moment() > made).then(|| "embargoed".to_owned())
        };
        let status = status.or_else(embargoed).or_else(signals);
        draft.status = status;
    }

    /// The main headline, in the item's language where there are several.
    fn headline(&self, draft: &mut Draft) {
        let mut headlines: Vec<&Element> = self.meta.all("headline").collect();
        let role = |headline: &Element| headline.attribute("role").unwrap_or("").to_lowercase();
        headlines.sort_by_key(|headline| {
            let main = match role(headline) {
                role if role.ends_with("main") => 0,
                role if role.is_empty() => 1,
                _ => 2,
            };
            let rank = headline
                .attribute("rank")
                .and_then(|rank| rank.parse::<u32>().ok());
            (main, !self.names.speaks(headline), rank.unwrap_or(1))
        });
        let titles = self.management.all("title");
        for line in headlines.iter().copied().chain(titles).filter_map(Element::line) {
            fill::headline(draft, &line);
        }
    }

    /// Who wrote it: as printed, else the creators that are people.
    fn byline(&self, draft: &mut Draft) {
        for line in self.meta.all("by").filter_map(Element::line) {
            fill::authors(draft, &line);
        }
        let agencies: Vec<String> = self.providers().collect();
        for list in ["creator", "contributor"] {
            if !draft.byline.is_empty() {
                return;
            }
            for party in self.meta.all(list) {
                let organization = party
                    .attribute("type")
                    .is_some_and(|kind| kind.contains("rganisation"));
                let role = party.attribute("role").unwrap_or("").to_lowercase();
                let edits = ["edit", "caption", "source"]
                    .iter()
                    .any(|word| role.contains(word));
                let name = self.names.of(party).filter(|name| !agencies.contains(name));
                if !organization && !edits {
                    fill::creator(draft, &name.unwrap_or_default());
                }
            }
        }
    }

    /// Names of those who provide the item, the first being the outlet.
    fn providers(&self) -> impl Iterator<Item = String> {
        let provider = self.management.child("provider");
        let sources = self.meta.all("infoSource");
        let rights = self
            .item
            .child("rightsInfo")
            .and_then(|rights| rights.child("copyrightHolder"));
        let parties = provider.into_iter().chain(sources).chain(rights);
        parties.filter_map(|party| self.names.of_any_kind(party))
    }

    /// The outlet by its name, where only its address on the web is given by that.
    fn source(&self) -> Option<String> {
        let is_name = |name: &String| name.contains(' ') || !name.contains('.');
        self.providers().find(is_name).or_else(|| self.providers().next())
    }

    /// The department or category, else its first subjects.
    fn section(&self) -> Option<String> {
        let scheme = |subject: &Element| {
            let kind = subject.attribute("type").unwrap_or("").to_lowercase();
            let code = subject.attribute("qcode").unwrap_or("").to_lowercase();
            let (scheme, _) = code.split_once(':').unwrap_or((&code, ""));
            kind.ends_with("category") || scheme.contains("department") || scheme.ends_with("cat")
        };
        let named = |subject: &Element| {
            let top = || subject::name(subject.attribute("qcode").or(subject.attribute("uri"))?);
            // A name of two letters is a code once more.
            let name = self.names.of(subject).filter(|name| name.len() > 2);
            name.or_else(|| top().map(str::to_owned))
        };
        let desks = self.meta.all("subject").filter(|subject| scheme(subject));
        let desks = fill::sections(desks.filter_map(named));
        let topics = || {
            let topics = self.meta.all("subject").filter(|subject| {
                self.kind(subject).is_none()
                    && !subject
                        .attribute("type")
                        .is_some_and(|kind| kind.ends_with("event"))
            });
            fill::sections(topics.filter_map(named))
        };
        desks.or_else(topics)
    }

    /// What a subject is, where it is someone, some body or some place.
    fn kind(&self, subject: &Element) -> Option<EntityKind> {
        let kind = subject.attribute("type").or(subject.attribute("typeuri"))?;
        match kind.rsplit([':', '/']).next()? {
            "person" => Some(EntityKind::Person),
            "organisation" | "organization" => Some(EntityKind::Organization),
            "geoArea" | "poi" | "place" | "location" => Some(EntityKind::Place),
            // Reuters numbers its kinds of concepts.
            "5" if kind.starts_with("cptType:") => Some(EntityKind::Place),
            _ => None,
        }
    }

    fn entities(&self, draft: &mut Draft) {
        for subject in self.meta.all("subject") {
            if let Some(kind) = self.kind(subject)
                && let Some(name) = self.names.of(subject)
            {
                fill::entity(draft, kind, &name);
            }
        }
    }

    /// Where it was made: the place, and the wider one behind it.
    fn located(&self, located: &Element) -> Option<String> {
        let place = self.names.of(located)?;
        let country = located.all("broader").find_map(|wider| self.names.of(wider));
        Some(match country {
            Some(country) if country != place => format!("{place}, {country}"),
            _ => place,
        })
    }

    /// The text: of several forms of it the one that is marked up.
    fn content(&self, draft: &mut Draft) {
        let Some(set) = self.item.child("contentSet") else {
            return;
        };
        for inline in set.all("inlineXML") {
            let inside = inline
                .elements()
                .next()
                .map_or("", Element::name)
                .to_ascii_lowercase();
            let told = [
                "nitf", "html", "body", "div", "section", "article", "p", "h1", "table", "",
            ];
            let nested = || !inline.below("nitf").is_empty();
            if (told.contains(&&*inside) || nested()) && enclosed::fill(inline, draft) {
                return;
            }
        }
        let plain: Vec<&Element> = set.all("inlineData").collect();
        let rendition = |data: &&&Element| {
            let name = data.attribute("rendition").unwrap_or("");
            name.rsplit(':')
                .next()
                .is_some_and(|name| name == "text" || name == "body")
        };
        let encoded = |data: &&&Element| data.attribute("encoding").is_some();
        let chosen = plain
            .iter()
            .find(rendition)
            .or_else(|| plain.iter().find(|data| !encoded(data)));
        if let Some(data) = chosen {
            enclosed::fill(data, draft);
        }
    }

    /// What the content is described with: the caption of a picture, the text of a film without one.
    fn described(&self, draft: &mut Draft) {
        let texts = |caption: bool| {
            let described = self.meta.all("description").filter(move |description| {
                let role = description.attribute("role").unwrap_or("").to_lowercase();
                role.contains("caption") == caption
            });
            described.map(|description| prose(description).text)
        };
        let known = |caption: &str| {
            let start: String = caption.chars().take(COMPARED).collect();
            let text = self.class() == "text";
            text && (!draft.headline.is_empty() && caption.contains(&draft.headline)
                || draft.text.contains(&start))
        };
        let picture = matches!(self.class(), "picture" | "graphic");
        let mut captions = texts(true).chain(picture.then(|| texts(false)).into_iter().flatten());
        let caption = captions.find(|caption| !caption.is_empty() && !known(caption));
        if draft.captions.is_empty() {
            draft.captions.extend(caption.as_deref().map(one_line));
        }
        if draft.text.is_empty() && !picture {
            for text in texts(false) {
                enclosed::append(&mut draft.text, &text);
            }
        }
    }
}
