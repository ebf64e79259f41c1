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

/// The cells of a sheet by column, from top to bottom.
type Columns<T> = BTreeMap<u32, Vec<T>>;

/// The cells of all sheets.
pub struct Cells<'a> {
    sheets: Vec<Columns<Slot<'a>>>,
    /// Rows and formulas of the cells that have one, so that typed cells cost nothing to whom looks for formulas.
    formulas: Vec<Columns<(u32, u32)>>,
}

impl<'a> Cells<'a> {
    /// The cells of a workbook; `formulas` are the cells that formulas fill, in each sheet.
    pub fn new(book: &'a Book, formulas: Vec<Vec<(CellRef, u32)>>) -> Cells<'a> {
        let own = formulas.into_iter().chain(std::iter::repeat_with(Vec::new));
        let sheets: Vec<_> =
            book.sheets.iter().zip(own).map(|(sheet, own)| columns(&sheet.values, own)).collect();
        Cells { formulas: sheets.iter().map(with_formulas).collect(), sheets }
    }

    /// What is in a cell, if anything is.
    pub fn at(&self, sheet: usize, cell: CellRef) -> Option<Slot<'a>> {
        let column = self.sheets.get(sheet)?.get(&cell.column)?;
        let at = column.binary_search_by_key(&cell.row, |slot| slot.row).ok()?;
        column.get(at).copied()
    }

    /// The cells in a range of a sheet, column by column.
    pub fn within(&self, sheet: usize, range: CellRange) -> impl Iterator<Item = (CellRef, Slot<'a>)> + '_ {
        let found = inside(self.sheets.get(sheet), range, |slot| slot.row);
        found.map(|(column, slot)| (CellRef::new(slot.row, column), *slot))
    }

    /// The formulas in a range of a sheet.
    pub fn formulas_within(&self, sheet: usize, range: CellRange) -> impl Iterator<Item = u32> + '_ {
        inside(self.formulas.get(sheet), range, |(row, _)| *row).map(|(_, (_, formula))| *formula)
    }
}

/// The cells in a range, with their columns.
fn inside<T>(
    columns: Option<&Columns<T>>,
    range: CellRange,
    row: fn(&T) -> u32,
) -> impl Iterator<Item = (u32, &T)> {
    let columns = columns.into_iter().flat_map(move |all| all.range(range.first.column..=range.last.column));
    columns.flat_map(move |(column, cells)| {
        let from = cells.partition_point(|cell| row(cell) < range.first.row);
        let rows = cells.get(from..).unwrap_or_default().iter();
        rows.take_while(move |cell| row(cell) <= range.last.row).map(move |cell| (*column, cell))
    })
}

fn with_formulas(columns: &Columns<Slot>) -> Columns<(u32, u32)> {
    let only = |slots: &Vec<Slot>| slots.iter().filter_map(|slot| Some((slot.row, slot.formula?))).collect();
    columns.iter().map(|(column, slots)| (*column, only(slots))).collect()
}

fn columns<'a>(values: &'a BTreeMap<CellRef, Value>, formulas: Vec<(CellRef, u32)>) -> Columns<Slot<'a>> {
    let mut columns: Columns<Slot<'a>> = BTreeMap::new();
    for (cell, value) in values {
        columns.entry(cell.column).or_default().push(Slot {
            row: cell.row,
            value: Some(value),
            formula: None,
        });
    }
    let mut added: Columns<Slot<'a>> = BTreeMap::new();
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
