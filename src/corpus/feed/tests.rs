//! Items of feeds as stories.

use std::sync::Arc;

use super::super::{Declared, Form, Options, Piece};
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

/// An item of RSS within a feed that says what it says.
fn rss(about: &str, item: &str) -> Article {
    story_of(
        Form::Rss,
        &format!(
            "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
             xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
             xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\">\
             <channel><title>Harbor Post</title><link>https://harbor.example/</link>{about}\
             <item>{item}</item></channel></rss>"
        ),
    )
}

#[test]
fn what_a_feed_says_stands_for_what_its_items_do_not_say() {
    let about =
        "<itunes:author>Ada Moss</itunes:author><itunes:category text=\"Sea\"/><language>en</language>";
    let bare = rss(about, "<title>Ferry</title>");
    assert_eq!(bare.byline, ["Ada Moss"]);
    assert_eq!(
        (bare.section.as_deref(), bare.language.as_deref()),
        (Some("Sea"), Some("en"))
    );
    let own = rss(
        about,
        "<title>Ferry</title><author>lee@harbor.example (Lee Oke)</author><category>Ports</category>",
    );
    assert_eq!(
        (&*own.byline[0], own.section.as_deref()),
        ("Lee Oke", Some("Ports"))
    );
    // What was taken from elsewhere was not written by whom the feed names.
    let borrowed = rss(about, "<title>Ferry</title><source url=\"x\">Islander</source>");
    assert_eq!(
        (borrowed.byline.len(), borrowed.source.as_deref()),
        (0, Some("Islander"))
    );
    // A channel that signs with its own name names nobody.
    let signed = rss(
        "<itunes:author>Harbor Post</itunes:author>",
        "<title>Ferry</title>",
    );
    assert!(signed.byline.is_empty());
}

#[test]
fn what_is_said_in_short_stands_for_a_text_that_says_nothing() {
    let picture = "<content:encoded><![CDATA[<img src=\"a.jpg\"> ]]></content:encoded>";
    let story = rss(
        "",
        &format!("<title>T</title>{picture}<description>A ferry sank.</description>"),
    );
    assert_eq!(story.body, "A ferry sank.");
    let film = "<media:group><media:title>T</media:title><media:description>A ferry sank.\nAll swam.</media:description>\
                <media:credit>Lee Oke</media:credit></media:group>";
    let shown = rss("", &format!("<title>T</title>{film}"));
    assert_eq!(
        (&*shown.body, &*shown.captions),
        ("A ferry sank.\n\nAll swam.", &["Lee Oke".to_owned()][..])
    );
    let both = rss(
        "",
        &format!("<title>T</title><description>It sank.</description>{film}"),
    );
    assert_eq!(
        (&*both.body, &*both.captions[0]),
        ("It sank.", "A ferry sank. All swam.")
    );
}

#[test]
fn elements_whose_prefix_was_not_declared_are_known_by_their_names() {
    let story = rss(
        "",
        "<title>T</title><dc:creator>Ada Moss</dc:creator><dc:date>2020-01-14</dc:date><description>Short.</description>\
         <x:encoded>Long.</x:encoded>",
    );
    assert_eq!((&*story.byline[0], &*story.body), ("Ada Moss", "Long."));
    assert_eq!(story.published.unwrap().to_string(), "2020-01-14");
}

#[test]
fn items_are_named_by_what_is_good_anywhere() {
    for (item, id, version) in [
        (
            "<link>https://harbor.example/a</link><guid>12</guid>",
            "https://harbor.example/a",
            true,
        ),
        (
            "<link>https://harbor.example/</link><guid>post-12</guid>",
            "feeds/harbor.xml#post-12",
            false,
        ),
        ("<link>https://harbor.example</link>", "feeds/harbor.xml#0", false),
        ("<guid>urn:harbor:12</guid>", "urn:harbor:12", true),
        (
            "<link>https://t.example/~r/1</link><feedburner:origLink>https://harbor.example/a</feedburner:origLink>",
            "https://harbor.example/a",
            true,
        ),
    ] {
        let story = rss("", &format!("<title>T</title>{item}"));
        assert_eq!((&*story.id.0, story.version.is_some()), (id, version), "{item}");
    }
}

