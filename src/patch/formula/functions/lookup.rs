//! Values looked for in rows and columns.

use crate::patch::formula::Dialect;
use crate::patch::formula::evaluate::{Evaluator, Operand};
use crate::patch::formula::number::Number;
use crate::patch::formula::parse::Expr;
use crate::patch::formula::reference::Area;
use crate::patch::formula::scalar::{ABSENT, LOST, Result, Scalar, Stop, WRONG, same_text};
use crate::place::{CellRange, CellRef};
use std::cmp::Ordering;

/// The functions of this file.
pub fn call<'a>(evaluator: &Evaluator<'_, 'a>, name: &str, arguments: &[Expr]) -> Option<Result<'a, Operand<'a>>> {
    let count = |lines: u32| Ok(Operand::One(Scalar::Number(Number::count(u64::from(lines)))));
    let own = (evaluator.cell.row + 1, evaluator.cell.column + 1);
    Some(match (name, arguments) {
        ("INDEX", _) => index(evaluator, arguments),
        ("MATCH", _) => position(evaluator, arguments),
        ("VLOOKUP", _) => table(evaluator, arguments, true),
        ("HLOOKUP", _) => table(evaluator, arguments, false),
        ("LOOKUP", _) => vector(evaluator, arguments),
        ("ROWS", [Expr::Area(area)]) => count(area.rows()),
        ("COLUMNS", [Expr::Area(area)]) => count(area.columns()),
        ("ROW", []) => count(own.0),
        ("COLUMN", []) => count(own.1),
        ("ROW", [Expr::Area(area)]) if area.rows() == 1 => count(area.range.first.row + 1),
        ("COLUMN", [Expr::Area(area)]) if area.columns() == 1 => count(area.range.first.column + 1),
        _ => return None,
    })
}

/// The cells of an argument, in one sheet.
fn area<'a>(evaluator: &Evaluator<'_, 'a>, expr: &Expr) -> Result<'a, Area> {
    match evaluator.eval(expr)? {
        Operand::Area(area) if area.first_sheet == area.last_sheet => Ok(area),
        _ => Err(Stop::Doubt),
    }
}

/// A position among lines, counted from 1; 0 is all of them.
fn line<'a>(evaluator: &Evaluator<'_, 'a>, expr: &Expr, lines: u32) -> Result<'a, u32> {
    let at = evaluator.number(expr)?.whole()?;
    match u32::try_from(at) {
        Ok(at) if at <= lines => Ok(at),
        Ok(_) => Err(LOST),
        Err(_) => Err(WRONG),
    }
}

fn index<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let [range, rest @ ..] = arguments else { return Err(Stop::Doubt) };
    let area = area(evaluator, range)?;
    let (row, column) = match rest {
        [at] if area.rows() == 1 => (1, line(evaluator, at, area.columns())?),
        [at] if area.columns() == 1 => (line(evaluator, at, area.rows())?, 1),
        [row, column] => (line(evaluator, row, area.rows())?, line(evaluator, column, area.columns())?),
        _ => return Err(Stop::Doubt),
    };
    let lines = |at: u32, first: u32, last: u32| match at.checked_sub(1) {
        Some(at) => (first + at, first + at),
        None => (first, last),
    };
    let (top, bottom) = lines(row, area.range.first.row, area.range.last.row);
    let (left, right) = lines(column, area.range.first.column, area.range.last.column);
    let range = CellRange { first: CellRef::new(top, left), last: CellRef::new(bottom, right) };
    Ok(Operand::Area(Area { range, ..area }))
}

fn position<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let (needle, range, kind) = match arguments {
        [needle, range] => (needle, range, 1),
        [needle, range, kind] => (needle, range, evaluator.number(kind)?.whole()?),
        _ => return Err(Stop::Doubt),
    };
    let needle = evaluator.scalar(needle)?;
    let area = area(evaluator, range)?;
    let at = match kind {
        0 => exactly(evaluator, &needle, area)?,
        1 => at_most(evaluator, &needle, area)?,
        _ => return Err(Stop::Doubt),
    };
    Ok(Operand::One(Scalar::Number(Number::count(u64::from(at) + 1))))
}

fn table<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr], upright: bool) -> Result<'a, Operand<'a>> {
    let (needle, range, at, near) = match arguments {
        [needle, range, at] => (needle, range, at, true),
        [needle, range, at, near] => {
            (needle, range, at, evaluator.scalar(near)?.condition(evaluator.dialect())?)
        }
        _ => return Err(Stop::Doubt),
    };
    let needle = evaluator.scalar(needle)?;
    let area = area(evaluator, range)?;
    let (first, last) = (area.range.first, area.range.last);
    let lines = if upright { area.columns() } else { area.rows() };
    let at = line(evaluator, at, lines)?.checked_sub(1).ok_or(WRONG)?;
    let keys = if upright { CellRef::new(last.row, first.column) } else { CellRef::new(first.row, last.column) };
    let keys = Area { range: CellRange { first, last: keys }, ..area };
    let found = if near { at_most(evaluator, &needle, keys)? } else { exactly(evaluator, &needle, keys)? };
    let cell = if upright {
        CellRef::new(first.row + found, first.column + at)
    } else {
        CellRef::new(first.row + at, first.column + found)
    };
    evaluator.cell(area.first_sheet, cell).map(Operand::One)
}

