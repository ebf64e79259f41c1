//! A cell: what it holds, over which columns, how it looks.

use crate::publish::style::Look;
use rust_decimal::Decimal;

/// The most characters that a cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// What a cell holds.
#[derive(Debug, Clone)]
pub(in crate::publish) enum Value {
    /// Nothing, on purpose: the cell is only framed.
    Blank,
    /// Text.
    Text(String),
    /// A figure.
    Number(Decimal),
    /// A formula, and the figure that it gives.
    Live(String, Decimal),
    /// A formula, and the text that it gives.
    LiveText(String, String),
    /// Text that opens a file.
    Link(String, String),
}

impl Value {
    /// The text that a reader sees, as far as it takes up room.
    pub(super) fn text(&self) -> &str {
        match self {
            Value::Text(text) | Value::Link(text, _) | Value::LiveText(_, text) => text,
            Value::Blank | Value::Number(_) | Value::Live(..) => "",
        }
    }
}

impl Value {
    /// A number typed as such; any other text stays text.
    pub(in crate::publish) fn number_like(text: &str) -> Value {
        match text.parse::<u32>() {
            Ok(number) if number.to_string() == text => Value::Number(Decimal::from(number)),
            _ => Value::Text(text.to_owned()),
        }
    }
}

impl Value {
    /// Whether its text, typed anew into the cell, would turn into a formula: it is then marked as text for good.
    pub(super) fn is_formula_like(&self) -> bool {
        match self {
            Value::Text(text) | Value::Link(text, _) => text.starts_with(['=', '+', '-', '@']),
            _ => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

/// A cell of a row, over one column or more.
#[derive(Debug, Clone)]
pub(in crate::publish) struct Cell {
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) value: Value,
    pub(super) look: Look,
}

impl Cell {
    /// A cell of one column, counted from 0.
    pub(in crate::publish) fn new(column: u16, value: impl Into<Value>, look: Look) -> Cell {
        Cell::wide(column, column, value, look)
    }

    /// A cell over columns from `first` to `last`.
    pub(in crate::publish) fn wide(first: u16, last: u16, value: impl Into<Value>, look: Look) -> Cell {
        let value = match value.into() {
            Value::Text(text) => Value::Text(fitting(text)),
            Value::Link(text, target) => Value::Link(fitting(text), target),
            other => other,
        };
        Cell { first, last, value, look }
    }
}

/// The text, within what a cell can hold; the words say where it was cut.
fn fitting(text: String) -> String {
    const MARK: &str = " […] (testo più lungo di quanto una cella possa contenere)";
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = MARK.encode_utf16().count();
    let whole = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= LONGEST
    });
    whole.collect::<String>() + MARK
}
