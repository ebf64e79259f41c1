//! Changes of cells gathered before they are made: one kind a cell, and emptying goes before everything else.

use crate::patch::Change;
use crate::place::{CellRange, CellRef, Place};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a cell shall become.
#[derive(Debug, Clone, PartialEq)]
pub enum Cambio {
    /// Empty.
    Vuota,
    /// Its text with stretches replaced.
    Tratti(Vec<(Range<usize>, String)>),
    /// Another value.
    Intero(Change),
}

/// A change of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Azione {
    /// What it shall become.
    pub cambio: Cambio,
    /// What the form calls it.
    pub nome: String,
    /// The obiettivo; empty for a heading.
    pub obiettivo: String,
}

/// The changes of a workbook, by sheet and cell.
#[derive(Debug, Clone, Default)]
pub struct Azioni(BTreeMap<(Arc<str>, CellRef), Azione>);

impl Azioni {
    /// Adds a change; whether it, or one that makes it useless, is now there.
    pub(super) fn add(&mut self, sheet: &Arc<str>, cell: CellRef, azione: Azione) -> bool {
        use std::collections::btree_map::Entry;
        match self.0.entry((sheet.clone(), cell)) {
            Entry::Vacant(place) => {
                place.insert(azione);
                true
            }
            Entry::Occupied(mut known) => known.get_mut().take(azione),
        }
    }

    /// Whether a cell is emptied.
    pub(super) fn empties(&self, sheet: &Arc<str>, cell: CellRef) -> bool {
        self.0.get(&(sheet.clone(), cell)).is_some_and(|known| known.cambio == Cambio::Vuota)
    }

    /// Whether a cell changes.
    pub(super) fn has(&self, sheet: &Arc<str>, cell: CellRef) -> bool {
        self.0.contains_key(&(sheet.clone(), cell))
    }

    /// The changes, sheet by sheet.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, CellRef, &Azione)> {
        self.0.iter().map(|((sheet, cell), azione)| (sheet, *cell, azione))
    }

    /// How many cells change.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of a change in this file.
    pub fn place(file: &Arc<str>, sheet: &Arc<str>, cell: CellRef) -> Place {
        Place { file: file.clone(), sheet: sheet.clone(), cells: CellRange::single(cell) }
    }
}

impl Azione {
    /// Joins another change of the same cell, if both can be made.
    fn take(&mut self, other: Azione) -> bool {
        match (&mut self.cambio, other.cambio) {
            (Cambio::Vuota, _) => true,
            (_, Cambio::Vuota) => {
                self.cambio = Cambio::Vuota;
                true
            }
            (Cambio::Tratti(known), Cambio::Tratti(more)) => {
                for (range, text) in more {
                    if known.iter().any(|(own, new)| *own == range && *new == text) {
                        continue;
                    }
                    if known.iter().any(|(own, _)| own.start < range.end && range.start < own.end) {
                        return false;
                    }
                    known.push((range, text));
                }
                true
            }
            (Cambio::Intero(known), Cambio::Intero(other)) => *known == other,
            _ => false,
        }
    }
}