#[test]
fn categories_of_known_vocabularies_are_entities() {
    let story = rss(
        "",
        "<title>T</title><category domain=\"http://www.nytimes.com/namespaces/keywords/des\">Ferries</category>\
         <category domain=\"http://www.nytimes.com/namespaces/keywords/nyt_per\">Moss, Ada</category>\
         <category>Uncategorized</category>",
    );
    assert_eq!(
        (story.section.as_deref(), &*story.entities[0].name),
        (Some("Ferries"), "Ada Moss")
    );
}

#[test]
fn exports_of_wordpress_are_read() {
    let export = |item: &str| {
        let text = format!(
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <channel><title>Harbor Post</title><link>https://harbor.example</link>\
             <wp:author><wp:author_login>moss1</wp:author_login>\
             <wp:author_display_name><![CDATA[Ada Moss]]></wp:author_display_name></wp:author>\
             <item><title>T</title><dc:creator>moss1</dc:creator>{item}</item></channel></rss>"
        );
        read_as(Form::Rss, &text)
    };
    let Outcome::Story(story) = export(
        "<content:encoded><![CDATA[[caption id=\"a\"]<img src=\"a\"/> The pier[/caption]A ferry\nsank.\n\nAll swam.]]></content:encoded>\
         <excerpt:encoded>In short.</excerpt:encoded><wp:status>draft</wp:status><wp:post_type>post</wp:post_type>",
    ) else {
        panic!("no story");
    };
    assert_eq!(
        (&*story.body, &*story.captions),
        ("A ferry sank.\n\nAll swam.", &["The pier".to_owned()][..])
    );
    assert_eq!(
        (&*story.byline[0], story.status.as_deref()),
        ("Ada Moss", Some("draft"))
    );
    let excerpt = "<excerpt:encoded>In short.</excerpt:encoded><wp:post_type>page</wp:post_type>";
    let Outcome::Story(story) = export(excerpt) else {
        panic!("no story")
    };
    assert_eq!((&*story.body, story.status), ("In short.", None));
    assert_eq!(
        export("<wp:post_type>nav_menu_item</wp:post_type>"),
        Outcome::Skipped("WordPress keeps it as `nav_menu_item`, no story".into())
    );
}

#[test]
fn content_that_is_no_text_is_left_alone() {
    let atom = |content: &str| {
        let text = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry xml:base=\"2020/\"><title>T</title><link href=\"a\"/>{content}\
             <summary>A ferry.</summary></entry></feed>"
        );
        let based = text.replace("<feed ", "<feed xml:base=\"https://harbor.example/news/\" ");
        story_of(Form::Atom, &based)
    };
    for (content, body) in [
        ("<content type=\"image/png\">iVBORw0KGgo=</content>", "A ferry."),
        (
            "<content type=\"text/html\" mode=\"base64\">PHA+</content>",
            "A ferry.",
        ),
        ("<content src=\"a.html\"/>", "A ferry."),
        (
            "<content type=\"text/html\" mode=\"escaped\">&lt;p>It sank.&lt;/p></content>",
            "It sank.",
        ),
    ] {
        let story = atom(content);
        assert_eq!(story.body, body, "{content}");
        assert_eq!(story.url.as_deref(), Some("https://harbor.example/news/2020/a"));
    }
}

