//! `Da riportare a mano`: the values that could not be written into the office's workbooks, each with its cell and the
//! reason, for somebody to type.

use super::book::{Book, Page};
use super::link;
use super::sheet::{Cell, Sheet, Value};
use super::style::Look;
use crate::place::Place;
use crate::rilievo::Dove;
use anyhow::Result;

const NAME: &str = "Da riportare";
const HEADS: [&str; 8] =
    ["Fatto", "File", "Foglio", "Cella", "Obiettivo", "Che cosa", "Valore da scrivere", "Perché a mano"];
const WIDTHS: [f64; 8] = [7.0, 30.0, 22.0, 9.0, 20.0, 26.0, 22.0, 50.0];

/// A value for the hand.
#[derive(Debug, Clone)]
pub struct DaRiportare {
    /// The cell.
    pub place: Place,
    /// The obiettivo, as `RISORSE/2`; empty if there is none.
    pub obiettivo: String,
    /// What the form calls the box; empty if it is not known.
    pub voce: String,
    /// What is to be typed.
    pub valore: String,
    /// Why it was not written: the end of a sentence that begins with the cell.
    pub motivo: String,
}

/// Makes the workbook; `cartella` leads from where it will stand to the office's folder, see [`super::Quadro::cartella`].
///
/// # Errors
/// A value that no cell can hold.
pub fn a_mano(righe: &[DaRiportare], cartella: &str) -> Result<Vec<u8>> {
    let mut book = Book::uncomputed("", None, "Valori da riportare a mano")?;
    let mut sheet = Sheet::new(NAME, &WIDTHS, 2)?;
    let words = match righe.len() {
        0 => "Nessun valore da riportare a mano: un elenco precedente non vale più.".to_owned(),
        1 => "Un valore non si è potuto scrivere nella sua cella.".to_owned(),
        n => format!("{n} valori non si sono potuti scrivere nelle loro celle."),
    };
    let how = "La colonna «Cella» apre il foglio dell'ufficio nel punto indicato; spuntare «Fatto» a mano.";
    let how = if righe.is_empty() { "" } else { how };
    book.opening(&mut sheet, format!("{words} {how}").trim_end())?;
    let heads: Vec<Cell> =
        (0..).zip(HEADS).map(|(column, head)| Cell::new(column, head, Look::Header)).collect();
    let head = sheet.row(&heads)?.first;
    for riga in righe {
        sheet.table_row(&cells(riga, cartella))?;
    }
    book.add(sheet, &Page { landscape: true, head: Some((head, head)), frozen: 0, last_column: 7 })?;
    book.bytes()
}

fn cells(riga: &DaRiportare, cartella: &str) -> Vec<Cell> {
    let place = &riga.place;
    let cella = place.cells.first.to_string();
    let cella = match link::to_dove(cartella, &Dove::from(place)) {
        Some(target) => Cell::new(3, Value::Link(cella, target), Look::Link),
        None => Cell::new(3, cella, Look::Centre),
    };
    vec![
        Cell::new(0, "☐", Look::Centre),
        Cell::new(1, &*place.file, Look::Text),
        Cell::new(2, &*place.sheet, Look::Text),
        cella,
        Cell::new(4, riga.obiettivo.as_str(), Look::Text),
        Cell::new(5, riga.voce.as_str(), Look::Text),
        Cell::new(6, riga.valore.as_str(), Look::Text),
        Cell::new(7, riga.motivo.as_str(), Look::Text),
    ]
}
