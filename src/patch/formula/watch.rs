//! Which formulas read a cell: the ranges they read, kept so that each is met once and none is searched in vain.
//!
//! A tree of rectangles (an R-tree, packed once): a range that was met leaves it, so that going through a workbook
//! costs about as much as the ranges there are, however often they overlap.

use crate::place::{CellRange, CellRef};

/// How many rectangles a larger one holds.
const SIDE: usize = 16;

/// The ranges read in a sheet.
pub struct Watch {
    /// The formula of each range.
    readers: Vec<u32>,
    /// From the ranges themselves up to a single rectangle.
    levels: Vec<Vec<Branch>>,
}

struct Branch {
    cells: CellRange,
    /// Ranges not yet met.
    left: u32,
}

impl Watch {
    /// Watches these ranges, each with its formula.
    pub fn new(mut ranges: Vec<(CellRange, u32)>) -> Watch {
        ranges.sort_unstable_by_key(|(range, formula)| (range.first.column, range.first.row, range.last, *formula));
        let readers = ranges.iter().map(|(_, formula)| *formula).collect();
        let mut level: Vec<Branch> = ranges.iter().map(|(cells, _)| Branch { cells: *cells, left: 1 }).collect();
        let mut levels = Vec::new();
        while level.len() > 1 {
            let above = level.chunks(SIDE).filter_map(around).collect();
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Watch { readers, levels }
    }

    /// The formulas that read any of these cells, each range answering once only.
    pub fn met(&mut self, cells: CellRange) -> Vec<u32> {
        let mut found = Vec::new();
        let mut open = vec![(self.levels.len().saturating_sub(1), 0)];
        while let Some((level, at)) = open.pop() {
            let Some(branch) = self.levels.get(level).and_then(|level| level.get(at)) else { continue };
            if branch.left == 0 || !branch.cells.overlaps(&cells) {
                continue;
            }
            match level.checked_sub(1) {
                Some(below) => open.extend((at * SIDE..(at + 1) * SIDE).map(|child| (below, child))),
                None => {
                    found.extend(self.readers.get(at));
                    self.leave(at);
                }
            }
        }
        found.sort_unstable();
        found
    }

    fn leave(&mut self, mut at: usize) {
        for level in &mut self.levels {
            if let Some(branch) = level.get_mut(at) {
                branch.left = branch.left.saturating_sub(1);
            }
            at /= SIDE;
        }
    }
}

fn around(branches: &[Branch]) -> Option<Branch> {
    let cells = branches.iter().map(|branch| branch.cells).reduce(|one, other| CellRange {
        first: CellRef::new(
            one.first.row.min(other.first.row),
            one.first.column.min(other.first.column),
        ),
        last: CellRef::new(one.last.row.max(other.last.row), one.last.column.max(other.last.column)),
    })?;
    Some(Branch { cells, left: branches.iter().map(|branch| branch.left).sum() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_meets_every_range_around_it_once() {
        let mut ranges = Vec::new();
        let mut state = 7u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for formula in 0..500 {
            let first = CellRef::new(next(60), next(20));
            let last = CellRef::new(first.row + next(30), first.column + next(4));
            ranges.push((CellRange { first, last }, formula));
        }
        for (row, column) in (0..90).zip((0..24).cycle()) {
            let cell = CellRef::new(row, column);
            let mut watch = Watch::new(ranges.clone());
            let expected: Vec<u32> =
                ranges.iter().filter(|(range, _)| range.contains(cell)).map(|(_, formula)| *formula).collect();
            assert_eq!(watch.met(CellRange::single(cell)), expected, "{cell}");
            assert_eq!(watch.met(CellRange::single(cell)), Vec::<u32>::new());
        }
        assert_eq!(Watch::new(Vec::new()).met(CellRange::single(CellRef::new(0, 0))), Vec::<u32>::new());
    }
}
