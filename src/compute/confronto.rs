//! What was achieved against what was expected: a degree, or the reason why there is none.
//!
//! A comparison is made only between things of one kind. Where the form leaves open what a value means (a bare
//! number against a percentage, a «sì» against a day) nobody guesses: it waits for a verification.

mod al_massimo;
mod numero;
mod quota;
mod scadenza;
mod si_no;

use super::year::Year;
use crate::model::{Conseguito, Scadenza, ValoreAtteso};
use crate::place::Cited;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A degree not yet held within 0 and the cap, with its formula; or why there is none, in Italian.
pub(super) type Confronto = Result<(Decimal, String), String>;

/// Compares, for the reading of this deadline; `before` is what was answered, yes or no, at the deadlines before it.
pub(super) fn compare(
    atteso: &Cited<ValoreAtteso>,
    conseguito: &Cited<Conseguito>,
    scadenza: Scadenza,
    before: &[(Scadenza, bool)],
    year: &Year<'_>,
) -> Confronto {
    if conseguito.value == Conseguito::Testo {
        return Err(format!("{} è un testo: serve la verifica", quoted(&conseguito.raw)));
    }
    let other = || different(atteso, conseguito);
    match &atteso.value {
        ValoreAtteso::SiNo => si_no::compare(&conseguito.value).ok_or_else(other),
        ValoreAtteso::Numero(atteso) => {
            numero::compare(*atteso, &conseguito.value, year).unwrap_or_else(|| Err(other()))
        }
        ValoreAtteso::AlMassimo { limite, escluso, percentuale } => {
            let bound = al_massimo::Bound { limite: *limite, escluso: *escluso, percentuale: *percentuale };
            bound.compare(&conseguito.value, year).unwrap_or_else(|| Err(other()))
        }
        ValoreAtteso::Percentuale(atteso) => {
            quota::against_percent(*atteso, &conseguito.value, year).unwrap_or_else(|| Err(other()))
        }
        ValoreAtteso::Rapporto { parte, totale } => {
            quota::against_ratio(*parte, *totale, &conseguito.value, year).unwrap_or_else(|| Err(other()))
        }
        ValoreAtteso::Scadenza(due) => {
            let reading = scadenza::Reading { due: *due, scadenza, day: year.day(scadenza), before };
            reading.compare(&conseguito.value, year).unwrap_or_else(|| Err(other()))
        }
        ValoreAtteso::Testo => {
            Err(format!("il valore atteso «{}» è un testo: serve la verifica", atteso.raw))
        }
    }
}

fn different(atteso: &Cited<ValoreAtteso>, conseguito: &Cited<Conseguito>) -> String {
    let (achieved, expected) = (quoted(&conseguito.raw), quoted(&atteso.raw));
    format!("{achieved} non si può confrontare con il valore atteso {expected}: serve la verifica")
}

fn too_large() -> String {
    "i numeri sono troppo grandi".to_owned()
}

/// What was typed, on one line and not too long: `«Det. n. 233 del 28/04/2023»`.
pub(super) fn quoted(typed: &str) -> String {
    const LONGEST: usize = 60;
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("«{}…»", line.get(..at).unwrap_or_default().trim_end()),
        None => format!("«{line}»"),
    }
}

/// A day as Italians write it: `31/12/2023`.
pub(super) fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}
