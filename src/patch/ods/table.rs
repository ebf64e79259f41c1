//! A sheet as it stands in the content: the rows concerned, their cells.
//!
//! Of rows that no edit concerns it only notes what binds cells together: array formulas and ranges filled from
//! elsewhere. Rows and columns may be nested in groups and headings, which mean nothing here.

use super::scan::Name;
use crate::package::{Event, Fault, Part, Tag, Xml};
use crate::place::{COLUMNS, CellRange, CellRef, ROWS};
use std::ops::Range;

/// Whether some of these rows are to be looked at.
type IsWanted<'a> = &'a dyn Fn(&Range<u32>) -> bool;

/// A sheet.
#[derive(Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether its locked cells may not be changed.
    pub protected: bool,
    /// Whether it is filled from elsewhere, or is a scenario.
    pub linked: bool,
    /// Its start tag.
    pub tag: Range<usize>,
    /// Whether it is written as one tag.
    pub empty: bool,
    /// Where each run of columns ends, and the style of its cells.
    pub columns: Vec<(u32, Option<String>)>,
    /// Where more columns would be written.
    pub after_columns: usize,
    /// Where more rows would be written.
    pub after_rows: usize,
    /// How many rows are written.
    pub height: u32,
    /// The rows concerned.
    pub rows: Vec<Row>,
    /// The cells of array formulas.
    pub arrays: Vec<CellRange>,
    /// The cells filled from other files.
    pub sourced: Vec<CellRange>,
}

/// A row, or a run of equal ones.
pub(super) struct Row {
    /// Which rows.
    pub rows: Range<u32>,
    /// All of it.
    pub span: Range<usize>,
    /// Its start tag.
    pub tag: Range<usize>,
    /// Where its end tag begins; the end of its only tag, if it is written as one.
    pub inner_end: usize,
    /// The style of its cells that have none.
    pub style: Option<String>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell, or a run of equal ones.
pub(super) struct Cell {
    /// Which columns.
    pub columns: Range<u32>,
    /// All of it.
    pub span: Range<usize>,
    /// Whether it lies under a merged region.
    pub covered: bool,
}

impl Sheet {
    /// Reads the sheet whose start came last, and past it.
    pub fn read(
        tag: &Tag,
        xml: &mut Xml,
        content: &Part,
        wanted: IsWanted,
    ) -> Result<(Sheet, Vec<Name>), Fault> {
        let span = xml.span();
        let mut sheet = Sheet {
            name: tag.attribute("table:name").unwrap_or_default(),
            protected: tag.attribute("table:protected").as_deref() == Some("true"),
            empty: tag.empty,
            after_columns: span.end,
            after_rows: span.end,
            tag: span,
            ..Sheet::default()
        };
        let mut names = Vec::new();
        let depth = xml.depth();
        while xml.depth() >= depth {
            match xml.next()?.ok_or(Fault::Malformed)? {
                Event::Start(tag) if tag.name() == "named-expressions" => {}
                Event::Start(tag) if matches!(tag.name(), "named-range" | "named-expression") => {
                    names.push(Name::read(&tag));
                }
                Event::Start(tag) => {
                    sheet.child(&tag, xml, content, wanted)?;
                    if xml.depth() == depth {
                        sheet.passed(tag.name(), xml.span().end);
                    }
                }
                Event::End(name) if xml.depth() == depth => sheet.passed(name, xml.span().end),
                Event::End(_) | Event::Text(_) => {}
            }
        }
        Ok((sheet, names))
    }

    fn child(
        &mut self,
        tag: &Tag,
        xml: &mut Xml,
        content: &Part,
        wanted: IsWanted,
    ) -> Result<(), Fault> {
        match tag.name() {
            "table-column" => {
                let start = self.width();
                let end = start.saturating_add(repeated(tag, "columns")).min(COLUMNS);
                self.columns.push((end, tag.attribute("table:default-cell-style-name")));
                xml.skip()
            }
            "table-row" => self.read_row(tag, xml, content, wanted),
            "table-columns"
            | "table-header-columns"
            | "table-column-group"
            | "table-rows"
            | "table-header-rows"
            | "table-row-group" => Ok(()),
            "table-source" | "dde-source" | "scenario" => {
                self.linked = true;
                xml.skip()
            }
            _ => xml.skip(),
        }
    }

