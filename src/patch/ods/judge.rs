//! Whether a cell may be changed as asked, and what it becomes.
//!
//! First what it holds is compared with what it must hold, then everything that forbids a change is looked for, and
//! only then is the cell written. Where it goes in the file is not decided here.

use super::asked::Asked;
use super::atoms::Atoms;
use super::book::Book;
use super::cell::{self, Said};
use super::dress::Wardrobe;
use super::stored::ready;
use super::stretch;
use super::table::{Cell, Row, Sheet};
use super::validation::{Surroundings, Verdict};
use crate::grid::{Content, ods_cell};
use crate::patch::value::same;
use crate::patch::{Edit, Outcome, Refusal};
use crate::place::{COLUMNS, CellRange, CellRef, ROWS};

/// The style of cells that have none.
const DEFAULT: &str = "Default";

/// A cell as it is now.
pub(super) struct Target<'a> {
    /// Its sheet in the file.
    pub sheet: &'a Sheet,
    /// Its address.
    pub at: CellRef,
    /// The cell as written, once.
    pub written: String,
    /// The style that applies to it.
    pub style: String,
    said: Said,
    covered: bool,
}

/// A cell after its edits.
pub(super) struct Changed {
    /// What it holds.
    pub content: Content,
    /// The cell as written.
    pub written: String,
}

impl Book<'_> {
    /// What the edits of one cell make of it; or what becomes of them.
    pub fn judge(
        &self,
        position: usize,
        edits: &[&Edit],
        wardrobe: &mut Wardrobe,
    ) -> Result<Changed, Outcome> {
        let at = edits.first().ok_or(Outcome::Already)?.cell;
        let target = self.target(position, at).map_err(Outcome::Refused)?;
        let covers = |merge: &CellRange| merge.contains(at) && merge.first != at;
        if target.covered || target.sheet.merges.iter().any(covers) {
            return Err(Outcome::Refused(Refusal::MergedInside));
        }
        let changes: Vec<_> = edits.iter().map(|edit| &edit.change).collect();
        let asked = Asked::gather(&changes).map_err(Outcome::Refused)?;
        let now = ods_cell(&target.written).map_err(|fault| Outcome::Refused(fault.into()))?;
        let expected = edits.iter().find_map(|edit| edit.expected.as_ref());
        let wanted = asked.result(expected.unwrap_or(&now), self.styles.format(&target.style));
        if wanted.as_ref().is_ok_and(|wanted| same(wanted, &now)) {
            return Err(Outcome::Already);
        }
        let mut expectations = edits.iter().filter_map(|edit| edit.expected.as_ref());
        if expectations.any(|expected| !same(expected, &now)) {
            return Err(Outcome::Differs(now));
        }
        let written = self.forbidden(&target).and(wanted).and_then(|wanted| {
            self.ruled(&target, &wanted)?;
            let written = self.written(&target, &asked, &now, &wanted, wardrobe)?;
            Ok(Changed { content: wanted, written })
        });
        written.map_err(Outcome::Refused)
    }

    /// The cell of this address.
    pub fn target(&self, position: usize, at: CellRef) -> Result<Target<'_>, Refusal> {
        let sheet = self.sheet(position).ok_or(Refusal::NoSheet)?;
        if at.row >= ROWS || at.column >= COLUMNS {
            return Err(Refusal::NoCell);
        }
        let row = sheet.row(at.row);
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.columns.contains(&at.column)));
        let written = self.once(cell)?;
        let said = cell::said(&written)?;
        let of_row = row.and_then(|row: &Row| row.style.as_deref());
        let style = said.style.as_deref().or(of_row).or_else(|| sheet.column_style(at.column));
        let style = style.unwrap_or(DEFAULT).to_owned();
        Ok(Target { sheet, at, written, style, said, covered: cell.is_some_and(|cell| cell.covered) })
    }

    /// A cell as written, without its repetition.
    fn once(&self, cell: Option<&Cell>) -> Result<String, Refusal> {
        let Some(cell) = cell else { return Ok(cell::MISSING.to_owned()) };
        Ok(cell::with_attribute(self.content.slice(cell.span.clone()), cell::REPEATED, None)?)
    }

    /// Fails if the cell may not be changed at all.
    fn forbidden(&self, target: &Target) -> Result<(), Refusal> {
        let Target { sheet, at, .. } = target;
        let is_in = |ranges: &[CellRange]| ranges.iter().any(|range| range.contains(*at));
        let in_pivot = |(name, range): &(String, CellRange)| *name == sheet.name && range.contains(*at);
        match () {
            () if sheet.linked || is_in(&sheet.sourced) => Err(Refusal::Linked),
            () if is_in(&sheet.arrays) => Err(Refusal::Array),
            () if target.said.formula => Err(Refusal::Formula),
            () if sheet.protected && self.styles.is_locked(&target.style) => Err(Refusal::Protected),
            () if self.scan.pivots.iter().any(in_pivot) => Err(Refusal::Pivot),
            () => Ok(()),
        }
    }

    /// Fails if the cell may not hold this.
    fn ruled(&self, target: &Target, wanted: &Content) -> Result<(), Refusal> {
        let Some(name) = &target.said.rule else { return Ok(()) };
        let Some(rule) = self.scan.rules.get(name) else { return Ok(()) };
        let lookup = |sheet: Option<&str>, range: CellRange| {
            let sheet = self.read(sheet.unwrap_or(&target.sheet.name))?;
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
        now: &Content,
        wanted: &Content,
        wardrobe: &mut Wardrobe,
    ) -> Result<String, Refusal> {
        if let (Asked::Stretches(stretches), Content::Text(now)) = (asked, now) {
            let atoms = Atoms::read(&target.written)?;
            // The grid may have cleaned what stands there: then offsets mean something else.
            if !atoms.paragraphs.is_empty() && atoms.text != *now {
                return Err(Refusal::Stretch);
            }
            if !atoms.paragraphs.is_empty() {
                let whole = target.written.clone();
                let cut = |cell: String, (range, text): &(_, String)| stretch::replace(&cell, range, text);
                return Ok(cell::as_text(&stretches.iter().try_fold(whole, cut)?)?);
            }
        }
        let ready = ready(wanted, &target.style, &self.styles, self.day_zero());
        let cell = cell::with_value(&target.written, &ready.stored)?;
        let Some(dress) = ready.dress else { return Ok(cell) };
        let style = wardrobe.dressed(&target.style, dress);
        Ok(cell::with_attribute(&cell, "table:style-name", Some(&style))?)
    }
}
