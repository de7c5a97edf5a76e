//! What form a file has, told by its first bytes, and its name where they do not tell. It reads no
//! record.

use std::io::{Cursor, Read};

use super::{
    Declared, Form, Outcome, Source, columns, decode, encoding, feed, json, ninjs, table, wire, xml,
};

/// How much of a file is looked at, in bytes.
const HEAD: usize = 64 << 10;

/// How much of it must be free of NUL bytes to be text, in bytes.
const TEXT_HEAD: usize = 8 << 10;

/// A file that is open and known.
pub(super) struct Opened {
    pub(super) form: Form,
    pub(super) source: Source,
    /// Repairs that concern all of it.
    pub(super) notes: Vec<String>,
}

/// What is known of a file before its content is looked at.
pub(super) struct Known<'k> {
    /// Its name, without what a compression adds to it.
    pub(super) name: &'k str,
    pub(super) declared: &'k Declared,
    /// Its form, where an archive tells.
    pub(super) form: Option<Form>,
}

/// Finds out the form of a file of which the beginning is read, or says why it is not read.
pub(super) fn opened(start: Vec<u8>, rest: Source, known: &Known<'_>) -> Result<Opened, Outcome> {
    let failed = |error: std::io::Error| Outcome::Failed(format!("cannot read it: {error}"));
    if start.is_empty() {
        return Err(Outcome::Skipped("empty file".into()));
    }
    let wide = encoding::wide(&start);
    if wide.is_none()
        && let Some(kind) = binary_kind(&start)
    {
        return Err(Outcome::Skipped(format!("binary file: {kind}")));
    }
    let (source, note) = decode::transcoded(start, rest, wide);
    let (head, source) = read_head(source).map_err(failed)?;
    let told = match known.form {
        Some(form) => Ok(form),
        None => form_of(&head, known.name),
    };
    let form = match told {
        Ok(Form::Text | Form::Xml) | Err(_) if known.declared.is_page() => Form::Page,
        Ok(form) => form,
        Err(reason) => return Err(Outcome::Skipped(reason.into())),
    };
    let mut notes: Vec<String> = note.into_iter().collect();
    let mut source: Source = Box::new(Cursor::new(head.clone()).chain(source));
    if form.is_xml() && wide.is_none() {
        let declared = encoding::in_header(known.declared).or_else(|| encoding::in_xml(&head));
        let whole = head.len() < HEAD;
        source = decode::recoded(source, encoding::of_stream(&head, whole, declared), &mut notes);
    }
    Ok(Opened { form, source, notes })
}

/// The beginning of a stream, and what follows it. Where the stream breaks off behind the beginning, what
/// follows is the error: what was there before is not lost.
pub(super) fn read_head(mut source: Source) -> std::io::Result<(Vec<u8>, Source)> {
    let mut head = Vec::with_capacity(TEXT_HEAD);
    match (&mut source).take(HEAD as u64).read_to_end(&mut head) {
        Ok(_) => Ok((head, source)),
        Err(error) if head.is_empty() => Err(error),
        Err(error) => Ok((head, Box::new(Broken(error)))),
    }
}

/// A stream that cannot be read on.
struct Broken(std::io::Error);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::new(self.0.kind(), self.0.to_string()))
    }
}

/// What a zip is that is the form of some other thing, by its first member.
pub(super) fn zipped_kind(start: &[u8]) -> Option<&'static str> {
    let name = start.get(30..)?;
    let kinds: &[(&[u8], &str)] = &[
        (b"[Content_Types].xml", "Microsoft Office"),
        (b"_rels/", "Microsoft Office"),
        (b"docProps/", "Microsoft Office"),
        (b"mimetype", "EPUB or OpenDocument"),
        (b"META-INF/", "program"),
    ];
    let known = kinds.iter().find(|(first, _)| name.starts_with(first));
    known.map(|(_, kind)| *kind)
}

/// Names of files about a corpus, in lower case; what follows them does not matter.
const DOCUMENTATION: &[&str] = &[
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "source.txt",
    "changelog",
    "authors",
    "contributing",
];

