//! What a cell holds, compared with what it shall hold.
//!
//! A change is seen as the content that reading it back would give: texts cleaned as the grid cleans them, numbers at
//! 15 digits. Nothing is written here.

use super::super::{Change, Refusal};
use crate::grid::Content;
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// Digits that a workbook keeps.
const DIGITS: u32 = 15;
/// Characters that a cell can hold.
const LONGEST_TEXT: usize = 32_767;

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
            stretches.push((range.clone(), clean(text)));
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

    /// The content the cell shall have, if it has this one now.
    pub fn result(&self, now: &Content) -> Result<Content, Refusal> {
        let stretches = match self {
            Asked::Whole(change) => return whole(change),
            Asked::Stretches(stretches) => stretches,
        };
        let mut text = match now {
            Content::Text(text) => text.clone(),
            Content::Empty => String::new(),
            _ => return Err(Refusal::Stretch),
        };
        for (range, replacement) in stretches {
            text.get(range.clone()).ok_or(Refusal::Stretch)?;
            text.replace_range(range.clone(), replacement);
        }
        written(&text)
    }
}

fn whole(change: &Change) -> Result<Content, Refusal> {
    Ok(match change {
        Change::Empty => Content::Empty,
        Change::Number { value, percent } => Content::Number { value: kept(*value), percent: Some(*percent) },
        Change::Date(date) if date.year() < 1 => return Err(Refusal::Unstorable),
        Change::Date(date) => Content::Date { date: *date, without_year: false },
        Change::Bool(value) => Content::Bool(*value),
        Change::Text(text) => written(&clean(text))?,
        Change::Stretch { .. } => return Err(Refusal::Conflict),
    })
}

/// A text as the grid reads it: a blank one is nothing.
fn written(text: &str) -> Result<Content, Refusal> {
    match text {
        _ if text.chars().count() > LONGEST_TEXT => Err(Refusal::Unstorable),
        _ if text.trim().is_empty() => Ok(Content::Empty),
        _ => Ok(Content::Text(text.to_owned())),
    }
}

/// Whether two contents are the same, whatever their formats.
pub(super) fn same(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Number { value: one, .. }, Content::Number { value: other, .. }) => {
            kept(*one) == kept(*other)
        }
        (Content::Date { date: one, .. }, Content::Date { date: other, .. }) => one == other,
        (Content::Text(text), Content::Empty) | (Content::Empty, Content::Text(text)) => {
            text.trim().is_empty()
        }
        _ => one == other,
    }
}

/// The number at the digits that a workbook keeps.
pub(super) fn kept(value: Decimal) -> Decimal {
    let rounded = value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero);
    rounded.unwrap_or(value).normalize()
}

/// The number of a day, counted from day 0.
pub(super) fn serial(date: Date, day_zero: Date) -> Decimal {
    Decimal::from((date - day_zero).get_days())
}

/// A text with lines ended by `\n` alone and nothing that XML cannot hold.
fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let holds = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    lines.chars().filter(holds).collect()
}
