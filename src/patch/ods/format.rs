//! Number formats of OpenDocument: how a value is shown beside the value itself.
//!
//! Programs show values by their own reckoning when they open the file; the text stored beside a value is for whoever
//! reads the file without one. So formats that are rare (fractions, exponents) are shown plainly here. Decimals are
//! Italian unless the format says another language.

use crate::package::{Event, Fault, Tag, Xml};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Decimals that a number without a format shows.
const PLAIN_DECIMALS: u32 = 10;
/// Decimals beyond which a format is not believed.
const MOST_DECIMALS: u32 = 20;

/// What a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain numbers.
    Number,
    /// Percentages.
    Percentage,
    /// Amounts.
    Currency,
    /// Days.
    Date,
    /// Hours.
    Time,
    /// Logical values.
    Boolean,
    /// Text.
    Text,
}

/// A number format.
#[derive(Debug, Clone)]
pub(super) struct Format {
    /// What it is for.
    pub kind: Kind,
    pieces: Vec<Piece>,
    /// Formats for some values, each with its condition.
    pub cases: Vec<(String, String)>,
    english: bool,
}

/// A piece of a format.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Text(String),
    Digits {
        decimals: Option<u32>,
        least_decimals: u32,
        least_whole: usize,
        grouped: bool,
        scaled: bool,
    },
    Day {
        long: bool,
    },
    Month {
        long: bool,
        name: bool,
    },
    Year {
        long: bool,
    },
    Weekday {
        long: bool,
    },
    Logical,
    /// Something that is not shown here.
    Other,
}

impl Format {
    /// Reads the format whose start came last, and past it; `None` if it is none.
    pub fn read(tag: &Tag, xml: &mut Xml) -> Result<Option<Format>, Fault> {
        let kind = match tag.name() {
            "number-style" => Kind::Number,
            "percentage-style" => Kind::Percentage,
            "currency-style" => Kind::Currency,
            "date-style" => Kind::Date,
            "time-style" => Kind::Time,
            "boolean-style" => Kind::Boolean,
            "text-style" => Kind::Text,
            _ => return Ok(None),
        };
        let english = tag.attribute("number:language").as_deref() == Some("en");
        let mut format = Format { kind, pieces: Vec::new(), cases: Vec::new(), english };
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            match inner.name() {
                "map" => {
                    let attribute = |name| inner.attribute(name).unwrap_or_default();
                    format.cases.push((attribute("style:condition"), attribute("style:apply-style-name")));
                }
                "text" | "currency-symbol" => format.pieces.push(Piece::Text(xml.text()?)),
                "text-properties" | "embedded-text" | "fill-character" => {}
                _ => format.pieces.push(Piece::read(&inner)),
            }
        }
        Ok(Some(format))
    }

    /// Whether it says nothing: the format of cells that have none of their own.
    pub fn is_general(&self) -> bool {
        let plain = |piece: &Piece| {
            matches!(
                piece,
                Piece::Digits { decimals: None, least_whole: 0 | 1, grouped: false, scaled: false, .. }
            )
        };
        self.kind == Kind::Number
            && self.cases.is_empty()
            && matches!(self.pieces.as_slice(), [one] if plain(one))
    }

    /// The number as shown; `None` if this is beyond this room.
    pub fn number(&self, value: Decimal, day_zero: Date) -> Option<String> {
        match self.kind {
            Kind::Date => {
                let days = value.floor().to_i64()?;
                return self.date(day_zero.checked_add(days.days()).ok()?);
            }
            Kind::Time | Kind::Text => return None,
            Kind::Boolean => return self.logical(!value.is_zero()),
            Kind::Number | Kind::Percentage | Kind::Currency => {}
        }
        let factor = if self.kind == Kind::Percentage { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        let value = value.checked_mul(factor)?;
        let mut shown = String::new();
        let mut negative = false;
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => shown.push_str(text),
                Piece::Digits { decimals: None, .. } => shown.push_str(&plain(value.abs(), self.english)),
                Piece::Digits {
                    decimals: Some(decimals),
                    least_decimals,
                    least_whole,
                    grouped,
                    scaled: false,
                } => {
                    let places = (*decimals).min(MOST_DECIMALS);
                    let rounded =
                        value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
                    negative |= rounded.is_sign_negative() && !rounded.is_zero();
                    let written = format!("{:.*}", places as usize, rounded.abs());
                    shown.push_str(&self.digits(&written, *least_decimals, *least_whole, *grouped));
                }
                _ => return None,
            }
        }
        let plain = self.pieces.iter().any(|piece| matches!(piece, Piece::Digits { decimals: None, .. }));
        negative |= plain && value.is_sign_negative() && !value.is_zero();
        // A format with cases says itself how a negative number is marked.
        let sign = if negative && self.cases.is_empty() { "-" } else { "" };
        Some(format!("{sign}{shown}"))
    }

    /// The day as shown; `None` if this is beyond this room.
    pub fn date(&self, date: Date) -> Option<String> {
        let shown = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Day { long } => Some(two(date.day().into(), *long)),
            Piece::Month { long, name: false } => Some(two(date.month().into(), *long)),
            Piece::Month { long, name: true } => month(date.month()).map(|name| abbreviated(name, *long)),
            Piece::Year { long: true } => Some(format!("{:04}", date.year())),
            Piece::Year { long: false } => Some(format!("{:02}", date.year().rem_euclid(100))),
            Piece::Weekday { long } => Some(abbreviated(weekday(date.weekday()), *long)),
            _ => None,
        });
        if self.kind == Kind::Date { shown.collect() } else { None }
    }

    /// The logical value as shown; `None` if this is not a format for it.
    pub fn logical(&self, value: bool) -> Option<String> {
        let is_plain = self.kind == Kind::Boolean && matches!(self.pieces.as_slice(), [Piece::Logical]);
        is_plain.then(|| logical(value).to_owned())
    }

    fn digits(&self, written: &str, least_decimals: u32, least_whole: usize, grouped: bool) -> String {
        let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
        let whole = format!("{:0>least_whole$}", whole.trim_start_matches('0'));
        let (point, comma) = if self.english { (',', '.') } else { ('.', ',') };
        let mut shown = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
                shown.push(point);
            }
            shown.push(digit);
        }
        let kept = decimals.trim_end_matches('0').len().max(decimals.len().min(least_decimals as usize));
        if let Some(decimals) = decimals.get(..kept).filter(|decimals| !decimals.is_empty()) {
            shown.push(comma);
            shown.push_str(decimals);
        }
        shown
    }
}

