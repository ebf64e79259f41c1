//! What a value is, from how it is typed: `80` a number, `12,5%` a percentage, `31/12/2023` a day, `'80` a text.
//!
//! As in a cell of Excel in Italian, but for what Excel guesses: `3/5` stays a text, a day without its whole year and a
//! formula are refused.

use crate::grid::{Cell, Content};
use crate::patch::Change;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The word for a cell that must be empty, in the column of what is expected.
const EMPTY: &str = "(vuota)";

/// What a cell shall hold.
///
/// # Errors
/// Why the value cannot be written, in Italian, and what to type instead.
pub fn change(typed: &str) -> Result<Change, String> {
    if let Some(text) = typed.strip_prefix('\'') {
        return Ok(Change::Text(lines(text)));
    }
    let value = typed.trim();
    match () {
        () if value.is_empty() => Ok(Change::Empty),
        () if value.starts_with('=') => {
            Err(format!("«{value}» è una formula, e le formule non si scrivono: per il testo, '{value}"))
        }
        () if value.eq_ignore_ascii_case("vero") => Ok(Change::Bool(true)),
        () if value.eq_ignore_ascii_case("falso") => Ok(Change::Bool(false)),
        () => match (day(value), number(value)) {
            (Some(day), _) => day.map(Change::Date),
            (None, Some((value, percent))) => Ok(Change::Number { value, percent }),
            (None, None) if is_numeric(value) => Err(format!(
                "«{value}» somiglia a un numero, ma non si capisce quale o non sta in una cella (15 cifre): scriverlo come 1234,5, o \
                 '{value} per il testo"
            )),
            (None, None) => Ok(Change::Text(lines(typed))),
        },
    }
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A day, where the text looks like one.
fn day(value: &str) -> Option<Result<Date, String>> {
    let parts: Vec<&str> = value.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let digits = |part: &&&str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if ![first, second, third].iter().all(|part| digits(part, 4)) {
        return None;
    }
    let signs = value.chars().filter(|c| !c.is_ascii_digit()).collect::<Vec<_>>();
    if signs.first() != signs.last() {
        return None;
    }
    let (year, month, date) = match (first.len(), third.len()) {
        (4, 1..=2) if signs.first() == Some(&'-') => (first, second, third),
        (1..=2, 4) => (third, second, first),
        // 1.234.567 is a number, and so is no date with a short year
        (1..=2, 2) if second.len() <= 2 => {
            return Some(Err(format!(
                "«{value}»: scrivere l'anno con quattro cifre, o '{value} per il testo"
            )));
        }
        _ => return None,
    };
    let day = year.parse().ok().zip(month.parse().ok()).zip(date.parse().ok());
    let day = day.and_then(|((year, month), date)| Date::new(year, month, date).ok());
    Some(
        day.filter(|day| day.year() >= 1900)
            .ok_or_else(|| format!("«{value}» non è un giorno che esista; per il testo, '{value}")),
    )
}

/// A number as Italian offices type it, and whether it has a percent sign: then it is the hundredth part.
fn number(value: &str) -> Option<(Decimal, bool)> {
    let (bare, percent) = match value.strip_suffix('%') {
        Some(bare) => (bare.trim_end(), true),
        None => (value, false),
    };
    let (sign, digits) = match bare.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", bare.strip_prefix('+').unwrap_or(bare)),
    };
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = match (grouped(whole), digits.contains(','), whole.split_once('.')) {
        (Some(whole), comma, _) if !comma || all_digits(fraction) => format!("{sign}{whole}.{fraction}"),
        // 12.5: a point that divides no thousands is the decimal one
        (None, false, Some((whole, fraction))) if all_digits(whole) && all_digits(fraction) => {
            format!("{sign}{whole}.{fraction}")
        }
        _ => return None,
    };
    let significant = plain.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if significant > MOST_DIGITS {
        return None;
    }
    let number: Decimal = Decimal::from_str_exact(plain.trim_end_matches('.')).ok()?;
    match percent {
        true => Some((number.checked_div(Decimal::ONE_HUNDRED)?, true)),
        false => Some((number, false)),
    }
}

