//! A part of a workbook's package, as text.

use std::io::{Cursor, Read, Write};

/// The part's text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The workbook as a program saves it that computes no formula: their results are gone.
pub fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            content = strip(&String::from_utf8(content).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn strip(xml: &str) -> String {
    let mut parts = xml.split("</f><v>");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        text.push_str("</f><v>");
        text.push_str(&part[part.find("</v>").unwrap()..]);
    }
    text
}
