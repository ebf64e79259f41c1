//! Packages of every make: entries stay in their places, as stored, with all that is said of them.

use crate::banco::{Libro, edit, part, stored_entries, written};
use schedario::package::{Fault, rewrite};

/// An entry of a zip, written by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    name: Vec<u8>,
    content: Vec<u8>,
    flags: u16,
    time: u16,
    date: u16,
    attributes: u32,
    extra: Vec<u8>,
    comment: Vec<u8>,
    large: bool,
}

impl Entry {
    fn new(name: &str, content: &[u8]) -> Entry {
        Entry {
            name: name.as_bytes().to_vec(),
            content: content.to_vec(),
            flags: 0,
            time: 0x6C32,
            date: 0x5721,
            attributes: 0o100_640 << 16,
            extra: Vec::new(),
            comment: Vec::new(),
            large: false,
        }
    }
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

/// A zip with these entries, not compressed; with data descriptors where the flag says so, large where asked.
fn zip(entries: &[Entry], comment: &[u8]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = bytes.len() as u32;
        let (size, crc) = (entry.content.len() as u32, crc(&entry.content));
        let descriptor = entry.flags & 8 != 0;
        let shown = if entry.large { u32::MAX } else { size };
        let mut extra = entry.extra.clone();
        if entry.large {
            extra.extend([1, 0, 16, 0]);
            extra.extend(u64::from(size).to_le_bytes());
            extra.extend(u64::from(size).to_le_bytes());
        }
        let head = |local: bool| {
            let hidden = local && descriptor;
            let mut head = Vec::new();
            for word in [if entry.large { 45u16 } else { 20 }, entry.flags, 0, entry.time, entry.date] {
                head.extend(word.to_le_bytes());
            }
            for long in [crc, shown, shown] {
                head.extend(if hidden { 0 } else { long }.to_le_bytes());
            }
            head.extend((entry.name.len() as u16).to_le_bytes());
            head.extend((extra.len() as u16).to_le_bytes());
            head
        };
        bytes.extend(b"PK\x03\x04");
        bytes.extend(head(true));
        bytes.extend(&entry.name);
        bytes.extend(&extra);
        bytes.extend(&entry.content);
        if descriptor {
            bytes.extend(b"PK\x07\x08");
            for long in [crc, size, size] {
                bytes.extend(long.to_le_bytes());
            }
        }
        directory.extend(b"PK\x01\x02");
        directory.extend(0x0314u16.to_le_bytes());
        directory.extend(head(false));
        directory.extend((entry.comment.len() as u16).to_le_bytes());
        directory.extend([0; 4]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&entry.name);
        directory.extend(&extra);
        directory.extend(&entry.comment);
    }
    let (start, count) = (bytes.len() as u32, entries.len() as u16);
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend((comment.len() as u16).to_le_bytes());
    bytes.extend(comment);
    bytes
}

/// What the directory of a zip says of its entries: name, method, time, date, attributes, extra fields, comment.
type Said = (Vec<u8>, u16, u16, u16, u32, Vec<u8>, Vec<u8>);

fn directory(bytes: &[u8]) -> Vec<Said> {
    let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let long = |at: usize| u32::from(word(at)) | u32::from(word(at + 2)) << 16;
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let (mut at, mut said) = (long(end + 16) as usize, Vec::new());
    for _ in 0..word(end + 10) {
        let lengths = [28, 30, 32].map(|offset| usize::from(word(at + offset)));
        let mut from = at + 46;
        let [name, extra, comment] = lengths.map(|length| {
            from += length;
            bytes[from - length..from].to_vec()
        });
        said.push((name, word(at + 10), word(at + 12), word(at + 14), long(at + 38), extra, comment));
        at = from;
    }
    said
}

fn workbook() -> Vec<Entry> {
    let libro = Libro::with_rows(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    libro.parts().iter().map(|(name, content)| Entry::new(name, content)).collect()
}

fn comment_of(bytes: &[u8]) -> Vec<u8> {
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    bytes[end + 22..].to_vec()
}

#[test]
fn whatever_is_said_of_an_entry_stays_said_of_a_changed_one_too() {
    let mut entries = workbook();
    entries.insert(0, Entry { attributes: 0o40_755 << 16 | 16, ..Entry::new("cartella/", b"") });
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.time += index as u16;
        entry.date += index as u16;
        entry.comment = format!("voce {index}").into_bytes();
        // An extra field of nobody's.
        entry.extra = vec![0x34, 0x12, 2, 0, b'x', index as u8];
    }
    let before = zip(&entries, b"un archivio");
    let after = written(&before, &[edit("A1", "2")]);
    assert_eq!(directory(&after), directory(&before));
    assert_eq!(comment_of(&after), b"un archivio");
    assert_eq!(part(&after, "xl/worksheets/sheet1.xml"), part(&before, "xl/worksheets/sheet1.xml").replace(">1<", ">2<"));
}

#[test]
fn sizes_told_after_the_data_are_no_trouble() {
    let mut entries = workbook();
    for entry in &mut entries {
        entry.flags = 8;
    }
    let after = written(&zip(&entries, b""), &[edit("A1", "2")]);
    assert_eq!(directory(&after).len(), entries.len());
}

#[test]
fn sizes_told_in_the_large_way_are_no_trouble() {
    let mut entries = workbook();
    for entry in &mut entries {
        entry.large = true;
    }
    written(&zip(&entries, b""), &[edit("A1", "2")]);
}

#[test]
fn names_are_kept_as_stored() {
    let mut entries = workbook();
    entries.push(Entry { name: b"xl\\strano.bin".to_vec(), ..Entry::new("", b"uno") });
    entries.push(Entry { name: b"xl/caff\x8a.bin".to_vec(), ..Entry::new("", b"due") });
    entries.push(Entry { flags: 0x800, ..Entry::new("xl/città.bin", b"tre") });
    let sheet = entries.iter_mut().find(|entry| entry.name.ends_with(b"sheet1.xml")).unwrap();
    sheet.name = b"xl\\Worksheets\\SHEET1.xml".to_vec();
    let before = zip(&entries, b"");
    let after = written(&before, &[edit("A1", "2")]);
    assert_eq!(directory(&after), directory(&before));
}

#[test]
fn a_part_that_is_not_there_cannot_be_changed() {
    let bytes = zip(&workbook(), b"");
    assert_eq!(rewrite(&bytes, &[("xl/none.xml".into(), Vec::new())]), Err(Fault::MissingPart));
    assert_eq!(rewrite(&bytes, &[]).map(|bytes| directory(&bytes)), Ok(directory(&bytes)));
}

#[test]
fn the_same_change_gives_the_same_bytes() {
    let bytes = Libro::with_rows("").bytes();
    assert_eq!(written(&bytes, &[edit("A1", "2")]), written(&bytes, &[edit("A1", "2")]));
}

#[test]
fn the_other_entries_keep_their_compressed_bytes() {
    let libro = Libro::with_rows("").part("xl/media/a.bin", &"immagine ".repeat(500));
    let (before, after) = (libro.bytes(), written(&libro.bytes(), &[edit("A1", "2")]));
    for (name, stored) in stored_entries(&before) {
        if !name.ends_with("sheet1.xml") {
            assert!(stored_entries(&after).contains(&(name.clone(), stored)), "{name}");
        }
    }
}
