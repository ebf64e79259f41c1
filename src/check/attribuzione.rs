//! Of which obiettivo a rilievo of the reader is. A sheet is read before anybody knows under which key its scheda will
//! be filed; once the plan is joined, the cells tell.

use crate::model::{Obiettivo, Piano};
use crate::place::Place;
use crate::rilievo::{Dove, Rilievo};

/// Gives their obiettivo to the rilievi that have none, where their cells stand on its form or on its row.
pub fn attribute(piano: &Piano, rilievi: &mut [Rilievo]) {
    for rilievo in rilievi.iter_mut().filter(|rilievo| rilievo.obiettivo.is_none()) {
        let found = on_row(piano, &rilievo.dove).or_else(|| on_form(piano, &rilievo.dove));
        rilievo.obiettivo = found.map(|obiettivo| obiettivo.chiave.to_string());
    }
}

/// The obiettivo whose row of the pesatura the cells stand on.
fn on_row<'p>(piano: &'p Piano, dove: &Dove) -> Option<&'p Obiettivo> {
    let row = dove.celle?.first.row;
    let own = |riga: &Place| is_on(riga, dove) && riga.cells.has_row(row);
    piano
        .obiettivi
        .values()
        .find(|obiettivo| obiettivo.pesatura.as_ref().is_some_and(|riga| own(&riga.place)))
}

/// The obiettivo whose form stands on the sheet: the only one, or the last that begins at or above the cells.
fn on_form<'p>(piano: &'p Piano, dove: &Dove) -> Option<&'p Obiettivo> {
    let forms = piano.obiettivi.values().filter_map(|obiettivo| {
        let place = &obiettivo.scheda.as_ref()?.place;
        is_on(place, dove).then_some((place.cells.first.row, obiettivo))
    });
    let mut forms: Vec<(u32, &Obiettivo)> = forms.collect();
    forms.sort_by_key(|(row, _)| *row);
    match (forms.as_slice(), dove.celle) {
        ([(_, only)], _) => Some(only),
        ([(_, first), ..], Some(cells)) => {
            let above = forms.iter().rev().find(|(row, _)| *row <= cells.first.row);
            Some(above.map_or(*first, |(_, obiettivo)| obiettivo))
        }
        _ => None,
    }
}

fn is_on(place: &Place, dove: &Dove) -> bool {
    place.file == dove.file && dove.foglio.as_ref() == Some(&place.sheet)
}
