//! The year in headings and titles, moved on; where else a sheet names it is told, and stays.
//!
//! Beside a heading of the next year the year that ends stays what it is: the form has a place for each.

use super::anni;
use super::azioni::Cambio;
use super::caselle::{Casella, Destino};
use super::svuota::{Desk, Resta};
use crate::grid::{Cell, Content, Sheet};
use crate::layout::{Marks, fold, parse_period, words};
use crate::model::Scheda;
use crate::patch::Change;
use crate::place::CellRef;
use crate::read::{Letto, Sorte};
use jiff::Span;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

const STAYS: &str = "nomina l'anno che finisce, ed è rimasto com'era: controllare";
const BESIDE: &str =
    "è l'intestazione dell'anno che finisce, accanto a quella dell'anno nuovo: è rimasta, decidere se serve";

/// What is known of the cells of a sheet.
struct Foglio<'a> {
    sheet: &'a Sheet,
    sorti: BTreeMap<CellRef, Sorte>,
    /// The first row that is no title of the sheet.
    body: u32,
    /// The cells that say which year a form is of.
    years: BTreeSet<CellRef>,
    /// Headings of the next year: their row, and their words without the year.
    next: BTreeSet<(u32, String)>,
}

/// Moves the headings of a sheet on.
pub(super) fn advance(sheet: &Sheet, letto: &Letto, vivi: &[Vec<Casella<'_>>], desk: &mut Desk<'_>) {
    let foglio = Foglio::new(sheet, letto, vivi, desk);
    if anni::nomina(&sheet.name, desk.passaggio.anno) {
        desk.note_sheet(sheet, "il nome del foglio nomina l'anno che finisce: rinominarlo a mano");
    }
    for cell in sheet.filled() {
        if !desk.is_emptied(&sheet.name, cell.range.first) {
            foglio.cell(cell, desk);
        }
    }
}

/// Tells where a sheet that was not understood names the year.
pub(super) fn only_told(sheet: &Sheet, desk: &mut Desk<'_>) {
    let anno = desk.passaggio.anno;
    for cell in sheet.filled().filter(|cell| anni::nomina(&cell.text, anno)) {
        desk.note_cell(sheet, cell, ("", "testo"), STAYS);
    }
}

impl<'a> Foglio<'a> {
    fn new(sheet: &'a Sheet, letto: &Letto, vivi: &[Vec<Casella<'_>>], desk: &Desk<'_>) -> Foglio<'a> {
        let here = letto.tracce.iter().filter(|traccia| traccia.place.sheet == sheet.name);
        let sorti: BTreeMap<CellRef, Sorte> =
            here.map(|traccia| (traccia.place.cells.first, traccia.sorte)).collect();
        let own = |scheda: &&Scheda| scheda.place.sheet == sheet.name;
        let schede = letto.schede.iter().filter(own).map(|scheda| scheda.place.cells.first.row);
        let tables = letto.pesature.iter().filter(|pesatura| pesatura.place.sheet == sheet.name);
        let headings = desk.marks(&sheet.name).into_iter().flat_map(Marks::iter);
        let heads = headings.filter(|mark| mark.is_heading()).map(|mark| mark.range.first.row);
        let tops = schede.chain(tables.map(|table| table.place.cells.first.row)).chain(heads);
        let of_year =
            |casella: &&Casella<'_>| casella.destino == Destino::Anno && casella.place.sheet == sheet.name;
        let years = vivi.iter().flatten().filter(of_year).map(|casella| casella.place.cells.first).collect();
        let mut foglio = Foglio { sheet, sorti, body: tops.min().unwrap_or(0), years, next: BTreeSet::new() };
        let anno = desk.passaggio.anno;
        let labels = sheet.filled().filter(|cell| foglio.is_heading(cell, desk));
        foglio.next = labels
            .filter(|cell| says(cell, anno + 1, desk) && !says(cell, anno, desk))
            .map(|cell| (cell.range.first.row, without_year(&cell.text)))
            .collect();
        foglio
    }

    /// Whether a cell is a label, a heading, or a title over the form.
    fn is_heading(&self, cell: &Cell, desk: &Desk<'_>) -> bool {
        let at = cell.range.first;
        let label = self.sorti.get(&at) == Some(&Sorte::Etichetta);
        let named =
            desk.has_label(&self.sheet.name, at) || is_month(cell, desk) || ends_with_year(cell, desk);
        label || at.row < self.body || named
    }

    fn cell(&self, cell: &Cell, desk: &mut Desk<'_>) {
        let (anno, at) = (desk.passaggio.anno, cell.range.first);
        if !says(cell, anno, desk) {
            return;
        }
        let kept = desk.kept.get(&(self.sheet.name.clone(), at)).cloned();
        let of_year = self.years.contains(&at);
        let heading = self.is_heading(cell, desk);
        match kept {
            Some(Resta { destino: Destino::Avanti(_), .. }) => {}
            Some(resta) if !of_year => self.box_that_stays(cell, &resta, desk),
            _ if !of_year && !heading => desk.note_cell(self.sheet, cell, ("", "testo"), STAYS),
            _ if cell.formula => desk.note_cell(self.sheet, cell, ("", "intestazione"), STAYS),
            _ if self.is_beside(cell) => desk.note_cell(self.sheet, cell, ("", "intestazione"), BESIDE),
            kept => {
                let shared = kept.is_some_and(|resta| resta.destino != Destino::Anno);
                self.move_on(cell, of_year && shared, desk);
            }
        }
    }

    /// The cell of a box that stays: only a year printed outside of what was typed moves on. Durations of several years are
    /// no news.
    fn box_that_stays(&self, cell: &Cell, resta: &Resta, desk: &mut Desk<'_>) {
        let (anno, lessico) = (desk.passaggio.anno, desk.passaggio.lessico);
        let Content::Text(text) = &cell.content else { return };
        let printed = anni::stampato(text, anno, &resta.raws, lessico);
        let boxed = resta.raws.iter().any(|raw| anni::nomina_solo(raw, anno));
        // `ANNO 2023 … ANNO 2024` in one cell: a place for each
        let beside = anni::nomina(text, anno + 1);
        if !printed.is_empty() && beside {
            desk.note_cell(self.sheet, cell, (&resta.obiettivo, &resta.nome), BESIDE);
        } else if !printed.is_empty() {
            desk.act_on(self.sheet, cell.range.first, "intestazione", Cambio::Tratti(printed));
        } else if boxed && resta.nome != "tipologia" {
            desk.note_cell(self.sheet, cell, (&resta.obiettivo, &resta.nome), STAYS);
        }
    }

    /// Whether the form has the same heading for the next year too, in its row or elsewhere.
    fn is_beside(&self, cell: &Cell) -> bool {
        let words = without_year(&cell.text);
        let row = cell.range.first.row;
        row >= self.body && self.next.iter().any(|(other, known)| *other == row || *known == words)
    }

    fn move_on(&self, cell: &Cell, shared: bool, desk: &mut Desk<'_>) {
        let (anno, lessico) = (desk.passaggio.anno, desk.passaggio.lessico);
        let change = match &cell.content {
            Content::Text(text) => {
                let mossa = match shared {
                    true => anni::avanti_uno(text, anno, lessico),
                    false => anni::avanti(text, anno, lessico),
                };
                if mossa.lasciato {
                    desk.note_cell(self.sheet, cell, ("", "intestazione"), STAYS);
                }
                match mossa.tratti.is_empty() && !mossa.lasciato {
                    true => short_year(text, anno).map(|stretch| Cambio::Tratti(vec![stretch])),
                    false => Some(Cambio::Tratti(mossa.tratti)),
                }
            }
            Content::Number { .. } => {
                let value = Decimal::from(i32::from(anno) + 1);
                Some(Cambio::Intero(Change::Number { value, percent: false }))
            }
            Content::Date { date, .. } => {
                let next = date.checked_add(Span::new().years(1)).ok();
                next.map(|next| Cambio::Intero(Change::Date(next)))
            }
            _ => None,
        };
        if let Some(change) = change {
            desk.act_on(self.sheet, cell.range.first, "intestazione", change);
        }
    }
}

/// Whether a cell says the year.
fn says(cell: &Cell, anno: i16, desk: &Desk<'_>) -> bool {
    match &cell.content {
        Content::Text(text) => {
            let month =
                || parse_period(cell, desk.passaggio.lessico).and_then(|period| period.anno) == Some(anno);
            anni::nomina(text, anno) || month()
        }
        Content::Number { value, percent } => *value == Decimal::from(anno) && *percent != Some(true),
        Content::Date { date, .. } => date.year() == anno,
        _ => false,
    }
}

/// A few words that end with the year, named as such: `TOTALE % ANNO 2023`.
fn ends_with_year(cell: &Cell, desk: &Desk<'_>) -> bool {
    let Content::Text(text) = &cell.content else { return false };
    let words = words(text);
    let [.., before, last] = words.as_slice() else { return false };
    let is_year = last.len() == 4 && last.chars().all(|c| c.is_ascii_digit());
    is_year && words.len() <= 8 && desk.passaggio.lessico.valori.has("parola_anno", before)
}

/// The heading of a month that says its year.
fn is_month(cell: &Cell, desk: &Desk<'_>) -> bool {
    let text = matches!(cell.content, Content::Text(_));
    text && parse_period(cell, desk.passaggio.lessico).is_some_and(|period| period.anno.is_some())
}

/// The two digits of a year at the end of the heading of a month: `GENN.23`.
fn short_year(text: &str, anno: i16) -> Option<(std::ops::Range<usize>, String)> {
    let end = text.trim_end().len();
    let digits = text.get(..end)?.strip_suffix(&format!("{:02}", anno % 100))?;
    Some((digits.len()..end, format!("{:02}", (anno + 1) % 100)))
}

/// The words of a heading without its year.
fn without_year(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_ascii_digit()).collect()
}
