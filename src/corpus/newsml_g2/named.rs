//! The names of what NewsML-G2 gives by code: in the language of the item, and from its assertions
//! where the mention has none.

use super::super::address;
use super::super::xml::Element;

/// The code of an element behind its vocabulary: `stat:usable` is `usable`.
pub(super) fn tail(element: &Element) -> Option<&str> {
    let code = element.attribute("qcode").or(element.attribute("uri"))?;
    code.rsplit([':', '/']).next()
}

/// Finds names.
pub(super) struct Names<'tree> {
    pub(super) item: &'tree Element,
    /// The tag of the item's language; empty where it has none.
    pub(super) language: &'tree str,
}

impl Names<'_> {
    /// Whether an element is in the item's language, or says nothing of its own.
    pub(super) fn speaks(&self, element: &Element) -> bool {
        let main = |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_lowercase();
        let spoken = element.attribute("lang").map(main);
        spoken.is_none_or(|spoken| self.language.is_empty() || spoken == main(self.language))
    }

    /// The name of a concept: its own, else the one asserted of it, else a literal that reads as one.
    pub(super) fn of(&self, concept: &Element) -> Option<String> {
        let own = self.name(concept);
        let asserted = || {
            self.assertions(concept)
                .find_map(|assertion| self.name(assertion))
        };
        own.or_else(asserted).or_else(|| readable(concept)).or_else(|| {
            let mut assertions = self.assertions(concept);
            assertions.find_map(|assertion| self.address(assertion))
        })
    }

    /// The name of a party, the short one of a code at last: `nprov:AFP`.
    pub(super) fn of_any_kind(&self, party: &Element) -> Option<String> {
        let short = || party.all("name").find_map(Element::line);
        let literal = || party.attribute("literal").map(str::to_owned);
        let site = || address::host(party.attribute("uri")?).map(str::to_owned);
        let code = || tail(party).filter(|code| !code.is_empty()).map(str::to_owned);
        let own = self.name(party).or_else(short);
        own.or_else(literal).or_else(site).or_else(code)
    }

    /// What the item asserts of a concept that it mentions.
    fn assertions(&self, concept: &Element) -> impl Iterator<Item = &Element> {
        let same = |assertion: &&Element| {
            ["qcode", "uri", "literal"].iter().any(|key| {
                let code = concept.attribute(key);
                code.is_some() && code == assertion.attribute(key)
            })
        };
        self.item.all("assert").filter(same)
    }

    /// A name that is no mnemonic, in the item's language if there is one in it.
    fn name(&self, concept: &Element) -> Option<String> {
        let short = |name: &&Element| {
            let role = name.attribute("role").unwrap_or("").to_lowercase();
            ["mnemonic", "short", "code"]
                .iter()
                .any(|word| role.contains(word))
        };
        let names: Vec<&Element> = concept.all("name").filter(|name| !short(name)).collect();
        let spoken = names.iter().filter(|name| self.speaks(name));
        spoken.chain(&names).find_map(|name| name.line())
    }

    /// The town or the country of a point of interest.
    fn address(&self, assertion: &Element) -> Option<String> {
        let address = assertion.at(&["POIDetails", "address"])?;
        ["locality", "area", "country"]
            .into_iter()
            .find_map(|part| self.name(address.child(part)?))
    }
}

/// A literal that is a name and no identifier: `Barack Obama`, and not `poiID`.
fn readable(concept: &Element) -> Option<String> {
    let literal = concept.attribute("literal")?;
    let words = literal.split_whitespace().count();
    let named = literal.starts_with(char::is_uppercase)
        && !literal.contains(|c: char| c.is_ascii_digit() || c == ':');
    (named && (words > 1 || literal.chars().skip(1).all(char::is_lowercase))).then(|| literal.to_owned())
}
