//! What the elements of a page are for, as far as its text goes.

/// What an element is for, as far as blocks care.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Tag {
    Other,
    Paragraph,
    Division,
    Item,
    Heading,
    Title,
    Quote,
    Cell,
    Caption,
    Figure,
    Article,
    Main,
    Aside,
    Navigation,
    Header,
    Footer,
    Section,
    List,
    Form,
    Table,
    Preformatted,
    Button,
    Address,
    Summary,
    Root,
}

/// What an element does to the text in it.
pub(super) enum Role {
    Mute,
    Break,
    Inline,
    Block(Tag),
}

/// What an element of this name does.
pub(super) fn role(name: &str) -> Role {
    Role::Block(match name {
        "script" | "style" | "noscript" | "template" | "iframe" | "svg" | "math" | "select" | "textarea"
        | "object" | "embed" | "canvas" | "audio" | "video" | "map" | "head" | "frameset" | "noframes"
        | "datalist" | "input" => {
            return Role::Mute;
        }
        "br" => return Role::Break,
        "p" => Tag::Paragraph,
        "div" => Tag::Division,
        "li" | "dd" | "dt" => Tag::Item,
        "h1" => Tag::Title,
        "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
        "blockquote" => Tag::Quote,
        "td" | "th" => Tag::Cell,
        "figcaption" | "caption" => Tag::Caption,
        "figure" => Tag::Figure,
        "article" => Tag::Article,
        "main" => Tag::Main,
        "aside" => Tag::Aside,
        "nav" | "menu" => Tag::Navigation,
        "header" => Tag::Header,
        "footer" => Tag::Footer,
        "section" => Tag::Section,
        "ul" | "ol" | "dl" => Tag::List,
        "form" | "fieldset" => Tag::Form,
        "table" | "tbody" | "thead" | "tr" | "tfoot" => Tag::Table,
        "pre" => Tag::Preformatted,
        "button" | "label" | "legend" => Tag::Button,
        "address" => Tag::Address,
        "details" | "summary" => Tag::Summary,
        "html" | "body" => Tag::Root,
        "hr" | "center" | "dialog" | "hgroup" | "picture" => Tag::Other,
        _ => return Role::Inline,
    })
}
