//! Who and what the stories of an answer speak of. Names are counted by their ordinals in the
//! dictionaries of the segments, and become text for the few that are returned. The order does not
//! depend on how the index is cut into segments.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::str;

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::article::EntityKind;
use crate::field::Weights;

use super::super::{EntityCount, EntityCounts, EntityRequest, KindCounts};
use super::alive::Alive;
use super::clock::Clock;
use super::collect::{Walk, newness};
use super::matcher::Matcher;
use super::opened::Opened;
use super::rank::Ranking;
use super::schema::{KEY_END, names_of, weights_of};

/// Counts the names in the stories of a request.
pub(super) fn count(opened: &Opened, request: &EntityRequest<'_>) -> tantivy::Result<EntityCounts> {
    let mut hits = hits(opened, request)?;
    if let Some((kind, key)) = request.with {
        let names = Names::of(opened, kind)?;
        let wanted = names.keys.get(key).copied();
        for (segment, docs) in names.segments.iter().zip(&mut hits) {
            docs.retain(|doc| {
                segment
                    .of(*doc)
                    .any(|(ordinal, _)| Some(segment.keys[ordinal]) == wanted)
            });
        }
    }
    let kinds = request.kinds.iter().map(|kind| {
        let names = Names::of(opened, *kind)?;
        let counts = names.count(&hits);
        names.best(*kind, &counts, request.limit)
    });
    Ok(EntityCounts {
        kinds: kinds.collect::<tantivy::Result<_>>()?,
        total: hits.iter().map(|docs| docs.len() as u64).sum(),
    })
}

/// The stories of each segment that satisfy a request.
fn hits(opened: &Opened, request: &EntityRequest<'_>) -> tantivy::Result<Vec<Vec<DocId>>> {
    let weights = Weights::default();
    let ranking = Ranking::of(opened, &weights);
    let clock = Clock::until(None);
    let matcher = Matcher::of(opened, &ranking, request.plan, clock.clone())?;
    let of_segment = |(ordinal, segment): (usize, &SegmentReader)| {
        let mut sieve = matcher.sieve(segment, ordinal)?;
        let walk = Walk {
            alive: &opened.alive[ordinal],
            clock: &clock,
            is_new: newness(segment, request.since)?,
        };
        let mut docs = Vec::new();
        walk.over(&mut *sieve, |_, window, stories| {
            docs.extend(stories.iter().map(|slot| window.doc(slot)));
        })?;
        Ok(docs)
    };
    let segments = opened.searcher.segment_readers().iter().enumerate();
    let hits = segments.map(of_segment).collect::<tantivy::Result<_>>()?;
    matcher.check()?;
    Ok(hits)
}

/// The names of one kind in the whole index.
struct Names<'o> {
    /// The number of each key.
    keys: FxHashMap<Box<str>, u32>,
    segments: Vec<SegmentNames<'o>>,
}

/// The names of one kind in a segment.
struct SegmentNames<'o> {
    alive: &'o Alive,
    names: Option<StrColumn>,
    weights: Option<Column<u64>>,
    /// The number of the key of each name, by the name's ordinal in the dictionary.
    keys: Vec<u32>,
}

impl SegmentNames<'_> {
    /// The names of a story, as ordinals, and how often its text has each.
    fn of(&self, doc: DocId) -> impl Iterator<Item = (usize, u64)> {
        let names = self.names.iter().flat_map(move |names| names.term_ords(doc));
        let weights = self
            .weights
            .iter()
            .flat_map(move |weights| weights.values_for_doc(doc));
        names
            .zip(weights)
            .map(|(ordinal, weight)| (ordinal as usize, weight >> 1))
    }
}

/// How often a key is counted.
#[derive(Clone, Copy, Default)]
struct Tally {
    stories: u64,
    mentions: u64,
    stories_in_index: u64,
}

