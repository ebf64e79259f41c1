//! Sums, means, extremes, counts, ranks. In ranges only numbers count; texts and logical values are passed over.
//! `SUBTOTAL` is deliberately missing: it depends on which rows are hidden.

use crate::patch::formula::Dialect;
use crate::patch::formula::evaluate::{Evaluator, Grid, Operand};
use crate::patch::formula::number::Number;
use crate::patch::formula::parse::Expr;
use crate::patch::formula::scalar::{
    ABSENT, NUMBER, Result, Scalar, Stop, WRONG, ZERO, may_be_number, plain_number,
};
use std::cmp::Ordering;

/// The functions of this file.
pub fn call<'a>(evaluator: &Evaluator<'_, 'a>, name: &str, arguments: &[Expr]) -> Option<Result<'a, Scalar<'a>>> {
    let number = match name {
        "SUM" => numbers(evaluator, arguments).and_then(|all| sum(&all)),
        "AVERAGE" => numbers(evaluator, arguments).and_then(|all| mean(&all)),
        "MIN" => numbers(evaluator, arguments).and_then(|all| extreme(&all, Ordering::Less)),
        "MAX" => numbers(evaluator, arguments).and_then(|all| extreme(&all, Ordering::Greater)),
        "PRODUCT" => numbers(evaluator, arguments).and_then(|all| product(&all)),
        "MEDIAN" => numbers(evaluator, arguments).and_then(median),
        "LARGE" => nth(evaluator, arguments, true),
        "SMALL" => nth(evaluator, arguments, false),
        "RANK" | "RANK.EQ" => rank(evaluator, arguments),
        "COUNT" => count(evaluator, arguments),
        "COUNTA" => count_filled(evaluator, arguments),
        "COUNTBLANK" => count_blank(evaluator, arguments),
        "SUMPRODUCT" => sum_of_products(evaluator, arguments),
        _ => return None,
    };
    Some(number.map(Scalar::Number))
}

/// The numbers all arguments hold.
fn numbers<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Vec<Number>> {
    let mut found = Vec::new();
    for argument in arguments {
        match evaluator.eval(argument)? {
            // programs disagree on an argument left out
            Operand::One(Scalar::Empty) => return Err(Stop::Doubt),
            Operand::One(value) => found.push(value.number(evaluator.dialect())?),
            Operand::Area(area) => {
                let values = evaluator.filled(area).map(|found| found.map(|(_, value)| value));
                among(values, evaluator.dialect(), &mut found)?;
            }
            Operand::Grid(grid) => among(grid.values.into_iter().map(Ok), evaluator.dialect(), &mut found)?,
        }
    }
    Ok(found)
}

/// The numbers among the values of a range. Of different errors, which comes first is not known.
fn among<'a>(
    values: impl Iterator<Item = Result<'a, Scalar<'a>>>,
    dialect: Dialect,
    found: &mut Vec<Number>,
) -> Result<'a, ()> {
    let mut error = None;
    for value in values {
        match value? {
            Scalar::Number(number) => found.push(number),
            Scalar::Bool(_) if dialect == Dialect::OpenFormula => return Err(Stop::Doubt),
            Scalar::Error(own) => match &error {
                Some(known) if *known != own => return Err(Stop::Doubt),
                _ => error = Some(own),
            },
            Scalar::Empty | Scalar::Text(_) | Scalar::Bool(_) => {}
        }
    }
    error.map_or(Ok(()), |error| Err(Stop::Error(error)))
}

/// The sum of some numbers.
pub fn sum<'a>(numbers: &[Number]) -> Result<'a, Number> {
    Ok(numbers.iter().try_fold(Number::count(0), |sum, number| sum.add(*number))?)
}

/// Their mean; of none it is `#DIV/0!`.
pub fn mean<'a>(numbers: &[Number]) -> Result<'a, Number> {
    let quotient = sum(numbers)?.divide(Number::count(numbers.len() as u64))?;
    quotient.ok_or(ZERO)
}

/// The least or the greatest; of none it is 0.
pub fn extreme<'a>(numbers: &[Number], wanted: Ordering) -> Result<'a, Number> {
    let better = |one: Number, two: Number| match two.value().cmp(&one.value()) {
        order if order == wanted => two,
        _ => one,
    };
    let best = numbers.iter().copied().reduce(better);
    let Some(best) = best else { return Ok(Number::count(0)) };
    // another number so near that binary arithmetic may prefer it
    let rival = numbers.iter().any(|other| other != &best && best.order(other).is_err());
    Ok(if rival { best.blurred() } else { best })
}

fn product<'a>(numbers: &[Number]) -> Result<'a, Number> {
    match numbers {
        [] => Ok(Number::count(0)),
        _ => Ok(numbers.iter().try_fold(Number::count(1), |product, number| product.multiply(*number))?),
    }
}

fn median<'a>(mut numbers: Vec<Number>) -> Result<'a, Number> {
    numbers.sort_by_key(Number::value);
    let half = numbers.len() / 2;
    match (numbers.get(half.wrapping_sub(1)), numbers.get(half)) {
        (_, None) => Err(NUMBER),
        (Some(below), Some(above)) if numbers.len() % 2 == 0 => {
            below.add(*above)?.divide(Number::count(2))?.ok_or(Stop::Doubt)
        }
        (_, Some(middle)) => Ok(*middle),
    }
}

