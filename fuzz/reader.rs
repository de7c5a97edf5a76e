//! A reader of a form against any bytes. Each target of this folder is this file under the name of a
//! form, or of `file`, which finds the form out and goes through archives. See README.md here.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use newsidx::corpus::{Form, Options, Outcome, Raw, records_of};

/// The form that the target is named after.
static FORM: LazyLock<Option<Form>> = LazyLock::new(|| {
    let name = env!("CARGO_BIN_NAME");
    let form = Form::ALL.into_iter().find(|form| form.name() == name);
    assert!(form.is_some() || name == "file", "no form is called {name}");
    form
});

static OPTIONS: LazyLock<Arc<Options>> = LazyLock::new(Arc::default);

fuzz_target!(|bytes: &[u8]| {
    let mut last = None;
    for record in records_of("fuzz", bytes.to_vec(), *FORM, &OPTIONS).map(Raw::parse) {
        let ordinal = (record.path.clone(), record.record);
        assert_ne!(last.as_ref(), Some(&ordinal), "two records of one name");
        last = Some(ordinal);
        match record.outcome {
            Outcome::Story(story) => {
                assert!(!story.headline.contains('\n'), "{:?}", story.headline);
                assert!(!story.headline.is_empty() || !story.body.is_empty() || !story.captions.is_empty());
                assert!(!story.body.contains('\0'));
                assert!(!story.id.0.is_empty());
            }
            Outcome::Skipped(reason) | Outcome::Failed(reason) => assert!(!reason.is_empty()),
        }
    }
});
