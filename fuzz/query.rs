//! The query language against any text, in each syntax: it is read or refused with a place in the text,
//! what was read is printed, and the text that was printed means the same when it is read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsidx::query::{Defaults, Syntax, parse, parse_as, readings, remarks};

fuzz_target!(|text: &str| {
    let defaults = Defaults::default();
    for syntax in Syntax::ALL {
        match parse_as(text, *syntax, &defaults) {
            Ok(query) => {
                let printed = query.to_string();
                match parse(&printed, &defaults) {
                    Ok(again) => assert_eq!(again.to_string(), printed),
                    Err(error) => panic!("{syntax}: {}", error.pointed(&printed)),
                }
                for remark in remarks(text, *syntax, &query) {
                    assert!(text.get(remark.span).is_some());
                }
            }
            Err(error) => assert!(text.get(error.span.clone()).is_some() && !error.hint.is_empty()),
        }
    }
    let _ = readings(text, Syntax::Newsidx, &defaults);
});
