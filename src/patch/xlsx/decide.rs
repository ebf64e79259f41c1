//! What becomes of each edit, before anything is written: made, not needed, not expected, refused.
//!
//! What a cell holds is looked at first, then what forbids changing it, then what it shall hold. Nothing is changed
//! here.

use super::allowed::View;
use super::sheet::{Cell, FormulaKind, Sheet};
use super::splice::Write;
use super::stretch;
use super::text::{Piece, Rich};
use super::workbook::Workbook;
use super::write::Body;
use crate::grid::Content;
use crate::grid::stored::Stored;
use crate::package::{Fault, Part};
use crate::patch::value::{Value, check_text, same};
use crate::patch::{Change, Edit, Outcome, Refusal};
use crate::place::{COLUMNS, CellRange, CellRef, ROWS};
use std::ops::Range;

/// The edits of one cell, decided.
pub(super) struct Decided {
    /// What becomes of each of them.
    pub outcomes: Vec<Outcome>,
    /// What is to be written, if all goes well.
    pub write: Option<Write>,
    /// The value it gives the cell.
    pub stored: Stored,
}

/// A cell that edits concern.
pub(super) struct Target<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// The position of its sheet.
    pub position: usize,
    /// Its sheet.
    pub sheet: &'a Sheet,
    /// Its address.
    pub at: CellRef,
}

