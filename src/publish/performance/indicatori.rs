//! The sheet «Indicatori»: one row an indicatore, with what was expected, what was typed at each deadline, the degree,
//! what it rests on or what it is waiting for, and the cell it comes from.

use super::Frame;
use super::testo;
use crate::compute::esito::EsitoIndicatore;
use crate::model::{Chiave, Indicatore, Obiettivo};
use crate::place::Place;
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::gruppo;
use crate::publish::link;
use crate::publish::sheet::{Cell, Rows, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use indexmap::IndexMap;

const OBIETTIVO: u16 = 0;
const NUMERO: u16 = 1;
const DESCRIZIONE: u16 = 2;
const ATTESO: u16 = 3;
const PESO: u16 = 4;
const CONSEGUITO: u16 = 5;

/// Where the indicatori of an obiettivo stand, for the formulas of its degree.
pub(super) struct Block {
    sheet: &'static str,
    rows: Vec<Rows>,
    realizzazione: u16,
}

impl Block {
    /// The cells of the weights, as a range.
    pub(super) fn pesi(&self) -> String {
        self.range(PESO)
    }

    /// The cells of the degrees at a deadline, by its position, as a range.
    pub(super) fn gradi(&self, scadenza: u16) -> String {
        self.range(self.realizzazione + scadenza)
    }

    fn range(&self, column: u16) -> String {
        let letters = crate::place::column_letters(u32::from(column));
        let first = self.rows.first().map_or(0, |rows| rows.first) + 1;
        let last = self.rows.last().map_or(0, |rows| rows.last) + 1;
        format!("{}!${letters}${first}:${letters}${last}", self.sheet)
    }
}

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, frame: &Frame<'_>) -> Result<(Sheet, Page, IndexMap<Chiave, Block>)> {
    let many = frame.scadenze.len();
    let mut widths = vec![4.5, 5.0, 36.0, 20.0, 8.0];
    widths.extend(std::iter::repeat_n(19.0, many));
    widths.push(13.5);
    widths.extend(std::iter::repeat_n(12.0, many));
    widths.extend([34.0, 8.5]);
    let sheet = Sheet::new("Indicatori", &widths, frame.decimals())?;
    let mut table = Indicatori { sheet, frame, blocks: IndexMap::new() };
    book.opening(&mut table.sheet, "Indicatori: valore atteso, valore conseguito, realizzazione")?;
    let head = table.head()?;
    for gruppo in gruppo::groups(frame.quadro.piano) {
        table.sheet.line(testo::band(&gruppo), Look::Band)?;
        for obiettivo in &gruppo.obiettivi {
            table.obiettivo(obiettivo)?;
        }
    }
    let last_column = table.sheet.last_column();
    let page = Page { landscape: true, head: Some((head, head)), frozen: 0, last_column };
    Ok((table.sheet, page, table.blocks))
}

struct Indicatori<'t> {
    sheet: Sheet,
    frame: &'t Frame<'t>,
    blocks: IndexMap<Chiave, Block>,
}

