//! Which names of organizations are one: short forms, initials, and what stands in parentheses.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, EntityKind};

use super::cast::Cast;
use super::form::Form;
use super::lists::List;
use super::normal;
use super::sighted::Name;

/// The longest text in parentheses that may be the initials of the name before, in bytes.
const LONGEST_INITIALS: usize = 12;

/// What short forms of the names of organizations a story uses.
#[derive(Default)]
pub(super) struct Shorts {
    /// Initials that the story itself explains, and the key of the name.
    explained: FxHashMap<String, String>,
    /// Initials that a name of the story has; nothing where two have them.
    initials: FxHashMap<String, Option<String>>,
    /// The first words of names; nothing where two begin with them.
    first_words: FxHashMap<String, Option<String>>,
}

impl Shorts {
    /// Learns them from the long names of a story.
    pub(super) fn of(article: &Article, names: &[Name], cast: &mut Cast) -> Shorts {
        let mut shorts = Shorts::default();
        let mut seen = FxHashSet::default();
        let given = cast.given(EntityKind::Organization);
        for (_, form) in &given {
            shorts.learn(form);
        }
        for (index, name) in names.iter().enumerate() {
            let next = names.get(index + 1);
            if name.kind == EntityKind::Organization {
                if seen.insert(name.form.surface.as_str()) {
                    shorts.learn(&name.form);
                }
                shorts.explain(article, name, next);
            }
        }
        for (_, form) in &given {
            let key = form.key(EntityKind::Organization);
            let long = shorts.long(form).filter(|long| *long != key);
            if let (Some(long), Some(index)) = (long, cast.find(EntityKind::Organization, key)) {
                cast.link(EntityKind::Organization, long, index);
            }
        }
        shorts
    }

    /// Whether the story explains these initials.
    pub(super) fn explains(&self, surface: &str) -> bool {
        self.explained.contains_key(surface)
    }

    /// Whether the name of an organization in the story begins with a word.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.first_words.contains_key(word)
    }

    fn learn(&mut self, form: &Form) {
        let words = form.organization_words();
        let Some(first) = words.first().filter(|_| words.len() > 1) else {
            return;
        };
        let key = form.key(EntityKind::Organization);
        let mut all = String::new();
        let mut chief = String::new();
        for word in &words {
            let Some(letter) = word.chars().next() else {
                continue;
            };
            all.push(letter);
            if !List::Small.has(word) {
                chief.push(letter);
            }
        }
        for initials in [chief, all] {
            if initials.chars().count() > 1 {
                enter(&mut self.initials, initials, key);
            }
        }
        enter(&mut self.first_words, (*first).to_owned(), key);
    }

    /// Reads `Government of National Accord (GNA)` and `GNA (Government of National Accord)`.
    fn explain(&mut self, article: &Article, name: &Name, next: Option<&Name>) {
        let Some(whole) = name.mention.part.text(article) else {
            return;
        };
        let behind = whole.get(name.mention.end as usize..).unwrap_or_default();
        let Some(inside) = behind.trim_start_matches(' ').strip_prefix('(') else {
            return;
        };
        if name.form.count > 1 {
            let near = &inside[..inside.floor_char_boundary(LONGEST_INITIALS)];
            let Some((written, _)) = near.split_once([')', ';', ',']) else {
                return;
            };
            let written = written.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
            let initials = normal::joined(written);
            let is_place =
                normal::usual(EntityKind::Place, &normal::key(EntityKind::Place, written)).is_some();
            if are_initials(written) && !is_place {
                let key = name.form.key(EntityKind::Organization);
                self.explained.entry(initials).or_insert_with(|| key.to_owned());
            }
        } else if let Some(next) = next
            && are_initials(&name.form.text)
            && next.kind == EntityKind::Organization
            && next.mention.part == name.mention.part
            && next.form.count > 1
            && whole.len() - inside.len() == next.mention.start as usize
        {
            let long = next.form.key(EntityKind::Organization).to_owned();
            self.explained.entry(name.form.surface.clone()).or_insert(long);
        }
    }

    /// The key of the long name that a short one stands for in this story, if it does.
    fn long(&self, form: &Form) -> Option<&str> {
        let surface = form.surface.as_str();
        if let Some(long) = self.explained.get(surface) {
            return Some(long);
        }
        let key = form.key(EntityKind::Organization);
        let is_single = !key.contains(' ') && !surface.contains(' ');
        if !is_single || normal::usual(EntityKind::Organization, key).is_some() {
            return None;
        }
        let by_initials = self.initials.get(surface).filter(|_| are_initials(&form.text));
        if let Some(Some(long)) = by_initials {
            return Some(long);
        }
        let long = self.first_words.get(key)?.as_ref()?;
        is_distinctive(key).then_some(long)
    }

    /// Adds the mentions of organizations.
    pub(super) fn assign(&self, names: &[Name], cast: &mut Cast) {
        let organizations = names
            .iter()
            .filter(|name| name.kind == EntityKind::Organization && !name.doubtful);
        for name in organizations {
            let long = self.long(&name.form);
            let key = long.unwrap_or_else(|| name.form.key(EntityKind::Organization));
            let member = cast.member(EntityKind::Organization, key);
            cast.mention(member, name);
        }
    }
}

fn enter(map: &mut FxHashMap<String, Option<String>>, word: String, key: &str) {
    let known = map.entry(word).or_insert_with(|| Some(key.to_owned()));
    if known.as_deref() != Some(key) {
        *known = None;
    }
}

/// Whether a text is two to eight capitals, dots aside.
fn are_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| *c != '.').count();
    (2..=8).contains(&letters) && text.chars().all(|c| c == '.' || c.is_uppercase())
}

/// Whether a word alone is enough to tell an organization from others.
fn is_distinctive(word: &str) -> bool {
    word.chars().count() > 2
        && !List::Generic.has(word)
        && !normal::is_country(word)
        && normal::usual(EntityKind::Place, word).is_none()
        && normal::demonym(word).is_none()
}
