//! Items of NewsML-G2.

use super::super::tests::{only_story, read_file, reason, story};
use crate::article::{Article, EntityKind};

fn item(management: &str, meta: &str, rest: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:tin:1\" version=\"7\" xml:lang=\"de\">\
         <itemMeta><provider qcode=\"nprov:TIN\"/><versionCreated>2020-01-01T01:00:00+01:00</versionCreated>{management}</itemMeta>\
         <contentMeta>{meta}</contentMeta>{rest}</newsItem>"
    )
}

const TEXT: &str = "<contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><body><p>Zinn ruhte am Montag.</p></body></html></inlineXML></contentSet>";

fn read(management: &str, meta: &str) -> Article {
    only_story("a.xml", &item(management, meta, TEXT))
}

#[test]
fn an_item_has_an_identity_and_a_version() {
    let story = read("<firstCreated>2019-12-31T00:00:00Z</firstCreated>", "");
    let version = story.version.unwrap();
    assert_eq!(
        (&*story.id.0, version.number, version.made),
        ("urn:tin:1", 7, Some(1_577_836_800))
    );
    assert_eq!(story.published.unwrap().to_string(), "2020-01-01T01:00:00+01:00");
    assert_eq!(
        (story.source.as_deref(), story.language.as_deref()),
        (Some("TIN"), Some("de"))
    );
}

#[test]
fn a_status_is_that_of_publication_else_a_signal() {
    let status = |management: &str| read(management, "").status.unwrap_or_default();
    for (management, expected) in [
        ("<pubStatus qcode=\"stat:usable\"/>", ""),
        (
            "<pubStatus qcode=\"stat:canceled\"/><signal qcode=\"sig:update\"/>",
            "canceled",
        ),
        (
            "<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/withheld\"/>",
            "withheld",
        ),
        ("<signal qcode=\"sig:correction\"/>", "corrected"),
        ("<signal qcode=\"sig:update\"/>", "update"),
        ("<embargoed>2020-01-02T00:00:00Z</embargoed>", "embargoed"),
        ("<embargoed>2019-01-02T00:00:00Z</embargoed>", ""),
        ("<embargoed></embargoed>", ""),
    ] {
        assert_eq!(status(management), expected, "{management}");
    }
}

#[test]
fn the_headline_is_the_main_one_in_the_language_of_the_item() {
    let headline = |meta: &str| read("<title>Title</title>", meta).headline;
    for (meta, expected) in [
        (
            "<headline role=\"hld:sub\">Sub</headline><headline role=\"hld:main\">A &lt;b&gt;main&lt;/b&gt; one</headline>",
            "A main one",
        ),
        (
            "<headline xml:lang=\"en\">Tin</headline><headline xml:lang=\"de\">Zinn</headline>",
            "Zinn",
        ),
        (
            "<headline rank=\"3\">Third</headline><headline rank=\"1\">First</headline>",
            "First",
        ),
        ("<headline>One <em>more</em></headline>", "One more"),
        ("<slugline>zinn</slugline>", "Title"),
    ] {
        assert_eq!(headline(meta), expected, "{meta}");
    }
}

#[test]
fn bylines_come_of_print_else_of_creators() {
    let people = |meta: &str| read("", meta).byline;
    for (meta, expected) in [
        (
            "<by>Von Jane Roe</by><creator><name>Cy Hall</name></creator>",
            &["Jane Roe"][..],
        ),
        (
            "<by>Von dpa</by><creator><name>Cy Hall</name></creator><creator><name>Ann Poe</name></creator>",
            &["Cy Hall", "Ann Poe"],
        ),
        (
            "<creator type=\"cpnat:organisation\"><name>Tin Board</name></creator>",
            &[],
        ),
        (
            "<infoSource literal=\"Opta Sports Data\"/><creator literal=\"Opta Sports Data\"/>",
            &[],
        ),
        ("<creator qcode=\"dpa:load\"><name>load</name></creator>", &[]),
        ("<by>REUTERS TV</by>", &[]),
    ] {
        assert_eq!(people(meta), expected, "{meta}");
    }
}

#[test]
fn subjects_are_entities_and_sections() {
    let story = only_story(
        "a.xml",
        &item(
            "",
            "<subject type=\"cpnat:person\" qcode=\"p:1\"><name xml:lang=\"en\">Anne</name><name xml:lang=\"de\">Anna Roth</name></subject>\
             <subject type=\"cpnat:organisation\" qcode=\"o:1\"/><subject type=\"cpnat:poi\" literal=\"poiID\"/>\
             <subject type=\"cpnat:geoArea\" literal=\"Tirol\"/><subject type=\"cpnat:person\" literal=\"x-77\"/>\
             <subject typeuri=\"http://cv.iptc.org/newscodes/cpnature/person\"><name>Bo Lind</name></subject>\
             <subject type=\"x:category\" qcode=\"dpacat:wi\"><name>Wirtschaft</name></subject>\
             <subject qcode=\"medtop:20000062\"><name>Krieg</name></subject>",
            &format!(
                "<assert qcode=\"o:1\"><name>Zinnbund</name></assert><assert literal=\"poiID\"><POIDetails><address><locality><name>Graz</name>\
                 </locality></address></POIDetails></assert>{TEXT}"
            ),
        ),
    );
    let names: Vec<(EntityKind, &str)> = story
        .entities
        .iter()
        .map(|entity| (entity.kind, &*entity.name))
        .collect();
    assert_eq!(
        names,
        [
            (EntityKind::Person, "Anna Roth"),
            (EntityKind::Organization, "Zinnbund"),
            (EntityKind::Place, "Graz"),
            (EntityKind::Place, "Tirol"),
            (EntityKind::Person, "Bo Lind")
        ]
    );
    assert_eq!(story.section.as_deref(), Some("Wirtschaft"));
    let section = |meta: &str| read("", meta).section.unwrap_or_default();
    assert_eq!(
        section(
            "<subject qcode=\"subj:15054000\"/><subject qcode=\"medtop:20000065\"><name>Fußball</name></subject>"
        ),
        "sport, Fußball"
    );
    assert_eq!(
        section(
            "<subject qcode=\"dpacat:pl\"><name>pl</name></subject><subject qcode=\"x:1\"><name>Wahl</name></subject>"
        ),
        "Wahl"
    );
}

