//! A block as numbers: what it is, where it stands, what its elements are called. No judgement.

use rustc_hash::FxHashMap;

use super::About;
use super::blocks::{Block, Blocks, Container};
use super::elements::Tag;
use super::phrases::phrases;
use super::text::{self, Runs};
use super::words::{self, KINDS};

/// No name of that kind within reach.
const FAR: u8 = 12;
/// Runs of letters that the headline shares with its copies, and a body with its paragraphs.
const HEADLINE_RUN: usize = 4;
const BODY_RUN: usize = 12;

/// Tags that say something of all that is in them.
const AROUND: [Tag; 13] = [
    Tag::Article,
    Tag::Main,
    Tag::Aside,
    Tag::Navigation,
    Tag::Header,
    Tag::Footer,
    Tag::Figure,
    Tag::List,
    Tag::Form,
    Tag::Table,
    Tag::Quote,
    Tag::Button,
    Tag::Caption,
];

/// What is known of the page as a whole before any block is looked at.
pub(super) struct Survey {
    /// For each element, how many levels up a name of each kind is; and the tags around it.
    names: Vec<[u8; KINDS]>,
    around: Vec<u32>,
    /// The last element inside each.
    last: Vec<usize>,
    /// The elements that hold most of the long text: by weight of near blocks, and by going down.
    core: usize,
    trunk: usize,
    /// Blocks and letters before each block.
    before: Vec<u32>,
    headline: Option<Runs>,
    /// The block that is the headline.
    title: Option<usize>,
    body: Option<Runs>,
    copies: FxHashMap<u64, u32>,
}

impl Survey {
    pub(super) fn new(page: &Blocks, about: &About<'_>) -> Self {
        let (names, around) = surroundings(&page.containers);
        let mut last: Vec<usize> = (0..page.containers.len()).collect();
        for at in (1..last.len()).rev() {
            let parent = page.containers[at].parent;
            last[parent] = last[parent].max(last[at]);
        }
        let mut copies = FxHashMap::default();
        let mut before = Vec::with_capacity(page.blocks.len());
        let mut letters = 0;
        for block in &page.blocks {
            *copies.entry(fingerprint(&block.text)).or_insert(0) += 1;
            before.push(letters);
            letters += block.letters;
        }
        let headline = about
            .headline
            .map(|headline| Runs::new(headline, HEADLINE_RUN))
            .filter(|runs| runs.len() > 0);
        let title = title(page, headline.as_ref());
        let body = about
            .article_body
            .map(|body| Runs::new(body, BODY_RUN))
            .filter(|runs| runs.len() > 100);
        Self {
            names,
            around,
            core: core(page),
            trunk: trunk(page),
            last,
            before,
            headline,
            title,
            body,
            copies,
        }
    }

    fn inside(&self, container: usize, outer: usize) -> bool {
        container >= outer && container <= self.last[outer]
    }
}

/// How far up each kind of name is, and which tags are around, element by element from the top.
fn surroundings(containers: &[Container]) -> (Vec<[u8; KINDS]>, Vec<u32>) {
    let long = containers[0].long.max(1);
    let mut names = vec![[FAR; KINDS]; containers.len()];
    let mut around = vec![0u32; containers.len()];
    for at in 1..containers.len() {
        let Container {
            parent, kinds, tag, ..
        } = containers[at];
        names[at] = names[parent].map(|far| (far + 1).min(FAR));
        // What holds most of the page is not a sidebar, whatever its name.
        let whole = containers[at].long * 2 > long;
        for (kind, far) in names[at].iter_mut().enumerate() {
            if kinds & (1 << kind) != 0 && (!whole || kind == words::BODY || kind == words::CONTENT) {
                *far = 0;
            }
        }
        around[at] = around[parent]
            | if whole
                && matches!(
                    tag,
                    Tag::Aside | Tag::Header | Tag::Footer | Tag::Navigation | Tag::Form
                )
            {
                0
            } else {
                1 << tag as u32
            };
    }
    (names, around)
}

/// The element with the most long text near to it.
fn core(page: &Blocks) -> usize {
    let mut scores = vec![0f32; page.containers.len()];
    for block in page
        .blocks
        .iter()
        .filter(|block| block.letters >= 40 && block.linked * 3 < block.letters)
    {
        let mut share = (block.letters.min(800) as f32).sqrt();
        let mut at = block.container;
        for _ in 0..4 {
            scores[at] += share;
            at = page.containers[at].parent;
            share *= 0.6;
        }
    }
    let mut best = 0;
    for at in 1..scores.len() {
        let container = &page.containers[at];
        scores[at] *= 1.0 - container.linked as f32 / container.letters.max(1) as f32;
        if scores[at] > scores[best] || best == 0 {
            best = at;
        }
    }
    best
}

/// Down from the top as long as one element holds most of the long text.
fn trunk(page: &Blocks) -> usize {
    let mut at = 0;
    for (next, container) in page.containers.iter().enumerate().skip(1) {
        if container.parent == at && container.long * 10 > page.containers[0].long * 6 {
            at = next;
        }
    }
    at
}

/// The block that is the headline: the most like it, a title element before others.
fn title(page: &Blocks, headline: Option<&Runs>) -> Option<usize> {
    let mut best = (0.0, None);
    for (at, block) in page.blocks.iter().enumerate() {
        let tag = page.containers[block.container].tag;
        let kind = match tag {
            Tag::Title => 1.0,
            Tag::Heading => 0.8,
            _ => 0.5,
        };
        let like = match headline {
            Some(runs) => {
                let (share, known) = runs.share(&block.text);
                share * known as f32 / runs.len() as f32
            }
            None => f32::from(u8::from(tag == Tag::Title)) * 0.7,
        };
        if like > 0.45 && like * kind > best.0 + 0.001 {
            best = (like * kind, Some(at));
        }
    }
    best.1
}

