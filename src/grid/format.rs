//! Number formats: how a stored number is shown, as Excel does with Italian settings.
//!
//! A format is cut into sections and tokens once, then shows any number of values. What it does not know
//! (fractions, exponents, conditions) it shows in the General format, never wrongly dressed. It deliberately
//! reads nothing: values and format codes come from whoever reads the workbook.

mod calendar;
mod numeral;
mod token;

use super::number;
use super::serial::{Moment, moment};
use token::Token;

/// A number format, ready to show values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

/// One of the up to four sections of a format: positive, negative, zero, text.
#[derive(Debug, Clone, PartialEq)]
struct Section {
    tokens: Vec<Token>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// General, text, and whatever is not understood.
    General,
    /// Digits, with what stands around them; without digits, only what stands there.
    Numeral,
    /// A day, with or without the time.
    Date,
    /// A time of day, or a duration.
    Time,
}

impl NumberFormat {
    /// The format of this code; `id` tells the built-in ones, which each language shows its own way.
    pub fn new(code: &str, id: Option<u32>) -> NumberFormat {
        let code = id.and_then(|id| italian(id, code)).unwrap_or(code);
        let sections = token::sections(code).into_iter().map(Section::new).collect();
        NumberFormat { sections }
    }

    /// The format of dates whose own is not known.
    pub fn plain_date() -> NumberFormat {
        NumberFormat::new("dd/mm/yyyy", None)
    }

    /// Whether it shows numbers as percentages.
    pub fn is_percent(&self) -> bool {
        self.first().is_some_and(|section| section.tokens.contains(&Token::Percent))
    }

    /// Whether it shows numbers as days.
    pub fn is_date(&self) -> bool {
        self.first().is_some_and(|section| section.kind == Kind::Date)
    }

    /// Whether it shows numbers as times of day or durations.
    pub fn is_time(&self) -> bool {
        self.first().is_some_and(|section| section.kind == Kind::Time)
    }

    /// Whether it shows days without their year.
    pub fn is_without_year(&self) -> bool {
        let has_year = |token: &Token| matches!(token, Token::Date('y', _));
        self.is_date() && self.first().is_some_and(|section| !section.tokens.iter().any(has_year))
    }

    /// Whether it names days or times at all, even in a section that is not understood.
    pub fn names_dates(&self) -> bool {
        let is_named =
            |token: &Token| matches!(token, Token::Date(..) | Token::Minutes(_) | Token::Elapsed(_));
        self.first().is_some_and(|section| section.tokens.iter().any(is_named))
    }

    /// The number as shown.
    pub fn show(&self, value: f64) -> String {
        let (section, value) = self.section_for(value);
        let shown = match section.map(|section| (section.kind, section)) {
            Some((Kind::Numeral, section)) => numeral::show(&section.tokens, value),
            Some((Kind::Time, section)) => moment(value, false).map(|at| calendar::show(&section.tokens, at)),
            _ => None,
        };
        shown.unwrap_or_else(|| number::general(value))
    }

    /// The moment as shown.
    pub fn show_moment(&self, at: Moment) -> String {
        self.first().map_or_else(String::new, |section| calendar::show(&section.tokens, at))
    }

    fn first(&self) -> Option<&Section> {
        self.sections.first()
    }

    /// The section that shows a number, and the number it shows: negative ones have a section of their own.
    fn section_for(&self, value: f64) -> (Option<&Section>, f64) {
        let at = |index: usize| self.sections.get(index);
        match (value, self.sections.len()) {
            (..0.0, 2..) => (at(1), value.abs()),
            (0.0, 3..) => (at(2), value),
            _ => (at(0), value),
        }
    }
}

impl Section {
    fn new(tokens: Vec<Token>) -> Section {
        let has = |wanted: fn(&Token) -> bool| tokens.iter().any(wanted);
        let kind = if has(|token| matches!(token, Token::Unknown)) {
            Kind::General
        } else if has(|token| matches!(token, Token::Date('d' | 'm' | 'y', _))) {
            Kind::Date
        } else if has(|token| matches!(token, Token::Date(..) | Token::Minutes(_) | Token::Elapsed(_))) {
            Kind::Time
        } else {
            Kind::Numeral
        };
        Section { tokens, kind }
    }
}

/// What Italian settings make of a built-in format; `None` if the code says it as it is, or is not built in.
fn italian(id: u32, code: &str) -> Option<&'static str> {
    match (id, code) {
        (5 | 6, "General") => Some("#,##0\\ \"€\""),
        (7 | 8, "General") => Some("#,##0.00\\ \"€\""),
        (14, "mm-dd-yy") => Some("dd/mm/yyyy"),
        (15, "d-mmm-yy") => Some("dd-mmm-yy"),
        (16, "d-mmm") => Some("dd-mmm"),
        (20, "h:mm") => Some("hh:mm"),
        (21, "h:mm:ss") => Some("hh:mm:ss"),
        (22, "m/d/yy h:mm") => Some("dd/mm/yyyy hh:mm"),
        (27..=36 | 50..=58, "General") => Some("dd/mm/yyyy"),
        (37 | 38, _) if code.ends_with("(#,##0)") => Some("#,##0;-#,##0"),
        (39 | 40, _) if code.ends_with("(#,##0.00)") => Some("#,##0.00;-#,##0.00"),
        (41, _) if code.starts_with("_(") => Some("#,##0;-#,##0;\"-\""),
        (42, _) if code.starts_with("_(") => Some("#,##0\\ \"€\";-#,##0\\ \"€\";\"-\"\\ \"€\""),
        (43, _) if code.starts_with("_(") => Some("#,##0.00;-#,##0.00;\"-\"??"),
        (44, _) if code.starts_with("_(") => Some("#,##0.00\\ \"€\";-#,##0.00\\ \"€\";\"-\"??\\ \"€\""),
        _ => None,
    }
}
