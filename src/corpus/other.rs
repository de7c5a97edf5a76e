//! XML of a kind of its own: TEI, and records whose elements are named as the keys of news data sets
//! are, such as `<headline>` and `<content>`. What is none of these is no story, and its root is told.

use super::columns::{self, Role, Values};
use super::xml::{Element, parse, prose};
use super::{FileOfRecords, Outcome, tei};

/// Elements that are records where a document holds several of them: those of Ritzau, of TEI, and
/// words that many use.
pub(super) const RECORDS: &[&str] = &["RBNews", "TEI", "release", "article", "document", "story"];

/// Records of agencies that are stories even without a headline.
const STORIES: &[&str] = &["RBNews", "release"];

/// Elements that only the entries of a calendar have.
const OF_EVENTS: &[&str] = &["timeStart", "timeEnd", "startDate", "stopDate"];

/// Makes a story of a record, or says what it is instead.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let root = match parse(text) {
        Ok(root) => root,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    if let Some(draft) = tei::draft(&root) {
        return draft.finish(file, record);
    }
    let kind = match root.name() {
        "schema" => "an XML schema, no story",
        "catalog" => "a catalogue of vocabularies, no story",
        _ => "",
    };
    if !kind.is_empty() {
        return Outcome::Skipped(kind.into());
    }
    let within = RECORDS.iter().find_map(|name| root.below(name).first().copied());
    let story = if RECORDS.contains(&root.name()) {
        &root
    } else {
        within.unwrap_or(&root)
    };
    if OF_EVENTS.iter().any(|name| story.child(name).is_some()) {
        return Outcome::Skipped("an event of a calendar, not a story".into());
    }
    match values(story) {
        Some(values) => columns::story(values, file, record),
        None => Outcome::Skipped(format!("XML of an unknown kind: its root is <{}>", root.name())),
    }
}

/// What the children of an element say, by their names; none where they are no headline and text.
fn values(story: &Element) -> Option<Values> {
    let mut values = Values::default();
    let (mut headline, mut text) = (false, false);
    for child in story.elements() {
        let role = match child.name() {
            // Ritzau's dateline.
            "town" => Some((Role::Dateline, 0)),
            "origin" => Some((Role::Source, 0)),
            name => columns::role_of_name(&columns::folded(name)),
        };
        let Some((role, rank)) = role else { continue };
        let content = match child.elements().next() {
            Some(_) if role == Role::Body => prose(child).text,
            // `<publisher><name>..</name><address>..`: a thing with a name.
            Some(_) => {
                let named = ["name", "label"].into_iter().find_map(|name| child.child(name));
                named.unwrap_or(child).line().unwrap_or_default()
            }
            None => child.text().trim_matches('/').to_owned(),
        };
        let filled = content.contains(char::is_alphabetic);
        headline |= role == Role::Headline && filled;
        text |= matches!(role, Role::Body | Role::Lead) && filled;
        values.append(role, rank, content);
    }
    for (name, role) in [
        ("id", Role::Id),
        ("lang", Role::Language),
        ("date", Role::Published),
    ] {
        if let Some(value) = story.attribute(name) {
            values.add(role, u16::MAX, vec![value.to_owned()]);
        }
    }
    if let Some(address) = story.child("longurl").and_then(Element::line) {
        values.add(Role::Url, 0, vec![address]);
    }
    (text && (headline || STORIES.contains(&story.name()))).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only_story, read_file, reason};

    #[test]
    fn records_named_as_keys_are_stories() {
        let list = "<?xml version=\"1.0\"?><answer><list>\
                    <RBNews><NewsID>a-1</NewsID><headline>Tin rests</headline><town>Aarhus</town><section>Sport</section><origin>/ritzau/</origin>\
                    <PublishDate>2018-02-01T18:38:49.417</PublishDate><byLine>Jane Roe</byLine>\
                    <content>&lt;p&gt;Tin rested.&lt;/p&gt;&lt;p&gt;So did lead.&lt;/p&gt;</content></RBNews>\
                    <RBNews><NewsID>a-2</NewsID></RBNews></list></answer>";
        let records = read_file("list.xml", list.as_bytes());
        let super::super::Outcome::Story(story) = &records[0].outcome else {
            panic!("{records:?}")
        };
        assert_eq!((&*story.id.0, &*story.headline), ("a-1", "Tin rests"));
        assert_eq!(story.body, "Tin rested.\n\nSo did lead.");
        assert_eq!(story.byline, ["Jane Roe"]);
        assert_eq!(story.section.as_deref(), Some("Sport"));
        assert_eq!(story.dateline.as_ref().unwrap().raw, "Aarhus");
        assert_eq!(story.source.as_deref(), Some("ritzau"));
        assert_eq!(
            reason(&records[1]),
            "XML of an unknown kind: its root is <answer>"
        );
    }

    #[test]
    fn what_is_no_story_says_what_it_is() {
        let event = "<?xml version=\"1.0\"?><document><title>A fair</title><content>Doors open.</content>\
                     <timeStart>2016-09-05T09:00:00</timeStart></document>";
        for (text, why) in [
            (event, "an event of a calendar, not a story"),
            (
                "<?xml version=\"1.0\"?><catalog><scheme/></catalog>",
                "a catalogue of vocabularies, no story",
            ),
            (
                "<?xml version=\"1.0\"?><xs:schema xmlns:xs=\"x\"/>",
                "an XML schema, no story",
            ),
            (
                "<?xml version=\"1.0\"?><groupSet><title>x</title></groupSet>",
                "XML of an unknown kind: its root is <groupSet>",
            ),
        ] {
            assert_eq!(reason(&read_file("x.xml", text.as_bytes())[0]), why);
        }
        let story = "<?xml version=\"1.0\"?><story id=\"s1\" lang=\"en\"><title>Tin</title><body><p>One.</p></body></story>";
        assert_eq!(only_story("y.xml", story).id.0, "s1");
    }
}
