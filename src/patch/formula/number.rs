//! Numbers with the distance at which a spreadsheet's binary arithmetic may stand from them.
//!
//! Excel and LibreOffice compute with 53 binary digits: 0.1 + 0.2 is not 0.3 there, and where they choose (is it 0?
//! which way does it round?) that distance may decide. Here every number is exact and carries a bound to it, grown at
//! each operation; a choice is made only if it is the same everywhere within the bound, else there is a [`Doubt`].
//! What is deliberately not done is to imitate binary arithmetic: the two programs do it differently.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

/// A result that cannot be told with certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt;

/// A little more than 2⁻⁵³, the relative error of one binary operation.
const UNIT: Decimal = Decimal::from_parts(12, 0, 0, false, 17);
/// The smallest step of a decimal.
const GRAIN: Decimal = Decimal::from_parts(1, 0, 0, false, 28);
/// Digits both programs compare and show.
const SHOWN: u32 = 15;
/// Digits that tell two binary numbers apart.
const STORED: u32 = 17;
/// Two numbers nearer than this, relatively, are not told apart alike by all programs.
const BLUR: Decimal = Decimal::from_parts(1, 0, 0, false, 14);
/// A result whose error is more than this, relatively, is noise.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 13);
/// The relative error of what a number shows beyond the fifteenth digit.
const UNSHOWN: Decimal = Decimal::from_parts(5, 0, 0, false, 15);
/// Smaller numbers are written with an exponent.
const GRAIN_OF_TEXT: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
/// The highest power computed.
const POWER: u32 = 64;

/// A number, and how far from it the binary one may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    value: Decimal,
    error: Decimal,
    /// Whether the binary number is the one nearest to the value, as when it was typed.
    nearest: bool,
}

impl Number {
    /// A number as typed, or as read from a cell.
    pub fn typed(value: Decimal) -> Number {
        let value = value.normalize();
        let error = if is_binary(value) { Decimal::ZERO } else { rounding(value) };
        Number { value, error, nearest: true }
    }

    /// The saved result of a formula: the binary number may have digits that were not written.
    pub fn saved(value: Decimal) -> Number {
        let typed = Number::typed(value);
        let error = typed.error.saturating_mul(Decimal::TEN);
        Number { error, nearest: typed.error.is_zero(), ..typed }
    }

    /// A count.
    pub fn count(value: u64) -> Number {
        Number::typed(Decimal::from(value))
    }

    /// Its exact value.
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// The value a cell shall save: at most 17 digits.
    pub fn settled(&self) -> Result<Decimal, Doubt> {
        let noisy = self.error > self.value.abs().checked_mul(NOISE).ok_or(Doubt)? && !self.error.is_zero();
        if noisy && !self.nearest {
            return Err(Doubt);
        }
        self.value.round_sf_with_strategy(STORED, RoundingStrategy::MidpointAwayFromZero).map(|v| v.normalize()).ok_or(Doubt)
    }

    /// Whether it is typed, and short enough to go through a text unharmed.
    pub fn is_short(&self) -> bool {
        self.nearest && self.value.mantissa().unsigned_abs() < 10u128.pow(SHOWN) && self.value.abs() >= GRAIN_OF_TEXT
            || self.value.is_zero() && self.is_exact()
    }

    /// The same number, of which the last binary digits are not known.
    pub fn blurred(self) -> Number {
        let error = rounding(self.value).saturating_mul(Decimal::TEN).saturating_add(self.error);
        Number { error, nearest: false, ..self }
    }

    fn is_exact(&self) -> bool {
        self.error.is_zero()
    }

    /// The result of an operation: `exact` if the decimal one lost nothing, `error` what came with the operands.
    fn result(value: Decimal, exact: bool, error: Decimal) -> Result<Number, Doubt> {
        let value = value.normalize();
        let own = if exact && error.is_zero() && is_binary(value) { Decimal::ZERO } else { rounding(value) };
        let error = error.checked_add(own).ok_or(Doubt)?;
        Ok(Number { value, error, nearest: error.is_zero() })
    }

    /// The sum.
    pub fn add(self, other: Number) -> Result<Number, Doubt> {
        let nothing = |number: &Number| number.is_exact() && number.value.is_zero();
        if nothing(&self) || nothing(&other) {
            return Ok(if nothing(&self) { other } else { self });
        }
        let error = self.error.checked_add(other.error).ok_or(Doubt)?;
        let sum = self.value.checked_add(other.value).ok_or(Doubt)?;
        let scale = |number: &Number| if number.value.is_zero() { 0 } else { number.value.scale() };
        let exact = sum.is_zero() || sum.scale() >= scale(&self).max(scale(&other));
        Number::result(sum, exact, error)
    }

    /// The opposite.
    pub fn negative(self) -> Number {
        Number { value: -self.value, ..self }
    }

    /// The absolute value.
    pub fn abs(self) -> Number {
        Number { value: self.value.abs(), ..self }
    }

