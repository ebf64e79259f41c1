//! How a form ends: the date by which it is due, and the overall percentage typed on it.

use super::fields::Item;
use super::page::Page;
use super::{date, percent};
use crate::grid::Content;
use crate::layout::Campo;
use crate::model::Scheda;
use crate::place::{Cited, Field};
use crate::rilievo::{Gravita, Rilievo};

pub fn read_deadline(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let cell = item.cells.first().copied();
    let text = item.text(page);
    let dated = cell.and_then(|cell| match cell.content {
        Content::Date { date, without_year: false } => Some(date),
        _ => None,
    });
    let Some(cited) = text.cited() else {
        scheda.data_conclusione = text.map(|_| jiff::civil::Date::ZERO);
        return;
    };
    let year = scheda.anno.value().copied();
    let read = dated.or_else(|| {
        date::due(&cited.value, year, page.lessico).filter(|found| found.has_year).map(|found| found.date)
    });
    scheda.data_conclusione = match read {
        Some(date) => Field::Filled(cited.with(date)),
        None => {
            let message = format!("la data di conclusione «{}» non è una data", cited.value);
            page.rilievi.push(Rilievo::new("SCH102", Gravita::Avviso, &cited.place, message));
            Field::Unreadable(cited.with(()))
        }
    };
}

/// A date typed one row above its empty box: read, and reported.
pub fn displaced_date(page: &mut Page<'_>, own: &[&Item<'_>], scheda: &mut Scheda) {
    let Some(item) = own.iter().find(|item| item.campo == Campo::DataConclusione) else { return };
    let Some(above) = item.label.first.row.checked_sub(1) else { return };
    if !matches!(scheda.data_conclusione, Field::Blank(_)) {
        return;
    }
    let column = item.label.last.column + 1;
    let Some(cell) = page.sheet.at(above, column).filter(|cell| !page.is_claimed(cell.range)) else { return };
    let Content::Date { date, without_year: false } = cell.content else { return };
    let cited = Cited { value: date, raw: cell.text.clone(), place: page.place(cell.range) };
    page.claim(cell.range);
    page.report(
        "LET030",
        Gravita::Avviso,
        cell.range,
        format!(
            "la data {} sta una riga sopra la sua casella ({}): è stata letta come data di conclusione",
            cell.text, item.label.first
        ),
    );
    scheda.data_conclusione = Field::Filled(cited);
}

pub fn read_overall(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let cell = item.cells.first().copied();
    let text = item.text(page);
    let share = match (cell, text.raw()) {
        (Some(cell), _) => percent::typed(cell),
        (None, Some(raw)) => percent::typed_text(raw),
        (None, None) => percent::Typed::Blank,
    };
    let place = text.place().cloned().unwrap_or_else(|| page.place(item.label));
    scheda.percentuale_complessiva = match share {
        percent::Typed::Share(share, _) => match share.percent(percent::unit(&[share])) {
            Some(value) => {
                Field::Filled(Cited { value, raw: text.raw().unwrap_or_default().to_owned(), place })
            }
            None => Field::Blank(place),
        },
        percent::Typed::Blank => Field::Blank(place),
        percent::Typed::Unreadable => {
            let raw = text.raw().unwrap_or_default().to_owned();
            let message = format!("la percentuale complessiva «{raw}» non è un numero");
            page.rilievi.push(Rilievo::new("LET031", Gravita::Errore, &place, message));
            Field::Unreadable(Cited { value: (), raw, place })
        }
    };
}
