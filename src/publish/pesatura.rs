//! `Allegato 1 - Pesatura`: the table of the Nucleo's minutes, trasversali and settoriali, with the criteria in the
//! regolamento's order, the peso ponderale and the peso relativo.

mod coda;
mod riga;
mod totale;

use super::Quadro;
use super::book::{Book, Page};
use super::gruppo;
use super::measure;
use super::parole;
use super::regole::{self, Parametri};
use super::sheet::{Cell, Sheet};
use super::style::Look;
use anyhow::Result;

const AREA: u16 = 1;
const NUMERO: u16 = 2;
const TITOLO: u16 = 3;
const CRITERI: u16 = 4;

/// Makes the workbook.
pub(super) fn bytes(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    let titolo = format!("Allegato 1 – Pesatura degli obiettivi {}", quadro.anno());
    let mut book = Book::new(quadro, &titolo)?;
    let (regole, regole_page, parametri) = regole::write(&book, quadro, parole::LEGENDA_PESATURA)?;
    let (sheet, page) = table(&book, quadro, &parametri)?;
    book.add(sheet, &page)?;
    book.add(regole, &regole_page)?;
    book.bytes()
}

fn table(book: &Book<'_>, quadro: &Quadro<'_>, parametri: &Parametri) -> Result<(Sheet, Page)> {
    let mut table = Pesatura::new(quadro, parametri)?;
    book.opening(
        &mut table.sheet,
        "Punti assegnati dal Nucleo di Valutazione, peso ponderale e peso relativo",
    )?;
    let head = table.head()?;
    let (settoriali, trasversali): (Vec<_>, Vec<_>) =
        gruppo::groups(quadro.piano).into_iter().partition(|gruppo| gruppo.area.is_some());
    for gruppo in &trasversali {
        table.sheet.line("OBIETTIVI TRASVERSALI", Look::Band)?;
        table.group(gruppo)?;
        table.notes(true)?;
    }
    if !settoriali.is_empty() {
        table.sheet.line("OBIETTIVI SETTORIALI", Look::Band)?;
    }
    let mut totals = Vec::new();
    for gruppo in &settoriali {
        totals.push(table.group(gruppo)?);
    }
    table.grand_total(&totals)?;
    table.notes(trasversali.is_empty())?;
    table.signatures()?;
    let page = Page {
        landscape: table.criteri() > 4,
        head: Some((head, head)),
        frozen: 0,
        last_column: table.sheet.last_column(),
    };
    Ok((table.sheet, page))
}

/// The table being written.
struct Pesatura<'t> {
    sheet: Sheet,
    quadro: &'t Quadro<'t>,
    parametri: &'t Parametri,
}

impl<'t> Pesatura<'t> {
    fn new(quadro: &'t Quadro<'t>, parametri: &'t Parametri) -> Result<Pesatura<'t>> {
        let mut widths = vec![5.0, 21.5, 4.5, 41.0];
        for criterio in &quadro.regolamento.pesatura.criteri {
            widths.push(measure::narrowest(&criterio.nome, Look::Header.size()).clamp(11.0, 24.0));
        }
        widths.extend([11.5, 11.0]);
        let sheet = Sheet::new("Pesatura", &widths, quadro.regolamento.stampa.decimali)?;
        Ok(Pesatura { sheet, quadro, parametri })
    }

    fn criteri(&self) -> usize {
        self.quadro.regolamento.pesatura.criteri.len()
    }

    /// The column of the peso ponderale.
    fn ponderale(&self) -> u16 {
        self.sheet.last_column() - 1
    }

    /// The column of the peso relativo.
    fn relativo(&self) -> u16 {
        self.sheet.last_column()
    }

    fn head(&mut self) -> Result<u32> {
        let mut cells = vec![
            Cell::new(0, "N.", Look::Header),
            Cell::new(AREA, "Area", Look::Header),
            Cell::new(NUMERO, "N.", Look::Header),
            Cell::new(TITOLO, "Titolo obiettivo", Look::Header),
        ];
        for (column, criterio) in (CRITERI..).zip(&self.quadro.regolamento.pesatura.criteri) {
            cells.push(Cell::new(column, criterio.nome.as_str(), Look::Header));
        }
        cells.push(Cell::new(self.ponderale(), "Peso ponderale", Look::Header));
        cells.push(Cell::new(self.relativo(), "Peso relativo %", Look::Header));
        Ok(self.sheet.row(&cells)?.first)
    }
}
