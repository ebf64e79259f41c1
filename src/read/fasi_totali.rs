//! Which rows of a timetable are totals, and what they close: the phases above them, with the year that the total names.

use super::fasi::Gruppo;
use super::page::Page;
use super::percent::{self, Share, Typed};
use super::table_rows::Row;
use crate::grid::Cell;
use crate::layout::{Colonna, Table, fold};
use crate::place::CellRange;
use rust_decimal::Decimal;

/// Whether a row says that it is a total, or holds nothing but one.
pub fn is_total(page: &Page<'_>, table: &Table, row: &Row<'_>, descrizione: &[&Cell]) -> bool {
    let texts = row.cells.iter().map(|(_, cell)| *cell).chain(row.loose.iter().copied());
    let says_total = texts.clone().any(|cell| {
        let folded = fold(&cell.text);
        page.lessico.valori.list("totale").iter().any(|word| {
            folded == fold(word)
                || (folded.starts_with(&fold(word)) && cell.text.len() < 60 && word.len() > 4)
        })
    });
    let share = |cell: &Cell| {
        matches!(percent::typed(cell), Typed::Share(..))
            && matches!(percent::typed(cell), Typed::Share(Share::Shown(n) | Share::Bare(n), _) if n == Decimal::ONE_HUNDRED || n == Decimal::ONE || cell.text.contains('%'))
    };
    let cells: Vec<&Cell> = {
        let mut cells: Vec<&Cell> = texts.collect();
        cells.dedup_by_key(|cell| cell.range);
        cells
    };
    let lone = descrizione.iter().all(|cell| share(cell))
        && cells.len() == 1
        && cells.iter().all(|cell| share(cell) && !numbered(table, row, cell));
    says_total || lone
}

/// Whether a lone number is a row's number and not a total: it stands in the narrow column of numbers.
fn numbered(table: &Table, row: &Row<'_>, cell: &Cell) -> bool {
    let narrow = [Colonna::Fase, Colonna::Numero]
        .into_iter()
        .any(|c| row.under(table, c).iter().any(|other| other.range == cell.range));
    narrow && !cell.text.contains('%')
}

/// Closes the phases read so far with a row of total.
pub fn close(page: &mut Page<'_>, table: &Table, row: &Row<'_>, gruppi: &mut Vec<Gruppo>) {
    let weight = weight_cell(table, row);
    let mut text = String::new();
    for (_, cell) in &row.cells {
        page.claim(cell.range);
        text = if cell.text.len() > text.len() { cell.text.clone() } else { text };
    }
    for cell in &row.loose {
        page.claim(cell.range);
    }
    let typed = weight.or_else(|| {
        let any = row
            .cells
            .iter()
            .map(|(_, cell)| *cell)
            .find(|cell| matches!(percent::typed(cell), Typed::Share(..)))?;
        Some((any.range, any.text.trim().to_owned(), percent::typed(any)))
    });
    let Some(gruppo) = gruppi.last_mut() else { return };
    if gruppo.righe.is_empty() {
        return;
    }
    gruppo.totale = typed;
    gruppo.anno = year_of(&text);
    gruppi.push(Gruppo::default());
}

/// Headings of a phase's weight.
pub const WEIGHTS: [Colonna; 3] = [Colonna::PesoFase, Colonna::Peso, Colonna::PesoRelativo];

/// The weight typed in a row of the timetable.
pub fn weight_cell(table: &Table, row: &Row<'_>) -> Option<(CellRange, String, Typed)> {
    let cells = row.under_first(table, &WEIGHTS);
    let cell = cells.iter().find(|cell| cell.range.first.row == row.at)?;
    Some((cell.range, cell.text.trim().to_owned(), percent::typed(cell)))
}

/// A year named in a title: `ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2024`, `TOTALE % ANNO 2022`.
pub fn year_of(text: &str) -> Option<i16> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years =
        digits.filter_map(|digits| digits.parse::<i16>().ok()).filter(|year| (2000..2100).contains(year));
    let first = years.next();
    first.filter(|_| years.next().is_none())
}
