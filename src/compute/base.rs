//! What the degree of an obiettivo rests on, and what becomes of evidence that is missing.

use super::esito::Grado;
use super::grado::{Termine, known, mean, outcome};
use super::year::Year;
use crate::regolamento::{Base, Mancanti};
use rust_decimal::Decimal;

/// The degree made of these indicatori; `None` if there is none. The interval always says what missing evidence could
/// still bring; the value follows the regolamento's rule.
pub(super) fn degree(terms: &[Termine], year: &Year<'_>) -> Option<(Grado, String)> {
    let (grado, formula) = combine(terms, year)?;
    let missing = terms.iter().filter(|term| term.grado.valore.is_none()).count();
    let mancanti = year.regolamento.obiettivi.mancanti;
    if missing == 0 || mancanti == Mancanti::Sospeso {
        return Some((grado, formula));
    }
    let rest: Vec<Termine> = terms.iter().filter_map(|term| without(term, mancanti)).collect();
    let Some((adjusted, formula)) = combine(&rest, year) else { return Some((grado, formula)) };
    let note = match (mancanti, missing) {
        (Mancanti::Zero, 1) => "1 senza risultato conta 0".to_owned(),
        (Mancanti::Zero, many) => format!("{many} senza risultato contano 0"),
        (_, 1) => "1 senza risultato non conta".to_owned(),
        (_, many) => format!("{many} senza risultato non contano"),
    };
    Some((Grado { valore: adjusted.valore, ..grado }, format!("{formula} ({note})")))
}

/// A term as the rule on missing evidence leaves it.
fn without(term: &Termine, mancanti: Mancanti) -> Option<Termine> {
    match (term.grado.valore, mancanti) {
        (None, Mancanti::Zero) => Some(Termine { grado: known(Decimal::ZERO), ..*term }),
        (None, Mancanti::Escludi) => None,
        _ => Some(*term),
    }
}

fn combine(terms: &[Termine], year: &Year<'_>) -> Option<(Grado, String)> {
    match year.regolamento.obiettivi.base {
        Base::Indicatori | Base::Media => mean(terms, year),
        Base::Minimo => lowest(terms, year),
        Base::Fasi => None,
    }
}

/// The lowest of all.
fn lowest(terms: &[Termine], year: &Year<'_>) -> Option<(Grado, String)> {
    let (covered, _) = mean(terms, year)?;
    let valori: Option<Vec<Decimal>> = terms.iter().map(|term| term.grado.valore).collect();
    let grado = Grado {
        valore: valori.and_then(|valori| valori.into_iter().min()),
        minimo: terms.iter().map(|term| term.grado.minimo).min()?,
        massimo: terms.iter().map(|term| term.grado.massimo).min()?,
        copertura: covered.copertura,
    };
    let degrees: Vec<String> = terms
        .iter()
        .map(|term| term.grado.valore.map_or("?".to_owned(), |valore| year.brief(valore)))
        .collect();
    Some((grado, format!("il più basso fra {}{}", degrees.join("; "), outcome(&grado, year))))
}
