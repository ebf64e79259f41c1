//! Days as serial numbers. The days before March 1900 are left alone: Excel believes in a 29 February 1900.

use super::{Plain, Setting};
use crate::patch::formula::number::Number;
use crate::patch::formula::scalar::{Result, Scalar, Stop};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::RoundingStrategy;

/// The functions of this file.
pub fn plain(name: &str) -> Option<Plain> {
    Some(match name {
        "DATE" => date,
        "YEAR" => |s, v| part(s, v, |day| i64::from(day.year())),
        "MONTH" => |s, v| part(s, v, |day| i64::from(day.month())),
        "DAY" => |s, v| part(s, v, |day| i64::from(day.day())),
        "EDATE" => |s, v| months_later(s, v, false),
        "EOMONTH" => |s, v| months_later(s, v, true),
        "DAYS" => |s, v| match v {
            [end, start] => {
                let (end, start) = (serial(s, end)?, serial(s, start)?);
                Ok(Scalar::Number(Number::typed((end - start).into())))
            }
            _ => Err(Stop::Doubt),
        },
        _ => return None,
    })
}

fn zero(setting: Setting) -> Date {
    if setting.date_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) }
}

/// The first day both programs count alike.
fn first(setting: Setting) -> i64 {
    if setting.date_1904 { 1 } else { 61 }
}

fn serial<'a>(setting: Setting, value: &Scalar<'a>) -> Result<'a, i64> {
    if matches!(value, Scalar::Bool(_) | Scalar::Text(_)) {
        return Err(Stop::Doubt);
    }
    let day = value.number(setting.dialect)?.round(0, RoundingStrategy::ToNegativeInfinity)?.whole()?;
    if (first(setting)..2_900_000).contains(&day) { Ok(day) } else { Err(Stop::Doubt) }
}

fn day<'a>(setting: Setting, value: &Scalar<'a>) -> Result<'a, Date> {
    zero(setting).checked_add(serial(setting, value)?.days()).map_err(|_| Stop::Doubt)
}

fn saved<'a>(setting: Setting, day: Date) -> Result<'a, Scalar<'a>> {
    let serial = zero(setting).until(day).map_err(|_| Stop::Doubt)?.get_days();
    let known = i64::from(serial) >= first(setting);
    if known { Ok(Scalar::Number(Number::typed(serial.into()))) } else { Err(Stop::Doubt) }
}

fn date<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let [year, month, day] = values else { return Err(Stop::Doubt) };
    let whole = |value: &Scalar<'a>| -> Result<'a, i64> { Ok(value.number(setting.dialect)?.whole()?) };
    let (year, month, day) = (whole(year)?, whole(month)?, whole(day)?);
    if !(1905..=9000).contains(&year) || month.abs() > 1200 || day.abs() > 40_000 {
        return Err(Stop::Doubt);
    }
    let start = Date::new(year as i16, 1, 1).map_err(|_| Stop::Doubt)?;
    let later = start.checked_add((month - 1).months()).and_then(|start| start.checked_add((day - 1).days()));
    saved(setting, later.map_err(|_| Stop::Doubt)?)
}

fn part<'a>(setting: Setting, values: &[Scalar<'a>], part: fn(Date) -> i64) -> Result<'a, Scalar<'a>> {
    match values {
        [value] => Ok(Scalar::Number(Number::typed(part(day(setting, value)?).into()))),
        _ => Err(Stop::Doubt),
    }
}

fn months_later<'a>(setting: Setting, values: &[Scalar<'a>], to_the_end: bool) -> Result<'a, Scalar<'a>> {
    let [start, months] = values else { return Err(Stop::Doubt) };
    let months = months.number(setting.dialect)?.whole()?;
    if months.abs() > 1200 {
        return Err(Stop::Doubt);
    }
    let later = day(setting, start)?.checked_add(months.months()).map_err(|_| Stop::Doubt)?;
    saved(setting, if to_the_end { later.last_of_month() } else { later })
}
