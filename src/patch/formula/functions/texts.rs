//! Texts: pieces, lengths, capitals, joins.

use super::{Plain, Setting};
use crate::patch::formula::Dialect;
use crate::patch::formula::evaluate::{Evaluator, Operand};
use crate::patch::formula::number::Number;
use crate::patch::formula::parse::Expr;
use crate::patch::formula::scalar::{Result, Scalar, Stop, WRONG, may_be_number, plain_number};
use std::borrow::Cow;

/// The functions of this file that take single values.
pub fn plain(name: &str) -> Option<Plain> {
    Some(match name {
        "LEN" => |_, v| Ok(Scalar::Number(Number::count(only(v)?.chars().count() as u64))),
        "TRIM" => |_, v| {
            let text = only(v)?;
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            Ok(Scalar::text(words.join(" ")))
        },
        "UPPER" => |_, v| recased(only(v)?.as_ref(), |c| c.to_uppercase().collect()),
        "LOWER" => |_, v| recased(only(v)?.as_ref(), |c| c.to_lowercase().collect()),
        "LEFT" => |s, v| piece(s, v, |text, length| text.get(..length)),
        "RIGHT" => |s, v| piece(s, v, |text, length| text.get(text.len() - length..)),
        "MID" => middle,
        "CONCATENATE" => |_, v| {
            let pieces: Result<'_, Vec<_>> = v.iter().map(Scalar::written).collect();
            Ok(Scalar::text(pieces?.concat()))
        },
        "EXACT" => |_, v| match v {
            [one, two] => Ok(Scalar::Bool(one.written()? == two.written()?)),
            _ => Err(Stop::Doubt),
        },
        "SUBSTITUTE" => substitute,
        "FIND" => find,
        "VALUE" => value,
        _ => return None,
    })
}

/// The texts of all arguments, ranges included, one after the other.
pub fn joined<'a>(evaluator: &Evaluator<'_, 'a>, name: &str, arguments: &[Expr]) -> Option<Result<'a, Scalar<'a>>> {
    match (name, arguments) {
        ("CONCAT", [_, ..]) => Some(join(evaluator, "", true, arguments)),
        ("TEXTJOIN", [between, skip, rest @ ..]) if !rest.is_empty() => Some((|| {
            let skip = evaluator.scalar(skip)?.condition(evaluator.dialect())?;
            let between = evaluator.scalar(between)?.written()?;
            join(evaluator, &between, skip, rest)
        })()),
        _ => None,
    }
}

fn join<'a>(evaluator: &Evaluator<'_, 'a>, between: &str, skip: bool, arguments: &[Expr]) -> Result<'a, Scalar<'a>> {
    let mut pieces = Vec::new();
    for argument in arguments {
        let values = match evaluator.eval(argument)? {
            Operand::One(value) => vec![value],
            Operand::Area(area) if skip => {
                let filled: Result<'a, Vec<_>> = evaluator.filled(area).collect();
                let mut filled = filled?;
                filled.sort_by_key(|(cell, _)| *cell);
                filled.into_iter().map(|(_, value)| value).collect()
            }
            other => evaluator.grid(other)?.values,
        };
        for value in values {
            let text = value.written()?.into_owned();
            if !(skip && text.is_empty()) {
                pieces.push(text);
            }
        }
    }
    Ok(Scalar::text(pieces.join(between)))
}

/// The only argument, as a text of which every character counts as one.
fn only<'a>(values: &[Scalar<'a>]) -> Result<'a, Cow<'a, str>> {
    match values {
        [value] => counted(value),
        _ => Err(Stop::Doubt),
    }
}

fn counted<'a>(value: &Scalar<'a>) -> Result<'a, Cow<'a, str>> {
    let text = value.written()?;
    if text.chars().all(|c| c <= '\u{FFFF}') { Ok(text) } else { Err(Stop::Doubt) }
}

fn recased<'a>(text: &str, recase: fn(char) -> Vec<char>) -> Result<'a, Scalar<'a>> {
    // beyond the Latin letters of Europe programs may disagree
    let known = |c: char| c.is_ascii() || (c <= '\u{17F}' && recase(c).len() == 1 && !"ıİſ".contains(c)) || !c.is_alphabetic();
    match text.chars().all(known) {
        true => Ok(Scalar::text(text.chars().flat_map(recase).collect::<String>())),
        false => Err(Stop::Doubt),
    }
}

fn length<'a>(setting: Setting, value: &Scalar<'a>) -> Result<'a, usize> {
    let length = value.number(setting.dialect)?.whole()?;
    match usize::try_from(length) {
        Ok(length) => Ok(length),
        Err(_) if setting.dialect == Dialect::Excel && length < 0 => Err(WRONG),
        Err(_) => Err(Stop::Doubt),
    }
}

fn piece<'a>(
    setting: Setting,
    values: &[Scalar<'a>],
    cut: fn(&[char], usize) -> Option<&[char]>,
) -> Result<'a, Scalar<'a>> {
    let (text, length) = match values {
        [text] => (text, 1),
        [text, wanted] => (text, length(setting, wanted)?),
        _ => return Err(Stop::Doubt),
    };
    let letters: Vec<char> = counted(text)?.chars().collect();
    let piece = cut(&letters, length.min(letters.len())).ok_or(Stop::Doubt)?;
    Ok(Scalar::text(piece.iter().collect::<String>()))
}

fn middle<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let [text, start, wanted] = values else { return Err(Stop::Doubt) };
    let text = counted(text)?;
    let (start, length) = (length(setting, start)?, length(setting, wanted)?);
    match start.checked_sub(1) {
        Some(before) => Ok(Scalar::text(text.chars().skip(before).take(length).collect::<String>())),
        None if setting.dialect == Dialect::Excel => Err(WRONG),
        None => Err(Stop::Doubt),
    }
}

fn substitute<'a>(_: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let [text, old, new] = values else { return Err(Stop::Doubt) };
    let (text, old, new) = (text.written()?, old.written()?, new.written()?);
    Ok(Scalar::text(if old.is_empty() { text.into_owned() } else { text.replace(old.as_ref(), &new) }))
}

fn find<'a>(setting: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    let [wanted, text] = values else { return Err(Stop::Doubt) };
    let (wanted, text) = (counted(wanted)?, counted(text)?);
    match text.find(wanted.as_ref()).and_then(|at| text.get(..at)) {
        _ if wanted.is_empty() => Err(Stop::Doubt),
        Some(before) => Ok(Scalar::Number(Number::count(before.chars().count() as u64 + 1))),
        None if setting.dialect == Dialect::Excel => Err(WRONG),
        None => Err(Stop::Doubt),
    }
}

fn value<'a>(_: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    match values {
        [Scalar::Number(number)] => Ok(Scalar::Number(*number)),
        [Scalar::Error(error)] => Err(Stop::Error(error.clone())),
        [Scalar::Text(text)] => match plain_number(text) {
            Some(number) => Ok(Scalar::Number(number)),
            None if may_be_number(text) => Err(Stop::Doubt),
            None => Err(WRONG),
        },
        _ => Err(Stop::Doubt),
    }
}
