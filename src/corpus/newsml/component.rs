//! The components of a NewsML 1 item: which of them is the text, a caption, a headline, or nothing to
//! read, and what stands in each.

use crate::article::PARAGRAPH_BREAK;

use super::super::draft::Draft;
use super::super::xml::Element;
use super::{enclosed, fill};

/// What a component is for its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Text,
    Caption,
    Headline,
    /// A style sheet, a logo, the people to call.
    Nothing,
}

fn role(name: &str) -> Role {
    let lower = name.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if any(&["stylesheet", "logo", "contact", "thumbnail", "subhead", "icon"]) => Role::Nothing,
        () if lower == "headline" => Role::Headline,
        () if any(&[
            "caption", "photo", "picture", "graphic", "image", "video", "audio",
        ]) =>
        {
            Role::Caption
        }
        () => Role::Text,
    }
}

/// Fills in the text, the captions, and a headline that is a component.
pub(super) fn fill(component: &Element, draft: &mut Draft) {
    walk(component, Role::Text, draft);
}

fn walk(component: &Element, around: Role, draft: &mut Draft) {
    let own = component
        .child("Role")
        .and_then(|role| role.attribute("FormalName"));
    let role = match own.map(role) {
        // What is under a caption stays one, whatever it is called.
        Some(Role::Text) | None => around,
        Some(role) => role,
    };
    if role == Role::Nothing {
        return;
    }
    // Of items beside each other the first is read: the others are other forms of it.
    let contents = component.all("ContentItem").filter(|item| is_text(item));
    for content in contents.flat_map(|item| item.all("DataContent")) {
        if take(content, role, draft) {
            break;
        }
    }
    let mut read: Option<&str> = None;
    for inner in component.all("NewsComponent") {
        let language = inner.at(&["DescriptiveMetadata", "Language"]);
        let language = language.and_then(|language| language.attribute("FormalName"));
        let by_language = component
            .all("BasisForChoice")
            .any(|basis| basis.text().contains("Language"));
        // The same story in another language is another version of it.
        if by_language && read.is_some() && language.is_some() && language != read {
            continue;
        }
        read = read.or(language);
        walk(inner, role, draft);
    }
}

fn is_text(item: &Element) -> bool {
    let named = |name: &str| {
        item.child(name)
            .and_then(|kind| kind.attribute("FormalName"))
            .unwrap_or("")
            .to_lowercase()
    };
    let (media, mime) = (named("MediaType"), named("MimeType"));
    let media = media.is_empty() || media == "text" || media == "complexdata";
    media && (mime.is_empty() || mime.starts_with("text/") && mime != "text/css" || mime.contains("xml"))
}

/// Takes content to where it belongs; whether there was any.
fn take(content: &Element, role: Role, draft: &mut Draft) -> bool {
    match role {
        Role::Text => return enclosed::fill(content, draft),
        Role::Nothing => return false,
        Role::Caption | Role::Headline => {}
    }
    let mut inner = Draft::default();
    let found = enclosed::fill(content, &mut inner);
    let paragraphs = inner.text.split(PARAGRAPH_BREAK).filter(|line| !line.is_empty());
    for line in paragraphs {
        if role == Role::Headline {
            fill::headline(draft, line);
        } else {
            draft.captions.push(line.to_owned());
        }
    }
    found
}
