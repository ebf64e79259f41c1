//! The checks: one rule, one file. A rule looks at the plan, the regolamento and the results, and adds rilievi; it
//! knows neither how the plan was read nor how a rilievo is printed.

use crate::compute::esito::Esiti;
use crate::model::Piano;
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
pub const RULES: &[Rule] = &[];

/// Runs every rule.
pub fn check(context: &Context<'_>) -> Vec<Rilievo> {
    let mut rilievi = Vec::new();
    for rule in RULES {
        (rule.run)(context, &mut rilievi);
    }
    rilievi
}
