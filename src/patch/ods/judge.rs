//! Whether a cell may be changed as asked, and what it becomes.
//!
//! First what it holds is compared with what it must hold, then everything that forbids a change is looked for, and
//! only then is the cell written. Where it goes in the file is not decided here.

use super::super::{Edit, Outcome, Refusal};
use super::atoms::Atoms;
use super::cell::{self, Said};
use super::dress::Wardrobe;
use super::scan::{Cell, Row, Scan, Sheet};
use super::stored::ready;
use super::stretch;
use super::styles::Styles;
use super::validation::{Surroundings, Verdict};
use super::value::{Asked, same};
use crate::grid::{self, Content, Workbook};
use crate::package::{Fault, Part};
use crate::place::{COLUMNS, CellRange, CellRef, ROWS};
use jiff::civil::{Date, date};

/// The style of cells that have none.
const DEFAULT: &str = "Default";

/// A workbook as far as it was read.
pub(super) struct Book {
    /// The part that holds the sheets.
    pub content: Part,
    /// Where things stand in it.
    pub scan: Scan,
    /// The styles of cells.
    pub styles: Styles,
    /// What the cells hold.
    pub grid: Workbook,
}

/// A cell as it is now.
pub(super) struct Target<'a> {
    /// Its sheet in the file.
    pub sheet: &'a Sheet,
    /// The same sheet as read.
    pub read: &'a grid::Sheet,
    /// Its address.
    pub at: CellRef,
    /// The cell as written, once.
    pub written: String,
    said: Said,
    style: String,
}

impl Book {
    /// Day 0 of the workbook.
    pub fn day_zero(&self) -> Date {
        self.scan.day_zero.unwrap_or(date(1899, 12, 30))
    }

    /// What the edits of one cell make of it; or what becomes of them.
    pub fn judge(&self, edits: &[&Edit], wardrobe: &mut Wardrobe) -> Result<(CellRef, String), Outcome> {
        let first = edits.first().ok_or(Outcome::Already)?;
        let target = self.target(&first.sheet, first.cell).map_err(Outcome::Refused)?;
        let changes: Vec<_> = edits.iter().map(|edit| &edit.change).collect();
        let asked = Asked::gather(&changes).map_err(Outcome::Refused)?;
        let now = target.content();
        let expected = edits.iter().find_map(|edit| edit.expected.as_ref());
        let wanted = asked.result(expected.unwrap_or(&now));
        if wanted.as_ref().is_ok_and(|wanted| same(wanted, &now)) {
            return Err(Outcome::Already);
        }
        let mut expectations = edits.iter().filter_map(|edit| edit.expected.as_ref());
        if expectations.any(|expected| !same(expected, &now)) {
            return Err(Outcome::Differs(now));
        }
        let wanted = wanted.map_err(Outcome::Refused)?;
        self.forbidden(&target, &wanted).map_err(Outcome::Refused)?;
        let written = self.written(&target, &asked, &wanted, wardrobe).map_err(Outcome::Refused)?;
        Ok((target.at, written))
    }

