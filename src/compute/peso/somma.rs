//! `somma`: the sum of the points.

use super::{Punto, addends};
use crate::compute::exact::sum;
use crate::compute::year::Year;
use rust_decimal::Decimal;

/// `70 + 80 + 80`.
pub(super) fn weigh(punti: &[Punto<'_>], year: &Year<'_>) -> Option<(Decimal, String)> {
    Some((sum(punti.iter().map(Punto::punti))?, addends(punti, year)))
}
