//! Exact arithmetic on numbers that users typed: what does not fit is unknown, never an approximation nor a crash.

use rust_decimal::{Decimal, RoundingStrategy};

/// The sum; `None` if it does not fit.
pub(super) fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add).map(settled)
}

/// `100 × part / whole`, percent; `None` if the whole is 0 or the numbers do not fit.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole).map(settled)
}

/// The number without the dust of divisions that do not end: three times 76,666… of 28 digits is 230, not a little
/// more. What differs from a number of twelve decimals by less than such divisions can add up to, is that number.
pub(super) fn settled(number: Decimal) -> Decimal {
    const DUST: Decimal = Decimal::from_parts(1, 0, 0, false, 18);
    let near = number.round_dp_with_strategy(12, RoundingStrategy::MidpointAwayFromZero);
    let is_near = number.checked_sub(near).is_some_and(|dust| dust.abs() < DUST);
    if is_near { near.normalize() } else { number.normalize() }
}
