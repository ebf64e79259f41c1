//! `media`: the sum of the points over the number of the criteria.

use super::{Punto, addends};
use crate::compute::exact::sum;
use crate::compute::year::Year;
use rust_decimal::Decimal;

/// `(70 + 80 + 80) / 3`.
pub(super) fn weigh(punti: &[Punto<'_>], year: &Year<'_>) -> Option<(Decimal, String)> {
    let value = sum(punti.iter().map(Punto::punti))?.checked_div(Decimal::from(punti.len()))?;
    Some((value, format!("({}) / {}", addends(punti, year), punti.len())))
}
