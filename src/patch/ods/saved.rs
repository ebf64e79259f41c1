//! What a cell holds as formulas see it: with the time of a day, with blanks, with the errors in English.
//!
//! The grid reads cells for people, and leaves out what they do not see. Nothing is computed here.

use super::asked::serial;
use super::atoms::Atoms;
use crate::grid::stored::exact;
use crate::package::{Event, Fault, Tag, Xml};
use crate::patch::formula::Value;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// What is saved in a cell.
#[derive(Debug, Default)]
pub(super) struct Saved {
    /// Its value, or the saved result of its formula.
    pub value: Option<Value>,
    /// Its formula.
    pub formula: Option<String>,
    /// The type of its value.
    pub kind: String,
}

/// Reads a cell from the text it stands on.
pub(super) fn read(cell: &str, day_zero: Date) -> Result<Saved, Fault> {
    let says_something = |word| cell.contains(word);
    if !["value-type", "table:formula", "<text:p"].into_iter().any(says_something) {
        return Ok(Saved::default());
    }
    let mut xml = Xml::fragment(cell);
    let Some(Event::Start(tag)) = xml.next()? else { return Err(Fault::Malformed) };
    let kind = tag.attribute("office:value-type").unwrap_or_default();
    let value = match kind.as_str() {
        _ if tag.attribute("calcext:value-type").as_deref() == Some("error") => {
            Some(Value::Error(Atoms::read(cell)?.text))
        }
        "string" | "" => text(cell, &tag, &kind)?,
        _ => number(&tag, &kind, day_zero),
    };
    Ok(Saved { value, formula: tag.attribute("table:formula"), kind })
}

fn text(cell: &str, tag: &Tag, kind: &str) -> Result<Option<Value>, Fault> {
    let atoms = Atoms::read(cell)?;
    let whole = tag.attribute("office:string-value");
    Ok(match (atoms.paragraphs.is_empty(), whole) {
        (false, _) if kind.is_empty() && atoms.text.is_empty() => None,
        (false, _) => Some(Value::Text(atoms.text)),
        (true, Some(whole)) => Some(Value::Text(whole)),
        (true, None) => {
            (kind == "string" && tag.attribute("table:formula").is_none()).then(|| Value::Text(String::new()))
        }
    })
}

/// A value that is no text; one that cannot be understood is an error, which no formula computes with.
fn number(tag: &Tag, kind: &str, day_zero: Date) -> Option<Value> {
    let attribute = |name: &str| tag.attribute(name);
    if kind == "boolean" {
        return attribute("office:boolean-value").map(|value| Value::Bool(value == "true"));
    }
    let (value, number) = match kind {
        "date" => {
            let value = attribute("office:date-value")?;
            let number = moment(&value, day_zero);
            (value, number)
        }
        "time" => {
            let value = attribute("office:time-value")?;
            let number = duration(&value);
            (value, number)
        }
        _ => {
            let value = attribute("office:value")?;
            let number = value.trim().parse().ok().and_then(exact);
            (value, number)
        }
    };
    Some(number.map_or(Value::Error(value), Value::Number))
}

/// The number of a day, with its time as a fraction.
fn moment(written: &str, day_zero: Date) -> Option<Decimal> {
    if let Ok(day) = written.parse::<Date>()
        && !written.contains('T')
    {
        return Some(serial(day, day_zero));
    }
    let moment: DateTime = written.parse().ok()?;
    let time = moment.time();
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let fraction = Decimal::from(seconds).checked_div(Decimal::from(SECONDS_OF_A_DAY))?;
    (time.subsec_nanosecond() == 0).then_some(serial(moment.date(), day_zero) + fraction)
}

/// A duration written `PT10H30M00S`, in days.
fn duration(written: &str) -> Option<Decimal> {
    let mut rest = written.strip_prefix("PT")?;
    let mut seconds = Decimal::ZERO;
    for (unit, worth) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((number, after)) = rest.split_once(unit) {
            let number: Decimal = number.replace(',', ".").parse().ok()?;
            seconds = seconds.checked_add(number.checked_mul(Decimal::from(worth))?)?;
            rest = after;
        }
    }
    if rest.is_empty() { seconds.checked_div(Decimal::from(SECONDS_OF_A_DAY)) } else { None }
}
