//! Office Open XML workbooks: scanned by us, their values read by calamine.
//!
//! The file itself is never given to calamine. Its parts are first read whole and checked, then a plain copy
//! with the worksheets alone is packed for it, named by number: so neither a macro sheet nor two sheets with
//! one name can keep the others from being read. What calamine does not tell (hidden rows and columns, merged
//! regions, formulas) comes from the scan.

pub(crate) mod book;
mod cells;
mod scan;

use super::draft::Draft;
use super::format::NumberFormat;
use super::refusal::Refusal;
use super::{Fill, Opened};
use crate::package::{Fault, Package, Part, pack};
use crate::rilievo::{Dove, Gravita, Rilievo};
use book::{Book, SheetEntry};
use calamine::{Reader, Xlsx};
use scan::Scan;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

/// A worksheet whose part was read and scanned.
struct Sheet<'a> {
    entry: &'a SheetEntry,
    part: Part,
    scan: Scan,
}

/// The parts all worksheets share, as far as they are there.
struct Shared {
    strings: Option<Part>,
    styles: Option<Part>,
    theme: Option<Part>,
}

/// How the cells of one style look.
struct Appearance {
    format: NumberFormat,
    fill: Option<Fill>,
}

/// Reads all worksheets.
pub(super) fn read(file: &Arc<str>, package: &mut Package) -> Result<Opened, Refusal> {
    let book = Book::read(package)?;
    let mut opened = Opened::default();
    let shared = Shared::read(package, &book, file, &mut opened.findings)?;
    let mut sheets = Vec::new();
    let mut cells = 0;
    let mut taken = BTreeSet::new();
    for entry in &book.sheets {
        // One part shown as many sheets would multiply a small file.
        if entry.target.as_ref().is_some_and(|target| !taken.insert(target.to_lowercase())) {
            opened.findings.push(unread(
                file,
                &entry.name,
                "ha lo stesso contenuto interno di un altro foglio",
            ));
            continue;
        }
        match Sheet::load(entry, package) {
            Ok(sheet) => {
                cells += sheet.scan.cells;
                sheets.push(sheet);
            }
            Err(reason) => opened.findings.push(unread(file, &entry.name, reason.0)),
        }
        if cells > scan::MOST_CELLS {
            return Err(Refusal::TooManyCells);
        }
    }
    let copy = pack(&parts(&book, &shared, &sheets))?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(copy)).map_err(|_| Refusal::Damaged)?;
    let mut palette = None;
    for (index, sheet) in sheets.into_iter().enumerate() {
        let mut draft = Draft::new(file, &sheet.entry.name, sheet.entry.hidden, true);
        cells::fill(&mut draft, &mut workbook, &book::numbered(index), &sheet, book.from_1904, &mut palette);
        sheet.scan.settle(&mut draft);
        opened.add(draft)?;
    }
    Ok(opened)
}

/// A sheet that is left out, and why.
fn unread(file: &Arc<str>, name: &str, reason: &str) -> Rilievo {
    let message = format!(
        "il foglio non è stato letto: {reason}; aprire il file con Excel e salvarlo di nuovo, o chiederne una nuova copia"
    );
    Rilievo::new("LET005", Gravita::Errore, Dove::foglio(file, &name.into()), message)
}

impl<'a> Sheet<'a> {
    fn load(entry: &'a SheetEntry, package: &mut Package) -> Result<Sheet<'a>, scan::Reason> {
        let target = entry.target.as_ref().ok_or(scan::Reason(Fault::MissingPart.reason()))?;
        let part = package.part(target)?;
        let scan = Scan::read(&part)?;
        Ok(Sheet { entry, part, scan })
    }
}

impl Shared {
    fn read(
        package: &mut Package,
        book: &Book,
        file: &Arc<str>,
        findings: &mut Vec<Rilievo>,
    ) -> Result<Shared, Refusal> {
        let mut checked = |kind: &str| -> Result<Option<Part>, Fault> {
            let Some(target) = book.shared(kind) else { return Ok(None) };
            if !package.has(target) {
                return Ok(None);
            }
            let part = package.part(target)?;
            part.check().map(|()| Some(part))
        };
        let strings = checked("sharedStrings")?;
        if let Some(strings) = &strings {
            scan::check_strings(strings)?;
        }
        let styles = checked("styles")?;
        // The theme only gives colours: without it the workbook is still right.
        let theme = checked("theme").unwrap_or_else(|_| {
            let message = "i colori del tema non sono leggibili: gli sfondi possono risultare diversi";
            findings.push(Rilievo::new("LET002", Gravita::Avviso, Dove::file(file), message));
            None
        });
        Ok(Shared { strings, styles, theme })
    }
}

/// The parts of the copy made for calamine.
fn parts<'a>(book: &'a Book, shared: &'a Shared, sheets: &'a [Sheet]) -> Vec<(String, Vec<&'a [u8]>)> {
    let mut parts = book.skeleton(sheets.len());
    let mut add = |name: &str, part: &'a Option<Part>| {
        parts.extend(part.iter().map(|part| (format!("xl/{name}.xml"), vec![part.bytes()])));
    };
    add("sharedStrings", &shared.strings);
    add("styles", &shared.styles);
    add("theme/theme1", &shared.theme);
    for (index, sheet) in sheets.iter().enumerate() {
        // The declared extent is only a hint, and a wrong one would cost the whole sheet.
        let bytes = sheet.part.bytes();
        let hint = sheet.scan.dimension.clone().unwrap_or(0..0);
        let pieces = [bytes.get(..hint.start), bytes.get(hint.end..)].into_iter().flatten().collect();
        parts.push((format!("xl/worksheets/{}.xml", book::numbered(index)), pieces));
    }
    parts
}
