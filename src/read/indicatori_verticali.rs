//! Indicatori as a column of labels: `Indicatore 1` with its description beside it, and under it `Target`, `Peso`,
//! `Risultato`, each with its own value.

use super::conseguito::{Reading, conseguito};
use super::date::date;
use super::elenco_riga::check;
use super::indicatori_pesi::one_share;
use super::page::Page;
use super::valore::typed;
use crate::grid::Cell;
use crate::layout::{Colonna, Mark, Rest, Sezione};
use crate::model::{Conseguito, Indicatore, Scadenza, Scheda};
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;

/// Reads the indicatori of a form that has no table of them; those without any label under them are left.
pub fn read(page: &mut Page<'_>, band: (u32, u32), year: Option<i16>, scheda: &mut Scheda) {
    if !scheda.indicatori.is_empty() {
        return;
    }
    let heads: Vec<CellRange> =
        page.marks.iter().filter(|mark| is_head(mark)).map(|mark| mark.range).collect();
    for (at, head) in heads.iter().enumerate() {
        let inside = (band.0..band.1).contains(&head.first.row) && !page.is_claimed(*head);
        let end = heads.get(at + 1).map_or(band.1, |next| next.first.row.min(band.1));
        let (true, Some(value)) = (inside, beside(page, *head)) else { continue };
        let properties = properties(page, *head, end);
        if properties.is_empty() {
            continue;
        }
        page.claim(*head);
        let mut indicatore = Indicatore::new(page.place(value.range));
        indicatore.descrizione = page.text(&[value], value.range);
        for (colonna, rest, label, cell) in properties {
            page.claim(label);
            property(page, colonna, &rest, cell, year, &mut indicatore);
        }
        scheda.scadenze.extend(indicatore.conseguito.keys().copied());
        scheda.indicatori.push(indicatore);
    }
}

/// `Indicatore`, `Indicatore 2`, `Indicatore di risultato n. 1`.
pub(super) fn is_head(mark: &Mark) -> bool {
    mark.sezione.as_ref().is_some_and(|(sezione, rest)| {
        *sezione == Sezione::Indicatori && (rest.is_whole() || rest.text.len() < 6)
    })
}

fn beside<'a>(page: &Page<'a>, label: CellRange) -> Option<&'a Cell> {
    let (_, right) = page.extent();
    let row = page.cells_in((label.first.row, label.first.row), (label.last.column + 1, right));
    row.into_iter().next().filter(|cell| page.mark(cell.range).is_none_or(|mark| !mark.is_whole_label()))
}

/// The labels under an indicatore's, each with its cell, as far as they follow one another.
fn properties<'a>(
    page: &Page<'a>,
    head: CellRange,
    end: u32,
) -> Vec<(Colonna, Rest, CellRange, Option<&'a Cell>)> {
    use Colonna::*;
    let mut found = Vec::new();
    for row in head.last.row + 1..end {
        let under = page.sheet.extent(row, head.first.column);
        let Some(mark) = page.mark(under).filter(|mark| mark.range.first.row == row) else { break };
        let sense = mark.colonne.iter().find(|(colonna, rest)| {
            let known = matches!(
                colonna,
                ValoreAtteso | Conseguito | Peso | PesoIndicatore | Misura | Verifica | ValoreNdv | Altra
            );
            known && (rest.is_whole() || rest.text.chars().any(|c| c.is_ascii_digit()))
        });
        let Some((colonna, rest)) = sense else { break };
        found.push((*colonna, rest.clone(), under, beside(page, under)));
    }
    found
}

pub(super) fn property(
    page: &mut Page<'_>,
    colonna: Colonna,
    rest: &Rest,
    cell: Option<&Cell>,
    year: Option<i16>,
    indicatore: &mut Indicatore,
) {
    let Some(cell) = cell else { return };
    page.claim(cell.range);
    match colonna {
        Colonna::ValoreAtteso => indicatore.valore_atteso = typed(page, cell, year),
        Colonna::Peso | Colonna::PesoIndicatore => indicatore.peso = one_share(page, &[cell], "il peso"),
        Colonna::Misura => indicatore.misura = page.text(&[cell], cell.range),
        Colonna::Verifica => indicatore.verifica = check(page, cell),
        Colonna::ValoreNdv => indicatore.valore_ndv = one_share(page, &[cell], "il valore del Nucleo"),
        Colonna::Conseguito => {
            let day = date(rest.text.trim_start_matches("al ").trim(), year.or(Some(2001)), page.lessico);
            let scadenza = day.map_or(Scadenza::FINE_ANNO, |found| Scadenza {
                mese: found.date.month(),
                giorno: found.date.day(),
            });
            let field = result(page, cell, year);
            indicatore.conseguito.insert(scadenza, field);
        }
        _ => {}
    }
}

fn result(page: &mut Page<'_>, cell: &Cell, year: Option<i16>) -> Field<Conseguito> {
    let (raw, place) = (cell.text.trim().to_owned(), page.place(cell.range));
    match conseguito(&cell.content, &cell.text, year, page.lessico) {
        Reading::Value(value) => Field::Filled(Cited { value, raw, place }),
        Reading::Blank | Reading::Unanswered => Field::Blank(place),
        Reading::Unreadable(why) => {
            let text = format!("il valore «{raw}» non è leggibile: {why}");
            page.report("LET034", Gravita::Errore, cell.range, text);
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}