/// The stories of a JSON Feed, or what became of its items.
fn json_feed(text: &str) -> Vec<Outcome> {
    let source: super::super::Source = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
    let read = split(source).map(|piece| match piece {
        Piece::Bytes(bytes) => read_as(Form::JsonFeed, &String::from_utf8(bytes).unwrap()),
        Piece::Within(before, bytes) => {
            let whole = [&*before, &*bytes].concat();
            read_as(Form::JsonFeed, &String::from_utf8(whole).unwrap())
        }
        Piece::Settled(outcome, _) => outcome,
    });
    read.collect()
}

const JSON_FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbor Post",
    "home_page_url": "https://harbor.example", "language": "en-GB", "authors": [{"name": "Ada Moss"}], "items": [
    {"id": "https://harbor.example/7", "url": "/7", "title": "Ferry", "content_html": "<p>The ferry hit the pier.</p>",
     "content_text": "no", "date_published": "2020-01-14T08:00:00Z", "tags": ["Sea", "Ports"]},
    {"id": 8, "content_text": "A note.", "author": {"name": "Lee Oke"}, "language": "de"}, 9]}"#;

#[test]
fn json_feed_is_read_with_what_it_says_of_itself() {
    let outcomes = json_feed(JSON_FEED);
    let [
        Outcome::Story(first),
        Outcome::Story(second),
        Outcome::Failed(third),
    ] = &*outcomes
    else {
        panic!("{outcomes:?}");
    };
    assert_eq!(
        (&*first.headline, &*first.body),
        ("Ferry", "The ferry hit the pier.")
    );
    assert_eq!(first.byline, ["Ada Moss"]);
    assert_eq!(first.url.as_deref(), Some("https://harbor.example/7"));
    assert_eq!(
        (
            first.source.as_deref(),
            first.section.as_deref(),
            first.language.as_deref()
        ),
        (Some("Harbor Post"), Some("Sea, Ports"), Some("en-GB"))
    );
    assert!(first.version.is_some());
    assert_eq!(
        (&*second.id.0, &*second.body, &*second.byline[0]),
        ("feeds/harbor.xml#8", "A note.", "Lee Oke")
    );
    assert_eq!((second.language.as_deref(), second.version), (Some("de"), None));
    assert_eq!(third, "an item of a JSON Feed must be an object");
}

#[test]
fn a_json_feed_that_is_cut_gives_the_items_before_the_cut() {
    let cut = &JSON_FEED[..JSON_FEED.find("A note").unwrap()];
    let outcomes = json_feed(cut);
    let [Outcome::Story(first), Outcome::Failed(_)] = &*outcomes else {
        panic!("{outcomes:?}");
    };
    assert_eq!(first.headline, "Ferry");
    for (text, expected) in [
        (
            r#"{"title": "T"}"#,
            Outcome::Skipped("a feed without items".into()),
        ),
        (
            r#"{"items": []}"#,
            Outcome::Skipped("a feed without items".into()),
        ),
        (
            r#"{"items": {}}"#,
            Outcome::Failed("`items` of a JSON Feed must be a list".into()),
        ),
        (
            r#"{"items": [{}]}"#,
            Outcome::Skipped("an item without headline and text".into()),
        ),
        (
            r#"{"items": [{"id": {}, "title": 5, "authors": "x", "tags": {}, "content_html": []}]}"#,
            story_that_is(r#"{"title": "5"}"#),
        ),
    ] {
        let outcomes = json_feed(text);
        assert_eq!(outcomes, [expected], "{text}");
    }
}

fn story_that_is(item: &str) -> Outcome {
    read_as(Form::JsonFeed, item)
}

#[test]
fn keys_tell_a_json_feed() {
    let is = |text: &str| is_json_feed(&super::super::json::first_names(text.as_bytes()));
    assert!(is(JSON_FEED));
    assert!(is(
        r#"{"items": [{"version": "x"}], "version": "http://jsonfeed.org/version/1""#
    ));
    assert!(!is(r#"{"title": "https://jsonfeed.org/version/1"}"#));
    assert!(!is(
        r#"{"items": [{"version": "https://jsonfeed.org/version/1"}]}"#
    ));
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
