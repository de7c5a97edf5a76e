//! Reads JSON as sites print it, not as RFC 8259 wants it: line ends in strings, commas too many or
//! too few, quotation marks not escaped, comments around it, several values in a row, a cut-off end.
//! What cannot be mended is left out.

use serde_json::{Map, Value};

/// How deep values may nest; what stands deeper is left out.
const DEEPEST: usize = 100;

/// What comments begin and end with.
const COMMENTS: [(&str, &str); 3] = [("//", "\n"), ("/*", "*/"), ("<!--", "-->")];

/// The values that a script holds: one as a rule, none where it holds no JSON.
pub(super) fn values(script: &str) -> Vec<Value> {
    if let Ok(value) = serde_json::from_str(script) {
        return vec![value];
    }
    let decoded;
    let quoted = memchr::memmem::find(script.as_bytes(), b"&quot;").is_some();
    let text = if quoted && !script.contains('"') {
        decoded = crate::corpus::page::wording::without_references(script);
        &decoded
    } else {
        script
    };
    Reader::new(text).read()
}

/// An object or a list that is not closed yet.
enum Open {
    /// An object, and the key whose value is awaited.
    Object(Map<String, Value>, Option<String>),
    List(Vec<Value>),
}

struct Reader<'text> {
    rest: &'text str,
    open: Vec<Open>,
    found: Vec<Value>,
    /// Brackets opened beyond [`DEEPEST`].
    beyond: usize,
    /// For each of [`COMMENTS`], whether one was begun that nothing ends: no end is looked for again.
    unclosed: [bool; COMMENTS.len()],
}

