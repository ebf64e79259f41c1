//! Columns of results beside those that the model holds: dates of completion, reasons, acts, degrees declared. In the
//! rows of what goes on they are emptied too.

use super::azioni::Cambio;
use super::caselle::{Casella, Destino};
use super::svuota::Desk;
use crate::grid::{Content, Sheet};
use crate::layout::{Colonna, Column, Kind, Marks, Table, What, margin, tables};
use crate::read::{is_blank, unticked};
use std::collections::BTreeMap;

const RESULTS: [Colonna; 8] = [
    Colonna::Conseguito,
    Colonna::Percentuale,
    Colonna::Verifica,
    Colonna::ValoreNdv,
    Colonna::Motivazione,
    Colonna::Atto,
    Colonna::Stato,
    Colonna::DataEffettiva,
];

/// Empties them on a sheet.
pub(super) fn empty(sheet: &Sheet, vivi: &[Vec<Casella<'_>>], desk: &mut Desk<'_>) {
    let Some(marks) = desk.marks(&sheet.name).cloned() else { return };
    let all = found(sheet, marks, desk);
    let mut rows: BTreeMap<u32, &Casella<'_>> = BTreeMap::new();
    for casella in vivi.iter().flatten().filter(|casella| casella.place.sheet == sheet.name) {
        rows.entry(casella.place.cells.first.row).or_insert(casella);
    }
    // a phase of the next year has not begun
    let planned = |casella: &&Casella<'_>| {
        casella.nome.starts_with("peso della fase") && casella.destino == Destino::Resta
    };
    for casella in vivi.iter().flatten().filter(planned).filter(|casella| casella.place.sheet == sheet.name) {
        rows.remove(&casella.place.cells.first.row);
    }
    for (at, table) in all.iter().enumerate() {
        let end = all.get(at + 1).map_or(u32::MAX, |next| next.header.0);
        let own = rows.range(table.header.1 + 1..end.max(table.header.1 + 1));
        for (row, casella) in own {
            one_row(sheet, table, *row, casella, desk);
        }
    }
}

fn found(sheet: &Sheet, mut marks: Marks, desk: &Desk<'_>) -> Vec<Table> {
    let margin = margin(sheet, &marks);
    marks.keep_titles(&margin);
    let mut all = tables(sheet, &marks, &margin, desk.passaggio.lessico);
    all.sort_by_key(|table| table.header);
    all
}

fn one_row(sheet: &Sheet, table: &Table, row: u32, casella: &Casella<'_>, desk: &mut Desk<'_>) {
    let weighs = table.kind == Kind::Pesatura;
    let results = |column: &&Column| match &column.what {
        What::Colonna(Colonna::PesoRelativo) | What::Criterio(_) => weighs,
        What::Colonna(Colonna::Altra) => weighs && is_total(sheet, column, desk),
        What::Colonna(colonna) => !weighs && RESULTS.contains(colonna),
        What::Mesi(_) => false,
    };
    let columns: Vec<Column> = match table.kind {
        Kind::Risorse => Vec::new(),
        _ => table.columns.iter().filter(results).cloned().collect(),
    };
    let inside = |at: u32| columns.iter().any(|column| column.header.has_column(at));
    for cell in sheet.filled().filter(|cell| cell.range.first.row == row && inside(cell.range.first.column)) {
        let at = cell.range.first;
        let kept = desk.kept.contains_key(&(sheet.name.clone(), at)) || desk.acts_on(&sheet.name, at);
        if kept || cell.formula || desk.has_label(&sheet.name, at) || is_blank(cell, desk.passaggio.lessico) {
            continue;
        }
        let strokes = match &cell.content {
            Content::Text(text) => unticked(text, desk.passaggio.lessico),
            _ => None,
        };
        desk.act(casella, at, strokes.map_or(Cambio::Vuota, Cambio::Tratti));
    }
}

/// Whether a column of the pesatura sums the points.
fn is_total(sheet: &Sheet, column: &Column, desk: &Desk<'_>) -> bool {
    let first = column.header.first;
    let heading = sheet.at(first.row, first.column);
    heading.is_some_and(|cell| desk.passaggio.lessico.valori.has("totale", &cell.text))
}