fn fingerprint(text: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

fn log(count: u32) -> f32 {
    (count as f32).ln_1p()
}

fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The numbers of one block, appended to the list: the same count for each.
pub(super) fn measure(page: &Blocks, survey: &Survey, at: usize, into: &mut Vec<f32>) {
    let block = &page.blocks[at];
    of_text(block, into);
    of_copies(block, survey, into);
    of_place(page, survey, at, into);
    of_surroundings(page, survey, block, into);
    of_elements(page, survey, block.container, into);
    of_neighbours(page, at, into);
}

/// What it shares with the headline and the linked data, and how often it stands on the page.
fn of_copies(block: &Block, survey: &Survey, into: &mut Vec<f32>) {
    let of_headline = |headline: &Runs| {
        let (share, known) = headline.share(&block.text);
        [share, known as f32 / headline.len() as f32]
    };
    into.extend(survey.headline.as_ref().map_or([-1.0, -1.0], of_headline));
    into.push(match &survey.body {
        None => -1.0,
        Some(_) if block.letters < 16 => 0.5,
        Some(body) => body.share(&block.text).0,
    });
    let copies = survey.copies.get(&fingerprint(&block.text));
    into.push(copies.copied().unwrap_or(1).min(5) as f32);
}

/// Where on the page it stands, and how far from the headline.
fn of_place(page: &Blocks, survey: &Survey, at: usize, into: &mut Vec<f32>) {
    let all = page.containers[0].letters;
    into.push(share(at as u32, page.blocks.len() as u32));
    into.push(share(survey.before[at], all));
    into.extend(survey.title.map_or([-99.0, -1.0], |title| {
        let blocks = at as f32 - title as f32;
        let letters = survey.before[at].abs_diff(survey.before[title]);
        [blocks.clamp(-50.0, 150.0), share(letters, all)]
    }));
    into.push(f32::from(u8::from(page.blocks[at].broken)));
}

/// The tag of its element, the tags around it, and how far up each kind of name is.
fn of_surroundings(page: &Blocks, survey: &Survey, block: &Block, into: &mut Vec<f32>) {
    into.push(tag_number(page.containers[block.container].tag));
    let tags = survey.around[block.container];
    let around = |tag: &Tag| f32::from(u8::from(tags & (1 << *tag as u32) != 0));
    into.extend(AROUND.iter().map(around));
    for (kind, far) in survey.names[block.container].iter().enumerate() {
        into.push(if block.kinds & (1 << kind) != 0 {
            -1.0
        } else {
            f32::from(*far)
        });
    }
}

fn of_text(block: &Block, into: &mut Vec<f32>) {
    let marks = text::marks(&block.text);
    into.extend([
        log(block.letters),
        share(block.linked, block.letters),
        share(block.strong, block.letters),
        share(block.slanted, block.letters),
        log(marks.words),
        share(block.letters, marks.words).min(12.0),
        share(marks.digits, block.letters),
        share(marks.capitals, marks.words),
        marks.commas.min(6) as f32,
        marks.sentences.min(6) as f32,
        marks.quotes.min(4) as f32,
        marks.bars.min(4) as f32,
        f32::from(marks.end),
        f32::from(marks.start),
    ]);
    into.extend(phrases(&block.text));
}

fn of_elements(page: &Blocks, survey: &Survey, container: usize, into: &mut Vec<f32>) {
    let long = page.containers[0].long;
    let mut at = container;
    for level in 0..4 {
        let outer = &page.containers[at];
        into.push(log(outer.letters));
        into.push(share(outer.linked, outer.letters));
        into.push(share(outer.long, long));
        if level < 2 {
            into.push(outer.blocks.min(60) as f32);
            into.push(share(outer.letters, outer.blocks).min(300.0));
        }
        at = outer.parent;
    }
    for outer in [survey.core, survey.trunk] {
        let inside = survey.inside(container, outer);
        let level = page.containers[container].level as f32 - page.containers[outer].level as f32;
        into.push(if inside { level.min(8.0) } else { -1.0 });
    }
    into.push(f32::from(page.containers[container].level.min(40)));
    into.push(share(page.containers[survey.core].long, long));
}

fn of_neighbours(page: &Blocks, at: usize, into: &mut Vec<f32>) {
    for away in [-2isize, -1, 1, 2] {
        match at.checked_add_signed(away).and_then(|near| page.blocks.get(near)) {
            Some(near) => {
                into.push(log(near.letters));
                into.push(share(near.linked, near.letters));
                into.push(f32::from(u8::from(near.container == page.blocks[at].container)));
                into.push(tag_number(page.containers[near.container].tag));
            }
            None => into.extend([-1.0; 4]),
        }
    }
}

/// Tags in an order from text to frame, so that one threshold parts them.
fn tag_number(tag: Tag) -> f32 {
    f32::from(match tag {
        Tag::Paragraph => 0u8,
        Tag::Preformatted => 1,
        Tag::Quote => 2,
        Tag::Division => 3,
        Tag::Section | Tag::Article | Tag::Main => 4,
        Tag::Root | Tag::Other => 5,
        Tag::Heading => 6,
        Tag::Item | Tag::List => 7,
        Tag::Title => 8,
        Tag::Cell | Tag::Table => 9,
        Tag::Summary => 10,
        Tag::Caption | Tag::Figure => 11,
        Tag::Address => 12,
        Tag::Header | Tag::Footer => 13,
        Tag::Aside | Tag::Navigation | Tag::Form | Tag::Button => 14,
    })
}
