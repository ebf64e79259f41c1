//! What an office types in a cell, for the situations of the calculator: just enough to write them down. The reader
//! of workbooks is tested elsewhere, and knows far more.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use jiff::civil::Date;
use rust_decimal::Decimal;
use schedario::model::{Conseguito, Scadenza, ValoreAtteso, Verifica};
use schedario::place::{CellRange, CellRef, Cited, Field, Place};

/// The cell of the invented sheet that stands for a thing.
pub fn place(row: u32, column: u32) -> Place {
    Place {
        file: "prova.xlsx".into(),
        sheet: "Foglio1".into(),
        cells: CellRange::single(CellRef::new(row, column)),
    }
}

pub fn cited<T>(value: T, raw: &str, place: Place) -> Cited<T> {
    Cited { value, raw: raw.to_owned(), place }
}

/// A cell: empty is blank, `#…` cannot be read, else what `read` makes of it.
pub fn field<T>(raw: &str, place: Place, read: impl Fn(&str) -> Option<T>) -> Field<T> {
    match raw {
        "" => Field::Blank(place),
        error if error.starts_with('#') => Field::Unreadable(cited((), raw, place)),
        typed => match read(typed) {
            Some(value) => Field::Filled(cited(value, raw, place)),
            None => Field::Unreadable(cited((), raw, place)),
        },
    }
}

/// `12,5`.
pub fn number(typed: &str) -> Option<Decimal> {
    typed.replace(',', ".").parse().ok()
}

fn percent(typed: &str) -> Option<Decimal> {
    number(typed.strip_suffix('%')?.trim())
}

fn ratio(typed: &str) -> Option<(Decimal, Decimal)> {
    let (parte, totale) = typed.split_once('/')?;
    Some((number(parte)?, number(totale)?))
}

/// `30/04/2023`.
pub fn date(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.split('/').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `30/09`.
pub fn scadenza(typed: &str) -> Scadenza {
    let (giorno, mese) = typed.split_once('/').expect("una scadenza si scrive 30/09");
    Scadenza { giorno: giorno.parse().unwrap(), mese: mese.parse().unwrap() }
}

/// `sì`, `5`, `al massimo 30`, `meno di 30`, `45%`, `25/25`, `entro 30/04/2023`; anything else is a text.
pub fn atteso(typed: &str) -> Option<ValoreAtteso> {
    let bound = |rest: &str, escluso| match percent(rest) {
        Some(limite) => ValoreAtteso::AlMassimo { limite, escluso, percentuale: true },
        None => ValoreAtteso::AlMassimo { limite: number(rest).unwrap(), escluso, percentuale: false },
    };
    Some(match typed {
        "sì" => ValoreAtteso::SiNo,
        _ if typed.starts_with("entro ") => ValoreAtteso::Scadenza(date(&typed["entro ".len()..])?),
        _ if typed.starts_with("al massimo ") => bound(&typed["al massimo ".len()..], false),
        _ if typed.starts_with("meno di ") => bound(&typed["meno di ".len()..], true),
        _ => match (number(typed), percent(typed), ratio(typed)) {
            (Some(number), ..) => ValoreAtteso::Numero(number),
            (_, Some(percent), _) => ValoreAtteso::Percentuale(percent),
            (.., Some((parte, totale))) => ValoreAtteso::Rapporto { parte, totale },
            _ => ValoreAtteso::Testo,
        },
    })
}

/// `sì`, `no`, `4`, `46,15%`, `23/25`, `10/05/2023`, `entro i termini`; anything else is a text.
pub fn conseguito(typed: &str) -> Option<Conseguito> {
    Some(match typed {
        "sì" => Conseguito::SiNo(true),
        "no" => Conseguito::SiNo(false),
        "entro i termini" => Conseguito::EntroITermini,
        _ => match (number(typed), percent(typed), date(typed), ratio(typed)) {
            (Some(number), ..) => Conseguito::Numero(number),
            (_, Some(percent), ..) => Conseguito::Percentuale(percent),
            (.., Some(date), _) => Conseguito::Data(date),
            (.., Some((parte, totale))) => Conseguito::Rapporto { parte, totale },
            _ => Conseguito::Testo,
        },
    })
}

/// `realizzato`, `non realizzato`, `in parte 60%`.
pub fn verifica(typed: &str) -> Option<Verifica> {
    match typed {
        "realizzato" => Some(Verifica::Realizzato),
        "non realizzato" => Some(Verifica::NonRealizzato),
        _ => Some(Verifica::InParte(percent(typed.strip_prefix("in parte ")?)?)),
    }
}
