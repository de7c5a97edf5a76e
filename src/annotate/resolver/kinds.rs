//! What a name is where the tagger says now this, now that.

use rustc_hash::FxHashMap;

use crate::article::EntityKind;

use super::cast::Cast;
use super::lists::List;
use super::normal;
use super::organizations::Shorts;
use super::people::People;
use super::sighted::Name;

/// Makes names of one form one kind: that of most, else the one that the source gives, else the first
/// one of the enum. What has a title or begins with a first name and was once taken for a person is one.
pub(super) fn settle(names: &mut [Name], cast: &Cast) {
    let mut votes: FxHashMap<&str, Votes> = FxHashMap::default();
    for name in names.iter() {
        let votes = votes.entry(&name.form.surface).or_default();
        let doubtful = name.kind == EntityKind::Person && name.form.standing.has(List::Doubtful);
        votes.kinds[name.kind as usize] += usize::from(!doubtful);
        if name.kind == EntityKind::Person {
            let person = name.form.person();
            votes.person |= person.words > 1 && (name.title.is_title || person.gender.is_some());
        }
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
    if votes.kinds == [0; 3] {
        return name.kind;
    }
    let most = votes.kinds.into_iter().max();
    let mut best = EntityKind::ALL
        .into_iter()
        .filter(|kind| Some(votes.kinds[*kind as usize]) == most);
    let first = best.clone().next().unwrap_or(name.kind);
    let given = best.find(|kind| cast.has_any(*kind) && cast.find(*kind, name.form.key(*kind)).is_some());
    given.unwrap_or(first)
}

/// Makes persons of the surnames of persons named in full, places of those whom nobody in the story is
/// called, and organizations of explained initials.
pub(super) fn follow(names: &mut [Name], people: &People, shorts: &Shorts) {
    for name in names {
        let form = &*name.form;
        if shorts.explains(&form.surface) {
            name.kind = EntityKind::Organization;
        } else if form.count <= 2 && form.person().words == 1 {
            let is_someones = people.has_word(&form.person().surname);
            if form.is_place && name.kind == EntityKind::Person && !is_someones && !name.title.is_title {
                name.kind = EntityKind::Place;
            }
            let may_be_person = match name.kind {
                EntityKind::Person => false,
                EntityKind::Organization => !shorts.begins(&form.surface),
                EntityKind::Place => true,
            };
            let is_of_place = form.is_place || normal::demonym(&form.surface).is_some();
            if may_be_person && !is_of_place && people.has_surname(&form.person().surname) {
                name.kind = EntityKind::Person;
            }
        }
    }
}
