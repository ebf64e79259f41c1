//! The progress planned at a date: of each phase the share of its months that have ended, weighted.
//!
//! Only a timetable that says everything counts: each phase with its months and its weight, 100 in all. Any other one
//! gives nothing here, and a rule says what it lacks.

use super::esito::Derived;
use super::exact::{settled, sum};
use super::year::{Year, gather};
use crate::model::{Cronoprogramma, Fase, Mese, Scadenza, Scheda};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The planned progress at every deadline, percent 0-100; empty where the timetable cannot say.
pub(super) fn planned(scheda: &Scheda, year: &Year<'_>) -> BTreeMap<Scadenza, Derived<Decimal>> {
    let Some(fasi) = timetable(scheda, year).and_then(complete) else { return BTreeMap::new() };
    let at = |scadenza: &Scadenza| Some((*scadenza, progress(&fasi, year.day(*scadenza)?, year)?));
    year.scadenze.iter().filter_map(at).collect()
}

/// The timetable of the plan's year, if there is one only.
fn timetable<'s>(scheda: &'s Scheda, year: &Year<'_>) -> Option<&'s Cronoprogramma> {
    let mut own =
        scheda.cronoprogrammi.iter().filter(|table| table.anno.is_none() || table.anno == year.anno);
    let first = own.next()?;
    own.next().is_none().then_some(first)
}

/// The phases with their weights, if each has months and weight and the weights make 100.
fn complete(table: &Cronoprogramma) -> Option<Vec<(&Fase, Decimal)>> {
    let mut fasi = Vec::new();
    for fase in &table.fasi {
        fasi.push((fase, *fase.peso.value().filter(|_| !fase.mesi.is_empty())?));
    }
    let positive = fasi.iter().all(|(_, peso)| !peso.is_sign_negative());
    let total = sum(fasi.iter().map(|(_, peso)| *peso))?;
    (positive && total == Decimal::ONE_HUNDRED).then_some(fasi)
}

fn progress(fasi: &[(&Fase, Decimal)], day: Date, year: &Year<'_>) -> Option<Derived<Decimal>> {
    let mut value = Decimal::ZERO;
    let mut terms = Vec::new();
    for (fase, peso) in fasi {
        let (ended, all) = (fase.mesi.iter().filter(|mese| has_ended(**mese, day)).count(), fase.mesi.len());
        let done = peso.checked_mul(Decimal::from(ended))?.checked_div(Decimal::from(all))?;
        value = value.checked_add(done)?;
        terms.push(format!("{} × {ended}/{all}", year.brief(*peso)));
    }
    let formula = format!("{} = {}", terms.join(" + "), year.printed(value));
    let cells = fasi.iter().flat_map(|(fase, _)| fase.celle_mesi.iter().chain(fase.peso.place()));
    Some(Derived {
        value: settled(value),
        formula,
        fonte: year.regolamento.obiettivi.fonte.clone(),
        from: gather(cells),
    })
}

/// Whether the last day of a month is not after the day.
fn has_ended(mese: Mese, day: Date) -> bool {
    // a month whose year nobody says is of the plan's year, and so is the day
    let anno = mese.anno.unwrap_or(day.year());
    Date::new(anno, mese.mese, 1).is_ok_and(|first| first.last_of_month() <= day)
}
