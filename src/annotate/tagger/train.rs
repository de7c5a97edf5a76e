//! Learning: a conditional random field (Lafferty, McCallum and Pereira 2001) over the stretches of
//! annotated stories, by stochastic gradients with steps of their own for each weight (AdaGrad; Duchi,
//! Hazan and Singer 2011). Without a clock and with a generator of its own: the same files make the same model.

use rustc_hash::FxHashMap;

use super::conll::Sentence;
use super::crf::{Field, Instance};
use super::decode::{Made, said_elsewhere};
use super::document::Document;
use super::features::features;
use super::label::labels;
use super::lists::{self, COMMON, Flags, KINDS, Lists};
use super::model::Model;
use super::vary::{Variation, varied};
use super::word::{Look, Word, hash};

/// A feature that is seen more seldom is not learned.
const LEAST_SEEN: u32 = 2;
/// How often the stories are gone through, at first and at last.
const ROUNDS: [u32; 2] = [4, 8];
/// How many features the model keeps: those with the largest weights.
const MOST_FEATURES: usize = 160_000;

/// A source that counts less than this was labelled by machines.
const SILVER: f32 = 0.2;
/// What is left of the weight of a stretch of such a source that a model of other stories labels otherwise.
const DOUBTED: f32 = 0.3;

/// What a word is called in a file of names that is no name: one mostly written in lower case.
const ORDINARY: &str = "common";

/// Stories to learn from, and how much each sentence of them counts.
#[derive(Clone, Debug)]
pub struct Source {
    /// The stories.
    pub stories: Vec<Vec<Sentence>>,
    /// How much they count against others; 1 is usual.
    pub weight: f32,
}

/// What goes on while training.
pub type Watch<'w> = &'w mut dyn FnMut(&str);

/// What is wrong with a list of names.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: `{found}` is no kind of name\nhint: each line is a name, a tab and one of {}, {ORDINARY}", KINDS.join(", "))]
pub struct ListError {
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub found: String,
}

/// Trains a model on some stories with lists of names.
///
/// # Errors
/// When the lists are not of the right form.
pub fn train(sources: &[Source], names: &str, watch: Watch<'_>) -> Result<Model, ListError> {
    let lists = lists(names, sources)?;
    let stories: Vec<Labelled> = sources
        .iter()
        .enumerate()
        .flat_map(|(source, stories)| {
            let weight = stories.weight;
            stories.stories.iter().enumerate().map(move |(at, story)| {
                varied(story, weight, Variation::of((source * 1_000_003 + at) as u64))
            })
        })
        .collect();
    // What a story says of its words elsewhere is what a tagger makes of it, not what annotators know:
    // each half is tagged by a model of the other half.
    let mut made: Vec<Vec<u8>> = vec![Vec::new(); stories.len()];
    for half in 0..2 {
        watch(&format!("half {} of 2", half + 1));
        let others: Vec<&Labelled> = stories.iter().skip(1 - half).step_by(2).collect();
        let model = learn(&others, &[], &lists, ROUNDS[0], watch);
        for at in (half..stories.len()).step_by(2) {
            let document = Document::of(stories[at].words(), &lists);
            made[at] = super::decode::labels(&document, &model);
        }
    }
    watch("all stories");
    let all: Vec<&Labelled> = stories.iter().collect();
    Ok(learn(&all, &made, &lists, ROUNDS[1], watch))
}

/// A story made ready to be learned from.
pub(super) struct Labelled {
    pub(super) sentences: Vec<Sentence>,
    pub(super) weight: f32,
}

impl Labelled {
    fn words(&self) -> Vec<Word<'_>> {
        super::words_of(&self.sentences)
    }

    /// How much a stretch counts, by its labels and by what a tagger made of it.
    fn weight_of(&self, labels: &[u8], made: Option<&[u8]>) -> f32 {
        let doubted = self.weight < SILVER && made.is_some_and(|made| made != labels);
        if doubted {
            self.weight * DOUBTED
        } else {
            self.weight
        }
    }

    fn labels(&self) -> Vec<u8> {
        let each = self.sentences.iter();
        each.flat_map(|sentence| labels(sentence.words.len(), &sentence.names))
            .collect()
    }
}

/// Learns from stories; `made` is what a tagger made of each, if that is known.
fn learn(stories: &[&Labelled], made: &[Vec<u8>], lists: &Lists, rounds: u32, watch: Watch<'_>) -> Model {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for_each_word(
        stories,
        made,
        lists,
        |_, feature| *seen.entry(feature).or_default() += 1,
        |_, _, _| {},
    );
    // Stories that were tagged are gone through twice.
    let least = if made.is_empty() {
        LEAST_SEEN
    } else {
        2 * LEAST_SEEN
    };
    seen.retain(|_, count| *count >= least);
    let mut hashes: Vec<u64> = seen.keys().copied().collect();
    hashes.sort_unstable();
    let number: FxHashMap<u64, u32> = hashes
        .iter()
        .zip(0..)
        .map(|(hash, number)| (*hash, number))
        .collect();
    watch(&format!("{} features", hashes.len()));
    let mut instances: Vec<Instance> = Vec::new();
    let current = std::cell::RefCell::new(Vec::<Vec<u32>>::new());
    for_each_word(
        stories,
        made,
        lists,
        |at, feature| {
            let mut current = current.borrow_mut();
            if current.len() <= at {
                current.resize(at + 1, Vec::new());
            }
            current[at].extend(number.get(&feature));
        },
        |labels, weight, _| {
            let mut features = current.take();
            features.resize(labels.len(), Vec::new());
            instances.push(Instance {
                features,
                labels: labels.to_vec(),
                weight,
            });
        },
    );
    let mut field = Field::new(hashes.len());
    field.learn(&mut instances, rounds, watch);
    let (mut kept, transitions) = field.strongest(&hashes, MOST_FEATURES);
    kept.sort_by_key(|(hash, _)| (std::cmp::Reverse(seen.get(hash)), *hash));
    Model::of(&kept, transitions, lists.clone())
}

