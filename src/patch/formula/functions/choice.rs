//! Conditions, and what is computed only if it is chosen.

use super::kept;
use crate::patch::formula::Dialect;
use crate::patch::formula::evaluate::{Evaluator, Operand};
use crate::patch::formula::parse::Expr;
use crate::patch::formula::scalar::{ABSENT, Result, Scalar, Stop, WRONG};

/// The functions of this file.
pub fn call<'a>(evaluator: &Evaluator<'_, 'a>, name: &str, arguments: &[Expr]) -> Option<Result<'a, Operand<'a>>> {
    let one = |result: Result<'a, bool>| result.map(|value| Operand::One(Scalar::Bool(value)));
    Some(match name {
        "IF" => choose(evaluator, arguments),
        "IFS" => first_true(evaluator, arguments),
        "IFERROR" => otherwise(evaluator, arguments, |_| true),
        "IFNA" => otherwise(evaluator, arguments, |error| error == "#N/A"),
        "AND" => one(conditions(evaluator, arguments).map(|(_, no)| !no)),
        "OR" => one(conditions(evaluator, arguments).map(|(yes, _)| yes)),
        "NOT" => one(match arguments {
            [value] => condition(evaluator, value).map(|value| !value),
            _ => Err(Stop::Doubt),
        }),
        "CHOOSE" => nth(evaluator, arguments),
        "SWITCH" => switch(evaluator, arguments),
        "SINGLE" => match arguments {
            [value] => evaluator.scalar(value).map(Operand::One),
            _ => Err(Stop::Doubt),
        },
        _ => return None,
    })
}

fn condition<'a>(evaluator: &Evaluator<'_, 'a>, expr: &Expr) -> Result<'a, bool> {
    evaluator.scalar(expr)?.condition(evaluator.dialect())
}

fn choose<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let (test, yes, no) = match arguments {
        [test, yes] => (test, yes, None),
        [test, yes, no] => (test, yes, Some(no)),
        _ => return Err(Stop::Doubt),
    };
    match (condition(evaluator, test)?, no) {
        (true, _) => evaluator.eval(yes),
        (false, Some(no)) => evaluator.eval(no),
        (false, None) => Ok(Operand::One(Scalar::Bool(false))),
    }
}

fn first_true<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    for pair in arguments.chunks(2) {
        let [test, value] = pair else { return Err(Stop::Doubt) };
        if condition(evaluator, test)? {
            return evaluator.eval(value);
        }
    }
    Err(ABSENT)
}

fn otherwise<'a>(
    evaluator: &Evaluator<'_, 'a>,
    arguments: &[Expr],
    caught: fn(&str) -> bool,
) -> Result<'a, Operand<'a>> {
    let [value, other] = arguments else { return Err(Stop::Doubt) };
    match kept(evaluator, value)? {
        Scalar::Error(error) if caught(&error) => evaluator.eval(other),
        Scalar::Error(error) => Err(Stop::Error(error)),
        // an empty cell is 0 to some and an empty text to others
        Scalar::Empty => Err(Stop::Doubt),
        value => Ok(Operand::One(value)),
    }
}

/// Whether any condition is true, and whether any is false. In ranges texts and empty cells are passed over.
fn conditions<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, (bool, bool)> {
    let (mut yes, mut no) = (false, false);
    let mut add = |value: bool| *(if value { &mut yes } else { &mut no }) = true;
    for argument in arguments {
        match evaluator.eval(argument)? {
            Operand::One(Scalar::Empty) | Operand::Grid(_) => return Err(Stop::Doubt),
            Operand::One(value) => add(value.condition(evaluator.dialect())?),
            Operand::Area(area) => {
                for found in evaluator.filled(area) {
                    match found?.1 {
                        Scalar::Text(_) if evaluator.dialect() == Dialect::OpenFormula => return Err(Stop::Doubt),
                        Scalar::Text(_) | Scalar::Empty => {}
                        // another error may come before this one
                        Scalar::Error(_) if area.single().is_none() => return Err(Stop::Doubt),
                        value => add(value.condition(evaluator.dialect())?),
                    }
                }
            }
        }
    }
    if yes || no { Ok((yes, no)) } else { Err(WRONG) }
}

fn nth<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let [index, values @ ..] = arguments else { return Err(Stop::Doubt) };
    let index = evaluator.number(index)?.whole()?;
    let chosen = usize::try_from(index).ok().and_then(|index| values.get(index.checked_sub(1)?));
    chosen.map_or(Err(WRONG), |value| evaluator.eval(value))
}

fn switch<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Expr]) -> Result<'a, Operand<'a>> {
    let [value, cases @ ..] = arguments else { return Err(Stop::Doubt) };
    let value = evaluator.scalar(value)?;
    if value == Scalar::Empty {
        return Err(Stop::Doubt);
    }
    for case in cases.chunks(2) {
        match case {
            [candidate, result] => {
                if value.compare(&evaluator.scalar(candidate)?, evaluator.dialect())?.is_eq() {
                    return evaluator.eval(result);
                }
            }
            [default] => return evaluator.eval(default),
            _ => return Err(Stop::Doubt),
        }
    }
    Err(ABSENT)
}
