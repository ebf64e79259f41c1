//! The marks of the months of a phase, taken off. A colour is no content: a month marked by colour alone is for the hand.

use super::DaRivedere;
use super::azioni::Cambio;
use super::caselle::Casella;
use super::svuota::Desk;
use crate::grid::{Cell, Sheet};
use crate::layout::{Kind, Lessico, Marks, Table, What, margin, tables};
use crate::place::{CellRange, CellRef};
use std::collections::BTreeMap;

const COLOURED: &str =
    "ha i mesi segnati con il solo colore, che non si può togliere: ripulire a mano le celle";

/// The columns of months over a row, each with the year that its heading says, if any does.
type Months = BTreeMap<u32, Option<i16>>;

/// Takes off the marks of a phase; `solo` those of the year that ends.
pub(super) fn clear(casella: &Casella<'_>, solo: bool, segnati: usize, desk: &mut Desk<'_>) {
    let Some(sheet) = desk.sheet(&casella.place.sheet) else { return };
    let anno = desk.passaggio.anno;
    let months = match desk.marks(&sheet.name) {
        Some(marks) => columns(sheet, marks, casella.place.cells.first.row, desk.passaggio.lessico),
        None => Months::new(),
    };
    if solo && months.is_empty() && segnati > 0 {
        let cell = casella.place.cells.first;
        let place = super::Azioni::place(&desk.book.file, &sheet.name, cell);
        desk.push(
            place,
            &casella.obiettivo,
            &casella.nome,
            "",
            "togliere a mano i mesi dell'anno che finisce",
        );
        return;
    }
    let place = casella.place.cells;
    let own = |cell: &Cell| {
        let first = cell.range.first;
        match months.get(&first.column) {
            Some(year) => !solo || year.is_none_or(|year| year >= 0 && year <= anno),
            // a period in words, or between two days
            None => months.is_empty() && (first == place.first || first == place.last || is_short(cell)),
        }
    };
    let mut marks = 0;
    for cell in desk.cells(casella.place) {
        let key = (casella.place.sheet.clone(), cell.range.first);
        match () {
            () if !own(cell) || desk.kept.contains_key(&key) => {}
            () if cell.formula => {
                marks += 1;
                desk.note(casella, cell, "è calcolata da una formula, che resta: controllare");
            }
            () => {
                marks += 1;
                desk.act(casella, cell.range.first, Cambio::Vuota);
            }
        }
    }
    if marks == 0 && segnati > 0 {
        let place = casella.place.clone();
        let cells = place.cells.to_string();
        desk.push(place, &casella.obiettivo, &casella.nome, &cells, COLOURED);
    }
}

fn is_short(cell: &Cell) -> bool {
    cell.text.trim().chars().count() <= 3
}

/// The columns of months of the nearest timetable above a row.
fn columns(sheet: &Sheet, marks: &Marks, row: u32, lessico: &Lessico) -> Months {
    let mut marks = marks.clone();
    let margin = margin(sheet, &marks);
    marks.keep_titles(&margin);
    let all = tables(sheet, &marks, &margin, lessico);
    let above = |table: &&Table| {
        let months = table.columns.iter().any(|column| matches!(column.what, What::Mesi(_)));
        (table.kind == Kind::Fasi || months) && table.header.1 < row
    };
    let Some(table) = all.iter().filter(above).max_by_key(|table| table.header.1) else {
        return Months::new();
    };
    let mut months = Months::new();
    for column in &table.columns {
        let What::Mesi(period) = &column.what else { continue };
        let CellRef { column: first, .. } = column.header.first;
        months.extend((first..=column.header.last.column).map(|at| (at, period.anno)));
    }
    months
}

/// The coloured rows of one timetable as one thing to do, with all their cells.
pub(super) fn together(all: Vec<DaRivedere>) -> Vec<DaRivedere> {
    let mut joined: Vec<DaRivedere> = Vec::new();
    for one in all {
        let last = joined.last_mut().filter(|last| last.perche == COLOURED && one.perche == COLOURED);
        let Some(last) = last.filter(|last| last.obiettivo == one.obiettivo) else {
            joined.push(one);
            continue;
        };
        match (&mut last.place, &one.place) {
            (Some(known), Some(place)) if known.sheet == place.sheet => {
                known.cells = CellRange { first: known.cells.first, last: place.cells.last };
                last.che = "mesi delle fasi".to_owned();
                last.adesso = known.cells.to_string();
            }
            _ => joined.push(one),
        }
    }
    joined
}
