//! What a name is where the tagger says now this, now that.

use rustc_hash::FxHashMap;

use crate::article::EntityKind;

use super::cast::Cast;
use super::normal;
use super::organizations::Shorts;
use super::people::People;
use super::sighted::{Name, gender_of_first_name};
use super::wording;

/// Makes names of one form one kind: that of most, else the one that the source gives, else the first
/// one of the enum. What has a title or begins with a first name and was once taken for a person is one.
pub(super) fn settle(names: &mut [Name], cast: &Cast) {
    let mut votes: FxHashMap<String, [usize; 4]> = FxHashMap::default();
    for name in names.iter() {
        let votes = votes.entry(name.surface.clone()).or_default();
        votes[name.kind as usize] += 1;
        let is_full = name.pieces.len() > 1;
        let first = name.pieces.first();
        let has_first_name = first.is_some_and(|first| gender_of_first_name(&first.text).is_some());
        if name.kind == EntityKind::Person && is_full && (name.titled || has_first_name) {
            votes[3] += 1;
        }
    }
    for name in names {
        let Some(votes) = votes.get(&name.surface) else {
            continue;
        };
        if name.kind == EntityKind::Organization && normal::is_country(&name.surface) {
            name.kind = EntityKind::Place;
            continue;
        }
        if is_firm(&name.surface) {
            name.kind = EntityKind::Organization;
            continue;
        }
        if votes[3] > 0 {
            name.kind = EntityKind::Person;
            continue;
        }
        let most = EntityKind::ALL.map(|kind| votes[kind as usize]).into_iter().max();
        let mut best = EntityKind::ALL
            .into_iter()
            .filter(|kind| Some(votes[*kind as usize]) == most);
        let first = best.clone().next().unwrap_or(name.kind);
        let given = best.find(|kind| cast.find(*kind, &normal::key(*kind, &name.text)).is_some());
        name.kind = given.unwrap_or(first);
    }
}

/// Whether a name has the legal suffix of a firm behind it, or is that of a firm named after people.
fn is_firm(surface: &str) -> bool {
    let suffix = surface.rsplit_once(' ').map(|(_, last)| last);
    suffix.is_some_and(|last| wording::LEGAL.contains(&last)) || wording::FIRMS.contains(&surface)
}

/// Makes persons of the surnames of persons named in full, and organizations of explained initials.
pub(super) fn follow(names: &mut [Name], people: &People, shorts: &Shorts) {
    for name in names {
        if shorts.explains(&name.surface) {
            name.kind = EntityKind::Organization;
            continue;
        }
        let Some(last) = name.pieces.last().filter(|_| name.pieces.len() == 1) else {
            continue;
        };
        let is_place = normal::is_country(&name.surface)
            || normal::usual(EntityKind::Place, &name.surface).is_some()
            || normal::demonym(&name.surface).is_some();
        let is_other = match name.kind {
            EntityKind::Person => true,
            EntityKind::Organization => shorts.begins(&name.surface),
            EntityKind::Place => false,
        };
        if !is_other && !is_place && people.has_surname(&last.text) {
            name.kind = EntityKind::Person;
        }
    }
}