/// Goes through the stretches of stories: passes every feature of a word, by its place in the stretch, and
/// then the labels of the stretch.
fn for_each_word(
    stories: &[&Labelled],
    made: &[Vec<u8>],
    lists: &Lists,
    mut feature: impl FnMut(usize, u64),
    mut stretch_ends: impl FnMut(&[u8], f32, bool),
) {
    for (ordinal, labelled) in stories.iter().enumerate() {
        let document = Document::of(labelled.words(), lists);
        let labels = labelled.labels();
        let tagged = made.get(ordinal);
        for again in [false, true] {
            let Some(made) = tagged.filter(|_| again).or((!again).then_some(&labels)) else {
                continue;
            };
            let made = Made::of(&document, made.clone());
            for stretch in &document.stretches {
                for at in stretch.words.clone() {
                    let place = at - stretch.words.start;
                    features(&document, stretch, at, |found| feature(place, found));
                    if again {
                        said_elsewhere(&document, stretch, at, &made, |found| feature(place, found));
                    }
                }
                let range = stretch.words.clone();
                let weight =
                    labelled.weight_of(&labels[range.clone()], tagged.map(|made| &made[range.clone()]));
                stretch_ends(&closed(&labels[range]), weight, again);
            }
        }
    }
}

/// Labels that are possible by themselves: a name that runs over the end of a stretch is none.
fn closed(labels: &[u8]) -> Vec<u8> {
    let whole = super::label::names(labels);
    let kept: Vec<_> = whole
        .into_iter()
        .filter(|name| labels[name.start..name.end].iter().all(|label| *label != 0))
        .collect();
    super::label::labels(labels.len(), &kept)
}

/// The lists of a file of names, and the common words of the stories.
fn lists(names: &str, sources: &[Source]) -> Result<Lists, ListError> {
    let mut flags: FxHashMap<u64, Flags> = FxHashMap::default();
    for (index, line) in names.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let (name, kind) = line.split_once('\t').unwrap_or((line, ""));
        if kind == ORDINARY {
            *flags.entry(hash(name) & !0xffff).or_default() |= COMMON;
            continue;
        }
        let bit = KINDS
            .iter()
            .position(|known| *known == kind)
            .ok_or_else(|| ListError {
                line: index + 1,
                found: kind.to_owned(),
            })?;
        for (hash, entry) in lists::entries(name, 1 << bit) {
            *flags.entry(hash & !0xffff).or_default() |= entry;
        }
    }
    let mut written: FxHashMap<u64, [u32; 2]> = FxHashMap::default();
    let sentences = sources.iter().flat_map(|source| source.stories.iter().flatten());
    for word in sentences.flat_map(|sentence| sentence.words.iter().skip(1)) {
        let word = Word::new(word, 0, false);
        if word.look.has(Look::LETTER) {
            written.entry(hash(word.text)).or_default()[usize::from(word.is_candidate())] += 1;
        }
    }
    let common = written
        .into_iter()
        .filter(|(_, [lower, upper])| *lower >= 2 && lower > upper);
    common.for_each(|(hash, _)| *flags.entry(hash & !0xffff).or_default() |= COMMON);
    let mut entries: Vec<(u64, Flags)> = flags.into_iter().collect();
    entries.sort_unstable();
    Ok(Lists::of(&entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_machines_count_less_where_a_model_of_other_stories_disagrees() {
        let story = |weight| Labelled {
            sentences: Vec::new(),
            weight,
        };
        let (silver, hand) = (SILVER / 2.0, 3.0);
        assert!(story(silver).weight_of(&[0, 1], Some(&[0, 0])) < silver);
        assert_eq!(story(silver).weight_of(&[0, 1], Some(&[0, 1])), silver);
        assert_eq!(story(silver).weight_of(&[0, 1], None), silver);
        assert_eq!(story(hand).weight_of(&[0, 1], Some(&[0, 0])), hand);
    }

    #[test]
    fn a_file_of_names_may_say_that_a_word_is_ordinary() {
        let known = lists("mayor\tcommon\nHale\tcity\n", &[]).unwrap();
        assert_eq!(known.flags(hash("mayor")), COMMON);
        assert_eq!(known.flags(hash("Hale")) & COMMON, 0);
        assert_eq!(known.flags(hash("Dorn")), 0);
    }
}