fn nth<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr], greatest: bool) -> Result<'a, Number> {
    let [range, place] = arguments else { return Err(Stop::Doubt) };
    let mut all = numbers(evaluator, std::slice::from_ref(range))?;
    all.sort_by_key(Number::value);
    if greatest {
        all.reverse();
    }
    let place = evaluator.number(place)?.whole()?.checked_sub(1).ok_or(Stop::Doubt)?;
    usize::try_from(place).ok().and_then(|place| all.get(place)).copied().ok_or(NUMBER)
}

fn rank<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Number> {
    let (number, range, upwards) = match arguments {
        [number, range] => (number, range, false),
        [number, range, order] => (number, range, evaluator.scalar(order)?.condition(evaluator.dialect())?),
        _ => return Err(Stop::Doubt),
    };
    let number = evaluator.number(number)?;
    let ahead = if upwards { Ordering::Less } else { Ordering::Greater };
    let (mut before, mut present) = (0, false);
    for other in numbers(evaluator, std::slice::from_ref(range))? {
        let order = other.order(&number)?;
        before += u64::from(order == ahead);
        present |= order.is_eq();
    }
    if present { Ok(Number::count(before + 1)) } else { Err(ABSENT) }
}

fn count<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Number> {
    let open = evaluator.dialect() == Dialect::OpenFormula;
    let mut count = 0u64;
    for argument in arguments {
        let found = match evaluator.eval(argument) {
            Err(Stop::Error(_)) => continue,
            found => found?,
        };
        match found {
            Operand::One(Scalar::Empty) => return Err(Stop::Doubt),
            Operand::One(Scalar::Text(_) | Scalar::Bool(_)) if open => return Err(Stop::Doubt),
            Operand::One(Scalar::Text(text)) if plain_number(&text).is_some() => count += 1,
            Operand::One(Scalar::Text(text)) if may_be_number(&text) => return Err(Stop::Doubt),
            Operand::One(Scalar::Text(_) | Scalar::Error(_)) => {}
            Operand::One(Scalar::Number(_) | Scalar::Bool(_)) => count += 1,
            Operand::Grid(_) => return Err(Stop::Doubt),
            Operand::Area(area) => {
                for found in evaluator.filled(area) {
                    match found?.1 {
                        Scalar::Number(_) => count += 1,
                        Scalar::Bool(_) if open => return Err(Stop::Doubt),
                        _ => {}
                    }
                }
            }
        }
    }
    Ok(Number::count(count))
}

fn count_filled<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Number> {
    let mut count = 0u64;
    for argument in arguments {
        match evaluator.eval(argument) {
            Err(Stop::Error(_)) | Ok(Operand::One(Scalar::Error(_))) => count += 1,
            Ok(Operand::Area(area)) => {
                for found in evaluator.filled(area) {
                    count += u64::from(found?.1 != Scalar::Empty);
                }
            }
            Ok(Operand::One(value)) if value != Scalar::Empty => count += 1,
            _ => return Err(Stop::Doubt),
        }
    }
    Ok(Number::count(count))
}

fn count_blank<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Number> {
    let [range] = arguments else { return Err(Stop::Doubt) };
    let Operand::Area(area) = evaluator.eval(range)? else { return Err(Stop::Doubt) };
    if area.first_sheet != area.last_sheet {
        return Err(Stop::Doubt);
    }
    let mut count = u64::from(area.rows()) * u64::from(area.columns());
    for found in evaluator.filled(area) {
        let blank = match found?.1 {
            Scalar::Empty => true,
            Scalar::Text(text) => text.is_empty(),
            _ => false,
        };
        count -= u64::from(!blank);
    }
    Ok(Number::count(count))
}

fn sum_of_products<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Number> {
    let arrays = Evaluator { arrays: true, ..*evaluator };
    let grids: Result<'a, Vec<Grid<'a>>> =
        arguments.iter().map(|argument| arrays.eval(argument).and_then(|found| arrays.grid(found))).collect();
    let grids = grids?;
    let Some(shape) = grids.first() else { return Err(Stop::Doubt) };
    if grids.iter().any(|grid| (grid.rows, grid.columns) != (shape.rows, shape.columns)) {
        return Err(WRONG);
    }
    let all = grids.iter().flat_map(|grid| grid.values.iter().cloned().map(Ok));
    among(all, evaluator.dialect(), &mut Vec::new())?;
    let open = evaluator.dialect() == Dialect::OpenFormula;
    let mut sum = Number::count(0);
    for at in 0..shape.values.len() {
        let mut product = Number::count(1);
        for value in grids.iter().filter_map(|grid| grid.values.get(at)) {
            product = match value {
                Scalar::Number(number) => product.multiply(*number)?,
                Scalar::Text(_) if open => return Err(Stop::Doubt),
                _ => Number::count(0),
            };
        }
        sum = sum.add(product)?;
    }
    Ok(sum)
}
