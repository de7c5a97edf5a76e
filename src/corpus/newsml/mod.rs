//! NewsML 1 of the IPTC (<https://iptc.org/standards/newsml-1/>): the item with its components and
//! what stands in them; and the `newsitem` of Reuters' RCV1.

mod component;
mod reuters;
#[cfg(test)]
mod tests;

use crate::article::{EntityKind, Version};

use super::draft::Draft;
use super::xml::{Element, parse};
use super::{FileOfRecords, Outcome, date, enclosed, fill, language, subject};

/// Makes a story of a record.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let root = match parse(text) {
        Ok(root) => root,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let named = |name: &str| match root.name() == name {
        true => Some(&root),
        false => root.below(name).first().copied(),
    };
    if let Some(story) = named("newsitem") {
        return reuters::draft(story).finish(file, record);
    }
    let Some(item) = named("NewsItem") else {
        return Outcome::Skipped("a message without items".into());
    };
    let Some(component) = item.child("NewsComponent") else {
        let about = item
            .elements()
            .map(Element::name)
            .find(|name| *name != "Identification");
        let about = about.unwrap_or("nothing else");
        return Outcome::Skipped(format!("an item without a component, of <{about}>"));
    };
    let draft = draft(&root, item, component);
    if draft.headline.is_empty() && draft.text.is_empty() && draft.captions.is_empty() {
        return Outcome::Skipped("no text in it".into());
    }
    draft.finish(file, record)
}

fn draft(root: &Element, item: &Element, component: &Element) -> Draft {
    let nothing = Element::default();
    let management = item.child("NewsManagement").unwrap_or(&nothing);
    let envelope = root.child("NewsEnvelope").unwrap_or(&nothing);
    let time = |within: &Element, name: &str| date::in_field(&within.child(name)?.line()?);
    let mut draft = Draft {
        published: time(management, "ThisRevisionCreated")
            .or_else(|| time(management, "FirstCreated"))
            .or_else(|| time(envelope, "DateAndTime")),
        language: spoken(item, component),
        ..Draft::default()
    };
    identity(item, management, &mut draft);
    draft.source = source(item, component, envelope);
    lines(component, &mut draft);
    component::fill(component, &mut draft);
    draft.section = draft.section.take().or_else(|| section(item));
    creators(component, &mut draft);
    entities(item, &mut draft);
    if draft.dateline.is_empty()
        && let Some(place) = place(item, "Origin")
    {
        fill::place_of_filing(&mut draft, &place);
    }
    // A slug is better than no headline.
    let labels = ["SlugLine", "NameLabel"]
        .into_iter()
        .flat_map(|name| item.below(name));
    for line in labels.filter_map(Element::line) {
        if !draft.text.is_empty() || !draft.captions.is_empty() {
            fill::headline(&mut draft, &line);
        }
    }
    draft
}

/// The language that the component names, else that of its elements.
fn spoken(item: &Element, component: &Element) -> Option<String> {
    let named = component
        .below("Language")
        .into_iter()
        .filter_map(|element| element.attribute("FormalName"));
    let marked = [item, component]
        .into_iter()
        .filter_map(|element| element.attribute("lang"));
    named.chain(marked).find_map(language::tag)
}

/// The item's name without the number of its revision, that number, and what became of it.
fn identity(item: &Element, management: &Element, draft: &mut Draft) {
    draft.status = management
        .child("Status")
        .and_then(|status| fill::status(status.attribute("FormalName")?));
    let Some(identifier) = item.at(&["Identification", "NewsIdentifier"]) else {
        return;
    };
    let line = |name: &str| identifier.child(name).and_then(Element::line);
    let revision = line("RevisionId").unwrap_or_default();
    let parts = (line("ProviderId"), line("DateId"), line("NewsItemId"));
    draft.id = match parts {
        (Some(provider), Some(day), Some(number)) => Some(format!("urn:newsml:{provider}:{day}:{number}")),
        // `urn:newsml:iptc.org:20060101:stocks:2N` ends in a revision and whether it is an update.
        _ => line("PublicIdentifier").map(|public| {
            let whole = public.trim_end_matches(['N', 'U', 'A']);
            let bare = whole
                .strip_suffix(&*revision)
                .and_then(|bare| bare.strip_suffix(':'));
            bare.unwrap_or(&public).to_owned()
        }),
    };
    draft.version = draft.id.as_ref().map(|_| Version {
        number: revision.parse().unwrap_or(0),
        made: draft.published.map(|time| time.moment()),
    });
}

/// The provider; or who is credited, sent it, or is its source.
fn source(item: &Element, component: &Element, envelope: &Element) -> Option<String> {
    let party = |within: &Element, name: &str| {
        let parties = within.below(name).into_iter().flat_map(|role| role.all("Party"));
        parties
            .filter_map(|party| party.attribute("FormalName"))
            .next()
            .map(str::to_owned)
    };
    let first = |name: &str| item.below(name).into_iter().find_map(Element::line);
    party(component, "Provider")
        .or_else(|| first("CreditLine"))
        .or_else(|| party(envelope, "SentFrom"))
        .or_else(|| party(component, "Source"))
        .or_else(|| first("ProviderId"))
}

