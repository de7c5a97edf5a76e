//! From likelihoods to a story: which blocks are its body, and which are its captions.

use rustc_hash::FxHashSet;

use super::About;
use super::blocks::{Block, Blocks};
use super::elements::Tag;
use super::text::Runs;
use super::words;

/// Letters of the likeliest blocks whose mean says how sure the whole page is.
const SUREST: u32 = 600;
/// A block is body from this likelihood on, less where nothing on the page is likely.
const LIKELY: f32 = 0.5;
/// Nothing is body below this likelihood, however little else there is.
const UNLIKELY: f32 = 0.06;
/// So many letters of other text part a piece of the body from the rest.
const GAP: u32 = 400;
/// A page of no more blocks than this has no frame around its text: what is unlikely is body all the same.
const NO_FRAME: usize = 3;
/// Runs of letters that a block shares with the body of the linked data.
const RUN: usize = 12;

/// For each block, whether it is body.
pub(super) fn choose(page: &Blocks, likely: &[f32], about: &About<'_>) -> Vec<bool> {
    let likely = with_linked_data(page, likely, about);
    let least = (0.5 * surest(page, &likely)).clamp(UNLIKELY, LIKELY);
    let mut body: Vec<bool> = likely.iter().map(|likely| *likely > least).collect();
    drop_copies(page, &mut body);
    drop_strays(page, &likely, &mut body);
    if page.blocks.len() <= NO_FRAME && !body.contains(&true) {
        body = page.blocks.iter().map(|block| is_prose(page, block)).collect();
    }
    body
}

/// Whether a block is text, not a heading or a link.
fn is_prose(page: &Blocks, block: &Block) -> bool {
    let tag = page.containers[block.container].tag;
    matches!(tag, Tag::Paragraph | Tag::Division | Tag::Root) && block.linked * 2 < block.letters
}

/// Where the page shows all that its linked data call the body, what agrees with them is likelier, and
/// what does not is less likely.
fn with_linked_data(page: &Blocks, likely: &[f32], about: &About<'_>) -> Vec<f32> {
    let mut likely = likely.to_vec();
    let Some(given) = about
        .article_body
        .map(|body| Runs::new(body, RUN))
        .filter(|given| given.len() > 300)
    else {
        return likely;
    };
    let shares: Vec<(f32, usize)> = page.blocks.iter().map(|block| given.share(&block.text)).collect();
    let shown: usize = shares
        .iter()
        .zip(&likely)
        .filter(|(_, likely)| **likely > 0.2)
        .map(|((_, known), _)| *known)
        .sum();
    if shown * 10 < given.len() * 8 {
        return likely;
    }
    for ((block, likely), (share, _)) in page.blocks.iter().zip(&mut likely).zip(shares) {
        match share {
            share if share > 0.8 && *likely > 0.05 => *likely += 0.3,
            share if share < 0.2 && block.letters >= 30 => *likely -= 0.15,
            _ => {}
        }
    }
    likely
}

/// The mean likelihood of the likeliest letters.
fn surest(page: &Blocks, likely: &[f32]) -> f32 {
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.sort_by(|a, b| likely[*b].total_cmp(&likely[*a]));
    let (mut letters, mut sum) = (0, 0.0);
    for at in order {
        letters += page.blocks[at].letters;
        sum += likely[at] * page.blocks[at].letters as f32;
        if letters > SUREST {
            break;
        }
    }
    sum / letters.max(1) as f32
}

/// A paragraph that stands on the page twice is body once.
fn drop_copies(page: &Blocks, body: &mut [bool]) {
    let mut seen = FxHashSet::default();
    for (block, body) in page.blocks.iter().zip(body) {
        if *body && block.letters > 40 {
            *body = seen.insert(block.text.as_str());
        }
    }
}

/// A piece of the body: its blocks, how much of it is likely, and how much other text is before it.
struct Piece {
    blocks: Vec<usize>,
    mass: f32,
    gap: f32,
}

/// Keeps the heaviest piece of the body, and going out from it each piece that is not lighter than the
/// text that parts it from the others.
fn drop_strays(page: &Blocks, likely: &[f32], body: &mut [bool]) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut gap = 0;
    for (at, block) in page.blocks.iter().enumerate() {
        if !body[at] {
            gap += block.letters;
            continue;
        }
        if gap > GAP || pieces.is_empty() {
            pieces.push(Piece {
                blocks: Vec::new(),
                mass: 0.0,
                gap: gap as f32,
            });
        }
        gap = 0;
        if let Some(piece) = pieces.last_mut() {
            piece.blocks.push(at);
            piece.mass += likely[at] * block.letters as f32;
        }
    }
    let Some(main) = (0..pieces.len()).max_by(|a, b| pieces[*a].mass.total_cmp(&pieces[*b].mass)) else {
        return;
    };
    let heaviest = pieces[main].mass;
    let light = |piece: &Piece, gap: f32| piece.mass < 0.75 * gap.min(heaviest);
    let after = (main + 1..pieces.len()).find(|at| light(&pieces[*at], pieces[*at].gap));
    let before = (0..main)
        .rev()
        .find(|at| light(&pieces[*at], pieces[*at + 1].gap));
    let kept = before.map_or(0, |at| at + 1)..after.unwrap_or(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        if !kept.contains(&at) {
            piece.blocks.iter().for_each(|block| body[*block] = false);
        }
    }
}

/// The paragraphs of the body. Lines parted by one `<br>` are one paragraph as long as no sentence ends.
pub(super) fn paragraphs(page: &Blocks, body: &[bool]) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate().filter(|(at, _)| body[*at]) {
        let joins = block.broken && at > 0 && body[at - 1] && runs_on(&page.blocks[at - 1]);
        match paragraphs.last_mut() {
            Some(last) if joins => {
                last.push(' ');
                last.push_str(&block.text);
            }
            _ => paragraphs.push(block.text.clone()),
        }
    }
    paragraphs
}

fn runs_on(block: &Block) -> bool {
    block
        .text
        .ends_with(|last: char| last.is_alphanumeric() || matches!(last, ',' | '-' | '–'))
        && block.strong * 2 < block.letters
}

/// The captions of pictures in the body, or just before it.
pub(super) fn captions(page: &Blocks, body: &[bool]) -> Vec<String> {
    let Some(first) = body.iter().position(|body| *body) else {
        return Vec::new();
    };
    let last = body.iter().rposition(|body| *body).unwrap_or(first);
    let mut captions: Vec<String> = Vec::new();
    let mut seen = FxHashSet::default();
    let near = page
        .blocks
        .iter()
        .zip(body)
        .take(last + 1)
        .skip(first.saturating_sub(8));
    for (block, body) in near {
        let own = !body && block.letters >= 15 && block.linked * 2 < block.letters;
        if own && is_caption(page, block) && seen.insert(block.text.as_str()) {
            captions.push(block.text.clone());
        }
    }
    captions
}

/// Whether the block stands in a caption, or an element called one.
fn is_caption(page: &Blocks, block: &Block) -> bool {
    let called = |kinds: u16| kinds & (1 << words::CAPTION) != 0 && kinds & (1 << words::RELATED) == 0;
    let mut at = block.container;
    if called(block.kinds) {
        return true;
    }
    for _ in 0..3 {
        let container = &page.containers[at];
        if container.tag == Tag::Caption || (container.tag == Tag::Figure && container.blocks <= 3) {
            return true;
        }
        if called(container.kinds) && container.blocks <= 3 {
            return true;
        }
        at = container.parent;
    }
    false
}
