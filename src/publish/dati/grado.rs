//! Figures of the data contract: full precision, without the dust of a division; degrees with their interval.

use crate::compute::esito;
use crate::model::Scadenza;
use crate::publish::figure::plain;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Serialize;

/// A value at each deadline, by the deadline as printed.
pub(super) type PerScadenza<T> = IndexMap<String, T>;

/// A value at each of these deadlines.
pub(super) fn per<T>(scadenze: &[Scadenza], value: impl Fn(&Scadenza) -> T) -> PerScadenza<T> {
    scadenze.iter().map(|scadenza| (scadenza.to_string(), value(scadenza))).collect()
}

/// A figure to be read by programs: a JSON number with all its digits, without the dust of a division.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Cifra(#[serde(with = "rust_decimal::serde::arbitrary_precision")] Decimal);

impl From<Decimal> for Cifra {
    fn from(figure: Decimal) -> Cifra {
        Cifra(plain(figure))
    }
}

/// A figure, where it is known.
pub(super) fn figure(figure: Option<Decimal>) -> Option<Cifra> {
    figure.map(Cifra::from)
}

/// A degree, percent 0-100, and the interval in which it lies.
#[derive(Serialize)]
pub(super) struct Grado {
    valore: Option<Cifra>,
    minimo: Cifra,
    massimo: Cifra,
    copertura: Cifra,
}

impl From<&esito::Grado> for Grado {
    fn from(grado: &esito::Grado) -> Grado {
        Grado {
            valore: figure(grado.valore),
            minimo: grado.minimo.into(),
            massimo: grado.massimo.into(),
            copertura: grado.copertura.into(),
        }
    }
}
