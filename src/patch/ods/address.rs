//! Addresses as OpenDocument writes them: `'Foglio 1'.A1:'Foglio 1'.B2`, `$Dati.$A$1`.
//!
//! In formulas they stand in square brackets and may leave the sheet out: `[.$D$1:.$D$3]`. Nothing is looked up here.

use crate::place::{CellRange, CellRef};

/// A cell's address, with its sheet if it is named, and whether it stays put wherever the formula goes.
struct Corner {
    sheet: Option<String>,
    cell: CellRef,
    absolute: bool,
}

/// A range of cells and the sheet it is on, as a pivot table names its place.
pub(super) fn range(written: &str) -> Option<(String, CellRange)> {
    let (sheet, range, _) = read(written)?;
    Some((sheet?, range))
}

/// A range in brackets, as formulas name it, if it stays put wherever the formula goes; without a sheet, its own.
pub(super) fn fixed(written: &str) -> Option<(Option<String>, CellRange)> {
    let inside = written.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (sheet, range, absolute) = read(inside)?;
    absolute.then_some((sheet, range))
}

fn read(written: &str) -> Option<(Option<String>, CellRange, bool)> {
    let (first, rest) = corner(written)?;
    let Some(rest) = rest.strip_prefix(':') else {
        return rest.is_empty().then(|| (first.sheet, CellRange::single(first.cell), first.absolute));
    };
    let (last, rest) = corner(rest)?;
    let is_one_sheet = last.sheet.is_none() || last.sheet == first.sheet;
    let is_upright = first.cell.row <= last.cell.row && first.cell.column <= last.cell.column;
    let range = CellRange { first: first.cell, last: last.cell };
    let absolute = first.absolute && last.absolute;
    (is_one_sheet && is_upright && rest.is_empty()).then_some((first.sheet, range, absolute))
}

fn corner(written: &str) -> Option<(Corner, &str)> {
    let (sheet, rest) = sheet(written)?;
    let end = rest.find(':').unwrap_or(rest.len());
    let (cell, rest) = rest.split_at_checked(end)?;
    let absolute = cell.starts_with('$') && cell.matches('$').count() == 2;
    let cell = CellRef::read(&cell.replace('$', ""))?;
    Some((Corner { sheet, cell, absolute }, rest))
}

/// The name before the dot, without its quotes, and what follows the dot.
fn sheet(written: &str) -> Option<(Option<String>, &str)> {
    let bare = written.strip_prefix('$').unwrap_or(written);
    let Some(quoted) = bare.strip_prefix('\'') else {
        let (name, rest) = bare.split_once('.')?;
        return Some(((!name.is_empty()).then(|| name.to_owned()), rest));
    };
    let mut name = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        let rest = quoted.get(at + c.len_utf8()..)?;
        match c {
            '\'' if rest.starts_with('\'') => {
                name.push('\'');
                chars.next();
            }
            '\'' => return Some((Some(name), rest.strip_prefix('.')?)),
            _ => name.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_with_their_sheet() {
        let (sheet, cells) = range("'L''anno 2023'.A1:'L''anno 2023'.B2").unwrap();
        assert_eq!((sheet.as_str(), cells.to_string().as_str()), ("L'anno 2023", "A1:B2"));
        let (sheet, cells) = range("$Dati.$C$3").unwrap();
        assert_eq!((sheet.as_str(), cells.to_string().as_str()), ("Dati", "C3"));
        assert_eq!(range("A1:B2"), None);
    }

    #[test]
    fn a_reference_that_moves_with_its_formula_is_not_fixed() {
        let (sheet, cells) = fixed("[.$D$1:.$D$3]").unwrap();
        assert_eq!((sheet, cells.to_string().as_str()), (None, "D1:D3"));
        assert_eq!(fixed("[.D1:.D3]"), None);
        assert_eq!(fixed("[.$D1:.$D3]"), None);
    }
}