impl Piece {
    fn read(tag: &Tag) -> Piece {
        let long = tag.attribute("number:style").as_deref() == Some("long");
        let number = |name: &str| tag.attribute(name).and_then(|value| value.parse::<u32>().ok());
        match tag.name() {
            "number" => {
                let decimals = number("number:decimal-places");
                let least_decimals = number("min-decimal-places").or(decimals).unwrap_or(0);
                let least_whole =
                    number("number:min-integer-digits").unwrap_or(0).min(MOST_DECIMALS) as usize;
                let grouped = tag.attribute("number:grouping").as_deref() == Some("true");
                let scaled = tag.attribute("number:display-factor").is_some_and(|factor| factor != "1");
                Piece::Digits { decimals, least_decimals, least_whole, grouped, scaled }
            }
            "day" => Piece::Day { long },
            "month" => {
                Piece::Month { long, name: tag.attribute("number:textual").as_deref() == Some("true") }
            }
            "year" => Piece::Year { long },
            "day-of-week" => Piece::Weekday { long },
            "boolean" => Piece::Logical,
            _ => Piece::Other,
        }
    }
}

/// The number as a cell without a format shows it.
pub(super) fn plain(value: Decimal, english: bool) -> String {
    let rounded = value.round_dp_with_strategy(PLAIN_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    let written = rounded.normalize().to_string();
    if english { written } else { written.replace('.', ",") }
}

/// A logical value as Italian programs show it.
pub(super) fn logical(value: bool) -> &'static str {
    if value { "VERO" } else { "FALSO" }
}

fn two(value: i16, long: bool) -> String {
    if long { format!("{value:02}") } else { value.to_string() }
}

fn abbreviated(name: &str, long: bool) -> String {
    if long { name.to_owned() } else { name.chars().take(3).collect() }
}

fn month(number: i8) -> Option<&'static str> {
    const MONTHS: [&str; 12] = [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ];
    MONTHS.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lunedì",
        Weekday::Tuesday => "martedì",
        Weekday::Wednesday => "mercoledì",
        Weekday::Thursday => "giovedì",
        Weekday::Friday => "venerdì",
        Weekday::Saturday => "sabato",
        Weekday::Sunday => "domenica",
    }
}
