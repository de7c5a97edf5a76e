//! The page cut into blocks: runs of text with no boundary between lines inside, each with the
//! elements that hold it. Says nothing of what is body and what is not.

use scraper::node::Element;
use scraper::{Html, Node};

use super::elements::{Role, Tag, role};
use super::words::{self, KINDS, Names};

/// No more blocks of text are read from a page than this, nor more elements around them.
const MOST_BLOCKS: usize = 20_000;
const MOST_CONTAINERS: usize = 1_000_000;

/// The element a block stands in, or one around it.
pub(super) struct Container {
    /// Where its parent stands in the list; the first is its own parent.
    pub(super) parent: usize,
    pub(super) tag: Tag,
    /// Kinds of the words in its attributes.
    pub(super) kinds: u16,
    pub(super) level: u16,
    /// Letters in it, those in links, and those in long blocks.
    pub(super) letters: u32,
    pub(super) linked: u32,
    pub(super) long: u32,
    /// Blocks in it.
    pub(super) blocks: u32,
}

/// A run of text without a boundary inside.
pub(super) struct Block {
    /// One line, white space made single.
    pub(super) text: String,
    pub(super) container: usize,
    /// Letters and digits, an ideograph counted as two; the same of those in links, in strong and slanted text.
    pub(super) letters: u32,
    pub(super) linked: u32,
    pub(super) strong: u32,
    pub(super) slanted: u32,
    /// Kinds that names of inline elements give to most of the text.
    pub(super) kinds: u16,
    /// Parted from the block before by one `<br>` alone.
    pub(super) broken: bool,
}

/// The blocks of a page in order, and the elements around them.
pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    pub(super) containers: Vec<Container>,
}

/// An inline element that is open.
#[derive(Clone, Copy, Default)]
struct Inline {
    link: bool,
    strong: bool,
    slanted: bool,
    kinds: u16,
}

struct Cutter {
    found: Blocks,
    names: Names,
    container: usize,
    inline: Vec<Inline>,
    text: String,
    space: bool,
    letters: u32,
    linked: u32,
    strong: u32,
    slanted: u32,
    by_kind: [u32; KINDS],
    breaks: u32,
    broken: bool,
}

/// Cuts the page. Walks it without recursion, so that its depth does not matter.
pub(super) fn cut(page: &Html) -> Blocks {
    let mut cutter = Cutter::new();
    let mut node = page.tree.root();
    loop {
        let inside = match cutter.open(node.value()) {
            true => node.first_child(),
            false => None,
        };
        if let Some(child) = inside {
            node = child;
            continue;
        }
        loop {
            cutter.close(node.value());
            if cutter.is_full() {
                return cutter.finish();
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return cutter.finish();
            };
            node = parent;
        }
    }
}

impl Cutter {
    fn new() -> Self {
        let root = Container::new(0, Tag::Root, 0, 0);
        Self {
            found: Blocks {
                blocks: Vec::new(),
                containers: vec![root],
            },
            names: Names::default(),
            container: 0,
            inline: vec![Inline::default()],
            text: String::new(),
            space: false,
            letters: 0,
            linked: 0,
            strong: 0,
            slanted: 0,
            by_kind: [0; KINDS],
            breaks: 0,
            broken: false,
        }
    }

    /// Takes the node in; false if nothing under it is text to read.
    fn open(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) => self.add(text),
            Node::Element(element) => {
                let name = element.name();
                match role(name) {
                    Role::Mute => return false,
                    Role::Break => self.line_break(),
                    Role::Inline => self.open_inline(name, element),
                    Role::Block(tag) => self.open_block(tag, element),
                }
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, node: &Node) {
        if let Node::Element(element) = node {
            match role(element.name()) {
                Role::Inline => {
                    self.inline.pop();
                }
                Role::Block(_) => {
                    self.end_block();
                    self.container = self.found.containers[self.container].parent;
                    self.inline.pop();
                }
                Role::Mute | Role::Break => {}
            }
        }
    }

    fn is_full(&self) -> bool {
        self.found.blocks.len() >= MOST_BLOCKS || self.found.containers.len() >= MOST_CONTAINERS
    }

    fn state(&self) -> Inline {
        self.inline.last().copied().unwrap_or_default()
    }

    fn open_inline(&mut self, name: &str, element: &Element) {
        let mut state = self.state();
        match name {
            "a" => state.link |= element.attr("href").is_some(),
            "b" | "strong" => state.strong = true,
            "i" | "em" | "cite" => state.slanted = true,
            "time" => state.kinds |= 1 << words::PERSON,
            _ => {}
        }
        state.kinds |= self.kinds_of(element);
        self.inline.push(state);
    }

