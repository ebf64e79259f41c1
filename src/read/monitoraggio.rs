//! The rows of the monitoring table, as printed. Which indicatore a row is about is not told here: see [`super::attach`].

use super::page::Page;
use super::risultato::read_conseguito;
use super::scadenze::deadlines;
use super::spacchetta::unpack;
use super::table_rows::{Row, claim_ignored, rows};
use super::valore::typed;
use super::{packed, risposte};
use crate::grid::Cell;
use crate::layout::{Colonna, Kind, Table};
use crate::model::{Rilevazione, Scheda};
use crate::place::Field;
use crate::rilievo::Gravita;

/// Whether a table of indicatori also reports results: then it may be the monitoring of an earlier one.
pub fn reports(table: &Table) -> bool {
    table.has(&[Colonna::Conseguito])
}

/// Reads a monitoring table.
pub fn read_table(page: &mut Page<'_>, table: &Table, limit: u32, year: Option<i16>, scheda: &mut Scheda) {
    for range in table.columns.iter().map(|column| column.header).chain(table.section).collect::<Vec<_>>() {
        page.claim(range);
    }
    let scadenze = deadlines(page, table, year);
    scheda.scadenze.extend(scadenze.iter().map(|(_, scadenza)| *scadenza));
    let label = [Colonna::Indicatore, Colonna::Descrizione, Colonna::Fase]
        .into_iter()
        .find(|c| table.column(*c).is_some());
    let found = rows(page, table, limit);
    claim_ignored(page, table, &found);
    declared(page, table, &found);
    for row in found {
        for cell in row.own(table, Colonna::Numero) {
            page.claim(cell.range);
        }
        let named = label.map(|colonna| row.under(table, colonna)).unwrap_or_default();
        let expected = row.under(table, Colonna::ValoreAtteso);
        let Some(range) = row.range() else { continue };
        if packed::year_row(&named, &expected).is_some() && !named.is_empty() {
            named.iter().chain(&expected).for_each(|cell| page.claim(cell.range));
            continue;
        }
        let mut rilevazione = Rilevazione {
            place: page.place(range),
            numero: row.own(table, Colonna::Numero).first().map(|cell| cell.text.trim().to_owned()),
            descrizione: page.text(&named, range),
            valore_atteso: expected.first().map_or(Field::Absent, |cell| typed(page, cell, year)),
            conseguito: Default::default(),
            indicatori: Vec::new(),
        };
        expected.iter().for_each(|cell| page.claim(cell.range));
        for (column, scadenza) in &scadenze {
            let read = read_conseguito(page, table, &row, *column, year);
            let read = risposte::not_repeated(page, &rilevazione.valore_atteso, read);
            rilevazione.conseguito.insert(*scadenza, read);
        }
        let empty = rilevazione.descrizione.value().is_none() && rilevazione.valore_atteso.value().is_none();
        if !empty || rilevazione.conseguito.values().any(|field| field.raw().is_some()) {
            match unpack(page, &rilevazione, year) {
                Some(several) => scheda.monitoraggio.extend(several),
                None => scheda.monitoraggio.push(rilevazione),
            }
        }
    }
    debug_assert!(table.kind == Kind::Monitoraggio || table.kind == Kind::Indicatori);
}

/// Degrees declared row by row: known, and left to the verification.
fn declared(page: &mut Page<'_>, table: &Table, rows: &[Row<'_>]) {
    let cells: Vec<&Cell> = rows.iter().flat_map(|row| row.own(table, Colonna::Percentuale)).collect();
    for cell in &cells {
        page.claim(cell.range);
    }
    if let Some(first) = cells.first() {
        let text = "le percentuali dichiarate indicatore per indicatore non entrano nel calcolo: contano i valori e la verifica";
        page.report("MON108", Gravita::Nota, first.range, text);
    }
}
