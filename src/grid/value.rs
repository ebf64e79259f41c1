//! A value as calamine delivers it, made into a content and the text it shows.
//!
//! All formats that calamine reads come through here, so that a date is a date and an error is in Italian
//! everywhere. Where the cell's number format is not known, numbers and dates are shown plainly and whether
//! they are percentages stays open.

use super::draft::Found;
use super::format::NumberFormat;
use super::number::decimal;
use super::serial::moment;
use super::{Content, number};
use calamine::DataRef;
use jiff::civil::Date;

/// What Excel shows for a date that cannot exist.
const IMPOSSIBLE: &str = "########";

/// How the cells of a workbook are to be understood.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Whether days are counted from 1904.
    pub from_1904: bool,
    /// The cell's number format, where it is known.
    pub format: Option<&'a NumberFormat>,
}

/// The content of a cell; `false` beside it if the value is no number that can be computed with.
pub(super) fn understand(value: &DataRef, setting: Setting) -> (Found, bool) {
    match value {
        DataRef::Empty => (Found::default(), true),
        DataRef::String(text) | DataRef::DurationIso(text) => (found(Content::Text(text.clone()), ""), true),
        DataRef::SharedString(text) => (found(Content::Text(text.to_string()), ""), true),
        DataRef::Bool(value) => (found(Content::Bool(*value), boolean(*value)), true),
        DataRef::Error(error) => {
            let shown = italian_error(&error.to_string());
            (found(Content::Error(shown.clone()), &shown), true)
        }
        DataRef::Int(value) => measured(*value as f64, false, setting),
        DataRef::Float(value) => measured(*value, false, setting),
        DataRef::DateTime(at) => measured(at.as_f64(), !at.is_duration(), setting),
        DataRef::DateTimeIso(text) => (iso(text, setting), true),
    }
}

/// A number, or a date if the format or the reader says so.
pub(super) fn measured(value: f64, says_date: bool, setting: Setting) -> (Found, bool) {
    let Some(exact) = decimal(value) else {
        return (found(Content::Error("#NUM!".into()), "#NUM!"), false);
    };
    let known = setting.format;
    if known.map_or(says_date, |format| format.is_date() || (says_date && !format.is_time())) {
        if let Some(date) = dated(value, setting) {
            return (date, true);
        }
        // A reader that does not know formats may have taken an amount for a date; a format cannot be wrong.
        if known.is_some() && moment(value, setting.from_1904).is_none() {
            return (found(Content::Error(IMPOSSIBLE.into()), IMPOSSIBLE), false);
        }
    }
    let percent = known.map(NumberFormat::is_percent);
    let text = match known {
        Some(format) if format.is_date() => moment(value, false).map(|at| format.show_moment(at)),
        Some(format) => Some(format.show(value)),
        None => None,
    };
    let text = text.unwrap_or_else(|| number::general(value));
    (found(Content::Number { value: exact, percent }, &text), true)
}

fn dated(value: f64, setting: Setting) -> Option<Found> {
    let at = moment(value, setting.from_1904)?;
    let day = at.day?;
    let plain = NumberFormat::plain_date();
    let format = setting.format.filter(|format| format.is_date()).unwrap_or(&plain);
    let content = Content::Date { date: day, without_year: format.is_without_year() };
    Some(found(content, &format.show_moment(at)))
}

/// A date written as in the international standard; a text if it is none.
pub(super) fn iso(written: &str, setting: Setting) -> Found {
    let day = written.get(..10).and_then(|day| day.parse::<Date>().ok());
    let serial = day.map(|day| super::serial::days_since_1900(day) as f64);
    let here = Setting { from_1904: false, ..setting };
    serial.and_then(|serial| dated(serial, here)).unwrap_or_else(|| found(Content::Text(written.into()), ""))
}

fn found(content: Content, text: &str) -> Found {
    Found { content, text: text.to_string(), ..Found::default() }
}

/// A logical value as Excel shows it.
pub(super) fn boolean(value: bool) -> &'static str {
    if value { "VERO" } else { "FALSO" }
}

/// An error as Excel shows it in Italian; one that is not known stays as it is.
pub(super) fn italian_error(shown: &str) -> String {
    let italian = match shown {
        "#N/A" => "#N/D",
        "#NAME?" => "#NOME?",
        "#NULL!" => "#NULLO!",
        "#REF!" => "#RIF!",
        "#VALUE!" => "#VALORE!",
        _ => shown,
    };
    italian.to_string()
}
