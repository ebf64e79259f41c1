//! What the words of a formula may stand for in this workbook: sheets, defined names, tables.

use super::reference::{Area, upright};
use super::{Book, Dialect, Name, Table};
use crate::place::{CellRange, CellRef};
use std::collections::BTreeMap;

/// Sheets, names and tables by their name, in capitals or not.
pub struct Catalog<'a> {
    /// The language of the formulas.
    pub dialect: Dialect,
    sheets: BTreeMap<String, usize>,
    names: BTreeMap<String, Vec<&'a Name>>,
    tables: BTreeMap<String, &'a Table>,
    in_sheet: BTreeMap<usize, Vec<&'a Table>>,
}

impl<'a> Catalog<'a> {
    /// The catalogue of a workbook.
    pub fn new(book: &'a Book) -> Catalog<'a> {
        let mut names: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
        for name in &book.names {
            names.entry(name.name.to_lowercase()).or_default().push(name);
        }
        let mut in_sheet: BTreeMap<usize, Vec<&Table>> = BTreeMap::new();
        for table in &book.tables {
            in_sheet.entry(table.sheet).or_default().push(table);
        }
        Catalog {
            dialect: book.dialect,
            sheets: book.sheets.iter().enumerate().map(|(at, s)| (s.name.to_lowercase(), at)).collect(),
            names,
            tables: book.tables.iter().map(|table| (table.name.to_lowercase(), table)).collect(),
            in_sheet,
        }
    }

    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.get(&name.to_lowercase()).copied()
    }

    /// The name as a sheet sees it: its own first, then the workbook's.
    pub fn name(&self, written: &str, sheet: usize) -> Option<&'a Name> {
        let known = self.names.get(&written.to_lowercase())?;
        let own = known.iter().find(|name| name.sheet == Some(sheet));
        own.or_else(|| known.iter().find(|name| name.sheet.is_none())).copied()
    }

    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&'a Table> {
        self.tables.get(&name.to_lowercase()).copied()
    }

    /// The table a cell lies in.
    pub fn table_around(&self, sheet: usize, cell: CellRef) -> Option<&'a Table> {
        self.in_sheet.get(&sheet)?.iter().find(|table| table.range.contains(cell)).copied()
    }
}

/// What a reference to a table stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Structured {
    /// These cells.
    Cells(Area),
    /// Cells of the table that cannot be told: it may be any of these.
    Somewhere(Area),
}

/// The cells of `table` named between brackets (without the outer ones), seen from a cell: `[#This Row],[Peso]`.
pub fn structured(table: &Table, inside: &str, sheet: usize, cell: CellRef) -> Structured {
    let chosen = selection(table, inside).and_then(|chosen| chosen.cells(table, sheet, cell));
    match chosen {
        Some(range) => Structured::Cells(Area::new(table.sheet, range)),
        None => Structured::Somewhere(Area::new(table.sheet, upright(table.range))),
    }
}

/// The rows and columns of a table that are asked for.
#[derive(Default)]
struct Selection {
    headers: bool,
    data: bool,
    totals: bool,
    this_row: bool,
    columns: Option<(u32, u32)>,
}

impl Selection {
    fn section(&mut self, name: &str) -> Option<()> {
        match name.to_ascii_lowercase().as_str() {
            "#all" => (self.headers, self.data, self.totals) = (true, true, true),
            "#headers" => self.headers = true,
            "#data" => self.data = true,
            "#totals" => self.totals = true,
            "#this row" => self.this_row = true,
            _ => return None,
        }
        Some(())
    }

    fn cells(&self, table: &Table, sheet: usize, cell: CellRef) -> Option<CellRange> {
        let (top, bottom) = (table.range.first.row, table.range.last.row);
        let (first_data, after_data) =
            (top.checked_add(table.header_rows)?, (bottom + 1).checked_sub(table.totals_rows)?);
        let data = self.data || !(self.headers || self.totals || self.this_row);
        let (first, after) = match (self.this_row, self.headers, data, self.totals) {
            (true, false, _, false) => {
                let inside = sheet == table.sheet && (first_data..after_data).contains(&cell.row);
                inside.then_some((cell.row, cell.row + 1))?
            }
            (false, true, true, true) => (top, bottom + 1),
            (false, true, true, false) => (top, after_data),
            (false, true, false, false) => (top, first_data),
            (false, false, true, true) => (first_data, bottom + 1),
            (false, false, true, false) => (first_data, after_data),
            (false, false, false, true) => (after_data, bottom + 1),
            _ => return None,
        };
        let last_row = after.checked_sub(1).filter(|last| *last >= first)?;
        let (left, right) = match self.columns {
            Some((left, right)) => (table.range.first.column + left, table.range.first.column + right),
            None => (table.range.first.column, table.range.last.column),
        };
        let range = CellRange { first: CellRef::new(first, left), last: CellRef::new(last_row, right) };
        (left <= right && right <= table.range.last.column && last_row <= bottom).then_some(range)
    }
}

fn selection(table: &Table, inside: &str) -> Option<Selection> {
    let mut chosen = Selection::default();
    let mut rest = inside.trim();
    if let Some(after) = rest.strip_prefix('@') {
        chosen.this_row = true;
        rest = after;
    }
    if rest.is_empty() {
        return Some(chosen);
    }
    if !rest.starts_with('[') {
        match chosen.section(rest) {
            Some(()) => {}
            None => chosen.columns = column(table, rest).map(|at| Some((at, at)))?,
        }
        return Some(chosen);
    }
    let mut joined = false;
    loop {
        let (item, after) = item(rest)?;
        match (chosen.section(item), chosen.columns) {
            (Some(()), _) => {}
            (None, None) => chosen.columns = column(table, item).map(|at| Some((at, at)))?,
            (None, Some((one, _))) if joined => {
                let other = column(table, item)?;
                chosen.columns = Some((one.min(other), one.max(other)));
            }
            _ => return None,
        }
        let after = after.trim_start();
        if after.is_empty() {
            return Some(chosen);
        }
        joined = after.starts_with(':');
        rest = after.strip_prefix([':', ','])?.trim_start();
    }
}

/// The first `[item]`, and what follows it.
fn item(rest: &str) -> Option<(&str, &str)> {
    let mut letters = rest.strip_prefix('[')?.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\'' => drop(letters.next()),
            ']' => return Some((rest.get(1..at + 1)?, rest.get(at + 2..)?)),
            _ => {}
        }
    }
    None
}

/// The position of a column of the table; an apostrophe stands before characters with a meaning of their own.
fn column(table: &Table, written: &str) -> Option<u32> {
    let mut name = String::new();
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        name.push(if letter == '\'' { letters.next()? } else { letter });
    }
    let name = name.to_lowercase();
    let at = table.columns.iter().position(|column| column.to_lowercase() == name)?;
    u32::try_from(at).ok()
}
