//! ninjs, the IPTC's news in JSON, versions 1 to 3: which property is which part of a story. Whether an
//! item keeps the rules is `check`'s business, where items begin and end that of the splitter of JSON.

mod check;
mod names;
mod table;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::article::{EntityKind, PARAGRAPH_BREAK, Timestamp, Version};

use super::columns::{laid_out, line_of};
use super::draft::{Draft, one_line};
use super::{FileOfRecords, Outcome, address, byline, date, dateline, json, language};
use check::Verdict;
pub(super) use names::looks_like_ninjs;

/// How many subjects name the section.
const MOST_SUBJECTS: usize = 3;

/// Roles of bodies that stand before the main one.
const OPENINGS: &[&str] = &[
    "lead",
    "intro",
    "introduction",
    "preamble",
    "ingress",
    "standfirst",
];

/// Makes a story of an item.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    // Whoever names the keys knows better than the rules what they hold.
    if !file.options.columns.is_empty() {
        return json::read(text, file, record);
    }
    let object = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object,
        // It tells better what is wrong, and mends what Python writes.
        _ => return json::read(text, file, record),
    };
    let read = || read_item(&object, file, record);
    match check::check(&object) {
        Verdict::Broken(reason) => Outcome::Failed(reason),
        Verdict::Sound => read().unwrap_or_else(|| Outcome::Skipped("no text in it".into())),
        Verdict::Akin => read().unwrap_or_else(|| json::read(text, file, record)),
    }
}

/// The item that an object of other JSON is or holds: what the AP answers holds it as `data.item`.
pub(super) fn within(object: &Map<String, Value>) -> Option<&Map<String, Value>> {
    let answer = object.get("data").and_then(Value::as_object).unwrap_or(object);
    let item = answer.get("item").and_then(Value::as_object).unwrap_or(answer);
    (item.contains_key("uri") && item.contains_key("versioncreated")).then_some(item)
}

/// Makes a story of an item, whatever rules it keeps; none where it has no text that ninjs knows.
pub(super) fn read_item(object: &Map<String, Value>, file: &FileOfRecords, record: u32) -> Option<Outcome> {
    let item = Item(object);
    let kind = item.text("type").unwrap_or_default();
    match kind {
        "event" => return Some(Outcome::Skipped("an event of ninjs, no story".into())),
        "planning" => return Some(Outcome::Skipped("a plan of coverage of ninjs, no story".into())),
        _ => {}
    }
    let draft = item.draft();
    let has_text = !draft.headline.is_empty() || !draft.text.is_empty();
    has_text.then(|| draft.finish(file, record))
}

/// A text in an item, with what it is for and its media type.
struct Part<'item> {
    role: &'item str,
    media: &'item str,
    value: &'item str,
}

/// An item of ninjs.
#[derive(Clone, Copy)]
struct Item<'item>(&'item Map<String, Value>);

