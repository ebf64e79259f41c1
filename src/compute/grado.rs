//! The weighted mean of degrees that may not be known yet. An obiettivo is the mean of its indicatori, an Area of
//! its obiettivi, the Ente of all: one arithmetic, so that what is unknown below is an interval above.

use super::esito::Grado;
use super::exact::{settled, sum};
use super::year::Year;
use rust_decimal::Decimal;

/// One term of the mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Termine {
    /// Its weight; `None` while it is unknown.
    pub peso: Option<Decimal>,
    /// Its degree.
    pub grado: Grado,
}

/// A degree that is known.
pub(super) fn known(valore: Decimal) -> Grado {
    Grado { valore: Some(valore), minimo: valore, massimo: valore, copertura: Decimal::ONE_HUNDRED }
}

/// A degree of which nothing is known: from 0 to the cap.
pub(super) fn unknown(tetto: Decimal) -> Grado {
    Grado { valore: None, minimo: Decimal::ZERO, massimo: tetto, copertura: Decimal::ZERO }
}

/// The mean and its formula; `None` if there is no term. Where a weight is unknown, or all are 0, or they do not
/// fit, the mean lies between the lowest and the highest degree, which is all that can be said.
pub(super) fn mean(terms: &[Termine], year: &Year<'_>) -> Option<(Grado, String)> {
    let unweighable = terms.iter().filter(|term| term.peso.is_none()).count();
    match weighted(terms) {
        Some(grado) => {
            let steps = steps(terms, year);
            Some((grado, format!("{steps}{}", outcome(&grado, year))))
        }
        None => {
            let grado = bounds(terms)?;
            let why = match unweighable {
                0 => "i pesi sommano a 0, o sono troppo grandi".to_owned(),
                1 => "un peso non è noto".to_owned(),
                many => format!("{many} pesi non sono noti"),
            };
            Some((grado, format!("{why}{}", outcome(&grado, year))))
        }
    }
}

fn weighted(terms: &[Termine]) -> Option<Grado> {
    let pesi: Vec<Decimal> = terms.iter().map(|term| term.peso).collect::<Option<_>>()?;
    let total = sum(pesi.iter().copied())?;
    let mean = |degrees: Vec<Decimal>| {
        let products = pesi.iter().zip(degrees).map(|(peso, degree)| peso.checked_mul(degree));
        let all = sum(products.collect::<Option<Vec<_>>>()?)?;
        all.checked_div(total).map(settled)
    };
    let valori: Option<Vec<Decimal>> = terms.iter().map(|term| term.grado.valore).collect();
    Some(Grado {
        valore: match valori {
            Some(valori) => Some(mean(valori)?),
            None => None,
        },
        minimo: mean(terms.iter().map(|term| term.grado.minimo).collect())?,
        massimo: mean(terms.iter().map(|term| term.grado.massimo).collect())?,
        copertura: mean(terms.iter().map(|term| term.grado.copertura).collect())?,
    })
}

/// Every weighted mean lies between these.
fn bounds(terms: &[Termine]) -> Option<Grado> {
    Some(Grado {
        valore: None,
        minimo: terms.iter().map(|term| term.grado.minimo).min()?,
        massimo: terms.iter().map(|term| term.grado.massimo).max()?,
        copertura: Decimal::ZERO,
    })
}

/// More terms than these are summed up: a formula is there to be read.
const MOST_TERMS: usize = 12;

fn steps(terms: &[Termine], year: &Year<'_>) -> String {
    let total = sum(terms.iter().filter_map(|term| term.peso)).unwrap_or_default();
    if terms.len() > MOST_TERMS {
        return format!(
            "{} gradi, ognuno per il suo peso, diviso la somma dei pesi {}",
            terms.len(),
            year.brief(total)
        );
    }
    if terms.len() == 1 {
        return "un solo grado".to_owned();
    }
    let equal = terms.windows(2).all(|pair| matches!(pair, [one, other] if one.peso == other.peso));
    let written: Vec<String> = terms
        .iter()
        .map(|term| match equal {
            true => degree(&term.grado, year),
            false => format!("{} × {}", year.brief(term.peso.unwrap_or_default()), degree(&term.grado, year)),
        })
        .collect();
    let below = if equal { terms.len().to_string() } else { year.brief(total) };
    format!("({}) / {below}", written.join(" + "))
}

/// A degree inside a formula: `87,5`, `[40–60]`, `?`.
fn degree(grado: &Grado, year: &Year<'_>) -> String {
    match grado.valore {
        Some(valore) => year.brief(valore),
        None if grado.copertura.is_zero() && grado.minimo.is_zero() => "?".to_owned(),
        None => format!("[{}–{}]", year.brief(grado.minimo), year.brief(grado.massimo)),
    }
}

/// What comes out: ` = 87,50`, or between what and what.
pub(super) fn outcome(grado: &Grado, year: &Year<'_>) -> String {
    match grado.valore {
        Some(valore) => format!(" = {}", year.printed(valore)),
        None => format!(
            ": in sospeso, fra {} e {} (coperto il {}% del peso)",
            year.printed(grado.minimo),
            year.printed(grado.massimo),
            year.brief(grado.copertura)
        ),
    }
}
