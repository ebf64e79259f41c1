//! New files: the annexes, the list of rilievi, the open data. The only room that names rust_xlsxwriter; it reads
//! nothing back, computes no figure and changes no file of the office.
//!
//! Everything is made in memory first ([`all`]) and then put on the disk whole or not at all ([`save`]). Totals,
//! weights and means are live formulas, each with our own figure cached beside it: a formula is written only where
//! it gives that very figure, so that a recalculation changes nothing.

mod book;
mod figure;
mod measure;
mod sheet;
mod style;

use crate::compute::esito::Esiti;
use crate::model::Piano;
use crate::regolamento::Regolamento;
use crate::rilievo::Rilievo;

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

    /// The year as printed in titles and names of files.
    fn anno(&self) -> String {
        self.piano.anno.map_or("senza anno".to_owned(), |anno| anno.to_string())
    }
}
