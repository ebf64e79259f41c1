//! Where changed and added cells go in the text of a sheet, all put in at once.
//!
//! Rows and cells are added in order; a row's declared columns and the sheet's declared extent are widened only where
//! they no longer hold. Everything between the changes is copied as it is.

use super::sheet::{Row, Sheet};
use super::write::{self, Body};
use crate::package::{Fault, opened, retagged};
use crate::place::{CellRange, CellRef};
use std::collections::BTreeMap;
use std::ops::Range;

/// A cell to be written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Write {
    /// Its value.
    pub body: Body,
    /// Its style; of a cell that is there, only if it changes.
    pub style: Option<usize>,
}

/// Bytes of a part to be replaced, and by what.
type Splice = (Range<usize>, String);

/// The sheet's text with these cells written.
pub(super) fn written(sheet: &Sheet, writes: &BTreeMap<CellRef, Write>) -> Result<String, Fault> {
    let mut splices: Vec<Splice> = Vec::new();
    let mut added: BTreeMap<u32, Vec<(CellRef, &Write)>> = BTreeMap::new();
    for (at, write) in writes {
        let found = sheet.find(*at);
        for cell in &found {
            splices.push((cell.span.clone(), write::rewritten(sheet, cell, &write.body, write.style)?));
        }
        if found.is_empty() {
            added.entry(at.row).or_default().push((*at, write));
        }
    }
    let mut rows: Vec<(u32, String)> = Vec::new();
    for (number, cells) in &added {
        match sheet.row(*number) {
            Some(row) => add_cells(sheet, row, cells, &mut splices),
            None => rows.push((*number, new_row(&sheet.prefix, *number, cells))),
        }
    }
    add_rows(sheet, rows, &mut splices)?;
    splices.extend(widened(sheet, &added));
    Ok(applied(sheet.part.slice(0..sheet.part.bytes().len()), splices))
}

fn new_cell(prefix: &str, (at, write): &(CellRef, &Write)) -> String {
    write::new(prefix, *at, write.style.unwrap_or(0), &write.body)
}

fn new_row(prefix: &str, number: u32, cells: &[(CellRef, &Write)]) -> String {
    let cells: String = cells.iter().map(|cell| new_cell(prefix, cell)).collect();
    format!(r#"<{prefix}row r="{}">{cells}</{prefix}row>"#, number + 1)
}

/// Adds cells to a row that is there.
fn add_cells(sheet: &Sheet, row: &Row, cells: &[(CellRef, &Write)], splices: &mut Vec<Splice>) {
    let written = sheet.part.slice(row.element.tag.clone());
    let mut tag = written.to_owned();
    if let Some((first, last)) = row.spans {
        let columns = || cells.iter().map(|(at, _)| at.column + 1);
        let wide = (first.min(columns().min().unwrap_or(first)), last.max(columns().max().unwrap_or(last)));
        if wide != (first, last) {
            tag = retagged(&tag, "spans", Some(&format!("{}:{}", wide.0, wide.1)));
        }
    }
    if row.element.empty {
        let cells: String = cells.iter().map(|cell| new_cell(&sheet.prefix, cell)).collect();
        tag = format!("{}{cells}</{}row>", opened(&tag), sheet.prefix);
    } else {
        for cell in cells {
            let next = row.cells.iter().find(|next| next.at.column > cell.0.column);
            let place = next.map_or(row.element.inner_end, |next| next.span.start);
            splices.push((place..place, new_cell(&sheet.prefix, cell)));
        }
    }
    if tag != written {
        splices.push((row.element.tag.clone(), tag));
    }
}

/// Adds rows that were not there.
fn add_rows(sheet: &Sheet, rows: Vec<(u32, String)>, splices: &mut Vec<Splice>) -> Result<(), Fault> {
    if rows.is_empty() {
        return Ok(());
    }
    let data = sheet.data.as_ref().ok_or(Fault::Malformed)?;
    if data.empty {
        let tag = opened(sheet.part.slice(data.tag.clone()));
        let rows: String = rows.into_iter().map(|(_, row)| row).collect();
        splices.push((data.tag.clone(), format!("{tag}{rows}</{}sheetData>", sheet.prefix)));
        return Ok(());
    }
    for (number, row) in rows {
        let next = sheet.rows.iter().find(|next| next.number > number);
        let place = next.map_or(data.inner_end, |next| next.element.tag.start);
        splices.push((place..place, row));
    }
    Ok(())
}

/// The declared extent, where the added cells leave it.
fn widened(sheet: &Sheet, added: &BTreeMap<u32, Vec<(CellRef, &Write)>>) -> Option<Splice> {
    let (span, extent) = sheet.around.dimension.clone()?;
    let mut wide = extent;
    for (at, _) in added.values().flatten() {
        wide = CellRange {
            first: CellRef::new(wide.first.row.min(at.row), wide.first.column.min(at.column)),
            last: CellRef::new(wide.last.row.max(at.row), wide.last.column.max(at.column)),
        };
    }
    let tag = sheet.part.slice(span.clone());
    (wide != extent).then(|| (span, retagged(tag, "ref", Some(&wide.to_string()))))
}

/// The text with all splices made; they do not overlap, and those at one place keep their order.
pub(super) fn applied(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut result, mut copied) = (String::with_capacity(text.len() + 1024), 0);
    for (range, new) in splices {
        result.push_str(text.get(copied..range.start).unwrap_or_default());
        result.push_str(&new);
        copied = range.end;
    }
    result.push_str(text.get(copied..).unwrap_or_default());
    result
}
