//! Where changed cells go: runs of equal cells and rows are split where needed, missing ones are written.
//!
//! A run keeps its copies before and after the cell; everything that was written stays as it was written. What the
//! cells hold is of no interest here.

use super::cell::{REPEATED, with_attribute};
use super::table::{Cell, Row, Sheet};
use super::stretch::{Splices, splice};
use crate::package::{Fault, Part, opened, retagged};
use crate::place::CellRef;
use std::collections::BTreeMap;

const ROWS_REPEATED: &str = "table:number-rows-repeated";
const END_OF_ROW: &str = "</table:table-row>";
const END_OF_TABLE: &str = "</table:table>";

/// Cells of a row, by column.
type Cells = BTreeMap<u32, String>;

/// The splices that put these cells into a sheet.
pub(super) fn splices(
    content: &Part,
    sheet: &Sheet,
    cells: &BTreeMap<CellRef, String>,
) -> Result<Splices, Fault> {
    let mut by_row: BTreeMap<u32, Cells> = BTreeMap::new();
    for (at, cell) in cells {
        by_row.entry(at.row).or_default().insert(at.column, cell.clone());
    }
    let mut splices = Splices::new();
    for row in &sheet.rows {
        let changed: BTreeMap<u32, &Cells> =
            by_row.range(row.rows.clone()).map(|(row, cells)| (*row, cells)).collect();
        match changed.first_key_value() {
            None => {}
            Some((_, cells)) if row.rows.len() == 1 => splices.extend(in_row(content, row, cells)?),
            Some(_) => splices.push((row.span.clone(), split_row(content, row, &changed)?)),
        }
    }
    splices.extend(beyond(content, sheet, &by_row));
    Ok(splices)
}

/// The splices that put cells into a row.
fn in_row(content: &Part, row: &Row, cells: &Cells) -> Result<Splices, Fault> {
    let mut splices = Splices::new();
    for cell in &row.cells {
        let mut changed = cells.range(cell.columns.clone()).peekable();
        if changed.peek().is_some() {
            splices.push((cell.span.clone(), split_cell(content, cell, changed)?));
        }
    }
    let width = row.cells.last().map_or(0, |last| last.columns.end);
    let more = in_order(width, cells.range(width..));
    let tag = content.slice(row.tag.clone());
    match more.is_empty() {
        true => {}
        false if tag.ends_with("/>") => {
            splices.push((row.tag.clone(), format!("{}{more}{END_OF_ROW}", opened(tag))));
        }
        false => splices.push((row.inner_end..row.inner_end, more)),
    }
    Ok(splices)
}

/// A run of rows, those concerned by themselves.
fn split_row(content: &Part, row: &Row, changed: &BTreeMap<u32, &Cells>) -> Result<String, Fault> {
    let whole = content.slice(row.span.clone());
    let shifted = |splices: Splices| -> Splices {
        let start = row.span.start;
        splices.into_iter().map(|(range, text)| (range.start - start..range.end - start, text)).collect()
    };
    let mut written = String::new();
    let mut next = row.rows.start;
    for (at, cells) in changed {
        written.push_str(&rows_repeated(whole, at - next));
        written.push_str(&rows_repeated(&splice(whole, shifted(in_row(content, row, cells)?)), 1));
        next = at + 1;
    }
    written.push_str(&rows_repeated(whole, row.rows.end.saturating_sub(next)));
    Ok(written)
}

/// The row, so many times; nothing for none.
fn rows_repeated(row: &str, times: u32) -> String {
    let end = row.find('>').map_or(row.len(), |end| end + 1);
    let (tag, rest) = row.split_at_checked(end).unwrap_or((row, ""));
    let count = times.to_string();
    match times {
        0 => String::new(),
        1 => format!("{}{rest}", retagged(tag, ROWS_REPEATED, None)),
        _ => format!("{}{rest}", retagged(tag, ROWS_REPEATED, Some(&count))),
    }
}

/// A run of cells, those concerned by themselves.
fn split_cell<'a>(
    content: &Part,
    cell: &Cell,
    changed: impl Iterator<Item = (&'a u32, &'a String)>,
) -> Result<String, Fault> {
    let whole = content.slice(cell.span.clone());
    let copies = |times: u32| match times {
        0 => Ok(String::new()),
        1 => with_attribute(whole, REPEATED, None),
        _ => with_attribute(whole, REPEATED, Some(&times.to_string())),
    };
    let mut written = String::new();
    let mut next = cell.columns.start;
    for (column, new) in changed {
        written.push_str(&copies(column - next)?);
        written.push_str(new);
        next = column + 1;
    }
    written.push_str(&copies(cell.columns.end.saturating_sub(next))?);
    Ok(written)
}

/// Cells after the last one of a row, with the gaps between them.
fn in_order<'a>(width: u32, cells: impl Iterator<Item = (&'a u32, &'a String)>) -> String {
    let mut written = String::new();
    let mut next = width;
    for (column, cell) in cells {
        match column - next {
            0 => {}
            1 => written.push_str("<table:table-cell/>"),
            gap => written.push_str(&format!(r#"<table:table-cell {REPEATED}="{gap}"/>"#)),
        }
        written.push_str(cell);
        next = column + 1;
    }
    written
}

/// The rows after the last one, and the columns they need.
fn beyond(content: &Part, sheet: &Sheet, by_row: &BTreeMap<u32, Cells>) -> Splices {
    let mut rows = String::new();
    let mut next = sheet.height;
    for (at, cells) in by_row.range(sheet.height..) {
        rows.push_str(&rows_repeated("<table:table-row><table:table-cell/></table:table-row>", at - next));
        rows.push_str(&format!("<table:table-row>{}{END_OF_ROW}", in_order(0, cells.iter())));
        next = at + 1;
    }
    let widest =
        by_row.values().filter_map(|cells| cells.last_key_value()).map(|(column, _)| column + 1).max();
    let columns = match widest.unwrap_or(0).saturating_sub(sheet.width()) {
        0 => String::new(),
        1 => "<table:table-column/>".to_owned(),
        missing => format!(r#"<table:table-column {REPEATED}="{missing}"/>"#),
    };
    if sheet.empty {
        let tag = opened(content.slice(sheet.tag.clone()));
        return vec![(sheet.tag.clone(), format!("{tag}{columns}{rows}{END_OF_TABLE}"))];
    }
    let splices = [(sheet.after_columns, columns), (sheet.after_rows, rows)];
    splices.into_iter().filter(|(_, text)| !text.is_empty()).map(|(at, text)| (at..at, text)).collect()
}
