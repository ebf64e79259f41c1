//! Cells as formulas write them: `$A$1`, `A:A`, `[$'Foglio 1'.A1:.B2]`. Which sheet a name is, the catalogue knows.

use crate::place::{COLUMNS, CellRange, CellRef, ROWS, column_letters};

/// Cells of one sheet, or the same cells of several neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The first sheet, by position.
    pub first_sheet: usize,
    /// The last sheet, by position.
    pub last_sheet: usize,
    /// The cells.
    pub range: CellRange,
}

impl Area {
    /// Cells of one sheet.
    pub fn new(sheet: usize, range: CellRange) -> Area {
        Area { first_sheet: sheet, last_sheet: sheet, range }
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.range.last.row - self.range.first.row + 1
    }

    /// How many columns it has.
    pub fn columns(&self) -> u32 {
        self.range.last.column - self.range.first.column + 1
    }

    /// Its only cell, if it has one only.
    pub fn single(&self) -> Option<CellRef> {
        (self.range.first == self.range.last && self.first_sheet == self.last_sheet).then_some(self.range.first)
    }

    /// The cells of the same sheet that begin where this area does and are as many as those of `other`, as far as
    /// the sheet goes.
    pub fn sized_as(&self, other: &Area) -> Area {
        let first = self.range.first;
        let row = (first.row + (other.rows() - 1)).min(ROWS - 1);
        let column = (first.column + (other.columns() - 1)).min(COLUMNS - 1);
        Area { range: CellRange { first, last: CellRef::new(row, column) }, ..*self }
    }
}

/// A row or a column of a reference, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its position.
    pub at: u32,
    /// Whether it stays when the formula is copied elsewhere (`$`).
    pub fixed: bool,
}

impl Line {
    fn moved(self, by: i64, lines: u32) -> Option<Line> {
        if self.fixed {
            return Some(self);
        }
        let at = u32::try_from(i64::from(self.at).checked_add(by)?).ok()?;
        (at < lines).then_some(Line { at, fixed: false })
    }
}

/// A corner of a reference: a cell, or a whole column or row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// Its row; `None` for a whole column.
    pub row: Option<Line>,
    /// Its column; `None` for a whole row.
    pub column: Option<Line>,
}

impl Corner {
    /// A corner written `$A$1`, `$A` or `$1`.
    pub fn read(written: &str) -> Option<Corner> {
        let (letters, digits) = written.split_at(written.find(|c: char| c.is_ascii_digit()).unwrap_or(written.len()));
        let (letters, fixed_row) = match letters.strip_suffix('$') {
            Some(before) => (before, true),
            None => (letters, false),
        };
        let (letters, fixed_column) = match letters.strip_prefix('$') {
            Some(after) => (after, true),
            None => (letters, false),
        };
        let plain = digits.bytes().all(|digit| digit.is_ascii_digit()) && (!fixed_row || !digits.is_empty());
        let first = CellRef::read(&format!(
            "{}{}",
            if letters.is_empty() { "A" } else { letters },
            if digits.is_empty() { "1" } else { digits }
        ))?;
        let any = !letters.is_empty() || !digits.is_empty();
        (plain && any && (!fixed_column || !letters.is_empty())).then_some(Corner {
            row: (!digits.is_empty()).then_some(Line { at: first.row, fixed: fixed_row }),
            column: (!letters.is_empty()).then_some(Line { at: first.column, fixed: fixed_column }),
        })
    }

    /// The cell, if the corner is one.
    pub fn cell(&self) -> Option<CellRef> {
        Some(CellRef::new(self.row?.at, self.column?.at))
    }

    /// Whether it stays when the formula is copied elsewhere.
    pub fn is_fixed(&self) -> bool {
        [self.row, self.column].iter().flatten().all(|line| line.fixed)
    }

    /// The corner moved where it is not fixed; `None` outside the sheet.
    pub fn moved(&self, rows: i64, columns: i64) -> Option<Corner> {
        let moved = |line: Option<Line>, by, lines| match line {
            Some(line) => line.moved(by, lines).map(Some),
            None => Some(None),
        };
        Some(Corner { row: moved(self.row, rows, ROWS)?, column: moved(self.column, columns, COLUMNS)? })
    }

    /// The corner as Excel writes it.
    pub fn written(&self) -> String {
        let sign = |line: Line| if line.fixed { "$" } else { "" };
        let column = self.column.map(|line| format!("{}{}", sign(line), column_letters(line.at)));
        let row = self.row.map(|line| format!("{}{}", sign(line), line.at + 1));
        column.unwrap_or_default() + &row.unwrap_or_default()
    }
}

/// The cells between two corners of the same sort: two cells, two columns, two rows.
pub fn between(one: Corner, other: Corner) -> Option<CellRange> {
    let lines = |one: Option<Line>, other: Option<Line>, lines: u32| match (one, other) {
        (Some(one), Some(other)) => Some((one.at.min(other.at), one.at.max(other.at))),
        (None, None) => Some((0, lines - 1)),
        _ => None,
    };
    let (top, bottom) = lines(one.row, other.row, ROWS)?;
    let (left, right) = lines(one.column, other.column, COLUMNS)?;
    Some(CellRange { first: CellRef::new(top, left), last: CellRef::new(bottom, right) })
}

/// A reference of OpenFormula, between its brackets.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// Cells: the sheets named (first and last), and the corners.
    Cells(Option<String>, Option<String>, Corner, Corner),
    /// Cells of another workbook.
    Elsewhere,
    /// Cells that are no more.
    Lost,
}

/// Reads what stands between the brackets of an OpenFormula reference: `.A1`, `$'Foglio 1'.A1:.B2`.
pub fn open(inside: &str) -> Option<Open> {
    let bare = outside_quotes(inside);
    if bare.contains("#REF!") {
        return Some(Open::Lost);
    }
    if bare.contains('#') {
        return Some(Open::Elsewhere);
    }
    let (first, second) = match bare.find(':') {
        Some(at) => (inside.get(..at)?, Some(inside.get(at + 1..)?)),
        None => (inside, None),
    };
    let (sheet, corner) = open_corner(first)?;
    match second.map(open_corner) {
        None => {
            corner.cell()?;
            Some(Open::Cells(sheet, None, corner, corner))
        }
        Some(end) => {
            let (last_sheet, end) = end?;
            Some(Open::Cells(sheet, last_sheet, corner, end))
        }
    }
}

fn open_corner(written: &str) -> Option<(Option<String>, Corner)> {
    let dot = outside_quotes(written).rfind('.')?;
    let (sheet, corner) = (written.get(..dot)?, written.get(dot + 1..)?);
    let sheet = sheet.strip_prefix('$').unwrap_or(sheet);
    let name = match sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => sheet.to_owned(),
    };
    Some(((!name.is_empty()).then_some(name), Corner::read(corner)?))
}

/// The same text, byte by byte, with what is between quotes made of underscores.
fn outside_quotes(text: &str) -> String {
    let mut inside = false;
    let hide = |byte: u8| {
        let quote = byte == b'\'';
        inside ^= quote;
        if inside || quote || !byte.is_ascii() { '_' } else { char::from(byte) }
    };
    text.bytes().map(hide).collect()
}
