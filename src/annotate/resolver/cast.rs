//! The entities of a story while they are put together.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::article::{Article, Entity, EntityKind, Mention};

use super::form::{Form, Forms};
use super::lists::List;
use super::normal;
use super::sighted::Name;

/// One of them.
struct Member {
    entity: Entity,
    /// How good the name is, if a mention gave it.
    merit: Option<Merit>,
    /// Whether the name is the one that the source gives, or the usual one.
    fixed: bool,
}

/// What makes a form of a name better than another one: ordinary case, then words, then length.
type Merit = (bool, usize, usize);

/// All of them: those that the source gives first.
pub(super) struct Cast {
    members: Vec<Member>,
    by_key: [FxHashMap<String, usize>; 3],
    given: Vec<Rc<Form>>,
}

impl Cast {
    /// Begins with what the source gives.
    pub(super) fn of(article: &Article, forms: &mut Forms) -> Cast {
        let mut cast = Cast {
            members: Vec::new(),
            by_key: Default::default(),
            given: Vec::new(),
        };
        for entity in article.entities.iter().filter(|entity| entity.given) {
            let index = cast.members.len();
            let coded = is_code(&entity.name);
            let (form, name) = if coded {
                let form = forms.of_code(entity.kind, &entity.name);
                (form.clone(), form.text.clone())
            } else {
                (forms.form(&entity.name), entity.name.clone())
            };
            cast.link(entity.kind, form.key(entity.kind), index);
            cast.members.push(Member {
                merit: coded.then_some((false, form.count, 0)),
                entity: Entity::given(entity.kind, name),
                fixed: !coded || normal::usual(entity.kind, form.key(entity.kind)).is_some(),
            });
            cast.given.push(form);
        }
        cast
    }

    /// The entities of one kind that the source gives: their numbers and names.
    pub(super) fn given(&self, kind: EntityKind) -> Vec<(usize, Rc<Form>)> {
        let members = self.members.iter().zip(&self.given).enumerate();
        members
            .filter(|(_, (member, _))| member.entity.kind == kind)
            .map(|(index, (_, form))| (index, form.clone()))
            .collect()
    }

    /// Whether there are members of a kind that can be found.
    pub(super) fn has_any(&self, kind: EntityKind) -> bool {
        !self.by_key[kind as usize].is_empty()
    }

    /// The member with a key, if there is one.
    pub(super) fn find(&self, kind: EntityKind, key: &str) -> Option<usize> {
        self.by_key[kind as usize].get(key).copied()
    }

    /// The member with a key; a new one if there is none.
    pub(super) fn member(&mut self, kind: EntityKind, key: &str) -> usize {
        if let Some(index) = self.find(kind, key) {
            return index;
        }
        let index = match normal::usual(kind, key) {
            Some(usual) => self.add_usual(kind, usual),
            None => self.add(kind),
        };
        self.link(kind, key, index);
        index
    }

    /// Adds a member that gets its name from its mentions.
    pub(super) fn add(&mut self, kind: EntityKind) -> usize {
        self.push(kind, String::new(), false)
    }

    /// Adds a member with a name that its mentions do not change.
    pub(super) fn add_usual(&mut self, kind: EntityKind, name: &str) -> usize {
        self.push(kind, name.to_owned(), true)
    }

    fn push(&mut self, kind: EntityKind, name: String, fixed: bool) -> usize {
        let mut entity = Entity::given(kind, name);
        entity.given = false;
        self.members.push(Member {
            entity,
            merit: None,
            fixed,
        });
        self.members.len() - 1
    }

    /// Lets a key lead to a member that is there already.
    pub(super) fn link(&mut self, kind: EntityKind, key: &str, index: usize) {
        self.by_key[kind as usize].entry(key.to_owned()).or_insert(index);
    }

