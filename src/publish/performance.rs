//! `Allegato 2 - Performance`: how far each obiettivo got, Area by Area, and why. The sheets: the summary, the
//! obiettivi, their indicatori, the rules, who signs. The figures above are formulas on the sheets below.

mod grado;
mod indicatori;
mod obiettivi;
mod quota;
mod riepilogo;
mod testo;
mod totale;

use super::Quadro;
use super::book::Book;
use super::firme;
use super::parole;
use super::regole;
use crate::model::Scadenza;
use anyhow::Result;

/// Makes the workbook.
pub(super) fn bytes(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    let titolo = format!("Allegato 2 – Grado di realizzazione degli obiettivi {}", quadro.anno());
    let mut book = Book::new(quadro, &titolo)?;
    let (regole, regole_page, parametri) = regole::write(&book, quadro, parole::LEGENDA)?;
    let frame = Frame { quadro, scadenze: quadro.scadenze(), tetto: parametri.tetto, quota: parametri.quota };
    let (indicatori, indicatori_page, blocks) = indicatori::write(&book, &frame)?;
    let (obiettivi, obiettivi_page, totals) = obiettivi::write(&book, &frame, &blocks)?;
    let (riepilogo, riepilogo_page) = riepilogo::write(&book, &frame, &totals)?;
    book.add(riepilogo, &riepilogo_page)?;
    book.add(obiettivi, &obiettivi_page)?;
    book.add(indicatori, &indicatori_page)?;
    book.add(regole, &regole_page)?;
    let (firme, firme_page) = firme::page(&book, quadro)?;
    book.add(firme, &firme_page)?;
    book.bytes()
}

/// What holds for every sheet of the annex.
struct Frame<'f> {
    quadro: &'f Quadro<'f>,
    /// The deadlines, in the order of the year; never none.
    scadenze: Vec<Scadenza>,
    /// The cell of the highest degree of an indicatore.
    tetto: String,
    /// The cell of the fixed share of the trasversali, where there is one.
    quota: String,
}

impl Frame<'_> {
    fn decimals(&self) -> u32 {
        self.quadro.regolamento.stampa.decimali
    }

    /// How many deadlines, as columns.
    fn columns(&self) -> u16 {
        self.scadenze.len() as u16
    }

    /// The last deadline of the year.
    fn last(&self) -> Scadenza {
        self.scadenze.last().copied().unwrap_or(Scadenza::FINE_ANNO)
    }
}
