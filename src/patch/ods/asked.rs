//! What the edits of a cell ask for together, as the content that reading the cell back will give.
//!
//! A cell's own number format is respected: where it would show the value as something else, the edit is refused.
//! Nothing is written here.

use super::format::{Format, Kind};
use crate::grid::Content;
use crate::grid::stored::written;
use crate::patch::value::{Value, check_text, stored, typed};
use crate::patch::{Change, Refusal};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;

/// What the edits of one cell ask for together.
pub(super) enum Asked<'a> {
    /// One whole content.
    Whole(&'a Change),
    /// Stretches of its text, from the last to the first, each with what takes its place.
    Stretches(Vec<(Range<usize>, String)>),
}

impl<'a> Asked<'a> {
    /// What these changes ask for, if they do not exclude one another.
    pub fn gather(changes: &[&'a Change]) -> Result<Asked<'a>, Refusal> {
        if let [single] = changes
            && !matches!(single, Change::Stretch { .. })
        {
            return Ok(Asked::Whole(single));
        }
        let mut stretches = Vec::new();
        for change in changes {
            let Change::Stretch { range, text } = change else { return Err(Refusal::Conflict) };
            stretches.push((range.clone(), text.replace("\r\n", "\n").replace('\r', "\n")));
        }
        // Of two insertions at one place the one given first comes first; all are made from the last to the first.
        stretches.sort_by_key(|(range, _)| (range.start, range.end));
        let apart = stretches.windows(2).all(|pair| match pair {
            [(one, _), (other, _)] => one.end <= other.start,
            _ => true,
        });
        stretches.reverse();
        if apart { Ok(Asked::Stretches(stretches)) } else { Err(Refusal::Conflict) }
    }

    /// The content the cell shall have, if it has this one now, and this number format of its own.
    pub fn result(&self, now: &Content, own: Option<&Format>) -> Result<Content, Refusal> {
        let stretches = match self {
            Asked::Whole(change) => return whole(change, own.map(|format| format.kind)),
            Asked::Stretches(stretches) => stretches,
        };
        let mut text = match now {
            Content::Text(text) => text.clone(),
            Content::Empty => String::new(),
            _ => return Err(Refusal::NotText),
        };
        for (range, replacement) in stretches {
            check_text(replacement)?;
            text.get(range.clone()).ok_or(Refusal::Stretch)?;
            text.replace_range(range.clone(), replacement);
        }
        Ok(Value::replaced(text)?.content)
    }
}

fn whole(change: &Change, own: Option<Kind>) -> Result<Content, Refusal> {
    Ok(match change {
        Change::Empty => Content::Empty,
        Change::Bool(value) => Content::Bool(*value),
        Change::Text(text) => Value::text(text)?.content,
        Change::Date(_) | Change::Number { percent: true, .. } if own == Some(Kind::Text) => {
            written(&typed(change))
        }
        Change::Date(date) if date.year() < 1 => return Err(Refusal::Unstorable),
        Change::Date(date) => match own {
            None | Some(Kind::Date) => Content::Date { date: *date, without_year: false },
            Some(_) => return Err(Refusal::DayAsNumber),
        },
        Change::Number { value, percent } => match own {
            Some(Kind::Date | Kind::Time) => return Err(Refusal::NumberAsDay),
            Some(Kind::Number | Kind::Currency | Kind::Boolean) if *percent => {
                return Err(Refusal::PercentAsNumber);
            }
            _ => Content::Number {
                value: stored(*value).ok_or(Refusal::Unstorable)?,
                percent: Some(*percent),
            },
        },
        Change::Stretch { .. } => return Err(Refusal::Conflict),
    })
}

/// The number of a day, counted from day 0.
pub(super) fn serial(date: Date, day_zero: Date) -> Decimal {
    Decimal::from((date - day_zero).get_days())
}
