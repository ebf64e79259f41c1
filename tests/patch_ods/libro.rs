//! Small workbooks written by hand, and what a patch made of them.

use jiff::civil::Date;
use rust_decimal::Decimal;
use schedario::grid::{self, Content, Workbook};
use schedario::patch::{self, Change, Edit, Outcome, Patched};
use schedario::place::CellRef;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;

/// A workbook in the making: what stands in its content.
#[derive(Default)]
pub struct Libro {
    /// The styles of the content.
    pub styles: String,
    /// What stands before the sheets.
    pub before: String,
    /// The sheets.
    pub tables: String,
    /// What stands after the sheets.
    pub after: String,
    /// More parts of the package.
    pub parts: Vec<(String, Vec<u8>)>,
}

/// A workbook with one sheet, `Foglio`, of these rows.
pub fn foglio(rows: &str) -> Libro {
    Libro {
        tables: format!(r#"<table:table table:name="Foglio"><table:table-column table:number-columns-repeated="16384"/>{rows}</table:table>"#),
        ..Libro::default()
    }
}

impl Libro {
    pub fn content(&self) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3"><office:automatic-styles>{}</office:automatic-styles><office:body><office:spreadsheet>{}{}{}</office:spreadsheet></office:body></office:document-content>"#,
            self.styles, self.before, self.tables, self.after
        )
    }

    pub fn bytes(&self) -> Vec<u8> {
        package(&self.content(), &self.parts)
    }
}

/// A package of this content, with a template, a picture, and these parts.
pub fn package(content: &str, parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let template = format!(
        r##"<office:document-styles {NAMES}><office:styles><style:default-style style:family="table-cell"/><number:number-style style:name="N0"><number:number number:min-integer-digits="1"/></number:number-style><style:style style:name="Default" style:family="table-cell" style:data-style-name="N0"/><style:style style:name="Giallo" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#ffff00"/></style:style></office:styles></office:document-styles>"##
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut write = |name: &str, bytes: &[u8], options| {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    };
    write("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", stored);
    write("Pictures/stemma.png", &[137, 80, 78, 71, 0, 1, 2, 3], stored);
    write("content.xml", content.as_bytes(), deflated);
    write("styles.xml", template.as_bytes(), deflated);
    for (name, bytes) in parts {
        write(name, bytes, deflated);
    }
    write("META-INF/manifest.xml", manifest.as_bytes(), deflated);
    writer.finish().unwrap().into_inner()
}

/// An edit of a cell of `Foglio`, whatever it holds.
pub fn edit(cell: &str, change: Change) -> Edit {
    Edit { sheet: "Foglio".into(), cell: CellRef::read(cell).unwrap(), expected: None, change }
}

pub fn number(written: &str) -> Change {
    Change::Number { value: written.parse::<Decimal>().unwrap(), percent: false }
}

pub fn percent(written: &str) -> Change {
    Change::Number { value: written.parse::<Decimal>().unwrap(), percent: true }
}

pub fn text(written: &str) -> Change {
    Change::Text(written.to_owned())
}

pub fn day(written: &str) -> Change {
    Change::Date(written.parse::<Date>().unwrap())
}

pub fn patch(bytes: &[u8], edits: &[Edit]) -> Patched {
    patch::patch(bytes, edits).expect("la cartella di lavoro è stata rifiutata")
}

/// The new bytes, when every edit was made.
pub fn patched(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let patched = patch(bytes, edits);
    assert!(patched.outcomes.iter().all(|outcome| *outcome == Outcome::Written), "{:?}", patched.outcomes);
    patched.bytes.expect("non è cambiato nulla")
}

/// The content of a workbook.
pub fn content(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut content = String::new();
    archive.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    content
}

/// What follows `Foglio`'s columns in the content, up to the end of the sheet.
pub fn rows(bytes: &[u8]) -> String {
    let content = content(bytes);
    let start = content.find(r#"table:number-columns-repeated="16384"/>"#).unwrap();
    let rows = &content[start + r#"table:number-columns-repeated="16384"/>"#.len()..];
    rows[..rows.find("</table:table>").unwrap()].to_owned()
}

pub fn open(bytes: &[u8]) -> Workbook {
    let (book, findings) = grid::open(&"libro.ods".into(), bytes.to_vec());
    book.unwrap_or_else(|| panic!("{findings:?}"))
}

/// What a cell of a sheet holds.
pub fn held(bytes: &[u8], sheet: &str, cell: &str) -> Content {
    let book = open(bytes);
    let sheet = book.sheets.iter().find(|found| &*found.name == sheet).unwrap();
    sheet.cells.get(&CellRef::read(cell).unwrap()).map(|cell| cell.content.clone()).unwrap_or_default()
}

/// What a cell of `Foglio` shows.
pub fn shown(bytes: &[u8], cell: &str) -> String {
    let book = open(bytes);
    let found = book.sheets[0].cells.get(&CellRef::read(cell).unwrap());
    found.map(|cell| cell.text.clone()).unwrap_or_default()
}

/// Every part but the content as it is stored, in order: name, compression, compressed bytes, date.
pub fn others(bytes: &[u8]) -> Vec<(String, CompressionMethod, Vec<u8>, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index_raw(at).unwrap();
        let mut raw = Vec::new();
        entry.read_to_end(&mut raw).unwrap();
        let name = entry.name().unwrap().to_string();
        if name == "content.xml" {
            raw.clear();
        }
        let date = format!("{:?}", entry.last_modified());
        found.push((name, entry.compression(), raw, date));
    }
    found
}
