//! Cells of an Office Open XML workbook changed, with every other byte left as it was.
//!
//! Edits are decided cell by cell; if all goes well the sheets concerned are written again with only those cells
//! different, results of formulas follow, and the package is rebuilt around the parts that changed. Three parts may
//! change besides the sheets: the styles (a style added), and the workbook (asking for a calculation).

mod allowed;
mod around;
mod calc;
mod decide;
mod dependents;
mod hide;
mod reference;
mod sheet;
mod splice;
mod stretch;
mod styles;
mod tables;
mod text;
mod validation;
mod workbook;
mod write;

pub(super) use hide::hide;

use super::{Edit, Outcome, Patched, Refusal};
use crate::grid::stored::Stored;
use crate::package::{Fault, Package, rewrite};
use crate::place::CellRef;
use decide::{Target, all};
use dependents::{Writes, follow};
use std::collections::BTreeMap;
use workbook::Workbook;

/// Applies the edits to a workbook whose package is open.
pub(super) fn patch(bytes: &[u8], package: &mut Package, edits: &[Edit]) -> Result<Patched, Refusal> {
    if package.names().any(|name| name.starts_with("_xmlsignatures/")) {
        return Err(Refusal::Signed);
    }
    let workbook = Workbook::open(package)?;
    let mut decided = Decisions::new(&workbook, edits);
    if decided.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Differs(_))) {
        decided.give_up();
    }
    let Decisions { outcomes, mut writes, changed } = decided;
    let followed = follow(&workbook, &changed, &mut writes)?;
    let parts = parts(&workbook, &writes, !changed.is_empty() && followed.uncertain)?;
    let bytes = if parts.is_empty() { None } else { Some(rewrite(bytes, &parts)?) };
    Ok(Patched { bytes, outcomes, recomputed: followed.recomputed })
}

/// What was decided on all edits.
struct Decisions {
    outcomes: Vec<Outcome>,
    writes: Writes,
    /// The values of the cells to be written.
    changed: BTreeMap<(usize, CellRef), Stored>,
}

impl Decisions {
    fn new(workbook: &Workbook, edits: &[Edit]) -> Decisions {
        let mut outcomes = vec![Outcome::Already; edits.len()];
        let mut cells: BTreeMap<(usize, CellRef), Vec<usize>> = BTreeMap::new();
        for (index, (edit, outcome)) in edits.iter().zip(&mut outcomes).enumerate() {
            match workbook.position(&edit.sheet) {
                Ok(position) => cells.entry((position, edit.cell)).or_default().push(index),
                Err(refusal) => *outcome = Outcome::Refused(refusal),
            }
        }
        let mut decisions = Decisions { outcomes, writes: Writes::new(), changed: BTreeMap::new() };
        for ((position, at), indexes) in cells {
            let concerned: Vec<&Edit> = indexes.iter().filter_map(|index| edits.get(*index)).collect();
            let decided = match workbook.sheet(position) {
                Ok(sheet) => Target { workbook, position, sheet, at }.decide(&concerned),
                Err(fault) => all(&concerned, &Outcome::Refused(Refusal::SheetDamaged(fault))),
            };
            for (index, outcome) in indexes.into_iter().zip(decided.outcomes) {
                if let Some(place) = decisions.outcomes.get_mut(index) {
                    *place = outcome;
                }
            }
            if let Some(write) = decided.write {
                decisions.writes.entry(position).or_default().insert(at, write);
                decisions.changed.insert((position, at), decided.stored);
            }
        }
        decisions
    }

    /// Writes nothing: the workbook is not the one that was read.
    fn give_up(&mut self) {
        self.writes.clear();
        self.changed.clear();
        for outcome in &mut self.outcomes {
            if *outcome == Outcome::Written {
                *outcome = Outcome::Refused(Refusal::Elsewhere);
            }
        }
    }
}

/// The parts that change, by name.
fn parts(workbook: &Workbook, writes: &Writes, calculate: bool) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let mut parts = Vec::new();
    for (position, writes) in writes {
        let sheet = workbook.sheet(*position)?;
        if sheet.part.is_converted() {
            return Err(Refusal::Encoding);
        }
        let target = workbook.book.sheets.get(*position).and_then(|entry| entry.target.clone());
        parts.push((target.ok_or(Fault::MissingPart)?, splice::written(sheet, writes)?.into_bytes()));
    }
    if let Some(styles) = workbook.styles.rewritten().filter(|_| !writes.is_empty()) {
        let name = workbook.styles_name.clone().ok_or(Fault::MissingPart)?;
        parts.push((name, styles.into_bytes()));
    }
    if calculate && let Some(main) = calc::asking(&workbook.main)? {
        if workbook.main.is_converted() {
            return Err(Refusal::Encoding);
        }
        parts.push((workbook.book.main.clone(), main.into_bytes()));
    }
    Ok(parts)
}
