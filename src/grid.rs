//! A workbook as sheets, a sheet as cells: what stands where, what it shows, how it is filled.
//!
//! This room is the only one that names calamine. It turns every format into the same sparse grid, so that
//! nobody downstream knows xlsx from ods. It deliberately knows no Italian label and no scheda: a cell is a
//! content, a text as shown, a fill. Reading never fails on bad content: a sheet that cannot be read, or a
//! cell that cannot, becomes a rilievo.

mod biff;
mod biff_styles;
mod cfb;
mod draft;
mod format;
mod guard;
mod merges;
mod number;
mod ods;
mod refusal;
mod serial;
mod sniff;
pub(crate) mod stored;
mod value;
mod xls;
mod xlsb;
mod xlsx;

use crate::place::{CellRange, CellRef, Place};
use crate::rilievo::{Dove, Gravita, Rilievo};
use draft::Draft;
pub(crate) use guard::fenced;
use jiff::civil::Date;
pub(crate) use refusal::{Kind, Refusal as Closed};
use refusal::Refusal;
use rust_decimal::Decimal;
pub(crate) use sniff::package;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
pub(crate) use xlsx::book::Book;

/// The file format, told by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML, with or without macros.
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97-2003: colours are not readable.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
}

/// A workbook that was opened, with the sheets that could be read, hidden ones included.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// Path inside the folder, with `/`.
    pub file: Arc<str>,
    /// Format by content.
    pub format: Format,
    /// Sheets in tab order; chart and macro sheets are left out.
    pub sheets: Vec<Sheet>,
}

/// A worksheet: its non-empty or coloured cells.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Path of the workbook inside the folder.
    pub file: Arc<str>,
    /// Name as on the tab.
    pub name: Arc<str>,
    /// Whether the tab is hidden, or very hidden.
    pub hidden: bool,
    /// Whether fills can be read in this format.
    pub has_fills: bool,
    /// Hidden rows, from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns, from 0.
    pub hidden_columns: BTreeSet<u32>,
    /// Merged regions of more than one cell, disjoint, by their first cell.
    pub merges: Vec<CellRange>,
    /// The cells that have a content or a fill, by address; a merged region is its first cell.
    pub cells: BTreeMap<CellRef, Cell>,
    /// For every cell covered by a merged region, that region's first cell. Regions are clipped to the used area.
    pub covered: BTreeMap<CellRef, CellRef>,
}

/// A cell, or a merged region seen as one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its extent.
    pub range: CellRange,
    /// What it holds.
    pub content: Content,
    /// What it shows, as Excel would in Italian: `30%`, `31/12/2023`, `1.750`.
    pub text: String,
    /// Its fill, if it has one that is not white.
    pub fill: Option<Fill>,
    /// Whether the content is a formula's result.
    pub formula: bool,
}

/// A fill colour, resolved to red, green, blue: themes, tints and indexed palettes are already worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fill(pub [u8; 3]);

/// A cell's content.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// Nothing, or only a fill.
    #[default]
    Empty,
    /// Text, rich text flattened, white space as typed.
    Text(String),
    /// A number as stored (0.3 for a cell that shows 30%), to 15 significant digits.
    Number {
        /// The stored number.
        value: Decimal,
        /// Whether the cell's format shows it as a percentage; `None` where the format is not readable (xls).
        percent: Option<bool>,
    },
    /// A date; the time of day is dropped.
    Date {
        /// The day.
        date: Date,
        /// Whether the format shows no year: the mark of Excel's habit of turning `3/5` into a date.
        without_year: bool,
    },
    /// A logical value.
    Bool(bool),
    /// An error, as shown in Italian: `#RIF!`.
    Error(String),
}

/// What a reader brings back: sheets being read, and what it found about others.
#[derive(Default)]
struct Opened {
    drafts: Vec<Draft>,
    findings: Vec<Rilievo>,
}

impl Opened {
    /// Adds a sheet, as long as all of them together are of a size that somebody could have filled in.
    fn add(&mut self, draft: Draft) -> Result<(), Refusal> {
        self.drafts.push(draft);
        draft::measure(&self.drafts)
    }
}

/// Opens a workbook, whatever its extension; `None` if the file is refused, with the rilievo that says why, or without
/// one if it is an output of this program.
pub fn open(file: &Arc<str>, bytes: Vec<u8>) -> (Option<Workbook>, Vec<Rilievo>) {
    match fenced(|| read(file, &bytes)).unwrap_or(Err(Refusal::Damaged)) {
        Ok((workbook, findings)) => (Some(workbook), findings),
        Err(Refusal::Output) => (None, Vec::new()),
        Err(refusal) => (None, vec![refusal.rilievo(file)]),
    }
}

fn read(file: &Arc<str>, bytes: &[u8]) -> Result<(Workbook, Vec<Rilievo>), Refusal> {
    let (format, opened) = match sniff::sniff(file, bytes)? {
        sniff::Sniffed::Compound(compound) => (Format::Xls, xls::read(file, &compound)?),
        sniff::Sniffed::Package(format, mut package) => match format {
            Format::Ods => (format, ods::read(file, &mut package)?),
            Format::Xlsb => (format, xlsb::read(file, &mut package, bytes)?),
            Format::Xlsx | Format::Xls => (format, xlsx::read(file, &mut package)?),
        },
    };
    let mut findings = Vec::from_iter(sniff::extension(file, format));
    findings.extend(opened.findings);
    let drafts = without_homonyms(opened.drafts, file, &mut findings);
    let mut sheets = Vec::new();
    for draft in drafts {
        let (sheet, found) = draft.finish();
        sheets.push(sheet);
        findings.extend(found);
    }
    Ok((Workbook { file: file.clone(), format, sheets }, findings))
}

/// The sheets that alone have their name: of two with one name, nobody can say which is meant.
fn without_homonyms(drafts: Vec<Draft>, file: &Arc<str>, findings: &mut Vec<Rilievo>) -> Vec<Draft> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for draft in &drafts {
        *times.entry(draft.name().to_lowercase()).or_default() += 1;
    }
    let (kept, homonyms): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| times.get(&draft.name().to_lowercase()) == Some(&1));
    for draft in homonyms {
        let message = "più fogli hanno questo nome e nessuno è stato letto: dare a ciascuno un nome diverso";
        findings.push(Rilievo::new("LET010", Gravita::Errore, Dove::foglio(file, draft.name()), message));
    }
    kept
}

impl Sheet {
    /// The cell at this address, or the merged region that covers it; `None` if it is empty and without fill.
    pub fn at(&self, row: u32, column: u32) -> Option<&Cell> {
        let cell = CellRef::new(row, column);
        self.cells.get(self.covered.get(&cell).unwrap_or(&cell))
    }

    /// The extent of the cell at this address: the merged region that covers it, or itself.
    pub fn extent(&self, row: u32, column: u32) -> CellRange {
        let cell = CellRef::new(row, column);
        let first = *self.covered.get(&cell).unwrap_or(&cell);
        let found = self.merges.binary_search_by_key(&first, |merge| merge.first);
        found.ok().and_then(|at| self.merges.get(at)).copied().unwrap_or(CellRange::single(first))
    }

    /// The place of some cells of this sheet.
    pub fn place(&self, cells: CellRange) -> Place {
        Place { file: self.file.clone(), sheet: self.name.clone(), cells }
    }

    /// Cells with a content, in reading order.
    pub fn filled(&self) -> impl Iterator<Item = &Cell> {
        self.cells.values().filter(|cell| cell.content != Content::Empty)
    }
}
