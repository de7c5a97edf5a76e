//! The names that keys and columns go by in news data sets and in the answers of news services,
//! folded: lower case, without `_`, `-`, spaces and `$`. A table of data; what is made of it stands
//! in the module above.

use super::Role;

/// For each role its names, the most telling first; of a body's renditions HTML, for the plain one often
/// runs its paragraphs together.
#[rustfmt::skip]
pub(super) const NAMES: &[(Role, &[&str])] = &[
    (Role::Headline, &["headline", "headlines", "title", "head", "hed", "hl1", "hl", "webtitle", "newstitle",
        "articletitle", "articleheadline", "headlinetext", "heading", "maintitle", "mainheadline", "titel",
        "schlagzeile", "titre", "titulo", "titolo", "altheadline", "alternativeheadline", "slugline"]),
    (Role::Body, &["fulltext", "articlebody", "bodyhtml", "bodyxhtml", "bodyhtml5", "body", "bodytext", "maintext", "articletext", "text", "fullcontent",
        "articlecontent", "newscontent", "newstext", "bodies", "bodycontent", "storytext", "storybody",
        "plaintext", "content", "contents", "contenttext", "story", "article", "document", "news", "paragraphs",
        "articlehtml", "contenthtml", "html", "textbody", "texte", "texto", "testo",
        "inhalt", "artikel", "sentences"]),
    (Role::Lead, &["lead", "leadparagraph", "leadtext", "standfirst", "teaser", "deck", "dek", "subhead", "subheadline",
        "subtitle", "trailtext", "intro", "lede"]),
    (Role::Summary, &["shortdescription", "description", "descriptiontext", "summary", "abstract", "snippet", "excerpt",
        "highlights", "synopsis", "descriptions", "metadescription", "descriptionhtml"]),
    (Role::Byline, &["byline", "bylines", "authors", "author", "authorname", "authornames", "by", "creator",
        "dccreator", "writer", "writers", "journalist", "journalists", "reporter", "reporters", "contributor",
        "contributors", "columnist", "autor", "auteur", "autore"]),
    (Role::Published, &["published", "publisheddate", "publishdate", "pubdate", "publicationdate", "publishedat",
        "datepublished", "publishedon", "datetimepub", "webpublicationdate", "firstpublicationdate",
        "firstpublished", "date", "articledate", "newsdate", "datepub", "dateofpublication", "dateline.date", "datetime",
        "publishedtime", "publicationtime", "publishtime", "displaydate", "issued", "timestamp", "time", "contentcreated",
        "versioncreated", "firstcreated", "created", "createdat", "createddate", "datecreated", "creationdate",
        "dateadded", "seendate", "crawldate", "datum", "fecha", "data"]),
    (Role::Source, &["source", "newspaper", "outlet", "publication", "publicationname", "newssource", "sourcename",
        "publisher", "publishername", "medium", "media", "sitename", "site", "website", "provider", "agency",
        "newsagency", "domain", "sourcedomain", "feed", "feedname", "journal", "quelle", "sourceid", "brand", "infosources", "infosource", "copyrightholder",
        "creditline"]),
    (Role::Section, &["section", "sectionname", "newsdesk", "desk", "rubricnames", "dpasubjectnames", "category", "categories", "newscategory",
        "articlesection", "sections", "sectiontitle", "channel", "topic", "topics", "subject", "rubric", "ressort",
        "department", "theme", "classindex", "class", "label", "labels", "kategorie", "pagename", "kicker"]),
    (Role::Id, &["id", "docid", "docno", "documentid", "articleid", "storyid", "newsid", "guid", "uuid", "urn", "entryid", "uri",
        "identifier", "recordid", "itemid", "postid"]),
    (Role::Url, &["url", "link", "articleurl", "weburl", "sourceurl", "newsurl", "storyurl", "canonicalurl", "permalink", "href",
        "address", "pageurl"]),
    (Role::Language, &["language", "lang", "languagecode", "langcode", "inlanguage", "sprache"]),
    (Role::Dateline, &["dateline"]),
    (Role::Caption, &["captions", "caption", "imagecaption", "imagecaptions", "photocaption", "fullcaption",
        "descriptioncaption", "imagedescription", "picturecaption"]),
    (Role::Person, &["people", "persons", "person", "persontags"]),
    (Role::Organization, &["organizations", "organisations", "organization", "organisation", "orgs", "org",
        "companies"]),
    (Role::Place, &["places", "locations", "place", "location", "glocations", "geolocations"]),
];
