//! The table of the pesatura, with the obiettivi of the plan and a column a criterion: the Nucleo types its points, the
//! peso ponderale follows by the regolamento's method.

mod controlli;
mod riga;

use super::istruzioni;
use super::libro::Libro;
use super::{ente, suffisso};
use crate::publish::Quadro;
use crate::publish::firme;
use crate::publish::gruppo::{self, Gruppo};
use crate::publish::measure;
use crate::publish::regole::Parametri;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use crate::regolamento::MetodoPeso;
use anyhow::{Context, Result};

const AREA: u16 = 1;
const NUMERO: u16 = 2;
const TITOLO: u16 = 3;
const CRITERI: u16 = 4;

/// Rows of a table for which no obiettivo is known yet.
const BLANK_ROWS: u32 = 30;

/// Makes the workbook.
pub(super) fn bytes(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    let titolo = format!("Pesatura degli obiettivi{}", suffisso(quadro));
    let mut libro = Libro::new(quadro, &titolo)?;
    let mut tabella = Tabella::new(quadro)?;
    tabella.sheet.line(ente(quadro), Look::Ente)?;
    tabella.sheet.line(titolo.as_str(), Look::Title)?;
    tabella.sheet.skip(6.0);
    let groups = gruppo::groups(quadro.piano);
    let (trasversali, settoriali): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.area.is_none());
    for (band, groups) in [("OBIETTIVI TRASVERSALI", &trasversali), ("OBIETTIVI SETTORIALI", &settoriali)] {
        if !groups.is_empty() {
            tabella.section(band, groups)?;
        }
    }
    if trasversali.is_empty() && settoriali.is_empty() {
        tabella.head()?;
        tabella.blank_rows()?;
    }
    firme::write(&mut tabella.sheet, "Il Nucleo di Valutazione", &firme::nucleo(quadro.piano))?;
    let (landscape, head) = (tabella.criteri > 4, tabella.head);
    libro.table(tabella.close()?, head, landscape)?;
    libro.text(istruzioni::pesatura(quadro)?)?;
    libro.bytes()
}

/// The table being written.
struct Tabella<'t> {
    sheet: Sheet,
    quadro: &'t Quadro<'t>,
    criteri: u16,
    /// Where the maxima and the weights of the criteria stand.
    parametri: Parametri,
    /// Rows of obiettivi: the row, and how many of its points are there.
    scritte: Vec<(u32, usize)>,
    /// The first head: its rows are on every page.
    head: Option<(u32, u32)>,
}

impl<'t> Tabella<'t> {
    fn new(quadro: &'t Quadro<'t>) -> Result<Tabella<'t>> {
        let criteri = &quadro.regolamento.pesatura.criteri;
        let mut widths = vec![5.0, 21.5, 5.0, 42.0];
        for criterio in criteri {
            widths.push(measure::narrowest(&criterio.nome, Look::Header.size()).clamp(11.0, 24.0));
        }
        widths.extend([11.5, 11.0, 2.0, 26.0]);
        let count =
            u16::try_from(criteri.len()).context("i criteri della pesatura sono troppi per un foglio")?;
        let sheet = Sheet::new("Pesatura", &widths, quadro.regolamento.stampa.decimali)?;
        let mut sheet = sheet.printed_to(CRITERI + count + 1);
        sheet.worksheet.set_formula_result_default("");
        let parametri = Parametri::default();
        Ok(Tabella { sheet, quadro, criteri: count, parametri, scritte: Vec::new(), head: None })
    }

    fn ponderale(&self) -> u16 {
        CRITERI + self.criteri
    }

    fn relativo(&self) -> u16 {
        self.ponderale() + 1
    }

    fn richiami(&self) -> u16 {
        self.relativo() + 2
    }

    /// The trasversali, or the Aree one after the other: two tables, as the Nucleo's minutes have them.
    fn section(&mut self, band: &str, groups: &[Gruppo<'_>]) -> Result<()> {
        if self.head.is_some() {
            self.sheet.skip(10.0);
        }
        self.sheet.line(band, Look::Heading)?;
        self.head()?;
        let mut progressivo = 0;
        for group in groups {
            self.group(group, &mut progressivo)?;
        }
        Ok(())
    }

    /// The head, and under it what each criterion may have.
    fn head(&mut self) -> Result<()> {
        let criteri = &self.quadro.regolamento.pesatura.criteri;
        let mut cells = vec![
            Cell::new(0, "N.", Look::Header),
            Cell::new(AREA, "AREA", Look::Header),
            Cell::new(NUMERO, "N.", Look::Header),
            Cell::new(TITOLO, "Titolo obiettivo", Look::Header),
        ];
        cells.extend(
            (CRITERI..)
                .zip(criteri)
                .map(|(column, criterio)| Cell::new(column, criterio.nome.as_str(), Look::Header)),
        );
        cells.push(Cell::new(self.ponderale(), "Peso ponderale", Look::Header));
        cells.push(Cell::new(self.relativo(), "Peso relativo %", Look::Header));
        let first = self.sheet.row(&cells)?.first;
        let fixed = |column: u16, row: u32| {
            format!("{}${}", crate::place::column_letters(u32::from(column)), row + 1)
        };
        let mut last = self
            .maxima("Punteggio massimo", criteri.iter().map(|criterio| Some(criterio.massimo)).collect())?;
        self.parametri.massimi = (CRITERI..).zip(criteri).map(|(column, _)| fixed(column, last)).collect();
        if self.quadro.regolamento.pesatura.metodo == MetodoPeso::MediaPesata {
            last =
                self.maxima("Peso del criterio", criteri.iter().map(|criterio| criterio.peso).collect())?;
            self.parametri.pesi = (CRITERI..).zip(criteri).map(|(column, _)| fixed(column, last)).collect();
        }
        self.head.get_or_insert((first, last));
        Ok(())
    }

    fn maxima(&mut self, words: &str, figures: Vec<Option<rust_decimal::Decimal>>) -> Result<u32> {
        let mut cells = vec![Cell::wide(0, TITOLO, words, Look::TotalText)];
        for (column, figure) in (CRITERI..).zip(figures) {
            let value = figure.map_or(Value::Blank, Value::Number);
            cells.push(Cell::new(column, value, Look::TotalCount));
        }
        for column in [self.ponderale(), self.relativo()] {
            cells.push(Cell::new(column, Value::Blank, Look::TotalCount));
        }
        Ok(self.sheet.row(&cells)?.first)
    }

    /// The sheet, with what may be typed and what is missing.
    fn close(mut self) -> Result<rust_xlsxwriter::Worksheet> {
        self.rules()?;
        self.checks()?;
        let (last, column) = (self.sheet.next().saturating_sub(1), self.relativo());
        self.sheet.worksheet.set_print_area(0, 0, last, column)?;
        self.sheet.finish()
    }
}
