//! The functions that are computed: those that forms use. Any other has no certain value.

mod aggregate;
mod choice;
mod criteria;
mod date;
mod information;
mod lookup;
mod rounding;
mod texts;

use super::Dialect;
use super::evaluate::{Evaluator, Operand};
use super::parse::Expr;
use super::scalar::{Result, Scalar, Stop, settled};

/// What a function of single values needs to know of the workbook.
#[derive(Clone, Copy)]
pub struct Setting {
    /// The language of its formulas.
    pub dialect: Dialect,
    /// Whether day 0 is in 1904.
    pub date_1904: bool,
}

/// A function of single values.
type Plain = for<'a> fn(Setting, &[Scalar<'a>]) -> Result<'a, Scalar<'a>>;

/// Functions computed value by value inside `SUMPRODUCT`.
const MAPPED: [&str; 11] = [
    "ABS", "DAY", "INT", "ISBLANK", "ISERROR", "ISNUMBER", "ISTEXT", "MONTH", "N", "ROUND", "YEAR",
];

/// The value of a function.
pub fn call<'a>(evaluator: &Evaluator<'_, 'a>, name: &str, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let plain = [rounding::plain(name), information::plain(name), texts::plain(name), date::plain(name)];
    if let Some(function) = plain.into_iter().flatten().next() {
        let arrays = evaluator.arrays && MAPPED.contains(&name);
        return plainly(&Evaluator { arrays, ..*evaluator }, function, arguments);
    }
    let flat = Evaluator { arrays: false, ..*evaluator };
    let known = choice::call(&flat, name, arguments)
        .or_else(|| lookup::call(&flat, name, arguments))
        .or_else(|| aggregate::call(&flat, name, arguments).map(|result| result.map(Operand::One)))
        .or_else(|| criteria::call(&flat, name, arguments).map(|result| result.map(Operand::One)))
        .or_else(|| texts::joined(&flat, name, arguments).map(|result| result.map(Operand::One)));
    known.unwrap_or(Err(Stop::Doubt))
}

fn plainly<'a>(
    evaluator: &Evaluator<'_, 'a>,
    function: Plain,
    arguments: &[Expr],
) -> Result<'a, Operand<'a>> {
    let setting = Setting { dialect: evaluator.dialect(), date_1904: evaluator.graph.date_1904 };
    let operand = |expr: &Expr| match evaluator.eval(expr) {
        Err(Stop::Error(error)) => Ok(Operand::One(Scalar::Error(error))),
        other => other,
    };
    let operands: Result<'a, Vec<_>> = arguments.iter().map(operand).collect();
    evaluator.each(operands?, |values| function(setting, values))
}

/// The value of an argument, an error being a value too.
fn kept<'a>(evaluator: &Evaluator<'_, 'a>, expr: &Expr) -> Result<'a, Scalar<'a>> {
    settled(evaluator.scalar(expr))
}
