//! `Variazioni`: what changed between two plans, as a workbook with a link to both cells of each difference, as a text to
//! paste into a deed, and as data for programs.
//!
//! Everything said here was found by [`crate::confronto`]; here it only gets its words and its place on the page.

mod atto;
mod dati;
mod differenze;
mod obiettivi;
mod parole;
mod riepilogo;
mod somiglianze;

use super::book::Book;
use super::figure::UNKNOWN;
use super::link;
use super::sheet::{Cell, Value};
use super::style::Look;
use crate::confronto::{Confronto, Quale};
use crate::place::Place;
use anyhow::Result;

/// Everything that is published of a comparison.
#[derive(Clone, Copy)]
pub struct Variazioni<'a> {
    /// What was found.
    pub confronto: &'a Confronto,
    /// The first folder.
    pub prima: Cartella<'a>,
    /// The second.
    pub dopo: Cartella<'a>,
}

/// One of the two folders.
#[derive(Clone, Copy)]
pub struct Cartella<'a> {
    /// Its name, without what leads to it.
    pub nome: &'a str,
    /// How to go to it from the folder of the outputs: `../`, with `/` at its end; empty if they are one.
    pub via: &'a str,
}

impl Variazioni<'_> {
    fn ente(&self) -> &str {
        let confronto = self.confronto;
        let said = confronto.dopo.ente.as_deref().or(confronto.prima.ente.as_deref());
        said.unwrap_or("Ente non indicato")
    }

    /// What the workbook and the text are called.
    fn titolo(&self) -> String {
        let anno = |anno: Option<i16>| anno.map_or("di anno ignoto".to_owned(), |anno| anno.to_string());
        let (prima, dopo) = (self.confronto.prima.anno, self.confronto.dopo.anno);
        match prima == dopo {
            true => format!("Variazioni del piano {}", anno(dopo)),
            false => format!("Variazioni dal piano {} al piano {}", anno(prima), anno(dopo)),
        }
    }

    fn cartella(&self, quale: Quale) -> &Cartella<'_> {
        match quale {
            Quale::Prima => &self.prima,
            Quale::Dopo => &self.dopo,
        }
    }

    /// Three cells: file and sheet in words, then the cell of each side, which opens the office's workbook there. Words of
    /// a link stand on one line only, so they are short.
    fn places(&self, column: u16, prima: Option<&Place>, dopo: Option<&Place>, linked: bool) -> [Cell; 3] {
        let link = |column: u16, quale: Quale, place: Option<&Place>| match place {
            Some(place) if linked => {
                let target = link::to_place(self.cartella(quale).via, place);
                Cell::new(column, Value::Link(place.cells.first.to_string(), target), Look::Link)
            }
            Some(place) => Cell::new(column, place.cells.first.to_string(), Look::Centre),
            None => Cell::new(column, UNKNOWN, Look::Missing),
        };
        [
            Cell::new(column, sheets(prima, dopo), Look::Text),
            link(column + 1, Quale::Prima, prima),
            link(column + 2, Quale::Dopo, dopo),
        ]
    }
}

/// `Variazioni.xlsx` and `Variazioni.txt`.
pub(super) fn all(variazioni: &Variazioni<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    Ok(vec![
        ("Variazioni.xlsx".to_owned(), workbook(variazioni)?),
        ("Variazioni.txt".to_owned(), atto::bytes(variazioni)),
    ])
}

/// The data, as JSON.
pub(super) fn json(variazioni: &Variazioni<'_>) -> Result<Vec<u8>> {
    dati::bytes(variazioni)
}

fn workbook(variazioni: &Variazioni<'_>) -> Result<Vec<u8>> {
    let anno = variazioni.confronto.dopo.anno.or(variazioni.confronto.prima.anno);
    let mut book = Book::uncomputed(variazioni.ente(), anno, &variazioni.titolo())?;
    let sheets = [
        Some(riepilogo::write(&book, variazioni)?),
        Some(obiettivi::write(&book, variazioni)?),
        Some(differenze::write(&book, variazioni)?),
        somiglianze::write(&book, variazioni)?,
    ];
    for (sheet, page) in sheets.into_iter().flatten() {
        book.add(sheet, &page)?;
    }
    book.bytes()
}

/// The file and the sheet of both sides, said once where they are the same.
fn sheets(prima: Option<&Place>, dopo: Option<&Place>) -> String {
    let of = |place: &Place| format!("{} › {}", place.file, place.sheet);
    match (prima.map(of), dopo.map(of)) {
        (Some(prima), Some(dopo)) if prima == dopo => dopo,
        (Some(prima), Some(dopo)) => format!("prima: {prima}\ndopo: {dopo}"),
        (one, other) => one.or(other).unwrap_or_else(|| UNKNOWN.to_owned()),
    }
}

/// The head of a table.
fn heads(names: &[&str]) -> Vec<Cell> {
    (0..).zip(names).map(|(column, name)| Cell::new(column, *name, Look::Header)).collect()
}
