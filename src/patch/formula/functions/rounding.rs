//! Rounding, remainders, powers.

use super::{Plain, Setting};
use crate::patch::formula::evaluate::power;
use crate::patch::formula::number::Number;
use crate::patch::formula::scalar::{Result, Scalar, Stop, ZERO};
use rust_decimal::RoundingStrategy;

/// The functions of this file.
pub fn plain(name: &str) -> Option<Plain> {
    Some(match name {
        "ROUND" => |s, v| round(s, v, RoundingStrategy::MidpointAwayFromZero, false),
        "ROUNDUP" => |s, v| round(s, v, RoundingStrategy::AwayFromZero, false),
        "ROUNDDOWN" => |s, v| round(s, v, RoundingStrategy::ToZero, false),
        "TRUNC" => |s, v| round(s, v, RoundingStrategy::ToZero, true),
        "INT" => int,
        "ABS" => |s, v| one(s, v).map(|number| Scalar::Number(number.abs())),
        "SIGN" => sign,
        "MOD" => remainder,
        "QUOTIENT" => quotient,
        "POWER" => |s, v| {
            let (base, exponent) = two(s, v)?;
            power(base, exponent, s.dialect).map(Scalar::Number)
        },
        "CEILING" => |s, v| multiple(s, v, RoundingStrategy::ToPositiveInfinity),
        "FLOOR" => |s, v| multiple(s, v, RoundingStrategy::ToNegativeInfinity),
        _ => return None,
    })
}

fn one<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Number> {
    match values {
        [value] => value.number(setting.dialect),
        _ => Err(Stop::Doubt),
    }
}

fn two<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, (Number, Number)> {
    match values {
        [one, two] => Ok((one.number(setting.dialect)?, two.number(setting.dialect)?)),
        _ => Err(Stop::Doubt),
    }
}

fn round<'a>(
    setting: Setting,
    values: &[Scalar<'a>],
    strategy: RoundingStrategy,
    optional: bool,
) -> Result<'a, Scalar<'a>> {
    let (number, decimals) = match values {
        [value] if optional => (value.number(setting.dialect)?, Number::count(0)),
        _ => two(setting, values)?,
    };
    Ok(Scalar::Number(number.round(decimals.whole()?, strategy)?))
}

fn int<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    Ok(Scalar::Number(one(setting, values)?.round(0, RoundingStrategy::ToNegativeInfinity)?))
}

fn sign<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let number = one(setting, values)?;
    let sign = if number.is_zero()? { Number::count(0) } else { Number::count(1) };
    Ok(Scalar::Number(if number.value().is_sign_negative() { sign.negative() } else { sign }))
}

/// The remainder has the sign of the divisor. Of fractions, the binary remainder may be anything up to the divisor.
fn remainder<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let (number, divisor) = two(setting, values)?;
    if divisor.is_zero()? {
        return Err(ZERO);
    }
    let (number, divisor) = (number.whole()?, divisor.whole()?);
    if number.unsigned_abs() > 1 << 40 || divisor.unsigned_abs() > 1 << 40 {
        return Err(Stop::Doubt);
    }
    let rest = number.rem_euclid(divisor);
    let rest = if rest != 0 && divisor < 0 { rest + divisor } else { rest };
    let size = Number::count(rest.unsigned_abs());
    Ok(Scalar::Number(if rest < 0 { size.negative() } else { size }))
}

fn quotient<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let (number, divisor) = two(setting, values)?;
    let quotient = number.divide(divisor)?.ok_or(ZERO)?;
    Ok(Scalar::Number(quotient.round(0, RoundingStrategy::ToZero)?))
}

/// The nearest multiple upwards or downwards; of negative numbers programs of different years disagree.
fn multiple<'a>(
    setting: Setting,
    values: &[Scalar<'a>],
    strategy: RoundingStrategy,
) -> Result<'a, Scalar<'a>> {
    let (number, unit) = two(setting, values)?;
    if number.value().is_sign_negative() || unit.value().is_sign_negative() || unit.is_zero()? {
        return Err(Stop::Doubt);
    }
    let times = number.divide(unit)?.ok_or(Stop::Doubt)?.round(0, strategy)?;
    Ok(Scalar::Number(times.multiply(unit)?))
}