    /// The product.
    pub fn multiply(self, other: Number) -> Result<Number, Doubt> {
        let product = self.value.checked_mul(other.value).ok_or(Doubt)?;
        let exact = product.is_zero() || product.scale() == self.value.scale() + other.value.scale();
        if self.is_exact() && other.is_exact() {
            return Number::result(product, exact, Decimal::ZERO);
        }
        if (self.is_exact() && self.value.is_zero()) || (other.is_exact() && other.value.is_zero()) {
            return Ok(Number::count(0));
        }
        let one = self.value.abs().checked_add(self.error).and_then(|v| v.checked_mul(other.error));
        let two = other.value.abs().checked_mul(self.error);
        let error = one.zip(two).and_then(|(one, two)| one.checked_add(two)).ok_or(Doubt)?;
        Number::result(product, exact, error.checked_add(GRAIN).ok_or(Doubt)?)
    }

    /// The quotient; `None` if the divisor is 0.
    pub fn divide(self, other: Number) -> Result<Option<Number>, Doubt> {
        if other.is_zero()? {
            return Ok(None);
        }
        let quotient = self.value.checked_div(other.value).ok_or(Doubt)?.normalize();
        let back = quotient.checked_mul(other.value);
        let exact = quotient.scale() + other.value.scale() <= 28 && back == Some(self.value);
        if self.is_exact() && other.is_exact() {
            return Number::result(quotient, exact, Decimal::ZERO).map(Some);
        }
        let inherited = quotient.abs().checked_mul(other.error).and_then(|v| v.checked_add(self.error));
        let least = other.value.abs() - other.error;
        let error = inherited.and_then(|v| v.checked_div(least)).and_then(|v| v.checked_add(GRAIN)).ok_or(Doubt)?;
        Number::result(quotient, exact, error).map(Some)
    }

