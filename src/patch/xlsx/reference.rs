//! References to cells as formulas write them: `$A$1:$A$9`, `'Altro foglio'!A:A`.
//!
//! Only what stands for cells by itself is read; anything that must be computed is not.

use crate::place::{COLUMNS, CellRange, CellRef, ROWS};

/// A reference to cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The sheet it names.
    pub sheet: Option<String>,
    /// The cells, as written.
    pub range: CellRange,
    /// Whether row and column of its two corners are fixed.
    fixed: [bool; 4],
}

impl Reference {
    /// Reads a reference that is the whole of a formula.
    pub fn read(formula: &str) -> Option<Reference> {
        let formula = formula.trim().trim_start_matches('=');
        let (sheet, cells) = match formula.rsplit_once('!') {
            Some((sheet, cells)) => (Some(sheet_name(sheet)?), cells),
            None => (None, formula),
        };
        let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
        let (first, last) = (Corner::read(first)?, Corner::read(last)?);
        let range = CellRange {
            first: CellRef::new(first.row.unwrap_or(0), first.column.unwrap_or(0)),
            last: CellRef::new(last.row.unwrap_or(ROWS - 1), last.column.unwrap_or(COLUMNS - 1)),
        };
        let halves =
            first.row.is_some() == last.row.is_some() && first.column.is_some() == last.column.is_some();
        let alone = cells.contains(':') || (first.row.is_some() && first.column.is_some());
        let upright = range.first.row <= range.last.row && range.first.column <= range.last.column;
        let fixed = [first.fixed_row, first.fixed_column, last.fixed_row, last.fixed_column];
        (halves && alone && upright).then_some(Reference { sheet, range, fixed })
    }

    /// Whether it means the same cells wherever it is used.
    pub fn is_absolute(&self) -> bool {
        self.fixed.iter().all(|fixed| *fixed)
    }

    /// The cells it means in `cell`, if it was written in `home`.
    pub fn moved(&self, home: CellRef, cell: CellRef) -> Option<CellRange> {
        let shift = |at: u32, fixed: bool, home: u32, cell: u32| match fixed {
            true => Some(at),
            false => (at + cell).checked_sub(home),
        };
        let [first_row, first_column, last_row, last_column] = self.fixed;
        let corner = |at: CellRef, row: bool, column: bool| {
            let moved = CellRef::new(
                shift(at.row, row, home.row, cell.row)?,
                shift(at.column, column, home.column, cell.column)?,
            );
            (moved.row < ROWS && moved.column < COLUMNS).then_some(moved)
        };
        let first = corner(self.range.first, first_row, first_column)?;
        let last = corner(self.range.last, last_row, last_column)?;
        Some(CellRange { first, last })
    }
}

/// A corner of a reference; a whole row or column lacks the other half, which never moves.
struct Corner {
    row: Option<u32>,
    column: Option<u32>,
    fixed_row: bool,
    fixed_column: bool,
}

impl Corner {
    fn read(written: &str) -> Option<Corner> {
        let written = written.trim();
        let (fixed_column, rest) = dollar(written);
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (letters, rest) = rest.split_at_checked(letters)?;
        // Without letters the dollar belongs to the row.
        let (fixed_row, digits) = if letters.is_empty() { (fixed_column, rest) } else { dollar(rest) };
        let column = match letters {
            "" => None,
            letters => Some(CellRef::read(&format!("{letters}1"))?.column),
        };
        let row = match digits {
            "" => None,
            digits => Some(CellRef::read(&format!("A{digits}"))?.row),
        };
        let some = row.is_some() || column.is_some();
        let (fixed_row, fixed_column) = (fixed_row || row.is_none(), fixed_column || column.is_none());
        some.then_some(Corner { row, column, fixed_row, fixed_column })
    }
}

fn dollar(written: &str) -> (bool, &str) {
    written.strip_prefix('$').map_or((false, written), |rest| (true, rest))
}

/// The name of a sheet, without the quotes it may need; `None` if it is of another file or no name.
fn sheet_name(written: &str) -> Option<String> {
    let name = match written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => written.to_owned(),
    };
    let is_name = !name.is_empty() && !name.contains(['[', ']', ':', '*', '?', '/', '\\']);
    let is_plain = written.starts_with('\'') || !name.contains(['(', ')', ',', ' ', '!', '"', '&', '+', '-']);
    (is_name && is_plain).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(formula: &str) -> Option<(Option<String>, String)> {
        Reference::read(formula).map(|found| (found.sheet, found.range.to_string()))
    }

    #[test]
    fn a_reference_is_cells_on_this_sheet_or_on_another() {
        assert_eq!(range("$A$1:$A$9"), Some((None, "A1:A9".into())));
        assert_eq!(range("'L''elenco'!B2"), Some((Some("L'elenco".into()), "B2".into())));
        assert_eq!(range("Elenchi!A:A"), Some((Some("Elenchi".into()), "A1:A1048576".into())));
        assert_eq!(range("$3:$3"), Some((None, "A3:XFD3".into())));
        for formula in ["Elenco", "INDIRECT(A1)", "A1+1", "[1]Foglio1!A1", "A", "3", "", "A1:B", "B2:A1"] {
            assert_eq!(range(formula), None, "{formula}");
        }
    }

    #[test]
    fn a_relative_reference_moves_with_the_cell() {
        let reference = Reference::read("A$1:B2").unwrap();
        let moved = reference.moved(CellRef::new(0, 2), CellRef::new(4, 3)).unwrap();
        assert_eq!(moved.to_string(), "B1:C6");
        assert!(!reference.is_absolute());
    }
}
