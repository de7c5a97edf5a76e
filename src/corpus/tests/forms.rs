//! SGML records of every collection, and the stories in them.

use super::*;

use crate::article::EntityKind;

const WIRE: &str = r#"<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="901" NEWID="17">
<DATE> 2-MAR-1987 06:41:42.20</DATE>
<TOPICS><D>ship</D><D>tin</D></TOPICS>
<PLACES><D>el-salvador</D></PLACES>
<PEOPLE><D>roe</D></PEOPLE>
<ORGS><D>opec</D></ORGS>
<EXCHANGES></EXCHANGES>
<COMPANIES></COMPANIES>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute</UNKNOWN>
<TEXT>&#2;
<TITLE>HARBOUR &lt;HRB> SEES
  QUIET YEAR</TITLE>
<AUTHOR>    By Jane Roe, Reuters</AUTHOR>
<DATELINE>    LONDON, March 2 - The harbour</DATELINE><BODY>said its cranes
would stand still, AT&amp;T or not.
    Shr 12 cts vs 9 cts
    Net 1,204,000 vs 855,000
    It gave no reason for this but the weather, which was "bad," it
said.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"#;

#[test]
fn reuters_fields_go_where_they_belong() {
    let records = read_file("wire.sgm", WIRE.as_bytes());
    let story = story(&records[0]);
    assert_eq!((records.len(), records[0].format), (1, "reuters-sgml"));
    assert_eq!(story.id.0, "wire.sgm#17");
    assert_eq!(story.headline, "HARBOUR <HRB> SEES QUIET YEAR");
    assert_eq!(story.byline, ["Jane Roe"]);
    assert_eq!(story.published.unwrap().to_string(), "1987-03-02T06:41:42");
    assert_eq!(story.section.as_deref(), Some("ship, tin"));
    let dateline = story.dateline.as_ref().unwrap();
    assert_eq!(
        (&*dateline.raw, dateline.places[0].name.as_str()),
        ("LONDON, March 2", "London")
    );
    assert_eq!(
        story.body,
        "The harbour said its cranes would stand still, AT&T or not.\n\nShr 12 cts vs 9 cts\nNet 1,204,000 vs \
         855,000\n\nIt gave no reason for this but the weather, which was \"bad,\" it said."
    );
    let kinds: Vec<(EntityKind, &str)> = story
        .entities
        .iter()
        .map(|entity| (entity.kind, &*entity.name))
        .collect();
    let expected = [
        (EntityKind::Place, "el-salvador"),
        (EntityKind::Person, "roe"),
        (EntityKind::Organization, "opec"),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn flashes_and_unprocessed_texts_have_headlines() {
    let flash = "<REUTERS NEWID=\"1\"><DATE>2-MAR-1987</DATE><TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>TIN FALLS\n\
                 </TITLE>Blah blah blah.\n&#3;</TEXT></REUTERS>\n<REUTERS NEWID=\"2\"><TEXT TYPE=\"UNPROC\">&#2;\n\
                 TIN REPORT - MARCH 2\n    Tons sold....12\n    Tons left....14\n REUTER...\n&#3;</TEXT></REUTERS>\n\
                 <REUTERS NEWID=\"3\"><TEXT TYPE=\"UNPROC\">&#2;\n&#3;</TEXT></REUTERS>";
    let records = read_file("flash.sgm", flash.as_bytes());
    let (first, second) = (story(&records[0]), story(&records[1]));
    assert_eq!((&*first.headline, &*first.body), ("TIN FALLS", ""));
    assert_eq!(
        (&*second.headline, &*second.body),
        ("TIN REPORT - MARCH 2", "Tons sold....12\nTons left....14")
    );
    assert_eq!(reason(&records[2]), "no text in it");
}

#[test]
fn an_associated_press_record_is_read() {
    let record = "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<FILEID>AP-NR-02-12-88</FILEID>\n<HEAD>Bridge Shut</HEAD>\n\
                  <HEAD>Engineers Find Crack</HEAD>\n<BYLINE>By JANE ROE</BYLINE>\n<BYLINE>Associated Press Writer</BYLINE>\n\
                  <DATELINE>BOSTON (AP) </DATELINE>\n<TEXT>\n   The bridge was shut on Friday because of a crack, the \
                  mayor\nsaid.\n   It will open next week, according to an engineer who was\nsent there.\n</TEXT>\n</DOC>\n";
    let story = only_story("ap.txt", record);
    assert_eq!(story.id.0, "AP880212-0001");
    assert_eq!(story.headline, "Bridge Shut; Engineers Find Crack");
    assert_eq!(story.byline, ["Jane Roe"]);
    assert_eq!(story.source.as_deref(), Some("AP"));
    assert_eq!(story.published.unwrap().to_string(), "1988-02-12");
    assert_eq!(story.dateline.unwrap().agency.as_deref(), Some("AP"));
    assert_eq!(
        story.body,
        "The bridge was shut on Friday because of a crack, the mayor said.\n\nIt will open next week, according to an \
         engineer who was sent there."
    );
}

#[test]
fn newspapers_of_trec_are_read() {
    let journal = "<DOC><DOCNO>WSJ870324-0001</DOCNO>\n<HL>\n@ Tin:\n@ A Metal Rests\n----\n@ By John Doe\n@ Staff Reporter\n</HL>\n\
                   <DD>03/24/87</DD>\n<SO>WALL STREET JOURNAL (J)</SO>\n<DATELINE>TORONTO </DATELINE>\n<LP>\nTin rested.\n</LP>\n\
                   <TEXT>\nNobody &amp; nothing moved.\n</TEXT></DOC>";
    let story = only_story("wsj", journal);
    assert_eq!(
        (&*story.headline, &*story.byline),
        ("Tin: A Metal Rests", &["John Doe".to_owned()][..])
    );
    assert_eq!(story.body, "Tin rested.\n\nNobody & nothing moved.");
    assert_eq!(story.source.as_deref(), Some("Wall Street Journal"));

    let times = "<DOC>\n<DOCNO> LA010189-0001 </DOCNO>\n<DATE>\n<P>\nJanuary 1, 1989, Sunday, Home Edition \n</P>\n</DATE>\n\
                 <SECTION>\n<P>\nMetro; Part 2; Page 1\n</P>\n</SECTION>\n<HEADLINE>\n<P>\nBRIDGE SHUT; \n</P>\n</HEADLINE>\n\
                 <BYLINE>\n<P>\nBy JANE ROE, Times Staff Writer \n</P>\n</BYLINE>\n<TEXT>\n<P>\nThe bridge was\nshut. \n</P>\n\
                 <P>\nA crack did it. \n</P>\n</TEXT>\n<GRAPHIC>\n<P>\nPhoto, The crack. \n</P>\n</GRAPHIC>\n</DOC>";
    let story = only_story("la", times);
    assert_eq!(
        (&*story.headline, &*story.body),
        ("BRIDGE SHUT", "The bridge was shut.\n\nA crack did it.")
    );
    assert_eq!(story.published.unwrap().to_string(), "1989-01-01");
    assert_eq!(story.section.as_deref(), Some("Metro; Part 2; Page 1"));
    assert_eq!(story.captions, ["Photo, The crack."]);

    let financial = "<DOC>\n<DOCNO>FT911-3</DOCNO>\n<PROFILE>AN</PROFILE>\n<DATE>910514\n</DATE>\n<HEADLINE>\nFT  14 MAY 91 / \
                     Tin rests\n</HEADLINE>\n<BYLINE>\n   By JANE ROE\n</BYLINE>\n<DATELINE>\n   LISBON\n</DATELINE>\n<TEXT>\n\
                     TIN rested.\n</TEXT>\n<PUB>The Financial Times\n</PUB>\n</DOC>";
    let story = only_story("ft", financial);
    assert_eq!(
        (&*story.headline, story.published.unwrap().to_string()),
        ("Tin rests", "1991-05-14".to_owned())
    );
    assert_eq!(story.source.as_deref(), Some("Financial Times"));
}

#[test]
fn gigaword_ntcir_and_fbis_records_are_read() {
    let gigaword = "<DOC id=\"AFP_ENG_20030401.0476\" type=\"story\" >\n<HEADLINE>\nTin rests\n</HEADLINE>\n<DATELINE>\nPARIS, \
                    April 1 (AFP)\n</DATELINE>\n<TEXT>\n<P>\nTin rested\non Tuesday.\n</P>\n<P>\nSo did lead.\n</P>\n</TEXT>\n</DOC>";
    let story = only_story("afp_eng_200304", gigaword);
    assert_eq!(story.id.0, "AFP_ENG_20030401.0476");
    assert_eq!(
        (&*story.body, story.language.as_deref()),
        ("Tin rested on Tuesday.\n\nSo did lead.", Some("en"))
    );
    assert_eq!(story.published.unwrap().to_string(), "2003-04-01");
    assert_eq!(story.source.as_deref(), Some("Agence France-Presse"));

    let ntcir = "<DOC id=\"doc2\">\n<TEXT>\nTin rested on Tuesday.\n</TEXT>\n</DOC>";
    assert_eq!(only_story("ntcir", ntcir).id.0, "doc2");

    let fbis = "<DOC>\n<DOCNO> FBIS3-1 </DOCNO>\n<HEADER>\n<DATE1> 21 January 1994 </DATE1>\n<H3> <TI>   Tin Rests </TI></H3>\n\
                </HEADER>\n<TEXT>\nLanguage: <F P=105> English </F>\nArticle Type:BFN\n\n  [Text] Tin &hyph; the metal &hyph; rested.\n\
                </TEXT>\n</DOC>";
    let story = only_story("fbis", fbis);
    assert_eq!(
        (&*story.headline, &*story.body),
        ("Tin Rests", "Tin - the metal - rested.")
    );
    assert_eq!(story.published.unwrap().to_string(), "1994-01-21");
}

#[test]
fn pages_within_records_are_read() {
    let web = "<DOC>\n<DOCNO> WEB-1 </DOCNO>\n<DOCHDR>\nhttp://www.quay.example/tin.html 10.0.0.1\nHTTP/1.0 200 OK\n</DOCHDR>\n\
               <html lang=\"en\"><title>Tin rests | Quay News</title><body><h1>Tin rests</h1><p>Tin rested on Tuesday, and so \
               did lead, said a trader who had slept through both.</p></body></html>\n</DOC>\n\
               <DOC>\n<DOCNO>WEB-2</DOCNO>\n<DOCHDR></DOCHDR>\n</DOC>";
    let records = read_file("web", web.as_bytes());
    let read = story(&records[0]);
    assert_eq!((read.id.0.as_str(), &*read.headline), ("WEB-1", "Tin rests"));
    assert_eq!(read.url.as_deref(), Some("http://www.quay.example/tin.html"));
    assert_eq!(
        read.body,
        "Tin rested on Tuesday, and so did lead, said a trader who had slept through both."
    );
    assert_eq!(reason(&records[1]), "no headline and no text in it");
}

#[test]
fn odd_markup_is_read_with_patience() {
    let odd = "<?xml version=\"1.0\"?>\n<doc ID='X1'>\n<!-- a note <P> -->\n<Headline>Tin < lead & <BP> wait</headline>\n<text>\n<p>First \
               para.\n<p><b_enamex type=\"X\">Second<e_enamex>, 5 < 6 &unknown; &lt;b&gt;.<br>Line.\n</text>\n<unclosed>\n</doc>";
    let story = only_story("odd.sgml", odd);
    assert_eq!(story.headline, "Tin < lead & <BP> wait");
    assert_eq!(story.body, "First para.\n\nSecond, 5 < 6 &unknown; <b>. Line.");
    assert_eq!(story.id.0, "X1");
}
