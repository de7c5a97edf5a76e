//! Addresses of the web, as far as they tell of a story: whose page it is. It fetches nothing.

/// The host of an address, without `www.`; none where it is no address.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("http://")
        .or_else(|| address.strip_prefix("https://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told() {
        assert_eq!(
            host("https://www.harbour-post.example/2020/x"),
            Some("harbour-post.example")
        );
        assert_eq!(host("The Harbour Post"), None);
    }
}
