//! Phrases of what stands around a story and is not the story, in the languages of many papers.

use std::sync::LazyLock;

use super::needles::Needles;

/// How many kinds of phrases there are.
pub(super) const PHRASE_KINDS: usize = 6;

/// The phrases of each kind, in lower case.
const PHRASES: [&str; PHRASE_KINDS] = [READ_ON, ACCOUNT, RIGHTS, PICTURE, WRITER, TALK];

/// Ways to other stories.
const READ_ON: &str = "read more|read also|also read|see also|read:|more:|more from|more on|related|recommended|\
    most read|most popular|trending|you may|you might|don't miss|must read|up next|next article|\
    previous|watch:|watch now|watch the|click here|continue reading|learn more|find out more|\
    full story|latest news|top stories|lire aussi|à lire|a lire|lesen sie|mehr zum|mehr zu|\
    lea también|lea tambien|te puede|leia também|leia mais|ver también|más información|leggi anche|\
    lees ook|läs också|læs også|czytaj|čtěte|zobacz|oku|baca juga|xem thêm|читайте|смотрите|延伸阅读|相关|\
    推荐|関連|もっと|続き|관련|اقرأ|المزيد|بیشتر|আরও|อ่าน|ข่าวที่เกี่ยวข้อง|यह भी|listen:|see more|view more|\
    show more|load more|here are";

/// Accounts, letters, advertising.
const ACCOUNT: &str = "subscribe|newsletter|sign up|sign in|log in|login|register|follow us|follow |cookie|advertis|\
    sponsored|promoted|whatsapp|telegram|facebook|twitter|instagram|download|our app|inbox|donate|\
    support us|your support|become a member|free trial|privacy|terms of|abonn|suscr|inscr|assine|\
    anzeige|werbung|publicidad|publicité|pubblicità|реклама|подпис|广告|微信|订阅|登録|구독|إعلان|اشترك|\
    email address|e-mail|cart|get the|daily briefing|javascript|browser|podcast|notifications";

/// Rights, and notes of the editors.
const RIGHTS: &str = "copyright|©|(c)|all rights reserved|may not be published|without permission|reproduc|derechos|\
    droits|alle rechte|版权|转载|無断|禁止|무단|责任编辑|编辑|来源|حقوق|correction|an earlier version|editor's note|\
    this article was|this story was|this story has been|originally published|originally appeared|\
    licensed|disclaimer|disclosure|the views expressed|views and opinions|fact check|terms and|\
    republish|first published|updated with|this post";

/// Pictures and films.
const PICTURE: &str = "photo|image|picture:|pictured|getty|reuters/|afp/|(ap)|ap photo|credit|courtesy|file photo|\
    caption|screenshot|screengrab|illustration|video|gallery|slideshow|foto|bild:|crédit|imagen|図|\
    写真|图|사진|صورة|عکس|shutterstock|epa|handout|/ap|ภาพ|watch|play|(left)|(right)|right)|left)|\
    pictures";

/// Writers and times.
const WRITER: &str = "by |written by|reporting by|contributed|is a reporter|is a senior|staff writer|correspondent|\
    is the author|writes about|covers |editor|published|updated|posted|last modified|min read|\
    minutes ago|hours ago|days ago|ago|von |par |por |journalist|reach |contact |email |freelance|\
    columnist|professor| edt| est| gmt| utc|记者|作者|기자|記者|a.m.|p.m.|redakt|redac|reporter|автор|\
    editing by|associated press|press release|published:|updated:|date:";

/// Comments, sharing, the frame of the site.
const TALK: &str = "comment|reply|share|tweet|print|report abuse|flag|like this|likes|discussion|kommentar|coment|\
    comparti|partager|teilen|condivid|поделиться|коммент|评论|分享|コメント|シェア|댓글|공유|شارك|تعليق|tags|\
    topics|save|copy link|what do you think|have your say|permalink|back to top|close|loading|menu|\
    search|home|skip to";

/// Phrases are looked for in this many bytes from the start of a line, and as many from its end.
const LOOKED_AT: usize = 160;

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| {
    let of_kind =
        |(kind, phrases): (usize, &'static str)| phrases.split('|').map(move |phrase| (kind, phrase));
    Needles::new(PHRASES.into_iter().enumerate().flat_map(of_kind))
});

/// How often phrases of each kind stand in the line, no more than five times.
pub(super) fn phrases(text: &str) -> [f32; PHRASE_KINDS] {
    let (head, tail) = match text.len() <= 2 * LOOKED_AT {
        true => (text, ""),
        false => (
            &text[..text.floor_char_boundary(LOOKED_AT)],
            &text[text.ceil_char_boundary(text.len() - LOOKED_AT)..],
        ),
    };
    let mut found = [0u32; PHRASE_KINDS];
    NEEDLES.find(
        &format!("{} {}", head.to_lowercase(), tail.to_lowercase()),
        |kind| found[kind] += 1,
    );
    found.map(|count| count.min(5) as f32)
}
