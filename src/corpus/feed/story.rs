//! The story made of an item and its feed.

use crate::article::{EntityKind, Version};

use super::super::columns::{laid_out, line_of};
use super::super::draft::Draft;
use super::super::xml::Prose;
use super::super::{FileOfRecords, Outcome, address, date, fill, language, layout};
use super::about::About;
use super::item::{Item, Text};
use super::tail;

/// The length from which on a line is rather cut by a printer than by a writer, in letters.
const LONG_LINE: usize = 60;

/// Categories that programs give where nobody gave one.
const NO_SECTIONS: &[&str] = &[
    "uncategorized",
    "uncategorised",
    "allgemein",
    "non classé",
    "sin categoría",
    "sem categoria",
    "senza categoria",
    "geen categorie",
];

/// Makes a story of an item.
pub(super) fn story(mut item: Item, about: &About, file: &FileOfRecords, record: u32) -> Outcome {
    if let Some(kind) = item.post.no_story() {
        return Outcome::Skipped(format!("WordPress keeps it as `{kind}`, no story"));
    }
    let link = item.link.take();
    let link = link.and_then(|link| address::absolute(&link, about.base.as_deref()));
    let mut draft = Draft {
        headline: item.headline.as_deref().map(line_of).unwrap_or_default(),
        published: [&item.published, &item.updated]
            .into_iter()
            .flatten()
            .find_map(|text| date::in_field(text)),
        source: source(&item, about),
        status: item.post.status(),
        language: [&item.language, &about.language]
            .into_iter()
            .flatten()
            .find_map(|language| language::tag(language)),
        url: link
            .clone()
            .or_else(|| item.guid.clone().filter(|guid| address::host(guid).is_some())),
        ..Draft::default()
    };
    read_text(&mut item, &mut draft);
    if draft.headline.is_empty() && draft.text.is_empty() {
        return Outcome::Skipped("an item without headline and text".into());
    }
    let name = |guid: &&String| is_identity(guid) && !is_home(guid, about);
    let identity = item.guid.as_ref().filter(name).or(link.as_ref().filter(name));
    // A number or a word is a name within its feed and nowhere else.
    let local = || Some(format!("{}#{}", file.path, item.guid.as_deref()?));
    draft.id = identity.cloned().or_else(local);
    draft.version = identity.map(|_| {
        let made = item.updated.as_deref().or(item.published.as_deref());
        Version {
            number: 0,
            made: made.and_then(date::in_field).map(|time| time.moment()),
        }
    });
    read_names(item, about, &mut draft);
    draft.finish(file, record)
}

/// The outlet: whom the item was taken from, else what its feed is called.
fn source(item: &Item, about: &About) -> Option<String> {
    let named = [&item.source, &about.title, &item.publisher];
    let mut named = named.into_iter().flatten().map(|name| line_of(name));
    let name = named.find(|name| !name.is_empty())?;
    Some(address::host(&name).map_or_else(|| name.clone(), str::to_owned))
}

/// The text, else what is said in short, else what is said of the picture or the film.
fn read_text(item: &mut Item, draft: &mut Draft) {
    let described = item.described.take();
    let caption = described.as_deref().map(super::super::draft::one_line);
    let texts = [item.content.take(), item.summary.take(), described.map(Text::Raw)];
    for (rank, text) in texts.into_iter().enumerate() {
        let Some(text) = text else { continue };
        let mut read = prose_of(text);
        tail::cut(&mut read.text);
        draft.captions.append(&mut read.captions);
        if !read.text.is_empty() {
            draft.text = read.text;
            if rank == 2 {
                item.captions.retain(|known| Some(known) != caption.as_ref());
            }
            break;
        }
    }
    for caption in item.captions.drain(..) {
        let caption = line_of(&caption);
        if !caption.is_empty() && caption != draft.headline {
            draft.captions.push(caption);
        }
    }
}

fn prose_of(text: Text) -> Prose {
    match text {
        Text::Read(read) => read,
        Text::Raw(text) => {
            let mut captions = Vec::new();
            let text = laid_out(vec![flowing(&text)], &mut captions);
            Prose { text, captions }
        }
    }
}

/// Joins lines that end within a sentence: feeds are printed as other XML is, in lines of some length.
/// Among tags a line end is never more than a space.
fn flowing(text: &str) -> String {
    let tagged = ["</", "/>"].iter().any(|tag| text.contains(tag));
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for (index, line) in text.lines().enumerate() {
        let bare = line.trim();
        let within = tagged
            || bare.starts_with(char::is_lowercase)
            || before.chars().nth(LONG_LINE).is_some() && !layout::ends_sentence(before);
        if within && !before.is_empty() && !bare.is_empty() {
            out.truncate(out.trim_end().len());
            out.push(' ');
            out.push_str(bare);
        } else {
            out.push_str(if index == 0 { "" } else { "\n" });
            out.push_str(line);
        }
        before = bare;
    }
    out
}

