//! The value that a cell expects, typed, with the rilievi on what its format hides.

use super::atteso::atteso;
use super::page::{Page, is_blank};
use crate::grid::{Cell, Content};
use crate::layout::has_content;
use crate::model::ValoreAtteso;
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;

/// The value expected by a cell.
pub fn typed(page: &mut Page<'_>, cell: &Cell, year: Option<i16>) -> Field<ValoreAtteso> {
    page.claim(cell.range);
    let place = page.place(cell.range);
    if is_blank(cell, page.lessico) {
        return Field::Blank(place);
    }
    let raw = cell.text.trim().to_owned();
    if matches!(cell.content, Content::Date { without_year: true, .. }) {
        page.report(
            "LET034",
            Gravita::Errore,
            cell.range,
            format!("«{raw}» è diventato una data: Excel trasforma in data ciò che vi somiglia (12/10, 3/5)"),
        );
        return Field::Unreadable(Cited { value: (), raw, place });
    }
    hidden_format(page, cell);
    let value = atteso(&cell.content, &raw, year, page.lessico);
    Field::Filled(Cited { value, raw, place })
}

/// A fraction in a format whose percentages cannot be seen may be one: `0,9` may be 90%.
pub fn hidden_format(page: &mut Page<'_>, cell: &Cell) {
    use rust_decimal::Decimal;
    let Content::Number { value, percent: None } = &cell.content else { return };
    if *value > Decimal::ZERO && *value < Decimal::ONE {
        let text = format!(
            "«{}» può essere una percentuale: di questo formato di file non si legge come il numero è mostrato",
            cell.text.trim()
        );
        page.report("LET042", Gravita::Avviso, cell.range, text);
    }
}

/// A valore atteso given as a text.
pub fn typed_text(page: &Page<'_>, raw: &str, range: CellRange, year: Option<i16>) -> Field<ValoreAtteso> {
    let place = page.place(range);
    match has_content(raw) {
        true => {
            let value = atteso(&Content::Text(raw.to_owned()), raw, year, page.lessico);
            Field::Filled(Cited { value, raw: raw.trim().to_owned(), place })
        }
        false => Field::Blank(place),
    }
}