    /// Adds a mention, whose form becomes the name if it is better than the one before.
    pub(super) fn mention(&mut self, index: usize, name: &Name) {
        let Some(member) = self.members.get_mut(index) else {
            return;
        };
        member.entity.mentions.push(name.mention);
        let form = &*name.form;
        let merit = Some((!is_in_capitals(form, name.kind), form.count, form.text.len()));
        if !member.fixed && merit > member.merit {
            member.entity.name = if is_in_capitals(form, name.kind) {
                ordinary(&form.text, member.entity.kind)
            } else {
                form.text.clone()
            };
            member.merit = merit;
        }
    }

    /// Adds a place where the text speaks of the people of a place or of what is theirs.
    pub(super) fn demonym(&mut self, index: usize, mention: Mention) {
        if let Some(member) = self.members.get_mut(index) {
            member.entity.demonyms.push(mention);
        }
    }

    /// The entities: those given, then those found, in the order of the text.
    pub(super) fn into_entities(self) -> Vec<Entity> {
        let mut entities: Vec<Entity> = self.members.into_iter().map(|member| member.entity).collect();
        for entity in &mut entities {
            entity.mentions.sort_unstable();
            entity.mentions.dedup();
        }
        entities.retain(|entity| entity.given || !entity.mentions.is_empty() || !entity.demonyms.is_empty());
        entities.sort_by_key(|entity| {
            let first = entity.mentions.first();
            let place = if entity.given { None } else { first.copied() };
            let is_named = entity.given || first.is_some();
            let demonym = if is_named {
                None
            } else {
                entity.demonyms.first().copied()
            };
            (!entity.given, !is_named, place, demonym)
        });
        entities
    }
}

/// Whether what a source gives is a code for a name: `james-baker`, `usa`, `imf`.
fn is_code(name: &str) -> bool {
    name.is_ascii() && !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b' ')
}

/// The name that a code stands for, as far as one can tell.
pub(super) fn spelled(kind: EntityKind, code: &str) -> String {
    let words = code.replace('-', " ");
    if let Some(usual) = normal::usual(kind, &normal::key(kind, &words)) {
        return usual.to_owned();
    }
    if let Some(usual) = normal::usual_person(&words).filter(|_| kind == EntityKind::Person) {
        return usual.to_owned();
    }
    if kind == EntityKind::Organization && !words.contains(' ') && words.len() <= 6 {
        return words.to_uppercase();
    }
    ordinary(&words.to_uppercase(), kind)
}

/// Whether a name has no small letter and is none that is always in capitals, such as `NATO`.
fn is_in_capitals(form: &Form, kind: EntityKind) -> bool {
    let is_abbreviation = kind == EntityKind::Organization && form.count == 1 && form.text.len() <= 4;
    form.is_in_capitals && !is_abbreviation
}

/// A name in capitals as it would stand within a sentence.
fn ordinary(capitals: &str, kind: EntityKind) -> String {
    let mut out = String::with_capacity(capitals.len());
    for (index, word) in capitals.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        push_ordinary(word, index > 0 && kind != EntityKind::Person, &mut out);
    }
    out
}

/// Writes a word in capitals with one capital, or as many as its parts need: `O'Neill`, `McCain`.
fn push_ordinary(word: &str, may_be_small: bool, out: &mut String) {
    let lower = word.to_lowercase();
    if may_be_small && List::Small.has(&lower) {
        out.push_str(&lower);
        return;
    }
    if word.contains('.') && word.len() <= 8 && !word.trim_end_matches('.').chars().any(char::is_whitespace) {
        let is_initials = word.split('.').all(|part| part.chars().count() <= 1);
        if is_initials {
            out.push_str(word);
            return;
        }
    }
    let start = out.len();
    let mut capital = true;
    for character in word.chars() {
        if capital {
            out.push(character);
        } else {
            out.extend(character.to_lowercase());
        }
        let single = out[start..].chars().count() == 2;
        let is_mc = character == 'C' && out[start..].eq("Mc");
        capital = character == '-' || is_mc || single && matches!(character, '\'' | '’');
    }
}
