//! A sheet of an OpenDocument spreadsheet: columns, then rows of cells, with everything repeated.
//!
//! Rows and columns may be nested in groups, which mean nothing here. A coloured stretch too large to be a
//! box of a form is background and is left out; a content repeated beyond reason refuses the file.

use super::paragraph;
use super::styles::Styles;
use super::value::{Declared, Outcome};
use crate::grid::Content;
use crate::grid::draft::{Draft, Found, MOST_CELLS, MOST_TEXT};
use crate::grid::refusal::Refusal;
use crate::package::{Event, Fault, Tag, Xml};
use crate::place::{COLUMNS, CellRange, CellRef, ROWS};
use crate::rilievo::Gravita;
use std::ops::Range;
use std::sync::Arc;

/// A larger stretch of empty coloured cells is background, not a box to fill in.
const LARGEST_BOX: u64 = 4096;

/// Cells a workbook may still have.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Budget {
        Budget(MOST_CELLS)
    }
}

/// A sheet being read.
struct Table<'a> {
    draft: Draft,
    styles: &'a Styles,
    budget: &'a mut Budget,
    /// Each run of columns: where it ends, and the style of its cells.
    columns: Vec<(u32, Option<String>)>,
    row: u32,
}

/// A cell, or a run of equal ones in a row.
struct Run {
    columns: Range<u32>,
    found: Found,
    /// Rows and columns it spreads over.
    span: (u32, u32),
}

/// Reads the sheet whose start came last, and past it.
pub(super) fn read(
    file: &Arc<str>,
    tag: &Tag,
    xml: &mut Xml,
    styles: &Styles,
    budget: &mut Budget,
) -> Result<Draft, Refusal> {
    let name = tag.attribute("table:name").unwrap_or_default();
    let hidden = tag.attribute("table:style-name").is_some_and(|style| styles.is_hidden(&style));
    let draft = Draft::new(file, &name, hidden, true);
    let mut table = Table { draft, styles, budget, columns: Vec::new(), row: 0 };
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Event::Start(tag) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
        match tag.name() {
            "table-column" => table.column(&tag),
            "table-row" => table.read_row(&tag, xml)?,
            "table-columns" | "table-header-columns" | "table-column-group" => {}
            "table-rows" | "table-header-rows" | "table-row-group" => {}
            _ => xml.skip()?,
        }
    }
    Ok(table.draft)
}

impl Table<'_> {
    fn column(&mut self, tag: &Tag) {
        let start = self.columns.last().map_or(0, |(end, _)| *end);
        let end = start.saturating_add(count(tag, "table:number-columns-repeated")).min(COLUMNS);
        if is_hidden(tag) && start < end {
            self.draft.hidden_columns.push(start..=end - 1);
        }
        self.columns.push((end, tag.attribute("table:default-cell-style-name")));
    }

    fn read_row(&mut self, tag: &Tag, xml: &mut Xml) -> Result<(), Refusal> {
        let start = self.row;
        let end = start.saturating_add(count(tag, "table:number-rows-repeated")).min(ROWS);
        if is_hidden(tag) && start < end {
            self.draft.hidden_rows.push(start..=end - 1);
        }
        let style = tag.attribute("table:default-cell-style-name");
        let outside = xml.depth() - 1;
        let mut column = 0;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            match tag.name() {
                "table-cell" => column = self.read_cell(&tag, xml, column, start..end, style.as_deref())?,
                "covered-table-cell" => {
                    column = column.saturating_add(count(&tag, "table:number-columns-repeated"));
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        self.row = end;
        Ok(())
    }

    /// Reads a run of equal cells; the column after it.
    fn read_cell(
        &mut self,
        tag: &Tag,
        xml: &mut Xml,
        column: u32,
        rows: Range<u32>,
        row_style: Option<&str>,
    ) -> Result<u32, Refusal> {
        let end = column.saturating_add(count(tag, "table:number-columns-repeated"));
        let own = tag.attribute("table:style-name");
        let span = (count(tag, "table:number-rows-spanned"), count(tag, "table:number-columns-spanned"));
        let declared = Declared::read(tag);
        let text = paragraph::read(xml)?;
        for (columns, style) in self.runs(column..end.min(COLUMNS), own.as_deref().or(row_style)) {
            let style = style.as_deref().unwrap_or("Default");
            let outcome = declared.understand(text.clone(), self.styles.is_without_year(style));
            let mut found = self.judge(outcome, CellRef::new(rows.start, columns.start));
            found.fill = self.styles.fill(style);
            self.place(Run { columns, found, span }, rows.clone())?;
        }
        Ok(end)
    }

    /// The value, with a finding if there is something wrong with it.
    fn judge(&mut self, outcome: Outcome, at: CellRef) -> Found {
        match outcome {
            Outcome::Sound(found) => found,
            Outcome::Unsound(found) => {
                let message = "il numero della cella non è valido: riscriverlo";
                self.draft.find(at, "LET006", Gravita::Errore, message);
                found
            }
            Outcome::Uncomputed => {
                let message = "la formula non ha un risultato salvato: aprire il file e salvarlo di nuovo";
                self.draft.find(at, "LET007", Gravita::Avviso, message);
                Found { formula: true, ..Found::default() }
            }
        }
    }

    /// Columns of one style each: all of them that of the cell or row, or else each its own.
    fn runs(&self, columns: Range<u32>, style: Option<&str>) -> Vec<(Range<u32>, Option<String>)> {
        if let Some(style) = style {
            return vec![(columns, Some(style.to_string()))];
        }
        let mut runs = Vec::new();
        let mut start = columns.start;
        for (end, style) in self.columns.iter().filter(|(end, _)| *end > columns.start) {
            let end = (*end).min(columns.end);
            if start < end {
                runs.push((start..end, style.clone()));
                start = end;
            }
        }
        runs.extend((start < columns.end).then_some((start..columns.end, None)));
        runs
    }

    fn place(&mut self, run: Run, rows: Range<u32>) -> Result<(), Refusal> {
        let cells = rows.len() as u64 * run.columns.len() as u64;
        let is_empty =
            run.found.content == Content::Empty || run.found.content == Content::Text(String::new());
        let is_spread = run.span != (1, 1);
        if is_empty && ((run.found.fill.is_none() && !is_spread) || cells > LARGEST_BOX) {
            return Ok(());
        }
        let text = cells.saturating_mul(run.found.text_length());
        if text > MOST_TEXT {
            return Err(Refusal::TooManyCells);
        }
        self.budget.0 = self.budget.0.checked_sub(cells).ok_or(Refusal::TooManyCells)?;
        for row in rows {
            for column in run.columns.clone() {
                let first = CellRef::new(row, column);
                if is_spread {
                    let last = CellRef::new(
                        row.saturating_add(run.span.0 - 1),
                        column.saturating_add(run.span.1 - 1),
                    );
                    self.draft.regions.push(CellRange { first, last });
                }
                self.draft.put(first, run.found.clone());
            }
        }
        Ok(())
    }
}

/// A count given by an attribute, at least one.
fn count(tag: &Tag, name: &str) -> u32 {
    tag.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("table:visibility").is_some_and(|value| value != "visible")
}
