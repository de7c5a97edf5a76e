//! Archives that would give without end: they are refused, in little time and memory.

use std::io::Read;
use std::time::{Duration, Instant};

use super::super::records::{MOST_MEMBERS, Records};
use super::*;

/// Packs so many bytes of one kind.
fn packed(byte: u8, bytes: u64) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(&mut std::io::repeat(byte).take(bytes), &mut writer).unwrap();
    writer.finish().unwrap()
}

/// A JSON Lines file with a story, and then a line of so many bytes, packed.
fn endless_lines(bytes: u64) -> Vec<u8> {
    [gzip(LEAD.as_bytes()), packed(b' ', bytes)].concat()
}

#[test]
fn much_from_little_is_a_bomb_and_the_rest_goes_on() {
    let bomb = packed(0, 512 << 20);
    let lines = endless_lines(400 << 20);
    let started = Instant::now();
    assert_eq!(
        told(&read("zeros.gz", &bomb)),
        ["zeros.gz#0: skipped: binary file: unknown kind"]
    );
    let reason = "line 3: reading stopped: it unpacks to more than 250 times its size, as a bomb does";
    let read_lines = told(&read("a.jsonl.gz", &lines));
    assert_eq!(
        read_lines,
        [
            "a.jsonl.gz#0: story".to_owned(),
            "a.jsonl.gz#1: story".into(),
            format!("a.jsonl.gz#2: failed: {reason}")
        ]
    );
    let archive = tar(&[
        ("zeros.gz", &bomb),
        ("a.jsonl.gz", &lines),
        ("tin.txt", TIN.as_bytes()),
    ]);
    let records = told(&read("x.tar", &archive));
    assert_eq!(
        records,
        [
            "x.tar!/zeros.gz#0: skipped: binary file: unknown kind".to_owned(),
            "x.tar!/a.jsonl.gz#0: story".into(),
            "x.tar!/a.jsonl.gz#1: story".into(),
            format!("x.tar!/a.jsonl.gz#2: failed: {reason}"),
            "x.tar!/tin.txt#0: story".into(),
        ]
    );
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_tar_that_claims_much_is_a_bomb_once_it_is_passed_over() {
    let mut header = ::tar::Header::new_gnu();
    header.set_path("zeros.bin").unwrap();
    header.set_size(4 << 30);
    header.set_cksum();
    let bytes = [gzip(header.as_bytes()), packed(0, 400 << 20)].concat();
    let records = told(&read("x.tgz", &bytes));
    assert_eq!(
        records[0],
        "x.tgz!/zeros.bin#0: skipped: binary file: unknown kind"
    );
    assert!(records[1].starts_with("x.tgz#0: failed: cannot read the tar on: it unpacks to more"));
    assert_eq!(records.len(), 2);
    // Nothing stands behind the claim.
    header.set_size(u64::MAX / 2);
    header.set_cksum();
    let claimed = told(&read("x.tar", header.as_bytes()));
    assert_eq!(
        claimed,
        ["x.tar!/zeros.bin#0: failed: cannot read it: it is cut off"]
    );
}

#[test]
fn a_sparse_tar_is_not_filled_up() {
    let mut header = ::tar::Header::new_gnu();
    header.set_path("sparse.txt").unwrap();
    header.set_entry_type(::tar::EntryType::GNUSparse);
    header.set_size(0);
    header.as_gnu_mut().unwrap().set_real_size(1 << 50);
    header.set_cksum();
    let bytes = [header.as_bytes(), &tar(&[("tin.txt", TIN.as_bytes())])[..]].concat();
    assert_eq!(
        told(&read("x.tar", &bytes)),
        [
            "x.tar!/sparse.txt#0: failed: a sparse file, which is not read",
            "x.tar!/tin.txt#0: story",
        ]
    );
}

#[test]
fn a_name_without_end_is_not_held() {
    let mut header = ::tar::Header::new_gnu();
    header.set_path("././@LongLink").unwrap();
    header.set_entry_type(::tar::EntryType::GNULongName);
    header.set_size(1 << 40);
    header.set_cksum();
    assert_eq!(
        told(&read("x.tar", header.as_bytes())),
        ["x.tar#0: failed: the name of a member is longer than 1 MiB"]
    );
}

#[test]
fn a_member_of_a_zip_that_is_a_bomb_fails_alone() {
    let options =
        ::zip::write::SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Deflated);
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a.jsonl", options).unwrap();
    writer.write_all(LEAD.as_bytes()).unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(300 << 20), &mut writer).unwrap();
    writer.start_file("tin.txt", options).unwrap();
    writer.write_all(TIN.as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let records = told(&read("x.zip", &bytes));
    assert_eq!(
        records[2..],
        [
            "x.zip!/a.jsonl#2: failed: line 3: reading stopped: it unpacks to more than 250 times its size, as a bomb does",
            "x.zip!/tin.txt#0: story",
        ]
    );
}

