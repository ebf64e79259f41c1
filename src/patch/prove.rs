//! The proof that a change did what it was meant to and nothing else, from the workbook read again.
//!
//! Every cell, fill, merged region and hidden row of every sheet is the same but for the cells written, which hold
//! what was asked with the fill they had, and the formulas that followed; every part of the package is the same but
//! for those that had to change. It changes nothing and repairs nothing.

use super::value::{same, typed};
use super::{Change, Edit, Outcome, Patched, Refusal};
use crate::grid::stored::written;
use crate::grid::{Book, Cell, Content, Format, Sheet, Workbook, package};
use crate::package::{Package, differing};
use crate::place::CellRef;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What the proof fails on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unproved {
    /// The sheets are not the same.
    Sheets,
    /// A sheet's merged regions, or hidden rows and columns, are not the same.
    Shape(Arc<str>),
    /// A cell is not what it should be.
    Cell(Arc<str>, CellRef),
    /// A part of the package changed that should not have.
    Part(String),
    /// The package cannot be opened again.
    Package(Refusal),
}

impl fmt::Display for Unproved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unproved::Sheets => f.write_str("i fogli non sarebbero più gli stessi"),
            Unproved::Shape(sheet) => write!(f, "nel foglio «{sheet}» cambierebbero unioni, righe o colonne"),
            Unproved::Cell(sheet, cell) => {
                write!(f, "la cella {cell} del foglio «{sheet}» non risulterebbe come deve")
            }
            Unproved::Part(part) => write!(f, "cambierebbe un elemento interno estraneo ({part})"),
            Unproved::Package(refusal) => write!(f, "il file modificato {}", refusal.reason()),
        }
    }
}

/// Cells that were meant to change: the edits written to each.
type Meant<'a> = BTreeMap<CellRef, Vec<&'a Change>>;

/// Proves on two readings of a workbook, before and after, that only the cells meant to change did.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn prove(before: &Workbook, after: &Workbook, edits: &[Edit], patched: &Patched) -> Result<(), Unproved> {
    let names = |workbook: &Workbook| -> Vec<(Arc<str>, bool, bool)> {
        let sheets = workbook.sheets.iter();
        sheets.map(|sheet| (sheet.name.clone(), sheet.hidden, sheet.has_fills)).collect()
    };
    if before.format != after.format || names(before) != names(after) {
        return Err(Unproved::Sheets);
    }
    for (old, new) in before.sheets.iter().zip(&after.sheets) {
        let mut meant = Meant::new();
        for (edit, outcome) in edits.iter().zip(&patched.outcomes) {
            if *outcome == Outcome::Written && is_name(&edit.sheet, &old.name) {
                meant.entry(edit.cell).or_default().push(&edit.change);
            }
        }
        let followed = patched.recomputed.iter().filter(|formula| formula.sheet == old.name);
        let results = followed.map(|formula| (formula.cell, formula.value.as_ref())).collect();
        prove_sheet(old, new, &meant, &results)?;
    }
    Ok(())
}

/// Proves on the bytes of a workbook, before and after, that only the parts that had to change did.
///
/// # Errors
/// The first part that should have stayed as it was.
pub fn prove_parts(before: &[u8], after: &[u8], edits: &[Edit], patched: &Patched) -> Result<(), Unproved> {
    let meant = meant_parts(before, edits, patched).map_err(Unproved::Package)?;
    let changed = differing(before, after).map_err(|fault| Unproved::Package(fault.into()))?;
    match changed.into_iter().find(|name| !meant.contains(name)) {
        Some(name) => Err(Unproved::Part(name)),
        None => Ok(()),
    }
}

/// The names of the parts that had to change.
fn meant_parts(bytes: &[u8], edits: &[Edit], patched: &Patched) -> Result<BTreeSet<String>, Refusal> {
    let (format, mut package) = package(bytes)?.ok_or(Refusal::Format)?;
    if format == Format::Ods {
        return Ok(BTreeSet::from(["content.xml".to_owned()]));
    }
    let book = Book::read(&mut package)?;
    let written = edits.iter().zip(&patched.outcomes).filter(|(_, outcome)| **outcome == Outcome::Written);
    let mut sheets: Vec<&Arc<str>> = written.map(|(edit, _)| &edit.sheet).collect();
    sheets.extend(patched.recomputed.iter().map(|formula| &formula.sheet));
    let has = |name: &str| sheets.iter().any(|sheet| is_name(sheet, name));
    let mut meant: Vec<String> = Vec::new();
    meant
        .extend(book.sheets.iter().filter(|sheet| has(&sheet.name)).filter_map(|sheet| sheet.target.clone()));
    meant.extend(book.shared("styles").map(str::to_owned));
    if !sheets.is_empty() {
        meant.push(book.main.clone());
    }
    Ok(meant.iter().map(|name| Package::canonical(name)).collect())
}

