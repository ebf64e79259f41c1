//! Indicatori without a table: a label, its description beside it, and what is expected after it.

use super::packed;
use super::page::Page;
use super::valore::typed;
use crate::grid::Cell;
use crate::layout::Sezione;
use crate::model::{Indicatore, Scheda};
use crate::place::CellRange;
use crate::rilievo::Gravita;

/// Indicatori without a table heading: a label, its description beside it, what is expected after it.
pub fn read_labelled(page: &mut Page<'_>, band: (u32, u32), year: Option<i16>, scheda: &mut Scheda) {
    if !scheda.indicatori.is_empty() {
        return;
    }
    let labels: Vec<CellRange> = page
        .marks
        .iter()
        .filter(|mark| (band.0..band.1).contains(&mark.range.first.row) && !page.is_claimed(mark.range))
        .filter(|mark| {
            mark.sezione.as_ref().is_some_and(|(sezione, rest)| {
                *sezione == Sezione::Indicatori && (rest.is_whole() || rest.text.len() < 4)
            })
        })
        .map(|mark| mark.range)
        .collect();
    let (_, right) = page.extent();
    let mut unheaded: Option<CellRange> = None;
    for label in labels {
        page.claim(label);
        for at in label.first.row..=label.last.row {
            let cells: Vec<&Cell> = page
                .cells_in((at, at), (label.last.column + 1, right))
                .into_iter()
                .filter(|cell| page.mark(cell.range).is_none_or(|mark| !mark.is_heading()))
                .collect();
            let Some((first, others)) = cells.split_first() else { continue };
            let mut indicatore = Indicatore::new(page.place(first.range));
            indicatore.descrizione = page.text(&[*first], first.range);
            if let Some(second) = others.first() {
                indicatore.valore_atteso = typed(page, second, year);
                unheaded.get_or_insert(second.range);
            }
            scheda.indicatori.push(indicatore);
        }
    }
    if let Some(range) = unheaded {
        let text = "la tabella degli indicatori non ha testata: ciò che segue la descrizione è stato letto come valore atteso";
        page.report("LET036", Gravita::Nota, range, text);
    }
    packed::strip_numbers(&mut scheda.indicatori);
}
