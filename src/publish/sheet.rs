//! A sheet being written from the top down: cells row by row, tall enough for their text, merged where they span.
//!
//! Text of the office is always written as text, whatever it begins with; a formula can only be made by this
//! program. Nothing here knows what the cells mean.

mod cell;

pub(super) use cell::{Cell, Value};

use super::figure::binary;
use super::measure;
use super::style::Look;
use crate::place::CellRef;
use anyhow::{Context, Result};
use rust_xlsxwriter::{Format, FormatAlign, Formula, IgnoreError, Url, Worksheet};
use std::collections::{BTreeMap, HashMap};

/// The tallest row that Excel has is 409.5 points: longer texts go on over more rows, merged.
const TALLEST: f64 = 400.0;

/// The last cell that a sheet has.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u16 = 16_383;

const TOO_LARGE: &str = "una cifra è troppo grande per una cella";

/// The rows that one row of the table takes: more than one where its text is very long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// Where its cells are.
    pub(super) first: u32,
    /// The last of them.
    pub(super) last: u32,
}

/// A sheet.
pub(super) struct Sheet {
    pub(super) worksheet: Worksheet,
    name: String,
    widths: Vec<f64>,
    heights: BTreeMap<u32, f64>,
    next: u32,
    printed: u16,
    decimals: u32,
    /// What follows a text that is cut: where it is whole.
    mark: &'static str,
    formats: HashMap<(Look, bool, bool), Format>,
}