#[test]
fn the_place_of_making_stands_in_for_a_dateline() {
    let located = "<located><name>Graz</name><broader><name>Austria</name></broader></located>";
    assert_eq!(read("", located).dateline.unwrap().raw, "Graz, Austria");
    let printed = format!("<dateline>Wien (dpa) - </dateline>{located}");
    assert_eq!(read("", &printed).dateline.unwrap().raw, "Wien (dpa)");
    let text = "<contentSet><inlineXML><html><body><p>By Jane Roe</p><p>DAMASCUS (Reuters) - Tin rested.</p></body></html></inlineXML></contentSet>";
    let story = only_story("a.xml", &item("", located, text));
    assert_eq!(
        (&*story.dateline.unwrap().raw, &*story.body),
        ("DAMASCUS (Reuters)", "Tin rested.")
    );
    assert_eq!(
        read("", "<dateline>2013-03-04 11:40:31 GMT+00:00</dateline>").dateline,
        None
    );
}

#[test]
fn content_of_every_kind_is_read() {
    let body = |content: &str| {
        only_story(
            "a.xml",
            &item(
                "",
                "<headline>Zinn</headline>",
                &format!("<contentSet>{content}</contentSet>"),
            ),
        )
        .body
    };
    for (content, expected) in [
        (
            "<inlineXML><nitf><body><body.content><p>Eins.</p></body.content></body></nitf></inlineXML>",
            "Eins.",
        ),
        (
            "<inlineData contenttype=\"text/plain\">Eins.\n\nZwei.</inlineData>",
            "Eins.\n\nZwei.",
        ),
        (
            "<inlineData rendition=\"r:headline\">Kopf</inlineData><inlineData rendition=\"r:text\">Eins.</inlineData>",
            "Eins.",
        ),
        (
            "<inlineData contenttype=\"text/html\">&lt;p&gt;Eins.&lt;/p&gt;&lt;p&gt;Zwei.&lt;/p&gt;</inlineData>",
            "Eins.\n\nZwei.",
        ),
        ("<inlineData encoding=\"x:base64\">UE5H</inlineData>", ""),
        (
            "<inlineXML><sports-content><team>Nine</team></sports-content></inlineXML>",
            "",
        ),
    ] {
        assert_eq!(body(content), expected, "{content}");
    }
}

#[test]
fn pictures_are_stories_by_their_captions() {
    let picture = |meta: &str| {
        item(
            "<itemClass qcode=\"ninat:picture\"/>",
            meta,
            "<contentSet><remoteContent/></contentSet>",
        )
    };
    let story = only_story(
        "a.xml",
        &picture("<headline>Zinn</headline><description role=\"drol:caption\">Eine Grube.</description>"),
    );
    assert_eq!(
        (&*story.body, &*story.captions),
        ("", &["Eine Grube.".to_owned()][..])
    );
    let records = read_file("a.xml", picture("").as_bytes());
    assert_eq!(reason(&records[0]), "picture without headline or caption");
    let again = item(
        "<itemClass qcode=\"icls:text\"/>",
        "<headline>Zinn ruht</headline><description role=\"descRole:caption\">ZINN:Zinn ruht</description>",
        TEXT,
    );
    assert_eq!(only_story("a.xml", &again).captions, [""; 0]);
}

#[test]
fn a_message_is_parted_and_what_is_no_story_says_so() {
    let text = item("", "", TEXT).replace("<?xml version=\"1.0\"?>", "");
    let message = format!(
        "<?xml version=\"1.0\"?><newsMessage><header/><itemSet>{text}<packageItem/><conceptItem/><knowledgeItem/><planningItem/>\
         <catalogItem/></itemSet></newsMessage>"
    );
    let records = read_file("a.xml", message.as_bytes());
    assert_eq!(story(&records[0]).id.0, "urn:tin:1");
    let reasons: Vec<&str> = records[1..].iter().map(reason).collect();
    assert_eq!(
        reasons,
        [
            "a package of references, not a story",
            "a concept or an event, not a story",
            "a list of concepts, not a story",
            "a plan of coverage, not a story",
            "a catalogue of vocabularies, not a story"
        ]
    );
    assert_eq!(
        reason(&read_file("a.xml", b"<newsMessage><header/></newsMessage>")[0]),
        "a message without items"
    );
    assert_eq!(reason(&read_file("a.xml", b"<newsItem/>")[0]), "no text in it");
    let cut = &message.as_bytes()[..400];
    let cut = read_file("a.xml", cut);
    assert!(reason(&cut[0]).starts_with("ends within"), "{}", reason(&cut[0]));
}
