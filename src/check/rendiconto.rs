//! What has been reported and what has not, deadline by deadline: the view that the rules on missing results share.
//!
//! Nobody is late before the office has begun: a deadline counts from when some schede of the plan report at it. There
//! is no clock here.

use super::confronto::concluso;
use super::counts;
use crate::model::{Indicatore, Obiettivo, Piano, Scadenza, Scheda, Stato, ValoreAtteso};
use crate::place::Place;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The deadlines at which the office has begun to report, in the order of the year: those at which one scheda in ten
/// does, of those that could. A lone cell filled in by mistake is no beginning.
pub fn cominciate(piano: &Piano) -> BTreeSet<Scadenza> {
    let mut counts: BTreeMap<Scadenza, (usize, usize)> = BTreeMap::new();
    for scheda in piano.obiettivi.values().filter_map(|obiettivo| obiettivo.scheda.as_ref()) {
        for (scadenza, reported) in reported(scheda) {
            let (with, all) = counts.entry(scadenza).or_default();
            *with += usize::from(reported);
            *all += 1;
        }
    }
    let begun = counts.into_iter().filter(|(_, (with, all))| *with > 0 && with * 10 >= *all);
    begun.map(|(scadenza, _)| scadenza).collect()
}

/// The deadlines at which a scheda could report, and whether it does.
fn reported(scheda: &Scheda) -> BTreeMap<Scadenza, bool> {
    let mut found: BTreeMap<Scadenza, bool> = BTreeMap::new();
    let rows = scheda.monitoraggio.iter().map(|row| &row.conseguito);
    let results = scheda.indicatori.iter().map(|indicatore| &indicatore.conseguito).chain(rows);
    for (scadenza, field) in results.flatten() {
        *found.entry(*scadenza).or_default() |= field.raw().is_some();
    }
    for verifica in scheda.indicatori.iter().map(|one| &one.verifica).filter(|field| !field.is_absent()) {
        *found.entry(Scadenza::FINE_ANNO).or_default() |= verifica.raw().is_some();
    }
    found
}

/// What an obiettivo has not reported at a deadline.
#[derive(Debug)]
pub struct Mancante<'a> {
    /// The boxes left empty.
    pub caselle: Vec<&'a Place>,
    /// How many of them an earlier result already answers: it has only to be written again.
    pub gia_conclusi: usize,
    /// How many indicatori have a box at this deadline and are due by then.
    pub su: usize,
}

/// What is missing of an obiettivo at a deadline; `None` if nothing is, if it no longer counts, or if its form has
/// nowhere to write.
pub fn mancante<'a>(piano: &Piano, obiettivo: &'a Obiettivo, scadenza: Scadenza) -> Option<Mancante<'a>> {
    let scheda = obiettivo.scheda.as_ref().filter(|_| obiettivo.stato == Stato::Attivo)?;
    let mut found = Mancante { caselle: Vec::new(), gia_conclusi: 0, su: 0 };
    for indicatore in scheda.indicatori.iter().filter(|indicatore| counts(piano, indicatore)) {
        let boxes = boxes(indicatore, scadenza);
        let reported = boxes.iter().any(|field| field.filled);
        let Some(first) = boxes.iter().find_map(|field| field.place) else { continue };
        if !reported && !is_due(piano, indicatore, scadenza) {
            continue;
        }
        found.su += 1;
        if !reported {
            found.caselle.push(first);
            found.gia_conclusi += usize::from(done_before(indicatore, scadenza));
        }
    }
    (!found.caselle.is_empty()).then_some(found)
}

/// Whether there is something to report at a deadline: not if the indicatore has its own term after it.
fn is_due(piano: &Piano, indicatore: &Indicatore, scadenza: Scadenza) -> bool {
    let day = piano.anno.and_then(|anno| Date::new(anno, scadenza.mese, scadenza.giorno).ok());
    match (indicatore.valore_atteso.value(), day) {
        (Some(ValoreAtteso::Scadenza(due)), Some(day)) => *due <= day,
        _ => true,
    }
}

/// Whether a scheda reports nothing and has nowhere to: no monitoring, no box beside the indicatori, no overall
/// percentage.
pub fn senza_caselle(scheda: &Scheda) -> bool {
    let none = |indicatore: &Indicatore| {
        indicatore.conseguito.is_empty()
            && indicatore.verifica.is_absent()
            && indicatore.valore_ndv.is_absent()
    };
    let stated = scheda.percentuale_complessiva.raw().is_some();
    scheda.monitoraggio.is_empty()
        && scheda.scadenze.is_empty()
        && scheda.indicatori.iter().all(none)
        && !stated
}

struct Casella<'a> {
    place: Option<&'a Place>,
    filled: bool,
}

/// Where the result of an indicatore can be written at a deadline: at the end of the year the verification too.
fn boxes(indicatore: &Indicatore, scadenza: Scadenza) -> Vec<Casella<'_>> {
    let mut found = Vec::new();
    if let Some(field) = indicatore.conseguito.get(&scadenza) {
        found.push(Casella { place: field.place(), filled: field.raw().is_some() });
    }
    if scadenza == Scadenza::FINE_ANNO {
        let verifica = &indicatore.verifica;
        found.push(Casella { place: verifica.place(), filled: verifica.raw().is_some() });
        let ndv = &indicatore.valore_ndv;
        found.push(Casella { place: ndv.place(), filled: ndv.raw().is_some() });
    }
    found
}

/// Whether an earlier result already says that it is done.
fn done_before(indicatore: &Indicatore, scadenza: Scadenza) -> bool {
    let before = indicatore.conseguito.range(..scadenza).filter_map(|(_, field)| field.value());
    let atteso = indicatore.valore_atteso.value();
    before.into_iter().any(|conseguito| concluso(atteso, conseguito))
}