impl<'text> Reader<'text> {
    fn new(text: &'text str) -> Reader<'text> {
        // What stands before the first bracket is a comment, a CDATA mark or an assignment.
        let start = text.find(['{', '[']).map_or(text.len(), |at| {
            let cdata = text.get(at..).is_some_and(|rest| rest.starts_with("[CDATA["));
            at + if cdata { "[CDATA[".len() } else { 0 }
        });
        Reader {
            rest: text.get(start..).unwrap_or(""),
            open: Vec::new(),
            found: Vec::new(),
            beyond: 0,
            unclosed: [false; COMMENTS.len()],
        }
    }

    fn read(mut self) -> Vec<Value> {
        while let Some(first) = self.rest.chars().next() {
            match first {
                '{' => self.begin(Open::Object(Map::new(), None)),
                '[' => self.begin(Open::List(Vec::new())),
                '}' | ']' => self.close(),
                '"' => {
                    let text = self.string();
                    self.put_text(text);
                }
                '/' | '<' if self.skip_comment() => {}
                _ if first.is_alphanumeric() || first == '-' => self.word(),
                _ => self.skip(first.len_utf8()),
            }
        }
        while !self.open.is_empty() {
            self.beyond = 0;
            self.end();
        }
        self.found
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }

    fn begin(&mut self, open: Open) {
        self.skip(1);
        if self.open.len() < DEEPEST {
            self.open.push(open);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.skip(1);
        self.end();
    }

    /// Closes the innermost object or list.
    fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let value = match self.open.pop() {
            Some(Open::Object(object, _)) => Value::Object(object),
            Some(Open::List(list)) => Value::Array(list),
            None => return,
        };
        self.put(value);
    }

    /// Puts a value where it belongs.
    fn put(&mut self, value: Value) {
        match self.open.last_mut() {
            _ if self.beyond > 0 => {}
            Some(Open::Object(object, key)) => {
                if let Some(key) = key.take() {
                    object.insert(key, value);
                }
            }
            Some(Open::List(list)) => list.push(value),
            None if value.is_object() || value.is_array() => self.found.push(value),
            None => {}
        }
    }

    /// Puts a text, which is a key where one is due.
    fn put_text(&mut self, text: String) {
        match self.open.last_mut() {
            Some(Open::Object(_, key @ None)) if self.beyond == 0 => *key = Some(text),
            _ => self.put(Value::String(text)),
        }
    }

    /// Takes a number, `true`, `null`, or a word that should have been in quotes.
    fn word(&mut self) {
        let end = self
            .rest
            .find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '+' | '.' | '_'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        let key = matches!(self.open.last(), Some(Open::Object(_, None)));
        match serde_json::from_str(word) {
            Ok(value) if !key => self.put(value),
            _ if key => self.put_text(word.to_owned()),
            _ => self.put(Value::Null),
        }
    }

    /// Takes `// ...`, `/* ... */` and `<!-- ... -->`; false where there is none.
    fn skip_comment(&mut self) -> bool {
        let begun = COMMENTS
            .iter()
            .position(|(start, _)| self.rest.starts_with(start));
        let Some(kind) = begun else {
            return false;
        };
        let (start, end) = COMMENTS[kind];
        // A mark that nothing closes is no comment: `<!--` before the whole script.
        let after = match self.unclosed[kind] {
            true => None,
            false => self.rest.find(end).map(|at| at + end.len()),
        };
        self.unclosed[kind] |= after.is_none();
        self.skip(after.unwrap_or(start.len()));
        true
    }

    /// Takes a string; the quotation mark that ends it is the first that something follows which may
    /// stand behind a string.
    fn string(&mut self) -> String {
        self.skip(1);
        let mut text = String::new();
        while let Some(at) = memchr::memchr2(b'"', b'\\', self.rest.as_bytes()) {
            let (before, mark) = self.rest.split_at(at);
            text.push_str(before);
            self.rest = mark;
            if mark.starts_with('\\') {
                self.escape(&mut text);
                continue;
            }
            self.skip(1);
            if self.ends_here() {
                return text;
            }
            text.push('"');
        }
        // Cut off: what there is of it.
        text.push_str(self.rest);
        self.rest = "";
        text
    }

    /// Whether what follows a quotation mark is what follows a string.
    fn ends_here(&self) -> bool {
        let after = self.rest.trim_start();
        let key_due = matches!(self.open.last(), Some(Open::Object(_, None)));
        match after.chars().next() {
            None | Some('}' | ']') => true,
            Some(':') => key_due,
            Some(',') => {
                let next = after.get(1..).unwrap_or("").trim_start();
                let in_list = matches!(self.open.last(), Some(Open::List(_)));
                let value = next
                    .starts_with(|first: char| matches!(first, '{' | '[' | '-') || first.is_ascii_digit());
                let word = ["true", "false", "null"]
                    .iter()
                    .any(|word| next.starts_with(word));
                next.is_empty()
                    || next.starts_with(['"', '}', ']'])
                    || next.starts_with("/*")
                    || in_list && (value || word)
            }
            // A comma forgotten at the end of a line.
            Some('"') => {
                self.rest.len() > after.len()
                    && self.rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
            }
            Some(_) => false,
        }
    }

    /// Takes an escape sequence; a backslash that begins none is left out.
    fn escape(&mut self, text: &mut String) {
        self.skip(1);
        let Some(letter) = self.rest.chars().next() else {
            return;
        };
        self.skip(letter.len_utf8());
        match letter {
            'n' | 'r' => text.push('\n'),
            't' => text.push('\t'),
            'b' | 'f' => {}
            'u' => {
                let first = self.hexadecimal();
                let code = match first {
                    Some(high @ 0xD800..=0xDBFF) if self.rest.starts_with("\\u") => {
                        self.skip(2);
                        let low = self.hexadecimal().unwrap_or(0xDC00);
                        Some(0x1_0000 + ((high - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF))
                    }
                    other => other,
                };
                text.push(
                    code.and_then(char::from_u32)
                        .unwrap_or(char::REPLACEMENT_CHARACTER),
                );
            }
            other => text.push(other),
        }
    }

    /// Takes four hexadecimal digits.
    fn hexadecimal(&mut self) -> Option<u32> {
        let number = u32::from_str_radix(self.rest.get(..4)?, 16).ok()?;
        self.skip(4);
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn broken_json_is_mended() {
        let story = [json!({"@type": "NewsArticle", "headline": "Ferry late"})];
        for script in [
            r#"{"@type": "NewsArticle", "headline": "Ferry late"}"#,
            r#"{"@type": "NewsArticle", "headline": "Ferry late",}"#,
            "<!--\n{\"@type\": \"NewsArticle\", \"headline\": \"Ferry late\"}\n//-->",
            "//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Ferry late\"}\n//]]>",
            r#"{"@type": "NewsArticle", "headline": "Ferry late"};"#,
            r#"{"@type": "NewsArticle", "headline": "Ferry late"#,
            r#"{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry late&quot;}"#,
            "{\"@type\": \"NewsArticle\"\n\"headline\": \"Ferry late\"}",
            r#"window.data = {"@type": "NewsArticle", /* one */ "headline": "Ferry late"}"#,
        ] {
            assert_eq!(values(script), story, "{script}");
        }
    }

    #[test]
    fn strings_are_taken_as_they_are_meant() {
        for (script, expected) in [
            ("{\"a\": \"one\ntwo\tthree\"}", "one\ntwo\tthree"),
            (
                r#"{"a": "He said "yes", and left", "b": 1,}"#,
                "He said \"yes\", and left",
            ),
            (r#"{"a": "It\'s \x41",}"#, "It's x41"),
            (r#"{"a": "\u00e9\ud83d\ude00\ud83d",}"#, "é😀\u{FFFD}"),
            (r#"{"a": "cut \u00"#, "cut \u{FFFD}00"),
        ] {
            assert_eq!(values(script)[0]["a"], expected, "{script}");
        }
    }

    #[test]
    fn several_values_and_none_are_taken() {
        assert_eq!(
            values(r#"{"a": 1} {"b": [2, NaN]}"#),
            [json!({"a": 1}), json!({"b": [2, null]})]
        );
        for script in ["", "no JSON", "}", "]]{", "\"", "{\"", "\\"] {
            assert!(
                values(script)
                    .iter()
                    .all(|value| value.as_object().is_some_and(Map::is_empty))
            );
        }
        assert_eq!(values(&"[".repeat(100_000)).len(), 1);
    }
}
