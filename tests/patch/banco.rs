//! The bench of the patch room: workbooks made by hand part by part, edits written as an office would type them, and
//! what must hold after any change whatever.

use jiff::civil::Date;
use schedario::grid::{self, Content, Workbook};
use schedario::package::{Event, Package};
use schedario::patch::{Change, Edit, Outcome, Patched, patch, prove, prove_parts};
use schedario::place::CellRef;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook made by hand: its sheets and whatever other parts.
pub struct Libro {
    sheets: Vec<(String, String)>,
    parts: BTreeMap<String, String>,
    /// What the workbook part says besides its sheets.
    pub before_sheets: String,
    pub after_sheets: String,
    /// Relationships of sheets by position, whole.
    pub relations: BTreeMap<usize, String>,
}

impl Libro {
    /// A workbook of one sheet, "Scheda", with this inside its `sheetData`.
    pub fn with_rows(rows: &str) -> Libro {
        Libro::with_sheet(&format!(
            r#"<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{rows}</sheetData></worksheet>"#
        ))
    }

    /// A workbook of one sheet, "Scheda", with this part.
    pub fn with_sheet(part: &str) -> Libro {
        Libro {
            sheets: vec![("Scheda".to_owned(), part.to_owned())],
            parts: BTreeMap::new(),
            before_sheets: String::new(),
            after_sheets: String::new(),
            relations: BTreeMap::new(),
        }
    }

    /// With another sheet of these rows.
    pub fn and_sheet(mut self, name: &str, rows: &str) -> Libro {
        let part = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        self.sheets.push((name.to_owned(), part));
        self
    }

    /// With these styles of cells, each `xf` whole.
    pub fn styles(self, formats: &str, styles: &[&str]) -> Libro {
        let count = styles.len();
        let styles = styles.concat();
        self.part(
            "xl/styles.xml",
            &format!(
                r#"<styleSheet xmlns="{MAIN}">{formats}<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="{count}">{styles}</cellXfs></styleSheet>"#
            ),
        )
    }

    /// With these shared texts, each `si` whole.
    pub fn strings(self, items: &[&str]) -> Libro {
        let items = items.concat();
        self.part(
            "xl/sharedStrings.xml",
            &format!(r#"<sst xmlns="{MAIN}" count="9" uniqueCount="9">{items}</sst>"#),
        )
    }

    pub fn part(mut self, name: &str, text: &str) -> Libro {
        self.parts.insert(name.to_owned(), text.to_owned());
        self
    }

    /// Its parts, by name.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let (mut sheets, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
        for (index, (name, part)) in self.sheets.iter().enumerate() {
            let number = index + 1;
            sheets.push_str(&format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#));
            relations.push_str(&relation(
                &format!("rId{number}"),
                "worksheet",
                &format!("worksheets/sheet{number}.xml"),
            ));
            parts.push((format!("xl/worksheets/sheet{number}.xml"), part.clone().into_bytes()));
            if let Some(own) = self.relations.get(&index) {
                parts.push((
                    format!("xl/worksheets/_rels/sheet{number}.xml.rels"),
                    relationships(own).into_bytes(),
                ));
            }
        }
        for (kind, name) in [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")] {
            if self.parts.contains_key(&format!("xl/{name}")) {
                relations.push_str(&relation(kind, kind, name));
            }
        }
        let (before, after) = (&self.before_sheets, &self.after_sheets);
        let book = format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets>{after}</workbook>"#
        );
        parts.push((
            "_rels/.rels".into(),
            relationships(&relation("rId1", "officeDocument", "xl/workbook.xml")).into_bytes(),
        ));
        parts.push(("xl/workbook.xml".into(), book.into_bytes()));
        parts.push(("xl/_rels/workbook.xml.rels".into(), relationships(&relations).into_bytes()));
        parts.extend(self.parts.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
        parts
    }

    pub fn bytes(&self) -> Vec<u8> {
        zipped(&self.parts())
    }
}

pub fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
}

fn relationships(inside: &str) -> String {
    format!(r#"<Relationships xmlns="{PACKAGE}">{inside}</Relationships>"#)
}

/// These parts as a package.
pub fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part of a package, as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(Package::open(bytes).unwrap().bytes(name).unwrap()).unwrap()
}

pub fn cell(address: &str) -> CellRef {
    CellRef::read(address).unwrap()
}