impl Indicatori<'_> {
    fn verifica(&self) -> u16 {
        CONSEGUITO + self.frame.columns()
    }

    fn realizzazione(&self) -> u16 {
        self.verifica() + 1
    }

    fn riscontro(&self) -> u16 {
        self.realizzazione() + self.frame.columns()
    }

    fn head(&mut self) -> Result<u32> {
        let mut cells = vec![
            Cell::new(OBIETTIVO, "Ob.", Look::Header),
            Cell::new(NUMERO, "Ind.", Look::Header),
            Cell::new(DESCRIZIONE, "Indicatore", Look::Header),
            Cell::new(ATTESO, "Valore atteso", Look::Header),
            Cell::new(PESO, "Peso %", Look::Header),
            Cell::new(self.verifica(), "Verifica", Look::Header),
            Cell::new(self.riscontro(), "Come risulta", Look::Header),
            Cell::new(self.riscontro() + 1, "Cella", Look::Header),
        ];
        for (at, scadenza) in (0..).zip(&self.frame.scadenze) {
            let column = CONSEGUITO + at;
            cells.push(Cell::new(column, format!("Valore conseguito al {scadenza}"), Look::Header));
            let column = self.realizzazione() + at;
            cells.push(Cell::new(column, format!("Realizzazione al {scadenza} %"), Look::Header));
        }
        Ok(self.sheet.row(&cells)?.first)
    }

    fn obiettivo(&mut self, obiettivo: &Obiettivo) -> Result<()> {
        let esito = gruppo::esito(self.frame.quadro.esiti, obiettivo);
        self.sheet.line(testo::subband(obiettivo), Look::Subband)?;
        let indicatori =
            obiettivo.scheda.as_ref().map(|scheda| scheda.indicatori.as_slice()).unwrap_or_default();
        let mut rows = Vec::new();
        for (at, indicatore) in indicatori.iter().enumerate() {
            let esito = esito.and_then(|esito| esito.indicatori.get(at));
            rows.push(self.indicatore(&obiettivo.chiave.numero, indicatore, esito)?);
        }
        if rows.is_empty() {
            return self.nothing(obiettivo);
        }
        let block = Block { sheet: "Indicatori", rows, realizzazione: self.realizzazione() };
        self.blocks.insert(obiettivo.chiave.clone(), block);
        Ok(())
    }

    fn nothing(&mut self, obiettivo: &Obiettivo) -> Result<()> {
        let words = match obiettivo.scheda {
            None => "La scheda di questo obiettivo non è stata trovata.",
            Some(_) => "Nella scheda non è stato letto nessun indicatore.",
        };
        let last = self.sheet.last_column();
        self.sheet.row(&[
            Cell::new(OBIETTIVO, Value::number_like(&obiettivo.chiave.numero), Look::Count),
            Cell::wide(NUMERO, last, words, Look::Waiting),
        ])?;
        Ok(())
    }

    fn indicatore(
        &mut self,
        obiettivo: &str,
        indicatore: &Indicatore,
        esito: Option<&EsitoIndicatore>,
    ) -> Result<Rows> {
        let number = indicatore.numero.as_deref().unwrap_or(UNKNOWN);
        let mut cells = vec![
            Cell::new(OBIETTIVO, Value::number_like(obiettivo), Look::Count),
            Cell::new(NUMERO, Value::number_like(number), Look::Count),
            Cell::new(DESCRIZIONE, testo::indicatore(indicatore), Look::Text),
            Cell::new(ATTESO, testo::typed(&indicatore.valore_atteso), Look::Centre),
            match esito.and_then(|esito| esito.peso) {
                Some(peso) => Cell::new(PESO, Value::Number(peso), Look::Figure),
                None => Cell::new(PESO, UNKNOWN, Look::Missing),
            },
            Cell::new(self.verifica(), testo::verifica(indicatore), Look::Centre),
            Cell::new(self.riscontro(), testo::riscontro(esito, &self.frame.scadenze), Look::Text),
            self.origin(&indicatore.place),
        ];
        for (at, scadenza) in (0..).zip(&self.frame.scadenze) {
            let typed = indicatore.conseguito.get(scadenza).map_or(UNKNOWN.to_owned(), testo::typed);
            cells.push(Cell::new(CONSEGUITO + at, typed, Look::Centre));
            let column = self.realizzazione() + at;
            let degree = esito.and_then(|esito| esito.realizzazione.get(scadenza));
            let waits = esito.is_some_and(|esito| esito.sospeso.contains_key(scadenza));
            cells.push(match degree {
                Some((derived, _)) => Cell::new(column, Value::Number(derived.value), Look::Figure),
                None if waits => Cell::new(column, "in sospeso", Look::Waiting),
                None => Cell::new(column, UNKNOWN, Look::Missing),
            });
        }
        self.sheet.row(&cells)
    }

    /// The cell that opens the scheda where the indicatore stands.
    fn origin(&self, place: &Place) -> Cell {
        let target = link::to_place(self.frame.quadro.cartella, place);
        Cell::new(self.riscontro() + 1, Value::Link(place.cells.first.to_string(), target), Look::Link)
    }
}