fn is_name(asked: &str, name: &str) -> bool {
    asked.to_lowercase() == name.to_lowercase()
}

fn prove_sheet(
    old: &Sheet,
    new: &Sheet,
    meant: &Meant,
    results: &BTreeMap<CellRef, Option<&Content>>,
) -> Result<(), Unproved> {
    let (mut used, mut reached) = (CellRef::new(0, 0), CellRef::new(0, 0));
    let widen = |corner: &mut CellRef, at: &CellRef| {
        *corner = CellRef::new(corner.row.max(at.row), corner.column.max(at.column));
    };
    old.cells.keys().for_each(|at| widen(&mut used, at));
    meant.keys().for_each(|at| widen(&mut reached, at));
    // Hidden rows and columns are told up to the last cell: a cell added beyond it tells more of them.
    let same_hidden = |old: &BTreeSet<u32>, new: &BTreeSet<u32>, used: u32, reached: u32| {
        old.is_subset(new) && new.difference(old).all(|index| used < *index && *index <= reached)
    };
    let merges = |sheet: &Sheet| sheet.merges.iter().map(|merge| merge.first).collect::<Vec<_>>();
    if !same_hidden(&old.hidden_rows, &new.hidden_rows, used.row, reached.row)
        || !same_hidden(&old.hidden_columns, &new.hidden_columns, used.column, reached.column)
        || merges(old) != merges(new)
    {
        return Err(Unproved::Shape(old.name.clone()));
    }
    let all: BTreeSet<CellRef> =
        old.cells.keys().chain(new.cells.keys()).chain(meant.keys()).copied().collect();
    for at in all {
        let (was, is) = (old.cells.get(&at), new.cells.get(&at));
        let proved = match (meant.get(&at), results.get(&at)) {
            (Some(changes), _) => is_written(was, is, changes),
            (None, Some(value)) => follows(was, is, *value),
            (None, None) => is_same(was, is),
        };
        if !proved {
            return Err(Unproved::Cell(old.name.clone(), at));
        }
    }
    Ok(())
}

/// Whether a cell is what it was; a region as large as the sheet may be told larger, for the cells beside it are more.
fn is_same(was: Option<&Cell>, is: Option<&Cell>) -> bool {
    let seen =
        |cell: &Cell| (cell.range.first, cell.content.clone(), cell.text.clone(), cell.fill, cell.formula);
    was.map(seen) == is.map(seen)
}

/// Whether a formula is what it was, with its new result.
fn follows(was: Option<&Cell>, is: Option<&Cell>, value: Option<&Content>) -> bool {
    let shown = value.unwrap_or(&Content::Empty);
    // A formula without a result was nothing to be read; one that loses it, no more.
    let still = was.zip(is).is_none_or(|(was, is)| was.formula == is.formula);
    still && looks_same(was, is) && same(content(is), shown)
}

fn looks_same(was: Option<&Cell>, is: Option<&Cell>) -> bool {
    was.and_then(|cell| cell.fill) == is.and_then(|cell| cell.fill)
}

/// Whether a cell holds what was asked, and looks as it did; one that was not there looks as its row or column.
fn is_written(was: Option<&Cell>, is: Option<&Cell>, changes: &[&Change]) -> bool {
    (was.is_none() || looks_same(was, is)) && is.is_none_or(|is| !is.formula) && holds(content(was), content(is), changes)
}

fn content(cell: Option<&Cell>) -> &Content {
    cell.map_or(&Content::Empty, |cell| &cell.content)
}

fn holds(was: &Content, is: &Content, changes: &[&Change]) -> bool {
    match changes {
        [Change::Empty] => same(is, &Content::Empty),
        [Change::Text(text)] => same(is, &written(text)),
        [Change::Bool(value)] => *is == Content::Bool(*value),
        // In a cell whose format is text, what one would type.
        [change @ Change::Date(day)] => match is {
            Content::Date { date, .. } => date == day,
            other => *other == Content::Text(typed(change)),
        },
        [change @ Change::Number { value, percent }] => match is {
            Content::Number { value: stored, .. } => super::value::stored(*value) == Some(*stored),
            other => *percent && *other == Content::Text(typed(change)),
        },
        _ => replaced(was, changes).is_some_and(|text| same(is, &written(&text))),
    }
}

/// The text of a cell with all stretches replaced.
fn replaced(was: &Content, changes: &[&Change]) -> Option<String> {
    let mut text = match was {
        Content::Text(text) => text.clone(),
        _ => String::new(),
    };
    let mut stretches: Vec<(&Range<usize>, &str)> = Vec::new();
    for change in changes {
        let Change::Stretch { range, text } = change else { return None };
        stretches.push((range, text));
    }
    stretches.sort_by_key(|(range, _)| (range.start, range.end));
    for (range, new) in stretches.into_iter().rev() {
        text.get(range.clone())?;
        text.replace_range(range.clone(), new);
    }
    Some(text)
}
