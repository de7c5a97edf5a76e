//! The address of a page: the one that it gives as its own, and the name of the story made of it.

use super::facts::Facts;
use super::survey::Survey;
use crate::corpus::address;

/// Parameters that name the way by which a reader came, not the page. Those that begin with `utm_`
/// are of the kind.
#[rustfmt::skip]
const TRACKING: &[&str] = &[
    "cid", "cmp", "cmpid", "dclid", "fbclid", "ftag", "gclid", "hootpostid", "icid", "igshid", "mc_cid", "mc_eid", "mkt_tok",
    "msclkid", "ncid", "ns_campaign", "ns_mchannel", "ns_source", "partner", "ref", "ref_src", "rss", "smid", "smtyp", "sref",
    "taid", "twclid", "wt.mc_id", "xtor", "yclid", "_ga", "at_medium", "at_campaign",
];

/// The longest address that is kept, in bytes.
const LONGEST: usize = 2_000;

/// The address that a page gives as its own, where that is no front page: the canonical one, else
/// that of Open Graph, else that of its linked data. Relative ones are completed with `declared`, where it was fetched.
pub(super) fn canonical(
    survey: &Survey<'_>,
    linked: Option<&Facts>,
    declared: Option<&str>,
) -> Option<String> {
    let open_graph = survey
        .meta
        .first("og:url")
        .or_else(|| survey.meta.first("twitter:url"));
    let linked = linked.and_then(|facts| facts.url.as_deref());
    let offered = [survey.canonical, open_graph, linked].into_iter().flatten();
    offered
        .filter_map(|address| complete(address.trim(), declared))
        .find(|address| has_path(address))
}

fn complete(address: &str, declared: Option<&str>) -> Option<String> {
    let whole = if address.starts_with("http://") || address.starts_with("https://") {
        address.to_owned()
    } else if address.starts_with("//") {
        format!("https:{address}")
    } else {
        let declared = declared.filter(|_| address.starts_with('/'))?;
        let host = declared.find("://")? + 3;
        let end = declared
            .get(host..)?
            .find('/')
            .map_or(declared.len(), |at| host + at);
        format!("{}{address}", declared.get(..end)?)
    };
    let clean = whole.len() <= LONGEST
        && !whole.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    (clean && address::host(&whole).is_some()).then_some(whole)
}

/// Whether an address is more than a site's: it has a path that is no front page's, or parameters.
pub(super) fn has_path(address: &str) -> bool {
    let path = path(address);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.trim_matches('/').to_ascii_lowercase();
    let front = [
        "",
        "index.html",
        "index.htm",
        "index.php",
        "index.asp",
        "index.aspx",
        "default.aspx",
        "home",
        "home.html",
        "en",
        "us",
    ];
    !front.contains(&&*path) || query.contains('=') && path.ends_with(".php")
}

/// What follows the host of an address, fragment left out.
pub(super) fn path(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    rest.find(['/', '?']).and_then(|at| rest.get(at..)).unwrap_or("")
}

/// An address by which captures of a page are known for the same: without fragment, and without
/// parameters that only tell how a reader came.
pub(super) fn name(address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    let Some((page, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let kept = query.split('&').filter(|parameter| {
        let key = parameter.split('=').next().unwrap_or("").to_ascii_lowercase();
        !key.is_empty() && !key.starts_with("utm_") && !TRACKING.contains(&&*key)
    });
    let kept: Vec<&str> = kept.collect();
    if kept.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?{}", kept.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_page_has_no_path() {
        for address in [
            "https://a.example",
            "https://a.example/",
            "https://a.example/index.html#top",
            "https://a.example/?x",
        ] {
            assert!(!has_path(address), "{address}");
        }
        for address in [
            "https://a.example/2020/x",
            "https://a.example/story.php?id=7",
            "https://a.example/index.php?id=7",
        ] {
            assert!(has_path(address), "{address}");
        }
    }

    #[test]
    fn names_are_without_tracking() {
        for (address, expected) in [
            (
                "https://a.example/x?utm_source=y&id=7&fbclid=z#top",
                "https://a.example/x?id=7",
            ),
            ("https://a.example/x?utm_source=y", "https://a.example/x"),
            ("https://a.example/x#top", "https://a.example/x"),
        ] {
            assert_eq!(name(address), expected);
        }
    }

    #[test]
    fn relative_addresses_are_completed() {
        let declared = Some("http://a.example/old?x=1");
        assert_eq!(
            complete("/new", declared).as_deref(),
            Some("http://a.example/new")
        );
        assert_eq!(
            complete("//b.example/new", None).as_deref(),
            Some("https://b.example/new")
        );
        assert_eq!(complete("/new", None), None);
        assert_eq!(complete("javascript:x()", declared), None);
        assert_eq!(complete("http://a.example/a b", None), None);
    }
}
