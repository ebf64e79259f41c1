//! `Sì` expected: done is 100, not done is 0. A day, or «entro i termini», says that it was done.

use crate::model::Conseguito;
use rust_decimal::Decimal;

/// The degree; `None` if what was typed says neither.
pub(super) fn compare(conseguito: &Conseguito) -> Option<(Decimal, String)> {
    match conseguito {
        Conseguito::SiNo(true) => Some((Decimal::ONE_HUNDRED, "sì: 100".to_owned())),
        Conseguito::SiNo(false) => Some((Decimal::ZERO, "no: 0".to_owned())),
        Conseguito::Data(date) => {
            Some((Decimal::ONE_HUNDRED, format!("fatto il {}: 100", super::day(*date))))
        }
        Conseguito::EntroITermini => Some((Decimal::ONE_HUNDRED, "fatto entro i termini: 100".to_owned())),
        _ => None,
    }
}
