//! Percentages and ratios: so many out of so many is the percentage it makes, on either side.

use super::numero::ratio;
use super::{Confronto, too_large};
use crate::compute::exact::percent;
use crate::compute::year::Year;
use crate::model::Conseguito;
use rust_decimal::Decimal;

/// The percentage that was achieved, or why there is none; `None` if it is neither a percentage nor a ratio.
pub(super) fn percent_of(conseguito: &Conseguito) -> Option<Result<Decimal, String>> {
    match conseguito {
        Conseguito::Percentuale(percent) => Some(Ok(*percent)),
        Conseguito::Rapporto { parte, totale } => Some(share(*parte, *totale)),
        _ => None,
    }
}

fn share(parte: Decimal, totale: Decimal) -> Result<Decimal, String> {
    match totale > Decimal::ZERO {
        true => percent(parte, totale).ok_or_else(too_large),
        false => Err("il totale del rapporto è 0".to_owned()),
    }
}

/// Against at least this percentage.
pub(super) fn against_percent(
    atteso: Decimal,
    conseguito: &Conseguito,
    year: &Year<'_>,
) -> Option<Confronto> {
    Some(percent_of(conseguito)?.and_then(|achieved| ratio(achieved, atteso, "%", year)))
}

/// Against at least so many out of so many.
pub(super) fn against_ratio(
    parte: Decimal,
    totale: Decimal,
    conseguito: &Conseguito,
    year: &Year<'_>,
) -> Option<Confronto> {
    Some(match conseguito {
        Conseguito::Percentuale(achieved) => {
            share(parte, totale).and_then(|atteso| ratio(*achieved, atteso, "%", year))
        }
        Conseguito::Rapporto { parte: done, totale: all } => ratios((*done, *all), (parte, totale), year),
        _ => return None,
    })
}

/// `(23/25) / (25/25) × 100`, divided once only.
fn ratios(achieved: (Decimal, Decimal), atteso: (Decimal, Decimal), year: &Year<'_>) -> Confronto {
    let ((done, all), (parte, totale)) = (achieved, atteso);
    if all <= Decimal::ZERO || totale <= Decimal::ZERO || parte <= Decimal::ZERO {
        return Err("in uno dei due rapporti c'è uno 0: il grado non si può calcolare".to_owned());
    }
    let value =
        done.checked_mul(totale).zip(all.checked_mul(parte)).and_then(|(above, below)| percent(above, below));
    let value = value.ok_or_else(too_large)?;
    let [done, all, parte, totale] = [done, all, parte, totale].map(|number| year.brief(number));
    Ok((value, format!("({done}/{all}) / ({parte}/{totale}) × 100 = {}", year.printed(value))))
}
