//! Reading again what was written: every box must say the value, and nothing else may have changed its meaning.
//!
//! A cell that holds the right bytes is not enough. What counts is that the form, read as offices' forms are read, now
//! says the new value in that box and the old ones everywhere else.

use super::Intento;
use crate::grid::Workbook;
use crate::layout::Lessico;
use crate::model::walk::{Voce, walk, walk_row};
use crate::place::Place;
use crate::read::{Letto, read_workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What reading again shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reread {
    /// Positions, among the intentions given, of those that the form does not say.
    pub unsaid: Vec<usize>,
    /// Sheets in which some other box changed its meaning.
    pub disturbed: BTreeSet<Arc<str>>,
}

impl Reread {
    /// Whether everything is as it should be.
    pub fn is_right(&self) -> bool {
        self.unsaid.is_empty() && self.disturbed.is_empty()
    }
}

/// Compares a workbook before and after its edits, as read. `followed` are the cells of formulas whose results followed.
pub fn confirm(
    before: &Workbook,
    after: &Workbook,
    intenti: &[&Intento],
    followed: &[Place],
    lessico: &Lessico,
) -> Reread {
    let (old, _) = read_workbook(before, lessico);
    let (new, _) = read_workbook(after, lessico);
    let (old, new) = (voci(&old), voci(&new));
    let mut reread = Reread::default();
    for (at, intento) in intenti.iter().enumerate() {
        let nome = intento.voce.nome();
        let kind = nome.split(" dell'indicatore").next().unwrap_or(&nome);
        let said = new.iter().any(|((place, name), (capito, scritto))| {
            place.overlaps(intento) && name.contains(kind) && intento.valore.is_said(capito, *scritto)
        });
        if !said {
            reread.unsaid.push(at);
        }
    }
    let touched = |place: &Key<'_>| {
        intenti.iter().any(|intento| place.overlaps(intento))
            || followed.iter().any(|cell| cell.sheet == place.0.sheet && cell.cells.overlaps(&place.0.cells))
    };
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for key in keys {
        if old.get(key) != new.get(key) && !touched(&key.0) {
            reread.disturbed.insert(key.0.0.sheet.clone());
        }
    }
    reread
}

/// A place that can be compared with an intention's.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a>(&'a Place);

impl Key<'_> {
    fn overlaps(&self, intento: &Intento) -> bool {
        self.0.sheet == intento.place.sheet && self.0.cells.overlaps(&intento.place.cells)
    }
}

type Said<'a> = BTreeMap<(Key<'a>, String), (String, Option<&'a str>)>;

/// Everything that a workbook says, by cell and box.
fn voci(letto: &Letto) -> Said<'_> {
    let all = letto.schede.iter().flat_map(walk).chain(letto.righe.iter().flat_map(walk_row));
    all.map(|Voce { nome, capito, scritto, place }| ((Key(place), nome), (capito, scritto))).collect()
}
