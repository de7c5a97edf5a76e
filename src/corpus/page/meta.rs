//! The `meta` elements of a page: Open Graph, Dublin Core, and what sites and their services name
//! their own way. Names and contents only; what they are worth is weighed elsewhere.

use serde_json::Value;

/// Names and contents, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Meta {
    entries: Vec<(String, String)>,
}

/// How many are kept of a page.
const MOST: usize = 2_000;

/// The longest content that is kept, in bytes.
const LONGEST: usize = 4_000;

/// Names of the headline.
#[rustfmt::skip]
pub(super) const TITLE: &[&str] = &[
    "og:title", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "sailthru.title", "citation_title", "hdl",
    "weibo:article:title", "headline", "title",
];

/// Names of authors.
#[rustfmt::skip]
pub(super) const AUTHOR: &[&str] = &[
    "article:author_name", "parsely-author", "sailthru.author", "citation_author", "byl", "dc.creator", "dcterms.creator",
    "dc.contributor", "author", "authors", "article:author", "og:article:author", "byline", "creator", "article.author",
    "og:author", "cxenseparse:author", "rbauthors",
];

/// Names of the time of publication.
#[rustfmt::skip]
pub(super) const PUBLISHED: &[&str] = &[
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "parsely-pub-date",
    "datepublished", "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued",
    "dcterms.issued", "dc.issued", "dcterms.date", "dc.date", "prism.publicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "pubdate", "ptime",
    "publishdate", "publish-date", "publish_date", "published-date", "published_date", "publication_date", "publication-date",
    "publicationdate", "originalpublicationdate", "article_date_original", "article.published", "displaydate", "rnews:datepublished",
    "bt:pubdate", "weibo:article:create_at", "eomportal-lastupdate", "releasedate", "pdate", "published",
    "apub:time", "date", "og:release_date", "shareaholic:article_published_time", "dc.date.created", "dcterms.created",
    "article:create_at", "created", "article.created", "lastpubdate",
];

/// Names of the time of the last change.
#[rustfmt::skip]
pub(super) const MODIFIED: &[&str] = &[
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod", "utime", "dc.date.modified",
    "dcterms.modified", "article.updated", "last-modified", "revised",
];

/// Names of the section.
#[rustfmt::skip]
pub(super) const SECTION: &[&str] = &[
    "article:section", "parsely-section", "og:article:section", "section", "cg", "article.section", "dcsext.section", "prism.section",
];

/// Names of the outlet.
#[rustfmt::skip]
pub(super) const SITE: &[&str] = &[
    "og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "citation_journal_title",
    "source", "cre", "copyright", "twitter:site", "al:android:app_name", "al:iphone:app_name",
];

impl Meta {
    /// Keeps what a `meta` element says.
    pub(super) fn add(&mut self, name: &str, content: &str) {
        if self.entries.len() < MOST
            && name.len() <= 100
            && content.len() <= LONGEST
            && !content.trim().is_empty()
        {
            self.entries
                .push((name.trim().to_ascii_lowercase(), content.to_owned()));
        }
    }

    /// Keeps what Parse.ly has in one element: a JSON object.
    pub(super) fn add_parsely(&mut self, content: &str) {
        let Ok(Value::Object(page)) = serde_json::from_str(content) else {
            return;
        };
        for (key, name) in [
            ("title", "parsely-title"),
            ("pub_date", "parsely-pub-date"),
            ("section", "parsely-section"),
            ("author", "parsely-author"),
            ("authors", "parsely-author"),
        ] {
            match page.get(key) {
                Some(Value::String(text)) => self.add(name, text),
                Some(Value::Array(texts)) => texts
                    .iter()
                    .filter_map(Value::as_str)
                    .for_each(|text| self.add(name, text)),
                _ => {}
            }
        }
    }

    /// All contents that stand under a name, in the order of the page.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.entries.iter().filter(move |(known, _)| known == name);
        named.map(|(_, content)| &**content)
    }

    /// Contents under any of the names, in the order of the names.
    pub(super) fn any(&self, names: &[&'static str]) -> impl Iterator<Item = (&'static str, &str)> {
        names
            .iter()
            .flat_map(|name| self.all(name).map(move |content| (*name, content)))
    }

    /// The first content under a name.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_found_by_name_in_the_order_of_names() {
        let mut meta = Meta::default();
        meta.add("Author", "Ann Lee");
        meta.add("parsely-author", "Bo Park");
        meta.add("parsely-author", "Cy Roe");
        meta.add("author", "  ");
        let authors: Vec<&str> = meta.any(AUTHOR).map(|(_, content)| content).collect();
        assert_eq!(authors, ["Bo Park", "Cy Roe", "Ann Lee"]);
        assert_eq!(meta.first("og:title"), None);
        meta.add_parsely(r#"{"title": "Ferry late", "authors": ["Di Ray", 7]}"#);
        meta.add_parsely("no JSON");
        assert_eq!(meta.first("parsely-title"), Some("Ferry late"));
        assert_eq!(meta.all("parsely-author").last(), Some("Di Ray"));
    }
}
