//! Which names of persons are one: full names first, then the surnames and first names that stand for
//! them.

use rustc_hash::FxHashMap;

use crate::article::{EntityKind, TextPart};

use super::cast::Cast;
use super::lists::List;
use super::normal::{self, Piece};
use super::sighted::Name;
use super::titles::Gender;

/// The longest word in capitals that is taken for an abbreviation, in bytes.
const LONGEST_ABBREVIATION: usize = 4;

/// What may stand before a second capital in a surname: `McCain`, `DiCaprio`, `LaRouche`.
const PREFIXES: &[&str] = &[
    "Mc", "Mac", "De", "Di", "Da", "Du", "Del", "Della", "La", "Le", "Van", "Von", "Vander", "Fitz", "San",
    "St", "Ap",
];

/// How many persons of one surname are told apart; of more, those named last.
const NAMESAKES: usize = 24;

/// The name of a person as a surname and what stands before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) surname: String,
    given: Vec<Piece>,
    /// The whole name, a space between its words.
    surface: String,
    /// How many words it has.
    pub(super) words: usize,
    /// What the first name says.
    pub(super) gender: Option<Gender>,
}

/// A person who is named in full.
struct Person {
    member: usize,
    /// The most that a mention gives of what stands before the surname.
    given: Vec<Piece>,
    gender: Option<Gender>,
}

/// The persons of a story.
#[derive(Default)]
pub(super) struct People {
    persons: Vec<Person>,
    by_surname: FxHashMap<String, Vec<usize>>,
    by_first: FxHashMap<String, Vec<usize>>,
    by_middle: FxHashMap<String, Vec<usize>>,
    by_surface: FxHashMap<String, usize>,
    /// Of each surname those named in full so far, the last one last.
    recent: FxHashMap<String, Vec<usize>>,
    /// Who was meant last by a surname that stood alone.
    called: FxHashMap<String, usize>,
    /// Those known by one word alone.
    lone: FxHashMap<(String, Option<Gender>), usize>,
}

impl People {
    /// Learns the full names of a story: those given, then those sighted.
    pub(super) fn of(cast: &mut Cast, names: &[Name]) -> People {
        let mut people = People::default();
        let given = cast.given(EntityKind::Person);
        for (member, form) in &given {
            people.learn(form.person(), None, || *member);
        }
        for only_initials in [false, true] {
            let full = names
                .iter()
                .filter(|name| name.kind == EntityKind::Person && !name.doubtful);
            for name in full {
                let parts = name.form.person();
                if parts.given.first().is_some_and(is_weak) == only_initials {
                    people.learn(parts, name.title.gender, || cast.add(EntityKind::Person));
                }
            }
        }
        for (member, form) in &given {
            if form.person().given.is_empty() {
                people.bind(*member, &form.person().surname);
            }
        }
        people
    }

    /// Whether a word is the surname of a person named in full.
    pub(super) fn has_surname(&self, word: &str) -> bool {
        self.by_surname.contains_key(word)
    }