impl Target<'_> {
    /// Decides on all edits of this cell.
    pub fn decide(&self, edits: &[&Edit]) -> Decided {
        self.outcomes(edits).unwrap_or_else(|refusal| all(edits, &Outcome::Refused(refusal)))
    }

    fn outcomes(&self, edits: &[&Edit]) -> Result<Decided, Refusal> {
        let cell = self.cell(edits)?;
        let current = match cell {
            Some(cell) => self.workbook.content(self.sheet, cell).map_err(Refusal::SheetDamaged)?,
            None => Content::Empty,
        };
        let wanted = self.wanted(cell, edits, &current);
        let reached = |wanted: &Content| same(wanted, &current);
        if wanted.as_ref().is_ok_and(|(value, _)| reached(&value.content))
            || self.wanted_from_expected(edits).is_some_and(|text| reached(&Content::Text(text)))
        {
            return Ok(all(edits, &Outcome::Already));
        }
        let differs =
            |edit: &&&Edit| edit.expected.as_ref().is_some_and(|expected| !same(expected, &current));
        if edits.iter().any(|edit| differs(&edit)) {
            let outcome = |edit| match differs(&edit) {
                true => Outcome::Differs(current.clone()),
                false => Outcome::Refused(Refusal::Elsewhere),
            };
            return Ok(Decided {
                outcomes: edits.iter().map(outcome).collect(),
                write: None,
                stored: Stored::Nothing,
            });
        }
        self.check_place(cell)?;
        let (value, body) = wanted?;
        self.check_rules(&value)?;
        let style = self.style(cell);
        let new_style = match value.format {
            Some(format) => Some(self.workbook.styles.with_format(style, format)?),
            None if cell.is_none() => Some(style),
            None => None,
        };
        let write = Some(Write { body, style: new_style });
        Ok(Decided { outcomes: vec![Outcome::Written; edits.len()], write, stored: value.stored })
    }

    /// The cell, if it is there; refused where it is no single cell.
    fn cell(&self, edits: &[&Edit]) -> Result<Option<&Cell>, Refusal> {
        let stretches = edits.iter().all(|edit| matches!(edit.change, Change::Stretch { .. }));
        let covers = |merge: &CellRange| merge.contains(self.at) && merge.first != self.at;
        match self.sheet.find(self.at).as_slice() {
            _ if self.at.row >= ROWS || self.at.column >= COLUMNS => Err(Refusal::NoCell),
            _ if edits.len() > 1 && !stretches => Err(Refusal::Conflict),
            _ if self.sheet.around.merges.iter().any(covers) => Err(Refusal::MergedInside),
            [] => Ok(None),
            [cell] => Ok(Some(cell)),
            _ => Err(Refusal::CellTwice),
        }
    }

    /// The style of the cell, or the one its row or else its column gives it.
    fn style(&self, cell: Option<&Cell>) -> usize {
        let of_row = || self.sheet.row(self.at.row).and_then(|row| row.style).map(|style| style as usize);
        cell.map_or_else(
            || of_row().unwrap_or_else(|| self.sheet.around.column_style(self.at.column)),
            |cell| cell.style,
        )
    }

    /// The value the cell shall hold, and how it is written.
    fn wanted(
        &self,
        cell: Option<&Cell>,
        edits: &[&Edit],
        current: &Content,
    ) -> Result<(Value, Body), Refusal> {
        let format = self.workbook.styles.format(self.style(cell));
        let first = edits.first().ok_or(Refusal::NoCell)?;
        if let Some(value) = Value::of(&first.change, format, self.workbook.book.from_1904)? {
            let body = Body::Value(value.stored.clone());
            return Ok((value, body));
        }
        let (part, mut rich) = match (cell, current) {
            (Some(cell), Content::Text(_)) => self.pieces(cell).map_err(Refusal::SheetDamaged)?,
            (_, Content::Empty) => (None, Rich::default()),
            _ => return Err(Refusal::NotText),
        };
        stretches(edits).iter().try_for_each(|(_, text)| check_text(text))?;
        stretch::replace(&mut rich, &stretches(edits))?;
        let value = Value::replaced(rich.text())?;
        let body = match part {
            Some(part) if value.stored != Stored::Nothing => {
                Body::Runs(stretch::rewritten(&rich, part, &self.sheet.prefix)?)
            }
            _ => Body::Value(value.stored.clone()),
        };
        Ok((value, body))
    }

    /// The text of a cell in pieces, and the part in which they stand.
    fn pieces(&self, cell: &Cell) -> Result<(Option<&Part>, Rich), Fault> {
        if let Some((part, rich)) = self.workbook.rich(self.sheet, cell)? {
            return Ok((Some(part), rich));
        }
        let text = match self.workbook.stored(self.sheet, cell)? {
            Stored::Text(text) => text,
            _ => String::new(),
        };
        Ok((None, Rich { pieces: vec![Piece { text, ..Piece::default() }], ..Rich::default() }))
    }

    /// What stretches would have made of the text they were expected to find.
    fn wanted_from_expected(&self, edits: &[&Edit]) -> Option<String> {
        let expected = match edits.first()?.expected.as_ref()? {
            Content::Text(text) => text.as_str(),
            Content::Empty => "",
            _ => return None,
        };
        let mut ordered = stretches(edits);
        if ordered.len() != edits.len() {
            return None;
        }
        ordered.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = expected.to_owned();
        for (range, new) in ordered.into_iter().rev() {
            text.get(range.clone())?;
            text.replace_range(range, new);
        }
        Some(text)
    }

    /// Refuses a cell that must not be changed, whatever the value.
    fn check_place(&self, cell: Option<&Cell>) -> Result<(), Refusal> {
        if let Some(formula) = cell.and_then(|cell| cell.formula.as_ref()) {
            return Err(match formula.kind {
                FormulaKind::Normal => Refusal::Formula,
                FormulaKind::Shared => Refusal::SharedFormula,
                FormulaKind::Array => Refusal::Array,
                FormulaKind::DataTable => Refusal::DataTable,
            });
        }
        match self.sheet.filled.iter().find(|(range, _)| range.contains(self.at)) {
            Some((_, FormulaKind::DataTable)) => return Err(Refusal::DataTable),
            Some(_) => return Err(Refusal::Array),
            None => {}
        }
        if let Some(refusal) = self.workbook.tables(self.position).refusal(self.at) {
            return Err(refusal);
        }
        if self.sheet.around.protected && self.workbook.styles.is_locked(self.style(cell)) {
            return Err(Refusal::Protected);
        }
        match () {
            () if self.sheet.part.is_converted() => Err(Refusal::Encoding),
            () if cell.is_none() && !self.sheet.is_orderly() => Err(Refusal::OutOfOrder),
            () => Ok(()),
        }
    }

    fn check_rules(&self, value: &Value) -> Result<(), Refusal> {
        let view = View { workbook: self.workbook, sheet: self.position, cell: self.at };
        let concerned = self.sheet.around.rules.iter().filter(|rule| rule.concerns(self.at));
        let blank = value.content == Content::Empty;
        concerned.filter(|_| !blank).try_for_each(|rule| view.check(rule, &value.stored))
    }
}

/// The stretches that the edits replace.
fn stretches<'a>(edits: &[&'a Edit]) -> Vec<(Range<usize>, &'a str)> {
    let stretch = |edit: &&'a Edit| match &edit.change {
        Change::Stretch { range, text } => Some((range.clone(), text.as_str())),
        _ => None,
    };
    edits.iter().filter_map(stretch).collect()
}

/// The same outcome for all edits of a cell.
pub(super) fn all(edits: &[&Edit], outcome: &Outcome) -> Decided {
    Decided { outcomes: vec![outcome.clone(); edits.len()], write: None, stored: Stored::Nothing }
}
