//! Firms that go by the names of several people, which look like so many people: `Pratt and Whitney`,
//! `Kidder, Peabody and Co`, `Brown and Sons Inc`.

use crate::article::{Article, EntityKind, Mention};

use super::form::Forms;
use super::lists::List;
use super::sighted::Name;
use super::titles::Title;

/// What may stand between two names of a firm.
const BETWEEN: &[&str] = &[" and ", " & ", ", "];
/// What makes a firm of the name before `and`.
const TAILS: &[&str] = &[
    "Sons",
    "Co",
    "Company",
    "Cos",
    "Brothers",
    "Bros",
    "Associates",
    "Partners",
    "Daughters",
];
/// What the law adds to it.
const LEGAL: &[&str] = &["Inc", "Ltd", "Corp", "Co", "PLC", "Plc", "LLC", "LLP"];

/// Makes one name of each such firm.
pub(super) fn join(article: &Article, names: Vec<Name>, forms: &mut Forms) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let is_inside = joined.last().is_some_and(|last| {
            last.mention.part == name.mention.part && last.mention.end > name.mention.start
        });
        if is_inside {
            continue;
        }
        let pair = joined.last().and_then(|last| pair(article, last, &name));
        if pair.is_some() {
            joined.pop();
        }
        let whole = pair.unwrap_or(name.mention);
        let long = if name.kind == EntityKind::Place {
            None
        } else {
            with_tail(article, whole)
        };
        let firm = long
            .or(pair)
            .and_then(|mention| Some((mention, mention.text(article)?)));
        joined.push(match firm {
            Some((mention, text)) => Name {
                kind: EntityKind::Organization,
                mention,
                form: forms.form(text),
                title: Title::default(),
                doubtful: false,
            },
            None => name,
        });
    }
    joined
}

/// The stretch of two names that are those of one firm.
fn pair(article: &Article, one: &Name, other: &Name) -> Option<Mention> {
    let (start, end) = (one.mention.end as usize, other.mention.start as usize);
    let between = one.mention.part.text(article)?.get(start..end)?;
    if one.mention.part != other.mention.part || !BETWEEN.contains(&between) {
        return None;
    }
    let both = format!(
        "{} {}",
        one.form.surface,
        other.form.organization_words().join(" ")
    );
    let is_listed = List::Firm.has(&both);
    // "Willcox and Gibbs Inc": two words, and what the law adds.
    let is_lawful = one.form.count == 1
        && between != ", "
        && one.kind == EntityKind::Person
        && (other.form.is_firm && other.form.count == 2
            || other.form.count == 1 && stands_before_legal(article, other.mention));
    (is_listed || is_lawful).then_some(Mention {
        end: other.mention.end,
        ..one.mention
    })
}

/// Whether what the law adds to a firm follows a name.
fn stands_before_legal(article: &Article, mention: Mention) -> bool {
    let text = mention.part.text(article);
    let behind = text.and_then(|text| text.get(mention.end as usize..)?.strip_prefix(' '));
    behind.is_some_and(|behind| without(behind, LEGAL).is_some())
}

/// A name with what makes it that of a firm behind it.
fn with_tail(article: &Article, mention: Mention) -> Option<Mention> {
    let behind = mention.part.text(article)?.get(mention.end as usize..)?;
    let rest = behind
        .strip_prefix(" and ")
        .or_else(|| behind.strip_prefix(" & "))?;
    let mut rest = without(rest, TAILS)?;
    while let Some(next) = rest.strip_prefix(' ').and_then(|rest| without(rest, LEGAL)) {
        rest = next;
    }
    let length = u32::try_from(behind.len() - rest.len()).ok()?;
    Some(Mention {
        end: mention.end + length,
        ..mention
    })
}

/// What stands behind one of some words.
fn without<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (word, rest) = text.split_at(length);
    words.contains(&word).then_some(rest)
}
