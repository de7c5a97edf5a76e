//! Plain text: what stands above the text, between its paragraphs and below them.

use super::*;

const PAGE: &str = "Fog closes harbour for third day
Cranes stand still in the fog at Port Vell on Monday. Photo by Jane Roe/NAA
Cranes stand still in the fog at Port Vell on Monday. Photo by Jane Roe/NAA
By JANE ROE and JOHN DOE
Jan. 14, 2020 / 10:02 AM

LONDON, Jan. 14 (UPI) -- The harbour was closed for a third day on Tuesday because of fog, its master said.

Advertisement

Related companies said they would wait.

RELATED Fog closes airport

\"It is white,\" he said. \"That is all I can say.\"

Latest Headlines

Airport opens again
Jan. 14 (UPI) -- It has opened.

Storm comes
";

#[test]
fn a_page_gives_all_its_fields() {
    let story = only_story("harbor-post/fog.txt", PAGE);
    assert_eq!(story.id.0, "harbor-post/fog.txt");
    assert_eq!(story.headline, "Fog closes harbour for third day");
    assert_eq!(story.byline, ["Jane Roe", "John Doe"]);
    assert_eq!(story.published.unwrap().to_string(), "2020-01-14T10:02:00");
    assert_eq!(story.source.as_deref(), Some("harbor-post"));
    assert_eq!(
        story.captions,
        ["Cranes stand still in the fog at Port Vell on Monday. Photo by Jane Roe/NAA"]
    );
    assert_eq!(story.dateline.unwrap().raw, "LONDON, Jan. 14 (UPI)");
    assert_eq!(
        story.body,
        "The harbour was closed for a third day on Tuesday because of fog, its master said.\n\nRelated companies said \
         they would wait.\n\n\"It is white,\" he said. \"That is all I can say.\""
    );
}

#[test]
fn a_story_may_begin_with_its_dateline() {
    let story = only_story(
        "a.txt",
        "PARIS (AFP) - The tower was closed on Monday.\n\nIt was windy.\n",
    );
    assert_eq!(
        (&*story.headline, &*story.body),
        ("", "The tower was closed on Monday.\n\nIt was windy.")
    );
    assert_eq!(story.published, None);
}

#[test]
fn the_headline_printed_again_and_bullets_do_not_hide_the_dateline() {
    let text = "Tin rests\n\nTIN RESTS\n\n(Adds quotes)\n\n* Lead falls\n\nLONDON, Jan 27 (Reuters) - Tin rested on Monday, traders said.\n\n\
                It may wake up, they said.\n\n(Reporting by Jane Roe; Editing by John Doe)\n";
    let story = only_story("tin.txt", text);
    assert_eq!(
        story.body,
        "* Lead falls\n\nTin rested on Monday, traders said.\n\nIt may wake up, they said."
    );
    assert_eq!(
        (&*story.dateline.unwrap().raw, &*story.byline),
        ("LONDON, Jan 27 (Reuters)", &["Jane Roe".to_owned()][..])
    );
}

#[test]
fn labels_above_the_text_are_fields() {
    let export = "Fog closes harbour\n\nThe Harbor Post\n\nSECTION: Metro; Pg. 3\nLENGTH: 120 words\nBYLINE: By JANE ROE\n\
                  DATELINE: LONDON\nBODY:\nThe harbour was closed.\n\nIt was white.\n";
    let story = only_story("export.txt", export);
    assert_eq!(
        (story.section.as_deref(), story.source.as_deref()),
        (Some("Metro; Pg. 3"), Some("The Harbor Post"))
    );
    assert_eq!(
        (&*story.headline, &*story.body),
        ("Fog closes harbour", "The harbour was closed.\n\nIt was white.")
    );
    assert_eq!(story.dateline.unwrap().places[0].name, "London");
    let labelled = "Title: Fog closes harbour\nDate: 14 January 2020\nSource: The Harbor Post\nBy: Jane Roe\n\nThe harbour was \
                    closed: nobody knew why.\n\nIt was white.\n";
    let story = only_story("labelled.txt", labelled);
    assert_eq!(story.headline, "Fog closes harbour");
    assert_eq!(story.published.unwrap().to_string(), "2020-01-14");
    assert_eq!(
        (story.source.as_deref(), &*story.byline),
        (Some("The Harbor Post"), &["Jane Roe".to_owned()][..])
    );
    assert_eq!(
        story.body,
        "The harbour was closed: nobody knew why.\n\nIt was white."
    );
    let colon = only_story(
        "colon.txt",
        "Subject closed: harbour shuts\n\nThe harbour was closed on Monday.\n",
    );
    assert_eq!(colon.headline, "Subject closed: harbour shuts");
}

#[test]
fn hard_wrapped_text_is_joined() {
    let wrapped = "Harbour stays closed for a third day because of the fog that came in from\nthe sea on Saturday\n\n\
                   The harbour was closed for a third day on Tuesday because of fog, and its\nmaster said that he did not \
                   know when it would be open again to any ship.\n\n\
                   Two tankers and a ferry were waiting outside on Monday evening with their\nlamps lit.\n";
    let story = only_story("wrapped.txt", wrapped);
    assert!(
        story.headline.ends_with("from the sea on Saturday"),
        "{}",
        story.headline
    );
    assert_eq!(story.body.matches("\n\n").count(), 1);
    assert!(!story.body.replace("\n\n", "").contains('\n'));
}

#[test]
fn a_path_may_name_the_day() {
    let brief = "Fog closes harbour\n\nThe harbour was closed.\n";
    assert_eq!(
        only_story("post/2020/01/14/fog.txt", brief)
            .published
            .unwrap()
            .to_string(),
        "2020-01-14"
    );
    assert_eq!(
        only_story("post/2020/01/14/fog.txt", brief).source.as_deref(),
        Some("14")
    );
}

#[test]
fn lists_are_no_stories_and_briefs_are() {
    let words: String = ["tin", "lead", "zinc", "gold"]
        .map(|word| format!("{word}\n"))
        .concat()
        .repeat(20);
    assert_eq!(
        reason(&read_file("words.txt", words.as_bytes())[0]),
        "a list, not a story"
    );
    let numbers = "the 0.12 0.33 -0.21 0.5 0.6 0.7 0.8 0.9\nof 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8\n".repeat(20);
    assert_eq!(
        reason(&read_file("vectors.vec", numbers.as_bytes())[0]),
        "a list, not a story"
    );
    assert_eq!(
        only_story("brief.txt", "Fire in Porto\nNobody was hurt.\n").headline,
        "Fire in Porto"
    );
    let unspaced = "港口因雾关闭\n\n周二，由于大雾，港口连续第三天关闭，港务长说。\n\n他说，外面一片白色。\n\n船只在等待。\n";
    assert_eq!(only_story("zh.txt", unspaced).headline, "港口因雾关闭");
}