    /// Whether a word is the surname, first or other name of a person named in full.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.has_surname(word)
            || self.by_first.contains_key(normal::first_name(word))
            || self.by_middle.contains_key(word)
    }

    /// Takes a full name for the one of a known person, or for a new person. A surname alone, and what
    /// was learned before, teach nothing.
    fn learn(&mut self, parts: &Parts, gender: Option<Gender>, add: impl FnOnce() -> usize) {
        let Some(first) = parts.given.first() else { return };
        if self.by_surface.contains_key(&parts.surface) {
            return;
        }
        let namesakes = entry(&mut self.by_surname, &parts.surname);
        let near = namesakes.iter().rev().take(NAMESAKES).copied();
        let same = near.into_iter().find(|index| {
            self.persons
                .get(*index)
                .is_some_and(|person| agree(&person.given, &parts.given))
        });
        let index = same.unwrap_or(self.persons.len());
        if same.is_none() {
            namesakes.push(index);
            self.persons.push(Person {
                member: add(),
                given: Vec::new(),
                gender: None,
            });
        }
        self.by_surface.insert(parts.surface.clone(), index);
        let Some(person) = self.persons.get_mut(index) else {
            return;
        };
        person.gender = person.gender.or(parts.gender).or(gender);
        if !is_weak(first) {
            note(&mut self.by_first, normal::first_name(&first.text), index);
        }
        for piece in parts.given[1..].iter().filter(|piece| !is_weak(piece)) {
            note(&mut self.by_middle, &piece.text, index);
        }
        if parts.given.len() > person.given.len() {
            parts.given.clone_into(&mut person.given);
        }
    }

    /// A given name of one word is that of the only person in the story who bears it, else it stands
    /// for itself.
    fn bind(&mut self, member: usize, word: &str) {
        let namesakes = self.by_surname.get(word).map_or(&[][..], Vec::as_slice);
        if let [only] = namesakes
            && let Some(person) = self.persons.get_mut(*only)
            && member < person.member
        {
            person.member = member;
        } else {
            self.lone.entry((word.to_owned(), None)).or_insert(member);
        }
    }

    /// Adds the mentions of persons, which must come in the order of the text.
    pub(super) fn assign(mut self, names: &[Name], cast: &mut Cast) {
        for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
            let parts = name.form.person();
            let doubtful = name.doubtful || name.form.standing.has(List::Doubtful) || is_no_surname(name);
            if parts.surname.is_empty() || doubtful && !self.has_word(&parts.surname) {
                continue;
            }
            let member = if parts.given.is_empty() {
                self.of_one_word(&parts.surname, name.title.gender, cast)
            } else if let Some(index) = self.by_surface.get(&parts.surface).copied() {
                let recent = entry(&mut self.recent, &parts.surname);
                if recent.last() != Some(&index) {
                    recent.retain(|other| *other != index);
                    if recent.len() == NAMESAKES {
                        recent.remove(0);
                    }
                    recent.push(index);
                }
                self.persons.get(index).map(|person| person.member)
            } else {
                None
            };
            if let Some(member) = member {
                cast.mention(member, name);
            }
        }
    }

    /// Who is meant by a surname or a first name alone.
    fn of_one_word(&mut self, word: &str, gender: Option<Gender>, cast: &mut Cast) -> Option<usize> {
        if self.by_surname.contains_key(word) {
            if let Some(index) = self.of_surname(word, gender) {
                self.called.insert(word.to_owned(), index);
                return self.persons.get(index).map(|person| person.member);
            }
            return Some(self.unknown(word, gender, cast));
        }
        let of = |index: &usize| self.persons.get(*index);
        let fits = |person: &&Person| gender.is_none() || person.gender.is_none_or(|own| Some(own) == gender);
        if let Some(namesakes) = self.by_first.get(normal::first_name(word)) {
            let is_family = List::FamilyFirst.has(word);
            if namesakes.len() == 1 || is_family {
                let person = namesakes.iter().take(NAMESAKES).filter_map(of).find(fits);
                if let Some(person) = person {
                    return Some(person.member);
                }
            }
        } else if let Some([only]) = self.by_middle.get(word).map(Vec::as_slice)
            && let Some(person) = of(only).filter(fits)
        {
            return Some(person.member);
        }
        Some(self.unknown(word, gender, cast))
    }

    /// Whose surname it is that stands alone: that of the person whom all know by it, else of the one whom
    /// the story has called by it before, else of the one named in full last.
    fn of_surname(&self, word: &str, gender: Option<Gender>) -> Option<usize> {
        let (namesakes, recent) = (self.by_surname.get(word)?, self.recent.get(word));
        let fits = |index: &usize| {
            let own = self.persons.get(*index).and_then(|person| person.gender);
            gender.is_none() || own.is_none() || own == gender
        };
        let called = self.called.get(word).into_iter();
        let usual_first = normal::usual_person(word).map(first_word);
        let is_usual = |index: &&usize| {
            let given = self.persons.get(**index).and_then(|person| person.given.first());
            let given = given.map(|given| normal::first_name(&given.text));
            given.is_some() && given == usual_first.as_deref().map(normal::first_name)
        };
        let known = namesakes.iter().take(NAMESAKES).find(is_usual);
        let meant = known
            .into_iter()
            .chain(called)
            .chain(recent.into_iter().flatten().rev())
            .chain(namesakes.iter().take(NAMESAKES))
            .copied()
            .find(fits)?;
        // A woman is not meant by a surname alone that all know to be a man's.
        let is_woman = |gender: Option<Gender>| gender == Some(Gender::Female);
        let is_mans = usual_first.is_some_and(|first| !is_woman(Gender::of_first_name(&first)));
        let is_other = gender.is_none() && is_mans && is_woman(self.persons.get(meant)?.gender);
        (!is_other).then_some(meant)
    }

    /// Someone of whom the story says no more than one word, and perhaps whether it is a man.
    fn unknown(&mut self, word: &str, gender: Option<Gender>, cast: &mut Cast) -> usize {
        let same = [gender, None, Some(Gender::Male), Some(Gender::Female)]
            .into_iter()
            .filter(|other| gender.is_none() || other.is_none() || *other == gender)
            .find_map(|other| Some((other, *self.lone.get(&(word.to_owned(), other))?)));
        let Some((known_as, member)) = same else {
            let usual = normal::usual_person(word).filter(|name| may_be(gender, name));
            let member = match usual {
                Some(name) => cast.add_usual(EntityKind::Person, name),
                None => cast.add(EntityKind::Person),
            };
            self.lone.insert((word.to_owned(), gender), member);
            return member;
        };
        if known_as.is_none() && gender.is_some() {
            // Who was known by no more than the word is from now on a man, or a woman.
            self.lone.remove(&(word.to_owned(), None));
            self.lone.insert((word.to_owned(), gender), member);
        }
        member
    }
}

