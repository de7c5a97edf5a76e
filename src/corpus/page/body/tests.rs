use scraper::Html;

use super::{About, Body, body};

const HEADLINE: &str = "Harbour council votes to keep the old lighthouse lit";

/// Paragraphs like those of a story.
const STORY: [&str; 6] = [
    "The harbour council voted on Tuesday to keep the old lighthouse lit for another ten years, ending a dispute that had divided the town since spring.",
    "“Nobody here wanted to see it go dark,” said Marta Lindqvist, who has run the ferry office for two decades. “It is the first thing you see when you come home.”",
    "The decision will cost about 40,000 crowns a year, most of it for a new lamp and for repairs to the western wall, according to a report by the port's engineer.",
    "Opponents had argued that the money should go to the breakwater, which was damaged in the storms of last winter and has been closed to walkers ever since.",
    "Under the plan, the tower will open to visitors on Sundays from May, and the fees will go to a fund for both works, the council's chair told reporters.",
    "Work on the wall is expected to begin in the autumn, once the herring fleet has left, and to be finished before the first ice.",
];

fn paragraphs() -> String {
    STORY.iter().map(|text| format!("<p>{text}</p>")).collect()
}

/// A page with the frame of a site around the main part.
fn page(main: &str) -> String {
    format!(
        "<html><head><title>{HEADLINE} - The Quay</title></head><body>\
         <header class=\"site-header\"><a href=\"/\">The Quay</a>\
         <nav><ul><li><a href=\"/n\">News</a></li><li><a href=\"/s\">Sport</a></li><li><a href=\"/o\">Opinion</a></li></ul></nav></header>\
         <div class=\"page\">{main}</div>\
         <footer class=\"site-footer\"><ul><li><a href=\"/a\">About us</a></li><li><a href=\"/p\">Privacy</a></li></ul>\
         <p>© 2024 The Quay. All rights reserved.</p></footer></body></html>"
    )
}

fn article(inside: &str) -> String {
    page(&format!(
        "<article class=\"article\"><h1>{HEADLINE}</h1>{inside}</article>"
    ))
}

fn read(html: &str) -> Body {
    body(
        &Html::parse_document(html),
        &About {
            headline: Some(HEADLINE),
            article_body: None,
        },
    )
}

#[track_caller]
fn has_story_alone(html: &str) {
    assert_eq!(read(html).paragraphs, STORY);
}

#[test]
fn a_plain_article_is_its_paragraphs() {
    has_story_alone(&article(&format!(
        "<div class=\"article-body\">{}</div>",
        paragraphs()
    )));
}

#[test]
fn byline_date_and_share_bar_are_no_body() {
    has_story_alone(&article(&format!(
        "<div class=\"byline\">By <a href=\"/w\">Ida Berg</a></div><time class=\"date\">Updated 12 March 2024, 10:15 am</time>\
         <ul class=\"share\"><li><a href=\"#\">Share on Facebook</a></li><li><a href=\"#\">Tweet</a></li><li><a href=\"#\">Email</a></li></ul>\
         <div class=\"article-body\">{}</div>",
        paragraphs()
    )));
}

#[test]
fn a_caption_is_told_apart() {
    let figure = "<figure class=\"image\"><img src=\"a.jpg\"><figcaption class=\"caption\">The lighthouse at dusk, seen from the ferry pier. Photo: Nils Holm</figcaption></figure>";
    let found = read(&article(&format!(
        "<div class=\"article-body\"><p>{}</p>{figure}{}</div>",
        STORY[0],
        STORY[1..]
            .iter()
            .map(|text| format!("<p>{text}</p>"))
            .collect::<String>()
    )));
    assert_eq!(found.paragraphs, STORY);
    assert_eq!(
        found.captions,
        ["The lighthouse at dusk, seen from the ferry pier. Photo: Nils Holm"]
    );
}

#[test]
fn boxes_of_related_stories_and_read_more_lines_are_no_body() {
    let inset = "<aside class=\"related\"><h3>Related stories</h3><ul><li><a href=\"/1\">Ferry fares to rise in June</a></li>\
                 <li><a href=\"/2\">Storm closes the breakwater</a></li></ul></aside>";
    has_story_alone(&article(&format!(
        "<div class=\"article-body\"><p>{}</p><p>{}</p>{inset}<p>{}</p><p><strong><a href=\"/3\">Read more: How the lamp was rebuilt in 1954</a></strong></p>{}</div>",
        STORY[0],
        STORY[1],
        STORY[2],
        STORY[3..]
            .iter()
            .map(|text| format!("<p>{text}</p>"))
            .collect::<String>()
    )));
}

#[test]
fn tails_of_letters_writers_and_comments_are_no_body() {
    has_story_alone(&article(&format!(
        "<div class=\"article-body\">{}</div>\
         <div class=\"author-bio\"><h4>About the author</h4><p>Ida Berg is a reporter at The Quay. She covers the harbour and the council.</p></div>\
         <div class=\"newsletter-signup\"><h3>Sign up for our newsletter</h3><p>Get the best stories of the week in your inbox.</p><button>Subscribe</button></div>\
         <section id=\"comments\" class=\"comments\"><h2>3 comments</h2><div class=\"comment\"><b>gull77</b><p>About time. I have been saying this for years and nobody on the council ever listened to me, not once.</p><a href=\"#\">Reply</a></div>\
         <div class=\"comment\"><b>pilot</b><p>A waste of money if you ask me, every ship has had a satellite receiver since the nineties.</p><a href=\"#\">Reply</a></div></section>",
        paragraphs()
    )));
}

