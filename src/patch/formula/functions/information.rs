//! Which sort of value is it?

use super::{Plain, Setting};
use crate::patch::formula::Dialect;
use crate::patch::formula::number::Number;
use crate::patch::formula::scalar::{ABSENT, Result, Scalar, Stop};

/// The functions of this file.
pub fn plain(name: &str) -> Option<Plain> {
    Some(match name {
        "ISBLANK" => |s, v| is(s, v, |value| matches!(value, Scalar::Empty)),
        "ISNUMBER" => |s, v| is(s, v, |value| matches!(value, Scalar::Number(_))),
        "ISTEXT" => |s, v| is(s, v, |value| matches!(value, Scalar::Text(_))),
        "ISNONTEXT" => |s, v| is(s, v, |value| !matches!(value, Scalar::Text(_))),
        "ISLOGICAL" => |s, v| is(s, v, |value| matches!(value, Scalar::Bool(_))),
        "ISERROR" => |s, v| is(s, v, |value| matches!(value, Scalar::Error(_))),
        "ISERR" => |s, v| is(s, v, |value| matches!(value, Scalar::Error(error) if error != "#N/A")),
        "ISNA" => |s, v| is(s, v, |value| matches!(value, Scalar::Error(error) if error == "#N/A")),
        "ISEVEN" => |s, v| parity(s, v, 0),
        "ISODD" => |s, v| parity(s, v, 1),
        "N" => plain_number,
        "NA" => |_, v| if v.is_empty() { Err(ABSENT) } else { Err(Stop::Doubt) },
        "TRUE" => |_, v| if v.is_empty() { Ok(Scalar::Bool(true)) } else { Err(Stop::Doubt) },
        "FALSE" => |_, v| if v.is_empty() { Ok(Scalar::Bool(false)) } else { Err(Stop::Doubt) },
        _ => return None,
    })
}

fn is<'a>(setting: Setting, values: &[Scalar<'a>], holds: fn(&Scalar) -> bool) -> Result<'a, Scalar<'a>> {
    match values {
        // LibreOffice's logical values are numbers too
        [Scalar::Bool(_)] if setting.dialect == Dialect::OpenFormula => Err(Stop::Doubt),
        [value] => Ok(Scalar::Bool(holds(value))),
        _ => Err(Stop::Doubt),
    }
}

fn parity<'a>(setting: Setting, values: &[Scalar<'a>], rest: i64) -> Result<'a, Scalar<'a>> {
    match values {
        [Scalar::Bool(_)] => Err(Stop::Doubt),
        [value] => Ok(Scalar::Bool(value.number(setting.dialect)?.whole()?.rem_euclid(2) == rest)),
        _ => Err(Stop::Doubt),
    }
}

fn plain_number<'a>(_: Setting, values: &[Scalar<'a>]) -> Result<'a, Scalar<'a>> {
    match values {
        [Scalar::Error(error)] => Err(Stop::Error(error.clone())),
        [Scalar::Number(number)] => Ok(Scalar::Number(*number)),
        [Scalar::Bool(value)] => Ok(Scalar::Number(Number::count(u64::from(*value)))),
        [_] => Ok(Scalar::Number(Number::count(0))),
        _ => Err(Stop::Doubt),
    }
}
