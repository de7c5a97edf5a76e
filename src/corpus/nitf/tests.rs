//! Stories in NITF.

use super::super::tests::{only_story, read_file, reason, story};
use crate::article::{Article, EntityKind};

fn within(head: &str, above: &str, content: &str) -> Article {
    only_story(
        "a.xml",
        &format!(
            "<?xml version=\"1.0\"?><nitf><head>{head}</head><body><body.head>{above}</body.head>\
             <body.content>{content}</body.content></body></nitf>"
        ),
    )
}

const TEXT: &str = "<p>Tin rested on Monday, the exchange said.</p>";

#[test]
fn a_headline_is_the_first_that_there_is() {
    let title = "<title>Slug</title>";
    let headline = |above: &str| within(title, above, TEXT).headline;
    assert_eq!(
        headline("<hedline><hl1>One <em>of</em>\n it</hl1><hl2>Two</hl2></hedline>"),
        "One of it"
    );
    assert_eq!(headline("<hedline><hl1/><hl2>Two</hl2></hedline>"), "Two");
    assert_eq!(headline("<hedline>Bare</hedline>"), "Bare");
    assert_eq!(headline(""), "Slug");
}

#[test]
fn datelines_are_put_together_and_leave_the_text() {
    let told = |above: &str, content: &str| {
        let story = within(
            "<docdata><date.issue norm='20200103T100000Z'/></docdata>",
            above,
            content,
        );
        let dateline = story.dateline.unwrap();
        (
            dateline.raw.clone(),
            dateline.date.map(|day| day.to_string()),
            dateline.agency,
            story.body,
        )
    };
    let (raw, day, _, _) = told(
        "<dateline><location><city>Ottawa</city><state>Ontario</state></location> <story.date norm='20200102'>Jan. 2</story.date></dateline>",
        TEXT,
    );
    assert_eq!(
        (&*raw, day.as_deref()),
        ("Ottawa, Ontario Jan. 2", Some("2020-01-02"))
    );
    let (raw, _, agency, body) = told(
        "<dateline><location>NEW YORK</location><story.date>20200103T100000Z</story.date></dateline>",
        "<p>NEW YORK (AP) — Tin rested.</p>",
    );
    assert_eq!(
        (&*raw, agency.as_deref(), &*body),
        ("NEW YORK (AP)", Some("AP"), "Tin rested.")
    );
    let (raw, ..) = told(
        "<dateline><story.date>20200103T100000Z</story.date></dateline>",
        "<p>Quito, Jan 2 (EFE).- Tin rested.</p>",
    );
    assert_eq!(raw, "Quito, Jan 2 (EFE)");
}

#[test]
fn bylines_name_people_once() {
    let people = |above: &str| within("", above, TEXT).byline;
    assert_eq!(
        people("<byline>By BERNARD CONDE<byttl>AP Business Writer</byttl></byline>"),
        ["Bernard Conde"]
    );
    assert_eq!(
        people("<byline><person>Mia Rabs and Jordan Press</person><byttl>The Post</byttl></byline>"),
        ["Mia Rabs", "Jordan Press"]
    );
    assert_eq!(
        people(
            "<byline class='print_byline'>By Ann Poe; Compiled by Cy Hall</byline>\
             <byline class='normalized_byline'>Poe, Ann; Hall, Cy</byline>"
        ),
        ["Ann Poe", "Cy Hall"]
    );
    assert_eq!(
        people("<byline class='normalized_byline'>POE, ANN B</byline>"),
        ["Ann B Poe"]
    );
    assert_eq!(people("<byline>gr/bp</byline>"), [""; 0]);
}

#[test]
fn the_day_of_publication_is_that_of_the_edition_else_of_release() {
    let printed = |head: &str| {
        within(head, "", TEXT)
            .published
            .map(|time| time.to_string())
            .unwrap_or_default()
    };
    let issue = "<docdata><date.issue norm='20200101T080000+0100'/>";
    assert_eq!(
        printed(&format!("{issue}</docdata>")),
        "2020-01-01T08:00:00+01:00"
    );
    assert_eq!(
        printed(&format!("{issue}<date.release norm='YYYYMMDD'/></docdata>")),
        "2020-01-01T08:00:00+01:00"
    );
    assert_eq!(
        printed(&format!(
            "{issue}<date.release norm='20200102T060000Z'/></docdata>"
        )),
        "2020-01-02T06:00:00Z"
    );
    assert_eq!(
        printed(&format!(
            "{issue}</docdata><pubdata date.publication='20200103'/>"
        )),
        "2020-01-03"
    );
    let metas = "<meta name='publication_year' content='2007'/><meta name='publication_month' content='2'/>\
                 <meta name='publication_day_of_month' content='1'/>";
    assert_eq!(printed(metas), "2007-02-01");
}

