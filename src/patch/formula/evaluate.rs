//! The value of a formula, from the values of the cells it reads.

use super::Dialect;
use super::graph::Graph;
use super::number::{Doubt, Number};
use super::parse::{Expr, Operator};
use super::reference::Area;
use super::scalar::{Result, Scalar, Stop, ZERO, settled};
use super::functions;
use crate::place::CellRef;
use std::borrow::Cow;
use std::cmp::Ordering;

/// The largest array computed cell by cell.
const ARRAY: u64 = 100_000;

/// What a part of a formula yields.
#[derive(Debug, Clone)]
pub enum Operand<'a> {
    /// A single value.
    One(Scalar<'a>),
    /// Cells.
    Area(Area),
    /// An array of values.
    Grid(Grid<'a>),
}

/// An array of values, row by row.
#[derive(Debug, Clone)]
pub struct Grid<'a> {
    /// How many rows.
    pub rows: u32,
    /// How many columns.
    pub columns: u32,
    /// Its values.
    pub values: Vec<Scalar<'a>>,
}

/// Computes the formula of a cell.
#[derive(Clone, Copy)]
pub struct Evaluator<'g, 'a> {
    /// The workbook.
    pub graph: &'g Graph<'a>,
    /// The formula's sheet.
    pub sheet: usize,
    /// The formula's cell.
    pub cell: CellRef,
    /// Whether ranges are computed value by value, as `SUMPRODUCT` asks.
    pub arrays: bool,
}

impl<'g, 'a> Evaluator<'g, 'a> {
    /// For the formula of this cell.
    pub fn new(graph: &'g Graph<'a>, sheet: usize, cell: CellRef) -> Evaluator<'g, 'a> {
        Evaluator { graph, sheet, cell, arrays: false }
    }

    /// The language of the formulas.
    pub fn dialect(&self) -> Dialect {
        self.graph.catalog.dialect
    }

    /// The value of a whole formula.
    pub fn result(&self, expr: &Expr) -> Result<'a, Scalar<'a>> {
        let value = match expr {
            Expr::Chain(first, links) => self.chain(first, links, true)?,
            _ => self.eval(expr)?,
        };
        match (self.single(value)?, self.dialect()) {
            (Scalar::Empty, Dialect::Excel) => Ok(Scalar::Number(Number::count(0))),
            // LibreOffice remembers that such a result comes from an empty cell
            (Scalar::Empty, Dialect::OpenFormula) => Err(Stop::Doubt),
            (value, _) => Ok(value),
        }
    }

    /// What a part of a formula yields.
    pub fn eval(&self, expr: &Expr) -> Result<'a, Operand<'a>> {
        match expr {
            Expr::Number(number) => Ok(Operand::One(Scalar::Number(Number::typed(*number)))),
            Expr::Text(text) => Ok(Operand::One(Scalar::text(text.as_str()))),
            Expr::Bool(value) => Ok(Operand::One(Scalar::Bool(*value))),
            Expr::Error(error) => Err(Stop::Error(Cow::Owned(error.clone()))),
            Expr::Missing => Ok(Operand::One(Scalar::Empty)),
            Expr::Area(area) => Ok(Operand::Area(*area)),
            Expr::Group(inside) => self.eval(inside),
            Expr::Negative(inside) => self.unary(inside, |number| Ok(number.negative())),
            Expr::Percent(inside) => {
                self.unary(inside, |number| number.divide(Number::count(100))?.ok_or(Doubt))
            }
            Expr::Chain(first, links) => self.chain(first, links, false),
            Expr::Call(name, arguments) => functions::call(self, name, arguments),
            Expr::Unknown => Err(Stop::Doubt),
        }
    }

    /// The value of a part of a formula that must be single.
    pub fn scalar(&self, expr: &Expr) -> Result<'a, Scalar<'a>> {
        let operand = self.eval(expr)?;
        self.single(operand)
    }