/// Whether a text is made as a number is: a spreadsheet program would take it for one.
fn is_numeric(value: &str) -> bool {
    let bare = value.trim_start_matches(['+', '-', '−']).trim_end_matches(['%', '€']).trim();
    let (mantissa, exponent) = bare.split_once(['e', 'E']).unwrap_or((bare, "0"));
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    digits(mantissa)
        && mantissa.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
        && digits(exponent)
        && exponent.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit())
}

/// More digits than these a cell does not hold.
const MOST_DIGITS: usize = 15;

/// The digits of a whole number, `1750` or `1.750`.
fn grouped(whole: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next().filter(|first| digits(first))?;
    let rest: Vec<&str> = groups.collect();
    let right = rest.is_empty()
        || (first.len() <= 3
            && !first.starts_with('0')
            && rest.iter().all(|group| group.len() == 3 && digits(group)));
    right.then(|| format!("{first}{}", rest.concat()))
}

/// Whether a cell holds what was expected of it: the same text as it shows, or the same value.
pub fn agrees(expected: &str, cell: Option<&Cell>) -> bool {
    let empty = Content::Empty;
    let (content, shown) = cell.map_or((&empty, ""), |cell| (&cell.content, cell.text.as_str()));
    if *content == Content::Empty {
        return expected.trim() == EMPTY;
    }
    let typed = lines(expected);
    if typed.trim() == shown.trim() {
        return true;
    }
    match (change(expected), content) {
        (Ok(Change::Text(text)), Content::Text(held)) => text.trim() == held.trim(),
        (Ok(Change::Number { value, .. }), Content::Number { value: held, .. }) => value == *held,
        (Ok(Change::Date(day)), Content::Date { date, .. }) => day == *date,
        (Ok(Change::Bool(value)), Content::Bool(held)) => value == *held,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{CellRange, CellRef};

    #[test]
    fn the_type_follows_from_how_it_is_typed() {
        let number = |n: &str, percent| Change::Number { value: n.parse().unwrap(), percent };
        let text = |t: &str| Change::Text(t.into());
        for (typed, expected) in [
            ("80", number("80", false)),
            ("12,50", number("12.50", false)),
            ("1.750", number("1750", false)),
            ("1.234.567,8", number("1234567.8", false)),
            ("12.5", number("12.5", false)),
            ("0.125", number("0.125", false)),
            ("-3", number("-3", false)),
            ("87,5%", number("0.875", true)),
            ("30 %", number("0.3", true)),
            ("31/12/2023", Change::Date(jiff::civil::date(2023, 12, 31))),
            ("5.4.2023", Change::Date(jiff::civil::date(2023, 4, 5))),
            ("2023-09-30", Change::Date(jiff::civil::date(2023, 9, 30))),
            ("VERO", Change::Bool(true)),
            ("", Change::Empty),
            ("'80", text("80")),
            ("'", text("")),
            ("25/25", text("25/25")),
            ("3/5", text("3/5")),
            ("sì", text("sì")),
            ("-", text("-")),
            ("+39 055", text("+39 055")),
        ] {
            assert_eq!(change(typed), Ok(expected), "{typed}");
        }
        for refused in
            ["=A1", "31/02/2023", "31/12/23", "1,2,3", "12,", ",5", "1E+5", "12345678901234567", "1.234,5 €"]
        {
            assert!(change(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn what_is_expected_is_compared_as_shown_or_as_value() {
        let cell = |content: Content, shown: &str| Cell {
            range: CellRange::single(CellRef::new(0, 0)),
            content,
            text: shown.into(),
            fill: None,
            formula: false,
        };
        let third = cell(Content::Number { value: "0.3".parse().unwrap(), percent: Some(true) }, "30%");
        for expected in ["30%", "30 %", "0,3"] {
            assert!(agrees(expected, Some(&third)), "{expected}");
        }
        assert!(!agrees("30", Some(&third)));
        let dots = cell(Content::Text("Peso ponderale\n.....".into()), "Peso ponderale\n.....");
        assert!(agrees("Peso ponderale\r\n.....", Some(&dots)));
        assert!(agrees("(vuota)", None));
        assert!(!agrees("80", None));
    }
}