#[test]
fn the_profile_of_the_times_is_read() {
    let story = within(
        "<meta name='dsk' content='Foreign Desk'/><meta name='online_sections' content='World; Washington'/>\
         <docdata><doc-id id-string='1234567'/><doc.copyright holder='The New York Times' year='2007'/><identified-content>\
         <person class='indexing_service'>ROE, JANE</person><org>Tin Board</org><location>Bath</location></identified-content></docdata>\
         <pubdata date.publication='20070201T000000' ex-ref='http://times.example/x'/>",
        "<hedline><hl1>Print</hl1><hl2>Online</hl2></hedline>",
        "<block class='lead_paragraph'><p>One.</p></block><block class='full_text'><p>One.</p><p>Two.</p></block>\
         <block class='correction_text'><p>Correction: it was two.</p></block>",
    );
    assert_eq!(story.body, "One.\n\nTwo.\n\nCorrection: it was two.");
    assert_eq!((&*story.id.0, story.version), ("a.xml#1234567", None));
    assert_eq!(story.section.as_deref(), Some("World, Washington, Foreign Desk"));
    assert_eq!(story.source.as_deref(), Some("The New York Times"));
    assert_eq!(story.status.as_deref(), Some("corrected"));
    assert_eq!(story.url.as_deref(), Some("http://times.example/x"));
    let names: Vec<(EntityKind, &str)> = story
        .entities
        .iter()
        .map(|entity| (entity.kind, &*entity.name))
        .collect();
    assert_eq!(
        names,
        [
            (EntityKind::Person, "ROE, JANE"),
            (EntityKind::Organization, "Tin Board"),
            (EntityKind::Place, "Bath")
        ]
    );
    let lead = within("", "", "<block class='lead_paragraph'><p>One.</p></block>");
    assert_eq!(lead.body, "One.");
}

#[test]
fn identity_version_and_status_come_of_the_head() {
    let story = within(
        "<docdata management-status='canceled'><doc-id id-string='b-1' regsrc='NTB'/><du-key key='k' version='04'/>\
         <date.issue norm='20200101T000000Z'/></docdata>",
        "",
        TEXT,
    );
    let version = story.version.unwrap();
    assert_eq!(
        (&*story.id.0, version.number, version.made),
        ("b-1", 4, Some(1_577_836_800))
    );
    assert_eq!(story.status.as_deref(), Some("canceled"));
    let story = within(
        "<docdata><doc-id id-string='77' regsrc='EFE'/></docdata>",
        "",
        TEXT,
    );
    assert_eq!(story.id.0, "EFE:77");
}

#[test]
fn marked_names_captions_and_sections_are_kept() {
    let story = within(
        "<tobject tobject.type='News'><tobject.subject tobject.subject.refnum='15054000'/>\
         <tobject.subject tobject.subject.type='POL:POLITICS' tobject.subject.matter='X'/></tobject>\
         <docdata><evloc city='Quito' iso-cc='ECU'/></docdata>",
        "<distributor><org>Tin Wire</org></distributor><abstract><p>In short.</p></abstract>",
        "<p><person>Ann Poe's</person> <org>Tin Board</org> met <person>Ann Poe</person> in <location>Bath</location>.</p>\
         <media><media-caption>A mine.</media-caption><media-producer>Roe</media-producer></media>",
    );
    assert_eq!(story.body, "Ann Poe's Tin Board met Ann Poe in Bath.");
    assert_eq!(story.captions, ["A mine. Roe"]);
    let names: Vec<&str> = story.entities.iter().map(|entity| &*entity.name).collect();
    assert_eq!(names, ["Ann Poe", "Tin Board", "Bath", "Quito"]);
    assert_eq!(
        (story.section.as_deref(), story.source.as_deref()),
        (Some("sport"), Some("Tin Wire"))
    );
    assert_eq!(
        within("", "<abstract><p>In short.</p></abstract>", "").body,
        "In short."
    );
}

#[test]
fn namespaces_wrappers_and_encodings_do_not_matter() {
    let spaced = "<?xml version=\"1.0\"?><n:nitf xmlns:n=\"http://iptc.org/std/NITF/2006-10-18/\" xml:lang=\"de_at\"><n:body><n:body.head>\
                  <n:hedline><n:hl1>Zinn</n:hl1></n:hedline></n:body.head><n:body.content><n:p>Ruhe.</n:p></n:body.content></n:body></n:nitf>";
    let story_of = only_story("a.xml", spaced);
    assert_eq!(
        (&*story_of.headline, &*story_of.body, story_of.language.as_deref()),
        ("Zinn", "Ruhe.", Some("de-AT"))
    );
    let two = "<?xml version=\"1.0\"?><day><nitf><body><body.content><p>One.</p></body.content></body></nitf>\
               <nitf><body><body.content><p>Two.</p></body.content></body></nitf></day>";
    let records = read_file("b.xml", two.as_bytes());
    assert_eq!(
        (&*story(&records[0]).body, &*story(&records[1]).body),
        ("One.", "Two.")
    );
    let latin = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><nitf><body><body.content><p>\xa366bn for Malm\xf6.</p></body.content></body></nitf>";
    let records = read_file("c.xml", latin);
    assert_eq!(story(&records[0]).body, "£66bn for Malmö.");
    assert_eq!(records[0].notes, ["decoded as windows-1252"]);
}

#[test]
fn what_is_broken_says_why() {
    let deep = format!("<nitf>{}", "<body>".repeat(5000));
    for (text, why) in [
        ("<nitf/>".to_owned(), "no text in it"),
        (
            "<nitf><body><body.content><p>cut of".to_owned(),
            "ends within <p>",
        ),
        (deep, "XML nested deeper than 256 elements"),
        ("<nitf><body></nitf></body>".to_owned(), "not XML: "),
    ] {
        let records = read_file("a.xml", text.as_bytes());
        assert!(
            reason(&records[0]).starts_with(why),
            "{:.60}: {}",
            text,
            reason(&records[0])
        );
    }
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><nitf><body><body.content>\
                  <p>He said &b; &amp; left.</p></body.content></body></nitf>";
    assert_eq!(only_story("b.xml", laughs).body, "He said &b; & left.");
}
