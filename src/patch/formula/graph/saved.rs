//! Results as files save them.

use crate::patch::formula::cells::Slot;
use crate::patch::formula::number::Number;
use crate::patch::formula::scalar::Scalar;
use crate::patch::formula::{Dialect, Value};
use rust_decimal::Decimal;

/// A formula's saved result, if it has one.
pub fn saved(slot: Option<Slot>) -> Option<Scalar> {
    match slot?.value? {
        Value::Empty => None,
        Value::Number(number) => Some(Scalar::Number(Number::saved(*number))),
        value => Some(Scalar::read(value)),
    }
}

/// Whether a saved result is the computed one, but for the noise of binary arithmetic.
pub fn alike(saved: &Scalar, computed: &Scalar, dialect: Dialect) -> bool {
    match (saved, computed) {
        (Scalar::Number(saved), Scalar::Number(computed)) => {
            let near = Decimal::new(1, 9);
            let size = saved.value().abs().checked_mul(near).unwrap_or(near).max(near);
            saved.value().checked_sub(computed.value()).is_some_and(|difference| difference.abs() <= size)
        }
        // ods keeps logical results as numbers too
        (Scalar::Number(saved), Scalar::Bool(computed)) => {
            dialect == Dialect::OpenFormula && saved.value() == Decimal::from(u8::from(*computed))
        }
        _ => saved == computed,
    }
}

/// The result as it is saved.
pub fn to_save(result: &Scalar, dialect: Dialect) -> Option<Value> {
    match result {
        Scalar::Empty => Some(Value::Number(Decimal::ZERO)),
        Scalar::Number(number) => number.settled().ok().map(Value::Number),
        Scalar::Text(text) => Some(Value::Text(text.clone().into_owned())),
        Scalar::Bool(value) => Some(Value::Bool(*value)),
        // LibreOffice has numbers of its own for the others
        Scalar::Error(error) => {
            let shared = dialect == Dialect::Excel || ["#DIV/0!", "#N/A"].contains(&error.as_ref());
            shared.then(|| Value::Error(error.clone().into_owned()))
        }
    }
}
