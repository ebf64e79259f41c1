//! A cell's value as OpenDocument writes it: a type, a value in the international form, a text as shown.
//!
//! The text shown is kept as it is, for the program that saved the file knew its formats. Styles come in only
//! to say whether a date shows its year.

use crate::grid::Content;
use crate::grid::draft::Found;
use crate::grid::number::{decimal, general};
use crate::grid::value::{boolean, italian_error};
use crate::package::Tag;
use jiff::civil::Date;

/// What the attributes of a cell say; its text comes after them.
pub(super) struct Declared {
    kind: Option<String>,
    value: Option<String>,
    is_error: bool,
    /// Whether the cell has a formula.
    pub formula: bool,
    /// Whether that formula may give an empty text: programs save no result for it then.
    may_be_empty: bool,
}

/// What became of a cell's value.
pub(super) enum Outcome {
    /// It was understood, or there is none.
    Sound(Found),
    /// It is no number that can be computed with.
    Unsound(Found),
    /// A formula whose result was not saved.
    Uncomputed,
}

impl Declared {
    /// Reads the attributes.
    pub fn read(tag: &Tag) -> Declared {
        let kind = tag.attribute("office:value-type");
        let value = match kind.as_deref() {
            Some("date") => tag.attribute("office:date-value"),
            Some("time") => tag.attribute("office:time-value"),
            Some("boolean") => tag.attribute("office:boolean-value"),
            Some("string") => tag.attribute("office:string-value"),
            _ => tag.attribute("office:value"),
        };
        let is_error = tag.attribute("calcext:value-type").as_deref() == Some("error");
        let formula = tag.attribute("table:formula");
        let may_be_empty = formula.as_ref().is_some_and(|formula| formula.contains("\"\""));
        Declared { kind, value, is_error, formula: formula.is_some(), may_be_empty }
    }

    /// The value, with the text the cell shows.
    pub fn understand(&self, text: Option<String>, without_year: bool) -> Outcome {
        let shown = text.clone().unwrap_or_default();
        let written = self.value.as_deref().unwrap_or_default();
        let content = match self.kind.as_deref() {
            Some("float" | "currency" | "percentage") => return self.number(written, shown),
            Some("date") => match written.get(..10).and_then(|day| day.parse::<Date>().ok()) {
                Some(date) => Content::Date { date, without_year },
                None => Content::Text(shown.clone()),
            },
            Some("time") => match days(written).and_then(decimal) {
                Some(value) => Content::Number { value, percent: Some(false) },
                None => Content::Text(shown.clone()),
            },
            Some("boolean") => return self.logical(written == "true", text),
            _ if self.is_error => Content::Error(italian_error(&shown)),
            None if self.formula && shown.is_empty() && !self.may_be_empty => return Outcome::Uncomputed,
            _ => Content::Text(text.or_else(|| self.value.clone()).unwrap_or_default()),
        };
        self.found(content, shown)
    }

    fn number(&self, written: &str, shown: String) -> Outcome {
        let value = written.trim().parse::<f64>().unwrap_or(f64::NAN);
        let Some(exact) = decimal(value) else {
            let found =
                Found { content: Content::Error("#NUM!".into()), text: "#NUM!".into(), ..Found::default() };
            return Outcome::Unsound(found);
        };
        let percent = Some(self.kind.as_deref() == Some("percentage"));
        let shown = if shown.is_empty() { general(value) } else { shown };
        self.found(Content::Number { value: exact, percent }, shown)
    }

    fn logical(&self, value: bool, text: Option<String>) -> Outcome {
        self.found(Content::Bool(value), text.unwrap_or_else(|| boolean(value).to_string()))
    }

    fn found(&self, content: Content, text: String) -> Outcome {
        Outcome::Sound(Found { content, text, fill: None, formula: self.formula })
    }
}

/// A duration written `PT10H30M00S`, in days.
fn days(written: &str) -> Option<f64> {
    let mut rest = written.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.replace(',', ".").parse::<f64>().ok()? * worth;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(may_be_empty: bool) -> Declared {
        Declared { kind: None, value: None, is_error: false, formula: true, may_be_empty }
    }

    #[test]
    fn no_result_is_an_empty_text_only_where_the_formula_can_give_one() {
        let Outcome::Sound(found) = formula(true).understand(None, false) else { panic!("a result") };
        assert_eq!((found.content, found.formula), (Content::Text(String::new()), true));
        assert!(matches!(formula(false).understand(None, false), Outcome::Uncomputed));
    }
}
