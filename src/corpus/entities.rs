//! Character references of SGML and HTML: `&amp;`, `&#8212;`, `&#x2014;`, and those of TREC's
//! newspapers. A table and the reading of one reference; never recursive.

/// What a reference stands for: nothing, a character, or a few.
pub(super) enum Referent {
    Character(char),
    Text(&'static str),
    Nothing,
}

impl Referent {
    /// Writes it out.
    pub(super) fn push_to(&self, out: &mut String) {
        match self {
            Referent::Character(character) => out.push(*character),
            Referent::Text(text) => out.push_str(text),
            Referent::Nothing => {}
        }
    }
}

/// The longest reference that is looked for, `&` and `;` included.
const LONGEST: usize = 12;

/// Reads the reference that a text begins with: what it stands for and the bytes it takes. `None`
/// for a bare `&` and for unknown names.
pub(super) fn reference(text: &str) -> Option<(Referent, usize)> {
    let near = text.as_bytes().get(..text.len().min(LONGEST))?;
    let end = near.iter().position(|byte| *byte == b';')?;
    let name = text.get(1..end)?;
    let referent = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(name)?,
    };
    Some((referent, end + 1))
}

fn numeric(number: &str) -> Option<Referent> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Pages written as windows-1252 name its characters by their bytes: HTML reads them so.
    let character = match code {
        0x80..=0x9F => windows_1252(code),
        _ => char::from_u32(code),
    };
    Some(match character {
        Some(character) if character.is_control() && character != '\n' && character != '\t' => {
            Referent::Nothing
        }
        Some(character) => Referent::Character(character),
        None => Referent::Character(char::REPLACEMENT_CHARACTER),
    })
}

fn windows_1252(code: u32) -> Option<char> {
    let byte = [u8::try_from(code).ok()?];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
    text.chars().next()
}

fn named(name: &str) -> Option<Referent> {
    let index = NAMED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    NAMED.get(index).map(|(_, text)| Referent::Text(text))
}

