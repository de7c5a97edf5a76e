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

/// Whether an address needs no other to be joined to.
pub(super) fn is_whole(address: &str) -> bool {
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    !scheme.is_empty() && scheme.bytes().all(named)
}

/// An address as it stands, or joined to a base where it is only a part of one (RFC 3986, 5.2); none
/// where there is no base to join it to.
pub(super) fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    if is_whole(address)
        || ["urn:", "tag:", "mailto:"]
            .iter()
            .any(|start| address.starts_with(start))
    {
        return Some(address.to_owned());
    }
    let base = base.filter(|base| is_whole(base))?;
    let (scheme, rest) = base.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let bare = rest.split('?').next().unwrap_or(rest);
    let (host, path) = bare.split_at(bare.find('/').unwrap_or(bare.len()));
    if address.is_empty() {
        return Some(base.to_owned());
    }
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    if address.starts_with('/') {
        return Some(format!("{scheme}://{host}{}", without_steps(address)));
    }
    if address.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{address}"));
    }
    if address.starts_with('#') {
        return Some(format!("{scheme}://{rest}{address}"));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let joined = format!("{folder}/{address}");
    Some(format!("{scheme}://{host}{}", without_steps(&joined)))
}

/// A path without the `.` and `..` in it; what follows a `?` or `#` is left alone.
fn without_steps(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(kept.pop()),
            part => kept.push(part),
        }
    }
    let slash = matches!(path.rsplit('/').next(), Some("." | ".."));
    format!(
        "/{}{}{rest}",
        kept.join("/"),
        if slash && !kept.is_empty() { "/" } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_addresses_are_joined_to_a_base() {
        let base = "https://a.example/x/y?q=1#top";
        for (address, joined) in [
            ("/b", "https://a.example/b"),
            ("b", "https://a.example/x/b"),
            ("../b/./c?x=../1", "https://a.example/b/c?x=../1"),
            ("../../../b", "https://a.example/b"),
            ("?q=2", "https://a.example/x/y?q=2"),
            ("#end", "https://a.example/x/y?q=1#end"),
            ("//c.example/b", "https://c.example/b"),
            ("http://c.example/b", "http://c.example/b"),
            ("urn:x:1", "urn:x:1"),
            ("", base),
        ] {
            assert_eq!(
                absolute(address, Some(base)).as_deref(),
                Some(joined),
                "{address}"
            );
        }
        assert_eq!(
            absolute("b", Some("https://a.example")).as_deref(),
            Some("https://a.example/b")
        );
        assert_eq!(absolute("/b", None), None);
        assert_eq!(absolute("/b", Some("a.example")), None);
    }

    #[test]
    fn hosts_are_told() {
        assert_eq!(
            host("https://www.harbour-post.example/2020/x"),
            Some("harbour-post.example")
        );
        assert_eq!(host("The Harbour Post"), None);
    }
}
