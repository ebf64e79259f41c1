//! Where things come from: a cell of a sheet, and the value found there.
//!
//! A value never travels without its cell, so [`Cited`] and [`Field`] carry the place along from the
//! moment a cell is read. This module knows addresses; it deliberately does not know what a scheda is,
//! nor how a workbook is opened.

use std::fmt;
use std::sync::Arc;

/// Rows of a sheet.
pub const ROWS: u32 = 1 << 20;
/// Columns of a sheet.
pub const COLUMNS: u32 = 1 << 14;

/// A cell's address: row and column counted from 0, printed as Excel does (`C12`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, from 0 to 1 048 575.
    pub row: u32,
    /// Column, from 0 to 16 383.
    pub column: u32,
}

impl CellRef {
    /// The cell at this row and column, both counted from 0.
    pub fn new(row: u32, column: u32) -> CellRef {
        CellRef { row, column }
    }

    /// A cell written `A1`, in capitals or not, if a sheet has such a cell.
    pub fn read(written: &str) -> Option<CellRef> {
        let digits = written.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = written.split_at_checked(digits)?;
        let mut column: u32 = 0;
        for letter in letters.bytes() {
            let value = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A')?;
            column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
        }
        let row =
            number.bytes().all(|digit| digit.is_ascii_digit()).then(|| number.parse::<u32>().ok())??;
        let cell = CellRef::new(row.checked_sub(1)?, column.checked_sub(1)?);
        (cell.row < ROWS && cell.column < COLUMNS).then_some(cell)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// The letters of a column counted from 0: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells, corners included: one cell, or a merged region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRange {
    /// Top left cell.
    pub first: CellRef,
    /// Bottom right cell.
    pub last: CellRef,
}

impl CellRange {
    /// The range of a single cell.
    pub fn single(cell: CellRef) -> CellRange {
        CellRange { first: cell, last: cell }
    }

    /// A region written `A1:B2`, or a single cell.
    pub fn read(written: &str) -> Option<CellRange> {
        let (first, last) = written.split_once(':').unwrap_or((written, written));
        Some(CellRange { first: CellRef::read(first)?, last: CellRef::read(last)? })
    }

    /// Whether the cell lies inside.
    pub fn contains(&self, cell: CellRef) -> bool {
        self.has_row(cell.row) && self.has_column(cell.column)
    }

    /// Whether the range crosses this row.
    pub fn has_row(&self, row: u32) -> bool {
        (self.first.row..=self.last.row).contains(&row)
    }

    /// Whether the range crosses this column.
    pub fn has_column(&self, column: u32) -> bool {
        (self.first.column..=self.last.column).contains(&column)
    }

    /// Whether the two ranges share a column.
    pub fn shares_columns(&self, other: &CellRange) -> bool {
        self.first.column <= other.last.column && other.first.column <= self.last.column
    }

    /// Whether the two ranges share a cell.
    pub fn overlaps(&self, other: &CellRange) -> bool {
        self.shares_columns(other) && self.first.row <= other.last.row && other.first.row <= self.last.row
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}:{}", self.first, self.last),
        }
    }
}

/// A cell, or a merged region, of a sheet of a workbook. The file is named as the user knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path of the workbook inside the folder being processed, with `/`.
    pub file: Arc<str>,
    /// Name of the sheet, as on its tab.
    pub sheet: Arc<str>,
    /// The cells.
    pub cells: CellRange,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {} › {}", self.file, self.sheet, self.cells.first)
    }
}

/// A value read from a cell, with the text as typed and the cell it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<T> {
    /// What was understood.
    pub value: T,
    /// What the cell shows, as the office typed it.
    pub raw: String,
    /// Where it stands.
    pub place: Place,
}

impl<T> Cited<T> {
    /// The same citation of another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Cited<U> {
        Cited { value: f(self.value), raw: self.raw, place: self.place }
    }

    /// This citation with `value` in place of its own.
    pub fn with<U>(&self, value: U) -> Cited<U> {
        Cited { value, raw: self.raw.clone(), place: self.place.clone() }
    }
}

/// What a form says in one of its boxes. Unknown is a state of the type, never a 0 or an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Field<T> {
    /// Filled in and understood.
    Filled(Cited<T>),
    /// Filled in, but not understood: there is a rilievo on it.
    Unreadable(Cited<()>),
    /// The box is there and empty, or holds dots: here it can be written.
    Blank(Place),
    /// The form has no such box.
    #[default]
    Absent,
}

impl<T> Field<T> {
    /// The value, if it was filled in and understood.
    pub fn value(&self) -> Option<&T> {
        self.cited().map(|cited| &cited.value)
    }

    /// The citation, if it was filled in and understood.
    pub fn cited(&self) -> Option<&Cited<T>> {
        match self {
            Field::Filled(cited) => Some(cited),
            _ => None,
        }
    }

    /// The text as typed, understood or not.
    pub fn raw(&self) -> Option<&str> {
        match self {
            Field::Filled(cited) => Some(&cited.raw),
            Field::Unreadable(cited) => Some(&cited.raw),
            _ => None,
        }
    }

    /// Where the box stands, if the form has it.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Field::Filled(cited) => Some(&cited.place),
            Field::Unreadable(cited) => Some(&cited.place),
            Field::Blank(place) => Some(place),
            Field::Absent => None,
        }
    }

    /// Whether the form has the box at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// The same field with its value changed, place and text kept.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Field::Filled(cited) => Field::Filled(cited.map(f)),
            Field::Unreadable(cited) => Field::Unreadable(cited),
            Field::Blank(place) => Field::Blank(place),
            Field::Absent => Field::Absent,
        }
    }

    /// This field, or `other` where this one says nothing: a filled box wins over a blank one, a blank one over none.
    pub fn or(self, other: Field<T>) -> Field<T> {
        match (&self, &other) {
            (Field::Filled(_) | Field::Unreadable(_), _)
            | (Field::Blank(_), Field::Blank(_) | Field::Absent) => self,
            _ => other,
        }
    }
}
