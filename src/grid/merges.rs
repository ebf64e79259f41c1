//! Merged regions made trustworthy: right way round, disjoint, of a size that somebody could have drawn.
//!
//! Files declare what they like. A region that overlaps another is left out, one as large as the sheet is
//! cut to the part in use. Nothing here looks at what the cells contain.

use crate::place::{COLUMNS, CellRange, CellRef, ROWS};
use std::collections::BTreeMap;

/// A region larger than this is cut to the used area.
const LARGEST_DRAWN: u64 = 10_000;
/// Covered cells of one sheet beyond which regions are left out.
const MOST_COVERED: u64 = 1_000_000;

/// The regions that can be trusted.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// In order of their first cell.
    pub merges: Vec<CellRange>,
    /// Each covered cell with the first cell of its region.
    pub covered: BTreeMap<CellRef, CellRef>,
    /// How many regions were left out.
    pub ignored: usize,
}

/// Settles the declared regions of a sheet used up to a corner.
pub(super) fn settle(mut declared: Vec<CellRange>, used: CellRef) -> Settled {
    declared.sort();
    declared.dedup();
    let mut settled = Settled::default();
    for region in declared {
        let possible = is_possible(&region).then(|| cut(region, used));
        match possible {
            Some(region) if region.first == region.last => {}
            Some(region) if settled.has_room_for(&region) => settled.add(region),
            _ => settled.ignored += 1,
        }
    }
    settled
}

impl Settled {
    fn has_room_for(&self, region: &CellRange) -> bool {
        self.covered.len() as u64 + area(region) <= MOST_COVERED
            && !cells(region).any(|cell| self.covered.contains_key(&cell) || self.begins_at(cell))
    }

    fn begins_at(&self, cell: CellRef) -> bool {
        self.merges.binary_search_by_key(&cell, |merge| merge.first).is_ok()
    }

    fn add(&mut self, region: CellRange) {
        self.covered.extend(cells(&region).skip(1).map(|cell| (cell, region.first)));
        self.merges.push(region);
    }
}

fn is_possible(region: &CellRange) -> bool {
    let CellRange { first, last } = region;
    first.row <= last.row && first.column <= last.column && last.row < ROWS && last.column < COLUMNS
}

fn cut(region: CellRange, used: CellRef) -> CellRange {
    if area(&region) <= LARGEST_DRAWN {
        return region;
    }
    let row = region.last.row.min(used.row.max(region.first.row));
    let column = region.last.column.min(used.column.max(region.first.column));
    CellRange { first: region.first, last: CellRef::new(row, column) }
}

fn area(region: &CellRange) -> u64 {
    let rows = u64::from(region.last.row - region.first.row) + 1;
    let columns = u64::from(region.last.column - region.first.column) + 1;
    rows * columns
}

fn cells(region: &CellRange) -> impl Iterator<Item = CellRef> + use<> {
    let (first, last) = (region.first, region.last);
    (first.row..=last.row)
        .flat_map(move |row| (first.column..=last.column).map(move |column| CellRef::new(row, column)))
}
