//! What the exports of WordPress have beyond RSS (WXR): what an item is, what became of it, who wrote it,
//! and the codes in brackets that its texts are written with. It makes no story.

use super::super::draft::one_line;
use super::super::xml::Element;
use super::item::{Item, Text};

/// How the namespaces of the exports begin; the version follows.
const EXPORT: &str = "http://wordpress.org/export/";

/// What WordPress keeps beside stories and pages.
#[rustfmt::skip]
const NO_STORIES: &[&str] = &[
    "attachment", "custom_css", "customize_changeset", "nav_menu_item", "oembed_cache", "revision",
    "user_request", "wp_block", "wp_font_face", "wp_font_family", "wp_global_styles", "wp_navigation",
    "wp_template", "wp_template_part",
];

/// The longest code in brackets, in bytes.
const LONGEST_CODE: usize = 1024;

/// How far behind a code the one that closes it is looked for, in bytes.
const LONGEST_CONTENT: usize = 4096;

/// Whether a namespace is one of the exports.
pub(super) fn is_export(namespace: &str) -> bool {
    namespace.starts_with(EXPORT)
}

/// What the export of an item says of it.
#[derive(Debug, Default)]
pub(super) struct Post {
    kind: Option<String>,
    state: Option<String>,
    modified: Option<String>,
    excerpt: Option<String>,
}

impl Post {
    /// Takes an element of the export.
    pub(super) fn take(&mut self, element: &Element) {
        match element.name() {
            "post_type" => self.kind = element.line(),
            "status" => self.state = element.line(),
            "post_modified_gmt" => self.modified = element.line().map(|time| format!("{time} UTC")),
            // The excerpt has a namespace of its own below that of the export.
            "encoded" => self.excerpt = Some(element.text()),
            _ => {}
        }
    }

    /// What it is, where that is no story.
    pub(super) fn no_story(&self) -> Option<&str> {
        self.kind.as_deref().filter(|kind| NO_STORIES.contains(kind))
    }

    /// What became of it: none where it was published.
    pub(super) fn status(&self) -> Option<String> {
        let state = self.state.clone()?;
        (!matches!(&*state, "publish" | "inherit") && state.len() <= 32).then_some(state)
    }

    /// Puts into an item what the export alone says, and takes the codes out of its text.
    pub(super) fn complete(&self, item: &mut Item) {
        if self.kind.is_none() {
            return;
        }
        item.updated = item.updated.take().or_else(|| self.modified.clone());
        let excerpt = self.excerpt.clone().filter(|text| !text.trim().is_empty());
        item.summary = excerpt.map(Text::Raw).or(item.summary.take());
        if let Some(Text::Raw(text)) = &mut item.content {
            *text = without_codes(text, &mut item.captions);
        }
    }
}

/// The names that authors go by, by those that they sign in with.
pub(super) fn logins(channel: &Element) -> Vec<(String, String)> {
    let authors = channel
        .all("author")
        .filter(|author| is_export(author.namespace()));
    let named = authors.filter_map(|author| {
        let line = |name: &str| author.child(name).and_then(Element::line);
        let login = line("author_login")?;
        // Many show what they sign in with, and say their names besides.
        let shown = line("author_display_name").filter(|name| *name != login);
        let given = || {
            Some(format!(
                "{} {}",
                line("author_first_name")?,
                line("author_last_name")?
            ))
        };
        Some((login, shown.or_else(given)?))
    });
    named.collect()
}

/// A text without codes such as `[gallery ids="1,2"]` and `[b]...[/b]`, of which the content stays, but
/// that of `[caption]`, which is one.
fn without_codes(text: &str, captions: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, length)) = code(rest) else {
            out.push('[');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[length..];
        if name == "caption" {
            rest = caption(rest, captions);
        }
    }
    out.push_str(rest);
    out
}

/// Takes the caption that ends near by, and gives what follows it.
fn caption<'text>(text: &'text str, captions: &mut Vec<String>) -> &'text str {
    const END: &str = "[/caption]";
    let near = text.as_bytes().get(..text.len().min(LONGEST_CONTENT));
    let found = near.and_then(|near| memchr::memmem::find(near, END.as_bytes()));
    let Some(at) = found else { return text };
    let (inner, after) = (&text[..at], &text[at + END.len()..]);
    let caption = one_line(inner.rsplit('>').next().unwrap_or(inner));
    captions.extend(Some(caption).filter(|caption| !caption.is_empty()));
    after
}

/// The code that a text begins with: its name and its length. One without attributes is one only where
/// it closes or is closed, for `[sic]` is none.
fn code(text: &str) -> Option<(&str, usize)> {
    let end = memchr::memchr(b']', text.as_bytes().get(..text.len().min(LONGEST_CODE))?)?;
    let inner = text.get(1..end)?;
    let bare = inner.trim_start_matches('/');
    let length = bare
        .find(|letter: char| !letter.is_ascii_lowercase() && !matches!(letter, '_' | '-' | '0'..='9'))
        .unwrap_or(bare.len());
    let (name, attributes) = bare.split_at(length);
    let closes = inner.starts_with('/');
    let closed = || {
        let near = text.as_bytes().get(end..text.len().min(end + LONGEST_CONTENT));
        let closing = format!("[/{name}]");
        near.is_some_and(|near| memchr::memmem::find(near, closing.as_bytes()).is_some())
    };
    let named = name.len() > 1 && name.starts_with(|letter: char| letter.is_ascii_lowercase());
    let given = attributes.starts_with(' ') && attributes.contains('=');
    (named && (closes || given || attributes.is_empty() && (name == "gallery" || closed())))
        .then_some((name, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_out_and_brackets_stay() {
        let mut captions = Vec::new();
        let text = "[dropcap]T[/dropcap]in fell [sic] in [the] mine. [gallery ids=\"1,2\"]\n[caption id=\"a\" width=\"9\"]\
                    <img src=\"a.jpg\" /> A mine. Photo: Roe[/caption]It rose [1].[gallery] [unclosed";
        assert_eq!(
            without_codes(text, &mut captions),
            "Tin fell [sic] in [the] mine. \nIt rose [1]. [unclosed"
        );
        assert_eq!(captions, ["A mine. Photo: Roe"]);
    }

    #[test]
    fn hostile_brackets_take_no_longer_than_their_length() {
        for part in ["[a", "[aa]", "[caption x=1]", "[[", "[/aa"] {
            let started = std::time::Instant::now();
            let _ = without_codes(&part.repeat(50_000), &mut Vec::new());
            assert!(started.elapsed().as_secs() < 5, "{part}");
        }
    }
}
