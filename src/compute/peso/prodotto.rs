//! `prodotto`: the product of the points, each over its criterion's maximum, times 100.

use super::Punto;
use crate::compute::year::Year;
use rust_decimal::Decimal;

/// `70/100 × 80/100 × 80/100 × 100`. All is multiplied before anything is divided, so that what can be exact is.
pub(super) fn weigh(punti: &[Punto<'_>], year: &Year<'_>) -> Option<(Decimal, String)> {
    let above = punti.iter().map(Punto::punti).try_fold(Decimal::ONE_HUNDRED, Decimal::checked_mul)?;
    let below =
        punti.iter().map(|punto| punto.criterio.massimo).try_fold(Decimal::ONE, Decimal::checked_mul)?;
    let terms: Vec<String> = punti
        .iter()
        .map(|punto| format!("{}/{}", year.brief(punto.punti()), year.brief(punto.criterio.massimo)))
        .collect();
    Some((above.checked_div(below)?, format!("{} × 100", terms.join(" × "))))
}