/// Headline, byline and dateline, as the first component that has them prints them.
fn lines(component: &Element, draft: &mut Draft) {
    let all = |name: &str| -> Vec<String> {
        let lines = component.below("NewsLines").into_iter();
        lines
            .filter_map(|lines| lines.all(name).find_map(Element::line))
            .collect()
    };
    for line in all("HeadLine").into_iter().chain(all("SubHeadLine")) {
        fill::headline(draft, &line);
    }
    for line in all("ByLine") {
        if draft.byline.is_empty() && draft.source.as_ref() != Some(&line) {
            fill::authors(draft, &line);
        }
    }
    for line in all("DateLine") {
        fill::dateline(draft, &line);
    }
}

/// Creators that are people, where no byline names anybody.
fn creators(component: &Element, draft: &mut Draft) {
    let parties = component
        .below("Creator")
        .into_iter()
        .flat_map(|creator| creator.all("Party"));
    let names: Vec<&str> = parties
        .filter_map(|party| party.attribute("FormalName"))
        .collect();
    if draft.byline.is_empty() {
        for name in names {
            if draft.source.as_deref() != Some(name) {
                fill::creator(draft, name);
            }
        }
    }
}

/// The subjects by their names in the item's topics, else by their codes.
fn section(item: &Element) -> Option<String> {
    let levels = ["Subject", "SubjectMatter", "SubjectDetail"];
    let codes = item.below("SubjectCode").into_iter().flat_map(|code| {
        let codes = code.elements().filter(|level| levels.contains(&level.name()));
        codes
            .filter_map(|level| level.attribute("FormalName"))
            .collect::<Vec<_>>()
    });
    let codes: Vec<&str> = codes.collect();
    let topics = item.below("Topic");
    let named = codes.iter().filter_map(|code| {
        let is_it =
            |topic: &&&Element| topic.child("FormalName").and_then(Element::line).as_deref() == Some(code);
        topic_name(
            topics.iter().find(is_it)?,
            &spoken(item, item).unwrap_or_default(),
        )
    });
    let tops = codes
        .iter()
        .filter_map(|code| subject::name(code).map(str::to_owned));
    // Business Wire's keywords of industries are its desks.
    let industries = item.below("Property").into_iter().filter_map(|property| {
        let name = property.attribute("FormalName").unwrap_or("");
        property
            .attribute("Value")
            .filter(|_| name.ends_with("IndustryKeywords"))
    });
    fill::sections(named)
        .or_else(|| fill::sections(tops))
        .or_else(|| fill::sections(industries.map(str::to_owned)))
}

/// What a topic is called, in a language if it has that.
fn topic_name(topic: &Element, language: &str) -> Option<String> {
    let main = |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_lowercase();
    let names = || {
        let descriptions = topic.all("Description");
        descriptions.filter(|description| matches!(description.attribute("Variant"), Some("Name") | None))
    };
    let speaks = |name: &&Element| {
        name.attribute("lang")
            .is_some_and(|tag| main(tag) == main(language))
    };
    let spoken = names().filter(speaks).find_map(Element::line);
    spoken.or_else(|| names().find_map(Element::line))
}

/// People, companies and places: topics that occur, keywords that are marked as such, and the place of
/// the event.
fn entities(item: &Element, draft: &mut Draft) {
    let language = draft.language.clone().unwrap_or_default();
    let topics = item.below("Topic");
    for occurrence in item.below("TopicOccurrence") {
        let Some(reference) = occurrence.attribute("Topic") else {
            continue;
        };
        let name = reference.trim_start_matches('#');
        let Some(topic) = topics.iter().find(|topic| topic.attribute("Duid") == Some(name)) else {
            continue;
        };
        let kind = topic
            .child("TopicType")
            .and_then(|kind| kind.attribute("FormalName"))
            .and_then(kind_of);
        let formal = || topic.child("FormalName").and_then(Element::line);
        if let (Some(kind), Some(name)) = (kind, topic_name(topic, &language).or_else(formal)) {
            fill::entity(draft, kind, &name);
        }
    }
    for property in item.below("Property") {
        if let (Some(kind), Some(name)) = (
            property.attribute("Role").and_then(kind_of),
            property.attribute("Value"),
        ) {
            fill::entity(draft, kind, name);
        }
    }
    if let Some(place) = place(item, "Event") {
        fill::entity(draft, EntityKind::Place, &place);
    }
}

/// What a kind of topic is: `Person`, `PersonInImage`, `Company`, `Location`.
fn kind_of(word: &str) -> Option<EntityKind> {
    let lower = word.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if any(&["person", "people"]) => Some(EntityKind::Person),
        () if any(&["company", "organi"]) => Some(EntityKind::Organization),
        () if any(&["location", "country", "city", "geograph", "place"]) => Some(EntityKind::Place),
        () => None,
    }
}

/// The place of a `Location` that is present in some way: its city, else its area or country where
/// those are no codes.
fn place(item: &Element, how: &str) -> Option<String> {
    let mut locations = item.below("Location").into_iter();
    let location = locations.find(|location| location.attribute("HowPresent") == Some(how))?;
    ["City", "Area", "Country"].into_iter().find_map(|part| {
        let mut properties = location.all("Property");
        let property = properties.find(|property| property.attribute("FormalName") == Some(part))?;
        let value = property.attribute("Value")?;
        let is_code = value.len() <= 3 && value == value.to_uppercase();
        (!is_code).then(|| value.to_owned())
    })
}
