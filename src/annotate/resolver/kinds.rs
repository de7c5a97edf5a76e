//! What a name is where the tagger says now this, now that.

use rustc_hash::FxHashMap;

use crate::article::EntityKind;

use super::cast::Cast;
use super::organizations::Shorts;
use super::people::People;
use super::sighted::Name;

/// Makes names of one form one kind: that of most, else the one that the source gives, else the first
/// one of the enum. What has a title or begins with a first name and was once taken for a person is one.
pub(super) fn settle(names: &mut [Name], cast: &Cast) {
    let mut votes: FxHashMap<&str, Votes> = FxHashMap::default();
    for name in names.iter() {
        let votes = votes.entry(&name.form.surface).or_default();
        votes.kinds[name.kind as usize] += 1;
        let person = &name.form.person;
        votes.person |= name.kind == EntityKind::Person
            && person.words > 1
            && (name.title.is_title || person.gender.is_some());
    }
    let settled = names.iter().map(|name| {
        let votes = votes.get(name.form.surface.as_str()).copied();
        kind(name, votes.unwrap_or_default(), cast)
    });
    let settled: Vec<EntityKind> = settled.collect();
    for (name, kind) in names.iter_mut().zip(settled) {
        name.kind = kind;
    }
}

/// How often a form was taken for what.
#[derive(Clone, Copy, Default)]
struct Votes {
    kinds: [usize; 3],
    /// Whether it is that of a person in full at least once.
    person: bool,
}

fn kind(name: &Name, votes: Votes, cast: &Cast) -> EntityKind {
    if name.kind == EntityKind::Organization && name.form.is_country {
        return EntityKind::Place;
    }
    if name.form.is_firm {
        return EntityKind::Organization;
    }
    if votes.person {
        return EntityKind::Person;
    }
    let most = votes.kinds.into_iter().max();
    let mut best = EntityKind::ALL
        .into_iter()
        .filter(|kind| Some(votes.kinds[*kind as usize]) == most);
    let first = best.clone().next().unwrap_or(name.kind);
    let given = best.find(|kind| cast.has_any(*kind) && cast.find(*kind, name.form.key(*kind)).is_some());
    given.unwrap_or(first)
}

/// Makes persons of the surnames of persons named in full, and organizations of explained initials.
pub(super) fn follow(names: &mut [Name], people: &People, shorts: &Shorts) {
    for name in names {
        if shorts.explains(&name.form.surface) {
            name.kind = EntityKind::Organization;
            continue;
        }
        let person = &name.form.person;
        let is_other = match name.kind {
            EntityKind::Person => true,
            EntityKind::Organization => shorts.begins(&name.form.surface),
            EntityKind::Place => false,
        };
        if person.words == 1 && !is_other && !name.form.is_of_place && people.has_surname(&person.surname) {
            name.kind = EntityKind::Person;
        }
    }
}
