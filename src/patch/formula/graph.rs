//! Who depends on whom, and in which order results are computed. Chains of formulas may be as long as a sheet, so
//! nothing here calls itself.

mod reach;
mod saved;

use super::catalog::Catalog;
use super::cells::{Cells, Slot};
use super::evaluate::Evaluator;
use super::number::Doubt;
use super::parse::parse;
use super::scalar::{Scalar, Stop};
use super::{Book, Kind, Value};
use crate::place::{CellRange, CellRef};
use std::cell::Cell;
use std::collections::BTreeSet;

use reach::{Node, filled, reached};
use saved::{alike, saved, to_save};

/// Cells looked at before giving up: what is not computed by then has no certain result.
const BUDGET: u64 = 20_000_000;

/// A result, once computed.
type Outcome<'a> = std::result::Result<Scalar<'a>, Doubt>;

/// A cell with a formula, and the result it shall save.
type Answer = (usize, CellRef, Option<Value>);

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// Waiting for those it reads; the position at which it was opened.
    Open(usize),
    Done,
}

/// The formulas of a workbook and their results.
pub struct Graph<'a> {
    /// The formulas of all sheets.
    pub nodes: Vec<Node<'a>>,
    /// What the cells hold.
    pub cells: Cells<'a>,
    /// Sheets, names and tables.
    pub catalog: Catalog<'a>,
    /// Whether day 0 is in 1904.
    pub date_1904: bool,
    affected: Vec<bool>,
    tainted: Vec<bool>,
    results: Vec<Option<Box<Outcome<'a>>>>,
    budget: Cell<u64>,
}

