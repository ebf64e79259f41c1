//! What a row says was achieved under a column: one cell, or several that are read together.

use super::conseguito::{Reading, conseguito};
use super::page::Page;
use super::risposte;
use super::table_rows::Row;
use super::valore::hidden_format;
use crate::grid::Cell;
use crate::layout::Table;
use crate::model::Conseguito;
use crate::place::{Cited, Field};
use crate::rilievo::Gravita;

/// Reads what a row says was achieved under a column, which may be split over several cells.
pub fn read_conseguito(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    column: usize,
    year: Option<i16>,
) -> Field<Conseguito> {
    let Some(header) = table.columns.get(column).map(|column| column.header) else { return Field::Absent };
    if let Some(no) = risposte::no_beside(table, column) {
        return risposte::read_cross(page, table, row, column, no);
    }
    let cells: Vec<&Cell> = row.cells.iter().filter(|(at, _)| *at == column).map(|(_, cell)| *cell).collect();
    let Some(first) = cells.first() else {
        return Field::Blank(page.place(page.sheet.extent(row.at, header.first.column)));
    };
    let place = page.place(first.range);
    let mut values = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    for cell in &cells {
        let seen = page.is_claimed(cell.range);
        page.claim(cell.range);
        texts.push(cell.text.trim());
        hidden_format(page, cell);
        match conseguito(&cell.content, &cell.text, year, page.lessico) {
            Reading::Value(value) => values.push(value),
            Reading::Blank => {}
            Reading::Unanswered if seen => {}
            Reading::Unanswered => {
                unanswered(page, cell);
            }
            Reading::Unreadable(why) => {
                let raw = cell.text.trim().to_owned();
                page.report(
                    "LET034",
                    Gravita::Errore,
                    cell.range,
                    format!("il valore «{raw}» non è leggibile: {why}"),
                );
                return Field::Unreadable(Cited { value: (), raw, place });
            }
        }
    }
    let raw = texts.join(" ");
    match together(values) {
        Some(value) => Field::Filled(Cited { value, raw, place }),
        None => Field::Blank(place),
    }
}

/// The question as printed: said once a sheet, of the first.
fn unanswered(page: &mut Page<'_>, cell: &Cell) {
    if !page.rilievi.iter().any(|rilievo| rilievo.codice == "MON103") {
        let text = format!(
            "«{}» è la domanda stampata sul modulo, non una risposta: qui e dove si ripete nel foglio",
            cell.text.trim()
        );
        page.report("MON103", Gravita::Nota, cell.range, text);
    }
}

/// Several cells under one heading: `si` and the day, `si` and the act.
fn together(values: Vec<Conseguito>) -> Option<Conseguito> {
    match values.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [Conseguito::SiNo(true), day @ Conseguito::Data(_)] => Some(day.clone()),
        [answer @ Conseguito::SiNo(_), Conseguito::Testo] => Some(answer.clone()),
        _ => Some(Conseguito::Testo),
    }
}
