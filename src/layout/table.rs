//! Tables: a block of heading rows whose cells name the columns, and the rows under it.
//!
//! Columns are bound by what their heading says, never by position. A heading may be spread over several rows
//! (`peso` over `proposto`, `assegnato`), stand beside the rows it names (a label merged downwards), or have a
//! year band above months. This module finds extents; it reads no value.

use super::heading::{deepest, distinct, headings_of, is_wider, narrow, side_label, under_wider, year_in};
use super::kind::kind_of;
use super::lessico::{Colonna, Lessico, Sezione};
use super::mark::{Marks, mark_of};
use super::month_row::{initials, missing_months, periods};
use super::months::Period;
use super::settle::settle;
use crate::grid::{Cell, Sheet};
use crate::place::CellRange;
use std::collections::BTreeMap;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A named column.
    Colonna(Colonna),
    /// A criterion of the pesatura, by id.
    Criterio(String),
    /// The marks of a period.
    Mesi(Period),
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it holds.
    pub what: What,
    /// Its heading; its columns are the heading's.
    pub header: CellRange,
    /// What follows the label in the heading: `31 dicembre`, `2023`.
    pub rest: String,
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Phases, with months or dates.
    Fasi,
    /// Points by criterion, a row an obiettivo.
    Pesatura,
    /// One row or more an obiettivo, with its indicatori and results.
    Elenco,
    /// Indicatori, with what is expected and perhaps what was achieved.
    Indicatori,
    /// Results by indicatore, apart from the indicatori themselves.
    Monitoraggio,
    /// People and means: recognised so that it is not taken for something else.
    Risorse,
}

/// A table of a sheet.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it is about.
    pub kind: Kind,
    /// First and last heading row.
    pub header: (u32, u32),
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// A label merged downwards beside the rows (`Indicatore di risultato`): the rows are its own.
    pub side: Option<CellRange>,
    /// The title of the block above, if there is one.
    pub section: Option<CellRange>,
}

impl Table {
    /// The column that holds this, if the table has it.
    pub fn column(&self, what: Colonna) -> Option<&Column> {
        self.columns.iter().find(|column| column.what == What::Colonna(what))
    }

    /// Whether it has a column of these.
    pub fn has(&self, what: &[Colonna]) -> bool {
        what.iter().any(|what| self.column(*what).is_some())
    }

    /// First and last column covered by headings.
    pub fn width(&self) -> (u32, u32) {
        let first = self.columns.iter().map(|column| column.header.first.column).min();
        let last = self.columns.iter().map(|column| column.header.last.column).max();
        (first.unwrap_or(0), last.unwrap_or(0))
    }
}

/// Finds the tables of a sheet, in reading order.
pub fn tables(sheet: &Sheet, marks: &Marks, margin: &[CellRange], lessico: &Lessico) -> Vec<Table> {
    let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for cell in sheet.filled().filter(|cell| !margin.contains(&cell.range)) {
        rows.entry(cell.range.first.row).or_default().push(cell);
    }
    let finder = Finder { marks, lessico, margin, rows };
    let mut found: Vec<Table> = Vec::new();
    for row in finder.rows.keys() {
        if found.last().is_some_and(|table| *row <= table.header.1) {
            continue;
        }
        found.extend(finder.table_at(*row));
    }
    found
}

pub(super) struct Finder<'a> {
    pub(super) marks: &'a Marks,
    pub(super) lessico: &'a Lessico,
    pub(super) margin: &'a [CellRange],
    pub(super) rows: BTreeMap<u32, Vec<&'a Cell>>,
}

