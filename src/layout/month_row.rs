//! The headings of months that stand in one row, told from their neighbours: what `MA` is, whether `G F M A` are months,
//! which month a mistyped name must be.

use super::lessico::Lessico;
use super::months::{Period, parse_period};
use crate::grid::Cell;
use crate::place::CellRange;

/// Consecutive headings of months that go on in order; `MA` is March or May by the month before it.
pub(super) fn periods(cells: &[&Cell], lessico: &Lessico) -> Vec<(CellRange, Period)> {
    let mut found: Vec<(CellRange, Period)> = Vec::new();
    for cell in cells {
        let Some(mut period) = parse_period(cell, lessico) else { continue };
        if period.mesi.is_empty() {
            let before = found.last().and_then(|(_, last)| last.mesi.last()).copied();
            period.mesi = match before {
                Some(2) => vec![3],
                Some(4) => vec![5],
                _ => continue,
            };
        }
        found.push((cell.range, period));
    }
    found
}

/// Headings alone between two months that leave one month out between them: the name of that month, mistyped.
pub(super) fn missing_months<'a>(cells: &[&'a Cell], found: &[(CellRange, Period)]) -> Vec<(&'a Cell, i8)> {
    let gap = |pair: &[(CellRange, Period)]| {
        let [(left, before), (right, after)] = pair else { return None };
        let (before, after) = (*before.mesi.last()?, *after.mesi.first()?);
        let between = |cell: &&&Cell| {
            cell.range.first.column > left.last.column && cell.range.last.column < right.first.column
        };
        let mut inside = cells.iter().filter(between);
        let only =
            inside.next().filter(|cell| inside.next().is_none() && super::fold::has_content(&cell.text))?;
        (after == before + 2).then_some((*only, before + 1))
    };
    found.windows(2).filter_map(gap).collect()
}

/// Twelve headings, or twenty-four, that are months only together: `G F M A M G L A S O N D`, or 1 to 12.
pub(super) fn initials(cells: &[&Cell]) -> Vec<(CellRange, Period)> {
    const INITIALS: [&str; 12] = ["g", "f", "m", "a", "m", "g", "l", "a", "s", "o", "n", "d"];
    let texts: Vec<String> = cells.iter().map(|cell| super::fold::fold(&cell.text)).collect();
    let is_month =
        |text: &str, month: usize| INITIALS.get(month) == Some(&text) || text == (month + 1).to_string();
    for start in 0..texts.len() {
        let row = texts.get(start..).unwrap_or_default();
        let length =
            row.iter().enumerate().take_while(|(at, text)| is_month(text, at % 12)).count() / 12 * 12;
        if length > 0 {
            let months = cells.iter().skip(start).take(length).enumerate();
            return months
                .map(|(at, cell)| (cell.range, Period { mesi: vec![(at % 12) as i8 + 1], anno: None }))
                .collect();
        }
    }
    Vec::new()
}
