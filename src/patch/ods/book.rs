//! A workbook opened to be changed: its content with where things stand, its styles.
//!
//! What no change can be made to without harm is refused here as a whole: signed, encrypted, with recorded revisions.

use super::scan::{self, Scan, Wanted};
use super::styles::Styles;
use super::table::Sheet;
use crate::grid::{self, Workbook};
use crate::package::{Package, Part};
use crate::patch::{Edit, Refusal};
use jiff::civil::{Date, date};
use std::cell::OnceCell;

/// The part that holds the sheets.
pub(super) const CONTENT: &str = "content.xml";
const TEMPLATE: &str = "styles.xml";
const SIGNATURES: &str = "META-INF/documentsignatures.xml";

/// The prefixes by which things are called here, with what they stand for.
const PREFIXES: [(&str, &str); 3] = [
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];

/// A workbook as far as it was read.
pub(super) struct Book<'a> {
    /// The part that holds the sheets.
    pub content: Part,
    /// Where things stand in it.
    pub scan: Scan,
    /// The styles of cells.
    pub styles: Styles,
    /// The whole workbook as the grid reads it, once somebody asks: few rules need it.
    grid: OnceCell<Option<Workbook>>,
    bytes: &'a [u8],
    /// Whether any cell has a formula.
    pub has_formulas: bool,
}

impl<'a> Book<'a> {
    /// Reads a workbook, if it is one that can be changed.
    pub fn open(bytes: &'a [u8], package: &mut Package, edits: &[Edit]) -> Result<Book<'a>, Refusal> {
        if package.has(SIGNATURES) {
            return Err(Refusal::Signed);
        }
        let mut styles = Styles::default();
        if package.has(TEMPLATE) {
            styles.template(&package.part(TEMPLATE)?)?;
        }
        let content = package.part(CONTENT)?;
        if content.is_converted() {
            return Err(Refusal::Encoding);
        }
        styles.content(&content)?;
        let whole = content.slice(0..content.bytes().len());
        let has_formulas = whole.contains("table:formula");
        let mut wanted = Wanted { all: has_formulas, ..Wanted::default() };
        for edit in edits {
            wanted.rows.entry(edit.sheet.to_lowercase()).or_default().insert(edit.cell.row);
        }
        let scan = scan::scan(&content, &wanted)?;
        let book = Book { content, scan, styles, grid: OnceCell::new(), bytes, has_formulas };
        match () {
            () if book.scan.tracked => Err(Refusal::Tracked),
            () if !PREFIXES.into_iter().all(|prefix| book.is_bound(prefix)) => Err(Refusal::Format),
            () => Ok(book),
        }
    }

    /// Whether a prefix stands for what it should in the whole content.
    fn is_bound(&self, (prefix, name): (&str, &str)) -> bool {
        let root = self.content.slice(self.scan.root.clone());
        ['"', '\''].iter().any(|quote| root.contains(&format!("xmlns:{prefix}={quote}{name}{quote}")))
    }

    /// Day 0 of the workbook.
    pub fn day_zero(&self) -> Date {
        self.scan.day_zero.unwrap_or(date(1899, 12, 30))
    }

    /// The position of the sheet of this name, if it is the only one.
    pub fn position(&self, name: &str) -> Option<usize> {
        let mut found = (0..).zip(&self.scan.sheets).filter(|(_, sheet)| is_name(name, &sheet.name));
        found.next().filter(|_| found.next().is_none()).map(|(position, _)| position)
    }

    /// A sheet of the file.
    pub fn sheet(&self, position: usize) -> Option<&Sheet> {
        self.scan.sheets.get(position)
    }

    /// A sheet as the grid read it.
    pub fn read(&self, name: &str) -> Option<&grid::Sheet> {
        let grid = self.grid.get_or_init(|| grid::open(&"".into(), self.bytes.to_vec()).0);
        grid.as_ref()?.sheets.iter().find(|sheet| is_name(name, &sheet.name))
    }
}

/// Whether a sheet is called so: programs do not tell capitals from small letters.
fn is_name(asked: &str, name: &str) -> bool {
    asked.to_lowercase() == name.to_lowercase()
}