impl<'o> Names<'o> {
    fn of(opened: &'o Opened, kind: EntityKind) -> tantivy::Result<Names<'o>> {
        let mut keys: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut segments = Vec::new();
        for (segment, alive) in opened.searcher.segment_readers().iter().zip(&opened.alive) {
            let columns = segment.fast_fields();
            let mut of_segment = SegmentNames {
                alive,
                names: columns.str(&names_of(kind))?,
                weights: columns.column_opt::<u64>(&weights_of(kind))?,
                keys: Vec::new(),
            };
            if let Some(names) = &of_segment.names {
                let mut last = String::new();
                let mut number = 0;
                each_name(names, &mut |_, key, _| {
                    if of_segment.keys.is_empty() || *key != *last {
                        let next = keys.len() as u32;
                        number = *keys.entry(key.into()).or_insert(next);
                        key.clone_into(&mut last);
                    }
                    of_segment.keys.push(number);
                })?;
            }
            segments.push(of_segment);
        }
        Ok(Names { keys, segments })
    }

    /// The counts of each key, by its number.
    fn count(&self, hits: &[Vec<DocId>]) -> Vec<Tally> {
        let mut counts = vec![Tally::default(); self.keys.len()];
        let mut seen: Vec<u32> = Vec::new();
        for (segment, docs) in self.segments.iter().zip(hits) {
            for doc in segment.alive.iter() {
                seen.clear();
                for (ordinal, _) in segment.of(doc) {
                    let key = segment.keys[ordinal];
                    if !seen.contains(&key) {
                        seen.push(key);
                        counts[key as usize].stories_in_index += 1;
                    }
                }
            }
            for doc in docs {
                seen.clear();
                for (ordinal, mentions) in segment.of(*doc) {
                    let key = segment.keys[ordinal];
                    counts[key as usize].mentions += mentions;
                    if !seen.contains(&key) {
                        seen.push(key);
                        counts[key as usize].stories += 1;
                    }
                }
            }
        }
        counts
    }

    /// The first of the order that [`KindCounts::entities`] tells.
    fn best(&self, kind: EntityKind, counts: &[Tally], limit: usize) -> tantivy::Result<KindCounts> {
        let order = |number: &u32| {
            let tally = counts[*number as usize];
            (Reverse(tally.stories), Reverse(tally.mentions))
        };
        let all = 0..counts.len() as u32;
        let mut chosen: Vec<u32> = all
            .filter(|number| counts[*number as usize].stories > 0)
            .collect();
        let total = chosen.len() as u64;
        // Those that tie with the last one stay until they have names.
        if let Some(last) = limit.min(chosen.len()).checked_sub(1) {
            let (_, last, _) = chosen.select_nth_unstable_by_key(last, order);
            let worst = order(last);
            chosen.retain(|number| order(number) <= worst);
        } else {
            chosen.clear();
        }
        let forms = self.forms(&chosen)?;
        let mut entities: Vec<EntityCount> = forms
            .into_iter()
            .map(|(number, forms)| {
                let tally = counts[number as usize];
                EntityCount {
                    key: forms.key,
                    name: commonest(forms.stories),
                    stories: tally.stories,
                    mentions: tally.mentions,
                    stories_in_index: tally.stories_in_index,
                }
            })
            .collect();
        let rank = |one: &EntityCount| (Reverse(one.stories), Reverse(one.mentions));
        entities.sort_by(|one, other| {
            rank(one)
                .cmp(&rank(other))
                .then_with(|| (&one.name, &one.key).cmp(&(&other.name, &other.key)))
        });
        entities.truncate(limit);
        Ok(KindCounts {
            kind,
            total,
            entities,
        })
    }

    /// The forms of the names with some keys.
    fn forms(&self, chosen: &[u32]) -> tantivy::Result<BTreeMap<u32, Forms>> {
        let mut is_chosen = vec![false; self.keys.len()];
        chosen
            .iter()
            .for_each(|number| is_chosen[*number as usize] = true);
        let mut forms: BTreeMap<u32, Forms> = BTreeMap::new();
        for segment in &self.segments {
            let Some(names) = &segment.names else { continue };
            let mut stories = vec![0_u64; segment.keys.len()];
            let all = segment.alive.iter();
            all.flat_map(|doc| segment.of(doc))
                .for_each(|(ordinal, _)| stories[ordinal] += 1);
            each_name(names, &mut |ordinal, key, name| {
                let number = segment.keys[ordinal];
                if is_chosen[number as usize] {
                    let of_key = forms.entry(number).or_default();
                    key.clone_into(&mut of_key.key);
                    *of_key.stories.entry(name.to_owned()).or_default() += stories[ordinal];
                }
            })?;
        }
        Ok(forms)
    }
}

/// The forms of a name, and in how many stories of the index each stands.
#[derive(Default)]
struct Forms {
    key: String,
    stories: BTreeMap<String, u64>,
}

/// The commonest form, the first of the alphabet where several are as common.
fn commonest(forms: BTreeMap<String, u64>) -> String {
    let best = forms.into_iter().min_by_key(|(_, stories)| Reverse(*stories));
    best.map(|(name, _)| name).unwrap_or_default()
}

/// Goes through a dictionary in its order: the ordinal, the key and the name of each entry.
fn each_name(column: &StrColumn, take: &mut dyn FnMut(usize, &str, &str)) -> tantivy::Result<()> {
    let mut entries = column.dictionary().stream()?;
    let mut ordinal = 0;
    while entries.advance() {
        let entry = str::from_utf8(entries.key()).unwrap_or_default();
        let (key, name) = entry.split_once(KEY_END).unwrap_or((entry, entry));
        take(ordinal, key, name);
        ordinal += 1;
    }
    Ok(())
}
