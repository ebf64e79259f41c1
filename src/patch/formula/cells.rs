//! What the cells hold, column by column, so that a reference to a whole column meets only the cells there are.

use super::{Book, Value};
use crate::place::{CellRange, CellRef};
use std::collections::BTreeMap;

/// What is in a cell.
#[derive(Clone, Copy)]
pub struct Slot<'a> {
    /// Its row.
    pub row: u32,
    /// Its value; for a formula, the saved one.
    pub value: Option<&'a Value>,
    /// Its formula, by position among all formulas.
    pub formula: Option<u32>,
}

/// The cells of all sheets.
pub struct Cells<'a> {
    sheets: Vec<BTreeMap<u32, Vec<Slot<'a>>>>,
}

impl<'a> Cells<'a> {
    /// The cells of a workbook; `formulas` are the cells that formulas fill, in each sheet.
    pub fn new(book: &'a Book, formulas: Vec<Vec<(CellRef, u32)>>) -> Cells<'a> {
        let formulas = formulas.into_iter().chain(std::iter::repeat_with(Vec::new));
        let sheets = book.sheets.iter().zip(formulas).map(|(sheet, own)| columns(&sheet.values, own));
        Cells { sheets: sheets.collect() }
    }

    /// What is in a cell, if anything is.
    pub fn at(&self, sheet: usize, cell: CellRef) -> Option<Slot<'a>> {
        let column = self.sheets.get(sheet)?.get(&cell.column)?;
        let at = column.binary_search_by_key(&cell.row, |slot| slot.row).ok()?;
        column.get(at).copied()
    }

    /// The cells in a range of a sheet, column by column.
    pub fn within(&self, sheet: usize, range: CellRange) -> impl Iterator<Item = (CellRef, Slot<'a>)> + '_ {
        let columns = self.sheets.get(sheet).into_iter();
        let columns = columns.flat_map(move |s| s.range(range.first.column..=range.last.column));
        columns.flat_map(move |(column, slots)| {
            let from = slots.partition_point(|slot| slot.row < range.first.row);
            let rows = slots.get(from..).unwrap_or_default().iter();
            let rows = rows.take_while(move |slot| slot.row <= range.last.row);
            rows.map(move |slot| (CellRef::new(slot.row, *column), *slot))
        })
    }
}

fn columns<'a>(
    values: &'a BTreeMap<CellRef, Value>,
    formulas: Vec<(CellRef, u32)>,
) -> BTreeMap<u32, Vec<Slot<'a>>> {
    let mut columns: BTreeMap<u32, Vec<Slot<'a>>> = BTreeMap::new();
    for (cell, value) in values {
        columns.entry(cell.column).or_default().push(Slot { row: cell.row, value: Some(value), formula: None });
    }
    let mut added: BTreeMap<u32, Vec<Slot<'a>>> = BTreeMap::new();
    for (cell, formula) in formulas {
        let slot = Slot { row: cell.row, value: values.get(&cell), formula: Some(formula) };
        added.entry(cell.column).or_default().push(slot);
    }
    for (column, slots) in added {
        let known = columns.entry(column).or_default();
        known.extend(slots);
        // of two in the same cell, the one with a formula, which knows the value too
        known.sort_by_key(|slot| (slot.row, slot.formula.is_none(), slot.formula));
        known.dedup_by_key(|slot| slot.row);
    }
    columns
}
