//! Numbers as a workbook stores them and as a cell without a format shows them.
//!
//! A workbook stores binary floating point and promises 15 significant digits; here they become decimals, so
//! that 0.1 + 0.2 is 0.3. Number formats are elsewhere; this is only what Excel calls "Generale".

use rust_decimal::{Decimal, RoundingStrategy};

/// The finest scale a decimal can have; smaller numbers are rounding noise.
const FINEST: i32 = 28;
/// Digits that fit a cell in the General format.
const GENERAL_DIGITS: i32 = 10;

/// The number at 15 significant digits; `None` if it is not a number or too large to compute with.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    // Whole numbers within 15 digits are themselves.
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return Some(Decimal::from(value as i64));
    }
    let written = format!("{value:.14e}");
    let (mantissa, exponent) = written.split_once('e')?;
    let mantissa = Decimal::from_str_exact(mantissa).ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    if exponent < -FINEST || mantissa.is_zero() {
        return Some(Decimal::ZERO);
    }
    if exponent >= 0 {
        let power = Decimal::from_str_exact(&format!("1{}", "0".repeat(exponent as usize))).ok()?;
        return Some(mantissa.checked_mul(power)?.normalize());
    }
    let digits = (FINEST + exponent).min(14) as u32;
    let mut small = mantissa.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    small.set_scale(small.scale() + exponent.unsigned_abs()).ok()?;
    Some(small.normalize())
}

/// The number as a cell without a format shows it in Italian.
pub(super) fn general(value: f64) -> String {
    if value == 0.0 {
        return "0".to_string();
    }
    let magnitude = value.abs().log10().floor() as i32;
    let fixed = match magnitude {
        -9..=-5 => format!("{value:.9}"),
        -4..=-1 => format!("{value:.*}", (GENERAL_DIGITS - 1) as usize),
        0..=9 => format!("{value:.*}", (GENERAL_DIGITS - 1 - magnitude) as usize),
        10 => format!("{value:.0}"),
        _ => return scientific(value),
    };
    let shown = comma(&trimmed(&fixed));
    let lost = magnitude < -4 && shown.replace(',', ".").parse() != Ok(value);
    if lost { scientific(value) } else { shown }
}

fn scientific(value: f64) -> String {
    let written = format!("{value:.5e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{}E{sign}{digits:0>2}", comma(&trimmed(mantissa)))
}

fn trimmed(written: &str) -> String {
    match written.contains('.') {
        true => written.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => written.to_string(),
    }
}

fn comma(written: &str) -> String {
    written.replace('.', ",")
}
