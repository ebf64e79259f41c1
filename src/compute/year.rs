//! What holds for every obiettivo of a plan: its year, its deadlines, the regolamento.

use crate::model::{Piano, Scadenza};
use crate::place::Place;
use crate::regolamento::Regolamento;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The frame of a computation.
pub(super) struct Year<'a> {
    pub regolamento: &'a Regolamento,
    pub anno: Option<i16>,
    pub scadenze: Vec<Scadenza>,
}

impl<'a> Year<'a> {
    /// The plan's frame. Forms that print no deadline report at the end of the year.
    pub fn new(piano: &Piano, regolamento: &'a Regolamento) -> Year<'a> {
        let scadenze = match piano.scadenze.is_empty() {
            true => vec![Scadenza::FINE_ANNO],
            false => piano.scadenze.clone(),
        };
        Year { regolamento, anno: piano.anno, scadenze }
    }

    /// The last deadline of the year.
    pub fn last(&self) -> Scadenza {
        self.scadenze.iter().max().copied().unwrap_or(Scadenza::FINE_ANNO)
    }

    /// The day of a deadline, when the year is known.
    pub fn day(&self, scadenza: Scadenza) -> Option<Date> {
        Date::new(self.anno?, scadenza.mese, scadenza.giorno).ok()
    }

    pub fn decimali(&self) -> u32 {
        self.regolamento.stampa.decimali
    }

    pub fn tetto(&self) -> Decimal {
        self.regolamento.indicatori.tetto
    }

    /// The figure as printed in a table.
    pub fn printed(&self, figure: Decimal) -> String {
        super::figure::printed(figure, self.decimali())
    }

    /// The figure as printed inside a formula.
    pub fn brief(&self, figure: Decimal) -> String {
        super::figure::brief(figure, self.decimali())
    }
}

/// The places, each once, in the order in which they first come.
pub(super) fn gather<'p>(places: impl IntoIterator<Item = &'p Place>) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    places.into_iter().filter(|place| seen.insert(*place)).cloned().collect()
}
