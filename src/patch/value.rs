//! What an edit asks for, made into a value that a cell can hold, in the number format the cell has.
//!
//! A cell's own format is respected: where it would show the value as something else, the edit is refused. A cell
//! without a format of its own gets the one a spreadsheet program gives when the value is typed.

use super::{Change, Refusal};
use crate::grid::Content;
use crate::grid::stored::{CellFormat, Stored, content, exact, serial, written};
use rust_decimal::Decimal;

/// The built-in formats given to cells that have none.
const PERCENT: u32 = 9;
const PERCENT_WITH_DECIMALS: u32 = 10;
const DAY: u32 = 14;
/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A value for a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    /// The value as stored.
    pub stored: Stored,
    /// The built-in number format that the cell is given.
    pub format: Option<u32>,
    /// What the cell will hold, as the grid tells it.
    pub content: Content,
}

impl Value {
    /// The value a whole change gives to a cell of this format; `None` for a stretch of text, which depends on the cell.
    pub fn of(change: &Change, format: &CellFormat, from_1904: bool) -> Result<Option<Value>, Refusal> {
        let made = |stored, given: Option<u32>| {
            let shown = given.map_or_else(|| format.clone(), |id| CellFormat::new(id, None));
            let content = content(&stored, &shown, from_1904);
            Value { stored, format: given, content }
        };
        Ok(Some(match change {
            Change::Empty => made(Stored::Nothing, None),
            Change::Bool(value) => made(Stored::Bool(*value), None),
            Change::Text(text) => Value::text(text)?,
            Change::Date(_) | Change::Number { percent: true, .. } if format.is_text() => {
                Value::text(&typed(change))?
            }
            Change::Date(day) => {
                let stored = Stored::Number(serial(*day, from_1904).ok_or(Refusal::Unstorable)? as f64);
                match () {
                    () if format.is_general() => made(stored, Some(DAY)),
                    () if format.is_date() => made(stored, None),
                    () => return Err(Refusal::DayAsNumber),
                }
            }
            Change::Number { .. } if format.is_date() || format.is_time() => {
                return Err(Refusal::NumberAsDay);
            }
            Change::Number { value, percent } => {
                let stored = Stored::Number(float(*value)?);
                match percent {
                    true if format.is_general() => made(stored, Some(percent_format(*value))),
                    true if !format.is_percent() => return Err(Refusal::PercentAsNumber),
                    _ => made(stored, None),
                }
            }
            Change::Stretch { .. } => return Ok(None),
        }))
    }

    /// A text.
    pub fn text(text: &str) -> Result<Value, Refusal> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        check_text(&text)?;
        let stored = if text.is_empty() { Stored::Nothing } else { Stored::Text(text.clone()) };
        Ok(Value { stored, format: None, content: written(&text) })
    }

    /// A text of a cell in which a stretch was replaced: what stood around it is not questioned.
    pub fn replaced(text: String) -> Result<Value, Refusal> {
        if text.encode_utf16().count() > LONGEST {
            return Err(Refusal::TooLong);
        }
        let content = written(&text);
        let stored = if text.is_empty() { Stored::Nothing } else { Stored::Text(text) };
        Ok(Value { stored, format: None, content })
    }
}

/// Whether a cell may hold the text, and a file may say it.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    let is_wrong =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    match () {
        () if text.chars().any(is_wrong) => Err(Refusal::Characters),
        () if text.encode_utf16().count() > LONGEST => Err(Refusal::TooLong),
        () => Ok(()),
    }
}

/// Whether two cells hold the same: a day whatever its format, a number however it is shown, blanks as nothing.
pub(super) fn same(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Number { value: one, .. }, Content::Number { value: other, .. }) => one == other,
        (Content::Date { date: one, .. }, Content::Date { date: other, .. }) => one == other,
        (Content::Text(text), Content::Empty) | (Content::Empty, Content::Text(text)) => {
            text.trim().is_empty()
        }
        _ => one == other,
    }
}

/// The number as a file stores it.
pub(super) fn float(value: Decimal) -> Result<f64, Refusal> {
    let float = value.to_string().parse().map_err(|_| Refusal::Unstorable)?;
    exact(float).map(|_| float).ok_or(Refusal::Unstorable)
}

/// A number as it will be read again, at the digits that workbooks keep.
pub(super) fn stored(value: Decimal) -> Option<Decimal> {
    float(value).ok().and_then(exact)
}

fn percent_format(value: Decimal) -> u32 {
    let hundredths = value.checked_mul(Decimal::ONE_HUNDRED);
    match hundredths.is_none_or(|value| value.fract().is_zero()) {
        true => PERCENT,
        false => PERCENT_WITH_DECIMALS,
    }
}

/// The characters one would type for a day or a percentage.
pub(super) fn typed(change: &Change) -> String {
    match change {
        Change::Date(day) => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Change::Number { value, .. } => {
            let hundredths = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*value).normalize();
            format!("{hundredths}%").replace('.', ",")
        }
        _ => String::new(),
    }
}
