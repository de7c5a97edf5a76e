//! The outlet of a page: its names, and what of a title is one of them.

use super::survey::Survey;
use super::wording::{agree, folded, plain};
use super::{facts::Facts, meta};
use crate::corpus::address;

/// The names of an outlet, folded.
#[derive(Debug, Default)]
pub(super) struct Outlet {
    /// As it calls itself.
    pub(super) name: Option<String>,
    folded: Vec<String>,
    /// Its host without `www.`, and the telling part of it, folded.
    hosts: Vec<String>,
}

/// Parts of hosts that name no outlet.
#[rustfmt::skip]
const PLAIN_LABELS: &[&str] = &[
    "amp", "blog", "blogs", "co", "com", "edition", "en", "gob", "gov", "m", "mobile", "net", "news", "nl", "org", "sports", "www",
];

impl Outlet {
    /// Gathers the names that a page and its address give.
    /// Texts that may be the headline are told by the `titles`.
    pub(super) fn of(survey: &Survey<'_>, stories: &[&Facts], url: Option<&str>, titles: &[&str]) -> Outlet {
        let mut outlet = Outlet::default();
        let published = stories.iter().filter_map(|facts| facts.publisher.clone());
        for name in published.chain(survey.meta.any(meta::SITE).map(|(_, name)| plain(name))) {
            let name = name.trim_start_matches(['©', '@', ' ']);
            // Some programs put the headline here too.
            if name.len() > 100 || name.contains("://") || titles.iter().any(|title| agree(title, name)) {
                continue;
            }
            // `Quay News | The harbour's paper`: its name and a motto.
            let motto = name.split(" | ").chain(name.split(" - ")).chain(name.split(": "));
            for name in [name].into_iter().chain(motto) {
                let key = without_article(&folded(name)).to_owned();
                if !key.is_empty() && outlet.folded.len() < 64 && !outlet.folded.contains(&key) {
                    outlet.folded.push(key);
                }
            }
        }
        if let Some(host) = url.and_then(address::host) {
            outlet.hosts.push(folded(host));
            let labels: Vec<&str> = host.split('.').collect();
            let telling = labels.iter().take(labels.len().saturating_sub(1));
            let telling = telling.filter(|label| label.len() > 2 && !PLAIN_LABELS.contains(label));
            outlet.hosts.extend(telling.map(|label| folded(label)));
        }
        outlet.name = name(survey, stories, titles);
        outlet
    }

    /// Whether a text is a name of the outlet, or one of its desks: `BBC News`, `nytimes.com`.
    pub(super) fn is(&self, text: &str) -> bool {
        let key = folded(text);
        let key = without_article(&key);
        if key.is_empty() || text.len() > 80 {
            return false;
        }
        let words = text.split_whitespace().count();
        let named = |known: &String| {
            known == key
                // `BBC` of `BBC News`, `Guardian` of `Guardian US`.
                || words <= 3 && known.len() >= 3 && (key.starts_with(&**known) && 3 * known.len() >= key.len() || known.starts_with(key) && key.len() >= 3)
        };
        self.folded.iter().any(named)
            || self
                .hosts
                .iter()
                .any(|host| host == key || words <= 4 && host.len() >= 5 && key.contains(&**host))
            || self.is_host_of(text)
    }

    /// Whether the initials of a name are the host: `nyt.com` for `New York Times`.
    fn is_host_of(&self, text: &str) -> bool {
        let initials: String = text
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .collect();
        let initials = folded(&initials);
        let capital = text
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
        capital && initials.chars().count() >= 3 && self.hosts.contains(&initials)
    }
}

/// What an outlet calls itself: its name in linked data, else that of Open Graph and others.
fn name(survey: &Survey<'_>, stories: &[&Facts], titles: &[&str]) -> Option<String> {
    let published = stories.iter().find_map(|facts| facts.publisher.clone());
    let given = [
        "og:site_name",
        "application-name",
        "citation_journal_title",
        "dc.publisher",
    ];
    let given = given.iter().find_map(|name| survey.meta.first(name)).map(plain);
    let is_name = |name: &String| !name.is_empty() && name.len() <= 100 && !name.contains("://");
    published
        .or(given)
        .filter(|name| is_name(name) && !titles.iter().any(|title| agree(title, name)))
}

fn without_article(folded: &str) -> &str {
    folded
        .strip_prefix("the")
        .filter(|rest| rest.len() >= 3)
        .unwrap_or(folded)
}
