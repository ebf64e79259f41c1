//! The regolamento: the parameters of the municipality's own system of measurement and evaluation, each with the
//! article or deed it comes from. The law is data, the arithmetic is elsewhere ([`crate::compute`]): this room knows
//! a closed list of named methods and no formula.
//!
//! One section of the file is one file of this folder: its types, its names, how it is read.

mod aggregazione;
mod cause_esterne;
mod difetto;
mod fasce;
mod indicatori;
mod lettura;
mod nome;
mod obiettivi;
mod pesatura;
mod sintassi;
mod stampa;
mod tabella;
mod tempi_pagamento;
mod vicino;

pub use aggregazione::{Aggregazione, MetodoEnte, Trasversali};
pub use cause_esterne::{CauseEsterne, Politica};
pub use difetto::Difetto;
pub use fasce::{Fasce, Fascia};
pub use indicatori::{Indicatori, Ritardo, SiSenzaData};
pub use nome::Nominato;
pub use obiettivi::{Base, Mancanti, Obiettivi};
pub use pesatura::{Criterio, MetodoPeso, Pesatura};
pub use stampa::Stampa;
pub use tempi_pagamento::TempiPagamento;

use jiff::civil::Date;

/// All parameters of a year.
#[derive(Debug, Clone)]
pub struct Regolamento {
    /// Name of the file it was read from; `None` for the model that comes with the program.
    pub file: Option<String>,
    /// The municipality, if the file says which.
    pub ente: Option<String>,
    /// The day from which it is in force, if the file says it.
    pub dal: Option<Date>,
    /// The sections that the office's file leaves out, taken from the model: outputs name them.
    pub dal_modello: Vec<String>,
    /// How the peso ponderale of an obiettivo comes from its criteria.
    pub pesatura: Pesatura,
    /// The degree of an indicatore.
    pub indicatori: Indicatori,
    /// The degree of an obiettivo.
    pub obiettivi: Obiettivi,
    /// The degrees of the Aree and of the Ente.
    pub aggregazione: Aggregazione,
    /// What becomes of obiettivi stopped by external causes.
    pub cause_esterne: CauseEsterne,
    /// The payment-time quota; `None` where the regolamento has none. Never taken from the model.
    pub tempi_pagamento: Option<TempiPagamento>,
    /// Bands of the degree, half-open from below, without gaps: the last one includes its upper bound.
    pub fasce: Fasce,
    /// Decimals of printed figures.
    pub stampa: Stampa,
}

impl Regolamento {
    /// The text of the model regolamento that comes with the program, with every key explained.
    pub const MODELLO: &'static str = include_str!("../templates/regolamento.toml");

    /// The model regolamento that comes with the program.
    ///
    /// # Errors
    /// Never for the text that is embedded, which a test reads.
    pub fn modello() -> Result<Regolamento, Vec<Difetto>> {
        lettura::parse("templates/regolamento.toml", Regolamento::MODELLO, None)
    }

    /// Reads an office's regolamento. A section that the text leaves out is the model's, and is named in
    /// [`Regolamento::dal_modello`]; inside a section nothing is filled in.
    ///
    /// # Errors
    /// Every defect of the text, in the order of its lines. A text with one defect gives no regolamento at all:
    /// half of an office's rules must not be completed with somebody else's.
    pub fn parse(file: &str, text: &str) -> Result<Regolamento, Vec<Difetto>> {
        lettura::parse(file, text, Some(Regolamento::MODELLO))
    }
}
