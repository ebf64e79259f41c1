//! Indicatori laid on their side: a row of headings `Indicatore 1`, `Indicatore 2`…, and under it a row for each thing
//! said of them, with its label at the left (`Descrizione`, `Target`, `Peso`, `Risultato`).

use super::indicatori_verticali::{is_head, property};
use super::page::Page;
use crate::grid::Cell;
use crate::layout::{Colonna, Rest};
use crate::model::{Indicatore, Scheda};
use crate::place::CellRange;
use std::collections::BTreeMap;

/// A row under the headings: what it says, and its label.
struct Riga {
    at: u32,
    label: CellRange,
    colonna: Colonna,
    rest: Rest,
}

/// Reads the indicatori of a form that has no table of them.
pub fn read(page: &mut Page<'_>, band: (u32, u32), year: Option<i16>, scheda: &mut Scheda) {
    if !scheda.indicatori.is_empty() {
        return;
    }
    let mut rows: BTreeMap<u32, Vec<CellRange>> = BTreeMap::new();
    for mark in page.marks.iter().filter(|mark| is_head(mark)) {
        rows.entry(mark.range.first.row).or_default().push(mark.range);
    }
    let inside = |(row, heads): &(u32, Vec<CellRange>)| (band.0..band.1).contains(row) && heads.len() > 1;
    for (row, heads) in rows.into_iter().filter(inside).collect::<Vec<_>>() {
        let Some(first) = heads.first().map(|head| head.first.column) else { continue };
        let righe = righe(page, row + 1, band.1, first);
        let said = |wanted: &[Colonna]| righe.iter().any(|riga| wanted.contains(&riga.colonna));
        if !said(&DESCRIPTIONS) || !said(&[Colonna::ValoreAtteso, Colonna::Conseguito]) {
            continue;
        }
        for range in heads.iter().copied().chain(righe.iter().map(|riga| riga.label)) {
            page.claim(range);
        }
        for head in heads {
            scheda.indicatori.extend(indicatore(page, head, &righe, year));
        }
        let days = scheda.indicatori.iter().flat_map(|indicatore| indicatore.conseguito.keys().copied());
        scheda.scadenze.extend(days.collect::<Vec<_>>());
    }
}

const DESCRIPTIONS: [Colonna; 3] = [Colonna::Descrizione, Colonna::Indicatore, Colonna::Obiettivo];

/// The labelled rows under the headings, as far as they follow one another.
fn righe(page: &Page<'_>, from: u32, end: u32, first: u32) -> Vec<Riga> {
    let mut found = Vec::new();
    let Some(left) = first.checked_sub(1) else { return found };
    for at in from..end {
        let label = page.cells_in((at, at), (0, left)).first().map(|cell| cell.range);
        let Some(mark) = label.and_then(|label| page.mark(label)) else { break };
        let sense = mark
            .colonne
            .iter()
            .find(|(_, rest)| rest.is_whole() || rest.text.chars().any(|c| c.is_ascii_digit()));
        let Some((colonna, rest)) = sense else { break };
        found.push(Riga { at, label: mark.range, colonna: *colonna, rest: rest.clone() });
    }
    found
}

fn indicatore(page: &mut Page<'_>, head: CellRange, righe: &[Riga], year: Option<i16>) -> Option<Indicatore> {
    let cell = |page: &Page<'_>, at: u32| -> Option<CellRange> {
        page.sheet.at(at, head.first.column).map(|cell| cell.range)
    };
    let mut indicatore = Indicatore::new(page.place(head));
    for riga in righe {
        let Some(range) = cell(page, riga.at) else { continue };
        let Some(found): Option<&Cell> = page.sheet.at(range.first.row, range.first.column) else { continue };
        match DESCRIPTIONS.contains(&riga.colonna) {
            true => {
                indicatore.place = page.place(range);
                indicatore.descrizione = page.text(&[found], range);
            }
            false => property(page, riga.colonna, &riga.rest, Some(found), year, &mut indicatore),
        }
    }
    indicatore.descrizione.value().is_some().then_some(indicatore)
}