    /// A child of the sheet ended here.
    fn passed(&mut self, name: &str, end: usize) {
        match name {
            "title"
            | "desc"
            | "table-source"
            | "dde-source"
            | "scenario"
            | "forms"
            | "shapes"
            | "table-protection"
            | "table-column"
            | "table-columns"
            | "table-header-columns"
            | "table-column-group" => (self.after_columns, self.after_rows) = (end, end),
            "table-row" | "table-rows" | "table-header-rows" | "table-row-group" | "soft-page-break" => {
                self.after_rows = end;
            }
            _ => {}
        }
    }

    /// The row concerned of this number, if it is written.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let at = self.rows.partition_point(|row| row.rows.end <= number);
        self.rows.get(at).filter(|row| row.rows.contains(&number))
    }

    /// How many columns are declared.
    pub fn width(&self) -> u32 {
        self.columns.last().map_or(0, |(end, _)| *end)
    }

    /// The style of cells of a column that have none.
    pub fn column_style(&self, column: u32) -> Option<&str> {
        let (_, style) = self.columns.iter().find(|(end, _)| column < *end)?;
        style.as_deref()
    }

    fn read_row(&mut self, tag: &Tag, xml: &mut Xml, content: &Part, wanted: IsWanted) -> Result<(), Fault> {
        let start = self.height;
        let rows = start..start.saturating_add(repeated(tag, "rows")).min(ROWS);
        self.height = rows.end;
        let is_wanted = wanted(&rows);
        let mut row = Row {
            rows,
            span: xml.span(),
            tag: xml.span(),
            inner_end: 0,
            style: tag.attribute("table:default-cell-style-name"),
            cells: Vec::new(),
        };
        let mut column = 0u32;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            let covered = tag.name() == "covered-table-cell";
            if !covered && tag.name() != "table-cell" {
                xml.skip()?;
                continue;
            }
            let start = column;
            column = start.saturating_add(repeated(&tag, "columns"));
            let first = xml.span();
            self.bonds(&tag, CellRef::new(row.rows.start, start), content.slice(first.clone()));
            self.inside(&tag, CellRef::new(row.rows.start, start), xml)?;
            if is_wanted {
                let span = first.start..xml.span().end;
                row.cells.push(Cell { columns: start..column, span, covered });
            }
        }
        (row.inner_end, row.span.end) = (xml.span().start, xml.span().end);
        if is_wanted {
            self.rows.push(row);
        }
        Ok(())
    }

    /// Notes an array formula that begins in a cell.
    fn bonds(&mut self, tag: &Tag, at: CellRef, written: &str) {
        if written.contains("number-matrix-") {
            let count = |name| tag.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1u32);
            let rows = count("table:number-matrix-rows-spanned");
            let columns = count("table:number-matrix-columns-spanned");
            self.arrays.push(region(at, rows, columns));
        }
    }

    /// Reads past a cell, noting whether it is filled from elsewhere.
    fn inside(&mut self, tag: &Tag, at: CellRef, xml: &mut Xml) -> Result<(), Fault> {
        let outside = xml.depth() - 1;
        if tag.empty {
            return xml.skip();
        }
        while xml.depth() > outside {
            let Event::Start(inner) = xml.next()?.ok_or(Fault::Malformed)? else { continue };
            if inner.name() == "cell-range-source" {
                let count = |name| inner.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1u32);
                let rows = count("table:last-row-spanned");
                self.sourced.push(region(at, rows, count("table:last-column-spanned")));
            }
            xml.skip()?;
        }
        Ok(())
    }
}

fn region(first: CellRef, rows: u32, columns: u32) -> CellRange {
    let last = |start: u32, count: u32| start.saturating_add(count.max(1) - 1);
    CellRange { first, last: CellRef::new(last(first.row, rows), last(first.column, columns)) }
}

/// How often a row or a column is repeated, at least once.
fn repeated(tag: &Tag, what: &str) -> u32 {
    let name = if what == "rows" { "table:number-rows-repeated" } else { "table:number-columns-repeated" };
    tag.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}
