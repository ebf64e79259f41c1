//! A content as the file stores it: its type, its value in the international form, the text the cell shows.
//!
//! The cell's own number format decides how a number is called and shown; a cell without one may need to be given one.

use super::cell::Stored;
use super::dress::Dress;
use super::format::{self, Format, Kind};
use super::styles::Styles;
use crate::grid::Content;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A content made ready, with the format the cell needs if it has none.
pub(super) struct Ready {
    /// What is stored.
    pub stored: Stored,
    /// The format to be given.
    pub dress: Option<Dress>,
}

/// Makes a content ready for a cell of this style.
pub(super) fn ready(content: &Content, style: &str, styles: &Styles, day_zero: Date) -> Ready {
    let view = View { own: styles.format(style), styles, day_zero };
    match content {
        Content::Number { value, percent } => view.number(*value, *percent == Some(true)),
        Content::Date { date, .. } => view.date(*date),
        Content::Bool(value) => view.logical(*value),
        Content::Text(text) => told(Stored { kind: Some("string"), value: None, text: Some(text.clone()) }),
        Content::Empty | Content::Error(_) => told(Stored::default()),
    }
}

/// How a cell shows what it holds.
pub(super) struct View<'a> {
    /// The number format of its own.
    pub own: Option<&'a Format>,
    /// The styles of the workbook.
    pub styles: &'a Styles,
    /// Day 0.
    pub day_zero: Date,
}

impl View<'_> {
    /// A number.
    pub fn number(&self, value: Decimal, percent: bool) -> Ready {
        let (kind, dress) = match self.own.map(|format| format.kind) {
            Some(Kind::Percentage) => ("percentage", None),
            Some(Kind::Currency) => ("currency", None),
            None if percent => ("percentage", Some(percentage(value))),
            _ => ("float", None),
        };
        let shown = match dress {
            Some(dress) => percent_shown(value, dress),
            None => self.shown(value).unwrap_or_else(|| format::plain(value, false)),
        };
        let value = Some(("office:value", value.to_string()));
        Ready { stored: Stored { kind: Some(kind), value, text: Some(shown) }, dress }
    }

    fn shown(&self, value: Decimal) -> Option<String> {
        self.styles.case(self.own?, value)?.number(value, self.day_zero)
    }

    /// A day.
    pub fn date(&self, date: Date) -> Ready {
        let plain = || format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
        let shown = self.own.and_then(|format| format.date(date)).unwrap_or_else(plain);
        let value = Some(("office:date-value", date.to_string()));
        let dress = self.own.is_none().then_some(Dress::Date);
        Ready { stored: Stored { kind: Some("date"), value, text: Some(shown) }, dress }
    }

    /// A logical value.
    pub fn logical(&self, value: bool) -> Ready {
        let number = Decimal::from(u8::from(value));
        let shown = self.own.and_then(|format| format.logical(value)).or_else(|| self.shown(number));
        let shown = shown.unwrap_or_else(|| format::logical(value).to_owned());
        let stored = Stored {
            kind: Some("boolean"),
            value: Some(("office:boolean-value", value.to_string())),
            text: Some(shown),
        };
        Ready { stored, dress: self.own.is_none().then_some(Dress::Logical) }
    }
}

fn told(stored: Stored) -> Ready {
    Ready { stored, dress: None }
}

/// The format of a percentage: with decimals only if it has any.
fn percentage(value: Decimal) -> Dress {
    let hundredfold = value.checked_mul(Decimal::ONE_HUNDRED);
    let is_whole = hundredfold.is_some_and(|value| value.fract().is_zero());
    if is_whole { Dress::Percent } else { Dress::PercentDecimals }
}

fn percent_shown(value: Decimal, dress: Dress) -> String {
    let decimals = if dress == Dress::Percent { 0 } else { 2 };
    let Some(hundredfold) = value.checked_mul(Decimal::ONE_HUNDRED) else {
        return format::plain(value, false);
    };
    let rounded =
        hundredfold.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    format!("{:.*}%", decimals as usize, rounded).replace('.', ",")
}
