//! Which names of a story are one person, organization or place.
//!
//! Sightings are trimmed to names (`sighted`), whose letters are looked at once for all stories (`form`);
//! names of one form are made one kind (`kinds`), and the names of each kind are put together, the longer ones first (`people`, `organizations`,
//! `places`). `cast` holds what has been put together so far. Each step takes time in proportion to
//! the names.

mod aliases;
mod cast;
mod countries;
mod firms;
mod form;
mod kinds;
mod lists;
mod normal;
mod organizations;
mod people;
mod places;
mod sighted;
mod titles;
mod wording;

use crate::article::{Article, Entity};

use super::Sighting;

pub use normal::{is_title, key, place_of_demonym};

use cast::Cast;
use form::Forms;
use organizations::Shorts;
use people::People;

/// Tells the names of stories apart. It keeps what it found out of the letters of names, and nothing of
/// stories: the order in which they come changes no answer.
#[derive(Debug, Default)]
pub struct Resolver {
    forms: Forms,
}

impl Resolver {
    /// The entities of a story: those that its source gives, with their mentions, and those that were
    /// sighted in its text and are none of them, in the order of their first mention.
    ///
    /// Places of which only the people are named come last; they have no mentions.
    #[must_use]
    pub fn resolve(&mut self, article: &Article, sightings: &[Sighting]) -> Vec<Entity> {
        let mut names = sighted::names(article, sightings, &mut self.forms);
        let mut cast = Cast::of(article, &mut self.forms);
        kinds::settle(&mut names, &cast);
        let people = People::of(&mut cast, &names);
        let shorts = Shorts::of(article, &names, &mut cast);
        kinds::follow(&mut names, &people, &shorts);
        people.assign(&names, &mut cast);
        shorts.assign(&names, &mut cast);
        places::assign(&names, &mut cast);
        places::assign_demonyms(article, &names, &mut cast);
        cast.into_entities()
    }
}

#[cfg(test)]
mod tests;