/// Endings of files that programs are in.
const CODE: &[&str] = &[
    "bat", "c", "cfg", "cpp", "cs", "css", "go", "h", "hpp", "ini", "ipynb", "java", "js", "jsx", "kt",
    "lua", "m", "php", "pl", "ps1", "py", "r", "rb", "rs", "scala", "scss", "sh", "sql", "swift", "toml",
    "ts", "tsx", "yaml", "yml",
];

/// Why a file is not read, where its name says so.
pub(super) fn told_by_name(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let about = DOCUMENTATION.iter().any(|start| {
        let rest = lower.strip_prefix(start);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if about {
        return Some("documentation by its name");
    }
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    CODE.contains(&ending).then_some("source code by its name")
}

/// The first bytes of binary files. HTML-like and text forms are told elsewhere.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"RIFF", "RIFF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"SQLite format 3\0", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"\x93NUMPY", "NumPy"),
    (b"{\\rtf", "RTF"),
    (b"%!PS", "PostScript"),
    (b"\xca\xfe\xba\xbe", "program"),
];

/// What binary file this is; `None` for text.
fn binary_kind(start: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(kind);
    }
    let marks: [&[u8]; 4] = [&[0xFF, 0xFE, 0, 0], &[0, 0, 0xFE, 0xFF], b"<\0\0\0", b"\0\0\0<"];
    if marks.iter().any(|mark| start.starts_with(mark)) {
        return Some("UTF-32 text");
    }
    let nul = start.iter().take(TEXT_HEAD).any(|byte| *byte == 0);
    nul.then_some("unknown kind")
}

/// The form of a text, or why it is not read.
fn form_of(head: &[u8], name: &str) -> Result<Form, &'static str> {
    if wire::looks_like_wire(head) {
        return Ok(Form::Wire);
    }
    let text = head.trim_ascii_start();
    let begins = |start: &str| {
        text.get(..start.len())
            .is_some_and(|first| first.eq_ignore_ascii_case(start.as_bytes()))
    };
    if begins("#!") {
        return Err("a script");
    }
    if ["Delivered-To:", "Return-Path:", "Received: "]
        .iter()
        .any(|header| begins(header))
    {
        return Err("an e-mail message: these are not read");
    }
    if begins("<") {
        return markup_form(text);
    }
    // Records may follow some lines of text.
    let record = |tag: &str| contains_line(text, tag.as_bytes());
    if record("<REUTERS ") {
        return Ok(Form::Reuters);
    }
    if record("<DOC>") && (contains(text, b"<DOCNO>") || contains(text, b"<TEXT>")) {
        return Ok(Form::Trec);
    }
    let ending = name
        .rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let bracketed = begins("{") || begins("[");
    if json::looks_like_json(text) || bracketed && ending == "json" {
        let names = json::first_names(text);
        if feed::is_json_feed(&names) {
            return Ok(Form::JsonFeed);
        }
        if feed::is_parsed_feed(&names) {
            return Err("a feed as feed-rs has parsed it: the feed itself is read");
        }
        if ninjs::looks_like_ninjs(text) {
            return Ok(Form::Ninjs);
        }
        let lines = json::looks_like_lines(text) || matches!(&*ending, "jsonl" | "jl" | "ndjson");
        return Ok(if lines { Form::JsonLines } else { Form::Json });
    }
    Ok(table_form(head, &ending).unwrap_or(Form::Text))
}

/// How many columns of a table must bear names that are known, where the file's name does not say
/// that it is one.
const KNOWN_COLUMNS: usize = 2;

/// The form of a table. Prose has commas too: it takes the ending of the name, or a header.
fn table_form(head: &[u8], ending: &str) -> Option<Form> {
    let dialect = table::looks_like_table(head, head.len() < HEAD);
    let named = matches!(ending, "csv" | "tsv" | "tab" | "psv");
    let header = |separator: u8| {
        let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let cells = first
            .split(|byte| *byte == separator)
            .take(256)
            .map(|cell| String::from_utf8_lossy(cell));
        let known = cells.filter(|cell| {
            let name = columns::folded(cell.trim().trim_matches(['"', '\'']));
            columns::role_of_name(&name).is_some()
        });
        known.count() >= KNOWN_COLUMNS
    };
    let separator = match dialect {
        Some(dialect) if named || header(dialect.separator) => dialect.separator,
        None if named => {
            if ending == "csv" || ending == "psv" {
                b','
            } else {
                b'\t'
            }
        }
        _ => return None,
    };
    Some(if separator == b'\t' { Form::Tsv } else { Form::Csv })
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
}

