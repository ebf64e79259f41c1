//! The degree of the Ente: of all its distinct obiettivi, or of its Aree.

use super::area::{derived, of};
use super::esito::{Derived, Esito, EsitoArea, Grado};
use super::grado::{Termine, mean};
use super::year::Year;
use crate::model::Scadenza;
use crate::regolamento::MetodoEnte;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The degrees at every deadline of the plan. `distinct` are the obiettivi that count, each once however many Aree
/// list it, trasversali included.
pub(super) fn degrees<'e>(
    distinct: &[&Esito],
    aree: impl Iterator<Item = &'e EsitoArea> + Clone,
    year: &Year<'_>,
) -> BTreeMap<Scadenza, Derived<Grado>> {
    let at = |scadenza: &Scadenza| {
        let grado = match year.regolamento.aggregazione.ente {
            MetodoEnte::MediaPonderata => of(distinct, *scadenza, year),
            MetodoEnte::MediaAree => mean_of_areas(aree.clone(), *scadenza, year),
        };
        Some((*scadenza, grado?))
    };
    year.scadenze.iter().filter_map(at).collect()
}

/// The mean of the Aree that have a degree, all equal.
fn mean_of_areas<'e>(
    aree: impl Iterator<Item = &'e EsitoArea>,
    scadenza: Scadenza,
    year: &Year<'_>,
) -> Option<Derived<Grado>> {
    let gradi: Vec<&Derived<Grado>> = aree.filter_map(|area| area.realizzazione.get(&scadenza)).collect();
    let terms: Vec<Termine> =
        gradi.iter().map(|grado| Termine { peso: Some(Decimal::ONE), grado: grado.value }).collect();
    let (value, formula) = mean(&terms, year)?;
    Some(derived(
        value,
        format!("media delle Aree: {formula}"),
        gradi.iter().flat_map(|grado| &grado.from),
        year,
    ))
}
