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
        (self.range.first == self.range.last && self.first_sheet == self.last_sheet)
            .then_some(self.range.first)
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

/// The same cells from the top left to the bottom right, whichever corners were named.
pub fn upright(range: CellRange) -> CellRange {
    let (one, other) = (range.first, range.last);
    CellRange {
        first: CellRef::new(one.row.min(other.row), one.column.min(other.column)),
        last: CellRef::new(one.row.max(other.row), one.column.max(other.column)),
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
        let mut rest = written.as_bytes();
        let fixed = |rest: &mut &[u8]| match rest.strip_prefix(b"$") {
            Some(after) => {
                *rest = after;
                true
            }
            None => false,
        };
        let fixed_column = fixed(&mut rest);
        let (column, after) = counted(rest, u8::is_ascii_alphabetic, 26, |letter| (letter & 31).into())?;
        rest = after;
        // a sign before the digits alone belongs to the row
        let fixed_row = if column.is_none() { fixed_column } else { fixed(&mut rest) };
        let (row, after) = counted(rest, u8::is_ascii_digit, 10, |digit| (digit & 15).into())?;
        let line = |number: Option<u32>, fixed, lines| match number {
            None => Some(None),
            Some(number) => {
                let at = number.checked_sub(1).filter(|at| *at < lines)?;
                Some(Some(Line { at, fixed }))
            }
        };
        let whole = after.is_empty() && (row.is_some() || (column.is_some() && !fixed_row));
        whole.then_some(Corner {
            row: line(row, fixed_row, ROWS)?,
            column: line(column, fixed_column, COLUMNS)?,
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

/// The number that the first bytes of a sort write in this base, if there are any, and the bytes after them.
fn counted(
    bytes: &[u8],
    sort: fn(&u8) -> bool,
    base: u32,
    value: fn(u8) -> u32,
) -> Option<(Option<u32>, &[u8])> {
    let end = bytes.iter().position(|byte| !sort(byte)).unwrap_or(bytes.len());
    let (written, after) = bytes.split_at(end);
    let number =
        written.iter().try_fold(0u32, |number, byte| number.checked_mul(base)?.checked_add(value(*byte)))?;
    Some(((end > 0).then_some(number), after))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_read_as_they_are_written() {
        for written in ["A1", "$A1", "A$1", "$A$1", "A", "$XFD", "$7", "1048576", "XFD1048576"] {
            assert_eq!(Corner::read(written).map(|corner| corner.written()).as_deref(), Some(written));
        }
        assert_eq!(Corner::read("ab12"), Corner::read("AB12"));
        for other in [
            "",
            "$",
            "A0",
            "A$",
            "$$1",
            "$A$",
            "XFE1",
            "A1048577",
            "1.5",
            "A1B",
            "É1",
            "LOG10A",
            "99999999999",
        ] {
            assert_eq!(Corner::read(other), None, "{other}");
        }
    }
}
