//! Counts and sums of the cells that meet a criterion: `COUNTIF`, `SUMIFS` and their kin.

use super::aggregate::{extreme, mean, sum};
use super::lookup::{is_pattern, same_wholly};
use crate::patch::formula::Dialect;
use crate::patch::formula::evaluate::{Evaluator, Operand};
use crate::patch::formula::number::Number;
use crate::patch::formula::parse::{Expr, Operator};
use crate::patch::formula::reference::Area;
use crate::patch::formula::scalar::{
    Result, Scalar, Stop, WRONG, may_be_logical, may_be_number, plain_number,
};
use crate::place::CellRef;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The functions of this file.
pub fn call<'a>(evaluator: &Evaluator<'_, 'a>, name: &str, arguments: &[Expr]) -> Option<Result<'a, Scalar<'a>>> {
    let met = |added: Option<&Expr>, pairs: &[Expr]| Met::find(evaluator, added, pairs);
    let number = match (name, arguments) {
        ("COUNTIF", [_, _]) | ("COUNTIFS", [_, ..]) => met(None, arguments).map(|met| Number::count(met.count)),
        ("SUMIF", [tested, _]) => met(Some(tested), arguments).and_then(|met| sum(&met.numbers)),
        ("AVERAGEIF", [tested, _]) => met(Some(tested), arguments).and_then(|met| mean(&met.numbers)),
        ("SUMIF", [_, _, added]) => {
            met(Some(added), arguments.get(..2)?).and_then(|met| sum(&met.numbers))
        }
        ("AVERAGEIF", [_, _, added]) => {
            met(Some(added), arguments.get(..2)?).and_then(|met| mean(&met.numbers))
        }
        ("SUMIFS", [added, pairs @ ..]) => exact_size(evaluator, added, pairs).and_then(|met| sum(&met.numbers)),
        ("AVERAGEIFS", [added, pairs @ ..]) => {
            exact_size(evaluator, added, pairs).and_then(|met| mean(&met.numbers))
        }
        ("MINIFS", [added, pairs @ ..]) => {
            exact_size(evaluator, added, pairs).and_then(|met| extreme(&met.numbers, Ordering::Less))
        }
        ("MAXIFS", [added, pairs @ ..]) => {
            exact_size(evaluator, added, pairs).and_then(|met| extreme(&met.numbers, Ordering::Greater))
        }
        _ => return None,
    };
    Some(number.map(Scalar::Number))
}

/// For the functions that refuse ranges of different sizes.
fn exact_size<'a>(evaluator: &Evaluator<'_, 'a>, added: &Expr, pairs: &[Expr]) -> Result<'a, Met> {
    let tested = pairs.first().ok_or(Stop::Doubt)?;
    let (added_cells, tested) = (area(evaluator, added)?, area(evaluator, tested)?);
    if (added_cells.rows(), added_cells.columns()) != (tested.rows(), tested.columns()) {
        return Err(WRONG);
    }
    Met::find(evaluator, Some(added), pairs)
}

fn area<'a>(evaluator: &Evaluator<'_, 'a>, expr: &Expr) -> Result<'a, Area> {
    match evaluator.eval(expr)? {
        Operand::Area(area) if area.first_sheet == area.last_sheet => Ok(area),
        _ => Err(Stop::Doubt),
    }
}

/// The cells that meet all criteria.
struct Met {
    count: u64,
    /// The numbers of the range to be added.
    numbers: Vec<Number>,
}

impl Met {
    /// Tests the cells of ranges by their criteria, given in turns.
    fn find<'a>(evaluator: &Evaluator<'_, 'a>, added: Option<&Expr>, pairs: &[Expr]) -> Result<'a, Met> {
        let mut tests = Vec::new();
        for pair in pairs.chunks(2) {
            let [range, criterion] = pair else { return Err(Stop::Doubt) };
            tests.push((area(evaluator, range)?, Criterion::read(evaluator, criterion)?));
        }
        let (shape, _) = *tests.first().as_ref().ok_or(Stop::Doubt)?;
        let shape = *shape;
        if tests.iter().any(|(area, _)| (area.rows(), area.columns()) != (shape.rows(), shape.columns())) {
            return Err(WRONG);
        }
        let added = added.map(|expr| area(evaluator, expr)).transpose()?.map(|area| area.sized_as(&shape));
        let mut offsets = BTreeSet::new();
        for area in tests.iter().map(|(area, _)| *area).chain(added) {
            for found in evaluator.graph.cells.within(area.first_sheet, area.range) {
                evaluator.graph.spend(1)?;
                offsets.insert((found.0.row - area.range.first.row, found.0.column - area.range.first.column));
            }
        }
        let dialect = evaluator.dialect();
        let mut met = Met { count: 0, numbers: Vec::new() };
        for (rows, columns) in &offsets {
            let value = |area: &Area| {
                let first = area.range.first;
                evaluator.cell(area.first_sheet, CellRef::new(first.row + rows, first.column + columns))
            };
            let mut all = true;
            for (area, criterion) in &tests {
                all = all && criterion.holds(&value(area)?, dialect)?;
            }
            if all {
                met.count += 1;
                met.add(added.as_ref().map(value).transpose()?, dialect)?;
            }
        }
        let mut empty = true;
        for (_, criterion) in &tests {
            empty = empty && criterion.holds(&Scalar::Empty, dialect)?;
        }
        let cells = u64::from(shape.rows()) * u64::from(shape.columns());
        met.count += if empty { cells - offsets.len() as u64 } else { 0 };
        Ok(met)
    }