impl Sheet {
    /// An empty sheet with columns of these widths, in characters, and figures at so many decimals.
    pub(super) fn new(name: &str, widths: &[f64], decimals: u32) -> Result<Sheet> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name)?;
        worksheet.set_screen_gridlines(false);
        // what the office typed as text stays text: no green corners about it
        worksheet.ignore_error_range(0, 0, LAST_ROW, LAST_COLUMN, IgnoreError::NumberStoredAsText)?;
        for (column, width) in (0u16..).zip(widths) {
            worksheet.set_column_width(column, *width)?;
        }
        Ok(Sheet {
            worksheet,
            name: name.to_owned(),
            widths: widths.to_vec(),
            heights: BTreeMap::new(),
            next: 0,
            printed: u16::try_from(widths.len()).unwrap_or(u16::MAX).saturating_sub(1),
            decimals,
            mark: " […] (il testo intero è nei dati aperti)",
            formats: HashMap::new(),
        })
    }

    /// The row that is written next, from 0.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// The same sheet, printed up to this column: those after it are for working.
    pub(super) fn printed_to(self, column: u16) -> Sheet {
        Sheet { printed: column, ..self }
    }

    /// The same sheet, of which long texts are whole in the cells it links to.
    pub(super) fn cut_from_cells(self) -> Sheet {
        Sheet { mark: " […] (il testo intero è nella cella)", ..self }
    }

    /// The last column that is printed, from 0.
    pub(super) fn last_column(&self) -> u16 {
        self.printed
    }

    /// The column in which this share of the width ends, from 0; never the last.
    pub(super) fn column_at(&self, share: f64) -> u16 {
        let limit = self.widths.iter().sum::<f64>() * share;
        let mut used = 0.0;
        let before = self.widths.iter().take_while(|width| {
            used += **width;
            used <= limit
        });
        (before.count() as u16).clamp(1, self.last_column().max(2) - 1)
    }

    /// The address of a cell for formulas of this sheet: `D7`.
    pub(super) fn at(column: u16, row: u32) -> String {
        CellRef::new(row, u32::from(column)).to_string()
    }

    /// The address of a cell for formulas of another sheet: `'Come si calcola'!$D$7`.
    pub(super) fn beyond(&self, column: u16, row: u32) -> String {
        let letters = crate::place::column_letters(u32::from(column));
        format!("'{}'!${letters}${}", self.name.replace('\'', "''"), row + 1)
    }

    /// Leaves a row empty.
    pub(super) fn skip(&mut self, points: f64) {
        self.heights.insert(self.next, points);
        self.next += 1;
    }

    /// Writes a row of cells and goes on to the next.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<Rows> {
        let tallest = cells.iter().map(|cell| self.height(cell)).fold(0.0, f64::max);
        let pieces = ((tallest / TALLEST).ceil() as u32).max(1);
        let rows = Rows { first: self.next, last: self.next + pieces - 1 };
        for cell in cells {
            self.beside(rows, cell)?;
        }
        for row in rows.first..=rows.last {
            self.heights.insert(row, (tallest / f64::from(pieces)).ceil());
        }
        self.next = rows.last + 1;
        Ok(rows)
    }

    /// One more cell of rows already written. In rows that go over the page everything stands at the top.
    pub(super) fn beside(&mut self, rows: Rows, cell: &Cell) -> Result<()> {
        self.write(rows, cell, rows.first != rows.last)
    }

    /// Writes a row of a real table, which cannot hold merged cells: a text taller than a row can be is cut, and says so.
    pub(super) fn table_row(&mut self, cells: &[Cell]) -> Result<u32> {
        let cells: Vec<Cell> = cells.iter().map(|cell| self.cut(cell)).collect();
        Ok(self.row(&cells)?.first)
    }

    /// The cell with as much of its text as fits the tallest row.
    fn cut(&self, cell: &Cell) -> Cell {
        let mark = self.mark;
        let (Value::Text(text), true) = (&cell.value, self.height(cell) > TALLEST) else {
            return cell.clone();
        };
        let with = |letters: usize| {
            let text: String = text.chars().take(letters).chain(mark.chars()).collect();
            Cell { value: Value::Text(text), ..cell.clone() }
        };
        let (mut fits, mut too_many) = (0, text.chars().count());
        while too_many - fits > 1 {
            let middle = fits + (too_many - fits) / 2;
            match self.height(&with(middle)) > TALLEST {
                true => too_many = middle,
                false => fits = middle,
            }
        }
        with(fits)
    }

    /// One cell over the whole width.
    pub(super) fn line(&mut self, text: impl Into<Value>, look: Look) -> Result<Rows> {
        let last = self.last_column();
        self.row(&[Cell::wide(0, last, text, look)])
    }

    /// A cell down the rows already written from `from` to `to`, whose text stands whole in it.
    pub(super) fn down(&mut self, from: u32, to: u32, cell: Cell) -> Result<()> {
        let missing =
            self.height(&cell) - self.heights.range(from..=to).map(|(_, points)| points).sum::<f64>();
        if missing > 0.0 {
            let each = (missing / f64::from(to - from + 1)).ceil();
            for row in from..=to {
                let points = self.heights.entry(row).or_default();
                *points = (*points + each).min(409.0);
            }
        }
        self.write(Rows { first: from, last: to }, &cell, false)
    }

    fn height(&self, cell: &Cell) -> f64 {
        let columns = usize::from(cell.first)..=usize::from(cell.last);
        let widths = self.widths.get(columns).unwrap_or_default();
        measure::height(cell.value.text(), cell.look.size(), widths.iter().sum(), widths.len())
    }

    fn write(&mut self, rows: Rows, cell: &Cell, top: bool) -> Result<()> {
        let format = self.format(cell.look, cell.value.is_formula_like(), top);
        let (row, column) = (rows.first, cell.first);
        if (rows.first, cell.first) != (rows.last, cell.last) {
            self.worksheet.merge_range(row, column, rows.last, cell.last, "", &format)?;
        }
        let sheet = &mut self.worksheet;
        match &cell.value {
            Value::Blank => {
                sheet.write_blank(row, column, &format)?;
            }
            Value::Text(text) => {
                sheet.write_string_with_format(row, column, text, &format)?;
            }
            Value::Number(figure) => {
                let number = binary(*figure).context(TOO_LARGE)?;
                sheet.write_number_with_format(row, column, number, &format)?;
            }
            Value::Live(formula, figure) => {
                let result = binary(*figure).context(TOO_LARGE)?.to_string();
                let formula = Formula::new(formula).set_result(result);
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            Value::LiveText(formula, text) => {
                let formula = Formula::new(formula).set_result(text);
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            Value::Link(text, target) => {
                let url = Url::new(target).set_text(text);
                // a target longer than Excel allows: the words without the link
                if sheet.write_url_with_format(row, column, url, &format).is_err() {
                    sheet.write_string_with_format(row, column, text, &format)?;
                }
            }
        }
        Ok(())
    }

    fn format(&mut self, look: Look, quoted: bool, top: bool) -> Format {
        let decimals = self.decimals;
        let make = || {
            let format = look.format(decimals);
            let format = if quoted { format.set_quote_prefix() } else { format };
            if top { format.set_align(FormatAlign::Top) } else { format }
        };
        self.formats.entry((look, quoted, top)).or_insert_with(make).clone()
    }

    /// The sheet with its rows as tall as they must be.
    pub(super) fn finish(mut self) -> Result<Worksheet> {
        for (row, points) in &self.heights {
            self.worksheet.set_row_height(*row, *points)?;
        }
        Ok(self.worksheet)
    }
}
