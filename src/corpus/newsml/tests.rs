//! Items of NewsML 1, and of RCV1.

use super::super::tests::{only_story, read_file, reason, story};
use crate::article::{Article, EntityKind};

fn item(identification: &str, management: &str, component: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><NewsML Version=\"1.2\"><NewsEnvelope><SentFrom><Party FormalName=\"Tin Wire\"/></SentFrom>\
         <DateAndTime>20200101T000000Z</DateAndTime></NewsEnvelope><NewsItem><Identification>{identification}</Identification>\
         <NewsManagement>{management}</NewsManagement><NewsComponent>{component}</NewsComponent></NewsItem></NewsML>"
    )
}

fn read(component: &str) -> Article {
    only_story("a.xml", &item("", "", component))
}

const TEXT: &str =
    "<ContentItem><DataContent><p>Tin rested on Monday, the exchange said.</p></DataContent></ContentItem>";

#[test]
fn an_item_is_known_without_its_revision() {
    let identifier = "<NewsIdentifier><ProviderId>tin.example</ProviderId><DateId>20200101</DateId><NewsItemId>a7</NewsItemId>\
                      <RevisionId PreviousRevision=\"2\" Update=\"N\">3</RevisionId></NewsIdentifier>";
    let management = "<FirstCreated>20200101T000000Z</FirstCreated><ThisRevisionCreated>20200101T010000+0100</ThisRevisionCreated>\
                      <Status FormalName=\"Embargoed\"/>";
    let story = only_story("a.xml", &item(identifier, management, TEXT));
    assert_eq!(story.id.0, "urn:newsml:tin.example:20200101:a7");
    let version = story.version.unwrap();
    assert_eq!((version.number, version.made), (3, Some(1_577_836_800)));
    assert_eq!(story.published.unwrap().to_string(), "2020-01-01T01:00:00+01:00");
    assert_eq!(story.status.as_deref(), Some("embargoed"));
    let public = "<NewsIdentifier><RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:x:1:a:2N</PublicIdentifier></NewsIdentifier>";
    assert_eq!(
        only_story("a.xml", &item(public, "", TEXT)).id.0,
        "urn:newsml:x:1:a"
    );
}

#[test]
fn lines_and_metadata_are_read() {
    let story = read(&format!(
        "<TopicSet><Topic Duid=\"t1\"><TopicType FormalName=\"Company\"/><FormalName>TIN</FormalName>\
         <Description xml:lang=\"en\">Tin Board</Description></Topic></TopicSet>\
         <NewsLines><HeadLine>Tin &lt;b&gt;rests&lt;/b&gt;</HeadLine><ByLine>By JANE ROE</ByLine><DateLine>PARIS, Jan 1 (AFP) -</DateLine>\
         <SlugLine>tin</SlugLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName=\"AFP\"/></Provider>\
         <Creator><Party FormalName=\"Cy Hall\"/></Creator></AdministrativeMetadata><DescriptiveMetadata><Language FormalName=\"en\"/>\
         <SubjectCode><SubjectDetail FormalName=\"04016007\"/></SubjectCode><TopicOccurrence Topic=\"#t1\"/>\
         <Location HowPresent=\"Event\"><Property FormalName=\"Country\" Value=\"FRA\"/><Property FormalName=\"City\" Value=\"Lyon\"/></Location>\
         <Property FormalName=\"Keyword\" Value=\"Ann Poe\" Role=\"PersonInImage\"/></DescriptiveMetadata>{TEXT}"
    ));
    assert_eq!(
        (&*story.headline, &*story.byline),
        ("Tin rests", &["Jane Roe".to_owned()][..])
    );
    assert_eq!(story.dateline.unwrap().agency.as_deref(), Some("AFP"));
    assert_eq!(
        (story.source.as_deref(), story.language.as_deref()),
        (Some("AFP"), Some("en"))
    );
    assert_eq!(story.section.as_deref(), Some("economy, business and finance"));
    let names: Vec<(EntityKind, &str)> = story
        .entities
        .iter()
        .map(|entity| (entity.kind, &*entity.name))
        .collect();
    assert_eq!(
        names,
        [
            (EntityKind::Organization, "Tin Board"),
            (EntityKind::Person, "Ann Poe"),
            (EntityKind::Place, "Lyon")
        ]
    );
}

#[test]
fn components_are_read_by_their_roles() {
    let story = read(
        "<NewsLines><HeadLine/></NewsLines><NewsComponent><BasisForChoice>./NewsComponent/Role</BasisForChoice>\
         <NewsComponent><Role FormalName=\"StyleSheet\"/><ContentItem><MimeType FormalName=\"text/css\"/><DataContent>p {}</DataContent></ContentItem></NewsComponent>\
         <NewsComponent><Role FormalName=\"HeadLine\"/><ContentItem><DataContent><html><body><p>Tin <b>rests</b></p></body></html></DataContent></ContentItem></NewsComponent>\
         <NewsComponent><Role FormalName=\"Body\"/><BasisForChoice>./ContentItem/Format</BasisForChoice>\
         <ContentItem><Format FormalName=\"XHTML\"/><DataContent><html><body><p>One.</p><table><tr><td>A</td><td>1</td></tr></table></body></html></DataContent></ContentItem>\
         <ContentItem><Format FormalName=\"Text\"/><DataContent>One. A 1</DataContent></ContentItem></NewsComponent>\
         <NewsComponent><Role FormalName=\"Photo\"/><NewsComponent><Role FormalName=\"Caption\"/><ContentItem><DataContent>A mine.</DataContent></ContentItem></NewsComponent></NewsComponent>\
         <NewsComponent><Role FormalName=\"Contact\"/><ContentItem><DataContent>Call us.</DataContent></ContentItem></NewsComponent></NewsComponent>",
    );
    assert_eq!((&*story.headline, &*story.body), ("Tin rests", "One.\n\nA   1"));
    assert_eq!(story.captions, ["A mine."]);
    assert_eq!(story.source.as_deref(), Some("Tin Wire"));
}

