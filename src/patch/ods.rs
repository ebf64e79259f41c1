//! Cells of an OpenDocument spreadsheet changed where they stand in its content.
//!
//! The content is read twice, by the grid for what the cells hold and here for where they stand; then only the bytes of
//! the cells concerned are replaced. Every other part of the package is copied as it is stored.

mod address;
mod atoms;
mod cell;
mod dress;
mod format;
mod grow;
mod judge;
mod scan;
mod stored;
mod stretch;
mod styles;
mod text;
mod validation;
mod value;

use super::{Edit, Outcome, Patched, Refusal};
use crate::grid::{self, Format};
use crate::package::{Package, rewrite};
use crate::place::CellRef;
use dress::Wardrobe;
use judge::Book;
use scan::Wanted;
use std::collections::BTreeMap;
use styles::Styles;

const CONTENT: &str = "content.xml";
const TEMPLATE: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
const SIGNATURES: &str = "META-INF/documentsignatures.xml";

/// The prefixes by which things are called here, with what they stand for.
const PREFIXES: [(&str, &str); 3] = [
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];

/// The edits of each cell, by their number.
type Groups<'a> = BTreeMap<(&'a str, CellRef), Vec<usize>>;

/// Applies the edits to the bytes of an OpenDocument spreadsheet.
pub(super) fn patch(bytes: &[u8], edits: &[Edit]) -> Result<Patched, Refusal> {
    let book = open(bytes, edits)?;
    let mut wardrobe = Wardrobe::new(&book.styles, &book.content);
    let mut groups = Groups::new();
    for (number, edit) in edits.iter().enumerate() {
        groups.entry((&edit.sheet, edit.cell)).or_default().push(number);
    }
    let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
    let mut cells: BTreeMap<&str, BTreeMap<CellRef, String>> = BTreeMap::new();
    for ((sheet, _), numbers) in &groups {
        let concerned: Vec<&Edit> = numbers.iter().filter_map(|number| edits.get(*number)).collect();
        let outcome = match book.judge(&concerned, &mut wardrobe) {
            Ok((at, written)) => {
                cells.entry(*sheet).or_default().insert(at, written);
                Outcome::Written
            }
            Err(outcome) => outcome,
        };
        outcomes.extend(numbers.iter().map(|number| (*number, outcome.clone())));
    }
    let outcomes: Vec<Outcome> = outcomes.into_values().collect();
    let differs = outcomes.iter().any(|outcome| matches!(outcome, Outcome::Differs(_)));
    let bytes =
        if differs || cells.is_empty() { None } else { Some(written(bytes, &book, &cells, &wardrobe)?) };
    Ok(Patched { bytes, outcomes, recomputed: Vec::new() })
}

/// The package with these cells in it.
fn written(
    bytes: &[u8],
    book: &Book,
    cells: &BTreeMap<&str, BTreeMap<CellRef, String>>,
    wardrobe: &Wardrobe,
) -> Result<Vec<u8>, Refusal> {
    let mut splices = wardrobe.splices(book.content.slice(book.scan.root.clone()));
    for (name, cells) in cells {
        let sheet = book.sheet(name).ok_or(Refusal::NoSheet)?;
        splices.extend(grow::splices(&book.content, sheet, cells)?);
    }
    let content = stretch::splice(book.content.slice(0..book.content.bytes().len()), splices);
    Ok(rewrite(bytes, &[(CONTENT.to_owned(), content.into_bytes())])?)
}

/// Reads a workbook, if it is one that can be changed.
fn open(bytes: &[u8], edits: &[Edit]) -> Result<Book, Refusal> {
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::Format);
    }
    let mut package = Package::open(bytes)?;
    refuse_locked(&mut package)?;
    let mut styles = Styles::default();
    if package.has(TEMPLATE) {
        styles.template(&package.part(TEMPLATE)?)?;
    }
    let content = package.part(CONTENT)?;
    if content.is_converted() {
        return Err(Refusal::Format);
    }
    styles.content(&content)?;
    let mut wanted = Wanted::new();
    for edit in edits {
        wanted.entry(&edit.sheet).or_default().insert(edit.cell.row);
    }
    let scan = scan::scan(&content, &wanted)?;
    let root = content.slice(scan.root.clone());
    let is_bound = |(prefix, name): (&str, &str)| {
        let quoted = |quote| root.contains(&format!("xmlns:{prefix}={quote}{name}{quote}"));
        quoted('"') || quoted('\'')
    };
    if scan.tracked {
        return Err(Refusal::Tracked);
    }
    let (grid, _) = grid::open(&"".into(), bytes.to_vec());
    let grid = grid.filter(|grid| grid.format == Format::Ods && PREFIXES.into_iter().all(is_bound));
    Ok(Book { content, scan, styles, grid: grid.ok_or(Refusal::Format)? })
}

/// Refuses a package that is signed or encrypted.
fn refuse_locked(package: &mut Package) -> Result<(), Refusal> {
    if package.has(SIGNATURES) {
        return Err(Refusal::Signed);
    }
    let manifest = if package.has(MANIFEST) { package.bytes(MANIFEST)? } else { Vec::new() };
    match String::from_utf8_lossy(&manifest).contains("encryption-data") || package.has("encrypted-package") {
        true => Err(Refusal::Encrypted),
        false => Ok(()),
    }
}
