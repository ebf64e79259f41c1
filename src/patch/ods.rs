//! Cells of an OpenDocument spreadsheet changed where they stand in its content.
//!
//! The content is read once for where things stand, and the cells concerned as the grid reads them; then only their
//! bytes are replaced, and those of the formulas that followed. Every other part of the package is copied as it is
//! stored.

mod address;
mod asked;
mod atoms;
mod book;
mod cell;
mod dress;
mod format;
mod grow;
mod hide;
mod judge;
mod results;
mod saved;
mod scan;
mod stored;
mod stretch;
mod styles;
mod table;
mod text;
mod validation;

pub(super) use hide::hide;

use super::value::same;
use super::{Edit, Outcome, Patched, Refusal};
use crate::package::{Package, rewrite};
use crate::place::CellRef;
use book::{Book, CONTENT};
use dress::Wardrobe;
use results::{Changed, follow};
use std::collections::BTreeMap;

/// Cells as they will be written, by the position of their sheet.
type Cells = BTreeMap<usize, BTreeMap<CellRef, String>>;

/// Applies the edits to an OpenDocument spreadsheet whose package is open.
pub(super) fn patch(bytes: &[u8], package: &mut Package, edits: &[Edit]) -> Result<Patched, Refusal> {
    let book = Book::open(bytes, package, edits)?;
    let mut wardrobe = Wardrobe::new(&book.styles, &book.content);
    let mut decided = Decisions::new(&book, edits, &mut wardrobe);
    if decided.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Differs(_))) {
        decided.give_up();
    }
    let Decisions { outcomes, mut cells, changed } = decided;
    let recomputed = follow(&book, &changed, &mut cells)?;
    let bytes = if cells.is_empty() { None } else { Some(written(bytes, &book, &cells, &wardrobe)?) };
    Ok(Patched { bytes, outcomes, recomputed })
}

/// What was decided on all edits.
struct Decisions {
    outcomes: Vec<Outcome>,
    cells: Cells,
    /// What the cells written will hold.
    changed: Changed,
}

impl Decisions {
    fn new(book: &Book, edits: &[Edit], wardrobe: &mut Wardrobe) -> Decisions {
        let mut outcomes = vec![Outcome::Refused(Refusal::NoSheet); edits.len()];
        let mut groups: BTreeMap<(usize, CellRef), Vec<(&Edit, &mut Outcome)>> = BTreeMap::new();
        for (edit, outcome) in edits.iter().zip(&mut outcomes) {
            if let Some(position) = book.position(&edit.sheet) {
                groups.entry((position, edit.cell)).or_default().push((edit, outcome));
            }
        }
        let (mut cells, mut changed) = (Cells::new(), Changed::new());
        for ((position, at), group) in groups {
            let concerned: Vec<&Edit> = group.iter().map(|(edit, _)| *edit).collect();
            let judged = book.judge(position, &concerned, wardrobe).map(|cell| {
                cells.entry(position).or_default().insert(at, cell.written);
                changed.insert((position, at), cell.content);
            });
            let common = judged.err().unwrap_or(Outcome::Written);
            for (edit, outcome) in group {
                *outcome = match &common {
                    // The others of the cell expected what is there, or nothing.
                    Outcome::Differs(now) if edit.expected.as_ref().is_none_or(|asked| same(asked, now)) => {
                        Outcome::Refused(Refusal::Elsewhere)
                    }
                    common => common.clone(),
                };
            }
        }
        Decisions { outcomes, cells, changed }
    }

    /// Writes nothing: the workbook is not the one that was read.
    fn give_up(&mut self) {
        self.cells.clear();
        self.changed.clear();
        for outcome in self.outcomes.iter_mut().filter(|outcome| **outcome == Outcome::Written) {
            *outcome = Outcome::Refused(Refusal::Elsewhere);
        }
    }
}

/// The package with these cells in it.
fn written(bytes: &[u8], book: &Book, cells: &Cells, wardrobe: &Wardrobe) -> Result<Vec<u8>, Refusal> {
    let mut splices = wardrobe.splices(book.content.slice(book.scan.root.clone()));
    for (position, cells) in cells {
        let sheet = book.sheet(*position).ok_or(Refusal::NoSheet)?;
        splices.extend(grow::splices(&book.content, sheet, cells)?);
    }
    let content = stretch::splice(book.content.slice(0..book.content.bytes().len()), splices);
    Ok(rewrite(bytes, &[(CONTENT.to_owned(), content.into_bytes())])?)
}
