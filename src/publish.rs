//! New files: the annexes, the list of rilievi, the open data. The only room that names rust_xlsxwriter; it reads
//! nothing back, computes no figure and changes no file of the office.
//!
//! Everything is made in memory first ([`all`]) and then put on the disk whole or not at all (by [`crate::store`]). Totals,
//! weights and means are live formulas, each with our own figure cached beside it: a formula is written only where
//! it gives that very figure, so that a recalculation changes nothing.

mod a_mano;
pub mod anteprima;
mod book;
mod dati;
mod figure;
mod firme;
mod formula;
mod gruppo;
mod link;
mod measure;
pub mod modelli;
pub mod monitoraggio;
mod parole;
mod passaggio;
mod performance;
mod pesatura;
mod regole;
mod rilievi;

mod sheet;
mod style;
mod variazioni;

pub use variazioni::{Cartella, Variazioni};

pub use a_mano::{DaRiportare, a_mano};
pub use passaggio::{FilePassato, Passato, passaggio};

use crate::compute::esito::{Esiti, Esito};
use crate::model::{Piano, Scadenza};
use crate::regolamento::Regolamento;
use crate::rilievo::Rilievo;
use anyhow::Result;

/// Everything that is published of a plan.
#[derive(Clone, Copy)]
pub struct Quadro<'a> {
    /// The plan as read.
    pub piano: &'a Piano,
    /// The parameters.
    pub regolamento: &'a Regolamento,
    /// What was computed.
    pub esiti: &'a Esiti,
    /// What is wrong.
    pub rilievi: &'a [Rilievo],
    /// How to go from the folder of the outputs to the office's: `../`, with `/` at its end; empty if they are one.
    pub cartella: &'a str,
}

impl Quadro<'_> {
    /// The municipality's name as printed on the forms.
    fn ente(&self) -> &str {
        self.piano.ente.value().map_or("Ente non indicato", String::as_str)
    }

    /// Whether no figure at all was computed: the regolamento was there and could not be used.
    pub fn is_withheld(&self) -> bool {
        let nothing = |esito: &Esito| esito.peso_ponderale.is_none() && esito.realizzazione.is_empty();
        let esiti = self.esiti;
        !esiti.obiettivi.is_empty() && esiti.ente.is_empty() && esiti.obiettivi.values().all(nothing)
    }

    /// The deadlines, in the order of the year. Forms that print none report at its end.
    fn scadenze(&self) -> Vec<Scadenza> {
        let mut scadenze = self.piano.scadenze.clone();
        if scadenze.is_empty() {
            scadenze.push(Scadenza::FINE_ANNO);
        }
        scadenze.sort();
        scadenze.dedup();
        scadenze
    }

    /// The year as printed in titles and names of files.
    fn anno(&self) -> String {
        self.piano.anno.map_or("senza anno".to_owned(), |anno| anno.to_string())
    }
}

/// `Allegato 1 - Pesatura AAAA.xlsx`.
///
/// # Errors
/// A figure or a sheet does not fit what Excel can hold.
pub fn allegato_pesatura(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    pesatura::bytes(quadro)
}

/// `Allegato 2 - Performance AAAA.xlsx`.
///
/// # Errors
/// A figure or a sheet does not fit what Excel can hold.
pub fn allegato_performance(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    performance::bytes(quadro)
}

/// `Rilievi AAAA.xlsx`.
///
/// # Errors
/// A sheet does not fit what Excel can hold.
pub fn elenco_rilievi(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    rilievi::bytes(quadro)
}

/// `dati/piano.json`.
///
/// # Errors
/// The data cannot be written as JSON.
pub fn piano_json(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    dati::bytes(quadro)
}

/// The rilievi alone, as in the data contract.
///
/// # Errors
/// The data cannot be written as JSON.
pub fn rilievi_json(rilievi: &[Rilievo]) -> Result<Vec<u8>> {
    dati::rilievi(rilievi)
}

/// All the outputs, by their paths inside the folder of the results.
///
/// # Errors
/// One of them cannot be made: then there is none.
pub fn all(quadro: &Quadro<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let anno = quadro.anno();
    Ok(vec![
        (format!("Allegato 1 - Pesatura {anno}.xlsx"), allegato_pesatura(quadro)?),
        (format!("Allegato 2 - Performance {anno}.xlsx"), allegato_performance(quadro)?),
        (format!("Rilievi {anno}.xlsx"), elenco_rilievi(quadro)?),
        ("dati/piano.json".to_owned(), piano_json(quadro)?),
    ])
}

/// `Variazioni.xlsx` and `Variazioni.txt`, by their names.
///
/// # Errors
/// A sheet does not fit what Excel can hold: then there is none.
pub fn variazioni(variazioni: &Variazioni<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    variazioni::all(variazioni)
}

/// The differences as JSON.
///
/// # Errors
/// They cannot be written as JSON.
pub fn variazioni_json(variazioni: &Variazioni<'_>) -> Result<Vec<u8>> {
    variazioni::json(variazioni)
}