    fn add<'a>(&mut self, value: Option<Scalar<'a>>, dialect: Dialect) -> Result<'a, ()> {
        match value {
            Some(Scalar::Number(number)) => self.numbers.push(number),
            // another error may come before this one
            Some(Scalar::Error(_)) => return Err(Stop::Doubt),
            Some(Scalar::Bool(_)) if dialect == Dialect::OpenFormula => return Err(Stop::Doubt),
            _ => {}
        }
        Ok(())
    }
}

/// What a cell must be.
enum Criterion<'a> {
    /// In this order to a number.
    Number(Operator, Number),
    /// This text, or (`false`) anything else.
    Text(bool, Cow<'a, str>),
    /// This logical value, or (`false`) anything else.
    Bool(bool, bool),
    /// An empty cell: `=`.
    Empty,
    /// Any cell but an empty one: `<>`.
    Filled,
    /// An empty cell, or an empty text.
    Blank,
}

impl<'a> Criterion<'a> {
    fn read(evaluator: &Evaluator<'_, 'a>, expr: &Expr) -> Result<'a, Criterion<'a>> {
        // ">="&B1: the number goes into the text and back in the same country
        if let Expr::Chain(first, links) = expr
            && let (Expr::Text(sign), [(Operator::Join, operand)]) = (first.as_ref(), links.as_slice())
            && let (Some(operator), "") = prefix(sign)
        {
            return match evaluator.scalar(operand)? {
                Scalar::Number(number) if number.is_short() => Ok(Criterion::Number(operator, number)),
                Scalar::Text(text) => Criterion::written(Some(operator), text, evaluator.dialect()),
                Scalar::Error(error) => Err(Stop::Error(error)),
                _ => Err(Stop::Doubt),
            };
        }
        match evaluator.scalar(expr)? {
            Scalar::Number(number) => Ok(Criterion::Number(Operator::Equal, number)),
            Scalar::Bool(value) if evaluator.dialect() == Dialect::Excel => Ok(Criterion::Bool(true, value)),
            // to Excel an empty criterion is 0
            Scalar::Empty if evaluator.dialect() == Dialect::Excel => {
                Ok(Criterion::Number(Operator::Equal, Number::count(0)))
            }
            Scalar::Empty | Scalar::Bool(_) | Scalar::Error(_) => Err(Stop::Doubt),
            Scalar::Text(text) => {
                let (operator, rest) = prefix(&text);
                Criterion::written(operator, Cow::Owned(rest.to_owned()), evaluator.dialect())
            }
        }
    }

    fn written(operator: Option<Operator>, text: Cow<'a, str>, dialect: Dialect) -> Result<'a, Criterion<'a>> {
        if text.is_empty() {
            return match operator {
                None => Ok(Criterion::Blank),
                Some(Operator::Equal) => Ok(Criterion::Empty),
                Some(Operator::Different) => Ok(Criterion::Filled),
                Some(_) => Err(Stop::Doubt),
            };
        }
        if let Some(number) = plain_number(&text) {
            return Ok(Criterion::Number(operator.unwrap_or(Operator::Equal), number));
        }
        let odd = may_be_number(&text) || may_be_logical(&text) || text.starts_with('#');
        match operator.unwrap_or(Operator::Equal) {
            _ if odd || is_pattern(&text, dialect) => Err(Stop::Doubt),
            Operator::Equal => Ok(Criterion::Text(true, text)),
            Operator::Different => Ok(Criterion::Text(false, text)),
            _ => Err(Stop::Doubt),
        }
    }

    fn holds(&self, value: &Scalar<'a>, dialect: Dialect) -> Result<'a, bool> {
        let open = dialect == Dialect::OpenFormula;
        match (self, value) {
            (_, Scalar::Bool(_)) if open => Err(Stop::Doubt),
            (Criterion::Number(operator, wanted), Scalar::Number(number)) => {
                let order = number.order(wanted)?;
                Ok(match operator {
                    Operator::Equal => order.is_eq(),
                    Operator::Different => order.is_ne(),
                    Operator::Less => order.is_lt(),
                    Operator::LessOrEqual => order.is_le(),
                    Operator::Greater => order.is_gt(),
                    Operator::GreaterOrEqual => order.is_ge(),
                    _ => return Err(Stop::Doubt),
                })
            }
            // a text that looks like a number is one to some criteria and not to others
            (Criterion::Number(..), Scalar::Text(text)) if may_be_number(text) => Err(Stop::Doubt),
            (Criterion::Number(operator, _), _) => Ok(*operator == Operator::Different),
            (Criterion::Text(wanted, one), Scalar::Text(two)) => Ok(same_wholly(one, two, dialect)? == *wanted),
            (Criterion::Text(wanted, _), _) => Ok(!wanted),
            (Criterion::Bool(wanted, one), Scalar::Bool(two)) => Ok((one == two) == *wanted),
            (Criterion::Bool(wanted, _), _) => Ok(!wanted),
            // programs disagree on whether an empty text is an empty cell
            (Criterion::Empty | Criterion::Filled, Scalar::Text(text)) if text.is_empty() => Err(Stop::Doubt),
            (Criterion::Empty, value) => Ok(*value == Scalar::Empty),
            (Criterion::Filled, value) => Ok(*value != Scalar::Empty),
            (Criterion::Blank, Scalar::Text(text)) => Ok(text.is_empty()),
            (Criterion::Blank, value) => Ok(*value == Scalar::Empty),
        }
    }
}

/// The comparison a criterion begins with, and the rest.
fn prefix(text: &str) -> (Option<Operator>, &str) {
    const SIGNS: [(&str, Operator); 6] = [
        ("<>", Operator::Different),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("=", Operator::Equal),
    ];
    let found = SIGNS.iter().find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)));
    found.map_or((None, text), |(operator, rest)| (Some(operator), rest))
}
