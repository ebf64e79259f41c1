//! The margin of a form: a narrow first column whose cells, merged downwards, name the block beside them (`ANAGRAFICA`
//! next to five boxes). It is a heading laid on its side: no box's label, no table's column, and the block ends
//! where it ends.

use super::mark::Marks;
use crate::grid::{Cell, Content, Sheet};
use crate::place::CellRange;

/// The cells of the margin: merged over several rows, each beside a label, at least two in one column.
pub fn margin(sheet: &Sheet, marks: &Marks) -> Vec<CellRange> {
    let names_block = |cell: &&Cell| {
        let range = cell.range;
        let tall = range.last.row > range.first.row && range.first.column == range.last.column;
        let text = matches!(&cell.content, Content::Text(text) if text.split_whitespace().count() <= WORDS);
        tall && text && beside_label(sheet, marks, range)
    };
    let found: Vec<CellRange> = sheet.filled().filter(names_block).map(|cell| cell.range).collect();
    let Some(column) = found.iter().map(|range| range.first.column).min() else { return Vec::new() };
    let found: Vec<CellRange> = found.into_iter().filter(|range| range.first.column == column).collect();
    let found_alone = found.len() < 2 || sheet.filled().any(|cell| cell.range.first.column < column);
    if found_alone { Vec::new() } else { found }
}

/// Words of a block's name: more is a text.
const WORDS: usize = 5;

/// Whether the first cell to the right, and some other under it, is a label and nothing else.
fn beside_label(sheet: &Sheet, marks: &Marks, range: CellRange) -> bool {
    let labels = (range.first.row..=range.last.row).filter(|row| {
        let next = sheet.at(*row, range.last.column + 1).filter(|cell| cell.range.first.row == *row);
        next.and_then(|cell| marks.at(cell.range.first)).is_some_and(|mark| mark.is_whole_label())
    });
    let first = labels.into_iter().next();
    first == Some(range.first.row)
}
