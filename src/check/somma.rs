//! Sums of percentages that should make 100: exact, with the little that rounding may have lost.

use crate::place::Cited;
use rust_decimal::Decimal;

/// The sum; `None` if it is too large to be one.
pub fn sum(quote: &[&Cited<Decimal>]) -> Option<Decimal> {
    quote.iter().try_fold(Decimal::ZERO, |sum, quota| sum.checked_add(quota.value))
}

/// How far shares typed with decimals may be from 100 when each was rounded; whole ones must be exact.
pub fn lost_in_rounding(quote: &[&Cited<Decimal>]) -> Decimal {
    let decimals = quote.iter().map(|quota| quota.value.normalize().scale()).max().unwrap_or(0);
    match decimals {
        0 => Decimal::ZERO,
        // half of the last decimal for each share
        decimals => Decimal::new(5, decimals.min(26) + 1) * Decimal::from(quote.len()),
    }
}
