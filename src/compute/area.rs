//! The degree of an Area: the mean of its obiettivi weighted by their pesi ponderali, with the trasversali as far as
//! the regolamento lets them in.
//!
//! An obiettivo withheld by an errore is an unknown term, never a missing one: it cannot make the others look better
//! than they are.

use super::esito::{Derived, Esito, Grado};
use super::grado::{Termine, mean, unknown};
use super::year::{Year, gather};
use crate::model::Scadenza;
use crate::place::Place;
use crate::regolamento::Trasversali;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The obiettivi of an Area that count, its own and the trasversali.
pub(super) struct Members<'e> {
    pub own: Vec<&'e Esito>,
    pub trasversali: Vec<&'e Esito>,
}

impl Members<'_> {
    /// The degrees at every deadline of the plan; a deadline is missing if nothing counts.
    pub fn degrees(&self, year: &Year<'_>) -> BTreeMap<Scadenza, Derived<Grado>> {
        let at = |scadenza: &Scadenza| Some((*scadenza, self.degree(*scadenza, year)?));
        year.scadenze.iter().filter_map(at).collect()
    }

    /// The degree at a deadline.
    pub fn degree(&self, scadenza: Scadenza, year: &Year<'_>) -> Option<Derived<Grado>> {
        match year.regolamento.aggregazione.trasversali {
            Trasversali::UnaVolta => of(&self.own, scadenza, year),
            Trasversali::PerArea => {
                let all: Vec<&Esito> = self.own.iter().chain(&self.trasversali).copied().collect();
                of(&all, scadenza, year)
            }
            Trasversali::QuotaFissa(quota) => self.shared(quota, scadenza, year),
        }
    }

    /// The trasversali as a fixed share; where one of the two parts has nothing that counts, the other is the whole.
    fn shared(&self, quota: Decimal, scadenza: Scadenza, year: &Year<'_>) -> Option<Derived<Grado>> {
        let own = of(&self.own, scadenza, year);
        let (own, trasversali) = match (own, of(&self.trasversali, scadenza, year)) {
            (Some(own), Some(trasversali)) => (own, trasversali),
            (one, other) => return one.or(other),
        };
        let terms = [
            Termine { peso: Some(Decimal::ONE_HUNDRED - quota), grado: own.value },
            Termine { peso: Some(quota), grado: trasversali.value },
        ];
        let from = own.from.iter().chain(&trasversali.from);
        let (value, formula) = mean(&terms, year)?;
        Some(derived(value, format!("{formula} (obiettivi dell'Area e trasversali)"), from, year))
    }
}

/// The mean of these obiettivi at a deadline; `None` if there is none.
pub(super) fn of(esiti: &[&Esito], scadenza: Scadenza, year: &Year<'_>) -> Option<Derived<Grado>> {
    let terms: Vec<Termine> = esiti
        .iter()
        .map(|esito| Termine {
            peso: esito.peso_ponderale.as_ref().map(|peso| peso.value),
            grado: esito
                .realizzazione
                .get(&scadenza)
                .map_or_else(|| unknown(year.tetto()), |derived| derived.value),
        })
        .collect();
    let (value, formula) = mean(&terms, year)?;
    let pesi = esiti.iter().filter_map(|esito| esito.peso_ponderale.as_ref()).flat_map(|peso| &peso.from);
    let gradi =
        esiti.iter().filter_map(|esito| esito.realizzazione.get(&scadenza)).flat_map(|grado| &grado.from);
    Some(derived(value, formula, pesi.chain(gradi), year))
}

/// A degree made of others.
pub(super) fn derived<'p>(
    value: Grado,
    formula: String,
    from: impl IntoIterator<Item = &'p Place>,
    year: &Year<'_>,
) -> Derived<Grado> {
    Derived { value, formula, fonte: year.regolamento.aggregazione.fonte.clone(), from: gather(from) }
}