#[test]
fn a_story_in_two_languages_is_read_in_the_first() {
    let of = |language: &str, text: &str| {
        format!(
            "<NewsComponent><DescriptiveMetadata><Language FormalName=\"{language}\"/></DescriptiveMetadata>\
             <ContentItem><DataContent><p>{text}</p></DataContent></ContentItem></NewsComponent>"
        )
    };
    let (german, english) = (of("de", "Zinn."), of("en", "Tin."));
    let basis = "<BasisForChoice>./NewsComponent/DescriptiveMetadata/Language</BasisForChoice>";
    assert_eq!(read(&format!("{basis}{german}{english}")).body, "Zinn.");
}

#[test]
fn a_picture_is_its_caption_and_a_slug_its_headline() {
    let story = read(
        "<NewsLines><HeadLine>5696</HeadLine><SlugLine>FBL-TIN</SlugLine></NewsLines><DescriptiveMetadata>\
         <Location HowPresent=\"Origin\"><Property FormalName=\"City\" Value=\"London\"/></Location></DescriptiveMetadata>\
         <NewsComponent><Role FormalName=\"Caption\"/><ContentItem><DataContent><nitf><body><body.content><p>A goal.</p></body.content></body></nitf>\
         </DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName=\"main\"/><ContentItem Href=\"a.jpg\">\
         <MediaType FormalName=\"Photo\"/></ContentItem></NewsComponent>",
    );
    assert_eq!(
        (&*story.headline, &*story.body, &*story.captions),
        ("FBL-TIN", "", &["A goal.".to_owned()][..])
    );
    assert_eq!(story.dateline.unwrap().raw, "London");
}

#[test]
fn markup_written_as_text_and_times_as_datelines_are_seen_through() {
    let story = read(
        "<NewsLines><HeadLine>Tin</HeadLine><DateLine>4/4/2018</DateLine></NewsLines><ContentItem><DataContent>\
         <![CDATA[<P>One &amp; two.</P><P>Three.</P>]]></DataContent></ContentItem>",
    );
    assert_eq!((&*story.body, story.dateline), ("One & two.\n\nThree.", None));
}

#[test]
fn items_without_news_say_so() {
    let topics = "<?xml version=\"1.0\"?><NewsML><NewsItem><Identification/><TopicSet/></NewsItem></NewsML>";
    assert_eq!(
        reason(&read_file("a.xml", topics.as_bytes())[0]),
        "an item without a component, of <TopicSet>"
    );
    assert_eq!(
        reason(
            &read_file(
                "a.xml",
                b"<?xml version=\"1.0\"?><NewsML><NewsEnvelope/></NewsML>"
            )[0]
        ),
        "a message without items"
    );
    assert_eq!(
        reason(&read_file("a.xml", item("", "", "").as_bytes())[0]),
        "no text in it"
    );
    let cut = item("", "", TEXT);
    let cut = &cut[..cut.len() - 60];
    let cut = read_file("a.xml", cut.as_bytes());
    assert!(reason(&cut[0]).starts_with("ends within"), "{}", reason(&cut[0]));
}

#[test]
fn items_of_rcv1_are_read() {
    let text = "<?xml version=\"1.0\" encoding=\"iso-8859-1\" ?>\n<newsitem itemid=\"2286\" id=\"root\" date=\"1996-08-20\" xml:lang=\"en\">\n\
                <title>MEXICO: Tin rests.</title>\n<headline>Tin rests.</headline>\n<byline>Jane Roe</byline>\n<dateline>MEXICO CITY 1996-08-20</dateline>\n\
                <text>\n<p>Tin rested.</p>\n<p>So did lead.</p>\n</text>\n<metadata>\n<codes class=\"bip:countries:1.0\">\n<code code=\"MEX\"/>\n</codes>\n\
                <codes class=\"bip:topics:1.0\">\n<code code=\"E51\"/>\n<code code=\"ECAT\"/>\n</codes>\n<dc element=\"dc.source\" value=\"Reuters\"/>\n</metadata>\n</newsitem>";
    let records = read_file("2286newsML.xml", text.as_bytes());
    let story = story(&records[0]);
    assert_eq!(
        (&*story.id.0, &*story.headline),
        ("2286newsML.xml#2286", "Tin rests.")
    );
    assert_eq!(story.body, "Tin rested.\n\nSo did lead.");
    assert_eq!(story.dateline.as_ref().unwrap().places[0].name, "Mexico City");
    assert_eq!(story.section.as_deref(), Some("economics"));
    assert_eq!(
        (story.source.as_deref(), &*story.entities[0].name),
        (Some("Reuters"), "MEX")
    );
    assert_eq!(
        (story.byline.len(), story.published.unwrap().to_string()),
        (1, "1996-08-20".to_owned())
    );
}
