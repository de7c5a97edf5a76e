//! Trees and records of XML.

use super::super::Piece;
use super::*;

fn pieces(text: &str, names: &'static [&'static str]) -> Vec<String> {
    let source = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
    let text_of = |piece: Piece| match piece {
        Piece::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Piece::Within(before, bytes) => String::from_utf8([&*before, &*bytes].concat()).unwrap(),
        Piece::Settled(outcome, _) => format!("{outcome:?}"),
    };
    Splitter::new(source, names).map(text_of).collect()
}

#[test]
fn names_are_told_by_their_namespace_and_references_resolved() {
    let root = parse(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY big \"boom\">]>\
         <n:a xmlns:n=\"urn:news\" n:k=\"1 &amp; 2\"><b>R&eacute;gie &amp; fils &#8212; &big;</b><b/>\
         <c><![CDATA[<b>raw</b>]]></c> tail</n:a>",
    )
    .unwrap();
    assert_eq!((root.name(), root.namespace()), ("a", "urn:news"));
    assert_eq!(root.attribute_in("urn:news", "k"), Some("1 & 2"));
    assert_eq!(root.child("b").unwrap().text(), "Régie & fils — &big;");
    assert_eq!(root.all("b").count(), 2);
    assert_eq!(root.at(&["c"]).unwrap().text(), "<b>raw</b>");
    assert_eq!(
        root.line().as_deref(),
        Some("Régie & fils — &big;<b>raw</b> tail")
    );
    assert_eq!(root.below("b").len(), 2);
}

#[test]
fn what_is_no_tree_is_refused() {
    let deep = "<a>".repeat(10_000);
    assert_eq!(
        parse(&deep).unwrap_err().to_string(),
        "XML nested deeper than 256 elements"
    );
    assert_eq!(parse("<a><b>x").unwrap_err().to_string(), "ends within <b>");
    assert!(parse("<a></b>").unwrap_err().to_string().starts_with("not XML: "));
    assert_eq!(parse("").unwrap_err().to_string(), "no element in it");
}

#[test]
fn each_record_comes_with_what_stands_before_all() {
    let feed = "<rss><channel><title>T</title><item>one</item> <item>two<item>in</item></item><item/></channel></rss>";
    assert_eq!(
        pieces(feed, &["item"]),
        [
            "<rss><channel><title>T</title><item>one</item></channel></rss>",
            "<rss><channel><title>T</title><item>two<item>in</item></item></channel></rss>",
            "<rss><channel><title>T</title><item/></channel></rss>",
        ]
    );
    assert_eq!(
        pieces("<rss><channel/></rss>", &["item"]),
        ["<rss><channel/></rss>"]
    );
}

#[test]
fn a_file_that_is_cut_off_says_so_once() {
    for (end, told) in [
        ("<item>tw", "ends within <item>"),
        ("<item>tw</it", "ends within <item>"),
        ("<!-- tw", "ends within <rss>"),
        ("<ite", "ends within <rss>"),
        ("", "ends within <rss>"),
    ] {
        let cut = pieces(&format!("<rss><item>one</item>{end}"), &["item"]);
        assert_eq!((cut.len(), cut[0].as_str()), (2, "<rss><item>one</item></rss>"));
        let reason = match parse(&cut[1]) {
            Err(error) if cut[1].starts_with('<') => error.to_string(),
            _ => cut[1].clone(),
        };
        assert!(reason.contains(told), "{end}: {reason}");
    }
    assert_eq!(
        pieces("<item>one</item><!-- tw", &["item"])[1],
        "Failed(\"ends within markup\")"
    );
}

#[test]
fn a_long_beginning_is_left_out_but_for_what_is_open() {
    let channel = "<category>metals</category>".repeat(2000);
    let feed =
        format!("<rss version=\"2.0\"><channel>{channel}<item>one</item><item>two</item></channel></rss>");
    let around = |item: &str| format!("<rss version=\"2.0\"><channel><item>{item}</item></channel></rss>");
    assert_eq!(pieces(&feed, &["item"]), [around("one"), around("two")]);
}

#[test]
fn one_piece_of_markup_takes_no_more_than_a_record() {
    let endless = format!("<rss><item>{}</item></rss>", "x".repeat(40 << 20));
    let told = pieces(&endless, &["item"]);
    assert!(told[0].contains("larger than 32 MiB"), "{:.80}", told[0]);
}
