//! Items of feeds as stories.

use std::sync::Arc;

use super::super::{Declared, Form, Options};
use super::*;
use crate::article::Article;

fn read_as(form: Form, text: &str) -> Outcome {
    let file = FileOfRecords {
        path: "feeds/harbor.xml".into(),
        form,
        options: Arc::new(Options::default()),
        declared: Declared::default(),
        notes: Vec::new(),
    };
    if form == Form::JsonFeed {
        read_json(text, &file, 0)
    } else {
        read(text, &file, 0)
    }
}

fn story_of(form: Form, text: &str) -> Article {
    match read_as(form, text) {
        Outcome::Story(story) => *story,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rss_is_read_by_namespaces_and_not_by_prefixes() {
    let story = story_of(
        Form::Rss,
        "<rss version=\"2.0\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:m=\"http://search.yahoo.com/mrss/\">\
         <channel><title>Harbor Post</title><link>https://harbor.example/</link><language>en-us</language>\
         <item><title>Ferry &amp; pier</title><link>https://harbor.example/2020/ferry</link>\
         <guid isPermaLink=\"false\">https://harbor.example/?p=12</guid>\
         <pubDate>Tue, 14 Jan 2020 10:02:03 +0100</pubDate><d:creator><![CDATA[Ada Moss]]></d:creator>\
         <category>Ports</category><category>Sea</category>\
         <description>The ferry hit the pier.</description>\
         <c:encoded><![CDATA[<p>The ferry hit the pier on <b>Monday</b>, the port said.</p><p>Nobody was hurt &amp; all swam.</p>\
         <p>The post <a href=\"x\">Ferry</a> appeared first on <a href=\"y\">Harbor Post</a>.</p>]]></c:encoded>\
         <m:content url=\"x.jpg\"><m:description>The ferry at the pier</m:description></m:content>\
         </item></channel></rss>",
    );
    assert_eq!(story.id.0, "https://harbor.example/?p=12");
    assert_eq!(story.url.as_deref(), Some("https://harbor.example/2020/ferry"));
    assert_eq!(story.headline, "Ferry & pier");
    assert_eq!(
        story.body,
        "The ferry hit the pier on Monday, the port said.\n\nNobody was hurt & all swam."
    );
    assert_eq!(story.byline, ["Ada Moss"]);
    assert_eq!(story.published.unwrap().to_string(), "2020-01-14T10:02:03+01:00");
    assert_eq!(story.source.as_deref(), Some("Harbor Post"));
    assert_eq!(story.section.as_deref(), Some("Ports, Sea"));
    assert_eq!(story.language.as_deref(), Some("en-US"));
    assert_eq!(story.captions, ["The ferry at the pier"]);
    assert_eq!(story.version.unwrap().made, Some(1_578_992_523));
}

#[test]
fn atom_entries_are_read() {
    let story = story_of(
        Form::Atom,
        "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\" xml:base=\"https://harbor.example/news/\">\
         <a:title>Harbor Post</a:title>\
         <a:entry><a:id>tag:harbor.example,2020:7</a:id><a:title type=\"html\">Tin &amp;lt;falls&amp;gt;</a:title>\
         <a:link rel=\"self\" href=\"/self\"/><a:link href=\"/2020/tin\"/>\
         <a:updated>2020-01-15T08:00:00Z</a:updated><a:published>2020-01-14T08:00:00Z</a:published>\
         <a:author><a:name>Lee Oke</a:name></a:author><a:category term=\"markets\" label=\"Markets\"/>\
         <a:content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Tin fell in London on Tuesday.</p><p>It may rise.</p></div></a:content>\
         </a:entry></a:feed>",
    );
    assert_eq!(story.id.0, "tag:harbor.example,2020:7");
    assert_eq!(story.url.as_deref(), Some("https://harbor.example/2020/tin"));
    assert_eq!(story.body, "Tin fell in London on Tuesday.\n\nIt may rise.");
    assert_eq!(
        (&*story.byline[0], story.section.as_deref()),
        ("Lee Oke", Some("Markets"))
    );
    assert_eq!(story.published.unwrap().to_string(), "2020-01-14T08:00:00Z");
    assert_eq!(story.version.unwrap().made, Some(1_579_075_200));
}

#[test]
fn the_older_kinds_of_rss_are_read() {
    let rdf = story_of(
        Form::Rss,
        "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Islander</title></channel>\
         <item><title>Boats</title><link>http://islander.example/boats</link><dc:date>2004-05-06</dc:date>\
         <description>Boats came in early.</description></item></r:RDF>",
    );
    assert_eq!(
        (&*rdf.id.0, rdf.source.as_deref()),
        ("http://islander.example/boats", Some("Islander"))
    );
    assert_eq!(rdf.published.unwrap().to_string(), "2004-05-06");
    let bare = story_of(
        Form::Rss,
        "<rss version=\"0.92\"><channel><title>Radio</title><item><guid>12</guid>\
         <author>desk@radio.example (Ann Lee)</author>\
         <description>A note without a title.</description></item></channel></rss>",
    );
    assert_eq!((&*bare.id.0, bare.version), ("feeds/harbor.xml#12", None));
    assert_eq!(bare.byline, ["Ann Lee"]);
}

#[test]
fn json_feed_is_read() {
    let story = story_of(
        Form::JsonFeed,
        r#"{"id": "https://harbor.example/7", "url": "https://harbor.example/7", "title": "Ferry",
            "content_html": "<p>The ferry hit the pier.</p>", "date_published": "2020-01-14T08:00:00Z",
            "authors": [{"name": "Ada Moss"}], "language": "en"}"#,
    );
    assert_eq!(
        (&*story.headline, &*story.body),
        ("Ferry", "The ferry hit the pier.")
    );
    assert_eq!(story.byline, ["Ada Moss"]);
    assert!(story.version.is_some());
}

#[test]
fn what_holds_no_story_says_so() {
    for (text, reason) in [
        (
            "<rss><channel><title>T</title></channel></rss>",
            "a feed without items",
        ),
        (
            "<rss><channel><item><guid>1</guid></item></channel></rss>",
            "an item without headline and text",
        ),
    ] {
        assert_eq!(read_as(Form::Rss, text), Outcome::Skipped(reason.into()));
    }
    assert!(matches!(read_as(Form::Rss, "<rss><channel>"), Outcome::Failed(_)));
}
