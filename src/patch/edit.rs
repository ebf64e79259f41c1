//! What is asked of a workbook, and what became of it.

use super::Refusal;
use crate::grid::Content;
use crate::place::CellRef;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// A cell to be changed. Several edits may concern one cell only if all of them replace stretches of its text that do
/// not overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The sheet's name, as on its tab.
    pub sheet: Arc<str>,
    /// The cell; of a merged region, its first.
    pub cell: CellRef,
    /// What the cell must hold, as the grid reads it, for the change to be made; `None` to change it whatever it holds.
    pub expected: Option<Content>,
    /// What it shall hold.
    pub change: Change,
}

/// What a cell shall hold. Its style is kept; a number format is given only to a cell that has none of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Nothing; its style stays.
    Empty,
    /// A number as stored: 0.3 for 30%.
    Number {
        /// The stored number.
        value: Decimal,
        /// Whether it is meant to be shown as a percentage.
        percent: bool,
    },
    /// A day.
    Date(Date),
    /// A logical value.
    Bool(bool),
    /// A text, with lines ended by `\n`.
    Text(String),
    /// A stretch of the cell's text replaced, the formatting of everything around it kept.
    Stretch {
        /// Bytes of the text as the grid reads it; empty to insert.
        range: Range<usize>,
        /// What takes their place, in the formatting of the first character replaced, or of the one before.
        text: String,
    },
}

/// What became of an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Made.
    Written,
    /// The cell held it already.
    Already,
    /// The cell holds something else than expected: nothing at all was changed in this workbook.
    Differs(Content),
    /// Cannot be made, and why.
    Refused(Refusal),
}

/// A formula whose saved result depended on a changed cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Recomputed {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Its cell.
    pub cell: CellRef,
    /// Its new saved result; `None` if it was taken away, for the spreadsheet program to compute.
    pub value: Option<Content>,
}

/// A workbook after its edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Patched {
    /// The new bytes; `None` if nothing changes.
    pub bytes: Option<Vec<u8>>,
    /// What became of each edit, in their order.
    pub outcomes: Vec<Outcome>,
    /// The formulas whose results followed.
    pub recomputed: Vec<Recomputed>,
}