    fn open_block(&mut self, tag: Tag, element: &Element) {
        self.end_block();
        let kinds = if tag == Tag::Root {
            0
        } else {
            self.kinds_of(element)
        };
        let parent = self.container;
        let level = self.found.containers[parent].level.saturating_add(1);
        self.found
            .containers
            .push(Container::new(parent, tag, kinds, level));
        self.container = self.found.containers.len() - 1;
        // Names of inline elements around a block are names of all the block.
        let mut state = self.state();
        self.found.containers[self.container].kinds |= state.kinds;
        state.kinds = 0;
        self.inline.push(state);
    }

    /// The kinds that the attributes of an element give it.
    fn kinds_of(&mut self, element: &Element) -> u16 {
        let mut kinds = 0;
        for (name, value) in element.attrs() {
            match name {
                "class" | "id" | "role" | "itemprop" | "aria-label" | "data-testid" | "data-component"
                | "data-type" | "data-name" | "property" => kinds |= self.names.kinds(value),
                "hidden" => kinds |= 1 << words::HIDDEN,
                "aria-hidden" if value == "true" => kinds |= 1 << words::HIDDEN,
                "style" if hides(value) => kinds |= 1 << words::HIDDEN,
                _ => {}
            }
        }
        kinds
    }

    /// Adds text to the block, its white space made single.
    fn add(&mut self, text: &str) {
        let mut letters = 0;
        for letter in text.chars() {
            // A soft hyphen or a zero-width mark parts nothing.
            if matches!(letter, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                continue;
            }
            if letter.is_whitespace() || letter.is_control() {
                self.space = true;
                continue;
            }
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            self.breaks = 0;
            self.text.push(letter);
            letters += weight(letter);
        }
        self.count(letters);
    }

    /// Counts letters under all that is open around them.
    fn count(&mut self, letters: u32) {
        let state = self.state();
        self.letters += letters;
        self.linked += if state.link { letters } else { 0 };
        self.strong += if state.strong { letters } else { 0 };
        self.slanted += if state.slanted { letters } else { 0 };
        let mut kinds = state.kinds;
        while kinds != 0 {
            self.by_kind[kinds.trailing_zeros() as usize] += letters;
            kinds &= kinds - 1;
        }
    }

    fn line_break(&mut self) {
        let had_text = !self.text.is_empty();
        let breaks = self.breaks + 1;
        let broken = self.broken;
        self.end_block();
        self.breaks = breaks;
        self.broken = had_text || (broken && breaks < 2);
    }

    fn end_block(&mut self) {
        self.space = false;
        let broken = std::mem::take(&mut self.broken);
        self.breaks = 0;
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let letters = std::mem::take(&mut self.letters);
        let (linked, strong) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.strong));
        let slanted = std::mem::take(&mut self.slanted);
        let by_kind = std::mem::replace(&mut self.by_kind, [0; KINDS]);
        if letters == 0 {
            return;
        }
        let kinds = (0..KINDS)
            .filter(|kind| by_kind[*kind] * 10 > letters * 6)
            .map(|kind| 1 << kind)
            .sum();
        let container = self.container;
        self.found.blocks.push(Block {
            text,
            container,
            letters,
            linked,
            strong,
            slanted,
            kinds,
            broken,
        });
    }

    /// Adds up what each element holds.
    fn finish(mut self) -> Blocks {
        self.end_block();
        let Blocks {
            blocks,
            mut containers,
        } = self.found;
        for block in &blocks {
            let container = &mut containers[block.container];
            container.letters += block.letters;
            container.linked += block.linked;
            container.blocks += 1;
            if block.letters >= 60 && block.linked * 3 < block.letters {
                container.long += block.letters;
            }
        }
        for at in (1..containers.len()).rev() {
            let Container {
                parent,
                letters,
                linked,
                long,
                blocks,
                ..
            } = containers[at];
            let parent = &mut containers[parent];
            parent.letters += letters;
            parent.linked += linked;
            parent.long += long;
            parent.blocks += blocks;
        }
        Blocks { blocks, containers }
    }
}

impl Container {
    fn new(parent: usize, tag: Tag, kinds: u16, level: u16) -> Self {
        Self {
            parent,
            tag,
            kinds,
            level,
            letters: 0,
            linked: 0,
            long: 0,
            blocks: 0,
        }
    }
}

/// What a letter counts: an ideograph says as much as two or three letters.
pub(super) fn weight(letter: char) -> u32 {
    match letter {
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'.. => 2,
        _ => u32::from(letter.is_alphanumeric()),
    }
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(300).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}
