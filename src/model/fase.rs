//! A fase: a weighted step of an obiettivo, and the months in which it is planned.

use crate::place::{Field, Place};
use rust_decimal::Decimal;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mese {
    /// The year; `None` where neither the heading nor the form says it: then it is the plan's.
    pub anno: Option<i16>,
    /// 1 to 12.
    pub mese: i8,
}

/// The timetable of one year: its phases sum to 100 by themselves.
#[derive(Debug, Clone)]
pub struct Cronoprogramma {
    /// The header row: where the table is.
    pub place: Place,
    /// The year it plans.
    pub anno: Option<i16>,
    /// The phases, in the form's order.
    pub fasi: Vec<Fase>,
    /// The total printed under the percentages, percent 0-100.
    pub totale: Field<Decimal>,
    /// The months that have a column, in order; empty where phases have dates instead.
    pub griglia: Vec<Mese>,
    /// Whether the grid's colours could be read: not in xls.
    pub colori_leggibili: bool,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Fase {
    /// The cell of its description.
    pub place: Place,
    /// Its number as printed: `1`, `a`.
    pub numero: Option<String>,
    /// What is to be done.
    pub descrizione: Field<String>,
    /// The months marked, in order.
    pub mesi: Vec<Mese>,
    /// The cells of its months.
    pub celle_mesi: Option<Place>,
    /// Weight in its year, percent 0-100.
    pub peso: Field<Decimal>,
}