/// Authors, sections and what the story is about.
fn read_names(item: Item, about: &About, draft: &mut Draft) {
    let inherited = || {
        if item.borrowed { &[][..] } else { &about.authors }
    };
    let authors = if item.authors.is_empty() {
        inherited()
    } else {
        &item.authors
    };
    for author in authors {
        let known = about.logins.iter().find(|(login, _)| login == author);
        let author = known.map_or(author, |(_, name)| name);
        fill::authors(draft, &in_order(&line_of(author)));
    }
    // A blog or a channel that signs with its own name tells nobody's.
    let source = draft.source.clone().unwrap_or_default();
    draft.byline.retain(|name| !name.eq_ignore_ascii_case(&source));
    let named = |sections: &[String]| {
        let parts = sections.iter().flat_map(|section| parted(section));
        let parts = parts.map(|part| line_of(&part));
        fill::sections(parts.filter(|part| {
            part.contains(char::is_alphabetic) && !NO_SECTIONS.contains(&&*part.to_lowercase())
        }))
    };
    draft.section = named(&item.sections).or_else(|| named(&about.sections));
    for (kind, name) in item.entities {
        let name = line_of(&name);
        let name = match kind {
            EntityKind::Person => turned(&name),
            _ => name,
        };
        fill::entity(draft, kind, &name);
    }
}

/// The categories of a list without spaces: `World,Sea,Ports`; one with spaces is a name.
fn parted(section: &str) -> Vec<String> {
    let list = section.contains(',') && !section.contains(", ");
    let parts = if list {
        section.split(',').collect()
    } else {
        vec![section]
    };
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// `Roe, J. D., Moss, A.` as `J. D. Roe; A. Moss`; other names as they are.
fn in_order(names: &str) -> String {
    let parts: Vec<&str> = names.split(',').map(str::trim).collect();
    let initials = |part: &&str| {
        let letters = part.chars().filter(|letter| letter.is_alphabetic());
        let signs = |letter: char| letter.is_uppercase() || matches!(letter, '.' | '-' | ' ');
        part.contains('.') && letters.count() <= 4 && part.chars().all(signs)
    };
    let pairs = parts.chunks_exact(2);
    let turned = pairs.remainder().is_empty() && parts.iter().skip(1).step_by(2).all(initials);
    if !turned {
        return names.to_owned();
    }
    let names = pairs.map(|pair| pair.iter().rev().copied().collect::<Vec<_>>().join(" "));
    names.collect::<Vec<_>>().join("; ")
}

/// `Roe, Jane D` as `Jane D Roe`, where there is one comma.
fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name.to_owned(),
    }
}

/// Whether an id is one wherever it is seen: an address, a URN, a tag, a UUID.
fn is_identity(id: &str) -> bool {
    let uuid = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    let scheme = |name: &str| {
        id.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let spaces = id.contains(char::is_whitespace);
    uuid || !spaces && (id.contains("://") || scheme("urn:") || scheme("tag:"))
}

/// Whether an address is that of the feed's site: many items may point there.
fn is_home(address: &str, about: &About) -> bool {
    let bare = |address: &str| address.trim_end_matches('/').to_owned();
    let same = about
        .home
        .as_deref()
        .is_some_and(|home| bare(home) == bare(address));
    let path = address
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    let whole = address.contains("://");
    same || whole && path.is_none_or(|(_, path)| path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_printer_are_joined() {
        let printed = "More than three months after delivering several tons of supplies to\n                the \
                       station, the ship will\n  depart on Tuesday.\nIt left the U.N.\nin May.\n\nEnd";
        assert_eq!(
            flowing(printed),
            "More than three months after delivering several tons of supplies to the station, the ship \
             will depart on Tuesday.\nIt left the U.N. in May.\n\nEnd"
        );
        assert_eq!(
            flowing("Time:\n12:26\nDepth:\n29 km"),
            "Time:\n12:26\nDepth:\n29 km"
        );
    }

    #[test]
    fn names_are_put_in_order() {
        assert_eq!(in_order("Roe, J. D., Moss, A.-B."), "J. D. Roe; A.-B. Moss");
        for name in ["Jane Roe, Ann Poe", "Roe, Jane", "Martin Prince, Jr.", "A. B."] {
            assert_eq!(in_order(name), name);
        }
        assert_eq!(turned("Roe, Jane D"), "Jane D Roe");
        assert_eq!(turned("Jane Roe"), "Jane Roe");
    }

    #[test]
    fn ids_that_are_good_anywhere_are_known() {
        for id in [
            "https://harbor.example/1",
            "urn:x:1",
            "URN:x:1",
            "tag:harbor.example,2020:7",
            "2c43eb19-7261-4a41-9225-4dc421f9a1b7",
        ] {
            assert!(is_identity(id), "{id}");
        }
        for id in [
            "12",
            "post-1",
            "see https://harbor.example",
            "2c43eb19-7261",
            "tagged",
        ] {
            assert!(!is_identity(id), "{id}");
        }
        let about = About {
            home: Some("https://harbor.example/news/".into()),
            ..About::default()
        };
        for (address, home) in [
            ("https://harbor.example/news", true),
            ("https://harbor.example/", true),
            ("https://harbor.example", true),
            ("https://harbor.example/news/1", false),
            ("tag:harbor.example,2020:7", false),
        ] {
            assert_eq!(is_home(address, &about), home, "{address}");
        }
    }

    #[test]
    fn lists_of_categories_are_parted() {
        assert_eq!(parted("World,Sea"), ["World", "Sea"]);
        assert_eq!(parted("Bread, wine, oil"), ["Bread, wine, oil"]);
    }
}
