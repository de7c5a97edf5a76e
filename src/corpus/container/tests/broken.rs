//! Archives that are cut, damaged or of an odd kind: each gives an account of itself, and nothing panics.

use super::web::{page, warc};
use super::*;

/// One of each kind.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let files: Files<'_> = &[("a/tin.txt", TIN.as_bytes()), ("lead.jsonl", LEAD.as_bytes())];
    let records = [page("https://a.example/1", TIN), page("https://a.example/2", TIN)];
    vec![
        ("a.jsonl.gz", gzip(LEAD.as_bytes())),
        ("a.jsonl.zst", zstd(LEAD.as_bytes())),
        ("a.jsonl.bz2", bzip2(LEAD.as_bytes())),
        ("a.jsonl.xz", xz(LEAD.as_bytes())),
        ("x.tar", tar(files)),
        ("x.tgz", gzip(&tar(files))),
        ("x.zip", zip(files)),
        ("x.tar", tar(&[("in.zip", &zip(files))])),
        ("x.warc", warc(&records)),
        (
            "x.warc.gz",
            records.iter().flat_map(|record| gzip(record)).collect(),
        ),
    ]
}

#[test]
fn what_is_cut_off_fails_and_never_silently() {
    for (name, bytes) in samples() {
        let whole = read(name, &bytes);
        assert!(
            whole
                .iter()
                .all(|record| matches!(record.outcome, Outcome::Story(_)))
        );
        for at in (1..bytes.len()).step_by(bytes.len() / 60 + 1) {
            let records = read(name, &bytes[..at]);
            assert!(!records.is_empty(), "{name} {at}");
            let failed = records
                .iter()
                .any(|record| matches!(record.outcome, Outcome::Failed(_)));
            // What pads a tar out says nothing, and a head of some bytes is no archive.
            let complete = stories(&records).len() == stories(&whole).len();
            assert!(
                failed || complete || at < 600,
                "{name} {at}: {:?}",
                told(&records)
            );
        }
    }
}

#[test]
fn what_stands_before_a_cut_is_read() {
    let long = (0..4000).fold(String::from("Tin"), |text, number| {
        format!("{text} {}", number * 7919 % 10007)
    });
    let files: Files<'_> = &[("a.txt", TIN.as_bytes()), ("b.txt", long.as_bytes())];
    // The others give a block of their content at once, or nothing of it.
    let bytes = gzip(&tar(files));
    let records = told(&read("x", &bytes[..bytes.len() - 600]));
    assert_eq!(records[0], "x!/a.txt#0: story");
    assert!(
        records[1].starts_with("x!/b.txt#0: failed: cannot read on: "),
        "{records:?}"
    );
    let pages = [page("https://a.example/1", TIN), page("https://a.example/2", TIN)];
    let bytes = gzip(&warc(&pages));
    let records = told(&read("x", &bytes[..bytes.len() - 12]));
    assert_eq!(records[0], "x@0#0: story");
    assert!(records[1].contains("#0: failed: cannot read "), "{records:?}");
}

#[test]
fn damaged_bytes_are_read_or_refused() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for (name, bytes) in samples() {
        for at in 0..bytes.len().min(2000) {
            let at = if bytes.len() > 2000 {
                random() % bytes.len()
            } else {
                at
            };
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (random() % 8);
            assert!(!read(name, &damaged).is_empty(), "{name} {at}");
        }
        for _ in 0..200 {
            let mut damaged = bytes.clone();
            for _ in 0..1 + random() % 6 {
                let at = random() % damaged.len();
                damaged[at] = random() as u8;
            }
            assert!(!read(name, &damaged).is_empty(), "{name}");
        }
    }
}

#[test]
fn a_zip_that_is_damaged_says_what_it_is() {
    let bytes = zip(&[("a.txt", TIN.as_bytes()), ("b.txt", TIN.as_bytes())]);
    let mut wrong = bytes.clone();
    let directory = memchr::memmem::find(&wrong, b"PK\x01\x02").unwrap();
    wrong[directory + 16] ^= 1;
    assert_eq!(
        told(&read("x.zip", &wrong)),
        [
            "x.zip!/a.txt#0: failed: cannot read on: its checksum is not the one that the zip says",
            "x.zip!/b.txt#0: story"
        ]
    );
    let mut locked = bytes.clone();
    locked[directory + 8] |= 1;
    locked[directory + 46 + 5 + 10] = 99;
    let records = told(&read("x.zip", &locked));
    assert_eq!(records[0], "x.zip!/a.txt#0: failed: it is encrypted");
    assert_eq!(
        told(&read("x.zip", &bytes[..bytes.len() - 30])),
        ["x.zip#0: failed: cannot read the zip: it has no directory: it is cut off"]
    );
    let mut method = bytes;
    method[directory + 10] = 14;
    assert_eq!(
        told(&read("x.zip", &method))[0],
        "x.zip!/a.txt#0: failed: it is packed by method 14 of zip, which is not read"
    );
}

#[test]
fn members_with_hostile_names_keep_to_their_archive() {
    let mut bytes = tar(&[("aaaaaaaaaaaaaaaaaaaa.txt", TIN.as_bytes())]);
    for (name, clean) in [
        (&b"../../../etc/passwd"[..], "etc/passwd"),
        (b"/absolute", "absolute"),
        (b"a\x1b]0;x\x07b", "a\\x1B]0;x\\x07b"),
        (b"caf\xe9.txt", "caf\\xE9.txt"),
        (b"a\\..\\b.txt", "a/b.txt"),
    ] {
        let header: &mut [u8; 512] = bytes.first_chunk_mut().unwrap();
        header[..100].fill(0);
        header[..name.len()].copy_from_slice(name);
        let mut fixed = ::tar::Header::from_byte_slice(&*header).clone();
        fixed.set_cksum();
        header.copy_from_slice(fixed.as_bytes());
        assert_eq!(told(&read("x.tar", &bytes)), [format!("x.tar!/{clean}#0: story")]);
    }
}

#[test]
fn what_follows_an_archive_is_told() {
    let joined = [
        tar(&[("a.txt", TIN.as_bytes())]),
        tar(&[("b.txt", TIN.as_bytes())]),
    ]
    .concat();
    assert_eq!(stories(&read("x.tar", &joined)).len(), 2);
    let tail = [tar(&[("a.txt", TIN.as_bytes())]), vec![b'x'; 600]].concat();
    let records = told(&read("x.tar", &tail));
    assert!(
        records[1].starts_with("x.tar#0: skipped: what follows the end of the tar"),
        "{records:?}"
    );
    let gzipped = [gzip(LEAD.as_bytes()), b"tail".to_vec()].concat();
    let records = told(&read("a.jsonl.gz", &gzipped));
    assert!(
        records
            .last()
            .unwrap()
            .ends_with("behind the gzip stands what is none"),
        "{records:?}"
    );
}
