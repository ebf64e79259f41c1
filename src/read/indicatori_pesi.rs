//! The weights of the indicatori, and percentages that stand alone.

use super::page::Page;
use super::percent::{self, Share, Typed};
use super::table_rows::Row;
use crate::grid::Cell;
use crate::layout::{Colonna, Table};
use crate::model::Indicatore;
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;

/// A single percentage, 0-100.
pub fn one_share(page: &mut Page<'_>, cells: &[&Cell], what: &str) -> Field<rust_decimal::Decimal> {
    let Some(cell) = cells.first() else { return Field::Absent };
    page.claim(cell.range);
    let place = page.place(cell.range);
    let raw = cell.text.trim().to_owned();
    match percent::typed(cell) {
        Typed::Blank => Field::Blank(place),
        Typed::Share(share, _) => match share.percent(percent::unit(&[share])) {
            Some(value) => Field::Filled(Cited { value, raw, place }),
            None => Field::Unreadable(Cited { value: (), raw, place }),
        },
        Typed::Unreadable => {
            page.report(
                "LET031",
                Gravita::Errore,
                cell.range,
                format!("{what} «{raw}» non è una percentuale"),
            );
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}

pub(super) fn read_weight(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
) -> Option<(CellRange, String, Typed)> {
    for colonna in [Colonna::PesoProposto, Colonna::PesoAssegnato] {
        for cell in row.under(table, colonna) {
            page.claim(cell.range);
        }
    }
    const WEIGHTS: [Colonna; 3] = [Colonna::PesoIndicatore, Colonna::Peso, Colonna::PesoRelativo];
    let cells = row.under_first(table, &WEIGHTS);
    let column = WEIGHTS.iter().find_map(|colonna| table.column(*colonna))?;
    let at = page.sheet.extent(row.at, column.header.first.column);
    let cell = cells.first().or(row.under(table, Colonna::PesoAssegnato).first()).copied();
    match cell {
        Some(cell) => {
            page.claim(cell.range);
            Some((cell.range, cell.text.trim().to_owned(), percent::typed(cell)))
        }
        None => Some((at, String::new(), Typed::Blank)),
    }
}

/// Types the weights of some indicatori, once their unit is known.
pub fn set_weights(
    page: &mut Page<'_>,
    indicatori: &mut [Indicatore],
    weights: Vec<Option<(CellRange, String, Typed)>>,
) {
    let shares: Vec<Share> = weights
        .iter()
        .flatten()
        .filter_map(|(_, _, typed)| if let Typed::Share(share, _) = typed { Some(*share) } else { None })
        .collect();
    let unit = percent::unit(&shares);
    for (indicatore, weight) in indicatori.iter_mut().zip(weights) {
        let Some((range, raw, typed)) = weight else { continue };
        let place = page.place(range);
        indicatore.peso = match typed {
            Typed::Blank => Field::Blank(place),
            Typed::Share(share, _) => match share.percent(unit) {
                Some(value) => Field::Filled(Cited { value, raw, place }),
                None => {
                    page.report("LET035", Gravita::Errore, range, format!("il peso «{raw}» può essere una frazione o una percentuale: i pesi della tabella non sommano né a 1 né a 100"));
                    Field::Unreadable(Cited { value: (), raw, place })
                }
            },
            Typed::Unreadable => {
                page.report("LET031", Gravita::Errore, range, format!("il peso «{raw}» non è un numero"));
                Field::Unreadable(Cited { value: (), raw, place })
            }
        };
    }
}
