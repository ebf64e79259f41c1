//! `Passaggio al AAAA`: which obiettivi go on into the next year and why, which end and why, what somebody must look at
//! again, and what became of each file.

mod fogli;

use super::book::{Book, Page};
use super::link;
use super::sheet::{Cell, Sheet, Value};
use super::style::Look;
use crate::place::Place;
use crate::seguito::{DaRivedere, Motivo, Verdetto};
use anyhow::Result;

/// A sheet has so many links, and not one more.
const MOST_LINKS: usize = 65_530;

/// What became of a workbook of the year that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePassato {
    /// Its name in the old folder.
    pub prima: String,
    /// Its name in the new one; none if it is not there.
    pub dopo: Option<String>,
    /// What was done, or why nothing was.
    pub che: String,
}

/// Everything that the list tells.
pub struct Passato<'a> {
    /// The municipality.
    pub ente: &'a str,
    /// The new year.
    pub anno: i16,
    /// The fates of the obiettivi; places of those that go on are those of the new workbooks, where they have one.
    pub verdetti: &'a [Verdetto],
    /// What must be looked at, in the new workbooks.
    pub da_rivedere: &'a [DaRivedere],
    /// The files.
    pub file: &'a [FilePassato],
    /// How to go from the new folder to the old one, with `/` at its end.
    pub vecchia: &'a str,
}

/// Makes the workbook.
///
/// # Errors
/// A text that no sheet can hold.
pub fn passaggio(passato: &Passato<'_>) -> Result<Vec<u8>> {
    let mut book = Book::uncomputed("", None, &format!("Passaggio al {}", passato.anno))?;
    fogli::proseguono(&mut book, passato)?;
    fogli::conclusi(&mut book, passato)?;
    fogli::da_rivedere(&mut book, passato)?;
    fogli::file(&mut book, passato)?;
    book.bytes()
}

/// A sheet with one table.
struct Tavola {
    sheet: Sheet,
    head: u32,
    columns: u16,
    links: usize,
}

impl Tavola {
    fn new(
        book: &Book<'_>,
        passato: &Passato<'_>,
        (name, subtitle): (&str, &str),
        columns: &[(&str, f64)],
    ) -> Result<Tavola> {
        let widths: Vec<f64> = columns.iter().map(|(_, width)| *width).collect();
        let mut sheet = Sheet::new(name, &widths, 2)?.cut_from_cells();
        if !passato.ente.is_empty() {
            sheet.line(passato.ente.to_uppercase(), Look::Ente)?;
        }
        book.opening(&mut sheet, subtitle)?;
        let heads = (0..).zip(columns).map(|(column, (head, _))| Cell::new(column, *head, Look::Header));
        let head = sheet.row(&heads.collect::<Vec<_>>())?.first;
        let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        Ok(Tavola { sheet, head, columns, links: 0 })
    }

    /// A cell that opens a place, seen from this folder.
    fn link(&mut self, column: u16, cartella: &str, place: Option<&Place>) -> Cell {
        let Some(place) = place else { return Cell::new(column, "", Look::Centre) };
        let cella = place.cells.first.to_string();
        self.links += 1;
        match self.links <= MOST_LINKS {
            true => Cell::new(column, Value::Link(cella, link::to_place(cartella, place)), Look::Link),
            false => Cell::new(column, cella, Look::Centre),
        }
    }

    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.sheet.table_row(cells)?;
        Ok(())
    }

    fn finish(self, book: &mut Book<'_>) -> Result<()> {
        let page = Page {
            landscape: true,
            head: Some((self.head, self.head)),
            frozen: 0,
            last_column: self.columns.saturating_sub(1),
        };
        book.add(self.sheet, &page)
    }
}

/// Reasons one under the other.
fn words(motivi: &[Motivo]) -> String {
    motivi.iter().map(|motivo| motivo.testo.as_str()).collect::<Vec<_>>().join("\n")
}
