//! What the formulas of a workbook shall hold after some of its cells changed.
//!
//! A formula's saved result stays in the file beside it, and programs show it without recalculating: after a change,
//! every result that follows from it must be right or be taken away. [`recompute`] says which formulas follow and,
//! where it is certain, their new results. It deliberately is not a spreadsheet: it never guesses, and answers
//! nothing where Excel, LibreOffice and exact arithmetic might show different figures. It knows no XML and no zip.
//!
//! No certain result has, among others:
//! - a choice that the noise of binary arithmetic may turn: `=A1+A2-A3=0` with fractions, `INT` and `ROUND` of a
//!   computed number at its edge, `MATCH` of a computed fraction, a difference of fractions that is nearly 0 inside a
//!   larger formula (as the last operation both programs take it as 0);
//! - what changes with the country: a fraction joined to a text, a text that may be a number or a date, VERO and TRUE;
//! - what depends on more than values: `SUBTOTAL` (hidden rows), the clock, other workbooks, wildcards;
//! - several cells where one is wanted: Excel takes the one in line, or spills them;
//! - in ods, what LibreOffice does in its own way or by a setting: texts as numbers, logical values as numbers, texts
//!   that differ in capitals only, criteria that are a part of a text, most errors;
//! - what builds on a saved result that was wrong before the change, or on a circle;
//! - what comes after some ten million cells looked at.
//!
//! A workbook that computes "with the precision shown" must not be given: here every digit counts.

mod catalog;
mod cells;
mod evaluate;
mod functions;
mod graph;
mod number;
mod parse;
mod reference;
mod scalar;
mod shift;
#[cfg(test)]
mod tests;
mod token;
mod watch;

use crate::place::{CellRange, CellRef};
use graph::Graph;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub use shift::shift;

/// What a cell holds, or a formula's saved result.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing. A formula's empty result is `Text("")`: one that is `Empty` or missing has no saved result.
    #[default]
    Empty,
    /// A number as stored: 0.3 for 30%, a day as its serial number.
    Number(Decimal),
    /// A text.
    Text(String),
    /// A logical value.
    Bool(bool),
    /// An error, as Excel writes it: `#DIV/0!`.
    Error(String),
}

/// The language in which a workbook's formulas are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Excel's, in its English form, without `=`: `SUM(A1:A3)`.
    #[default]
    Excel,
    /// The one of ods, with its prefix: `of:=SUM([.A1:.A3])`.
    OpenFormula,
}

/// How a formula fills its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One formula, one cell.
    #[default]
    Normal,
    /// An array formula (also a dynamic one), over the cells of its range.
    Array,
    /// A what-if table, over the cells of its range.
    DataTable,
}

/// The formulas and values of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// Its sheets, in the order of their tabs, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// Its defined names.
    pub names: Vec<Name>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// The language of its formulas.
    pub dialect: Dialect,
    /// Whether day 0 is 1 January 1904, instead of 30 December 1899.
    pub date_1904: bool,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name, as on its tab.
    pub name: String,
    /// What its cells hold: typed values, and the saved results of formulas.
    pub values: BTreeMap<CellRef, Value>,
    /// Its formulas.
    pub formulas: Vec<Formula>,
}

/// A formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The cell it stands in; the first one, for an array.
    pub cell: CellRef,
    /// Its text as stored: without `=` in Excel's dialect, with its prefix in OpenFormula. A shared formula must be
    /// expanded for its cell ([`shift()`]).
    pub text: String,
    /// The cells it fills, for an array formula or a what-if table.
    pub range: Option<CellRange>,
    /// How it fills them.
    pub kind: Kind,
}

/// A defined name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The sheet it belongs to, by position; `None` if it is the whole workbook's.
    pub sheet: Option<usize>,
    /// What it stands for, as stored; its relative references are seen from A1.
    pub text: String,
}

/// A table inside a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name formulas call it by (`displayName`).
    pub name: String,
    /// Its sheet, by position.
    pub sheet: usize,
    /// All its cells, headers and totals included.
    pub range: CellRange,
    /// The names of its columns, from left to right.
    pub columns: Vec<String>,
    /// How many rows are headers, at the top: 0 or 1.
    pub header_rows: u32,
    /// How many rows are totals, at the bottom: 0 or 1.
    pub totals_rows: u32,
}

/// The formulas that depend on a changed cell, each with the result to be saved, in the order in which they are
/// computed; `None` where the result is not certain, and the saved one must be taken away.
///
/// The sheets' values already hold the new values of the changed cells. A formula depends on the cells it names,
/// directly or through other formulas, names and tables; one that cannot be read, or chooses its cells while computing
/// (`INDIRECT`, `OFFSET`), depends on all. A formula in a changed cell is no longer there. An array formula or a
/// what-if table answers with `None` for each of its cells.
pub fn recompute(book: &Book, changed: &[(usize, CellRef)]) -> Vec<(usize, CellRef, Option<Value>)> {
    let changed: BTreeSet<_> = changed.iter().copied().collect();
    if changed.is_empty() {
        return Vec::new();
    }
    Graph::new(book, &changed).answers()
}