#[test]
fn a_body_of_line_breaks_is_paragraphs() {
    has_story_alone(&article(&format!(
        "<div class=\"story-text\">{}</div>",
        STORY.join("<br><br>")
    )));
}

#[test]
fn lines_of_one_paragraph_are_joined() {
    let broken = STORY[0].replace("another ten years, ", "another ten years,<br>");
    has_story_alone(&article(&format!(
        "<div class=\"story-text\">{broken}<br><br>{}</div>",
        STORY[1..].join("<br><br>")
    )));
}

#[test]
fn a_body_in_several_containers_is_whole() {
    let parts: String = STORY
        .chunks(2)
        .map(|two| format!("<div class=\"article-section\"><p>{}</p><p>{}</p></div><div class=\"ad\">Advertisement</div>", two[0], two[1]))
        .collect();
    has_story_alone(&article(&parts));
}

#[test]
fn a_body_in_linked_data_alone_is_read() {
    let told = STORY.join("\n\n");
    let html = Html::parse_document(&page("<div id=\"root\">Please turn on JavaScript.</div>"));
    let found = body(
        &html,
        &About {
            headline: Some(HEADLINE),
            article_body: Some(&told),
        },
    );
    assert_eq!(found.paragraphs, STORY);
}

#[test]
fn a_body_in_the_data_of_a_script_is_read() {
    let items: Vec<_> = STORY
        .iter()
        .map(|text| serde_json::json!({"type": "p", "content": text}))
        .collect();
    let data = serde_json::json!({"props": {
        "related": [{"content": "Another story altogether, which is told at length elsewhere. It has nothing to do with lamps."}],
        "story": {"title": HEADLINE, "description": STORY[0], "parts": items},
    }});
    let html = page(&format!(
        "<div id=\"__next\"></div><script id=\"__NEXT_DATA__\" type=\"application/json\">{data}</script>"
    ));
    has_story_alone(&html);
}

#[test]
fn a_marked_up_body_in_the_data_of_a_script_is_read() {
    let data = serde_json::json!({"article": {"html": paragraphs()}});
    has_story_alone(&page(&format!(
        "<div id=\"app\"></div><script type=\"application/json\">{data}</script>"
    )));
}

#[test]
fn scripts_without_spaces_are_read() {
    let story = [
        "市议会星期二投票决定，让旧灯塔再点亮十年，结束了从春天开始的争论。渡轮公司的负责人说，这里没有人希望它熄灭，大家都很高兴。",
        "根据港口工程师的报告，这项决定每年大约需要四万元，其中大部分用于更换新灯，以及修理西边的墙壁，工程将在秋天开始。",
        "反对者认为，这笔钱应该用来修理去年冬天被风暴损坏的防波堤，那里从那时起一直不对行人开放，居民们对此十分不满。",
    ];
    let inside: String = story.iter().map(|text| format!("<p>{text}</p>")).collect();
    let html = page(&format!(
        "<div class=\"article\"><h1>旧灯塔将继续点亮</h1><div class=\"content\">{inside}</div></div><div class=\"related\"><a href=\"/1\">相关新闻</a></div>"
    ));
    let found = body(
        &Html::parse_document(&html),
        &About {
            headline: Some("旧灯塔将继续点亮"),
            article_body: None,
        },
    );
    assert_eq!(found.paragraphs, story);
}

#[test]
fn a_page_without_text_has_no_body() {
    for html in [
        "",
        "<html></html>",
        "<frameset><frame src=\"a\"></frameset>",
        "\0\0<p>\0",
        "<p> \u{a0} </p>",
    ] {
        assert_eq!(read(html), Body::default(), "{html:?}");
    }
}

#[test]
fn a_front_of_links_has_no_body() {
    let links: String = (0..60)
        .map(|at| format!("<li><a href=\"/{at}\">Headline number {at} of the day</a></li>"))
        .collect();
    assert_eq!(
        read(&page(&format!("<ul class=\"headlines\">{links}</ul>"))).paragraphs,
        [""; 0]
    );
}

#[test]
fn marks_of_nothing_part_no_word() {
    let soft = paragraphs()
        .replace("lighthouse", "light\u{ad}house")
        .replace("harbour", "har\u{200b}bour")
        .replace("council", "coun<b>cil</b>");
    has_story_alone(&article(&format!("<div class=\"article-body\">{soft}</div>")));
}

#[test]
fn depth_and_size_do_no_harm() {
    let deep = format!("{}{}", "<div class=\"wrap\">".repeat(10_000), paragraphs());
    assert!(read(&deep).paragraphs.len() >= STORY.len());
    let bold = format!("<p>{}{}", "<b><i>".repeat(5_000), STORY[0]);
    read(&bold);
    let wide = article(&format!(
        "<div class=\"article-body\">{}</div>",
        paragraphs().repeat(400)
    ));
    assert!(!read(&wide).paragraphs.is_empty());
}
