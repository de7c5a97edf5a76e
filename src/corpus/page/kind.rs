//! Whether a page is a story at all: fronts, errors and video hubs are none. In doubt it is one.

use super::body::Body;
use super::linked_data::LinkedData;
use super::outlet::Outlet;
use super::survey::Survey;
use super::wording::folded;
use super::{microdata, place};

/// What is known of a page when it is asked what it is.
pub(super) struct Known<'page> {
    pub(super) survey: &'page Survey<'page>,
    pub(super) linked: &'page LinkedData,
    pub(super) outlet: &'page Outlet,
    pub(super) headline: Option<&'page str>,
    /// Its own address, or the one it was fetched from.
    pub(super) url: Option<&'page str>,
    pub(super) body: &'page Body,
    /// Whether it has a byline or a date in its markup.
    pub(super) is_signed: bool,
}

/// Words of titles that servers give to errors, folded.
#[rustfmt::skip]
const ERRORS: &[&str] = &[
    "404", "403", "500", "502", "503", "404notfound", "notfound", "404error", "error404", "pagenotfound", "404pagenotfound", "403forbidden", "accessdenied",
    "accessforbidden", "forbidden", "badgateway", "502badgateway", "503servicetemporarilyunavailable", "503serviceunavailable",
    "serviceunavailable", "internalservererror", "500internalservererror", "justamoment", "attentionrequiredcloudflare", "areyouarobot",
    "securitycheck", "robotcheck", "pagenotavailable", "pagenolongeravailable", "sorrypagenotfound", "wecantfindthatpage",
    "objectmoved", "documentmoved", "301movedpermanently", "302found", "redirecting", "siteundermaintenance", "errorpage", "seitenichtgefunden",
    "pagenontrouvée", "pagenontrouvee", "páginanoencontrada", "paginanoencontrada", "paginanontrovata", "страницаненайдена",
    "oops", "error", "loginrequired", "login", "signin", "subscribe",
];

/// The most words of a page that is none but its title.
const FEWEST_WORDS: usize = 120;

/// How many headings of a front are links at least.
const FRONT_HEADINGS: usize = 8;

/// Why a page is no story; `None` for a story.
pub(super) fn why_not(known: &Known<'_>) -> Option<&'static str> {
    let words: usize = known
        .body
        .paragraphs
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    let kind = known
        .survey
        .meta
        .first("og:type")
        .unwrap_or("")
        .to_ascii_lowercase();
    let is_marked =
        known.linked.story.is_some() || microdata::has_story(known.survey) || kind.ends_with("article");
    let title = known.headline.unwrap_or(&known.survey.title);
    let errors = |title: &str| {
        let key = folded(title);
        ERRORS.contains(&&*key)
    };
    if words < FEWEST_WORDS && (errors(title) || known.survey.title.split(['|', '-', '–', ':']).any(errors))
    {
        return Some("an error page, no story");
    }
    if is_front(known, &kind) && !is_marked {
        return Some("a front page or list of stories, no story");
    }
    let is_video = kind.starts_with("video") || known.linked.kinds.iter().any(|kind| kind == "videoobject");
    if words == 0 && is_video && !is_marked && !known.is_signed {
        return Some("a video, no story");
    }
    let nameless = known.headline.is_none_or(|headline| known.outlet.is(headline));
    (words == 0 && nameless).then_some("no headline and no text in it")
}

/// Whether a page is that of a site or a section: nothing dates or signs it, and it lists other stories.
fn is_front(known: &Known<'_>, kind: &str) -> bool {
    let listing = ["collectionpage", "searchresultspage", "itemlist", "profilepage"];
    let lists = known.linked.kinds.iter().any(|kind| listing.contains(&&**kind)) || known.linked.listed >= 4;
    let headings = known.survey.linked_headings >= FRONT_HEADINGS;
    let short = known.url.is_none_or(is_short);
    let own = known
        .survey
        .canonical
        .or(known.survey.meta.first("og:url"))
        .or(known.url);
    let front = own.is_some_and(|own| own.contains("://") && !place::has_path(own));
    let plain = matches!(kind, "" | "website" | "object") || kind.contains("section");
    front && plain && (headings || lists || !known.is_signed && kind == "website")
        || short && plain && !known.is_signed && (headings || lists) && (kind == "website" || lists || front)
}

/// Whether an address is like that of a section: a word or two, and neither number nor slug.
fn is_short(url: &str) -> bool {
    let path = place::path(url).split('?').next().unwrap_or("").trim_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    parts.len() <= 3
        && parts.iter().all(|part| part.matches(['-', '_']).count() < 3)
        && !path.bytes().any(|byte| byte.is_ascii_digit())
}