    /// The cell of this address.
    fn target(&self, name: &str, at: CellRef) -> Result<Target<'_>, Refusal> {
        let sheet = self.sheet(name).ok_or(Refusal::NoSheet)?;
        let read = self.read(name).ok_or(Refusal::NoSheet)?;
        if at.row >= ROWS || at.column >= COLUMNS {
            return Err(Refusal::NoCell);
        }
        let row = sheet.rows.iter().find(|row| row.rows.contains(&at.row));
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.columns.contains(&at.column)));
        let covered = read.covered.contains_key(&at) || cell.is_some_and(|cell| cell.covered);
        if covered {
            return Err(Refusal::MergedInside);
        }
        let written = self.once(cell)?;
        let said = cell::said(&written)?;
        let inherited = || row.and_then(|row: &Row| row.style.as_deref()).or(sheet.column_style(at.column));
        let style = said.style.as_deref().or_else(inherited).unwrap_or(DEFAULT).to_owned();
        Ok(Target { sheet, read, at, written, said, style })
    }

    /// The sheet of this name in the file, if it is the only one.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        let mut found = self.scan.sheets.iter().filter(|sheet| sheet.name == name);
        found.next().filter(|_| found.next().is_none())
    }

    fn read(&self, name: &str) -> Option<&grid::Sheet> {
        self.grid.sheets.iter().find(|sheet| &*sheet.name == name)
    }

    /// A cell as written, without its repetition.
    fn once(&self, cell: Option<&Cell>) -> Result<String, Refusal> {
        match cell {
            Some(cell) => {
                Ok(cell::with_attribute(self.content.slice(cell.span.clone()), cell::REPEATED, None)?)
            }
            None => Ok(cell::MISSING.to_owned()),
        }
    }

    /// Fails if the cell may not hold this.
    fn forbidden(&self, target: &Target, wanted: &Content) -> Result<(), Refusal> {
        let Target { sheet, at, .. } = target;
        let is_in = |ranges: &[CellRange]| ranges.iter().any(|range| range.contains(*at));
        let in_pivot = |(name, range): &(String, CellRange)| *name == sheet.name && range.contains(*at);
        match () {
            () if sheet.linked || is_in(&sheet.sourced) => Err(Refusal::Linked),
            () if sheet.protected && self.styles.is_locked(&target.style) => Err(Refusal::Protected),
            () if is_in(&sheet.arrays) => Err(Refusal::Array),
            () if target.said.formula => Err(Refusal::Formula),
            () if self.scan.pivots.iter().any(in_pivot) => Err(Refusal::Pivot),
            () => self.ruled(target, wanted),
        }
    }

    fn ruled(&self, target: &Target, wanted: &Content) -> Result<(), Refusal> {
        let Some(name) = &target.said.rule else { return Ok(()) };
        let Some(rule) = self.scan.rules.get(name) else { return Ok(()) };
        let lookup = |sheet: Option<&str>, range: CellRange| {
            let sheet = sheet.map_or(Some(target.read), |name| self.read(name))?;
            let rows = range.first.row..=range.last.row;
            let columns = || range.first.column..=range.last.column;
            let cells = rows.flat_map(|row| columns().map(move |column| CellRef::new(row, column)));
            let content = |at| sheet.cells.get(&at).map(|cell| cell.content.clone()).unwrap_or_default();
            Some(cells.map(content).collect())
        };
        match rule.judge(wanted, &Surroundings { lookup: &lookup, day_zero: self.day_zero() }) {
            Verdict::Kept => Ok(()),
            Verdict::Broken => Err(Refusal::Validation),
            Verdict::Unknown if rule.stops => Err(Refusal::ValidationUnknown),
            Verdict::Unknown => Ok(()),
        }
    }

    fn written(
        &self,
        target: &Target,
        asked: &Asked,
        wanted: &Content,
        wardrobe: &mut Wardrobe,
    ) -> Result<String, Refusal> {
        if let (Asked::Stretches(stretches), Content::Text(now)) = (asked, target.content())
            && has_paragraphs(&target.written)?
        {
            // The grid may have cleaned what stands there: then offsets mean something else.
            if Atoms::read(&target.written)?.text != now {
                return Err(Refusal::Stretch);
            }
            let mut cell = target.written.clone();
            for (range, text) in stretches {
                cell = stretch::replace(&cell, range, text)?;
            }
            return Ok(cell::as_text(&cell)?);
        }
        let ready = ready(wanted, &target.style, &self.styles, self.day_zero());
        let cell = cell::with_value(&target.written, &ready.stored)?;
        Ok(match ready.dress {
            Some(dress) => {
                let style = wardrobe.dressed(&target.style, dress);
                cell::with_attribute(&cell, "table:style-name", Some(&style))?
            }
            None => cell,
        })
    }
}

fn has_paragraphs(cell: &str) -> Result<bool, Fault> {
    Ok(!Atoms::read(cell)?.paragraphs.is_empty())
}

impl Target<'_> {
    /// What it holds.
    fn content(&self) -> Content {
        self.read.cells.get(&self.at).map(|cell| cell.content.clone()).unwrap_or_default()
    }
}
