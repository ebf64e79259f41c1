//! What a table of indicatori says was achieved: results at each deadline, the verification, the Nucleo's value, and the
//! degrees that somebody declares, which are compared and never computed with.

use super::indicatori_pesi::one_share;
use super::page::{Page, is_blank};
use super::risultato::read_conseguito;
use super::table_rows::Row;
use super::{risposte, verifica};
use crate::grid::Cell;
use crate::layout::{Colonna, Table, one_line};
use crate::model::{Conseguito, Indicatore, Scheda};
use crate::place::{Cited, Field};
use crate::rilievo::Gravita;

/// Reads the results of a row into its indicatore.
pub fn read_results(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    scadenze: &[(usize, crate::model::Scadenza)],
    year: Option<i16>,
    indicatore: &mut Indicatore,
) {
    for (column, scadenza) in scadenze {
        let read: Field<Conseguito> = read_conseguito(page, table, row, *column, year);
        let read = risposte::not_repeated(page, &indicatore.valore_atteso, read);
        indicatore.conseguito.insert(*scadenza, read);
    }
    if table.column(Colonna::Verifica).is_some() {
        let cells = row.under(table, Colonna::Verifica);
        indicatore.verifica = read_verifica(page, &cells, table, row);
    }
    if table.column(Colonna::ValoreNdv).is_some() {
        let cells = row.under(table, Colonna::ValoreNdv);
        indicatore.valore_ndv = one_share(page, &cells, "il valore del Nucleo");
    }
}

fn read_verifica(
    page: &mut Page<'_>,
    cells: &[&Cell],
    table: &Table,
    row: &Row<'_>,
) -> Field<crate::model::Verifica> {
    let Some(cell) = cells.first() else {
        let column = table.column(Colonna::Verifica).map_or(0, |column| column.header.first.column);
        return Field::Blank(page.place(page.sheet.extent(row.at, column)));
    };
    page.claim(cell.range);
    let place = page.place(cell.range);
    let raw = cell.text.trim().to_owned();
    match verifica::verifica(&cell.content, &raw, page.lessico) {
        super::conseguito::Reading::Value(value) => Field::Filled(Cited { value, raw, place }),
        super::conseguito::Reading::Blank | super::conseguito::Reading::Unanswered => Field::Blank(place),
        super::conseguito::Reading::Unreadable(why) => {
            page.report(
                "IND201",
                Gravita::Avviso,
                cell.range,
                format!("la verifica «{}» non è leggibile: {why}", one_line(&raw)),
            );
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}

/// Degrees declared row by row have no place in the plan, which computes them.
pub fn report_degrees(page: &mut Page<'_>, table: &Table, found: &[Row<'_>]) {
    let cells: Vec<&Cell> = found.iter().flat_map(|row| row.own(table, Colonna::Percentuale)).collect();
    let declared: Vec<&&Cell> = cells.iter().filter(|cell| !is_blank(cell, page.lessico)).collect();
    let (Some(first), true) = (declared.first(), found.len() > 1) else { return };
    let (range, count) = (first.range, declared.len());
    for cell in &cells {
        page.claim(cell.range);
    }
    let text = format!(
        "la colonna dichiara il grado di {count} indicatori: il grado si calcola dai valori, quello dichiarato non è stato usato"
    );
    page.report("IND203", Gravita::Nota, range, text);
}

/// The declared degree of a table with one indicatore is the obiettivo's.
pub fn overall(page: &mut Page<'_>, table: &Table, row: &Row<'_>, scheda: &mut Scheda, count: usize) {
    if count == 1 && scheda.percentuale_complessiva.value().is_none() {
        let cells = row.under(table, Colonna::Percentuale);
        let share = one_share(page, &cells, "la percentuale di raggiungimento");
        scheda.percentuale_complessiva = std::mem::take(&mut scheda.percentuale_complessiva).or(share);
    }
}