/// Whether a line begins so.
fn contains_line(text: &[u8], start: &[u8]) -> bool {
    text.split(|byte| *byte == b'\n')
        .any(|line| line.starts_with(start))
}

/// The form of a text that begins with a `<`.
fn markup_form(text: &[u8]) -> Result<Form, &'static str> {
    let mut rest = text;
    let mut declared = false;
    // Declarations, comments and processing instructions stand before the first element.
    while let Some(inner) = rest
        .strip_prefix(b"<")
        .filter(|inner| inner.starts_with(b"!") || inner.starts_with(b"?"))
    {
        let lower = inner
            .get(..16.min(inner.len()))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if lower.starts_with(b"!doctype html") {
            return Ok(Form::Page);
        }
        if [&b"!element"[..], b"!entity", b"!attlist"]
            .iter()
            .any(|start| lower.starts_with(start))
        {
            return Err("a document type definition, no stories");
        }
        declared |= lower.starts_with(b"?xml");
        let end: &[u8] = if inner.starts_with(b"!--") { b"-->" } else { b">" };
        let Some(at) = memchr::memmem::find(rest, end) else {
            break;
        };
        let mut after = rest.get(at + end.len()..).unwrap_or_default();
        // A document may define entities of its own between the brackets of its type.
        if lower.starts_with(b"!doctype") && contains(rest.get(..at).unwrap_or_default(), b"[") {
            let Some(bracket) = memchr::memmem::find(rest, b"]") else {
                break;
            };
            let behind = rest.get(bracket + 1..).unwrap_or_default().trim_ascii_start();
            after = behind.strip_prefix(b">").unwrap_or(behind);
        }
        rest = after.trim_ascii_start();
    }
    let name: Vec<u8> = rest
        .iter()
        .skip(1)
        .take(16)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .copied()
        .collect();
    match &*name.to_ascii_lowercase() {
        b"reuters" => return Ok(Form::Reuters),
        b"doc" => return Ok(Form::Trec),
        b"html" | b"head" | b"body" | b"div" | b"p" | b"span" | b"article" | b"table" if !declared => {
            return Ok(Form::Page);
        }
        _ => {}
    }
    if contains_line(rest, b"<REUTERS ") {
        return Ok(Form::Reuters);
    }
    if contains_line(rest, b"<DOC>") {
        return Ok(Form::Trec);
    }
    match declared || rest.starts_with(b"<") && !name.is_empty() {
        true => Ok(xml_form(text)),
        false if contains(text, b"<!ELEMENT") => Err("a document type definition, no stories"),
        false => Ok(Form::Text),
    }
}

/// The form of XML, by its root; of a collection under a root of its own by what it holds.
fn xml_form(text: &[u8]) -> Form {
    let root = xml::root(&String::from_utf8_lossy(text));
    let (name, namespace) = root
        .as_ref()
        .map_or(("", ""), |(name, namespace)| (name, namespace));
    // A feed may forget its namespace; other XML has a `feed` of its own, without entries.
    let is_atom = namespace == "http://www.w3.org/2005/Atom"
        || namespace.starts_with("http://purl.org/atom/")
        || name == "feed" && contains(text, b"<entry");
    match name {
        "html" => Form::Page,
        "nitf" => Form::Nitf,
        "NewsML" | "newsitem" => Form::Newsml,
        "newsMessage" | "newsItem" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem"
        | "catalogItem" => Form::NewsmlG2,
        "rss" | "RDF" => Form::Rss,
        "feed" | "entry" if is_atom => Form::Atom,
        "schema" => Form::Xml,
        _ if contains(text, b"<nitf>") || contains(text, b"<nitf ") => Form::Nitf,
        _ if contains(text, b"<newsitem ") || contains(text, b"<NewsItem>") => Form::Newsml,
        _ => Form::Xml,
    }
}
