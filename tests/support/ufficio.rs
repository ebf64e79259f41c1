//! A drawn office whose monitoring workbooks go out and come back, and the staff who fill them in: cells are found by
//! the codes and by the signs of the columns, as nobody else would have to.
#![allow(dead_code)] // every test uses its own part

use super::tabella::Tabella;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schedario::answers::{Codice, Colonna, INTESTAZIONI, Richiesta, Risposte, raccogli};
use schedario::compute::compute;
use schedario::compute::esito::Esiti;
use schedario::folder::Arrivato;
use schedario::grid::{self, Cell, Content, Workbook};
use schedario::layout::Lessico;
use schedario::model::{Piano, Scadenza};
use schedario::place::{CellRange, CellRef};
use schedario::publish::Quadro;
use schedario::publish::monitoraggio::{Foglio, fogli};
use schedario::read::{join, read_workbook};
use schedario::regolamento::Regolamento;
use std::collections::BTreeMap;
use std::sync::Arc;

pub struct Ufficio {
    pub piano: Piano,
    pub esiti: Esiti,
    pub regolamento: Regolamento,
    pub lessico: Lessico,
}

impl Ufficio {
    pub fn new(drawing: &str) -> Ufficio {
        let lessico = Lessico::embedded();
        let letti =
            Tabella::new(drawing).libri.iter().map(|libro| read_workbook(libro, &lessico).0).collect();
        let (piano, _) = join(letti, &lessico);
        let regolamento = Regolamento::modello().unwrap();
        Ufficio { esiti: compute(&piano, &regolamento), piano, regolamento, lessico }
    }

    pub fn quadro(&self) -> Quadro<'_> {
        Quadro {
            piano: &self.piano,
            regolamento: &self.regolamento,
            esiti: &self.esiti,
            rilievi: &[],
            cartella: "",
        }
    }

    pub fn fogli(&self, scadenza: Date) -> Vec<Foglio> {
        fogli(&self.quadro(), scadenza).unwrap()
    }

    /// The only workbook of a deadline, as it comes back.
    pub fn spedito(&self, scadenza: Date) -> Tornato {
        let mut fogli = self.fogli(scadenza);
        assert_eq!(fogli.len(), 1);
        let foglio = fogli.remove(0);
        Tornato::new(&foglio.nome, foglio.bytes)
    }

    pub fn raccogli(&self, tornati: &[&Tornato]) -> Risposte {
        self.raccogli_al(tornati, None)
    }

    pub fn raccogli_al(&self, tornati: &[&Tornato], scadenza: Option<Scadenza>) -> Risposte {
        let arrivati: Vec<Arrivato> = tornati
            .iter()
            .map(|tornato| Arrivato { book: tornato.book.clone(), e_nostro: tornato.e_nostro })
            .collect();
        let richiesta = Richiesta {
            piano: &self.piano,
            regolamento: Some(&self.regolamento),
            lessico: &self.lessico,
            scadenza,
        };
        raccogli(&richiesta, &arrivati)
    }
}

/// A workbook in the hands of the staff.
#[derive(Clone)]
pub struct Tornato {
    pub book: Workbook,
    pub e_nostro: bool,
}

impl Tornato {
    pub fn new(name: &str, bytes: Vec<u8>) -> Tornato {
        let (book, e_nostro, _) = grid::open_returned(&Arc::from(name), bytes);
        Tornato { book: book.unwrap(), e_nostro }
    }

    /// Gives the file another name.
    pub fn chiamato(mut self, name: &str) -> Tornato {
        let name: Arc<str> = Arc::from(name);
        self.book.file = name.clone();
        for sheet in &mut self.book.sheets {
            sheet.file = name.clone();
        }
        self
    }

    /// Where an indicatore's row is (position from 1): sheet and row.
    pub fn riga(&self, obiettivo: &str, indicatore: usize) -> (usize, u32) {
        for (at, sheet) in self.book.sheets.iter().enumerate() {
            for cell in sheet.cells.values() {
                let code = Codice::read(&cell.text);
                if code.is_some_and(|c| c.chiave.to_string() == obiettivo && c.indicatore + 1 == indicatore) {
                    return (at, cell.range.first.row);
                }
            }
        }
        panic!("{obiettivo}/{indicatore} non c'è");
    }

    pub fn colonna(&self, sheet: usize, wanted: Colonna) -> u32 {
        let (_, sign, _) = INTESTAZIONI.iter().find(|(colonna, ..)| *colonna == wanted).unwrap();
        let found = self.book.sheets[sheet].cells.values().find(|cell| cell.text == *sign);
        found.unwrap().range.first.column
    }

    pub fn cella(&self, obiettivo: &str, indicatore: usize, colonna: Colonna) -> (usize, CellRef) {
        let (sheet, row) = self.riga(obiettivo, indicatore);
        (sheet, CellRef::new(row, self.colonna(sheet, colonna)))
    }

    /// Fills in a cell, as drawn: `412`, `45%`, `28/09/2023`, anything else is text.
    pub fn scrive(mut self, obiettivo: &str, indicatore: usize, colonna: Colonna, typed: &str) -> Tornato {
        let (sheet, at) = self.cella(obiettivo, indicatore, colonna);
        self.mette(sheet, at, typed);
        self
    }

    pub fn mette(&mut self, sheet: usize, at: CellRef, typed: &str) {
        let content = content(typed);
        let cell = Cell {
            range: CellRange::single(at),
            content,
            text: typed.to_owned(),
            fill: None,
            formula: false,
        };
        self.book.sheets[sheet].cells.insert(at, cell);
    }

    /// Moves every cell of a sheet.
    pub fn sposta(mut self, sheet: usize, to: impl Fn(CellRef) -> CellRef) -> Tornato {
        let sheet = &mut self.book.sheets[sheet];
        let moved = std::mem::take(&mut sheet.cells).into_values().map(|mut cell| {
            let (first, last) = (to(cell.range.first), cell.range.last);
            let (rows, columns) = (last.row - cell.range.first.row, last.column - cell.range.first.column);
            cell.range = CellRange { first, last: CellRef::new(first.row + rows, first.column + columns) };
            (first, cell)
        });
        sheet.cells = moved.collect::<BTreeMap<_, _>>();
        sheet.covered.clear();
        sheet.merges.clear();
        self
    }

    /// Removes the cells that answer.
    pub fn toglie(mut self, is: impl Fn(&Cell) -> bool) -> Tornato {
        for sheet in &mut self.book.sheets {
            sheet.cells.retain(|_, cell| !is(cell));
        }
        self
    }
}

fn content(typed: &str) -> Content {
    let number = |text: &str| text.replace(',', ".").parse::<Decimal>().ok();
    let parts: Vec<&str> = typed.split('/').collect();
    if let [day, month, year] = parts.as_slice()
        && let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse())
    {
        return Content::Date { date: Date::new(year, month, day).unwrap(), without_year: false };
    }
    match typed.strip_suffix('%').map(number) {
        Some(Some(percent)) => Content::Number { value: percent / Decimal::ONE_HUNDRED, percent: Some(true) },
        _ => match number(typed) {
            Some(value) => Content::Number { value, percent: Some(false) },
            None => Content::Text(typed.to_owned()),
        },
    }
}
