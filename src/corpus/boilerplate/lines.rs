//! The standing lines themselves: lists for `boilerplate` to compare a line with. In all of them a line
//! is in lower case unless said otherwise.

/// Lines that are noise as they are, in lower case, in order.
#[rustfmt::skip]
pub(super) const NOISE: &[&str] = &[
    "about the author", "ad", "ad feedback", "advert", "advertisement", "advertising", "advertisment",
    "all rights reserved", "anuncio", "anzeige", "article continues after advertisement",
    "article continues below", "article continues below advertisement", "back to top", "click here",
    "close", "comment", "comments", "continue reading", "continue reading below",
    "continue reading the main story", "copy link", "copyright", "editor's picks", "email", "email this",
    "embed", "facebook", "file photo", "follow us", "gallery", "image", "leave a comment",
    "like us on facebook", "listen", "listen to this article", "load more", "loading", "loading...",
    "menu", "newsletter", "next article", "next story", "no comments", "photo gallery", "play video",
    "please wait", "previous article", "previous story", "print", "print this", "publicidad",
    "publicidade", "publicité", "read full story", "read more", "related", "report a correction",
    "report an error", "scroll for more", "scroll to continue", "share", "share on facebook",
    "share on twitter", "share story", "share this", "share this article", "share this page",
    "share this story", "show comments", "sign in", "sign up", "skip advertisement", "skip to content",
    "skip to main content", "special to the new york times", "sponsored", "sponsored content",
    "story continues after advertisement", "story continues below", "story continues below advertisement",
    "subscribe", "subscribe now", "supported by", "thank you for reading", "toggle menu", "tweet",
    "tweet this", "twitter", "view all", "view comments", "view gallery", "watch live", "werbung",
    "whatsapp",
];

/// Headings of lists of other stories, in lower case, in order.
#[rustfmt::skip]
pub(super) const LIST_HEADINGS: &[&str] = &[
    "also in the news", "around the web", "don't miss", "editors' picks", "follow us elsewhere",
    "from around the web", "in other news", "just in", "keep reading", "latest headlines", "latest news",
    "latest stories", "latest videos", "more for you", "more from around the web", "more headlines",
    "more news", "more on this story", "more on this topic", "more stories", "more top stories",
    "most commented", "most popular", "most read", "most shared", "most viewed", "other stories",
    "popular stories", "read next", "recent posts", "recent stories", "recommended",
    "recommended for you", "recommended stories", "related articles", "related content",
    "related coverage", "related headlines", "related news", "related posts", "related stories",
    "related topics", "related videos", "see also", "tags", "today's top stories", "top headlines",
    "top news", "top stories", "topics", "trending", "trending now", "trending stories", "up next",
    "what others are reading", "what to read next", "you may also like", "you might also like",
];

/// What ends a transmission, in lower case.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "#", "##", "###", "-0-", "-30-", "--30--", "-end-", "-ends-", "=", "(end)", "(ends)", "(more)",
    "[end]", "end", "endit", "enditem", "ends", "fin", "more", "nnnn", "reut", "reuter", "reuters", "xxx",
];

/// Beginnings of lines that lead to other stories; a headline follows.
#[rustfmt::skip]
pub(super) const LEADS_ON: &[&str] = &[
    "related:", "related |", "related story:", "related stories:", "related article:",
    "related articles:", "read more:", "read more |", "read also:", "also read:", "also read |",
    "see also:", "see more:", "must read:", "read next:", "up next:", "what to read next:",
    "don't miss:", "recommended:", "more on this:", "more on this story:", "dont miss:", "full story:",
    "full coverage:",
];

/// The same as a word in capitals without a mark: `RELATED Storm closes port`.
#[rustfmt::skip]
pub(super) const SHOUTED_LEADS_ON: &[&str] = &[
    "RELATED ", "READ MORE ", "READ ALSO ", "ALSO READ ", "SEE ALSO ", "MORE FROM ", "READ NEXT ",
];

/// Beginnings of calls on the reader, each with words of which one must follow; none are needed
/// where none are given.
#[rustfmt::skip]
pub(super) const CALLS: &[(&str, &[&str])] = &[
    ("advertisement ", &["skip", "continue", "story", "below", "scroll", "advertisement"]),
    ("click here ", &[]),
    ("click to ", &["share", "print", "email", "subscribe", "enlarge", "view"]),
    ("download ", &[" app"]),
    ("follow @", &[]),
    ("follow our ", &[]),
    ("follow us ", &[]),
    ("follow ", &["on twitter", "on facebook", "on instagram", "on x", "on google news"]),
    ("get the latest ", &["inbox", "sign up", "newsletter", "app"]),
    ("get our ", &["newsletter", "app"]),
    ("join our ", &["whatsapp", "telegram", "newsletter", "channel", "group", "community"]),
    ("like us ", &["facebook"]),
    ("share this ", &["facebook", "twitter", "email", "friends", "whatsapp", "via", "link"]),
    ("sign up ", &["newsletter", "alert", "inbox", "e-mail", "email", "updates", "free", "here", "briefing", "our "]),
    ("story continues ", &["below", "after"]),
    ("subscribe ", &["newsletter", "alert", "inbox", "e-mail", "email", "updates", "free", "here", "our ", "channel",
        "now", "today", "unlimited", "podcast", "youtube"]),
    ("support our ", &["journalism", "donat", "subscri"]),
    ("this article was originally ", &["published"]),
    ("this story has been ", &["updated"]),
    ("watch: ", &[]),
];

/// Beginnings of lines that name who reported and edited, as printed.
#[rustfmt::skip]
pub(super) const CREDITS: &[&str] = &[
    "Reporting by ", "Additional reporting by ", "Writing by ", "Editing by ",
    "Reporting and writing by ", "Reporting and editing by ", "Written by ", "Compiled by ", "Edited by ",
    "Translated by ", "Reported by ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(NOISE.is_sorted());
        assert!(LIST_HEADINGS.is_sorted());
    }
}
