//! From grids to the model: every value found by its label, every cell that was not understood reported.
//!
//! Reading never fails on content: it yields a [`Piano`] and rilievi. It knows labels through
//! [`crate::layout`] only, computes nothing but units, and never sees the regolamento.

mod ambito;
mod annate;
mod anno;
mod aree;
mod attach;
mod attesi_anno;
mod atteso;
mod bands;
mod chiave;
mod completa;
mod conclusione;
mod conseguito;
mod date;
mod elenco;
mod elenco_riga;
mod elenco_titoli;
mod fasi;
mod fasi_mesi;
mod fasi_pesi;
mod fasi_totali;
mod fields;
mod gap;
mod in_bianco;
mod indicatori;
mod indicatori_esiti;
mod indicatori_pesi;
mod indicatori_sciolti;
mod indicatori_trasposti;
mod indicatori_verticali;
mod intestazione;
mod join;
mod monitoraggio;
mod number;
mod numero;
mod packed;
mod page;
mod percent;
mod periodo;
mod pesatura;
mod pesatura_attorno;
mod pesatura_trasposta;
mod peso;
mod richiami;
mod riferimenti;
mod risorse;
mod risposte;
mod risultato;
mod scadenza;
mod scadenze;
mod scheda;
mod scostamenti;
mod segments;
mod segni;
mod sheet;
mod spacchetta;
mod stato;
mod table_rows;
mod titolo;
mod valore;
mod verifica;

pub use conseguito::{Reading, conseguito};
pub use gap::{Etichetta, Gap};
pub use page::is_blank;
pub use stato::{detto_rinviato, rinviato};
pub use verifica::{strokes, unticked, verifica};

use crate::grid::Workbook;
use crate::layout::{self, Lessico, Marks};
use crate::model::{Pesatura, Piano, RigaPesatura, Scheda};
use crate::place::Place;
use crate::rilievo::{Dove, Gravita, Rilievo};

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
        let sheet = &*richiami::without(sheet, lessico);
        let marks = Marks::find(sheet, lessico);
        let views = layout::views(sheet, &marks);
        let several = views.is_some();
        let parts = views.iter().flatten().map(|view| (view, Marks::find(view, lessico)));
        for (view, marks) in parts.chain((!several).then_some((sheet, marks))) {
            let mut page = page::Page::new(view, marks, lessico);
            sheet::read_sheet(&mut page, &mut letto);
            let traced = |known: &[Traccia], place: &Place| known.iter().any(|other| other.place == *place);
            let fresh =
                page.trace().into_iter().filter(|cell| !several || !traced(&letto.tracce, &cell.place));
            let fresh: Vec<Traccia> = fresh.collect();
            letto.tracce.extend(fresh);
            // what all the views of a sheet share is said once
            page.rilievi.retain(|rilievo| !several || !rilievi.contains(rilievo));
            rilievi.append(&mut page.rilievi);
        }
    }
    in_bianco::gather(book, &mut rilievi);
    not_understood(book, &letto, lessico, &mut rilievi);
    (letto, rilievi)
}

/// A workbook that speaks of targets and results, and of which nothing was understood.
fn not_understood(book: &Workbook, letto: &Letto, lessico: &Lessico, rilievi: &mut Vec<Rilievo>) {
    // blank forms have such headings too, and say nothing
    let blank = rilievi.iter().any(|rilievo| rilievo.codice == "LET045");
    if blank || !letto.schede.is_empty() || !letto.righe.is_empty() {
        return;
    }
    let speaks = book.sheets.iter().find(|sheet| !sheet.hidden && layout::has_headings(sheet, lessico));
    if let Some(sheet) = speaks {
        let text = "il foglio ha intestazioni di obiettivi, valori attesi o risultati, ma non se n'è capita la forma: niente di questo file è stato usato";
        let dove = Dove::foglio(&sheet.file, &sheet.name);
        rilievi.push(Rilievo::new("LET043", Gravita::Avviso, dove, text));
    }
}

/// Joins what the workbooks say into the plan.
pub fn join(letti: Vec<Letto>, lessico: &Lessico) -> (Piano, Vec<Rilievo>) {
    join::join(letti, lessico)
}
