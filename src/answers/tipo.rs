//! What kind of answer a valore atteso wants, and within which bounds: the same for the cell that is prepared and for
//! the one that comes back.

use crate::model::ValoreAtteso;
use crate::place::Field;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The kind of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tipo {
    /// `sì` or `no`.
    SiNo,
    /// A number.
    Numero,
    /// A percentage.
    Percentuale,
    /// So many out of so many.
    Rapporto,
    /// The day on which it was done.
    Data,
    /// Words.
    Testo,
}

impl Tipo {
    /// The kind of answer that an expected value wants; words, where it is not known.
    pub fn of(atteso: &Field<ValoreAtteso>) -> Tipo {
        match atteso.value() {
            Some(ValoreAtteso::SiNo) => Tipo::SiNo,
            Some(ValoreAtteso::Numero(_) | ValoreAtteso::AlMassimo { percentuale: false, .. }) => {
                Tipo::Numero
            }
            Some(ValoreAtteso::Percentuale(_) | ValoreAtteso::AlMassimo { percentuale: true, .. }) => {
                Tipo::Percentuale
            }
            Some(ValoreAtteso::Rapporto { .. }) => Tipo::Rapporto,
            Some(ValoreAtteso::Scadenza(_)) => Tipo::Data,
            Some(ValoreAtteso::Testo) | None => Tipo::Testo,
        }
    }

    /// What to write, as the end of «serve …».
    pub fn serve(self) -> &'static str {
        match self {
            Tipo::SiNo => "«sì» o «no»",
            Tipo::Numero => "un numero",
            Tipo::Percentuale => "una percentuale, come 45%",
            Tipo::Rapporto => "quanti su quanti, come 3/5",
            Tipo::Data => "il giorno in cui è stato fatto, come 28/09/2023",
            Tipo::Testo => "un testo",
        }
    }
}

/// The highest percentage that may be typed, 0-100 and beyond: twice the expected one, and 200 at least. A 45 that was
/// meant as 45% is stored as 4500%.
pub fn percent_limit(atteso: Option<&ValoreAtteso>) -> Decimal {
    let least = Decimal::from(200);
    let expected = match atteso {
        Some(ValoreAtteso::Percentuale(percent)) => *percent,
        Some(ValoreAtteso::AlMassimo { limite, percentuale: true, .. }) => *limite,
        _ => Decimal::ZERO,
    };
    expected.checked_mul(Decimal::TWO).unwrap_or(least).max(least)
}

/// The first day on which something reported at a deadline may have been done: plans of several years go back.
pub fn first_day(scadenza: Date) -> Date {
    const YEARS: i16 = 5;
    Date::new(scadenza.year() - YEARS, 1, 1).unwrap_or(scadenza)
}
