//! `media_pesata`: the sum of the points, each times its criterion's weight, over the sum of those weights.

use super::Punto;
use crate::compute::exact::sum;
use crate::compute::year::Year;
use rust_decimal::Decimal;

/// `(70 × 50 + 80 × 30 + 80 × 20) / 100`. A criterion without weight leaves the result unknown.
pub(super) fn weigh(punti: &[Punto<'_>], year: &Year<'_>) -> Option<(Decimal, String)> {
    let pesi: Vec<Decimal> = punti.iter().map(|punto| punto.criterio.peso).collect::<Option<_>>()?;
    let products = punti.iter().zip(&pesi).map(|(punto, peso)| punto.punti().checked_mul(*peso));
    let total = sum(pesi.iter().copied())?;
    let value = sum(products.collect::<Option<Vec<_>>>()?)?.checked_div(total)?;
    let terms: Vec<String> = punti
        .iter()
        .zip(&pesi)
        .map(|(punto, peso)| format!("{} × {}", year.brief(punto.punti()), year.brief(*peso)))
        .collect();
    Some((value, format!("({}) / {}", terms.join(" + "), year.brief(total))))
}
