//! An indicatore: what is measured, what is expected, what was achieved.

use crate::place::{Field, Place};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt;

/// A deadline within the year at which results are typed. Printed as `30/09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scadenza {
    /// Month, 1 to 12.
    pub mese: i8,
    /// Day of the month, 1 to 31.
    pub giorno: i8,
}

impl Scadenza {
    /// The end of the year: where a result without a date belongs.
    pub const FINE_ANNO: Scadenza = Scadenza { mese: 12, giorno: 31 };
}

impl fmt::Display for Scadenza {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}", self.giorno, self.mese)
    }
}

/// A measure of an obiettivo.
#[derive(Debug, Clone)]
pub struct Indicatore {
    /// The cell of its description.
    pub place: Place,
    /// Its number, if the form prints one: `1`, `6 bis`.
    pub numero: Option<String>,
    /// What is measured.
    pub descrizione: Field<String>,
    /// How it is measured, where the form has a third column for it.
    pub misura: Field<String>,
    /// What is expected.
    pub valore_atteso: Field<ValoreAtteso>,
    /// Weight among the obiettivo's indicatori, percent 0-100.
    pub peso: Field<Decimal>,
    /// The year its heading assigns it to, when that is not the plan's.
    pub anno: Option<i16>,
    /// What was achieved at each deadline, as the Responsabile declared it.
    pub conseguito: BTreeMap<Scadenza, Field<Conseguito>>,
    /// What the verification box says.
    pub verifica: Field<Verifica>,
    /// The Nucleo's own value, percent 0-100.
    pub valore_ndv: Field<Decimal>,
}

impl Indicatore {
    /// An empty indicatore at a place.
    pub fn new(place: Place) -> Indicatore {
        Indicatore {
            place,
            numero: None,
            descrizione: Field::Absent,
            misura: Field::Absent,
            valore_atteso: Field::Absent,
            peso: Field::Absent,
            anno: None,
            conseguito: BTreeMap::new(),
            verifica: Field::Absent,
            valore_ndv: Field::Absent,
        }
    }
}

/// A row of the monitoring table, as printed.
#[derive(Debug, Clone)]
pub struct Rilevazione {
    /// The first cell of the row.
    pub place: Place,
    /// Its number, where the table has a column for it.
    pub numero: Option<String>,
    /// The indicatore as the table names it.
    pub descrizione: Field<String>,
    /// What the table says was expected.
    pub valore_atteso: Field<ValoreAtteso>,
    /// What was achieved at each deadline.
    pub conseguito: BTreeMap<Scadenza, Field<Conseguito>>,
    /// The indicatori of the scheda that it reports on, by position; empty if none could be told.
    pub indicatori: Vec<usize>,
}

/// What is expected of an indicatore, typed. The text typed is kept by the [`Field`] around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValoreAtteso {
    /// `Sì`, `SI/NO`: to be done.
    SiNo,
    /// At least this number.
    Numero(Decimal),
    /// At most this number, or strictly less.
    AlMassimo {
        /// The bound.
        limite: Decimal,
        /// Whether the bound itself is too much (`< 30`).
        escluso: bool,
        /// Whether it is a percentage, 0-100.
        percentuale: bool,
    },
    /// At least this percentage, 0-100.
    Percentuale(Decimal),
    /// At least this many out of so many: `25/25`.
    Rapporto {
        /// How many.
        parte: Decimal,
        /// Out of how many.
        totale: Decimal,
    },
    /// By this day, included.
    Scadenza(Date),
    /// Words only, or a value whose direction the form does not say: never scored without a verification.
    Testo,
}

/// What was achieved, typed. The text typed is kept by the [`Field`] around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conseguito {
    /// `sì`, `no`, also with a note after it.
    SiNo(bool),
    /// A number.
    Numero(Decimal),
    /// A percentage, 0-100.
    Percentuale(Decimal),
    /// So many out of so many.
    Rapporto {
        /// How many.
        parte: Decimal,
        /// Out of how many.
        totale: Decimal,
    },
    /// Done on this day.
    Data(Date),
    /// `entro i termini`: done in time, no day said.
    EntroITermini,
    /// Words only.
    Testo,
}

/// The verification box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verifica {
    /// Realizzato: 100.
    Realizzato,
    /// Non realizzato: 0.
    NonRealizzato,
    /// Realizzato in parte, percent 0-100.
    InParte(Decimal),
}
