//! The checks: one rule, one file. A rule looks at the plan, the regolamento and the results, and adds rilievi; it
//! knows neither how the plan was read nor how a rilievo is printed.
//!
//! A rule's header is its documentation, and the tables drawn in it are its test (`tests/rules.rs`). To add one: a
//! file in `check/` named code and defect, its `mod` line and its place in [`RULES`].

mod doc;
mod parole;
mod scrittura;

mod fas101_fasi_somma;
mod fas201_fase_senza_peso;
mod fas202_pesi_tutti_vuoti;
mod fas203_fasi_numerazione;
mod fas204_nessun_mese;
mod fas205_fase_senza_mesi;
mod fas206_mesi_con_salto;
mod fas207_fase_oltre_termine;
mod fas208_attivita_ordinaria;
mod fas209_anno_senza_fasi;

pub use doc::{Doc, codici, doc};

use crate::compute::esito::Esiti;
use crate::model::{Obiettivo, Piano, Scheda};
use crate::regolamento::Regolamento;
use crate::rilievo::Rilievo;

/// What a rule may look at.
pub struct Context<'a> {
    /// The plan as read.
    pub piano: &'a Piano,
    /// The parameters.
    pub regolamento: &'a Regolamento,
    /// What was computed.
    pub esiti: &'a Esiti,
}

impl<'a> Context<'a> {
    /// The obiettivi that have a scheda, in the plan's order.
    fn schede(&self) -> impl Iterator<Item = (&'a Obiettivo, &'a Scheda)> + use<'a> {
        self.piano.obiettivi.values().filter_map(|obiettivo| Some((obiettivo, obiettivo.scheda.as_ref()?)))
    }
}

/// A rule.
pub struct Rule {
    /// Stable code, such as `FAS101`; never reused.
    pub codice: &'static str,
    /// The defect in one word or two: `fasi-somma`.
    pub nome: &'static str,
    /// The rule's own file, whose header is its documentation.
    pub source: &'static str,
    /// The logic.
    pub run: fn(&Context<'_>, &mut Vec<Rilievo>),
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    fas101_fasi_somma::RULE,
    fas201_fase_senza_peso::RULE,
    fas202_pesi_tutti_vuoti::RULE,
    fas203_fasi_numerazione::RULE,
    fas204_nessun_mese::RULE,
    fas205_fase_senza_mesi::RULE,
    fas206_mesi_con_salto::RULE,
    fas207_fase_oltre_termine::RULE,
    fas208_attivita_ordinaria::RULE,
    fas209_anno_senza_fasi::RULE,
];

/// Runs every rule.
pub fn check(context: &Context<'_>) -> Vec<Rilievo> {
    let mut rilievi = Vec::new();
    for rule in RULES {
        (rule.run)(context, &mut rilievi);
    }
    rilievi
}
