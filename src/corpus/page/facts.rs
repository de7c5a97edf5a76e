//! What one kind of markup says of a story, each thing as it is printed there.

use crate::article::{Entity, EntityKind};

/// An author as markup has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    pub(super) name: String,
    /// Whether the markup says that it is a body and not a human being.
    pub(super) is_organization: bool,
}

/// What linked data or microdata says of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<Author>,
    pub(super) published: Option<String>,
    pub(super) created: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) section: Option<String>,
    pub(super) language: Option<String>,
    /// The name of the outlet.
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) body: Option<String>,
    pub(super) entities: Vec<Entity>,
}

/// Whether a type of schema.org, in lower case, is that of a story.
pub(super) fn is_story(kind: &str) -> bool {
    let ends = ["article", "blogposting", "newsreport", "report", "posting"];
    let other = ["techarticle", "apireference", "jobposting"];
    ends.iter().any(|end| kind.ends_with(end)) && !other.contains(&kind)
        || kind == "review"
        || kind == "liveblogposting"
}

/// Whether a type of schema.org, in lower case, is that of a page.
pub(super) fn is_page(kind: &str) -> bool {
    kind.ends_with("page") || kind == "creativework"
}

/// The kind of entity that a type of schema.org, in lower case, stands for.
pub(super) fn entity_kind(kind: &str) -> Option<EntityKind> {
    match kind {
        "person" => Some(EntityKind::Person),
        "organization"
        | "newsmediaorganization"
        | "corporation"
        | "governmentorganization"
        | "sportsteam"
        | "sportsorganization"
        | "educationalorganization"
        | "collegeoruniversity"
        | "ngo"
        | "politicalparty"
        | "airline"
        | "localbusiness"
        | "musicgroup" => Some(EntityKind::Organization),
        "place" | "city" | "country" | "state" | "administrativearea" | "landform" | "bodyofwater"
        | "continent" | "civicstructure" | "touristattraction" | "mountain" | "riverbodyofwater" => {
            Some(EntityKind::Place)
        }
        _ => None,
    }
}