    /// The number a part of a formula yields.
    pub fn number(&self, expr: &Expr) -> Result<'a, Number> {
        self.scalar(expr)?.number(self.dialect())
    }

    /// The single value of an operand. Of several cells Excel would take the one in line with the formula, or spill
    /// them all: which of the two is not known.
    pub fn single(&self, operand: Operand<'a>) -> Result<'a, Scalar<'a>> {
        match operand {
            Operand::One(value) => Ok(value),
            Operand::Area(area) => self.cell(area.first_sheet, area.single().ok_or(Stop::Doubt)?),
            Operand::Grid(_) => Err(Stop::Doubt),
        }
    }

    /// What a cell holds.
    pub fn cell(&self, sheet: usize, cell: CellRef) -> Result<'a, Scalar<'a>> {
        self.graph.spend(1)?;
        match self.graph.cells.at(sheet, cell) {
            Some(slot) => Ok(self.graph.value(&slot)?),
            None => Ok(Scalar::Empty),
        }
    }

    /// The cells of an area that hold something, column by column.
    pub fn filled(&self, area: Area) -> impl Iterator<Item = Result<'a, (CellRef, Scalar<'a>)>> + '_ {
        (area.first_sheet..=area.last_sheet).flat_map(move |sheet| {
            let cells = self.graph.cells.within(sheet, area.range);
            cells.map(|(cell, slot)| Ok((cell, self.graph.value(&slot)?)))
        })
    }

    /// The values of an operand as an array.
    pub fn grid(&self, operand: Operand<'a>) -> Result<'a, Grid<'a>> {
        match operand {
            Operand::One(value) => Ok(Grid { rows: 1, columns: 1, values: vec![value] }),
            Operand::Grid(grid) => Ok(grid),
            Operand::Area(area) => {
                let size = u64::from(area.rows()) * u64::from(area.columns());
                if size > ARRAY || area.first_sheet != area.last_sheet {
                    return Err(Stop::Doubt);
                }
                self.graph.spend(size)?;
                let mut values = vec![Scalar::Empty; size as usize];
                for found in self.filled(area) {
                    let (cell, value) = found?;
                    let row = (cell.row - area.range.first.row) as usize;
                    let column = (cell.column - area.range.first.column) as usize;
                    if let Some(place) = values.get_mut(row * area.columns() as usize + column) {
                        *place = value;
                    }
                }
                Ok(Grid { rows: area.rows(), columns: area.columns(), values })
            }
        }
    }

    /// The same computation on every value of some operands, where arrays are computed; on single values otherwise.
    pub fn each(
        &self,
        operands: Vec<Operand<'a>>,
        compute: impl Fn(&[Scalar<'a>]) -> Result<'a, Scalar<'a>>,
    ) -> Result<'a, Operand<'a>> {
        let single = |operand: &Operand<'a>| match operand {
            Operand::One(_) => true,
            Operand::Area(area) => area.single().is_some(),
            Operand::Grid(_) => false,
        };
        if !self.arrays || operands.iter().all(single) {
            let values: Result<'a, Vec<_>> = operands.into_iter().map(|operand| self.single(operand)).collect();
            return compute(&values?).map(Operand::One);
        }
        let grids: Result<'a, Vec<_>> = operands.into_iter().map(|operand| self.grid(operand)).collect();
        let grids = grids?;
        let large = |grid: &&Grid<'a>| grid.values.len() > 1;
        let Some(shape) = grids.iter().find(large) else { return Err(Stop::Doubt) };
        let alike = |grid: &Grid<'a>| (grid.rows, grid.columns) == (shape.rows, shape.columns);
        if grids.iter().filter(large).any(|grid| !alike(grid)) {
            return Err(Stop::Doubt);
        }
        let mut values = Vec::with_capacity(shape.values.len());
        for at in 0..shape.values.len() {
            let own = grids.iter().filter_map(|grid| grid.values.get(at).or(grid.values.first()).cloned());
            values.push(settled(compute(&own.collect::<Vec<_>>()))?);
        }
        Ok(Operand::Grid(Grid { rows: shape.rows, columns: shape.columns, values }))
    }

    fn unary(
        &self,
        inside: &Expr,
        compute: impl Fn(Number) -> std::result::Result<Number, Doubt>,
    ) -> Result<'a, Operand<'a>> {
        let operand = self.eval(inside)?;
        self.each(vec![operand], |values| {
            let value = values.first().ok_or(Stop::Doubt)?;
            Ok(Scalar::Number(compute(value.number(self.dialect())?)?))
        })
    }

    /// Operators of the same strength. `whole`: the last one is the last operation of the formula.
    fn chain(&self, first: &Expr, links: &[(Operator, Expr)], whole: bool) -> Result<'a, Operand<'a>> {
        let mut left = self.eval(first)?;
        for (at, (operator, expr)) in links.iter().enumerate() {
            if let Operand::One(Scalar::Error(error)) = left {
                return Err(Stop::Error(error));
            }
            let right = self.eval(expr)?;
            let last = whole && at + 1 == links.len();
            left = self.each(vec![left, right], |values| match values {
                [one, two] => binary(*operator, one, two, self.dialect(), last),
                _ => Err(Stop::Doubt),
            })?;
        }
        Ok(left)
    }
}

fn binary<'a>(
    operator: Operator,
    one: &Scalar<'a>,
    two: &Scalar<'a>,
    dialect: Dialect,
    last: bool,
) -> Result<'a, Scalar<'a>> {
    let numbers = || -> Result<'a, (Number, Number)> { Ok((one.number(dialect)?, two.number(dialect)?)) };
    let compared = |holds: fn(Ordering) -> bool| one.compare(two, dialect).map(|o| Scalar::Bool(holds(o)));
    let number = match operator {
        Operator::Add | Operator::Subtract => {
            let (one, two) = numbers()?;
            let two = if operator == Operator::Add { two.negative() } else { two };
            if last { one.last_difference(two)? } else { one.add(two.negative())? }
        }
        Operator::Multiply => {
            let (one, two) = numbers()?;
            one.multiply(two)?
        }
        Operator::Divide => {
            let (one, two) = numbers()?;
            one.divide(two)?.ok_or(ZERO)?
        }
        Operator::Power => {
            let (one, two) = numbers()?;
            power(one, two, dialect)?
        }
        Operator::Join => {
            let text = one.written()?.into_owned() + two.written()?.as_ref();
            return Ok(Scalar::text(text));
        }
        Operator::Equal => return compared(Ordering::is_eq),
        Operator::Different => return compared(Ordering::is_ne),
        Operator::Less => return compared(Ordering::is_lt),
        Operator::LessOrEqual => return compared(Ordering::is_le),
        Operator::Greater => return compared(Ordering::is_gt),
        Operator::GreaterOrEqual => return compared(Ordering::is_ge),
    };
    Ok(Scalar::Number(number))
}

/// A power with a whole exponent.
pub fn power<'a>(base: Number, exponent: Number, dialect: Dialect) -> Result<'a, Number> {
    match (base.power(exponent)?, dialect) {
        (Some(power), _) => Ok(power),
        (None, Dialect::Excel) => Err(ZERO),
        (None, Dialect::OpenFormula) => Err(Stop::Doubt),
    }
}