fn vector<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let [needle, keys, values] = arguments else { return Err(Stop::Doubt) };
    let needle = evaluator.scalar(needle)?;
    let (keys, values) = (area(evaluator, keys)?, area(evaluator, values)?);
    if (keys.rows(), keys.columns()) != (values.rows(), values.columns()) {
        return Err(Stop::Doubt);
    }
    let found = at_most(evaluator, &needle, keys)?;
    let first = values.range.first;
    let cell = match values.columns() {
        1 => CellRef::new(first.row + found, first.column),
        _ => CellRef::new(first.row, first.column + found),
    };
    evaluator.cell(values.first_sheet, cell).map(Operand::One)
}

/// How far a cell is along a single row or column.
fn along(area: Area, cell: CellRef) -> u32 {
    (cell.row - area.range.first.row) + (cell.column - area.range.first.column)
}

fn is_single_line(area: Area) -> bool {
    area.rows() == 1 || area.columns() == 1
}

/// Where a value stands first in a row or column.
fn exactly<'a>(evaluator: &Evaluator<'_, 'a>, needle: &Scalar<'a>, area: Area) -> Result<'a, u32> {
    let dialect = evaluator.dialect();
    match needle {
        Scalar::Error(error) => return Err(Stop::Error(error.clone())),
        Scalar::Empty => return Err(Stop::Doubt),
        Scalar::Text(text) if is_pattern(text, dialect) => return Err(Stop::Doubt),
        _ if !is_single_line(area) => return Err(Stop::Doubt),
        _ => {}
    }
    for found in evaluator.filled(area) {
        let (cell, value) = found?;
        let same = match (needle, &value) {
            (Scalar::Number(one), Scalar::Number(two)) => one.order(two)?.is_eq(),
            (Scalar::Text(one), Scalar::Text(two)) => same_wholly(one, two, dialect)?,
            (Scalar::Bool(_), _) | (_, Scalar::Bool(_)) if dialect == Dialect::OpenFormula => {
                return Err(Stop::Doubt);
            }
            (Scalar::Bool(one), Scalar::Bool(two)) => one == two,
            _ => false,
        };
        if same {
            return Ok(along(area, cell));
        }
    }
    Err(ABSENT)
}

/// Whether a text may be a pattern to be matched: wildcards, and in ods regular expressions.
pub fn is_pattern(text: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Excel => text.is_empty() || text.contains(['*', '?', '~']),
        Dialect::OpenFormula => !text.chars().all(|c| c.is_alphanumeric() || " ,:;-/'%&_".contains(c)) || text.is_empty(),
    }
}

/// Whether a text is another one, as searches see it: an ods file may ask for a part to be enough.
pub fn same_wholly(needle: &str, text: &str, dialect: Dialect) -> Result<'static, bool> {
    let same = same_text(needle, text, dialect)?;
    let inside = dialect == Dialect::OpenFormula && text.to_lowercase().contains(&needle.to_lowercase());
    if inside && !same { Err(Stop::Doubt) } else { Ok(same) }
}

/// The last of the numbers that is not above the one looked for. Only where they go up without gaps, for otherwise
/// the answer depends on how the search is made.
fn at_most<'a>(evaluator: &Evaluator<'_, 'a>, needle: &Scalar<'a>, area: Area) -> Result<'a, u32> {
    let needle = match needle {
        Scalar::Number(needle) => needle,
        Scalar::Error(error) => return Err(Stop::Error(error.clone())),
        _ => return Err(Stop::Doubt),
    };
    if !is_single_line(area) {
        return Err(Stop::Doubt);
    }
    let mut last: Option<u32> = None;
    let mut before: Option<Number> = None;
    let mut next = 0;
    for found in evaluator.filled(area) {
        let (cell, value) = found?;
        let number = match value {
            Scalar::Empty => continue,
            Scalar::Number(number) if along(area, cell) == next => number,
            _ => return Err(Stop::Doubt),
        };
        if let Some(before) = before
            && before.order(&number)? != Ordering::Less
        {
            return Err(Stop::Doubt);
        }
        if number.order(needle)?.is_le() {
            last = Some(next);
        }
        before = Some(number);
        next += 1;
    }
    last.ok_or(ABSENT)
}