#[test]
fn members_of_a_zip_may_not_overlap() {
    let bytes = zip(&[("a.txt", TIN.repeat(40).as_bytes())]);
    let directory = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
    let end = memchr::memmem::rfind(&bytes, b"PK\x05\x06").unwrap();
    // A thousand entries name the one member.
    let entries = bytes[directory..end].repeat(1000);
    let mut tail = bytes[end..].to_vec();
    for at in [8, 10] {
        tail[at..at + 2].copy_from_slice(&1000u16.to_le_bytes());
    }
    tail[12..16].copy_from_slice(&(entries.len() as u32).to_le_bytes());
    let bomb = [&bytes[..directory], &entries, &tail].concat();
    let records = read("x.zip", &bomb);
    assert_eq!(records.len(), 1000);
    assert!(stories(&records).len() as u64 * (directory as u64) <= bomb.len() as u64);
    let last = told(&records[999..]);
    assert_eq!(
        last,
        ["x.zip!/a.txt#0: failed: the members of the zip overlap or are cut off"]
    );
}

#[test]
fn bombs_in_one_another_share_what_the_file_may_give() {
    // Each layer stays below what one alone may give; together they would give terabytes.
    let member = packed(b' ', 60 << 20);
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt.gz")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &*member)).collect();
    let bytes = gzip(&tar(&files));
    let started = Instant::now();
    let records = told(&read("x.tgz", &bytes));
    let last = records.last().unwrap();
    assert!(
        last.contains("all that is packed in it is more than 250 times"),
        "{last}"
    );
    assert!(records.len() < 12, "{records:?}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn members_without_end_are_counted() {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = (0..9).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, TIN.as_bytes())).collect();
    let file = source_file(&folder, "x.tar", &tar(&files));
    let mut records = Records::open(&file, &Arc::default());
    records.members = MOST_MEMBERS - 2;
    let records: Vec<Record> = records.map(Raw::parse).collect();
    assert_eq!(
        told(&records)[1..],
        [
            "x.tar!/1.txt#0: story",
            "x.tar#0: failed: more than 10 million members; those that follow are not read",
        ]
    );
}

#[test]
fn members_of_a_gzip_that_hold_nothing_are_passed_over() {
    let empty = gzip(b"").repeat(200_000);
    let bytes = [empty, gzip(TIN.as_bytes())].concat();
    assert_eq!(told(&read("a.gz", &bytes)), ["a.gz#0: story"]);
}

#[test]
fn a_compression_may_not_ask_for_much_memory() {
    // An xz whose header asks for a dictionary of 4 GiB.
    let mut bytes = xz(TIN.as_bytes());
    let header = 12;
    let dictionary = memchr::memmem::find(&bytes, &[0x21, 1]).unwrap() + 2;
    bytes[dictionary] = 40;
    let end = header + (usize::from(bytes[header]) + 1) * 4;
    let mut crc = flate2::Crc::new();
    crc.update(&bytes[header..end - 4]);
    bytes[end - 4..end].copy_from_slice(&crc.sum().to_le_bytes());
    let records = told(&read("a.xz", &bytes));
    assert!(
        records[0].starts_with("a.xz#0: failed: cannot read it: ") && records.len() == 1,
        "{records:?}"
    );
}
