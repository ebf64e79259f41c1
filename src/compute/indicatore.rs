//! The realizzazione of an indicatore: the Nucleo's own value, else the verification, else what was achieved against
//! what was expected; else it is in sospeso, and says why.
//!
//! The first two are final: they count from the last deadline that the form prints. At an earlier one only what was
//! typed for it counts, and nothing is carried from one deadline to the next.

use super::confronto::{compare, day, quoted};
use super::esito::{Derived, EsitoIndicatore, Evidenza};
use super::year::Year;
use crate::model::{Conseguito, Indicatore, Scadenza, Scheda, ValoreAtteso, Verifica};
use crate::place::{Cited, Field, Place};
use rust_decimal::Decimal;

/// The degrees of an indicatore at the deadlines of the plan; its weight is the obiettivo's matter.
pub(super) fn esito(indicatore: &Indicatore, scheda: &Scheda, year: &Year<'_>) -> EsitoIndicatore {
    let mut esito = EsitoIndicatore::default();
    let last = scheda.scadenze.iter().max().copied().unwrap_or_else(|| year.last());
    for scadenza in &year.scadenze {
        let is_final = *scadenza >= last.min(year.last());
        match degree(indicatore, *scadenza, is_final, year) {
            Ok(found) => {
                esito.realizzazione.insert(*scadenza, found);
            }
            Err(why) => {
                esito.sospeso.insert(*scadenza, why);
            }
        }
    }
    esito
}

type Degree = Result<(Derived<Decimal>, Evidenza), String>;

fn degree(indicatore: &Indicatore, scadenza: Scadenza, is_final: bool, year: &Year<'_>) -> Degree {
    if is_final {
        if let Some(found) = nucleo(&indicatore.valore_ndv, year) {
            return found.map(|derived| (derived, Evidenza::Nucleo));
        }
        if let Some(found) = verifica(&indicatore.verifica, year) {
            return found.map(|derived| (derived, Evidenza::Verifica));
        }
    }
    achieved(indicatore, scadenza, year).map(|derived| (derived, Evidenza::Conseguito))
}

/// The Nucleo's value, if there is one.
fn nucleo(field: &Field<Decimal>, year: &Year<'_>) -> Option<Result<Derived<Decimal>, String>> {
    match field {
        Field::Filled(cited) => Some(stated(cited.value, "valore del Nucleo", &cited.place, year)),
        Field::Unreadable(cited) => {
            Some(Err(format!("il valore del Nucleo {} non è leggibile", quoted(&cited.raw))))
        }
        Field::Blank(_) | Field::Absent => None,
    }
}

/// The verification, if there is one.
fn verifica(field: &Field<Verifica>, year: &Year<'_>) -> Option<Result<Derived<Decimal>, String>> {
    match field {
        Field::Filled(cited) => {
            let (value, words) = match &cited.value {
                Verifica::Realizzato => (Decimal::ONE_HUNDRED, "verifica, realizzato"),
                Verifica::NonRealizzato => (Decimal::ZERO, "verifica, non realizzato"),
                Verifica::InParte(share) => (*share, "verifica, realizzato in parte"),
            };
            Some(stated(value, words, &cited.place, year))
        }
        Field::Unreadable(cited) => Some(Err(format!("la verifica {} non è leggibile", quoted(&cited.raw)))),
        Field::Blank(_) | Field::Absent => None,
    }
}

/// A degree that somebody states: taken as it is, if it can be a degree.
fn stated(value: Decimal, words: &str, place: &Place, year: &Year<'_>) -> Result<Derived<Decimal>, String> {
    match (Decimal::ZERO..=year.tetto()).contains(&value) {
        true => {
            let formula = format!("{words}: {}", year.brief(value));
            Ok(derived(value, formula, vec![place.clone()], year))
        }
        false => Err(format!("{words}: {} non sta fra 0 e {}", year.brief(value), year.brief(year.tetto()))),
    }
}

fn achieved(
    indicatore: &Indicatore,
    scadenza: Scadenza,
    year: &Year<'_>,
) -> Result<Derived<Decimal>, String> {
    let conseguito = match indicatore.conseguito.get(&scadenza) {
        Some(Field::Filled(cited)) => cited,
        Some(Field::Unreadable(cited)) => {
            return Err(format!(
                "il valore conseguito al {scadenza}, {}, non è leggibile",
                quoted(&cited.raw)
            ));
        }
        Some(Field::Blank(_)) => return Err(waiting(indicatore, scadenza, year)),
        Some(Field::Absent) | None => {
            return Err(format!("il modulo non riporta nessun valore al {scadenza}"));
        }
    };
    let atteso = expected(&indicatore.valore_atteso)?;
    let before: Vec<(Scadenza, bool)> = indicatore
        .conseguito
        .range(..scadenza)
        .filter_map(|(at, field)| Some((*at, answer(field)?)))
        .collect();
    let (value, formula) = compare(atteso, conseguito, scadenza, &before, year)?;
    let from = vec![atteso.place.clone(), conseguito.place.clone()];
    let tetto = year.tetto();
    Ok(match value {
        value if value > tetto => {
            derived(tetto, format!("{formula}, ridotto al tetto di {}", year.brief(tetto)), from, year)
        }
        value if value < Decimal::ZERO => {
            derived(Decimal::ZERO, format!("{formula}, portato a 0"), from, year)
        }
        value => derived(value, formula, from, year),
    })
}

/// A yes or a no.
fn answer(field: &Field<Conseguito>) -> Option<bool> {
    match field.value() {
        Some(Conseguito::SiNo(done)) => Some(*done),
        _ => None,
    }
}

fn expected(field: &Field<ValoreAtteso>) -> Result<&Cited<ValoreAtteso>, String> {
    match field {
        Field::Filled(cited) => Ok(cited),
        Field::Unreadable(cited) => Err(format!("il valore atteso {} non è leggibile", quoted(&cited.raw))),
        Field::Blank(_) | Field::Absent => Err("manca il valore atteso: serve la verifica".to_owned()),
    }
}

/// Why a blank is a blank, as far as it can be told.
fn waiting(indicatore: &Indicatore, scadenza: Scadenza, year: &Year<'_>) -> String {
    let due = match indicatore.valore_atteso.value() {
        Some(ValoreAtteso::Scadenza(due)) => Some(*due),
        _ => None,
    };
    match due.filter(|due| year.day(scadenza).is_some_and(|reading| reading < *due)) {
        Some(due) => {
            format!("nessun valore scritto al {scadenza}: il termine ({}) non è ancora scaduto", day(due))
        }
        None => format!("nessun valore scritto al {scadenza}"),
    }
}

fn derived(value: Decimal, formula: String, from: Vec<Place>, year: &Year<'_>) -> Derived<Decimal> {
    Derived { value: value.normalize(), formula, fonte: year.regolamento.indicatori.fonte.clone(), from }
}
