//! What the first object of a file is called by: the names of its keys, read from a beginning that may be
//! cut anywhere. It judges nothing.

/// The names of the properties of the first object, each with its value where that is a short string.
pub(in crate::corpus) fn first_names(head: &[u8]) -> Vec<(String, Option<String>)> {
    let mut names = Vec::new();
    let mut rest = head;
    let mut depth = 0_usize;
    let mut name: Option<String> = None;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => {
                let Some((text, behind)) = string(rest) else {
                    break;
                };
                rest = behind;
                let is_name = rest.trim_ascii_start().first() == Some(&b':');
                if depth == 1 && is_name {
                    names.extend(name.take().map(|name| (name, None)));
                    name = Some(text);
                } else if depth == 1
                    && let Some(name) = name.take()
                {
                    names.push((name, Some(text)));
                }
            }
            b'{' => depth += 1,
            // A list before the first object is the list of items.
            b'[' if depth > 0 => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    names.extend(name.map(|name| (name, None)));
    names
}

/// The string that a text begins with, behind its first quote, and what follows it.
fn string(text: &[u8]) -> Option<(String, &[u8])> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text.get(at) == Some(&b'"') {
            break;
        }
        at += 2;
    }
    let start = text.get(..at.min(64))?;
    Some((String::from_utf8_lossy(start).into_owned(), text.get(at + 1..)?))
}