impl<'a> Graph<'a> {
    /// The formulas of a workbook in which these cells changed.
    pub fn new(book: &'a Book, changed: &BTreeSet<(usize, CellRef)>) -> Graph<'a> {
        let catalog = Catalog::new(book);
        let mut nodes = Vec::new();
        for (sheet, own) in book.sheets.iter().enumerate() {
            let there = own.formulas.iter().filter(|formula| !changed.contains(&(sheet, formula.cell)));
            nodes.extend(there.map(|formula| Node::new(sheet, formula, &catalog)));
        }
        let cells = Cells::new(book, filled(book, &nodes));
        let sources = changed.iter().map(|(sheet, cell)| (*sheet, CellRange::single(*cell)));
        let affected = reached(&nodes, book.sheets.len(), sources.collect(), |node| node.anything);
        let tainted = if nodes.iter().any(|node| node.volatile) {
            reached(&nodes, book.sheets.len(), Vec::new(), |node| node.volatile)
        } else {
            vec![false; nodes.len()]
        };
        let results = nodes.iter().map(|_| None).collect();
        let budget = Cell::new(BUDGET);
        Graph { nodes, cells, catalog, date_1904: book.date_1904, affected, tainted, results, budget }
    }

    /// Every affected cell with a formula and its new result, in the order of computation.
    pub fn answers(mut self) -> Vec<Answer> {
        let mut states = vec![State::New; self.nodes.len()];
        let mut answers = Vec::new();
        for start in 0..self.nodes.len() {
            if self.affected.get(start) == Some(&true) {
                self.compute(start, &mut states, &mut answers);
            }
        }
        answers
    }

    /// Computes a formula after those it reads. With each open formula goes the earliest one that it leads back to.
    fn compute(&mut self, start: usize, states: &mut [State], answers: &mut Vec<Answer>) {
        let mut stack = vec![start];
        let mut open: Vec<(usize, usize)> = Vec::new();
        while let Some(&id) = stack.last() {
            let Some(state) = states.get_mut(id) else { return };
            match *state {
                State::New => {
                    *state = State::Open(open.len());
                    let (ahead, circle) = self.ahead(id, states);
                    if circle.is_some() {
                        self.set(id, Err(Doubt));
                    }
                    open.push((id, circle.unwrap_or(open.len())));
                    stack.extend(ahead);
                }
                State::Open(position) => {
                    *state = State::Done;
                    stack.pop();
                    let circle = open.pop().map_or(position, |(_, circle)| circle);
                    if let Some((outer, earliest)) = open.last_mut().filter(|_| circle < position) {
                        *earliest = circle.min(*earliest);
                        let outer = *outer;
                        self.set(id, Err(Doubt));
                        self.set(outer, Err(Doubt));
                    }
                    self.finish(id);
                    self.answer(id, answers);
                }
                State::Done => drop(stack.pop()),
            }
        }
    }

    /// The formulas still to be computed before this one, and the earliest open one that it reads, if any.
    fn ahead(&self, id: usize, states: &[State]) -> (Vec<usize>, Option<usize>) {
        let Some(node) = self.nodes.get(id) else { return (Vec::new(), None) };
        let mut ahead = BTreeSet::new();
        let mut circle: Option<usize> = None;
        if node.formula.kind != Kind::Normal || node.anything || self.is(&self.tainted, id) {
            return (Vec::new(), None);
        }
        for area in &node.reads {
            for sheet in area.first_sheet..=area.last_sheet {
                for (_, slot) in self.cells.within(sheet, area.range) {
                    if self.spend(1).is_err() {
                        return (Vec::new(), None);
                    }
                    let Some(read) = slot.formula.map(|formula| formula as usize) else { continue };
                    match states.get(read) {
                        Some(State::New) => drop(ahead.insert(read)),
                        Some(State::Open(at)) => circle = Some(circle.map_or(*at, |known| known.min(*at))),
                        _ => {}
                    }
                }
            }
        }
        (ahead.into_iter().rev().collect(), circle)
    }

    /// Computes a formula whose precedents are computed, unless its result is known already.
    fn finish(&mut self, id: usize) {
        if self.results.get(id).is_some_and(Option::is_some) {
            return;
        }
        let Some(node) = self.nodes.get(id) else { return };
        let affected = self.is(&self.affected, id);
        let computable = node.formula.kind == Kind::Normal && !node.anything && !self.is(&self.tainted, id);
        let computed = if computable && self.spend(1).is_ok() { self.evaluate(node) } else { Err(Doubt) };
        let outcome = if affected || self.is(&self.tainted, id) {
            computed
        } else {
            self.confirmed(node, computed)
        };
        self.set(id, outcome);
    }

    fn evaluate(&self, node: &Node<'a>) -> Outcome<'a> {
        let parsed = parse(&node.formula.text, &self.catalog, node.sheet, node.formula.cell);
        let evaluator = Evaluator::new(self, node.sheet, node.formula.cell);
        match evaluator.result(&parsed.expr) {
            Ok(value) => Ok(value),
            Err(Stop::Error(error)) => Ok(Scalar::Error(error)),
            Err(Stop::Doubt) => Err(Doubt),
        }
    }

    /// The result of a formula on which the change has no effect: the saved one, unless it was wrong already.
    fn confirmed(&self, node: &Node<'a>, computed: Outcome<'a>) -> Outcome<'a> {
        let slot = self.cells.at(node.sheet, node.formula.cell);
        match (saved(slot), computed) {
            (None, computed) => computed,
            (Some(saved), Err(Doubt)) => Ok(saved),
            (Some(saved), Ok(computed)) if alike(&saved, &computed, self.catalog.dialect) => Ok(computed),
            _ => Err(Doubt),
        }
    }

    /// What a cell holds now: its value, or the result of its formula.
    pub fn value(&self, slot: &Slot<'a>) -> std::result::Result<Scalar<'a>, Doubt> {
        self.spend(1)?;
        let Some(id) = slot.formula.map(|formula| formula as usize) else {
            return Ok(slot.value.map_or(Scalar::Empty, Scalar::read));
        };
        let node = self.nodes.get(id).ok_or(Doubt)?;
        if node.formula.kind == Kind::Normal {
            return self.results.get(id).and_then(Option::as_deref).cloned().unwrap_or(Err(Doubt));
        }
        let stale = self.is(&self.affected, id) || self.is(&self.tainted, id);
        if stale { Err(Doubt) } else { saved(Some(*slot)).ok_or(Doubt) }
    }

    /// Takes note of cells looked at; an error once they are too many.
    pub fn spend(&self, cells: u64) -> std::result::Result<(), Doubt> {
        let left = self.budget.get().checked_sub(cells);
        self.budget.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(Doubt)
    }

    fn is(&self, marks: &[bool], id: usize) -> bool {
        marks.get(id).copied().unwrap_or(true)
    }

    fn set(&mut self, id: usize, outcome: Outcome<'a>) {
        if let Some(result) = self.results.get_mut(id) {
            *result = Some(Box::new(outcome));
        }
    }

    fn answer(&self, id: usize, answers: &mut Vec<Answer>) {
        let Some(node) = self.nodes.get(id).filter(|_| self.is(&self.affected, id)) else { return };
        if node.formula.kind == Kind::Normal {
            let result = self.results.get(id).and_then(Option::as_deref);
            let value = result.and_then(|outcome| to_save(outcome.as_ref().ok()?, self.catalog.dialect));
            answers.push((node.sheet, node.formula.cell, value));
            return;
        }
        answers.push((node.sheet, node.formula.cell, None));
        for (cell, slot) in self.cells.within(node.sheet, node.fills()) {
            if slot.formula.map(|formula| formula as usize) == Some(id) && cell != node.formula.cell {
                answers.push((node.sheet, cell, None));
            }
        }
    }
}
