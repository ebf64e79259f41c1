//! Headings of months: `G E N`, `GENN.2023`, `GEN/FEB.22`, `MA`, `2° trim.`, or a date shown as a month. A heading
//! is read as far as its words go; what a single `M` is worth is decided by the row it stands in, not here.

use super::fold::fold;
use super::lessico::Lessico;
use crate::grid::{Cell, Content};

/// The months that one column covers: 1 to 12, with a year if the heading says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Months, in order.
    pub mesi: Vec<i8>,
    /// Four-digit year.
    pub anno: Option<i16>,
}

/// The period that a heading names, or `None` if it names none.
pub fn parse_period(cell: &Cell, lessico: &Lessico) -> Option<Period> {
    match &cell.content {
        Content::Date { date, .. } if date.day() == 1 => {
            Some(Period { mesi: vec![date.month()], anno: Some(date.year()) })
        }
        Content::Text(text) => from_text(text, lessico),
        _ => None,
    }
}

/// The part of the year that a text names: `I trim.`, `2° semestre`.
pub fn part_of_year(text: &str, lessico: &Lessico) -> Option<Period> {
    quarter(&fold(text), lessico)
}

fn from_text(text: &str, lessico: &Lessico) -> Option<Period> {
    let mut rest = fold(text);
    if rest.len() > 24 {
        return None;
    }
    if let Some(period) = quarter(&rest, lessico) {
        return Some(period);
    }
    if rest == "ma" {
        return Some(Period { mesi: Vec::new(), anno: None });
    }
    let year = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
    let digits = rest.split_off(year);
    let anno = match digits.len() {
        0 => None,
        2 => Some(2000 + digits.parse::<i16>().ok()?),
        4 => Some(digits.parse::<i16>().ok().filter(|year| (2000..2100).contains(year))?),
        _ => return None,
    };
    let mesi = names(&rest, lessico).filter(|mesi| !mesi.is_empty() && mesi.is_sorted_by(|a, b| a < b))?;
    Some(Period { mesi, anno })
}

/// Months whose names, one after the other, are the whole text: `maggiu` is May and June, though it begins as `magg`.
fn names(text: &str, lessico: &Lessico) -> Option<Vec<i8>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let fitting =
        lessico.mesi.iter().filter_map(|(name, month)| Some((month, text.strip_prefix(name.as_str())?)));
    fitting.into_iter().find_map(|(month, rest)| {
        let mut mesi = names(rest, lessico)?;
        mesi.insert(0, *month);
        Some(mesi)
    })
}

/// `1 trim`, `III trimestre`, `2 sem`, `1 bimestre`.
fn quarter(folded: &str, lessico: &Lessico) -> Option<Period> {
    let numeral = ["iiii", "iii", "ii", "iv", "vi", "v", "i", "1", "2", "3", "4", "5", "6"];
    let number = [4, 3, 2, 4, 6, 5, 1, 1, 2, 3, 4, 5, 6];
    let (index, prefix) = numeral.iter().enumerate().find(|(_, prefix)| folded.starts_with(**prefix))?;
    let unit = folded.get(prefix.len()..)?;
    let unit_end = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
    let (unit, year) = unit.split_at(unit_end);
    let named = |length: &i8| lessico.valori.has(&format!("periodo_di_{length}_mesi"), unit);
    let length = [2, 3, 4, 6].into_iter().find(named)?;
    let number = *number.get(index)?;
    let anno = match year.len() {
        0 => None,
        _ => Some(year.parse::<i16>().ok().filter(|year| (2000..2100).contains(year))?),
    };
    let first = (number - 1) * length + 1;
    (first + length - 1 <= 12).then(|| Period { mesi: (first..first + length).collect(), anno })
}