/// What an office types: `` nothing, `12,5`, `80%`, `31/12/2023`, `VERO`, else a text; `'` makes a text of anything.
pub fn typed(text: &str) -> Change {
    let number = |text: &str| text.replace(',', ".").parse::<rust_decimal::Decimal>().ok();
    let date = |text: &str| {
        let parts: Vec<&str> = text.split('/').collect();
        let [day, month, year] = parts.as_slice() else { return None };
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let percent = text.strip_suffix('%').and_then(number);
    match text {
        "" => Change::Empty,
        "VERO" => Change::Bool(true),
        "FALSO" => Change::Bool(false),
        _ if text.starts_with('\'') => Change::Text(text[1..].to_owned()),
        _ => match (number(text), percent, date(text)) {
            (Some(value), ..) => Change::Number { value, percent: false },
            (_, Some(value), _) => {
                Change::Number { value: value / rust_decimal::Decimal::from(100), percent: true }
            }
            (.., Some(day)) => Change::Date(day),
            _ => Change::Text(text.to_owned()),
        },
    }
}

/// An edit of the sheet "Scheda", whatever the cell holds.
pub fn edit(address: &str, new: &str) -> Edit {
    Edit { sheet: "Scheda".into(), cell: cell(address), expected: None, change: typed(new) }
}

/// The replacement of the first `old` in a cell that holds `whole`.
pub fn stretch(address: &str, whole: &str, old: &str, new: &str) -> Edit {
    let start = whole.find(old).unwrap();
    let change = Change::Stretch { range: start..start + old.len(), text: new.to_owned() };
    Edit {
        sheet: "Scheda".into(),
        cell: cell(address),
        expected: Some(Content::Text(whole.to_owned())),
        change,
    }
}

pub fn read(bytes: &[u8]) -> Workbook {
    let (workbook, findings) = grid::open(&"prova.xlsx".into(), bytes.to_vec());
    workbook.unwrap_or_else(|| panic!("the workbook opens: {findings:?}"))
}

/// What a cell of the sheet "Scheda" shows.
pub fn shown(bytes: &[u8], address: &str) -> String {
    shown_on(bytes, "Scheda", address)
}

pub fn shown_on(bytes: &[u8], sheet: &str, address: &str) -> String {
    let workbook = read(bytes);
    let sheet = workbook.sheets.iter().find(|known| &*known.name == sheet).unwrap();
    sheet.cells.get(&cell(address)).map(|cell| cell.text.clone()).unwrap_or_default()
}

/// Makes the edits, and holds what must hold after any change: only the cells meant to change did, the parts are
/// sound, and the same edits again find everything as it should be.
pub fn patched(bytes: &[u8], edits: &[Edit]) -> Patched {
    let patched = patch(bytes, edits).unwrap_or_else(|refusal| panic!("{}", refusal.reason()));
    let Some(after) = &patched.bytes else { return patched };
    assert_eq!(prove(&read(bytes), &read(after), edits, &patched), Ok(()));
    assert_eq!(prove_parts(bytes, after, edits, &patched), Ok(()));
    assert_sound(after);
    let again = patch(after, edits).unwrap();
    for ((edit, first), second) in edits.iter().zip(&patched.outcomes).zip(&again.outcomes) {
        let repeats = matches!(edit.change, Change::Stretch { .. }) && edit.expected.is_none();
        match first {
            Outcome::Written | Outcome::Already if !repeats => {
                assert_eq!(*second, Outcome::Already, "{edit:?}")
            }
            _ => {}
        }
    }
    let all_settled = again.outcomes.iter().all(|outcome| *outcome != Outcome::Written);
    assert!(!all_settled || again.bytes.is_none(), "the second time nothing changes");
    patched
}

/// The bytes after edits all of which are made.
pub fn written(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let patched = patched(bytes, edits);
    for (edit, outcome) in edits.iter().zip(&patched.outcomes) {
        assert_eq!(*outcome, Outcome::Written, "{} {:?}", edit.cell, edit.change);
    }
    patched.bytes.expect("something changes")
}

/// Why the edit is refused.
pub fn refused(bytes: &[u8], edit: Edit) -> String {
    let patched = patched(bytes, &[edit]);
    assert_eq!(patched.bytes, None);
    match &patched.outcomes[..] {
        [Outcome::Refused(refusal)] => refusal.reason(),
        other => panic!("refused: {other:?}"),
    }
}

/// Every sheet well formed, its rows and cells in order, addresses inside the declared extent and columns.
pub fn assert_sound(bytes: &[u8]) {
    let mut package = Package::open(bytes).unwrap();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let part = package.part(name).unwrap();
        part.check().unwrap_or_else(|fault| panic!("{name} {}", fault.reason()));
        if name.contains("worksheets/sheet") && name.ends_with(".xml") {
            assert_sheet(&part);
        }
    }
}

fn assert_sheet(part: &schedario::package::Part) {
    let mut xml = part.xml();
    let (mut last, mut ids) = (None, Vec::new());
    while let Some(event) = xml.next().unwrap() {
        let Event::Start(tag) = event else { continue };
        match tag.name() {
            "c" => {
                let Some(at) = tag.attribute("r").and_then(|at| CellRef::read(&at)) else { continue };
                assert!(last.is_none_or(|last| last < at), "{at} after {last:?}");
                last = Some(at);
                ids.push(at);
            }
            "row" => {
                let spans = tag.attribute("spans");
                assert!(spans.is_none_or(|spans| spans.contains(':')));
            }
            _ => {}
        }
    }
}

/// The entries of a package with their bytes as they are stored, in order.
pub fn stored_entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let all = 0..archive.len();
    let entry = |index| {
        let mut entry = archive.by_index_raw(index).unwrap();
        let mut stored = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut stored).unwrap();
        (entry.name().unwrap().into_owned(), stored)
    };
    all.map(entry).collect()
}
