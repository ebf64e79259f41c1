//! What a value stored in a cell of an Office Open XML workbook means, for the room that writes into workbooks.
//!
//! It answers as the readers of this room do, value by value and without opening anything: so whoever changes a
//! cell sees in it what was read from it. It deliberately knows neither parts nor addresses.

use super::Content;
use super::draft::clean;
use super::format::NumberFormat;
use super::number::decimal;
use super::serial::{days_since_1900, moment};
use super::value::{Setting, iso, italian_error, measured};
use jiff::civil::Date;
use rust_decimal::Decimal;

const FROM_1900_TO_1904: i64 = 1462;

/// A value as the part has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored {
    /// None.
    Nothing,
    /// A text, runs joined.
    Text(String),
    /// A number.
    Number(f64),
    /// A logical value.
    Bool(bool),
    /// An error, in its English code.
    Error(String),
    /// A date as in the international standard.
    Iso(String),
}

/// The number format of a cell.
#[derive(Debug, Clone)]
pub(crate) struct CellFormat {
    code: String,
    format: NumberFormat,
}

impl CellFormat {
    /// A format by its number and, if the workbook defines it, its code.
    pub fn new(id: u32, defined: Option<&str>) -> CellFormat {
        let code = defined.unwrap_or(builtin(id)).to_owned();
        let format = NumberFormat::new(&code, Some(id));
        CellFormat { code, format }
    }

    /// Whether it is no format of its own: numbers as they are.
    pub fn is_general(&self) -> bool {
        self.code.eq_ignore_ascii_case("general") && !self.is_date()
    }

    /// Whether it makes a text of whatever is typed.
    pub fn is_text(&self) -> bool {
        self.code == "@"
    }

    /// Whether numbers are shown as days.
    pub fn is_date(&self) -> bool {
        self.format.is_date()
    }

    /// Whether numbers are shown as times, or as something that may be a day.
    pub fn is_time(&self) -> bool {
        self.format.is_time() || self.format.names_dates()
    }

    /// Whether numbers are shown as percentages.
    pub fn is_percent(&self) -> bool {
        self.format.is_percent()
    }
}

/// What the cell holds, as the grid tells it.
pub(crate) fn content(stored: &Stored, format: &CellFormat, from_1904: bool) -> Content {
    let setting = Setting { from_1904, format: Some(&format.format) };
    match stored {
        Stored::Nothing => Content::Empty,
        Stored::Text(text) => written(text),
        Stored::Bool(value) => Content::Bool(*value),
        Stored::Error(code) => Content::Error(italian_error(code)),
        Stored::Iso(text) => iso(text, setting).content,
        Stored::Number(value) => measured(*value, format.format.names_dates(), setting).0.content,
    }
}

/// A text as the grid tells it: cleaned, and nothing if it is blank.
pub(crate) fn written(text: &str) -> Content {
    match clean(text) {
        blank if blank.trim().is_empty() => Content::Empty,
        text => Content::Text(text),
    }
}

/// A number as the grid tells it; `None` if it is too large.
pub(crate) fn exact(value: f64) -> Option<Decimal> {
    decimal(value)
}

/// The number a workbook stores for a day; `None` if it has no such day.
pub(crate) fn serial(day: Date, from_1904: bool) -> Option<i64> {
    let since_1900 = days_since_1900(day);
    let serial = if from_1904 { since_1900 - FROM_1900_TO_1904 } else { since_1900 };
    let back = moment(serial as f64, from_1904).and_then(|moment| moment.day);
    (back == Some(day)).then_some(serial)
}

/// The code of a format that every workbook has.
fn builtin(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}
