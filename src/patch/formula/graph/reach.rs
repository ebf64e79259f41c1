//! What each formula reads, and which formulas a change reaches.

use crate::patch::formula::catalog::Catalog;
use crate::patch::formula::parse::parse;
use crate::patch::formula::reference::Area;
use crate::patch::formula::watch::Watch;
use crate::patch::formula::{Book, Formula, Kind};
use crate::place::{CellRange, CellRef};

/// A formula of the workbook.
pub struct Node<'a> {
    /// Its sheet.
    pub sheet: usize,
    /// The formula.
    pub formula: &'a Formula,
    /// The cells it reads.
    pub reads: Vec<Area>,
    /// Whether it may read any cell.
    pub anything: bool,
    /// Whether its result changes by itself.
    pub volatile: bool,
}

impl<'a> Node<'a> {
    /// Reads a formula.
    pub fn new(sheet: usize, formula: &'a Formula, catalog: &Catalog) -> Node<'a> {
    let parsed = parse(&formula.text, catalog, sheet, formula.cell);
    let mut node = Node {
        sheet,
        formula,
        reads: parsed.reads,
        anything: parsed.anything,
        volatile: parsed.volatile,
    };
    if formula.kind == Kind::DataTable {
        // a what-if table computes the formulas above it and at its left; its own text is not a formula
        let range = node.fills();
        let first = CellRef::new(range.first.row.saturating_sub(1), range.first.column.saturating_sub(1));
        node.reads.push(Area::new(sheet, CellRange { first, last: CellRef::new(first.row, range.last.column) }));
        node.reads.push(Area::new(sheet, CellRange { first, last: CellRef::new(range.last.row, first.column) }));
        node.anything = false;
    }
    node
}


    /// The cells it fills.
    pub fn fills(&self) -> CellRange {
        match self.formula.kind {
            Kind::Normal => CellRange::single(self.formula.cell),
            Kind::Array | Kind::DataTable => {
                self.formula.range.unwrap_or(CellRange::single(self.formula.cell))
            }
        }
    }
}

/// The cells that formulas fill: of an array, those that hold something.
pub fn filled(book: &Book, nodes: &[Node]) -> Vec<Vec<(CellRef, u32)>> {
    let mut filled: Vec<Vec<(CellRef, u32)>> = book.sheets.iter().map(|_| Vec::new()).collect();
    for (id, node) in nodes.iter().enumerate() {
        let (Some(own), Some(sheet)) = (filled.get_mut(node.sheet), book.sheets.get(node.sheet)) else { continue };
        own.push((node.formula.cell, id as u32));
        if node.formula.kind != Kind::Normal {
            let range = node.fills();
            let rows = CellRef::new(range.first.row, 0)..=range.last;
            let inside = sheet.values.range(rows).map(|(cell, _)| *cell).filter(|cell| range.contains(*cell));
            own.extend(inside.filter(|cell| *cell != node.formula.cell).map(|cell| (cell, id as u32)));
        }
    }
    filled
}

/// The formulas reached from these cells and from those for which `begins` holds.
pub fn reached(
    nodes: &[Node],
    sheets: usize,
    mut front: Vec<(usize, CellRange)>,
    begins: impl Fn(&Node) -> bool,
) -> Vec<bool> {
    let mut watches = watches(nodes, sheets);
    let mut reached = vec![false; nodes.len()];
    for (node, mark) in nodes.iter().zip(&mut reached) {
        if begins(node) {
            *mark = true;
            front.push((node.sheet, node.fills()));
        }
    }
    while let Some((sheet, cells)) = front.pop() {
        let Some(watch) = watches.get_mut(sheet) else { continue };
        for id in watch.met(cells) {
            let (Some(mark), Some(node)) = (reached.get_mut(id as usize), nodes.get(id as usize)) else { continue };
            if !std::mem::replace(mark, true) {
                front.push((node.sheet, node.fills()));
            }
        }
    }
    reached
}

fn watches(nodes: &[Node], sheets: usize) -> Vec<Watch> {
    let mut ranges: Vec<Vec<(CellRange, u32)>> = (0..sheets).map(|_| Vec::new()).collect();
    for (id, node) in nodes.iter().enumerate() {
        for area in &node.reads {
            let spanned = ranges.get_mut(area.first_sheet..=area.last_sheet).unwrap_or_default();
            spanned.iter_mut().for_each(|own| own.push((area.range, id as u32)));
        }
    }
    ranges.into_iter().map(Watch::new).collect()
}
