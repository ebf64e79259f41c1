//! Numbers dressed in digits: thousands with a dot, decimals with a comma.
//!
//! Rounding is half away from zero on the decimal value, as Excel does. Digits interrupted by other
//! characters (telephone numbers and the like) are not shown here.

use super::super::number::decimal;
use super::token::Token;
use rust_decimal::{Decimal, RoundingStrategy};

/// The places for digits, and how the number is scaled before it fills them.
struct Pattern {
    whole: Vec<char>,
    decimals: Vec<char>,
    grouped: bool,
    percents: u32,
    thousands: u32,
}

/// The number as these tokens show it; `None` if they are beyond this room.
pub(super) fn show(tokens: &[Token], value: f64) -> Option<String> {
    let is_place = |token: &Token| matches!(token, Token::Digit(_) | Token::Point);
    let Some(first) = tokens.iter().position(is_place) else { return Some(text(tokens)) };
    let last = tokens.iter().rposition(|token| is_place(token) || *token == Token::Comma)?;
    let pattern = Pattern::read(tokens, tokens.get(first..=last)?)?;
    let (sign, digits) = pattern.fill(value)?;
    Some(
        format!("{sign}{}{digits}{}", text(tokens.get(..first)?), text(tokens.get(last + 1..)?))
            .trim()
            .into(),
    )
}

impl Pattern {
    fn read(tokens: &[Token], places: &[Token]) -> Option<Pattern> {
        let mut pattern =
            Pattern { whole: vec![], decimals: vec![], grouped: false, percents: 0, thousands: 0 };
        let mut in_decimals = false;
        for token in places {
            match token {
                Token::Digit(c) if in_decimals => pattern.decimals.push(*c),
                Token::Digit(c) => {
                    pattern.grouped |= pattern.thousands > 0;
                    pattern.thousands = 0;
                    pattern.whole.push(*c);
                }
                Token::Comma => pattern.thousands += 1,
                Token::Point if !in_decimals => in_decimals = true,
                _ => return None,
            }
        }
        pattern.percents = tokens.iter().filter(|token| **token == Token::Percent).count() as u32;
        Some(pattern)
    }

    /// The sign and the digits.
    fn fill(&self, value: f64) -> Option<(&'static str, String)> {
        let mut scaled = decimal(value)?;
        for _ in 0..self.percents {
            scaled = scaled.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..self.thousands {
            scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let places = u32::try_from(self.decimals.len()).ok().filter(|places| *places <= 28)?;
        let rounded = scaled.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        let written = format!("{:.*}", places as usize, rounded.abs());
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "-" } else { "" };
        Some((sign, format!("{}{}", self.whole_part(whole), self.decimal_part(decimals))))
    }

    fn whole_part(&self, digits: &str) -> String {
        let least = self.whole.iter().filter(|place| **place == '0').count();
        let digits = format!("{:0>least$}", digits.trim_start_matches('0'));
        if !self.grouped {
            return digits;
        }
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        grouped
    }

    fn decimal_part(&self, digits: &str) -> String {
        let optional = self.decimals.iter().rev().take_while(|place| **place != '0').count();
        let kept = digits.trim_end_matches('0').len().max(digits.len() - optional.min(digits.len()));
        match digits.get(..kept) {
            Some("") | None => String::new(),
            Some(kept) => format!(",{kept}"),
        }
    }
}

/// The characters that stand around the digits.
fn text(tokens: &[Token]) -> String {
    let shown = tokens.iter().filter_map(|token| match token {
        Token::Literal(c) => Some(*c),
        Token::Percent => Some('%'),
        _ => None,
    });
    shown.collect()
}
