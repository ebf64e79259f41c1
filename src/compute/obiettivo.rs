//! The realizzazione of an obiettivo from its indicatori, as the regolamento's base and its rule on missing evidence
//! say; or the percentage typed on the form, where there is nothing else.

use super::base;
use super::esito::{Derived, EsitoIndicatore, Grado};
use super::exact::{percent, sum};
use super::grado::{Termine, known, unknown};
use super::indicatore;
use super::year::{Year, gather};
use crate::model::{Indicatore, Scadenza, Scheda};
use crate::place::{Field, Place};
use crate::regolamento::Base;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What is computed of an obiettivo before anything is said of its state.
#[derive(Default)]
pub(super) struct Gradi {
    pub indicatori: Vec<EsitoIndicatore>,
    /// Empty if an errore on the weights withholds the degree.
    pub realizzazione: BTreeMap<Scadenza, Derived<Grado>>,
    pub dichiarata: bool,
}

/// The degrees of an obiettivo at every deadline of the plan.
pub(super) fn gradi(scheda: Option<&Scheda>, year: &Year<'_>) -> Gradi {
    let Some(scheda) = scheda else {
        let nothing = |scadenza: &Scadenza| (*scadenza, nothing_known("non c'è la scheda", Vec::new(), year));
        return Gradi { realizzazione: year.scadenze.iter().map(nothing).collect(), ..Gradi::default() };
    };
    let esiti: Vec<EsitoIndicatore> =
        scheda.indicatori.iter().map(|indicatore| indicatore::esito(indicatore, scheda, year)).collect();
    let mut gradi = Gradi { indicatori: esiti, ..Gradi::default() };
    let Some(pesi) = pesi(&scheda.indicatori, year) else { return gradi };
    share_out(&mut gradi.indicatori, &pesi);
    for scadenza in &year.scadenze {
        gradi.realizzazione.insert(*scadenza, degree(scheda, &gradi.indicatori, &pesi, *scadenza, year));
    }
    declared(scheda, &pesi, &mut gradi, year);
    gradi
}

/// The weight of each indicatore that counts this year, `None` for the others; nothing at all where some have a
/// weight and some have not, or one cannot be read, or it cannot be told which count.
fn pesi(indicatori: &[Indicatore], year: &Year<'_>) -> Option<Vec<Option<Decimal>>> {
    if year.regolamento.obiettivi.base == Base::Fasi {
        return Some(vec![None; indicatori.len()]);
    }
    let counts: Vec<bool> =
        indicatori.iter().map(|indicatore| counts(indicatore, year)).collect::<Option<_>>()?;
    let counting = || indicatori.iter().zip(&counts).filter(|(_, counts)| **counts).map(|(one, _)| one);
    let weighs = year.regolamento.obiettivi.base == Base::Indicatori;
    let typed = counting().filter(|indicatore| indicatore.peso.raw().is_some()).count();
    if !weighs || typed == 0 {
        return Some(counts.iter().map(|counts| counts.then_some(Decimal::ONE)).collect());
    }
    let readable =
        counting().all(|indicatore| indicatore.peso.value().is_some_and(|peso| *peso > Decimal::ZERO));
    let weight =
        |(indicatore, counts): (&Indicatore, &bool)| indicatore.peso.value().copied().filter(|_| *counts);
    readable.then(|| indicatori.iter().zip(&counts).map(weight).collect())
}

/// Whether an indicatore enters this year's degree: not one of a later year, nor one whose weight is 0. `None` if it
/// names a year and the plan has none.
fn counts(indicatore: &Indicatore, year: &Year<'_>) -> Option<bool> {
    let later = match (indicatore.anno, year.anno) {
        (Some(own), Some(plan)) => own > plan,
        (None, _) => false,
        (Some(_), None) => return None,
    };
    Some(!later && indicatore.peso.value().is_none_or(|peso| !peso.is_zero()))
}

/// Tells each indicatore its weight among those that count, percent.
fn share_out(esiti: &mut [EsitoIndicatore], pesi: &[Option<Decimal>]) {
    let Some(total) = sum(pesi.iter().flatten().copied()) else { return };
    for (esito, peso) in esiti.iter_mut().zip(pesi) {
        esito.peso = peso.and_then(|peso| percent(peso, total));
    }
}

fn degree(
    scheda: &Scheda,
    esiti: &[EsitoIndicatore],
    pesi: &[Option<Decimal>],
    scadenza: Scadenza,
    year: &Year<'_>,
) -> Derived<Grado> {
    let mut terms = Vec::new();
    let mut cells: Vec<&Place> = Vec::new();
    for ((indicatore, esito), peso) in scheda.indicatori.iter().zip(esiti).zip(pesi) {
        let Some(peso) = peso else { continue };
        let found = esito.realizzazione.get(&scadenza).map(|(derived, _)| derived);
        let grado = found.map_or_else(|| unknown(year.tetto()), |derived| known(derived.value));
        terms.push(Termine { peso: Some(*peso), grado });
        cells.extend(found.iter().flat_map(|derived| &derived.from));
        cells.extend(indicatore.peso.place());
    }
    match base::degree(&terms, year) {
        Some((value, formula)) => {
            let fonte = year.regolamento.obiettivi.fonte.clone();
            Derived { value, formula, fonte, from: gather(cells) }
        }
        None => {
            let why = match year.regolamento.obiettivi.base {
                Base::Fasi => "i moduli non dicono quanto di ogni fase è stato fatto",
                _ => "la scheda non ha indicatori che contano quest'anno",
            };
            nothing_known(why, vec![scheda.place.clone()], year)
        }
    }
}

fn nothing_known(why: &str, from: Vec<Place>, year: &Year<'_>) -> Derived<Grado> {
    let value = unknown(year.tetto());
    let formula = format!("{why}{}", super::grado::outcome(&value, year));
    Derived { value, formula, fonte: year.regolamento.obiettivi.fonte.clone(), from }
}

/// The percentage typed on the form stands in at the last deadline, if no indicatore that counts says anything there.
fn declared(scheda: &Scheda, pesi: &[Option<Decimal>], gradi: &mut Gradi, year: &Year<'_>) {
    let last = year.last();
    let evidence = gradi
        .indicatori
        .iter()
        .zip(pesi)
        .any(|(esito, peso)| peso.is_some() && esito.realizzazione.contains_key(&last));
    let Field::Filled(cited) = &scheda.percentuale_complessiva else { return };
    if evidence || !(Decimal::ZERO..=year.tetto()).contains(&cited.value) {
        return;
    }
    let value = cited.value.normalize();
    let formula = format!("percentuale complessiva scritta sulla scheda: {}", year.printed(value));
    let fonte = year.regolamento.obiettivi.fonte.clone();
    gradi
        .realizzazione
        .insert(last, Derived { value: known(value), formula, fonte, from: vec![cited.place.clone()] });
    gradi.dichiarata = true;
}
