//! At least so many: achieved over expected, times 100. `412 su 500` against 500 is 412; against any other number it
//! could mean two things, and means none.

use super::{Confronto, too_large};
use crate::compute::exact::percent;
use crate::compute::year::Year;
use crate::model::Conseguito;
use rust_decimal::Decimal;

/// `4 / 5 × 100`; `None` if what was achieved is no number.
pub(super) fn compare(atteso: Decimal, conseguito: &Conseguito, year: &Year<'_>) -> Option<Confronto> {
    match conseguito {
        Conseguito::Numero(achieved) => Some(ratio(*achieved, atteso, "", year)),
        Conseguito::Rapporto { parte, totale } if *totale == atteso => Some(ratio(*parte, atteso, "", year)),
        _ => None,
    }
}

/// The achieved over an expected value that must be more than 0.
pub(super) fn ratio(achieved: Decimal, atteso: Decimal, unit: &str, year: &Year<'_>) -> Confronto {
    if atteso <= Decimal::ZERO {
        return Err(format!(
            "il valore atteso è {}{unit}: il rapporto non si può calcolare",
            year.brief(atteso)
        ));
    }
    let value = percent(achieved, atteso).ok_or_else(too_large)?;
    Ok((
        value,
        format!(
            "{}{unit} / {}{unit} × 100 = {}",
            year.brief(achieved),
            year.brief(atteso),
            year.printed(value)
        ),
    ))
}