    /// The power with a whole exponent, not 0 to 0; `None` for the inverse of 0.
    pub fn power(self, exponent: Number) -> Result<Option<Number>, Doubt> {
        let exponent = exponent.whole()?;
        let times = u32::try_from(exponent.unsigned_abs()).ok().filter(|times| *times <= POWER).ok_or(Doubt)?;
        if times == 0 && self.is_zero()? {
            return Err(Doubt);
        }
        let mut power = Number::count(1);
        for _ in 0..times {
            power = power.multiply(self)?;
        }
        if exponent < 0 { Number::count(1).divide(power) } else { Ok(Some(power)) }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> Result<bool, Doubt> {
        match self.value.abs().cmp(&self.error) {
            Ordering::Greater => Ok(false),
            _ if self.is_exact() || self.nearest => Ok(self.value.is_zero()),
            _ => Err(Doubt),
        }
    }

    /// The number, if it is certainly whole.
    pub fn whole(&self) -> Result<i64, Doubt> {
        let whole = self.is_exact() && self.value.is_integer();
        whole.then(|| self.value.to_i64()).flatten().ok_or(Doubt)
    }

    /// What both programs compare: 15 digits, if the error changes none of them.
    fn firm(&self) -> Result<Decimal, Doubt> {
        let shown = |value: Decimal| value.round_sf_with_strategy(SHOWN, RoundingStrategy::MidpointAwayFromZero);
        let (least, most) = (self.value.checked_sub(self.error), self.value.checked_add(self.error));
        match (least.and_then(shown), most.and_then(shown)) {
            (Some(least), Some(most)) if least == most => Ok(least),
            _ => Err(Doubt),
        }
    }

    /// How the two compare in a formula (`=`, `<`), where numbers are seen with 15 digits.
    pub fn compare(&self, other: &Number) -> Result<Ordering, Doubt> {
        let (one, two) = (self.firm()?, other.firm()?);
        if one == two {
            return Ok(Ordering::Equal);
        }
        let blur = one.abs().max(two.abs()).checked_mul(BLUR).ok_or(Doubt)?;
        let exact = self.is_exact() && other.is_exact() && self.value.is_integer() && other.value.is_integer();
        let apart = one.checked_sub(two).ok_or(Doubt)?.abs() > blur || exact;
        if apart { Ok(one.cmp(&two)) } else { Err(Doubt) }
    }

    /// How the two compare when looked for (`MATCH`, `COUNTIF`, `RANK`), where every binary digit counts.
    pub fn order(&self, other: &Number) -> Result<Ordering, Doubt> {
        if self.value == other.value && self.nearest && other.nearest {
            return Ok(Ordering::Equal);
        }
        let blur = self.value.abs().max(other.value.abs()).checked_mul(BLUR).ok_or(Doubt)?;
        let margin = self.error.checked_add(other.error).and_then(|e| e.checked_add(blur)).ok_or(Doubt)?;
        let apart = self.value.checked_sub(other.value).ok_or(Doubt)?.abs() > margin;
        if apart { Ok(self.value.cmp(&other.value)) } else { Err(Doubt) }
    }

    /// The difference as the last operation of a formula, which both programs take as 0 when the 15 digits are equal.
    pub fn last_difference(self, other: Number) -> Result<Number, Doubt> {
        let difference = self.add(other.negative())?;
        let cancelled = difference.value.is_zero() && !difference.is_exact() && !self.value.is_zero();
        match cancelled && self.firm().is_ok() && other.firm().is_ok() {
            true => Ok(Number::count(0)),
            false => Ok(difference),
        }
    }

    /// Rounded to these decimals (of tens, hundreds, if negative).
    pub fn round(&self, decimals: i64, strategy: RoundingStrategy) -> Result<Number, Doubt> {
        let rounded = |value: Decimal| rounded(value, decimals, strategy).ok_or(Doubt);
        let long = self.value.mantissa().unsigned_abs() >= 10u128.pow(SHOWN);
        let error = match long {
            true => self.error.max(self.value.abs().checked_mul(UNSHOWN).ok_or(Doubt)?),
            false if self.nearest => Decimal::ZERO,
            false => self.error,
        };
        let least = rounded(self.value.checked_sub(error).ok_or(Doubt)?)?;
        let most = rounded(self.value.checked_add(error).ok_or(Doubt)?)?;
        if least == most { Ok(Number::typed(least)) } else { Err(Doubt) }
    }
}

fn rounded(value: Decimal, decimals: i64, strategy: RoundingStrategy) -> Option<Decimal> {
    let places = u32::try_from(decimals.unsigned_abs()).ok().filter(|places| *places <= SHOWN)?;
    if decimals >= 0 {
        return Some(value.round_dp_with_strategy(places, strategy));
    }
    let unit = Decimal::from(10u64.pow(places));
    value.checked_div(unit)?.round_dp_with_strategy(0, strategy).checked_mul(unit)
}

/// A bound to the error of keeping this value in binary.
fn rounding(value: Decimal) -> Decimal {
    value.abs().saturating_mul(UNIT).saturating_add(GRAIN)
}

/// Whether a binary number holds this value exactly.
fn is_binary(value: Decimal) -> bool {
    let value = value.normalize();
    let mantissa = value.mantissa().unsigned_abs();
    let fives = 5u128.pow(value.scale());
    let odd = mantissa / fives;
    mantissa == 0 || (mantissa % fives == 0 && odd >> odd.trailing_zeros() < 1 << 53)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Number {
        Number::typed(text.parse().unwrap())
    }

    #[test]
    fn what_binary_holds_is_exact() {
        for exact in ["0", "1", "100", "0.5", "87.125", "-3.75", "9007199254740992"] {
            assert!(typed(exact).is_exact(), "{exact}");
        }
        for inexact in ["0.1", "0.3", "1.005", "9007199254740993"] {
            assert!(!typed(inexact).is_exact(), "{inexact}");
        }
    }

    #[test]
    fn a_sum_of_fractions_is_equal_to_1_but_not_looked_for_as_1() {
        let sum = typed("0.1").add(typed("0.2")).unwrap().add(typed("0.7")).unwrap();
        assert_eq!(sum.compare(&typed("1")), Ok(Ordering::Equal));
        assert_eq!(sum.order(&typed("1")), Err(Doubt));
        assert_eq!(sum.order(&typed("1.01")), Ok(Ordering::Less));
    }

    #[test]
    fn a_difference_lost_in_noise_is_in_doubt_unless_it_is_the_last_operation() {
        let sum = typed("0.1").add(typed("0.2")).unwrap();
        let difference = sum.add(typed("-0.3")).unwrap();
        assert_eq!(difference.settled(), Err(Doubt));
        assert_eq!(difference.is_zero(), Err(Doubt));
        assert_eq!(sum.last_difference(typed("0.3")).unwrap().settled(), Ok(Decimal::ZERO));
    }

    #[test]
    fn rounding_at_the_edge_is_in_doubt_only_for_computed_numbers() {
        let half = RoundingStrategy::MidpointAwayFromZero;
        assert_eq!(typed("2.675").round(2, half).unwrap().value().to_string(), "2.68");
        assert_eq!(typed("-2.5").round(0, half).unwrap().value().to_string(), "-3");
        assert_eq!(typed("1250").round(-2, half).unwrap().value().to_string(), "1300");
        let computed = typed("1.1").multiply(typed("1.15")).unwrap();
        assert_eq!(computed.value().to_string(), "1.265");
        assert_eq!(computed.round(2, half), Err(Doubt));
        assert_eq!(computed.round(1, half).unwrap().value().to_string(), "1.3");
    }

    #[test]
    fn a_quotient_keeps_17_digits_and_whole_ones_stay_exact() {
        let third = typed("1").divide(typed("3")).unwrap().unwrap();
        assert_eq!(third.settled().unwrap().to_string(), "0.33333333333333333");
        assert!(typed("5").divide(typed("2")).unwrap().unwrap().is_exact());
        assert_eq!(typed("5").divide(typed("0")), Ok(None));
        assert_eq!(third.multiply(typed("3")).unwrap().whole(), Err(Doubt));
        assert_eq!(third.multiply(typed("3")).unwrap().settled().unwrap().to_string(), "1");
    }
}