impl<'item> Item<'item> {
    /// What a property holds; its name in lower case.
    fn value(self, name: &str) -> Option<&'item Value> {
        let alike = || {
            let (_, value) = self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            Some(value)
        };
        self.0.get(name).or_else(alike)
    }

    fn text(self, name: &str) -> Option<&'item str> {
        let text = self.value(name)?.as_str()?.trim();
        Some(text).filter(|text| !text.is_empty())
    }

    /// The first of several texts that is there.
    fn first(self, names: &[&str]) -> Option<&'item str> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The members of a list or the values of an object: the objects among them.
    fn group(self, name: &str) -> impl Iterator<Item = Item<'item>> + use<'item> {
        let (list, object) = match self.value(name) {
            Some(Value::Array(list)) => (Some(list), None),
            Some(Value::Object(object)) => (None, Some(object)),
            _ => (None, None),
        };
        let members = list
            .into_iter()
            .flatten()
            .chain(object.into_iter().flat_map(Map::values));
        members.filter_map(|member| member.as_object().map(Item))
    }

    /// The names that a list of concepts gives.
    fn names(self, lists: &[&str]) -> Vec<String> {
        let concepts = lists.iter().flat_map(|list| self.group(list));
        let names = concepts.filter_map(|concept| concept.text("name")).map(line_of);
        names.filter(|name| !name.is_empty()).collect()
    }

    /// The texts of a kind: `bodies`, or what begins with `body_`.
    fn parts(self, list: &str, prefix: &str) -> Vec<Part<'item>> {
        let listed = self.group(list).filter_map(|part| {
            Some(Part {
                role: part.text("role").unwrap_or_default(),
                media: part.text("contenttype").unwrap_or_default(),
                value: part.text("value")?,
            })
        });
        let prefixed = self.0.iter().filter_map(|(name, value)| {
            let role = name.strip_prefix(prefix)?;
            let value = value.as_str().filter(|value| !value.trim().is_empty())?;
            Some(Part {
                role,
                media: "",
                value,
            })
        });
        listed.chain(prefixed).collect()
    }

    fn draft(self) -> Draft {
        let published = ["versioncreated", "firstcreated", "contentcreated"]
            .iter()
            .find_map(|name| date::in_field(self.text(name)?));
        let id = self.first(&["uri", "guid"]).map(one_line);
        let mut draft = Draft {
            published,
            headline: self.headline(),
            version: self.version(published),
            url: id.clone().filter(|id| address::host(id).is_some()),
            id,
            source: self.source(),
            section: self.section(),
            language: self.text("language").and_then(language::tag),
            status: self
                .text("pubstatus")
                .map(str::to_lowercase)
                .filter(|status| status != "usable"),
            ..Draft::default()
        };
        self.read_text(&mut draft);
        self.read_names(&mut draft);
        draft
    }

    fn headline(self) -> String {
        let parts = self.parts("headlines", "headline_");
        let main = |part: &&Part<'_>| matches!(part.role, "main" | "");
        let chosen = parts.iter().find(main).or(parts.first()).map(|part| part.value);
        let headline = self.text("headline").or(chosen).or_else(|| self.text("title"));
        headline.map(line_of).unwrap_or_default()
    }

    fn version(self, made: Option<Timestamp>) -> Option<Version> {
        let number = match self.value("version") {
            Some(Value::Number(number)) => number.as_u64(),
            Some(Value::String(text)) => text.split('.').next().and_then(|text| text.trim().parse().ok()),
            _ => None,
        };
        let version = Version {
            number: number.unwrap_or_default(),
            made: made.map(|made| made.moment()),
        };
        (number.is_some() || made.is_some()).then_some(version)
    }

    fn source(self) -> Option<String> {
        let named = self.names(&["infosources", "infosource"]).into_iter().next();
        let given = || self.first(&["provider", "source"]).map(line_of);
        given()
            .or(named)
            .or_else(|| self.text("copyrightholder").map(line_of))
    }

    fn section(self) -> Option<String> {
        let subjects = self.group("subject").chain(self.group("subjects"));
        // Of the subjects of the AP, those that others imply, and letters of old categories.
        let own = subjects.filter(|subject| {
            let implied = subject
                .value("rels")
                .and_then(Value::as_array)
                .is_some_and(|rels| rels.iter().any(|rel| rel == "ancestor" || rel == "category"));
            !implied && subject.kind_of_concept().is_none()
        });
        let mut names: Vec<String> = Vec::new();
        for name in own.filter_map(|subject| subject.text("name")).map(line_of) {
            if names.len() < MOST_SUBJECTS && !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        Some(names.join(", ")).filter(|names| !names.is_empty())
    }

    /// What a subject is, where its relation, type or code says so: `"rel": "location"`.
    fn kind_of_concept(self) -> Option<EntityKind> {
        let said = self.first(&["rel", "type", "code"])?.to_lowercase();
        let word = said.rsplit(['/', '#']).next().unwrap_or_default();
        let word = word.split(':').next().unwrap_or_default();
        match word {
            "person" | "people" => Some(EntityKind::Person),
            "organisation" | "organization" | "company" => Some(EntityKind::Organization),
            "place" | "location" | "country" | "city" | "geoarea" => Some(EntityKind::Place),
            _ => None,
        }
    }

    fn is_media(self) -> bool {
        matches!(self.text("type"), Some("picture" | "graphic" | "video" | "audio"))
    }

    /// The body, the captions, and the place that the dateline names if the text has none.
    fn read_text(self, draft: &mut Draft) {
        let bodies = self.parts("bodies", "body_");
        let opening = |part: &&Part<'_>| OPENINGS.contains(&&*part.role.to_lowercase());
        let openings: Vec<&Part<'_>> = bodies.iter().filter(opening).collect();
        let main: Vec<&Part<'_>> = bodies.iter().filter(|part| !opening(part)).collect();
        for part in [best(&openings), best(&main)].into_iter().flatten() {
            let text = laid_out(vec![part.value.to_owned()], &mut draft.captions);
            if !draft.text.is_empty() && !text.is_empty() {
                draft.text.push_str(PARAGRAPH_BREAK);
            }
            draft.text.push_str(&text);
        }
        // What the text field of a picture holds is often its headline again.
        let caption_wanted =
            draft.text.is_empty() || self.is_media() && one_line(&draft.text) == draft.headline;
        if caption_wanted && let Some(description) = self.description() {
            draft.text = laid_out(vec![description.to_owned()], &mut draft.captions);
        }
        for picture in self.group("associations").filter(|item| item.is_media()) {
            let caption = picture.description().map(line_of).unwrap_or_default();
            if !caption.is_empty() {
                draft.captions.push(caption);
            }
        }
        let Some(located) = self.text("located").map(line_of) else {
            return;
        };
        let day = published_day(draft);
        if self.is_media() {
            draft.add_entities(EntityKind::Place, [located].into_iter());
        } else if dateline::at_start(&draft.text, day).is_none() {
            draft.dateline = located;
        }
    }

    /// What the item is described with: its caption, in plain text if there is one.
    fn description(self) -> Option<&'item str> {
        let parts = self.parts("descriptions", "description_");
        let rank = |part: &&Part<'_>| {
            let roles = [
                "caption",
                "text",
                "main",
                "summary",
                "html",
                "xhtml",
                "caption_xhtml",
            ];
            roles
                .iter()
                .position(|role| *role == part.role)
                .or(part.role.is_empty().then_some(roles.len()))
        };
        let chosen = parts.iter().filter(|part| rank(part).is_some());
        chosen.min_by_key(rank).map(|part| part.value)
    }

    fn read_names(self, draft: &mut Draft) {
        let by = self.first(&["byline", "by"]).map(line_of).unwrap_or_default();
        draft.byline = byline::people(&by);
        let kinds: [(EntityKind, &[&str]); 3] = [
            (EntityKind::Person, &["person", "people"]),
            (EntityKind::Organization, &["organisation", "organisations"]),
            (EntityKind::Place, &["place", "places"]),
        ];
        for (kind, lists) in kinds {
            draft.add_entities(kind, self.names(lists).into_iter());
        }
        for subject in self.group("subject").chain(self.group("subjects")) {
            if let Some((kind, name)) = subject.kind_of_concept().zip(subject.text("name")) {
                draft.add_entities(kind, [line_of(name)].into_iter());
            }
        }
    }
}

fn published_day(draft: &Draft) -> Option<crate::article::Date> {
    draft.published.map(|time| time.date)
}

/// The best rendition of a text: HTML, for plain text often runs its paragraphs together.
fn best<'part, 'item>(parts: &[&'part Part<'item>]) -> Option<&'part Part<'item>> {
    let rank = |part: &&&Part<'_>| {
        let (role, media) = (part.role.to_lowercase(), part.media.to_lowercase());
        let is = |word: &str| role.contains(word) || media.contains(word);
        match () {
            () if is("nitf") || media.ends_with("/xml") => 4,
            () if is("rich") => 1,
            () if is("html") => 0,
            () if is("text") || is("main") || role.is_empty() => 2,
            () => 3,
        }
    };
    parts.iter().min_by_key(rank).copied()
}