impl Finder<'_> {
    pub(super) fn cells(&self, row: u32) -> &[&Cell] {
        self.rows.get(&row).map(Vec::as_slice).unwrap_or_default()
    }

    /// The table whose heading starts at this row, if one does.
    fn table_at(&self, row: u32) -> Option<Table> {
        let mut last = row;
        let mut columns = self.headings(row);
        if columns.is_empty() {
            return None;
        }
        // a title alone over a whole heading is no part of it, however it begins
        if self.cells(row).len() == 1 && distinct(&self.headings(row + 1)) > 2 {
            return None;
        }
        // further heading rows: nothing in them but headings; one label with a text beside it starts no table
        let heads = distinct(&columns) > 1 || self.lower_headings(row, &[]).is_some();
        while let Some(lower) = self.lower_headings(last + 1, &columns).filter(|_| heads && last < row + 3) {
            last += 1;
            for column in lower {
                narrow(&mut columns, column);
            }
        }
        last = last.max(deepest(&columns, last));
        last += u32::from(self.parts_of_months(last + 1, &columns));
        self.inherit_days(row, &mut columns);
        columns.sort_by_key(|column| column.header.first.column);
        settle(&mut columns);
        let section = self.section_above(row);
        let label = side_label(&columns, last);
        let kind = kind_of(&columns, section.map(|(sezione, _)| sezione), label.is_some())?;
        let side = label.or_else(|| self.margin.iter().copied().find(|cell| cell.has_row(row)));
        Some(Table { kind, header: (row, last), columns, side, section: section.map(|(_, range)| range) })
    }

    /// The headings that stand in a row.
    fn headings(&self, row: u32) -> Vec<Column> {
        let months = self.month_row(row);
        if !months.is_empty() {
            let mut columns: Vec<Column> = months;
            columns
                .extend(self.named(row).into_iter().filter(|column| !matches!(column.what, What::Mesi(_))));
            return columns;
        }
        self.named(row)
    }

    fn named(&self, row: u32) -> Vec<Column> {
        let marked = self.cells(row).iter().filter_map(|cell| self.marks.at(cell.range.first));
        marked.flat_map(|mark| headings_of(mark, mark.range)).collect()
    }

    /// At least three headings of months, in order: anything less may be an ordinary word (`no`, `di`).
    fn month_row(&self, row: u32) -> Vec<Column> {
        let cells = self.cells(row);
        let mut found = periods(cells, self.lessico);
        if found.len() < 3 {
            found = initials(cells);
        }
        let guessed = missing_months(cells, &found);
        if found.len() < 3 {
            return Vec::new();
        }
        let years = self.year_band(row);
        let mut turn = 0;
        let mut previous = 0;
        let mut columns = Vec::new();
        found.extend(
            guessed.iter().map(|(cell, month)| (cell.range, Period { mesi: vec![*month], anno: None })),
        );
        found.sort_by_key(|(range, _)| range.first.column);
        for (range, mut period) in found {
            let first = period.mesi.first().copied().unwrap_or(0);
            turn += i16::from(first <= previous);
            previous = first;
            let band = years.iter().find(|(band, _)| band.has_column(range.first.column));
            period.anno = period.anno.or(band.map(|(_, year)| *year));
            // a second January without a year is the year after: kept as an offset until the plan's year is known
            if period.anno.is_none() && turn > 0 {
                period.anno = Some(-turn);
            }
            let guess = guessed.iter().find(|(cell, _)| cell.range == range);
            let rest = guess.map(|(cell, _)| super::fold::one_line(&cell.text)).unwrap_or_default();
            columns.push(Column { what: What::Mesi(period), header: range, rest });
        }
        columns
    }

    /// Cells above a month row that hold a year: a band over its months.
    fn year_band(&self, row: u32) -> Vec<(CellRange, i16)> {
        let above = row.checked_sub(1).map(|above| self.cells(above)).unwrap_or_default();
        above.iter().filter_map(|cell| Some((cell.range, year_in(&cell.text)?))).collect()
    }

    /// The headings of a row that holds nothing else, some of them perhaps the parts of a wider one above.
    fn lower_headings(&self, row: u32, upper: &[Column]) -> Option<Vec<Column>> {
        let months = self.month_row(row);
        let (mut found, mut unknown) = (Vec::new(), 0);
        for cell in self.cells(row) {
            if months.iter().any(|column| column.header == cell.range) || self.is_date_band(cell) {
                continue;
            }
            let whole = self.marks.at(cell.range.first).filter(|mark| mark.is_heading());
            let mut own = self.part_of(cell, upper);
            if own.is_empty() {
                own = whole.map(|mark| headings_of(mark, cell.range)).unwrap_or_default();
            }
            if own.is_empty() && !under_wider(cell, upper) {
                return None;
            }
            if own.is_empty() {
                // a heading with its year or day: Consuntivo 2024
                let dated = self.marks.at(cell.range.first);
                own = dated.map(|mark| headings_of(mark, cell.range)).unwrap_or_default();
            }
            // a part that no word explains: its column is known, and says nothing
            let part =
                || Column { what: What::Colonna(Colonna::Altra), header: cell.range, rest: String::new() };
            unknown += usize::from(own.is_empty());
            found.extend(if own.is_empty() { vec![part()] } else { own });
        }
        if unknown > 0 && distinct(&found) <= unknown * 2 {
            return None;
        }
        // a lone word under a heading is a row's first cell, however it sounds: Avvio, Verifica
        let alone = self.cells(row).len() == 1 && !upper.is_empty() && months.is_empty();
        let part = alone && self.cells(row).iter().all(|cell| !self.part_of(cell, upper).is_empty());
        found.extend(months);
        (!found.is_empty() && (!alone || part)).then_some(found)
    }

    /// What a cell names together with the wider heading above it: `Valore raggiunto` over `al 30/06` and `al 31/12`.
    fn part_of(&self, cell: &Cell, upper: &[Column]) -> Vec<Column> {
        let Some(above) = upper.iter().find(|column| is_wider(column, cell)) else { return Vec::new() };
        let text =
            self.cells(above.header.first.row).iter().find(|c| c.range == above.header).map(|c| &c.text);
        let joined = format!("{} {}", text.map(String::as_str).unwrap_or_default(), cell.text);
        let mark = mark_of(&joined, cell.range, self.lessico);
        mark.map(|mark| headings_of(&mark, cell.range)).unwrap_or_default()
    }

    /// The title of the block that a heading row belongs to: alone in its row, within a few rows above.
    fn section_above(&self, row: u32) -> Option<(Sezione, CellRange)> {
        if let Some(range) = self.margin.iter().find(|cell| cell.has_row(row)) {
            let (sezione, _) = self.marks.at(range.first)?.sezione.as_ref()?;
            return Some((*sezione, *range));
        }
        let (_, cells) = self.rows.range(row.saturating_sub(3)..row).next_back()?;
        let [title] = cells.as_slice() else { return None };
        let (sezione, _) = self.marks.at(title.range.first)?.sezione.as_ref()?;
        Some((*sezione, title.range))
    }
}
