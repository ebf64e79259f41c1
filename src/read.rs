//! From grids to the model: every value found by its label, every cell that was not understood reported.
//!
//! Reading never fails on content: it yields a [`Piano`] and rilievi. It knows labels through
//! [`crate::layout`] only, computes nothing but units, and never sees the regolamento.

mod anno;
mod aree;
mod attach;
mod atteso;
mod bands;
mod conclusione;
mod conseguito;
mod date;
mod elenco;
mod elenco_riga;
mod elenco_titoli;
mod fasi;
mod fields;
mod indicatori;
mod intestazione;
mod join;
mod monitoraggio;
mod number;
mod packed;
mod page;
mod percent;
mod pesatura;
mod peso;
mod riferimenti;
mod risorse;
mod scadenza;
mod scheda;
mod segments;
mod sheet;
mod table_rows;
mod titolo;
mod verifica;

use crate::grid::Workbook;
use crate::layout::Lessico;
use crate::model::{Pesatura, Piano, RigaPesatura, Scheda};
use crate::place::Place;
use crate::rilievo::Rilievo;

/// What one workbook says, before it is joined with the others.
#[derive(Debug, Clone, Default)]
pub struct Letto {
    /// The schede, sheet by sheet.
    pub schede: Vec<Scheda>,
    /// The rows of the pesatura tables.
    pub righe: Vec<RigaPesatura>,
    /// What stands around those tables.
    pub pesature: Vec<Pesatura>,
    /// What became of each cell with a content.
    pub tracce: Vec<Traccia>,
}

/// What became of a cell in reading.
#[derive(Debug, Clone)]
pub struct Traccia {
    /// The cell.
    pub place: Place,
    /// What it was taken for.
    pub sorte: Sorte,
}

/// What a cell was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorte {
    /// The label of a box, the title of a block, the heading of a column.
    Etichetta,
    /// A value, or a text of a block that is recognised and left out (resources, signatures).
    Letta,
    /// Nobody read it.
    NonLetta,
}

/// Reads one workbook by itself.
pub fn read_workbook(book: &Workbook, lessico: &Lessico) -> (Letto, Vec<Rilievo>) {
    let mut letto = Letto::default();
    let mut rilievi = Vec::new();
    for sheet in &book.sheets {
        let mut page = page::Page::new(sheet, lessico);
        sheet::read_sheet(&mut page, &mut letto);
        letto.tracce.extend(page.trace());
        rilievi.append(&mut page.rilievi);
    }
    (letto, rilievi)
}

/// Joins what the workbooks say into the plan.
pub fn join(letti: Vec<Letto>, lessico: &Lessico) -> (Piano, Vec<Rilievo>) {
    join::join(letti, lessico)
}