/// Names and what they stand for, in the order of the names' bytes.
#[rustfmt::skip]
const NAMED: &[(&str, &str)] = &[
    ("AElig", "Æ"), ("Aacute", "Á"), ("Acirc", "Â"), ("Agrave", "À"), ("Aring", "Å"), ("Atilde", "Ã"),
    ("Auml", "Ä"), ("Cacute", "Ć"), ("Ccaron", "Č"), ("Ccedil", "Ç"), ("Dagger", "‡"), ("Delta", "Δ"),
    ("ETH", "Ð"), ("Eacute", "É"), ("Ecirc", "Ê"), ("Egrave", "È"), ("Euml", "Ë"), ("Iacute", "Í"),
    ("Icirc", "Î"), ("Igrave", "Ì"), ("Itilde", "Ĩ"), ("Iuml", "Ï"), ("Lstrok", "Ł"), ("NewLine", "\n"),
    ("Ntilde", "Ñ"), ("OElig", "Œ"), ("Oacute", "Ó"), ("Ocirc", "Ô"), ("Ograve", "Ò"), ("Omega", "Ω"),
    ("Oslash", "Ø"), ("Otilde", "Õ"), ("Ouml", "Ö"), ("Prime", "″"), ("Sacute", "Ś"), ("Scaron", "Š"),
    ("Scedil", "Ş"), ("Sigma", "Σ"), ("THORN", "Þ"), ("Tab", "\t"), ("Uacute", "Ú"), ("Ucirc", "Û"),
    ("Ugrave", "Ù"), ("Utilde", "Ũ"), ("Uuml", "Ü"), ("Yacute", "Ý"), ("Yuml", "Ÿ"), ("Zcaron", "Ž"),
    ("aacute", "á"), ("abreve", "ă"), ("acirc", "â"), ("acute", "´"), ("aelig", "æ"), ("agr", "α"),
    ("agrave", "à"), ("alpha", "α"), ("amacr", "ā"), ("amp", "&"), ("aogon", "ą"), ("apos", "'"),
    ("aring", "å"), ("ast", "*"), ("asymp", "≈"), ("atilde", "ã"), ("auml", "ä"), ("bdquo", "„"),
    ("beta", "β"), ("bgr", "β"), ("blank", " "), ("bprime", "′"), ("brvbar", "¦"), ("bsol", "\\"),
    ("bull", "•"), ("cacute", "ć"), ("ccaron", "č"), ("ccedil", "ç"), ("cedil", "¸"), ("cent", "¢"),
    ("check", "✓"), ("cir", "○"), ("circ", "ˆ"), ("colon", ":"), ("comma", ","), ("commat", "@"),
    ("copy", "©"), ("curren", "¤"), ("dagger", "†"), ("darr", "↓"), ("dash", "‐"), ("deg", "°"),
    ("delta", "δ"), ("divide", "÷"), ("dollar", "$"), ("eacute", "é"), ("ecaron", "ě"), ("ecirc", "ê"),
    ("egrave", "è"), ("emacr", "ē"), ("emsp", " "), ("ensp", " "), ("eogon", "ę"), ("equals", "="),
    ("eth", "ð"), ("euml", "ë"), ("euro", "€"), ("excl", "!"), ("fnof", "ƒ"), ("frac12", "½"),
    ("frac13", "⅓"), ("frac14", "¼"), ("frac18", "⅛"), ("frac23", "⅔"), ("frac34", "¾"), ("frac38", "⅜"),
    ("frac58", "⅝"), ("frac78", "⅞"), ("gamma", "γ"), ("gbreve", "ğ"), ("ge", "≥"), ("grave", "`"),
    ("gt", ">"), ("hairsp", " "), ("hellip", "…"), ("horbar", "―"), ("hyph", "-"), ("iacute", "í"),
    ("icirc", "î"), ("iexcl", "¡"), ("igrave", "ì"), ("imacr", "ī"), ("infin", "∞"), ("inodot", "ı"),
    ("iquest", "¿"), ("itilde", "ĩ"), ("iuml", "ï"), ("laquo", "«"), ("larr", "←"), ("lcub", "{"),
    ("ldquo", "“"), ("ldquor", "„"), ("le", "≤"), ("lowbar", "_"), ("lpar", "("), ("lsaquo", "‹"),
    ("lsqb", "["), ("lsquo", "‘"), ("lsquor", "‚"), ("lstrok", "ł"), ("lt", "<"), ("macr", "¯"),
    ("mdash", "—"), ("mgr", "μ"), ("micro", "µ"), ("middot", "·"), ("minus", "−"), ("mu", "μ"),
    ("nacute", "ń"), ("nbsp", " "), ("ndash", "–"), ("ne", "≠"), ("newline", "\n"), ("not", "¬"),
    ("ntilde", "ñ"), ("num", "#"), ("numsp", " "), ("oacute", "ó"), ("ocirc", "ô"), ("odblac", "ő"),
    ("oelig", "œ"), ("ograve", "ò"), ("omacr", "ō"), ("omega", "ω"), ("ordf", "ª"), ("ordm", "º"),
    ("oslash", "ø"), ("otilde", "õ"), ("ouml", "ö"), ("para", "¶"), ("part", "∂"), ("percnt", "%"),
    ("period", "."), ("permil", "‰"), ("pi", "π"), ("plus", "+"), ("plusmn", "±"), ("pound", "£"),
    ("prime", "′"), ("puncsp", " "), ("quest", "?"), ("quot", "\""), ("racute", "ŕ"), ("radic", "√"),
    ("raquo", "»"), ("rarr", "→"), ("rcaron", "ř"), ("rcub", "}"), ("rdquo", "”"), ("reg", "®"),
    ("rpar", ")"), ("rsaquo", "›"), ("rsqb", "]"), ("rsquo", "’"), ("rsquor", "’"), ("sacute", "ś"),
    ("sbquo", "‚"), ("scaron", "š"), ("scedil", "ş"), ("sect", "§"), ("semi", ";"), ("shy", ""),
    ("sigma", "σ"), ("sol", "/"), ("squ", "□"), ("square", "□"), ("star", "☆"), ("sum", "∑"), ("sup1", "¹"),
    ("sup2", "²"), ("sup3", "³"), ("szlig", "ß"), ("thinsp", " "), ("thorn", "þ"), ("tilde", "˜"),
    ("times", "×"), ("trade", "™"), ("uacute", "ú"), ("uarr", "↑"), ("ucirc", "û"), ("udblac", "ű"),
    ("ugrave", "ù"), ("umacr", "ū"), ("uml", "¨"), ("utilde", "ũ"), ("uuml", "ü"), ("verbar", "|"),
    ("yacute", "ý"), ("yen", "¥"), ("yuml", "ÿ"), ("zacute", "ź"), ("zcaron", "ž"), ("zdot", "ż"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let (referent, length) = reference(text)?;
        let mut out = String::new();
        referent.push_to(&mut out);
        Some((out, length))
    }

    #[test]
    fn references_are_read_by_name_and_number() {
        assert!(NAMED.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(read("&lt;BP>"), Some(("<".to_owned(), 4)));
        assert_eq!(read("&hyph;"), Some(("-".to_owned(), 6)));
        assert_eq!(read("&eacute;"), Some(("é".to_owned(), 8)));
        assert_eq!(read("&#8212;x"), Some(("—".to_owned(), 7)));
        assert_eq!(read("&#x2014;x"), Some(("—".to_owned(), 8)));
        assert_eq!(read("&#146;s"), Some(("’".to_owned(), 6)));
        assert_eq!(read("&#5;"), Some((String::new(), 4)));
        assert_eq!(read("&#xD800;"), Some(("\u{FFFD}".to_owned(), 8)));
    }

    #[test]
    fn what_is_no_reference_is_left() {
        for text in [
            "& Vance",
            "&T;",
            "&unheard;",
            "&#;",
            "&#99999999999;",
            "&",
            "&é;",
            "AT",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
