//! What the names that a page gives its elements say: `class`, `id`, `role`, `itemprop` and the like,
//! cut into words, each counted under a kind. A table, no judgement: that is the forest's.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::needles::Needles;

/// How many kinds of words there are.
pub(super) const KINDS: usize = 14;

/// The body itself, found anywhere in a name without its dashes.
pub(super) const BODY: usize = 0;
/// What holds a story, or anything.
pub(super) const CONTENT: usize = 1;
/// Ways to other stories.
pub(super) const RELATED: usize = 3;
/// Who wrote, and when.
pub(super) const PERSON: usize = 5;
/// Pictures and what is said of them.
pub(super) const CAPTION: usize = 6;
/// What is not shown.
pub(super) const HIDDEN: usize = 11;

/// The words of each kind, in the order of the kinds. A word of the page is of the kind if it is one of
/// these, or begins with one of four letters or more.
const WORDS: [&str; KINDS] = [
    "articlebody storybody bodytext storytext articletext articlecontent entrycontent postcontent \
     postbody entrybody storycontent newscontent newstext textbody contentbody bodycontent bodycopy \
     maintext posttext entrytext paragraph articulocuerpo cuerponoticia artikeltext articlemain \
     detailcontent contenttext contentarticle contenttxt newsbody articlecopy richtext fulltext \
     textcontent storymain prose",
    "article story content entry post text body main news artikel articulo texto corpo cuerpo contenu \
     texte detail single hentry noticia section copy",
    // What readers say.
    "comment disqus discuss respond reply replies kommentar comentario forum feedback livefyre \
     commentaire viafoura coral user reader opinion",
    "related recommend more popular trend mostread most latest next also teaser outbrain taboola rail \
     recirc similar suggest headlines links list readmore read previous archive card promo item feed \
     river stream grid relacionad collection package top hot picks featured see recent tile zerg",
    // Ways to pass the story on.
    "share social sharing follow facebook twitter tool toolbar addthis print email button btn whatsapp \
     linkedin pinterest google like vote rating action bookmark save icon listen audio",
    "author byline bio date time publish meta info writer source contributor posted updated profile \
     autor avatar firma journalist reporter editor stamp tagline signature dateline about auteur",
    "caption figure image photo picture gallery slide media video player carousel credit legend img \
     pic thumb foto multimedia lightbox bild graphic",
    // The frame of the site.
    "nav menu breadcrumb header footer masthead copyright legal sidebar aside widget secondary bar \
     foot head bottom navigation banner contentinfo complementary right left side column module block \
     search site global disclaimer correction trust crumb topbar sub skip logo",
    // What is sold.
    "ad ads advert sponsor dfp partner commercial donat cookie consent paywall subscri newsletter \
     signup register login modal popup overlay alert promotion cta membership support shop deal \
     product affiliate gdpr appeal notice piano form survey poll quiz offer premium signin contribut \
     callout app",
    // What stands between headline and story.
    "summary deck dek standfirst subtitle subhead subheadline intro excerpt lead lede chapo \
     description kicker highlight bullet keypoint abstract strap tldr subtitulo bajada vorspann \
     synopsis entradilla sommario lid key teasertext desc",
    // Headlines.
    "title headline heading hed titulo titre hgroup titular slug overline eyebrow",
    "hidden hide sronly visuallyhidden noprint screenreader offscreen invisible accessib visually \
     screen none collapsed noscript tooltip dropdown assistive",
    // Topics.
    "tag tags topic keyword category categories label taxonomy cat hashtag theme",
    // Boxes, quotations and posts of others in a story.
    "pullquote quote factbox infobox inset embed tweet instagram pull box fact inline interactive \
     table explainer timeline note context float insert footnote aligncenter alignright alignleft \
     blockquote reference",
];

/// Attributes longer than this hold no names that matter.
const LONGEST: usize = 300;

/// The words of all kinds but the body's, by their first letter.
static BY_LETTER: LazyLock<[Vec<(usize, &str)>; 26]> = LazyLock::new(|| {
    let mut table = [const { Vec::new() }; 26];
    for (kind, words) in WORDS.iter().enumerate().skip(1) {
        for word in words.split(' ') {
            table[usize::from(word.as_bytes()[0] - b'a')].push((kind, word));
        }
    }
    table
});

/// The words of the body.
static OF_BODY: LazyLock<Needles> =
    LazyLock::new(|| Needles::new(WORDS[BODY].split(' ').map(|word| (BODY, word))));

/// Kinds of names already looked up: a page says the same few hundred names again and again.
#[derive(Default)]
pub(super) struct Names {
    known: FxHashMap<String, u16>,
}

impl Names {
    /// The kinds of the words in one attribute, a bit for each.
    pub(super) fn kinds(&mut self, value: &str) -> u16 {
        let value = &value[..value.floor_char_boundary(LONGEST.min(value.len()))];
        let mut found = 0;
        for name in value.split_ascii_whitespace() {
            found |= match self.known.get(name) {
                Some(kinds) => *kinds,
                None => {
                    let kinds = kinds_of_name(name);
                    self.known.insert(name.to_owned(), kinds);
                    kinds
                }
            };
        }
        found
    }
}

fn kinds_of_name(name: &str) -> u16 {
    let mut found = 0;
    let mut whole = String::with_capacity(name.len());
    let mut word = String::new();
    let mut before = ' ';
    for letter in name.chars().chain([' ']) {
        let cut =
            !letter.is_ascii_alphabetic() || (letter.is_ascii_uppercase() && before.is_ascii_lowercase());
        if cut {
            found |= kinds_of_word(&word);
            word.clear();
        }
        if letter.is_ascii_alphabetic() {
            word.push(letter.to_ascii_lowercase());
            whole.push(letter.to_ascii_lowercase());
        }
        before = letter;
    }
    OF_BODY.find(&whole, |kind| found |= 1 << kind);
    found
}

fn kinds_of_word(word: &str) -> u16 {
    let Some(letter) = word.bytes().next().filter(|_| word.len() > 1) else {
        return 0;
    };
    let mut found = 0;
    for (kind, known) in &BY_LETTER[usize::from(letter - b'a')] {
        if word == *known || (known.len() >= 4 && word.starts_with(known)) {
            found |= 1 << kind;
        }
    }
    found
}