/// Whether one word is written as abbreviations and products are, and surnames are not: `EOL` in a text
/// that is not in capitals, `GitHub`.
fn is_no_surname(name: &Name) -> bool {
    let text = name.form.text.as_str();
    if name.form.count != 1 || name.title.is_title {
        return false;
    }
    let is_abbreviation =
        name.form.is_in_capitals && text.len() <= LONGEST_ABBREVIATION && name.mention.part == TextPart::Body;
    let joined = text
        .as_bytes()
        .windows(2)
        .position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    is_abbreviation || joined.is_some_and(|at| !PREFIXES.contains(&&text[..=at]))
}

/// The first word of a name, in small letters.
fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or(name).to_lowercase()
}

/// Whether a title of a gender may stand before a full name.
fn may_be(gender: Option<Gender>, name: &str) -> bool {
    let is_woman = Gender::of_first_name(&first_word(name)) == Some(Gender::Female);
    gender.is_none_or(|gender| is_woman == (gender == Gender::Female))
}

/// Whether a first name says too little to begin a person with.
fn is_weak(piece: &Piece) -> bool {
    piece.initial || piece.text == "al"
}

/// The words of a name with a space between them.
fn surface(pieces: &[Piece]) -> String {
    let words: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    words.join(" ")
}

impl Parts {
    /// Parts a name into its surname and what stands before it, the particles left off.
    pub(super) fn of(pieces: &[Piece]) -> Parts {
        let Some((last, before)) = pieces.split_last() else {
            return Parts::default();
        };
        let mut surname = last.text.clone();
        let mut before = before;
        if let Some((son_of, rest)) = before.split_last()
            && List::SonOf.has(&son_of.text)
            && (!rest.is_empty() || son_of.text != "ben")
        {
            surname = format!("bin {surname}");
            before = rest;
        }
        let is_particle = |piece: &Piece| List::Particle.has(&piece.text);
        let given: Vec<Piece> = before
            .iter()
            .enumerate()
            .filter(|(index, piece)| !is_particle(piece) || *index == 0 && piece.text == "al")
            .map(|(_, piece)| piece.clone())
            .collect();
        let first = given.first();
        Parts {
            surname,
            gender: first.and_then(|first| Gender::of_first_name(&first.text)),
            given,
            surface: surface(pieces),
            words: pieces.len(),
        }
    }
}

/// The entry of a word.
fn entry<'m, T: Default>(map: &'m mut FxHashMap<String, T>, word: &str) -> &'m mut T {
    map.entry(word.to_owned()).or_default()
}

/// Notes that a person bears a name.
fn note(map: &mut FxHashMap<String, Vec<usize>>, word: &str, index: usize) {
    let known = entry(map, word);
    if known.last() != Some(&index) {
        known.push(index);
    }
}

/// Whether two names before the same surname may be those of one person.
fn agree(one: &[Piece], other: &[Piece]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if long.ends_with(short) || matches!(short, [only] if only.text == "al") {
        return true;
    }
    let (Some((first, middle)), Some((long_first, long_middle))) = (short.split_first(), long.split_first())
    else {
        return true;
    };
    if !stands_for(first, long_first) {
        return false;
    }
    middle.is_empty()
        || long_middle.is_empty()
        || middle
            .iter()
            .any(|a| long_middle.iter().any(|b| stands_for(a, b)))
}

/// Whether two first or middle names may be the same: one is the other's initial or short form.
fn stands_for(one: &Piece, other: &Piece) -> bool {
    let first_letters_agree = one.text.chars().next() == other.text.chars().next();
    one.text == other.text
        || first_letters_agree && one.initial != other.initial
        || first_letters_agree
            && one.initial
            && one.text.len() != other.text.len()
            && one.text.len().min(other.text.len()) == 1
        || normal::first_name(&one.text) == normal::first_name(&other.text)
}
